"""Makes web pages for tests, with what a government's site prints around every text. All of it is made up."""

from __future__ import annotations

_BEFORE = """
<div class="top"><a href="/">云岭县人民政府</a><a href="/en">English</a><form><input value="请输入关键词"><button>搜索</button></form></div>
<ul class="menu"><li><a href="/xw/">新闻中心</a></li><li><a href="/gk/">政务公开</a></li><li><a href="/hd/">互动交流</a></li></ul>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/gk/">政务公开</a> &gt; <a href="/gh/">规划计划</a></div>
"""
_TOOLS = """
<div class="info"><span>来源：县发展和改革局</span><span>发布时间：2021-03-12 09:30</span><span>浏览次数：</span>
<span>【字体：<a href="javascript:big()">大</a> <a href="javascript:mid()">中</a> <a href="javascript:small()">小</a>】</span>
<a href="javascript:window.print()">打印本页</a></div>
"""
_AFTER = """
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="pages"><p>上一篇：<a href="/1.html">县政府召开第9次常务会议</a></p><p>下一篇：<a href="/2.html">县林业局2020年工作总结</a></p></div>
<h3>相关链接</h3><ul><li><a href="/3.html">一图读懂：县里今年办好30件实事</a></li><li><a href="/4.html">全县新建公路12公里</a></li></ul>
<div class="foot"><p>主办单位：云岭县人民政府办公室　承办单位：云岭县大数据中心</p><p>地址：云岭县中心路1号　电话：0999-1234567</p>
<p>滇ICP备12345678号-1　滇公网安备 53010002000001号　网站标识码：5300000001</p><p>版权所有：云岭县人民政府</p></div>
<script>var total = "增长99%。";</script>
"""


def page(content: str, *, title: str = "", head: str = "", around: bool = True) -> str:
    """A page with a content; around says whether the site's own lines stand before and after it."""
    before, tools, after = (_BEFORE, _TOOLS, _AFTER) if around else ("", "", "")
    window = f"<title>{title} - 规划计划 - 云岭县人民政府门户网站</title>" if title else ""
    heading = f"<h1>{title}</h1>" if title else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{window}{head}<style>p {{color: red}}</style></head><body>'
        f'{before}<div class="main"><div class="left">{heading}{tools}<div class="x1">{content}</div></div></div>{after}</body></html>'
    )


def paragraphs(*words: str) -> str:
    """Paragraphs with the indent that editors write."""
    return "".join(f"<p>&nbsp;&nbsp;&nbsp; {line}</p>\n" for line in words)
