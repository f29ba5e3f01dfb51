"""Which strings can be a customer id, and how one travels in a URL."""

import unicodedata
from urllib.parse import quote

from bot.gameball.errors import InvalidCustomerIdError

MAX_LENGTH = 200


def path_segment(customer_id: str) -> str:
    """The id as exactly one percent-encoded path segment, its case kept.

    Raises InvalidCustomerIdError if that is not possible. `.` and `..` are refused because HTTP clients
    resolve them even when they are quoted, and would send the secret key to another endpoint."""
    if not 0 < len(customer_id) <= MAX_LENGTH or customer_id in {".", ".."}:
        raise InvalidCustomerIdError
    # Cc: control characters; Cs: lone surrogates, which have no UTF-8 form.
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in customer_id):
        raise InvalidCustomerIdError
    return quote(customer_id, safe="")
