"""The program may look at each session (SDP) before the stack does, and mend or refuse it.

PJSIP ends a whole call for one odd line in a session that could well be used. ``Endpoint::onSession
(head, sdp)`` gets each ``application/sdp`` body of a message from the network, in a multipart body
too; ``head`` is the method of a request, with ``+`` behind it within a dialog, or the code of a
response and the method it answers ("183 INVITE"). It returns ``=`` (take it as it is), ``+`` and
another session, ``-`` (take the message without it), or ``!`` (refuse this request with 488).

And the stack itself reads no ``dialog-info`` of a NOTIFY: what it cannot read it would answer with
488, and tell nobody.
"""

from collections.abc import Callable
from pathlib import Path

_MODULE = r"""
#include <pjsip/sip_multipart.h>

static pj_bool_t session_is_sdp(const pjsip_media_type *type)
{
    return pj_stricmp2(&type->type, "application") == 0 && pj_stricmp2(&type->subtype, "sdp") == 0;
}

/* '=' or '!', or what the program says after it was done. */
static char session_look(pjsip_rx_data *rdata, pjsip_msg_body *body, const string &head)
{
    string said;

    if (!body->data || !body->len)
        return '=';
    try {
        said = Endpoint::instance().onSession(head, string((char*)body->data, body->len));
    } catch (...) {
        return '=';
    }
    if (said.size() > 1 && said[0] == '+') {
        char *text = (char*)pj_pool_alloc(rdata->tp_info.pool, said.size());

        pj_memcpy(text, said.c_str() + 1, said.size());
        body->data = text;
        body->len = (unsigned)(said.size() - 1);
    }
    return said.empty() ? '=' : said[0];
}

static char session_mend(pjsip_rx_data *rdata, const string &head)
{
    pjsip_msg_body *body = rdata->msg_info.msg->body;

    if (!body)
        return '=';
    if (session_is_sdp(&body->content_type)) {
        char said = session_look(rdata, body, head);

        if (said == '-')
            rdata->msg_info.msg->body = NULL;
        return said;
    }
    if (pj_stricmp2(&body->content_type.type, "multipart") == 0) {
        pjsip_multipart_part *part = pjsip_multipart_get_first_part(body);

        for (; part; part = pjsip_multipart_get_next_part(body, part)) {
            if (part->body && session_is_sdp(&part->body->content_type)) {
                char said = session_look(rdata, part->body, head);

                if (said == '-')
                    rdata->msg_info.msg->body = NULL;
                return said;
            }
        }
    }
    return '=';
}

/* The stack answers 488 to states of other phones that it cannot read, and tells nobody. The
 * program reads them from the message itself, so the stack gets an empty one. */
static void session_hide_state(pjsip_rx_data *rdata)
{
    static const char none[] =
        "<?xml version=\"1.0\"?><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" "
        "version=\"0\" state=\"full\" entity=\"sip:a@b\"></dialog-info>";
    pjsip_msg_body *body = rdata->msg_info.msg->body;

    if (body && body->data && pj_stricmp2(&body->content_type.subtype, "dialog-info+xml") == 0) {
        body->data = pj_pool_alloc(rdata->tp_info.pool, sizeof(none));
        pj_memcpy(body->data, none, sizeof(none));
        body->len = sizeof(none) - 1;
    }
}

static pj_bool_t session_on_rx_request(pjsip_rx_data *rdata)
{
    const pjsip_method *method = &rdata->msg_info.msg->line.req.method;
    pjsip_endpoint *endpoint = rdata->tp_info.transport->endpt;
    string head;

    head.assign(method->name.ptr, method->name.slen);
    if (head == "NOTIFY")
        session_hide_state(rdata);
    if (rdata->msg_info.to && rdata->msg_info.to->tag.slen)
        head += "+";
    if (session_mend(rdata, head) == '!') {
        pjsip_endpt_respond_stateless(endpoint, rdata, PJSIP_SC_NOT_ACCEPTABLE_HERE, NULL, NULL,
                                      NULL);
        return PJ_TRUE;
    }
    return PJ_FALSE;
}

static pj_bool_t session_is_readable(pjsip_rx_data *rdata)
{
    const pjsip_msg_body *body = rdata->msg_info.msg->body;
    pj_pool_t *pool = rdata->tp_info.pool;
    pjmedia_sdp_session *sdp;
    char *text;

    if (!body || !body->len || !session_is_sdp(&body->content_type))
        return PJ_TRUE;
    text = (char*)pj_pool_zalloc(pool, body->len + 1);
    pj_memcpy(text, body->data, body->len);
    return pjmedia_sdp_parse(pool, text, body->len, &sdp) == PJ_SUCCESS &&
           pjmedia_sdp_validate2(sdp, PJ_FALSE) == PJ_SUCCESS && sdp->media_count > 0;
}

static pj_bool_t session_on_rx_response(pjsip_rx_data *rdata)
{
    char code[16];

    if (rdata->msg_info.cseq) {
        const pj_str_t &method = rdata->msg_info.cseq->method.name;

        pj_ansi_snprintf(code, sizeof(code), "%d ", rdata->msg_info.msg->line.status.code);
        session_mend(rdata, string(code) + string(method.ptr, method.slen));
        /* The call may well come about without that announcement. */
        if (rdata->msg_info.msg->line.status.code < 200 && !session_is_readable(rdata)) {
            PJ_LOG(2, ("sessions", "A session that cannot be read is left out of a %s", code));
            rdata->msg_info.msg->body = NULL;
        }
    }
    return PJ_FALSE;
}

/* Behind the front, which ends strangers' requests. */
static pjsip_module session_module = {
    NULL, NULL, { (char*)"mod-sessions", 12 }, -1, PJSIP_MOD_PRIORITY_TRANSPORT_LAYER + 2,
    NULL, NULL, NULL, NULL, &session_on_rx_request, &session_on_rx_response, NULL, NULL, NULL
};

void Endpoint::showSessions() PJSUA2_THROW(Error)
{
    if (session_module.id < 0) {
        PJSUA2_CHECK_EXPR(
            pjsip_endpt_register_module(pjsua_get_pjsip_endpt(), &session_module) );
    }
}

"""


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    replace(
        tree / "pjsip/include/pjsua2/endpoint.hpp",
        "    void utilLogWrite(LogEntry &e);\n",
        "    void utilLogWrite(LogEntry &e);\n\n"
        "    virtual string onSession(const string &head, const string &sdp)\n"
        '    { PJ_UNUSED_ARG(head); PJ_UNUSED_ARG(sdp); return "="; }\n\n'
        "    void showSessions() PJSUA2_THROW(Error);\n",
    )
    # A line of a=rtcp or a=ssrc that cannot be read is passed over there, but ends the call here.
    replace(
        tree / "pjmedia/src/pjmedia/stream_common.c",
        "    *active = PJ_TRUE;\n    return status;\n",
        "    *active = PJ_TRUE;\n    return PJ_SUCCESS;\n",
    )
    after = "Endpoint *Endpoint::instance_;\n"
    replace(tree / "pjsip/src/pjsua2/endpoint.cpp", after, after + _MODULE)
