"""Names whose quotation marks are against the grammar (RFC 3261 section 25.1) lose no call.

PBXs that do not escape what somebody typed send ``"Bob`` or ``"Ann "Bob" Lee"`` before the address.
The stack's scanner would read on to the next mark, lines further down, and drop the message without
an answer. The address between the last ``<`` and ``>`` is unmistakable, so the marks before it
become blanks; the message keeps its length.
"""

from collections.abc import Callable
from pathlib import Path

_MEND = """\
/* Whether the value begins with an address, or with a name that the scanner can read. */
static pj_bool_t quotes_are_right(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\\t'))
        ++p;
    if (p == end || *p != '"')
        return PJ_TRUE;
    for (++p; p < end && *p != '"'; ++p) {
        if (*p == '\\\\')
            ++p;
    }
    if (p >= end)
        return PJ_FALSE;
    for (++p; p < end && (*p == ' ' || *p == '\\t'); ++p)
        ;
    return p < end && *p == '<';
}

static void mend_quotes_of(char *value, char *end)
{
    char *p, *address = NULL;

    if (quotes_are_right(value, end))
        return;
    for (p = value; p + 5 < end; ++p) {
        if (*p == '<' && (pj_ansi_strnicmp(p + 1, "sip:", 4) == 0 ||
                          pj_ansi_strnicmp(p + 1, "sips:", 5) == 0 ||
                          pj_ansi_strnicmp(p + 1, "tel:", 4) == 0))
            address = p;
    }
    for (p = value; address && p < address; ++p) {
        if (*p == '"' || *p == '\\\\')
            *p = ' ';
    }
}

static void mend_quotes(char *packet, pj_size_t size)
{
    static const char *const names[] = {
        "From", "f", "To", "t", "Contact", "m", "P-Asserted-Identity", "Remote-Party-ID"
    };
    char *line = packet, *end = packet + size;

    while (line < end && *line != '\\r' && *line != '\\n') {
        char *stop = (char*)pj_memchr(line, '\\n', end - line);
        char *colon;
        pj_str_t name;
        unsigned i;

        if (!stop)
            stop = end;
        colon = (char*)pj_memchr(line, ':', stop - line);
        if (colon) {
            pj_strset(&name, line, colon - line);
            pj_strrtrim(&name);
            for (i = 0; i < PJ_ARRAY_SIZE(names); ++i) {
                if (pj_stricmp2(&name, names[i]) == 0)
                    mend_quotes_of(colon + 1, stop);
            }
        }
        line = stop < end ? stop + 1 : end;
    }
}

"""
_PARSED = "        /* Parse the message. */\n"


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    transport = tree / "pjsip/src/pjsip/sip_transport.c"
    replace(
        transport,
        _PARSED,
        f"        mend_quotes(current_pkt, msg_fragment_size);\n\n{_PARSED}",
    )
    comment = """\
/*
 * pjsip_tpmgr_receive_packet()
"""
    replace(transport, comment, _MEND + comment)
