"""Commands from the desk to the engine that concern the line, the devices and the program."""

from softphone.domain.account import Account, FrontRules
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.codecs import CodecProfile
from softphone.domain.messages.base import Message


class Configure(Message, frozen=True):
    """Take this account into use (again); register when ``register`` is true.

    ``header_names`` maps a purpose (``customer_id``, ``queue``, ``waited``, ``vip``, ``case_id``)
    to the SIP header that carries it. ``proxy`` is used in direct mode, where nothing is
    registered: ``host:port`` that outgoing calls go to. An identical Configure registers a line
    that is off and changes nothing else. ``attempt`` numbers the sign-ins and comes back in the
    line's status.
    """

    account: Account
    password: str = ""
    register: bool = True
    proxy: str = ""
    header_names: dict[str, str] = {}  # noqa: RUF012
    devices: AudioDevices = AudioDevices()
    front: FrontRules = FrontRules()
    codecs: CodecProfile = CodecProfile.OFFICE
    attempt: int = 0


class Unregister(Message, frozen=True):
    """Give the binding back and stay away from the registrar."""


class RetryRegistration(Message, frozen=True):
    """Try to register now, whatever the back-off says; a ``password`` replaces the old one."""

    password: str | None = None


class SelectDevices(Message, frozen=True):
    """Use these devices from now on, in a running call too."""

    devices: AudioDevices


class RequestSnapshot(Message, frozen=True):
    """Ask for ``SnapshotTaken``."""


class WatchTargets(Message, frozen=True):
    """Tell ``TargetChanged`` of these numbers from now on (SUBSCRIBE, RFC 4235), of no others.

    What is known already is told at once. At most 200. ``mailbox``: subscribe to the agent's own
    voice mailbox too (RFC 3842).
    """

    numbers: tuple[str, ...] = ()
    mailbox: bool = False


class RequestTrace(Message, frozen=True):
    """Ask for ``TraceReported``: the SIP messages of a call, also one that is over.

    ``call_id`` empty: those that belong to no call (registration, subscriptions). ``request``
    comes back with the answer.
    """

    request: str
    call_id: str = ""
    mask_numbers: bool = True


class RunEchoTest(Message, frozen=True):
    """Begin the guided echo test, or end it; refused while there is a call."""

    on: bool = True


class ShutDown(Message, frozen=True):
    """Hang up, unregister, end the engine process."""
