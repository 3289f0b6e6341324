"""A front in the stack itself: strangers' requests cost nothing, and nobody is listened for.

``Endpoint.allowOnly("192.0.2.1 2001:db8::1")``: requests from elsewhere end before anything is made
for them, an INVITE with 403, the others without an answer (a scanner learns nothing). An empty text
lets everybody in, which is how it begins. ``Endpoint.listenTcp(false)``: TCP and TLS transports
made from then on only connect, nobody can connect to them.

``Endpoint.credentialsTo("192.0.2.1")``: answers to challenges go there and to where REGISTERs have
gone since, nowhere else; an empty text forgets both. A far end whose own address is in a call's
Contact gets our BYE and may challenge it: with the answer it could guess the password at leisure
("SIP digest leak").
"""

from collections.abc import Callable
from pathlib import Path

_MODULE = r"""
/* Addresses that requests may come from, each between spaces; empty: everybody. */
static char front_allowed[4096];

static pj_bool_t front_on_rx_request(pjsip_rx_data *rdata)
{
    char wanted[sizeof(rdata->pkt_info.src_name) + 2];

    if (!front_allowed[0])
        return PJ_FALSE;
    pj_ansi_snprintf(wanted, sizeof(wanted), " %s ", rdata->pkt_info.src_name);
    if (pj_ansi_strstr(front_allowed, wanted))
        return PJ_FALSE;
    if (rdata->msg_info.msg->line.req.method.id == PJSIP_INVITE_METHOD) {
        pjsip_endpt_respond_stateless(rdata->tp_info.transport->endpt, rdata, PJSIP_SC_FORBIDDEN,
                                      NULL, NULL, NULL);
    }
    return PJ_TRUE;
}

/* Where answers to challenges may go, likewise; then where the last REGISTERs went. */
static pj_bool_t home_known;
static char home_named[4096];
static char home_learned[8][PJ_INET6_ADDRSTRLEN + 2];
static unsigned home_next;

static pj_bool_t home_has(const char *wanted)
{
    unsigned i;

    if (pj_ansi_strstr(home_named, wanted))
        return PJ_TRUE;
    for (i = 0; i < PJ_ARRAY_SIZE(home_learned); ++i) {
        if (!pj_ansi_strcmp(home_learned[i], wanted))
            return PJ_TRUE;
    }
    return PJ_FALSE;
}

/* Called for retransmissions too: the message is printed once only, after this. */
static pj_status_t front_on_tx_request(pjsip_tx_data *tdata)
{
    char wanted[PJ_INET6_ADDRSTRLEN + 2];
    pjsip_hdr *hdr, *next;

    if (!home_known)
        return PJ_SUCCESS;
    pj_ansi_snprintf(wanted, sizeof(wanted), " %s ", tdata->tp_info.dst_name);
    if (home_has(wanted))
        return PJ_SUCCESS;
    if (tdata->msg->line.req.method.id == PJSIP_REGISTER_METHOD) {
        /* The stack follows no redirection of these, so this is where the account is. */
        pj_ansi_strxcpy(home_learned[home_next++ % PJ_ARRAY_SIZE(home_learned)], wanted,
                        sizeof(wanted));
        return PJ_SUCCESS;
    }
    for (hdr = tdata->msg->hdr.next; hdr != &tdata->msg->hdr; hdr = next) {
        next = hdr->next;
        if (hdr->type == PJSIP_H_AUTHORIZATION || hdr->type == PJSIP_H_PROXY_AUTHORIZATION) {
            PJ_LOG(2, ("front", "No credentials for %s, which is not the registrar",
                       tdata->tp_info.dst_name));
            pj_list_erase(hdr);
        }
    }
    return PJ_SUCCESS;
}

static pjsip_module front_module = {
    NULL, NULL, { (char*)"mod-front", 9 }, -1, PJSIP_MOD_PRIORITY_TRANSPORT_LAYER + 1,
    NULL, NULL, NULL, NULL, &front_on_rx_request, NULL, &front_on_tx_request, NULL, NULL
};

static void front_register() PJSUA2_THROW(Error)
{
    if (front_module.id < 0) {
        PJSUA2_CHECK_EXPR( pjsip_endpt_register_module(pjsua_get_pjsip_endpt(), &front_module) );
    }
}

extern "C" pj_bool_t softphone_listen_tcp;

void Endpoint::allowOnly(const string &addresses) PJSUA2_THROW(Error)
{
    if (addresses.size() + 3 > sizeof(front_allowed))
        PJSUA2_RAISE_ERROR(PJ_ETOOBIG);
    front_register();
    pj_ansi_snprintf(front_allowed, sizeof(front_allowed), addresses.empty() ? "%s" : " %s ",
                     addresses.c_str());
}

void Endpoint::credentialsTo(const string &addresses) PJSUA2_THROW(Error)
{
    if (addresses.size() + 3 > sizeof(home_named))
        PJSUA2_RAISE_ERROR(PJ_ETOOBIG);
    front_register();
    pj_ansi_snprintf(home_named, sizeof(home_named), " %s ", addresses.c_str());
    if (addresses.empty())
        pj_bzero(home_learned, sizeof(home_learned));
    home_known = PJ_TRUE;
}

void Endpoint::listenTcp(bool on)
{
    softphone_listen_tcp = on ? PJ_TRUE : PJ_FALSE;
}

"""
_TCP_IF = """#if !(defined(PJSIP_TCP_TRANSPORT_DONT_CREATE_LISTENER) && \\
              PJSIP_TCP_TRANSPORT_DONT_CREATE_LISTENER != 0)
    /* Start listener. */
"""
_TLS_IF = """#if !(defined(PJSIP_TLS_TRANSPORT_DONT_CREATE_LISTENER) && \\
    PJSIP_TLS_TRANSPORT_DONT_CREATE_LISTENER != 0)
    /* Start listener. */
"""
_END = """    update_transport_info(listener);
#endif

    listener->is_registered = PJ_TRUE;
"""


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    sip = tree / "pjsip/src/pjsip"
    replace(
        sip / "sip_config.c",
        "#include <pjsip/sip_config.h>\n",
        "#include <pjsip/sip_config.h>\n\npj_bool_t softphone_listen_tcp = PJ_TRUE;\n",
    )
    for name, begin, bound in (
        ("sip_transport_tcp.c", _TCP_IF, "    update_bound_addr(listener, &cfg->bind_addr);\n"),
        ("sip_transport_tls.c", _TLS_IF, "    update_bound_addr(listener, local);\n"),
    ):
        file = sip / name
        replace(file, begin, "    if (softphone_listen_tcp) {\n")
        replace(file, f"#else\n{bound}", f"    }} else {{\n{bound}")
        replace(file, _END, _END.replace("#endif\n", "    }\n"))
        replace(
            file, "#define THIS_FILE", "extern pj_bool_t softphone_listen_tcp;\n#define THIS_FILE"
        )
    replace(
        tree / "pjsip/include/pjsua2/endpoint.hpp",
        "    void utilLogWrite(LogEntry &e);\n",
        "    void utilLogWrite(LogEntry &e);\n\n"
        "    void allowOnly(const string &addresses) PJSUA2_THROW(Error);\n\n"
        "    void credentialsTo(const string &addresses) PJSUA2_THROW(Error);\n\n"
        "    void listenTcp(bool on);\n",
    )
    after = "Endpoint *Endpoint::instance_;\n"
    replace(tree / "pjsip/src/pjsua2/endpoint.cpp", after, after + _MODULE)
