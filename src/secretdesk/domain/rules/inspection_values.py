"""What an inspection asks, what its answers come to, what becomes a finding (F29; 条例第58条)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.catalogue import Item, asked_by, catalogue, got_of, score_of
from secretdesk.domain.terms_inspections import ITEM_FAILED, NO, YES

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Row

LINES, FINDINGS, SAMPLES = "check_lines", "findings", "inspection_samples"


def names_in(text: object) -> list[str]:
    """The persons that a field names in words, each once."""
    words = str(text or "").replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def wanted(act: Act) -> list[Item]:
    """The items that the plan names; those of its kind where it names none."""
    items, typed = catalogue(act.books), act.values.get("items")
    if typed is None:
        return asked_by(str(act.value("kind") or ""), items)
    return [one for one in items if str(one.item) in {number.lstrip("0") for number in typed}]


def items_of_kind(act: Act) -> dict[str, Any]:
    """The numbers of the items, as they will stand on the sheet."""
    return {"items": [str(one.item) for one in wanted(act)]} if act.values.get("items") is None else {}


def children(act: Act, register: str) -> list[Row]:
    """The lines below this inspection, void ones too: they keep their numbers."""
    return act.books.rows(register, inspection=act.row.entry) if act.row is not None else []


def living(act: Act, register: str) -> list[Row]:
    """Those that are not void."""
    return [row for row in children(act, register) if row.status != "void"]


def answers(act: Act) -> dict[int, dict[str, Any]]:
    """Item → its answer: those typed, and of the rest of what is not answered yet one answer for all."""
    told = {int(line["item"]): dict(line) for line in act.values.get("answers") or []}
    if rest := act.values.get("rest"):
        for line in living(act, LINES):
            if not line["answer"] and line["item"] not in told:
                told[line["item"]] = {"item": line["item"], "answer": rest}
    return told


def answered(act: Act) -> dict[str, Any]:
    """How many items are answered after the act, and how many of them with 否."""
    lines = {line["item"]: line["answer"] for line in living(act, LINES)}
    lines |= {item: line["answer"] for item, line in answers(act).items() if item in lines}
    return {
        "answered": sum(bool(one) for one in lines.values()),
        "failed": sum(one == NO for one in lines.values()),
    }


def last_day(act: Act) -> str:
    """Until when it is put right, where that is not told (days by parameter)."""
    days = int(act.books.parameter("mend_days", act.day))
    return (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()


def due_day(act: Act) -> dict[str, Any]:
    """The deadline of what is found."""
    return {"due": act.values.get("due") or last_day(act)}


def only_department(act: Act) -> int | None:
    """The department that answers for what is found, where there is but one."""
    found = act.value("department"), act.value("departments") or []
    if found[0] is not None:
        return found[0]  # type: ignore[no-any-return]
    return found[1][0] if len(found[1]) == 1 else None


def failed_now(act: Act) -> list[tuple[Row, str]]:
    """The lines that are answered with 否 and have no finding yet, each with what is wrong in words."""
    known = {row["line"] for row in living(act, FINDINGS)}
    told, found = answers(act), []
    for line in living(act, LINES):
        answer = told.get(line["item"], {})
        if answer.get("answer") == NO and line.entry not in known:
            words = ITEM_FAILED.format(item=line["item"], note=answer.get("note") or line["text"])
            found.append((line, words))
    return found


def points_of(line: Row, answer: dict[str, Any]) -> int:
    """The points that the line gets by that answer; what is told of part of them counts."""
    told = {**line.values, "answer": answer["answer"], "got": answer.get("got")}
    if answer["answer"] == YES:
        told["got"] = None
    return got_of(type(line)(line.register, line.entry, line.number, line.status, line.seq, line.on, told))


def result(act: Act) -> dict[str, Any]:
    """Points, rate, verdict and how many findings; kept in the line that ends the inspection."""
    score = score_of(living(act, LINES))
    good, fair = (int(act.books.parameter(code, act.day)) for code in ("score_good", "score_fair"))
    told: dict[str, Any] = {"problems": len(living(act, FINDINGS))}
    if verdict := score.verdict(good, fair):
        told |= {"got": score.got, "available": score.available, "score": score.text, "verdict": verdict}
    return told
