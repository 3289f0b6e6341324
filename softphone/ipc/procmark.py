"""Who a pid is: its start time, so that a reused pid is never taken for the old process."""

import os
import sys
from pathlib import Path


def start_mark(pid: int) -> str:
    """A text that stays the same while that process lives; empty when there is none.

    Linux: field 22 of ``/proc/PID/stat`` (proc(5)); a zombie counts as gone. Windows: the creation
    time. Elsewhere what ``ps`` tells.
    """
    if pid <= 0:
        return ""
    if os.name == "nt":
        return _windows_mark(pid)
    if Path("/proc/self/stat").exists():
        return _linux_mark(pid)
    return _ps_mark(pid)


def _linux_mark(pid: int) -> str:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    # The command name, in brackets, may itself hold blanks and brackets.
    fields = text.rpartition(")")[2].split()
    if len(fields) < 20 or fields[0] in ("Z", "X"):
        return ""
    return fields[19]


def _ps_mark(pid: int) -> str:
    import subprocess

    answer = subprocess.run(
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    status, _, started = answer.stdout.strip().partition(" ")
    return "" if status.startswith("Z") else "-".join(started.split())


if sys.platform == "win32":

    def _windows_mark(pid: int) -> str:
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
        kernel.GetProcessTimes.argtypes = [wintypes.HANDLE] + [
            ctypes.POINTER(wintypes.FILETIME)
        ] * 4
        kernel.WaitForSingleObject.argtypes = [wintypes.HANDLE, wintypes.DWORD]
        kernel.CloseHandle.argtypes = [wintypes.HANDLE]
        query_and_synchronize = 0x1000 | 0x00100000
        handle = kernel.OpenProcess(query_and_synchronize, False, pid)
        if not handle:
            return ""
        try:
            if kernel.WaitForSingleObject(handle, 0) == 0:
                return ""
            times = [wintypes.FILETIME() for _ in range(4)]
            if not kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times)):
                return ""
            return str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime)
        finally:
            kernel.CloseHandle(handle)

else:

    def _windows_mark(pid: int) -> str:
        raise NotImplementedError(f"no Windows here to ask about {pid}")
