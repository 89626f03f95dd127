"""The figures as rows in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.table import Row

MB = 1024 * 1024


def rows(result: dict[str, Any]) -> Iterator[Row]:
    """One row for each thing that was measured; those with a bar say whether it was reached."""
    text = result["text"]
    kind = "摘要，官方文本不在手边" if text["digest"] else "官方文本"
    yield Row("文本", f"{text['name']}（{kind}），{text['characters']:,} 字，{text['sentences']} 句")
    yield from _speed(result["throughput"])
    yield from _cost(result["scaling"], result["process"])
    if not result["agreement"]:
        yield Row("与人工标注比对", "没有做：语料不在手边，用 GANGYAO_CORPUS 指明所在文件夹")
    for name, figures in result["agreement"].items():
        yield from _agreement(name, figures)
    if result["agreement"]:
        yield Row(
            "", "注意：本软件的规则是对着这些标注文本写的，上面的 F1 不能当作未见文本上的成绩；对照软件没有这样调过"
        )


def _speed(throughput: dict[str, Any]) -> Iterator[Row]:
    ours, peer = throughput["ours"], throughput["peer"]
    yield Row(
        "本软件",
        f"{_milliseconds(ours['seconds'])}，每秒 {ours['characters_per_second']:,.0f} 字，{ours['statements']} 条表述",
    )
    if "missing" in peer:
        yield Row("对照软件", f"没有运行：{peer['missing']}")
        return
    yield Row(
        "对照软件",
        f"{_milliseconds(peer['seconds'])}，每秒 {peer['characters_per_second']:,.0f} 字，{peer['found']} 个结果",
    )
    speed_up, bar, clocks = throughput["speed_up"], throughput["at_least"], throughput["speed_up_by_clock"]
    figure = f"{speed_up:.1f} 倍（挂钟 {clocks['seconds']:.1f}，处理器时间 {clocks['processor_seconds']:.1f}，取小的）"
    yield Row("快多少", figure, f"至少 {bar} 倍", reached=speed_up >= bar)


def _cost(scaling: dict[str, Any], process: dict[str, Any]) -> Iterator[Row]:
    ratio, bar = scaling["ratio"], scaling["at_most"]
    figure = f"{ratio:.2f} 倍处理器时间（挂钟 {scaling['ratio_on_the_wall']:.2f} 倍），{scaling['statements']} 条表述"
    yield Row("十倍长的文本", figure, f"至多 {bar} 倍", reached=ratio <= bar)
    for command, cost in process.items():
        yield Row(f"gangyao {command} 整个过程", f"{cost['seconds']:.2f} 秒，内存最高 {cost['peak_bytes'] / MB:.0f} MB")


def _agreement(name: str, figures: dict[str, Any]) -> Iterator[Row]:
    ours = figures["ours"]
    yield Row(f"{name} 检出 F1", f"本软件 {ours['f1']:.3f}（查准 {ours['precision']:.3f}，查全 {ours['recall']:.3f}）")
    if "peer" in figures:
        found, best = figures["peer"]["as_found"], max(figures["peer"].values(), key=lambda detection: detection["f1"])
        yield Row("", f"对照软件 {found['f1']:.3f}；替它筛去年份、序数、名称里的数后最好 {best['f1']:.3f}")


def _milliseconds(seconds: list[float]) -> str:
    return f"{min(seconds) * 1000:,.0f} 毫秒"
