"""Messages as long as a datagram can be.

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


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    transport = tree / "pjsip/src/pjsip/sip_transport.c"
    replace(transport, _ALLOCATED, _ALLOCATED.replace("PJSIP_MAX_PKT_LEN", "SENT_AT_FIRST"))
    replace(transport, _END, _END.replace("PJSIP_MAX_PKT_LEN", "SENT_AT_FIRST"))
    replace(transport, _PRINTED, _PRINTED_LONG)
    first = "PJ_DEF(pj_status_t) pjsip_tx_data_encode(pjsip_tx_data *tdata)\n"
    replace(transport, first, f"#define SENT_AT_FIRST 4000\n\n{first}")
