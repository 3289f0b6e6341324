"""The costs of the bridge's parts are measured; what they are is not judged."""

from tests.bench import bench_bridge


def test_every_part_has_a_figure() -> None:
    found = bench_bridge.run(short=True)
    assert len(found) == 9
    assert all(0 < value < 1e6 for value in found.values())
