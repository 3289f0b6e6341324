"""What the agent can ask for. The desk implements it; windows and ``ctl`` call nothing else.

No method raises for a wrong moment: it answers ``Refused``, a notice says why, and nothing changes.
A number that costs extra is asked about first: ``Asks``. ``via`` is the proof written to the state
log: ``button``, ``key``, ``ctl`` …
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from softphone.agent.outcome import Outcome
from softphone.domain.agent_state import Reason
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.call import RejectReason
from softphone.domain.customer import CustomerCard
from softphone.domain.messages import WaveformRead
from softphone.domain.quality_log import CallQuality
from softphone.domain.recording import Recording
from softphone.domain.sip_trace import SipMessage
from softphone.domain.target import TargetView
from softphone.domain.ticket import TicketDraft
from softphone.ports import ImportPreview, SearchResult


class AgentIntents(Protocol):
    """Every action of the agent."""

    # state
    def sign_in(
        self, password: str | None = None, *, remember: bool = True, via: str = "button"
    ) -> Outcome:
        """Register; the password comes from the keyring when none is given."""

    def sign_out(self, *, via: str = "button") -> Outcome: ...
    def go_ready(self, *, via: str = "button") -> Outcome:
        """Ready now; during a call: the next state."""

    def go_not_ready(self, reason: Reason, *, via: str = "button") -> Outcome:
        """Not ready now; during a call: the next state."""

    def cancel_next(self, *, via: str = "button") -> Outcome: ...
    def more_time(self, *, via: str = "button") -> Outcome:
        """Lengthen the wrap-up countdown."""

    def set_do_not_disturb(self, on: bool, *, via: str = "button") -> Outcome:
        """Refuse every call without ringing; the agent is not ready meanwhile.

        Becoming ready or signing out ends it.
        """

    # calls; ``call_id`` None means the one call it can only be meant for
    def dial(self, text: str, *, confirmed: bool = False, via: str = "button") -> Outcome:
        """Call a number, in any shape; keys behind it (``…,,1,2#``) are sent once it answers.

        A running call is put on hold first. A number that costs extra is asked about
        (``dial_question``), unless ``confirmed``.
        """

    def dismiss_dial(self, *, via: str = "button") -> Outcome:
        """The number that costs extra is not dialled."""

    def call_as(self, number: str, *, via: str = "button") -> Outcome:
        """Make calls as this one of ``caller_ids`` from now on; "" for the PBX's choice."""

    def open_uri(self, text: str, *, via: str = "link") -> Outcome:
        """A ``tel:``, ``sip:`` or ``callto:`` link: into the dial box, never dialled by itself."""

    def play_macro(self, macro: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """Send a named key sequence, or one as text (``1,,2#``), into the call."""

    def answer(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """Answer; the one that is up is held first."""

    def reject(
        self,
        call_id: str | None = None,
        *,
        reason: RejectReason = RejectReason.BUSY,
        via: str = "button",
    ) -> Outcome: ...
    def forward(self, target: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """Send a call that rings elsewhere, where ``CallView.may_forward`` says so.

        A target that nobody is forwarded to is told by ``FORWARD_REFUSED``; the call rings on.
        """

    def hang_up(self, call_id: str | None = None, *, via: str = "button") -> Outcome: ...
    def hold(self, call_id: str | None = None, *, via: str = "button") -> Outcome: ...
    def resume(self, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """Take a held call back; the one that is up is held first. None: the next in the rows."""

    def set_mute(self, muted: bool, *, via: str = "button") -> Outcome: ...
    def send_dtmf(
        self, digits: str, call_id: str | None = None, *, via: str = "button"
    ) -> Outcome: ...
    def transfer(
        self, target: str, call_id: str | None = None, *, via: str = "button"
    ) -> Outcome: ...
    def consult(self, target: str, call_id: str | None = None, *, via: str = "button") -> Outcome:
        """Put the caller on hold and call the target; one contact spans both calls."""

    def complete(self, *, via: str = "button") -> Outcome:
        """Connect caller and target with each other and leave (attended transfer)."""

    def cancel_consult(self, *, via: str = "button") -> Outcome:
        """Let the target go and take the caller back."""

    def swap(self, *, via: str = "button") -> Outcome:
        """Talk to the one that waits, or to the next of them; the other hears music."""

    def merge(self, *, via: str = "button") -> Outcome:
        """Talk to caller and target at once: each hears the two others."""

    def split(self, *, via: str = "button") -> Outcome:
        """End the three-way call: the caller on hold, the agent with the target."""

    # recordings of the contact on the desk
    def start_recording(self, *, via: str = "button") -> Outcome: ...
    def stop_recording(self, *, via: str = "button") -> Outcome:
        """Not where the administrator wants every call recorded."""

    def pause_recording(self, for_s: float | None = None, *, via: str = "button") -> Outcome:
        """Write no sample (card data); goes on by itself after ``for_s``, at most as configured."""

    def resume_recording(self, *, via: str = "button") -> Outcome: ...
    def recordings(
        self,
        contact_ids: Sequence[str],
        done: Callable[[Sequence[Recording]], None],
        failed: Callable[[str], None],
    ) -> None:
        """Those of these contacts, newest first."""

    def waveform(
        self, recording_id: str, columns: int, done: Callable[[WaveformRead], None]
    ) -> None:
        """What it looks like, or why that cannot be told."""

    def play_recording(self, recording_id: str, from_s: float = 0.0) -> None:
        """To the agent's ear, while there is no call; ``PlaybackProgressed`` follows."""

    def stop_playing(self) -> None: ...
    def add_party(self, target: str, *, via: str = "button") -> Outcome:
        """Call one more party into the conference, which goes on meanwhile."""

    def set_party(
        self, call_id: str, *, muted: bool, volume: float, via: str = "button"
    ) -> Outcome:
        """How a far end is heard by everybody else: not at all, or ``volume`` times (0 … 2)."""

    def call_back(self, call_id: str, *, via: str = "button") -> Outcome:
        """Dial the number of a call of the history; a missed call is marked once it is answered."""

    # customer
    def choose_customer(self, customer_id: str) -> None:
        """Take one of the matches, or a search hit, as this contact's customer."""

    def undo_customer(self, *, via: str = "button") -> Outcome:
        """The contact in front belongs to whom it belonged before the agent chose."""

    def no_customer(self) -> None:
        """None of the matches: a new customer."""

    def open_card(self, customer_id: str) -> None:
        """Look at a customer's card; whose contact it is stays as it is."""

    def close_card(self) -> None: ...
    def search(
        self, text: str, done: Callable[[SearchResult], None], failed: Callable[[str], None]
    ) -> None: ...

    def call_quality(
        self,
        call_id: str,
        done: Callable[[CallQuality | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """How a call of the history sounded; None: it was not measured."""

    # ticket
    def edit_draft(self, draft: TicketDraft) -> None:
        """The form changed; kept at once in memory, within half a second in the store."""

    def save_ticket(self, *, go_ready: bool, via: str = "button") -> Outcome:
        """Save; then ready (or the queued next state), or stay not ready."""

    def finish_without_ticket(self, *, via: str = "button") -> Outcome:
        """Leave the contact in front, whose call is over; what was typed stays an open draft."""

    def show_contact(self, contact_id: str) -> Outcome:
        """Bring one of the contacts on the desk to the front."""

    def open_draft(self, contact_id: str) -> Outcome:
        """Go on with an unfinished ticket."""

    def discard_draft(self, contact_id: str, *, via: str = "button") -> Outcome:
        """Throw an unfinished ticket away, also one that is open while its call is over."""

    def undo_discard(self, *, via: str = "button") -> Outcome:
        """The ticket thrown away last waits again; possible for ``UNDO_S``."""

    # the rest
    def select_devices(self, devices: AudioDevices) -> None: ...
    def retry_line(self) -> None: ...
    def dismiss_notice(self, notice_id: int) -> None: ...
    def preview_import(
        self,
        kind: str,
        path: Path,
        done: Callable[[ImportPreview], None],
        failed: Callable[[str], None],
        encoding: str = "",
    ) -> None:
        """What importing that file would do; ``encoding`` empty: find it out."""

    def run_import(
        self, preview: ImportPreview, done: Callable[[int], None], failed: Callable[[str], None]
    ) -> None: ...
    def load_card(
        self,
        customer_id: str,
        done: Callable[[CustomerCard | None], None],
        failed: Callable[[str], None],
    ) -> None: ...
    def find_targets(self, text: str) -> tuple[TargetView, ...]:
        """Whom a caller can be handed to, by name, pinyin, number or category; "" for all."""

    def star_target(self, number: str, on: bool, *, via: str = "button") -> Outcome:
        """Make a target a favourite, or no longer."""

    def pick_up(self, number: str, *, via: str = "button") -> Outcome:
        """Take the call that rings at that target."""

    def listen_voicemail(self, *, via: str = "button") -> Outcome:
        """Call the voice mailbox."""

    def test_echo(self, on: bool = True) -> None:
        """Begin or end the guided echo test; ``DeskModel.echo`` tells how it goes."""

    def trace(
        self,
        call_id: str,
        done: Callable[[tuple[SipMessage, ...]], None],
        failed: Callable[[str], None],
        *,
        mask_numbers: bool = True,
    ) -> None:
        """The SIP messages of a call (also an ended one); "" for those that belong to no call."""
