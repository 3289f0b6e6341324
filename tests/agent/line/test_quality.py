"""The figures beside a call, the lines when sound is missing, and what is kept of it."""

from typing import Any

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.call import Call, CallState
from softphone.domain.codecs import CodecProfile
from softphone.domain.quality import NoSound, Quality
from tests.agent.conftest import World


def measure(world: World, call: Call, **fields: Any) -> None:
    """The engine measured the call."""
    given: dict[str, Any] = {"codec": "PCMA/8000", "mos": 4.4, "mos_in": 4.4}
    world.desk.on_event(m.QualityMeasured(call_id=call.id, quality=Quality(**(given | fields))))
    world.clock.advance(2)


@pytest.fixture
def call(world: World) -> Call:
    world.ready()
    made = world.offer()
    world.wishes.answer()
    return world.connect(made)


def test_the_figures_are_beside_the_call(world: World, call: Call) -> None:
    measure(world, call)
    measure(world, call, mos=3.3, loss_in=0.1)
    (view,) = world.model.calls
    assert view.quality is not None
    assert view.quality.loss_in == 0.1
    assert [(sample.at_s, sample.mos) for sample in view.quality_samples] == [(0, 4.4), (2, 3.3)]


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (NoSound.NOTHING_RECEIVED, NoticeCode.NO_SOUND_RECEIVED),
        (NoSound.NOT_HEARD, NoticeCode.NOT_HEARD),
    ],
)
def test_missing_sound_is_told_once_and_taken_down(
    world: World, call: Call, missing: NoSound, code: NoticeCode
) -> None:
    measure(world, call, no_sound=(missing,))
    first = [notice.id for notice in world.model.notices if notice.code is code]
    measure(world, call, no_sound=(missing,))
    assert [notice.id for notice in world.model.notices if notice.code is code] == first
    assert len(first) == 1
    measure(world, call)
    assert code not in world.notices()


def test_silence_is_told_only_when_it_lasts(world: World, call: Call) -> None:
    for _ in range(5):
        measure(world, call, no_sound=(NoSound.SILENCE_RECEIVED,))
        assert NoticeCode.SILENCE_RECEIVED not in world.notices()
    measure(world, call, no_sound=(NoSound.SILENCE_RECEIVED,))
    assert NoticeCode.SILENCE_RECEIVED in world.notices()


@pytest.mark.parametrize("fields", [{"state": CallState.HELD}, {"held_by_far_end": True}])
def test_nothing_is_missing_on_hold(world: World, call: Call, fields: dict[str, Any]) -> None:
    measure(world, call, no_sound=(NoSound.NOTHING_RECEIVED,))
    held = msgspec.structs.replace(call, **fields)
    world.desk.on_event(m.CallChanged(call=held, at=world.clock.now()))
    assert NoticeCode.NO_SOUND_RECEIVED not in world.notices()
    (view,) = world.model.calls
    assert view.quality is not None
    assert view.quality.no_sound == ()


def test_the_end_takes_the_line_down_and_keeps_the_figures(world: World, call: Call) -> None:
    measure(world, call, round_trip_ms=40.0, jitter_in_ms=3.0)
    measure(world, call, mos=2.0, loss_in=1.0, no_sound=(NoSound.NOTHING_RECEIVED,))
    contact = world.contact().contact.id
    world.end(call)
    assert NoticeCode.NO_SOUND_RECEIVED not in world.notices()
    kept = world.store.quality(call.id)
    assert kept is not None
    assert (kept.contact_id, kept.codec, kept.mos_min, kept.mos_avg) == (
        contact,
        "PCMA/8000",
        2.0,
        3.2,
    )
    assert (kept.loss_in, kept.loss_out, kept.round_trip_ms) == (0.5, None, 40.0)
    assert [sample.silent for sample in kept.samples] == [False, True]
    assert world.model.history[0].mos == 3.2
    found: list[object] = []
    world.wishes.call_quality(call.id, found.append, found.append)
    assert found == [kept]


@pytest.mark.expects_log("the engine is gone")
def test_an_engine_that_dies_leaves_the_figures(world: World, call: Call) -> None:
    measure(world, call)
    world.desk.on_engine_down("gone")
    assert world.store.quality(call.id) is not None


def test_a_call_that_was_never_measured_has_no_row(world: World, call: Call) -> None:
    world.end(call)
    assert world.store.quality(call.id) is None
    assert world.model.history[0].mos is None


def test_a_measurement_of_an_unknown_call_is_nothing(world: World, call: Call) -> None:
    measure(world, msgspec.structs.replace(call, id="other"))
    assert world.model.calls[0].quality is None


def test_the_codec_profile_goes_to_the_engine(world: World) -> None:
    world.ready()
    assert world.phone.of(m.Configure)[-1].codecs is CodecProfile.OFFICE
    world.desk.take_rules(msgspec.structs.replace(world.rules, codecs=CodecProfile.HOME))
    assert world.phone.of(m.Configure)[-1].codecs is CodecProfile.HOME
