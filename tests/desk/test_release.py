"""What leaves on a medium is whole, booked and provable; what fails leaves nothing that looks valid (F31)."""

import csv
import io
import os
import shutil
import subprocess
import zipfile
from datetime import timedelta

import openpyxl
import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from secretdesk.desk import backups, checks, discs, folder_release, year_close
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.opening import open_vault
from secretdesk.desk.plans import register_plan, releasable, year_plan
from secretdesk.desk.release import release
from secretdesk.desk.unfinished import part_of, settle
from secretdesk.desk.volumes import Volume, find_volume
from secretdesk.domain.file_names import safe_name
from secretdesk.domain.review import Command, Refused, Row, inner
from secretdesk.domain.rules.release import medium_fits
from secretdesk.output.manifest import NAME as MANIFEST
from secretdesk.store.errors import DiskTrouble
from tests.conftest import PASSPHRASE
from tests.desk.test_receipt import do, receive

TITLE = "关于转发《某项工作方案》的通知"
STICK = Volume("/dev/sdb1", fixed=False, id="1A2B-3C4D")
UNREAD = Volume("/dev/sdc1", fixed=False)
FIXED = Volume("/dev/sda2", fixed=True)
WORD = "violet abacus 38 trombone"


def on(volume):
    return lambda _path: volume


@pytest.fixture
def books(desk):
    receive(desk, title=TITLE, place="一室-1柜-1层")
    receive(
        desk,
        title='=HYPERLINK("x")',
        doc_number="2号",
        mark="秘密★5年",
        copy_numbers="000201",
        place="一室-1柜-1层",
        remark="@SUM(1+1)",
    )
    do(desk, "people", "enrol", name="玉罕")
    do(desk, "people", "enrol", name="岩温")
    medium(desk, "机密", volume_id=STICK.id)
    return desk


def medium(desk, level, kind="U盘", **more):
    given = {"kind": kind, "level": level, "keeper": "玉罕", "briefed_by": "岩温", **more}
    do(desk, "media", "enrol", confirm=("not_cleared", "no_pledge"), **given)
    return desk.rows("media", limit=1)[0].number


@pytest.fixture
def stick(tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    return place


def let_out(desk, stick, plan=None, volume=STICK, **more):
    return release_folder(desk, plan or year_plan(desk, 2026), stick, volumes=on(volume), **more)


def codes(call):
    with pytest.raises(Refused) as told:
        call()
    return {reason.code for reason in told.value.reasons}


def outputs(desk):
    return [(row.number, row.status) for row in desk.rows("outputs")]


# --- what is written ---


def test_a_year_leaves_whole_and_is_booked(books, stick):
    done = let_out(books, stick, purpose="报州局")
    (row,) = books.rows("outputs")
    assert (row.status, row["kind"], row["level"], row["path"]) == (
        "on_disk",
        "拷贝",
        "机密",
        str(done.folder),
    )
    assert (row["medium"], row["volume"], row["unread_volume"]) == (
        books.rows("media")[0].entry, STICK.name, None,
    )  # fmt: skip
    assert row["files"] == len(list(done.folder.iterdir()))
    assert row["sha256"] == done.bundle.digest
    assert [one.name for one in stick.iterdir()] == [done.folder.name]
    checked = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=done.folder, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == row["files"] - 1
    listed = (done.folder / MANIFEST).read_text("utf-8")
    assert "机密" in listed
    assert "介0001" in listed
    assert row["head"] in listed
    assert list(checks.verify(books)) == []


def test_a_flipped_bit_on_the_medium_is_found_by_whoever_holds_it(books, stick):
    done = let_out(books, stick)
    victim = next(done.folder.glob("*.pdf"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    checked = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=done.folder, capture_output=True, check=False)
    assert checked.returncode == 1


def test_the_tables_say_the_same_in_every_format(books, stick):
    plan = year_plan(books, 2026)
    done = let_out(books, stick, plan)
    book = openpyxl.load_workbook(next(done.folder.glob("*.xlsx")))
    assert len(book.sheetnames) == len(plan.sheets)
    pdf = pypdfium2.PdfDocument(next(done.folder.glob("*.pdf")).read_bytes())
    paper = "".join(page.get_textpage().get_text_range() for page in pdf)
    for sheet, shown in zip(plan.sheets, book.worksheets, strict=True):
        rows = [[cell or None for cell in row] for row in shown.iter_rows(values_only=True)]
        assert rows[0] == [column.label or None for column in sheet.columns]
        assert rows[1:] == [[cell or None for cell in row] for row in sheet.rows]
        told = (done.folder / f"{safe_name(sheet.title)}.csv").read_bytes()
        assert told.startswith(b"\xef\xbb\xbf")
        read = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
        assert [[str(cell) for cell in row] for row in sheet.rows] == read[1:]
        assert sheet.title in paper


def test_a_closed_year_leaves_with_the_figures_it_was_closed_with(books, stick, clock):
    clock.now += timedelta(days=30)
    do(books, "departments", "enrol", name="学生处")
    clock.now += timedelta(days=10)
    year_close.close(books, 2026)
    before = year_plan(books, 2026)
    receive(books, doc_number="9号", copy_numbers="000901", received_on="2026-12-30", confirm=("late_entry",))
    after = year_plan(books, 2026)
    assert [sheet.rows for sheet in after.sheets] == [sheet.rows for sheet in before.sheets]
    done = let_out(books, stick, after)
    assert books.rows("years")[0].number in (done.folder / MANIFEST).read_text("utf-8")
    live = year_plan(books, 2027).sheets
    assert [sheet.rows for sheet in live] != [sheet.rows for sheet in after.sheets]


def test_a_register_leaves_with_its_book_and_the_book_is_booked(books, stick):
    done = let_out(books, stick, register_plan(books, "documents", 2026))
    assert {one.suffix for one in done.folder.iterdir()} == {".xlsx", ".pdf", ".csv", ".txt", ".sha256"}
    (printed,) = books.rows("prints")
    assert (printed["form"], printed.status) != (None, "void")
    pdf = pypdfium2.PdfDocument((done.folder / "收文 2026.pdf").read_bytes())
    assert TITLE[:8] in pdf[0].get_textpage().get_text_range().replace("\r\n", "")
    assert done.bundle.plan.mark == "机密★10年"
    assert {"documents", "loans"} <= set(releasable(books))
    assert not {"copies", "readings"} & set(releasable(books))


def test_nothing_in_the_tables_is_a_formula(books, stick):
    done = let_out(books, stick, register_plan(books, "documents", 2026))
    book = openpyxl.load_workbook(done.folder / "收文 2026.xlsx")
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    read = list(csv.reader(io.StringIO((done.folder / "收文.csv").read_text("utf-8-sig"))))
    texts = [cell for row in read for cell in row]
    assert '\'=HYPERLINK("x")' in texts
    assert "'@SUM(1+1)" in texts
    assert not any(cell[:1] in {"=", "+", "@", "\t"} for cell in texts)


def test_the_label_bears_number_and_level_and_no_title(books, stick):
    done = let_out(books, stick, register_plan(books, "documents", 2026))
    text = (done.folder / "标签.txt").read_text("utf-8-sig")
    assert "介0001" in text
    assert "机密" in text
    assert TITLE[:6] not in text
    assert (done.folder / "标签.pdf").read_bytes().startswith(b"%PDF")


# --- counts alone ---


def every_text(folder):
    """All that a file may say: its bytes, what is packed in it, and what its pages show."""
    found = []
    for one in folder.iterdir():
        data = one.read_bytes()
        found += [one.name, data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")]
        if one.suffix == ".xlsx":
            with zipfile.ZipFile(one) as packed:
                found += [packed.read(name).decode("utf-8", "ignore") for name in packed.namelist()]
        if one.suffix == ".pdf":
            pdf = pypdfium2.PdfDocument(data)
            found += [page.get_textpage().get_text_range().replace("\r\n", "") for page in pdf]
            found.append(str(pdf.get_metadata_dict()))
    return "\n".join(found)


@pytest.mark.parametrize("what", ["year", "documents", "people", "media", "outputs"])
def test_counts_alone_name_nothing_and_nobody(books, stick, what):
    let_out(books, stick, register_plan(books, "documents", 2026))
    shutil.rmtree(next(stick.iterdir()))
    do(books, "irregularities", "record", happened_on="2026-11-20", kind="玉罕携带外出",
       description="玉罕把文件带回家", confirm=("late_entry",))  # fmt: skip
    plan = (
        year_plan(books, 2026, counts_only=True)
        if what == "year"
        else register_plan(books, what, 2026, counts_only=True)
    )
    done = let_out(books, stick, plan)
    assert (plan.level, books.rows("outputs")[0]["counts_only"]) == ("内部", True)
    said = every_text(done.folder)
    named = {"玉罕", "岩温", "省教育厅", "1A2B-3C4D", "密收〔2026〕0001号", "州委办"}
    for row in books.rows("documents"):
        named |= {row["title"], row["doc_number"], str(row["remark"] or TITLE)}
    assert not {one for one in named if one and one in said}
    assert "内部" in said


def test_counts_alone_may_go_on_a_lower_medium(books, stick):
    medium(books, "秘密", volume_id="0000-0001")
    lower = Volume("/dev/sdd1", fixed=False, id="0000-0001")
    assert codes(lambda: let_out(books, stick, volume=lower)) == {"medium_level"}
    assert let_out(books, stick, year_plan(books, 2026, counts_only=True), lower).folder.is_dir()


def test_counts_add_up_to_what_the_whole_says(books):
    whole, counted = year_plan(books, 2026), year_plan(books, 2026, counts_only=True)
    assert [s.rows for s in whole.sheets if s.title.startswith("T3 ")] == [
        s.rows for s in counted.sheets if s.title.startswith("T3 ")
    ]
    by_level, by_month = register_plan(books, "documents", 2026, counts_only=True).sheets
    assert sum(row[-1] for row in by_level.rows) == sum(row[-1] for row in by_month.rows) == 2


# --- where it may go ---


def test_a_medium_is_registered_in_use_of_enough_level_and_of_its_kind(books, stick):
    plan = year_plan(books, 2026)
    strange = Volume("/dev/sdx1", fixed=False, id="FFFF-FFFF")
    assert codes(lambda: let_out(books, stick, plan, strange)) == {"undeclared_medium"}
    medium(books, "秘密", volume_id="0000-0002")
    low = Volume("/dev/sdx1", fixed=False, id="0000-0002")
    assert codes(lambda: let_out(books, stick, plan, low)) == {"medium_level"}
    medium(books, "内部", volume_id="0000-0003")
    plain = Volume("/dev/sdx1", fixed=False, id="0000-0003")
    assert codes(lambda: let_out(books, stick, plan, plain)) == {"cross_use"}
    do(books, "media", "scrap", "介0001", approved_by="李建国", reason="旧了")
    assert codes(lambda: let_out(books, stick, plan)) == {"medium_state"}
    assert outputs(books) == []
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("pc", "own", "used_on", "found"),
    [
        ("机密", "机密", (), set()),
        ("机密", "机密", ("机密",), set()),
        ("机密", "机密", ("机密", "非密"), {"cross_use"}),
        ("机密", "机密", ("工作秘密",), {"cross_use"}),
        ("非密", "内部", ("非密",), set()),
        ("非密", "内部", ("秘密",), {"cross_use"}),
    ],
)
def test_a_medium_that_was_used_in_another_kind_of_device_takes_nothing(pc, own, used_on, found):
    """The rules let no such device be named today; a line of an imported book may (第44条)."""
    stick = Row("media", 1, "介0001", "in_use", 1, "2026-11-23", {"level": own})
    devices = [Row("devices", 2, "设0001", "in_use", 2, "2026-11-23", {"level": one}) for one in used_on]
    assert {reason.code for reason in medium_fits(stick, pc, "内部", devices)} == found


def test_what_is_plugged_in_must_be_what_was_named(books, stick):
    medium(books, "机密", volume_id="0000-0004")
    assert codes(lambda: let_out(books, stick, number="介0002")) == {"other_medium"}
    assert codes(lambda: let_out(books, stick, number="介0002", volume=FIXED)) == {"other_medium"}
    assert codes(lambda: let_out(books, stick, number="介0999")) == {"undeclared_medium"}
    assert let_out(books, stick, number="介0001")


@pytest.mark.parametrize(
    ("number", "second", "code"),
    [
        ("", "", "undeclared_medium"),
        ("介0001", "", "unread_volume"),
        ("", "玉罕", "unread_volume"),
        ("介0009", "玉罕", "undeclared_medium"),
        ("介0001", "没有此人", "second_person"),
        ("介0001", "岩温", "second_person"),
        ("介0001", "离开的人", "second_person"),
    ],
)
def test_an_id_that_cannot_be_read_asks_for_number_and_second_person(books, stick, number, second, code):
    do(books, "people", "enrol", name="离开的人")
    do(
        books,
        "people",
        "leave",
        "离开的人",
        confirm=("no_departure",),
        leave_reason="调离",
        approved_by="李建国",
    )
    assert codes(lambda: let_out(books, stick, volume=UNREAD, number=number, second=second)) == {code}
    assert outputs(books) == []


def test_number_and_second_person_stand_in_and_are_marked_so(books, stick):
    done = let_out(books, stick, volume=UNREAD, number="介0001", second="玉罕")
    (row,) = books.rows("outputs")
    assert (row["unread_volume"], row["confirmed_by"]) == (True, books.find("people", "玉罕")[0].entry)
    assert "玉罕" in (done.folder / MANIFEST).read_text("utf-8")


def test_into_the_vault_nothing_is_written(books):
    assert codes(lambda: let_out(books, books.vault.folder, volume=FIXED)) == {"bad_value"}


def test_a_single_file_passes_the_same_gate(books, stick):
    with pytest.raises(Refused, match="编号"):
        release(books, stick / "x.pdf", b"x", kind="保存PDF", name="x", volumes=on(UNREAD))
    done = release(books, stick / "x.pdf", b"x", kind="保存PDF", name="x", level="机密", volumes=on(STICK))
    assert books.find("outputs", done.entry)[0]["medium"] == books.rows("media")[0].entry


# --- what goes wrong on the way ---


def test_a_bit_flipped_on_the_way_is_found_when_it_is_read_back(books, stick, monkeypatch):
    steps = folder_release.write_folder_in_steps

    def flipping(part, folder, files):
        for step in steps(part, folder, files):
            if step == "synced":
                victim = next(part.glob("*.csv"))
                data = bytearray(victim.read_bytes())
                data[-3] ^= 4
                victim.write_bytes(data)
            yield step

    monkeypatch.setattr(folder_release, "write_folder_in_steps", flipping)
    with pytest.raises(DiskTrouble, match="读回来不一样"):
        let_out(books, stick)
    (row,) = books.rows("outputs")
    assert row.status == "failed"
    assert "读回来不一样" in row["failure"]
    assert list(stick.iterdir()) == []


def test_a_medium_that_is_gone_leaves_a_failed_entry_and_is_swept_when_it_is_back(books, stick, monkeypatch):
    steps = folder_release.write_folder_in_steps

    def pulled(part, folder, files):
        for n, step in enumerate(steps(part, folder, files)):
            if n == 2:
                part.parent.rename(part.parent.with_name("pulled"))
            yield step

    monkeypatch.setattr(folder_release, "write_folder_in_steps", pulled)
    with pytest.raises(DiskTrouble):
        let_out(books, stick)
    assert [row.status for row in books.rows("outputs")] == ["failed"]
    monkeypatch.undo()
    stick.with_name("pulled").rename(stick)
    (left,) = stick.iterdir()
    assert left.name.startswith(".")
    done = let_out(books, stick)
    assert list(stick.iterdir()) == [done.folder]


@pytest.mark.parametrize("at", [0, 1, 2, 3, 5, 8, 11, 13])
def test_stopping_leaves_nothing_and_is_booked(books, stick, at):
    calls = [0]

    def stop(_done, _total):
        calls[0] += 1
        if calls[0] > at:
            raise KeyboardInterrupt

    plan = register_plan(books, "documents", 2026)
    with pytest.raises(KeyboardInterrupt):
        let_out(books, stick, plan, progress=stop)
    assert list(stick.iterdir()) == []
    assert {row.status for row in books.rows("outputs")} <= {"failed"}
    assert {row.status for row in books.rows("prints")} <= {"void"}
    assert list(checks.verify(books)) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting is root's")
@pytest.mark.parametrize(
    "room",
    [*range(0, 100, 25), *(pytest.param(n, marks=pytest.mark.torture) for n in range(1, 100, 2))],
)
def test_a_full_medium_leaves_nothing_that_looks_valid(books, stick, room):
    done = let_out(books, stick)
    needed = sum(one.stat().st_size for one in done.folder.iterdir()) // 1024
    shutil.rmtree(done.folder)
    small = max(4, needed * room // 100)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={small}k", "none", stick], check=False
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises(DiskTrouble, match=r"空间不足|无法写入"):
            let_out(books, stick)
        assert list(stick.iterdir()) == []
        row = books.rows("outputs")[0]
        assert row.status == "failed"
        assert row["failure"]
    finally:
        subprocess.run(["umount", stick], check=True)


def mounted(image, place, kind):
    """An image with a file system of that kind, mounted as a loop; skipped where that is not allowed."""
    make = {"vfat": ["mkfs.vfat", "-i", "1A2B3C4D"], "ext4": ["mkfs.ext4", "-q"]}[kind]
    if os.geteuid() != 0 or shutil.which(make[0]) is None:
        pytest.skip("mounting is root's, and wants the tools to make a file system")
    with image.open("wb") as file:
        file.truncate(8 << 20)
    subprocess.run([*make, image], check=True, capture_output=True)
    options = "loop,iocharset=utf8" if kind == "vfat" else "loop"
    if subprocess.run(["mount", "-o", options, image, place], check=False, capture_output=True).returncode:
        pytest.skip(f"{kind} cannot be mounted here")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="loop devices are Linux's")
@pytest.mark.parametrize(("kind", "more"), [("vfat", {}), ("ext4", {"number": "介0001", "second": "玉罕"})])
def test_a_closed_year_on_a_mounted_medium(books, stick, clock, kind, more):
    """The real volume, as the program finds it: FAT by its id, the other by its number and a second person."""
    clock.now += timedelta(days=30)
    do(books, "departments", "enrol", name="学生处")
    clock.now += timedelta(days=10)
    year_close.close(books, 2026)
    mounted(stick.with_name("image"), stick, kind)
    try:
        assert not find_volume(stick).fixed
        done = release_folder(books, year_plan(books, 2026), stick, **more)
        checked = subprocess.run(
            ["sha256sum", "-c", MANIFEST], cwd=done.folder, capture_output=True, check=False
        )
        assert checked.returncode == 0, checked.stderr
        assert books.rows("outputs")[0]["medium"] == books.rows("media")[0].entry
        assert find_volume(stick).id == ("1A2B-3C4D" if kind == "vfat" else find_volume(stick).id)
    finally:
        subprocess.run(["umount", stick], check=True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_the_workbook_and_saves_the_same_figures(books, stick, tmp_path):
    done = let_out(books, stick)
    book = next(done.folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved"]
    subprocess.run(
        ["soffice", profile, "--headless", *to, book], check=True, capture_output=True, timeout=120
    )
    first, second = (openpyxl.load_workbook(one) for one in (book, tmp_path / "saved" / book.name))
    assert first.sheetnames == second.sheetnames
    for one, other in zip(first.worksheets, second.worksheets, strict=True):
        assert list(one.iter_rows(values_only=True)) == list(other.iter_rows(values_only=True))


def test_a_folder_that_is_there_already_is_not_touched(books, stick, clock):
    done = let_out(books, stick)
    with pytest.raises(DiskTrouble, match="已经有了"):
        let_out(books, stick)
    assert done.folder.is_dir()
    clock.now += timedelta(seconds=1)
    assert let_out(books, stick).folder != done.folder


# --- what a killed program left ---


def begun(desk, stick, name="x"):
    values = {"kind": "拷贝", "name": name, "path": str(stick / name), "sha256": "0" * 64}
    desk.perform(inner("outputs", "begin", values=values))
    return stick / name


def test_a_half_written_folder_is_taken_away_at_the_next_unlock(books, stick, vault_folder, clock):
    folder = begun(books, stick)
    part_of(folder).mkdir()
    (part_of(folder) / "a.xlsx").write_bytes(b"half")
    books.close()
    desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
    (row,) = desk.rows("outputs")
    assert (row.status, row["failure"]) == ("failed", "程序中断，没有写完")
    assert list(stick.iterdir()) == []
    desk.close()


def test_a_folder_that_is_whole_is_booked_at_the_next_unlock(books, stick, vault_folder, clock):
    done = let_out(books, stick)
    values = {"kind": "拷贝", "name": "x", "path": str(done.folder), "sha256": done.bundle.digest}
    books.perform(inner("outputs", "begin", values=values))
    books.close()
    desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
    assert [row.status for row in desk.rows("outputs")] == ["on_disk", "on_disk"]
    desk.close()


def test_a_medium_that_is_not_there_is_waited_for(books, stick):
    begun(books, stick / "away")
    settle(books)
    assert [row.status for row in books.rows("outputs")] == ["writing"]
    (stick / "away").mkdir()
    settle(books)
    assert [row.status for row in books.rows("outputs")] == ["failed"]


# --- discs ---


def staged(desk, stick, level="机密"):
    disc = medium(desk, level, kind="光盘")
    done = discs.stage(desk, year_plan(desk, 2026), stick, disc, volumes=on(FIXED))
    return disc, done, desk.find("outputs", done.receipt.entry)[0]


def test_a_good_disc_is_read_back_and_booked_and_the_folder_goes(books, stick, tmp_path):
    disc, done, row = staged(books, stick)
    assert (row.status, row["kind"]) == ("staged", "刻录")
    burnt = tmp_path / "disc"
    shutil.copytree(done.folder, burnt / done.folder.name)
    assert discs.differences(row, burnt) == []
    assert discs.differences(row, burnt / done.folder.name) == []
    discs.book_good(books, row, burnt, "设0002")
    (booked,) = books.rows("outputs")
    assert (booked.status, booked["device"], booked["path"]) == ("done", "设0002", str(burnt))
    assert not done.folder.exists()
    assert books.find("media", disc)[0].status == "in_use"
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize("harm", ["flip", "gone", "manifest", "cut"])
def test_a_failed_disc_waits_for_its_destruction(books, stick, tmp_path, harm):
    disc, done, row = staged(books, stick)
    burnt = tmp_path / "disc"
    shutil.copytree(done.folder, burnt)
    victim = burnt / MANIFEST if harm == "manifest" else next(burnt.glob("*.pdf"))
    data = victim.read_bytes()
    if harm == "gone":
        victim.unlink()
    elif harm == "cut":
        victim.write_bytes(data[:-1])
    else:
        victim.write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])
    assert discs.differences(row, burnt) == [victim.name]
    with pytest.raises(Refused, match="批准人"):
        discs.book_spoilt(books, row, "", [victim.name])
    assert books.find("outputs", row.entry)[0].status == "staged"
    discs.book_spoilt(books, row, "李建国", [victim.name])
    assert books.find("media", disc)[0].status == "to_destroy"
    assert books.find("outputs", row.entry)[0].status == "failed"
    assert not done.folder.exists()


def test_a_place_without_the_list_is_named(books, stick, tmp_path):
    _, _, row = staged(books, stick)
    with pytest.raises(DiskTrouble, match="清单"):
        discs.differences(row, tmp_path)


def test_only_a_disc_is_burnt_and_it_waits_on_this_pc(books, stick):
    plan = year_plan(books, 2026)
    assert codes(lambda: discs.stage(books, plan, stick, "介0001", volumes=on(FIXED))) == {"not_a_disc"}
    disc = medium(books, "机密", kind="光盘")
    assert codes(lambda: discs.stage(books, plan, stick, disc, volumes=on(STICK))) == {"stage_on_disk"}
    low = medium(books, "内部", kind="光盘")
    assert codes(lambda: discs.stage(books, plan, stick, low, volumes=on(FIXED))) == {"medium_level"}


def test_what_is_not_secret_leaves_a_classified_pc_on_a_disc(books, stick):
    disc = medium(books, "内部", kind="光盘")
    plan = year_plan(books, 2026, counts_only=True)
    assert discs.stage(books, plan, stick, disc, volumes=on(FIXED)).folder.is_dir()


def test_an_expunged_title_is_named_on_every_disc_that_may_bear_it(books, stick, tmp_path, clock):
    """第44条: the discs, too, until they are destroyed; figures alone bear no title."""
    staged(books, stick)
    disc = medium(books, "机密", kind="光盘")
    clock.now += timedelta(minutes=1)
    plan = register_plan(books, "documents", 2026, counts_only=True)
    release_folder(books, plan, tmp_path, volumes=on(FIXED))
    _, done, row = staged_again(books, stick, disc)
    shutil.copytree(done.folder, tmp_path / "disc")
    discs.book_good(books, row, tmp_path / "disc", "")
    document = books.rows("documents")[0]
    command = Command("", "documents", "expunge", document.entry, {"reason": "高于本机密级"})
    (warned,) = [one for one in books.foresee(command) if one.code == "replace_backups"]
    assert "输〔2026〕0001号、输〔2026〕0003号" in warned.text


def staged_again(desk, stick, disc):
    desk.clock.now += timedelta(minutes=1)
    done = discs.stage(desk, year_plan(desk, 2026), stick, disc, volumes=on(FIXED))
    return disc, done, desk.find("outputs", done.receipt.entry)[0]


def test_a_backup_goes_by_number_and_second_person_too(books, stick):
    with pytest.raises(Refused, match="读不出"):
        backups.back_up(books, stick, number="介0001", volumes=on(UNREAD))
    backups.back_up(books, stick, number="介0001", second="玉罕", volumes=on(UNREAD))
    (made,), (output,) = books.rows("backups"), books.rows("outputs")
    assert (made["outside"], made["medium"]) == (True, books.rows("media")[0].entry)
    assert (output["unread_volume"], output["kind"]) == (True, "备份")


# --- locked files ---


def test_a_passphrase_locks_workbook_and_pdf_and_leaves_no_csv(books, stick):
    done = let_out(books, stick, register_plan(books, "documents", 2026), passphrase=WORD)
    assert not list(done.folder.glob("*.csv"))
    said = every_bytes(done.folder)
    assert TITLE.encode() not in said
    assert TITLE.encode("utf-16-le") not in said
    with (done.folder / "收文 2026.xlsx").open("rb") as file:
        locked = OOXMLFile(file)
        locked.load_key(password=WORD, verify_password=True)
        target = io.BytesIO()
        locked.decrypt(target, verify_integrity=True)
    values = [c.value for row in openpyxl.load_workbook(target).worksheets[0].iter_rows() for c in row]
    assert TITLE in values
    data = (done.folder / "收文 2026.pdf").read_bytes()
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data, password="wrong")
    pdf = pypdfium2.PdfDocument(data, password=WORD)
    assert "密收〔2026〕0001号" in pdf[0].get_textpage().get_text_range().replace("\r\n", "")
    checked = subprocess.run(["sha256sum", "-c", MANIFEST], cwd=done.folder, capture_output=True, check=False)
    assert checked.returncode == 0


def every_bytes(folder):
    return b"".join(one.read_bytes() for one in folder.iterdir())


def test_a_weak_passphrase_is_refused_before_anything_is_booked(books, stick):
    assert codes(lambda: let_out(books, stick, passphrase="123456")) == {"weak_passphrase"}
    for strange in (f"{WORD}ＡＢ", f"{WORD} ", f"{WORD}①", f"{WORD}汉" * 20):
        assert codes(lambda strange=strange: let_out(books, stick, passphrase=strange)) == {
            "strange_passphrase"
        }
    assert outputs(books) == []


# --- names ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("收文 2026", "收文 2026"),
        ('a/b\\c:d*e?f"g<h>i|j\tk', "a-b-c-d-e-f-g-h-i-j-k"),
        (" 点结尾. ", "点结尾"),
        ("CON", "-CON"),
        ("com1.x", "-com1.x"),
        ("", "-"),
        ("长" * 200, "长" * 80),
    ],
)
def test_names_are_such_that_every_system_keeps_them(text, name):
    assert safe_name(text) == name
