"""Rules of what those who handle secrets report of their own lives (第18条, 第20条; T6).

What 第20条 asks before a post is given (family, relations, contacts abroad) is to be true as long as it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Change, Reason, Weight
from secretdesk.domain.rules.common import missing
from secretdesk.domain.rules.holdings import told_of
from secretdesk.domain.terms import CLEARED_STATUSES
from secretdesk.domain.terms_major import EARLY, MOVED_OFF, STAYS, STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

LAW = "第18条、第20条"


def reporter(act: Act) -> Row | None:
    """Who reported, as the books have them."""
    person = act.value("person")
    return act.books.get("people", person) if isinstance(person, int) else None


def fill_in_reporter(act: Act) -> dict[str, Any]:
    """Department and class as they are on that day."""
    person = reporter(act)
    return {"department": person["department"], "category": person["category"]} if person is not None else {}


def handles_secrets(act: Act) -> Iterable[Reason]:
    """Only of those on a post, or in 脱密期 still, such a report is asked."""
    person = reporter(act)
    if isinstance(act.value("person"), Change):
        yield Reason("wrong_state", "还没有登记过的人不是涉密人员，请核对姓名。", "person", LAW)
    elif person is not None and person.status not in CLEARED_STATUSES:
        cooling = person.status == "left" and (person["cooling_until"] or "") >= act.day
        if not cooling:
            text = f"{person['name']}不在涉密岗位，也不在脱密期内，不用登记重大事项报告；请核对姓名。"
            yield Reason("wrong_state", text, "person", LAW)


def outcome_is_explained(act: Act) -> Iterable[Reason]:
    """Whatever follows but that nothing does is told in words."""
    if act.value("outcome") not in (None, STAYS) and not act.value("measures"):
        yield missing(act.register.field("measures"))


def outcome_goes_on(act: Act) -> Iterable[Reason]:
    """Where the next step is done."""
    person, outcome = reporter(act), act.values.get("outcome")
    if person is None:
        return
    if outcome == EARLY:
        text = f"请随后在“保密审查”给{person['name']}办复审，把变化写进去。"
        yield Reason("review_early", text, "outcome", "第20条", Weight.WARN)
    elif outcome == STOPPED and person.status == "cleared":
        yield from told_of(act, person)
    elif outcome == MOVED_OFF and person.status in CLEARED_STATUSES:
        text = f"请随后在“离岗脱密”给{person['name']}办申请离岗，名下清零。"
        yield Reason("leaves_post", text, "outcome", "第24条、第25条", Weight.WARN)
