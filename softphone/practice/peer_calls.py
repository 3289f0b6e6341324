"""Calls and accounts of a peer. Callbacks copy values, append them to the outbox and return."""

import copy
import time
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any

import pjsua2 as pj

from softphone.practice.peer_sound import SoundPort
from softphone.practice.peer_words import Happening

Outbox = deque[Happening]
Table = dict[str, "PeerCall"]

_STATES = {
    pj.PJSIP_INV_STATE_CALLING: "calling",
    pj.PJSIP_INV_STATE_INCOMING: "incoming",
    pj.PJSIP_INV_STATE_EARLY: "early",
    pj.PJSIP_INV_STATE_CONNECTING: "connecting",
    pj.PJSIP_INV_STATE_CONFIRMED: "confirmed",
    pj.PJSIP_INV_STATE_DISCONNECTED: "disconnected",
}
_MEDIA = {
    pj.PJSUA_CALL_MEDIA_NONE: "none",
    pj.PJSUA_CALL_MEDIA_ACTIVE: "active",
    pj.PJSUA_CALL_MEDIA_LOCAL_HOLD: "local_hold",
    pj.PJSUA_CALL_MEDIA_REMOTE_HOLD: "remote_hold",
    pj.PJSUA_CALL_MEDIA_ERROR: "error",
}


def _told(callback: Callable[..., None]) -> Callable[..., None]:
    """An exception in a callback would vanish inside SWIG: it becomes an event."""

    @wraps(callback)
    def guarded(self: Any, prm: Any) -> None:
        try:
            callback(self, prm)
        except Exception as error:  # noqa: BLE001
            self.outbox.append(
                happening("fault", where=callback.__name__, why=f"{type(error).__name__}: {error}")
            )

    return guarded


def happening(name: str, **fields: object) -> Happening:
    """An event with the time it was seen."""
    return {"event": name, "t": time.monotonic(), **fields}


def request_of(message: str) -> tuple[str, dict[str, str]]:
    """User part of the request URI, and the headers by lower-case name (the first of each)."""
    head, _, _ = message.partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    uri = first.split(" ")[1] if first.count(" ") >= 2 else ""
    user = uri.partition(":")[2].partition("@")[0].partition(";")[0] if "@" in uri else ""
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return user, headers


class PeerCall(pj.Call):  # type: ignore[misc]
    """One leg. It is kept in the table from its first moment until some time after its end."""

    def __init__(
        self, account: "PeerAccount", id_: str, user: str, pj_id: int = pj.PJSUA_INVALID_ID
    ) -> None:
        super().__init__(account, pj_id)
        self.id = id_
        self.user = user
        self.account = account
        self.outbox = account.outbox
        self.port = SoundPort(id_)
        self.state = "new"
        self.refused_with = 0

    @_told
    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        info = self.getInfo()
        self.state = _STATES.get(info.state, "unknown")
        self.outbox.append(
            happening(
                "state",
                call=self.id,
                user=self.user,
                state=self.state,
                code=int(info.lastStatusCode),
                reason=info.lastReason,
                remote=info.remoteUri,
            )
        )

    @_told
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        info = self.getInfo()  # kept alive while its media are read
        media = list(info.media)
        status = "none"
        for index in range(len(media)):
            if media[index].type != pj.PJMEDIA_TYPE_AUDIO:
                continue
            status = _MEDIA.get(media[index].status, "unknown")
            if status in ("active", "remote_hold"):
                stream = self.getAudioMedia(index)
                stream.startTransmit(self.port)
                self.port.startTransmit(stream)
            break
        self.outbox.append(happening("media", call=self.id, user=self.user, status=status))

    @_told
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        self.outbox.append(happening("dtmf", call=self.id, user=self.user, digit=prm.digit))

    @_told
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        target = prm.dstUri
        child = PeerCall(self.account, self.account.new_id("refer"), self.user)
        child.port.mouth = copy.copy(self.port.mouth)  # each leg has its own place in the speech
        self.account.table[child.id] = child
        prm.newCall = child
        self.outbox.append(
            happening(
                "transfer_accepted", call=self.id, user=self.user, new_call=child.id, target=target
            )
        )

    @_told
    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:
        # An INVITE with Replaces (RFC 3891): the stack hands the new dialog to this very object.
        self.outbox.append(happening("replaced", call=self.id, user=self.user))

    @_told
    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:
        self.outbox.append(
            happening(
                "transfer_progress",
                call=self.id,
                user=self.user,
                code=int(prm.statusCode),
                reason=prm.reason,
                final=bool(prm.finalNotify),
            )
        )


class PeerAccount(pj.Account):  # type: ignore[misc]
    """Receives calls for its own address, or for every user part when it is the local one."""

    def __init__(
        self, user: str, outbox: Outbox, table: Table, new_id: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.user = user
        self.outbox = outbox
        self.table = table
        self.new_id = new_id

    @_told
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        user, headers = request_of(prm.rdata.wholeMsg)
        call = PeerCall(self, self.new_id("in"), self.user or user, prm.callId)
        call.state = "incoming"
        self.table[call.id] = call
        self.outbox.append(
            happening(
                "incoming",
                call=call.id,
                user=call.user,
                remote=headers.get("from", ""),
                headers=headers,
            )
        )

    @_told
    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        self.outbox.append(
            happening(
                "registration",
                user=self.user,
                code=int(prm.code),
                reason=prm.reason,
                expires_s=int(prm.expiration),
            )
        )
