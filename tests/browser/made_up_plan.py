"""A made-up plan as long as a real one, which says that it is made up: for tests of work on many records."""

from __future__ import annotations

from itertools import product

_TOWNS = ("东坪镇", "河口镇", "石桥镇", "松林镇", "白塔乡", "青山乡", "柳湾镇", "云门镇", "大石乡", "南塘镇")
_ITEMS = (
    ("茶园面积", "万亩"), ("果园面积", "万亩"), ("粮食产量", "万吨"), ("蔬菜产量", "万吨"), ("村级公路里程", "公里"),
    ("自来水普及率", "%"), ("生活垃圾处理率", "%"), ("农产品网络零售额", "亿元"), ("旅游综合收入", "亿元"), ("游客接待量", "万人次"),
    ("幼儿园学位", "个"), ("养老床位", "张"), ("标准化卫生室", "个"), ("文化活动室", "个"), ("充电桩", "个"),
    ("年发电量", "万千瓦时"), ("造林面积", "亩"), ("家庭农场", "家"), ("农民合作社", "家"), ("规模以上工业企业", "家"),
    ("技术合同成交额", "万元"), ("生猪出栏量", "万头"), ("水产品产量", "吨"),
)  # fmt: skip


def made_up_plan() -> bytes:
    """The text: 230 targets of ten towns that do not exist, a few of them without unit or name."""
    lines = [
        "青溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        "（测试用虚构文本，青溪县并不存在）",
        "",
    ]
    numerals = "一二三四五六七八九十"
    for place, town in enumerate(_TOWNS):
        lines += [f"第{numerals[place]}章 {town}", "第一节 主要目标"]
        for count, (item, unit) in enumerate(_ITEMS):
            unit = "" if (place + count) % 17 == 0 else unit
            lines.append(f"到2025年，{town}{item}达到{place * 3 + count + 2}.{count % 9 + 1}{unit}。")
    return "\n".join(lines).encode()


def expected() -> int:
    """How many targets it sets."""
    return len(list(product(_TOWNS, _ITEMS)))
