"""Rules of posts that handle secrets (第17条, 第19条; 保密法第43条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms import CLEARED_STATUSES, CORE_CATEGORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

LISTED = 10  # names in one sentence


def people_on(books: Books, post: int) -> list[Row]:
    """Who is cleared for this post."""
    return books.rows("people", secret_post=post, status=list(CLEARED_STATUSES))


def core_is_enabled(act: Act) -> Iterable[Reason]:
    """第19条: the college has 重要 and 一般 posts; 核心 (保密法第43条) once the supervisor has set `core_posts`."""
    if act.value("category") == CORE_CATEGORY and act.books.parameter("core_posts", act.day) == "0":
        yield Reason(
            "core_disabled",
            "学院没有核心涉密岗位；确经上级批准设立的，请保密办主任先把参数 core_posts 设为 1。",
            "category",
            "保密法第43条、第19条",
        )


def category_changes(act: Act) -> Iterable[Reason]:
    """A change of class changes it."""
    if act.row is not None and act.values.get("category") == act.row["category"]:
        text = f"{act.row['name']}本来就是{act.row['category']}岗位，请核对审批件。"
        yield bad_value("category", text, "第19条")


def who_is_on_it_follows(act: Act) -> Iterable[Reason]:
    """第19条: whoever is on the post is of its class; told, so that their clearance is decided anew."""
    found = people_on(act.books, act.row.entry) if act.row else []
    if found:
        yield Reason(
            "post_held",
            f"在这个岗位上的 {_named(found)} 还是原来的等级，请逐人办“确定涉密等级”；等级提高的先办审查。",
            "category",
            "第19条、第20条",
            Weight.WARN,
        )


def nobody_is_on_it(act: Act) -> Iterable[Reason]:
    """第24条: who is on a post that handles secrets no more goes into 脱密期 first."""
    found = people_on(act.books, act.row.entry) if act.row else []
    if found:
        yield Reason(
            "post_held",
            f"{_named(found)} 还在这个岗位上；请先在“离岗脱密”办理（原因选“岗位变更非密”），或改定到别的岗位。",
            "entry",
            "第24条",
        )


def _named(found: list[Row]) -> str:
    more = f" 等 {len(found)} 人" if len(found) > LISTED else ""
    return "、".join(row["name"] for row in found[:LISTED]) + more
