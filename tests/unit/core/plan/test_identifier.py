"""Ids that stay: readable, never positions, never given twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gangyao.core.plan.identifier import IdRegister, RecordKey, likeness, slug


def _key(
    name: str, value: str, place: str = "aaaaaa", rest: tuple[str, ...] = ("2025", "target", "share")
) -> RecordKey:
    return RecordKey.of(name, rest, value, place)


def _assign(known: dict[str, str], *keys: RecordKey, canonical: dict[str, str] | None = None) -> list[str]:
    register = IdRegister(known, canonical=lambda name: (canonical or {}).get(name, name))
    return register.assign([(slug(key.name), key) for key in keys])


def _register(*keys: RecordKey) -> dict[str, str]:
    register = IdRegister({})
    register.assign([(slug(key.name), key) for key in keys])
    return register.entries


def test_a_slug_is_made_of_characters_letters_and_digits() -> None:
    assert slug("社区（村）“好差评”覆盖率", "2025") == "社区-村-好差评-覆盖率-2025"
    assert slug("ＰＭ２．５浓度", "十四五") == "PM2-5浓度-十四五"
    assert slug("（）", "") == ""


def test_collisions_are_numbered_and_the_number_stays() -> None:
    keys = _key("茶园面积", "3万亩", "aaaaaa"), _key("茶园面积", "5万亩", "bbbbbb")
    assert _assign({}, *keys) == ["茶园面积", "茶园面积-2"]
    assert _assign(_register(*keys), *reversed(keys)) == ["茶园面积-2", "茶园面积"]


def test_a_changed_number_keeps_the_id() -> None:
    known = _register(_key("茶园覆盖率", "36%"))
    assert _assign(known, _key("茶园覆盖率", "38%", "cccccc")) == ["茶园覆盖率"]


def test_a_reworded_sentence_keeps_the_id_and_a_repeated_one_gets_its_own() -> None:
    known = _register(_key("茶园覆盖率", "36%"))
    new, old = _key("茶园覆盖率", "36%", "cccccc"), _key("茶园覆盖率", "36%")
    assert _assign(known, new) == ["茶园覆盖率"]
    assert _assign(known, new, old) == ["茶园覆盖率-2", "茶园覆盖率"]


def test_a_compiler_that_reads_the_same_sentence_otherwise_keeps_the_id() -> None:
    known = _register(_key("园覆盖率", "36%"))
    read_better = _key("茶园覆盖率", "36%", rest=("十四五", "target", "level"))
    assert _assign(known, read_better) == ["园覆盖率"]


def test_another_source_keeps_the_id_under_another_name_of_the_vocabulary() -> None:
    known = _register(_key("平均期望寿命", "78岁", "aaaaaa"), _key("茶园覆盖率", "36%", "bbbbbb"))
    other = _key("人均预期寿命", "78岁", "dddddd"), _key("茶园覆盖率", "36%", "eeeeee")
    assert _assign(known, *other, canonical={"平均期望寿命": "人均预期寿命"}) == ["平均期望寿命", "茶园覆盖率"]


def test_another_source_keeps_the_id_where_number_and_most_of_the_name_agree() -> None:
    known = _register(_key("新建乡村茶叶加工点数", "45个", "aaaaaa"), _key("旅客接待中心数", "45个", "bbbbbb"))
    assert _assign(known, _key("茶叶加工点数", "45个", "cccccc")) == ["新建乡村茶叶加工点数"]
    assert _assign(known, _key("湿地面积", "45个", "cccccc")) == ["湿地面积"]


def test_an_id_once_given_is_never_given_to_something_else() -> None:
    known = _register(_key("茶园覆盖率", "36%"))
    assert _assign(known, _key("竹林产值", "9亿元", "ffffff"))[0] == "竹林产值"
    gone = IdRegister(known)
    gone.assign([])
    assert gone.entries == known
    assert IdRegister(known).assign_groups([("茶园覆盖率", ["target:x"])]) == ["茶园覆盖率-2"]


def test_a_target_keeps_the_id_that_any_of_its_statements_led_to() -> None:
    register = IdRegister({"target:甲": "目标", "target:乙": "目标"})
    wanted = [("新名", ["target:丙", "target:乙"]), ("新名", ["target:甲"])]
    assert register.assign_groups(wanted) == ["目标", "新名"]
    assert register.entries["target:丙"] == "目标"


def test_an_id_that_a_part_of_a_target_was_given_is_kept_for_it() -> None:
    whole = IdRegister({})
    whole.assign_groups([("茶园面积", ["target:a", "target:b"])])
    parted = IdRegister(whole.entries)
    assert parted.assign_groups([("茶园面积", ["target:a"]), ("茶园面积", ["target:b"])]) == ["茶园面积", "茶园面积-2"]
    assert parted.entries.items() >= whole.entries.items(), "nothing that was known is known otherwise"
    later = IdRegister(parted.entries)
    wanted = [("茶园面积", ["target:a"]), ("茶园面积", ["target:c"]), ("茶园面积", ["target:b"])]
    assert later.assign_groups(wanted) == ["茶园面积", "茶园面积-3", "茶园面积-2"]


def test_a_key_is_read_from_its_text_again() -> None:
    key = _key("甲:乙|丙#丁 戊", "3-5家", "0f0f0f")
    assert RecordKey.read(key.text) == key
    assert (key.role, key.number, key.is_precise) == ("target", "3-5", False)
    assert _key("甲", "41086元").is_precise
    assert not _key("甲", "100%").is_precise


def test_likeness_counts_shared_characters() -> None:
    assert (likeness("茶园", "茶园"), likeness("茶园", "竹林"), likeness("", "竹")) == (1.0, 0.0, 0.0)


keys = st.builds(
    RecordKey.of,
    st.text("甲乙丙丁:|#", max_size=4),
    st.tuples(st.sampled_from(["2025", "十四五"]), st.sampled_from(["target", "achieved"]), st.just("share")),
    st.sampled_from(["", "1%", "2%", "全覆盖"]),
    st.sampled_from(["aaaaaa", "bbbbbb", ""]),
)


@given(st.lists(keys, max_size=12), st.lists(keys, max_size=12))
def test_ids_are_unique_and_the_same_records_get_the_same_ids_again(
    before: list[RecordKey], after: list[RecordKey]
) -> None:
    known = _register(*before)
    assert _assign(known, *before) == _assign({}, *before)
    ids = _assign(known, *after)
    assert len(set(ids)) == len(ids) == len(after)
    assert all(ids)
