"""Which proxy the environment names for an address, and that requests go through it and no further."""

from pathlib import Path

import pytest

from bot.gameball.errors import WrongAddressError
from bot.proxy import proxy_for
from bot.settings import Settings, SettingsError
from playground.gameball.stand_in import GameballStandIn
from tests.conftest import client_at

_PROXY = "http://user:hush@proxy.example.com:8080"


@pytest.mark.parametrize(
    ("variable", "value", "url", "proxy"),
    [
        ("HTTPS_PROXY", _PROXY, "https://api.gameball.co", _PROXY),
        ("https_proxy", "proxy.example.com:8080", "https://api.gameball.co", "http://proxy.example.com:8080"),
        ("HTTP_PROXY", _PROXY, "https://api.gameball.co", None),
        ("HTTPS_PROXY", "", "https://api.gameball.co", None),
        # The playground's stand-ins.
        ("HTTP_PROXY", _PROXY, "http://127.0.0.1:3000", None),
        ("HTTP_PROXY", _PROXY, "http://localhost:3000", None),
    ],
)
def test_the_proxy_is_the_one_for_the_scheme(
    variable: str, value: str, url: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)

    assert proxy_for(url) == proxy


def test_no_proxy_names_the_hosts_that_are_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", _PROXY)
    monkeypatch.setenv("NO_PROXY", "gameball.co")

    assert (proxy_for("https://api.gameball.co"), proxy_for("https://slack.com/api/")) == (None, _PROXY)


@pytest.mark.usefixtures("needed_settings")
@pytest.mark.parametrize(
    "proxy", ["http://[bad", "http://x:99999", "http://x:0", "http://a..b:80", "socks5://x:1080", "http://"]
)
def test_what_is_no_proxys_address_stops_the_start(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)

    with pytest.raises(SettingsError) as error:
        Settings.load()

    assert error.value.faults == [
        "HTTPS_PROXY: must be an address such as http://proxy.example.com:8080 (or leave it unset)"
    ]


async def test_requests_go_through_the_proxy_without_what_netrc_says(
    gameball: GameballStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password hush\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", gameball.url)

    async with client_at("http://gameball.example.com") as client:
        # The stand-in, taken for a proxy, only notes what it is asked.
        with pytest.raises(WrongAddressError):
            await client.get_customer_coupons("cust_one")

    (request,) = gameball.requests
    assert request.raw_path.startswith("http://gameball.example.com/api/v4.0/")
    assert "authorization" not in request.headers
