"""What the listeners share, and the one way in which each of them asks."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import Literal, TypeVar

import structlog

from bot.access.allowed import Access
from bot.access.interaction import Interaction
from bot.access.quota import Quota
from bot.access.record import Record
from bot.background import Background
from bot.blocks.context import Context
from bot.blocks.kit import Message
from bot.blocks.notes import marked_as_test_data, understood, understood_in_words
from bot.blocks.one_coupon import one_coupon
from bot.blocks.problem import field_error, gameball_problem, internal_problem, refresh_problem
from bot.blocks.refusal import too_many_customers
from bot.blocks.results import results
from bot.blocks.state import State
from bot.coupons.changes import shown_at
from bot.coupons.lookup import Lookup, Snapshot
from bot.gameball.client import GameballClient
from bot.gameball.errors import GameballError
from bot.limits import TimeLimits
from bot.listeners.typed.parsing import AskForCoupons
from bot.slack.card_style import CardStyle
from bot.slack.last_resort import LastResort
from bot.slack.replies import Replies
from bot.slack.views import Views

T = TypeVar("T")

_MANY = 1000
"""Coupons that take a few milliseconds to judge and draw."""

_log = structlog.stdlib.get_logger("bot")


@dataclass(frozen=True, slots=True)
class Answer:
    """A message, and whether there are coupons in it. `at_field` is what a form says at the customer id instead."""

    message: Message
    found: bool
    at_field: str | None = None


class NoCouponsError(Exception):
    """There is nothing to show. `message` says why; the cause is Gameball's error, where there is one."""

    def __init__(self, message: Message, at_field: str | None = None) -> None:
        super().__init__()
        self.message = message
        self.at_field = at_field


@dataclass(frozen=True, slots=True)
class Services:
    """`hashed` gives a customer's name in the log; `data` tells which of Gameball's data the keys open; `search_url`
    and `contact` are as in Context."""

    gameball: GameballClient
    lookup: Lookup
    replies: Replies
    views: Views
    card_style: CardStyle
    last_resort: LastResort
    background: Background
    access: Access
    quota: Quota
    clock: Callable[[], datetime]
    limits: TimeLimits
    hashed: Callable[[str], str]
    data: Literal["test", "live"] | None
    search_url: str
    contact: str
    reply_languages: tuple[str, ...]
    reply_timezone: tzinfo

    def refusal(self, interaction: Interaction, record: Record) -> Message | None:
        """What to say to somebody who may not ask, or not here."""
        refused = self.access.refusal(interaction)
        if refused is None:
            return None
        word, message = refused
        record.add(outcome="Refused", refused=word)
        return message

    def context(self, *, can_share: bool = True) -> Context:
        return Context(
            now=self.clock(),
            data=self.data,
            can_share=can_share,
            search_url=self.search_url,
            contact=self.contact,
        )

    def marked(self, message: Message) -> Message:
        """A message without coupons, and that it is about test data where it is."""
        return marked_as_test_data(message, self.context())

    async def ask(self, state: State, record: Record, *, fresh: bool = False) -> Snapshot:
        """The customer's coupons, with what the log should know of them. Raises NoCouponsError."""
        customer = self.hashed(state.customer_id)
        record.add(customer=customer)
        if not self.quota.admits(record.interaction.user_id, customer):
            record.add(outcome="Refused", refused="quota")
            raise NoCouponsError(too_many_customers())
        try:
            snapshot = await self.lookup.coupons_of(state.customer_id, fresh=fresh)
        except GameballError as error:
            record.add_failure(error)
            problem = gameball_problem(error, state, self.context())
            raise NoCouponsError(problem, field_error(error, state)) from error
        record.add(
            outcome="Answered",
            gameball_status=200,
            cache="shared" if snapshot.shared else "none",
            coupons=len(snapshot.answer.coupons),
            unreadable=snapshot.answer.unreadable,
        )
        return snapshot

    async def coupons(
        self, state: State, record: Record, *, fresh: bool = False, can_share: bool = True
    ) -> Answer:
        """The answer to who asks for a customer, or for one code of theirs. Failures of Gameball become messages."""
        try:
            snapshot = await self.ask(state, record, fresh=fresh)
        except NoCouponsError as error:
            message, at_field = error.message, error.at_field
            if state.shown:
                message, at_field = refresh_problem(message, shown_at(state.shown)), None
            return Answer(self.marked(message), found=False, at_field=at_field)
        draw = one_coupon if state.code else results
        work = partial(draw, snapshot, state, self.context(can_share=can_share))
        return Answer(await self.compute(work, snapshot), found=True)

    async def compute(self, work: Callable[[], T], snapshot: Snapshot) -> T:
        """What the work on a customer's coupons returns. Nobody else waits for it, however many they are."""
        return await self.background.compute(work) if len(snapshot.answer.coupons) > _MANY else work()

    async def look_up(self, asked: AskForCoupons, record: Record, *, can_share: bool = True) -> Answer:
        """The answer to what was typed, and how that was understood where it is not simply the words."""
        answer = await self._of(asked, record, can_share=can_share)
        if answer.at_field and asked.otherwise:
            asked = asked.otherwise
            # The log line is about the customer that is answered for.
            record.add(gameball_code=None, gameball_request=None, tries=None)
            answer = await self._of(asked, record, can_share=can_share)
        if not asked.interpreted:
            return answer
        at_field = answer.at_field
        if at_field:
            at_field = f"{understood_in_words(asked.customer_id, asked.code)}. {at_field}"
        message = understood(answer.message, asked.customer_id, asked.code)
        return Answer(message, answer.found, at_field)

    async def _of(self, asked: AskForCoupons, record: Record, *, can_share: bool) -> Answer:
        return await self.coupons(
            State(customer_id=asked.customer_id, code=asked.code), record, can_share=can_share
        )

    async def answer(self, work: Awaitable[Answer], record: Record) -> Answer:
        """What the work returns or, where it raises, what to say then: the agent gets an answer in any case."""
        try:
            return await work
        except Exception as error:
            return Answer(self.internal(error, record), found=False)

    def internal(self, error: Exception, record: Record) -> Message:
        """What to say when the app itself is at fault."""
        reference = secrets.token_hex(4)
        record.add(outcome="InternalError", reference=reference)
        _log.error("internal_error", exc_info=error, reference=reference)
        return internal_problem(reference, self.contact)
