"""Certificates made for one test run: an authority, a server, and two that must not be believed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificates:
    """Files in PEM."""

    authority: Path
    other_authority: Path
    server: Path
    server_key: Path
    misnamed: Path
    misnamed_key: Path


def openssl() -> list[str]:
    """The command line tool: the system's, or the one fetched with the PBX."""
    if found := shutil.which("openssl"):
        return [found]
    from tests.pbx.fetch import fetch

    return fetch().argv("usr/bin/openssl")


def make(folder: Path) -> Certificates:
    """Make them all in ``folder``; valid for 127.0.0.1, the misnamed one for another name."""
    for authority in ("good", "other"):
        _write_config(folder / f"{authority}.cnf", f"CN=Contract {authority}", "CA:TRUE", "")
        _run(folder, "req", "-x509", *_new(f"{authority}.key"), "-config", f"{authority}.cnf",
             "-days", "3", "-out", f"{authority}.pem")  # fmt: skip
    names = {"server": "IP:127.0.0.1,DNS:localhost", "misnamed": "DNS:elsewhere.invalid"}
    for name, alternative in names.items():
        config = f"{name}.cnf"
        _write_config(folder / config, f"CN={name}.invalid", "CA:FALSE", alternative)
        _run(folder, "req", *_new(f"{name}.key"), "-config", config, "-out", f"{name}.csr")
        _run(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "good.pem", "-CAkey", "good.key",
             "-set_serial", "2", "-days", "3", "-sha256", "-extfile", config,
             "-extensions", "ext", "-out", f"{name}.pem")  # fmt: skip
    return Certificates(
        folder / "good.pem",
        folder / "other.pem",
        folder / "server.pem",
        folder / "server.key",
        folder / "misnamed.pem",
        folder / "misnamed.key",
    )


def _new(key: str) -> Sequence[str]:
    return ("-newkey", "rsa:2048", "-nodes", "-sha256", "-keyout", key)


def _write_config(file: Path, name: str, constraint: str, alternative: str) -> None:
    extra = f"subjectAltName={alternative}\n" if alternative else "keyUsage=critical,keyCertSign\n"
    file.write_text(
        "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ext\n"
        f"[dn]\n{name}\n[ext]\nbasicConstraints=critical,{constraint}\n{extra}"
    )


def _run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [*openssl(), *arguments],
        check=False,
        cwd=folder,
        env={**os.environ, "OPENSSL_CONF": os.devnull},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"openssl {arguments[0]}: {done.stderr[-500:]}"
