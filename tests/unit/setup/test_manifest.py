"""Which hosts Slack can call, and the forms in which the manifest is given to people."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.setup.manifest import as_json, as_yaml, creation_link, host_fault, manifest

HOST = "quiet-meadow-12345.herokuapp.com"
NO_NAME = (
    "is not a name that Slack can call: such a name has letters, digits and hyphens, and at least one dot"
)
SPACE = "has a space or a line break in it: leave it out"


@pytest.mark.parametrize(
    "host",
    [
        "a.co",
        HOST,
        "YOUR-APP.example.com",
        "xn--e1afmkfd.xn--p1ai",
        "coupons.example.com:8443",
        f"{'a' * 63}.co",
    ],
)
def test_the_name_of_a_host_is_fine(host: str) -> None:
    assert host_fault(host) is None


@pytest.mark.parametrize(
    ("host", "fault"),
    [
        ("", "is empty"),
        (" ", "is empty"),
        ("https://coupons.example.com", "is an address: leave out https://"),
        ("http://coupons.example.com/slack/events", "is an address: leave out https://"),
        ("coupons.example.com/slack/events", "has a path: leave out everything from the / on"),
        ("coupons.example.com/", "has a path: leave out everything from the / on"),
        ("my host.example.com", SPACE),
        (" coupons.example.com", SPACE),
        ("coupons.example.com ", SPACE),
        ("coupons.example.com\n", SPACE),
        *(
            (host, NO_NAME)
            for host in (
                "localhost",
                "localhost:3000",
                "192.0.2.7",
                "192.0.2.7:3000",
                "[2001:db8::1]",
                "user@example.com",
                "example.com?x=1",
                "example.com#x",
                "example..com",
                ".example.com",
                "example.com.",
                "-a.example.com",
                "a-.example.com",
                "a_b.example.com",
                "*.example.com",
                "bücher.example",
                "example.com:",
                "example.com:0",
                "example.com:65536",
                "example.com:https",
                f"{'a' * 64}.co",
                f"{'a.' * 126}com",
                "<b>.example.com",
            )
        ),
    ],
)
def test_what_is_no_hosts_name_is_told_apart(host: str, fault: str) -> None:
    assert host_fault(host) == fault


@given(st.text(st.sampled_from("aZ09.-:/@ <\"'&?#\n٣é"), max_size=20))
def test_a_host_that_is_fine_has_nothing_in_it_but_a_name_and_a_port(host: str) -> None:
    assert host_fault(host) is not None or re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]+)?", host)


@pytest.mark.parametrize("host", [None, HOST])
def test_yaml_and_json_say_the_same(host: str | None) -> None:
    content = manifest(host)

    assert yaml.safe_load(as_yaml(content)) == json.loads(as_json(content)) == content


@pytest.mark.parametrize("host", [None, HOST])
def test_the_link_carries_the_whole_manifest_to_slack(host: str | None) -> None:
    link = urlsplit(creation_link(manifest(host)))
    query = parse_qs(link.query, strict_parsing=True)

    assert (link.scheme, link.netloc, link.path, set(query)) == (
        "https",
        "api.slack.com",
        "/apps",
        {"new_app", "manifest_json"},
    )
    assert json.loads(query["manifest_json"][0]) == manifest(host)


def test_a_link_can_stand_in_markdown_and_in_html() -> None:
    assert re.fullmatch(r"[\w:/.?=&%~-]+", creation_link(manifest(None)))
