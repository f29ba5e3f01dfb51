"""What speaks for and against a coupon, as data: reasons why it does not work, doubts, and contradictions."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.gameball.models import UnreadField


@dataclass(frozen=True, slots=True)
class NotStarted:
    """The start is still to come."""

    starts: datetime


@dataclass(frozen=True, slots=True)
class EndsBeforeStart:
    """It can never work: it ends before it starts, or at that very instant."""

    starts: datetime
    expiry: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """The expiry has passed. `expiry` is None where Gameball only says that it has, and gives no date or a later one."""

    expiry: datetime | None


@dataclass(frozen=True, slots=True)
class Deactivated:
    """An admin switched the coupon off."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """Gameball's `status` says so."""


@dataclass(frozen=True, slots=True)
class Used:
    """Gameball says that it has been used, by `isUsed` or `status`, and not how often."""


@dataclass(frozen=True, slots=True)
class UsedByCustomer:
    """This customer has used it as often as one customer can."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class UsedUp:
    """All customers together have used it as often as they can."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Gameball says no, and no field tells why. An open checkout may lock it, or it may be restricted."""


Reason = (
    EndsBeforeStart
    | Expired
    | Deleted
    | Deactivated
    | Used
    | UsedByCustomer
    | UsedUp
    | NotStarted
    | Unexplained
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A field that decides could not be read."""

    field: UnreadField


@dataclass(frozen=True, slots=True)
class OtherStatus:
    """Gameball's `status` is one that its pages do not name."""

    status: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """It is valid until a day without an hour, which has ended in some time zones and not in others."""

    day: datetime


@dataclass(frozen=True, slots=True)
class FirstDay:
    """It is valid from a day without an hour, which has begun in some time zones and not in others."""

    day: datetime


@dataclass(frozen=True, slots=True)
class NoCode:
    """There is nothing to enter at a checkout."""


Doubt = Unread | OtherStatus | LastDay | FirstDay | NoCode


class Contradiction(Enum):
    """What denies a reason: another field of the same coupon, or good sense."""

    EXPIRY_PASSED_NOT_EXPIRED = auto()
    """The expiry has passed, but Gameball does not call it expired."""
    EXPIRED_BEFORE_EXPIRY = auto()
    """Gameball calls it expired, but its expiry is still to come."""
    IMPOSSIBLE_EXPIRY = auto()
    """The expiry is in a time before there were such coupons."""
    NOT_EXPIRED = auto()
    """Its status is expired, but Gameball does not call it expired, and gives no expiry."""
    NOT_USED = auto()
    """Gameball calls it used, but another field or the counts say otherwise."""
    ACTIVE = auto()
    """Its status and its flag disagree on whether it is active."""
