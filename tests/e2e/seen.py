"""What ``softphone ctl`` tells of the desk, as the tests read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Seen:
    """One answer to the verb ``state``."""

    state: dict[str, Any]

    @property
    def agent(self) -> str:
        """The agent's state."""
        return str(self.state["state"])

    @property
    def reason(self) -> str:
        """Why not ready; empty otherwise."""
        return str(self.state["reason"] or "")

    @property
    def next(self) -> str:
        """The state or reason that is queued; empty when none is."""
        queued = self.state["next"] or {}
        return str(queued.get("reason") or queued.get("state") or "")

    @property
    def line(self) -> str:
        """The state of the line."""
        return str(self.state["line"]["state"])

    @property
    def line_code(self) -> int:
        """The SIP code it is told with."""
        return int(self.state["line"]["sip_code"])

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The calls that are up."""
        return list(self.state["calls"])

    @property
    def contact(self) -> dict[str, Any]:
        """The contact on the desk; empty when there is none."""
        return dict(self.state["contact"] or {})

    @property
    def customer(self) -> str:
        """The id of the customer whose card is shown; empty when none is."""
        return str((self.contact.get("customer") or {}).get("id", ""))

    @property
    def pop(self) -> str:
        """Where the look-up stands."""
        return str(self.contact.get("pop", ""))

    @property
    def draft(self) -> dict[str, Any]:
        """The ticket being written."""
        return dict(self.contact.get("draft", {}))

    @property
    def draft_saved(self) -> bool:
        """Whether the draft is in the store."""
        return bool(self.contact.get("draft_saved"))

    @property
    def notices(self) -> list[str]:
        """The codes of the notices in sight."""
        return [str(notice["code"]) for notice in self.state["notices"]]
