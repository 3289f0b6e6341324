"""Sound from device to stack without Python, and what Python adds to it and takes from it."""

from pathlib import Path

from softphone.domain.audio_devices import AudioDevices
from softphone.domain.messages import (
    CallEnded,
    CallOffered,
    LevelsMeasured,
    SelectDevices,
    SetMute,
    StopRecording,
)
from softphone.domain.recording import RecordingState
from tests.engine.recorded import begin, read_tracks, settings, wait_recording
from tests.engine.sip_ua import dialog
from tests.sound.conftest import AGENT_HZ, CALLER_HZ, PLAIN, Sounding
from tests.sound.pulse import Pulse
from tests.support.waiting import until

LOUD, QUIET = 1500.0, 100.0
WAITING_HZ = 450.0
BUILTIN_HZ = 300.0


def talk(pulse: Pulse, sounding: Sounding) -> None:
    sounding.select("Headset Mouth", "Headset Ear")
    sounding.talk()
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the caller in the headset")
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the headset's microphone at the caller")


def test_mute_levels_and_a_second_call_s_tone(pulse: Pulse, sounding: Sounding) -> None:
    talk(pulse, sounding)
    engine, ear = sounding.engine, pulse.speakers["usb_ear"]
    levels = [event for event in engine.events if isinstance(event, LevelsMeasured)]
    assert max(event.speaker_dbfs for event in levels) > -30
    assert max(event.microphone_dbfs for event in levels) > -30
    engine.send(SetMute(muted=True))
    until(lambda: sounding.caller_hears(AGENT_HZ) < QUIET, "mute is heard through")
    engine.send(SetMute(muted=False))
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the microphone stays shut")

    with dialog(sounding.caller.ua, sounding.caller.remote) as second:
        second.invite()
        until(
            lambda: sum(isinstance(e, CallOffered) for e in engine.events) == 2, "the second call"
        )
        until(lambda: ear.level(WAITING_HZ, 0.2) > QUIET * 2, "the tone of a waiting call")
        second.cancel()
    engine.wait(CallEnded)
    until(lambda: ear.level(WAITING_HZ, 0.2) < QUIET, "silence after it")
    assert sounding.caller_hears(WAITING_HZ) < QUIET, "the tone is for the agent's ear"


def test_a_recording_has_both_sides(pulse: Pulse, sounding: Sounding, tmp_path: Path) -> None:
    engine = sounding.engine
    engine.send(settings(tmp_path / "recordings"))
    talk(pulse, sounding)
    call = next(e.call for e in engine.events if isinstance(e, CallOffered))
    recording = begin(engine, call.id)
    path = tmp_path / "recordings" / recording.file_name
    until(lambda: path.exists() and path.stat().st_size > 64_000 * 2, "two seconds of it")
    engine.send(StopRecording(recording_id=recording.id))
    ended = wait_recording(engine, RecordingState.ENDED)
    tracks = read_tracks(tmp_path / "recordings" / ended.file_name)
    assert tracks.typical(tracks.left, AGENT_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD
    assert tracks.typical(tracks.left, CALLER_HZ) < QUIET
    assert tracks.typical(tracks.right, AGENT_HZ) < QUIET


def test_what_the_microphone_gives_is_processed(pulse: Pulse, sounding: Sounding) -> None:
    talk(pulse, sounding)
    sounding.engine.send(SelectDevices(devices=PLAIN))
    until(lambda: sounding.caller_hears(BUILTIN_HZ) > LOUD, "the computer's microphone")
    plain = sorted(sounding.caller_hears(BUILTIN_HZ) for _ in range(5))[2]
    sounding.engine.send(SelectDevices(devices=AudioDevices(processing=True)))
    # A steady tone is noise to the suppression: it is turned down by 12 dB within seconds.
    until(lambda: sounding.caller_hears(BUILTIN_HZ) < plain / 3, "noise suppression", 30)
    assert sounding.told.audio_note == ""
    sounding.engine.send(SelectDevices(devices=PLAIN))
    until(lambda: sounding.caller_hears(BUILTIN_HZ) > plain * 0.9, "the microphone as it is", 30)
