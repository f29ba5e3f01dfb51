"""The direction of imports: the page stands above both stand-ins, which know neither each other nor the app's code."""

import re
from pathlib import Path

import pytest

import playground

MAY_IMPORT = {
    "slack": {"playground.slack", "playground.connection"},
    "gameball": {"playground.gameball", "playground.connection"},
    "page": {"playground.page", "playground.slack", "playground.gameball"},
}


@pytest.mark.parametrize(("package", "allowed"), MAY_IMPORT.items(), ids=MAY_IMPORT.keys())
def test_a_package_imports_only_what_is_below_it(package: str, allowed: set[str]) -> None:
    sources = (Path(playground.__file__).parent / package).glob("*.py")
    imported = {
        name
        for source in sources
        for name in re.findall(
            r"^\s*(?:from|import) ((?:playground|bot)(?:\.\w+)?)", source.read_text(), re.MULTILINE
        )
    }

    assert imported <= allowed
