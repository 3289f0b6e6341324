#!/usr/bin/env python3
"""The developer's one command. It needs nothing but Python and sets up the rest by itself.

python3 installer/dev.py demo [...]         the softphone with its practice room
python3 installer/dev.py run [...]          the softphone itself
python3 installer/dev.py softphone VERB ... any of its commands: ctl, import, secret, open, links
python3 installer/dev.py test [...]         all checks, then all tests (arguments to pytest)
python3 installer/dev.py check [--fast]     format, lint, types, contracts, spelling, translations
python3 installer/dev.py screenshots [...]  pictures of the windows, for the README
python3 installer/dev.py stack [--windows]  our own build of the SIP stack (docs/stack.md)
python3 installer/dev.py doctor             what is set up, what is missing, what to do
"""

import sys
from pathlib import Path

# Started as a file, Python looks for modules beside it; the project's names start one folder up.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from installer.setup import interpreter  # noqa: E402


def main(argv: "list[str]") -> int:
    """Run one command; returns its exit code (2 for a wrong command line)."""
    interpreter.hand_over_if_needed()
    # Only from here on may anything be imported that an older Python cannot read.
    from installer.setup import console, doctor, stack, system, tasks, venv

    console.be_readable()
    command, arguments = (argv[0], argv[1:]) if argv else ("", [])
    if command in ("", "-h", "--help", "help"):
        print(__doc__)
        return 0 if command else 2
    levels = {"demo": "run", "run": "run", "softphone": "run", "stack": "run"}
    levels |= {"screenshots": "dev", "check": "dev", "test": "dev"}
    if command not in levels and command != "doctor":
        print("unknown command: " + command + "\n" + str(__doc__), file=sys.stderr)
        return 2
    try:
        if command == "doctor":
            return doctor.report()
        venv.prepare(levels[command])
        if command == "check":
            return tasks.check(fast="--fast" in arguments)
        if command == "test":
            return tasks.test(arguments)
        if command == "stack":
            return stack.make(arguments)
        stack.use()
        if command == "screenshots":
            tasks.become(["-m", "softphone.practice.screenshots", *arguments])
        if command == "softphone":
            tasks.become(["-m", "softphone", *arguments])
        system.require_window()
        tasks.become(["-m", "softphone", command, *arguments])
    except console.SetupError as trouble:
        print("\n" + str(trouble), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
