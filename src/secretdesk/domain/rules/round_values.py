"""What follows from what is typed of a round: its copies, its readers in order, who is meant, what is due (F04)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.review import Change
from secretdesk.domain.rules.availability import level_taken
from secretdesk.domain.rules.people import group_members
from secretdesk.domain.terms import CARRIER_TYPES, OWN_OFFICE, Level

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Row

TO_COME = ("waiting", "absent")  # statuses of a reading from which it can be sent
TELEGRAM = CARRIER_TYPES[3]


def readings_of(act: Act) -> list[Row]:
    """The readings of the round, in order; those of a void one are none."""
    found = act.books.rows("readings", circulation=act.row.entry) if act.row else []
    return [one for one in found if one.status != "void"]


def reading_meant(act: Act) -> Row | None:
    """The reading that the act is about: of the reader who is named, else the one that is next.

    Next to be sent is the first who waits; what is taken back is what is out, where that is one alone.
    """
    wanted = {"send": ("waiting", "absent"), "take_back": ("out",), "absent": ("waiting",)}
    statuses = wanted.get(act.action.key, ("out", "done", "absent", "waiting"))
    reader, readings = act.values.get("reader"), readings_of(act)
    if reader is None and act.action.key == "amend" and act.row is not None:
        reader = act.row["reader"]
    if reader is not None:
        own = [one for one in readings if one["reader"] == reader]
        return next((one for status in statuses for one in own if one.status == status), None)
    if act.action.key == "send":
        return next((one for one in readings if one.status == "waiting"), None)
    fitting = [one for one in readings if one.status in statuses]
    return fitting[0] if len(fitting) == 1 else None


def held(act: Act) -> list[Row]:
    """What has to come back before the copy that is to be sent can go: readings that are out with it."""
    out = [one for one in readings_of(act) if one.status == "out"]
    copy = act.values.get("copy")
    if copy is not None:
        return [one for one in out if one["copy"] == copy]
    count = (act.row["count"] or 1) if act.row else 1
    return out if len(out) >= count or act.values.get("take_back_first") else []


def copies_of_round(act: Act) -> dict[str, Any]:
    """Where only the document is named, the first of its copies that lies in the cabinet goes round."""
    document = act.values.get("document")
    copies = chosen(act, "copies")
    if copies:
        of = {copy["document"] for copy in copies}
        return {"document": of.pop()} if document is None and len(of) == 1 else {}
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if row is None or row["by_count"]:
        return {}
    free = [copy for copy in act.books.rows("copies", document=row.entry) if copy.status == "in_cabinet"]
    return {"copies": [free[0].entry]} if free else {}


def fill_in_round(act: Act) -> dict[str, Any]:
    """Level, the approved scope in words and as people in the order of reading, the day of the reminder."""
    level, document = level_taken(act), act.values.get("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    values: dict[str, Any] = {"level": str(level) if level else None, "readers": approved(act) or None}
    if row is not None and row["by_count"] and act.values.get("count") is None:
        values["count"] = 1
    if not act.values.get("scope"):
        group = act.values.get("group")
        values["scope"] = group or (row["access_scope"] if row is not None else None)
    for by, on in (("briefed_by", "briefed_on"), ("approved_by", "approved_on")):
        if act.values.get(by) and not act.values.get(on):
            values[on] = act.day
    return values


def approved(act: Act) -> list[Any]:
    """Those of the group by their rank, then those who were typed, each once; an enrolled name is a Change."""
    group = act.values.get("group")
    members = [row.entry for row in group_members(act.books, group)] if group else []
    found: list[Any] = list(members)
    for one in act.values.get("readers") or []:
        if one is not None and not any(one is other or one == other for other in found):
            found.append(one)
    return found


def typed_readers(act: Act) -> dict[str, Any]:
    """A round entered afterwards: whom a scope in words means are its readers; it ends with the last return.

    Where nothing tells the scope, nothing tells that these readers were within it.
    """
    lines = act.values.get("lines") or []
    values: dict[str, Any] = {}
    if act.values.get("scope") and not act.values.get("readers") and not act.values.get("group"):
        values["readers"] = [line["reader"] for line in lines if line.get("reader") is not None]
    if not act.values.get("closed_on"):
        last = max(
            (str(line["returned_at"])[:10] for line in lines if line.get("returned_at")), default=act.day
        )
        values["closed_on"] = max(last, act.day)
    return values


def sent_to(act: Act) -> dict[str, Any]:
    """Who is next, which copy goes, where it is read; what an earlier sending said of its return is gone."""
    reading = reading_meant(act)
    values: dict[str, Any] = {
        key: act.values.get(key)
        for key in ("pages", "pages_checked", "briefed_by", "returned_at", "instruction")
    }
    values["briefed_on"] = (act.values.get("briefed_on") or act.day) if values["briefed_by"] else None
    if act.values.get("reader") is None and reading is not None:
        values["reader"] = reading["reader"]
    if act.values.get("copy") is None:
        values["copy"] = _free_copy(act)
    if act.values.get("reading_place") is None:
        values["reading_place"] = None if must_be_watched(act.with_values(**values)) else OWN_OFFICE
    return values


def now_with(act: Act) -> dict[str, Any]:
    """Who has it after this act and until when: whom it is out with, less whom it comes back from, and whom it goes to."""
    back = reading_meant(act) if act.action.key == "take_back" else None
    if act.action.key == "send" and act.values.get("take_back_first"):
        back = next(iter(held(act)), None)
    out = [
        one for one in readings_of(act) if one.status == "out" and (back is None or one.entry != back.entry)
    ]
    found = [one["reader"] for one in out]
    if act.action.key == "send" and act.values.get("reader") is not None:
        found.append(act.values["reader"])
    dues = [one["due"] for one in out if one["due"]]
    if act.action.key == "send":
        dues.append(due_day(act, act.on))
    return {"now_with": found or None, "due": min(dues, default=None)}


def _free_copy(act: Act) -> int | None:
    """A copy of the round that lies in the cabinet, else one that is with a reader, else the first.

    Where one is taken back first, it is that which goes on.
    """
    copies = (act.row["copies"] or []) if act.row else []
    rows = [row for one in copies if (row := act.books.get("copies", one)) is not None]
    entry = act.row.entry if act.row else 0
    mine = [row for row in rows if row.status == "circulating" and row["circulation"] == entry]
    free = [row for row in rows if row.status == "in_cabinet"]
    best = [*mine, *free] if act.values.get("take_back_first") else [*free, *mine, *rows]
    return best[0].entry if best else None


def must_be_watched(act: Act) -> bool:
    """绝密 and 密码电报 are read in a designated place (条例第29条（三）)."""
    return level_taken(act) == Level.TOP_SECRET or is_telegram(act)


def is_telegram(act: Act) -> bool:
    """Whether what goes round is a 密码电报."""
    document = act.value("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    return row is not None and bool(row["cipher_telegram"] or row["carrier_type"] == TELEGRAM)


def taken_from(act: Act) -> dict[str, Any]:
    """Whose reading comes back; whether the pages that were counted are those at receipt."""
    reading = reading_meant(act)
    values: dict[str, Any] = {}
    if act.values.get("reader") is None and reading is not None:
        values["reader"] = reading["reader"]
    return values | checked(act, reading)


def checked(act: Act, reading: Row | None) -> dict[str, Any]:
    """页数核对✓: the count agrees."""
    recorded = pages_of(act, reading["copy"] if reading is not None else None)
    found = act.values.get("pages")
    return {"pages_checked": found == recorded} if found is not None and recorded is not None else {}


def pages_of(act: Act, copy: Any) -> int | None:
    """The pages that a copy had at receipt."""
    row = act.books.get("copies", copy) if isinstance(copy, int) else None
    return row["pages"] if row is not None else None


def due_day(act: Act, day: str) -> str:
    """When what is sent on that day comes back: the same day, unless the college's parameter says later."""
    days = int(act.books.parameter("reading_days", day) or 0)
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def name_of(act: Act, person: Any) -> str:
    """The name of a person, who may be enrolled in this act."""
    if isinstance(person, Change):
        return str(person.set["name"])
    row = act.books.get("people", person) if isinstance(person, int) else None
    return str(row["name"]) if row is not None else ""
