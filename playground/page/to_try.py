"""What the page shows at once: one answer, and the buttons above the message box."""

from dataclasses import dataclass
from typing import Final

OPENING: Final = "cust_1001 GONE10"
"""What is asked when the page opens: the code that the customer's mail in #support is about."""


@dataclass(frozen=True)
class ToTry:
    """A button. It sends the command with `text`; without one, it runs the message shortcut on the customer's mail."""

    title: str
    text: str = ""


TO_TRY: Final = (
    ToTry("All coupons", "cust_1001"),
    ToTry("A mistyped code", "cust_1001 WELCOME51"),
    ToTry("From a message"),
    ToTry("In Arabic", "ليلى-عادل"),
)
