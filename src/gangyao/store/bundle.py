"""A plan as a folder of YAML files: what was compiled, and the form in which plans are exchanged.

    plan.yaml  outline.yaml  statements.yaml  targets.yaml  commitments.yaml  projects.yaml  entities.yaml  terms.yaml
    ids.yaml  corrections.yaml

The words of the text are not in it: records stand on anchors (source, start, end) and the first 16 hex digits of the
sha256 of the words there. Nothing else in the folder (digest.txt, services/) is touched. bundle.schema.json beside
this file is its JSON Schema.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import evolve, field, frozen

from gangyao.core.document.document import Anchor, Document, Source
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.entity import Entity
from gangyao.core.plan.plan import Area, Item, OutlineEntry, Plan, Target, places_of, sort_items
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Statement
from gangyao.core.plan.term import Term
from gangyao.store.bundle_errors import UnreadableBundle, explain, read_error
from gangyao.store.bundle_form import from_plain, to_plain
from gangyao.store.bundle_yaml import UnreadableYaml, read_yaml, write_mapping, write_records

FORMAT = 2
_FIRST_WITH_ITEMS = 2  # bundles of format 1 have no files of items
_ITEMS: Mapping[str, type[Item]] = {
    "commitments.yaml": Commitment, "projects.yaml": Project, "entities.yaml": Entity, "terms.yaml": Term,
}  # fmt: skip
FILES = ("outline.yaml", "statements.yaml", "targets.yaml", *_ITEMS, "ids.yaml", "corrections.yaml", "plan.yaml")
_TITLES = {
    "plan.yaml": "规划",
    "outline.yaml": "提纲：各级标题及其位置",
    "statements.yaml": "量化表述：一条一个数",
    "targets.yaml": "目标：同一件事的表述合为一个",
    "commitments.yaml": "任务：一条一件要做的事",
    "projects.yaml": "项目",
    "entities.yaml": "机构、地方和上级规划",
    "terms.yaml": "名词",
    "ids.yaml": "编号登记：编号一经给出不再改作他用，请勿手工修改",
    "corrections.yaml": "人工更正：每次编译时套用",
}
_GENERATED = "由 gangyao 生成，重新编译会覆盖；要更正内容，请写入 corrections.yaml"
_LEFTOVER = ".gangyao-"


class Compiled(Protocol):
    """What a compile hands over (pipeline.Compilation)."""

    @property
    def document(self) -> Document:
        """The text with its parts."""

    @property
    def plan(self) -> Plan:
        """What was read from it."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Key → id of every record, past ones included."""


@frozen
class Bundle:
    """What a bundle holds.

    Attributes:
        plan: the compiled plan.
        corrections: what persons changed, to be applied at every compile.
        ids: key → id of every record that ever was, to be handed to the next compile.
        quotes: first 16 hex digits of the sha256 of the words at an anchor; anchors of texts not at hand have none.
    """

    plan: Plan
    corrections: tuple[Correction, ...] = ()
    ids: Mapping[str, str] = field(factory=dict)
    quotes: Mapping[Anchor, str] = field(factory=dict)


def bundle_of(compilation: Compiled, corrections: Iterable[Correction] = ()) -> Bundle:
    """The bundle of a compile."""
    quotes = quotes_of(compilation.plan, compilation.document)
    return Bundle(compilation.plan, tuple(corrections), compilation.ids, quotes)


def save_bundle(directory: Path, compilation: Compiled, corrections: Iterable[Correction] = ()) -> None:
    """Writes a compile as a bundle; see write_bundle."""
    write_bundle(directory, bundle_of(compilation, corrections))


def write_bundle(directory: Path, bundle: Bundle) -> None:
    """Writes its files, each at once or not at all; the same bundle gives the same bytes.

    plan.yaml comes last, so that it is new only where all others are. All are put into bytes before the first
    is touched: a record that cannot be written (ValueError, TypeError) leaves the old bundle whole.
    """
    contents = bundle_files(bundle)
    directory.mkdir(parents=True, exist_ok=True)
    for leftover in directory.glob(f"{_LEFTOVER}*"):
        leftover.unlink(missing_ok=True)
    for name in FILES:
        _replace(directory / name, contents[name])


def bundle_files(bundle: Bundle) -> dict[str, bytes]:
    """Its files by name; the same bundle gives the same bytes."""
    return {name: f"# {_heading(name)}\n{text}".encode() for name, text in _texts(bundle)}


def zip_bundle(bundle: Bundle) -> bytes:
    """A bundle as a zip archive with one folder, named after the plan; the same bundle gives the same bytes."""
    return zip_files(bundle.plan.id, bundle_files(bundle))


def zip_files(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Files in one folder as a zip archive; the same files give the same bytes."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(f"{folder}/{name}")  # dated 1980, as no day of it means anything
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def corrections_file(corrections: Iterable[Correction]) -> bytes:
    """corrections.yaml alone, as a bundle holds it."""
    text = write_records(to_plain(correction, {}) for correction in corrections)
    return f"# {_heading('corrections.yaml')}\n{text}".encode()


def load_bundle(directory: Path) -> Bundle:
    """Reads a bundle.

    Raises:
        UnreadableBundle: a file is missing or no such file; the message names file, record, field and remedy.
    """
    quotes: dict[Anchor, str] = {}
    outline = _records(directory, "outline.yaml", OutlineEntry, quotes)
    statements = _records(directory, "statements.yaml", Statement, quotes)
    targets = _records(directory, "targets.yaml", Target, quotes)
    corrections = _records(directory, "corrections.yaml", Correction, quotes)
    ids = load_ids(directory)
    _refuse_twins("statements.yaml", [statement.id for statement in statements])
    _refuse_twins("targets.yaml", [target.id for target in targets])
    _refuse_dangling(targets, {statement.id for statement in statements})
    head, form = _head(directory)
    items = [item for name in _ITEMS if form >= _FIRST_WITH_ITEMS for item in _items(directory, name, quotes)]
    plan = evolve(
        head, outline=tuple(outline), statements=tuple(statements), targets=tuple(targets), **sort_items(items)
    )  # fmt: skip
    return Bundle(plan, tuple(corrections), ids, quotes)


def _items(directory: Path, name: str, quotes: dict[Anchor, str]) -> list[Item]:
    """The items of one file."""
    items = _records(directory, name, _ITEMS[name], quotes)
    _refuse_twins(name, [item.id for item in items])
    return items


def load_head(directory: Path) -> Plan:
    """Reads plan.yaml alone: the plan without its records.

    Raises:
        UnreadableBundle: plan.yaml is missing or no such file.
    """
    return _head(directory)[0]


def _head(directory: Path) -> tuple[Plan, int]:
    """The plan without its records, and the format of the bundle."""
    plain = _read(directory, "plan.yaml")
    if isinstance(plain, dict) and plain.get("format") not in range(1, FORMAT + 1):
        why = f"format 应为 1 到 {FORMAT}，写的是 {plain.get('format')}，请用对应版本的 gangyao 打开"
        raise UnreadableBundle("plan.yaml", "", why)
    try:
        head = from_plain(plain, Head, {})
    except Exception as error:  # whatever the head is refused for is explained
        raise explain("plan.yaml", 0, plain, error) from error
    period = (head.period.first, head.period.last)
    return Plan(head.id, head.title, head.kind, head.area, period, head.sources), head.format


def load_ids(directory: Path) -> dict[str, str]:
    """Reads ids.yaml alone: key → id of every record that ever was.

    Raises:
        UnreadableBundle: ids.yaml is missing or no such file.
    """
    return {entry.key: entry.id for entry in _records(directory, "ids.yaml", IdEntry, {})}


@frozen
class IdEntry:
    """One line of the register of ids.

    Attributes:
        id: the id given, e.g. "森林覆盖率-2025".
        key: what the record says of itself, e.g. "森林覆盖率:2025:target:level|85%".
    """

    id: str
    key: str


@frozen
class Head:
    """plan.yaml: the plan without its records."""

    format: int
    id: str
    title: str
    kind: str
    area: Area
    period: Years
    sources: tuple[Source, ...]


@frozen
class Years:
    """First and last year of a plan, e.g. 2021 and 2025."""

    first: int
    last: int


def _texts(bundle: Bundle) -> Iterator[tuple[str, str]]:
    plan = bundle.plan
    head = Head(FORMAT, plan.id, plan.title, plan.kind, plan.area, Years(*plan.period), plan.sources)
    entries = [IdEntry(id_, key) for id_, key in sorted((id_, key) for key, id_ in bundle.ids.items())]
    yield "plan.yaml", write_mapping(to_plain(head, {}))
    lists: dict[str, Sequence[Any]] = {
        "outline.yaml": plan.outline,
        "statements.yaml": plan.statements,
        "targets.yaml": plan.targets,
        "commitments.yaml": plan.commitments,
        "projects.yaml": plan.projects,
        "entities.yaml": plan.entities,
        "terms.yaml": plan.terms,
        "ids.yaml": entries,
        "corrections.yaml": bundle.corrections,
    }
    for name, records in lists.items():
        yield name, write_records(to_plain(record, bundle.quotes) for record in records)


def _heading(name: str) -> str:
    return _TITLES[name] if name in ("corrections.yaml", "ids.yaml") else f"{_TITLES[name]}（{_GENERATED}）"


def quotes_of(plan: Plan, document: Document) -> dict[Anchor, str]:
    """Hashes of the words at the anchors that lie in this document."""
    anchors = [entry.anchor for entry in plan.outline]
    anchors.extend(statement.anchor for statement in plan.statements)
    anchors.extend(anchor for target in plan.targets for anchor in target.anchors)
    anchors.extend(anchor for item in plan.items for anchor in places_of(item))
    return {
        anchor: hashlib.sha256(document.quote(anchor.start, anchor.end).encode()).hexdigest()[:16]
        for anchor in anchors
        if anchor.source == document.source.id
    }


def _replace(path: Path, content: bytes) -> None:
    """Writes beside the file, to the disk, then takes its place."""
    handle, beside = tempfile.mkstemp(prefix=_LEFTOVER, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _read(directory: Path, name: str) -> Any:
    try:
        return read_yaml((directory / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise read_error(directory, name, error) from None
    except UnreadableYaml as error:
        raise UnreadableBundle(name, "", str(error)) from None


def _records(directory: Path, name: str, kind: type[Any], quotes: dict[Anchor, str]) -> list[Any]:
    plain = _read(directory, name)
    if not isinstance(plain, list):
        raise UnreadableBundle(name, "", "内容应当是一条条记录，每条以“- ”开头；没有记录时写 []")
    records = []
    for number, record in enumerate(plain, 1):
        try:
            records.append(from_plain(record, kind, quotes))
        except Exception as error:  # whatever a record is refused for is explained
            raise explain(name, number, record, error) from error
    return records


def _refuse_dangling(targets: list[Target], known: set[str]) -> None:
    """A target that rests on a statement that is not there leads to no place in the text."""
    for number, target in enumerate(targets, 1):
        named = (*target.statements, *((target.baseline.statement,) if target.baseline else ()))
        missing = [id_ for id_ in named if id_ not in known]
        if missing or not target.statements:
            why = f"所依据的表述 {'、'.join(missing) or '（空）'} 不在 statements.yaml 里，请恢复原文件或重新编译"
            raise UnreadableBundle("targets.yaml", f"第 {number} 条（{target.id}）", why)


def _refuse_twins(name: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for number, id_ in enumerate(ids, 1):
        if id_ in seen:
            raise UnreadableBundle(name, f"第 {number} 条（{id_}）", "id 与前面一条相同，请删去重复的一条或恢复原文件")
        seen.add(id_)
