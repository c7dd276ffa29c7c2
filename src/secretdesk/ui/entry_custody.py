"""Where a thing has been, and what is in a person's hands, for the panel."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from secretdesk.desk.custody import stays
from secretdesk.desk.custody_of_people import Had, stays_of_person
from secretdesk.desk.whereabouts import HOURS, gathered
from secretdesk.domain.effects.moves import HOME
from secretdesk.domain.rules.access import in_hand
from secretdesk.domain.rules.departures import OPEN
from secretdesk.domain.terms import HANDOVER_CATEGORIES
from secretdesk.store.database import reading
from secretdesk.ui.entry_family import status
from secretdesk.ui.entry_html import anchor, line, link, section, soft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row, Stay

MOST, LATEST = 40, 12  # stays of a thing; of what a person had


def custody_html(desk: Desk, register: Register, row: Row) -> Iterator[str]:
    """Of a thing its stays, the last first; of a person what they hold."""
    if register.key in HOME:
        found = stays(desk, register.key, row.entry)[::-1]
        lines = [stay_html(desk, register, stay) for stay in found[:MOST]]
        yield section("谁在什么时候保管", [*lines, _asks(register, row, "某一天在谁手里……")])
    elif register.key == "copyings":
        yield from copied_html(desk, row)
    elif register.key == "departures":
        if row.status in OPEN:
            yield _meter(desk, row["person"], "名下未清")
    elif register.key == "people":
        yield _meter(desk, row.entry, "手里和名下的")
        if hours := gathered(desk, register, (HOURS,), [row]):
            yield section(register.field(HOURS).label, [line(escape(hours[row.entry, HOURS]))])
        had = stays_of_person(desk, row.entry, LATEST)
        told = [had_html(desk, one) for one in had[:LATEST]]
        yield section(
            "经手的，近的在前", [*told, _asks(register, row, "全部列出、某一天有什么……")] if had else []
        )


def _meter(desk: Desk, person: int, name: str) -> str:
    """What stands between a person and zero (F17): how many of which kind, and each of them."""
    with reading():
        row = desk.books.get("people", person)
        held = in_hand(desk.books, row) if row is not None else []
    kinds = Counter(HANDOVER_CATEGORIES.get(one.register, desk.registers[one.register].label) for one in held)
    told = [line(soft(" · ".join(f"{kind} {n}" for kind, n in kinds.items())))] if len(kinds) > 1 else []
    lines = [_held(desk, thing) for thing in held[:MOST]]
    more = [line(soft(f"…… 共 {len(held)} 件"))] if len(held) > MOST else []
    nothing = [line(soft("已清零"))] if name != "手里和名下的" and not held else []
    return section(f"{name}（{len(held)} 件）", [*told, *lines, *more, *nothing])


def _asks(register: Register, row: Row, text: str) -> str:
    return line(anchor(f"had:{register.key}/{row.entry}", text))


def copied_html(desk: Desk, row: Row) -> Iterator[str]:
    """What a copying made; once collected, one click takes it to a destruction batch."""
    where = {"copying": row.entry}
    found = desk.rows("copies", where=where, ascending=True, limit=MOST)
    names = desk.names("people", [copy["holder"] for copy in found if copy["holder"]])
    lines = [
        line(
            f"{_number(copy)} {soft(status(desk.registers['copies'], copy))} {escape(names.get(copy['holder'], ''))}"
        )
        for copy in found
    ]
    if any(copy.status == HOME["copies"] for copy in found):
        lines.append(line(anchor(f"destroy:{row.entry}", "在库的复制件列入销毁批次……")))
    yield section("复制件", lines)


def _number(copy: Row) -> str:
    return link("copies", copy.entry, f"{copy.number}（{copy['copy_number']}）")


def had_html(desk: Desk, one: Had) -> str:
    """One thing that somebody had: from when until when, which, by what."""
    register = desk.registers[one.register]
    thing = link(one.register, one.entry, desk.names(one.register, [one.entry]).get(one.entry, ""))
    if one.matter is None:
        by = soft(register.field(one.how).label if one.how else "")
    else:
        name, entry = one.matter
        by = f"{soft(desk.registers[name].label)} {link(name, entry, desk.names(name, [entry]).get(entry, ''))}"
    return line(f"{soft(_span(one))} {thing}　{by}")


def stay_html(desk: Desk, register: Register, stay: Stay) -> str:
    """One stay of a thing: from when until when, as what, with whom or where, by what."""
    known = register.status(stay.status)
    told = known.label if known else stay.status
    who = desk.names("people", [stay.holder]).get(stay.holder, "") if stay.holder else ""
    where = desk.names("places", [stay.place]).get(stay.place, "") if stay.place and not who else ""
    by = ""
    if stay.matter is not None:
        name, entry = stay.matter
        by = "　" + link(name, entry, desk.names(name, [entry]).get(entry, ""))
    return line(f"{soft(_span(stay))} {escape(told)} <b>{escape(who or where)}</b>{by}")


def _held(desk: Desk, thing: Row) -> str:
    register = desk.registers[thing.register]
    told = f"{register.label} · {status(register, thing)}"
    return line(f"{link(thing.register, thing.entry, thing.number)} {soft(told)}")


def _span(one: Stay | Had) -> str:
    return f"{_day(one.since)} {f'至 {_day(one.until)}' if one.until else '至今'}"


def _day(on: str) -> str:
    return on[:16].replace("T", " ")
