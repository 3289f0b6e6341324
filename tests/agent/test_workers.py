"""What must not wait for what: cards, drafts, imports and the sign-in."""

from pathlib import Path

from softphone.domain.messages import Configure
from softphone.numbering.number_plan import Numbering
from softphone.ports import ImportPreview
from softphone.store.importing import PART
from softphone.store.sql_store import SqlStore
from tests.agent.conftest import World
from tests.store.values import draft, now


def test_what_a_call_writes_comes_between_the_parts(world: World, tmp_path: Path) -> None:
    opened = SqlStore.open(tmp_path / "data" / "i.db", now=now, numbers=Numbering("CN"))
    world.store = opened.store
    world.start_desk()
    file = tmp_path / "many.csv"
    file.write_text("id,name\n" + "".join(f"M{n},n\n" for n in range(PART + 1)), encoding="utf-8")
    shown: list[ImportPreview] = []
    written: list[int] = []
    refused: list[str] = []
    world.wishes.preview_import("customers", file, shown.append, refused.append)
    world.worker.hold = True
    world.wishes.run_import(shown[0], written.append, refused.append)
    world.worker.submit(lambda: opened.store.save_draft(draft()), lambda _: None, lambda _: None)
    assert not written
    world.worker.release()
    assert (written, refused) == ([PART + 1], [])
    assert opened.store.draft("K1") == draft()
    opened.store.close()


def test_the_card_does_not_wait_for_a_write(world: World) -> None:
    world.ready()
    world.worker.hold = True
    world.offer()
    assert world.contact().pop.value != "looking"
    world.worker.release()


def test_signing_in_does_not_wait_for_a_write(world: World) -> None:
    world.worker.hold = True
    world.wishes.sign_in()
    assert world.phone.of(Configure)
    world.worker.release()
