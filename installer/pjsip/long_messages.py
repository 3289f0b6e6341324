"""Messages as long as a datagram can be, and none that was cut off on its way.

``PJSIP_MAX_PKT_LEN`` (``config_site.h``) is what is read; what is sent begins with less, because
each message keeps its buffer for as long as its transaction lives (32 s): a flood of requests would
take 64 kB an answer.
"""

from collections.abc import Callable
from pathlib import Path

_ALLOCATED = """\
            tdata->buf.start = (char*)\x20
                               pj_pool_alloc(tdata->pool, PJSIP_MAX_PKT_LEN);
"""
_END = "        tdata->buf.end = tdata->buf.start + PJSIP_MAX_PKT_LEN;\n"
_PRINTED = """\
        size = pjsip_msg_print( tdata->msg, tdata->buf.start,\x20
                                tdata->buf.end - tdata->buf.start);
        if (size < 0) {
"""
_PRINTED_LONG = """\
        size = pjsip_msg_print( tdata->msg, tdata->buf.start,\x20
                                tdata->buf.end - tdata->buf.start);
        if (size < 0 && tdata->buf.end - tdata->buf.start < PJSIP_MAX_PKT_LEN) {
            PJ_USE_EXCEPTION;

            PJ_TRY {
                tdata->buf.start = (char*)
                                   pj_pool_alloc(tdata->pool, PJSIP_MAX_PKT_LEN);
            }
            PJ_CATCH_ANY {
                return PJ_ENOMEM;
            }
            PJ_END

            tdata->buf.cur = tdata->buf.start;
            tdata->buf.end = tdata->buf.start + PJSIP_MAX_PKT_LEN;
            size = pjsip_msg_print( tdata->msg, tdata->buf.start,
                                    tdata->buf.end - tdata->buf.start);
        }
        if (size < 0) {
"""
_CHECKED = (
    "        /* Perform basic header checking. */\n        if (rdata->msg_info.cid == NULL ||\n"
)
_CUT = """\
        /* A datagram shorter than it says (RFC 3261 section 18.3): it would be taken for another
         * message, an INVITE without its session for one that wants our offer.
         */
        if ((tr->flag & PJSIP_TRANSPORT_DATAGRAM) && rdata->msg_info.clen &&
            is_cut(current_pkt, msg_fragment_size, rdata->msg_info.clen->len))
        {
            PJ_LOG(2, (THIS_FILE, "Dropping %lu bytes from %s: less than its Content-Length",
                       (unsigned long)msg_fragment_size, rdata->pkt_info.src_name));
            goto finish_process_fragment;
        }

"""
_IS_CUT = """\
static pj_bool_t is_cut(const char *packet, pj_size_t size, int content_length)
{
    const char *p, *end = packet + size;

    for (p = packet; p < end; ++p) {
        const char *next = p + 1;

        if (*p != '\\n')
            continue;
        if (next < end && *next == '\\r')
            ++next;
        if (next < end && *next == '\\n')
            return end - (next + 1) < content_length;
    }
    return content_length > 0;
}

"""


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    transport = tree / "pjsip/src/pjsip/sip_transport.c"
    replace(transport, _ALLOCATED, _ALLOCATED.replace("PJSIP_MAX_PKT_LEN", "SENT_AT_FIRST"))
    replace(transport, _END, _END.replace("PJSIP_MAX_PKT_LEN", "SENT_AT_FIRST"))
    replace(transport, _PRINTED, _PRINTED_LONG)
    replace(transport, _CHECKED, _CUT + _CHECKED)
    first = "PJ_DEF(pj_status_t) pjsip_tx_data_encode(pjsip_tx_data *tdata)\n"
    replace(transport, first, f"#define SENT_AT_FIRST 4000\n\n{first}")
    comment = """\
/*
 * pjsip_tpmgr_receive_packet()
"""
    replace(transport, comment, _IS_CUT + comment)
