"""A college's own forms and label sheets: every shipped file with something changed in it is a form, or FormError."""

import re

import pytest
from hypothesis import strategies as st

from secretdesk import assets
from secretdesk.desk import sheets
from secretdesk.domain.terms import FORM_SENTENCES
from secretdesk.output.form_source import FormError
from secretdesk.output.forms import load_form
from secretdesk.output.label_sheets import load_sheets
from secretdesk.registers import BY_KEY, VIEWS
from tests.campaigns import campaign
from tests.fuzz.wild import run, texts

SHIPPED = [file.read_text("utf-8") for file in assets.form_files()]
LABELS = (assets.folder("forms") / assets.LABELS).read_text("utf-8")
LITERALS = [
    "1e400", "nan", "-inf", "0", "-1", "9" * 400, "1e-300", "true", '""', "[]", "{}", "[[]]", "[1, 'a']", "2026-11-23", "00:00:00", "'x'",
    '"\\u0000"', '"\\u202e"', "[{}]", "{a = {b = 1}}", "5", "297.5", '"number"', '"a.b.c"', '"level"', '"documents"', '"%s {0} {x}"',
]  # fmt: skip
FOUND = {
    "nested too deep": "a = " + "[" * 100_000,
    "a number without end": "version = " + "9" * 5000,
    "more than a length can be": "grow = " + "9" * 400,
    "tables in tables": "a = " + "{a = " * 3000,
    "NUL": "\0",
    "a table for a word": "[key]\n[title]\n[register]",
}
edits = st.tuples(
    st.sampled_from(["value", "drop", "double", "junk", "cut"]),
    st.integers(0, 10**6),
    st.sampled_from(LITERALS) | texts,
)


def edited(text, changes):
    """The file with lines changed."""
    lines = text.splitlines()
    for how, at, with_ in changes:
        n = at % len(lines) if lines else 0
        if not lines:
            break
        if how == "value" and "=" in lines[n]:
            lines[n] = lines[n].partition("=")[0] + "= " + with_
        elif how == "drop":
            del lines[n]
        elif how == "double":
            lines.insert(n, lines[n])
        elif how == "junk":
            lines.insert(n, with_)
        elif how == "cut":
            lines[n] = lines[n][: at % (len(lines[n]) + 1)]
    return "\n".join(lines)


def form_holds(file, text):
    """A form, or what is wrong with it: file, line and key."""
    file.write_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogatepass"))
    for load in (lambda: load_form(file, BY_KEY | VIEWS), lambda: load_sheets(file)):
        try:
            load()
        except FormError as error:
            assert str(error).startswith(str(file)), str(error)
            assert "\n" not in str(error)


def printed_holds(desk, file, text):
    """What is a form prints blank."""
    file.write_bytes(text.encode(errors="surrogatepass"))
    for key, form in sheets.forms_of(desk).items():
        if form.file == str(file):
            assert sheets.print_form(desk, key, blank=True).pages >= 1
    file.unlink()


@pytest.mark.parametrize("name", FOUND)
def test_found(tmp_path, name):
    form_holds(tmp_path / "form.toml", FOUND[name])


def test_every_sentence_is_one_line():
    assert all(re.search("[。）]$", text) and "\n" not in text for text in FORM_SENTENCES.values())


@campaign("Fuzz forms", 300, 20_000)
def test_forms(tmp_path, tries):
    shipped = st.sampled_from([*SHIPPED, LABELS])
    made = st.builds(edited, shipped, st.lists(edits, min_size=1, max_size=4))
    run(tries, lambda text: form_holds(tmp_path / "form.toml", text), made | st.binary(max_size=200))


@campaign("Fuzz forms printed", 30, 1000)
def test_forms_that_hold_are_printed(desk, tries):
    small = st.tuples(st.sampled_from(["value", "double"]), st.integers(0, 10**6), st.sampled_from(LITERALS))
    made = st.builds(edited, st.sampled_from(SHIPPED), st.lists(small, min_size=1, max_size=1))
    run(tries, lambda text: printed_holds(desk, desk.vault.folder / "forms" / "own.toml", text), made)
