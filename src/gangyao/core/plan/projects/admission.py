"""Whether a name in a clause is a project there, by rule 18 of docs/how-to/label-clauses.md."""

from __future__ import annotations

import re

from gangyao.core.plan.projects.naming import Name, is_generic
from gangyao.core.plan.projects.phrases import Frame
from gangyao.core.plan.projects.words import AND

# Words so wide that they need a name of their own before them.
_WIDE_TYPES = frozenset({"programme", "industry", "designation", "event", "alliance"})
_SETS = re.compile(r"(?:设施|平台|系统|枢纽|园区|基地|载体|工程|项目|中心|道路|铁路|公路|管网|电网|港口|航线)$")
_WIDE_WORD = 3
# Types whose things are named for what they are, wherever they stand; the others count where something is done to them.
_STANDING_TYPES = frozenset(
    "road railway hub transit logistics park base energy water environment urban commerce tourism culture agriculture programme event".split()  # noqa: SIM905
)
_BUILT = re.compile(
    "建设|改造|布局|申建|创建|申报|实施|开工|建成|投用|投产|搭建|打造|升级|扩建|开展|研究|论证|配套|设立|组建|开通|投运|通车|整治|推进|加速|申办|争创|扩容|提档|布点|修缮|选址|投入|运营|启用"
    "|设施|房源|供应量|供给|竣工|完工|落成|交付|蓄水|贯通|挂牌|落地"
)
_ACTED = re.compile("建设|改造|扩建|开工|投产|通车|贯通|申建|打造|投用")
_SHARED_TYPES = frozenset({"tourism", "culture", "urban", "commerce", "road", "railway", "water", "park"})
_BARE = frozenset(
    {"公共服务设施", "市政设施", "文化设施", "体育设施", "环保设施", "养老设施", "应急设施", "物流设施", "农村路"}
)
_IMMATERIAL = _WIDE_TYPES | {"digital", "platform"}
_OTHERS = re.compile(rf".*(?:{AND})(?=[^和与及]*$)")
_LONGEST = 40


def is_built(acts: str) -> bool:
    """The words of acts say that something is built, opened or renewed."""
    return bool(_BUILT.search(acts))


def is_project(modifier: str, name: Name, frame: Frame, acts: str, *, listed: bool) -> bool:
    """Whether a name counts.

    Args:
        modifier: the words before its tail.
        name: the name.
        frame: what the words before it do with it.
        acts: the words of acts behind its list.
        listed: it is one of a list that is said to be of projects or facilities.
    """
    if name.end > _LONGEST:
        return False
    works = name.works and name.tail.type not in _IMMATERIAL
    acted = bool(_ACTED.search(acts)) or works
    if frame is Frame.OUTSIDE and not acted:
        return False
    done = acted or frame is Frame.BUILD or (frame is Frame.LIGHT and not name.nominal)
    done = done or is_built(acts) or is_built(name.nominal)
    named = name.tail.word[0].isascii() or not is_generic(_OTHERS.sub("", modifier))
    if named and not name.tail.kind:
        return _standing(modifier, name, frame, done=done, listed=listed)
    if _is_wide(name, generic=is_generic(modifier)):
        return False
    done = acted or frame is Frame.BUILD or is_built(acts + name.nominal) or (frame is Frame.NONE and bool(name.number))
    whole = not name.nominal or is_built(name.nominal) or works
    return whole and (acted or (frame is not Frame.BACK and (done or (listed and frame is not Frame.NONE))))


def shares(modifier: str, name: Name, frame: Frame, acts: str) -> bool:
    """The last name of a list gives its type to members without one: 推进柳浪里、临江公园建设."""
    return (
        frame in (Frame.BUILD, Frame.LIGHT)
        and not name.tail.kind
        and name.tail.type in _SHARED_TYPES
        and not is_generic(modifier)
        and bool(_ACTED.search(acts))
    )


def _standing(modifier: str, name: Name, frame: Frame, *, done: bool, listed: bool) -> bool:
    """A name of its own counts where it stands, if its type is that of things; else where something is done to it."""
    if (name.tail.type in _STANDING_TYPES or name.tail.word == "试点") and frame is not Frame.OUTSIDE:
        return True
    whole = not name.nominal or is_built(name.nominal) or frame is Frame.BUILD
    return whole and (done or listed)


def _is_wide(name: Name, *, generic: bool) -> bool:
    word = name.tail.word
    if name.tail.kind:
        return generic and ((len(word) < _WIDE_WORD and bool(_SETS.search(word))) or word in _BARE)
    if name.tail.type == "event":
        return len(word) < _WIDE_WORD
    if name.tail.type in ("industry", "designation"):
        return len(word) <= _WIDE_WORD
    return name.tail.type in _WIDE_TYPES or (len(word) <= _WIDE_WORD and bool(_SETS.search(word)))
