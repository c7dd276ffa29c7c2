"""`secretdesk import` and `secretdesk template` as a technician uses them (design section 7)."""

import json

import openpyxl
import pytest

from secretdesk.cli.main import run
from tests.cli.test_commands import call, vault  # noqa: F401  (fixtures)
from tests.desk import old_workbooks


@pytest.fixture
def book(tmp_path):
    def made(make):
        name, data, register, content = make()
        (tmp_path / name).write_bytes(data)
        return tmp_path / name, register, content

    return made


def test_a_dry_run_predicts_and_books_nothing(call, book):  # noqa: F811
    path, register, content = book(old_workbooks.wrong)
    _, before, _ = call("unlock-test")
    code, foreseen, err = call("import", path, "--register", register, "--dry-run")
    assert code == 1
    assert "预演" in err
    assert call("unlock-test")[1] == before
    code, done, err = call("import", path, "--register", register, "--virus-checked", "岩温查过")
    assert code == 1
    assert [line for line in done if "state" in line] == [line for line in foreseen if "state" in line]
    last = done[-1]
    assert last["number"].startswith("导〔")
    assert last["imported"] + last["warned"] + last["rejected"] == last["content"] == content
    (rejected, *_) = [line for line in done if line.get("state") == "rejected"]
    assert (rejected["sheet"], rejected["row"]) == ("2018年", 2)
    assert {"code", "weight", "field", "origin", "text", "column", "value"} == set(rejected["reasons"][0])
    _, (entered,), _ = call("rows", "inputs")
    assert (entered["virus_checked"], entered["virus_checked_by"]) == (True, "岩温查过")
    assert call("verify")[0] == 0


def test_a_whole_book_with_its_mapping(call, book, tmp_path):  # noqa: F811
    path, register, content = book(old_workbooks.fates)
    mapping = tmp_path / "m.toml"
    mapping.write_text('[columns]\n"处理日期" = ""\n', "utf-8")
    code, done, err = call("import", path, "--register", register, "--mapping", mapping)
    assert code == 0
    assert (done[-1]["ok"], done[-1]["content"]) == (True, content)
    assert done[0]["columns"]["处理日期"] == ""
    assert "--virus-checked" in err
    code, done, err = call("import", path, "--register", register)
    assert (code, done) == (1, [])
    assert "已作为 导〔" in err
    code, done, _ = call("import", path, "--register", register, "--again")
    assert (code, done[-1]["number"], done[-1]["rejected"]) == (1, None, content)
    number = call("rows", "imports")[1][0]["number"]
    undo = tmp_path / "undo.jsonl"
    undo.write_text(
        json.dumps({"register": "imports", "action": "void", "entry": number, "values": {"reason": "试"}}),
        "utf-8",
    )
    assert call("perform", undo)[0] == 0
    assert {row["status"] for row in call("rows", "copies")[1]} == {"void"}
    assert call("verify")[0] == 0


def test_the_columns_are_saved_put_right_and_read_again(call, tmp_path):  # noqa: F811
    path, mapping = tmp_path / "账.csv", tmp_path / "m.json"
    path.write_text("收到哪天,来文单位,标题,密级\n2023.5.6,演示厅,甲,内部\n", "utf-8")
    code, done, err = call("import", path, "--register", "documents", "--save-mapping", mapping)
    assert (code, done[0]["columns"]["收到哪天"]) == (1, "")
    assert "“收文日期”" in err
    saved = json.loads(mapping.read_text("utf-8"))
    assert saved["columns"] == {"收到哪天": "", "来文单位": "issuer", "标题": "title", "密级": "mark"}
    saved["columns"]["收到哪天"] = "received_on"
    mapping.write_text(json.dumps(saved), "utf-8")
    code, done, _ = call("import", path, "--register", "documents", "--mapping", mapping)
    assert (code, done[-1]["content"], done[-1]["rejected"]) == (0, 1, 0)
    assert call("rows", "documents")[1][0]["received_on"] == "2023-05-06"
    missing = tmp_path / "no" / "m.json"
    assert call("import", path, "--register", "documents", "--save-mapping", missing)[0] == 8


def test_rejected_rows_are_saved_to_be_mended(call, book, tmp_path):  # noqa: F811
    path, register, _ = book(old_workbooks.wrong)
    target = tmp_path / "退回.xlsx"
    code, done, err = call("import", path, "--register", register, "--rejected", target)
    assert code == 1
    assert openpyxl.load_workbook(target).active.max_row == done[-1]["rejected"] + 1
    assert "输〔" in err


def test_what_cannot_be_read_is_one_sentence(call, tmp_path):  # noqa: F811
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    for path, register, part in (
        (tmp_path / "none.xlsx", "documents", "读不出"),
        (tmp_path / "a.xls", "documents", "另存为"),
        (tmp_path / "a.xls", "nowhere", "另存为"),
    ):
        code, done, err = call("import", path, "--register", register)
        assert code in {1, 8}
        assert done == []
        assert part in err


def test_the_template_is_filled_in_and_imported(call, tmp_path, capsys):  # noqa: F811
    target = tmp_path / "样表.xlsx"
    assert run(["template", "people", "-o", str(target)]) == 0
    assert "红色" in capsys.readouterr().err
    made = openpyxl.load_workbook(target)
    head = [cell.value for cell in made.active[1]]
    made.active.cell(2, head.index("姓名") + 1, "岩罕")
    made.active.cell(2, head.index("涉密等级") + 1, "重要")
    made.save(target)
    code, done, _ = call("import", target, "--register", "people")
    assert (code, done[-1]["content"]) == (0, 1)
    (person,) = call("rows", "people")[1]
    assert (person["name"], person["status"]) == ("岩罕", "cleared")
    assert run(["template", "nowhere", "-o", str(target)]) == 1
