"""No look-up of a name ever stops the stack: the program looks names up, the stack goes on.

PJSIP resolves on its one thread (``getaddrinfo`` in ``pj_getaddrinfo``): a Contact, a
Record-Route or a ``c=`` line with a name whose DNS server is silent would hold up every call for
seconds. Here that function knows the names it was told, and refuses all others at once. Where SIP
itself wants to send something to a name (``pjsip_resolve``: requests, ACK, responses by Via), it
waits without stopping anything: ``Endpoint::onHostWanted(name)`` asks the program, and
``Endpoint::hostIs(name, "192.0.2.1 2001:db8::1")`` answers; an empty text is no answer, and forgets
the name.

``Endpoint::onlyKnownNames()`` turns it on, for the rest of the process.
"""

from collections.abc import Callable
from pathlib import Path

_FUNCTION = "PJ_DEF(pj_status_t) pj_getaddrinfo(int af, const pj_str_t *nodename,"
_POINTER = """\
/* Set by the program: answers instead of the system and returns true, with the status. */
pj_bool_t (*softphone_look_up)(int af, const pj_str_t *name, unsigned *count, pj_addrinfo ai[],
                               pj_status_t *status);

"""
_CHECKED = "\n#if PJ_WIN32_WINCE\n\n    /* Check if nodename is IP address */\n"
_ASKED = """
    if (softphone_look_up) {
        pj_status_t known;

        if ((*softphone_look_up)(af, nodename, count, ai, &known))
            return known;
    }
"""
_MODULE = r"""
/* Names the program has looked up, in lower case, and what waits for one. */
static std::map<string, std::vector<pj_sockaddr> > names_known;
static string names_own;

struct names_wait
{
    pjsip_resolver_t *resolver;
    pj_pool_t *pool;
    pjsip_host_info target;
    void *token;
    pjsip_resolver_callback *cb;
};
static std::multimap<string, names_wait> names_waiting;

extern "C" pj_bool_t (*softphone_look_up)(int af, const pj_str_t *name, unsigned *count,
                                          pj_addrinfo ai[], pj_status_t *status);
extern "C" pj_bool_t (*softphone_name_waits)(const pj_str_t *name);

static string names_key(const pj_str_t *name)
{
    string key(name->ptr, name->slen);
    for (size_t i = 0; i < key.size(); ++i)
        key[i] = (char)pj_tolower(key[i]);
    return key;
}

static pj_bool_t names_is_address(const pj_str_t *name)
{
    pj_in_addr v4;
    pj_in6_addr v6;

    return pj_inet_pton(pj_AF_INET(), name, &v4) == PJ_SUCCESS ||
           pj_inet_pton(pj_AF_INET6(), name, &v6) == PJ_SUCCESS;
}

static pj_bool_t names_look_up(int af, const pj_str_t *name, unsigned *count, pj_addrinfo ai[],
                               pj_status_t *status)
{
    unsigned found = 0;

    if (names_is_address(name))
        return PJ_FALSE;
    string key = names_key(name);
    /* Our own name: the stack asks for it when it wants an address of ours. */
    if (key == names_own)
        return PJ_FALSE;
    std::map<string, std::vector<pj_sockaddr> >::const_iterator known = names_known.find(key);
    if (known != names_known.end()) {
        for (size_t i = 0; i < known->second.size() && found < *count; ++i) {
            const pj_sockaddr &address = known->second[i];

            if (af != pj_AF_UNSPEC() && af != address.addr.sa_family)
                continue;
            pj_bzero(&ai[found], sizeof(ai[found]));
            pj_ansi_strxcpy(ai[found].ai_canonname, key.c_str(), sizeof(ai[found].ai_canonname));
            pj_sockaddr_cp(&ai[found].ai_addr, &address);
            ++found;
        }
    }
    *count = found;
    *status = found ? PJ_SUCCESS : PJ_ERESOLVE;
    return PJ_TRUE;
}

static pj_bool_t names_waits(const pj_str_t *name)
{
    return name->slen && !names_is_address(name) && names_known.count(names_key(name)) == 0;
}

static void names_resolve(pjsip_resolver_t *resolver, pj_pool_t *pool,
                          const pjsip_host_info *target, void *token, pjsip_resolver_callback *cb)
{
    names_wait wait;
    string key = names_key(&target->addr.host);
    pj_bool_t asked = names_waiting.count(key) != 0;

    wait.resolver = resolver;
    wait.pool = pool;
    wait.target = *target;
    pj_strdup(pool, &wait.target.addr.host, &target->addr.host);
    wait.token = token;
    wait.cb = cb;
    names_waiting.insert(std::make_pair(key, wait));
    if (!asked) {
        try {
            Endpoint::instance().onHostWanted(key);
        } catch (...) {
            PJ_LOG(2, ("names", "Nobody looks names up"));
        }
    }
}

static pjsip_ext_resolver names_resolver = { &names_resolve };

void Endpoint::onlyKnownNames() PJSUA2_THROW(Error)
{
    const pj_str_t *own = pj_gethostname();

    names_own = own ? names_key(own) : string();
    PJSUA2_CHECK_EXPR( pjsip_endpt_set_ext_resolver(pjsua_get_pjsip_endpt(), &names_resolver) );
    softphone_name_waits = &names_waits;
    softphone_look_up = &names_look_up;
}

void Endpoint::hostIs(const string &name, const string &addresses)
{
    pj_str_t text = pj_str((char*)name.c_str());
    string key = names_key(&text);
    std::vector<pj_sockaddr> found;
    std::vector<names_wait> waiting;
    std::istringstream words(addresses);
    string word;

    while (words >> word) {
        pj_sockaddr address;
        pj_str_t one = pj_str((char*)word.c_str());
        int af = word.find(':') == string::npos ? pj_AF_INET() : pj_AF_INET6();

        if (names_is_address(&one) && pj_sockaddr_init(af, &address, &one, 0) == PJ_SUCCESS)
            found.push_back(address);
    }
    if (found.empty())
        names_known.erase(key);
    else
        names_known[key] = found;
    typedef std::multimap<string, names_wait>::iterator each;
    std::pair<each, each> ours = names_waiting.equal_range(key);
    for (each i = ours.first; i != ours.second; ++i)
        waiting.push_back(i->second);
    /* First of all, as what waits may ask for the same name again. */
    names_waiting.erase(ours.first, ours.second);
    for (size_t i = 0; i < waiting.size(); ++i) {
        names_wait &wait = waiting[i];

        if (found.empty())
            (*wait.cb)(PJ_ERESOLVE, wait.token, NULL);
        else
            pjsip_resolve(wait.resolver, wait.pool, &wait.target, wait.token, wait.cb);
    }
}

"""
_EXTERNAL = "    if (resolver->ext_res) {\n"
_WAITS = """\
    if (resolver->ext_res &&
        (!softphone_name_waits || (*softphone_name_waits)(&target->addr.host)))
    {
"""


def build_in(tree: Path, replace: Callable[[Path, str, str], None]) -> None:
    """Edit the source; ``replace`` raises BuildError where it is not as expected."""
    system = tree / "pjlib/src/pj/addr_resolv_sock.c"
    replace(system, _FUNCTION, _POINTER + _FUNCTION)
    replace(system, _CHECKED, _ASKED + _CHECKED)
    resolver = tree / "pjsip/src/pjsip/sip_resolve.c"
    replace(resolver, _EXTERNAL, _WAITS)
    replace(
        resolver,
        "#define THIS_FILE",
        "pj_bool_t (*softphone_name_waits)(const pj_str_t *name);\n#define THIS_FILE",
    )
    replace(
        tree / "pjsip/include/pjsua2/endpoint.hpp",
        "    void utilLogWrite(LogEntry &e);\n",
        "    void utilLogWrite(LogEntry &e);\n\n"
        "    virtual void onHostWanted(const string &name)\n"
        "    { PJ_UNUSED_ARG(name); }\n\n"
        "    void onlyKnownNames() PJSUA2_THROW(Error);\n\n"
        "    void hostIs(const string &name, const string &addresses);\n",
    )
    code = tree / "pjsip/src/pjsua2/endpoint.cpp"
    after = "Endpoint *Endpoint::instance_;\n"
    replace(code, after, after + _MODULE)
    first = "#include <pjsua2/endpoint.hpp>\n"
    replace(code, first, f"{first}#include <map>\n#include <sstream>\n#include <vector>\n")
