"""What a roster makes and what its exceptions change (第31条, F24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.children import entered
from secretdesk.domain.effects.irregularities import recorded
from secretdesk.domain.review import Change
from secretdesk.domain.rules.shift_lines import (
    TOLD,
    all_lines_of,
    left_on,
    line_meant,
    lines_of,
    moment,
    next_line,
    to_sign,
)
from secretdesk.domain.rules.shifts import papers_in, planned
from secretdesk.domain.terms_sites import SHIFT_IRREGULARITIES, UNSOUND

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Act, Row


def make_lines(act: Act) -> Iterable[Change]:
    """A line for each shift, people in turn."""
    start = len(all_lines_of(act)) + 1
    shared = {"site": act.value("site"), "leader": act.value("leader")}
    for n, one in enumerate(planned(act), start=start):
        told = {
            "begins_at": one.begins,
            "ends_at": one.ends,
            "ends_on": one.ends[:10],
            "on_duty": list(one.people),
        }
        yield entered(act, "shift_lines", "period", n, shared | told, "planned")


def guard_papers(act: Act) -> Iterable[Change]:
    """Papers that lie there are guarded as long as the roster runs."""
    until, period = act.values.get("until"), act.main if act.row is None else act.row.entry
    for row in papers_in(act.books, act.value("site")):
        if until and (row["guarded_until"] or "") < until:
            yield Change("papers", "guard", row, set={"guarded_until": until, "shift": period})


def change_line(act: Act) -> Iterable[Change]:
    """Who stands on the shift then; who was missing is kept."""
    line = line_meant(act)
    if line is None:
        return
    told: dict[str, Any] = {"on_duty": left_on(act)}
    if act.action.key == "absence":
        told["absent"] = [*(line["absent"] or []), act.values["absent"]]
        told |= _more(line, {"incident": act.values.get("incident")})
    yield Change("shift_lines", "change", line, set=told)


def tell_line(act: Act) -> Iterable[Change]:
    """What was seen, after what was told of the shift before."""
    line = line_meant(act)
    if line is not None:
        yield Change("shift_lines", "tell", line, set=_more(line, act.values))


def hand_line_over(act: Act) -> Iterable[Change]:
    """It is done; whoever is on the next one has taken over."""
    line = line_meant(act)
    if line is None:
        return
    after = next_line(act, line)
    told = {"handed_at": act.on, **_more(line, act.values)}
    yield Change(
        "shift_lines", "hand_over", line, "done", told | ({"taken_by": after["on_duty"]} if after else {})
    )


def _more(line: Row, values: Any) -> dict[str, Any]:
    """Texts are added to what stands, a state takes the place of the one before."""
    told = {key: values[key] for key in TOLD if values.get(key)}
    joined = {
        key: f"{line[key]}\n{told[key]}" for key in told if line[key] and key not in {"locks", "alarms"}
    }
    return told | joined


def sign_lines(act: Act) -> Iterable[Change]:
    """All that is over by then is signed for."""
    for line in to_sign(act):
        told = {"signed_on": act.day, "signed_by": act.values.get("signed_by")}
        early = {"ends_at": act.on, "ends_on": act.day} if line["ends_at"] > moment(act) else {}
        yield Change("shift_lines", "sign", line, "signed", told | early)


def end_lines(act: Act) -> Iterable[Change]:
    """What has not begun does not take place; what runs ends now, and is signed for with the rest."""
    yield from sign_lines(act)
    for line in lines_of(act):
        if line["begins_at"] >= moment(act):
            yield Change("shift_lines", "cancel", line, "cancelled")


def leader_on_lines(act: Act) -> Iterable[Change]:
    """A leader who was mistyped is mended on the shifts, too."""
    if act.row is not None and act.values.get("leader") not in (None, act.row["leader"]):
        for line in lines_of(act):
            if line["leader"] == act.row["leader"]:
                yield Change("shift_lines", "amend", line, set={"leader": act.values["leader"]})


def book_absence(act: Act) -> Iterable[Change]:
    """One alone on a shift is an irregularity of whoever was missing."""
    line = line_meant(act)
    if line is not None and "two_persons" in act.warned:
        person = act.books.get("people", act.values["absent"])
        told = {
            "name": person["name"] if person else "",
            "left": len(left_on(act)),
            "reason": act.values["reason"],
        }
        what = SHIFT_IRREGULARITIES["shifts.absence"]
        yield recorded(act, what, {"person": act.values["absent"]}, **told, **_where(act, line))


def book_incident(act: Act) -> Iterable[Change]:
    """Seals, locks or alarms that are not sound are booked."""
    line = line_meant(act)
    if line is not None and UNSOUND in (act.values.get("locks"), act.values.get("alarms")):
        told = {"told": act.values.get("incident") or ""}
        yield recorded(act, SHIFT_IRREGULARITIES["shifts.record"], {}, **told, **_where(act, line))


def _where(act: Act, line: Row) -> dict[str, str]:
    site = act.books.get("sites", line["site"] or 0)
    return {
        "number": line.number,
        "site": site["name"] if site else "",
        "begins": line["begins_at"].replace("T", " "),
    }
