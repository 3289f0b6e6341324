"""The words for SIP codes of ``domain.sip_words``, marked for the translation tools.

A test holds both lists together: a text without a line here would never be translated.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from softphone.domain.sip_words import OWN_REASONS, line_words, sip_words

MARKED = (
    QT_TRANSLATE_NOOP(
        "SipWords", "No answer from the phone system. Check the network. The program keeps trying."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The call was sent elsewhere and not followed. Dial the new number yourself."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The phone system did not understand the request. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "User name or password is wrong. Enter the password again."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The call wants a password this phone does not have. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "The phone system asks for payment. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "The phone system forbids this. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "This number does not exist. Check the number."),
    QT_TRANSLATE_NOOP("SipWords", "The phone system does not allow this. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "The far end cannot accept this call. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "No answer in time. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "This number is no longer in use. Check the number."),
    QT_TRANSLATE_NOOP("SipWords", "The request was too large. Tell your administrator."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end does not understand this kind of call. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "The phone system cannot use this address. Check the number."),
    QT_TRANSLATE_NOOP("SipWords", "The far end lacks a needed extension. Tell your administrator."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end needs an extension this phone lacks. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The registration time was too short. The program tries again with a longer one.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system and this phone do not agree on timers. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The phone system asks for proof of who calls. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end takes no anonymous calls. Call with your number shown."
    ),
    QT_TRANSLATE_NOOP("SipWords", "The far end has not agreed to be called."),
    QT_TRANSLATE_NOOP("SipWords", "The far end does not want this call. Do not call again."),
    QT_TRANSLATE_NOOP("SipWords", "The call was blocked on the way. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "Not available just now. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The call no longer exists at the far end. Call again."),
    QT_TRANSLATE_NOOP("SipWords", "The call went round in a loop. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "The call was forwarded too often. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "The number is incomplete. Check the number."),
    QT_TRANSLATE_NOOP("SipWords", "The number is ambiguous. Check the number."),
    QT_TRANSLATE_NOOP("SipWords", "Busy. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The call was given up before an answer."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The two sides share no usable sound format. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The phone system does not know this service. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end was changing the call at the same moment. Try again."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end could not read the message. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "The phone system asks for encryption. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "The phone system has an internal error. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The phone system cannot do this. Tell your administrator."),
    QT_TRANSLATE_NOOP("SipWords", "A server on the way answered wrongly. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The phone system is out of service. The program keeps trying."),
    QT_TRANSLATE_NOOP("SipWords", "A server on the way gave no answer. Try again later."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The phone system speaks another SIP version. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "SipWords", "The message was too large for the phone system. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "Busy everywhere. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The call was declined."),
    QT_TRANSLATE_NOOP("SipWords", "This number does not exist anywhere. Check the number."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The far end cannot take this kind of call. Tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "In progress."),
    QT_TRANSLATE_NOOP("SipWords", "Done."),
    QT_TRANSLATE_NOOP(
        "SipWords", "The phone system refused the request. Try again, or tell your administrator."
    ),
    QT_TRANSLATE_NOOP("SipWords", "The phone system failed. Try again later."),
    QT_TRANSLATE_NOOP("SipWords", "The call was refused everywhere. Try again later."),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The far end cannot encrypt the call, and this line must. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system does not know this user name. Check it, or tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system wants a registration time this phone does not take. "
        "Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system sends this phone to another one, and it does not follow. "
        "Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP("SipWords", "The phone system refuses this phone. Tell your administrator."),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system asks for the password in a way this phone does not know. "
        "Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "SipWords",
        "The phone system took the registration and gave it up at once. Tell your administrator.",
    ),
    QT_TRANSLATE_NOOP("SipWords", "The program waits between its tries to register."),
)


def sip_text(code: int, reason: str = "") -> str:
    """What happened and what to do, for a final SIP code, in the agent's language.

    ``reason`` counts only where it is the engine's own sentence, never the network's phrase.
    """
    words = reason if reason in OWN_REASONS else sip_words(code)
    return QCoreApplication.translate("SipWords", words)


def line_text(code: int, reason: str = "") -> str:
    """The same for the answer to a REGISTER."""
    words = reason if reason in OWN_REASONS else line_words(code)
    return QCoreApplication.translate("SipWords", words)
