"""Holds the walls of the house: who may import whom, how large things grow, where writing happens.

The rules are those of the design documents `architecture.md` and `style.md`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from pytest_archon import archrule
from pytest_archon.collect import collect_imports, walk_runtime

import trustjournal
from trustjournal import qt_check
from trustjournal.domain.records import Record
from trustjournal.store.rows import FIELDS
from trustjournal.store.schema import RECORD_TABLES

PACKAGE = Path(trustjournal.__file__).parent
ROOT = PACKAGE.parent

BASE = ("errors", "i18n", "paths")
LAYERS: dict[str, tuple[str, ...]] = {
    "paths": (),
    "i18n": ("paths",),
    "errors": ("i18n",),
    "clock": (),
    "free_days": (),
    "settings": BASE,
    "report": BASE,
    "qt_check": BASE,
    "remembered": BASE,
    "domain": BASE,
    "services": (*BASE, "domain"),
    "store": (*BASE, "domain"),
    "exchange": (*BASE, "domain"),
    "charts": (*BASE, "domain"),
    "printing": (*BASE, "domain"),
    "transfer": (*BASE, "domain", "services", "store", "exchange", "charts"),
    "forgetting": (*BASE, "domain", "services", "store"),
    "commands": (
        *(*BASE, "clock", "free_days", "remembered", "settings"),
        *("domain", "services", "store", "exchange", "charts", "printing", "transfer"),
        "forgetting",
    ),
    "ui": (
        *(*BASE, "clock", "free_days", "settings", "report", "printing", "remembered"),
        *("domain", "services", "store", "exchange", "charts", "transfer", "forgetting"),
    ),
    "app": (
        *(*BASE, "clock", "free_days", "settings", "report", "qt_check", "printing"),
        "remembered",
        *("domain", "services", "store", "exchange", "charts", "transfer", "forgetting", "ui"),
    ),
}
"""Each layer with all that it may reach, itself or through others. What is not named it may not."""
TOP = ("cli", "__main__")

THIRD_PARTIES: dict[str, tuple[str, ...]] = {
    "PySide6": (
        *("trustjournal.ui*", "trustjournal.printing*"),
        *("trustjournal.app", "trustjournal.qt_check"),
    ),
    "shiboken6": ("trustjournal.ui*",),
    "sqlalchemy": (
        *("trustjournal.store*", "trustjournal.commands*"),
        *("trustjournal.transfer*", "trustjournal.forgetting", "trustjournal.ui*"),
    ),
    "sqlcipher3": ("trustjournal.store*",),
    "holidays": ("trustjournal.free_days",),
    "keyring": ("trustjournal.remembered",),
    "alembic": ("trustjournal.store.migrate", "trustjournal.store.migrations*"),
    "matplotlib": ("trustjournal.charts*", "trustjournal.ui.widgets.figure_canvas"),
}
"""Each library with the modules that may import it by name."""

WRITERS = (
    *("store/writer.py", "store/search.py", "store/balances.py", "store/contents.py"),
    *("store/copying.py", "store/drafts.py", "store/migrations/"),
    *("store/erasing.py", "store/scrubbing.py"),
    *("store/salvage", "store/damaged_pages.py", "store/past.py"),
    *("store/presences.py", "store/repairing.py", "store/search_checking.py"),
)
"""The search index and the balances are derived from records: theirs are no changes to undo.

A journal is copied whole, with the history of its changes. A draft is no record yet: it is written
as one types, and nobody undoes that. Whoever is erased leaves no change to undo behind.
What is salvaged is written as it was, into a new journal; what is derived is made anew in repairs.
"""
WRITE_NAMES = {"insert", "update", "delete", "Insert", "Update", "Delete"}
WRITE_WORDS = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|TRUNCATE)\b")
CLOCKLESS = ("domain/", "services/", "exchange/", "charts/", "store/queries.py", "ui/")
CLOCKS = {
    *(("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")),
    *(("QDate", "currentDate"), ("QDateTime", "currentDateTime"), ("time", "time")),
}


@cache
def sources() -> dict[str, ast.Module]:
    """The package's modules by their path in it."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def nodes(*folders: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of the modules whose path begins with one of `folders`, with a place to show."""
    for name, tree in sources().items():
        if name.startswith(folders or ("",)):
            for node in ast.walk(tree):
                yield f"{name}:{getattr(node, 'lineno', 0)}", node


def pattern_of(layer: str) -> tuple[str, ...]:
    """The names of a layer's modules; not `layer*`, which another name may begin with."""
    return f"trustjournal.{layer}", f"trustjournal.{layer}.*"


def rule_named(name: str) -> Any:
    """A rule of pytest-archon, whose keywords carry no types."""
    return archrule(name)


def test_every_module_has_its_place_in_the_table() -> None:
    found = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"}
    found |= {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert found - {"__init__"} == {*LAYERS, *TOP}


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_run_downwards_only(layer: str) -> None:
    closed = [
        pattern
        for other in (*LAYERS, *TOP)
        if other not in {layer, *LAYERS[layer]}
        for pattern in pattern_of(other)
    ]
    rule = rule_named(f"{layer} reaches only what lies below it")
    rule.match(*pattern_of(layer)).should_not_import(*closed).check(
        "trustjournal", skip_type_checking=True
    )


@pytest.mark.parametrize("library", THIRD_PARTIES)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    rule = rule_named(f"{library} stays where it belongs").match("trustjournal*")
    rule.exclude(*THIRD_PARTIES[library]).should_not_import(library, f"{library}.*").check(
        "trustjournal", skip_type_checking=True, only_direct_imports=True
    )


@pytest.mark.parametrize("layer", ["domain", "services", "store", "exchange", "charts", "commands"])
def test_nothing_below_the_window_reaches_qt(layer: str) -> None:
    rule = rule_named(f"{layer} works without a window").match(*pattern_of(layer))
    # A command prints by what it imports when it is run, and no other command by anything.
    rule.should_not_import("PySide6", "PySide6.*").check(
        "trustjournal", skip_type_checking=True, only_toplevel_imports=layer == "commands"
    )


def test_nothing_talks_to_another_computer() -> None:
    rule = rule_named("nothing opens a network connection").match("trustjournal*")
    rule.exclude("trustjournal.ui.one_window")  # local sockets, in a folder of the owner's own
    ways = ("socket", "ssl", "http*", "urllib.request", "ftplib", "smtplib", "PySide6.QtNetwork")
    rule.should_not_import(*ways).check("trustjournal", only_direct_imports=True)


def test_the_domain_needs_python_alone() -> None:
    allowed = re.compile(r"trustjournal\b")
    imports = collect_imports("trustjournal", walk_runtime)
    known = {"numpy", "rapidfuzz", *sys.stdlib_module_names}
    outside = {
        (module, name)
        for module, names in imports.items()
        if module.startswith("trustjournal.domain")
        for name in names
        if not allowed.match(name) and name.partition(".")[0] not in known
    }
    assert not outside


def test_no_two_modules_import_each_other_not_even_lazily() -> None:
    imports = collect_imports("trustjournal", walk_runtime)
    graph = {
        module: {name for name in names if name in imports and not module.startswith(f"{name}.")}
        for module, names in imports.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])))


def test_modules_stay_small() -> None:
    lines = {
        name: len((PACKAGE / name).read_text("utf-8").splitlines())
        for name in sources()
        if "/versions/" not in name
    }
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_classes_stay_small() -> None:
    large = {
        f"{place} {node.name}": methods
        for place, node in nodes()
        if isinstance(node, ast.ClassDef)
        if (methods := sum(isinstance(inner, ast.FunctionDef) for inner in node.body)) > 20
    }
    assert large == {}


def test_functions_stay_small() -> None:
    large = {
        f"{place} {node.name}": lines
        for place, node in nodes()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > 40
    }
    assert large == {}


def test_every_module_says_what_it_answers_for() -> None:
    silent = [name for name, tree in sources().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_packages_hold_nothing_in_their_init() -> None:
    full = [name for name, tree in sources().items() if name.endswith("/__init__.py") and tree.body]
    assert full == []


def test_only_the_writer_writes() -> None:
    writes: list[str] = []
    for place, node in nodes():
        if place.startswith(WRITERS):
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            writes += [f"{place} {one.name}" for one in node.names if one.name in WRITE_NAMES]
    for name, tree in sources().items():
        if not name.startswith(WRITERS):
            writes += [f"{name}:{line} {text!r}" for line, text in _statements(tree)]
    assert writes == []


def test_only_the_store_asks_a_database() -> None:
    """What the window and the commands know of it is the type of a connection."""
    asked = [
        f"{place} {one.name}"
        for place, node in nodes("ui/", "commands/")
        if isinstance(node, ast.ImportFrom)
        for one in node.names
        if (node.module == "sqlalchemy" and one.name not in ("Connection", "Engine"))
        or (node.module or "").startswith(("sqlalchemy.", "trustjournal.store.schema"))
    ]
    assert asked == []


def test_text_of_the_owner_is_shown_as_plain_text() -> None:
    bare = [
        place
        for place, node in nodes("ui/")
        if not place.startswith("ui/widgets/label.py:")
        if "QLabel" in _called_or_extended(node)
    ]
    assert bare == []
    extended = [
        node.name
        for _place, node in nodes("ui/widgets/label.py")
        if isinstance(node, ast.ClassDef) and "QLabel" in _called_or_extended(node)
    ]
    assert extended == ["PlainLabel"]


def test_the_hour_is_handed_in() -> None:
    reads = [
        f"{place} {node.value.id}.{node.attr}"
        for place, node in nodes(*CLOCKLESS)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in CLOCKS
    ]
    assert reads == []


@pytest.mark.parametrize("kind", RECORD_TABLES)
def test_a_table_has_the_fields_of_its_record(kind: type[Record]) -> None:
    columns = [column.name for column in RECORD_TABLES[kind].columns if column.name != "number"]
    assert columns == list(FIELDS[kind])


def test_the_readme_names_what_qt_needs() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", readme, flags=re.DOTALL)
    commands = [re.sub(r"\\\n", " ", block).split() for block in blocks]
    installs = [words for words in commands if words[:3] == ["sudo", "apt-get", "install"]]
    assert installs[0][3:] == qt_check.PACKAGES.split()


def _called_or_extended(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Call):
        return {node.func.id} if isinstance(node.func, ast.Name) else set()
    if isinstance(node, ast.ClassDef):
        return {base.id for base in node.bases if isinstance(base, ast.Name)}
    return set()


def _statements(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Text that changes a database, but for the version that `engine.stamp` writes."""
    exempt = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "stamp"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in exempt else None
        if isinstance(text, str) and WRITE_WORDS.match(text):
            yield getattr(node, "lineno", 0), text
