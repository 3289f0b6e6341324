"""Half a packet at a time: the conference bridge takes 10 ms from a stream whose packets have 20.

As it is, the bridge asks for a whole packet at every second of its ticks, so that one that has just
missed a tick waits for two: 10 ms on average, 20 at worst. G.711, G.722 and G.729 have frames of
10 ms, which the jitter buffer holds one by one; taken one by one they wait half as long. A codec
with longer frames (Opus) answers with a whole one, as before.
"""

from collections.abc import Callable
from pathlib import Path

_ASKED = "    p_out_samp = (pj_int16_t*) frame->buf;\n\n    for (samples_count=0;"
_LESS = """\
    /* Whoever asks for less gets less, where whole frames of the codec come to that. */
    if (frame->size < samples_required * BYTES_PER_SAMPLE) {
        if (samples_per_frame && frame->size >= samples_per_frame * BYTES_PER_SAMPLE &&
            frame->size % (samples_per_frame * BYTES_PER_SAMPLE) == 0)
        {
            samples_required = (unsigned)(frame->size / BYTES_PER_SAMPLE);
        } else {
            frame->size = samples_required * BYTES_PER_SAMPLE;
        }
    }
"""

_WHOLE = """\
            f.buf = cport->rx_buf + cport->rx_buf_count;
            f.size = cport->samples_per_frame * BYTES_PER_SAMPLE;
"""
_HALF = """\
            pj_bool_t halved = cport->port->info.signature == PJMEDIA_SIG_PORT_STREAM &&
                               cport->channel_count == conf->channel_count &&
                               samples_req < cport->samples_per_frame;

            f.buf = cport->rx_buf + cport->rx_buf_count;
            f.size = (halved ? samples_req : cport->samples_per_frame) * BYTES_PER_SAMPLE;
"""
_FULL = """\
            } else {
                cport->rx_buf_count += cport->samples_per_frame;
            }

            TRACE_((THIS_FILE, "  rx buffer size is now %d","""
_AS_CAME = """\
            } else if (halved && f.type == PJMEDIA_FRAME_TYPE_AUDIO) {
                cport->rx_buf_count += (unsigned)(f.size / BYTES_PER_SAMPLE);
            } else {
                cport->rx_buf_count += cport->samples_per_frame;
            }

            TRACE_((THIS_FILE, "  rx buffer size is now %d","""


def take_halves(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    replace(tree / "pjmedia/src/pjmedia/stream.c", _ASKED, _LESS + _ASKED)
    bridge = tree / "pjmedia/src/pjmedia/conference.c"
    replace(bridge, _WHOLE, _HALF)
    replace(bridge, _FULL, _AS_CAME)
