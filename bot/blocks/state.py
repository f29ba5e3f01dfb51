"""What a click needs to know. It travels in the button itself, so that any process can answer any click."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.blocks import kit
from bot.blocks.mrkdwn import length
from bot.coupons.selection import Filter


class State(BaseModel):
    """Which customer's coupons to show, and which of them. In the button's value each field has its short name.

    With `code`, the coupons with that code are meant; with `mark` too, one of them (see bot.coupons.identity). `shown` is
    what the message with the button shows, so that Refresh can tell what has changed since (see bot.coupons.changes).
    `failures` is how often that was tried, one time after the other, and failed."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    customer_id: str = Field(alias="c", min_length=1)
    show: Filter = Field(Filter.ALL, alias="f")
    page: int = Field(1, alias="p", ge=1, le=1_000_000)
    code: str | None = Field(None, alias="k")
    mark: str | None = Field(None, alias="m")
    shown: str | None = Field(None, alias="s")
    failures: int = Field(0, alias="n", ge=0, le=1_000_000)

    def dump(self) -> str:
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    def fits(self) -> bool:
        """Whether a button can carry it."""
        return length(self.dump()) <= kit.BUTTON_VALUE

    @classmethod
    def parse(cls, value: str) -> Self:
        """The state in a button's value. Raises ValueError for one that no button of this app carries."""
        if length(value) > kit.BUTTON_VALUE:
            raise ValueError("not a button's state")
        try:
            return cls.model_validate_json(value)
        except ValidationError:
            # pydantic's error quotes the customer id, which must not reach a log.
            raise ValueError("not a button's state") from None
