"""`check-paper` answers a code from a page; `backup`, `restore` and `year` do what the README says."""

import re

import pytest

from tests.cli.test_commands import RECEIVE, YEAR, call, lines, vault  # noqa: F401
from tests.output.pdf import pages_by_pdfium

ANCHOR = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
SUPERVISED = {
    "register": "documents",
    "action": "expunge",
    "entry": "1",
    "values": {"reason": "高于本机密级"},
}


@pytest.fixture
def books(call, tmp_path):  # noqa: F811
    call("perform", lines(tmp_path, RECEIVE))
    return call


def printed(call, tmp_path, name, *more):  # noqa: F811
    code, _, said = call("print", "receipt_book", "-o", tmp_path / name, *more)
    assert code == 0
    assert re.search(r"F01 密件收文登记簿 第 \d+ 版（[0-9a-f]{8}）", said)
    (text,) = pages_by_pdfium((tmp_path / name).read_bytes())
    return ANCHOR.search(re.sub(r"\s", "", text))[0]


def test_a_genuine_page_and_one_that_was_reprinted(books, tmp_path):
    first = printed(books, tmp_path, "a.pdf", "--year", YEAR)
    code, (told, line), said = books("check-paper", first)
    assert (code, told["state"], told["genuine"], told["unchanged"]) == (0, "genuine", True, True)
    assert (told["page"], told["pages"], told["form"]) == (1, 1, "receipt_book")
    assert line["state"] == "unchanged"
    assert told["text"] in said
    second = printed(books, tmp_path, "b.pdf", "--year", YEAR)
    code, (told, *_), _ = books("check-paper", first.lower().replace("-", " "))
    assert (code, told["state"]) == (1, "replaced")
    assert books("check-paper", second)[0] == 0


def test_what_was_amended_or_expunged_since(books, tmp_path):
    anchor = printed(books, tmp_path, "a.pdf")
    amend = {
        "register": "documents",
        "action": "amend",
        "entry": "1",
        "values": {"pages": 13, "reason": "数错"},
    }
    books("perform", lines(tmp_path, amend))
    code, (told, line), _ = books("check-paper", anchor)
    assert (code, told["genuine"], told["unchanged"], line["state"]) == (1, True, False, "changed")
    (difference,) = line["differences"]
    assert {k: difference[k] for k in ("field", "before", "after", "by", "action")} == {
        "field": "pages", "before": "12", "after": "13", "by": "岩温", "action": "更正",
    }  # fmt: skip
    books("perform", lines(tmp_path, SUPERVISED))
    code, (_, line), _ = books("check-paper", anchor)
    assert (code, line["state"]) == (1, "expunged")


@pytest.mark.parametrize(
    ("altered", "state"),
    [
        (lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"), "mistyped"),
        (lambda _: "7F3K-Q2MX-RV0D-8TNA", "mistyped"),
        (lambda _: "关于试卷安全的通知", "unknown"),
    ],
)
def test_what_is_no_code_of_ours(books, tmp_path, altered, state):
    anchor = printed(books, tmp_path, "a.pdf")
    code, (told,), said = books("check-paper", altered(anchor))
    assert (code, told["state"], told["genuine"]) == (1, state, False)
    assert said.strip().endswith("。")


def test_a_backup_goes_out_and_comes_back(books, tmp_path):
    (tmp_path / "out").mkdir()
    code, (told,), _ = books("backup", "--to", tmp_path / "out")
    assert (code, told["ok"]) == (0, True)
    another = RECEIVE["values"] | {"doc_number": "云教密〔2026〕9号", "copy_numbers": "000901"}
    books("perform", lines(tmp_path, RECEIVE | {"values": another}))
    assert len(books("rows", "documents")[1]) == 2
    from secretdesk.cli.main import run

    folder = tmp_path / "out"
    (made,) = folder.iterdir()
    vault_path = next(p for p in tmp_path.rglob("registers.db") if p.parent.parent != folder).parent
    assert run(["restore", str(made), str(vault_path), "--passphrase-file", str(tmp_path / "pass")]) == 0
    assert [row["number"] for row in books("rows", "documents")[1] if "number" in row] == [
        f"密收〔{YEAR}〕0001号"
    ]
    assert books("verify")[0] == 0
    assert run(["restore", str(tmp_path), str(vault_path), "--passphrase-file", str(tmp_path / "pass")]) == 7


def test_the_year_is_told_in_tables_and_closed_by_its_supervisor(books):
    code, told, _ = books("year", YEAR)
    assert code == 0
    balance = next(one for one in told if one.get("table") == "T3")
    assert balance["rows"][0]["received"] == 3
    code, _, said = books("year", YEAR, "--close")
    assert (code, "才截止" in said) == (1, True)


def test_a_closed_year_is_held_against_its_signed_check_value(books):
    code, _, said = books("year", YEAR - 1, "--check", "3f09c2a1b7de")
    assert (code, "还没有年结" in said) == (1, True)
    assert books("year", YEAR - 1, "--close")[0] == 0
    (closing,) = [one for one in books("rows", "years")[1] if "number" in one]
    code, (told,), said = books("year", YEAR - 1, "--check", closing["digest"][:12])
    assert (code, told["as_closed"], told["as_signed"]) == (0, True, True)
    assert f"{closing['number']} 的数字与签字的表一致" in said
    code, (told,), said = books("year", YEAR - 1, "--check", "0" * 12)
    assert (code, told["as_closed"], told["as_signed"]) == (1, True, False)
    assert "校验值与" in said
    tables = [one for one in books("year", YEAR - 1)[1] if "table" in one]
    assert {one["closed"] for one in tables} == {closing["number"]}
    assert all("closed" not in one for one in books("year", YEAR)[1])


def test_a_wrong_form_of_the_college_is_told_on_the_command_line(books, vault, tmp_path):  # noqa: F811
    wrong = vault / "forms" / "receipt_book.toml"
    wrong.write_text('key = "receipt_book"\ncode = "F01"\nversion = "drei"\n', "utf-8")
    code, _, said = books("print", "receipt_book", "--blank", "-o", tmp_path / "a.pdf")
    assert code == 1
    assert f"{wrong}:" in said
    assert "学院自己的表写错了" in said
    assert books("print", "carrier_ledger", "--blank", "-o", tmp_path / "b.pdf")[0] == 0
