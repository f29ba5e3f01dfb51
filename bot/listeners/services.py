"""What the listeners share, and what each of them does: check, ask, show, and leave one log line."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import structlog

from bot.blocks.kit import Message
from bot.blocks.problem import gameball_problem, internal_problem
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.lookup import Lookup
from bot.gameball.errors import GameballError
from bot.listeners.access import Access
from bot.listeners.interaction import Interaction
from bot.listeners.record import Record
from bot.listeners.reply import Replies

_log = structlog.stdlib.get_logger("bot")


@dataclass(frozen=True)
class Services:
    """`team_id` gives the app's own workspace, None until Slack has told; `hashed` a customer's name in the log;
    `data` which of Gameball's data the keys open."""

    lookup: Lookup
    replies: Replies
    access: Access
    clock: Callable[[], datetime]
    hashed: Callable[[str], str]
    team_id: Callable[[], str | None]
    data: Literal["test", "live"] | None

    def refusal(self, interaction: Interaction, record: Record) -> Message | None:
        refused = self.access.refusal(interaction, team_id=self.team_id())
        if refused is None:
            return None
        why, message = refused
        record.add(outcome="Refused", refused=why)
        return message

    async def coupons(self, state: State, record: Record, *, fresh: bool = False) -> tuple[Message, bool]:
        """The message that answers, and whether it holds coupons. Never raises: whatever fails becomes a message."""
        record.add(customer=self.hashed(state.customer_id))
        try:
            snapshot = await self.lookup.coupons_of(state.customer_id, fresh=fresh)
            message = results(snapshot, state, now=self.clock(), data=self.data)
        except GameballError as error:
            record.add_failure(error)
            return gameball_problem(error, state), False
        except Exception:  # whatever it is, the agent gets an answer and the log its place
            reference = secrets.token_hex(4)
            record.add(outcome="InternalError", reference=reference)
            _log.exception("internal_error", reference=reference)
            return internal_problem(reference), False
        record.add(
            outcome="Answered",
            gameball_status=200,
            cache="shared" if snapshot.shared else "none",
            coupons=len(snapshot.answer.coupons),
            unreadable=snapshot.answer.unreadable,
        )
        return message, True
