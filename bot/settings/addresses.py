"""What the addresses among the variables must look like."""

import re
from urllib.parse import urlsplit

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_LONGEST_SEARCH_URL = 500


def base_url(value: str) -> str:
    # Not quoted in what is said: it may be a secret that was pasted into the wrong variable.
    try:
        url = urlsplit(value)
        whole = url.scheme in {"http", "https"} and bool(url.hostname) and url.port != 0
    except ValueError:
        whole = False
    if not whole or not re.fullmatch(r"[!-~]+", value):
        raise ValueError("must be an address such as https://api.example.com")
    if url.username is not None or url.query or url.fragment:
        raise ValueError("must not have a user, a query or a fragment")
    if url.scheme == "http" and url.hostname not in _LOOPBACK:
        raise ValueError("must start with https://, as it carries secrets")
    return value.rstrip("/")


def host(value: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:-]+", value):
        raise ValueError("must be an IP address or a host name")
    return value


def slack_api_url(value: str) -> str:
    if not value.endswith("/api/"):
        raise ValueError("must end with /api/")
    return f"{base_url(value)}/"


def search_url(value: str) -> str:
    if value.count("{query}") != 1:
        raise ValueError("must have {query} in it once, where the customer's id goes")
    # Not within the host: what agents type must not decide where their browser goes.
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:[0-9]+)?[/?#][!-~]*", value):
        raise ValueError("must be an address such as https://shop.example.com/customers?query={query}")
    if len(value) > _LONGEST_SEARCH_URL:
        raise ValueError(f"must have at most {_LONGEST_SEARCH_URL} characters")
    return value
