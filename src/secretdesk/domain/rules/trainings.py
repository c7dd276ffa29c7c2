"""Rules of secrecy education: hours, who should come, who came, who made up for it (第7条（五）, 第21条, F30)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Change, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "第7条（五）、第21条"
CAME = ("attended", "made_up")


def half_hours(text: object) -> int | None:
    """``2`` or ``1.5`` 学时 as halves; None of what is no such number."""
    found = re.fullmatch(r"(\d{1,2})(?:\.([05]))?", unicodedata.normalize("NFKC", str(text or "")).strip())
    return 2 * int(found[1]) + (found[2] == "5") if found else None


def in_hours(halves: int) -> str:
    """Halves as 学时."""
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)


def lines_of(act: Act) -> list[Row]:
    """The lines of those who should come, void ones apart."""
    found = act.books.rows("attendances", training=act.row.entry) if act.row is not None else []
    return [one for one in found if one.status != "void"]


def roll_of(act: Act) -> list[int | Change]:
    """Whom the act puts on the roll: the named, and all who are on a post where that is said; each once.

    One whose name is enrolled by the same act is the Change that makes it.
    """
    named = _named(act, "people")
    cleared = act.books.rows("people", status="cleared") if act.values.get("whole_roll") else []
    on_it = {one["person"] for one in lines_of(act)}
    return [one for one in dict.fromkeys([*named, *(row.entry for row in cleared)]) if one not in on_it]


def plain_hours(act: Act) -> dict[str, Any]:
    """As they are added up."""
    halves = half_hours(act.values.get("hours"))
    return {"hours": in_hours(halves)} if halves else {}


def count_expected(act: Act) -> dict[str, Any]:
    """应到: those on the roll."""
    count = len(lines_of(act)) + len(roll_of(act))
    return {"expected": count} if count else {}


def count_present(act: Act) -> dict[str, Any]:
    """应到 and 实到 of a roll; of a whole audience what was counted at the door."""
    expected = len(lines_of(act)) + len(roll_of(act))
    if not expected:
        return {}
    return {"expected": expected, "present": expected - len(set(act.values.get("absent") or []))}


def count_made_up(act: Act) -> dict[str, Any]:
    """Who makes up for it counts as having come."""
    if act.row is None:
        return {}
    return {"made_up_count": (act.row["made_up_count"] or 0) + len(act.values.get("made_up") or [])}


def hours_are_told(act: Act) -> Iterable[Reason]:
    """Whole and half hours are added up."""
    typed = act.values.get("hours")
    if typed is not None and not half_hours(typed):
        yield bad_value("hours", f"“{typed}”不是学时，请写 2 或 1.5 这样的数。", LAW)


def somebody_came(act: Act) -> Iterable[Reason]:
    """By name, or counted (F30 应到、实到)."""
    if not act.value("present"):
        field = act.register.field("present")
        yield Reason("missing", "没有人参加；请写参加人员，或写“实到人数”。", field.key, LAW)
    elif (act.value("expected") or act.value("present")) < act.value("present"):
        yield bad_value(
            "present", f"实到 {act.value('present')} 人多于应到 {act.value('expected')} 人，请核对。", LAW
        )


def absent_were_expected(act: Act) -> Iterable[Reason]:
    """Only who should have come was absent, or makes up for it."""
    lines = {one["person"]: one for one in lines_of(act)}
    expected = {*lines, *roll_of(act)}
    for key in ("absent", "made_up", "failed"):
        for entry in _named(act, key):
            if entry not in expected:
                yield bad_value(key, f"{_name(act, entry)}不在应到人员里；漏了的请办“补登人员”。", LAW)
    for entry in _named(act, "made_up"):
        line = lines.get(entry) if isinstance(entry, int) else None
        if line is not None and line.status != "absent":
            yield bad_value("made_up", f"{_name(act, entry)}已经参加，不用补课。", LAW)


def roll_is_longer(act: Act) -> Iterable[Reason]:
    """Somebody is added who was not on it."""
    if not roll_of(act):
        text = "没有要补登的人；写的都已在应到人员里。" if act.values.get("people") else ""
        yield bad_value("people", text, LAW) if text else missing(act.register.field("people"))


def absent_catch_up(act: Act) -> Iterable[Reason]:
    """第21条: who missed it is taught later; told."""
    absent = _named(act, "absent")
    if absent:
        names = "、".join(_name(act, one) for one in absent[:10])
        text = f"缺席 {len(absent)} 人（{names}），请安排补课，补了以后办“补课”登记。"
        yield Reason("absent_trained", text, "absent", "第21条", Weight.WARN)


def _named(act: Act, key: str) -> list[int | Change]:
    """Whom a field names, without what could not be read: that has a reason of its own."""
    return [one for one in act.values.get(key) or [] if isinstance(one, int | Change)]


def _name(act: Act, entry: int | Change) -> str:
    if isinstance(entry, Change):
        return str(entry.set["name"])
    row = act.books.get("people", entry)
    return str(row["name"]) if row is not None else ""


def count_added(act: Act) -> dict[str, Any]:
    """应到, and of a training that was held 实到, with those whom the roll had forgotten."""
    more = len(roll_of(act))
    if act.row is None or not more:
        return {}
    told = {"expected": len(lines_of(act)) + more}
    return told if act.row.status == "planned" else told | {"present": (act.row["present"] or 0) + more}
