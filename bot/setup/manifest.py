"""The Slack app's manifest: what Slack is told of this app. Everything else that shows it is made from here."""

import json
import re
from typing import Any
from urllib.parse import quote

from bot.blocks import ids

Manifest = dict[str, Any]

EVENTS_PATH = "/slack/events"
"""Where Slack sends everything over HTTP."""

NAME = "Gameball Coupons"
_LONG_DESCRIPTION = (
    f"Type {ids.COMMAND} and a customer's id to see that customer's Gameball coupons: what each is worth, its code, until "
    "when it is valid, how often it was used, and whether it works now. Where a coupon does not work, every reason is "
    f"given. Add a code to ask about that one only. {ids.MESSAGE_SHORTCUT_NAME}, in the menu of any message, does the same "
    "from a thread. Only the person who asks sees the answer, until they share it. Nothing is stored."
)

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# The last label begins with a letter: otherwise it is an IP address.
_HOST = re.compile(rf"(?P<name>(?:{_LABEL}\.)+(?=[A-Za-z]){_LABEL})(?P<port>:[1-9][0-9]{{0,4}})?")


def host_fault(host: str) -> str | None:
    """What is wrong with a host's name that Slack is to call, in words; None where it is fine."""
    if not host.strip():
        return "is empty"
    if "://" in host:
        return "is an address: leave out https://"
    if "/" in host:
        return "has a path: leave out everything from the / on"
    if re.search(r"\s", host):
        return "has a space or a line break in it: leave it out"
    match = _HOST.fullmatch(host)
    if match is None or len(match["name"]) > 253 or int((match["port"] or ":0")[1:]) > 65535:
        return "is not a name that Slack can call: such a name has letters, digits and hyphens, and at least one dot"
    return None


def manifest(host: str | None) -> Manifest:
    """The manifest for an app that Slack calls at this host; for Socket Mode where `host` is None."""
    at = {"url": f"https://{host}{EVENTS_PATH}"} if host else {}
    events = {"request_url": at["url"]} if host else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": "Shows a customer's Gameball coupons, and why one does not work",
            "long_description": _LONG_DESCRIPTION,
            "background_color": "#14352f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": False,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "gameball-coupons", "always_online": True},
            "slash_commands": [
                {
                    "command": ids.COMMAND,
                    "description": ids.COMMAND_DESCRIPTION,
                    "usage_hint": ids.COMMAND_USAGE,
                    "should_escape": False,
                    **at,
                }
            ],
            "shortcuts": [
                {
                    "type": "message",
                    "callback_id": ids.MESSAGE_SHORTCUT,
                    "name": ids.MESSAGE_SHORTCUT_NAME,
                    "description": ids.MESSAGE_SHORTCUT_DESCRIPTION,
                },
                {
                    "type": "global",
                    "callback_id": ids.GLOBAL_SHORTCUT,
                    "name": ids.GLOBAL_SHORTCUT_NAME,
                    "description": ids.GLOBAL_SHORTCUT_DESCRIPTION,
                },
            ],
        },
        "oauth_config": {"scopes": {"bot": ["commands"]}},
        "settings": {
            "event_subscriptions": {**events, "bot_events": [ids.HOME_OPENED]},
            "interactivity": {"is_enabled": True, **events},
            "org_deploy_enabled": True,
            "socket_mode_enabled": host is None,
            "token_rotation_enabled": False,
        },
    }


def as_json(content: Manifest) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False)


def as_yaml(content: Manifest) -> str:
    """The same as YAML. Texts stand in double quotes, as in JSON, which YAML reads too."""
    return "\n".join(_lines(content))


def _lines(value: Any) -> list[str]:
    if isinstance(value, dict):
        lines = []
        for key, item in value.items():
            if isinstance(item, dict | list):
                lines += [f"{key}:", *(f"  {line}" for line in _lines(item))]
            else:
                lines.append(f"{key}: {_text(item)}")
        return lines
    if isinstance(value, list):
        lines = []
        for item in value:
            first, *others = _lines(item)
            lines += [f"- {first}", *(f"  {line}" for line in others)]
        return lines
    return [_text(value)]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def creation_link(content: Manifest) -> str:
    """The address at which Slack offers to create this app."""
    compact = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return f"https://api.slack.com/apps?new_app=1&manifest_json={quote(compact, safe='')}"
