"""``softphone secret``: puts the secret of the manager interface into the keyring.

It is read from standard input, or asked for without showing it; never from the command line.
"""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from softphone.config.files import SettingsError, load_settings
from softphone.config.secrets import Secrets

LONGEST = 256


def main(
    data_dir: Path,
    secrets: Secrets | None = None,
    *,
    given: TextIO | None = None,
    ask: Callable[[str], str] = getpass.getpass,
) -> int:
    """Keep it under the name of the account in ``[ami]``; the exit code."""
    try:
        rules = load_settings(data_dir).ami
    except SettingsError as error:
        return _failed(str(error))
    if not rules.host or not rules.user:
        return _failed("Name host and user under [ami] in settings.toml first.")
    given = given or sys.stdin
    whom = f"{rules.user}@{rules.host}"
    secret = ask(f"Secret of {whom}: ") if given.isatty() else given.readline(LONGEST + 2)
    secret = secret.rstrip("\r\n")
    if not secret or len(secret) > LONGEST:
        return _failed(f"A secret has 1 to {LONGEST} characters; nothing was changed.")
    secrets = secrets or Secrets()
    if not secrets.set(rules.secret_name, secret):
        return _failed(f"It was not kept: {secrets.problem}.")
    sys.stdout.write(f"The secret of {whom} is in the keyring; start the softphone again.\n")
    return 0


def _failed(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 1
