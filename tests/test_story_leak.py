"""The story of one leak, as the clerk lives it: a copy that a stocktake misses, to the report that ends the case."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.figures import lines_of
from secretdesk.desk.opening import new_vault
from secretdesk.desk.sheets import print_form
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_year import rows as year_rows
from tests.desk.test_year import value
from tests.output.pdf import pages_by_pdfium
from tests.test_story import Clerk

COUNT, LEAK, LOST = "清〔2026〕001号", "泄〔2026〕001号", 2
OFFICE = {"addressee": "保密行政管理部门", "unit": "州委机要和保密局", "how": "当面", "taken_by": "刀科长"}
SUPERIOR = {"addressee": "上级主管部门", "unit": "省教育厅", "how": "机要函", "taken_by": "值班员"}


def the_copy_leaves_the_account_and_comes_back_when_it_is_found(clerk):
    clerk.at("2026-09-01T09:00")
    clerk.does("copies.write_off", clerk.copy(LOST).number, approved_by="段景明", reason="结案核销")
    assert clerk.lies(LOST) == "written_off"
    (row,) = year_rows(clerk.desk, "T3")
    assert {key: value(row[key]) for key in ("received", "lost", "found", "after")} == {
        "received": 3, "lost": -1, "found": 0, "after": 2,
    }  # fmt: skip
    clerk.at("2026-09-28T09:00")
    clerk.does(
        "copies.reinstate",
        clerk.copy(LOST).number,
        place="一室-1柜-1层",
        evidence="旧档案袋里找到",
        reason="找回",
    )
    (row,) = year_rows(clerk.desk, "T3")
    assert {key: value(row[key]) for key in ("lost", "found", "after")} == {
        "lost": -1,
        "found": 1,
        "after": 3,
    }
    assert [copy.number for copy in lines_of(clerk.desk, row["found"])] == [clerk.copy(LOST).number]
    assert list(checks.verify(clerk.desk)) == []


class Keeper(Clerk):
    """The same clerk, looking at what presses."""

    def presses(self, what):
        return [one.state for one in due(self.desk) if one.what == what]

    def tells(self, *whom):
        return [{**one, "reported_at": self.clock().strftime("%Y-%m-%dT%H:%M")} for one in whom]

    def incident(self):
        (row,) = self.desk.rows("incidents", where={"number": LEAK})
        return row


@pytest.fixture
def clerk(vault_folder, clock):
    """Three copies of a 机密 paper in one cabinet, two who count, those who are told of leaks."""
    clerk = Keeper(None, clock)
    clerk.at("2026-04-01T08:30")
    clerk.desk = new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    for name in ("玉罕", "王勤"):
        clerk.does("people.enrol", name=name, department="教务处", post="干事", knowing=["unknown_reference"])
        clerk.does("people.clear", name, category="重要", pledged_on="2026-01-05")
    clerk.does("correspondents.enrol", name="州委机要和保密局")
    clerk.does(
        "documents.receive", issuer="省教育厅", doc_number="云教密〔2026〕8号", title="关于考试安全工作的通知",
        mark="机密★5年", issued_on="2026-02-26", copy_numbers="000121-000123", pages=12, place="一室-1柜-1层",
        knowing=["unknown_reference"],
    )  # fmt: skip
    yield clerk
    clerk.desk.close()


def test_the_story_of_a_leak(clerk):
    a_stocktake_misses_a_copy(clerk)
    one_step_makes_it_an_incident_and_the_clock_runs_from_the_discovery(clerk)
    both_are_told_before_the_day_is_over(clerk)
    it_is_searched_for_every_day_in_vain(clerk)
    after_sixty_days_it_counts_as_leaked(clerk)
    a_case_is_opened_and_the_seven_points_are_found_out(clerk)
    the_final_report_ends_it(clerk)
    the_year_counts_it_and_the_books_are_sound(clerk)
    the_copy_leaves_the_account_and_comes_back_when_it_is_found(clerk)


def a_stocktake_misses_a_copy(clerk):
    clerk.at("2026-04-10T15:00")
    clerk.does("stocktakes.start", place="一室-1柜-1层")
    clerk.does("stocktakes.count", COUNT, copies=["000121", "000123"])
    clerk.at("2026-04-10T15:20")
    done = {"counted_by": ["玉罕", "王勤"], "supervised_by": "李建国"}
    assert "stock_missing" in clerk.is_refused("stocktakes.finish", COUNT, **done)  # look once more
    clerk.does("stocktakes.finish", COUNT, knowing=["stock_missing"], **done)
    assert [clerk.lies(n) for n in (1, 2, 3)] == ["in_cabinet", "missing", "in_cabinet"]


def one_step_makes_it_an_incident_and_the_clock_runs_from_the_discovery(clerk):
    clerk.at("2026-04-10T16:45")
    made = clerk.does("stocktakes.open_incident", COUNT)
    assert [one.number for one in made.created] == [LEAK]
    found = clerk.incident()
    assert (found["discovered_at"], found["report_by"]) == ("2026-04-10T15:20", "2026-04-11T15:20")
    assert (found["level"], found["count"], found["search_due"]) == ("机密", 1, "2026-06-09")
    assert "wrong_state" in clerk.is_refused("copies.open_incident", clerk.copy(LOST).number)  # 一事一报
    assert clerk.presses("leak_report") == ["soon"]


def both_are_told_before_the_day_is_over(clerk):
    clerk.at("2026-04-11T09:00")
    assert clerk.presses("leak_report") == ["today"]
    six = {
        "responsible": "尚不明，保管人岩温",
        "harm": "知悉范围有限",
        "remedies": "封存机要室",
        "plan": "两人小组查登记和监控",
    }
    clerk.does("incidents.report", LEAK, reports=clerk.tells(OFFICE), **six)
    assert clerk.incident().status == "open"  # the second is not told yet
    clerk.at("2026-04-11T14:30")
    clerk.does("incidents.report", LEAK, reports=clerk.tells(SUPERIOR))
    assert (clerk.incident().status, clerk.incident()["points_missing"]) == ("reported", None)
    assert clerk.presses("leak_report") == []
    (page,) = pages_by_pdfium(print_form(clerk.desk, "incident_report", entry=clerk.incident().entry).pdf)
    assert "机密★" in page and "封存机要室" in page and "六、" in page


def it_is_searched_for_every_day_in_vain(clerk):
    for day, steps in (("11", "逐柜清点"), ("12", "查出入登记"), ("13", "看监控"), ("14", "逐人询问")):
        clerk.at(f"2026-04-{day}T17:00")
        clerk.does("incidents.search", LEAK, searched_by="岩温、玉罕", steps=steps, found_out="无")
    record = print_form(clerk.desk, "search_record", entry=clerk.incident().entry)
    (page,) = pages_by_pdfium(record.pdf)
    assert all(steps in page for steps in ("逐柜清点", "查出入登记", "看监控", "逐人询问"))
    assert "search_goes_on" in clerk.is_refused("incidents.count_as_leak", LEAK, reason="找不到")


def after_sixty_days_it_counts_as_leaked(clerk):
    clerk.at("2026-05-08T09:00")
    clerk.does("incidents.remedy", LEAK, remedies="通知知悉范围内人员")
    clerk.at("2026-05-25T09:00")
    clerk.does("incidents.search", LEAK, searched_by="岩温", steps="再查一遍", found_out="无")
    clerk.at("2026-06-03T09:00")
    assert clerk.presses("leak_search") == ["soon"]
    clerk.at("2026-06-10T09:00")
    assert clerk.presses("leak_search") == ["overdue"]
    clerk.does("incidents.count_as_leak", LEAK, reason="查找期满，没有找到")
    assert (clerk.lies(LOST), clerk.presses("leak_search")) == ("leak_case", [])


def a_case_is_opened_and_the_seven_points_are_found_out(clerk):
    clerk.at("2026-06-11T09:00")
    clerk.does("incidents.investigate", LEAK, nature="一般", investigators="李建国、玉罕")
    assert clerk.incident()["close_due"] == "2026-09-11"
    clerk.at("2026-07-10T09:00")
    found = {
        "facts": "机密级通知一份", "harm_done": "未发现扩散", "repair": "已通知有关方面", "story": "随废纸误送出机要室", "verdict": "一般泄密事件",
        "blame": "王勤未登记即取出，负直接责任", "improvement": "废纸专人收，取件双人登记",
    }  # fmt: skip
    assert "missing" in clerk.is_refused("incidents.conclude", LEAK, **{**found, "verdict": ""})
    clerk.does("incidents.conclude", LEAK, **found)
    asked = {"approved_by": "段景明", "reason": "结案"}
    assert "case_open" in clerk.is_refused("copies.write_off", clerk.copy(LOST).number, **asked)


def the_final_report_ends_it(clerk):
    clerk.at("2026-08-03T09:00")
    assert clerk.presses("leak_case") == []
    ended = {
        "causes": "取件不登记",
        "punishment": "对王勤通报批评",
        "strengthening": "双人登记，培训一次",
        "punished": 1,
    }
    ended |= {"approved_by": "段景明", "veto": "教务处"}
    one = clerk.is_refused("incidents.report_result", LEAK, reports=clerk.tells(OFFICE), **ended)
    assert "missing" in one  # both hear how it ended
    clerk.does("incidents.report_result", LEAK, reports=clerk.tells(OFFICE, SUPERIOR), **ended)
    assert clerk.incident().status == "closed"
    assert clerk.presses("leak") == []
    (page,) = pages_by_pdfium(print_form(clerk.desk, "incident_result", entry=clerk.incident().entry).pdf)
    assert "随废纸误送出机要室" in page


def the_year_counts_it_and_the_books_are_sound(clerk):
    (told,) = year_rows(clerk.desk, "T12l")
    counted = {key: value(cell) for key, cell in told.items() if value(cell)}
    assert counted == {
        "level": "机密", "ordinary": 1, "in_time": 1, "leaked": 1, "closed": 1, "punished": 1, "vetoed": 1,
    }  # fmt: skip
    assert [row.number for row in lines_of(clerk.desk, told["closed"])] == [LEAK]
    assert list(checks.verify(clerk.desk)) == []
