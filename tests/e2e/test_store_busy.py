"""The card comes at once while another program holds the database and while a file is imported."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from softphone.ctl.protocol import CtlError
from softphone.practice.peer_client import Peer
from tests.e2e.program import Program
from tests.support.waiting import until

ROWS = int(os.environ.get("SOFTPHONE_IMPORT_ROWS", "3000"))
AT_ONCE_S = 3.0
"""Generous for a machine that runs other tests; the figures are in docs/store.md."""


def ring(program: Program, peer: Peer, id_: str) -> float:
    """A sample customer calls; the seconds until the card is there."""
    began = time.monotonic()
    peer.command("call", id=id_, to=f"sip:agent@{program.options.direct}", from_user="13900000001")
    program.wait(lambda s: s.agent == "reserved" and s.customer == "S1001")
    return time.monotonic() - began


def note(program: Program, words: str) -> float:
    """Type a note; the seconds until it is in the database."""
    program.do("ticket", set={"notes": words})
    began = time.monotonic()
    program.wait(lambda s: s.draft.get("notes") == words and s.draft_saved)
    return time.monotonic() - began


def shown(program: Program, name: str) -> str:
    """What a widget of the dialog says; nothing while it is not in sight."""
    with suppress(CtlError):
        return str(program.do("ui", action="text", name=name)["text"])
    return ""


def leave(program: Program, peer: Peer, id_: str) -> None:
    """The caller hangs up; ready for the next one."""
    peer.command("hangup", call=id_)
    program.wait_agent("wrap_up")
    program.do("finish")
    program.do("ready")
    program.wait_agent("ready")


def test_another_program_holds_the_database(direct: Program, peer: Peer) -> None:
    direct.expected.append("another program holds the database")
    direct.do("ready")
    direct.wait_agent("ready")
    file = direct.data_dir / "softphone.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        card_s = ring(direct, peer, "c1")
        began = time.monotonic()
        direct.wait(lambda s: "store_waits" in s.notices)
        told_s = time.monotonic() - began
        began = time.monotonic()
        assert direct.do("search", text="13900000002")["customers"]
        search_s = time.monotonic() - began
        direct.do("answer")
        direct.wait_agent("on_contact")
        direct.do("ticket", set={"notes": "typed meanwhile"})
        assert not direct.rows("select * from contacts where ended_at is null")
        other.execute("COMMIT")
    direct.wait(lambda s: "store_waits" not in s.notices and s.draft_saved)
    (row,) = direct.rows("select draft from drafts")
    assert "typed meanwhile" in row["draft"]
    print(f"held: card {card_s:.3f} s, told after {told_s:.1f} s, search {search_s:.3f} s")
    assert card_s < AT_ONCE_S
    assert search_s < AT_ONCE_S
    leave(direct, peer, "c1")


def test_a_file_is_previewed_and_imported(direct: Program, peer: Peer, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"M{n},样例客户 {n},1380{n:07},天津,来自导入\n" for n in range(ROWS))
    file.write_text("id,name,phone,city,note\n" + rows, encoding="utf-8")
    direct.do("ready")
    direct.wait_agent("ready")
    free_s = ring(direct, peer, "free")
    direct.do("answer")
    direct.wait_agent("on_contact")
    free_note_s = note(direct, "nothing else goes on")
    leave(direct, peer, "free")

    direct.click("menuButton")
    direct.click("importEntry")
    direct.type("importFile", str(file) + "\n")
    preview_s = ring(direct, peer, "preview")
    direct.do("answer")
    direct.wait_agent("on_contact")
    note_s = note(direct, "typed during the preview")
    leave(direct, peer, "preview")
    until(lambda: f"{ROWS}" in shown(direct, "importCounts"), "the preview", 300)

    direct.click("importButton")
    import_s = ring(direct, peer, "import")
    direct.do("answer")
    direct.wait_agent("on_contact")
    import_note_s = note(direct, "typed during the import")
    until(lambda: f"{ROWS}" in shown(direct, "importWords"), "the import", 300)
    leave(direct, peer, "import")
    (counted,) = direct.rows("select count(*) as n from customers where id like 'M%'")
    assert counted["n"] == ROWS
    print(
        f"card: free {free_s:.3f}, preview {preview_s:.3f}, import {import_s:.3f} s; "
        f"note: free {free_note_s:.3f}, preview {note_s:.3f}, import {import_note_s:.3f} s"
    )
    assert max(preview_s, import_s, note_s, import_note_s) < AT_ONCE_S
