"""The direction of imports, read from the source: each row knows only the rows below it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]

# A module belongs to the longest name that it starts with. Names in one row know nothing of each other.
ROWS: list[list[str]] = [
    ["bot.__main__"],
    ["playground"],
    ["bot.server", "bot.socket_mode", "bot.check"],
    ["bot.starting"],
    ["bot.app"],
    ["bot.listeners"],
    ["bot.blocks"],
    ["bot.coupons.lookup", "bot.coupons.health"],
    ["bot.coupons", "bot.gameball.client"],
    [
        "bot.gameball",
        "bot.settings",
        "bot.log",
        "bot.deliveries",
        "bot.eager_tasks",
        "bot.garbage",
        "bot.payload",
        "bot.retries",
        "bot.slack.client",
        "bot.slow_clients",
    ],
    ["bot.connections", "bot.environment", "bot.proxy"],
    ["bot"],
]
ROW_OF = {name: number for number, row in enumerate(ROWS) for name in row}

# Who alone may import a library, or must not. A row's name stands for all that belongs to it.
ONLY = {
    "httpx": {"bot.gameball.client"},
    "httpx_aiohttp": {"bot.gameball.client"},
    "dotenv": {"bot.environment"},
}
NEVER = {
    "bot.gameball": {"slack_bolt", "slack_sdk"},
    "bot.gameball.client": {"slack_bolt", "slack_sdk"},
    "bot.coupons": {"slack_bolt", "slack_sdk", "aiohttp", "structlog"},
    "bot.coupons.lookup": {"slack_bolt", "slack_sdk", "aiohttp", "structlog"},
    "bot.coupons.health": {"slack_bolt", "slack_sdk", "aiohttp", "structlog"},
    "bot.blocks": {"slack_bolt", "slack_sdk", "aiohttp", "structlog"},
}


class Import(NamedTuple):
    """`of` is what is imported, `lazy` tells that it happens inside a function."""

    by: str
    of: str
    lazy: bool


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    module_name(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "bot").rglob("*.py"))
}


def library_of(name: str) -> str:
    return name.partition(".")[0]


def imports_of(module: str, node: ast.AST, *, lazy: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(module, alias.name, lazy) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module} imports by a relative name"
            # `from bot.blocks import ids` imports the module bot.blocks.ids, `from bot.blocks.ids import HELP` does not
            # import a module of that name.
            for alias in child.names:
                name = f"{child.module}.{alias.name}"
                of_this = library_of(name) == "bot" and name not in TREES
                yield Import(module, str(child.module) if of_this else name, lazy)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from imports_of(module, child, lazy=lazy or inside)


IMPORTS = sorted({found for module, tree in TREES.items() for found in imports_of(module, tree)})


def group_of(module: str) -> str:
    return max(
        (name for name in ROW_OF if module == name or module.startswith(f"{name}.")), key=len, default=""
    )


def test_every_module_has_its_row() -> None:
    # All that is left for the last row is the package itself.
    assert [module for module in TREES if group_of(module) == "bot"] == ["bot"]


def test_each_row_imports_only_rows_below_it() -> None:
    upwards = [
        f"{found.by} imports {found.of}"
        for found in IMPORTS
        if library_of(found.of) == "bot"
        and group_of(found.of) != group_of(found.by)
        and ROW_OF[group_of(found.of)] <= ROW_OF[group_of(found.by)]
    ]
    assert upwards == []


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    importers = {found.by for found in IMPORTS if library_of(found.of) == library}
    assert importers <= ONLY[library]


@pytest.mark.parametrize("group", NEVER)
def test_a_row_knows_nothing_of_what_lies_outside_it(group: str) -> None:
    assert [
        f"{found.by} imports {found.of}"
        for found in IMPORTS
        if group_of(found.by) == group and library_of(found.of) in NEVER[group]
    ] == []


def test_the_playground_is_imported_by_nobody_but_the_command_line_and_only_when_it_is_asked_for() -> None:
    importers = {
        (found.by, found.lazy)
        for found in IMPORTS
        if group_of(found.of) == "playground" and group_of(found.by) != "playground"
    }
    assert importers == {("bot.__main__", True)}


def attributes(module: str) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }


def test_one_module_alone_reads_the_environment() -> None:
    readers = [
        module for module in TREES if attributes(module) & {"os.environ", "os.getenv", "os.environb"}
    ] + [found.by for found in IMPORTS if found.of in {"os.environ", "os.getenv"}]
    assert set(readers) <= {"bot.environment"}


def test_what_decides_and_what_draws_is_told_the_time() -> None:
    clocks = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    assert [
        module
        for module in TREES
        if module.startswith(("bot.coupons", "bot.blocks")) and attributes(module) & clocks
    ] == []


def test_importing_the_app_calls_nothing_but_definitions() -> None:
    # An assignment may build a value; a bare call can only be there for what it does.
    assert [
        f"{module}:{statement.lineno}"
        for module, tree in TREES.items()
        for statement in tree.body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call | ast.Await)
    ] == []
