"""Region and carrier of a number, in the language of the window."""

import re

import phonenumbers

_SCRIPTS = {"zh_CN": ("zh", None), "zh_TW": ("zh", "Hant"), "en": ("en", None)}
_PROVINCE = re.compile(r"(?P<province>.{2,3})省(?P<city>[^、]+)")

# The library's place names in Traditional Chinese are few; these are all the characters of its
# Simplified ones that differ, in the form they have in place names.
_SIMPLIFIED = (
    "东临丽义乌乐乡云亚仑伦关兴冈农凉则华区厦县双吴吕国坝壮娄宁宝宾尔岗岛岭峡广庄庆开张怀"
    "扬抚无晋来枣树毕汉沈沧泸泽济温湾滨潍潜烟玛珲盐盘红纳绍绥维绵罗聂肃苏荆荣莱莲营萨芦芜节"
    "许贝贡贵贺资赣边辽达迁运远连郑郸钦铁铜银锡锦镇长门阳陇陕随顶顺颇饶马驻鲁鲜鸡鸭鹤鹰黄齐龙"
    "内兰丰彦韩泾澳门圣美英"
)
_TRADITIONAL = (
    "東臨麗義烏樂鄉雲亞崙倫關興岡農涼則華區廈縣雙吳呂國壩壯婁寧寶賓爾崗島嶺峽廣莊慶開張懷"
    "揚撫無晉來棗樹畢漢瀋滄瀘澤濟溫灣濱濰潛煙瑪琿鹽盤紅納紹綏維綿羅聶肅蘇荊榮萊蓮營薩蘆蕪節"
    "許貝貢貴賀資贛邊遼達遷運遠連鄭鄲欽鐵銅銀錫錦鎮長門陽隴陝隨頂順頗饒馬駐魯鮮雞鴨鶴鷹黃齊龍"
    "內蘭豐彥韓涇澳門聖美英"
)
_TO_TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def describe(number: phonenumbers.PhoneNumber, language: str, home: str | None) -> str:
    """Country (unless it is ``home``), place and carrier, as far as known."""
    # Some 100 ms and 20 MB: only when somebody asks.
    from phonenumbers import carrier, geocoder

    lang, script = _SCRIPTS.get(language, ("en", None))
    country = geocoder.country_name_for_number(number, lang, script=script)
    place = geocoder.description_for_number(number, lang, script=script)
    operator = carrier.name_for_number(number, lang, script=script) or carrier.name_for_number(
        number, "en"
    )
    if lang == "zh":
        country, place = _short(country), _short(place)
    if language == "zh_TW":
        country, place = country.translate(_TO_TRADITIONAL), place.translate(_TO_TRADITIONAL)
    at_home = phonenumbers.region_code_for_number(number) == home
    parts = [] if at_home else [country]
    if place != country:
        parts.append(place)
    return " · ".join(dict.fromkeys(part for part in (*parts, operator) if part))


def _short(place: str) -> str:
    """``广东省广州市`` as ``广东 广州``, ``北京市`` as ``北京``; longer lists stay."""
    place = place.removesuffix("地区") if place == "台湾地区" else place
    if match := _PROVINCE.fullmatch(place):
        return f"{match['province']} {match['city'].removesuffix('市')}"
    return place.removesuffix("市") if len(place) > 2 and "、" not in place else place
