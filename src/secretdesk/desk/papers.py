"""A signed sheet comes back: is it ours, what did it show, and what has changed since (design section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from secretdesk.desk import heads
from secretdesk.desk.anchors import is_ours, page_code
from secretdesk.desk.history import history
from secretdesk.desk.sheets import forms_of
from secretdesk.desk.shown import Shown
from secretdesk.desk.whereabouts import behind, is_gathered
from secretdesk.domain.anchors import LABEL, MistypedCode, read
from secretdesk.domain.terms import PAPER_ANSWERS, SPECIAL_LABELS
from secretdesk.store import ledger
from secretdesk.store.database import reading
from secretdesk.store.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.history import Step
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Form


@dataclass(frozen=True)
class Difference:
    """A cell that says something else now than on the paper, and the act that changed it last."""

    field: str
    label: str
    before: str
    after: str
    at: str
    on: str
    by: str
    action: str


@dataclass(frozen=True)
class Line:
    """A row of the page: unchanged, changed, or expunged since."""

    register: str
    entry: int
    number: str
    state: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The answer to a code. ``state`` is a key of PAPER_ANSWERS."""

    state: str
    page: Row | None = None
    print: Row | None = None
    lines: tuple[Line, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def is_genuine(self) -> bool:
        """Whether this vault printed it, in force or not."""
        return self.state in {"genuine", "replaced", "void"}

    @property
    def is_unchanged(self) -> bool:
        """Whether every cell still says what the paper says."""
        return self.is_genuine and all(line.state == "unchanged" for line in self.lines)

    @property
    def text(self) -> str:
        """One sentence for the clerk, with the next step."""
        return PAPER_ANSWERS[self.state].format(**dict(self.facts))


def check(desk: Desk, typed: str) -> Paper:
    """What a scanned or typed anchor tells.

    Raises:
        StoreError: while reading.
    """
    try:
        code = read(typed)
    except MistypedCode:
        return Paper("mistyped")
    if code is None or code.kind == LABEL:
        return Paper("unknown")
    if not is_ours(desk, code):
        return Paper("foreign")
    page = _get(desk, "print_pages", code.entry)
    last = desk.head()[0]
    if page is None:
        return Paper("lost", facts=(("last", last), ("entry", code.entry)))
    whole = _get(desk, "prints", page["print"])
    if (
        whole is None
        or page_code(desk, code.entry, whole.number, page["serial"], page["content"], whole["head"]) != code
    ):
        return Paper("forged")  # fmt: skip
    seq, head = heads.parted(whole["head"])
    if not heads.stands(desk, seq, head):
        return Paper("rewritten", facts=(("print", whole.number), ("seq", seq)))
    status = {"replaced": "replaced", "void": "void"}.get(page.status, "genuine")
    newer = _newer(desk, whole) if status == "replaced" else None
    facts = {
        "print": whole.number, "title": whole["title"], "page": page["serial"], "pages": whole["page_count"],
        "at": str(whole["printed_on"]).replace("T", " "), "by": whole["printed_by"],
        "newer": newer.number if newer is not None else "",
    }  # fmt: skip
    return Paper(status, page, whole, tuple(_lines(desk, whole, page)), tuple(facts.items()))


def entry_of_label(desk: Desk, typed: str) -> Row | None:
    """The entry that a scanned label is stuck on; None where it is no label of this vault."""
    try:
        code = read(typed)
    except MistypedCode:
        return None
    if code is None or code.kind != LABEL or not is_ours(desk, code):
        return None
    with reading():
        first = next(ledger.lines(desk.vault.db, "WHERE seq = ?", (code.entry,)), None)
    return _get(desk, first.register, code.entry) if first is not None else None


def code_of(desk: Desk, page: Row) -> str:
    """The anchor that a page bears."""
    whole = _get(desk, "prints", page["print"])
    if whole is None:
        return ""
    return page_code(desk, page.entry, whole.number, page["serial"], page["content"], whole["head"]).text


def _get(desk: Desk, register: str, entry: int) -> Row | None:
    return next(iter(desk.rows(register, where={"entry": entry}, limit=1)), None)


def _newer(desk: Desk, whole: Row) -> Row | None:
    same = {key: whole[key] for key in ("form", "of_entry", "of_year", "of_day")}
    found = desk.rows("prints", where=same, limit=1)
    return found[0] if found and found[0].entry != whole.entry else None


def _lines(desk: Desk, whole: Row, page: Row) -> Iterator[Line]:
    """Every row of the page in its order, as it stands now against how it stood when it was printed."""
    form = forms_of(desk).get(whole["form"])
    until = int(str(whole["head"]).partition(" ")[0])
    for shown in str(page["shown"] or "").split():
        entry = int(shown.partition(":")[0])
        with reading():
            first = next(ledger.lines(desk.vault.db, "WHERE seq = ?", (entry,)))
        yield _line(desk, desk.registers[first.register], entry, until, form, whole)


def _line(
    desk: Desk, register: Register, entry: int, until: int, form: Form | None, whole: Row
) -> Line:  # fmt: skip
    steps = history(desk, register.key, entry)
    before, now = _as_of(desk, register, entry, until), _as_of(desk, register, entry, None)
    if before is None or now is None or any(step.expunged for step in steps if step.seq <= until):
        return Line(register.key, entry, now.number if now else "", "expunged")
    paths = _paths(register, form, owner=entry == whole["of_entry"])
    differences = tuple(_differences(desk, register, before, now, paths, until, steps))
    return Line(register.key, entry, now.number, "changed" if differences else "unchanged", differences)


def _paths(register: Register, form: Form | None, *, owner: bool) -> Sequence[str]:
    """What the form shows of a row of that register."""
    if form is not None and owner and form.box_paths and register.key == form.of:
        return form.box_paths
    if form is not None and register.key == form.register:
        return form.paths
    others = form.also if form is not None else ()
    own = next((list(other.cells.values()) for other in others if other.register == register.key), None)
    return own or [field.key for field in register.fields if field.column]


def _differences(
    desk: Desk, register: Register, before: Row, now: Row, paths: Sequence[str], until: int, steps: list[Step]
) -> Iterator[Difference]:
    then, present = Shown(desk, register, [before], paths, until), Shown(desk, register, [now], paths)
    for (key, other), _ in list(then.others.items()):
        former = _as_of(desk, desk.registers[key], other, until)
        if former is not None:
            then.others[key, other] = former
    for path in paths:
        old, new = then.text(before, path), present.text(now, path)
        if old == new:
            continue
        hop, _, key = path.partition(".")
        told, of, field = steps, register, path
        if key and before[hop] == now[hop] and now[hop] is not None:
            of, field = desk.registers[register.field(hop).refers_to], key
            named = now[hop] if isinstance(now[hop], list) else [now[hop]]
            told = sorted(
                (step for one in named for step in history(desk, of.key, one)), key=attrgetter("seq")
            )
        elif key:
            field = hop
        label = SPECIAL_LABELS.get(field) or of.field(field).label
        if is_gathered(register, path):
            of, told = _last_moved(desk, now)
            step = told[-1]
        else:
            step = next((one for one in reversed(told) if one.seq > until and _touches(one, field)), told[-1])
        action = of.action(step.action)
        yield Difference(
            path, label, old, new, step.at, step.on, step.actor, action.label if action else step.action
        )


def _last_moved(desk: Desk, paper: Row) -> tuple[Register, list[Step]]:
    """The history, and the register, of what moved last of all that a paper's whereabouts are told from."""
    last = max(behind(desk, paper), key=lambda row: row.seq, default=paper)
    return desk.registers[last.register], history(desk, last.register, last.entry)


def _touches(step: Step, field: str) -> bool:
    return field in SPECIAL_LABELS or any(key == field for key, _, _ in step.changes)


def _as_of(desk: Desk, register: Register, entry: int, until: int | None) -> Row | None:
    with reading():
        lines = ledger.lines_of(desk.vault.db, register.key, entry)
    return fold(register, [line for line in lines if until is None or line.seq <= until])
