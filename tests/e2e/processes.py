"""Looking at processes from outside, as Linux tells it in /proc (proc(5))."""

from __future__ import annotations

from pathlib import Path


def family(pid: int) -> list[int]:
    """Every living descendant of a process; zombies are dead."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text(errors="replace").partition(" (")
        except OSError:
            continue
        state, parent, *_ = rest.rpartition(")")[2].split()
        if state not in "ZX":
            children.setdefault(int(parent), []).append(int(number))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def is_alive(pid: int) -> bool:
    """Whether it lives; a zombie does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return False
    return text.rpartition(")")[2].split()[0] not in ("Z", "X")


def command_line(pid: int) -> str:
    """Its arguments, by blanks; empty when it is gone."""
    return _read(pid, "cmdline").replace("\0", " ")


def environment(pid: int) -> str:
    """Its environment as it was given, one variable a line."""
    return _read(pid, "environ").replace("\0", "\n")


def libraries(pid: int) -> set[str]:
    """File names of everything that is mapped into it."""
    lines = _read(pid, "maps").splitlines()
    return {Path(line.split(maxsplit=5)[5]).name for line in lines if line.count("/")}


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().decode(errors="replace")
    except OSError:
        return ""
