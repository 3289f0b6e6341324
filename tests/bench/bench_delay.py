"""Mouth to ear: how long sound takes through the phone, both ways, in one call.

    python -m tests.bench.bench_delay [--short] [--json FILE]

Swept tones are said into the microphone of a private PulseAudio (null sinks in blocks of 10 ms).
The far end is a mirror: every RTP packet (G.711, 20 ms) goes back at once. So each sweep crosses
the phone twice: *mouth* from the microphone to the packet with its first sample, *ear* from that
packet to the speaker. Both sinks are heard by the same kind of recorder, whose own delay falls out
of the difference; mouth and ear together are what a call between two such phones adds.
"""

from __future__ import annotations

import select
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np

from softphone.domain.audio_devices import AudioDevices
from tests.bench import chirps
from tests.bench.caller import RATE_HZ, Leg, Packet, from_ulaw, packet_of, receive
from tests.bench.phones import EnginePhone, Phone, ThinPhone, closing
from tests.bench.pulse import EAR, MOUTH, Pulse
from tests.bench.pulse import RATE_HZ as SINK_HZ
from tests.bench.report import Report, command, measured, median, percentile

SWEEPS, SHORT_SWEEPS = 16, 4
SETTLES_S = 2.0


class Delays(msgspec.Struct):
    """Milliseconds of each sweep."""

    mouth: list[float]
    ear: list[float]
    whole: list[float]


class Mirror:
    """Sends every packet of a leg back where it came from, and keeps it."""

    def __init__(self, leg: Leg) -> None:
        self.packets: list[Packet] = []
        self._leg = leg
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Mirror:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.is_set():
            if not select.select([self._leg.rtp], [], [], 0.1)[0]:
                continue
            data, at_s, sender = receive(self._leg.rtp)
            packet = packet_of(data, at_s)
            if packet is not None:
                self._leg.rtp.sendto(data[:8] + b"BACK" + data[12:], sender)
                self.packets.append(packet)


def run(short: bool = False) -> Report:
    """Measure. Raises ``PulseMissingError``."""
    count = SHORT_SWEEPS if short else SWEEPS
    return measured("Mouth to ear", lambda report: _measure(report, count))


def _measure(report: Report, count: int) -> None:
    with Pulse() as pulse, tempfile.TemporaryDirectory() as folder:
        environment = pulse.environment

        def engine(processing: bool) -> EnginePhone:
            where = Path(folder) / f"processing-{processing}"
            devices = AudioDevices(processing=processing)
            return EnginePhone(where, audio="", devices=devices, environment=environment)

        ours = of_phone(pulse, lambda: engine(True), count)
        plain = of_phone(pulse, lambda: engine(False), count)
        bare = of_phone(pulse, lambda: ThinPhone("system", environment=environment), count)
    whole = [median(phone.whole) for phone in (ours, plain, bare)]
    report.add("mouth to ear, echo cancellation on", "ms", whole[0], target="≤ 75", most=75)
    report.add("mouth to ear, without", "ms", whole[1], whole[2], target="≤ 75", most=75)
    worst = [percentile(phone.whole, 0.9) for phone in (ours, plain, bare)]
    report.add("worst of ten, echo cancellation on", "ms", worst[0])
    report.add("worst of ten, without", "ms", worst[1], worst[2])
    report.add("mouth, echo cancellation on", "ms", median(ours.mouth))
    report.add("mouth: microphone to network", "ms", median(plain.mouth), median(bare.mouth))
    report.add("ear: network to speaker", "ms", median(plain.ear), median(bare.ear))
    report.add("sweeps found", "sweeps", len(plain.whole), len(bare.whole), target=f"{count}")
    report.notes.append(
        "G.711, PulseAudio null sinks in blocks of 10 ms; the bare phone has the best plain bridge"
        " (rings cut at 20 ms)"
    )


def of_phone(pulse: Pulse, make: Callable[[], Phone], count: int) -> Delays:
    """The delays of one phone in one call."""
    heard, said = pulse.recorder(EAR), pulse.recorder(MOUTH)
    with closing(make()) as phone, Leg(phone.address) as leg:
        leg.call()
        with Mirror(leg) as mirror:
            pulse.play(chirps.train(count, SINK_HZ, lead_s=SETTLES_S)).wait(120)
        leg.bye()
    at_ear, ear_start = heard.stop()
    at_mouth, mouth_start = said.stop()
    spoken = [mouth_start + at for at in chirps.find(at_mouth, SINK_HZ)]
    hearing = [ear_start + at for at in chirps.find(at_ear, SINK_HZ)]
    sent = sweeps_in(mirror.packets)
    return Delays(
        mouth=chirps.delays(spoken, sent),
        ear=chirps.delays(sent, hearing),
        whole=chirps.delays(spoken, hearing),
    )


def sweeps_in(packets: list[Packet]) -> list[float]:
    """When the packet with each sweep's first sample came in."""
    voice = [packet for packet in packets if packet.kind == 0]
    if not voice:
        return []
    sound = from_ulaw(b"".join(packet.payload for packet in voice)) / 32768
    ends = np.cumsum([len(packet.payload) for packet in voice])
    found = chirps.find(sound, RATE_HZ)
    return [voice[int(np.searchsorted(ends, int(at * RATE_HZ), side="right"))].at_s for at in found]


if __name__ == "__main__":
    sys.exit(command(run, doc=__doc__))
