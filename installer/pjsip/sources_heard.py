"""Whose sound packets count: the far end's address, its source number, its reports about us.

As it is, PJSIP speaks to whoever speaks to it first (49 packets of an agent's voice went to a
stranger), counts the gap between two sources of one address as loss, takes the first block of any
report for one about us, and drops what reports tell beyond loss and jitter.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

Replace = Callable[[Path, str, str], None]
SOURCE = Path(__file__).resolve().parent / "media/source.inc"

_KNOWN = "    pj_sockaddr              rem_rtp_addr;     /**< Remote RTP address      */\n"
_TIMES = """\
    pj_bool_t                own_came;         /* something from the SDP's address */
    pj_timestamp             own_at;           /* when that was last              */
    pj_timestamp             followed_at;      /* the same of another one         */
"""
_ASKED = """\
    if (param->src_addr) {
        pj_uint32_t peer_ssrc = channel->rtp.peer_ssrc;
"""
_OURS = """\
    if (param->src_addr && !softphone_source_heard(c_strm, param))
        return;
    if (0) {
        pj_uint32_t peer_ssrc = channel->rtp.peer_ssrc;
"""
_DECLARED = """\
pj_bool_t softphone_source_heard(pjmedia_stream_common *c_strm, pjmedia_tp_cb_param *param);
void softphone_source_begins(pjmedia_stream_common *c_strm);
void softphone_source_ends(pjmedia_stream_common *c_strm);

"""
_PAUSED = "    /* Ignore the packet if decoder is paused */\n    if (channel->paused)\n"
_SSRC = """\
    /* Another source begins its own count (RFC 3550 section 6.4.1 and A.1). */
    if (!c_strm->si->has_rem_ssrc && channel->rtp.received &&
        pj_ntohl(hdr->ssrc) != channel->rtp.peer_ssrc)
    {
        channel->rtp.received = 0;
        channel->rtp.peer_ssrc = c_strm->rtcp.peer_ssrc = pj_ntohl(hdr->ssrc);
        pjmedia_rtcp_new_source(&c_strm->rtcp, pj_ntohs(hdr->seq));
    }

"""
_NEW_SOURCE = """\
PJ_DEF(void) pjmedia_rtcp_new_source(pjmedia_rtcp_session *sess, unsigned seq)
{
    rtcp_init_seq(sess);
    pjmedia_rtp_seq_init(&sess->seq_ctrl, (pj_uint16_t)seq);
    sess->stat.rx.loss = 0;
    sess->stat.rx.sources++;
    sess->rx_lsr = 0;
}

"""
_SR_BLOCK = """\
        if (common->count > 0 && size >= (sizeof(pjmedia_rtcp_sr_pkt))) {
            rr = (pjmedia_rtcp_rr*)(((char*)pkt) + (sizeof(pjmedia_rtcp_common)
                                    + sizeof(pjmedia_rtcp_sr)));
        }
    } else if (common->pt == RTCP_RR && common->count > 0) {
"""
_SR_OURS = """\
        rr = block_about_us(sess, pkt, size, sizeof(pjmedia_rtcp_common) + sizeof(*sr));
        sess->stat.tx.said = pj_ntohl(sr->sender_pcount);
        sess->stat.tx.said_cnt++;
    } else if (common->pt == RTCP_RR && common->count > 0) {
"""
_RR_BLOCK = "        rr = (pjmedia_rtcp_rr*)(((char*)pkt) + sizeof(pjmedia_rtcp_common));\n"
_RR_OURS = "        rr = block_about_us(sess, pkt, size, sizeof(pjmedia_rtcp_common));\n"
_BLOCK = """\
/* The block whose SSRC is ours; a foreign one says nothing (RFC 3550 section 6.4.1). */
static const pjmedia_rtcp_rr *block_about_us(const pjmedia_rtcp_session *sess, const void *pkt,
                                             pj_size_t size, pj_size_t at)
{
    const pjmedia_rtcp_common *common = (const pjmedia_rtcp_common*) pkt;
    unsigned i;

    for (i = 0; i < common->count && at + sizeof(pjmedia_rtcp_rr) <= size; ++i) {
        const pjmedia_rtcp_rr *rr = (const pjmedia_rtcp_rr*)((const char*)pkt + at);
        if (rr->ssrc == sess->rtcp_sr_pkt.common.ssrc)
            return rr;
        at += sizeof(pjmedia_rtcp_rr);
    }
    return NULL;
}


static void parse_rtcp_report( pjmedia_rtcp_session *sess,
"""
_SWITCHED = """\
            if (udp->use_rtcp_mux) {
                pj_sockaddr_cp(&udp->rem_rtcp_addr, &udp->rem_rtp_addr);
                pj_sockaddr_cp(&udp->rtcp_src_addr, &udp->rem_rtcp_addr);
"""
_BACK = """\
            if (pj_sockaddr_cmp(&udp->rem_rtp_addr, &udp->sdp_rtp_addr) == 0) {
                pj_sockaddr_cp(&udp->rem_rtcp_addr, &udp->sdp_rtcp_addr);
            } else if (udp->use_rtcp_mux) {
                pj_sockaddr_cp(&udp->rem_rtcp_addr, &udp->rem_rtp_addr);
                pj_sockaddr_cp(&udp->rtcp_src_addr, &udp->rem_rtcp_addr);
"""
_SAVED = "    /* Save the callbacks */\n    udp->rtp_cb = rtp_cb;\n"
_SAVED_TOO = """\
    pj_sockaddr_cp(&udp->sdp_rtp_addr, &udp->rem_rtp_addr);
    pj_sockaddr_cp(&udp->sdp_rtcp_addr, &udp->rem_rtcp_addr);

"""
_RTCP_SAME = "            if (pj_sockaddr_cmp(&udp->rem_rtcp_addr, &udp->rtcp_src_addr) == 0) {\n"
_RTCP_OURS = """\
            if (pj_sockaddr_cmp(&udp->rem_rtcp_addr, &udp->rtcp_src_addr) == 0 ||
                udp->rem_rtp_addr.addr.sa_family != udp->rtcp_src_addr.addr.sa_family ||
                pj_memcmp(pj_sockaddr_get_addr(&udp->rem_rtp_addr),
                          pj_sockaddr_get_addr(&udp->rtcp_src_addr),
                          pj_sockaddr_get_addr_len(&udp->rem_rtp_addr)) != 0)
            {
"""


def build_in(tree: Path, replace: Replace) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    _follow(tree, replace)
    _count_each_source(tree, replace)
    _read_reports(tree, replace)
    _tell(tree, replace)


def _follow(tree: Path, replace: Replace) -> None:
    media = tree / "pjmedia/src/pjmedia"
    shutil.copy(SOURCE, media / SOURCE.name)
    common = media / "stream_common.c"
    mark = "#include <pj/rand.h>\n"
    replace(common, mark, f"{mark}#include <pj/os.h>\n#include <pj/string.h>\n")
    common.write_text(common.read_text() + f'\n#include "{SOURCE.name}"\n')
    header = tree / "pjmedia/include/pjmedia/stream_common.h"
    replace(header, _KNOWN, _KNOWN + _TIMES)
    inside = media / "stream_imp_common.c"
    replace(inside, _ASKED, _OURS)
    begin = "static void on_rx_rtp( pjmedia_tp_cb_param *param)\n"
    comment = """\
/*
 * This callback is called by stream transport on receipt of packets
 * in the RTP socket.
 */
"""
    replace(inside, comment + begin, _DECLARED + comment + begin)
    stream = media / "stream.c"
    attached = "    status = pjmedia_transport_attach2(tp, &att_param);\n"
    replace(stream, attached, f"    softphone_source_begins(c_strm);\n{attached}")
    detached = "        pjmedia_transport_detach(c_strm->transport, stream);\n"
    replace(stream, detached, f"        softphone_source_ends(c_strm);\n{detached}")
    udp = media / "transport_udp.c"
    remote = "    pj_sockaddr         rem_rtcp_addr;  /**< Remote RTCP address            */\n"
    kept = "    pj_sockaddr         sdp_rtp_addr;\n    pj_sockaddr         sdp_rtcp_addr;\n"
    replace(udp, remote, remote + kept)
    replace(udp, _SAVED, _SAVED_TOO + _SAVED)
    replace(udp, _SWITCHED, _BACK)
    replace(udp, _RTCP_SAME, _RTCP_OURS)


def _count_each_source(tree: Path, replace: Replace) -> None:
    replace(tree / "pjmedia/src/pjmedia/stream_imp_common.c", _PAUSED, _SSRC + _PAUSED)
    first = "PJ_DEF(void) pjmedia_rtcp_rx_rtp( pjmedia_rtcp_session *sess, \n"
    replace(tree / "pjmedia/src/pjmedia/rtcp.c", first, _NEW_SOURCE + first)
    said = "PJ_DECL(void) pjmedia_rtcp_rx_rtp2("
    begun = "PJ_DECL(void) pjmedia_rtcp_new_source(pjmedia_rtcp_session *session, unsigned seq);\n"
    replace(tree / "pjmedia/include/pjmedia/rtcp.h", said, begun + said)


def _read_reports(tree: Path, replace: Replace) -> None:
    rtcp = tree / "pjmedia/src/pjmedia/rtcp.c"
    replace(rtcp, "static void parse_rtcp_report( pjmedia_rtcp_session *sess,\n", _BLOCK)
    replace(rtcp, _SR_BLOCK, _SR_OURS)
    replace(rtcp, _RR_BLOCK, _RR_OURS)
    after = "    /* Nothing more to do if there's no RR packet */\n    if (rr == NULL)\n"
    counted = "        if (common->pt == RTCP_SR || common->pt == RTCP_RR)\n"
    counted = f"{after}    {{\n{counted}            sess->stat.tx.blind_cnt++;\n"
    replace(rtcp, f"{after}        return;\n", f"{counted}        return;\n    }}\n")
    told = "    last_loss = sess->stat.tx.loss;\n"
    replace(rtcp, told, f"{told}    sess->stat.tx.last_seq = pj_ntohl(rr->last_seq);\n")


# What RtcpStreamStat tells besides, in C and in the binding. ``lastSeq`` is the highest sequence
# number of ours in the far end's newest report, ``blindCount`` counts its reports in which we do
# not appear; ``saidCount`` is how many packets it says it has sent, ``saidReports`` how often it
# said so; ``sources`` counts the times that another source began, ``noise`` packets of comfort
# noise, ``noiseAgreed`` is 1 where the far end has said that it may send such (RFC 3389).
TOLD = (
    ("last_seq", "lastSeq"),
    ("blind_cnt", "blindCount"),
    ("said", "saidCount"),
    ("said_cnt", "saidReports"),
    ("sources", "sources"),
    ("noise", "noise"),
    ("noise_agreed", "noiseAgreed"),
)


def _tell(tree: Path, replace: Replace) -> None:
    fields = "".join(f"    unsigned {name};\n" for name, _ in TOLD)
    end = "} pjmedia_rtcp_stream_stat;"
    replace(tree / "pjmedia/include/pjmedia/rtcp.h", end, fields + end)
    jitter = "    MathStat        jitterUsec; /**< Jitter statistics                      */\n"
    shown = "".join(f"    unsigned        {name};\n" for _, name in TOLD)
    replace(tree / "pjsip/include/pjsua2/call.hpp", jitter, jitter + shown)
    copied = "    this->jitterUsec.fromPj(prm.jitter);\n"
    more = "".join(f"    this->{name} = prm.{field};\n" for field, name in TOLD)
    replace(tree / "pjsip/src/pjsua2/call.cpp", copied, copied + more)
