"""The account of copies: every term of the equation, and that the stand at the end is what the tables count."""

from collections import Counter

from secretdesk.desk.balance import balance
from secretdesk.domain.terms import TERMINAL_COPY_STATUSES
from tests.desk.test_receipt import NAMES, do, receive

DAYS = ("2026-01-01", "2026-12-31")


def living(desk):
    """Level → copies on the account as the tables have them now; of what is declassified, 非密."""
    free = {d.entry for d in desk.rows("documents") if d["declassified_on"]}
    rows = [c for c in desk.rows("copies") if c.status not in TERMINAL_COPY_STATUSES]
    return Counter("非密" if c["document"] in free else c["level"] for c in rows)


def terms(desk, level):
    found = balance(desk, *DAYS)[level]
    return {key: n for key, n in found.items() if n}


def test_every_copy_that_came_and_left_is_told(desk, clock):
    receive(desk, copy_numbers="000001-000004")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000011-000012")
    do(desk, "documents", "take_stock", issuer="省教育厅", doc_number="3号", title="旧件", mark="机密★10年",
       copy_numbers="000021", issued_on="2026-01-05", received_on="2026-02-01", confirm=NAMES)  # fmt: skip
    clock.forward(days=1)
    sent = {
        "copies": ["密收〔2026〕0001-1"],
        "receiver": "州局",
        "channel": "机要交通",
        "handled_by": "岩温",
        "courier_number": "J1",
    }
    sent |= {"wrapping": "密封袋", "envelope": "F-1"}
    do(desk, "dispatches", "send", confirm=NAMES, **sent)
    assert terms(desk, "机密") == {
        "received": 4,
        "opening_late": 1,
        "after": 5,
    }  # on the way is on the account
    do(desk, "dispatches", "confirm", "1", receipt_number="回1")
    do(desk, "copies", "void", "密收〔2026〕0001-2", reason="多记")
    do(desk, "documents", "change_mark", "密收〔2026〕0002号", mark="机密★5年", notice_number="通1号")
    assert terms(desk, "机密") == {
        "received": 4, "opening_late": 1, "dispatched": -1, "corrected": -1, "level_in": 2, "after": 5,
    }  # fmt: skip
    assert terms(desk, "秘密") == {"received": 2, "level_out": -2}
    do(desk, "documents", "declassify", "密收〔2026〕0002号", notice_number="解1号")
    assert terms(desk, "非密") == {"declassified": 2, "after": 2}
    assert Counter({k: v["after"] for k, v in balance(desk, *DAYS).items() if v["after"]}) == living(desk)


def test_a_day_in_between_has_its_own_stand(desk, clock):
    receive(desk, copy_numbers="000001-000004")
    clock.forward(days=3)
    do(desk, "copies", "void", "密收〔2026〕0001-2", reason="多记")
    found = balance(desk, "2026-11-24", "2026-11-25")["机密"]
    assert {key: n for key, n in found.items() if n} == {"before": 4, "after": 4}
    assert balance(desk, "2026-11-26", "2026-11-26")["机密"] == {"before": 4, "corrected": -1, "after": 3}
