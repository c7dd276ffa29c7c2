"""Rules of being cleared, pledging and leaving (第17条 to 第26条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from secretdesk.domain.periods import add_months
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.terms import CATEGORIES, CLEARED_STATUSES, CORE_CATEGORY, HIGHEST_OF_CATEGORY, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

COOLING = dict(zip(CATEGORIES, ("core", "important", "general"), strict=True))
LEFT_BEHIND = ("left_on", "leave_reason", "destination", "approved_by")
CLEARANCE = (
    "secret_post", "category", "highest_level", "cleared_from", "pledged_on", "pledge_until", "reviewed_on", "review_due",
)  # fmt: skip


def category_of_post(act: Act) -> dict[str, Any]:
    """Who is cleared for a post is of its class unless another is typed, which is then refused (第19条)."""
    post = act.values.get("secret_post")
    row = act.books.get("posts", post) if isinstance(post, int) else None
    return {"category": row["category"]} if row is not None and not act.values.get("category") else {}


def next_review(act: Act) -> dict[str, Any]:
    """Re-examined: 核心 every year, 重要 every third, 一般 every fifth, counted from the last (parameters)."""
    stood = act.row["reviewed_on"] if act.row and act.row.status in {"cleared", "suspended"} else None
    day = act.values.get("reviewed_on") or stood or act.day
    return {"reviewed_on": day, "review_due": review_after(act, act.value("category"), day)}


def next_review_corrected(act: Act) -> dict[str, Any]:
    """The same where the day of the last was mistaken."""
    day = act.values.get("reviewed_on")
    return {"review_due": review_after(act, act.value("category"), day)} if day else {}


def review_after(act: Act, category: str | None, day: str) -> str | None:
    """When whoever is of this class is due again after an examination on *day*."""
    if category not in COOLING:
        return None
    years = int(act.books.parameter(f"review_years_{COOLING[category]}", day))
    return add_months(date.fromisoformat(day), 12 * years).isoformat()


def category_fits_post(act: Act) -> Iterable[Reason]:
    """第19条: the class belongs to the post; somebody on it is of the same."""
    post, category = act.value("secret_post"), act.value("category")
    row = act.books.get("posts", post) if isinstance(post, int) else None
    if row is None or not category or not ({"secret_post", "category"} & set(act.values)):
        return
    if category != row["category"]:
        text = f"“{row['name']}”是{row['category']}岗位，不能定为{category}；请改等级，或先在“涉密岗位”办“调整等级”。"
        yield Reason("post_category", text, "category", "第19条")


def level_of_category(act: Act) -> dict[str, Any]:
    """核心 handles 绝密, 重要 机密, 一般 秘密, unless a lower level is given (第19条)."""
    category = act.value("category")
    if act.values.get("highest_level") or category not in HIGHEST_OF_CATEGORY:
        return {}
    return {"highest_level": str(HIGHEST_OF_CATEGORY[category])}


def cooling_ends(_act: Act) -> dict[str, Any]:
    """Who is cleared anew is back on a post that handles secrets: their 脱密期 is over (第24条)."""
    return {"cooling_until": None}


def screened_anew(act: Act) -> dict[str, Any]:
    """Who comes back is cleared anew; a 脱密期 that runs goes on (第20条, 第24条)."""
    return {key: None for key in (*LEFT_BEHIND, *CLEARANCE) if act.row and act.row[key] is not None}


def category_is_usual(act: Act) -> Iterable[Reason]:
    """The college has 重要 and 一般 posts in the main (第19条); 核心 is asked about."""
    if act.value("category") == CORE_CATEGORY:
        yield Reason(
            "core_category",
            "学院涉密岗位主要是重要和一般两类；确经批准为核心岗位的，请核对审批件后确认。",
            "category",
            "第19条",
            Weight.ASK,
        )


def level_fits_category(act: Act) -> Iterable[Reason]:
    """Nobody is cleared above what their post handles, nor for what needs no clearance (第19条)."""
    category, level = act.value("category"), act.value("highest_level")
    if category not in HIGHEST_OF_CATEGORY or not level:
        return
    highest = HIGHEST_OF_CATEGORY[category]
    if Level(level).rank > highest.rank:
        yield bad_value(
            "highest_level",
            f"{category}涉密人员最高到{highest}，不能写{level}；确需接触{level}的，请先改定涉密等级。",
            "第19条",
        )
    elif not Level(level).is_state_secret:
        yield bad_value("highest_level", f"{level}不需要确定涉密等级，请写绝密、机密或秘密。", "第19条")


def pledge_is_signed(act: Act) -> Iterable[Reason]:
    """Who is on a post that handles secrets has signed the pledge (第21条); without it reading is asked about."""
    if not act.value("pledged_on"):
        yield Reason(
            "no_pledge",
            "还没有签订保密承诺书；照实登记，请尽快补签，用“更正”补上日期。",
            "pledged_on",
            "第21条",
            Weight.WARN,
        )


def leaving_is_approved(act: Act) -> Iterable[Reason]:
    """Who was cleared leaves with the leading group's approval and a 脱密期 (第24条, 第25条)."""
    if act.row is None or not act.row["category"]:
        return
    if not act.value("approved_by"):
        yield Reason(
            "approval_missing",
            f"{act.row['name']}是{act.row['category']}涉密人员，离岗须经保密工作领导小组审批；请填写审批表上的批准人。",
            "approved_by",
            "第25条",
        )
    if not act.value("cooling_until"):
        yield missing(act.register.field("cooling_until"))


def has_left(act: Act) -> Iterable[Reason]:
    """What is told of a leaving is corrected where there was one; else the leaving is booked first."""
    told = [key for key in (*LEFT_BEHIND, "cooling_until") if act.values.get(key) is not None]
    if act.row and not act.row["left_on"]:
        for key in told:
            yield bad_value(key, f"{act.row['name']}没有离岗；离岗的请先办“离岗”。", "第24条")


def cooling_within_range(act: Act) -> Iterable[Reason]:
    """脱密期: 核心 3 to 5 years, 重要 2 to 3, 一般 1 to 2, counted from the day of leaving (第24条, 保密法第46条)."""
    until, start = act.values.get("cooling_until"), act.value("left_on")
    category = act.row["category"] if act.row else None
    if not until or not start:
        return
    bounds = cooling_range(act, category, start)
    if bounds is None:
        yield bad_value("cooling_until", "没有确定过涉密等级的人员不实行脱密期，请清空这一栏。", "第24条")
        return
    first, last = (add_months(date.fromisoformat(start), months).isoformat() for months in bounds)
    if not first <= until <= last:
        longer = until > last
        then = "确经批准延长的，请核对审批件后确认" if longer else "请改在这个范围内"
        yield Reason(
            "term_out_of_range",
            f"{category}涉密人员脱密期应在 {bounds[0]} 至 {bounds[1]} 个月之间，即到 {first} 至 {last}；{then}。",
            "cooling_until",
            cooling_origin(category),
            Weight.ASK if longer else Weight.REFUSE,
        )


def cooling_range(act: Act, category: str | None, day: str) -> tuple[int, int] | None:
    """The least and the most months of 脱密期 of a class; None of nobody who was cleared."""
    if category not in COOLING:
        return None
    least, most = (
        int(act.books.parameter(f"cooling_{end}_{COOLING[category]}", day)) for end in ("least", "most")
    )
    return least, most


def cooling_origin(category: str | None) -> str:
    """What limits the 脱密期 of a class: 第24条 has no 核心."""
    return "保密法第46条" if category == CORE_CATEGORY else "第24条"


def departure_comes_first(act: Act) -> Iterable[Reason]:
    """第25条, 条例第53条: who is cleared leaves by the sheet F17, with every step of it; else asked about."""
    if act.row is not None and act.row["category"] and act.row.status in CLEARED_STATUSES:
        text = (f"{act.row['name']}是{act.row['category']}涉密人员，离岗请在“离岗脱密”办申请、清退、撤权、谈话、承诺和审批；"
                "纸上早已办完、只在这里补记的请确认，脱密期再到“离岗脱密”办“登记在管”。")  # fmt: skip
        yield Reason("no_departure", text, "entry", "第25条、条例第53条", Weight.ASK)


def group_members(books: Books, group: str) -> list[Row]:
    """Who is in a reader group, in the order of reading: by `rank`, then by age of the entry (F04)."""
    people = [row for status in ("in_use", "cleared") for row in books.rows("people", status=status)]
    members = [row for row in people if group in (row["groups"] or [])]
    return sorted(members, key=lambda row: (row["rank"] is None, row["rank"] or 0, row.entry))
