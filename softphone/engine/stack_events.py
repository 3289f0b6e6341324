"""What the stack's callbacks have told: each value goes to the part that it concerns."""

import logging
import time

from softphone.domain.dialog_info import read_message_summary
from softphone.engine.engine_parts import Parts
from softphone.engine.pj.values import (
    CallbackFailed,
    DigitHeard,
    IdentityReceived,
    InviteReceived,
    LegReplaced,
    LegStateChanged,
    MailboxTold,
    MediaChanged,
    RegisterAnswered,
    RequestAnswered,
    RequestReceived,
    TransferNotified,
    Value,
    WatchEnded,
    WatchNotified,
)

log = logging.getLogger(__name__)


class StackEvents:
    """Used on the engine's thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def handle(self, value: Value) -> None:
        """Pass one on to the part that it concerns."""
        calls = self._parts.calls
        match value:
            case InviteReceived():
                self._invited(value)
            case LegStateChanged():
                calls.moved(value)
            case LegReplaced():
                calls.replaced(value, self._parts.registrar.account)
            case RequestReceived():
                calls.requested(value)
            case IdentityReceived():
                calls.identified(value)
            case RequestAnswered():
                calls.request_answered(value)
            case MediaChanged():
                calls.media_moved(value)
            case DigitHeard():
                calls.digit_heard(value)
            case TransferNotified():
                calls.transfers.notified(value)
            case RegisterAnswered():
                self._parts.line.answered(value)
            case WatchNotified():
                self._parts.watches.notified(value)
            case WatchEnded():
                self._parts.watches.ended(value)
            case MailboxTold(source=source, message=message):
                mailbox = read_message_summary(message.partition("\r\n\r\n")[2])
                # It may come unasked (RFC 3842 section 4): not from anybody.
                if mailbox is not None and self._parts.line.trusts(source):
                    self._parts.watches.mailbox_told(mailbox)
            case CallbackFailed():
                log.error("callback %s: %s", value.where, value.error)

    def _invited(self, value: InviteReceived) -> None:
        trusted = self._parts.line.trusts(value.source)
        refuse = self._parts.front.judge(
            trusted=trusted,
            size=len(value.message.encode("utf-8", "surrogateescape")),
            ringing=self._parts.calls.ringing,
            now=time.monotonic(),
        )
        self._parts.calls.invited(
            value, self._parts.registrar.account, trusted=trusted, refuse=refuse
        )
