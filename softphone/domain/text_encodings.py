"""Encodings of text files that people can choose from."""

ENCODINGS = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030 / GBK",
    "big5hkscs": "Big5",
    "shift_jis": "Shift JIS",
    "euc_kr": "EUC-KR",
    "cp1252": "Windows 1252",
    "cp1251": "Windows 1251",
    "utf-16": "UTF-16",
}
"""Python's names of those that can be chosen, as they are shown."""


def shown_name(encoding: str) -> str:
    """As people know it."""
    return ENCODINGS.get("utf-8" if encoding == "utf-8-sig" else encoding, encoding)
