"""A write that finds the database locked by another program waits, tells of it, and goes on."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import Connection, Transaction
from sqlalchemy.exc import OperationalError

from softphone.ports import StoreError
from softphone.store.connecting import BUSY_MS
from softphone.store.errors import LOCKED, is_busy

LAST_WAIT_S = 5.0
"""Once the program ends, all writes together wait this long at most."""


class Waiting:
    """``told`` is called, on the writing thread, with true once a write has waited for
    ``WRITE_BUSY_MS``, and with false when one got through again. With it writes wait for as long
    as it takes: they come from one queue, so nothing is lost and nothing overtakes. Without it
    they give up after ``BUSY_MS``.
    """

    def __init__(self, told: Callable[[bool], None] | None) -> None:
        self._told = told
        self._waits = False
        self._ending = threading.Event()
        self._end_at = float("inf")

    def end(self) -> None:
        """The program ends: give up after ``LAST_WAIT_S`` from now."""
        self._end_at = time.monotonic() + LAST_WAIT_S
        self._ending.set()

    @property
    def ending(self) -> bool:
        """Whether the program ends."""
        return self._ending.is_set()

    def begin(self, connection: Connection) -> Transaction:
        """Begin to write. OperationalError or StoreError: the lock was not to be had in time."""
        if self._waits and time.monotonic() >= self._end_at:
            # Those behind one that waited in vain would do so each.
            raise StoreError(LOCKED)
        limit = time.monotonic() + BUSY_MS / 1000
        while True:
            try:
                transaction = connection.begin()
            except OperationalError as error:
                if not is_busy(error):
                    raise
                self._tell(True)
                if time.monotonic() >= (limit if self._told is None else self._end_at):
                    raise
            else:
                self._tell(False)
                return transaction

    def _tell(self, waits: bool) -> None:
        if waits != self._waits:
            self._waits = waits
            if self._told is not None:
                self._told(waits)
