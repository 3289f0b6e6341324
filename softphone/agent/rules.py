"""What the agent logic is told by configuration, as one value."""

import msgspec

from softphone.domain.account import Account, FrontRules
from softphone.domain.agent_machine import Rules
from softphone.domain.agent_state import AgentState
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.codecs import CodecProfile
from softphone.domain.dial_plan import CallerId, DialPlan
from softphone.domain.dtmf import DtmfWay
from softphone.domain.forwarding import ForwardRule
from softphone.domain.queues import AmiRules
from softphone.domain.recording import RecordingRules
from softphone.domain.target import Target
from softphone.domain.ticket import ANY_CHOICE, KnownChoices, TicketField


class DeskRules(msgspec.Struct, frozen=True, kw_only=True):
    """``direct`` means that no registrar is used; ``header_names`` by purpose.

    ``waiting_in``: the states in which a further call may ring; ``max_calls`` counts all calls,
    ``conference_max`` the parties of a conference, the agent among them.
    ``not_ready_after_s``: a call that rings so many seconds makes the agent not ready; 0: never.
    ``pickup_code`` before a number takes the call that rings there; ``voicemail`` is dialled to
    listen. Empty: not offered. ``room``: the number of a conference room of the PBX, with
    ``{id}`` and ``{user}`` filled in for each conference; empty: three parties are mixed here.
    """

    agent_name: str = ""
    language: str = "en"
    account: Account | None = None
    direct: bool = False
    proxy: str = ""
    header_names: dict[str, str] = {}
    devices: AudioDevices = AudioDevices()
    codecs: CodecProfile = CodecProfile.OFFICE
    front: FrontRules = FrontRules()
    wrap_up_s: float = 60.0
    more_time_s: float = 60.0
    required: frozenset[TicketField] = frozenset()
    internal_tickets: bool = False
    """Calls with colleagues have a wrap-up and a ticket too."""
    extension_digits: int = 0
    """Numbers of at most so many digits are colleagues', listed or not."""
    known: KnownChoices = ANY_CHOICE
    """Categories and dispositions that a ticket may carry."""
    not_ready_after_s: float = 0.0
    auto_answer_queues: frozenset[str] = frozenset()
    auto_answer_by_header: bool = False
    auto_answer_after_s: float = 0.0
    do_not_disturb_code: int = 480
    forward: ForwardRule = ForwardRule.OFF
    not_answered_to: str = ""
    waiting_in: frozenset[AgentState] = frozenset()
    max_calls: int = 2
    recording: RecordingRules = RecordingRules()
    """With ``folder`` and ``notice_file`` filled in."""
    targets: tuple[Target, ...] = ()
    favourites: tuple[str, ...] = ()
    watch_targets: bool = True
    pickup_code: str = ""
    voicemail: str = ""
    ami: AmiRules = AmiRules()
    conference_max: int = 3
    room: str = ""
    dial_plan: DialPlan = DialPlan()
    caller_ids: tuple[CallerId, ...] = ()
    caller_id_header: str = "P-Preferred-Identity"
    dtmf: DtmfWay = DtmfWay.AUTO
    macros: dict[str, str] = {}
    dial_links: bool = False
    """A link dials its number at once instead of waiting for a click."""

    @property
    def machine(self) -> Rules:
        """The part of the agent's state machine."""
        return Rules(wrap_up_s=self.wrap_up_s, more_time_s=self.more_time_s)

    @property
    def secret_name(self) -> str:
        """The account's name in the keyring."""
        return f"{self.account.user}@{self.account.server}" if self.account else ""
