"""One person, from the screening to the end of 脱密期, as the clerk does it (第17条 to 第26条)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.custody_of_people import stays_of_person
from secretdesk.desk.due import due
from secretdesk.desk.figures import Figure
from secretdesk.desk.opening import new_vault
from secretdesk.desk.trainings import training_hours
from secretdesk.desk.year import figures
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE
from tests.test_story import Clerk

SHE, POST = "玉罕", "考务管理岗"
SCREENING, TRIP, LEAVING = "涉审〔2026〕001号", "出〔2026〕001号", "离〔2027〕001号"
CONTENTS = {
    "nationality": "中国", "politics": "坚定", "conduct": "良好", "history": "2012年到校工作", "family": "均在国内",
    "performance": "遵守规定", "relations": "清楚", "foreign_contacts": "无",
}  # fmt: skip
OFFICES = {"department_by": "岩叫", "personnel_by": "王勤", "office_by": "李建国"}


class Teller(Clerk):
    """The same clerk, asked about one person; the clock leaps on, and is looked at."""

    def does(self, what, entry=None, *, knowing=(), **values):
        return super().does(what, entry, knowing=[*knowing, "clock_leap"], **values)

    def person(self):
        (row,) = self.desk.rows("people", where={"name": SHE})
        return row

    def waits(self, register):
        return {one.what for one in due(self.desk) if one.register == register}

    def sheet(self):
        (row,) = self.desk.rows("departures", where={"number": LEAVING})
        return row


@pytest.fixture
def clerk(vault_folder, clock):
    """A college with one post, a cabinet, a designated PC; she has come from teaching."""
    clerk = Teller(None, clock)
    clerk.at("2026-03-02T08:30")
    clerk.desk = new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    clerk.does("departments.enrol", name="教务处")
    for name in (SHE, "王勤", "岩叫"):
        clerk.does("people.enrol", name=name, department="教务处")
    clerk.does("people.clear", "岩叫", category="一般", pledged_on="2026-01-05")
    clerk.does(
        "posts.determine",
        name=POST,
        department="教务处",
        category="一般",
        duties="考务文件",
        approved_by="段景明",
    )
    clerk.does(
        "documents.receive", issuer="省教育厅", doc_number="云教密〔2026〕8号", title="关于做好考试安全工作的通知",
        mark="秘密★5年", issued_on="2026-02-26", copy_numbers="000121-000122", pages=12, place="一室-1柜-1层",
        knowing=["unknown_reference"],
    )  # fmt: skip
    yield clerk
    clerk.desk.close()


def test_the_life_of_one_who_handles_secrets(clerk):
    she_is_screened_before_she_may_read_anything(clerk)
    she_is_taught_and_signs(clerk)
    she_is_given_a_paper_and_a_computer(clerk)
    she_goes_abroad_and_comes_back(clerk)
    she_asks_to_leave_and_still_has_things(clerk)
    she_hands_everything_over_and_leaves(clerk)
    she_handles_no_secrets_any_more_but_is_not_forgotten(clerk)
    she_takes_a_job_she_may_not_take(clerk)
    her_term_ends_when_it_ends(clerk)
    the_books_tell_it_all(clerk)


def she_is_screened_before_she_may_read_anything(clerk):
    lent = {"copies": ["000121"], "borrower": SHE, "purpose": "起草方案", "approved_by": "李建国"}
    assert "not_cleared" in clerk.is_refused("loans.lend", **lent)
    clerk.does("screenings.begin", kind="上岗审查", person=SHE, post=POST)
    assert clerk.waits("screenings") == {"screening"}
    assert "missing" in clerk.is_refused(
        "screenings.pass", SCREENING, **(CONTENTS | {"relations": ""}), **OFFICES
    )
    clerk.at("2026-03-09T09:00")
    clerk.does("screenings.pass", SCREENING, **CONTENTS, **OFFICES)
    assert (clerk.person().status, clerk.person()["category"]) == ("cleared", "一般")
    assert clerk.person()["review_due"] == "2031-03-09"
    assert "no_pledge" in clerk.is_refused("loans.lend", **lent)


def she_is_taught_and_signs(clerk):
    clerk.does("pledges.sign", kind="上岗", person=SHE, witness="李建国")
    clerk.does(
        "trainings.record", topic="上岗保密教育", form="个别谈话", speaker="李建国", hours="1.5", audience="新上岗人员",
        people=[SHE],
    )  # fmt: skip
    clerk.at("2026-03-30T15:00")
    clerk.does(
        "trainings.record", topic="保密法", form="集中授课", hours="2.5", audience="涉密人员", whole_roll=True,
        absent=["岩叫"],
    )  # fmt: skip
    (hers, his) = training_hours(clerk.desk)
    assert (hers["hours"], hers["state"]) == ("4/4", "已达标")
    assert (his["hours"], his["state"]) == ("0/4", "未达标")


def she_is_given_a_paper_and_a_computer(clerk):
    clerk.does(
        "loans.lend",
        copies=["000121"],
        borrower=SHE,
        purpose="起草方案",
        approved_by="李建国",
        due="2026-04-03",
    )
    clerk.does(
        "devices.enrol", kind="台式机", model="M1", serial="PC-1", level="秘密", use="涉密单机", keeper=SHE
    )
    assert len(clerk.desk.books.held_by(clerk.person().entry)) == 2
    clerk.at("2026-04-02T09:00")
    clerk.does("loans.take_back", "借〔2026〕0001号", pages=12)


def she_goes_abroad_and_comes_back(clerk):
    clerk.does("passports.enrol", owner=SHE, kind="因私护照", document_no="E1", kept_at="人事部保险柜")
    going = {"country": "泰国", "matter": "探亲", "from_on": "2026-05-01", "until": "2026-05-06"}
    clerk.does("trips.apply", person=SHE, errand="因私", **going)
    clerk.does("trips.approve", TRIP, approved_by="段景明", **OFFICES)
    assert "not_briefed" in clerk.is_refused("trips.hand_out", TRIP)
    clerk.does("trips.brief", TRIP, briefed_by="李建国")
    clerk.does("trips.hand_out", TRIP)
    assert clerk.waits("passports") == set()
    clerk.at("2026-05-07T09:00")
    clerk.does("trips.come_back", TRIP, departed_on="2026-05-01")
    clerk.does("trips.report", TRIP, talked_by="李建国", report="没有异常")
    clerk.does("trips.give_back", TRIP)
    (trip,) = clerk.desk.rows("trips")
    assert trip.status == "closed"


def she_asks_to_leave_and_still_has_things(clerk):
    clerk.at("2027-01-11T09:00")
    clerk.does(
        "departures.apply", person=SHE, leave_reason="调离", destination="州人社局", touched_level="秘密",
        touched_count="约20件",
    )  # fmt: skip
    assert clerk.sheet()["remaining"] == 1
    assert clerk.sheet()["since"] == "2026-03-09"
    assert "holdings_left" in clerk.is_refused("departures.step", LEAVING, devices_on="2027-01-11")
    assert clerk.waits("departures") == {"departure"}


def she_hands_everything_over_and_leaves(clerk):
    today = "2027-01-12"
    clerk.at("2027-01-12T09:00")
    clerk.does("handovers.draft", kind="离岗", giver=SHE, receiver="岩叫", witness="王勤")
    clerk.does("handovers.sign", "移〔2027〕001号", count_way="全部清点")
    clerk.does(
        "departures.step", LEAVING, carriers_on=today, devices_on=today, handover="移〔2027〕001号",
        access_on=today, access_by="赵䶮", talk_on=today, talked_by="李建国",
    )  # fmt: skip
    decided = {"months": 12, "manager_unit": "组织人事部", "manager": "王勤", "group_by": "段景明", **OFFICES}
    assert {"step_left", "no_pledge"} <= clerk.is_refused("departures.approve", LEAVING, **decided)
    assert "bad_value" in clerk.is_refused(
        "departures.approve", LEAVING, passports_fate="没有因私证件", pledged_on=today, **decided
    )
    assert "term_out_of_range" in clerk.is_refused(
        "departures.approve",
        LEAVING,
        passports_fate="继续集中保管到期满",
        pledged_on=today,
        **(decided | {"months": 6}),
    )
    clerk.does(
        "departures.approve", LEAVING, passports_fate="继续集中保管到期满", pledged_on=today, **decided
    )
    assert (clerk.person().status, clerk.person()["cooling_until"]) == ("left", "2028-01-12")
    assert {one["kind"] for one in clerk.desk.rows("pledges")} == {"上岗", "离岗离职"}


def she_handles_no_secrets_any_more_but_is_not_forgotten(clerk):
    lent = {"copies": ["000121"], "borrower": SHE, "purpose": "查阅", "approved_by": "李建国"}
    assert "in_cooling_off" in clerk.is_refused("loans.lend", **lent)
    assert "passport_must_be_kept" in clerk.is_refused(
        "passports.give_back", "证0001", approved_by="李建国", reason="本人要求"
    )
    clerk.at("2027-07-13T09:00")
    assert clerk.waits("departures") == {"cooling_contact"}
    clerk.does(
        "departures.contact", LEAVING, contact_way="电话", findings="综合管理，没有异常", contact_by="王勤",
    )  # fmt: skip
    assert clerk.sheet()["next_on"] is None or clerk.sheet()["next_on"] > "2027-07-13"


def she_takes_a_job_she_may_not_take(clerk):
    clerk.at("2027-08-02T09:00")
    clerk.does("departures.job", LEAVING, employer_kind="外资企业", employer="某公司", contact_by="王勤")
    assert "departure_report" in clerk.waits("departures")
    (wrong,) = clerk.desk.rows("irregularities")
    assert (wrong["kind"], wrong["article"]) == ("脱密期内违规就业", "第26条")
    clerk.at("2027-08-02T11:00")
    clerk.does("departures.alert", LEAVING, alerted_to="州委机要和保密局", measures="约谈，责令退出")
    assert "departure_report" not in clerk.waits("departures")
    clerk.does("departures.extend", LEAVING, more_months=6, extended_by="段景明", why_longer="违反就业规定")
    assert clerk.person()["cooling_until"] == "2028-07-12"


def her_term_ends_when_it_ends(clerk):
    over = {"released_by": "段景明", "conclusion": "期满"}
    clerk.at("2028-07-12T09:00")
    assert "term_runs" in clerk.is_refused("departures.release", LEAVING, noticed_on="2028-07-12", **over)
    assert "cooling_end" in clerk.waits("departures")
    clerk.at("2028-07-13T09:00")
    clerk.does("departures.release", LEAVING, noticed_on="2028-07-13", **over)
    assert clerk.waits("departures") == set()
    clerk.does("passports.give_back", "证0001", approved_by="李建国", reason="脱密期满")
    assert clerk.sheet().status == "released"


def the_books_tell_it_all(clerk):
    assert [one["kind"] for one in clerk.desk.rows("departure_contacts", ascending=True)] == [
        "定期联系", "就业报告", "报告主管部门", "延长脱密期", "期满解除",
    ]  # fmt: skip
    had = {one.register for one in stays_of_person(clerk.desk, clerk.person().entry)}
    assert had == {"copies", "devices"}
    assert of_general(clerk, 2026) == {"cleared": 2, "screened": 1, "trained": 2, "private": 1, "now": 2}
    assert of_general(clerk, 2027) == {"left": 1, "cooling": 1, "breaches": 1, "now": 1}
    assert of_general(clerk, 2028) == {"released": 1, "now": 1}
    assert list(checks.verify(clerk.desk)) == []


def of_general(clerk, year):
    """What T6 says of the 一般 of a year, as far as it is about her."""
    (table,) = (one for one in figures(clerk.desk, year).tables if one.declared.key == "T6")
    (row,) = (one for one in table.rows if one[0] == "一般")
    told = zip(table.declared.keys, row, strict=True)
    wanted = {"cleared", "left", "now", "screened", "trained", "private", "cooling", "released", "breaches"}
    return {key: one.value for key, one in told if isinstance(one, Figure) and one.value and key in wanted}
