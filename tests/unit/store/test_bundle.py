"""Plan bundles: the same bytes again, readable, local in a diff, and errors that teach."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
import yaml
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gangyao.core.document.document import Anchor, Document, Source
from gangyao.core.indicator.indicator import Direction
from gangyao.core.plan.commitment import Commitment
from gangyao.core.plan.correction import Correction
from gangyao.core.plan.entity import Entity, EntityKind
from gangyao.core.plan.plan import Area, Baseline, Nature, OutlineEntry, Plan, Target
from gangyao.core.plan.project import Project
from gangyao.core.plan.statement import Measure, Role, Statement, Tier
from gangyao.core.plan.term import Term
from gangyao.core.quantity.quantity import Comparator, Quantity
from gangyao.store import bundle as bundle_module
from gangyao.store.bundle import FILES, Bundle, Head, IdEntry, Years, load_bundle, save_bundle, write_bundle
from gangyao.store.bundle_errors import UnreadableBundle, schema
from gangyao.store.bundle_form import canonical
from gangyao.store.bundle_yaml import UnreadableYaml, read_yaml, write_mapping, write_records

_TEXT = "第一章 目标\n到2025年，茶园面积达到12万亩以上，茶叶产量力争3.50万吨。\n"
_SOURCE = Source("0123456789abcdef", "0123456789abcdef" * 4, "规划.txt", "txt", "utf-8", len(_TEXT))


def _anchor(words: str) -> Anchor:
    start = _TEXT.index(words)
    return Anchor(_SOURCE.id, start, start + len(words))


_AREA_STATEMENT = Statement(
    id="茶园面积-2025", indicator="茶园面积", quantity=Quantity(Decimal(12), None, "万亩", Comparator.AT_LEAST),
    measure=Measure.LEVEL, role=Role.TARGET, horizon="2025", scope="全县", tier=Tier.CORE,
    anchor=_anchor("茶园面积达到12万亩以上"), node=3, direction=Direction.UP, inferred=("scope",),
)  # fmt: skip
_YIELD_STATEMENT = evolve(
    _AREA_STATEMENT, id="茶叶产量-2025", indicator="茶叶产量", quantity=Quantity(Decimal("3.50"), None, "万吨"),
    anchor=_anchor("茶叶产量力争3.50万吨"), modality="力争",
)  # fmt: skip
_TARGET = Target(
    id="茶园面积-519999-2025", name="茶园面积", indicator=None, area="519999", scope="全县", horizon="2025",
    measure=Measure.LEVEL, quantity=_AREA_STATEMENT.quantity, direction=Direction.UP,
    statements=(_AREA_STATEMENT.id,), anchors=(_AREA_STATEMENT.anchor,), nature=Nature.BINDING,
    baseline=Baseline(Quantity(Decimal(9), None, "万亩"), "2020", _YIELD_STATEMENT.id),
)  # fmt: skip
_COMMITMENT = Commitment(
    id="扩大-茶园面积", verb="扩大", object_head="茶园面积", objects=("茶园面积",), modality="力争", who="", horizon="2025",
    anchor=_anchor("茶园面积达到12万亩以上"), node=3, statements=("茶园面积-2025",), projects=("高山茶园",),
    field="农业", lead="农业农村局", cooperating=("财政局", "自然资源局"), inferred=("horizon",), doubts=("verb-unknown",),
)  # fmt: skip
_PROJECT = Project(
    "高山茶园", "高山茶园", "base", (_anchor("茶园"),), Decimal(3), "处", "云溪", True, ("place",), ("vague",)
)
_ENTITY = Entity("云溪县", "云溪县", EntityKind.PLACE, (_anchor("茶园面积"),), "519999")
_TERM = Term(
    "三茶", "三茶", (_anchor("茶叶"),), "[1]", _anchor("目标"), 3, ("茶园", "茶叶"), (_anchor("茶园"),), ("name",)
)
_PLAN = Plan(
    "yunxi-14", "云溪县五年规划纲要", "outline", Area("519999", "云溪县"), (2021, 2025), (_SOURCE,),
    (OutlineEntry("chapter", 1, "第一章", "目标", _anchor("第一章 目标"), len(_TEXT)),),
    (_AREA_STATEMENT, _YIELD_STATEMENT), (_TARGET,), (_COMMITMENT,), (_PROJECT,), (_ENTITY,), (_TERM,),
)  # fmt: skip
_CORRECTION = Correction(
    "茶园面积-2025", "horizon", "2025", "十四五", "李同志", "2026-03-12T09:30:00+08:00", "与专栏一致"
)


@attrs.frozen
class _Compilation:
    """What the pipeline hands over."""

    document: Document
    plan: Plan
    ids: dict[str, str]


_COMPILATION = _Compilation(Document(_SOURCE, _TEXT, ()), _PLAN, {"茶园面积:2025:target|12万亩": "茶园面积-2025"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_bundle(tmp_path, _COMPILATION, (_CORRECTION,))
    return tmp_path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_saved_is_loaded_again_and_saved_to_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    loaded = load_bundle(folder)
    assert (loaded.plan, loaded.corrections, loaded.ids) == (_PLAN, (_CORRECTION,), _COMPILATION.ids)
    write_bundle(tmp_path / "again", loaded)
    assert set(_bytes(tmp_path / "again")) == set(FILES)
    assert all((folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in FILES)


def test_a_record_reads_as_a_planner_would_write_it(folder: Path) -> None:
    written = (folder / "statements.yaml").read_text(encoding="utf-8").partition("\n")[2]
    assert written.partition("\n\n")[2] == (
        "- id: 茶叶产量-2025\n"
        "  indicator: 茶叶产量\n"
        "  quantity: {value: '3.50', unit: 万吨}\n"
        "  measure: level\n"
        "  role: target\n"
        "  horizon: '2025'\n"
        "  scope: 全县\n"
        "  tier: core\n"
        "  direction: up\n"
        "  modality: 力争\n"
        "  inferred: [scope]\n"
        "  anchor: {source: '0123456789abcdef', start: 27, end: 39, quote: '3aa078545c7480b5'}\n"
        "  node: 3\n"
    )


def test_a_bundle_of_the_first_format_is_read_without_items(folder: Path) -> None:
    head = folder / "plan.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("format: 2", "format: 1"), encoding="utf-8")
    for name in ("commitments.yaml", "projects.yaml", "entities.yaml", "terms.yaml"):
        (folder / name).unlink()
    assert load_bundle(folder).plan == evolve(_PLAN, commitments=(), projects=(), entities=(), terms=())


def test_the_words_of_the_text_are_not_in_the_bundle(folder: Path) -> None:
    whole = "".join(content.decode() for content in _bytes(folder).values())
    assert "茶园面积达到" not in whole and "产量力争" not in whole


def test_a_change_in_one_record_leaves_all_other_lines_alone(folder: Path) -> None:
    before = (folder / "statements.yaml").read_text(encoding="utf-8").splitlines()
    changed = evolve(_PLAN, statements=(evolve(_AREA_STATEMENT, horizon="2035"), _YIELD_STATEMENT))
    save_bundle(folder, evolve(_COMPILATION, plan=changed))
    after = (folder / "statements.yaml").read_text(encoding="utf-8").splitlines()
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert differing == [("  horizon: '2025'", "  horizon: '2035'")]


def test_saving_touches_no_other_file_and_clears_what_a_killed_save_left(folder: Path) -> None:
    (folder / "digest.txt").write_text("摘要", encoding="utf-8")
    (folder / ".gangyao-abc").write_text("half", encoding="utf-8")
    save_bundle(folder, _COMPILATION)
    assert set(_bytes(folder)) == {*FILES, "digest.txt"}
    assert load_bundle(folder).corrections == ()


def test_a_save_that_fails_leaves_the_old_bundle_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _bytes(folder)
    endless = evolve(_AREA_STATEMENT, quantity=Quantity(Decimal("Infinity")))
    with pytest.raises(ValueError, match="Infinity"):
        save_bundle(folder, evolve(_COMPILATION, plan=evolve(_PLAN, statements=(endless,), title="新")))
    assert _bytes(folder) == before

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(bundle_module.os, "replace", full_disk)
    with pytest.raises(OSError, match="no space"):
        save_bundle(folder, evolve(_COMPILATION, plan=evolve(_PLAN, title="新")))
    assert _bytes(folder) == before


def test_the_hash_beside_an_anchor_outlives_a_text_that_is_not_at_hand(folder: Path) -> None:
    loaded = load_bundle(folder)
    assert loaded.quotes[_YIELD_STATEMENT.anchor] == "3aa078545c7480b5"
    elsewhere = evolve(_AREA_STATEMENT, anchor=Anchor("f" * 16, 0, 5))
    plan = evolve(_PLAN, statements=(elsewhere, _YIELD_STATEMENT))
    save_bundle(folder, evolve(_COMPILATION, plan=plan))
    assert elsewhere.anchor not in load_bundle(folder).quotes


@pytest.mark.parametrize(
    "kind",
    [
        Anchor,
        Quantity,
        Baseline,
        Source,
        Area,
        OutlineEntry,
        Statement,
        Target,
        Commitment,
        Project,
        Entity,
        Term,
        Correction,
    ],
)
def test_the_schema_knows_every_field_of_every_record(kind: type) -> None:
    name = {"OutlineEntry": "outline_entry"}.get(kind.__name__, kind.__name__.lower())
    known = set(schema()["$defs"][name]["properties"]) - ({"quote"} if kind is Anchor else set())
    assert known == {field.name for field in attrs.fields(kind)}


def test_the_schema_is_a_schema_and_names_every_file() -> None:
    Draft202012Validator.check_schema(schema())
    assert set(FILES) <= set(schema()["$defs"])
    for kind, name in ((Head, "plan.yaml"), (IdEntry, "id_entry")):
        assert set(schema()["$defs"][name]["properties"]) == {field.name for field in attrs.fields(kind)}
    assert {field.name for field in attrs.fields(Years)} == {"first", "last"}


@pytest.mark.parametrize(
    ("kind", "field"), [(Measure, "measure"), (Role, "role"), (Tier, "tier"), (Direction, "direction")]
)
def test_the_schema_lists_the_words_of_the_records(kind: type, field: str) -> None:
    assert schema()["$defs"]["statement"]["properties"][field]["enum"] == [member.value for member in kind]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("statements.yaml", "horizon: '2025'", "horizon: 2025", ["第 1 条（茶园面积-2025）", "horizon 应为文字", "'2025'"]),
        ("statements.yaml", "value: '3.50'", "value: 3.50", ["第 2 条（茶叶产量-2025）", "quantity.value", "加引号"]),
        ("statements.yaml", "value: '3.50'", "value: 3.5万", ["quantity.value", "3.5万"]),
        ("statements.yaml", "measure: level", "measure: 水平", ["measure 只能是", "annual_growth", "水平"]),
        ("statements.yaml", "  node: 3", "  nodes: 3", ["不认识的字段 nodes"]),
        ("statements.yaml", "  scope: 全县\n", "", ["缺少字段 scope"]),
        ("statements.yaml", "[scope]", "scope", ["inferred 应为列表"]),
        ("statements.yaml", "start: 27", "start: 99", ["前后矛盾", "99"]),
        ("statements.yaml", "id: 茶叶产量-2025", "id: 茶园面积-2025", ["第 2 条", "相同"]),
        ("statements.yaml", "id: 茶叶产量-2025", "id: 茶叶-2025", ["targets.yaml", "茶叶产量-2025", "不在"]),
        ("statements.yaml", "  role: target", "  role: target\n  role: target", ["第 7 行", "role 写了两次"]),
        ("statements.yaml", "  tier: core", " tier: core", ["行", "YAML"]),
        ("targets.yaml", "nature: binding", "nature: &a binding\n  field: *a", ["别名"]),
        ("targets.yaml", "nature: binding", "nature: !!python/object:os.system x", ["YAML"]),
        ("targets.yaml", "nature: binding", "nature: \x01", ["控制字符"]),
        ("corrections.yaml", "at: '2026-03-12T09:30:00+08:00'", "at: 2026-03-12", ["第 1 条（茶园面积-2025）", "at 应为文字"]),
        ("plan.yaml", "format: 2", "format: 9", ["format 应为 1 到 2"]),
        ("plan.yaml", "first: 2021", "first: 二〇二一", ["period.first 应为整数"]),
        ("ids.yaml", "- id", "id", ["ids.yaml"]),
    ],
)  # fmt: skip
def test_a_hand_edit_that_went_wrong_is_explained(folder: Path, file: str, old: str, new: str, says: list[str]) -> None:
    path = folder / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableBundle) as caught:
        load_bundle(folder)
    assert [word for word in says if word not in caught.value.message] == []
    assert caught.value.file in caught.value.message


def test_a_missing_file_and_one_in_another_encoding_are_named(folder: Path) -> None:
    (folder / "targets.yaml").write_bytes("目标".encode("gbk"))
    with pytest.raises(UnreadableBundle, match=r"targets\.yaml.*UTF-8"):
        load_bundle(folder)
    (folder / "outline.yaml").unlink()
    with pytest.raises(UnreadableBundle, match=r"outline\.yaml.*gangyao compile"):
        load_bundle(folder)


def test_decimals_are_written_in_plain_notation_with_the_printed_digits() -> None:
    assert [canonical(Decimal(d)) for d in ("3.70", "1E+3", "0.001", "-2")] == ["3.70", "1000", "0.001", "-2"]
    for endless in ("NaN", "Infinity", "1E+999999"):
        with pytest.raises(ValueError, match="no number that a plan prints"):
            canonical(Decimal(endless))


def test_what_is_no_plain_value_is_not_written() -> None:
    with pytest.raises(TypeError, match="float"):
        write_mapping({"a": 1.5})


_WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
_TRICKY = st.sampled_from(
    ["yes", "null", "~", "1e5", "2026-03-12", "012", "a: b", "a #b", "- x", " x ", "'", '"', "\n", "𬒈", "\u2028", "\ufeff"]
) | st.sampled_from(["%", "*a", "=", "<<", "0x1f", "1:30", "十四五", "deadbeef12"])  # fmt: skip
words = _WORDS | _TRICKY
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=3)
anchors = st.builds(
    lambda source, start, length: Anchor(source, start, start + length),
    words,
    st.integers(0, 10**6),
    st.integers(0, 500),
)
quantities = st.one_of(
    st.builds(Quantity, value=decimals, unit=st.none() | words, comparator=st.sampled_from(Comparator)),
    st.builds(lambda low, more: Quantity(low, low + more, "家"), decimals, decimals),
    st.builds(Quantity, words=words),
)
word_lists = st.lists(words, max_size=3).map(tuple)
statements = st.builds(
    Statement, id=words, indicator=words, quantity=quantities, measure=st.sampled_from(Measure), role=st.sampled_from(Role),
    horizon=words, scope=words, tier=st.sampled_from(Tier), anchor=anchors, node=st.integers(0, 10**6),
    direction=st.sampled_from(Direction), modality=st.just("") | words, inferred=word_lists, doubts=word_lists,
)  # fmt: skip
corrections = st.builds(Correction, *[words] * 3, st.just("") | words, *[words] * 3)
sources = st.builds(
    Source, words, words, words, words, st.just("") | words, characters=st.integers(0, 10**6), digest=st.booleans()
)
entries = st.builds(
    OutlineEntry, words, st.integers(0, 9), st.just("") | words, st.just("") | words, anchors, st.integers(0, 10**6)
)


def targets(known: list[str]) -> st.SearchStrategy[Target]:
    """Targets that rest on the given statements."""
    ids = st.sampled_from(known)
    return st.builds(
        Target, id=words, name=words, indicator=st.none() | words, area=st.just("") | words, scope=words, horizon=words,
        measure=st.sampled_from(Measure), quantity=quantities, direction=st.sampled_from(Direction),
        statements=st.lists(ids, min_size=1, max_size=3).map(tuple), anchors=st.lists(anchors, max_size=3).map(tuple),
        stretch=st.none() | quantities, relation=st.just("") | words, nature=st.none() | st.sampled_from(Nature),
        field=st.just("") | words, baseline=st.none() | st.builds(Baseline, quantities, words, ids),
        inferred=word_lists, doubts=word_lists,
    )  # fmt: skip


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Bundles of any sound records."""
    said = draw(st.lists(statements, max_size=4, unique_by=lambda statement: statement.id))
    aims = draw(st.lists(targets([s.id for s in said]), max_size=3, unique_by=lambda target: target.id)) if said else []
    plan = draw(
        st.builds(
            Plan, st.from_regex(r"[!-~]{1,20}", fullmatch=True), words, words, st.builds(Area, words, words),
            st.tuples(st.integers(0, 9999), st.integers(0, 9999)), st.lists(sources, max_size=2).map(tuple),
            st.lists(entries, max_size=3).map(tuple), st.just(tuple(said)), st.just(tuple(aims)),
        )
    )  # fmt: skip
    quotes = dict.fromkeys((s.anchor for s in said), "0123456789abcdef")
    return Bundle(
        plan, tuple(draw(st.lists(corrections, max_size=2))), draw(st.dictionaries(words, words, max_size=3)), quotes
    )


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
@given(bundle=bundles())
def test_any_bundle_comes_back_equal_in_the_same_bytes_and_fits_the_schema(bundle: Bundle, tmp_path: Path) -> None:
    write_bundle(tmp_path, bundle)
    loaded, first = load_bundle(tmp_path), _bytes(tmp_path)
    assert (loaded.plan, loaded.corrections, loaded.ids) == (bundle.plan, bundle.corrections, bundle.ids)
    write_bundle(tmp_path, loaded)
    assert _bytes(tmp_path) == first
    for name in FILES:
        plain = yaml.safe_load(first[name])
        assert not list(Draft202012Validator({**schema(), "$ref": f"#/$defs/{name}"}).iter_errors(plain))


@settings(deadline=None)
@given(
    st.recursive(
        words | st.integers() | st.booleans() | st.none(),
        lambda inner: st.dictionaries(st.from_regex("[a-z]{2,5}x", fullmatch=True), inner | st.lists(words, max_size=3), max_size=4),
        max_leaves=9,
    )
)  # fmt: skip
def test_any_plain_values_are_read_back_by_any_yaml_reader(value: object) -> None:
    written = write_records([{"key": value}])
    assert read_yaml(written) == yaml.safe_load(written) == [{"key": value}]


@given(st.text(max_size=80))
def test_any_text_is_read_as_yaml_or_refused_with_a_reason(text: str) -> None:
    try:
        read_yaml(text)
    except UnreadableYaml as error:
        assert str(error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_bundle_with_any_line_changed_is_read_or_explained(folder: Path, data: st.DataObject) -> None:
    save_bundle(folder, _COMPILATION, (_CORRECTION,))
    path = folder / data.draw(st.sampled_from(FILES))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", "x\n", "  - 1\n", lines[at].replace(":", ": ["), lines[at].replace("'", "")])
    )
    path.write_text("".join(lines), encoding="utf-8")
    try:
        load_bundle(folder)
    except UnreadableBundle as error:
        assert error.message.endswith("。")


def test_the_schema_file_is_json_without_escapes() -> None:
    assert json.dumps(schema(), ensure_ascii=False).isascii()
