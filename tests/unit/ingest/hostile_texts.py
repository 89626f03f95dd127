"""Hostile plain texts, file names and other formats: each is made when asked for. All of it is made up."""

from __future__ import annotations

import random
from collections.abc import Callable

Made = Callable[[], bytes]
Family = dict[str, tuple[str, Made]]

PLAN = "云岭县国民经济和社会发展第十四个五年规划纲要\n第一章 目标\n到2025年，建成水库3座，造林面积达到12万亩以上。\n"
_LINE = "到2025年，建成水库3座，造林面积达到12万亩以上。"


def _text(words: str, encoding: str = "utf-8") -> Made:
    return lambda: words.encode(encoding)


def _times(words: str, count: int, end: str = "") -> Made:
    return lambda: (words * count + end).encode()


def _noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def _plan(inserted: bytes) -> Made:
    return lambda: PLAN.encode() + inserted + PLAN.encode()


def _head(head: bytes) -> Made:
    return lambda: head + _noise(1, 3000)


_ENDLESS = {  # what rules of language might try over and over
    "ideographs": "林", "digits": "7", "digits and commas": "1,", "points": ".", "hyphens": "-", "blanks in digits": "2 0 ",
    "years": "2025年", "quantities": "12万亩", "magnitudes": "亿", "percentages": "百分之", "half percents": "5%", "brackets": "（",
    "quotes": "“", "titles": "《", "stops": "。", "commas": "，", "circled": "①", "marks": "[1]", "ordinals": "第一", "chapters": "第一章",
    "enumerations": "、", "colons": "：", "ranges": "3—5", "approximations": "约", "tabs": "\t", "blanks": "\u3000", "joiners": "\u200d",
    "accents": "a\u0301", "latin": "a", "conjunctions": "和", "growth": "年均增长", "reaching": "达到", "slashes": "/", "tildes": "~",
}  # fmt: skip
_LINES = {
    "sentences": _LINE, "chapters": "第一章 总则", "items": "一、目标", "deep items": "（1）目标", "boxes": "专栏1 工程", "notes": "[1] 指水库。",
    "contents": "目录", "leaders": "第一章 总则…………3", "rows": "指标\t2020年\t12", "numbers": "12", "page numbers": "— 3 —",
    "unnumbered": "目标", "titles": "云岭县规划纲要", "half sentences": "到2025年，建成", "dates": "2021-03-12", "rows of blanks": "\t\t\t",
}  # fmt: skip

TEXTS: Family = {
    "no bytes": ("空.txt", lambda: b""),
    "one zero byte": ("甲.txt", lambda: b"\0"),
    "one letter": ("甲.txt", lambda: b"a"),
    "one byte beyond": ("甲.txt", lambda: b"\xff"),
    "a mark and nothing": ("甲.txt", lambda: b"\xef\xbb\xbf"),
    "a mark of UTF-16 and nothing": ("甲.txt", lambda: b"\xff\xfe"),
    "noise": ("甲.txt", lambda: _noise(2, 100_000)),
    "noise under a name of each format": ("甲.pdf", lambda: _noise(3, 5000)),
    "noise as ofd": ("甲.ofd", lambda: _noise(4, 5000)),
    "noise as doc": ("甲.doc", lambda: _noise(5, 5000)),
    "noise as html": ("甲.html", lambda: _noise(6, 5000)),
    "noise as docx": ("甲.docx", lambda: _noise(7, 5000)),
    "five million empty lines": ("甲.txt", _times("\n", 5_000_000)),
    "an empty line before every sentence": ("甲.txt", _times("\n" * 40 + _LINE, 1000)),
    "a line of ten megabytes": ("甲.txt", _times("林", 3_500_000)),
    "latin-1": ("甲.txt", _text("Développement économique à l'été. " * 50, "latin-1")),
    "big5": ("甲.txt", _text("縣鄉發展綱要，農業產值增長，學校醫療衛生體系建設。" * 9, "big5")),
    "shift-jis": ("甲.txt", _text("計画の目標は、二〇二五年までに水力発電所を三つ建設することです。" * 9, "shift-jis")),
    "euc-kr": ("甲.txt", _text("2025년까지 저수지 세 개를 건설한다. " * 9, "euc-kr")),
    "koi8-r": ("甲.txt", _text("План развития на пять лет. " * 9, "koi8-r")),
    "iso-2022-jp": ("甲.txt", _text("計画の目標" * 9, "iso-2022-jp")),
    "UTF-7": ("甲.txt", _text(PLAN, "utf-7")),
    "UTF-16 without mark": ("甲.txt", _text(PLAN, "utf-16-le")),
    "UTF-16 the other way round": ("甲.txt", _text(PLAN, "utf-16-be")),
    "UTF-16 cut in a character": ("甲.txt", lambda: PLAN.encode("utf-16")[:-1]),
    "UTF-16 with half characters": ("甲.txt", lambda: b"\xff\xfe" + "林".encode("utf-16-le") * 50 + b"\x00\xd8" * 9),
    "UTF-32 without mark": ("甲.txt", _text(PLAN, "utf-32-le")),
    "two encodings in one": ("甲.txt", lambda: PLAN.encode() + PLAN.encode("gb18030")),
    "cut in a character": ("甲.txt", lambda: PLAN.encode()[:-2]),
    "zero bytes in between": ("甲.txt", _plan(b"\0\0\0")),
    "control characters in between": ("甲.txt", _plan(bytes(range(1, 9)) * 40)),
    "escape sequences of a terminal": ("甲.txt", _plan(b"\x1b[2J\x1b]0;x\x07" * 3)),
    "bidi overrides": ("甲.txt", _plan("\u202e到2025年，建成水库3座\u202c，\u2066造林5万亩\u2069。".encode())),
    "private characters": ("甲.txt", _plan("\ue000\uf8ff到2025年，建成\ue123水库3座。".encode())),
    "characters of no meaning": ("甲.txt", _plan("\uffff\ufffe\U0010ffff到2025年。".encode())),
    "surrogates in UTF-8": ("甲.txt", _plan(b"\xed\xa0\x80\xed\xb0\x80" * 9)),
    "marks piled up": ("甲.txt", _times("林" + "\u0335\u0336\u0337" * 30, 5000)),
    "odd line ends": ("甲.txt", _times("建成水库3座。\r\r\n\v\f\x85\u2028\u2029", 2000)),
    "digits of all scripts": ("甲.txt", _plan("到٢٠٢٥年，建成水库३座，造林１２万亩，修路Ⅻ公里。".encode())),
    "a number of a hundred thousand digits": ("甲.txt", _plan(b"9" * 100_000 + "万亩。".encode())),
    "a script": ("甲.txt", _plan(b"<script>alert(1)</script>{{ 7*7 }}{% include 'x' %}")),
    "formulas of a spreadsheet": ("甲.txt", _plan(b"=cmd|'/c calc'!A1\n@SUM(1)\n+1+1")),
    **{f"endless {name}": ("甲.txt", _times(words, 30_000 // len(words))) for name, words in _ENDLESS.items()},
    **{f"many lines of {name}": ("甲.txt", _times(words + "\n", 2000)) for name, words in _LINES.items()},
}

FORMATS: Family = {
    name: (name, _head(head))
    for name, head in {
        "画.png": b"\x89PNG\r\n\x1a\n\0\0", "画.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF", "画.gif": b"GIF89a\0\0", "画.tif": b"II*\0\0",
        "画.bmp": b"BM\0\0\0\0", "画.webp": b"RIFF\0\0\0\0WEBP", "包.rar": b"Rar!\x1a\x07\0", "包.7z": b"7z\xbc\xaf\x27\x1c",
        "包.gz": b"\x1f\x8b\x08\0", "文.caj": b"CAJ\0\0\0", "程序.exe": b"MZ\x90\0\x03", "程序.elf": b"\x7fELF\x02\x01\x01",
        "声.mp3": b"ID3\x03\0", "图.txt": b"\x89PNG\r\n\x1a\n\0\0", "图.docx": b"\xff\xd8\xff\xe0\0\x10JFIF",
    }.items()
}  # fmt: skip

NAMES: Family = {
    f"the name {name[:20]!a}": (name, _text(PLAN))
    for name in (
        "", "/etc/passwd", "..\\..\\规划.txt", "规\n划\r.txt", "长" * 300 + ".txt", "\udce6\udcb0.txt", "\ud800.txt", "\u202etxt.exe",
        "\0.txt", "<script>alert(1)</script>.txt", "'; drop table plans; --.txt", "%00{name}{0}%s.txt",
    )
} | {
    f"noise under the name {name[:20]!a}": (name, lambda: _noise(8, 500))
    for name in ("{name}%s{0}.txt", "\udce6\udcb0.docx", "规\n划.doc", "长" * 300, "<b>.html", "")
}  # fmt: skip
