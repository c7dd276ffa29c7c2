"""Rules of going abroad (第23条, 第26条, 第64条 to 第68条; 保密法第45条, 条例第52条; F27)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.passports import is_bound
from secretdesk.domain.terms import CLEARED_STATUSES
from secretdesk.domain.terms_people import ERRANDS, OFFICIAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "保密法第45条、条例第52条、第23条"
OPEN = ("applied", "approved")


def traveller(act: Act) -> Row | None:
    """Who goes, as the books have them."""
    person = act.value("person")
    return act.books.get("people", person) if isinstance(person, int) else None


def fill_in_trip(act: Act) -> dict[str, Any]:
    """Department, post, class, and whether they are in 脱密期 on the day of the application."""
    person = traveller(act)
    if person is None:
        return {}
    cooling = act.books.rows("departures", person=person.entry, status="cooling")
    return {
        "departure": cooling[-1].entry if cooling else None,
        "department": person["department"],
        "post": person["post"],
        "category": person["category"],
        "cooling": (person["cooling_until"] or "") >= act.day,
    }


def fill_in_gone(act: Act) -> dict[str, Any]:
    """What is not known yet of somebody who has gone: the day of discovery, an errand of their own."""
    gone = act.values.get("departed_on") or act.day
    told = {"errand": ERRANDS[1], "matter": "未经批准", "from_on": gone, "until": gone}
    return {key: act.values.get(key) or value for key, value in told.items()}


def report_by(act: Act) -> dict[str, Any]:
    """When the report of a journey is due (条例第52条; days by parameter)."""
    days = int(act.books.parameter("trip_report_days", act.day))
    return {"report_due": (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()}


def all_that_is_kept(act: Act) -> dict[str, Any]:
    """All passports of theirs that are kept, where none is named."""
    if act.row is None or act.values.get("passports"):
        return {}
    kept = act.books.rows("passports", owner=act.row["person"], status="in_custody")
    return {"passports": [one.entry for one in kept] or None}


def settled(act: Act) -> dict[str, Any]:
    """Once it is reported and the passports are back nothing is left to do."""
    if act.row is None:
        return {}
    back = act.action.key == "give_back" or not passports_out(act)
    told = act.value("reported_on")
    return {"status": "closed"} if back and told and act.row["entered_on"] else {}


def passports_out(act: Act) -> list[Row]:
    """The passports that are out for this journey."""
    return act.books.rows("passports", trip=act.row.entry, status="out") if act.row is not None else []


def one_at_a_time(act: Act) -> Iterable[Reason]:
    """An application is settled before the next: whoever is abroad cannot ask to go."""
    person = act.values.get("person")
    for status in OPEN if isinstance(person, int) else ():
        for other in act.books.rows("trips", person=person, status=status):
            text = (
                f"{other.number}（{other['country']}）还没有办完；不去了的请先办“未成行”，回来的先办“回国”。"
            )
            yield bad_value("person", text, LEDGER)


def comes_back_later(act: Act) -> Iterable[Reason]:
    """Nobody is back before they went."""
    first, last = act.value("from_on"), act.value("until")
    if first and last and last < first:
        yield bad_value("until", f"回国日期（{last}）早于出境日期（{first}），请核对。", "F27")


def carries_no_secrets(act: Act) -> Iterable[Reason]:
    """第67条: nothing that is a state secret leaves the country in somebody's bag (保密法第28条)."""
    if act.value("carries_secrets"):
        text = "属于国家秘密的文件、资料和其他物品不得携带出国（境）；请留下，改为“否”，另带不涉密的材料。"
        yield Reason("abroad", text, "carries_secrets", "保密法第28条、第67条")


def opinions_are_there(act: Act) -> Iterable[Reason]:
    """Who signs a sheet (条例第52条, 第26条, 第59条, 第65条).

    组织人事 and 保密办 of whoever is bound, 对外合作交流 of what is official, the leading group of whoever is in 脱密期.
    """
    person = traveller(act)
    wanted: dict[str, str] = {}
    if person is not None and is_bound(person, act.day):
        wanted |= {"personnel_by": LAW, "office_by": LAW}
    if person is not None and (person["cooling_until"] or "") >= act.day:
        wanted["group_by"] = "保密法第46条、第26条"
    if act.value("errand") == OFFICIAL:
        wanted["exchange_by"] = "第59条、第65条"
    for key, origin in wanted.items():
        if not act.value(key):
            label = act.register.field(key).label
            yield Reason("approval_missing", f"审批表上还缺“{label}”；请签好再办批准。", key, origin)


def stays_approved(act: Act) -> Iterable[Reason]:
    """A correction empties no opinion by which it was approved."""
    if act.row is not None and act.row["approved_on"]:
        yield from opinions_are_there(act)


def was_briefed(act: Act) -> Iterable[Reason]:
    """第23条, 第65条: educated before the passport is handed over."""
    if act.row is not None and not act.row["briefed_on"]:
        text = f"{act.row.number} 还没有作行前保密教育；请先办“行前教育”，再发证件。"
        yield Reason("not_briefed", text, "entry", "第23条、第65条")


def briefed_before_going(act: Act) -> Iterable[Reason]:
    """The same of somebody who has been abroad already: booked as it was (第23条, 第65条)."""
    if act.row is not None and not act.row["briefed_on"]:
        text = f"{act.row.number} 出境前没有作保密教育，已照实登记；请在回访时补上，今后先教育后发证。"
        yield Reason("not_briefed", text, "departed_on", "第23条、第65条", Weight.WARN)


def passports_are_kept(act: Act) -> Iterable[Reason]:
    """Handed out is what is the traveller's and is kept."""
    found = act.values.get("passports") or []
    if not found:
        text = "没有他在保管的证件；证件还在本人手里的，请先在“因私证件”办“收存”，没有证件的不用办这一步。"
        yield Reason("missing", text, "passports", "第23条")
    for entry in found:
        row = act.books.get("passports", entry) if isinstance(entry, int) else None
        if row is None or act.row is None:
            continue
        if row["owner"] != act.row["person"]:
            yield bad_value("passports", f"{row.number} 不是他的证件，请核对。", "第23条")
        elif row.status != "in_custody":
            yield bad_value("passports", f"{row.number} 不在保管处，请先收存或核对。", "第23条")


def passports_are_out(act: Act) -> Iterable[Reason]:
    """Back comes what went out."""
    if act.row is not None and not passports_out(act):
        text = f"{act.row.number} 没有领出未还的证件，不用办这一步。"
        yield Reason("wrong_state", text, "entry", LEDGER)


def passports_came_back(act: Act) -> Iterable[Reason]:
    """Who does not go gives the passport back first (第23条)."""
    if passports_out(act):
        text = "领走的证件还没有交回；请先办“证件交回”，再办“未成行”。"
        yield Reason("passport_out", text, "entry", "第23条")


def is_bound_to_ask(act: Act) -> Iterable[Reason]:
    """第68条 speaks of those who handle secrets, and of those in 脱密期 (第26条)."""
    person = traveller(act)
    if person is not None and not is_bound(person, act.day):
        text = f"{person['name']}不是涉密人员，也不在脱密期；出国（境）请按“申请”登记。"
        yield bad_value("person", text, "第68条")
    if person is not None and act.row is None and not act.values.get("country"):
        yield missing(act.register.field("country"))


def report_at_once(act: Act) -> Iterable[Reason]:
    """第68条: at once to the superior body and those concerned, with measures against grave consequences."""
    person = traveller(act)
    if person is not None and is_bound(person, act.day):
        held = "；名下有涉密载体的立即清点收回" if act.books.held_by(person.entry) else ""
        stop = "；并在“人员”办“暂停接触”" if person.status in CLEARED_STATUSES else ""
        text = f"请立即向上级机关和有关部门报告，报告后办“报告上级”写明对象和措施{stop}{held}。"
        yield Reason("report_at_once", text, "person", "第68条、保密法第46条", Weight.WARN)
