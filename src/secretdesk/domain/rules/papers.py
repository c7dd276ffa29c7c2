"""Rules of exam papers: guarded while they lie there, two handlers, not before their hour, as many out as in (第31条, F24)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.availability import is_before
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.rules.shift_lines import GONE
from secretdesk.domain.rules.sites import site_of
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_sites import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "第31条"
EXAMS = "第31条、国家教育考试安全保密规定"
HANDLERS = ("in_by", "out_by", "back_by", "ended_by")
COUNTS = ("out_bags", "back_bags", "ended_bags")


def guard_of(act: Act) -> Row | None:
    """The period of shifts in which somebody stands at the site at the time of the act."""
    site = act.value("site")
    for line in act.books.rows("shift_lines", site=site) if isinstance(site, int) else ():
        begins, ends = (str(line[key])[: len(act.on)] for key in ("begins_at", "ends_at"))
        if line.status not in GONE and line["on_duty"] and begins <= act.on <= ends:
            return act.books.get("shifts", line["period"])
    return None


def guarded_by(act: Act) -> dict[str, Any]:
    """Which shifts guard them, and until when those are planned."""
    period = guard_of(act)
    return {"shift": period.entry, "guarded_until": period["until"]} if period is not None else {}


def is_a_vault(act: Act) -> Iterable[Reason]:
    """Papers lie in the vault for papers."""
    site = site_of(act)
    if site is not None and (not site["exam_vault"] or site.status == "closed"):
        text = (
            f"{site['name']}不是试卷保密室；请另选，确是的先在“要害部门部位”办“变更”，把“试卷保密室”写“是”。"
        )
        yield Reason("not_a_vault", text, "site", LAW)


def is_guarded(act: Act) -> Iterable[Reason]:
    """第31条: two or more stand there around the clock while papers lie there."""
    if act.value("site") is not None and guard_of(act) is None:
        text = "这个时间保密室没有人值班，试卷不得入库；请先在“值班”排班，再登记入库。"
        yield Reason("not_guarded", text, "site" if act.row is None else "entry", LAW)


def guard_lasts(act: Act) -> Iterable[Reason]:
    """Told, where the roster ends before the papers go out."""
    until, opens = act.values.get("guarded_until"), act.values.get("opens_at")
    if until and opens and until < opens[:10]:
        text = f"值班只排到 {until}，试卷 {opens[:10]} 才启用；请在“值班”办“延长”，中间不能断。"
        yield Reason("guard_ends", text, "opens_at", LAW, Weight.WARN)


def two_locks(act: Act) -> Iterable[Reason]:
    """Two locks, their keys apart: told, where the book of keys does not show them."""
    site = site_of(act)
    if site is None or not site["exam_vault"]:
        return
    keys = [
        row
        for one in ("held", "sealed")
        for row in act.books.rows("keys", site=site.entry, kind=KEY, status=one)
    ]
    if len({row["lock"] for row in keys}) < 2:
        text = f"“钥匙和密码”里{site['name']}不足两把锁；试卷保密室须装两把锁、钥匙分开保管，请登记。"
        yield Reason("one_lock", text, "site", EXAMS, Weight.WARN)


def some_bags(act: Act) -> Iterable[Reason]:
    """There is something in it."""
    if act.value("bags") == 0:
        yield bad_value("bags", "袋数至少为 1，请核对。", "F24")


def opens_later(act: Act) -> Iterable[Reason]:
    """The hour is a time of the day, after they came."""
    opens, stored = act.value("opens_at"), act.value("stored_at")
    if "opens_at" not in act.values or not opens:
        return
    if len(opens) == len("2026-06-07"):
        yield bad_value("opens_at", "“启用时间”要写到几点几分，如 2026-06-07 08:30。", LAW)
    elif stored and is_before(opens, stored):
        yield bad_value("opens_at", f"启用时间（{opens.replace('T', ' ')}）早于入库时间，请核对。", LAW)


def two_handlers(act: Act) -> Iterable[Reason]:
    """两人以上 each time papers are handled (第31条)."""
    for key in HANDLERS:
        named = act.values.get(key)
        if (
            named
            and key in act.action.asks
            and len({id(one) if not isinstance(one, int) else one for one in named}) < 2
        ):
            label = act.register.field(key).label
            yield Reason("two_persons", f"“{label}”至少两人，请补上另一个人。", key, LAW)


def handlers_are_cleared(act: Act) -> Iterable[Reason]:
    """专人: who handles papers may handle state secrets (第17条)."""
    for key in HANDLERS:
        for person in (act.values.get(key) or []) if key in act.action.asks else []:
            yield from handles(act, key, person, str(Level.ORDINARY_SECRET))


def broken_seal_is_told(act: Act) -> Iterable[Reason]:
    """What lies there broken is booked as it is."""
    for key in ("sealed_well", "out_sealed"):
        if act.values.get(key) is False and key in act.action.asks:
            text = "密封破损，已照实登记并记入违规事项；请立即报告上级考试机构和保密办，查明内容有没有外泄。"
            yield Reason("seal_broken", text, key, "第31条、条例第61条", Weight.WARN)


def not_before_its_hour(act: Act) -> Iterable[Reason]:
    """启用时间: before it papers stay where they are; a higher office may decide otherwise."""
    opens = act.row["opens_at"] if act.row is not None else None
    if not opens or act.on >= opens[: len(act.on)]:
        return
    shown = opens.replace("T", " ")
    if not act.value("early_by"):
        text = f"还没有到启用时间（{shown}），不得出库；上级批准提前的，请写明“提前启用批准”。"
        yield Reason("before_opening", text, "early_by", EXAMS)
    else:
        text = f"早于启用时间（{shown}）出库，已记下批准；请把批准文件附在值班登记后面。"
        yield Reason("before_opening", text, "early_by", EXAMS, Weight.WARN)


def stays_in_time(act: Act) -> Iterable[Reason]:
    """A correction makes no early taking out out of one in time, nor takes its approval away."""
    out, opens = act.value("out_at"), act.value("opens_at")
    if out and opens and is_before(out, opens) and not act.value("early_by"):
        text = f"出库时间（{out.replace('T', ' ')}）早于启用时间，要写“提前启用批准”。"
        yield Reason("before_opening", text, "early_by", EXAMS)


def expected(act: Act) -> int:
    """How many bags there should be: as many as came, less what was reported short."""
    return int(act.value("bags") or 0) - int((act.row["missing"] if act.row is not None else 0) or 0)


def as_many_as_came(act: Act) -> Iterable[Reason]:
    """As many bags go as came; what is short is reported first."""
    for key in ("out_bags", "ended_bags"):
        count = act.values.get(key)
        if count is not None and key in act.action.asks and count != expected(act):
            text = f"应有 {expected(act)} 袋，写的是 {count} 袋；请重新清点，确实短少的先办“报短少”。"
            yield Reason("count_mismatch", text, key, LAW)


def counts_agree(act: Act) -> Iterable[Reason]:
    """A corrected number of bags agrees with what went out since."""
    gone = [act.value(key) for key in COUNTS if act.value(key) is not None]
    if "bags" in act.values and gone and act.values["bags"] is not None and max(gone) > act.values["bags"]:
        text = f"后来出库、回库的有 {max(gone)} 袋，多于 {act.values['bags']} 袋，请核对。"
        yield Reason("count_mismatch", text, "bags", LAW)


def no_more_than_went(act: Act) -> Iterable[Reason]:
    """No more comes back than went."""
    count, went = act.values.get("back_bags"), act.row["out_bags"] if act.row is not None else None
    if count is not None and went is not None and count > went:
        yield Reason("count_mismatch", f"出库 {went} 袋，回来 {count} 袋，请核对。", "back_bags", LAW)


def short_on_return(act: Act) -> dict[str, Any]:
    """What does not come back is missing, beside what was missing before."""
    count, went = act.values.get("back_bags"), act.row["out_bags"] if act.row is not None else None
    if act.row is None or count is None or went is None or count >= went:
        return {}
    return {"missing": (act.row["missing"] or 0) + went - count}


def short_is_possible(act: Act) -> Iterable[Reason]:
    """No more is missing than came."""
    count = act.values.get("missing")
    if act.row is not None and count is not None and count > act.row["bags"]:
        yield bad_value("missing", f"入库只有 {act.row['bags']} 袋，短少不能多于它，请核对。", LAW)


def shortage_is_told(act: Act) -> Iterable[Reason]:
    """A bag that is not there may be a leak: reported within twenty-four hours (条例第61条)."""
    if newly_missing(act) > 0:
        text = f"短少 {newly_missing(act)} 袋，已记入违规事项；请立即查找，24 小时内报保密行政管理部门和上级考试机构。"
        key = "missing" if "missing" in act.action.asks else "back_bags"
        yield Reason("report_at_once", text, key, "条例第61条、第74条", Weight.WARN)


def newly_missing(act: Act) -> int:
    """How many more bags are missing after the act."""
    before = act.row["missing"] if act.row is not None else 0
    return int(act.value("missing") or 0) - int(before or 0)


def exam_is_over(act: Act) -> Iterable[Reason]:
    """Nothing is destroyed before its hour."""
    opens = act.row["opens_at"] if act.row is not None else None
    if opens and act.day < opens[:10]:
        yield Reason("before_opening", f"{opens[:10]} 才启用，考前不得销毁；不用了的请上交。", "entry", EXAMS)
