"""What the documents say is so: commands, targets, variables, paths, and the words of the log."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main, parser
from bot.gameball.errors import GameballError
from bot.settings import ServeSettings, Settings, SocketSettings
from bot.setup import page
from bot.setup.status import Status

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of its kind."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their headings."""
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    rules = [number for number, cells in enumerate(lines) if all(set(cell) == {"-"} for cell in cells)]
    headings = {number - 1 for number in rules}
    return [cells for number, cells in enumerate(lines) if number not in headings.union(rules)]


def rows_of_two(text: str) -> list[list[str]]:
    return [row for row in rows(re.sub(r"(?m)^ +\|", "|", text)) if len(row) == 2]


def code(text: str) -> list[str]:
    """The code in a document: the lines of its blocks, and its spans."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [*(line for block in blocks for line in block.splitlines()), *spans]


def help_texts(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Each command, and what the command line's own help says of it."""
    assert main([]) == 0
    found = re.findall(r"^    (\w+) +(.+)$", capsys.readouterr().out, re.MULTILINE)
    return {f"`python -m bot {name}`": text for name, text in found}


def default_of(name: str) -> str:
    if Settings.model_fields[name].is_required():
        return "required"
    if ServeSettings.model_fields[name].is_required():
        return "required by `serve`"
    if SocketSettings.model_fields[name].is_required():
        return "required by `socket`"
    default = Settings.model_fields[name].get_default()
    if isinstance(default, tuple):
        return f"`{','.join(default)}`"
    return "empty" if default in (None, frozenset()) else f"`{default}`"


def test_the_commands_are_those_of_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Help is wrapped to the width of the terminal, and coloured where that is asked for.
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    assert dict(rows(section(README, "Commands"))) == help_texts(capsys)


def test_the_link_that_creates_the_slack_app_is_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "--socket", "--link"]) == 0
    # In the last line, as it is very long.
    assert README.splitlines()[-1] == f"[create]: {capsys.readouterr().out.strip()}"
    assert "**[Create the Slack app][create]**" in README


def test_the_short_way_asks_for_what_the_button_asks_first() -> None:
    first = [name for name, where in rows_of_two(section(README, "Put it into your Slack"))]
    asked = list(json.loads((ROOT / "app.json").read_text(encoding="utf-8"))["env"])
    assert [name.split("`")[1] for name in first] == asked[: len(first)]
    assert len(first) == 4


def test_nobody_has_to_fill_in_an_address_of_the_repository() -> None:
    assert re.findall(r"ADDRESS-OF|<repository|your-org|OWNER/|git clone", README) == []
    links = re.findall(r"\]\((https?://[^)]+)\)", README)
    assert [link for link in links if "github.com" in link or "template=" in link] == []


def test_the_manifest_is_found_on_the_page_where_the_documents_say() -> None:
    text = page.home(Status("http", "fine", slack_knows_token=True), "coupons.example.com", over_https=True)
    [summary] = re.findall(r"<summary>(.*?)</summary>", text)
    assert f"Under **{summary}**" in README
    assert f"Under **{summary}**" in DEPLOY


def test_every_platform_on_which_slack_calls_the_app_says_how_it_gets_the_address() -> None:
    sections = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", DEPLOY, re.MULTILINE))
    over_http = [
        title for title, text in sections.items() if re.search(r"For HTTP,|For HTTP:|use HTTP", text)
    ]
    assert over_http == [
        "Heroku",
        "Render",
        "Railway",
        "Fly.io",
        "Dokku",
        "Google Cloud Run",
        "A server of your own",
    ]
    assert [title for title in over_http if "(#give-slack-the-address)" not in sections[title]] == []


def test_the_variables_are_those_of_the_settings_with_their_defaults() -> None:
    described = {name: default for name, default, _ in rows(section(README, "Variables"))}
    expected = {f"`{name.upper()}`": default_of(name) for name in Settings.model_fields}
    assert list(described.items()) == list(expected.items())


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_target_that_is_named_exists(document: Path) -> None:
    # `make -C folder demo` and `PORT=3001 make demo` name targets too.
    calls = (
        re.search(r"\bmake((?: -C \S+)?(?: [a-z-]+)+)", line) for line in code(document.read_text("utf-8"))
    )
    named = {word for call in calls if call for word in re.sub(r"-C \S+", "", call[1]).split()}
    assert named - TARGETS == set()


def test_every_target_explains_itself_in_make_help() -> None:
    explained = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert explained == TARGETS - {"help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_command_of_the_app_that_is_named_is_one(document: Path) -> None:
    calls = [
        found[1].split()
        for line in code(document.read_text("utf-8"))
        if (found := re.search(r"\bpython -m bot((?: [\w.-]+)+)", line))
    ]
    for arguments in calls:
        # It ends the test where it does not know one of them.
        parser().parse_args(arguments)


def paths_named(text: str) -> Iterator[str]:
    """Links to files, pictures, and code that looks like a path of the repository."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text)
    yield from (link for link in links if "://" not in link)
    for span in code(text):
        if re.fullmatch(
            r"(?:bot|playground|tests|docs|benchmarks)/[\w./-]*|\.ci/run|[\w-]+\.(?:md|yaml|toml|txt|json)",
            span,
        ):
            yield f"/{span}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_path_that_is_named_exists(document: Path) -> None:
    # A link starts at its document, a path in code at the repository.
    missing = [
        path
        for path in paths_named(document.read_text("utf-8"))
        if not (ROOT / path[1:] if path.startswith("/") else document.parent / path).exists()
    ]
    assert missing == []


def anchors(text: str) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_heading_that_is_linked_to_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    linked = re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", text)
    missing = [
        f"{path}#{anchor}"
        for path, anchor in linked
        if anchor not in anchors((document.parent / path).read_text("utf-8") if path else text)
    ]
    assert missing == []


def test_the_documents_that_there_should_be_are_there() -> None:
    expected = {
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
        "docs/architecture.md",
        "docs/decisions.md",
        "docs/deploy.md",
        "docs/operations.md",
        "docs/wording.md",
    }
    assert expected - set(NAMES) == set()
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")


# The words of the log: whatever the source says to it must be explained to whoever reads it.


def calls_in_the_product() -> Iterator[tuple[str, ast.Call]]:
    """Every call, with what is called as it is written."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        if "playground" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield ast.unparse(node.func), node


def texts_in(value: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from texts_in(value.body)
        yield from texts_in(value.orelse)


def words_of_the_log() -> Iterator[str]:
    """Events, fields and outcomes, as they stand in the source."""
    for called, call in calls_in_the_product():
        logs = re.fullmatch(r"_log\.(debug|info|warning|error)", called)
        if logs:
            yield from texts_in(call.args[0])
        if logs or called == "Record" or re.fullmatch(r"(\w+\.)*record\.add|self\.add", called):
            for word in call.keywords:
                if word.arg and word.arg != "exc_info":
                    yield word.arg
                if word.arg in {"outcome", "delivery", "cache"}:
                    yield from texts_in(word.value)


def kinds_of_failure(kind: type[GameballError] = GameballError) -> Iterator[str]:
    """The outcomes that are named after errors: those that are raised, and not the groups they belong to."""
    # Tests may have kinds of their own.
    narrower = [each for each in kind.__subclasses__() if each.__module__ == kind.__module__]
    if not narrower:
        yield kind.__name__.removesuffix("Error")
    for each in narrower:
        yield from kinds_of_failure(each)


def names_of_checks() -> Iterator[str]:
    for called, call in calls_in_the_product():
        if called == "Finding":
            yield from texts_in(call.args[0])


def spans(document: str) -> set[str]:
    return set(code((ROOT / "docs" / document).read_text(encoding="utf-8")))


def test_every_word_of_the_log_is_explained() -> None:
    explained = {word for span in spans("operations.md") for word in re.findall(r"\w+", span)}
    assert {*words_of_the_log(), *kinds_of_failure()} - explained == set()


def test_every_check_is_explained() -> None:
    assert set(names_of_checks()) - spans("operations.md") == set()
