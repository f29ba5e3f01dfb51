"""Small mistakes put into the app, one at a time: does a test notice? `make mutants`, or
`python -m tests.mutation.mutate --count 20 --only bot/coupons`.

Each is made in a copy of the project, and tested there by the tests that run its line, then by all. The same seed and
code give the same mistakes. Exit code 1 where the tests fail without any."""

import argparse
import ast
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise, permutations
from pathlib import Path
from random import Random
from typing import NamedTuple, TextIO

from coverage import CoverageData

ROOT = Path(__file__).parents[2]
_ALL = ("tests/unit", "tests/property", "tests/contracts", "tests/e2e")
_PYTEST = [sys.executable, "-m", "pytest", "--maxfail=5", "-q", "-n", "2", "-p", "no:cacheprovider"]
_NOT_COPIED = (".git", ".venv*", ".env", ".hypothesis", "__pycache__", ".*_cache", ".coverage*")
_UNNOTICEABLE = {"frozen", "slots", "kw_only", "maxsize"}
"""Keyword arguments that only forbid something or save something."""

_OPERATOR = re.compile(rb"\bnot\s+in\b|\bis\s+not\b|\b(?:in|is|and|or)\b|[<>=!]=|[<>+-]")
_PAIRS = (b"<|<=", b">|>=", b"==|!=", b"is|is not", b"in|not in", b"and|or", b"+|-")
_SWAPPED = {one: other for pair in _PAIRS for one, other in permutations(pair.split(b"|"))}
_COMMENT = re.compile(rb"#[^\n]*")
_OPENING = re.compile(rb"[a-zA-Z]*(?:\"\"\"|'''|\"|')")


class Edit(NamedTuple):
    kind: str
    start: int
    end: int
    new: bytes


class Mutation(NamedTuple):
    """`before` and `after` are the place and a little around it; `content` is the whole file."""

    path: str
    line: int
    kind: str
    before: str
    after: str
    content: bytes


class Module:
    """A file, and the places where a mistake can be made in it. `path` is relative to the project."""

    def __init__(self, path: str, source: bytes) -> None:
        self._path, self._source, self._tree = path, source, ast.parse(source)
        self._starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
        nodes = list(_nodes(self._tree))
        # Of code: not the blank ones, comments, docstrings and imports.
        self.lines = len({node.lineno for node in nodes if isinstance(node, ast.expr | ast.stmt)})
        self._edits = sorted({edit for node in nodes for edit in self._edits_at(node)})
        if len([edit for edit in self._edits if edit.kind == "string"]) * 4 < self.lines:
            # This module is about other things than strings.
            self._edits = [edit for edit in self._edits if edit.kind != "string"]

    def draw(self, rng: Random) -> Mutation | None:
        """A mistake that was not drawn before. A rare kind is as likely as a frequent one."""
        while self._edits:
            kind = rng.choice(sorted({edit.kind for edit in self._edits}))
            edit = rng.choice([edit for edit in self._edits if edit.kind == kind])
            self._edits.remove(edit)
            mutation = self._made(edit)
            with suppress(SyntaxError):
                compile(mutation.content, self._path, "exec")
                if ast.dump(ast.parse(mutation.content)) != ast.dump(self._tree):
                    return mutation
        return None

    def _made(self, edit: Edit) -> Mutation:
        before, after = self._source[: edit.start], self._source[edit.end :]
        left, right = before.rpartition(b"\n")[2][-16:], after.partition(b"\n")[0][:16]
        was, becomes = (
            _brief(left + self._source[edit.start : edit.end] + right),
            _brief(left + edit.new + right),
        )
        line = before.count(b"\n") + 1
        return Mutation(self._path, line, edit.kind, was, becomes, before + edit.new + after)

    def _edits_at(self, node: ast.AST) -> Iterator[Edit]:  # noqa: C901, PLR0912 - a case each
        match node:
            case ast.Compare(left=left, comparators=others):
                yield from self._swapped("comparison", left, *others)
            case ast.BoolOp(values=values):
                yield from self._swapped("and/or", *values)
            case ast.BinOp(left=left, right=right, op=ast.Add() | ast.Sub()):
                yield from self._swapped("plus/minus", left, right)
            case ast.AugAssign(target=left, value=right, op=ast.Add() | ast.Sub()):
                yield from self._swapped("plus/minus", left, right)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield Edit("not dropped", *self._span(node), b"(" + self._text(operand) + b")")
            # A `not` is dropped already.
            case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.UnaryOp):
                yield Edit("if negated", *self._span(test), b"not (" + self._text(test) + b")")
            case ast.comprehension(ifs=[test]) if not isinstance(test, ast.UnaryOp):
                yield Edit("if negated", *self._span(test), b"not (" + self._text(test) + b")")
            case ast.Constant(value=bool(value)):
                yield Edit("true/false", *self._span(node), repr(not value).encode())
            case ast.Constant(value=int(value) | float(value)):
                yield Edit("number", *self._span(node), repr(value + 1).encode())
            case ast.JoinedStr() | ast.Constant(value=str()) if getattr(node, "value", True):
                if opening := _OPENING.match(self._source, self._span(node)[0]):
                    yield Edit("string", opening.end(), opening.end(), b"X")
            case ast.Return(value=ast.expr() as value):
                yield Edit("return None", *self._span(value), b"None")
            case ast.Expr(value=ast.Call() | ast.Await(value=ast.Call())):
                yield Edit("call dropped", *self._span(node), b"pass")
            case ast.keyword(arg=str()):
                start, end = self._span(node)
                comma = re.compile(rb"\s*,[ \t]*|").match(self._source, end)
                yield Edit("argument dropped", start, comma.end() if comma else end, b"")

    def _swapped(self, kind: str, *operands: ast.expr) -> Iterator[Edit]:
        for left, right in pairwise(operands):
            start, end = self._span(left)[1], self._span(right)[0]
            between = _COMMENT.sub(lambda found: b" " * len(found[0]), self._source[start:end])
            if found := _OPERATOR.search(between):
                new = _SWAPPED[b" ".join(found[0].split())]
                yield Edit(kind, start + found.start(), start + found.end(), new)

    def _text(self, node: ast.expr) -> bytes:
        return self._source[slice(*self._span(node))]

    def _span(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        # Columns are bytes.
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those in it, without what only describes."""
    yield node
    described = [getattr(node, name, None) for name in ("annotation", "returns", "format_spec")]
    for child in ast.iter_child_nodes(node):
        if child not in described and not _only_describes(child):
            # Before Python 3.12, what is in an f-string has wrong places.
            in_text = isinstance(node, ast.JoinedStr)
            if not in_text or (isinstance(child, ast.FormattedValue) and sys.version_info >= (3, 12)):
                yield from _nodes(child)


def _only_describes(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Subscript(value=ast.Name("Literal")):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name("assert_never"))):
            return True
        case ast.keyword(arg=name):
            return name in _UNNOTICEABLE
    return False


def _brief(text: bytes) -> str:
    words = " ".join(text.decode(errors="ignore").split()) or "nothing"
    return words if len(words) <= 60 else f"{words[:40]} … {words[-17:]}"


def plan(modules: Sequence[Module], count: int, seed: int) -> Iterator[Mutation]:
    """Spread evenly over the lines of code; fewer than `count` where there is no more to change."""
    rng = Random(seed)
    ends = list(accumulate(module.lines for module in modules))
    first = rng.random()
    for number in range(count):
        at = bisect_right(ends, (number + first) * ends[-1] / count)
        if mutation := modules[at].draw(rng):
            yield mutation


def modules_in(only: str) -> list[Module]:
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "bot").rglob("*.py"))]
    wanted = [path for path in paths if f"{path}/".startswith(f"{only.strip('/')}/")]
    modules = [Module(path, (ROOT / path).read_bytes()) for path in wanted]
    return [module for module in modules if module.lines]


class Copy:
    """A copy of the project, in which one file at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._project = folder, folder / "project"
        shutil.copytree(ROOT, self._project, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        # Of tests that were killed, nothing stays.
        (folder / "tmp").mkdir()
        self._limit = 1800.0
        self._coverage = CoverageData(str(self._project / ".coverage"))

    def measure(self) -> float:
        """Note which tests run which line. Returns how many seconds all tests take without a mutation."""
        began = time.monotonic()
        if failed := self._failing(_ALL, "--cov=bot", "--cov-context=test", "--cov-report="):
            sys.exit(f"The tests fail without any mutation, so they were not tried: {failed}")
        took = time.monotonic() - began
        self._limit = 60 + 3 * took
        self._coverage.read()
        return took

    def noticed_by(self, mutation: Mutation) -> str:
        """A test that fails, "time" where the tests do not end, or nothing where all pass."""
        file = self._project / mutation.path
        original = file.read_bytes()
        contexts = self._coverage.contexts_by_lineno(str(file)).get(mutation.line, [])
        nearest = {test for context in contexts if (test := context.rpartition("|")[0])}
        self._write(file, mutation.content)
        try:
            # What runs on import, once for several tests, or in another process has no tests of its own.
            for tests in (sorted(nearest, reverse=True), _ALL):
                if failed := self._failing(tests):
                    return failed[0]
        except subprocess.TimeoutExpired:
            return "time"
        else:
            return ""
        finally:
            self._write(file, original)

    def _write(self, file: Path, content: bytes) -> None:
        file.write_bytes(content)
        # Python knows a changed file by its size and second, which two mutations may share.
        Path(importlib.util.cache_from_source(file)).unlink(missing_ok=True)
        shutil.rmtree(self._project / ".hypothesis", ignore_errors=True)

    def _failing(self, tests: Sequence[str], *options: str) -> list[str]:
        """Those that fail twice, as a busy machine may fail some once."""
        failed = self._run(tests, *options) if tests else []
        return self._run(failed) if failed else []

    def _run(self, tests: Sequence[str], *options: str) -> list[str]:
        """The first few tests that fail."""
        environment = {**os.environ, "TMPDIR": str(self._folder / "tmp")}
        # A file, as a pipe is kept open by whatever a test has left running.
        with (self._folder / "output").open("w+b") as output:
            process = subprocess.Popen(
                [*_PYTEST, *options, *tests], cwd=self._project, env=environment, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip
            try:
                code = process.wait(self._limit)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            output.seek(0)
            # Names of tests hold spaces; a reason may follow.
            found = re.findall(rb"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", output.read(), re.MULTILINE)
        if code and not found and "::" not in tests[0]:
            return list(tests)  # None could start.
        return [name.decode() for name in found]


def try_all(mutations: list[Mutation], copy: Copy, report: TextIO) -> list[str]:
    """Returns those that no test notices, in words."""
    _say(f"Without a mutation the tests pass, in {copy.measure():.0f} s.")
    survivors = []
    for number, mutation in enumerate(mutations, 1):
        began = time.monotonic()
        by = copy.noticed_by(mutation)
        seconds = round(time.monotonic() - began)
        words = f"{mutation.path}:{mutation.line}  {mutation.kind}: {mutation.before}  ->  {mutation.after}"
        _say(f"{number:3}  {words}  {f'noticed by {by}' if by else 'SURVIVED'}")
        survivors += [] if by else [words]
        result = mutation._asdict() | {"noticed_by": by or None, "seconds": seconds}
        del result["content"]
        report.write(json.dumps({"number": number, **result}, ensure_ascii=False) + "\n")
        report.flush()
    return survivors


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command-line program


def main() -> None:
    # However it is stopped, the copy and the tests in it go too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    parser = argparse.ArgumentParser(description="Put small mistakes into the app: does a test notice?")
    parser.add_argument("--count", type=int, default=60, help="how many (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other mistakes (default: 1)")
    parser.add_argument("--only", default="bot", metavar="PATH", help="a file or folder, such as bot/coupons")
    parser.add_argument("--report", metavar="FILE", help="also write the results as JSON lines")
    options = parser.parse_args()
    modules = modules_in(options.only)
    mutations = list(plan(modules, options.count, options.seed)) if modules else []
    if not mutations:
        parser.error(f"there is nothing to mutate in {options.only}")
    with (
        Path(options.report or os.devnull).open("w", encoding="utf-8") as report,
        tempfile.TemporaryDirectory() as folder,
    ):
        survivors = try_all(mutations, Copy(Path(folder)), report)
    noticed = len(mutations) - len(survivors)
    _say(f"Noticed: {noticed} of {len(mutations)}, {noticed / len(mutations):.0%}.")
    _say("\n  ".join(["Survivors:", *survivors]) if survivors else "No survivors.")


if __name__ == "__main__":
    main()
