"""The front's rules by themselves; what they do to a real engine is in tests/hostile."""

from softphone.domain.account import FrontRules
from softphone.engine.line.invite_filter import InviteFilter
from softphone.engine.pj.headers import hosts_of


def judge(front: InviteFilter, now: float = 0.0, **facts: int) -> int:
    given = {"trusted": 1, "size": 900, "ringing": 0, **facts}
    return front.judge(
        trusted=bool(given["trusted"]), size=given["size"], ringing=given["ringing"], now=now
    )


def test_a_stranger_is_refused_unless_that_is_switched_off() -> None:
    front = InviteFilter()
    assert judge(front, trusted=0) == 403
    front.rules = FrontRules(only_registrar=False)
    assert judge(front, trusted=0) == 0


def test_three_may_ring_and_a_large_invite_may_not() -> None:
    front = InviteFilter()
    assert [judge(front, ringing=n) for n in range(5)] == [0, 0, 0, 486, 486]
    assert judge(front, size=32_001) == 513
    front.rules = FrontRules(most_ringing=1, largest_invite=1000)
    assert (judge(front, ringing=1), judge(front, size=1001)) == (486, 513)


def test_the_rate_counts_what_rang_within_five_seconds() -> None:
    front = InviteFilter()
    front.rules = FrontRules(invites_in_5_s=4)
    assert [judge(front, now=n) for n in range(5)] == [0, 0, 0, 0, 486]
    assert [judge(front, now=5.0), judge(front, now=5.5)] == [0, 486]


def test_strangers_do_not_use_up_the_rate() -> None:
    front = InviteFilter()
    assert {judge(front, trusted=0) for _ in range(100)} == {403}
    assert judge(front) == 0


def test_hosts_of_a_route() -> None:
    text = "<sip:p1.example.com;lr>,<sips:user@[2001:db8::1]:5061;lr>, <sip:192.0.2.7:5070>"
    assert hosts_of(text) == ["p1.example.com", "[2001:db8::1]", "192.0.2.7"]
    assert hosts_of("<sip:a b>, garbage, <<sip:>>" + "<sip:x>" * 20) == ["x"] * 8
