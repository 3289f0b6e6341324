"""A converter of our own for twice and half the rate, in front of the general one (``sound/``).

The general converter (libsamplerate) can do any ratio and looks 5.8 ms ahead; a call in G.711 goes
through it on both ways. Between 8 and 16 kHz a short filter does, see ``sound/twice.inc``.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "sound/twice.inc"

_STATE = "    double       ratio;\n};\n"
_CHOICE = "    /* Select conversion type */\n    if (high_quality) {\n"
_OURS = """\
    if (high_quality && channel_count == 1 &&
        (rate_out == 2 * rate_in || (rate_in == 2 * rate_out && samples_per_frame % 2 == 0)))
    {
        resample->twice = twice_create(pool, rate_out > rate_in, samples_per_frame);
        resample->in_samples = samples_per_frame;
        *p_resample = resample;
        return PJ_SUCCESS;
    }

"""
_RUN = "    SRC_DATA src_data;\n\n    /* Convert samples to float */\n"
_RUN_OURS = """\
    SRC_DATA src_data;

    if (resample->twice) {
        twice_run(resample->twice, input, output);
        return;
    }

    /* Convert samples to float */
"""


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    converter = tree / "pjmedia/src/pjmedia/resample_libsamplerate.c"
    shutil.copy(SOURCE, converter.parent / SOURCE.name)
    library = "#include <samplerate.h>\n"
    replace(converter, library, f"#include <math.h>\n#include <string.h>\n{library}")
    replace(
        converter,
        "struct pjmedia_resample\n{",
        '#include "twice.inc"\n\nstruct pjmedia_resample\n{',
    )
    replace(converter, _STATE, _STATE.replace("};", "    twice       *twice;\n};"))
    replace(converter, _CHOICE, _OURS + _CHOICE)
    replace(converter, _RUN, _RUN_OURS)
