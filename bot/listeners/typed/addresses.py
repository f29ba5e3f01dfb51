"""What the address of a web page tells: the customer whose page it is, or the code that it applies."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

# With its scheme or without, as browsers copy it.
ADDRESS = re.compile(r"(?:(?:https?|gid)://|(?<![\w@./-])(?:[\w-]+\.)+[A-Za-z]{2,}/)[^\s<>|\"'`]+")

# Help desks and networks have ids of their own for the same people.
_HELP_DESKS = re.compile(
    r"\b(?:zendesk|freshdesk|freshchat|intercom|gorgias|hubspot|helpscout|kustomer|salesforce|frontapp|slack|linkedin"
    r"|facebook|instagram|twitter|tiktok|youtube|reddit|google|github|gitlab|atlassian|trustpilot|klaviyo|mailchimp)\."
)
_CUSTOMER_PAGES = re.compile(
    r"/(?:customers?|customer-details|clients?|users?|members?|shoppers?|players?|people|profiles?|accounts?)"
    r"/(?:(?:edit|view|details?|profile|index|show|id)/)*([^/]+)",
    re.IGNORECASE,
)
_CUSTOMER_FIELDS = {
    *(
        "customer",
        "customerid",
        "idcustomer",
        "customernumber",
        "client",
        "clientid",
        "user",
        "userid",
        "uid",
        "memberid",
    ),
    *("shopperid", "playeruniqueid", "playerid", "customeruniqueid", "uniqueid"),
}
_CODE_PAGES = re.compile(r"/(?:discount|coupon|voucher|promo)s?/([^/]+)", re.IGNORECASE)
_CODE_FIELDS = {
    "discount",
    "discountcode",
    "coupon",
    "couponcode",
    "promo",
    "promocode",
    "voucher",
    "vouchercode",
}
_IN_CUSTOMER_PAGE = re.compile("customer|client|user|member", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+")


def customer_in(address: str) -> str:
    """The id in the address of a customer's page in the shop's admin or in Gameball, or nothing."""
    for place, fields in _parts(address):
        if page := _CUSTOMER_PAGES.search(place):
            found = unquote(page[1])
            if _is_id(found):
                return found
        for name, value in fields:
            is_named = name in _CUSTOMER_FIELDS or (name == "id" and _IN_CUSTOMER_PAGE.search(place))
            if is_named and _is_id(value):
                return value
    return ""


def code_in(address: str) -> str:
    """The code that opening the address applies, or nothing."""
    for place, fields in _parts(address):
        if page := _CODE_PAGES.search(place):
            found = unquote(page[1])
            if _is_code(found):
                return found
        for name, value in fields:
            if name in _CODE_FIELDS and _is_code(value):
                return value
    return ""


def _parts(address: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The path with its query, and the fragment with the same, which single-page apps use as a path."""
    try:
        url = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return
    if _HELP_DESKS.search(f"{url.netloc.lower()}."):
        return
    fragment, _, query = url.fragment.partition("?")
    for place, text in ((url.path, url.query), (f"/{fragment.lstrip('/!')}", query)):
        pairs = parse_qsl(text)
        yield place, [(re.sub(r"[^a-z]", "", name.lower()), value) for name, value in pairs]
        # Some admins keep the path of their page in a field.
        yield from ((value, []) for _, value in pairs if value.startswith("/"))


def _is_code(text: str) -> bool:
    # A campaign's page is named in small letters: /discount/black-friday-2026.
    return bool(re.fullmatch(r"(?=.*[A-Z])[A-Z0-9_-]{3,60}|(?=.*[a-zA-Z])(?=.*\d)\w{3,60}", text))


def _is_id(text: str) -> bool:
    return any(map(str.isdigit, text)) or bool(_EMAIL.fullmatch(text))
