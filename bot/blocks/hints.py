"""What to check when Gameball does not know a customer id, or has no coupons for it."""

import re
from collections.abc import Iterator

from bot.blocks import ids
from bot.blocks.look_alikes import odd_characters, plain_form

_ORDER = re.compile(
    r"#\s*[A-Z]{0,5}-?[0-9]+|(?:order|ord|so|invoice|inv|ticket)[\s_#:.-]*[0-9]+|[0-9]+#", re.IGNORECASE
)
_ORDER_WORDS = {"order", "orders", "order:", "invoice", "ticket"}
_CODE = re.compile(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9-]{4,40}|[A-Z]{5,40}")
_CODE_WORDS = {"code", "coupon", "voucher", "promo", "code:"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def not_found_hints(customer_id: str, *, with_code: bool = False) -> list[str]:
    """Why Gameball may not know this id, as lines of mrkdwn. The id itself is not repeated. `with_code` says that a code
    was typed after it."""
    odd = odd_characters(customer_id)
    hints = [*_something_else(customer_id, with_code=with_code), *odd]
    if with_code and not hints:
        hints.append("The customer id comes first, then the code: are these two *swapped*?")
    hints += _by_shape(customer_id)
    hints.append(
        "If this customer's profiles were *merged*, Gameball knows only the latest id. Please use the id that the "
        "shop uses now."
    )
    return [f"• {hint}" for hint in hints]


def is_a_word(customer_id: str) -> bool:
    """Whether this is only the word before a number or a code, such as "order"."""
    return customer_id.casefold() in _ORDER_WORDS | _CODE_WORDS


def _something_else(customer_id: str, *, with_code: bool) -> Iterator[str]:
    """What this may be in place of a customer's id."""
    if _ORDER.fullmatch(customer_id) or (with_code and customer_id.casefold() in _ORDER_WORDS):
        yield (
            "This looks like the *number of an order*. Open the order in the shop: it names its customer. Then ask with "
            "the customer's id."
        )
    elif (_CODE.fullmatch(customer_id) and not with_code) or customer_id.casefold() in _CODE_WORDS:
        yield (
            "This looks like a *coupon code without a customer id*. The id comes first: "
            f"`{ids.COMMAND} &lt;customerId&gt; &lt;code&gt;`."
        )


def empty_list_hints(customer_id: str) -> list[str]:
    """Why a customer that Gameball knows may have no coupons, as paragraphs of mrkdwn."""
    first = "Gameball knows a customer with this id. If the customer does see coupons in the shop:"
    points = [
        "They may be on *another profile* of the same person, such as one made in a store or as a guest."
    ]
    if _EMAIL.fullmatch(customer_id):
        points.append(
            "An *e-mail address* as id often comes from a sign-up form. Coupons for orders may be under the id that the shop "
            "gives."
        )
    points.append("A code that the shop gives to everybody may be *on no customer's list*.")
    return [first, "\n".join(f"• {point}" for point in points)]


def _by_shape(customer_id: str) -> Iterator[str]:
    if _EMAIL.fullmatch(customer_id):
        yield (
            "This is an *e-mail address*. Many shops give Gameball another id, such as Shopify's 13 digits: look it "
            "up in the shop's admin."
        )
    elif re.fullmatch(r"\+?[0-9]{8,15}", customer_id):
        if len(customer_id) == 13 and customer_id.isdigit():
            yield "This looks like a *Shopify id*: is it the customer's, and not an order's?"
        else:
            yield (
                "This may be a *phone number*. Shops that use them often put something before it, such as "
                "`mobile_966500001234`."
            )
    elif "://" in customer_id:
        yield "This is the *address of a web page*, and no customer's id was found in it."
    elif customer_id.isdigit():
        yield "These are *only digits*: is it the customer's id, and not an order's or a ticket's?"
    if re.search(r"\s", customer_id) and not plain_form(customer_id):
        yield "There are *spaces* in it. Most ids have none."
    if re.search(r"[A-Za-z]", customer_id) and not is_a_word(customer_id):
        yield "*Upper and lower case* count: `Cust_1` and `cust_1` are two customers."
