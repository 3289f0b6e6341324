"""What the administrator of a computer sets for all its agents: presets and enforced settings.

A part that cannot be used takes nothing else with it. One that the policy enforces stays locked,
at the safest value there is.

Two files in the system's own folder (``paths.policy_dir``), both with the fields of
``settings.toml``: ``presets.toml`` stands under the agent's settings, ``policy.toml`` above them.
So the order is: built in < presets < the agent's < policy.
"""

from pathlib import Path
from typing import Any, get_args

import msgspec

from softphone.config.settings import Settings
from softphone.config.toml_file import TomlFileError, read_toml
from softphone.config.usable import LeftOut, Tree, settled, usable
from softphone.domain.account import Account

SAFEST: dict[str, Any] = {
    "account.srtp": "mandatory",
    "account.transport": "tls",
    "dialing.links": "fill",
    "front.only_registrar": True,
    "recording.encrypt": True,
    "recording.notice": "spoken",
    "recording.policy": "always",
}
"""What holds of a policy whose value cannot be read: whoever enforces these wants no less."""
PRESETS, POLICY = "presets.toml", "policy.toml"


class PolicyError(Exception):
    """A file of the administrator's, or a part of it, cannot be used; the text names it, the field
    and the way out.

    ``policy`` is the one to go on with: what could be read. ``partly``: every file could be, but
    for the parts that are named.
    """

    def __init__(self, words: str, policy: "Policy", *, partly: bool = False) -> None:
        """Words for the agent."""
        super().__init__(words)
        self.policy = policy
        self.partly = partly


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """``reason`` is the administrator's own sentence on why fields are locked; may be empty."""

    presets: Tree = {}
    enforced: Tree = {}
    reason: str = ""

    def locks(self, path: str) -> bool:
        """Whether the field (``dialing.plan.rules``), or a part of it, is enforced."""
        tree: Any = self.enforced
        for name in path.split("."):
            if not isinstance(tree, dict) or name not in tree:
                return False
            tree = tree[name]
        return True

    def settings(self, own: Tree) -> Settings:
        """In force with the agent's own. Raises msgspec.ValidationError."""
        tree = _merged(_merged(self.presets, own, Settings), self.enforced, Settings)
        if "account" in tree and "account" not in own:
            # The administrator's half of an account is none yet: sign-in asks for the rest.
            account = tree.pop("account")
            if isinstance(account, dict) and {"server", "user"} <= account.keys():
                tree["account"] = account
        return msgspec.convert(tree, Settings)

    @property
    def account(self) -> Account | None:
        """What is known of the account before anybody has signed in, to begin with."""
        tree = _merged(self.presets, self.enforced, Settings).get("account")
        if not isinstance(tree, dict):
            return None
        return msgspec.convert({"server": "", "user": ""} | tree, Account)

    def own(self, settings: Settings, before: Tree) -> Tree:
        """What of these settings is the agent's own, and so goes into the agent's file.

        Enforced fields keep what the file said ``before`` (they come back with the end of the
        policy), and what is as preset is left out unless the file had it.
        """
        return _own(
            msgspec.to_builtins(settings),
            before,
            _merged(msgspec.to_builtins(Settings()), self.presets, Settings),
            self.enforced,
            Settings,
            everything=not self.presets,
        )


NO_POLICY = Policy()


def load_policy(folder: Path) -> Policy:
    """What the two files say; nothing where there are none. Raises PolicyError."""
    policy, problems, parts = NO_POLICY, list[str](), list[str]()
    for name in (PRESETS, POLICY):
        path = folder / name
        try:
            tree = read_toml(path)
            reason = str(tree.pop("reason", ""))[:200] if name == POLICY else ""
            tree, unfit = usable(tree, Settings)
            if name == POLICY:
                tree = _safe(tree, unfit)
                begun = msgspec.structs.replace(policy, reason=reason)
                wanted, more = _checked(begun, tree, enforced=True)
            else:
                wanted, more = _checked(policy, tree, enforced=False)
            parts += [one.told(str(path)) for one in (*unfit, *more)]
        except FileNotFoundError:
            continue
        except TomlFileError as error:
            problems.append(str(error))
        except msgspec.ValidationError as error:
            problems.append(f"{path}: {error}. Correct that field.")
        else:
            policy = wanted
    if problems or parts:
        raise PolicyError(" ".join((*problems, *parts)), policy, partly=not problems)
    return policy


def _checked(policy: Policy, tree: Tree, *, enforced: bool) -> tuple[Policy, tuple[LeftOut, ...]]:
    """The policy with this file's part, less what does not go together."""

    def made(part: Tree) -> Policy:
        wanted = (
            msgspec.structs.replace(policy, enforced=part)
            if enforced
            else msgspec.structs.replace(policy, presets=part)
        )
        _check(wanted)
        return wanted

    wanted, _, left_out = settled(tree, made)
    return wanted, left_out


def _safe(tree: Tree, unfit: tuple[LeftOut, ...]) -> Tree:
    """What the policy meant to enforce stays enforced: at its safest value, else as built in."""
    built_in = msgspec.to_builtins(Settings(account=Account(server="", user="")))
    for one in unfit:
        if not one.words:
            continue
        below = {path: value for path, value in SAFEST.items() if path.startswith(f"{one.path}.")}
        if below:
            # A table that is none at all: what of it must be safe is.
            for path, value in below.items():
                tree = _with(tree, path.split("."), value)
            continue
        value = SAFEST.get(one.path, _at(built_in, one.path))
        if value not in (None, ""):
            tree = _with(tree, one.path.split("."), value)
    return tree


def _at(tree: Any, path: str) -> Any:
    for name in path.split("."):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def _with(tree: Tree, path: list[str], value: Any) -> Tree:
    name, *rest = path
    inner = tree.get(name)
    held = _with(inner if isinstance(inner, dict) else {}, rest, value) if rest else value
    return {**tree, name: held}


def _check(policy: Policy) -> None:
    """Whether its fields exist and have the right kind; an account may be half there."""
    tree = _merged(policy.presets, policy.enforced, Settings)
    if isinstance(tree.get("account"), dict):
        tree["account"] = {"server": "x", "user": "x"} | tree["account"]
    msgspec.convert(tree, Settings)


def _merged(low: Tree, high: Tree, kind: Any) -> Tree:
    """``high`` over ``low``, field by field; lists and tables of names are taken whole."""
    inner = _structs(kind)
    result = dict(low)
    for name, value in high.items():
        if name in inner and isinstance(value, dict) and isinstance(low.get(name), dict):
            result[name] = _merged(low[name], value, inner[name])
        else:
            result[name] = value
    return result


def _own(
    tree: Tree, before: Tree, base: Tree, enforced: Tree, kind: Any, *, everything: bool
) -> Tree:
    inner, result = _structs(kind), dict[str, Any]()
    for name, value in tree.items():
        had, locked = before.get(name), enforced.get(name)
        if name in inner and isinstance(value, dict):
            part = _own(
                value,
                had if isinstance(had, dict) else {},
                base[name] if isinstance(base.get(name), dict) else {},
                locked if isinstance(locked, dict) else {},
                inner[name],
                everything=everything,
            )
            if part or everything:
                result[name] = part
        elif locked is not None:
            if name in before:
                result[name] = had
        elif everything or name in before or value != base.get(name):
            result[name] = value
    return result


def _structs(kind: Any) -> dict[str, Any]:
    """The fields of a struct that are structs themselves, ``| None`` or not."""
    found = {}
    for field in msgspec.structs.fields(kind):
        for part in (field.type, *get_args(field.type)):
            struct = isinstance(part, type) and issubclass(part, msgspec.Struct)
            if struct and (field.type is part or type(None) in get_args(field.type)):
                found[field.encode_name] = part
    return found
