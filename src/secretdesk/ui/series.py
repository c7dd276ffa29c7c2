"""A series of entries under one header: what is kept for the next, how many are left, the number to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind, show_value
from secretdesk.domain.law import PATTERN_CODE
from secretdesk.domain.marks import parse_mark
from secretdesk.domain.numbers import issue
from secretdesk.domain.periods import parse_date
from secretdesk.domain.review import Act, Command

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

CARRIED = ("arrival", "received_on", "issuer", "channel", "place")


def is_series(register: Register, action: Action) -> bool:
    """Whether the form offers the next entry: where lines are typed with it, the one form holds them all."""
    return action.creates and not any(register.field(k).kind is Kind.LINES for k in action.asks)


def fresh_values(desk: Desk, register: Register, action: Action, row: Row | None) -> dict[str, Any]:
    """What a form shows when it is opened: the day, and what stands where it is to be corrected."""
    now = desk.clock()
    values: dict[str, Any] = {}
    if row is not None and action.key == "amend":
        values = standing_values(desk, register, action, row)
    elif action.on_field:
        moment = register.field(action.on_field).kind is Kind.MOMENT
        values[action.on_field] = now.strftime("%Y-%m-%d %H:%M" if moment else "%Y-%m-%d")
    return values


def standing_values(desk: Desk, register: Register, action: Action, row: Row) -> dict[str, Any]:
    """The values of an entry as a form takes them."""
    values: dict[str, Any] = {}
    for key in action.asks:
        field, value = register.field(key), row[key]
        if value is None or key == "reason":
            continue
        if field.kind is Kind.REFERENCE:
            values[key] = [desk.names(field.refers_to, [value]).get(value, ""), value]
        else:
            values[key] = value if isinstance(value, bool) else show_value(field, value)
    return values


def entry_meant(desk: Desk, register: Register, key: str, value: Any) -> Row | None:
    """The entry that a reference field means as it stands."""
    if not value:
        return None
    text = value[1] if isinstance(value, list) else str(value)
    found = desk.find(register.field(key).refers_to, text)
    return found[0] if len(found) == 1 else None


def waiting_envelopes(desk: Desk, arrival: int) -> tuple[int, list[Row]]:
    """How many envelopes the courier brought, and those not yet opened."""
    total = desk.count("envelopes", where={"arrival": arrival})
    return total, desk.rows("envelopes", where={"arrival": arrival, "status": "to_open"}, ascending=True)


def header_for(
    desk: Desk, register: Register, action: Action, before: dict[str, Any] | None
) -> dict[str, Any]:
    """What the next form of the series begins with; ``before`` are the values of the last one."""
    if "arrival" not in action.asks or not is_series(register, action):
        return {k: v for k, v in (before or {}).items() if k in CARRIED and k in action.asks}
    header = {k: v for k, v in (before or {}).items() if k in CARRIED}
    if before is None:
        waiting = desk.rows("arrivals", where={"status": "to_open"}, limit=1)
        header = {"arrival": [waiting[0].number, waiting[0].entry]} if waiting else {}
    arrival = entry_meant(desk, register, "arrival", header.get("arrival"))
    if arrival is not None:
        _, left = waiting_envelopes(desk, arrival.entry)
        if left and left[0]["sender"]:
            header["issuer"] = left[0]["sender"]
        elif not left:
            header.pop("issuer", None)
    return header


def told_by_envelope(desk: Desk, arrival: int) -> dict[str, Any]:
    """What the next envelope of an arrival (an entry id) says of what is in it."""
    _, left = waiting_envelopes(desk, arrival)
    told = {"courier_number": left[0]["courier_number"], "wrapping_intact": left[0]["intact"]} if left else {}
    return {k: v for k, v in told.items() if v is not None}


def told_of_arrival(desk: Desk, register: Register, value: Any) -> str:
    """机要签收 11-23 08:20 · 7 封中的第 3 封."""
    arrival = entry_meant(desk, register, "arrival", value)
    if arrival is None:
        return ""
    total, left = waiting_envelopes(desk, arrival.entry)
    signed = f"机要签收 {arrival.on[5:16].replace('T', ' ')}"
    if not left:
        return f"{signed} · {total} 封已全部登记"
    return f"{signed} · {total} 封中的第 {total - len(left) + 1} 封"


def told_ahead(desk: Desk, register: Register, action: Action, values: dict[str, Any]) -> str:
    """Where one is in the series, and the number to come."""
    arrival = told_of_arrival(desk, register, values.get("arrival")) if is_series(register, action) else ""
    coming = next_number(desk, register, action, values) if action.creates else ""
    return "　".join(part for part in (arrival, f"下一号 {coming}" if coming else "") if part)


def next_number(desk: Desk, register: Register, action: Action, values: dict[str, Any]) -> str:
    """The number to come, as far as it can be told from what is typed; "" where it can't."""
    now = desk.clock()
    day = parse_date(str(values.get(action.on_field) or "")[:10], now.date()) or now.date()
    series = register.key
    if register.series is not None:
        mark = parse_mark(str(values.get("mark") or values.get("level") or ""))
        if mark is None:
            return ""
        level = {"level": str(mark.level)}
        command = Command("", register.key, action.key)
        series = register.series(
            Act(command, register, action, None, level, day.isoformat(), now, desk.books, desk.level)
        )
    if series not in register.patterns:
        return ""
    year = day.year if register.yearly else 0
    last = desk.rows(register.key, where={"series": series, "year": year}, order="n", limit=1)
    pattern = desk.books.parameter(PATTERN_CODE + series, day.isoformat()) or register.patterns[series]
    n = _count(last[0].number, pattern, year) if last else 0
    return issue(pattern, year, n + 1) if n is not None else ""


def _count(number: str, pattern: str, year: int) -> int | None:
    """N of an issued number: the pattern's places are taken out."""
    before, _, rest = pattern.partition("{n")
    _, _, after = rest.partition("}")
    middle = number.removeprefix(before.format(year=year)).removesuffix(after.format(year=year))
    return int(middle) if middle.isdigit() else None


def told_of_receipt(desk: Desk, action: Action, receipt: Receipt) -> str:
    """已登记收文 密收〔2026〕0138号，3 份；收文查询 查〔2026〕003号."""
    made: dict[str, list[str]] = {}
    for one in receipt.created:
        made.setdefault(one.register, []).append(one.number)
    parts = []
    for key, numbers in made.items():
        label = desk.registers[key].label
        parts.append(
            f"{label} {numbers[0]}" if len(numbers) == 1 and key != "copies" else f"{len(numbers)} {label}"
        )
    return f"已{action.label} {receipt.number}" + (f"：{'、'.join(parts)}" if parts else "") + "。"
