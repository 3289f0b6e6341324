"""Codec profiles, carried out: the order of the offer and the settings of Opus."""

from typing import NamedTuple

import pjsua2 as pj

from softphone.domain.codecs import CodecProfile

_OPUS = "opus/48000/2"
OPUS_RATE_HZ = 16_000
_OPUS_LEAST, _OPUS_MOST = 6_000, 510_000
"""Bit/s: RFC 7587 section 6.1."""


class _Opus(NamedTuple):
    """``bit_rate`` in bit/s. ``expected_loss`` in per cent: how much of it is spent on in-band
    error correction (RFC 6716 section 2.1.7)."""

    bit_rate: int
    expected_loss: int
    complexity: int


class _Profile(NamedTuple):
    order: tuple[str, ...]
    opus: _Opus


_PROFILES = {
    CodecProfile.OFFICE: _Profile(
        ("opus/", "G722/", "PCMA/", "PCMU/", "G729/"), _Opus(64_000, 5, 5)
    ),
    CodecProfile.HOME: _Profile(
        ("opus/", "G722/", "PCMA/", "PCMU/", "G729/"), _Opus(40_000, 10, 8)
    ),
    CodecProfile.THIN: _Profile(("opus/", "G729/", "PCMA/", "PCMU/"), _Opus(24_000, 10, 8)),
}
"""What is named is offered, in this order; G.711 is in each, so that any PBX finds one it has.

What costs quality or computing for nothing (GSM, iLBC, speex) is not offered. Left to itself Opus
takes 19 kbit/s at 16 kHz, too little to carry any error correction: see docs/sound.md for what each
rate is worth with and without loss.
"""
_G722 = "G722/"
_G722_RIGHT_FROM = 2
"""Other builds scale G.722 by 6 dB: a PBX that began with A-law would change to it at our first
re-INVITE, and every hold would change the loudness. There it comes last."""
_FIRST = 250
_STEP = 10


def apply_profile(endpoint: pj.Endpoint, profile: CodecProfile) -> None:
    """Use it for offers and answers from now on. Codecs that the stack lacks are left out."""
    order, opus = _PROFILES[profile]
    if int(getattr(pj, "SOFTPHONE_BUILD", 0)) < _G722_RIGHT_FROM:
        order = (*(name for name in order if name != _G722), *(n for n in order if n == _G722))
    names = [str(codec.codecId) for codec in endpoint.codecEnum2()]
    for name in names:
        place = next((n for n, start in enumerate(order) if name.startswith(start)), None)
        priority = 0 if place is None else _FIRST - _STEP * place
        endpoint.codecSetPriority(name, priority)
    if _OPUS in names:
        _set_opus(endpoint, opus)
    for name in names:
        if name.startswith("G729/"):
            _set_g729(endpoint, name)


def sdp_name(name: str, rate_hz: int) -> str:
    """``PCMA/8000`` as in SDP. Opus is 48000 there whatever it runs at (RFC 7587 section 4.1)."""
    return f"{name}/{48_000 if name.lower() == 'opus' else rate_hz}"


def _set_opus(endpoint: pj.Endpoint, opus: _Opus) -> None:
    """The bit rate goes into the offer too: the far end keeps to it (RFC 7587 section 6.1)."""
    config = endpoint.getCodecOpusConfig()
    # As the bridge: at the codec's own 48 kHz the stack would resample both ways, which takes more
    # computing than the codec. The far end is told (RFC 7587 section 6.1, maxplaybackrate).
    config.sample_rate = OPUS_RATE_HZ
    config.channel_cnt = 1
    config.bit_rate = opus.bit_rate
    config.packet_loss = opus.expected_loss
    config.complexity = opus.complexity
    endpoint.setCodecOpusConfig(config)


def _set_g729(endpoint: pj.Endpoint, name: str) -> None:
    """No silence suppression towards us: it would look like sound that is missing. Without the
    word it is taken for granted (RFC 4856 section 2.1.9)."""
    settings = endpoint.codecGetParam(name)
    settings.setting.vad = False
    if not any(str(one.name) == "annexb" for one in settings.setting.decFmtp):
        word = pj.CodecFmtp()
        word.name, word.val = "annexb", "no"
        settings.setting.decFmtp.append(word)
    endpoint.codecSetParam(name, settings)


def limit_opus(call: pj.Call, endpoint: pj.Endpoint, profile: CodecProfile | None) -> None:
    """Keep our own encoder to the profile and to what the far end asks (RFC 7587 section 6.1).

    The stack leaves the encoder its own choice unless the far end names a bit rate, and heeds that
    only under 32 kbit/s. Raises ``pj.Error`` while the call has no Opus stream.
    """
    opus = _PROFILES[profile or CodecProfile.OFFICE].opus
    # The list lives inside the StreamInfo: without this name it is freed memory.
    stream = call.getStreamInfo(0)
    fmtp = stream.audCodecParam.setting.encFmtp
    asked = asked_of_opus({str(one.name).lower(): str(one.val) for one in fmtp})
    wanted = endpoint.codecGetParam(_OPUS)
    wanted.info.avgBps = min(opus.bit_rate, asked.most_bit_rate)
    wanted.setting.plc = asked.corrects
    wanted.setting.cbr = asked.constant
    call.audStreamModifyCodecParam(0, wanted)


class OpusAsked(NamedTuple):
    """What a receiver of Opus says of itself: bit/s at most, whether it uses in-band error
    correction, whether every packet is to be of one size."""

    most_bit_rate: int
    corrects: bool
    constant: bool


def asked_of_opus(fmtp: dict[str, str]) -> OpusAsked:
    """From its ``a=fmtp``, names in small letters. What makes no sense counts as not said."""
    rate = fmtp.get("maxaveragebitrate", "")
    known = rate.isascii() and rate.isdigit() and len(rate) < len("1000000")
    bit_rate = int(rate) if known else _OPUS_MOST
    return OpusAsked(
        most_bit_rate=max(_OPUS_LEAST, min(bit_rate, _OPUS_MOST)),
        corrects=fmtp.get("useinbandfec") == "1",
        constant=fmtp.get("cbr") == "1",
    )
