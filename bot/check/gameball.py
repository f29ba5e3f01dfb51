"""Does Gameball answer, and accept the API version and the keys?"""

from bot.blocks.problem import short_problem
from bot.check.finding import Finding
from bot.gameball import errors
from bot.gameball.client import GameballClient
from bot.gameball.errors import GameballError
from bot.settings import Settings


async def ask_gameball(settings: Settings) -> GameballError | None:
    """Make one request. Returns what went wrong, or None."""
    async with GameballClient(
        api_url=settings.gameball_api_url,
        api_version=settings.gameball_api_version,
        api_key=settings.gameball_api_key,
        secret_key=settings.gameball_secret_key,
    ) as gameball:
        try:
            await gameball.check_access()
        except GameballError as error:
            return error
    return None


def pair_finding(settings: Settings) -> Finding:
    """Whether the two keys can belong together, as far as they tell."""
    name = "gameball.pair"
    api_key, secret_key = (
        settings.gameball_api_key.get_secret_value(),
        settings.gameball_secret_key.get_secret_value(),
    )
    if api_key == secret_key:
        advice = "copy the secret key: Gameball dashboard › Settings › Account integration › Secret key"
        return Finding(name, "failed", "the API key and the secret key are the same", advice)
    kinds = {
        kind for key in (api_key, secret_key) for kind in ("test", "live") if key.startswith(f"gb_{kind}_")
    }
    if len(kinds) > 1:
        advice = "copy both from the same place: Gameball dashboard › Settings › Account integration"
        return Finding(name, "failed", "one key is for test data, the other for live data", advice)
    return Finding(name, "ok", "the two keys differ, and are not of test and live data mixed")


def gameball_findings(error: GameballError | None, settings: Settings) -> list[Finding]:
    """What the request says about address, version and keys: how far it got shows which of them is wrong."""
    data = f", for {settings.gameball_data} data" if settings.gameball_data else ""
    reachable = Finding("gameball.reachable", "ok", "Gameball answers")
    version = Finding("gameball.version", "ok", f"{settings.gameball_api_version} is accepted")
    unknown_version = _unknown("gameball.version")
    unknown_keys = _unknown("gameball.keys")
    if error is None:
        return [reachable, version, Finding("gameball.keys", "ok", f"both keys are accepted{data}")]
    found = f"{short_problem(error)}{_details(error)}"
    match error:
        case errors.WrongAddressError(status=None):
            found = (
                "no TLS connection: the certificate is not to be trusted, or the address does not speak TLS"
            )
            advice = "check GAMEBALL_API_URL, and whether a proxy puts its own certificate in between"
        case errors.WrongAddressError():
            advice = (
                f"check GAMEBALL_API_URL, and GAMEBALL_API_VERSION, which is {settings.gameball_api_version}"
            )
            return [reachable, Finding("gameball.version", "failed", found, advice), unknown_keys]
        case errors.BlockedError():
            advice = "ask whoever runs the firewall or proxy on the way to GAMEBALL_API_URL to let this app through"
        case errors.PlanError() | errors.SwitchedOffError():
            advice = "look into the Gameball dashboard, or ask Gameball; the keys themselves are known"
            return [reachable, version, Finding("gameball.keys", "failed", found, advice)]
        case errors.UnreadableAnswerError() | errors.TooLongAnswerError():
            advice = "check whether GAMEBALL_API_URL is Gameball's, or try again later"
        case errors.OperatorError(code=None):
            advice = (
                "Gameball gives a code with its refusals: see whether a firewall or proxy answers in its place; "
                "otherwise copy both keys anew"
            )
            return [reachable, unknown_version, Finding("gameball.keys", "failed", found, advice)]
        case errors.OperatorError():
            advice = "copy both keys anew; where secure integrations are on, set GAMEBALL_API_VERSION=v4.1"
            return [reachable, unknown_version, Finding("gameball.keys", "failed", found, advice)]
        case _ if error.status is None:
            advice = "check the network and GAMEBALL_API_URL, or try again later"
        case _:
            advice = "try again later"
    return [Finding("gameball.reachable", "failed", found, advice), unknown_version, unknown_keys]


def _details(error: GameballError) -> str:
    facts = {"HTTP": error.status, "code": error.code}
    known = ", ".join(f"{name} {number}" for name, number in facts.items() if number is not None)
    return f" ({known})" if known else ""


def _unknown(name: str) -> Finding:
    return Finding(name, "skipped", "the request did not get that far")
