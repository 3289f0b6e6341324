"""What the settings mean for the desk: its rules, codes and texts; read, and written again."""

import logging
from pathlib import Path

import msgspec

from softphone.acd.feature_codes import Codes
from softphone.agent.line.targets import merged
from softphone.agent.rules import DeskRules
from softphone.config import files, paths
from softphone.config.policy import Policy, PolicyError, load_policy
from softphone.config.settings import ConferencePlace, LinkAction, Settings
from softphone.config.target_file import TargetFileError, read_targets
from softphone.domain.agent_state import AgentState
from softphone.domain.recording import RecordingRules
from softphone.domain.target import Target
from softphone.domain.ticket import ANY_CHOICE

log = logging.getLogger(__name__)


class DeskSettings:
    """The settings in force. ``direct``: calls go without a registrar, for trials.

    What could not be read is told in ``problem`` (a whole file), ``parts_left_out`` and
    ``target_problem``; defaults stand in.
    """

    def __init__(self, data_dir: Path, resources: Path, *, direct: bool) -> None:
        self._data_dir = data_dir
        self._resources = resources
        self._direct = direct
        self.problem = self.parts_left_out = ""
        self.policy, self.values = self._read()
        self.target_problem = ""
        self.language = "en"
        """Of the window; set once it is chosen."""
        self.known = ANY_CHOICE
        """Categories and dispositions; set once they are read."""

    def _read(self) -> tuple[Policy, Settings]:
        try:
            policy = load_policy(paths.policy_dir())
        except PolicyError as error:
            policy = error.policy
            self._note(error, partly=error.partly)
        try:
            return policy, files.load_settings(self._data_dir, policy)
        except files.SettingsError as error:
            self._note(error, partly=error.partly)
            return policy, error.settings

    def _note(self, error: Exception, *, partly: bool) -> None:
        log.warning("%s", error)
        if partly:
            self.parts_left_out = f"{self.parts_left_out} {error}".strip()
        else:
            self.problem = f"{self.problem} {error}".strip()

    def save(self, settings: Settings) -> str:
        """Write and use them; returns what went wrong, in words, or nothing."""
        if settings.targets.file != self.values.targets.file:
            try:
                _team_targets(self._data_dir, settings)
            except TargetFileError as error:
                return str(error)
        try:
            files.save_settings(self._data_dir, settings, self.policy)
        except OSError as error:
            return f"{paths.settings_file(self._data_dir)}: {error.strerror}"
        self.values = self.policy.settings(msgspec.to_builtins(settings))
        return ""

    def rules(self) -> DeskRules:
        """What the agent's logic goes by."""
        settings = self.values
        account = settings.account
        return DeskRules(
            agent_name=settings.agent_name or (account.user if account else "agent"),
            language=self.language,
            account=account,
            direct=self._direct,
            proxy=settings.proxy,
            header_names=msgspec.to_builtins(settings.headers),
            devices=settings.devices,
            codecs=settings.sound.codecs,
            front=settings.front,
            wrap_up_s=settings.wrap_up.time_s,
            more_time_s=settings.wrap_up.more_time_s,
            required=frozenset(settings.wrap_up.required),
            internal_tickets=settings.wrap_up.internal_tickets,
            extension_digits=settings.wrap_up.extension_digits,
            known=self.known,
            not_ready_after_s=settings.answering.not_ready_after_s,
            auto_answer_queues=frozenset(settings.answering.auto_answer_queues),
            auto_answer_by_header=settings.answering.auto_answer_by_header,
            auto_answer_after_s=settings.answering.auto_answer_after_s,
            do_not_disturb_code=settings.answering.do_not_disturb_code,
            forward=settings.answering.forward,
            not_answered_to=settings.answering.not_answered_to,
            ami=settings.ami,
            waiting_in=frozenset(
                AgentState(state.value)
                for state in (settings.calls.waiting_in if settings.calls.waiting else ())
            ),
            max_calls=settings.calls.max_calls,
            conference_max=settings.calls.conference_max,
            room=self._room(),
            recording=self._recording_rules(),
            targets=self._targets(),
            favourites=settings.targets.favourites,
            watch_targets=settings.targets.watch,
            pickup_code=settings.targets.pickup_code,
            voicemail=settings.targets.voicemail,
            dial_plan=settings.dialing.plan,
            caller_ids=settings.dialing.caller_ids,
            caller_id_header=settings.dialing.caller_id_header,
            dtmf=settings.dialing.dtmf,
            macros=settings.dialing.macros,
            dial_links=settings.dialing.links is LinkAction.DIAL
            and self.policy.locks("dialing.links"),
        )

    def _room(self) -> str:
        conference = self.values.conference
        return conference.room if conference.where is ConferencePlace.PBX else ""

    def _recording_rules(self) -> RecordingRules:
        rules = self.values.recording
        default = paths.recordings_dir(self._data_dir).absolute()
        language = rules.notice_language or self.language.partition("_")[0]
        shipped = self._resources / "notices" / f"recording.{language}.wav"
        if not shipped.is_file():
            shipped = shipped.with_name("recording.en.wav")
        return msgspec.structs.replace(
            rules,
            folder=rules.folder or str(default),
            notice_file=rules.notice_file or str(shipped),
        )

    def codes(self) -> Codes:
        """What is dialled to tell the queue."""
        queue = self.values.queue
        return Codes(
            sign_in=queue.sign_in,
            sign_out=queue.sign_out,
            ready=queue.ready,
            not_ready=queue.not_ready,
            reasons=queue.not_ready_reasons,
            pause_in_wrap_up=queue.pause_in_wrap_up,
            repeat_s=queue.repeat_min * 60.0,
        )

    def _targets(self) -> tuple[Target, ...]:
        saved = self.values.targets.saved
        try:
            return merged(saved, _team_targets(self._data_dir, self.values))
        except TargetFileError as error:
            self.target_problem = str(error)
            return saved

    def script(self) -> str:
        """The standard script: the company's own, or the one shipped in the agent's language."""
        shipped = self._resources / "scripts" / f"script.{self.language}.txt"
        own = self.values.script_file
        path = Path(own) if own else shipped
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            log.warning("script %s: %s", path, error)
            return shipped.read_text(encoding="utf-8")


def _team_targets(data_dir: Path, settings: Settings) -> tuple[Target, ...]:
    """Raises TargetFileError."""
    file = settings.targets.file
    return read_targets(data_dir / file) if file else ()
