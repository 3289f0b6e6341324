"""T13: a server that cannot be believed is refused, with the reason in words; nothing is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.domain.account import Account, Transport
from softphone.domain.messages import Configure
from softphone.domain.registration import LineState
from tests.contract.certificates import Certificates, make
from tests.engine.harness import EngineProcess
from tests.hostile.tls_server import TlsServer, expired

NOT_TRUSTED = "comes from an authority this computer does not trust"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    running = EngineProcess("", "null", tmp_path / "log")
    try:
        yield running
    finally:
        code = running.close()
    assert code == 0, running.log()
    assert " ERROR " not in running.log()


def refused(engine: EngineProcess, server: TlsServer, ca_file: str, host: str = "127.0.0.1") -> str:
    """Try to register there; the reason in the line's state."""
    account = Account(
        server=host, port=server.port, user="1001", transport=Transport.TLS, ca_file=ca_file
    )
    engine.send(Configure(account=account, password="secret-word"))
    line = engine.wait_line(LineState.WAITING)
    assert server.tried.is_set()
    assert line.sip_code == 0
    assert line.retry_at is not None
    assert server.heard == b"", "something was sent to a server that is not believed"
    return line.sip_reason


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("issuer", NOT_TRUSTED),
        ("name", "is for another name"),
        ("time", "has expired"),
        ("version", "offers only an old version of TLS. 1.2 or newer is needed"),
        ("no TLS", "does not speak TLS at this port"),
        ("system's store", NOT_TRUSTED),
    ],
)
def test_refused_with_its_reason(
    engine: EngineProcess, made: Certificates, tmp_path: Path, case: str, reason: str
) -> None:
    certificate: Path | None = made.server
    key: Path | None = made.server_key
    believed = str(made.authority)
    if case == "issuer":
        believed = str(made.other_authority)
    elif case == "name":
        certificate, key = made.misnamed, made.misnamed_key
    elif case == "time":
        certificate = expired(made, tmp_path)
    elif case == "no TLS":
        certificate = key = None
    elif case == "system's store":
        believed = ""
    server = TlsServer(certificate, key, old=case == "version")
    try:
        said = refused(engine, server, believed)
    finally:
        server.close()
    assert reason in said
    assert said.endswith("Tell your administrator.")


def test_a_good_certificate_for_address_and_name_is_believed(
    engine: EngineProcess, made: Certificates
) -> None:
    for host in ("127.0.0.1", "localhost"):
        server = TlsServer(made.server, made.server_key)
        try:
            account = Account(
                server=host,
                port=server.port,
                user="1001",
                transport=Transport.TLS,
                ca_file=str(made.authority),
            )
            engine.send(Configure(account=account, password="x"))
            engine.wait_line(LineState.WAITING, 40)
            assert server.heard.startswith(b"REGISTER sip:" + host.encode())
        finally:
            server.close()


def test_a_file_of_authorities_that_is_missing_is_named(
    engine: EngineProcess, tmp_path: Path
) -> None:
    account = Account(
        server="127.0.0.1",
        port=5061,
        user="1001",
        transport=Transport.TLS,
        ca_file=str(tmp_path / "none.pem"),
    )
    engine.send(Configure(account=account, password="x"))
    said = engine.wait_line(LineState.WAITING).sip_reason
    assert said.startswith(f"The file of trusted certificates {tmp_path}/none.pem cannot be read.")
