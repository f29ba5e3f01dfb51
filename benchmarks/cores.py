"""One core for the server under test, another for everything else."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Cores:
    """Both are None where the platform cannot pin processes, or has one core only: then the figures say less."""

    server: int | None
    load: int | None

    @classmethod
    def choose(cls) -> Self:
        if not hasattr(os, "sched_setaffinity"):
            return cls(None, None)
        allowed = sorted(os.sched_getaffinity(0))
        return cls(allowed[-1], allowed[0]) if len(allowed) > 1 else cls(None, None)

    def pin_load(self) -> None:
        """From here on, this process and what it starts run on the load's core."""
        if self.load is not None:
            os.sched_setaffinity(0, {self.load})

    @contextmanager
    def for_server(self) -> Iterator[None]:
        """What is started or run meanwhile has the server's core."""
        if self.server is None:
            yield
            return
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {self.server})
        try:
            yield
        finally:
            os.sched_setaffinity(0, before)

    @property
    def in_words(self) -> str:
        if self.server is None:
            return "not pinned to cores (the platform cannot, or has one core only)"
        return "server on one core, load and stand-ins on another"
