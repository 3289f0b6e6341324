"""Turns what the database and the operating system report into plain words."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from softphone.ports import StoreError

LOCKED = "The database is locked by another program. Close that program, then try again."
_SQLITE_WORDS = {
    sqlite3.SQLITE_FULL: "The disk is full. Free some space, then try again.",
    sqlite3.SQLITE_READONLY: (
        "The database is read-only. Ask for write access to the data folder, then try again."
    ),
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_CANTOPEN: (
        "The database cannot be opened. Check that the data folder exists and may be written to."
    ),
    sqlite3.SQLITE_IOERR: "The disk reported an error. Check the disk, then try again.",
    sqlite3.SQLITE_CORRUPT: (
        "The database is damaged. Start the program again: it repairs what it can."
    ),
    sqlite3.SQLITE_NOTADB: (
        "The database is damaged. Start the program again: it repairs what it can."
    ),
    sqlite3.SQLITE_CONSTRAINT: "The database refused the entry: it contradicts another one.",
    sqlite3.SQLITE_TOOBIG: "The text is too long to be stored.",
}

_UNREADABLE = (
    "The file cannot be read. Close it in the other program, or ask for access to it, "
    "then try again."
)

_OS_WORDS = {
    errno.ENOSPC: "The disk is full. Free some space, then try again.",
    errno.EDQUOT: "Your disk quota is used up. Free some space, then try again.",
    errno.EROFS: "The disk is read-only. Choose another data folder.",
    errno.EACCES: "The data folder may not be written to. Ask for access, then try again.",
    errno.EPERM: "The data folder may not be written to. Ask for access, then try again.",
    errno.ENOENT: "The file does not exist.",
    errno.EISDIR: "This is a folder, not a file.",
}


_FILE_WORDS = {
    errno.EACCES: _UNREADABLE,
    errno.EPERM: _UNREADABLE,
    errno.EIO: "The file cannot be read: the disk reported an error. Copy it elsewhere first.",
}


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code behind an error, 0 when there is none."""
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlite_errorcode", 0)
    return int(code) & 0xFF


def is_broken(error: BaseException) -> bool:
    """Whether the file itself is damaged or is no database at all."""
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


FULL = (errno.ENOSPC, errno.EDQUOT)
READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)
_LITTLE = 1 << 20
"""Bytes left on a disk that is called full: SQLite reports some of its failures as others."""


class NewerError(StoreError):
    """A newer version of the program made the database."""


class LockedError(StoreError):
    """Another program keeps it locked."""


class DiskFullError(StoreError):
    """No space is left."""


class ReadOnlyError(StoreError):
    """It may not be written."""


def opening_error(error: BaseException, path: Path) -> StoreError:
    """The same as ``in_words``, as an exception whose kind says what is wrong with the place."""
    code = primary_code(error)
    number = error.errno if isinstance(error, OSError) else 0
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(in_words(error))
    unclear = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    if code == sqlite3.SQLITE_FULL or number in FULL or (unclear and _is_full(path.parent)):
        return DiskFullError(_SQLITE_WORDS[sqlite3.SQLITE_FULL])
    if code == sqlite3.SQLITE_READONLY or number in READ_ONLY:
        return ReadOnlyError(in_words(error))
    return StoreError(in_words(error))


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


def is_busy(error: BaseException) -> bool:
    """Whether another program holds the lock."""
    return primary_code(error) == sqlite3.SQLITE_BUSY


def in_words(error: BaseException) -> str:
    """What happened and what to do now."""
    if isinstance(error, OSError):
        return _OS_WORDS.get(error.errno or 0, f"The file could not be used: {error.strerror}.")
    words = _SQLITE_WORDS.get(primary_code(error))
    if words:
        return words
    origin = getattr(error, "orig", None) or error
    return f"The database could not do this ({type(origin).__name__}). The log has the details."


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise ``StoreError`` in plain words instead of whatever the library raised."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(in_words(error)) from error


@contextmanager
def plain_file_errors() -> Iterator[None]:
    """The same for a file that is only read: nothing is wrong with the data folder."""
    try:
        yield
    except OSError as error:
        words = _FILE_WORDS.get(error.errno or 0)
        raise StoreError(words or in_words(error)) from error
