"""Where the files that ship with gangyao stand: vocabularies and plan bundles, read and never written."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_CHECKOUT = Path(__file__).parents[3]
_KINDS = ("vocabulary", "plans")


def bundled(kind: str) -> Traversable:
    """The folder of one kind of bundled files.

    An installed package carries them inside itself; a checkout keeps them at the repository's root, where people
    look for them. The wheel's copy is preferred, so that a built package never reads a checkout nearby.

    Args:
        kind: "vocabulary" or "plans".

    Raises:
        ValueError: the kind is none of these.
        FileNotFoundError: the installation is incomplete.
    """
    if kind not in _KINDS:
        raise ValueError(f"bundled files are of the kinds {', '.join(_KINDS)}, not “{kind}”")
    inside: Traversable = files("gangyao") / kind
    for folder in (inside, _CHECKOUT / kind):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        f"随软件附带的 {kind} 文件夹不存在：{inside} 和 {_CHECKOUT / kind} 都找不到，"
        "安装可能不完整。请重新安装 gangyao。"
    )
