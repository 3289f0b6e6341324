"""Which column of a CSV file is which field: header names in English and Chinese."""

import re

from softphone.ports import StoreError
from softphone.store.text import folded

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
        "|电话|電話|电话号码|電話號碼|手机|手機|手机号|手機號|手机号码|手機號碼|联系电话|聯繫電話"
        "|聯絡電話",
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


def columns_of(kind: str, header: list[str]) -> dict[str, int]:
    """Field to position; columns with other names are left out.

    Raises StoreError when a needed column is missing or one comes twice.
    """
    names = {alias: field for field, aliases in NAMES[kind].items() for alias in aliases.split("|")}
    found: dict[str, int] = {}
    for position, title in enumerate(header):
        field = names.get(_plain(title))
        if field is None:
            continue
        if field in found:
            raise StoreError(
                f"Two columns say the same: “{header[found[field]].strip()}” and "
                f"“{title.strip()}”. Remove one."
            )
        found[field] = position
    missing = [field for field in REQUIRED[kind] if field not in found]
    if missing:
        raise StoreError(
            f"The first line has no column for: {', '.join(missing)}. "
            "docs/store.md lists the names that are understood."
        )
    if kind == CUSTOMERS and "id" not in found and "numbers" not in found:
        raise StoreError(
            "The first line has neither an id nor a number column: nothing tells customers apart."
        )
    return found


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[\s_.\-:：#*（）()/]+", " ", folded(title)).split())
