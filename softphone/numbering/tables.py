"""The library's tables of places and carriers, on disk instead of in memory.

``phonenumbers`` keeps them as dictionaries of 290,000 prefixes: 110 MB in every desk, for one
look-up a call. ``build`` writes the languages of the window into an SQLite file at set-up;
``use`` gives the library that file in place of its dictionaries, before it loads them. The logic
stays the library's own. Without the file everything works as before, only heavier.
"""

import json
import sqlite3
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import phonenumbers

LANGUAGES = ("en", "zh", "zh_Hant")
_MODULES = {
    "phonenumbers.geodata": "GEOCODE",
    "phonenumbers.carrierdata": "CARRIER",
}


def file_name() -> str:
    """The file that fits this version of the library."""
    return f"places-{phonenumbers.__version__}.db"


def build(path: Path) -> None:
    """Write the file; takes some seconds and 150 MB. Raises ``OSError``, ``sqlite3.Error``."""
    from phonenumbers.carrierdata import CARRIER_DATA
    from phonenumbers.geodata import GEOCODE_DATA
    from phonenumbers.geodata.locale import LOCALE_DATA

    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    file = sqlite3.connect(made)
    try:
        file.execute("create table countries (names text)")
        file.execute("insert into countries values (?)", (json.dumps(LOCALE_DATA),))
        for name, data in (("GEOCODE", GEOCODE_DATA), ("CARRIER", CARRIER_DATA)):
            file.execute(
                f"create table {name} (prefix text primary key, en, zh, zh_Hant) without rowid"
            )
            rows = ((prefix, *map(names.get, LANGUAGES)) for prefix, names in data.items())
            file.executemany(f"insert into {name} values (?, ?, ?, ?)", sorted(rows))  # noqa: S608
        file.commit()
    finally:
        file.close()
    made.replace(path)


class PrefixTable(Mapping[str, dict[str, str]]):
    """Prefix → names by language, as the library's own dictionary. Safe for several threads."""

    def __init__(self, file: sqlite3.Connection, name: str, lock: threading.Lock) -> None:
        self._file = file
        self._query = f"select en, zh, zh_Hant from {name} where prefix = ?"  # noqa: S608
        self._count = f"select count(*) from {name}"  # noqa: S608
        self._all = f"select prefix from {name}"  # noqa: S608
        self._lock = lock
        self._find = lru_cache(maxsize=4096)(self._read)
        self.longest: int = file.execute(f"select max(length(prefix)) from {name}").fetchone()[0]  # noqa: S608

    def __getitem__(self, prefix: str) -> dict[str, str]:
        found = self._find(prefix)
        if found is None:
            raise KeyError(prefix)
        return found

    def __iter__(self) -> Iterator[str]:
        return (prefix for (prefix,) in self._rows(self._all))

    def __len__(self) -> int:
        count: int = self._rows(self._count)[0][0]
        return count

    def _read(self, prefix: str) -> dict[str, str] | None:
        rows = self._rows(self._query, prefix)
        if not rows:
            return None
        return {lang: name for lang, name in zip(LANGUAGES, rows[0], strict=True) if name}

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._lock:
            return self._file.execute(query, values).fetchall()


def use(path: Path) -> bool:
    """Let the library look up in that file; false when it is not there or the library has loaded
    its own tables already. Call it before ``phonenumbers.geocoder`` is imported."""
    if any(name in sys.modules for name in _MODULES) or not path.is_file():
        return False
    try:
        file = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        lock = threading.Lock()
        tables = {name: PrefixTable(file, name, lock) for name in _MODULES.values()}
        countries = json.loads(file.execute("select names from countries").fetchone()[0])
    except (sqlite3.Error, ValueError, TypeError):
        return False
    for module, name in _MODULES.items():
        stand_in: Any = ModuleType(module)
        setattr(stand_in, f"{name}_DATA", tables[name])
        setattr(stand_in, f"{name}_LONGEST_PREFIX", tables[name].longest)
        sys.modules[module] = stand_in
    locale: Any = ModuleType("phonenumbers.geodata.locale")
    locale.LOCALE_DATA = countries
    sys.modules["phonenumbers.geodata.locale"] = locale
    return True


if __name__ == "__main__":
    build(Path(sys.argv[1]) / file_name())
