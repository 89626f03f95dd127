"""The command over people's decisions: how often they overrule which doubts."""

from __future__ import annotations

import argparse
import json
from typing import Any

import attrs

from gangyao.cli.parsing import Stop, command
from gangyao.cli.site import prepare_database
from gangyao.core.plan.doubt import EXPLANATIONS as DOUBTS
from gangyao.core.plan.overruling import Overruling
from gangyao.core.plan.targets.conflict import EXPLANATIONS as CONFLICTS


def add_commands(commands: Any) -> None:
    """Declares it."""
    corrections = command(commands, "corrections", _stats, "统计人工核对的结果：哪些存疑的记录最常被改")
    corrections.add_argument("what", metavar="stats", choices=("stats",), help="统计")
    corrections.add_argument("--plan", metavar="编号", help="只统计这份规划，默认全部规划")
    corrections.add_argument("--format", choices=("text", "json"), default="text", help="输出形式")


def _stats(arguments: argparse.Namespace) -> int:
    prepare_database()
    from gangyao.store.overruling import overruled
    from gangyao.store.plans import UnknownPlan

    try:
        found = overruled(arguments.plan)
    except UnknownPlan as error:
        raise Stop(f"{error}；规划编号见网站的“规划列表”") from None
    if arguments.format == "json":
        print(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    print("改动率  已核对/共有  接受  更正  驳回  合并拆分  存疑原因")
    for one in found:
        print(_line(one))
    return 0


def _plain(one: Overruling) -> dict[str, Any]:
    return {**attrs.asdict(one), "fields": dict(one.fields), "share_overruled": one.share_overruled}


def _line(one: Overruling) -> str:
    share = "    —" if one.share_overruled is None else f"{one.share_overruled:5.0%}"
    counts = f"{one.decided:>6}/{one.records:<6}{one.accepted:>4}{one.corrected:>6}{one.rejected:>6}{one.regrouped:>8}"
    words = {**DOUBTS, **CONFLICTS}.get(one.doubt, one.doubt) if one.doubt else "没有存疑的记录"  # type: ignore[dict-item]
    fields = "，".join(f"{name} {count} 次" for name, count in one.fields)
    return f"{share}  {counts}    {words}{f'（改的是：{fields}）' if fields else ''}"
