"""Each packet is decoded by its own payload type; one that was not agreed is dropped.

As it is, whatever comes goes through the stream's codec: PCMU read as PCMA is four times too loud,
and a packet of comfort noise (RFC 3389) is no G.711 at all.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

Replace = Callable[[Path, str, str], None]
ALTERNATES = Path(__file__).resolve().parent / "media/alternates.inc"

_INFO = "    int                 rx_event_pt;/**< Incoming pt for telephone-events.  */\n"
_INFO_TOO = """\
    unsigned            alt_cnt;    /* other codecs of 10 ms that were agreed */
    pj_uint8_t          alt_pt[3];
    pj_bool_t           noise_agreed; /* the far end may send comfort noise  */
"""
_STREAM = "    int                      rx_event_pt;   /**< Incoming pt for dtmf.      */\n"
_STREAM_TOO = """\
    struct alternate {
        pjmedia_codec       *codec;
        pjmedia_resample    *resample;
        unsigned             samples;
    } alternate[3], *last_alternate;
"""
_AGREED = "    /* Get incomming payload type for telephone-events */\n"
_AGREE = """\
    /* Of the payload types with fixed numbers and frames of 10 ms: what both sides list. */
    for (i = 0; i < rem_m->desc.fmt_count; ++i) {
        unsigned j, other = pj_strtoul(&rem_m->desc.fmt[i]);

        si->noise_agreed |= other == 13;
        if (si->rx_pt == other || !softphone_frames_of_10(si->rx_pt) ||
            !softphone_frames_of_10(other) || si->alt_cnt == PJ_ARRAY_SIZE(si->alt_pt))
        {
            continue;
        }
        for (j = 0; j < local_m->desc.fmt_count; ++j) {
            if (pj_strtoul(&local_m->desc.fmt[j]) == other) {
                si->alt_pt[si->alt_cnt++] = (pj_uint8_t)other;
                break;
            }
        }
    }

"""
_TEN = """\
static pj_bool_t softphone_frames_of_10(unsigned pt)
{
    return pt == PJMEDIA_RTP_PT_PCMU || pt == PJMEDIA_RTP_PT_PCMA ||
           pt == PJMEDIA_RTP_PT_G722 || pt == PJMEDIA_RTP_PT_G729;
}

"""
_CHECKED = "    check_pt = check_pt && hdr->pt != stream->rx_event_pt;\n"
_CHECK = """\
    check_pt = check_pt && hdr->pt != stream->rx_event_pt && hdr->pt != stream->si.tx_pt &&
               alternate_of(stream, hdr->pt) < 0;
"""
_BAD = "    /* Skip bad RTP packet */\n    if (seq_st.status.flag.bad) {\n"
_UNAGREED = """\
#ifdef AUDIO_STREAM
    if (hdr->pt == 13)
        c_strm->rtcp.stat.rx.noise++;
    if (hdr->pt != channel->rtp.out_pt && hdr->pt != stream->rx_event_pt &&
        hdr->pt != stream->si.tx_pt &&
        (!c_strm->si->rx_red_pt || hdr->pt != c_strm->si->rx_red_pt) &&
        alternate_of(stream, hdr->pt) < 0)
    {
        pkt_discarded = PJ_TRUE;
        goto on_return;
    }
#endif
"""
_PARSED = """\
        status = pjmedia_codec_parse(stream->codec, (void*)payload,
                                     payloadlen, &ts, &count, frames);
"""
_PARSE = """\
        alternate = alternate_of(stream, hdr->pt);
        status = alternate >= 0
            ? alternate_parse(stream, alternate, payload, payloadlen, &ts, &count, frames)
            : pjmedia_codec_parse(stream->codec, (void*)payload,
                                  payloadlen, &ts, &count, frames);
"""
_LEARN = "        if (stream->has_g722_mpeg_bug) {\n"
_LEARN_OURS = """\
        if (alternate >= 0) {
            ts_span = ALTERNATE_TICKS;
        } else if (stream->has_g722_mpeg_bug) {
"""
_DECODED = """\
            status = pjmedia_codec_decode( stream->codec, &frame_in,
                                           (unsigned)frame_out.size,
                                           &frame_out);
            if (status != 0) {
                LOGERR_((port->info.name.ptr, status,
                         "codec decode() error"));

                if (use_dec_buf) {
"""
_BUFFERED = """\
            if (stream->dec_buf &&
                bit_info * sizeof(pj_int16_t) > frame_out.size)
"""
_CHANCE = "        !stream->codec_param.setting.plc ||\n"
_RECOVER = "    if (!stream->codec->op->recover ||\n"
_OPENED = "    /* How many consecutive PLC frames can be generated */\n"
_OPEN = """\
    alternates_open(stream, pool);
    if (stream->si.alt_cnt)
        c_strm->frame_size = PJ_MAX(c_strm->frame_size, ALTERNATE_BYTES);

"""
_RTCP_MADE = "        if (info->rtp_seq_ts_set) {\n            c_strm->rtcp.stat.rtp_tx_last_seq"
_CLOSED = "    /* Free codec. */\n    if (stream->codec) {\n"


def build_in(tree: Path, replace: Replace) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    media = tree / "pjmedia/src/pjmedia"
    shutil.copy(ALTERNATES, media / ALTERNATES.name)
    replace(tree / "pjmedia/include/pjmedia/stream.h", _INFO, _INFO + _INFO_TOO)
    info = media / "stream_info.c"
    replace(info, _AGREED, _AGREE + _AGREED)
    begin = "static pj_status_t get_audio_codec_info_param(pjmedia_stream_info *si,\n"
    replace(info, begin, _TEN + begin)
    received = media / "stream_imp_common.c"
    replace(received, _CHECKED, _CHECK)
    replace(received, _BAD, _UNAGREED + _BAD)
    stream = media / "stream.c"
    header = "#include <pjmedia/stream.h>\n"
    replace(stream, header, f"{header}#include <pjmedia/resample.h>\n")
    replace(stream, _STREAM, _STREAM + _STREAM_TOO)
    inside = '#include "stream_imp_common.c"\n'
    replace(stream, inside, f'#include "{ALTERNATES.name}"\n{inside}')
    replace(stream, _PARSED, _PARSE)
    counted = "        enum { MAX = 16 };\n"
    replace(stream, counted, f"{counted}        int alternate;\n")
    replace(stream, _LEARN, _LEARN_OURS)
    replace(stream, _BUFFERED, _BUFFERED.replace("if (", "if (!(bit_info & ALTERNATE_MARK) && "))
    ours = "bit_info & ALTERNATE_MARK\n                ? alternate_decode(stream, bit_info & 3,"
    ours += " &frame_in, &frame_out)\n                : pjmedia_codec_decode("
    replace(stream, _DECODED, _DECODED.replace("pjmedia_codec_decode(", ours))
    decode = "            /* Decode */\n"
    replace(stream, decode, f"            stream->last_alternate = NULL;\n{decode}")
    chance = (
        "    if (!alternate_concealer(stream) || !alternate_concealer(stream)->op->recover ||\n"
    )
    replace(stream, _RECOVER + _CHANCE, chance + _CHANCE)
    replace(
        stream,
        "pjmedia_codec_recover(stream->codec,",
        "pjmedia_codec_recover(alternate_concealer(stream),",
    )
    replace(stream, _OPENED, _OPEN + _OPENED)
    noted = "        c_strm->rtcp.stat.rx.noise_agreed = info->noise_agreed;\n"
    replace(stream, _RTCP_MADE, noted + _RTCP_MADE)
    replace(stream, _CLOSED, f"    alternates_close(stream);\n{_CLOSED}")
