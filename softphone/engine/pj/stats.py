"""What the stack counts about a leg's sound, copied into plain values."""

import msgspec
import pjsua2 as pj

_MOST_MS = 10_000.0
"""A report may claim anything; more than this means nothing."""


class StreamFigures(msgspec.Struct, frozen=True):
    """Counts since the stream began; a re-INVITE may begin a new one.

    ``report_*`` come from the far end's RTCP (RFC 3550 section 6.4) and are None before the first.
    """

    received: int
    lost: int
    dropped: int
    """Came too late to be played, or was dropped to catch up."""
    jitter_ms: float
    buffer_ms: float
    sent: int
    reports: int
    """Reports of the far end about our stream."""
    blind_reports: int
    """Reports in which our stream does not appear: nothing of it has arrived."""
    report_lost: int
    report_jitter_ms: float | None
    report_highest: int | None
    """Highest sequence number of ours that the newest report knows, of 32 bits; None: the stack
    cannot tell."""
    report_behind: int
    """How many packets we have sent since that one."""
    round_trip_ms: float | None
    noise: int = 0
    """Packets of comfort noise (RFC 3389): the far end says nothing, and soon sends nothing."""
    noise_agreed: bool = False
    """It has said that it may send such."""
    sources: int = 0
    """How often another source (SSRC) began: ``lost`` then begins anew."""
    said: int = 0
    """How many packets the far end says it has sent, in its newest report …"""
    said_reports: int = 0
    """… and how often it has said so."""


def read_figures(call: pj.Call) -> StreamFigures:
    """The figures of the call's first stream. Raises ``pj.Error`` while it has none.

    The reordering that pjsua2 tells is not used: its binding copies the loss there.
    """
    stat = call.getStreamStat(0)
    rtcp, buffer = stat.rtcp, stat.jbuf
    far, near = rtcp.txStat, rtcp.rxStat
    reports = int(far.updateCount)
    lost = int(far.loss)
    # Cumulative loss is a signed number of 24 bits: duplicates may make it negative.
    lost = 0 if lost >= 1 << 23 else lost
    highest = int(far.lastSeq) if reports and hasattr(far, "lastSeq") else None
    behind = 0
    if highest is not None:
        behind = (int(rtcp.rtpTxLastSeq) - highest) & 0xFFFF
        behind = 0 if behind >= 1 << 15 else behind
    return StreamFigures(
        received=int(near.pkt),
        lost=int(near.loss),
        dropped=int(buffer.discard),
        jitter_ms=min(_MOST_MS, near.jitterUsec.last / 1000.0),
        buffer_ms=float(buffer.avgDelayMsec),
        sent=int(far.pkt),
        reports=reports,
        blind_reports=int(getattr(far, "blindCount", 0)),
        report_lost=lost,
        report_jitter_ms=min(_MOST_MS, far.jitterUsec.last / 1000.0) if reports else None,
        report_highest=highest,
        report_behind=behind,
        round_trip_ms=rtcp.rttUsec.last / 1000.0 if rtcp.rttUsec.n else None,
        # From build 10 of our own on.
        noise=int(getattr(near, "noise", 0)),
        noise_agreed=bool(getattr(near, "noiseAgreed", 0)),
        sources=int(getattr(near, "sources", 0)),
        said=int(getattr(far, "saidCount", 0)),
        said_reports=int(getattr(far, "saidReports", 0)),
    )


def sound_level(call: pj.Call) -> int:
    """How loud the newest received frame is, 0 to 100 (logarithmic). Raises ``pj.Error``.

    The binding names the two levels the wrong way round: what comes from the call is "Tx".
    """
    return int(call.getAudioMedia(0).getTxLevel())
