"""What the killed processes and the tests that look after them share."""

import shutil
from pathlib import Path

from secretdesk.desk import checks
from secretdesk.desk.opening import open_vault
from secretdesk.store.errors import WrongPassphrase
from tests.conftest import PASSPHRASE, Clock
from tests.desk.old_workbooks import Book
from tests.desk.test_receipt import do

ME, OTHER = "岩温", "李审计"
WORDS = {False: PASSPHRASE, True: "walnut 3 kettle door"}  # changed to and fro
OTHERS = "quarry moss 9 kettle"
OLD_ROWS = 60  # in a book that is taken over
WELL_ON = -2  # acknowledgements: the first is killed when something is done, however slow the machine
RENEWED = 15  # kills after which the vault is made anew, so that verify stays short
NOT_THERE = ("SQLite format 3", "考试考务", "演示省教育厅")  # what a file in plain would hold


def opened(folder):
    return open_vault(Path(folder), ME, PASSPHRASE, clock=Clock())


def old_book(seed, n):
    book = Book("2019年")
    book.line("收文编号", "收文日期", "来文单位", "文号", "文件标题", "密级", "份号", "去向")
    for row in range(OLD_ROWS):
        gone = "已销毁 2020.6.1" if row % 2 else None
        name = f"旧{seed}-{n}-{row}"
        book.row(
            name,
            f"{row % 9 + 1}月5日",
            f"演示{row % 7}厅",
            f"演〔{seed}〕{n}-{row}号",
            name,
            "秘密",
            row + 1,
            gone,
        )
    return book.done(f"{seed}-{n}.xlsx", "documents")


def anew(template, tmp_path):
    shutil.rmtree(tmp_path / "vault", ignore_errors=True)
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    return shutil.copytree(template, tmp_path / "vault")


def opened_by(folder, *passphrases):
    """The desk that the first fitting passphrase opens, and that passphrase; no clean-up by hand."""
    for passphrase in passphrases:
        try:
            return open_vault(folder, ME, passphrase, clock=Clock()), passphrase
        except WrongPassphrase:
            (folder / "attempts.json").unlink(missing_ok=True)
    raise AssertionError("locked out")


def acknowledged_are_there(desk, said):
    for seq, head in (one for one in said if isinstance(one[0], int)):
        found = desk.vault.db.execute("SELECT hash FROM ledger WHERE seq = ?", (seq,)).fetchone()
        assert found is not None, f"line {seq} was acknowledged and is lost"
        assert found[0].hex() == head
    assert list(checks.verify(desk)) == []


def nothing_is_left(folder):
    """No half-made file, and no file in plain."""
    for one in folder.rglob("*"):
        assert not {".part", ".making"} & {*one.suffixes}, one
        assert ".new" not in one.name, one
        assert one.name != "restoring"
        if one.is_file():
            data = one.read_bytes()
            assert not [text for text in NOT_THERE if text.encode() in data], one


def all_is_settled(desk):
    assert not desk.vault.ring.changing
    assert {s.status for s in desk.rows("slots")} <= {"live", "removed"}
    live = {s["slot_id"] for s in desk.rows("slots") if s.status == "live"}
    assert {s.id for s in desk.vault.ring.slots} == live
    do(desk, "places", "enrol", name=f"一室-{desk.head()[0]}柜")


def opens_for(folder, name, passphrase, live):
    """Whoever the ledger holds as live can open it, nobody else."""
    try:
        open_vault(folder, name, passphrase, clock=Clock()).close()
        assert live
    except WrongPassphrase:
        assert not live
        (folder / "attempts.json").unlink(missing_ok=True)
