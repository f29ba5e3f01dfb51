"""What a browser sees: the page at /, and a few words at the address that Slack calls. No scripts, no secrets."""

import base64
import hashlib
from html import escape
from typing import Literal

from bot import __version__
from bot.blocks import ids
from bot.blocks.problem import short_problem
from bot.setup.manifest import EVENTS_PATH, Manifest, as_json, creation_link, manifest
from bot.setup.status import Status

_STYLE = """
:root { color-scheme: light dark; --back: #f6f5f2; --card: #fff; --text: #1d2422; --soft: #5b6663; --line: #dddad3;
  --accent: #14352f; --on-accent: #fff; --good: #1c7a4d; --bad: #a8321e; }
@media (prefers-color-scheme: dark) {
  :root { --back: #131816; --card: #1c2320; --text: #e8ece9; --soft: #9fada8; --line: #34403b; --accent: #8fd3bf;
    --on-accent: #0e1f1b; --good: #6fcf97; --bad: #f2937f; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; }
.soft { color: var(--soft); margin: -.25rem 0 1.5rem; }
section { margin: 0 0 1rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem; }
ul, ol { margin: 0; padding-left: 1.25rem; }
ul.status { list-style: none; padding: 0; }
ul.status li { display: flex; gap: .75rem; align-items: baseline; }
.sign { flex: none; width: 3rem; border-radius: .25rem; font-size: .8rem; font-weight: 700; text-align: center;
  color: var(--card); background: var(--soft); }
.sign.ok { background: var(--good); }
.sign.fix { background: var(--bad); }
li + li { margin-top: .5rem; }
p { margin: 0 0 .75rem; }
p:last-child { margin-bottom: 0; }
a { color: var(--accent); }
a.button { display: inline-block; padding: .55rem 1rem; border-radius: .4rem; background: var(--accent);
  color: var(--on-accent); font-weight: 600; text-decoration: none; }
a:focus-visible, summary:focus-visible, textarea:focus-visible { outline: 3px solid var(--soft); outline-offset: 2px; }
code, textarea { font: .9rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { padding: .1rem .3rem; border-radius: .25rem; background: var(--back); border: 1px solid var(--line);
  white-space: nowrap; }
code.address { white-space: normal; }
summary { margin-left: 1.25rem; cursor: pointer; font-weight: 600; list-style-position: outside; }
details { margin-bottom: .75rem; }
details > * + * { margin-top: .75rem; }
textarea { width: 100%; padding: .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--back);
  color: var(--text); resize: vertical; }
"""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        f"style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # What it says changes, and depends on the address that it was opened at.
    "Cache-Control": "no-store",
}
"""What every page is sent with."""

_CHECK = "<code>python -m bot check</code>"
_RELOAD = f"Reload this page in a moment. If it stays like this, {_CHECK} says why."
_SEE_STATUS = '<p><a href="/">See whether the app is ready</a></p>'


def home(status: Status, host: str | None, *, over_https: bool) -> str:
    """The page at /. `host` is the name under which it was opened, where Slack can call that."""
    if status.mode == "socket":
        slack_app = _socket_mode_app()
    elif host is None:
        slack_app = _unknown_host()
    else:
        slack_app = _app_at(host, over_https=over_https)
    title = "Coupons for Slack is running" if not status.draining else "Coupons for Slack is stopping"
    return _document(
        title,
        f'<p class="soft">It answers <code>{escape(ids.COMMAND)}</code> in Slack. Version {escape(__version__)}.</p>'
        f"<section><h2>Is it ready?</h2>{_status(status)}</section>"
        f"{slack_app}"
        f"<section><h2>Where to go next</h2>{_next_steps()}</section>",
    )


def events(status: Status) -> str:
    """What a browser sees at the address that Slack calls."""
    if status.mode == "socket":
        return _document(
            "Slack does not need this address",
            f"<p>This process uses Socket Mode: it calls Slack, and Slack calls no address of it.</p>{_SEE_STATUS}",
        )
    return _document(
        "This is the right address",
        "<p>Slack sends everything here, and only Slack gets an answer. There is nothing to see in a browser.</p>"
        f"{_SEE_STATUS}",
    )


def _document(title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>{content}</main></body></html>\n"
    )


_Line = tuple[Literal["OK", "Wait", "Fix"], str]


def _status(status: Status) -> str:
    lines = [_slack(status), _gameball(status)]
    if status.mode == "socket":
        lines.insert(1, _connection(status))
    items = "".join(
        f'<li><span class="sign {sign.lower()}">{sign}</span><span>{text}</span></li>' for sign, text in lines
    )
    return f'<ul class="status">{items}</ul>'


def _slack(status: Status) -> _Line:
    if status.slack_knows_token:
        return "OK", "Slack accepts the bot token."
    if status.slack_refusal is None:
        return "Wait", f"Slack has not answered yet. {_RELOAD}"
    return "Fix", (
        f"Slack does not accept the bot token (<code>{escape(status.slack_refusal)}</code>). {_CHECK} says what to do."
    )


def _connection(status: Status) -> _Line:
    if status.connected:
        return "OK", "The Socket Mode connection is open."
    return "Wait", f"The Socket Mode connection is not open yet. {_RELOAD}"


def _gameball(status: Status) -> _Line:
    if status.gameball == "fine":
        return "OK", "When the app started, Gameball accepted its keys."
    if status.gameball == "waiting":
        return "Wait", f"Gameball has not answered yet. {_RELOAD}"
    return "Fix", (
        f"When the app started: {escape(short_problem(status.gameball))}. {_CHECK} asks again, and says what to do."
    )


def _app_at(host: str, *, over_https: bool) -> str:
    address = f"https://{escape(host)}{EVENTS_PATH}"
    warning = (
        ""
        if over_https
        else "<p>This page was opened without https, and Slack calls addresses with https only. Please open "
        f'<code class="address">https://{escape(host)}/</code> first.</p>'
    )
    content = manifest(host)
    return (
        f"<section><h2>The Slack app for {escape(host)}</h2>"
        f'<p>What follows makes Slack send everything to <code class="address">{address}</code>. '
        "Go on only if that is the address of your own app.</p>"
        f"{warning}"
        f"{_update(content)}"
        "<p>Or make a new Slack app, which calls this address from the start. Install it, and set its own "
        "<code>SLACK_BOT_TOKEN</code> and <code>SLACK_SIGNING_SECRET</code> where this app runs.</p>"
        f"{_create(content, 'Create a new Slack app')}"
        "<p>Either way, <b>Event Subscriptions</b> must say <b>Verified</b> beside the address in the end: if it does not, "
        "press <b>Retry</b> there.</p></section>"
    )


def _unknown_host() -> str:
    return (
        "<section><h2>The Slack app</h2>"
        "<p>Slack cannot call the address at which this page was opened, such as an IP address or "
        "<code>localhost</code>, or the address cannot be told. Open the page at the app's public address, and it shows "
        "the Slack manifest for that address. If this is the public address, a proxy in front changes the header "
        "<code>Host</code>, or sends more than one scheme in <code>X-Forwarded-Proto</code>.</p>"
        "<p>On a command line, <code>python -m bot manifest --host HOST</code> prints the same.</p>"
        "<p>Without any public address, use Socket Mode: start <code>python -m bot socket</code> instead, with the tokens "
        "of a Slack app that uses it.</p>"
        f"{_create(manifest(None), 'Create a Slack app for Socket Mode')}</section>"
    )


def _socket_mode_app() -> str:
    content = manifest(None)
    return (
        "<section><h2>The Slack app</h2>"
        "<p>This process uses Socket Mode: Slack needs no address of it.</p>"
        f"{_update(content)}"
        "<p>Or make a new Slack app. Install it, and set its own <code>SLACK_BOT_TOKEN</code> and "
        "<code>SLACK_APP_TOKEN</code> where this app runs.</p>"
        f"{_create(content, 'Create a new Slack app for Socket Mode')}</section>"
    )


def _update(content: Manifest) -> str:
    return (
        "<details><summary>Change the Slack app that you have</summary>"
        "<p>In <a href='https://api.slack.com/apps'>api.slack.com/apps</a> › your app › <b>App Manifest</b> › JSON, replace "
        "everything by this text, and save.</p>"
        f"<textarea readonly rows='12' spellcheck='false' aria-label='The manifest'>{escape(as_json(content))}</textarea>"
        "</details>"
    )


def _create(content: Manifest, label: str) -> str:
    return f'<p><a class="button" href="{escape(creation_link(content))}">{escape(label)}</a></p>'


def _next_steps() -> str:
    return (
        "<ol>"
        f"<li>In Slack, in any channel, type <code>{escape(ids.COMMAND)} help</code>.</li>"
        f"<li>Then <code>{escape(ids.COMMAND)}</code> and the id of a customer whom you know.</li>"
        f"<li>If something is wrong, run {_CHECK} where the app runs. Its log tells more, and so does "
        "<b>When something is wrong</b> in the README.</li>"
        "</ol>"
    )
