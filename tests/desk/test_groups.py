"""A vault may be limited to chosen groups of registers: a second one, of 非密, on the office PC (第44条)."""

import json

import pytest

from secretdesk.cli.main import run
from secretdesk.desk.anywhere import anywhere
from secretdesk.desk.bulk import books_of
from secretdesk.desk.opening import new_vault
from secretdesk.domain.law import known
from secretdesk.domain.terms import GROUPS, Level
from secretdesk.domain.terms_law import CHOSEN_GROUPS
from secretdesk.registers import REGISTERS
from secretdesk.store.slots import Cost
from tests.desk.test_receipt import do
from tests.registers.test_things import NAMES, enrol, refused

LETTER = {
    "issuer": "省教育厅",
    "mark": "内部",
    "title": "通知",
    "count": 1,
    "no_copy_number_reason": "没有",
    "pages": 1,
}


@pytest.fixture
def office(tmp_path):
    desk = new_vault(
        tmp_path / "v",
        "岩温",
        "紫色河流七块石头",
        Level.UNCLASSIFIED,
        groups="人员、监督",
        cost=Cost(1, 8192),
    )
    yield desk
    desk.close()


def test_every_group_that_is_chosen_is_a_tab():
    assert set(CHOSEN_GROUPS) < set(GROUPS)
    assert {r.group for r in REGISTERS} - {""} <= set(GROUPS)


def test_it_shows_what_it_keeps_and_the_names(office):
    assert {"people", "posts", "departments", "correspondents", "places", "irregularities"} <= set(
        office.shown
    )
    assert {"parameters", "slots", "backups", "years", "prints"} <= set(office.shown)
    assert not {"documents", "copies", "devices", "loans", "readings"} & set(office.shown)
    assert not [one for one in anywhere(office, "收文") if one.register.key == "documents"]
    assert "receipt_book" not in {piece.form for piece in books_of(office, 2026)}


def test_it_begins_without_what_it_does_not_keep(office, desk):
    """The authority of 第13条 stands in a vault that keeps 事务, and in no other."""
    assert office.rows("authorities") == []
    assert len(desk.rows("authorities")) == 1


def test_it_takes_nothing_else(office):
    assert ("not_kept_here", "refuse", "") in refused(office, "documents", "receive", **LETTER)
    do(office, "people", "enrol", name="玉罕", confirm=("unknown_reference",))


def test_the_supervisor_widens_it_and_what_is_held_stays_in_sight(office):
    do(office, "parameters", "set", code="groups", value="全部")
    do(office, "departments", "enrol", name="教务处")
    do(office, "people", "enrol", name="玉罕", department="教务处")
    enrol(
        office,
        level="非密",
        use="非密中间机",
        disks=None,
        wireless_removed=None,
        keeper="玉罕",
        confirm=NAMES,
    )
    do(office, "parameters", "set", code="groups", value="监督")
    assert "devices" in office.shown
    assert "media" not in office.shown
    assert ("not_kept_here", "refuse", "") in refused(office, "devices", "suspend", "1", reason="旧")


@pytest.mark.parametrize("value", ["", "年度", "监督、教育", "全部、监督"])
def test_what_is_no_range(value):
    assert not known("groups").accepts(value)


def test_from_the_command_line(tmp_path, capsys):
    key = tmp_path / "key"
    key.write_text("lantern 7 mulberry river\n")
    common = ["--passphrase-file", str(key)]
    made = ["new", str(tmp_path / "v"), "--person", "岩温", "--level", "非密", *common]
    assert run([*made, "--groups", "教育"]) == 2
    assert "监督" in capsys.readouterr().err
    assert run([*made, "--groups", "监督"]) == 0
    line = tmp_path / "line"
    line.write_text(json.dumps({"register": "documents", "action": "receive", "values": LETTER}))
    run(["perform", str(tmp_path / "v"), str(line), *common])
    assert json.loads(capsys.readouterr().out)["reasons"][0]["code"] == "not_kept_here"
