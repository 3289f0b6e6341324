"""What of a settings file can be used: one bad part of it takes nothing else with it.

Fields this version does not know are left out (another version wrote them), and so is a value of
the wrong kind or out of its limits: of a list the element, of a table the entry.
"""

import types
from collections.abc import Callable
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

Tree = dict[str, Any]
T = TypeVar("T")


class LeftOut(msgspec.Struct, frozen=True):
    """A part that is not used. ``words`` is what is wrong with it; empty: nobody knows it."""

    path: str
    words: str = ""

    def told(self, path: str) -> str:
        """In words, for that file."""
        if not self.words:
            return f"{path}: the field {self.path} is not known and is ignored."
        problem = f"field {self.path}: {self.words}"
        return f"{path}: {problem}. Correct that field."


_NOTHING = object()


def usable(tree: Tree, kind: Any) -> tuple[Tree, tuple[LeftOut, ...]]:
    """The parts that fit the struct ``kind``, and those that do not. Needed fields may miss."""
    left_out: list[LeftOut] = []
    return _struct(tree, kind, "", left_out), tuple(left_out)


def settled(tree: Tree, make: Callable[[Tree], T]) -> tuple[T, Tree, tuple[LeftOut, ...]]:
    """What ``make`` makes of the tree, without the parts it refuses (half an account is none).

    Raises msgspec.ValidationError when the fault is not in the tree.
    """
    left_out: list[LeftOut] = []
    while True:
        try:
            return make(tree), tree, tuple(left_out)
        except msgspec.ValidationError as error:
            what, path = words_and_path(error)
            tree, gone = without(tree, path)
            if not gone:
                raise
            left_out.append(LeftOut(path, what))


def words_and_path(error: msgspec.ValidationError) -> tuple[str, str]:
    """What is wrong, and where: ``dialing.plan``, or empty for the top."""
    what, _, where = str(error).partition(" - at `$")
    return what, where.strip("`.").partition("[")[0]


def without(tree: Tree, path: str) -> tuple[Tree, bool]:
    """The tree without that part; whether it was there."""
    name, _, rest = path.partition(".")
    if name not in tree:
        return tree, False
    if not rest:
        return {key: value for key, value in tree.items() if key != name}, True
    if not isinstance(tree[name], dict):
        return tree, False
    inner, gone = without(tree[name], rest)
    return {**tree, name: inner}, gone


def restored(result: Tree, used: Tree, raw: Tree, normal: Tree) -> Tree:
    """``result`` with what was left out of the file ``raw``, where nobody has changed it since.

    ``used`` is what was taken from the file, ``normal`` the same with the defaults filled in.
    """
    result = dict(result)
    for name, value in raw.items():
        now, before = result.get(name), normal.get(name)
        if name not in used:
            if name not in result or now == before:
                result[name] = value
        elif isinstance(value, dict) and isinstance(used[name], dict):
            inner, filled = now if isinstance(now, dict) else {}, before or {}
            if part := restored(inner, used[name], value, filled):
                result[name] = part
        elif value != used[name] and now == before:
            result[name] = value
    return result


def _struct(tree: Tree, kind: Any, path: str, left_out: list[LeftOut]) -> Tree:
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    result: Tree = {}
    for name, value in tree.items():
        where = f"{path}.{name}" if path else name
        if name not in fields:
            left_out.append(LeftOut(where))
            continue
        kept = _value(value, fields[name], where, left_out)
        if kept is not _NOTHING:
            result[name] = kept
    return result


def _value(value: Any, kind: Any, where: str, left_out: list[LeftOut]) -> Any:
    plain = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    for part in get_args(plain) if get_origin(plain) in (Union, types.UnionType) else (plain,):
        if isinstance(part, type) and issubclass(part, msgspec.Struct) and isinstance(value, dict):
            return _struct(value, part, where, left_out)
    origin, inner = get_origin(plain), get_args(plain)
    if origin in (tuple, list, frozenset, set) and isinstance(value, list):
        parts = [
            _whole(one, inner[0], f"{where}[{index}]", left_out) for index, one in enumerate(value)
        ]
        return [part for part in parts if part is not _NOTHING]
    if origin is dict and isinstance(value, dict):
        entries = {
            name: _whole(one, inner[1], f"{where}.{name}", left_out) for name, one in value.items()
        }
        return {name: one for name, one in entries.items() if one is not _NOTHING}
    return _whole(value, kind, where, left_out)


def _whole(value: Any, kind: Any, where: str, left_out: list[LeftOut]) -> Any:
    """The value if it fits; a struct's unknown fields are left out of it before."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(value, dict):
        value = _struct(value, kind, where, left_out)
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        left_out.append(LeftOut(where, words_and_path(error)[0]))
        return _NOTHING
    return value
