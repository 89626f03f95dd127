"""Looks at the data folder: there, writable, private, room left, the key kept to oneself."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from gangyao.doctor.finding import Finding, fine, note, wrong

_MEGABYTE = 1024 * 1024
_TOO_LITTLE, _LITTLE = 200 * _MEGABYTE, 2048 * _MEGABYTE
_OVER_A_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"}


def look_at_home(home: Path, *, sqlite: bool) -> Iterator[Finding]:
    """The folder itself.

    Args:
        home: GANGYAO_HOME.
        sqlite: whether the database lies in it.
    """
    if not home.is_dir():
        where = next(parent for parent in home.parents if parent.is_dir())
        if os.access(where, os.W_OK | os.X_OK):
            yield note("数据文件夹", f"{home} 还没有", "第一次启动时建立；如果应当有数据，请核对 GANGYAO_HOME")
        else:
            yield wrong(
                "数据文件夹", f"{home} 还没有，也不能建立", "建立它并交给运行网站的用户，或用 GANGYAO_HOME 另指一个"
            )
        return
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        yield wrong(
            "数据文件夹", f"{home} 不能写", "用运行网站的用户执行本命令；若仍不能写：chown -R 那个用户 数据文件夹"
        )
        return
    yield from _look_at_privacy(home)
    yield from _look_at_room(home)
    kind = _file_system(home)
    if sqlite and kind in _OVER_A_NETWORK:
        yield wrong(
            "文件系统", f"{kind}（网络共享）", "SQLite 在网络共享上会损坏：把数据文件夹放到本机磁盘，或改用 PostgreSQL"
        )


def _look_at_privacy(home: Path) -> Iterator[Finding]:
    exposed = [path for path in sorted(home.glob("gangyao.sqlite3*")) if path.stat().st_mode & 0o077]
    if exposed:
        names = "、".join(path.name for path in exposed)
        yield wrong("数据文件夹", f"别的用户能打开 {names}", f"chmod 600 {' '.join(map(str, exposed))}")
        return
    mode = stat.S_IMODE(home.stat().st_mode)
    if mode & 0o077:
        yield note("数据文件夹", f"{home}，权限 {mode:04o}，别的用户能列出其中的文件名", f"chmod 700 {home}")
    else:
        yield fine("数据文件夹", f"{home}，可写，权限 {mode:04o}")


def _look_at_room(home: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(home).free
    words = f"剩余 {free / _MEGABYTE / 1024:.1f} GB"
    if free < _TOO_LITTLE:
        yield wrong("磁盘空间", words, "腾出空间：写满之后网站不能保存")
    elif free < _LITTLE:
        yield note("磁盘空间", words, "不多了：升级前的复制、备份都要地方")
    else:
        yield fine("磁盘空间", words)


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on, e.g. "ext4"; empty where the system does not tell."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf8").splitlines()
    except OSError:
        return ""
    found = {Path(fields[1]): fields[2] for line in mounts if len(fields := line.split()) > 2}
    return next((found[place] for place in (folder, *folder.parents) if place in found), "")


def look_at_key(home: Path, *, given: bool) -> Iterator[Finding]:
    """The key that signs sessions.

    Args:
        home: GANGYAO_HOME.
        given: whether GANGYAO_SECRET_KEY names one.
    """
    kept = home / "secret-key"
    if given:
        length = len(os.environ["GANGYAO_SECRET_KEY"])
        if length < 50:
            yield note("密钥", f"来自 GANGYAO_SECRET_KEY，只有 {length} 个字符", "换成 50 个以上的随机字符")
        else:
            yield fine("密钥", "来自 GANGYAO_SECRET_KEY")
    elif not kept.is_file():
        yield note("密钥", "还没有", "第一次启动时生成")
    elif kept.stat().st_mode & 0o077:
        yield wrong(
            "密钥",
            f"别的用户能读 {kept}",
            f"chmod 600 {kept}；若已被人看到，删除它再启动，会生成新的，所有人要重新登录",
        )
    else:
        yield fine("密钥", f"{kept}，仅本人可读")
