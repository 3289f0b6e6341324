"""Runs on the Windows Python: puts an authority of tests into the user's store, or takes it out.

    python trust.py add|remove FILE.pem

Schannel believes what is in Windows' own store and nothing else (docs/stack.md). Only ever for a
prefix or a machine that is thrown away.
"""

import contextlib
import ctypes
import hashlib
import ssl
import sys
from pathlib import Path

X509, REPLACE = 1, 3
PROVIDER_SYSTEM, OF_THE_USER = 10, 0x00010000
KEY = r"Software\Microsoft\SystemCertificates\Root\Certificates"


def add(certificate: bytes) -> None:
    """Believe what it has signed. Raises ``OSError``."""
    crypt32 = ctypes.WinDLL("crypt32", use_last_error=True)  # type: ignore[attr-defined]
    crypt32.CertOpenStore.restype = ctypes.c_void_p
    provider, name = ctypes.c_void_p(PROVIDER_SYSTEM), ctypes.c_wchar_p("ROOT")
    store = ctypes.c_void_p(crypt32.CertOpenStore(provider, 0, None, OF_THE_USER, name))
    added = crypt32.CertAddEncodedCertificateToStore(
        store, X509, certificate, len(certificate), REPLACE, None
    )
    crypt32.CertCloseStore(store, 0)
    if not added:
        raise OSError("the store of authorities did not take it")


def remove(certificate: bytes) -> None:
    """Believe it no longer. (Wine's CertDeleteCertificateFromStore leaves it there.)"""
    import winreg

    name = hashlib.sha1(certificate).hexdigest().upper()
    with contextlib.suppress(FileNotFoundError):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, f"{KEY}\\{name}")  # type: ignore[attr-defined]


if __name__ == "__main__":
    action, file = sys.argv[1:3]
    (add if action == "add" else remove)(ssl.PEM_cert_to_DER_cert(Path(file).read_text()))
