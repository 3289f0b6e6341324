"""Requests that came cut off, too long or unreadable are answered, where their head tells how.

As it is, the stack drops them without a word: the PBX waits 32 s for nothing. They get 400
(RFC 3261 sections 18.3 and 21.4.1) or 513 (section 21.5.7) if they come from where the front lets
in. An ACK, a response, and what lacks Via, To, Call-ID or CSeq, is still dropped.
"""

from collections.abc import Callable
from pathlib import Path

_DAMAGED = """\
/* Of the front (pjsua2); strangers get what they get for any request. */
pj_bool_t (*softphone_front)(pjsip_rx_data *rdata);

/* A From that cannot be read goes back as it came. */
struct as_it_came
{
    pjsip_uri_vptr *vptr;
    pj_str_t        text;
};

static const pj_str_t *as_it_came_scheme(const void *uri)
{
    static const pj_str_t none = { "unreadable", 10 };

    PJ_UNUSED_ARG(uri);
    return &none;
}

static void *as_it_came_uri(void *uri)
{
    return uri;
}

static pj_ssize_t as_it_came_print(pjsip_uri_context_e context, const void *uri, char *buf,
                                   pj_size_t size)
{
    const pj_str_t *text = &((const struct as_it_came*)uri)->text;

    PJ_UNUSED_ARG(context);
    if ((pj_size_t)text->slen > size)
        return -1;
    pj_memcpy(buf, text->ptr, text->slen);
    return text->slen;
}

static pj_status_t as_it_came_compare(pjsip_uri_context_e context, const void *a, const void *b)
{
    PJ_UNUSED_ARG(context);
    return a == b ? PJ_SUCCESS : PJ_ENOTFOUND;
}

static void *as_it_came_clone(pj_pool_t *pool, const void *uri)
{
    struct as_it_came *made = PJ_POOL_ALLOC_T(pool, struct as_it_came);

    made->vptr = ((const struct as_it_came*)uri)->vptr;
    pj_strdup(pool, &made->text, &((const struct as_it_came*)uri)->text);
    return made;
}

static pjsip_uri_vptr as_it_came_vptr = {
    &as_it_came_scheme, &as_it_came_uri, &as_it_came_print, &as_it_came_compare,
    &as_it_came_clone
};

static void from_as_it_came(pjsip_rx_data *rdata, char *packet, pj_size_t size)
{
    char *line = packet, *end = packet + size;

    while (line < end && *line != '\\r' && *line != '\\n') {
        char *stop = (char*)pj_memchr(line, '\\n', end - line);
        char *colon;
        pj_str_t name;

        if (!stop)
            return;
        colon = (char*)pj_memchr(line, ':', stop - line);
        if (colon) {
            pj_strset(&name, line, colon - line);
            pj_strrtrim(&name);
            if (pj_stricmp2(&name, "From") == 0 || pj_stricmp2(&name, "f") == 0) {
                struct as_it_came *uri = PJ_POOL_ALLOC_T(rdata->tp_info.pool, struct as_it_came);

                uri->vptr = &as_it_came_vptr;
                pj_strset(&uri->text, colon + 1, stop - colon - 1);
                pj_strtrim(&uri->text);
                rdata->msg_info.from = pjsip_from_hdr_create(rdata->tp_info.pool);
                rdata->msg_info.from->uri = (pjsip_uri*)uri;
                return;
            }
        }
        line = stop + 1;
    }
}

/* Up to there. The parser gives up the whole message for an error in its last line. */
static pjsip_msg *parse_head(pjsip_rx_data *rdata, char *packet, pj_size_t head)
{
    char saved = packet[head];
    int size = rdata->msg_info.len;

    /* Nothing may point into what an earlier try has made. */
    pj_bzero(&rdata->msg_info, sizeof(rdata->msg_info));
    pj_list_init(&rdata->msg_info.parse_err);
    rdata->msg_info.msg_buf = packet;
    rdata->msg_info.len = size;
    packet[head] = '\\0';
    rdata->msg_info.msg = head ? pjsip_parse_rdata(packet, head, rdata) : NULL;
    packet[head] = saved;
    return rdata->msg_info.msg;
}

static pj_size_t whole_lines(const char *packet, pj_size_t size)
{
    while (size > 0 && packet[size - 1] != '\\n')
        --size;
    return size;
}

static void answer_damaged(pjsip_tpmgr *mgr, pjsip_rx_data *rdata, char *packet, pj_size_t size,
                           int code)
{
    pjsip_msg *msg = rdata->msg_info.msg;

    if (!msg)
        msg = parse_head(rdata, packet, whole_lines(packet, size));
    if (!msg || msg->type != PJSIP_REQUEST_MSG || msg->line.req.method.id == PJSIP_ACK_METHOD)
        return;
    if (!rdata->msg_info.from)
        from_as_it_came(rdata, packet, size);
    if (!rdata->msg_info.from || !rdata->msg_info.to || !rdata->msg_info.via ||
        !rdata->msg_info.cseq || !rdata->msg_info.cid || !rdata->msg_info.cid->id.slen)
    {
        return;
    }
    pj_strdup2(rdata->tp_info.pool, &rdata->msg_info.via->recvd_param, rdata->pkt_info.src_name);
    if (rdata->msg_info.via->rport_param == 0)
        rdata->msg_info.via->rport_param = rdata->pkt_info.src_port;
    if (softphone_front && softphone_front(rdata))
        return;
    PJ_LOG(2, (THIS_FILE, "%d to %lu bytes from %s that cannot be read", code,
               (unsigned long)rdata->msg_info.len, rdata->pkt_info.src_name));
    pjsip_endpt_respond_stateless(mgr->endpt, rdata, code, NULL, NULL, NULL);
}

/* A datagram that is shorter than it says; an INVITE also when its head has no end. */
static pj_bool_t is_cut(pjsip_rx_data *rdata, const char *packet, pj_size_t size)
{
    const pjsip_msg *msg = rdata->msg_info.msg;
    int content_length = rdata->msg_info.clen ? rdata->msg_info.clen->len : 0;
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
    return content_length > 0 || (msg->type == PJSIP_REQUEST_MSG &&
                                  msg->line.req.method.id == PJSIP_INVITE_METHOD);
}

#define MOST_PASSED_OVER    (16 * 1024 * 1024)

/* More than the buffer holds came over a connection: what is there of the head is read. What of
 * the body is still to come will be passed over.
 */
static void answer_too_long(pjsip_tpmgr *mgr, pjsip_rx_data *rdata, char *packet, pj_size_t size,
                            pj_size_t whole)
{
    pj_size_t head = whole_lines(packet, size);

    if (whole > size && whole <= MOST_PASSED_OVER) {
        static const pj_str_t end_of_head = { "\\n\\r\\n", 3 };
        pj_str_t text;
        char *found;

        pj_strset(&text, packet, size);
        found = pj_strstr(&text, &end_of_head);
        if (found) {
            head = found + 3 - packet;
            rdata->tp_info.transport->softphone_skip = whole - size;
        }
    }
    parse_head(rdata, packet, head);
    answer_damaged(mgr, rdata, packet, head, PJSIP_SC_MESSAGE_TOO_LARGE);
}

"""
_RECEIVED = """\
    /* Process all message fragments. */
    while (remaining_len > 0) {

        pjsip_msg *msg;
"""
_REST = """\
    /* The rest of a message that was too long. */
    if (tr->softphone_skip) {
        total_processed = PJ_MIN(tr->softphone_skip, remaining_len);
        tr->softphone_skip -= total_processed;
        current_pkt += total_processed;
        remaining_len -= total_processed;
    }

"""
_TIME = "    pj_timestamp            last_recv_ts;   /**< Last time receiving data.  */\n"
_SKIP = "    pj_size_t               softphone_skip; /* bytes of a message that was too long */\n"
_OVERFLOW = "                    dd_status = PJSIP_ERXOVERFLOW;\n"
_TOO_LONG = """\
                    answer_too_long(mgr, rdata, current_pkt, remaining_len, msg_fragment_size);
"""
_SYNTAX = """\
                if (dd.len > 0 && dd.len < msg_fragment_size)
                    msg_fragment_size = dd.len;
            }

            goto finish_process_fragment;
"""
_CHECKED = (
    "        /* Perform basic header checking. */\n        if (rdata->msg_info.cid == NULL ||\n"
)
_CUT = """\
        /* It would be taken for another message, an INVITE without its session for one that
         * wants our offer.
         */
        if ((tr->flag & PJSIP_TRANSPORT_DATAGRAM) &&
            is_cut(rdata, current_pkt, msg_fragment_size))
        {
            answer_damaged(mgr, rdata, current_pkt, msg_fragment_size, PJSIP_SC_BAD_REQUEST);
            goto finish_process_fragment;
        }

"""
_REGISTERED = "static void front_register() PJSUA2_THROW(Error)\n{\n"


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source, behind the front; ``replace`` raises BuildError where it is not as
    expected."""
    replace(tree / "pjsip/include/pjsip/sip_transport.h", _TIME, _TIME + _SKIP)
    transport = tree / "pjsip/src/pjsip/sip_transport.c"
    include = "#include <pjsip/sip_module.h>\n"
    replace(transport, include, f"{include}#include <pjsip/sip_util.h>\n#include <pj/math.h>\n")
    comment = """\
/*
 * pjsip_tpmgr_receive_packet()
"""
    replace(transport, comment, _DAMAGED + comment)
    replace(transport, _RECEIVED, _REST + _RECEIVED)
    replace(transport, _OVERFLOW, _OVERFLOW + _TOO_LONG)
    answer = "answer_damaged(mgr, rdata, current_pkt, msg_fragment_size, PJSIP_SC_BAD_REQUEST);"
    syntax = _SYNTAX.replace("\n            goto", f"\n            {answer}\n            goto")
    replace(transport, _SYNTAX, syntax)
    replace(transport, _CHECKED, _CUT + _CHECKED)
    face = tree / "pjsip/src/pjsua2/endpoint.cpp"
    declared = 'extern "C" pj_bool_t (*softphone_front)(pjsip_rx_data *rdata);\n\n'
    replace(
        face, _REGISTERED, f"{declared}{_REGISTERED}    softphone_front = front_on_rx_request;\n"
    )
