"""Makes ``pinyin.txt`` with the package pypinyin: GB 2312, and the first level of Big5."""

import collections
import sys
from pathlib import Path

from pypinyin import Style, pinyin

SURNAMES = {"曾": "zeng", "单單": "shan", "解": "xie", "仇": "qiu", "区區": "ou", "查": "zha"}
SURNAMES |= {"翟": "zhai", "盖蓋": "ge", "朴": "piao", "乐樂": "yue", "覃": "qin", "尉": "yu"}
SURNAMES |= {"员員": "yun", "冼": "xian", "秘": "bi", "召": "shao", "折": "she", "重": "chong"}
SURNAMES |= {"长長": "zhang", "行": "hang", "都": "du", "传": "zhuan", "调調": "tiao", "参": "shen"}
SURNAMES |= {"会": "kuai", "乘": "cheng", "藏": "zang", "还": "huan", "繁": "po"}


def characters() -> set[str]:
    """Those of both sets."""
    codes = [(high, low, "gb2312") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    lows = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    codes += [(high, low, "big5") for high in range(0xA4, 0xC7) for low in lows]
    read = (bytes(code[:2]).decode(code[2], "ignore") for code in codes)
    return {one for one in read if len(one) == 1 and "\u4e00" <= one <= "\u9fff"}


def main() -> None:
    """Write the table to standard output."""
    table: dict[str, str] = collections.defaultdict(str)
    for one in sorted(characters()):
        reading = pinyin(one, style=Style.NORMAL)[0][0].replace("ü", "v")
        if reading.isascii() and reading.isalpha():
            table[reading] += one
        for surname, own in SURNAMES.items():
            if one in surname and own != reading:
                table[own] += one
    head = Path(__file__).with_name("pinyin.txt").read_text("utf-8").splitlines()[0]
    sys.stdout.write("\n".join([head, *(f"{k} {v}" for k, v in sorted(table.items()))]) + "\n")


if __name__ == "__main__":
    main()
