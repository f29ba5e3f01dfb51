"""What a click needs to know, in the button itself: any process can serve any click."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.coupons.selection import Filter


class State(BaseModel):
    """Which customer's coupons are shown, and which part of them. The short names are what travels."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    customer_id: str = Field(alias="c", min_length=1)
    show: Filter = Field(Filter.ALL, alias="f")
    page: int = Field(1, alias="p", ge=1, le=1_000_000)

    def dump(self) -> str:
        return self.model_dump_json(by_alias=True, exclude_defaults=True)

    @classmethod
    def parse(cls, value: str) -> "State":
        """The state in a button's value. Raises ValueError for one that no button of this app carries."""
        try:
            return cls.model_validate_json(value)
        except ValidationError as error:
            # pydantic's text quotes the input: a customer id, which must not get into a log.
            raise ValueError("not a button's state") from error.__cause__
