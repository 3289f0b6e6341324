"""What the findings of an echo test mean."""

import msgspec
import pytest

from softphone.domain.echo import EchoAdvice, EchoResult, advice

GOOD = EchoResult(return_db=-90.0, noise_dbfs=-65.0, voice_dbfs=-25.0)


@pytest.mark.parametrize(
    ("differs", "found"),
    [
        ({}, (EchoAdvice.NO_ECHO,)),
        ({"return_db": -45.0}, (EchoAdvice.NO_ECHO,)),
        ({"return_db": -44.0}, (EchoAdvice.ECHO_SOME,)),
        ({"return_db": -25.0}, (EchoAdvice.ECHO_SOME,)),
        ({"return_db": -10.0}, (EchoAdvice.ECHO_LOUD,)),
        ({"voice_dbfs": -50.0}, (EchoAdvice.NO_ECHO, EchoAdvice.VOICE_SOFT)),
        ({"voice_dbfs": -8.0}, (EchoAdvice.NO_ECHO, EchoAdvice.VOICE_LOUD)),
        (
            {"return_db": -5.0, "noise_dbfs": -40.0},
            (EchoAdvice.ECHO_LOUD, EchoAdvice.NOISY),
        ),
        ({"voice_dbfs": -80.0, "return_db": -5.0}, (EchoAdvice.MICROPHONE_SILENT,)),
    ],
)
def test_advice(differs: dict[str, float], found: tuple[EchoAdvice, ...]) -> None:
    assert advice(msgspec.structs.replace(GOOD, **differs)) == found
