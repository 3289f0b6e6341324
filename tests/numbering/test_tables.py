"""The tables on disk say what the library's own say, for a small part of the memory."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import phonenumbers
import pytest

from softphone.numbering import tables
from softphone.numbering.number_plan import Numbering

ASK = """
import json, sys
from pathlib import Path
import phonenumbers
from softphone.numbering import tables
from softphone.numbering.number_plan import Numbering
used = tables.use(Path(sys.argv[1]))
plan = Numbering("CN")
answers = [
    [plan.region(plan.parse(number), language) for language in ("en", "zh_CN", "zh_TW")]
    for number in json.loads(sys.stdin.read())
]
loaded = "phonenumbers.geodata.data0" in sys.modules
status = Path("/proc/self/status").read_text()
peak_mb = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps([used, loaded, peak_mb, answers]))
"""


def ask(file: Path, numbers: list[str]) -> list[Any]:
    """In a process of its own, because the library keeps what it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(file)],
        input=json.dumps(numbers),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[Any] = json.loads(done.stdout)
    return answer


def sample() -> list[str]:
    """Two numbers of every region, mobile numbers of every Chinese prefix, some landlines."""
    numbers = [
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
        if (number := phonenumbers.example_number_for_type(region, kind)) is not None
    ]
    numbers += [f"+86{prefix}0{area:02}35678" for prefix in range(130, 200) for area in (1, 37)]
    numbers += [f"+86{code}55501234" for code in (10, 21, 22, 755, 571, 28, 20)]
    return [*numbers, "+5491123456789", "+5215512345678", "1001", "95588", ""]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    subprocess.run([sys.executable, "-m", "softphone.numbering.tables", str(folder)], check=True)
    return folder / tables.file_name()


def test_every_answer_is_the_library_s(file: Path, tmp_path: Path) -> None:
    numbers = sample()
    used, loaded, small_mb, from_file = ask(file, numbers)
    assert (used, loaded) == (True, False)
    used, loaded, big_mb, from_library = ask(tmp_path / "none.db", numbers)
    assert (used, loaded) == (False, True)
    told = dict(zip(numbers, from_library, strict=True))
    assert dict(zip(numbers, from_file, strict=True)) == told
    assert sum(any(answer) for answer in from_library) > 400
    assert small_mb < big_mb / 2


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(100)])
def test_a_broken_file_is_not_used(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "places.db"
    file.write_bytes(content)
    used, loaded, _, answers = ask(file, ["+8613800138000"])
    assert (used, loaded) == (False, True)
    assert answers == [["Beijing · China Mobile", "北京 · 中国移动", "北京 · 中國移動"]]


def test_the_plan_works_without_the_file(tmp_path: Path) -> None:
    tables.use(tmp_path / "none.db")
    plan = Numbering("CN")
    assert plan.region(plan.parse("13800138000"), "zh_CN") == "北京 · 中国移动"
