"""Descriptors read, keys and lamps found in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.headset import usages
from softphone.engine.headset.descriptor import DescriptorError, Kind, read_descriptor, value_of
from softphone.engine.headset.telephony import Key, KeyChange, Lamps, Telephony
from tests.doubles import descriptors

ALL = [
    descriptors.SWITCH,
    descriptors.LAMPS_APART,
    descriptors.PLAIN,
    descriptors.SELECTOR,
    descriptors.TWO_WAY,
    descriptors.KEYBOARD,
]


def test_fields_lie_where_the_descriptor_puts_them() -> None:
    report = read_descriptor(descriptors.SWITCH)
    hook = next(f for f in report.fields if usages.HOOK_SWITCH in f.usages)
    assert (hook.report_id, hook.bit, hook.bits, hook.kind) == (2, 0, 1, Kind.INPUT)
    assert hook.application == usages.HEADSET
    assert not hook.preferred
    assert not hook.relative
    mute = next(f for f in report.fields if usages.PHONE_MUTE in f.usages)
    assert (mute.bit, mute.relative) == (1, True)
    ringer = next(f for f in report.fields if usages.RINGER in f.usages)
    assert (ringer.bit, ringer.kind) == (4, Kind.OUTPUT)
    assert report.lengths[Kind.INPUT, 2] == 2
    assert report.lengths[Kind.OUTPUT, 2] == 2
    assert report.numbered


def test_push_pop_and_extended_usages() -> None:
    report = read_descriptor(descriptors.TWO_WAY)
    assert [(f.usages, f.bit, f.bits, f.least) for f in report.fields] == [
        ((usages.HOOK_SWITCH,), 0, 2, -1),
        ((usages.PHONE_MUTE,), 2, 1, 0),
        ((usages.FLASH,), 3, 1, 0),
    ]
    assert value_of(report.fields[0], b"\x03") == -1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "0 bytes"),
        (bytes(9000), "9000 bytes"),
        (b"\x05", "ends within"),
        (b"\xfe", "ends within"),
        (b"\xc0", "never began"),
        (b"\xb4", "without a push"),
        (b"\x85\x00", "report id 0"),
        (b"\x29\x05", "without a beginning"),
        (b"\x05\x0b\x19\x00\x2a\xff\xff\x81\x02", "without a beginning"),
        (b"\x05\x0b\x09\x20\x75\xff\x96\xff\xff\x81\x02", "more than 4096 bytes"),
    ],
)
def test_what_is_no_descriptor_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(DescriptorError, match=why):
        read_descriptor(data)


@given(st.one_of(st.binary(max_size=200), st.sampled_from(ALL)), st.binary(max_size=8))
def test_nothing_a_device_sends_breaks_it(descriptor: bytes, report: bytes) -> None:
    try:
        telephony = Telephony(descriptor)
    except DescriptorError:
        return
    telephony.read(report)
    telephony.write(Lamps(off_hook=True, ring=True, mute=True, hold=True))


@given(st.sampled_from(ALL), st.integers(0, 60), st.binary(max_size=3))
def test_a_broken_descriptor_breaks_nothing(descriptor: bytes, at: int, noise: bytes) -> None:
    broken = descriptor[:at] + noise + descriptor[at + len(noise) :]
    try:
        Telephony(broken).read(b"\x02\x01\x00")
    except DescriptorError:
        return


def down(key: Key, **kind: bool) -> KeyChange:
    return KeyChange(key, True, **kind)


def up(key: Key, **kind: bool) -> KeyChange:
    return KeyChange(key, False, **kind)


def test_a_switch_and_pulses() -> None:
    telephony = Telephony(descriptors.SWITCH)
    assert telephony.has_hook
    assert telephony.read(b"\x01\x03") == (), "the volume keys are the system's"
    assert telephony.read(b"\x02\x01\x00") == (down(Key.HOOK, latched=True),)
    assert telephony.read(b"\x02\x03\x00") == (down(Key.MUTE, toggles=True),)
    assert telephony.read(b"\x02\x01\x00") == (up(Key.MUTE, toggles=True),)
    assert telephony.read(b"\x02\x00\x00") == (up(Key.HOOK, latched=True),)
    assert telephony.read(b"\x02") == ()
    assert telephony.read(b"") == ()


def test_lamps_of_one_report_go_together() -> None:
    telephony = Telephony(descriptors.SWITCH)
    assert telephony.write(Lamps()) == {2: b"\x02\x00\x00"}
    assert telephony.write(Lamps(off_hook=True, mute=True)) == {2: b"\x02\x03\x00"}
    assert telephony.write(Lamps(ring=True)) == {2: b"\x02\x14\x00"}
    assert telephony.write(Lamps(hold=True)) == {2: b"\x02\x08\x00"}


def test_lamps_of_their_own_reports() -> None:
    telephony = Telephony(descriptors.LAMPS_APART)
    assert telephony.write(Lamps(off_hook=True)) == {
        0x09: b"\x09\x00",
        0x17: b"\x17\x01",
        0x18: b"\x18\x00",
    }
    assert telephony.read(b"\x08\x01") == (down(Key.HOOK, latched=True),)


def test_reports_without_numbers() -> None:
    telephony = Telephony(descriptors.PLAIN)
    assert telephony.read(b"\x01") == (down(Key.HOOK),)
    assert telephony.read(b"\x02") == (up(Key.HOOK), down(Key.MUTE))
    assert telephony.write(Lamps(off_hook=True)) == {0: b"\x00\x01"}


def test_arrays_both_ways() -> None:
    telephony = Telephony(descriptors.SELECTOR)
    assert telephony.read(b"\x03\x02") == (down(Key.MUTE, toggles=True),)
    assert telephony.read(b"\x03\x00") == (up(Key.MUTE, toggles=True),)
    assert telephony.read(b"\x03\xff") == ()
    assert telephony.write(Lamps(off_hook=True)) == {3: b"\x03\x01"}
    assert telephony.write(Lamps(ring=True)) == {3: b"\x03\x02"}


def test_a_hook_with_two_directions() -> None:
    telephony = Telephony(descriptors.TWO_WAY)
    assert telephony.read(b"\x01") == (down(Key.HOOK, latched=True),)
    assert telephony.read(b"\x00") == ()
    assert telephony.read(b"\x03") == (up(Key.HOOK, latched=True),)


def test_what_has_no_hook_is_no_headset() -> None:
    assert not Telephony(descriptors.KEYBOARD).has_hook
