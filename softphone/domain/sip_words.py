"""SIP codes in plain words: what happened and what to do now (docs/sip.md has the table).

The texts are English source strings; whoever shows them passes them through its translation.
"""

_WORDS = {
    0: "No answer from the phone system. Check the network. The program keeps trying.",
    302: "The call was sent elsewhere and not followed. Dial the new number yourself.",
    400: "The phone system did not understand the request. Tell your administrator.",
    401: "The call wants a password this phone does not have. Tell your administrator.",
    402: "The phone system asks for payment. Tell your administrator.",
    403: "The phone system forbids this. Tell your administrator.",
    404: "This number does not exist. Check the number.",
    405: "The phone system does not allow this. Tell your administrator.",
    406: "The far end cannot accept this call. Try again later.",
    407: "The call wants a password this phone does not have. Tell your administrator.",
    408: "No answer in time. Try again later.",
    410: "This number is no longer in use. Check the number.",
    413: "The request was too large. Tell your administrator.",
    414: "The phone system cannot use this address. Check the number.",
    415: "The far end does not understand this kind of call. Tell your administrator.",
    416: "The phone system cannot use this address. Check the number.",
    420: "The far end lacks a needed extension. Tell your administrator.",
    421: "The far end needs an extension this phone lacks. Tell your administrator.",
    422: "The phone system and this phone do not agree on timers. Tell your administrator.",
    423: "The registration time was too short. The program tries again with a longer one.",
    428: "The phone system asks for proof of who calls. Tell your administrator.",
    433: "The far end takes no anonymous calls. Call with your number shown.",
    436: "The phone system asks for proof of who calls. Tell your administrator.",
    437: "The phone system asks for proof of who calls. Tell your administrator.",
    438: "The phone system asks for proof of who calls. Tell your administrator.",
    470: "The far end has not agreed to be called.",
    480: "Not available just now. Try again later.",
    481: "The call no longer exists at the far end. Call again.",
    482: "The call went round in a loop. Tell your administrator.",
    483: "The call was forwarded too often. Tell your administrator.",
    484: "The number is incomplete. Check the number.",
    485: "The number is ambiguous. Check the number.",
    486: "Busy. Try again later.",
    487: "The call was given up before an answer.",
    488: "The two sides share no usable sound format. Tell your administrator.",
    489: "The phone system does not know this service. Tell your administrator.",
    491: "The far end was changing the call at the same moment. Try again.",
    493: "The far end could not read the message. Tell your administrator.",
    494: "The phone system asks for encryption. Tell your administrator.",
    500: "The phone system has an internal error. Try again later.",
    501: "The phone system cannot do this. Tell your administrator.",
    502: "A server on the way answered wrongly. Try again later.",
    503: "The phone system is out of service. The program keeps trying.",
    504: "A server on the way gave no answer. Try again later.",
    505: "The phone system speaks another SIP version. Tell your administrator.",
    513: "The message was too large for the phone system. Tell your administrator.",
    555: "The phone system cannot do this. Tell your administrator.",
    580: "The two sides share no usable sound format. Tell your administrator.",
    600: "Busy everywhere. Try again later.",
    603: "The call was declined.",
    604: "This number does not exist anywhere. Check the number.",
    606: "The far end cannot take this kind of call. Tell your administrator.",
    607: "The far end does not want this call. Do not call again.",
    608: "The call was blocked on the way. Tell your administrator.",
}
_CLASSES = {
    1: "In progress.",
    2: "Done.",
    3: "The call was sent elsewhere and not followed. Dial the new number yourself.",
    4: "The phone system refused the request. Try again, or tell your administrator.",
    5: "The phone system failed. Try again later.",
    6: "The call was refused everywhere. Try again later.",
}

_LINE_WORDS = {
    401: "User name or password is wrong. Enter the password again.",
    407: "User name or password is wrong. Enter the password again.",
    404: "The phone system does not know this user name. Check it, or tell your administrator.",
    423: "The phone system wants a registration time this phone does not take. "
    "Tell your administrator.",
}
_LINE_CLASSES = {
    3: "The phone system sends this phone to another one, and it does not follow. "
    "Tell your administrator.",
    6: "The phone system refuses this phone. Tell your administrator.",
}
_CALLS_ONLY = frozenset({410, 470, 480, 481, 484, 485, 486, 487, 488, 491})

ODD_CHALLENGE = (
    "The phone system asks for the password in a way this phone does not know. "
    "Tell your administrator."
)
"""Stands as the reason of a 401 or 407 that says nothing of the password."""

NOT_KEPT = "The phone system took the registration and gave it up at once. Tell your administrator."
"""Stands as the reason of a 200 that grants no time."""

HELD_BACK = "The program waits between its tries to register."
"""Stands as the reason of a line that waits without having asked, code 0."""

NOT_ENCRYPTED = "The far end cannot encrypt the call, and this line must. Tell your administrator."
"""Stands as the reason of a call that failed because of it, whatever its code."""

NOT_CONFIRMED = _WORDS[481]
"""Stands as the reason of a call whose answer got no ACK (RFC 3261 section 13.3.1.4)."""

OWN_REASONS = frozenset({NOT_ENCRYPTED, NOT_CONFIRMED, ODD_CHALLENGE, NOT_KEPT, HELD_BACK})
"""The reasons that are the engine's own sentences."""


def sip_words(code: int) -> str:
    """What happened and what to do, for a final SIP code; 0 means that no answer came."""
    return _WORDS.get(code) or _CLASSES.get(code // 100) or _WORDS[0]


def line_words(code: int) -> str:
    """The same for the answer to a REGISTER, where some codes mean something else."""
    if code in _CALLS_ONLY:
        return _CLASSES[4]
    return _LINE_WORDS.get(code) or _LINE_CLASSES.get(code // 100) or sip_words(code)


def all_sip_words() -> tuple[str, ...]:
    """Every text these can return, so that a test can ask for its translation."""
    every = [*_WORDS.values(), *_CLASSES.values(), *_LINE_WORDS.values(), *_LINE_CLASSES.values()]
    return tuple(dict.fromkeys([*every, *sorted(OWN_REASONS)]))
