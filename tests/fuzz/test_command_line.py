"""Any arguments: exit code 0 to 8, one sentence on stderr, no traceback and no bug."""

import io
import sys

import pytest
from hypothesis import strategies as st

from secretdesk.cli import words
from secretdesk.cli.main import run
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from tests.campaigns import campaign
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import receive
from tests.fuzz.wild import run as tried
from tests.fuzz.wild import texts

OPEN = ["--passphrase-file", "pass"]
LINES = [
    ["rows", "vault", "documents", "--search", "教育", "--where", "level=机密", "--limit", "3", *OPEN],
    [
        "rows",
        "vault",
        "documents",
        "--where",
        "year=2026",
        "--where",
        "entry=e1",
        "--as-of",
        "2026-11-23",
        *OPEN,
    ],
    ["rows", "vault", "copies", "--where", "document=1", "--where", "status=在库", "--as-of", "12", *OPEN],
    ["history", "vault", "documents", "1", *OPEN],
    ["due", "vault", "--on", "2026-12-01", *OPEN],
    ["print", "vault", "receipt_book", "--year", "2026", "-o", "x.pdf", *OPEN],
    ["print", "vault", "receipt_book", "--search", "教育", "-o", "x.pdf", *OPEN],
    ["labels", "vault", "copies", "--entry", "1", "--start", "2", "--sheet", "a4", "-o", "x.pdf", *OPEN],
    ["check-paper", "vault", "7F3K-Q2MX-RV0D-8TNA", *OPEN],
    ["export", "vault", "documents", "--year", "2026", "-o", "x.xlsx", *OPEN],
    ["year", "vault", "2026", "--check", "x", "--note", "x", *OPEN],
    ["slots", "vault", "list", *OPEN],
    ["perform", "vault", "lines", "--atomic", *OPEN],
    ["import", "vault", "lines", "--register", "documents", "--mapping", "pass", "--dry-run", *OPEN],
    ["describe", "documents"],
    ["unlock-test", "vault", "--person", "岩温", *OPEN],
    ["verify", "vault", *OPEN],
    ["new", "other", "--person", "x", "--level", "机密", "--groups", "人员", *OPEN],
    ["template", "documents", "-o", "t.xlsx"],
]
ODD = ["", "-", "--", "-o", "--year", "99999999999999999999", "-1", "9" * 5000, "²", "vault", "pass", "lines", ".", "/dev/null", "e²", "entry=" + "9" * 30,
       "year=²", "seq=9999999999999999999", "lines=x", "title=", "=", "a=b", "number=\0", "copies", "readings", "\0", "\udcff", "--limit=99999999999999999999"]  # fmt: skip
WORDS = st.one_of(st.sampled_from(ODD), texts)


@st.composite
def arguments(draw):
    """A line that works, a few of its words replaced, left out or added."""
    line = list(draw(st.sampled_from(LINES)))
    for _ in range(draw(st.integers(1, 2))):
        place = draw(st.integers(1, len(line)))
        line[place : place + draw(st.integers(0, 1))] = draw(st.lists(WORDS, max_size=1))
    return line


@pytest.fixture
def at_the_prompt(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = new_vault(tmp_path / "vault", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, cost=CHEAP)
    receive(made)
    made.close()
    (tmp_path / "pass").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "lines").write_bytes(b'{"register":"places","action":"enrol","values":{"name":"z"}}\n')


def answered(line, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    try:
        code = run(line)
    except SystemExit as left:
        code = left.code
    told = capsys.readouterr()
    assert code in range(9), line
    assert "Traceback" not in told.err, line
    assert words.BUG.partition("（")[0] not in told.err, (line, told.err)
    assert code == 0 or told.err or told.out, line
    return code, told.err


@campaign("Fuzz command line", 60, 3000)
@pytest.mark.usefixtures("at_the_prompt")
def test_any_arguments(capsys, monkeypatch, tries):
    def one(line):
        answered(line, capsys, monkeypatch)

    tried(tries, one, arguments())


@pytest.mark.usefixtures("at_the_prompt")
@pytest.mark.parametrize(
    "line",
    [
        ["rows", "vault", "documents", "--search", "\udcff", *OPEN],
        ["rows", "vault", "documents", "--as-of", "²", *OPEN],
        ["rows", "vault", "documents", "--where", "year=²", *OPEN],
        ["rows", "vault", "documents", "--where", "entry=99999999999999999999999", *OPEN],
        ["rows", "vault", "documents", "--limit", "99999999999999999999", *OPEN],
        ["year", "vault", "99999999999999999999", *OPEN],
        ["print", "vault", "receipt_book", "--year", "99999999999999999999", "-o", "x.pdf", *OPEN],
        ["export", "vault", "documents", "--year", "99999999999999999999", "-o", "x.xlsx", *OPEN],
        ["labels", "vault", "copies", "--start", "99999999999999999999", "-o", "x.pdf", *OPEN],
        ["labels", "vault", "copies", "--start", "-5", "-o", "x.pdf", *OPEN],
        ["due", "vault", "--on", "9999-12-31", *OPEN],
        ["due", "vault", "--on", "0001-01-01", *OPEN],
        ["year", "vault", "0", *OPEN],
        ["year", "vault", "9999", *OPEN],
        ["print", "vault", "receipt_book", "--year", "0", "-o", "x.pdf", *OPEN],
        ["print", "vault", "/etc/passwd", "-o", "x.pdf", *OPEN],
        ["rows", "vault", "documents", "--where", "number=\0", "--search", "\0", *OPEN],
    ],
    ids=lambda line: " ".join(line[0:1] + line[2:5])[:50],
)
def test_arguments_that_are_no_numbers(line, capsys, monkeypatch):
    answered(line, capsys, monkeypatch)


@pytest.mark.usefixtures("at_the_prompt")
def test_a_number_out_of_bounds_is_told_with_its_bounds(capsys, monkeypatch):
    code, told = answered(["year", "vault", "99999999999999999999", *OPEN], capsys, monkeypatch)
    assert (code, told) == (2, "用法有误：YEAR 应在 1900 至 2200 之间。请看 secretdesk --help。\n")
    code, told = answered(["rows", "vault", "documents", "--search", "\udcff", *OPEN], capsys, monkeypatch)
    assert code == 2 and "UTF-8" in told


@campaign("Fuzz searches", 100, 10_000)
def test_any_search(desk, tries):
    """Found or not, in the table and by name; half a surrogate pair is nowhere."""
    receive(desk)

    def one(text):
        for register in ("documents", "copies", "people"):
            assert len(desk.rows(register, text=text, limit=3)) <= desk.count(register, text=text)
            desk.find(register, text)

    tried(tries, one, texts)
