"""Imports beside the calls: the file is read aside, its rows are written in small parts."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from softphone.agent.outside import DeskPorts
from softphone.ports import ImportPreview

Failed = Callable[[str], None]


class CustomerImport:
    """Neither a card nor a draft waits for an import.

    Reading takes long and writes nothing: it has a worker of its own. Each part of the rows is
    a job of the store's worker like any other, handed in when the part before is written, so that
    what a call writes meanwhile comes in between.
    """

    def __init__(self, outside: DeskPorts) -> None:
        self._out = outside

    def preview(
        self,
        kind: str,
        path: Path,
        done: Callable[[ImportPreview], None],
        failed: Failed,
        encoding: str = "",
    ) -> None:
        """What importing that file would do."""
        store = self._out.store
        self._out.aside.submit(
            lambda: store.preview_import(kind, path, encoding), done, lambda e: failed(str(e))
        )

    def run(self, preview: ImportPreview, done: Callable[[int], None], failed: Failed) -> None:
        """Import what was shown; ``done`` with how many rows were written."""
        store = self._out.store
        self._out.aside.submit(
            lambda: store.read_import(preview),
            lambda parts: self._write(preview.kind, deque(parts), 0, done, failed),
            lambda e: failed(str(e)),
        )

    def _write(
        self,
        kind: str,
        parts: deque[bytes],
        written: int,
        done: Callable[[int], None],
        failed: Failed,
    ) -> None:
        if not parts:
            done(written)
            return
        store, part = self._out.store, parts.popleft()
        self._out.worker.submit(
            lambda: store.write_import(kind, part),
            lambda count: self._write(kind, parts, written + count, done, failed),
            lambda e: failed(str(e)),
        )
