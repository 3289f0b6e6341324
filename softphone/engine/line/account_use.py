"""An account about to be used: whether it is the one in use, and what is in its way."""

from pathlib import Path

from softphone.domain.account import Account, Transport
from softphone.domain.messages import Configure
from softphone.domain.text import clean
from softphone.engine.network.servers import Server


def same_account(left: Configure, right: Configure) -> bool:
    """Whether the second needs no other account in the stack than the first."""
    return (left.account, left.password, left.register, left.proxy) == (
        right.account,
        right.password,
        right.register,
        right.proxy,
    )


def obstacle(account: Account, server: Server) -> str:
    """What is in the way before anything is sent, in words, or nothing."""
    if not server.route.addresses:
        return f"The name {clean(server.host)} is not known"
    if account.transport is Transport.TLS and account.ca_file:
        try:
            with Path(account.ca_file).open("rb") as file:
                file.read(1)
        except OSError:
            return (
                f"The file of trusted certificates {clean(account.ca_file, 200)} cannot be "
                "read. Tell your administrator."
            )
    return ""
