"""Messages that a careless parser dies of: the kinds of RFC 4475 and RFC 5118, and worse.

Each is a template; ``fill`` puts in where it goes and makes its transaction a new one.
"""

from __future__ import annotations

import itertools

_SERIAL = itertools.count(1)
_SDP = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
)


def request(
    method: str = "INVITE",
    *,
    uri: str = "sip:agent@{address}",
    version: str = "SIP/2.0",
    via: str = "SIP/2.0/UDP {source};branch={branch};rport",
    from_: str = "<sip:torture@127.0.0.1>;tag={serial}",
    to: str = "<sip:agent@127.0.0.1>",
    call_id: str = "torture-{serial}",
    cseq: str = "1 {method}",
    contact: str = "<sip:torture@{source}>",
    extra: str = "",
    body: str = "",
    kind: str = "application/sdp",
    length: str = "",
) -> str:
    """One request; an empty field leaves its header out. Lines of ``extra`` end in CRLF."""
    lines = [f"{method} {uri} {version}"]
    lines += [f"Via: {via}"] if via else []
    lines += [f"From: {from_}"] if from_ else []
    lines += [f"To: {to}"] if to else []
    lines += [f"Call-ID: {call_id}"] if call_id else []
    lines += [f"CSeq: {cseq.replace('{method}', method)}"] if cseq else []
    lines += [f"Contact: {contact}"] if contact else []
    lines += [f"Content-Type: {kind}"] if body else []
    lines += [f"Content-Length: {length or len(body.encode())}"]
    return "\r\n".join(lines) + "\r\n" + extra + "\r\n" + body


def fill(template: str, address: str, source: str) -> bytes:
    """The template sent from ``source`` to ``address`` (both ``host:port``)."""
    serial = next(_SERIAL)
    text = template.replace("{address}", address).replace("{source}", source)
    text = text.replace("{branch}", f"z9hG4bKt{serial}").replace("{serial}", str(serial))
    return text.encode("utf-8", "surrogateescape")


def _response(first: str, cseq: str = "1 INVITE", extra: str = "") -> str:
    return (
        f"{first}\r\nVia: SIP/2.0/UDP {{source}};branch={{branch}}\r\n"
        "From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:b@127.0.0.1>;tag=2\r\n"
        f"Call-ID: torture-{{serial}}\r\nCSeq: {cseq}\r\n{extra}Content-Length: 0\r\n\r\n"
    )


MALFORMED: dict[str, str] = {
    # RFC 4475 section 3.1.1: valid, but seldom seen
    "wild but valid": request(
        uri="sip:vivekg@{address};unknownparam",
        from_='"J Rosenberg \\\\\\""       <sip:jdrosen@127.0.0.1>\r\n  ;\r\n  tag = 98asjd8',
        to="sip:vivekg@127.0.0.1 ;   tag    = 1918181833n",
        extra="NewFangledHeader:   newfangled value\r\n continued newfangled value\r\n"
        "UnknownHeaderWithUnusualValue: ;;,,;;,;\r\nRoute:\r\n",
        body=_SDP,
    ),
    "intmeth": request(
        "!interesting-Method0123456789_*+`.%indeed'~",
        uri="sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,"
        "weird!*pas$wo~d_too.(doesn't-it)@{address}",
        cseq="139122385 !interesting-Method0123456789_*+`.%indeed'~",
    ),
    "escaped NUL": request(
        "REGISTER", from_="sip:null-%00-null@127.0.0.1;tag=8", to="sip:null-%00-null@127.0.0.1"
    ),
    "escaped header": request("RE%47IST%45R"),
    "no LWS before bracket": request("OPTIONS", from_="caller<sip:caller@127.0.0.1>;tag=323"),
    "long values": request(
        from_=f'"{"I have a user name of extreme proportion " * 6}"'
        f"<sip:{'a' * 500}@127.0.0.1>;tag=12982982982982982982982982982982982982982982982",
        extra="".join(f"Unknown-{'L' * 30}{n}: {'v' * 20}\r\n" for n in range(60)),
        body=_SDP,
    ),
    "dblreq": request("REGISTER", contact="") + request(body=_SDP),
    "semicolon in user": request("OPTIONS", uri="sip:user;par=u%40example.net@{address}"),
    "transports": request(
        "OPTIONS",
        extra="".join(
            f"Via: SIP/2.0/{name} t{name}.example.com;branch=z9hG4bK{name}\r\n"
            for name in ("SCTP", "TLS", "UNKNOWN", "TCP")
        ),
    ),
    "mpart": request(
        "MESSAGE",
        kind='multipart/mixed;boundary="7a9cbec02ceef655"',
        body="--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
        "--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\n\r\n\x01\x02\x7f\r\n"
        "--7a9cbec02ceef655--\r\n",
    ),
    "unreason": _response("SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое"),
    "noreason": _response("SIP/2.0 100 "),
    # RFC 4475 section 3.1.2: invalid
    "badinv01": request(
        contact='"Joe" <sip:joe@127.0.0.1>;;;;', extra=";;,;,,\r\nRoute: ;,,\r\n", body=_SDP
    ),
    "clerr": request(body=_SDP, length="9999"),
    "ncl": request(body=_SDP, length="-999"),
    "scalar02": request(
        "REGISTER",
        cseq="36893488147419103232 REGISTER",
        contact="<sip:user@host129.example.com>;expires=280297596632815",
        extra="Max-Forwards: 300\r\nExpires: 10000000000000000000\r\n",
    ),
    "scalarlg": _response(
        "SIP/2.0 503 Service Unavailable",
        "9292394834772304023312 OPTIONS",
        'Retry-After: 949302838503028349304023988\r\nWarning: 1812 overture "In Progress"\r\n',
    ),
    "quotbal": request(to='"Mr. J. User <sip:j.user@127.0.0.1>'),
    "ltgtruri": request(uri="<sip:agent@{address}>"),
    "lwsruri": request(uri="sip:agent@{address}; lr"),
    "lwsstart": request(version=" SIP/2.0"),
    "trws": request(version="SIP/2.0  "),
    "escruri": request(uri="sip:agent@{address}?Route=%3Csip:example.com%3E"),
    "baddate": request(extra="Date: Fri, 01 Jan 2010 16:00:00 EST\r\n", body=_SDP),
    "regbadct": request("REGISTER", contact="sip:user@example.com?Route=%3Csip:sip.example.com%3E"),
    "badaspec": request("OPTIONS", to='"Watson, Thomas" < sip:t.watson@127.0.0.1 >'),
    "baddn": request("OPTIONS", from_="Bell, Alexander <sip:a.g.bell@127.0.0.1>;tag=43"),
    "badvers": request("OPTIONS", version="SIP/7.0"),
    "mismatch01": request("OPTIONS", cseq="8 INVITE"),
    "mismatch02": request("NEWMETHOD", cseq="8 INVITE"),
    "bigcode": _response("SIP/2.0 4294967301 better not break the receiver"),
    # section 3.3: of the application
    "insuf": request(via="", to="", body=_SDP),
    "unkscm": request("OPTIONS", uri="nobodyKnowsThisScheme:totallyopaquecontent"),
    "novelsc": request("OPTIONS", uri="soap.beep://192.0.2.103:3002"),
    "unksm2": request("OPTIONS", to="isbn:2983792873", from_="<http://www.example.com>;tag=3"),
    "bext01": request("OPTIONS", extra="Proxy-Require: nothingSupportsThis\r\nRequire: noth\r\n"),
    "invut": request(kind="application/unknownformat", body="<audio>\r\n</audio>"),
    "regaut01": request("REGISTER", extra="Authorization: NoOneKnowsThisScheme opaque=data\r\n"),
    "multi01": request(
        extra="CSeq: 8 INVITE\r\nTo: <sip:other@127.0.0.1>\r\nCall-ID: second\r\n"
        "Max-Forwards: 5\r\nMax-Forwards: 70\r\nFrom: <sip:other@127.0.0.1>;tag=7\r\n",
        body=_SDP,
    ),
    "mcl01": request("OPTIONS", extra="Content-Length: 5\r\n", body="hello"),
    "bcast": _response("SIP/2.0 200 OK").replace("{source}", "192.0.2.198:5060"),
    "zeromf": request("OPTIONS", extra="Max-Forwards: 0\r\n"),
    "cparam": request("REGISTER", contact="sip:+19725552222@127.0.0.1;unknownparam"),
    "inv2543": request(via="SIP/2.0/UDP {source}", from_="<sip:caller@127.0.0.1>", body=_SDP),
    # RFC 5118: addresses of version 6
    "ipv6 in everything": request(
        uri="sip:agent@[2001:db8::10]:5060",
        via="SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch={branch}",
        contact="<sip:x@[2001:db8::9:1]:5070>",
    ),
    "ipv6 without brackets": request(
        "OPTIONS", uri="sip:2001:db8::10", contact="<sip:2001:db8::1>"
    ),
    "ipv6 that ends too soon": request("OPTIONS", uri="sip:agent@[2001:db8"),
    # empty and broken hosts: what ended a stack with assertions
    "empty host in From": request(from_="<sip:x@[]>;tag=1"),
    "empty host in To": request(to="<sip:x@[]>"),
    "empty host in Contact": request(contact="<sip:x@[]>", body=_SDP),
    "empty host in Record-Route": request(extra="Record-Route: <sip:x@[];lr>\r\n", body=_SDP),
    "empty host in Route": request(extra="Route: <sip:;lr>\r\n", body=_SDP),
    "empty host in Via": request(via="SIP/2.0/UDP []:5060;branch={branch}"),
    "empty everything": "INVITE\r\n\r\n",
    "only line ends": "\r\n\r\n\r\n\r\n",
    "NULs": "\0" * 300,
    "a NUL in each header": request(
        from_="<sip:\0@127.0.0.1>;tag=\0", call_id="\0", extra="X: \0\r\n"
    ),
    "no end": request(body=_SDP).rstrip("\r\n"),
    "bare line feeds": request(body=_SDP).replace("\r\n", "\n"),
    "endless folding": request("OPTIONS", extra="Subject: x" + "\r\n x" * 800 + "\r\n"),
    "a thousand headers": request("OPTIONS", extra="X: y\r\n" * 600),
    "a hundred vias": request("OPTIONS", extra="Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\n" * 90),
    "a hundred routes": request(extra="Record-Route: <sip:127.0.0.1;lr>\r\n" * 90, body=_SDP),
    "port out of range": request(contact="<sip:x@127.0.0.1:99999>", body=_SDP),
    "rport and received": request(
        "OPTIONS", via="SIP/2.0/UDP {source};branch={branch};rport=-1;received=;ttl=999;maddr=["
    ),
    "percent signs": request(uri="sip:%%%n%s%x@{address}", from_="<sip:%n%n%s@%s>;tag=%n"),
    "WebSocket via": request("OPTIONS", via="SIP/2.0/WS a.invalid;branch={branch}"),
    "TLS via over UDP": request("OPTIONS", via="SIP/2.0/TLS {source};branch={branch}"),
    "maddr elsewhere": request(uri="sip:agent@{address};maddr=239.255.255.1;ttl=255"),
}

HEADERS: dict[str, str] = {
    name: request(extra=f"{line}\r\n", body=_SDP)
    for name, line in {
        "Replaces of nothing": "Replaces: nothing;to-tag=1;from-tag=2",
        "Replaces broken": "Replaces: ;;;to-tag",
        "Replaces twice": "Replaces: a;to-tag=1;from-tag=2\r\nReplaces: b;to-tag=1;from-tag=2",
        "Require replaces": "Require: replaces",
        "Require unknown": "Require: 100rel, teleport",
        "Session-Expires zero": "Session-Expires: 0\r\nMin-SE: 0",
        "Session-Expires huge": "Session-Expires: 99999999999999;refresher=nobody",
        "Min-SE huge": "Session-Expires: 90\r\nMin-SE: 4294967295\r\nSupported: timer",
        "RAck": "RAck: 4294967296 1 INVITE\r\nRSeq: 99999999999",
        "Authorization": "Authorization: Digest " + "a=b," * 200,
        "Proxy-Authorization": 'Proxy-Authorization: Digest username="',
        "Call-Info": "Call-Info: <file:///etc/passwd>;purpose=icon, <http://[::1>;purpose=info",
        "Alert-Info": "Alert-Info: <http://127.0.0.1:1/ring.wav>;info=alert-autoanswer",
        "auto-answer": "Call-Info: <sip:x>;answer-after=0\r\nP-Auto-Answer: normal\r\n"
        "Answer-Mode: Auto;require\r\nAlert-Info: <sip:x>;info=alert-autoanswer;delay=0",
        "History-Info": "History-Info: " + "<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1," * 40,
        "identity is no URI": "P-Asserted-Identity: \x01\x02<<<>>>;;;",
        "identity is long": f'P-Asserted-Identity: "{"x" * 1500}" <sip:{"9" * 800}@127.0.0.1>',
        "identity thrice": "P-Asserted-Identity: <sip:1@a>, <tel:+1>, <sip:2@a>",
        "bidi": 'P-Asserted-Identity: "\u202e\u2066gnp.exe" <sip:1@127.0.0.1>',
        "broken UTF-8": "Subject: \udcff\udcfe\udc80",
        "Reason": 'Reason: SIP;cause=99999999999999999999;text="' + "x" * 300,
        "Event": "Event: " + "x" * 500 + ";id=\r\nSubscription-State: terminated;reason=",
        "Geolocation": 'Geolocation: <cid:x@y>;inserted-by="\r\nPriority: \r\nDate: ',
        "Contact star": "Contact: *",
        "Content-Encoding": "Content-Encoding: gzip\r\nContent-Disposition: ;handling=required",
    }.items()
}


def _sdp(*lines: str) -> str:
    head = ("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0")
    return "\r\n".join((*head, *lines)) + "\r\n"


_AUDIO = "m=audio 40000 RTP/AVP 0"
_BODIES = {
    "empty": " ",
    "not SDP": "\x00\x01\x02" * 100,
    "no version": "o=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n",
    "cut in a line": "v=0\r\no=- 1 1 IN IP4",
    "no media": _sdp(),
    "a hundred media": _sdp(*[_AUDIO] * 100),
    "port 0": _sdp("m=audio 0 RTP/AVP 0"),
    "port -1": _sdp("m=audio -1 RTP/AVP 0"),
    "port 99999": _sdp("m=audio 99999 RTP/AVP 0"),
    "port count": _sdp("m=audio 40000/65535 RTP/AVP 0"),
    "no format": _sdp("m=audio 40000 RTP/AVP"),
    "format 999": _sdp("m=audio 40000 RTP/AVP 999", "a=rtpmap:999 PCMU/8000"),
    "two hundred formats": _sdp("m=audio 40000 RTP/AVP " + " ".join(map(str, range(200)))),
    "rtpmap without slash": _sdp("m=audio 40000 RTP/AVP 96", "a=rtpmap:96 opus"),
    "rtpmap rate 0": _sdp("m=audio 40000 RTP/AVP 96", "a=rtpmap:96 opus/0/0"),
    "rtpmap rate huge": _sdp("m=audio 40000 RTP/AVP 96", "a=rtpmap:96 opus/4294967295/999"),
    "rtpmap without number": _sdp("m=audio 40000 RTP/AVP 96", "a=rtpmap: opus/48000"),
    "fmtp without end": _sdp("m=audio 40000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2", "a=fmtp:96 ="),
    "fmtp of many": _sdp(
        "m=audio 40000 RTP/AVP 96", "a=rtpmap:96 opus/48000/2", "a=fmtp:96 " + "a=b;" * 200
    ),
    "ptime 0": _sdp(_AUDIO, "a=ptime:0", "a=maxptime:0"),
    "ptime huge": _sdp(_AUDIO, "a=ptime:4294967295"),
    "ptime below zero": _sdp(_AUDIO, "a=ptime:-20"),
    "address of nobody": _sdp("c=IN IP4 0.0.0.0", _AUDIO),
    "address of all": _sdp("c=IN IP4 255.255.255.255", _AUDIO),
    "multicast": _sdp("c=IN IP4 239.1.1.1/127/3", _AUDIO),
    "address is a name": _sdp("c=IN IP4 does-not-exist.invalid", _AUDIO),
    "address of version 6": _sdp("c=IN IP6 ::1", _AUDIO),
    "address of version 6 broken": _sdp("c=IN IP6 [::", _AUDIO),
    "address missing": "v=0\r\no=- 1 1 IN IP4 x\r\ns=-\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n",
    "crypto empty": _sdp("m=audio 40000 RTP/SAVP 0", "a=crypto:"),
    "crypto short key": _sdp(
        "m=audio 40000 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA"
    ),
    "crypto long key": _sdp(
        "m=audio 40000 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + "A" * 900
    ),
    "crypto of many": _sdp(
        "m=audio 40000 RTP/SAVP 0", *[f"a=crypto:{n} NOTHING inline:A|2^999|9:9" for n in range(60)]
    ),
    "crypto tag huge": _sdp(
        "m=audio 40000 RTP/SAVP 0",
        "a=crypto:99999999999999 AEAD_AES_256_GCM inline:" + "A" * 59 + "=",
    ),
    "fingerprint": _sdp("m=audio 40000 UDP/TLS/RTP/SAVP 0", "a=fingerprint:sha-256 zz", "a=setup:"),
    "candidates": _sdp(_AUDIO, *["a=candidate:1 1 UDP 99999999999 [ 99999 typ host"] * 60),
    "rtcp": _sdp(_AUDIO, "a=rtcp:999999 IN IP4 []", "a=rtcp-mux", "a=rtcp-fb:* nack"),
    "ssrc": _sdp(_AUDIO, "a=ssrc:99999999999999999999 cname:" + "x" * 500),
    "text and video": _sdp(
        "m=text 40002 RTP/AVP 98", "a=rtpmap:98 t140/1000", "m=video 40004 RTP/AVP 96", _AUDIO
    ),
    "directions": _sdp(_AUDIO, "a=sendonly", "a=recvonly", "a=inactive", "a=sendrecv"),
    "bandwidth": _sdp("b=AS:99999999999999999999", _AUDIO, "b=TIAS:-1", "b=:"),
    "times": "v=0\r\no=- 99999999999999999999999 1 IN IP4 127.0.0.1\r\ns=-\r\n"
    "c=IN IP4 127.0.0.1\r\nt=99999999999999999999 -1\r\nm=audio 40000 RTP/AVP 0\r\n",
    "line without value": _sdp(_AUDIO, "a=", "a", "=", "m=", "a=rtpmap:"),
    "long line": _sdp(_AUDIO, "a=" + "x" * 2800),
}
SESSIONS = {name: request(body=body) for name, body in _BODIES.items()}
MULTIPARTS = {
    name: request(kind=kind, body=body)
    for name, (kind, body) in {
        "SDP inside": (
            "multipart/mixed;boundary=b",
            f"--b\r\nContent-Type: application/sdp\r\n\r\n{_SDP}\r\n--b--\r\n",
        ),
        "no boundary": ("multipart/mixed", f"--b\r\n\r\n{_SDP}\r\n--b--\r\n"),
        "empty boundary": ('multipart/mixed;boundary=""', "----\r\n\r\n"),
        "boundary that never comes": ("multipart/mixed;boundary=zz", _SDP),
        "never closed": (
            "multipart/mixed;boundary=b",
            f"--b\r\nContent-Type: application/sdp\r\n{_SDP}",
        ),
        "nested": (
            "multipart/mixed;boundary=b",
            "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n" * 40 + "--b--\r\n",
        ),
        "three hundred parts": (
            "multipart/mixed;boundary=b",
            "--b\r\n\r\n\r\n" * 300 + "--b--\r\n",
        ),
        "long boundary": (f"multipart/mixed;boundary={'b' * 1500}", f"--{'b' * 1500}\r\n\r\n\r\n"),
        "part without header": ("multipart/mixed;boundary=b", "--b\r\n\r\n--b\r\n--b--"),
    }.items()
}
OTHERS = {
    "out of dialog: " + (name or method): request(method, extra=extra, body=body, kind=kind)
    for name, method, extra, body, kind in (
        ("", "BYE", "", "", ""),
        ("", "CANCEL", "", "", ""),
        ("", "ACK", "", "", ""),
        ("", "PRACK", "RAck: 1 1 INVITE\r\n", "", ""),
        ("", "UPDATE", "", _SDP, "application/sdp"),
        ("", "INFO", "", "Signal=1\r\nDuration=", "application/dtmf-relay"),
        ("", "PUBLISH", "Event: presence\r\n", "", ""),
        ("", "SUBSCRIBE", "Event: presence\r\nExpires: 99999999999\r\n", "", ""),
        ("SUBSCRIBE refer", "SUBSCRIBE", "Event: refer;id=1\r\n", "", ""),
        (
            "",
            "NOTIFY",
            "Event: refer\r\nSubscription-State: active\r\n",
            "SIP/2.0",
            "message/sipfrag",
        ),
        (
            "NOTIFY of a mailbox",
            "NOTIFY",
            "Event: message-summary\r\nSubscription-State: terminated\r\n",
            "Messages-Waiting: yes\r\nVoice-Message: 99999999999/-1 (\r\n",
            "application/simple-message-summary",
        ),
        (
            "NOTIFY presence",
            "NOTIFY",
            "Event: presence\r\nSubscription-State: active\r\n",
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'x'>]><presence>&b;<tuple>" + "<a>" * 300,
            "application/pidf+xml",
        ),
        ("", "MESSAGE", "", "x" * 2000, "text/plain"),
        ("MESSAGE empty", "MESSAGE", "Content-Type: \r\n", "", ""),
        ("", "REFER", "Refer-To: <sip:premium@127.0.0.1>\r\n", "", ""),
        ("REFER of nothing", "REFER", "", "", ""),
        ("REFER garbage", "REFER", "Refer-To: <<;;>\x01sip:\r\n", "", ""),
        ("REFER twice", "REFER", "Refer-To: <sip:a@b>\r\nRefer-To: <sip:c@d>\r\n", "", ""),
        ("REFER of a method", "REFER", "Refer-To: <sip:a@b;method=BYE?Replaces=x>\r\n", "", ""),
    )
}
EVERYTHING: dict[str, str] = {
    **MALFORMED,
    **{f"header: {name}": text for name, text in HEADERS.items()},
    **{f"session: {name}": text for name, text in SESSIONS.items()},
    **{f"multipart: {name}": text for name, text in MULTIPARTS.items()},
    **OTHERS,
}
