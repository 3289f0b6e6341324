"""Devices in a real call on a real sound server: which is used, unplugged, plugged in again."""

from collections.abc import Callable

import msgspec

from softphone.domain.messages import SelectDevices
from tests.sound.conftest import AGENT_HZ, CALLER_HZ, Sounding
from tests.sound.pulse import Pulse
from tests.support.waiting import seconds_until, until

LOUD = 1500.0
QUIET = 100.0
BUILTIN_HZ = 300.0


def test_the_chosen_devices_are_used_and_no_others(pulse: Pulse, sounding: Sounding) -> None:
    sounding.select("Headset Mouth", "Headset Ear")
    sounding.talk()
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the caller in the headset")
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the headset's microphone at the caller")
    assert pulse.speakers["builtin_ear"].level(CALLER_HZ) < QUIET
    assert sounding.caller_hears(BUILTIN_HZ) < QUIET
    sounding.wait_told(lambda _: sounding.uses().get("speaker") == "Headset Ear", "its name")


def test_unplugged_in_a_call_and_plugged_in_again(
    pulse: Pulse, sounding: Sounding, record_property: Callable[[str, object], None]
) -> None:
    sounding.select("Headset Mouth", "Headset Ear")
    sounding.talk()
    builtin = pulse.speakers["builtin_ear"]
    until(lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the caller in the headset")
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the headset's microphone at the caller")

    pulse.speakers["usb_ear"].unplug()
    pulse.microphones["usb_mouth"].unplug()
    ear_s = seconds_until(
        lambda: builtin.level(CALLER_HZ, 0.1) > LOUD, "the caller in the next speaker"
    )
    mouth_s = seconds_until(lambda: sounding.caller_hears(BUILTIN_HZ) > LOUD, "the next microphone")
    told = sounding.wait_told(
        lambda told: all(use.stand_in for use in told.in_use) and len(told.in_use) >= 2, "stand-ins"
    )
    assert [(use.name, use.wanted) for use in told.in_use[:2]] == [
        ("Computer Microphone", "Headset Mouth"),
        ("Computer Speaker", "Headset Ear"),
    ]
    assert told.audio_note == ""

    pulse.microphone("usb_mouth", "Headset Mouth", hertz=AGENT_HZ)
    ear = pulse.speaker("usb_ear", "Headset Ear")
    back_s = seconds_until(
        lambda: not any(use.stand_in for use in sounding.told.in_use), "no stand-ins"
    )
    until(lambda: ear.level(CALLER_HZ, 0.1) > LOUD, "the caller in the headset again")
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the headset's microphone again")
    until(lambda: builtin.level(CALLER_HZ) < QUIET, "silence in the other speaker")
    figures = {"ear_s": ear_s, "mouth_s": ear_s + mouth_s, "back_s": back_s}
    for name, value in figures.items():
        record_property(name, round(value, 2))
    print(figures)
    # The aim is 2 s; a machine that does other things is slower.
    assert max(figures.values()) < 20


def test_the_systems_default_is_followed(pulse: Pulse, sounding: Sounding) -> None:
    sounding.select()
    sounding.talk()
    builtin, usb = pulse.speakers["builtin_ear"], pulse.speakers["usb_ear"]
    until(lambda: builtin.level(CALLER_HZ) > LOUD, "the caller at the default speaker")
    pulse.control("set-default-sink", "usb_ear")
    pulse.control("set-default-source", "usb_mouth")
    until(lambda: usb.level(CALLER_HZ) > LOUD, "the caller at the new default speaker")
    until(lambda: sounding.caller_hears(AGENT_HZ) > LOUD, "the new default microphone")
    until(lambda: builtin.level(CALLER_HZ) < QUIET, "silence at the old one")
    sounding.wait_told(
        lambda told: not any(use.stand_in for use in told.in_use), "nobody stands in"
    )


def test_a_chosen_device_that_is_away_at_the_start_of_a_call(
    pulse: Pulse, sounding: Sounding
) -> None:
    devices = sounding.select("Headset Mouth", "Headset Ear")
    pulse.speakers["usb_ear"].unplug()
    named = msgspec.structs.replace(devices, names={devices.speaker: "My headset"})
    sounding.engine.send(SelectDevices(devices=named))
    sounding.talk()
    until(lambda: pulse.speakers["builtin_ear"].level(CALLER_HZ) > LOUD, "the next best speaker")
    wanted = ("speaker", True, "Computer Speaker", "My headset")
    sounding.wait_told(
        lambda told: (
            wanted in [(use.role, use.stand_in, use.name, use.wanted) for use in told.in_use]
        ),
        "who stands in for whom",
    )


def test_no_device_at_all_and_then_one(pulse: Pulse, sounding: Sounding) -> None:
    for speaker in tuple(pulse.speakers.values()):
        speaker.unplug()
    sounding.select()
    sounding.wait_told(lambda told: "No speaker found" in told.audio_note, "no speaker")
    sounding.talk()
    until(lambda: sounding.caller_hears(BUILTIN_HZ) > LOUD, "the microphone without a speaker")
    ear = pulse.speaker("usb_ear", "Headset Ear")
    until(lambda: ear.level(CALLER_HZ) > LOUD, "the caller at what was plugged in")
    sounding.wait_told(lambda told: told.audio_note == "", "no more trouble")


def test_it_rings_in_the_headset_and_in_the_room(pulse: Pulse, sounding: Sounding) -> None:
    room, usb = pulse.speakers["builtin_ear"], pulse.speakers["usb_ear"]
    sounding.select("Headset Mouth", "Headset Ear", ring_also="Computer Speaker")
    sounding.caller.invite()
    sounding.caller.ringing()
    until(lambda: max(map(abs, usb.samples(0.5))) > LOUD, "the ring in the headset")
    until(lambda: max(map(abs, room.samples(0.5))) > LOUD, "the ring in the room")
    sounding.caller.cancel()
    until(lambda: max(map(abs, room.samples(0.5))) < QUIET, "the end of the ringing")


def test_it_rings_once_where_both_ringers_are_one(pulse: Pulse, sounding: Sounding) -> None:
    sounding.select(ringer="Headset Ear", ring_also="Headset Ear")
    sounding.caller.invite()
    usb = pulse.speakers["usb_ear"]
    until(lambda: max(map(abs, usb.samples(0.5))) > LOUD, "the ring")
    rings = pulse.control("list", "short", "sink-inputs").splitlines()
    assert len(rings) == 1 + len(pulse.microphones), "one ring, and the hum of each microphone"
    assert max(map(abs, pulse.speakers["builtin_ear"].samples(0.5))) < QUIET
    sounding.caller.cancel()


def test_calls_leave_no_connections_to_the_sound_server(pulse: Pulse, sounding: Sounding) -> None:
    sounding.select("Headset Mouth", "Headset Ear")
    usb = pulse.speakers["usb_ear"]

    def call() -> int:
        sounding.talk()
        until(lambda: usb.level(CALLER_HZ, 0.1) > LOUD, "the caller")
        sounding.caller.bye()
        sounding.caller.final("BYE")
        until(lambda: usb.level(CALLER_HZ, 0.1) < QUIET, "the end")
        return pulse.clients()

    first = call()
    sounding.caller.call_id += "b"
    sounding.caller.far = sounding.caller.far.partition(";tag")[0]
    call()
    # The server counts a connection that was closed for a moment longer.
    until(lambda: pulse.clients() <= first, "the connections of the second call to go")


def test_a_microphone_that_gives_nothing_is_told_until_it_does(
    pulse: Pulse, sounding: Sounding
) -> None:
    sounding.select("Headset Mouth", "Headset Ear")
    mouth = pulse.microphones["usb_mouth"]
    pulse.control("set-source-mute", "usb_mouth", "1")
    sounding.talk()
    sounding.wait_told(lambda told: told.microphone_silent, "the silent microphone")
    pulse.control("set-source-mute", "usb_mouth", "0")
    sounding.wait_told(lambda told: not told.microphone_silent, "no more silence")
    assert mouth.hertz == AGENT_HZ
