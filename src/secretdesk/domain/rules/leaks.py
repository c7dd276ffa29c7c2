"""Rules of leaks: the clock never stops, both addressees are told, then search, inquiry and report (第72条 to 第81条).

条例第61条 goes before 第74条: 24 hours from the discovery of an actual or possible leak, to two addressees (C3).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import leak_values as values
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.terms import NAME_SEPARATOR, THING_STATUSES, Level
from secretdesk.domain.terms_leaks import DAY_BEGINS, GRAVE, OFFICE, ORDINARY, STATE_SECRET, UNCLEAR, WORK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

CLOCK = "条例第61条（优先于第74条）"
SEARCH = "泄密案件查处办法、第72条"
SHOWN = 10


def to_the_minute(act: Act) -> Iterable[Reason]:
    """The clock starts at the minute of discovery."""
    found = act.value("discovered_at")
    if found and len(found) < values.MINUTE:
        yield bad_value("discovered_at", "请写到几点几分，24 小时从这一刻算，如 2026-11-23 09:30。", CLOCK)


def kind_fits_level(act: Act) -> Iterable[Reason]:
    """A 工作秘密 that leaked is no leak of state secrets, and has a way of its own (C15)."""
    kind, level = act.value("kind"), act.value("level")
    if not level:
        yield missing(act.register.field("level"))
    elif kind == STATE_SECRET and not Level(level).is_state_secret:
        yield bad_value(
            "kind",
            f"{level}不是国家秘密；请选“{WORK}”，向上级主管部门报告，不走国家秘密的时限。",
            "保密法第64条",
        )
    elif kind == WORK and Level(level).is_state_secret:
        yield bad_value(
            "kind", f"{level}是国家秘密，须照泄密事件 24 小时内报告；请选“{STATE_SECRET}”。", CLOCK
        )


def one_event_one_report(act: Act) -> Iterable[Reason]:
    """一事一报: a thing is in one open incident (第73条)."""
    for thing in values.things_of(act):
        for other in values.open_about(act.books, thing):
            if act.row is None or other.entry != act.row.entry:
                text = f"{thing.number} 已在 {other.number} 里；一事一报，请接着办那一件。"
                yield bad_value(thing.register, text, "第73条")


def clock_runs(act: Act) -> Iterable[Reason]:
    """Told at once: until when it is to be reported, and that verification does not stop it."""
    due = act.values.get("report_by")
    if act.value("kind") == WORK:
        text = "工作秘密泄露向上级主管部门报告，及时补救；不计国家秘密的 24 小时。"
        yield Reason("report_due", text, "", "保密法第64条", Weight.WARN)
    elif due and act.value("nature") == GRAVE:
        text = "重大泄密事件：立即向州委机要和保密局、上级主管部门报告，不等核实；报告后办“报告”登记。"
        yield Reason("report_due", text, "nature", CLOCK, Weight.WARN)
    elif due:
        text = f"请在 {due.replace('T', ' ')} 以前报告保密行政管理部门和上级主管部门两处；核实不停钟，没查清的先报、再续报。"
        yield Reason("report_due", text, "discovered_at", CLOCK, Weight.WARN)


def reports_are_whole(act: Act) -> Iterable[Reason]:
    """Each row tells when, how and who took it, and lies between the discovery and now (F28)."""
    lines = act.values.get("reports") or []
    if not lines and act.action.key == "report":
        yield missing(act.register.field("reports"))
    start, now = act.value("discovered_at") or "", act.now.strftime("%Y-%m-%dT%H:%M")
    for line in lines:
        told = line["reported_at"]
        if line.get("unit") is None:
            text = (f"报给哪个单位还没有写；请写“单位”，或者在“往来单位”登记（更正）那一家，把“报告对象”写成"
                    f"“{line['addressee']}”，以后自动填。")  # fmt: skip
            yield Reason("missing", text, "reports", CLOCK)
        if told > now[: len(told)]:
            yield Reason("future_date", f"报告时间 {told} 在现在之后，请核对。", "reports", LEDGER)
        elif told < start[: len(told)]:
            yield bad_value("reports", f"报告时间 {told} 早于发现时间 {start}，请核对。", CLOCK)
        if act.row is not None and line["addressee"] == OFFICE and act.row["kind"] == WORK:
            text = "工作秘密泄露报上级主管部门；请把报告对象改为“上级主管部门”。"
            yield bad_value("reports", text, "保密法第64条")


def report_is_in_time(act: Act) -> Iterable[Reason]:
    """A late report is booked as it was."""
    due = act.row["report_by"] if act.row is not None else None
    grave = act.row is not None and act.row["nature"] == GRAVE
    if act.row is None or not due or grave or act.row.status != "open":
        return
    late = [line for line in act.values.get("reports") or [] if line["reported_at"] > due]
    if late:
        text = f"报告时间超过了 {due.replace('T', ' ')}（发现后 24 小时）；照实登记，请在报告里说明原因。"
        yield Reason("report_late", text, "reports", CLOCK, Weight.WARN)


def somebody_waits(act: Act) -> Iterable[Reason]:
    """One told, the other not: the clock still runs."""
    if act.row is None or act.row.status != "open":
        return
    left = [
        one
        for one in values.addressees(act.row["kind"])
        if one not in values.told_so_far(act, *values.STAGES_ANY)
    ]
    if left:
        text = f"还没有报告{NAME_SEPARATOR.join(left)}；两处都报到才算初报完，请接着报。"
        yield Reason("other_addressee", text, "reports", CLOCK, Weight.WARN)


def six_points(act: Act) -> Iterable[Reason]:
    """A first report tells six points; what is not known yet is reported further (第75条（一）)."""
    left = values.points_missing(act)
    if left:
        text = f"初次报告还缺：{NAME_SEPARATOR.join(left)}。时限优先，确认后先报，查清一项补一项（“续报、补充”）。"
        yield Reason("points_missing", text, "reports", "第75条（一）", Weight.ASK)


def something_is_missing(act: Act) -> Iterable[Reason]:
    """A search is for carriers that are missing (F28b)."""
    if not _missing_things(act):
        yield Reason("wrong_state", "没有下落不明的载体，不用查找；请办下一步。", "entry", SEARCH)


def search_is_over(act: Act) -> Iterable[Reason]:
    """10 days for 绝密, 60 for the others; before that only where it is plain (domain 2.2 MISSING)."""
    due = act.row["search_due"] if act.row is not None else None
    if due and act.day <= due and _missing_things(act):
        text = f"查找期到 {due} 才满；已有证据证明泄密的，写明理由，确认后提前按泄密处理。"
        yield Reason("search_goes_on", text, "leaked_on", SEARCH, Weight.ASK)


def _missing_things(act: Act) -> list[Row]:
    return [row for row in values.things_of(act) if row.status == "missing"]


def lies_somewhere(act: Act) -> Iterable[Reason]:
    """What is found lies in a place."""
    gone = [row for row in values.things_of(act) if row.status in values.GONE]
    if not gone:
        yield Reason("wrong_state", "载体都已经在账上有着落，不用办找回。", "entry", LEDGER)
    elif act.values.get("place") is None:
        yield missing(act.register.field("place"))


def was_not_exposed(act: Act) -> Iterable[Reason]:
    """Found is settled only where it can be shown that nobody unauthorised saw it (第72条)."""
    if act.value("exposed") is None:
        yield missing(act.register.field("exposed"))
    elif act.value("exposed"):
        text = "不能证明没有被不应知悉者知悉的，按泄密事件继续查；请改办“继续查处”。"
        yield Reason("exposed", text, "exposed", "第72条")


def those_told_are_told(act: Act) -> Iterable[Reason]:
    """Whoever had the first report hears how it ended (第73条, 第81条)."""
    if act.row is None:
        return
    had = {
        row["addressee"] for row in act.books.rows("incident_reports", incident=act.row.entry, status="sent")
    }
    own = {line["addressee"] for line in act.values.get("reports") or []}
    wanted = set(values.addressees(act.row["kind"])) if act.action.key == "report_result" else had
    left = [one for one in values.addressees(act.row["kind"]) if one in wanted - own]
    if left:
        text = f"还要报{NAME_SEPARATOR.join(left)}；请在“报告”里一处一行，写时间、方式、接收人。"
        yield Reason("missing", text, "reports", "第81条" if act.action.key == "report_result" else "第73条")


def nature_is_known(act: Act) -> Iterable[Reason]:
    """A case is opened as 一般 or 重大: that decides who inquires (第77条)."""
    if act.value("nature") == UNCLEAR:
        yield bad_value(
            "nature", f"立案要定性质：{ORDINARY}的由学院领导小组调查，{GRAVE}的由上级直接调查。", "第77条"
        )
    elif act.value("nature") == GRAVE:
        text = "重大泄密事件由上级主管部门和保密行政管理部门直接调查，学院领导小组协助配合；请照其要求办。"
        yield Reason("superior_inquires", text, "nature", "第77条", Weight.WARN)


def points_are_told(act: Act) -> Iterable[Reason]:
    """Before the case is reported as settled the first report has its six points (第75条)."""
    left = values.points_missing(act)
    if left:
        text = f"初次报告的六项还缺：{NAME_SEPARATOR.join(left)}；请先办“续报、补充”。"
        yield Reason("points_missing", text, "entry", "第75条（一）")


def nothing_is_missing(act: Act) -> Iterable[Reason]:
    """A case does not end while its carriers are neither found nor counted as leaked."""
    left = _missing_things(act)
    if left:
        shown = NAME_SEPARATOR.join(row.number for row in left[:SHOWN])
        status = THING_STATUSES[left[0].register]["missing"]
        text = f"{shown} 还是“{status}”；请先办“找回”，或者期满后办“按泄密处理”。"
        yield Reason("still_missing", text, "entry", SEARCH)


def case_in_time(act: Act) -> Iterable[Reason]:
    """Three months (第81条); later is booked as it was."""
    due = act.row["close_due"] if act.row is not None else None
    if due and act.day > due:
        days = (date.fromisoformat(act.day) - date.fromisoformat(due)).days
        text = (
            f"超过查处期限（{due}）{days} 天；照实登记，请在报告里说明。强制措施、诉讼的时间先办“扣除期限”。"
        )
        yield Reason("case_late", text, "result_on", "第81条", Weight.WARN)


def not_in_an_incident(act: Act) -> Iterable[Reason]:
    """One step from a missing thing, a stocktake or an irregularity; once (第73条)."""
    found, known = starting_with(act), []
    for thing in found:
        known += values.open_about(act.books, thing)
    if not found:
        text = "没有下落不明的载体可报；已找回的不用报，别的泄密在“泄密事件”里按 Ctrl+N 登记。"
        yield Reason("wrong_state", text, "entry", "第74条")
    elif known and len(known) >= len(found):
        text = f"已经立为 {known[0].number}；一事一报，请到那一件接着办。"
        yield Reason("wrong_state", text, "entry", "第73条")


def tell_the_clock(act: Act) -> Iterable[Reason]:
    """The same step tells until when it is to be reported."""
    found = starting_with(act)
    if found:
        told = values.terms(act, started(act, found))
        due = told.get("report_by")
        if due:
            text = f"请在 {due.replace('T', ' ')} 以前报告保密行政管理部门和上级主管部门两处，报后在“泄密事件”办“报告”。"
            yield Reason("report_due", text, "", CLOCK, Weight.WARN)


def starting_with(act: Act) -> list[Row]:
    """What is missing of the entry that the step is done to."""
    if act.row is None:
        return []
    if act.register.key == "stocktakes":
        return values.missing_of_stocktake(act.books, act.row.entry)
    if act.register.key == "irregularities":
        return values.missing_of_breach(act.books, act.row)
    return [act.row] if act.row.status == "missing" else []


def started(act: Act, found: list[Row]) -> dict[str, object]:
    """What the books tell of the incident, and the minute (else the day) on which it was discovered."""
    since = min(str(one["missing_since"] or act.day) for one in found)
    told = (stay.since for one in found for stay in act.books.stays(one) if stay.status == "missing")
    known = min((m for m in told if m[:10] == since and len(m) >= values.MINUTE), default=None)
    discovered = (known or since + DAY_BEGINS)[: values.MINUTE]
    return values.about(act, found, since) | {"discovered_at": discovered, "nature": UNCLEAR}
