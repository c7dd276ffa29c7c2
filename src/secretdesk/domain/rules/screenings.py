"""Rules of screening: the contents of 第20条, two offices' opinions, one result (条例第50条, F16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.holdings import told_of
from secretdesk.domain.rules.people import review_after
from secretdesk.domain.terms import CLEARED_STATUSES
from secretdesk.domain.terms_people import AGAIN, ENTERING, FOREIGN, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

# What 第20条 names, in its order.
CONTENTS = (
    "nationality", "politics", "conduct", "history", "family", "performance", "relations", "foreign_contacts",
)  # fmt: skip
LAW = "第20条、条例第50条"
PASSED, FAILED = OUTCOMES


def person_of(act: Act) -> Row | None:
    """Who is screened, as the books have them."""
    person = act.value("person")
    return act.books.get("people", person) if isinstance(person, int) else None


def fill_in_screening(act: Act) -> dict[str, Any]:
    """Department and post of the person; the class of the post."""
    person, post = person_of(act), act.values.get("post")
    if post is None and person is not None and act.values.get("kind") == AGAIN:
        post = person["secret_post"]
    row = act.books.get("posts", post) if isinstance(post, int) else None
    department = (row["department"] if row else None) or (person["department"] if person else None)
    category = row["category"] if row else person["category"] if person else None
    return {"post": post, "department": department, "category": category}


def conclude(act: Act) -> dict[str, Any]:
    """The result; one that passed is due again after the years of its class."""
    if act.action.key == "fail":
        return {"outcome": FAILED}
    return {"outcome": PASSED, "next_on": review_after(act, act.value("category"), act.day)}


def one_at_a_time(act: Act) -> Iterable[Reason]:
    """One open sheet for a person."""
    person = act.values.get("person")
    for other in (
        act.books.rows("screenings", person=person, status="open") if isinstance(person, int) else []
    ):
        yield bad_value("person", f"{other.number} 还没有结论，请在那一张上办，或先撤回它。", LEDGER)


def person_can_be_screened(act: Act) -> Iterable[Reason]:
    """Who has left comes back first; only who is on a post is examined again (第20条)."""
    person, kind = person_of(act), act.value("kind")
    if person is None:
        return
    name, then = person["name"], ""
    if person.status == "left":
        then = f"{name}已离岗，请先在“人员”办“返岗”，再办上岗审查"
    elif kind == AGAIN and person.status not in CLEARED_STATUSES:
        then = f"{name}还没有确定涉密等级，不用复审，请选“{ENTERING}”"
    elif kind == ENTERING and person.status == "suspended":
        then = f"{name}已暂停接触，请先在“人员”办“恢复接触”，或选“{AGAIN}”"
    if then:
        yield Reason("wrong_state", f"{then}。", "person", "第20条")


def post_is_named(act: Act) -> Iterable[Reason]:
    """Somebody enters a post, and its class is theirs (第19条)."""
    if act.value("kind") == ENTERING and not act.value("post"):
        yield missing(act.register.field("post"))


def something_is_told(act: Act) -> Iterable[Reason]:
    """An empty sheet tells nothing."""
    if not act.values:
        yield missing(act.register.field(CONTENTS[0]))


def contents_are_told(act: Act) -> Iterable[Reason]:
    """第20条 names eight things; none stays empty on a sheet that passes."""
    for key in CONTENTS:
        if act.value(key) in (None, ""):
            label = act.register.field(key).label
            text = f"审查表的“{label}”还空着；第20条的八项都要写，没有情况的写“无”。"
            yield Reason("missing", text, key, "第20条")


def both_offices_agree(act: Act) -> Iterable[Reason]:
    """第20条: 组织人事部门 and 保密办 both find it in order."""
    for key in ("personnel_by", "office_by"):
        if not act.value(key):
            label = act.register.field(key).label
            text = f"“{label}”没有签，组织人事部和保密办都审查合格后方能进入涉密岗位；请签好再办。"
            yield Reason("approval_missing", text, key, LAW)


def is_chinese(act: Act) -> Iterable[Reason]:
    """Nobody of another nationality handles state secrets (第20条 国籍)."""
    if act.value("nationality") == FOREIGN:
        text = "外国国籍或双重国籍的不能进入涉密岗位；请办“审查不合格”。"
        yield Reason("foreign_national", text, "nationality", LAW)


def lives_in_the_country(act: Act) -> Iterable[Reason]:
    """A right to live abroad for good is asked about (第20条, F16)."""
    if act.value("residence_abroad"):
        text = "本人有境外永久居留权或长期居留许可，一般不得进入涉密岗位；组织人事部和保密办已专门研究的，请确认。"
        yield Reason("residence_abroad", text, "residence_abroad", LAW, Weight.ASK)


def person_is_still_here(act: Act) -> Iterable[Reason]:
    """Whoever has left meanwhile is not cleared by a sheet of before."""
    yield from person_can_be_screened(act)


def pledge_follows(act: Act) -> Iterable[Reason]:
    """第21条: told where nobody has signed yet."""
    person = person_of(act)
    if person is not None and not person["pledged_on"]:
        text = f"{person['name']}还没有签订保密承诺书；上岗前请在“承诺书”登记签订，并安排保密教育培训。"
        yield Reason("no_pledge", text, "person", "第21条", Weight.WARN)


def holdings_of_failed(act: Act) -> Iterable[Reason]:
    """Who does not pass again keeps nothing meanwhile: told (第21条, 第25条)."""
    person = person_of(act)
    if person is not None and person.status in CLEARED_STATUSES:
        yield from told_of(act, person)


def stays_as_it_was_passed(act: Act) -> Iterable[Reason]:
    """A correction empties nothing without which it would not have passed."""
    if act.row is not None and act.row.status == "passed":
        for rule in (contents_are_told, both_offices_agree, is_chinese):
            yield from rule(act)
