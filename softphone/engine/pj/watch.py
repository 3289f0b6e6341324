"""A subscription to another phone's dialogs (RFC 4235). Callbacks copy and return."""

import pjsua2 as pj

from softphone.engine.pj.account import SipAccount
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.guard import guarded
from softphone.engine.pj.values import Put, WatchEnded, WatchNotified


class Watch(pj.Buddy):  # type: ignore[misc]
    """The stack subscribes, refreshes and answers NOTIFY by itself, until this object is gone."""

    def __init__(self, serial: int, put: Put) -> None:
        super().__init__()
        self.serial = serial
        self.put = put

    @guarded
    def onBuddyEvSubDlgEventState(self, prm: pj.OnBuddyEvSubStateParam) -> None:
        if prm.e.type != pj.PJSIP_EVENT_TSX_STATE:
            return
        state = prm.e.body.tsxState
        if state.type != pj.PJSIP_EVENT_RX_MSG:
            return
        message = str(state.src.rdata.wholeMsg)
        if message.startswith("NOTIFY "):
            self.put(WatchNotified(self.serial, message))

    @guarded
    def onBuddyDlgEventState(self) -> None:
        info = self.getInfo()
        if info.subState == pj.PJSIP_EVSUB_STATE_TERMINATED:
            self.put(WatchEnded(self.serial, int(info.subTermCode)))


def watch(account: SipAccount, serial: int, uri: str, put: Put) -> Watch:
    """Subscribe to that URI. Raises ``StackError``."""
    config = pj.BuddyConfig()
    config.uri = uri
    config.subscribe = False
    config.subscribe_dlg_event = True
    made = Watch(serial, put)
    try:
        made.create(account, config)
    except pj.Error as error:
        raise StackError(error) from None
    return made
