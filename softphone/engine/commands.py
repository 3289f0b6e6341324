"""Carries the desk's commands out; what cannot be done is told with its reason."""

import logging
import os
from collections.abc import Callable

from softphone.domain.account import Srtp, Transport
from softphone.domain.messages import (
    AddToRecording,
    AnswerCall,
    Command,
    CommandName,
    CommandRefused,
    CompleteTransfer,
    Configure,
    ConfigureRecording,
    Event,
    ForwardCall,
    HangUpCall,
    HoldCall,
    MergeCalls,
    PauseRecording,
    PlaceCall,
    PlayRecording,
    ReadWaveform,
    RejectCall,
    RequestSnapshot,
    RequestTrace,
    ResumeCall,
    ResumeRecording,
    RetryRegistration,
    RunEchoTest,
    SelectDevices,
    SendDtmf,
    SetDoNotDisturb,
    SetMute,
    SetPartyAudio,
    ShutDown,
    SnapshotTaken,
    SplitCalls,
    StartRecording,
    StopPlaying,
    StopRecording,
    SwapCalls,
    TraceReported,
    TransferCall,
    Unregister,
    WatchTargets,
)
from softphone.engine.audio.tones import ToneKind
from softphone.engine.engine_parts import Parts
from softphone.engine.errors import CommandError

log = logging.getLogger(__name__)


class Commands:
    """Used on the engine's thread. ``end`` ends the engine."""

    def __init__(
        self, parts: Parts, emit: Callable[[Event], None], end: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._emit = emit
        self._end = end

    def carry_out(self, command: Command) -> None:
        """Do it, or tell why not."""
        try:
            self._do(command)
        except CommandError as refusal:
            self._refuse(command, str(refusal))
        except Exception as error:
            log.exception("command %s failed", type(command).__name__)
            self._refuse(command, f"The call engine could not do it ({type(error).__name__}).")

    def _refuse(self, command: Command, reason: str) -> None:
        name = CommandName(type(command).__name__)
        log.info("%s refused: %s", name, reason)
        call_id = str(getattr(command, "call_id", ""))
        self._emit(CommandRefused(command=name, call_id=call_id, reason=reason))

    def _do(self, command: Command) -> None:
        calls, line = self._parts.calls, self._parts.line
        match command:
            case Configure():
                self._configure(command)
            case Unregister():
                line.unregister()
            case RetryRegistration():
                line.retry(command.password)
            case PlaceCall():
                uri = line.uri(command.target)
                account = self._parts.registrar.account
                if account is None:
                    raise CommandError("The line is not ready, so no call can be made now.")
                calls.place(command, account, uri)
            case AnswerCall():
                calls.answer(command.call_id)
                if command.zip_tone:
                    self._parts.sound.tone(ToneKind.ZIP)
            case RejectCall():
                calls.reject(command.call_id, command.sip_code)
            case ForwardCall():
                calls.forward(command, line.uri(command.target), line.own_uri())
            case HangUpCall():
                calls.hang_up(command.call_id)
            case HoldCall():
                calls.holds.hold(command.call_id)
            case ResumeCall():
                calls.focus.resume(command.call_id)
            case SetMute():
                self._parts.sound.set_mute(command.muted)
            case SetDoNotDisturb(on=on, sip_code=code):
                calls.do_not_disturb(on, code)
            case SendDtmf():
                calls.send_digits(command.call_id, command.digits, command.way)
            case TransferCall():
                calls.transfers.blind(
                    command.call_id, command.target, line.uri(command.target), command.headers
                )
            case CompleteTransfer(call_id=call_id, consult_id=consult_id):
                calls.pairs.complete(call_id, consult_id)
            case SwapCalls(call_id=call_id, other_id=other_id):
                calls.pairs.swap(call_id, other_id)
            case MergeCalls(call_id=call_id, other_id=other_id):
                calls.pairs.merge(call_id, other_id)
            case SplitCalls(call_id=call_id, other_id=other_id):
                calls.pairs.split(call_id, other_id)
            case SetPartyAudio(call_id=call_id, muted=muted, volume=volume):
                calls.parties.set(call_id, muted=muted, volume=volume)
            case SelectDevices():
                self._parts.sound.select(command.devices)
            case WatchTargets():
                self._parts.registrar.watch_mailbox(command.mailbox)
                self._parts.watches.wanted(command.numbers)
            case RunEchoTest(on=on):
                self._test_echo(on)
            case RequestTrace(call_id=call_id, mask_numbers=mask):
                found = self._parts.trace.of(call_id, mask_numbers=mask)
                self._emit(TraceReported(request=command.request, call_id=call_id, messages=found))
            case ConfigureRecording():
                self._parts.recordings.configure(command)
            case StartRecording(contact_id=contact_id, call_ids=call_ids):
                self._parts.recordings.start(contact_id, call_ids)
            case AddToRecording(recording_id=recording_id, call_id=call_id):
                self._parts.recordings.add(recording_id, call_id)
            case StopRecording(recording_id=recording_id):
                self._parts.recordings.stop(recording_id)
            case PauseRecording(recording_id=recording_id, for_s=for_s):
                self._parts.recordings.pause(recording_id, for_s)
            case ResumeRecording(recording_id=recording_id):
                self._parts.recordings.resume(recording_id)
            case ReadWaveform(recording_id=recording_id, columns=columns):
                self._parts.recordings.read_waveform(recording_id, columns)
            case PlayRecording(recording_id=recording_id, from_s=from_s):
                self._parts.recordings.play(recording_id, from_s, idle=calls.idle)
                self._parts.stack.run_clock(True)
            case StopPlaying():
                self._parts.recordings.player.stop()
            case RequestSnapshot():
                self._emit(self._snapshot())
            case ShutDown():
                self._end()

    def _configure(self, command: Configure) -> None:
        before = self._parts.line.configured
        changes_account = before is not None and (
            (before.account, before.register, before.proxy)
            != (command.account, command.register, command.proxy)
        )
        if changes_account and not self._parts.calls.idle:
            raise CommandError("The account cannot be changed during a call.")
        self._parts.calls.header_names = dict(command.header_names)
        self._parts.calls.srtp_needed = command.account.srtp is Srtp.MANDATORY
        self._parts.calls.signalling_open = command.account.transport is not Transport.TLS
        self._parts.front.rules = command.front
        self._parts.sound.select(command.devices)
        self._parts.stack.use_codecs(command.codecs)
        self._parts.line.configure(command)

    def _test_echo(self, on: bool) -> None:
        if not on:
            self._parts.sound.echo.stop()
            return
        if not self._parts.calls.idle or self._parts.recordings.player.playing:
            raise CommandError("The echo test cannot run during a call.")
        self._parts.sound.echo.start()

    def _snapshot(self) -> SnapshotTaken:
        backend = self._parts.sound.backend
        return SnapshotTaken(
            engine_pid=os.getpid(),
            stack=self._parts.stack.version,
            configured=self._parts.line.configured is not None,
            line=self._parts.line.status,
            calls=self._parts.calls.snapshot(),
            muted=self._parts.sound.muted,
            microphones=backend.microphones,
            speakers=backend.speakers,
            devices=self._parts.sound.devices,
            audio_note=self._parts.sound.note,
            recordings=self._parts.recordings.snapshot,
            in_use=backend.in_use,
            headset=self._parts.headset.info.name,
            headset_problem=self._parts.headset.info.problem,
            do_not_disturb=bool(self._parts.calls.turn_away),
            microphone_silent=self._parts.sound.microphone_silent,
        )
