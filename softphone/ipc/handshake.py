"""Mutual proof of the session key by challenge and response (HMAC-SHA256, RFC 2104).

The key itself never crosses the socket. Each side proves itself with its own role in the text, so
an answer can't be reflected. Pure functions on bytes.
"""

import hashlib
import hmac
import secrets

LIMIT_S = 3.0
"""Seconds the whole handshake may take."""
FRAME_LIMIT = 128
"""Bytes of the longest handshake frame."""

_MAGIC = b"softphone ipc 1\n"
_NONCE = 32
_PROOF = 32


class HandshakeError(Exception):
    """The other side does not know the key, or is no softphone."""


def make_challenge() -> bytes:
    """First frame, engine → desk."""
    return _MAGIC + secrets.token_bytes(_NONCE)


def make_answer(key: bytes, challenge: bytes) -> bytes:
    """Second frame, desk → engine. Raises ``HandshakeError`` for a strange challenge."""
    if len(challenge) != len(_MAGIC) + _NONCE or not challenge.startswith(_MAGIC):
        raise HandshakeError("not a softphone of this version")
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _proof(key, b"desk", challenge, nonce)


def check_answer(key: bytes, challenge: bytes, answer: bytes) -> bytes:
    """The third frame, engine → desk, if the answer is right; else ``HandshakeError``."""
    nonce, proof = answer[:_NONCE], answer[_NONCE:]
    right = _proof(key, b"desk", challenge, nonce)
    if len(answer) != _NONCE + _PROOF or not hmac.compare_digest(proof, right):
        raise HandshakeError("the desk does not know the key")
    return _proof(key, b"engine", challenge, nonce)


def check_proof(key: bytes, challenge: bytes, answer: bytes, proof: bytes) -> None:
    """Whether the engine knows the key too; else ``HandshakeError``."""
    if not hmac.compare_digest(proof, _proof(key, b"engine", challenge, answer[:_NONCE])):
        raise HandshakeError("the engine does not know the key")


def _proof(key: bytes, role: bytes, challenge: bytes, nonce: bytes) -> bytes:
    return hmac.new(key, role + b"\0" + challenge + nonce, hashlib.sha256).digest()
