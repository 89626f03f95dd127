"""Names of regions that no administrative division has: 川南, 鄂西北, 京津冀, 长三角, 西部.

Source: the one-letter abbreviations of the provincial divisions, put together with one another or with a direction;
东部, 中部, 西部 and 东北 are the four regions of the national statistics, 华北 and its like the six greater regions.
"""

from __future__ import annotations

_PROVINCE = (
    "渝冀晋辽黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕陇甘蒙疆"  # those that begin no other word before a direction
)
_JOINED = _PROVINCE + "京津沪港澳成"
REGION = rf"(?:[{_PROVINCE}](?:[东西][南北]|[东南西北中])部?|[{_JOINED}]{{2,4}}|[长珠黄]三角|环渤海|中西部|[东中西]部|[东西][南北]|华[东南西北中])"
