"""Where a project is to be, as far as its name or the words before it say."""

from __future__ import annotations

import re

# Names of territories at the beginning of a name; 城乡, 强镇, 省级, 区域 only look like them.
_WIDE = r"(?:自治区|自治州|街道|片区|新区|老城区|主城区|流域|地区|半岛|平原|盆地|三角洲)"
_IN_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,8}}?{_WIDE}(?=.{{2}})"
    r"|[\u4e00-\u9fff]{1,4}[^国城返强型明素色农专社园小景校库灌街厂院港护范验聚假行作心能户中政各本全我等行业跨](?:省|市|县|区|镇|乡)(?![级域道场中际属辖容面内外间长政校村块民])(?=.{2})"
)
_NO_PLACE = re.compile(
    r"^(?:国家|自治区$|省级|市级|跨|典型)|和|与|的|建设|承接|城市|超市|上市|棚户区|贫困地区|边境地区|重点|开发区|名胜区|[一二两三四五六七八九十]个"
)
_NO_STATED = re.compile("首批|探索|院所|重点|有条件|全国|基础|期间")
_NEAR = 60  # characters before a name in which its place is looked for; ours
_ROUTE = re.compile(
    r"([\u4e00-\u9fff]{2,10}(?:至|—|-)[\u4e00-\u9fff]{2,8}?)(?=\(|公路|高速|铁路|高铁|城际|快速|段|管道|航线|输|直流|特高压)"
)
_BEFORE = re.compile(
    r"(?:^|[^存潜现所])在([\u4e00-\u9fff、]{2,16}?)(?:等地)?(?:规划|集中|再|高标准|分别|率先)?(?:建设|新建|布局|设立|打造|建成|修建|扩建|创建|设置|实施|开展)"
)


def place_of(name: str, before: str) -> str:
    """The place of a project; empty where neither its name nor the words of its clause before it tell one."""
    route = _ROUTE.match(name)
    if route:
        return route[1]
    for match in _IN_NAME.finditer(name):
        if match.start() > 0:
            break
        if not _NO_PLACE.search(match[0]):
            return match[0]
    stated = _BEFORE.search(before, max(0, len(before) - _NEAR))
    return stated[1] if stated and not _NO_STATED.search(stated[1]) else ""
