"""What the shape of the code promises, checked on the syntax tree.

You need this when it names a file of yours: the sentence beside the assertion says what to change. Which
package may import which stands in pyproject.toml, [tool.importlinter]; what a parser of imports cannot see
stands here.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "zaaikalender"
LONGEST = 250

DOORS = {
    "icalendar": ("providers",),
    "dateutil": ("providers",),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "psycopg": ("store",),
    "pydantic": ("config",),
    "pydantic_core": ("config",),
    "pydantic_settings": ("config",),
    "regex": ("config",),
    "holidays": ("config",),
    "typer": ("cli",),
    "click": ("cli",),
    "rich": ("cli", "report"),
    "urllib3": ("providers.http", "providers.http_line", "providers.http_request", "providers.http_failures"),
    "msal": ("providers.microsoft_tokens",),
    "google": ("providers.google_login_office",),
    "cryptography": ("vault", "providers.microsoft_certificate"),
    "openpyxl": ("lists.excel", "lists.excel_writing"),
    "dateparser": ("datewords",),
    "starlette": ("web",),
    "jinja2": ("web.rendering",),
    "markupsafe": ("web.rendering",),
    "uvicorn": ("web.serving",),
}
"""Which of our modules may import a third-party package: one door, so that it can be exchanged there."""

CORE_MAY_IMPORT = frozenset(
    re.findall(
        r"\w+",
        "__future__ abc base64 bisect calendar collections dataclasses datetime decimal difflib enum "
        "fractions functools hashlib heapq hmac itertools math operator re string types "
        "typing unicodedata zoneinfo",
    )
)
"""The part of the standard library that touches nothing but its arguments."""

TOUCHES_THE_WORLD = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "__import__"})

CLOCKS = frozenset(
    {
        *(f"datetime.{name}" for name in ("datetime.now", "datetime.today", "datetime.utcnow", "date.today")),
        *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "asctime")),
        *(f"sqlalchemy.func.{name}" for name in ("now", "current_timestamp", "localtimestamp")),
    }
)
"""What tells the time of day. `time.monotonic` and its like only measure how long something takes."""

READS_THE_CLOCK = ("worker", "cli")

PROVIDERS = frozenset({"folder", "memory", "caldav", "google", "outlook"})

ELSEWHERE = re.compile(
    r"(?<![\w.~-])/(?:home|root|Users|wor[k]|far[m])/|/tmp/bas[h]|\.\./share[d]|\.librar[y]\b|index[-_]url\b"
)
"""Paths and tools of one machine: whoever clones the project has none of them."""

UNFINISHED = re.compile(r"\b(?:T[O]DO|FI[X]ME|X[X]X|HA[C]K)\b")


@dataclass(frozen=True)
class Module:
    """A module of ours: its name below `zaaikalender`, its text and its syntax tree."""

    name: str
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    def is_in(self, *places: str) -> bool:
        """Whether it is one of these modules, or lies in one of these packages."""
        return any(self.name == place or self.name.startswith(f"{place}.") for place in places)

    def imports(self) -> Iterator[str]:
        """The full names that it imports, whatever the form of the statement."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def uses(self) -> Iterator[str]:
        """The full names of all that is looked up: `dt.now` is `datetime.datetime.now` under that import."""
        local = {alias.asname or alias.name: name for alias, name in self._aliases()}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                yield local.get(node.id, node.id)
            elif isinstance(node, ast.Attribute):
                first, _, rest = ast.unparse(node).partition(".")
                yield f"{local.get(first, first)}.{rest}"

    def _aliases(self) -> Iterator[tuple[ast.alias, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((alias, f"{node.module}.{alias.name}") for alias in node.names)


def module_at(path: Path) -> Module:
    """The module that stands in this file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    text = path.read_text(encoding="utf-8")
    return Module(".".join(part for part in parts if part != "__init__"), text, ast.parse(text))


MODULES = [module_at(path) for path in sorted(SOURCE.rglob("*.py"))]


@cache
def kept_files() -> tuple[Path, ...]:
    """The text files that belong to the project: those that git keeps or would keep."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the PATH's git
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    # The corpus holds hostile input by the letter; it is nobody's prose.
    return tuple(
        path for path in paths if path.is_file() and "corpus" not in path.parts and path.suffix != ".png"
    )


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands in the project: file, line and what was found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in kept_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def public_parts(within: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """Public classes and functions, and the public methods of those classes."""
    for part in within.body:
        if isinstance(part, ast.ClassDef | ast.FunctionDef) and not part.name.startswith("_"):
            yield part
            if isinstance(part, ast.ClassDef):
                yield from public_parts(part)


def test_each_third_party_package_has_one_door() -> None:
    third = [
        (module, package)
        for module in MODULES
        for package in sorted({name.partition(".")[0] for name in module.imports()})
        if package != "zaaikalender" and package not in sys.stdlib_module_names
    ]
    assert sorted({package for _module, package in third} - DOORS.keys()) == [], "give it a door in DOORS"
    beside = [f"{each.name}: {package}" for each, package in third if not each.is_in(*DOORS[package])]
    assert beside == [], "a package is reached through its door only"


def test_the_core_touches_nothing_but_its_arguments() -> None:
    core = [module for module in MODULES if module.is_in("core", "errors")]
    may = CORE_MAY_IMPORT | {"zaaikalender"}
    foreign = {each.name: {name.partition(".")[0] for name in each.imports()} - may for each in core}
    assert {name for name, found in foreign.items() if found} == set(), "it imports what touches the world"
    loud = [module.name for module in core if TOUCHES_THE_WORLD & set(module.uses())]
    assert loud == [], "the core is silent and reads nothing"


def test_the_clock_is_read_by_the_worker_and_the_command_line_alone() -> None:
    timeless = [module for module in MODULES if not module.is_in(*READS_THE_CLOCK)]
    assert [each.name for each in timeless if CLOCKS & set(each.uses())] == [], "time is an argument"


def test_no_calendar_provider_knows_another() -> None:
    acquainted = []
    for module in MODULES:
        family = module.name.removeprefix("providers.").partition("_")[0]
        if module.is_in("providers") and family in PROVIDERS:
            imported = {name.partition("zaaikalender.providers.")[2] for name in module.imports()}
            others = {re.split(r"[._]", name)[0] for name in imported} & PROVIDERS - {family}
            acquainted += [f"{module.name}: {other}" for other in sorted(others)]
    assert acquainted == [], "what providers share stands in a module of its own"


def test_each_module_says_when_you_need_it() -> None:
    curt = [each.name for each in MODULES if len((ast.get_docstring(each.tree) or "").splitlines()) < 2]
    assert curt == [], "more than a line: what is in here, and when does somebody need it?"


def test_everything_public_says_what_it_is_for() -> None:
    silent = [
        f"{module.name}: {part.name}"
        for module in MODULES
        for part in public_parts(module.tree)
        if not ast.get_docstring(part)
    ]
    assert silent == [], "it has no docstring"


def test_no_file_is_too_long_to_read_at_a_sitting() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in MODULES}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert too_long == {}, "two rooms that want a wall between them"


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert lines_with(UNFINISHED) == []


def test_the_project_speaks_of_no_machine_but_its_readers_own() -> None:
    assert lines_with(ELSEWHERE) == []


def test_each_test_says_what_it_proves_in_words() -> None:
    names = [
        node.name
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    assert [name for name in names if len(name.removeprefix("test_").split("_")) < 3] == []
