"""A file that comes in by a form goes straight to its place in the home: no copy elsewhere, hashed on the way."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from gangyao.ingest.limits import Limits
from gangyao.store.uploads import Incoming, Received

_LISTENED_TO = 16  # times the limit; a browser that is cut off before it has sent all shows no page


class NoFile(Exception):
    """No file came in whole; the message is Chinese and says what to do.

    Attributes:
        status: of the answer.
    """

    def __init__(self, message: str, status: int = 400) -> None:
        self.status = status
        super().__init__(message)


class IncomingFile(FileUploadHandler):
    """Takes the one file of a form to the disk; what is too large, or finds no room, is read to its end and let go."""

    def __init__(self, request: HttpRequest, limit: int = Limits().file) -> None:
        super().__init__(request)
        self.limit = limit
        self.name = ""
        self.size = 0
        self.files = 0
        self._incoming: Incoming | None = None
        self._fault: OSError | None = None

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begins; there should be one file alone."""
        super().new_file(*given, **named)
        self.files += 1
        if self.files > 1:
            return
        self.name = self.file_name or "未命名"
        try:
            self._incoming = Incoming()
        except OSError as error:
            self._fault = error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes bytes on; they end with this handler."""
        self.size += len(raw_data)
        if self.size > _LISTENED_TO * self.limit:
            raise StopUpload(connection_reset=True)
        if self._incoming is None or self._fault or self.size > self.limit or self.files > 1:
            return
        try:
            self._incoming.write(raw_data)
        except OSError as error:
            self._fault = error

    def file_complete(self, file_size: int) -> None:
        """Gives Django no file: `keep` gives it to the view."""

    def keep(self) -> Received:
        """The file, on the disk; raises NoFile where none came, or not whole, or it cannot be kept."""
        if not self.name:
            raise NoFile("没有选择文件。请先选择一份规划文件，再按“打开”")
        if self.files > 1:
            raise NoFile(f"一次给了 {self.files} 个文件，都没有收下。请一次选择一份规划文件，逐份打开")
        if self.size > self.limit:
            megabytes = self.limit // (1024 * 1024)
            raise NoFile(
                f"文件“{self.name}”太大：超过 {megabytes} MB 的上限，多半是因为图片。请删去其中的图片后另存为 docx，或另存为纯文本 txt，再打开",
                413,
            )
        if self.request.POST.get("end") != "1":
            raise NoFile(f"文件“{self.name}”没有传完，传送中断了，没有收下。请检查网络后重新选择文件再打开")
        if self._fault is None and self._incoming is not None:
            try:
                return self._incoming.keep()
            except OSError as error:
                self._fault = error
        why = self._fault.strerror if self._fault and self._fault.strerror else str(self._fault)
        raise NoFile(
            f"文件“{self.name}”没有收下：服务器的数据文件夹写不进（{why}），可能是磁盘已满或没有写的权限。"
            "请系统管理人员清理磁盘、检查数据文件夹以后，再重新打开；已有的规划没有受影响",
            507,
        )

    def discard(self) -> None:
        """Takes away what was not kept."""
        if self._incoming is not None:
            self._incoming.discard()
