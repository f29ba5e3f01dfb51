"""What Gameball can refuse, and how often."""

from playground.gameball.stand_in import Responder, error, html, redirect
from tests.e2e.fault_scene import fine
from tests.e2e.gameball_fault import BUSY, DOWN, OPERATOR, TOO_OFTEN, UNKNOWN, WRONG_ADDRESS, failing, passing


def _too_many(retry_after: str | None = None) -> Responder:
    headers = {"Retry-After": retry_after} if retry_after else {}
    return error(429, None, "Slower.", headers=headers)


ROWS = [
    failing(
        "301", "301", redirect("/elsewhere", 301), WRONG_ADDRESS, "outcome=WrongAddress gameball_status=301"
    ),
    failing(
        "400",
        "400",
        error(400, 3000, "No."),
        f"Gameball refused the request. {OPERATOR}",
        "outcome=Rejected gameball_status=400 gameball_code=3000",
    ),
    failing(
        "401",
        "401, code 1000",
        error(401, 1000, "No."),
        f"Gameball does not accept this app's keys. {OPERATOR}",
        "outcome=Credentials gameball_status=401 gameball_code=1000",
    ),
    failing(
        "403",
        "403, code 1002",
        error(403, 1002, "No."),
        f"This app's Gameball keys may not read coupons. {OPERATOR}",
        "outcome=PermissionDenied gameball_status=403 gameball_code=1002",
    ),
    failing(
        "403-plan",
        "403, code 8000",
        error(403, 8000, "No."),
        f"The shop's Gameball plan does not include this. {OPERATOR}",
        "outcome=Plan gameball_status=403 gameball_code=8000",
    ),
    failing(
        "404",
        "404, code 7000",
        error(404, 7000, "No."),
        UNKNOWN,
        "outcome=CustomerNotFound gameball_status=404 gameball_code=7000",
    ),
    failing(
        "404-page",
        "404 without Gameball's envelope",
        html(404),
        WRONG_ADDRESS,
        "outcome=WrongAddress gameball_status=404",
    ),
    passing("422-busy-then-fine", "422, code 2001, then is fine", error(422, 2001, "No."), fine()),
    failing(
        "422-busy",
        "422, code 2001, again and again",
        error(422, 2001, "No."),
        BUSY,
        "outcome=Busy gameball_status=422 gameball_code=2001",
        tries=3,
    ),
    failing(
        "422-off",
        "422, code 6000",
        error(422, 6000, "No."),
        f"Gameball is switched off for this shop. {OPERATOR}",
        "outcome=SwitchedOff gameball_status=422 gameball_code=6000",
    ),
    passing("429-then-fine", "429, then is fine", _too_many(), fine()),
    passing("429-wait-then-fine", "429 with `Retry-After: 1`, then is fine", _too_many("1"), fine(), wait=1),
    passing(
        "429-wait-long-then-fine",
        "429 with `Retry-After: 5`, then is fine",
        _too_many("5"),
        fine(),
        wait=5,
        late=True,
    ),
    failing(
        "429-too-long",
        "429 with `Retry-After: 30`",
        _too_many("30"),
        TOO_OFTEN,
        "outcome=RateLimited gameball_status=429",
    ),
    failing(
        "429-for-good",
        "429, again and again",
        _too_many(),
        TOO_OFTEN,
        "outcome=RateLimited gameball_status=429",
        tries=3,
    ),
    passing(
        "500-then-fine",
        "500, then 503, then is fine",
        error(500, 5000, "No."),
        error(503, 5003, "No."),
        fine(),
    ),
    failing(
        "500",
        "500, again and again",
        error(500, 5000, "No."),
        DOWN,
        "outcome=Unavailable gameball_status=500 gameball_code=5000",
        tries=3,
    ),
    failing(
        "503",
        "503, again and again",
        error(503, 5003, "No."),
        DOWN,
        "outcome=Unavailable gameball_status=503 gameball_code=5003",
        tries=3,
    ),
    failing(
        "outage-page",
        "an outage page in HTML, with 503",
        html(503),
        DOWN,
        "outcome=Unavailable gameball_status=503",
        tries=3,
    ),
]
