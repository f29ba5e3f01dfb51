"""The direction of imports, read from the source: each floor of the house imports only floors below it."""

import ast
import graphlib
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Names on one floor do not import each other. A module belongs to the longest name that it starts with.
FLOORS = [
    ["bot.__main__"],
    ["bot.server", "bot.socket_mode", "bot.check"],
    ["bot.app"],
    ["bot.setup"],
    ["bot.listeners"],
    ["bot.slack"],
    ["bot.access"],
    ["bot.blocks"],
    ["bot.coupons"],
    ["bot.gameball"],
    ["bot.settings", "bot.log", "bot.background"],
    ["bot.limits", "bot.network", "bot.languages"],
    ["bot"],
]
FLOOR_OF = {name: number for number, floor in enumerate(FLOORS) for name in floor}
ONLY_IN = {
    "httpx": "bot.gameball.client",
    "httpx_aiohttp": "bot.gameball.client",
    "dotenv": "bot.settings.environment",
}
NEVER_IN = {
    "bot.gameball": {"slack_bolt", "slack_sdk"},
    "bot.coupons": {"slack_bolt", "slack_sdk", "aiohttp"},
    "bot.blocks": {"slack_bolt", "slack_sdk", "aiohttp"},
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                # `from bot.blocks import ids` imports a module, `from bot.blocks.ids import HELP` a name in one.
                found.add(name if name in MODULES else str(node.module))
    return found


MODULES = {name_of(path): path for path in sorted((ROOT / "bot").rglob("*.py"))}
IMPORTS = {module: imports_of(path) for module, path in MODULES.items()}


def group_of(module: str) -> str:
    return max((name for name in FLOOR_OF if f"{module}.".startswith(f"{name}.")), key=len)


def test_each_floor_imports_only_floors_below_it() -> None:
    upwards = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in sorted(found & MODULES.keys())
        if group_of(imported) != group_of(module)
        and FLOOR_OF[group_of(imported)] <= FLOOR_OF[group_of(module)]
    ]

    assert upwards == []


def test_every_module_but_the_package_itself_is_on_a_floor() -> None:
    assert [module for module in MODULES if group_of(module) == "bot"] == ["bot"]


def test_no_modules_import_each_other_in_a_circle() -> None:
    graphlib.TopologicalSorter(IMPORTS).prepare()


def test_libraries_stay_where_they_belong() -> None:
    strays = [
        f"{module} imports {imported}"
        for module, found in IMPORTS.items()
        for imported in sorted(found)
        for library in [imported.partition(".")[0]]
        if ONLY_IN.get(library, module) != module or library in NEVER_IN.get(group_of(module), set())
    ]

    assert strays == []


def test_nothing_in_the_app_imports_the_playground() -> None:
    assert [module for module, found in IMPORTS.items() if any("playground" in name for name in found)] == []
