"""The desk: the one place that decides. Engine events and the agent's wishes come in, commands,
rows and a new picture go out. Everything here runs on one thread and never waits.
"""

import logging
from collections.abc import Callable

from softphone.agent.call_book import LiveCalls
from softphone.agent.calls.call_lifecycle import CallLifecycle
from softphone.agent.calls.dialing import Dialer
from softphone.agent.calls.do_not_disturb import DoNotDisturb
from softphone.agent.calls.restart_recovery import RestartRecovery
from softphone.agent.contacts.contacts import Contacts
from softphone.agent.contacts.day import AgentDay
from softphone.agent.contacts.import_customers import CustomerImport
from softphone.agent.contacts.wrap_up import WrapUp
from softphone.agent.desk_model import ContactView, DeskModel, NoticeCode, Severity
from softphone.agent.line.echo_test import EchoTest
from softphone.agent.line.line import AgentLine
from softphone.agent.line.quality import QualityLogs
from softphone.agent.line.queue_membership import QueueMembership
from softphone.agent.line.queues import QueueBoard
from softphone.agent.line.recording import CallRecordings
from softphone.agent.line.sip_trace import SipTraces
from softphone.agent.line.targets import Targets
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import agent_machine as machine
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, StateCause
from softphone.domain.call import CallState
from softphone.domain.customer import CustomerCard
from softphone.domain.queues import QueueProblem, QueueState

log = logging.getLogger(__name__)
LIVE = (CallState.CONNECTED, CallState.HELD)


class Desk:
    """Owns the parts, takes engine events, publishes a ``DeskModel`` at every change."""

    def __init__(self, outside: DeskPorts, rules: DeskRules, publish: Callable[[DeskModel], None]):
        self._out = outside
        self._rules = rules
        self._publish = publish
        self.devices = rules.devices
        self.shown_card: CustomerCard | None = None
        self._looked_beside = ""
        """The contact that was in front when that card was opened."""
        self._quitting: Callable[[], None] | None = None
        self._held_back = False
        self.targets = Targets(outside, self.rules)
        name_of = self.targets.name_of
        self.notices = NoticeBoard(outside.clock, name_of, outside.numbers)
        self.calls = LiveCalls(outside.numbers, lambda: self._rules.forward, name_of)
        self.session = AgentSession(
            clock=outside.clock,
            worker=outside.worker,
            store=outside.store,
            queue=outside.queue,
            rules=self.rules,
            failed=self.store_failed,
            changed=self.changed,
            signed_out=self._signed_out,
            expired=lambda: self.wrap_up.leave_all(),
            wrapped_up=lambda: self.flow.reserve_for_ringing(),
        )
        self.contacts = Contacts(
            clock=outside.clock,
            worker=outside.worker,
            reader=outside.reader,
            store=outside.store,
            rules=self.rules,
            new_id=outside.new_id,
            failed=self.store_failed,
            changed=self.contact_changed,
            is_internal=self.targets.is_internal,
        )
        self.quality = QualityLogs(outside.clock, self.calls, self.notices)
        self.day = AgentDay(
            outside,
            self.rules,
            self.store_failed,
            self.changed,
            name_of,
            self.targets.is_internal,
            self.quality.take,
        )
        self.wrap_up = WrapUp(self.contacts, self.notices, self.day, self.has_call)
        self.line = AgentLine(outside, self.rules, self.session, self.notices, self.changed)
        self.trace = SipTraces(outside)
        self.imports = CustomerImport(outside)
        self.queues = QueueBoard(self.rules, self.targets, self.notices)
        self.membership = QueueMembership(outside, self.session, self.notices, self.changed)
        self.outgoing = Dialer(outside, self.rules, self.calls)
        self.echo = EchoTest()
        self.do_not_disturb = DoNotDisturb(outside, self.rules, self.session, self.day)
        self.flow = CallLifecycle(
            outside=outside,
            rules=self.rules,
            calls=self.calls,
            contacts=self.contacts,
            session=self.session,
            notices=self.notices,
            day=self.day,
        )
        self.take_up = RestartRecovery(
            self.flow, outside, self.calls, self.contacts, self.session, self.notices, self.day
        )
        self.recording = CallRecordings(
            outside,
            self.rules,
            self.calls,
            self.contacts,
            self.notices,
            self.store_failed,
            self.changed,
        )

    # -------------------------------------------------------------- the picture

    def rules(self) -> DeskRules:
        """The rules in force."""
        return self._rules

    def take_rules(self, rules: DeskRules) -> None:
        """Settings were changed; the account is used from the next sign-in on."""
        self._rules = rules
        self.devices = rules.devices
        if self.line.signed_in:
            self.line.configure()
        if self.line.engine_up:
            self.recording.rules_changed()
        self.targets.rules_changed()
        self.do_not_disturb.rules_changed()
        self.changed()

    def changed(self) -> None:
        """Publish a new picture."""
        self.do_not_disturb.follow()
        self.membership.look()
        calls = tuple(view.call.id for view in self.calls.views)
        self.notices.now((self.session.status.state, calls))
        if not self._held_back:
            self._publish(self.model())

    def model(self) -> DeskModel:
        """The picture of now."""
        line = self.line
        return DeskModel(
            agent_name=self._rules.agent_name,
            agent=self.session.status,
            line=line.status,
            engine_up=line.engine_up,
            stack=line.stack,
            calls=self.calls.views,
            may_dial=self.may_dial(),
            consult=self.flow.consult.view,
            recording=self.recording.view,
            contact=self.contacts.view,
            contacts=self.contacts.views,
            shown_card=self.shown_card,
            speaking=self.flow.consult.speaking,
            do_not_disturb=self.do_not_disturb.on,
            muted=line.muted,
            microphones=line.sound.microphones,
            speakers=line.sound.speakers,
            devices=self.devices,
            audio_note=line.sound.note,
            in_use=line.sound.in_use,
            echo=self.echo.view,
            headset=line.sound.headset,
            headset_problem=line.sound.headset_problem,
            notices=self.notices.notices,
            history=self.day.history,
            tickets_today=self.day.tickets,
            open_drafts=self.day.open_drafts(self.contacts.views),
            draft_names=self.day.draft_names,
            discarded_draft=self.day.discarded,
            figures=self.day.figures,
            targets=self.targets.views,
            queues=self.queues.views,
            mailbox=self.targets.mailbox,
            dial_question=self.outgoing.question,
            prefill=self.outgoing.prefill,
            caller_ids=self._rules.caller_ids,
            caller_id=self.outgoing.caller_id,
            macros=tuple(self._rules.macros),
            password_needed=line.password_needed,
            attempt=line.attempt,
        )

    def notice(
        self,
        code: NoticeCode,
        severity: Severity = Severity.INFO,
        /,
        *,
        sticky: bool = False,
        **args: str,
    ) -> None:
        """Tell the agent something in one line."""
        self.notices.post(code, severity, sticky=sticky, **args)
        self.changed()

    def store_failed(self, error: Exception) -> None:
        """The store could not do it; nothing that was typed is lost."""
        log.error("store: %s", error)
        self.notice(NoticeCode.STORE_FAILED, Severity.ERROR, sticky=True, problem=str(error))

    def look_at(self, card: CustomerCard | None) -> None:
        """Open a card only to look at it, or close it."""
        view = self.contacts.view
        own = view.card.customer.id if view is not None and view.card is not None else ""
        self.shown_card = card if card is None or card.customer.id != own else None
        self._looked_beside = self._front_id()
        self.changed()

    def _front_id(self) -> str:
        return self.contacts.view.contact.id if self.contacts.view else ""

    def store_waits(self, waits: bool) -> None:
        """A write waits for another program that holds the database, or none does any more."""
        if waits:
            log.warning("store: another program holds the database; writes wait")
            self.notice(NoticeCode.STORE_WAITS, Severity.WARNING, sticky=True)
        else:
            self.notices.mended(NoticeCode.STORE_WAITS)
            self.changed()

    def contact_changed(self) -> None:
        """The contact on the desk, its customer or its draft changed."""
        self.session.contact_id = self._front_id()
        if self._front_id() != self._looked_beside:
            # Another contact is in front: its own customer is what the agent needs to see.
            self.shown_card = None
        self.flow.describe_far_end()
        self.changed()

    # -------------------------------------------------------------- start and end

    def start(self, loaded: Callable[[], None]) -> None:
        """Read what an earlier process left, then call ``loaded``."""
        self.day.load(loaded)
        self.recording.keep_retention()

    def on_engine_down(self, reason: str) -> None:
        """The engine is gone, and every call with it."""
        self.flow.engine_lost()
        self.recording.engine_lost()
        self.echo.lost()
        self.line.engine_lost(reason)
        self.targets.engine_lost()
        self.changed()

    def on_event(self, event: m.Event) -> None:
        """Something happened in the engine."""
        if self._out.queue.on_event(event):
            return
        self._held_back = True
        try:
            match event:
                case m.SnapshotTaken():
                    restored = self.line.snapshot(event)
                    self.targets.watch()
                    self.take_up.snapshot(event.calls, event.ended, engine_kept=restored)
                    self.recording.snapshot(event.recordings)
                    self.do_not_disturb.snapshot(event, engine_kept=restored)
                case m.LineChanged(line=line):
                    self.line.changed_to(line)
                case m.ComputerWoke(away_s=away_s):
                    self.line.woke(away_s)
                case m.CallOffered(call=call):
                    self.flow.offered(call)
                case m.CallRejectedByDnd(call=call):
                    self.do_not_disturb.turned_away(call)
                case m.CallChanged(call=call):
                    self.flow.call_changed(call)
                    if call.answered_at is not None:
                        self.outgoing.answered(call.id)
                    self.quality.moved(call)
                    self.recording.follow()
                case m.CallEnded(call=call):
                    self.flow.call_ended(call)
                    self.outgoing.ended(call.id)
                case m.TransferProgressed():
                    self.flow.transfer_progressed(event)
                case m.SpeakersChanged(call_ids=call_ids):
                    self.flow.consult.speaking = call_ids
                case m.MuteChanged(muted=muted):
                    self.line.muted = muted
                case m.DevicesChanged():
                    self.line.sound.changed(event)
                case m.HeadsetChanged():
                    self.line.sound.headset_changed(event.name, event.problem)
                case m.CommandRefused(command=command, call_id=call_id, reason=reason):
                    if not self.flow.command_refused(command, call_id, reason):
                        self.notice(
                            NoticeCode.COMMAND_REFUSED,
                            Severity.WARNING,
                            command=command,
                            reason=reason,
                        )
                case m.QualityMeasured():
                    self.quality.measured(event)
                case m.RecordingChanged(recording=recording):
                    self.recording.told(recording)
                case m.WaveformRead():
                    self.recording.waveform_read(event)
                    return
                case m.TargetChanged():
                    self.targets.presence_told(event)
                case m.MailboxChanged(mailbox=mailbox):
                    self.targets.mailbox_told(mailbox)
                case m.TraceReported():
                    self.trace.told(event)
                    return
                case m.EchoTestProgressed():
                    self.echo.moved(event)
                case m.EchoMeasured():
                    self.echo.measured(event)
                case m.HeadsetPressed():
                    return  # ``HeadsetKeys`` has it
                case m.LevelsMeasured() | m.DtmfSent() | m.DtmfReceived() | m.PlaybackProgressed():
                    return
        finally:
            self._held_back = False
        self.changed()

    def queues_told(self, states: tuple[QueueState, ...]) -> None:
        """The PBX told how many wait in the watched queues."""
        self.queues.told(states)
        self.membership.told(states)
        self.changed()

    def queues_lost(self, problem: QueueProblem | None) -> None:
        """It tells nothing any more."""
        self.queues.lost(problem)
        self.membership.lost()
        self.changed()

    def quit(self, done: Callable[[], None]) -> None:
        """Save what is typed, sign out of the queue, then call ``done``."""
        self.contacts.flush_drafts()
        self._quitting = done
        state = self.session.status.state
        if state in (AgentState.READY, AgentState.NOT_READY):
            quitting = StateCause(cause="asked", actor="agent", proof="quit")
            self.session.apply(machine.SignOutAsked(), quitting)
        elif state is AgentState.SIGNED_OUT or not self.line.status.usable:
            self._signed_out()
        else:
            self._out.queue.sign_out(self._signed_out)

    def may_dial(self) -> bool:
        """Whether another call can be placed beside those that are up, one after the other."""
        dialed = (CallState.DIALING, CallState.EARLY)
        if not self.calls.views:
            wrap_up = self.session.status.state is AgentState.WRAP_UP
            room = self._rules.max_calls > 1
            return self.session.allows(machine.DialStarted()) and (room or not wrap_up)
        return (
            self.session.status.state is AgentState.ON_CONTACT
            and len(self.calls.views) < self._rules.max_calls
            and not self.calls.any(CallState.OFFERED, *dialed)
            and not self.flow.consult.active
        )

    def has_call(self, view: ContactView) -> bool:
        """Whether a call of this contact is still there, a consult included."""
        call_id = view.contact.call_id
        return call_id in self.calls or self.flow.consult.is_caller(call_id)

    def _signed_out(self) -> None:
        self.line.sign_out()
        if self._quitting is not None:
            self._quitting()
        self.changed()
