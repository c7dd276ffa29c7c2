"""The command line as a technician uses it: JSON lines in and out, files, keys (design section 7)."""

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from secretdesk.cli.main import parser, run
from secretdesk.desk.desk import wall_clock
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from secretdesk.registers import REGISTERS
from tests.conftest import CHEAP, PASSPHRASE

RECEIVE = {
    "register": "documents",
    "action": "receive",
    "values": {
        "issuer": "省教育厅", "doc_number": "云教密〔2026〕8号", "title": "=关于试卷安全的通知", "mark": "机密★10年",
        "copy_numbers": "000123-000125", "pages": 12, "issued_on": "2020-11-01",
    },
    "confirm": ["unknown_reference"],
}  # fmt: skip


TODAY = wall_clock().date()  # the command line has the PC's clock; nothing below depends on the day
YEAR = TODAY.year


def days_ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def vault(vault_folder, tmp_path):
    new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, cost=CHEAP).close()
    (tmp_path / "pass").write_text(PASSPHRASE + "\n", encoding="utf-8")
    return vault_folder


@pytest.fixture
def call(vault, tmp_path, capsys):
    """Run a command on the vault: (exit code, JSON lines of stdout, stderr)."""

    def called(command, *more, pass_file=None):
        code = run(
            [command, str(vault), *map(str, more), "--passphrase-file", str(pass_file or tmp_path / "pass")]
        )
        out = capsys.readouterr()
        assert "Traceback" not in out.err
        return code, [json.loads(line) for line in out.out.splitlines()], out.err

    return called


def lines(tmp_path, *commands):
    path = tmp_path / "commands.jsonl"
    path.write_text(
        "\n".join(c if isinstance(c, str) else json.dumps(c, ensure_ascii=False) for c in commands), "utf-8"
    )
    return path


def test_a_receipt_from_json_to_paper_and_back(call, tmp_path):
    amend = {
        "register": "documents",
        "action": "amend",
        "entry": "1",
        "values": {"pages": 13, "reason": "清点有误"},
    }
    code, answers, _ = call("perform", lines(tmp_path, RECEIVE, amend))
    assert code == 0
    assert [a["ok"] for a in answers] == [True, True]
    assert answers[0]["number"] == f"密收〔{YEAR}〕0001号"
    assert {m["register"] for m in answers[0]["created"]} == {"correspondents", "copies"}
    code, rows, _ = call(
        "rows", "documents", "--search", "试卷", "--where", "level=机密", "--where", "issuer=省教育厅"
    )
    assert code == 0
    assert [(r["number"], r["pages"], r["status"]) for r in rows] == [
        (answers[0]["number"], 13, "registered")
    ]
    assert rows[0]["entry"] == answers[0]["entry"]
    assert rows[0]["seq"] == answers[1]["seq"]
    _, steps, _ = call("history", "documents", answers[0]["entry"])
    assert [s["action"] for s in steps] == ["receive", "amend"]
    assert {"field": "pages", "from": 12, "to": 13} in steps[1]["changes"]
    _, before, _ = call("rows", "documents", "--as-of", answers[0]["seq"])
    assert before[0]["pages"] == 12
    code, printed, _ = call("print", "receipt_book", "--year", YEAR, "-o", tmp_path / "b.pdf")
    assert code == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    code, _, _ = call("export", "documents", "--year", YEAR, "-o", tmp_path / "b.xlsx")
    assert code == 0
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    cell = next(c for row in sheet.iter_rows() for c in row if c.value == "=关于试卷安全的通知")
    assert cell.data_type == "s"
    _, outputs, _ = call("rows", "outputs")
    assert [o["status"] for o in outputs] == ["on_disk", "on_disk"]
    assert outputs[1]["number"] == printed[0]["number"]
    code, _, told = call("verify")
    assert code == 0
    assert "核对无误" in told


def test_each_line_is_its_own_act_and_bad_lines_are_answered(call, tmp_path):
    second = json.loads(json.dumps(RECEIVE))
    second["values"] |= {"doc_number": "另一号", "copy_numbers": "9"}
    bad = ["not json", "[1]", '{"register": 1}', {**RECEIVE, "nonsense": 1}, {"register": "x", "action": "y"}]
    code, answers, _ = call("perform", lines(tmp_path, RECEIVE, *bad, "", second))
    assert code == 1
    assert [a["ok"] for a in answers] == [True, False, False, False, False, False, True]
    assert all(
        r["code"] == "bad_value" and r["text"].endswith("。") for a in answers[1:6] for r in a["reasons"]
    )


def test_atomic_is_all_or_none(call, tmp_path):
    before = call("unlock-test")[1][0]["lines"]
    code, answers, _ = call("perform", lines(tmp_path, RECEIVE, {**RECEIVE, "values": {}}), "--atomic")
    assert (code, [a["ok"] for a in answers]) == (1, [False, False])
    assert [bool(a["reasons"]) for a in answers] == [False, True]
    assert call("unlock-test")[1][0]["lines"] == before


def test_backdate_consents_to_the_late_entry(call, tmp_path):
    late = {**RECEIVE, "on": days_ago(60)}
    code, answers, _ = call("perform", lines(tmp_path, late))
    assert (code, answers[0]["reasons"][0]["code"]) == (1, "late_entry")
    code, answers, _ = call("perform", lines(tmp_path, late), "--backdate")
    assert (code, answers[0]["number"]) == (0, f"密收〔{days_ago(60)[:4]}〕0001号")


def test_a_removable_volume_is_refused(call, tmp_path, monkeypatch):
    from secretdesk.desk import release
    from secretdesk.desk.volumes import Volume

    monkeypatch.setitem(release.release.__kwdefaults__, "volumes", lambda _: Volume("/dev/sdb1", fixed=False))
    code, out, told = call("print", "receipt_book", "--blank", "-o", tmp_path / "b.pdf")
    assert (code, out) == (1, [])
    assert "可移动介质" in told
    assert not (tmp_path / "b.pdf").exists()
    assert call("rows", "outputs")[1] == []


def test_a_year_and_a_book_leave_as_folders_that_can_be_proved(call, tmp_path):
    call("perform", lines(tmp_path, RECEIVE), "--backdate")
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "lock").write_text("violet abacus 38 trombone\n", "utf-8")
    year = days_ago(0)[:4]
    for arguments in (
        ("year", year, "--to", out),
        ("year", year, "--to", out, "--counts-only", "--purpose", "报州局"),
        ("release", "documents", "--to", out),
        ("release", "documents", "--year", year, "--to", out, "--lock-file", tmp_path / "lock"),
    ):
        code, (told,), said = call(*arguments)
        assert code == 0, said
        assert told["number"] in said
        checked = subprocess.run(
            ["sha256sum", "-c", "清单.sha256"], cwd=told["path"], capture_output=True, check=False
        )
        assert (checked.returncode, len(checked.stdout.splitlines())) == (0, len(told["files"]) - 1)
    booked = call("rows", "outputs")[1]
    assert [row["status"] for row in booked] == ["on_disk"] * 4
    assert booked[2]["purpose"] == "报州局"
    assert len(list(out.iterdir())) == 4


def test_what_cannot_be_released_says_why(call, tmp_path):
    assert call("release", "copies", "--to", tmp_path)[0] == 2
    code, _, told = call("release", "documents", "--to", tmp_path, "--medium", "介0009")
    assert (code, "介0009" in told) == (1, True)
    code, _, told = call("year", "2026", "--to", tmp_path / "nowhere")
    assert (code, "nowhere" in told) == (8, True)
    (tmp_path / "lock").write_text("12345678\n", "utf-8")
    code, _, told = call("year", "2026", "--to", tmp_path, "--lock-file", tmp_path / "lock")
    assert (code, "太弱" in told) == (1, True)
    assert call("rows", "outputs")[1] == []


def test_a_disc_is_checked_from_the_command_line(call, tmp_path):
    person = {"register": "people", "action": "enrol", "values": {"name": "玉罕"}}
    given = {"kind": "光盘", "level": "机密", "keeper": "玉罕", "briefed_by": "岩温"}
    disc = {"register": "media", "action": "enrol", "values": given, "confirm": ["not_cleared", "no_pledge"]}
    assert call("perform", lines(tmp_path, person, disc))[0] == 0
    for spoilt in (False, True):
        code, (told,), said = call("year", "2026", "--to", tmp_path, "--medium", "介0001")
        assert (code, "待刻录" in said) == (0, True), said
        burnt = tmp_path / f"disc{spoilt}"
        shutil.copytree(told["path"], burnt)
        if spoilt:
            next(burnt.glob("*.pdf")).unlink()
            code, _, said = call("disc", told["number"], "--at", burnt)
            assert (code, "不一致" in said) == (1, True)
            code, _, said = call("disc", told["number"], "--at", burnt, "--approved-by", "李建国")
            assert (code, "报废" in said) == (1, True)
        else:
            assert call("disc", told["number"], "--at", burnt, "--burner", "设0002")[0] == 0
            assert call("disc", told["number"], "--at", burnt)[0] == 1
    assert [row["status"] for row in call("rows", "outputs")[1]] == ["failed", "done"]
    assert call("rows", "media")[1][0]["status"] == "to_destroy"


def test_a_target_that_cannot_be_written_is_told_and_not_booked(call, tmp_path):
    code, _, told = call("print", "receipt_book", "--blank", "-o", tmp_path / "missing" / "b.pdf")
    assert code == 8
    assert "无法写入" in told
    assert call("rows", "outputs")[1] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["rows", "documents", "--where", "nonsense=1"], 2),
        (["rows", "nonsense"], 2),
        (["rows", "documents", "--where", "level"], 2),
        (["rows", "documents", "--where", "received_on=什么"], 2),
        (["rows", "documents", "--as-of", "什么"], 2),
        (["history", "documents", "密收〔2026〕0099号"], 1),
        (["print", "nonsense", "-o", "x.pdf"], 2),
        (["due", "--on", "什么"], 2),
        (["perform", "/nonexistent"], 2),
    ],
)
def test_bad_usage_is_one_sentence(call, arguments, code):
    found, out, told = call(arguments[0], *arguments[1:])
    assert (found, out) == (code, [])
    assert told.strip().endswith("。")
    assert len(told.strip().splitlines()) == 1


def test_describe_is_the_declarations(capsys):
    assert run(["describe"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [r["key"] for r in found] == [r.key for r in REGISTERS]
    documents = next(r for r in found if r["key"] == "documents")
    assert set(documents) == {"key", "label", "group", "parent", "fields", "statuses", "actions", "forms"}
    assert set(documents["fields"][0]) == {"key", "label", "kind", "required", "choices", "refers_to"}
    assert set(documents["actions"][0]) == {"key", "label", "from", "to", "asks", "needs", "forms"}
    assert {
        "receive",
        "take_stock",
        "amend",
        "void",
        "change_mark",
        "declassify",
        "confirm_expiry",
        "expunge",
    } <= {a["key"] for a in documents["actions"]}


def test_keys_of_people_and_the_recovery_in_two_halves(call, tmp_path, vault):
    (tmp_path / "second").write_text("quiver 9 沧海 lattice mango\n", encoding="utf-8")
    new = ("--name", "李建国", "--role", "supervisor", "--new-passphrase-file", tmp_path / "second")
    assert call("slots", "add", *new)[0] == 0
    code, _, told = call("slots", "recovery", "--person", "岩温")
    assert code == 1
    assert "保密办主任" in told
    code, _, told = call("slots", "recovery", "--person", "李建国", pass_file=tmp_path / "second")
    assert code == 0
    halves = [line.split("：")[1] for line in told.splitlines()[-2:]]
    (tmp_path / "halves").write_text("\n".join(halves).lower(), encoding="utf-8")
    assert call("unlock-test", "--person", "恢复码", pass_file=tmp_path / "halves")[0] == 0
    assert call("unlock-test")[0] == 2, "who is it?"
    assert (
        call("slots", "remove", "--name", "岩温", "--person", "李建国", pass_file=tmp_path / "second")[0] == 0
    )
    assert call("unlock-test", "--person", "岩温")[0] == 3
    assert call("verify", pass_file=tmp_path / "second")[0] == 0
    _, rows, _ = call("slots", "list", pass_file=tmp_path / "second")
    assert {r["name"]: r["status"] for r in rows} == {"岩温": "removed", "李建国": "live", "恢复码": "live"}
    assert not (vault / "registers.new").exists()


def test_the_recovery_code_gives_a_person_a_new_passphrase_and_does_nothing_else(call, tmp_path):
    (tmp_path / "second").write_text("quiver 9 沧海 lattice mango\n", encoding="utf-8")
    halves = [line.split("：")[1] for line in call("slots", "recovery")[2].splitlines()[-2:]]
    (tmp_path / "halves").write_text("\n".join(halves), encoding="utf-8")
    came = {"pass_file": tmp_path / "halves"}
    fresh = ("--person", "恢复码", "--new-passphrase-file", tmp_path / "second")
    assert call("slots", "change", *fresh, **came)[0] == 1, "the recovery code's own is never changed"
    assert call("slots", "change", "--name", "岩温", *fresh, **came)[0] == 0
    assert call("unlock-test", "--person", "岩温", pass_file=tmp_path / "second")[0] == 0
    assert call("unlock-test", "--person", "恢复码", **came)[0] == 0
    work = lines(tmp_path, {"register": "people", "action": "enrol", "values": {"name": "某人"}})
    _, answers, _ = call("perform", work, "--person", "恢复码", **came)
    assert answers[0]["reasons"][0]["code"] == "not_permitted"


@pytest.mark.parametrize(
    ("register", "action", "values"),
    [
        ("slots", "add", {"name": "黑客", "role": "保密办主任"}),
        ("slots", "change", {}),
        ("arrivals", "settle", {}),
        ("copies", "change_mark", {}),
        ("outputs", "release", {"kind": "打印", "name": "x"}),
    ],
)
def test_what_the_program_does_itself_nobody_else_can(call, tmp_path, register, action, values):
    before = call("unlock-test")[1][0]["lines"]
    _, answers, _ = call(
        "perform", lines(tmp_path, {"register": register, "action": action, "values": values})
    )
    assert [r["code"] for r in answers[0]["reasons"]] == ["bad_value"]
    assert call("unlock-test")[1][0]["lines"] == before


def test_nothing_is_released_into_the_vault_or_over_what_is_no_file(call, tmp_path, vault):
    for target in (vault / "registers.db", vault / "forms" / "x.pdf", vault):
        assert call("print", "receipt_book", "--blank", "-o", target)[0] == 1
    for target in ("", tmp_path, "/dev/null"):
        assert call("print", "receipt_book", "--blank", "-o", target)[0] == 8
    assert call("rows", "outputs")[1] == []
    assert call("verify")[0] == 0


def test_an_entry_is_printed_in_its_own_book(call, tmp_path):
    light = {"issuer": "院办", "title": "请示", "mark": "工作秘密", "count": 1}
    call("perform", lines(tmp_path, {**RECEIVE, "values": light}))
    code, out, told = call("print", "receipt_book", "--entry", "1", "-o", tmp_path / "b.pdf")
    assert (code, out, (tmp_path / "b.pdf").exists()) == (1, [], False)
    assert "work_secret_book" in told
    assert call("print", "work_secret_book", "--entry", "1", "-o", tmp_path / "b.pdf")[0] == 0


def test_a_list_is_printed_of_the_entry_that_holds_it(call, tmp_path):
    draft = {"register": "destructions", "action": "draft", "values": {"copies": ["000123"]}}
    call("perform", lines(tmp_path, RECEIVE, {**draft, "confirm": ["archive_first"]}))
    code, _, told = call("print", "F10", "-o", tmp_path / "list.pdf")
    assert (code, "--entry" in told) == (2, True)
    number = call("rows", "destructions")[1][0]["number"]
    assert call("print", "F10", "--entry", number, "-o", tmp_path / "list.pdf")[0] == 0
    assert call("print", "F10", "--blank", "-o", tmp_path / "blank.pdf")[0] == 0


def test_the_same_file_again_takes_the_place_of_the_first(call, tmp_path):
    for _ in range(2):
        assert call("print", "receipt_book", "--blank", "-o", tmp_path / "b.pdf")[0] == 0
    assert [o["status"] for o in call("rows", "outputs")[1]] == ["on_disk", "removed"]


def test_a_changed_passphrase(call, tmp_path):
    (tmp_path / "second").write_text("quiver 9 沧海 lattice mango\n", encoding="utf-8")
    assert call("slots", "change", "--new-passphrase-file", tmp_path / "second")[0] == 0
    assert call("unlock-test")[0] == 3
    assert call("unlock-test", pass_file=tmp_path / "second")[0] == 0


def test_weak_passphrases_are_refused_and_a_full_folder_too(tmp_path, capsys):
    weak = tmp_path / "weak"
    weak.write_text("baomi2026\n", encoding="utf-8")
    make = ["new", str(tmp_path / "v"), "--person", "岩温", "--level", "机密", "--passphrase-file"]
    assert run([*make, str(weak)]) == 1
    assert not (tmp_path / "v").exists()
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "x").touch()
    weak.write_text("quiver 9 沧海 lattice mango", encoding="utf-8")
    assert run([*make, str(weak)]) == 1
    assert "已有其他文件" in capsys.readouterr().err
    (tmp_path / "v" / "x").rename(tmp_path / "v" / "keys.bak")
    assert run([*make, str(weak)]) == 1
    assert "已有保密库" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "v").iterdir()] == ["keys.bak"]


def test_where_several_have_keys_the_person_must_be_named(call, tmp_path):
    (tmp_path / "second").write_text("quiver 9 沧海 lattice mango\n", encoding="utf-8")
    add = (
        "slots",
        "add",
        "--name",
        "玉罕",
        "--role",
        "auditor",
        "--new-passphrase-file",
        tmp_path / "second",
    )
    assert call(*add)[0] == 0
    for file in (tmp_path / "pass", tmp_path / "second"):
        code, out, told = call("unlock-test", pass_file=file)
        assert (code, out) == (2, [])
        assert "岩温、玉罕" in told
        assert "--person" in told
    code, _, told = call("unlock-test", "--person", "玉罕", pass_file=tmp_path / "second")
    assert (code, "口令输错" in told) == (0, False), "nothing was tried, so nothing was counted"


def test_every_command_is_in_the_readme():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    commands = next(a for a in parser()._actions if a.dest == "command").choices
    missing = [name for name in commands if f"secretdesk {name}" not in readme]
    assert missing == []


def test_without_a_display_the_window_says_how_to_go_on():
    done = subprocess.run(
        [sys.executable, "-m", "secretdesk"],
        env={"PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "没有图形界面" in done.stderr
    assert "Traceback" not in done.stderr
