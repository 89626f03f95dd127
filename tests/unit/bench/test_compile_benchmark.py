"""The benchmark of the compile, over a few made-up sentences and without its peer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bench.__main__ import Benchmark, main, report
from bench.compile import measure_text
from bench.compile.measure import build_models, time_compile
from bench.compile.peer_objects import as_objects, printed, readings
from bench.compile.scaling import chinese_number, lengthen
from bench.compile.sentences import Sentence, parse_text, split_text
from bench.compile.table import rows
from bench.corpus import DIGEST, Text, plan_text
from bench.table import format_table, width

from gangyao.core.document.document import NodeKind
from gangyao.ingest.vocabulary import load_vocabulary

PLAN = """青禾县国民经济和社会发展第十四个五年规划纲要

第一篇 县情

第一章 已有基础
到2020年，全县茶园面积达到12万亩。高速公路里程达到85公里。

第二篇 目标

第二章 主要目标
到2025年，粮食产量稳定在30万吨以上，森林覆盖率提高到52.5%。新建养老院6家。
"""


@pytest.fixture
def plan() -> Text:
    return Text("qinghe", PLAN.encode())


def test_a_run_measures_a_text_and_keeps_the_documented_figures(
    plan: Text, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    benchmark = Benchmark("试运行", lambda: measure_text(plan, repeats=1, peer=False), rows)
    report("compile", benchmark, tmp_path)

    kept = json.loads((tmp_path / "compile.json").read_text(encoding="utf8"))
    assert set(kept) == {
        "benchmark",
        "date",
        "machine",
        "versions",
        "text",
        "throughput",
        "scaling",
        "process",
        "agreement",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept["date"])
    assert set(kept["machine"]) == {"cores", "cpu", "python", "system", "load_before"}
    assert kept["text"]["characters"] == len(PLAN)
    assert kept["throughput"]["ours"]["statements"] == 5
    assert kept["scaling"]["ratio"] > 0
    for cost in kept["process"].values():
        assert cost["seconds"] > 0
        assert cost["peak_bytes"] > 10 * 1024 * 1024
    printed_words = capsys.readouterr().out
    assert "没有运行" in printed_words
    assert "十倍长的文本" in printed_words
    assert str(tmp_path) not in (tmp_path / "compile.json").read_text(encoding="utf8")


def test_a_bar_that_is_missed_is_said_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = {
        "text": {"name": "x", "digest": True, "characters": 1, "sentences": 1},
        "throughput": {
            "ours": {"seconds": [0.1], "characters_per_second": 10.0, "statements": 1},
            "peer": {"seconds": [0.5], "characters_per_second": 2.0, "found": 1},
            "speed_up": 5.0, "speed_up_by_clock": {"seconds": 6.0, "processor_seconds": 5.0}, "at_least": 20,
        },
        "scaling": {"ratio": 10.0, "ratio_on_the_wall": 10.0, "statements": 10, "at_most": 11},
        "process": {},
        "agreement": {},
    }  # fmt: skip
    assert report("compile", Benchmark("试运行", lambda: figures, rows), tmp_path) == 1
    said = capsys.readouterr().out
    assert "至少 20 倍：没有达到" in said
    assert "至多 11 倍：达到" in said
    assert "摘要" in said


def test_figures_beside_annotations_come_with_the_warning_that_the_rules_knew_them() -> None:
    detection = {"precision": 0.9, "recall": 0.8, "f1": 0.85}
    figures = {
        "text": {"name": "x", "digest": False, "characters": 1, "sentences": 1},
        "throughput": {
            "ours": {"seconds": [0.1], "characters_per_second": 10.0, "statements": 1},
            "peer": {"missing": "没有网络"},
        },
        "scaling": {"ratio": 10.0, "ratio_on_the_wall": 10.0, "statements": 10, "at_most": 11},
        "process": {},
        "agreement": {
            "x": {
                "ours": detection,
                "peer": {"as_found": {**detection, "f1": 0.3}, "with_unit": {**detection, "f1": 0.7}},
            }
        },
    }
    table = format_table(rows(figures))
    assert "对照软件 0.300" in table
    assert "最好 0.700" in table
    assert "不能当作未见文本上的成绩" in table


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["speed"])
    assert stopped.value.code == 2
    assert "compile" in capsys.readouterr().err


def test_without_the_corpus_the_bundled_digest_is_measured() -> None:
    text = plan_text(None)
    assert text.digest
    assert text.data == DIGEST.read_bytes()


def test_nothing_learnt_from_a_text_is_left_for_the_next_run(plan: Text) -> None:
    time_compile(plan, 1)
    used = load_vocabulary()
    build_models()
    assert load_vocabulary() is not used


def test_sentences_are_the_whole_text_but_its_blanks(plan: Text) -> None:
    joined = "".join(sentence.text for sentence in split_text(plan))
    assert "".join(joined.split()) == "".join(PLAN.split())
    assert all(PLAN[s.start : s.start + len(s.text)].replace("\n", " ") == s.text for s in split_text(plan))


def test_a_longer_text_repeats_the_body_under_other_headings_with_other_figures(plan: Text) -> None:
    longer = parse_text(lengthen(plan, 3))
    titles = [node.title for _, node in longer.of_kind(NodeKind.CHAPTER)]
    labels = [node.label for _, node in longer.of_kind(NodeKind.PART)]
    assert len(titles) == len(set(titles)) == 6
    assert labels == ["第一篇", "第二篇", "第三篇", "第四篇", "第五篇", "第六篇"]
    assert longer.text.count("青禾县") == 1
    assert longer.text.count("到2025年") == 3
    assert len({line for line in longer.text.split("\n") if "茶园" in line}) == 3


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (47, "四十七"), (105, "一百零五"), (216, "二百一十六")],
)
def test_numbers_of_headings_are_written_in_chinese(number: int, numeral: str) -> None:
    assert chinese_number(number) == numeral


@pytest.mark.parametrize(
    ("words", "resolved", "value", "unit"),
    [
        ("6.6万元", "66000", 6.6, "万元"),
        ("360 亿元", "36000000000", 360, "亿元"),
        ("1,200公顷", "1200", 1200, "公顷"),
        ("百分之六点五", "6.5%", 6.5, "%"),
        ("三千六百", "3600", 3600, ""),
        ("三万", "30000", 3, "万"),
        ("1/4", "0.25", 0.25, ""),
    ],
)
def test_what_the_peer_multiplied_out_is_read_back_as_printed(
    words: str, resolved: str, value: float, unit: str
) -> None:
    assert printed(words, resolved) == (pytest.approx(value), unit)


def test_of_two_models_over_one_stretch_the_one_with_the_unit_counts_and_dates_can_be_sifted_out() -> None:
    sentences = [Sentence(100, "到2025年投资8亿元，建第3水厂和两座桥。")]
    found = [
        {"model": "number", "sentence": 0, "start": 1, "end": 5, "value": "2025"},
        {"model": "number", "sentence": 0, "start": 8, "end": 10, "value": "800000000"},
        {"model": "currency", "sentence": 0, "start": 8, "end": 11, "value": "800000000"},
        {"model": "number", "sentence": 0, "start": 14, "end": 15, "value": "3"},
        {"model": "number", "sentence": 0, "start": 18, "end": 19, "value": "2"},
    ]
    objects = as_objects(found, sentences)
    assert [(o["start"], o["end"], o["value"], o["unit"]) for o in objects] == [
        (101, 105, 2025, ""), (108, 111, 8, "亿元"), (114, 115, 3, ""), (118, 119, 2, ""),
    ]  # fmt: skip
    values = {name: [o["value"] for o in kept] for name, kept in readings(objects).items()}
    assert values == {
        "as_found": [2025, 8, 3, 2],
        "without_dates": [8, 2],
        "digits_without_dates": [8],
        "with_unit": [8],
    }


def test_chinese_characters_take_two_columns() -> None:
    assert width("F1 检出") == 7
