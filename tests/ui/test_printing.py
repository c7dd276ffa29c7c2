"""Real pages before and on paper; a real CUPS scheduler where one may be started, and no IP socket."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from secretdesk.domain.review import Command
from secretdesk.ui import dialogs, press
from secretdesk.ui.page_view import FIT
from secretdesk.ui.preview import Preview
from secretdesk.ui.print_dialog import PrintDialog, pages_of
from tests.ui.conftest import receive

ROOT = Path(__file__).parents[2]
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
CAN_START = (
    sys.platform == "linux"
    and os.geteuid() == 0
    and all(shutil.which(name) for name in ("cupsd", "lpadmin", "strace"))
    and PPD.exists()
    and not press.socket_file()
)
CONF = """Listen {socket}
DefaultAuthType None
Browsing No
WebInterface No
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """SystemGroup root
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir /run/cups
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
"""
Key = Qt.Key


@pytest.fixture
def scheduler(qtbot):
    """cupsd on its socket file alone, with one printer that writes PDFs: its name, and what is printed so far."""
    out = Path("~root").expanduser() / "PDF"  # where cups-pdf puts what root prints
    folder = Path(mkdtemp(dir="/tmp"))  # its filters run as another user, who must get in
    folder.chmod(0o755)
    for one in (folder / "spool", folder / "cache", folder / "ppd", Path("/run/cups")):
        one.mkdir(parents=True, exist_ok=True)
    before = set(out.glob("*.pdf"))
    (folder / "cupsd.conf").write_text(CONF.format(socket=press.SOCKETS[0]))
    (folder / "files.conf").write_text(FILES.format(folder=folder))
    running = subprocess.Popen(
        ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        qtbot.waitUntil(lambda: bool(press.socket_file()), timeout=20000)
        told = {**os.environ, "CUPS_SERVER": press.SOCKETS[0]}
        given = ["lpadmin", "-p", "Office", "-E", "-v", "cups-pdf:/", "-P", str(PPD)]
        subprocess.run(given, check=True, env=told, capture_output=True)
        yield (
            "Office",
            lambda: [
                file
                for file in set(out.glob("*.pdf")) - before
                if file.read_bytes().rstrip().endswith(b"%%EOF")
            ],
        )
    finally:
        running.terminate()
        running.wait(20)
        Path(press.SOCKETS[0]).unlink(missing_ok=True)
        shutil.rmtree(folder)
        for file in set(out.glob("*.pdf")) - before:
            file.unlink()


@pytest.mark.skipif(not CAN_START, reason="needs root, cupsd, printer-driver-cups-pdf and strace")
def test_a_page_is_printed_through_the_socket_file_and_no_network(scheduler, tmp_path, qtbot):
    printer, printed = scheduler
    trace = tmp_path / "trace"
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "QT_QPA_PLATFORM": "offscreen"}
    env.pop("CUPS_SERVER", None)
    child = [sys.executable, "-m", "tests.ui.print_on_cups", str(tmp_path / "vault"), printer]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(trace), *child],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["said"] == ""
    assert told["listed"] == [[printer, True]]
    assert told["states"] == ["done", "unsigned"]  # the first page was not put on paper
    assert (told["kind"], told["pages"], told["copies"], told["level"]) == ("打印", 1, 2, "机密")
    assert told["printer"] == told["device"] != ""
    assert press.SOCKETS[0] in trace.read_text()
    assert set(re.findall(r"AF_\w+", trace.read_text())) == {"AF_UNIX"}  # refused ones would be seen too
    qtbot.waitUntil(lambda: bool(printed()), timeout=60000)
    (file,) = printed()
    assert len(pypdfium2.PdfDocument(file.read_bytes())) == 2


def shown(qtbot, kind=Preview):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind), timeout=30000)
    return QApplication.activeWindow()


@pytest.fixture
def output(hands):
    for number in range(1, 17):
        receive(hands.work.desk, number)
    hands.work.tabs.go("documents")
    dialogs.output(hands.work, prints=True)
    return hands.dialog


def test_the_preview_shows_the_very_pages_that_are_saved(output, hands, qtbot, tmp_path):
    output.target.setText(str(tmp_path / "book.pdf"))
    output.preview()
    preview = shown(qtbot)
    assert preview.place.text() == "第 1 页　共 3 页"
    for key, page in ((Key.Key_PageDown, 1), (Key.Key_End, 2), (Key.Key_PageUp, 1), (Key.Key_Home, 0)):
        hands.press(key)
        assert (preview.view.page, preview.list.currentRow()) == (page, page)
    image = preview.view.grab().toImage()
    assert len({image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}) > 2
    before = preview.view.shown_zoom
    hands.press(Key.Key_Plus)
    assert preview.view.shown_zoom > before
    hands.press(Key.Key_W)
    assert preview.view.zoom == FIT
    shown_bytes = output.drawn[1].pdf
    assert hands.work.desk.count("outputs") == 0
    output._save_shown()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    assert (tmp_path / "book.pdf").read_bytes() == shown_bytes
    assert hands.work.desk.count("prints") == 1


def test_what_has_moved_since_the_preview_is_drawn_anew(output, hands, qtbot, tmp_path):
    output.target.setText(str(tmp_path / "book.pdf"))
    output.preview()
    shown(qtbot)
    old = output.drawn[1].pdf
    receive(hands.work.desk, 41)
    output._save_shown()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    assert (tmp_path / "book.pdf").read_bytes() != old


def test_without_a_printing_service_the_message_says_so(output, hands, qtbot, monkeypatch):
    monkeypatch.setattr(press, "SOCKETS", ("/nowhere/cups.sock",))
    output.print_paper()
    asked = shown(qtbot, PrintDialog)
    assert "保存 PDF" in asked.against.text()
    assert not asked.print_button.isEnabled()
    assert "PySide6.QtPrintSupport" not in sys.modules
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is output)


def test_a_print_that_is_not_taken_is_void(output, hands, qtbot, monkeypatch):
    desk = hands.work.desk
    monkeypatch.setattr("secretdesk.ui.print_dialog.printer_names", lambda: ["Office", "Other"])
    monkeypatch.setattr(
        "secretdesk.desk.printers.against_printing", lambda name, *_: "" if name == "Office" else "没有登记"
    )
    monkeypatch.setattr(
        "secretdesk.ui.paper_way.send", lambda *_a, **_k: (_ for _ in ()).throw(press.NotSent("Office"))
    )
    device = {"kind": "打印机", "model": "HP", "serial": "P1", "level": "非密", "use": "非密中间机",
              "keeper": "岩温", "printer_name": "Office"}  # fmt: skip
    confirm = frozenset({"unknown_reference", "not_cleared", "no_pledge"})
    desk.perform(Command("", "devices", "enrol", values=device, confirm=confirm))
    output.print_paper()
    asked = shown(qtbot, PrintDialog)
    assert "没有登记" in asked.against.text()
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: "没有接收" in asked.said.text(), timeout=30000)
    assert [row.status for row in desk.rows("prints")] == ["void"]
    assert [row.status for row in desk.rows("outputs")] == ["void"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", [1, 2, 3, 4]), ("全部", [1, 2, 3, 4]), ("2", [2]), ("3-4、1", [1, 3, 4]), ("1–2，2", [1, 2]),
     ("0", []), ("5", []), ("3-2", []), ("a", []), ("1-", [])],
)  # fmt: skip
def test_pages_as_typed(typed, found):
    assert pages_of(typed, 4) == found


def test_labels_of_the_chosen_rows(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    work.tabs.go("documents")
    work.page.view.choose(0)
    hands.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: hands.dialog is not None)
    dialog = hands.dialog
    dialog.target.setText(str(tmp_path / "labels.pdf"))
    dialog.start.setValue(24)
    dialog.preview()
    preview = shown(qtbot)
    assert preview.list.count() == 1
    dialog._save_shown()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    assert [row["name"] for row in work.desk.rows("outputs")] == ["收文标签"]


def test_the_books_of_a_year_in_one_go(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    receive(work.desk, 2, mark="内部", doc_number="无文号", channel="快递")
    dialogs.bulk(work)
    dialog = hands.dialog
    dialog.form.setCurrentIndex(next(n for n in range(9) if dialog.form.itemText(n) == "一年的各簿"))
    dialog.target.setText(str(tmp_path))
    dialog.save()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=60000)
    names = {file.name for file in tmp_path.glob("*.pdf")}
    assert {
        f"F01 密件收文登记簿 {dialog_year(work)}.pdf",
        f"F34 工作秘密、内部件登记簿 {dialog_year(work)}.pdf",
    } <= names
    assert work.desk.count("outputs") == len(names)


def dialog_year(work):
    return work.desk.clock().year


def test_a_lock_in_the_middle_of_one_file_leaves_nothing(hands, qtbot, tmp_path):
    work, window = hands.work, hands.window
    for number in range(1, 30):
        receive(work.desk, number)
    work.tabs.go("documents")
    work.page.view.selectAll()
    dialogs.bulk(work)
    dialog = hands.dialog
    assert dialog.form.itemText(0).startswith("选中的 29 条")
    dialog.together.setChecked(True)
    dialog.target.setText(str(tmp_path / "all.pdf"))
    with qtbot.waitSignal(window.locked, timeout=60000):
        dialog.save()
        window.lock()
    assert list(tmp_path.glob("*.pdf")) == []
    hands.unlock()
    assert {one.status for one in hands.work.desk.rows("prints")} <= {"void"}
    assert hands.work.desk.count("outputs") == 0


def test_lock_closes_a_preview_and_what_stands_on_it(output, hands, qtbot, monkeypatch):
    monkeypatch.setattr(press, "SOCKETS", ("/nowhere/cups.sock",))
    output.preview()
    preview = shown(qtbot)
    output.print_paper()
    shown(qtbot, PrintDialog)
    hands.window.lock()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert preview.view.pages is None


def test_the_folder_chosen_last_is_offered_next(output, hands, qtbot, tmp_path):
    assert Path(output.target.text()).parent.name == "保密工作台输出"
    output._chosen(str(tmp_path / "book.pdf"))
    hands.window.wear(points=11)
    output.reject()
    qtbot.waitUntil(lambda: hands.dialog is None)
    dialogs.output(hands.work, prints=True)
    assert Path(hands.dialog.target.text()).parent == tmp_path
    hands.window.wear(points=10)
