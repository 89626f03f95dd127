"""For whom or where a statement holds, where its indicator names less than the whole area."""

from __future__ import annotations

import re

# The part of the area or of the people that a name begins with, as long as a measure follows.
_PLACE = re.compile(
    "^(?P<scope>(?!国家级|省级|市级|工业园区|开发区|特色)[一-鿿]{1,8}?(?:片区|园区|新区|开发区|高新区|经开区|产业园|工业园|新城|流域|库区|山区|牧区|林区|灌区))"
    "(?P<measure>.+)$"
)
_PEOPLE = re.compile(
    "^(?P<scope>(?:城镇|城市|农村|乡村|乡镇|农民|城区|中心城区|主城区|老城区|城乡|建成区|规模以上工业|规上工业|规模以上服务业|规上服务业"
    "|地级及以上城市|县级以上城市|随迁子女|(?:持证|重度|困难)?残疾人|(?:失能|独居|高龄|特困)?老年人|适龄儿童|适龄妇女"
    "|困难群众|低保对象|脱贫人口|脱贫户|高校毕业生|农民工|中小学生?|少数民族))(?P<measure>.+)$"
)
_WHOLE = ("城乡",)
# 东湖园区数 counts parks; 东湖园区入驻企业数 counts what is in one.
_COUNTS_ITSELF = re.compile("^(?:个?数|总数|数量|人数|户数|人次|面积|里程)(?:.{0,2}位次|增[速量幅])?$")


def scope_of(name: str) -> str:
    """The part that an indicator's name begins with (农村自来水普及率 → 农村); empty where it is of the whole area."""
    found = _PEOPLE.match(name) or _PLACE.match(name)
    if not found or found["scope"] in _WHOLE or _COUNTS_ITSELF.match(found["measure"]):
        return ""
    return found["scope"]
