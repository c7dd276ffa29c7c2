"""The inspector's view: a page a heading, counts that stand in the registers, samples by seed, paper alone (条例第58条)."""

from pathlib import Path

import pytest

from secretdesk.cli.main import run
from secretdesk.desk import bulk, keys, printing, release, sheets
from secretdesk.desk.inspector import inspector_rows, wanted_rows
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.review import Refused
from secretdesk.domain.rules.samples import rank
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_inspections import HEADINGS
from secretdesk.registers import BY_KEY
from secretdesk.registers.inspector_counts import COUNTS, SAMPLED
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import codes, do, receive
from tests.desk.test_release import FIXED, STICK, medium, on
from tests.output.pdf import pages_by_pdfium

AUDITOR = "violet abacus 38 trombone"


@pytest.fixture
def plugged(monkeypatch):
    """What volume a file goes to."""
    return lambda volume: monkeypatch.setitem(release.release.__kwdefaults__, "volumes", on(volume))


@pytest.fixture
def books(desk):
    receive(desk, title="不得出现的标题")
    do(desk, "departments", "enrol", name="教务处")
    told = {"inspectors": "玉罕、王勤", "begun_on": "2026-11-23"}
    do(desk, "inspections", "open", kind="自查自评", **told)
    answers = [{"item": 29, "answer": "否", "got": 1}, {"item": 54, "answer": "否"}]
    do(desk, "inspections", "score", "检〔2026〕001号", answers=answers, rest="是")
    do(desk, "inspections", "conclude", "检〔2026〕001号")
    do(desk, "findings", "mend", "检〔2026〕001-2", measures="已找回")
    do(desk, "findings", "recheck", "检〔2026〕001-2", rechecked_by="玉罕", result="合格")
    return desk


def told(rows, heading, part):
    return {row["what"]: row["value"] for row in rows if row["heading"] == heading and row["part"] == part}


def test_the_table_covers_every_heading_with_registers_that_are_there():
    assert tuple(COUNTS) == tuple(SAMPLED) == HEADINGS
    for one in (one for table in (COUNTS, SAMPLED) for some in table.values() for one in some):
        register = BY_KEY[one.register]
        statuses = one.where.get("status", [])
        known = {status.key for status in register.statuses}
        assert {statuses} if isinstance(statuses, str) else set(statuses) <= known, one
        for key, value in one.where.items():
            field = register.by_key.get(key)
            assert key == "status" or field is not None, one
            if field is not None and field.choices:
                assert set(value if isinstance(value, list) else [value]) <= set(field.choices), one


def test_counts_findings_and_score_of_a_heading(books):
    rows = inspector_rows(books, 2026, "7")
    assert list(dict.fromkeys(row["heading"] for row in rows)) == list(HEADINGS)
    counted = told(rows, "载体", "数量")
    assert (counted["收文（件）（本年）"], counted["在账的份"], counted["借出未还"]) == ("1", "4", "0")
    assert told(rows, "载体", "整改") == {"检〔2026〕001-1": "待整改", "本年已销号的问题": "1"}
    assert told(rows, "载体", "自评") == {
        "检〔2026〕001号 得分": "15 / 16", "检〔2026〕001号 另扣": "-4", "检〔2026〕001号 答“否”的项": "29、54",
    }  # fmt: skip
    before = inspector_rows(books, 2025, "7")
    assert told(before, "载体", "数量")["收文（件）（本年）"] == "0"
    assert told(before, "责任制", "自评") == {"本年没有结束的自查自评": None}


def test_samples_go_by_the_seed_that_stands_on_the_page(books):
    copies = sorted(books.rows("copies"), key=lambda row: rank("7", "copies", row.entry))
    rows = inspector_rows(books, 2026, "7")
    drawn = told(rows, "载体", "抽样")
    assert list(drawn)[:4] == [row.number for row in copies] and drawn["种子 7"] == "4 / 4"
    receive(books, doc_number="9号", copy_numbers="000300-000320")
    first, other = (list(told(inspector_rows(books, 2026, seed), "载体", "抽样"))[:5] for seed in "78")
    assert first == list(told(inspector_rows(books, 2026, "7"), "载体", "抽样"))[:5] != other


def test_a_pack_is_drawn_by_the_seed_of_the_inspectors(books):
    for pieces in (bulk.inspector(books, 2026, "7654321"), bulk.inspection(books, 2026, "7654321")):
        printed = bulk.drawn(books, pieces[0], 0, 1, None)
        assert any("7654321" in page for page in pages_by_pdfium(printed.pdf))


def test_every_heading_has_a_page_with_numbers_and_no_title(books):
    printed = sheets.print_form(books, "inspector_view", year=2026, text="20261123")
    pages = pages_by_pdfium(printed.pdf)
    assert all(any(heading in page for page in pages) for heading in HEADINGS)
    assert printed.mark is None and not any("不得出现的标题" in page for page in pages)
    assert all("20261123" in page for page in pages if "抽样" in page and "没有可抽的" not in page)
    assert printed.told["about"] == "2026年度", "a seed is no search"


def test_it_goes_onto_no_medium(books, tmp_path, plugged):
    plugged(STICK)
    do(books, "people", "enrol", name="玉罕")
    medium(books, "机密", volume_id=STICK.id)
    printed = sheets.print_form(books, "inspector_view", year=2026)
    with pytest.raises(Refused) as refused:
        printing.save(books, tmp_path / "v.pdf", printed)
    assert codes(refused) == {("paper_only", "refuse", "path")}
    pieces = bulk.inspection(books, 2026)
    assert [piece.form for piece in pieces[:2]] == ["inspector_view", "prepare_list"]
    with pytest.raises(Refused) as refused:
        bulk.save_together(books, pieces, tmp_path / "all.pdf")
    assert codes(refused) == {("paper_only", "refuse", "path")}
    assert books.rows("outputs") == [] and not list(tmp_path.glob("*.pdf"))
    without = [piece for piece in pieces if piece.form != "inspector_view"]
    assert bulk.save_together(books, without, tmp_path / "all.pdf")
    plugged(FIXED)
    printed = sheets.print_form(books, "inspector_view", year=2026)
    assert printing.save(books, tmp_path / "v.pdf", printed).number


def test_a_form_of_the_college_changes_nothing_of_that(books, tmp_path, plugged):
    plugged(STICK)
    own = books.vault.folder / "forms"
    own.mkdir(exist_ok=True)
    shipped = sheets.shipped_forms()["inspector_view"]
    text = Path(shipped.file).read_text(encoding="utf-8").replace('"inspector_view"', '"our_view"')
    (own / "our_view.toml").write_text(text, encoding="utf-8")
    printed = sheets.print_form(books, "our_view", year=2026)
    with pytest.raises(Refused) as refused:
        printing.save(books, tmp_path / "v.pdf", printed)
    assert codes(refused) == {("paper_only", "refuse", "path")}


def test_the_command_line_exports_it_nowhere(books, vault_folder, tmp_path, capsys):
    books.close()
    word = tmp_path / "word"
    word.write_text(PASSPHRASE)
    asked = [
        str(vault_folder),
        "inspector_pages",
        "--passphrase-file",
        str(word),
        "-o",
        str(tmp_path / "x.xlsx"),
    ]
    assert run(["export", *asked]) == 1
    assert "只打印在纸上" in capsys.readouterr().err and not (tmp_path / "x.xlsx").exists()


def test_custodian_and_auditor_see_it_the_recovery_key_does_not(books, vault_folder, clock):
    keys.add(books, "孙审计", "auditor", AUDITOR, cost=CHEAP)
    books.close()
    auditor = open_vault(vault_folder, "孙审计", AUDITOR, clock=clock)
    assert inspector_rows(auditor, 2026)
    auditor.roles = frozenset({"keys", "reader"})
    with pytest.raises(Refused) as refused:
        inspector_rows(auditor, 2026)
    assert ("not_permitted", "refuse", "form") in codes(refused)
    auditor.close()


def test_what_an_inspector_will_ask_for(books, clock):
    sheets_out = sheets.print_form(books, "finding_book")
    printing.save(books, books.vault.folder.parent / "x.pdf", sheets_out)
    clock.forward(days=16)
    rows = wanted_rows(books, 2026)
    asked = {(row["what"], row["about"]) for row in rows}
    assert ("检查问题待整改", "检〔2026〕001-1") in asked
    assert ("印件待签回", "印〔2026〕0001号") in asked
    empty = {row["book"] for row in rows if row["what"].startswith("本年没有登记")}
    assert "借阅" in empty and "收文" not in empty and "检查" not in empty
    assert [row["serial"] for row in rows] == list(range(1, len(rows) + 1))
    text = "".join(pages_by_pdfium(sheets.print_form(books, "prepare_list", year=2026).pdf))
    assert "检〔2026〕001-1" in text


def test_a_vault_of_supervision_alone_says_what_it_does_not_keep(tmp_path, clock):
    desk = new_vault(
        tmp_path / "office", "岩温", PASSPHRASE, Level.UNCLASSIFIED, clock=clock, cost=CHEAP, groups="监督"
    )
    rows = inspector_rows(desk, 2026)
    assert told(rows, "载体", "数量")["在账的份"] == "本库不登记"
    assert told(rows, "责任制", "数量")["领导小组会议（本年）"] == "0"
    assert {row["book"] for row in wanted_rows(desk, 2026)} >= {"检查", "工作记事"}
    desk.close()
