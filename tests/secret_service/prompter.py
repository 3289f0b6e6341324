"""Sits where the desktop's password dialog would be, and answers as a test wants.

The keyring asks over ``org.gnome.keyring.internal.Prompter``; the password goes back encrypted as
GCR does it (``gcr-secret-PBX.c``, "sx-aes-1": Diffie-Hellman in the 1536-bit group of
RFC 3526, HKDF-SHA256 without salt, AES-128-CBC).
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import threading
from enum import StrEnum

import jeepney
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.gnome.keyring.SystemPrompter"
_CALLBACK = "org.gnome.keyring.internal.Prompter.Callback"
_PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA237327FFFFFFFFFFFFFFFF",
    16,
)
_PRIME_BYTES = 192


class Answer(StrEnum):
    """What the person at the dialog does."""

    NOTHING = "nothing"  # nobody is there: the dialog stays open
    REFUSE = "refuse"
    UNLOCK = "unlock"  # types the password


class Prompter:
    """``answer`` may change at any time; an open dialog follows it. ``asked`` counts dialogs."""

    def __init__(self, address: str, password: str) -> None:
        self.asked = 0
        self._password = password
        self._answer = Answer.NOTHING
        self._open: list[tuple[str, str, str]] = []  # sender, path, its half of the PBX
        self._lock = threading.Lock()
        self._bus: DBusConnection = open_dbus_connection(address)
        self._bus.send_and_get_reply(jeepney.message_bus.RequestName(NAME), timeout=30)
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="prompter", daemon=True)
        self._thread.start()

    @property
    def answer(self) -> Answer:
        """What is done at a dialog that is open or comes up."""
        return self._answer

    @answer.setter
    def answer(self, answer: Answer) -> None:
        with self._lock:
            self._answer = answer
            self._settle()

    def close(self) -> None:
        """Ask nobody any more."""
        self._closed = True
        self._thread.join(5)
        self._bus.close()

    def _serve(self) -> None:
        while not self._closed:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            except OSError:
                return
            if message.header.message_type is jeepney.MessageType.method_call:
                with self._lock:
                    self._handle(message)

    def _handle(self, message: jeepney.Message) -> None:
        fields = message.header.fields
        sender, member = fields[jeepney.HeaderFields.sender], fields[jeepney.HeaderFields.member]
        self._bus.send(jeepney.new_method_return(message))
        path = message.body[0]
        if member == "BeginPrompting":
            self._tell(sender, path, "PromptReady", "sa{sv}s", ("", {}, ""))
        elif member == "PerformPrompt":
            self.asked += 1
            self._open.append((sender, path, message.body[3]))
            self._settle()
        elif member == "StopPrompting":
            self._open = [dialog for dialog in self._open if dialog[:2] != (sender, path)]
            self._tell(sender, path, "PromptDone", "", ())

    def _settle(self) -> None:
        if self._answer is Answer.NOTHING:
            return
        for sender, path, exchange in self._open:
            unlock = self._answer is Answer.UNLOCK
            reply: tuple[object, ...] = (
                "yes" if unlock else "no",
                {},
                _seal(self._password, exchange),
            )
            self._tell(sender, path, "PromptReady", "sa{sv}s", reply)
        self._open.clear()

    def _tell(
        self, sender: str, path: str, member: str, signature: str, body: tuple[object, ...]
    ) -> None:
        whom = jeepney.DBusAddress(path, sender, _CALLBACK)
        call = jeepney.new_method_call(whom, member, signature or None, body)
        call.header.flags = jeepney.MessageFlag.no_reply_expected
        self._bus.send(call)


def _seal(password: str, exchange: str) -> str:
    """Our half of the PBX, with the password in it."""
    found = re.search(r"^public=(.+)$", exchange, re.MULTILINE)
    assert found is not None, exchange
    theirs = int.from_bytes(base64.b64decode(found[1]), "big")
    private = secrets.randbelow(_PRIME)
    shared = pow(theirs, private, _PRIME).to_bytes(_PRIME_BYTES, "big")
    key = HKDF(hashes.SHA256(), 16, None, b"").derive(shared)
    start = os.urandom(16)
    padder, cipher = padding.PKCS7(128).padder(), Cipher(algorithms.AES(key), modes.CBC(start))
    encryptor = cipher.encryptor()
    plain = padder.update(password.encode()) + padder.finalize()
    sealed = encryptor.update(plain) + encryptor.finalize()
    public = pow(2, private, _PRIME).to_bytes(_PRIME_BYTES, "big")
    said = {"public": public, "secret": sealed, "iv": start}
    lines = [f"{name}={base64.b64encode(value).decode()}" for name, value in said.items()]
    return "\n".join(["[sx-aes-1]", *lines, ""])
