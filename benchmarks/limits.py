"""How many files this process, and the servers it starts, may have open."""

import sys

_NEEDED = 8192


def raise_open_files() -> None:
    """A thousand lookups under way are two thousand connections; many systems start processes with 1,024 allowed."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none for Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _NEEDED if hard == resource.RLIM_INFINITY else min(_NEEDED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
