"""The command line: arguments only. Everything else is imported when its verb is used, so that
the supervisor starts fast and no process loads what is not its own."""

import argparse
import ipaddress
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from softphone import __version__, terminal
from softphone.options import RunOptions

LANGUAGES = ("en", "zh_CN", "zh_TW")
THEMES = ("light", "dark")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    # What it writes (customers, recordings, logs) is the agent's alone, in whatever folder.
    os.umask(0o077)
    words = list(sys.argv[1:] if argv is None else argv)
    terminal.never_fail(json=words[:1] == ["ctl"])
    # These have arguments of their own.
    if words[:1] == ["demo"]:
        from softphone.practice.shift import main as demo

        return demo(words[1:])
    if words[:1] == ["practice"]:
        from softphone.practice.room_process import main as practice

        return practice(words[1:])
    if words[:1] == ["import"]:
        return _import(words[1:])
    if words[:1] == ["erase"]:
        return _erase(words[1:])
    arguments = _parser().parse_args(words or ["run"])
    verb: Callable[[argparse.Namespace], int] = arguments.verb
    return verb(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="softphone", description="Softphone for agents who answer a company's service line."
    )
    parser.add_argument("--version", action="version", version=f"softphone {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    run = verbs.add_parser("run", help="start the softphone, or bring a running one to the front")
    _add_run_options(run)
    run.add_argument("--adopt", type=_pids, metavar="ENGINE:DESK", help=argparse.SUPPRESS)
    run.set_defaults(verb=_run)

    # Without help they are not listed: the supervisor starts them.
    for name, verb in (("engine", _engine), ("desk", _desk)):
        child = verbs.add_parser(name)
        _add_run_options(child)
        child.set_defaults(verb=verb)
        if name == "desk":
            child.add_argument("--standby", action="store_true", help=argparse.SUPPRESS)

    # The supervisor starts them when the desk has gone for good.
    leave = verbs.add_parser("leave")
    _add_run_options(leave)
    leave.set_defaults(verb=_leave)
    sorry = verbs.add_parser("sorry")
    _add_run_options(sorry)
    sorry.add_argument("problem", type=int)
    sorry.set_defaults(verb=_sorry)

    # The engine starts it; its job comes on standard input.
    verbs.add_parser("transcode").set_defaults(verb=_transcode)

    ctl = verbs.add_parser("ctl", help="drive the running softphone: JSON in and out")
    _add_data_dir(ctl)
    ctl.add_argument("rest", nargs=argparse.REMAINDER, metavar="VERB …")
    ctl.set_defaults(verb=_ctl)

    link = verbs.add_parser("open", help="put a tel:, sip: or callto: link into the dial box")
    _add_data_dir(link)
    link.add_argument("uri", nargs="?", default="", help="none: as 'run'")
    link.set_defaults(verb=_open)

    links = verbs.add_parser(
        "links", help="make this program the one that opens such links, or not"
    )
    _add_data_dir(links)
    either = links.add_mutually_exclusive_group(required=True)
    either.add_argument("--register", dest="what", action="store_const", const="register")
    either.add_argument("--unregister", dest="what", action="store_const", const="unregister")
    links.set_defaults(verb=_links)

    secret = verbs.add_parser("secret", help="keep the secret of [ami] in the keyring")
    _add_data_dir(secret)
    secret.set_defaults(verb=_secret)

    verbs.add_parser("import", help="import customers or orders from a CSV file")
    verbs.add_parser("erase", help="delete a customer with everything that is kept about them")
    verbs.add_parser("demo", help="a short shift with practice customers, observed step by step")
    verbs.add_parser("practice", help="the practice room alone: scripted customers on loopback")
    return parser


def _add_data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir",
        type=lambda text: Path(text).expanduser().absolute(),
        metavar="DIR",
        help="folder that holds everything of this run (default: the user's own)",
    )


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    _add_data_dir(parser)
    parser.add_argument(
        "--direct",
        type=_loopback,
        default="",
        metavar="HOST:PORT",
        help="take calls on this loopback address, without a registrar (practice, tests)",
    )
    parser.add_argument(
        "--audio",
        type=_audio,
        default="",
        metavar="null|file:IN,OUT",
        help="no sound, or WAV files as microphone and speaker",
    )
    parser.add_argument("--language", choices=LANGUAGES, default="")
    parser.add_argument("--theme", choices=THEMES, default="")
    parser.add_argument("--samples", action="store_true", help="fill an empty store with samples")
    parser.add_argument(
        "--automation", action="store_true", help="let 'softphone ctl ui' press real widgets"
    )
    parser.add_argument("--auto-sign-in", action="store_true", help="sign in without asking")
    parser.add_argument("--hidden", action="store_true", help="start without the main window")
    parser.add_argument("--notice", default="", metavar="CODE", help=argparse.SUPPRESS)


def _run(arguments: argparse.Namespace) -> int:
    from softphone import supervisor

    return supervisor.run(_options(arguments), adopt=arguments.adopt)


def _engine(arguments: argparse.Namespace) -> int:
    from softphone.app.engine_app import run_engine

    return _noted("engine", _options(arguments), run_engine)


def _desk(arguments: argparse.Namespace) -> int:
    from softphone.app.engine_app import run_desk
    from softphone.supervisor.child import wait_for_go

    if arguments.standby:
        import softphone.app.desk_app  # noqa: F401 - what takes the time, done beforehand

        if not wait_for_go():
            return 0
    return _noted("desk", _options(arguments), run_desk)


def _noted(role: str, options: RunOptions, run: Callable[[RunOptions], int]) -> int:
    """Run it and leave word of its exit code, for a supervisor that is not its parent."""
    from softphone.ipc.runtime import RuntimeDir

    code = run(options)
    RuntimeDir(options.data_dir).note_exit(role, code)
    return code


def _leave(arguments: argparse.Namespace) -> int:
    from softphone.app.leave_queue import leave_queue

    return leave_queue(_data_dir(arguments))


def _sorry(arguments: argparse.Namespace) -> int:
    from softphone.domain.start_problem import StartProblem
    from softphone.ui.dialogs.cannot_start import show_problem

    show_problem(StartProblem(arguments.problem), _data_dir(arguments), arguments.language)
    return 0


def _transcode(_: argparse.Namespace) -> int:
    from softphone.engine.recording.transcode import main as transcode

    return transcode()


def _ctl(arguments: argparse.Namespace) -> int:
    from softphone.ctl import cli

    parser = argparse.ArgumentParser(prog="softphone ctl")
    cli.add_arguments(parser)
    return cli.main(parser.parse_args(arguments.rest), _data_dir(arguments))


def _open(arguments: argparse.Namespace) -> int:
    if not arguments.uri:
        return main(["run", "--data-dir", str(_data_dir(arguments))])
    from softphone.desktop.open_link import open_link

    return open_link(arguments.uri, _data_dir(arguments))


def _links(arguments: argparse.Namespace) -> int:
    from softphone.config.paths import resources_dir
    from softphone.desktop.links import main as links

    return links(arguments.what, arguments.data_dir, resources_dir())


def _secret(arguments: argparse.Namespace) -> int:
    from softphone.config.secret_cli import main as keep

    return keep(_data_dir(arguments))


def _import(words: list[str]) -> int:
    from softphone.app.number_settings import number_plan_of
    from softphone.config import files, paths
    from softphone.store.import_cli import main as import_file

    try:
        return import_file(
            words,
            default_data_dir=paths.default_data_dir(),
            database=paths.database_file,
            number_plan=number_plan_of,
        )
    except files.SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _erase(words: list[str]) -> int:
    from softphone.config import files, paths
    from softphone.store.erase_cli import main as erase

    def recordings(data_dir: Path) -> Path:
        folder = files.load_settings(data_dir).recording.folder
        return Path(folder) if folder else paths.recordings_dir(data_dir)

    try:
        return erase(
            words,
            default_data_dir=paths.default_data_dir(),
            database=paths.database_file,
            recordings=recordings,
            logs=paths.log_dir,
        )
    except files.SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _options(arguments: argparse.Namespace) -> RunOptions:
    return RunOptions(
        data_dir=_data_dir(arguments),
        direct=arguments.direct,
        audio=arguments.audio,
        language=arguments.language,
        theme=arguments.theme,
        samples=arguments.samples,
        automation=arguments.automation,
        notice=arguments.notice,
        auto_sign_in=arguments.auto_sign_in,
        hidden=arguments.hidden,
    )


def _data_dir(arguments: argparse.Namespace) -> Path:
    if arguments.data_dir is not None:
        given: Path = arguments.data_dir
        return given
    from softphone.config.paths import default_data_dir

    return default_data_dir()


def _loopback(text: str) -> str:
    if not text:
        return ""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"HOST:PORT was expected, not {text!r}")
    try:
        loopback = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        # A name could be anybody's; only this one is always ourselves.
        loopback = host == "localhost"
    if not loopback:
        raise argparse.ArgumentTypeError(
            f"{host} is not a loopback address; without a registrar calls are taken only on "
            "127.0.0.1, so that no stranger can ring"
        )
    return text


def _audio(text: str) -> str:
    if text in ("", "null"):
        return text
    plain = text.removeprefix("processed:")
    processed = text[: len(text) - len(plain)]
    kind, _, files = plain.partition(":")
    source, comma, target = files.partition(",")
    if kind != "file" or not comma or not source or not target or "," in target:
        raise argparse.ArgumentTypeError(f"'null' or 'file:IN,OUT' was expected, not {text!r}")
    paths = [Path(name).expanduser().absolute() for name in (source, target)]
    if not paths[0].is_file():
        raise argparse.ArgumentTypeError(f"there is no file {source}")
    if not paths[1].parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder for {target}")
    return f"{processed}file:{paths[0]},{paths[1]}"


def _pids(text: str) -> tuple[int, int]:
    engine, _, desk = text.partition(":")
    if not engine.isdigit() or not desk.isdigit():
        raise argparse.ArgumentTypeError(f"ENGINE:DESK was expected, not {text!r}")
    return int(engine), int(desk)


if __name__ == "__main__":
    sys.exit(main())
