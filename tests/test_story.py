"""The life of one paper, from the courier to its end, as the clerk does it; and the same as a script for `perform`."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from secretdesk.cli.main import run
from secretdesk.desk import checks
from secretdesk.desk.balance import balance
from secretdesk.desk.custody import had_it, stays
from secretdesk.desk.due import due
from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Command, Refused
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE

SCRIPT = Path(__file__).parent / "story" / "story.jsonl"
PAPER, ROUND, COPYING = "密收〔2026〕0001号", "传〔2026〕0001号", "复〔2026〕001号"
LEADERS = {"刀永红": "重要", "玉罕": "重要"}


class Clerk:
    """Says who does what, when; looks things up by the numbers on the paper."""

    def __init__(self, desk, clock):
        self.desk, self.clock = desk, clock

    def at(self, when):
        self.clock.now = datetime.fromisoformat(when).replace(tzinfo=self.clock.now.tzinfo)

    def does(self, what, entry=None, *, knowing=(), **values):
        register, action = what.split(".")
        return self.desk.perform(Command("", register, action, entry, values, confirm=frozenset(knowing)))

    def is_refused(self, what, entry=None, **values):
        with pytest.raises(Refused) as found:
            self.does(what, entry, **values)
        return {reason.code for reason in found.value.reasons}

    def copy(self, n):
        (row,) = self.desk.rows("copies", where={"number": f"密收〔2026〕0001-{n}"})
        return row

    def lies(self, n):
        return self.copy(n).status

    def who_has(self, n):
        holder = self.copy(n)["holder"]
        return self.desk.names("people", [holder])[holder] if holder else None


@pytest.fixture
def clerk(vault_folder, clock):
    """The college before the paper comes: three who are cleared, one who is not, a designated copier."""
    clerk = Clerk(None, clock)
    clerk.at("2026-03-02T08:30")
    clerk.desk = new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    for rank, (name, category) in enumerate(LEADERS.items(), start=1):
        clerk.does("people.enrol", name=name, groups="院领导", rank=rank)
        clerk.does("people.clear", name, category=category, pledged_on="2026-01-05")
    clerk.does("people.enrol", name="王勤", department="教务处", knowing=["unknown_reference"])
    clerk.does("people.clear", "王勤", category="一般", pledged_on="2026-01-05")
    clerk.does("people.enrol", name="岩叫", department="教务处")
    clerk.does(
        "devices.enrol", kind="复印机", model="C55", serial="C55-1", level="机密", use="涉密单机", keeper="刀永红",
        designated=True,
    )  # fmt: skip
    clerk.does("parameters.set", code="destruction_sites", value="州销毁中心", origin="州保密局通知")
    yield clerk
    clerk.desk.close()


def test_the_life_of_a_paper(clerk):
    it_is_received_in_five_copies(clerk)
    it_is_read_by_the_leaders(clerk)
    it_is_copied_for_a_meeting_and_collected(clerk)
    one_is_lent_is_late_is_swapped_and_comes_back(clerk)
    one_is_sent_out_for_good(clerk)
    two_go_back_to_their_issuer(clerk)
    the_rest_is_destroyed(clerk)
    one_is_brought_back(clerk)
    the_books_prove_it(clerk)


def it_is_received_in_five_copies(clerk):
    clerk.at("2026-03-02T10:00")
    clerk.does(
        "documents.receive", issuer="省教育厅", doc_number="云教密〔2026〕8号", title="关于做好考试安全工作的通知",
        mark="秘密★5年", issued_on="2026-02-26", copy_numbers="000121-000125", pages=12, place="一室-1柜-1层",
        knowing=["unknown_reference"],
    )  # fmt: skip
    assert [clerk.lies(n) for n in range(1, 6)] == ["in_cabinet"] * 5


def it_is_read_by_the_leaders(clerk):
    clerk.at("2026-03-03T08:40")
    approved = {"approved_by": "李建国", "approved_on": "2026-03-03"}
    clerk.does("circulations.open", document=PAPER, copies=["000121"], group="院领导", **approved)
    clerk.at("2026-03-03T09:10")
    clerk.does("circulations.send", ROUND, reader="刀永红", reading_place="机要室")
    assert clerk.who_has(1) == "刀永红"
    assert "lateral_transfer" in clerk.is_refused(
        "circulations.send", ROUND, reader="玉罕", reading_place="机要室"
    )
    assert "outside_scope" in clerk.is_refused(
        "circulations.send", ROUND, reader="岩叫", reading_place="机要室"
    )
    clerk.at("2026-03-03T10:20")
    clerk.does("circulations.take_back", ROUND, reader="刀永红", pages=12, instruction="请教务处落实")
    clerk.does("circulations.absent", ROUND, reader="玉罕", reason="出差")
    clerk.does("circulations.close", ROUND)
    assert clerk.lies(1) == "in_cabinet"


def it_is_copied_for_a_meeting_and_collected(clerk):
    clerk.at("2026-03-04T09:00")
    clerk.does(
        "copyings.apply", applicant="王勤", original="000121", method="复印", count=2, purpose="处务会学习"
    )
    clerk.does("copyings.approve", COPYING, approved_by="李建国")
    clerk.does(
        "copyings.produce", COPYING, device="C55-1", made_by="岩温", supervised_by="李建国", stamped=True, waste_sheets=0,
    )  # fmt: skip
    assert [clerk.copy(n)["copy_number"] for n in (6, 7)] == ["复1/2", "复2/2"]
    people = ["王勤", "岩叫"]
    assert "not_cleared" in clerk.is_refused(
        "copyings.hand_out", COPYING, recipients=people, briefed_by="岩温"
    )
    clerk.does("copyings.hand_out", COPYING, recipients=people, briefed_by="岩温", knowing=["not_cleared"])
    assert [clerk.who_has(n) for n in (6, 7)] == people
    clerk.at("2026-03-04T16:30")
    for loan in ("借〔2026〕0001号", "借〔2026〕0002号"):
        clerk.does("loans.take_back", loan, pages=12)
    assert [clerk.lies(n) for n in (6, 7)] == ["in_cabinet"] * 2


def one_is_lent_is_late_is_swapped_and_comes_back(clerk):
    loan = "借〔2026〕0003号"
    clerk.at("2026-03-05T09:00")
    clerk.does(
        "loans.lend",
        copies=["000122"],
        borrower="王勤",
        purpose="起草方案",
        approved_by="李建国",
        due="2026-03-10",
    )
    clerk.at("2026-03-06T09:00")
    clerk.does("loans.recall", loan, due="2026-03-09")
    clerk.at("2026-03-12T09:00")
    assert "bad_value" in clerk.is_refused("loans.recall", loan, due="2026-03-13")  # late it is: reminded
    assert [(d.what, d.state) for d in due(clerk.desk) if d.register == "loans"] == [("loan", "overdue")]
    clerk.does("loans.remind", loan, reminded_how="电话", reminded_by="岩温")
    clerk.does(
        "loans.swap",
        loan,
        wrong_copy="000122",
        right_copy="000123",
        approved_by="李建国",
        reason="登记时看错份号",
    )
    assert (clerk.lies(2), clerk.lies(3)) == ("in_cabinet", "on_loan")
    clerk.at("2026-03-13T15:00")
    clerk.does("loans.take_back", loan, pages=12)
    assert clerk.lies(3) == "in_cabinet"


def one_is_sent_out_for_good(clerk):
    clerk.at("2026-03-16T09:00")
    sent = {"receiver": "州教育体育局", "copies": ["000122"]}
    sent |= {"handled_by": "岩温", "wrapping": "密封袋", "envelope": "F-1"}
    assert "forbidden_channel" in clerk.is_refused("dispatches.send", channel="快递", **sent)
    clerk.does(
        "dispatches.send", channel="机要交通", courier_number="J0042", knowing=["unknown_reference"], **sent
    )
    clerk.at("2026-04-16T09:00")
    assert "receipt" in {d.what for d in due(clerk.desk)}
    clerk.does("dispatches.confirm", "外〔2026〕0001号", receipt_number="回17")
    assert clerk.lies(2) == "dispatch_confirmed"


def two_go_back_to_their_issuer(clerk):
    back = "退〔2026〕001号"
    clerk.at("2026-04-20T09:00")
    notice = [{"doc_number": "云教密〔2026〕8号", "copy_numbers": "000124、000125", "count": 2}]
    clerk.does("returns.draft", issuer="省教育厅", notice_number="云教办〔2026〕31号", lines=notice)
    assert (clerk.lies(4), clerk.lies(5)) == ("to_return", "to_return")
    assert "approval_missing" in clerk.is_refused("returns.hand_in", back, receiver="赵明")
    clerk.does("returns.approve", back, approved_by="李建国")
    clerk.does("returns.hand_in", back, delivered_by="岩温", receiver="赵明", receipt_number="清回3")
    assert (clerk.lies(4), clerk.lies(5)) == ("returned", "returned")


def the_rest_is_destroyed(clerk):
    batch = "销〔2026〕01号"
    clerk.at("2026-05-08T09:00")
    left = [clerk.copy(n).number for n in (1, 3, 6, 7)]
    clerk.does(
        "destructions.draft",
        purpose="已过保管期限",
        handled_by="岩温",
        copies=left,
        knowing=["archive_first"],
    )
    assert clerk.lies(1) == "to_destroy"
    clerk.does("destructions.approve", batch, approved_by="李建国", counted_by="岩温、玉罕")
    clerk.does("destructions.seal", batch, boxes=[{"box": "1箱", "seal_number": "F001"}])
    clerk.at("2026-05-11T09:00")
    alone = {"site": "州销毁中心", "escorts": ["玉罕"]}
    assert "two_persons" in clerk.is_refused("destructions.hand_over", batch, **alone)
    clerk.does("destructions.hand_over", batch, **(alone | {"escorts": ["玉罕", "王勤"]}))
    assert clerk.lies(1) == "handed_over"  # still on the account
    clerk.at("2026-05-18T09:00")
    clerk.does(
        "destructions.confirm", batch, receipt_number="销证5", method="化浆", supervisors=["玉罕", "王勤"]
    )
    assert {clerk.lies(n) for n in (1, 3, 6, 7)} == {"destroyed"}


def one_is_brought_back(clerk):
    clerk.at("2026-05-26T09:00")
    assert "terminal" in clerk.is_refused(
        "loans.lend", copies=["000123"], borrower="王勤", approved_by="李建国"
    )
    clerk.does(
        "copies.reinstate", "000123", place="一室-1柜-1层", evidence="销毁中心退回函", reason="封箱时漏装"
    )
    assert clerk.lies(3) == "in_cabinet"
    assert [r["kind"] for r in clerk.desk.rows("irregularities")] == ["冲正"]


def the_books_prove_it(clerk):
    desk = clerk.desk
    found = {key: n for key, n in balance(desk, "2026-01-01", "2026-12-31")["秘密"].items() if n}
    assert found == {
        "received": 5, "copied": 2, "dispatched": -1, "returned": -2, "destroyed": -4, "corrected": 1, "after": 1,
    }  # fmt: skip
    entry = clerk.copy(1).entry
    assert [stay.status for stay in stays(desk, "copies", entry)] == [
        "in_cabinet", "circulating", "in_cabinet", "to_destroy", "handed_over", "destroyed",
    ]  # fmt: skip
    had = had_it(desk, "copies", entry, "2026-03-03T09:30")
    assert desk.names("people", [had.holder])[had.holder] == "刀永红"
    assert list(checks.verify(desk)) == []


def test_the_same_as_a_script(tmp_path, capsys):
    """Every line of the script goes through, one command each, and the books are sound."""
    vault, secret = tmp_path / "vault", tmp_path / "passphrase.txt"
    secret.write_text("紫色河流七块石头\n", encoding="utf-8")
    given = ["--passphrase-file", str(secret)]
    assert run(["new", str(vault), "--person", "岩温", "--level", "机密", *given]) == 0
    capsys.readouterr()
    assert run(["perform", str(vault), str(SCRIPT), "--backdate", *given]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a for a in answers if not a["ok"]] == []
    assert len(answers) == len(SCRIPT.read_text(encoding="utf-8").splitlines())
    assert run(["verify", str(vault), *given]) == 0
