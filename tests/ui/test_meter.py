"""What stands between a person and zero, in the panel of the person and of the sheet of leaving (F17)."""

from secretdesk.domain.review import Command
from secretdesk.ui.entry_text import entry_html


def do(desk, register, action, entry=None, **values):
    return desk.perform(Command("", register, action, entry, values))


def test_the_panel_of_a_departure_counts_down_to_zero(hands):
    desk = hands.work.desk
    do(desk, "people", "enrol", name="玉罕")
    do(desk, "people", "clear", "玉罕", category="一般", pledged_on=desk.clock().date().isoformat())
    pc = {"kind": "台式机", "model": "M1", "serial": "PC-1", "level": "秘密", "use": "涉密单机"}
    device = do(desk, "devices", "enrol", keeper="玉罕", **pc)
    sheet = do(desk, "departures", "apply", person="玉罕", leave_reason="调离")
    (row,) = desk.rows("departures")
    told = entry_html(desk, desk.registers["departures"], row)
    assert "名下未清（1 件）" in told
    assert device.number in told
    do(desk, "people", "enrol", name="王勤")
    do(desk, "people", "clear", "王勤", category="一般", pledged_on=desk.clock().date().isoformat())
    do(desk, "devices", "change_keeper", device.number, keeper="王勤", reason="离岗")
    told = entry_html(desk, desk.registers["departures"], row)
    assert "名下未清（0 件）" in told
    assert "已清零" in told
    do(desk, "departures", "cancel", sheet.number, reason="不走了")
    (row,) = desk.rows("departures")
    assert "名下未清（" not in entry_html(desk, desk.registers["departures"], row)
    lesson = {"topic": "保密法", "form": "集中授课", "hours": "2", "audience": "涉密人员"}
    do(desk, "trainings", "record", people=["玉罕"], **lesson)
    (person,) = desk.rows("people", where={"name": "玉罕"})
    assert f"{desk.clock().year}年 2" in entry_html(desk, desk.registers["people"], person)
