"""The figures as rows in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.table import Row


def rows(result: dict[str, Any]) -> Iterator[Row]:
    """One row a page, the dearest ratio first, and the bar over all."""
    few, many = result["plans"]
    pages, bar = result["pages"], result["at_most"]
    yield Row("规划", f"{few} 份与 {many} 份，各六万字，由程序随机生成，并无含义")
    over = [name for name, page in pages.items() if page["ratio"] > bar]
    highest = f"最高 {result['highest_ratio']:.2f} 倍（处理器时间）"
    told = f"，超过的有 {'、'.join(map(_short, over))}" if over else ""
    yield Row("各页用时之比", f"{len(pages)} 页，{highest}{told}", f"至多 {bar} 倍", reached=not over)
    for name, page in sorted(pages.items(), key=lambda item: -item[1]["ratio"]):
        one, other = page[str(few)], page[str(many)]
        warm = f"{_ms(one, 'cpu')} → {_ms(other, 'cpu')} 毫秒，挂钟 {_ms(one, 'wall')} → {_ms(other, 'wall')}"
        yield Row(f"  {_short(name)}", f"{page['ratio']:.2f} 倍；{warm}；初次 {_ms(other, 'cold_cpu')}")
    yield Row("没有测的", f"只收表单或要先备好文件的：{'、'.join(map(_short, result['not_shown']))}")


def _short(name: str) -> str:
    return name.rpartition(":")[2]


def _ms(figures: dict[str, Any], which: str) -> str:
    return f"{figures[f'{which}_seconds'] * 1000:.1f}"
