"""Opens every window, page and dialog there is, one after the other, for the tests that walk them all."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication, QDialog

from secretdesk.desk import filters, papers
from secretdesk.desk.printing import save_pdf
from secretdesk.domain.review import Command
from secretdesk.registers import REGISTERS
from secretdesk.ui import dialogs
from secretdesk.ui.about import tell_about
from secretdesk.ui.close_year import CloseYear
from secretdesk.ui.key_dialog import ADD, CHANGE, RECOVERY
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.preview import Preview
from secretdesk.ui.restore_dialog import RestoreDialog
from secretdesk.ui.trouble import tell
from secretdesk.ui.ways import find_anywhere
from tests.desk import old_workbooks
from tests.desk.test_imports import take_over
from tests.ui.conftest import begin_round, receive

Opened = "tuple[str, QWidget]"


def before_a_vault_is_open(window, qtbot):
    """The pages of a locked window."""
    yield "unlock", window
    window.show_new()
    yield "new vault", window
    window.show_unlock()
    dialog = RestoreDialog(window.unlock.place(), window)
    dialog.open()
    with closed(qtbot, dialog):
        yield "restore", dialog


def of_an_open_vault(hands, qtbot):
    """(name, what is in sight) for everything behind the passphrase."""
    window, work = hands.window, hands.work
    receive(work.desk, 1)
    receive(work.desk, 2, mark="工作秘密", doc_number="无文号", channel="快递")
    begin(work.desk)
    begin_round(work.desk, 3)
    yield "today", in_front(qtbot, window)
    for register in REGISTERS:
        work.tabs.go(register.key)
        work.page.view.choose(0)
        yield register.key, in_front(qtbot, window)
        for action in register.actions:
            work.act(action.key)
            if work.dialog is not None:
                with closed(qtbot, work.dialog) as dialog:
                    if isinstance(dialog, PanelFrame):
                        yield f"{register.key}.{action.key}", dialog
                        continue
                    if dialog.area.fold_button.isVisible():
                        yield f"{register.key}.{action.key}", dialog
                        dialog.area.fold_button.click()
                    yield f"{register.key}.{action.key} unfolded", dialog
    work.tabs.go("documents")
    page = work.page
    for facet in filters.facets(work.desk, page.register):
        if facet.key in {"level", "issuer", "act_by", "status"}:
            page.filters.facet_asked.emit(facet)
            with closed(qtbot, newest()) as dialog:
                yield f"filter {facet.key}", dialog
    page.filters.choose("level", ["机密", "秘密"])
    page.filters.choose("year", [2026])
    yield "filtered", in_front(qtbot, window)
    page.filters.set_filter({})
    page.columns.choose()
    with closed(qtbot, newest()) as dialog:
        yield "columns", dialog
    find_anywhere(work)
    with closed(qtbot, newest()) as dialog:
        dialog.field.setText("通知")
        dialog.look()
        yield "anywhere", dialog
    yield from of_the_past(work, qtbot)
    yield from of_output(work, qtbot)
    yield from of_a_printed_page(hands, qtbot)
    for kind in (ADD, CHANGE, RECOVERY):
        dialogs.keys(work, kind)
        with closed(qtbot, newest()) as dialog:
            yield f"keys {kind}", dialog
    yield from of_help(work, qtbot)
    with closed(
        qtbot, tell(window, "没有办成", "磁盘写满了。请腾出空间，再试一次；已登记的内容没有丢失。")
    ) as box:
        yield "a message", box


def of_help(work, qtbot):
    """The sheet of keys, and what this program is."""
    work.keys_help()
    with closed(qtbot, newest()) as dialog:
        yield "help", dialog
    with closed(qtbot, tell_about(work)) as box:
        yield "about", box


def of_output(work, qtbot):
    """What prints and exports, and where the printer is chosen."""
    work.page.view.choose(0)
    for name, opened in (("labels", dialogs.labels), ("bulk", dialogs.bulk)):
        opened(work)
        with closed(qtbot, work.dialog) as dialog:
            yield name, dialog
    dialogs.back_up(work)
    with closed(qtbot, work.dialog) as dialog:
        yield "back up", dialog
    dialogs.year(work)
    year = work.dialog
    qtbot.waitUntil(lambda: year.counted is not None and year.work is None, timeout=30000)
    with closed(qtbot, year):
        yield "year", year
        asked = CloseYear(2026, work.desk.rows("copies", limit=20), year)
        asked.open()
        with closed(qtbot, asked):
            yield "close year", asked
        in_front(qtbot, year)
    yield from of_releases(work, qtbot)
    yield from of_an_import(work, qtbot)
    for prints in (True, False):
        dialogs.output(work, prints=prints)
        with closed(qtbot, work.dialog) as dialog:
            yield "print" if prints else "export", dialog
            if prints:
                dialog.print_paper()
                qtbot.waitUntil(lambda: dialog.way is not None, timeout=30000)
                with closed(qtbot, dialog.way.dialog) as asked:
                    yield "printer", asked
                in_front(qtbot, dialog)


def of_releases(work, qtbot):
    """The five steps of 写到介质上, and a disc that failed."""
    dialogs.release(work)
    with TemporaryDirectory() as folder, closed(qtbot, work.dialog) as wizard:
        yield "release 1", wizard
        for step in range(1, 5):
            wizard.medium.folder.setText(folder)
            wizard.step_on()
            qtbot.waitUntil(lambda: wizard.work is None, timeout=30000)
            assert wizard.at == step, wizard.said.text()
            in_front(qtbot, wizard)
            if step == 2:
                wizard.medium.list.setCurrentRow(0)
                yield "release disc", wizard
                wizard.medium.list.setCurrentRow(wizard.medium.list.count() - 1)
            yield f"release {step + 1}", wizard
    dialogs.disc(work)
    with closed(qtbot, work.dialog) as dialog:
        dialog._answer(["清单.sha256"])
        yield "disc", dialog


def of_an_import(work, qtbot):
    """A book on its way in, page by page."""
    dialogs.import_book(work)
    with TemporaryDirectory() as place, closed(qtbot, work.dialog) as dialog:
        yield "import", dialog
        name, data, _, _ = old_workbooks.wrong()
        (Path(place) / name).write_bytes(data)
        dialog.file.file.setText(str(Path(place) / name))
        dialog.file.checked.setChecked(True)
        for page, told in ((1, "columns"), (2, "rehearsal")):
            dialog.go_on()
            qtbot.waitUntil(
                lambda page=page: dialog.work is None and dialog.pages.currentIndex() == page, timeout=30000
            )
            yield f"import {told}", dialog


def of_the_past(work, qtbot):
    """Who had a thing, what a person had."""
    for key in ("copies", "people"):
        for row in work.desk.rows(key, limit=1):
            work.go_link(f"had:{key}/{row.entry}")
            with closed(qtbot, work.dialog) as dialog:
                yield f"had {key}", dialog


def of_a_printed_page(hands, qtbot):
    """What a code opens, folded and unfolded, with rows that were changed; the pages themselves."""
    work = hands.work
    with TemporaryDirectory() as folder:
        save_pdf(work.desk, Path(folder) / "book.pdf", "receipt_book")
        data = (Path(folder) / "book.pdf").read_bytes()
    work.desk.perform(
        Command("", "documents", "amend", "密收〔2026〕0001号", {"pages": "5", "reason": "数错"})
    )
    (page,) = work.desk.rows("print_pages", limit=1)
    code = papers.code_of(work.desk, page)
    for typed in (code, "SD" + "0" * 16):
        dialogs.show_paper(work, typed)
        with closed(qtbot, work.dialog) as dialog:
            yield "paper", dialog
            dialog._unfold()
            yield "paper unfolded", dialog
    work.open_dialog(Preview("预览", data, work, [("打印…", lambda: None)]))
    with closed(qtbot, work.dialog) as dialog:
        yield "preview", dialog


def begin(desk):
    """What must have been begun before its panels open: a batch, a return, a stocktake, an old book."""
    take_over(desk, old_workbooks.units())
    some = [
        ("places", "enrol", {"name": "一室-1柜-1层"}), ("destructions", "draft", {}),
        ("returns", "draft", {"issuer": "省教育厅"}), ("stocktakes", "start", {"place": "一室-1柜-1层"}),
    ]  # fmt: skip
    for register, action, values in some:
        desk.perform(Command("", register, action, values=values, confirm=frozenset({"unknown_reference"})))


def in_front(qtbot, window):
    """The window with the keys in it, as a desktop gives it back."""

    def is_there():
        if QApplication.activeWindow() is not window:
            window.activateWindow()
        return QApplication.activeWindow() is window and QApplication.focusWidget() is not None

    qtbot.waitUntil(is_there)
    return window


def newest():
    """The dialog that has just been opened."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()][-1]


@contextmanager
def closed(qtbot, dialog):
    """Wait for it, and close it as Esc does."""
    in_front(qtbot, dialog)
    yield dialog
    dialog.reject()
    qtbot.waitUntil(lambda: not any(w is dialog and w.isVisible() for w in QApplication.topLevelWidgets()))
