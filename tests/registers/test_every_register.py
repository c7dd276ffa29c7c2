"""What every register must do, by being listed in REGISTERS (design section 10)."""

import io
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from secretdesk.desk import export, sheets
from secretdesk.desk.demo import make_demo
from secretdesk.desk.lists import GATHERED
from secretdesk.desk.shown import Shown
from secretdesk.domain.declaration import check
from secretdesk.domain.fields import Kind
from secretdesk.domain.marks import highest, parse_mark
from secretdesk.domain.review import Command, Refused
from secretdesk.domain.terms import Level
from secretdesk.output.paper import MM, TITLE
from secretdesk.registers import BY_KEY, REGISTERS, VIEWS
from secretdesk.store.slots import Cost
from tests.output.pdf import pages_by_pdfium, text_boxes

PERMANENT = {
    "documents", "copies", "arrivals", "queries", "outputs", "people", "departments", "correspondents", "places",
    "parameters", "slots", "irregularities", "loans", "devices", "media", "carryings", "repairs", "dispatches",
    "copyings", "handovers",
    "destructions",
    "returns", "stocktakes",
    "circulations", "readings", "briefings", "prints", "backups", "years", "inputs", "imports",
    "activities", "merits", "year_reports", "major_reports",
    "inspections", "check_lines", "inspection_samples", "findings", "check_items",
    "disclosures", "disclosure_months",
    "posts", "screenings", "pledges", "trips", "foreign_events", "foreign_lines", "foreign_people",
    "sites", "keys", "visits", "shifts", "papers",
    "authorities", "classifications",
    "incidents",
    "departures", "trainings",
}  # fmt: skip
TODAY = datetime(
    2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8))
)  # what the dice do depends on the day
KEYS = [r.key for r in REGISTERS]
FORMS = sorted({form for r in REGISTERS for form in r.forms})


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "vault"
    desk = make_demo(folder, "", "lantern 7 mulberry", cost=Cost(1, 8192), clock=lambda: TODAY)
    yield desk
    desk.close()


def test_declarations_are_sound():
    assert check(REGISTERS) == []


def test_permanent_keys_are_there():
    assert set(KEYS) >= PERMANENT


@pytest.mark.parametrize("key", KEYS)
def test_every_action_is_reachable(key):
    register = BY_KEY[key]
    reached = {a.to for a in register.actions if a.creates or a.hidden} - {None}
    reached |= {s.key for s in register.statuses} if register.parent or key == "slots" else set()
    for _ in register.statuses:
        for action in register.actions:
            sources = set(action.sources) or {s.key for s in register.statuses if not s.terminal}
            if not action.creates and sources & reached and action.to:
                reached.add(action.to)
    for action in register.actions:
        sources = set(action.sources) or {s.key for s in register.statuses if not s.terminal}
        assert action.creates or sources & reached, action.key


@pytest.mark.parametrize("key", KEYS)
def test_every_field_and_action_is_explained(key):
    register = BY_KEY[key]
    assert all(f.label for f in register.fields)
    assert [
        f.key
        for f in register.fields
        if not f.computed and not f.help and f.key not in SILENT and not f.unseen
    ] == []
    assert [a.key for a in register.actions if not a.label] == []
    assert [f.key for f in register.fields if len(f.help) > HELP_LINE] == []


HELP_LINE = 54  # characters that a dialog shows in one line at the largest text
SILENT = {"slot_id", "fingerprint", "generation"}  # written by the program, shown to nobody


@pytest.mark.parametrize("key", KEYS)
def test_demo_fills_it_and_search_finds_it(demo, key):
    register = BY_KEY[key]
    found = demo.rows(key, limit=30)
    if key == "clock":
        return
    assert found, "the demo holds every register"
    for row in found[:10]:
        if row.number:
            assert row.entry in {r.entry for r in demo.rows(key, text=row.number)}
        for field in register.fields:
            if field.search and field.kind is Kind.TEXT and row[field.key]:
                text = row[field.key][:20]
                assert row.entry in {r.entry for r in demo.rows(key, text=text)}, (field.key, text)


def test_demo_has_all_levels_series_and_kinds(demo):
    documents = demo.rows("documents")
    assert {d["level"] for d in documents} == {str(level) for level in Level}
    assert {d.number[:2] for d in documents} >= {"密收", "工收", "内收", "密制", "工制"}
    assert {d.status for d in documents} == {"registered", "void"}
    assert all(d["title"] is None for d in documents if d["level"] == "绝密")
    assert sum(d["same_as"] is not None for d in documents) > 1
    assert sum(d["title"] == "〔已涂销〕" for d in documents) == 1
    assert {q.status for q in demo.rows("queries")} >= {"closed"}
    assert 300 < len(documents) < 1000


@pytest.mark.parametrize("key", FORMS)
def test_every_form_prints_filled_and_blank(demo, key, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.fail("poppler-utils is needed: apt-get install poppler-utils")
    form = sheets.forms_of(demo)[key]
    where = {k: list(v) for k, v in form.where.items()}
    row = next(iter(demo.rows(form.register, where=where)), None) if form.register in BY_KEY else None
    if (
        form.register in VIEWS and form.register in GATHERED
    ):  # gathered for an entry: for the first that has some
        lists = (GATHERED[form.register](demo, owner.entry) for owner in demo.rows(form.of))
        row = next(rows[0] for rows in lists if rows)
    elif form.members:  # of one that holds something: the first of its list
        row = next(r for r in demo.rows(form.register, where=where) if r[form.members.by])
    entry = row[form.members.by] if form.members else row.entry if row else None
    printed = sheets.print_form(demo, key, entry=entry)
    assert printed.pages == 1 or form.members  # a list may be long
    text = squeezed(printed.pdf)
    if row is not None:
        for path in form.paths:
            shown = Shown(demo, (BY_KEY | VIEWS)[form.register], [row], form.paths).text(row, path)
            assert re.sub(r"\s", "", shown) in text, path
    if form.box_paths:
        (of,) = demo.rows(form.of, where={"entry": entry})
        for path in form.box_paths:
            shown = Shown(demo, BY_KEY[form.of], [of], form.box_paths).text(of, path)
            assert re.sub(r"\s", "", shown) in text, path
    blank = sheets.print_form(demo, key, blank=True)
    assert re.sub(r"\s", "", form.title) in squeezed(blank.pdf)
    for pdf in (printed.pdf, blank.pdf):
        assert_sound(pdf, tmp_path / "printed.pdf")


@pytest.mark.parametrize("key", FORMS)
def test_every_page_bears_the_highest_level_and_the_longest_term_it_shows(demo, key):
    form = sheets.forms_of(demo)[key]
    entry = None
    if form.wants_entry:
        printed = (sheets.print_form(demo, key, entry=r.entry) for r in demo.rows(form.of))
        entry = next(one.told["of_entry"] for one in printed if one.rows or form.is_sheet)
    year = None if form.wants_entry else 2026
    printed = sheets.print_form(demo, key, year=year, entry=entry)
    pages, missing = pages_by_pdfium(printed.pdf), printed.missing
    assert len(pages) == printed.pages and not missing
    told = printed.told["pages"]
    for number, (text, page) in enumerate(zip(pages, told, strict=True)):
        top = mark_at_the_top(printed.pdf, number, form)
        _, _, rest = text.partition(re.sub(r"\s", "", form.title))
        own = parse_mark(page["mark"]) if page["mark"] else None
        if not form.marked:
            assert own is None and "★" not in top
            continue
        shown = [parse_mark(m) for m in MARK.findall(rest)]  # above this PC: a number and 代称 alone (第44条)
        shown = [one for one in shown if one.level.rank <= Level(demo.level).rank]
        assert top == ("" if own is None or own.level is Level.UNCLASSIFIED else page["mark"])
        assert ("★" in top) == (own is not None and own.level.rank > Level.WORK_SECRET.rank)
        assert not shown or highest([own, *shown]) == own or page_was_amended(rest), (own, shown)


def mark_at_the_top(pdf: bytes, number: int, form) -> str:
    """What stands at the left of the title."""
    high = (form.paper.height - form.paper.top) * MM
    found = text_boxes(pdf, number, high - 1.3 * TITLE, high)
    return "".join(text for left, _, _, _, text in found if left < form.paper.left * MM + 5)


MARK = re.compile("(?:绝密|机密|秘密)★(?:[0-9]+年|[0-9]+个月|长期)")


def page_was_amended(text: str) -> bool:
    """Former marks stand on the page in red, crossed out: they call for nothing."""
    return "红字为更正" in text


def assert_sound(pdf: bytes, file: Path) -> None:
    """qpdf finds nothing wrong with it."""
    if not shutil.which("qpdf"):
        pytest.fail("qpdf is needed: apt-get install qpdf")
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout, done.stderr)


def squeezed(pdf: bytes) -> str:
    """All text of a PDF, column by column, without white space."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s", "", done.stdout.decode())


@pytest.mark.parametrize("key", KEYS)
def test_export_reopens_equal(demo, key):
    register = BY_KEY[key]
    made = export.export_register(demo, key)
    sheet = openpyxl.load_workbook(io.BytesIO(made.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    fields = [f for f in register.fields if f.kind is not Kind.LINES and not f.unseen]
    assert list(rows[0])[2:] == [f.label for f in fields]
    found = demo.rows(key, ascending=True)
    assert len(rows) - 1 == len(found) == made.rows
    shown = Shown(demo, register, found, [f.key for f in fields])
    for line, row in zip(rows[1:], found, strict=True):
        assert line[0] == (row.number or None)
        for cell, field in zip(line[2:], fields, strict=True):
            if isinstance(cell, datetime):
                same = row[field.key].replace("T", " ")
                assert cell.isoformat(sep=" ").startswith(same)
            elif row[field.key] is not None:
                assert str(cell) == (
                    str(row[field.key]) if field.kind is Kind.INTEGER else shown.text(row, field.key)
                )


def test_the_demo_can_be_made_on_any_day(tmp_path):
    """A working day on which the last closing is written late; the clock never runs backwards."""
    day = datetime(2026, 11, 24, 8, 10, tzinfo=TODAY.tzinfo)  # a Tuesday: the day before was a full one
    desk = make_demo(tmp_path / "v", "", "lantern 7 mulberry", cost=Cost(1, 8192), clock=lambda: day)
    made = [(row["why"], row["made_on"][:4]) for row in desk.rows("backups", ascending=True)]
    assert made == [("年结前", "2025"), ("年结前", "2026"), ("每日自动", "2026")]
    desk.close()


AHEAD = {
    "act_by", "issued_on", "due", "from_on", "until", "licence_until", "obtained_until", "cooling_until", "effective_from",
    "pledge_until", "review_due", "next_on", "valid_until", "report_due", "code_due", "opens_at",
    "planned_for",
    "planned_on",
}  # fmt: skip


def test_only_terms_lie_ahead():
    assert {f.key for r in REGISTERS for f in r.fields if f.ahead} == AHEAD


@pytest.mark.parametrize("key", [r.key for r in REGISTERS if (a := r.action("amend")) and not a.hidden])
def test_a_correction_goes_round_no_rule(demo, key):
    register = BY_KEY[key]
    open_ = [s.key for s in register.statuses if not s.terminal]
    rows = demo.rows(key, where={"status": open_})
    needs = needed_by_acts_of(register)
    for name in register.action("amend").asks:
        field = register.by_key[name]
        held = next((r for r in rows if r[name] not in (None, "", [])), None)
        if held is not None and name in needs and name != "reason":
            assert ("missing", name) in refused_by_amend(demo, held, {name: ""}), name
        if rows and field.kind in {Kind.DATE, Kind.MOMENT} and not field.ahead:
            told = refused_by_amend(
                demo, held or rows[0], {name: "2026-12-30T10:00" if field.clock else "2026-12-30"}
            )
            assert ("future_date", name) in told, name


def needed_by_acts_of(register):
    own = {k for a in register.actions if a.key not in {"amend", "void", "undo"} for k in a.needs}
    proof = {"approved_by", "approved_on", "briefed_by", "briefed_on"}
    return own | proof | {f.key for f in register.fields if f.required}


def refused_by_amend(desk, row, values):
    given = {"reason": "更正"} if desk.registers[row.register].action("amend").needs else {}
    with pytest.raises(Refused) as found:
        desk.perform(Command("", row.register, "amend", row.entry, {**values, **given}))
    return {(r.code, r.field) for r in found.value.reasons}
