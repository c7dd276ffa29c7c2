"""违规事项: measures one below the other, and an end only where something was done (第82条)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do, receive

ENDED = {"outcome": "已找回，已批评教育", "closed_by": "李建国"}


@pytest.fixture
def books(desk):
    """A copy that is missing."""
    receive(desk)
    do(desk, "copies", "report_missing", "密收〔2026〕0001-1", reason="找不到")
    return desk


def refused(desk, action, **values):
    with pytest.raises(Refused) as found:
        do(desk, "irregularities", action, "1", **values)
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def test_it_is_closed_when_something_was_done_and_nothing_is_missing(books, clock):
    assert ("wrong_state", "refuse", "entry") in refused(books, "close", **ENDED)
    do(books, "irregularities", "measure", "1", measures="查找办公室")
    clock.forward(days=1)
    do(books, "irregularities", "measure", "1", measures="报州保密局")
    assert books.find("irregularities", "1")[0]["measures"] == "2026-11-23 查找办公室\n2026-11-24 报州保密局"
    assert ("still_missing", "ask", "entry") in refused(books, "close", **ENDED)
    do(books, "copies", "found", "密收〔2026〕0001-1", place="一室-1柜-1层", reason="找到", confirm=NAMES)
    assert ("missing", "refuse", "closed_by") in refused(books, "close", outcome="找回")
    assert [d.what for d in due(books) if d.register == "irregularities"] == ["irregularity"]
    do(books, "irregularities", "close", "1", **ENDED)
    assert [d.what for d in due(books) if d.register == "irregularities"] == []
    do(books, "irregularities", "reopen", "1", reason="另有发现")
    assert books.find("irregularities", "1")[0].status == "open"
    assert list(checks.verify(books)) == []
