"""The command line. What a process of its own shows is in tests/e2e."""

from pathlib import Path

import pytest

import bot
from bot.__main__ import main


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
