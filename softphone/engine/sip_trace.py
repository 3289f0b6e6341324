"""The SIP messages of the newest dialogs, in memory only; each call's own can be asked for."""

import re
from collections import OrderedDict, deque
from datetime import datetime

from softphone.domain.sip_trace import SipMessage, call_id_of, mask_secrets, masked

MOST_DIALOGS = 60
MOST_OF_ONE = 100
"""Of a longer dialog the first ``FIRST_OF_ONE`` and the newest are kept."""
FIRST_OF_ONE = 20
ANSWER_LIMIT = 600_000
"""Characters of one answer: it must fit into a frame to the desk."""

_HEAD = re.compile(r"(TX|RX) \d+ bytes .*? (?:to|from) (\w+) (\S+):$")
_END = "\n--end"


class _Dialog:
    def __init__(self) -> None:
        self.first: list[SipMessage] = []
        self.rest: deque[SipMessage] = deque(maxlen=MOST_OF_ONE - FIRST_OF_ONE)

    def add(self, message: SipMessage) -> None:
        if len(self.first) < FIRST_OF_ONE:
            self.first.append(message)
        else:
            self.rest.append(message)


class SipTrace:
    """Takes what the stack wrote, forgets the oldest. Used on the engine's thread only.

    Secrets are masked before anything is kept. Dialogs of calls outlive all others
    (registrations, subscriptions, a stranger's OPTIONS), so that nobody can flood them away.
    """

    def __init__(self) -> None:
        self._dialogs: OrderedDict[str, _Dialog] = OrderedDict()
        self._calls: OrderedDict[str, str] = OrderedDict()

    def take(self, at: datetime, line: str) -> None:
        """A line of the stack's log that holds a message; anything else is dropped."""
        head, newline, text = line.partition("\n")
        found = _HEAD.search(head.rstrip())
        if not found or not newline:
            return
        text = text.rpartition(_END)[0] or text
        # What came need not be text; half a character could not be told to the desk.
        text = text.encode("utf-8", "replace").decode()
        name = call_id_of(text)
        if not name:
            return
        dialog = self._dialogs.get(name)
        if dialog is None:
            dialog = self._dialogs[name] = _Dialog()
            self._forget()
        dialog.add(
            SipMessage(
                at=at,
                sent=found[1] == "TX",
                peer=f"{found[2]} {found[3]}",
                text=mask_secrets(text),
            )
        )

    def name(self, call_id: str, sip_call_id: str) -> None:
        """This dialog is that call's."""
        self._calls[call_id] = sip_call_id
        while len(self._calls) > MOST_DIALOGS // 2:
            self._calls.popitem(last=False)

    def of(self, call_id: str, *, mask_numbers: bool) -> tuple[SipMessage, ...]:
        """The messages of a call, or with an empty id all that belong to no call; in order."""
        if call_id:
            dialogs = [self._dialogs.get(self._calls.get(call_id, ""))]
        else:
            own = set(self._calls.values())
            dialogs = [dialog for name, dialog in self._dialogs.items() if name not in own]
        found = [m for dialog in dialogs if dialog for m in (*dialog.first, *dialog.rest)]
        found.sort(key=lambda message: message.at)
        size, kept = 0, []
        for message in reversed(found):
            size += len(message.text)
            if size > ANSWER_LIMIT:
                break
            kept.append(masked(message, numbers=mask_numbers))
        return tuple(reversed(kept))

    def _forget(self) -> None:
        own = set(self._calls.values())
        while len(self._dialogs) > MOST_DIALOGS:
            oldest = next((name for name in self._dialogs if name not in own), None)
            if oldest is None:
                self._dialogs.popitem(last=False)
            else:
                del self._dialogs[oldest]
