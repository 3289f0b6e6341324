"""The composition root of the desk process: the one place that knows its concrete classes."""

import logging
import os
import sys
import threading
import uuid
from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QApplication

from softphone.acd.feature_codes import FeatureCodeQueue, Told
from softphone.acd.queue_follower import QueueFollower
from softphone.agent.actions.headset_keys import HeadsetKeys
from softphone.agent.actions.session_actions import DeskActions
from softphone.agent.desk import Desk
from softphone.agent.desk_model import DeskModel, NoticeCode, Severity
from softphone.agent.outside import DeskPorts
from softphone.app.desk_log import open_log
from softphone.app.desk_settings import DeskSettings
from softphone.app.number_settings import configure, number_plan
from softphone.app.qt_ports import Invoker, QtClock, SerialWorker
from softphone.config import paths
from softphone.config.choices import read_choices
from softphone.config.secrets import Secrets
from softphone.config.settings import Settings
from softphone.config.window_place import WindowPlace, load_place, save_place
from softphone.ctl.server import CtlServer
from softphone.ctl.verbs import CtlVerbs
from softphone.ctl.watch import changes
from softphone.desktop.mac_links import LinkEvents
from softphone.desktop.notifications import DesktopNotes
from softphone.domain import messages as m
from softphone.domain.pinyin import Pinyin
from softphone.domain.ticket import KnownChoices, leaf_ids
from softphone.ipc.engine_link import EngineLink
from softphone.ipc.io_thread import IoThread
from softphone.ipc.runtime import RuntimeDir
from softphone.numbering import tables
from softphone.options import RunOptions
from softphone.store.samples import add_samples
from softphone.store.sql_store import SqlStore
from softphone.supervisor.adopt import start_adopting_supervisor
from softphone.supervisor.child import StdinWatch
from softphone.ui.context import UiContext
from softphone.ui.look.icons import program_icon
from softphone.ui.look.theme import apply_theme, choose_theme
from softphone.ui.windows import DeskWindows
from softphone.ui.wording import translate

log = logging.getLogger(__name__)

WARM_AFTER_S = 3.0
TRAY_WITHIN_S = 15.0
"""A desktop that has just been logged in to may bring its tray so late."""
QUIT_LIMIT_S = 5.0
"""Quitting waits this long for the PBX to take the sign-out."""


class DeskApp:
    """Everything of the desk process, in the order in which it is made.

    ``watch_stdin`` false: no supervisor is at the other end of stdin.
    """

    def __init__(self, options: RunOptions, *, watch_stdin: bool = True) -> None:
        self._options = options
        self._runtime = RuntimeDir(options.data_dir)
        self._runtime.prepare()
        self._log = open_log(options.data_dir)
        self._resources = paths.resources_dir()
        self._settings = DeskSettings(
            options.data_dir, self._resources, direct=bool(options.direct)
        )
        settings = self._settings.values

        # Qt, in the agent's language and colours
        running = QApplication.instance()
        self._qt = running if isinstance(running, QApplication) else QApplication(["softphone"])
        self._qt.setApplicationName("softphone")
        self._qt.setApplicationDisplayName("Softphone")
        self._qt.setDesktopFileName("softphone")
        self._qt.setWindowIcon(program_icon(self._resources))
        if sys.platform == "darwin":
            # Elsewhere links come through ``softphone open``; a filter sees every single event.
            self._links = LinkEvents(self._qt, lambda uri: self._wishes.open_uri(uri))
        self._qt.setQuitOnLastWindowClosed(False)
        window = settings.window
        self._language = translate.pick_language(options.language or window.language)
        self._settings.language = self._language
        translate.install(self._qt, self._language, self._resources / "translations")
        self._theme = choose_theme(options.theme or window.theme)
        apply_theme(self._qt, self._theme, self._language)
        self._categories = read_choices(self._resources / "choices" / "categories.json")
        self._dispositions = read_choices(self._resources / "choices" / "dispositions.json")
        self._settings.known = KnownChoices(
            categories=leaf_ids(self._categories), dispositions=leaf_ids(self._dispositions)
        )

        # ports
        self._invoker = Invoker()
        self._clock = QtClock(self._invoker)
        tables.use(paths.places_dir() / tables.file_name())
        self._numbers = number_plan(settings)
        self._io = IoThread("desk-io")
        self._notes = DesktopNotes(
            self._io.submit,
            self._io.call_soon,
            lambda *chosen: self._invoker.call(lambda: self._note_chosen(*chosen)),
        )
        self._link = EngineLink(
            self._io,
            self._runtime,
            on_up=lambda: None,  # the engine's snapshot follows
            on_event=lambda event: self._invoker.call(lambda: self._on_event(event)),
            on_down=lambda reason: self._invoker.call(lambda: self._desk.on_engine_down(reason)),
        )
        opened = SqlStore.open(
            paths.database_file(options.data_dir),
            now=self._clock.now,
            numbers=self._numbers,
            waiting=lambda waits: self._invoker.call(lambda: self._desk.store_waits(waits)),
        )
        self._store = opened.store
        self._worker = SerialWorker(self._invoker)
        self._reader = SerialWorker(self._invoker, "reader")
        self._aside = SerialWorker(self._invoker, "aside")
        self._keys = SerialWorker(self._invoker, "keyring")
        self._queue = FeatureCodeQueue(
            codes=self._settings.codes,
            phone=self._link,
            clock=self._clock,
            new_id=_new_id,
            told=self._queue_told,
        )

        self._secrets = secrets = Secrets(
            came_late=lambda name, secret: self._invoker.call(
                lambda: self._secret_came(name, secret)
            )
        )

        # the agent's logic
        outside = DeskPorts(
            clock=self._clock,
            worker=self._worker,
            reader=self._reader,
            aside=self._aside,
            keys=self._keys,
            store=self._store,
            phone=self._link,
            queue=self._queue,
            numbers=self._numbers,
            secrets=secrets,
            new_id=_new_id,
            pinyin=Pinyin(self._pinyin_table),
            keep_favourites=self._keep_favourites,
        )
        self._shown: DeskModel | None = None
        self._desk = Desk(outside, self._settings.rules(), self._publish)
        self._wishes = DeskActions(self._desk, outside)
        self._headset = HeadsetKeys(self._desk, self._wishes)
        self._followed = QueueFollower(
            submit=self._io.submit,
            call=self._invoker.call,
            worker=self._keys,
            secrets=secrets,
            told=self._desk.queues_told,
            lost=self._desk.queues_lost,
        )

        # what the agent sees, and what drives it from outside
        self.windows = DeskWindows(
            self._wishes,
            self._context(),
            self._theme,
            settings=settings,
            save_settings=self._save_settings,
            locks=self._settings.policy,
            keyring=lambda: secrets.hoped_for,
            quit=self.quit,
            place=load_place(options.data_dir),
            keep_place=self._keep_place,
        )
        self._ctl = CtlServer(self._io, self._runtime, self._on_ctl)
        self._verbs = CtlVerbs(
            self._wishes,
            self._desk.model,
            self.windows.automation() if options.automation else None,
            self.windows.show_main,
            self.quit,
            self._runtime.pids,
            known=self._settings.known,
        )
        self._stdin = StdinWatch(
            on_quit=lambda: self._invoker.call(self.quit),
            on_parent_gone=lambda: self._invoker.call(self._parent_gone),
        )
        self._watch_stdin = watch_stdin
        self._set_aside = opened.set_aside
        self._sign_in_at_start = options.auto_sign_in

    # ------------------------------------------------------------------ life

    def run(self) -> int:
        """Until the agent quits; returns the exit code."""
        self.start()
        code = self._qt.exec()
        self.close()
        return code

    def start(self) -> None:
        """Open the window and let engine and outside in, as far as Qt's events are handled."""
        self._io.start()
        if self._options.samples:
            self._worker.submit(
                lambda: add_samples(self._store, self._clock.now()),
                lambda _: self._desk.day.reload(),
                self._desk.store_failed,
            )
        self._desk.start(self._loaded)
        if self._options.hidden:
            self._clock.after(TRAY_WITHIN_S, self.windows.tray.come_back)
        else:
            self.windows.show_main()

    def _loaded(self) -> None:
        """The store has been read: now the engine and the outside may come in."""
        if self._set_aside is not None:
            self._desk.notice(
                NoticeCode.STORE_SET_ASIDE, Severity.ERROR, sticky=True, path=str(self._set_aside)
            )
        for problem in filter(None, (self._settings.problem, self._settings.target_problem)):
            self._desk.notice(
                NoticeCode.SETTINGS_BROKEN, Severity.ERROR, sticky=True, problem=problem
            )
        if self._settings.parts_left_out:
            self._desk.notice(
                NoticeCode.SETTINGS_PARTLY,
                Severity.WARNING,
                sticky=True,
                problem=self._settings.parts_left_out,
            )
        if self._options.notice:
            self._desk.notice(NoticeCode(self._options.notice), sticky=True)
        self._secrets.look()
        self._link.start()
        self._ctl.start()
        self._follow_queues()
        if self._watch_stdin:
            self._stdin.start()
        # Work that nobody waits for: not before the window is up, and not in the store's way.
        warm = threading.Thread(target=self._numbers.warm, name="warm", daemon=True)
        self._clock.after(WARM_AFTER_S, warm.start)

    def quit(self) -> None:
        """Sign out of the queue, then end; a PBX that does not answer is not waited for."""
        self._clock.after(QUIT_LIMIT_S, lambda: self._qt.exit(0))
        self._desk.quit(lambda: self._qt.exit(0))

    def close(self) -> None:
        """Let everything go; what was handed to the store is written first."""
        self.windows.close()
        self._notes.close()
        self._ctl.close()
        self._followed.close()
        self._store.end()
        for worker in (self._aside, self._worker, self._reader, self._keys):
            worker.close()
        self._link.close()
        self._io.stop()
        self._store.close()
        # With it go the timers that are still running, and calls on their way to this thread.
        self._invoker.deleteLater()
        logging.getLogger().removeHandler(self._log)
        self._log.close()

    def _parent_gone(self) -> None:
        """The supervisor was killed: a new one takes engine and desk over."""
        engine = self._runtime.holder("engine")
        try:
            start_adopting_supervisor(self._options, engine.pid if engine else 0, os.getpid())
        except OSError as error:
            log.error("no supervisor could be started: %s", error)
            self._desk.notice(NoticeCode.SUPERVISOR_LOST, Severity.ERROR, sticky=True)

    # ------------------------------------------------------------------ hops between threads

    def _on_event(self, event: m.Event) -> None:
        if isinstance(event, m.LevelsMeasured):
            self.windows.show_levels(event.microphone_dbfs, event.speaker_dbfs)
            return
        if isinstance(event, m.PlaybackProgressed):
            self.windows.show_playback(event)
            return
        if isinstance(event, m.HeadsetPressed):
            self._headset.pressed(event.wish)
            return
        self._desk.on_event(event)
        if self._sign_in_at_start and isinstance(event, m.SnapshotTaken):
            # Only now it is known whether this desk takes over from one that crashed.
            self._sign_in_at_start = False
            if not self._desk.line.signed_in:
                self._wishes.sign_in(via="start")

    def _on_ctl(
        self, request: dict[str, object], reply: Callable[[dict[str, object]], None]
    ) -> None:
        self._invoker.call(lambda: self._verbs.handle(request, reply))

    def _publish(self, model: DeskModel) -> None:
        before, self._shown = self._shown, model
        self.windows.show_model(model)
        if before is not None:
            for change in changes(before, model):
                self._ctl.publish(change)

    def _queue_told(self, told: Told) -> None:
        if not told.taken:
            self._desk.notice(
                NoticeCode.QUEUE_NOT_TOLD,
                Severity.ERROR,
                sticky=True,
                action=told.action.value,
                code=told.code,
                sip_code=str(told.sip_code),
                sip_reason=told.sip_reason,
            )
        else:
            self._desk.notices.mended(NoticeCode.QUEUE_NOT_TOLD)

    # ------------------------------------------------------------------ settings

    def _save_settings(self, settings: Settings) -> str:
        """Write and use them; returns what went wrong, in words, or nothing."""
        problem = self._settings.save(settings)
        if problem:
            return problem
        self.windows.settings_changed(self._settings.values)
        configure(self._numbers, self._settings.values)
        self._desk.take_rules(self._settings.rules())
        self._follow_queues()
        return ""

    def _note_chosen(self, call_id: str, what: str, token: str) -> None:
        if token:
            # Qt hands it to the compositor, which else lets no window come to the front.
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.windows.main.toast.chosen(call_id, what)

    def _secret_came(self, name: str, secret: str) -> None:
        self._desk.line.password_came(name, secret)
        self._followed.secret_came(name, secret)

    def _follow_queues(self) -> None:
        account = self._settings.values.account
        user = account.user if account is not None else ""
        self._followed.follow(self._settings.values.ami, self._desk.queues.watched, user)

    def _keep_favourites(self, numbers: tuple[str, ...]) -> None:
        values = self._settings.values
        targets = msgspec.structs.replace(values.targets, favourites=numbers)
        settings = msgspec.structs.replace(values, targets=targets)
        problem = self._save_settings(settings)
        if problem:
            self._desk.notice(NoticeCode.SETTINGS_BROKEN, Severity.ERROR, problem=problem)

    def _keep_place(self, place: WindowPlace) -> None:
        def failed(error: Exception) -> None:
            log.warning("the window's place was not kept: %s", error)

        self._worker.submit(
            lambda: save_place(self._options.data_dir, place), lambda _: None, failed
        )

    def _pinyin_table(self) -> str:
        return (self._resources / "pinyin" / "pinyin.txt").read_text(encoding="utf-8")

    def _context(self) -> UiContext:
        return UiContext(
            language=self._language,
            categories=self._categories,
            dispositions=self._dispositions,
            script=self._settings.script(),
            now=self._clock.now,
            shortcuts=dict(self._settings.values.window.shortcuts),
            notify=self._notes.show if self._qt.platformName().startswith("wayland") else None,
        )


def _new_id() -> str:
    return uuid.uuid4().hex
