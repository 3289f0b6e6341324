"""Sound without a stop in Python: three classes of our own in the binding (``sound/``).

``SoundRing`` is the buffer between two clocks, ``SoundFace`` the agent's end in the conference
bridge with a ring on both sides, ``SoundPulse`` a device of PulseAudio at a ring. With them no
frame of a call waits for the interpreter, and no thread is woken by each of the sound server's
blocks: against the same steps in Python a call takes a quarter of the processor's time
(docs/sound.md).
"""

import shutil
from collections.abc import Callable
from pathlib import Path

SOUND = Path(__file__).resolve().parent / "sound"
PARTS = ("sound_face.hpp", "ring.inc", "pulse.inc", "face.inc")


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    header, *code = PARTS
    shutil.copy(SOUND / header, tree / "pjsip/include/pjsua2" / header)
    media = tree / "pjsip/src/pjsua2/media.cpp"
    for name in code:
        shutil.copy(SOUND / name, media.parent / name)
    ours = "".join(f'#include "{name}"\n' for name in code)
    mark = "#define MAX_DEV_COUNT           64\n"
    replace(media, mark, mark + "\n#include <pjsua2/sound_face.hpp>\n" + ours)
    said = "#include <pjsua2/media.hpp>\n"
    replace(tree / "pjsip/include/pjsua2.hpp", said, f"{said}#include <pjsua2/sound_face.hpp>\n")
    binding = tree / "pjsip-apps/src/swig/pjsua2.i"
    director = '%feature("director") AudioMediaPort;\n'
    replace(binding, director, f'{director}%feature("director") SoundFace;\n')
    listed = '%include "pjsua2/media.hpp"\n'
    replace(binding, listed, f'{listed}%include "pjsua2/sound_face.hpp"\n')
