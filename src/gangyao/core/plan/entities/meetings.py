"""Meetings of the Party and of people's congresses that a plan cites as its basis: 党的二十大, 省委…届…次全会."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangyao.core.plan.entities.mention import Mention
from gangyao.core.plan.entity import EntityKind

_N = "[一二三四五六七八九十]"
_MEETING = re.compile(
    rf"党的{_N}{{1,3}}大|(?:党的)?{_N}{{1,3}}届(?:{_N}中[、和])*{_N}中全会"
    rf"|(?:[省市县区州盟旗]|自治区|地)委{_N}{{1,4}}届(?:{_N}{{1,3}}次[、和])*{_N}{{1,3}}次全(?:体会议|会)"
    rf"|{_N}{{1,4}}届(?:[省市县区州盟旗]|自治区)委{_N}{{1,3}}次全(?:体会议|会)"
    rf"|(?:[省市县区州盟旗])?第?{_N}{{1,4}}(?:届|次)(?:全国)?(?:人民代表大会|人大|党代会)(?:{_N}次会议)?"
    r"|中央[\u4e00-\u9fff]{2,10}?(?:工作会议|座谈会)|全国(?:两会|[\u4e00-\u9fff]{2,6}大会(?=精神))|[省市县区州旗](?:第[一二三四五六七八九十]{1,4}次)?党代会"
)


def find_meetings(text: str) -> Iterator[Mention]:
    """Meetings by the form of their names."""
    for match in _MEETING.finditer(text):
        yield Mention(match.start(), match.end(), EntityKind.AUTHORITY, match[0].removeprefix("党的"))
