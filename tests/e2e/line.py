"""A caller of the public network at the PBX, and what the PBX itself says about the agent."""

from __future__ import annotations

from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Happening
from tests.e2e.program import Program
from tests.pbx.ami import Ami, Member
from tests.pbx.server import Pbx
from tests.support.waiting import until

CALLER_HZ = 1000
AGENT = "PJSIP/1001"


class PbxLine:
    """Calls of one peer that come in over the PBX's trunk."""

    def __init__(self, peer: Peer, pbx: Pbx) -> None:
        self.peer = peer
        self._pbx = pbx

    def call(
        self,
        to: str = "8000",
        *,
        id_: str = "c1",
        number: str = "13900000001",
        customer: str = "",
        tone_hz: int = CALLER_HZ,
    ) -> None:
        """Call a queue or an extension; the caller hums 1000 Hz once it is answered."""
        headers = {"X-Trunk": "pstn", "P-Asserted-Identity": f"<sip:{number}@127.0.0.1>"}
        if customer:
            headers["X-Customer-Id"] = customer
        self.peer.command(
            "call",
            id=id_,
            to=f"sip:{to}@{self._pbx.info.bind}:{self._pbx.info.sip_port}",
            from_user=number,
            headers=headers,
            tone_hz=tone_hz,
        )

    def hang_up(self, id_: str = "c1") -> None:
        """End that call."""
        self.peer.command("hangup", call=id_)

    def wait_ended(self, id_: str = "c1") -> Happening:
        """Wait until it is over."""
        return self.peer.wait_for("state", call=id_, state="disconnected", timeout_s=30)

    def wait_member(self, ami: Ami, *, paused: bool, queue: str = "support") -> Member:
        """Wait until the queue knows the agent like that."""

        def look() -> Member | None:
            member = ami.queue_status(queue).members.get(AGENT)
            return member if member is not None and member.paused is paused else None

        member = until(look, f"{AGENT} in {queue}, paused: {paused}")
        assert member is not None
        return member

    def ready(self, program: Program, ami: Ami) -> None:
        """Go ready, and wait until the PBX has been told all."""
        since = ami.mark()
        program.do("ready")
        program.wait_agent("ready")
        ami.wait_for("UserEvent", since=since, UserEvent="Code", Result="UNPAUSED", Caller="1001")
        # The queue offers nothing while the code's own call is up.
        until(lambda: not channels(ami), "the end of the code's call")
        self.wait_member(ami, paused=False)

    def wait_no_member(self, ami: Ami, queue: str = "support") -> None:
        """Wait until the queue has forgotten the agent."""
        until(lambda: AGENT not in ami.queue_status(queue).members, f"{AGENT} gone from {queue}")

    def register(self, peer: Peer, user: str) -> None:
        """Make a peer that extension's phone."""
        server = f"{self._pbx.info.bind}:{self._pbx.info.sip_port}"
        peer.command("register", server=server, user=user, password=self._pbx.info.accounts[user])
        peer.wait_for("registration", user=user, code=200)


def channels(ami: Ami, prefix: str = AGENT) -> list[str]:
    """The PBX's channels of that endpoint."""
    rows = ami.list_action("CoreShowChannels", "CoreShowChannelsComplete")
    return [row["Channel"] for row in rows if row["Channel"].startswith(f"{prefix}-")]
