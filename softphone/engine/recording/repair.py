"""At the start: files that a crash or a power cut left behind are made whole."""

import logging
import os
from collections.abc import Collection
from pathlib import Path

import msgspec

from softphone.domain.recording import RecordingProblem, is_recording_id
from softphone.engine.recording import sealed, wavfile
from softphone.engine.recording.files import SHEET_SUFFIX, Sheet, lock, read_sheet, write_sheet

log = logging.getLogger(__name__)


def repair_folder(
    folder: Path, ours: Collection[str], unfinished: Collection[str] = ()
) -> list[Sheet]:
    """Repair what nobody writes any more, ``ours`` excepted; the sheets of what was repaired, and
    of those in ``unfinished`` that had been finished after all."""
    repaired = []
    try:
        paths = sorted(folder.glob("*" + SHEET_SUFFIX))
    except OSError as error:
        log.error("folder of recordings: %s", error.strerror)
        return []
    for path in paths:
        if not is_recording_id(path.stem) or path.stem in ours:
            continue
        try:
            sheet = read_sheet(path)
            if sheet is None or sheet.id != path.stem:
                continue
            if sheet.finished:
                if sheet.id in unfinished:
                    repaired.append(sheet)
                continue
            whole = _repair(folder, sheet)
        except (OSError, ValueError) as error:
            log.error("recording %s cannot be repaired: %s", path.stem, error)
            continue
        if whole is not None:
            log.info("recording %s was cut off: %.1f s are there", whole.id, whole.duration_s)
            repaired.append(whole)
    return repaired


def _repair(folder: Path, sheet: Sheet) -> Sheet | None:
    path = folder / sheet.recording.file_name
    try:
        file = path.open("r+b")
    except FileNotFoundError:
        blocks = 0
    else:
        with file:
            if not lock(file):
                return None
        header_bytes = sealed.HEADER_BYTES if sheet.sealed else wavfile.HEADER_BYTES
        if os.path.getsize(path) < header_bytes:  # noqa: PTH202
            path.unlink()
            blocks = 0
        else:
            blocks = sealed.repair(path) if sheet.sealed else wavfile.repair(path)
    whole = msgspec.structs.replace(
        sheet,
        finished=True,
        duration_s=blocks / sheet.rate_hz,
        problem=RecordingProblem.CUT_OFF,
    )
    write_sheet(folder, whole)
    return whole
