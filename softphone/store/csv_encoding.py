"""The encoding of a CSV file: found out, or chosen, and how sure the finding is."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURE = 0.7
"""Share of common ideographs from which on a text is certainly Chinese."""
# The commoner half of each character set sits in these lead bytes (GB 2312 level 1, Big5 level 1).
_GB_COMMON = range(0xB0, 0xD8)
_BIG5_COMMON = range(0xA4, 0xC7)
# JIS X 0208 level 1.
_JIS_COMMON = range(0x88, 0x98)
_CJK = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
# Characters that GB 18030-2000 left in the private use area, as the editions of 2005 and 2022 and
# the WHATWG Encoding Standard (index gb18030) have them. Python's codec is that of 2000.
_SINCE_2000 = str.maketrans(
    "\ue7c7\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864"
    "\ue816\ue817\ue818\ue831\ue83b\ue855"
    "\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796",
    "\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb"
    "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe"
    "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19",
)


def guess(head: bytes, *, is_utf8: bool) -> tuple[str, bool]:
    """The encoding of a file that begins so, and whether that is doubtful."""
    for bom, name in BOMS:
        if head.startswith(bom):
            return name, False
    if is_utf8:
        return "utf-8", False
    shares = {
        "gb18030": _share(head, "gb18030", "gb2312", _GB_COMMON),
        "big5hkscs": _share(head, "big5hkscs", "big5", _BIG5_COMMON),
    }
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= SURE:
        return best, False
    if _japanese(head) > max(shares[best], SURE / 2):
        return "shift_jis", True
    runs = _HIGH.findall(head)
    if shares[best] == 0 and sum(len(run) == 1 for run in runs) > len(runs) / 2:
        # A letter with an accent stands between plain ones; Chinese comes in pairs of bytes.
        return "cp1252", True
    return best, True


def modern(text: str, encoding: str) -> str:
    """With the characters that GB 18030 has had since 2005."""
    return text.translate(_SINCE_2000) if encoding == "gb18030" else text


def _japanese(head: bytes) -> float:
    """The share of kana and common kanji among the characters beyond ASCII, as Shift JIS."""
    text = codecs.getincrementaldecoder("shift_jis")(errors="replace").decode(head)
    # Half-width katakana are single bytes: any text has them by chance.
    wide = [character for character in text if ord(character) > 0x7F]
    good = 0
    for character in wide:
        if _KANA.match(character):
            good += 1
        elif _CJK.match(character):
            good += character.encode("shift_jis")[0] in _JIS_COMMON
    return good / len(wide) if wide else 0.0


def _share(head: bytes, encoding: str, plain: str, common: range) -> float:
    """The share of two-byte characters that are common ideographs of that character set."""
    # The sample may end within a character.
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    wide = [character for character in text if ord(character) > 0x7F]
    if not wide:
        return 0.0
    good = 0
    for character in wide:
        if _CJK.match(character):
            try:
                good += character.encode(plain)[0] in common
            except UnicodeEncodeError:
                continue
    return good / len(wide)
