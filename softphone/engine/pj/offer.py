"""What a re-INVITE of ours offers: the codec that the call has, and no other.

The stack offers all of them each time. A PBX that then lists several in its answer gets an
UPDATE with the first one, and so may have to change the codec in the middle of the sound. Asterisk
22 writes the next frame in the old one now and then, takes that for the end ("Don't know how to
send format alaw packets with RTP") and hangs up on both sides: seen two times in 24 under load
when a caller was taken back. RFC 3264 section 8.3.2 lets an offer leave formats out.
"""

import re

_RTPMAP = re.compile(r"a=rtpmap:(\d+) ([^/\s]+)")
_FORMAT = re.compile(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+)\b")
_EVENTS = "telephone-event"


def keep_codec(sdp: str, codec: str) -> str:
    """The session with only that codec (a name as in ``rtpmap``) and key events in its audio.

    Unchanged where there is no audio with that codec.
    """
    lines = sdp.splitlines()
    begin = next((n for n, line in enumerate(lines) if line.startswith("m=audio ")), None)
    if begin is None:
        return sdp
    end = next((n for n in range(begin + 1, len(lines)) if lines[n].startswith("m=")), len(lines))
    names = {m[1]: m[2].lower() for line in lines[begin:end] if (m := _RTPMAP.match(line))}
    wanted = codec.lower()
    words = lines[begin].split(" ")
    kept = [number for number in words[3:] if names.get(number) in (wanted, _EVENTS)]
    if not any(names[number] == wanted for number in kept):
        return sdp
    audio = [" ".join([*words[:3], *kept])]
    for line in lines[begin + 1 : end]:
        found = _FORMAT.match(line)
        if found is None or found[1] in kept:
            audio.append(line)
    return "\r\n".join([*lines[:begin], *audio, *lines[end:]]) + "\r\n"
