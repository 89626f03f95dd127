"""Runs a program where nothing but this machine itself can be reached, and says by which means."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

# A new namespace has a loopback device that is down; SIOCSIFFLAGS with UP and RUNNING brings it up without `ip`.
_LOOPBACK_UP = (
    "import fcntl, os, socket, struct, sys\n"
    "fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 0x41))\n"
    "os.execvp(sys.argv[1], sys.argv[1:])\n"
)
_IN_NAMESPACE = ("unshare", "--map-root-user", "--net", sys.executable, "-c", _LOOPBACK_UP)
_REFUSES = '''"""Refuses every connection that leaves this machine."""
import socket

_connect = socket.socket.connect


def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError(101, "Network is unreachable")
    return _connect(self, address)


socket.socket.connect = connect
'''


@cache
def has_namespaces() -> bool:
    """Whether this machine lets us make a network of our own."""
    try:
        done = subprocess.run([*_IN_NAMESPACE, "true"], capture_output=True, timeout=20, check=False)
    except OSError:
        return False
    return done.returncode == 0


def means() -> str:
    """How the network is taken away here, in words for the report."""
    if has_namespaces():
        return "网络命名空间（unshare，只有回环设备）"
    return "拒绝向外的连接（这里不许建立网络命名空间；pip 用 --no-index，代理指向空处）"


def cut_off(command: list[object], environment: dict[str, str], scratch: Path) -> tuple[list[str], dict[str, str]]:
    """The command and its environment, changed so that it has no network."""
    words = [str(word) for word in command]
    if has_namespaces():
        return [*_IN_NAMESPACE, *words], environment
    scratch.mkdir(exist_ok=True)
    (scratch / "sitecustomize.py").write_text(_REFUSES, encoding="utf8")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return words, {**environment, **nowhere, "no_proxy": "127.0.0.1,localhost", "PYTHONPATH": str(scratch)}
