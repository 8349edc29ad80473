"""Who may import whom, and a walk over the source that finds who does not keep to it."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What each part may import of ours besides itself. A deeper part is ruled on its own:
# classroom meets its storage only through a protocol, so it may not import it.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "app": frozenset({"ui", "classroom", "classroom.storage"}),
    "pages": frozenset({"ui", "lifecycle", "quizzes", "classroom"}),
    "ui": frozenset({"lifecycle", "quizzes", "classroom", "classroom.storage"}),
    "lifecycle": frozenset(),
    "quizzes": frozenset(),
    "classroom": frozenset(),
    "classroom.storage": frozenset({"classroom"}),
}
# Page scripts are run, not imported, so not even one page may import another.
NEVER_IMPORTED = frozenset({"pages"})
# These look at the whole from outside and may import anything.
OBSERVERS = frozenset({"tests", "benchmarks"})
# Where a library may be known about, as the beginnings of module names.
HOMES: dict[str, tuple[str, ...]] = {
    "streamlit": ("app", "pages", "ui"),
    "plotly": ("ui.charts",),
    "sklearn": ("lifecycle",),
    "sqlalchemy": ("classroom.storage",),
    "alembic": ("classroom.storage",),
}
TYPES_ALONE = "_typeshed"
"""What only a type checker knows."""


@dataclass(frozen=True, slots=True)
class Breach:
    """An import that breaks a rule, and where it stands."""

    file: str
    line: int
    rule: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}"


def breaches(root: Path) -> list[Breach]:
    """Return every import below a folder that breaks a rule, in the order of the files."""
    return [breach for file in _sources(root) for breach in _breaches_of(file, root)]


def libraries(root: Path) -> set[str]:
    """Name every package of others that the app imports; its tests and benchmarks are left out."""
    apart = {*OBSERVERS, *MAY_IMPORT, *sys.stdlib_module_names, TYPES_ALONE}
    files = [file for file in _sources(root) if file.relative_to(root).parts[0] not in OBSERVERS]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    named = {name.partition(".")[0] for tree in trees for _, name in _imports(tree, "")}
    return named - apart - {""}


def _sources(root: Path) -> Iterator[Path]:
    for file in sorted(root.rglob("*.py")):
        if not any(part.startswith(".") for part in file.relative_to(root).parts):
            yield file


def _breaches_of(file: Path, root: Path) -> Iterator[Breach]:
    path = file.relative_to(root)
    parts = path.with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    package = ".".join(parts[:-1])
    if parts[0] in OBSERVERS:
        return
    if parts[0] not in MAY_IMPORT:
        yield Breach(path.as_posix(), 1, f"{parts[0]} has no import rule yet: give it one")
        return
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    for line, imported in sorted(_imports(tree, package)):
        if rule := _broken_rule(module, imported):
            yield Breach(path.as_posix(), line, rule)


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything imported, inside functions too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                source = ".".join([*above, *([module] if module else [])])
                yield from ((node.lineno, f"{source}.{name.name}") for name in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__")
                | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def _broken_rule(importer: str, imported: str) -> str | None:
    library = imported.partition(".")[0]
    if library in HOMES and not any(_is_within(importer, home) for home in HOMES[library]):
        return f"only {', '.join(HOMES[library])} may import {library}"
    ours, theirs = _part(importer), _part(imported)
    if not theirs or theirs in MAY_IMPORT[ours]:
        return None
    if theirs == ours and theirs not in NEVER_IMPORTED:
        return None
    allowed = ", ".join(sorted(MAY_IMPORT[ours])) or "nothing of ours but itself"
    return f"{ours} may not import {theirs}: it may import {allowed}"


def _part(module: str) -> str:
    """Return the part of ours that a module belongs to, the deepest with a rule, or nothing."""
    parts = [part for part in {*MAY_IMPORT, *OBSERVERS} if _is_within(module, part)]
    return max(parts, key=len, default="")


def _is_within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")
