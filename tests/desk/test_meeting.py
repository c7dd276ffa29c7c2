"""What comes back from a meeting (第28条（二）, F03)."""

import pytest

from secretdesk.domain.review import Weight
from tests.desk.test_receipt import do, receive

BROUGHT = {
    "channel": "会议带回",
    "meeting": "全省教育考试安全工作会",
    "handed_in_by": "玉罕",
    "meeting_ended_on": "2026-11-20",  # a Friday; the clock stands on Monday the 23rd
}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"meeting_ended_on": None}, []),
        ({"meeting": None}, [("hand_in_incomplete", "meeting")]),
        ({"handed_in_by": None}, [("hand_in_incomplete", "handed_in_by")]),
        (
            {"meeting": None, "handed_in_by": None},
            [("hand_in_incomplete", "meeting"), ("hand_in_incomplete", "handed_in_by")],
        ),
        ({"meeting_ended_on": "2026-11-19"}, [("late_hand_in", "meeting_ended_on")]),
        ({"meeting_ended_on": "2026-11-23"}, []),
        ({"channel": "机要交通", "meeting": None, "handed_in_by": None}, []),
        ({"mark": "内部", "meeting": None, "handed_in_by": None}, []),
        ({"mark": "绝密★长期", "title": None, "meeting": None}, []),
    ],
)
def test_a_hand_in_is_complete_and_in_time(desk, changed, told):
    done = receive(desk, **(BROUGHT | changed))
    warned = [r for r in done.warnings if r.weight is Weight.WARN]
    assert [(r.code, r.field) for r in warned] == told
    assert all(r.origin == "第28条（二）" and r.text.endswith("。") for r in warned)


def test_the_days_to_hand_it_in_are_a_parameter(desk):
    do(desk, "parameters", "set", code="meeting_hand_in_days", value="2", effective_from="2026-01-01")
    done = receive(desk, **(BROUGHT | {"meeting_ended_on": "2026-11-19"}))
    assert "late_hand_in" not in {r.code for r in done.warnings}
