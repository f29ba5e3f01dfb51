"""What is said where an answer did not get through: at another place, where it waits for the agent."""

from datetime import UTC, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.blocks import kit, mrkdwn

_TOLD_FOR = 15 * 60
"""Seconds. Who has not asked again by then has the answer, or no use for it."""


class Missed(BaseModel):
    """Something that may not have reached an agent, and when it was asked for, in seconds since 1970.

    The Home view itself keeps it, as the app stores nothing: it names no customer and no code."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    asked: int = Field(alias="t", ge=0, le=4_000_000_000)
    what: Literal["answer", "window"] = Field("answer", alias="w")

    def dump(self) -> str:
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @classmethod
    def parse(cls, private_metadata: str) -> Self | None:
        """What a view's private_metadata tells of; None where that is something else."""
        try:
            return cls.model_validate_json(private_metadata)
        except ValidationError:
            return None

    def is_recent(self, now: datetime) -> bool:
        """Whether it is still to be told. Another process may have written it, whose clock may be ahead."""
        return abs(now.timestamp() - self.asked) < _TOLD_FOR

    def message(self) -> kit.Message:
        asked = mrkdwn.date(datetime.fromtimestamp(self.asked, UTC), "{time}")
        if self.what == "window":
            title = "Slack did not open the window in time"
            advice = f"You asked for it at {asked}. If you do not see it, please try again."
        else:
            title = "Slack did not confirm an answer to you"
            advice = f"What you asked at {asked} may not have been answered. If you do not see it, please ask again."
        return kit.Message(f"{title}. {mrkdwn.spoken(advice)}", [kit.section(f"⚠️ *{title}*\n{advice}")])
