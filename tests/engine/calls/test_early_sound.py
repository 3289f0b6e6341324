"""When our own ringing tone sounds, and what else is heard before an answer."""

import pytest

from softphone.domain.call import CallState, Progress
from softphone.domain.messages import HangUpCall, PlaceCall
from softphone.engine.calls.early_sound import SOUND_LASTS_S, EarlySound
from tests.engine.conftest import Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, level, sdp
from tests.support.waiting import until

NETWORK_HZ, RINGBACK_HZ = 1000.0, 450.0
QUIET = 60.0


def test_only_180_says_that_somebody_is_alerted() -> None:
    for codes, rings in (
        ((180,), True),
        ((181,), False),
        ((182,), False),
        ((183,), False),
        ((199,), False),
        ((183, 180), True),
        ((180, 183), True),
        ((180, 181), False),
        ((180, 182, 180), True),
    ):
        early = EarlySound()
        for code in codes:
            early.answered(code)
        assert early.rings_here(100.0) is rings, codes


def test_a_pause_of_the_network_s_own_sound_is_not_filled() -> None:
    early = EarlySound()
    early.answered(180)
    early.received(0, 10.0)
    assert early.rings_here(10.0), "nothing has come yet"
    early.received(30, 11.0)
    assert not early.rings_here(11.0)
    early.received(30, 14.0)
    assert not early.rings_here(11.0 + SOUND_LASTS_S - 0.1)
    assert early.rings_here(11.0 + SOUND_LASTS_S)
    early.received(31, 16.0)
    assert not early.rings_here(16.0)


def loudest(direct: Direct, seconds: float) -> float:
    """The ringing tone at its loudest over the last seconds, in pieces of a quarter."""
    samples = read_samples(direct.heard, seconds)
    pieces = [samples[at : at + 4000] for at in range(0, len(samples) - 3999, 4000)]
    return max(level(piece, RINGBACK_HZ, 16_000) for piece in pieces)


def test_pauses_in_an_announcement_stay_silent(direct: Direct, caller: Dialog) -> None:
    direct.engine.send(PlaceCall(call_id="out", target="4711"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE", "INVITE")
    caller.adopt(invite)
    caller.media.hertz = NETWORK_HZ
    direct.ua.reply(invite, 183, "Progress", body=sdp(caller.ua.address, caller.media.port))
    direct.ua.reply(invite, 180, "Ringing")
    until(
        lambda: level(read_samples(direct.heard, 0.4), NETWORK_HZ, 16_000) > 2000,
        "the announcement is not heard",
    )
    for silent in (True, False, True, False):
        caller.media.silent = silent
        caller.media.listen(0.6)
    assert loudest(direct, 2.0) < QUIET
    # When it is over for good, the tone that the far end does not send is heard again.
    caller.media.hertz = 0
    until(lambda: loudest(direct, 1.0) > 2000, "no ringing tone")
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("CANCEL"), 200, "OK")
    direct.ua.reply(invite, 487, "Request Terminated")


@pytest.mark.parametrize(
    ("code", "progress"), [(181, Progress.FORWARDED), (182, Progress.QUEUED), (183, None)]
)
def test_what_is_not_ringing_does_not_ring(
    direct: Direct, caller: Dialog, code: int, progress: Progress | None
) -> None:
    direct.engine.send(PlaceCall(call_id="out", target="4711"))
    invite = direct.ua.wait(lambda m: m.method == "INVITE", "INVITE")
    caller.adopt(invite)
    direct.ua.reply(invite, code, "Wait")
    told = direct.engine.wait_call("out", lambda c: c.state is CallState.EARLY)
    assert (told.sip_code, told.progress) == (code, progress)
    until(lambda: len(read_samples(direct.heard, 0.6)) >= 9600, "no sound is written")
    assert loudest(direct, 0.5) < QUIET
    direct.ua.reply(invite, 180, "Ringing")
    told = direct.engine.wait_call("out", lambda c: c.sip_code == 180)
    assert told.progress is None
    until(lambda: loudest(direct, 0.5) > 2000, "no ringing tone")
    direct.engine.send(HangUpCall(call_id="out"))
    direct.ua.reply(caller.expect("CANCEL"), 200, "OK")
    direct.ua.reply(invite, 487, "Request Terminated")
