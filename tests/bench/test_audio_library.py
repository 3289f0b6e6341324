"""The comparison of sound libraries runs in its short form; how fast they are is not judged."""

from tests.bench import bench_audio_library


def test_the_library_in_use_is_measured() -> None:
    found = bench_audio_library.run(2)
    assert set(found) == set(bench_audio_library.LIBRARIES)
    figures = found["miniaudio"]
    assert figures["sweeps"] == 2
    assert isinstance(figures["round trip"], int | float)
    assert 0 < figures["round trip"] < 500
    for name in ("QtMultimedia", "sounddevice"):
        assert "missing" in found[name] or "sweeps" in found[name]
