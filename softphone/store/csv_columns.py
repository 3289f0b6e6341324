"""Which column of a CSV file is which field: header names in English and Chinese."""

import re
from dataclasses import dataclass

from softphone.store.text import folded, one_line

CUSTOMERS = "customers"
ORDERS = "orders"
KINDS = (CUSTOMERS, ORDERS)

NAMES: dict[str, dict[str, str]] = {
    CUSTOMERS: {
        "id": "id|customer id|customer no|customer number|account|客户编号|客户号|客户id|客戶編號"
        "|客戶號|客戶id|会员号|會員號|编号|編號",
        "name": "name|customer|customer name|full name|姓名|名称|名稱|客户|客户名称|客户姓名|客戶"
        "|客戶名稱|客戶姓名",
        "tier": "tier|level|rank|等级|等級|级别|級別|客户等级|客戶等級|会员等级|會員等級",
        "numbers": "numbers|number|phone|phones|phone number|phone numbers|telephone|tel|mobile"
        "|mobile phone|mobile number|cell|cell phone|cellphone|home phone|work phone|office phone"
        "|landline|other phone|second phone|alternative phone|phone no|tel no"
        "|电话|電話|电话号码|電話號碼|手机|手機|手机号|手機號|手机号码|手機號碼|联系电话|聯繫電話"
        "|聯絡電話|座机|座機|固话|固話|固定电话|固定電話|家庭电话|家庭電話|住宅电话|住宅電話|办公电话|辦公電話"
        "|公司电话|公司電話|单位电话|單位電話|备用电话|備用電話|其他电话|其他電話|联系手机|聯絡手機|紧急联系电话",
        "company": "company|organisation|organization|公司|公司名称|公司名稱|单位|單位",
        "email": "email|e mail|mail|邮箱|郵箱|电子邮件|電子郵件|电子邮箱|電子郵箱",
        "city": "city|town|place|城市|所在城市|地区|地區",
        "language": "language|lang|语言|語言",
        "note": "note|notes|remark|remarks|comment|备注|備註|备註|说明|說明",
    },
    ORDERS: {
        "id": "id|order|order id|order no|order number|订单|订单号|订单编号|訂單|訂單號|訂單編號"
        "|编号|編號",
        "customer_id": "customer id|customer|customer no|customer number|account|客户编号|客户号"
        "|客户id|客戶編號|客戶號|客戶id|会员号|會員號",
        "placed_at": "placed at|placed|date|time|order date|ordered at|created at|日期|时间|時間"
        "|下单时间|下單時間|下单日期|下單日期|订单日期|訂單日期",
        "status": "status|state|状态|狀態|订单状态|訂單狀態",
        "summary": "summary|description|item|items|product|products|内容|內容|商品|商品名称"
        "|商品名稱|产品|產品|摘要",
        "amount_minor": "amount|total|price|sum|金额|金額|总价|總價|总额|總額|订单金额|訂單金額",
        "currency": "currency|币种|幣種|货币|貨幣|币别|幣別",
    },
}
REQUIRED = {
    CUSTOMERS: ("name",),
    ORDERS: ("id", "customer_id", "placed_at"),
}


_COUNTED = re.compile(r"(?:no|nr)?[0-9一二三四五六七八九十①-⑨]{1,2}$")
SEVERAL = frozenset({"numbers"})
"""Fields that may have several columns; what is in them comes together."""


@dataclass(frozen=True)
class Columns:
    """Where the fields are. ``width`` is the header's, ``unused`` are titles that mean nothing."""

    positions: dict[str, tuple[int, ...]]
    width: int
    unused: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many columns are used."""
        return sum(map(len, self.positions.values()))

    def cells_of(self, row: list[str]) -> dict[str, str]:
        """The cell of each field; several columns of one field as lines of one cell."""
        return {
            field: "\n".join(filter(None, (row[at] for at in positions if at < len(row))))
            for field, positions in self.positions.items()
        }


def columns_of(kind: str, header: list[str]) -> Columns | None:
    """The columns of that header; None when it cannot be one (``header_problem`` tells why)."""
    positions, unused = _found(kind, header)
    if _problem(kind, header, positions):
        return None
    return Columns({field: tuple(at) for field, at in positions.items()}, len(header), unused)


def header_problem(kind: str, header: list[str]) -> str:
    """Why that line cannot be the header, in words."""
    return _problem(kind, header, _found(kind, header)[0])


def _found(kind: str, header: list[str]) -> tuple[dict[str, list[int]], tuple[str, ...]]:
    positions: dict[str, list[int]] = {}
    unused = []
    for at, title in enumerate(header):
        field = _field(kind, plain_title(title))
        if field is not None:
            positions.setdefault(field, []).append(at)
        elif title.strip():
            unused.append(one_line(title, 60))
    return positions, tuple(unused)


def _field(kind: str, title: str) -> str | None:
    """The field of a title; several columns of one field may be numbered (``phone 2``)."""
    field = _FIELDS[kind].get(title)
    if field is None:
        several = _FIELDS[kind].get(_COUNTED.sub("", title))
        field = several if several in SEVERAL else None
    return field


def _problem(kind: str, header: list[str], positions: dict[str, list[int]]) -> str:
    for field, at in positions.items():
        if len(at) > 1 and field not in SEVERAL:
            one, two = (one_line(header[place], 60) for place in at[:2])
            return f"Two columns say the same: “{one}” and “{two}”. Remove one."
    missing = [field for field in REQUIRED[kind] if field not in positions]
    if missing:
        return (
            f"No column is named for: {', '.join(missing)}. "
            "docs/store.md lists the names that are understood."
        )
    if kind == CUSTOMERS and "id" not in positions and "numbers" not in positions:
        return "There is neither an id nor a number column: nothing tells customers apart."
    return ""


def plain_title(title: str) -> str:
    """A title as names are compared: without blanks, line breaks, case and punctuation."""
    return re.sub(r"[\s_.\-:：#*（）()/]+", "", folded(title))


_FIELDS = {
    kind: {
        plain_title(alias): field
        for field, aliases in fields.items()
        for alias in aliases.split("|")
    }
    for kind, fields in NAMES.items()
}
