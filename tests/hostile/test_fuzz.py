"""The short form of ``python -m tests.hostile.fuzz``; a new seed each day finds more."""

import random
from pathlib import Path

import pytest

from tests.hostile.fuzz import Fuzz, mutated


@pytest.mark.own_stack
@pytest.mark.parametrize("seed", [1, 2])
def test_the_engine_survives_mutated_messages(tmp_path: Path, seed: int) -> None:
    fuzz = Fuzz(tmp_path, seed)
    try:
        fuzz.run(300)
    finally:
        fuzz.close()


def test_a_seed_makes_the_same_messages_again() -> None:
    def made(seed: int) -> list[bytes]:
        generator = random.Random(seed)
        return [mutated(generator, b"INVITE sip:a@b SIP/2.0\r\n\r\n", [b"x: y"]) for _ in range(50)]

    assert made(7) == made(7)
    assert made(7) != made(8)
