"""Secrets never leave the engine; phone numbers only when somebody wants them."""

from datetime import UTC, datetime

import pytest

from softphone.domain.sip_trace import (
    MASK,
    SipMessage,
    as_text,
    call_id_of,
    first_line,
    mask_numbers,
    mask_secrets,
    masked,
)

REGISTER = (
    "REGISTER sip:pbx.test SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK13900000001\r\n"
    'Authorization: Digest username="1001", realm="pbx.test", nonce="n0nce",\r\n'
    ' uri="sip:pbx.test", qop=auth,\r\n'
    ' response="0123456789abcdef0123456789abcdef", cnonce="c1", nc=1\r\n'
    "Call-ID: a1b2@192.0.2.1\r\nCSeq: 2 REGISTER\r\nContent-Length: 0\r\n\r\n"
)
INVITE = (
    "INVITE sip:13900000001@pbx.test SIP/2.0\r\n"
    'From: "13800000000" <sip:+8613800000000@pbx.test>;tag=1234567890\r\n'
    "To: <tel:+86-139-0000-0001>\r\nCall-ID: 13911112222@host\r\nX-Contact-Id: 12ab3456789012cd\r\n"
    "Contact: <sip:1001@192.0.2.100:50600>\r\nContent-Type: application/sdp\r\n\r\n"
    "v=0\r\no=- 3900000001 1 IN IP4 192.0.2.1\r\n"
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0c2VjcmV0\r\n"
    "a=ice-pwd:secret\r\na=sendrecv\r\n"
)


def test_of_credentials_only_what_helps_stays() -> None:
    text = mask_secrets(REGISTER)
    for secret in ("0123456789abcdef", "n0nce", "c1"):
        assert secret not in text
    assert 'Digest username="1001", realm="pbx.test", uri="sip:pbx.test", qop=auth' in text
    assert f"response={MASK}\r\nCall-ID:" in text


@pytest.mark.parametrize("name", ["Authorization", "proxy-authorization"])
def test_other_schemes_are_masked_whole(name: str) -> None:
    text = mask_secrets(
        f"INVITE sip:a@b SIP/2.0\r\n{name}: Basic dXNlcjpwdw==\r\nCall-ID: x\r\n\r\n"
    )
    assert "dXNlcjpwdw" not in text
    assert f"{name}: {MASK}\r\nCall-ID: x" in text


def test_keys_of_the_media_are_masked() -> None:
    text = mask_secrets(INVITE)
    assert "c2Vj" not in text
    assert "ice-pwd:secret" not in text
    assert "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***\r\n" in text
    assert text.endswith("a=sendrecv\r\n")


@pytest.mark.parametrize(
    ("kind", "body", "secret"),
    [
        ("application/dtmf-relay", "Signal=7\r\nDuration=160\r\n", "7"),
        ("application/dtmf", "7", "7"),
        ("text/plain", "my card is 7", "7"),
    ],
)
def test_pressed_keys_and_words_are_masked(kind: str, body: str, secret: str) -> None:
    text = mask_secrets(f"INFO sip:a@b SIP/2.0\r\nContent-Type: {kind}\r\n\r\n{body}")
    assert secret not in text.partition("\r\n\r\n")[2]


def test_numbers_are_masked_in_addresses_and_nowhere_else() -> None:
    text = mask_numbers(INVITE)
    assert text.startswith("INVITE sip:139***01@pbx.test SIP/2.0\r\n")
    assert '"138***00" <sip:861***00@pbx.test>;tag=1234567890' in text
    assert "<tel:+86-139-0000-0001>" not in text
    assert "Call-ID: 13911112222@host" in text
    assert "12ab3456789012cd" in text
    assert "<sip:1001@192.0.2.100:50600>" in text
    assert "o=- 3900000001 1" in text
    assert "branch=z9hG4bK13900000001" in mask_numbers(REGISTER)


def test_a_message_for_somebody_and_as_a_file() -> None:
    at = datetime(2026, 3, 1, 9, 30, 1, 234000, tzinfo=UTC)
    message = SipMessage(at=at, sent=True, peer="UDP 192.0.2.2:5060", text=INVITE)
    assert masked(message, numbers=False) is message
    hidden = masked(message, numbers=True)
    text = as_text((message, hidden))
    assert text.startswith("=== 2026-03-01T09:30:01.234Z sent to UDP 192.0.2.2:5060\nINVITE ")
    assert "\r" not in text
    assert first_line(hidden.text) == "INVITE sip:139***01@pbx.test SIP/2.0"


def test_the_call_id_is_found_in_either_form() -> None:
    assert call_id_of(REGISTER) == "a1b2@192.0.2.1"
    assert call_id_of("OPTIONS sip:a SIP/2.0\r\ni: short\r\n\r\n") == "short"
    assert call_id_of("garbage") == ""
