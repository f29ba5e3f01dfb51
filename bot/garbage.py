"""How often Python looks for garbage that reference counts do not free: seldom, as there is little of it here."""

import gc


def collect_seldom() -> None:
    """Leave what is there now, which never goes away, out of every search, and search less often: docs/decisions.md has
    the figures."""
    gc.freeze()
    gc.set_threshold(10_000, 5, 5)
    gc.enable()
