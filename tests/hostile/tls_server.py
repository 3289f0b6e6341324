"""A TLS server that is wrong in one chosen way, and the certificates for it."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
import threading
import warnings
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.contract.certificates import Certificates


def expired(made: Certificates, folder: Path) -> Path:
    """The server's certificate as it was until yesterday, for the server's key."""
    authority = x509.load_pem_x509_certificate(made.authority.read_bytes())
    key = serialization.load_pem_private_key(
        made.authority.with_suffix(".key").read_bytes(), password=None
    )
    server = x509.load_pem_x509_certificate(made.server.read_bytes())
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(server.subject)
        .issuer_name(authority.subject)
        .public_key(server.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=9))
        .not_valid_after(now - datetime.timedelta(days=1))
    )
    for extension in server.extensions:
        builder = builder.add_extension(extension.value, extension.critical)
    file = folder / "expired.pem"
    signed = builder.sign(key, hashes.SHA256())  # type: ignore[arg-type]
    file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return file


class TlsServer:
    """Takes connections on loopback; ``heard`` is what clients said once they were in."""

    def __init__(self, certificate: Path | None, key: Path | None, *, old: bool = False) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if certificate is not None and key is not None:
            self._context.load_cert_chain(certificate, key)
        if old:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                self._context.set_ciphers("ALL:@SECLEVEL=0")
                self._context.minimum_version = ssl.TLSVersion.TLSv1
                self._context.maximum_version = ssl.TLSVersion.TLSv1
        self._plain = certificate is None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.tried = threading.Event()
        self.heard = b""
        self._closed = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._closed:
            connection, _ = self._socket.accept()
            self.tried.set()
            connection.settimeout(10)
            with contextlib.suppress(OSError), connection:
                if self._plain:
                    connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")
                    connection.recv(4000)
                    continue
                with self._context.wrap_socket(connection, server_side=True) as secured:
                    self.heard += secured.recv(4000)

    def close(self) -> None:
        self._closed = True
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join(12)
        self._socket.close()
