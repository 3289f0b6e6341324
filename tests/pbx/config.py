"""What the test PBX is like: addresses, accounts, and its configuration files."""

from __future__ import annotations

import math
import os
import random
import re
import socket
import struct
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.pbx.fetch import Tree

TEMPLATES = Path(__file__).resolve().parent / "templates"
AGENTS = tuple(str(number) for number in range(1001, 1012))
REALM = "pbx.test"
AMI_USER, AMI_SECRET = "tests", "ami-secret"
DESK_USER, DESK_SECRET = "desk", "desk-secret"
# Pure tones, so that a test can tell from the sound alone where it comes from.
HOLD_HZ, QUEUE_HZ, MILLIWATT_HZ = 350, 480, 1000
PORTS_TAKEN = 210  # from the base on: SIP, TLS, AMI, the outside peer, then RTP
RTP_OFFSET, RTP_PORTS = 10, 200


class PbxError(RuntimeError):
    """The PBX cannot be configured, started or reached."""


@dataclass(frozen=True)
class PbxInfo:
    """How to reach a PBX. Every address is on loopback; ports are plain numbers.

    `accounts` maps user to password, all in realm `realm`. 1004 has to ask for its mailbox, 1005
    may transfer nobody. 1007 may use SDES-SRTP, 1008 and 1009 must; 1006 speaks G.722 first, 1010
    Opus, 1011 Opus over SRTP. A call from `trunk_ip`, or one with the header `X-Trunk: pstn`,
    needs no password.
    """

    bind: str
    trunk_ip: str
    base_port: int
    run: Path

    @property
    def sip_port(self) -> int:
        """SIP over UDP and TCP."""
        return self.base_port

    @property
    def tls_port(self) -> int:
        """SIP over TLS 1.2; check it against `ca`, names localhost and pbx.test."""
        return self.base_port + 1

    @property
    def ami_port(self) -> int:
        """Asterisk's manager interface."""
        return self.base_port + 2

    @property
    def ami_tls_port(self) -> int:
        """The same over TLS."""
        return self.base_port + 4

    @property
    def pstn_port(self) -> int:
        """Where calls to 99<number> go, on `trunk_ip`: a listener of the test's own."""
        return self.base_port + 3

    @property
    def rtp_ports(self) -> range:
        """The ports sound is sent from and received on."""
        return range(self.base_port + RTP_OFFSET, self.base_port + RTP_OFFSET + RTP_PORTS)

    @property
    def realm(self) -> str:
        """The realm of the accounts' passwords."""
        return REALM

    @property
    def accounts(self) -> dict[str, str]:
        """Passwords by user."""
        return {agent: f"pw-{agent}" for agent in AGENTS}

    @property
    def ami_login(self) -> tuple[str, str]:
        """User and secret that may do everything."""
        return AMI_USER, AMI_SECRET

    @property
    def desk_login(self) -> tuple[str, str]:
        """User and secret with no more rights than an agent's softphone needs."""
        return DESK_USER, DESK_SECRET

    @property
    def ca(self) -> Path:
        """The certificate authority that signed the server's certificate (PEM)."""
        return self.run / "tls/ca.pem"

    @property
    def recordings(self) -> Path:
        """The folder of the queue calls' recordings: <queue>-<uniqueid>.wav, both parties mixed."""
        return self.run / "spool/monitor"

    @property
    def log(self) -> Path:
        """Asterisk's own log."""
        return self.run / "log/full"


def free_base_port(bind: str, trunk_ip: str, tries: int = 50) -> int:
    """The first of a block of `PORTS_TAKEN` ports that nobody uses, for TCP and UDP.

    Looked for below the range the kernel hands out by itself, at a random place so that two runs
    beside each other seldom meet. Raises PbxError.
    """
    # The module's own generator has the same seed in every process of a test run.
    choose = random.SystemRandom().randrange
    for _ in range(tries):
        base = choose(20000, 32000 - PORTS_TAKEN, 10)
        if all(_is_free(bind, base + n, socket.SOCK_STREAM) for n in range(5)) and all(
            _is_free(address, base + n, socket.SOCK_DGRAM)
            for address in (bind, trunk_ip)
            for n in range(PORTS_TAKEN)
        ):
            return base
    raise PbxError("no free block of ports on loopback")


def _is_free(address: str, port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind is socket.SOCK_STREAM:  # a connection just closed is not in the way
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def write_config(info: PbxInfo, tree: Tree) -> None:
    """Write all that Asterisk reads into the run folder: files, tones, certificates.

    Raises PbxError, also when the folder's path is too long for a Unix socket.
    """
    run = info.run
    if len(str(run / "asterisk.ctl")) > 100:
        raise PbxError(f"the path of the run folder is too long for a Unix socket: {run}")
    for folder in (
        "etc",
        "lib",
        "spool/monitor",
        "log",
        "tls",
        "moh/default",
        "moh/queue",
        "cache",
    ):
        (run / folder).mkdir(parents=True, exist_ok=True)
    values = {
        "RUN": str(run),
        "TREE": str(tree.root),
        "MODULES": str(tree.modules),
        "BIND": info.bind,
        "TRUNK_IP": info.trunk_ip,
        "SIP_PORT": str(info.sip_port),
        "TLS_PORT": str(info.tls_port),
        "AMI_PORT": str(info.ami_port),
        "AMI_TLS_PORT": str(info.ami_tls_port),
        "PSTN_PORT": str(info.pstn_port),
        "RTP_START": str(info.rtp_ports.start),
        "RTP_END": str(info.rtp_ports.stop - 1),
        "AMI_SECRET": AMI_SECRET,
        "DESK_SECRET": DESK_SECRET,
    }
    for template in sorted(TEMPLATES.glob("*.conf")):
        (run / "etc" / template.name).write_text(_filled(template.read_text(), values))
    _write_tone(run / "moh/default/hold.wav", HOLD_HZ)
    _write_tone(run / "moh/queue/queue.wav", QUEUE_HZ)
    if not (run / "tls/server.pem").exists():
        _write_certificates(run / "tls", tree, info)


def _filled(text: str, values: dict[str, str]) -> str:
    """A template with its `@@EACH_AGENT … @@END` blocks repeated and its `@NAME@` replaced."""

    def repeated(block: re.Match[str]) -> str:
        return "".join(block.group(1).replace("@EXT@", agent) for agent in AGENTS)

    text = re.sub(r"^@@EACH_AGENT\n(.*?)^@@END\n", repeated, text, flags=re.S | re.M)
    return re.sub(r"@([A-Z_]+)@", lambda name: values[name.group(1)], text)


def _write_tone(path: Path, hz: int, seconds: int = 4, rate: int = 8000) -> None:
    samples = (round(6000 * math.sin(2 * math.pi * hz * n / rate)) for n in range(rate * seconds))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def _write_certificates(folder: Path, tree: Tree, info: PbxInfo) -> None:
    """A certificate authority of its own, and a server certificate signed by it."""
    (folder / "ca.cnf").write_text(
        "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=ca\n"
        "[dn]\nCN=Softphone test CA\n"
        "[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
        "subjectKeyIdentifier=hash\n"
    )
    (folder / "server.cnf").write_text(
        "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=localhost\n"
        "[srv]\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
        f"subjectAltName=DNS:localhost,DNS:{REALM},IP:{info.bind},IP:{info.trunk_ip}\n"
    )
    new_key = ("-newkey", "rsa:2048", "-nodes", "-sha256")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2", "-days", "30", "-sha256")
    authority = ("-days", "30", "-config", "ca.cnf", "-keyout", "ca.key", "-out", "ca.pem")
    extensions = ("-extfile", "server.cnf", "-extensions", "srv")
    steps: tuple[Sequence[str], ...] = (
        ("req", "-x509", *new_key, *authority),
        ("req", *new_key, "-config", "server.cnf", "-keyout", "server.key", "-out", "server.csr"),
        ("x509", "-req", "-in", "server.csr", *signing, *extensions, "-out", "server.pem"),
    )
    for arguments in steps:
        done = subprocess.run(
            [*tree.argv("usr/bin/openssl"), *arguments],
            check=False,
            cwd=folder,
            env={**os.environ, "OPENSSL_CONF": "/dev/null"},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise PbxError("openssl: " + done.stderr[-300:])
