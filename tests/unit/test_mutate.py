"""What `make mutants` changes: one place at a time, and never what only describes."""

import sys
from random import Random

import pytest

from tests.mutation.mutate import Module, plan

_LONG = "\n".join(f"a{number} = b" for number in range(30)) + "\nc = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9\n"
_SHORT = "\n".join(f"a{number} = b" for number in range(9)) + "\nc = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9\n"


def mutated(source: str) -> set[str]:
    module = Module("bot/some.py", source.encode())
    drawn = iter(lambda: module.draw(Random(1)), None)
    return {mutation.content.decode() for mutation in drawn if mutation}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b <= c", {"a <= b <= c", "a < b < c"}),
        ("a is not b", {"a is b"}),
        ("(a) in (b)", {"(a) not in (b)"}),
        ("(a  # and so on\n and b)", {"(a  # and so on\n or b)"}),
        ("ä + b - c", {"ä - b - c", "ä + b + c"}),
        ("a += b", {"a -= b"}),
        ("a = not (b or c)", {"a = (b or c)", "a = not (b and c)"}),
        ("if a: b", {"if not (a): b"}),
        ("if not a: b", {"if (a): b"}),
        ("[a for a in b if c]", {"[a for a in b if not (c)]"}),
        (
            "a = [1_000, .5, True]",
            {"a = [1001, .5, True]", "a = [1_000, 1.5, True]", "a = [1_000, .5, False]"},
        ),
        ("a = r'b', f'{c + d}'", {"a = r'Xb', f'{c + d}'", "a = r'b', f'X{c + d}'", "a = r'b', f'{c - d}'"}),
        ("a = ''", set()),
        ("def a(): return b, c", {"def a(): return None"}),
        ("async def a(): await b(c)", {"async def a(): pass"}),
        ("a = b(c, d=e, f=g)", {"a = b(c, f=g)", "a = b(c, d=e, )"}),
    ],
)
def test_each_mutation_changes_one_place(source: str, expected: set[str]) -> None:
    if "f'{c" in source and sys.version_info < (3, 12):
        expected = {text for text in expected if "c - d" not in text}
    assert mutated(source) == expected


def test_what_only_describes_stays() -> None:
    source = '''"""About this."""
from a import b
Either = Literal["a", "b"]
@dataclass(frozen=True)
class C:
    """About it."""
    d: Annotated[int, 5]
    def e(self, f: "C") -> "C":
        assert_never(f)
        return None
'''
    assert mutated(source) == set()


def test_mutations_are_spread_by_lines_of_code() -> None:
    modules = [Module("bot/long.py", _LONG.encode()), Module("bot/short.py", _SHORT.encode())]
    assert [mutation.path for mutation in plan(modules, 4, seed=1)] == ["bot/long.py"] * 3 + ["bot/short.py"]


def test_the_same_seed_gives_the_same_mutations() -> None:
    first, again = (list(plan([Module("bot/long.py", _LONG.encode())], 9, seed=3)) for _ in range(2))
    assert first == again
