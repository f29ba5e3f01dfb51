"""The command line. What a process of its own shows is in tests/e2e."""

from pathlib import Path

import pytest

import bot
from bot.__main__ import main
from bot.setup.manifest import as_json, as_yaml, creation_link, manifest


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])

    assert (ended.value.code, capsys.readouterr().out) == (0, f"{bot.__version__}\n")


@pytest.mark.parametrize(
    ("command", "own"), [("serve", "SLACK_SIGNING_SECRET"), ("socket", "SLACK_APP_TOKEN")]
)
def test_every_fault_of_the_settings_is_a_line_on_standard_error(
    command: str,
    own: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "hush-token")

    code = main([command])

    out, errors = capsys.readouterr()
    first, *lines = errors.splitlines()
    assert (code, out) == (2, "")
    assert first == "These settings keep the app from starting (see .env.example):"
    assert [line.partition(" (")[0] for line in lines] == [
        "  SLACK_BOT_TOKEN: must start with xoxb-",
        f"  {own}: missing",
        "  GAMEBALL_API_KEY: missing",
        "  GAMEBALL_SECRET_KEY: missing",
    ]


HOST = "coupons.example.com"


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        ([], as_yaml(manifest(None))),
        (["--socket"], as_yaml(manifest(None))),
        (["--socket", "--json"], as_json(manifest(None))),
        (["--socket", "--link"], creation_link(manifest(None))),
        (["--host", HOST], as_yaml(manifest(HOST))),
        ([f"--host={HOST}", "--json"], as_json(manifest(HOST))),
        (["--host", HOST, "--link"], creation_link(manifest(HOST))),
        # As the Slack CLI calls its hook.
        (["--socket", "--json", "--source=/a/folder"], as_json(manifest(None))),
    ],
)
def test_the_manifest_is_printed_for_the_way_and_in_the_form_that_was_asked_for(
    arguments: list[str], printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manifest", *arguments]) == 0
    assert capsys.readouterr().out == f"{printed}\n"


@pytest.mark.parametrize("way", [[], ["--link"], ["--json"]])
@pytest.mark.parametrize(
    ("host", "fault"),
    [
        (["--host", f"https://{HOST}"], "is an address"),
        (["--host", f"{HOST}/slack/events"], "has a path"),
        (["--host", "my host.example.com"], "has a space"),
        (["--host", " "], "is empty"),
        (["--host", ""], "is empty"),
        (["--host"], "is empty"),
        (["--host", "localhost"], "is not a name"),
    ],
)
def test_a_bad_host_is_one_line_and_exit_code_2(
    host: list[str], fault: str, way: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manifest", *host, *way]) == 2

    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    assert printed.err.startswith(f"--host {fault}")


@pytest.mark.parametrize(
    ("error", "words"),
    [(BrokenPipeError(32, "Broken pipe"), "Cannot go on: Broken pipe.\n"), (KeyboardInterrupt(), "")],
)
def test_what_ends_a_command_early_is_a_failure_without_a_traceback(
    error: BaseException,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def ended(_: object) -> int:
        raise error

    monkeypatch.setattr("bot.__main__._check", ended)

    assert (main(["check"]), capsys.readouterr().err) == (1, words)
