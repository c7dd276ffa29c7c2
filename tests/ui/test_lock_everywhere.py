"""R9: the lock wins over every form there is, and every form comes back as it stood, character for character."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit

from secretdesk.desk import drafts
from secretdesk.desk.demo import make_demo
from secretdesk.desk.opening import open_vault
from secretdesk.registers import REGISTERS
from secretdesk.store.slots import Cost
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.offered import fits
from secretdesk.ui.panel_frame import PanelFrame
from tests.ui.conftest import PASSPHRASE

WORDS = "lantern 7 mulberry"
HALF = "改了〔一半〕𠮷 &<b>"
ROWS = 400  # looked through for one that an action fits


def unlock(window, folder, words):
    """As the unlock page does once the key is stretched."""
    window.open(open_vault(folder, None, words))
    return window.work


def fill(dialog):
    """Half a thing in every field where one can type; gives how many."""
    typed = 0
    for field in dialog.findChildren(QLineEdit) + dialog.findChildren(QPlainTextEdit):
        if not field.isReadOnly() and field.isEnabled():
            text = f"{HALF}{typed}"
            field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(f"{text}\n又一行")
            typed += 1
    return typed


def stands(dialog):
    """What is in every field, and what the form would keep."""
    kept = dialog.content()
    return kept if isinstance(dialog, PanelFrame) else (dialog.area.get(), kept)


def cases(work, *, creating):
    """(register, action, rows) of every form that can be opened; and the names of those that no row fits."""
    found, without = [], []
    for register in REGISTERS:
        rows = [] if creating else list(work.desk.rows(register.key, limit=ROWS))
        for action in register.actions if register.key in work.tabs.keys else ():
            fitting = [row for row in rows if fits(work.desk, register, action, [row])][:1]
            if action.hidden or (creating and not action.creates):
                continue
            if action.creates or fitting:
                found.append((register, action, [] if action.creates else fitting))
            else:
                without.append(f"{register.key}.{action.key}")
    return found, without


def lock_each(window, folder, words, found):
    """Open each form, type half a thing into every field, lock, unlock: it stands there as it stood."""
    typed = 0
    for register, action, rows in found:
        name, work = f"{register.key}.{action.key}", window.work
        work.tabs.go(register.key)
        work.act(action.key, rows)
        assert work.dialog is not None, name
        typed += fill(work.dialog)
        before = stands(work.dialog)
        window.lock()
        assert window.work is None, name
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()], (
            name
        )
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        work = unlock(window, folder, words)
        assert work.dialog is not None, name
        assert stands(work.dialog) == before, name
        work.dialog.start_afresh() if isinstance(work.dialog, ActionDialog) else work.dialog.drafting.drop()
        work.dialog.done(QDialog.DialogCode.Rejected)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        work.dialog = None
    return typed


def test_every_form_that_begins_an_entry(hands):
    """Of every register; all other forms in `make torture`."""
    found, without = cases(hands.work, creating=True)
    assert without == []
    assert {register.key for register, _, _ in found} >= {"documents", "loans", "destructions", "disclosures"}
    assert len(found) > 60
    assert lock_each(hands.window, hands.work.desk.vault.folder, PASSPHRASE, found) > 300


@pytest.mark.torture
@pytest.mark.campaign("R9 every form, locked and back")
def test_every_form_there_is(window, tmp_path, request):
    """On the demo vault, where most actions fit some entry; which don't is told."""
    folder = tmp_path / "demo"
    make_demo(folder, "", WORDS, cost=Cost(1, 8192)).close()
    work = unlock(window, folder, WORDS)
    found, without = cases(work, creating=False)
    typed = lock_each(window, folder, WORDS, found)
    told = f"{len(found)} forms, {typed} fields; no entry fits {len(without)}: {' '.join(without)}"
    request.node.user_properties.append(("figure", told))
    assert len(found) > 5 * len(without)


def test_a_bug_in_a_form_doesnt_hold_up_the_lock(hands, monkeypatch, qtbot):
    """Planted: what keeps the draft fails as nobody expected."""
    hands.work.tabs.go("documents")
    hands.work.act("receive")
    hands.dialog.area.boxes["title"].editor.put("改了一半")

    def fail(*_args, **_more):
        raise KeyError("a bug")

    for place in ("save", "prefer"):
        monkeypatch.setattr(f"secretdesk.desk.drafts.{place}", fail)
    key, dialog = hands.work.desk.vault.key, hands.dialog
    with qtbot.captureExceptions() as told:
        hands.window.lock()
    assert [error[0] for error in told] == [KeyError, KeyError]
    assert hands.window.work is None
    assert not dialog.isVisible()
    assert not any(key)


@pytest.mark.parametrize("register", ["outputs", "prints"])
def test_copies_that_are_a_number_are_no_papers(hands, register):
    """A draft that counts copies was taken for one that names them, and held up the lock."""
    drafts.save(hands.work.desk, register, "amend", 0, {"copies": "改成两份"})
    (kept,) = drafts.all_drafts(hands.work.desk)
    assert kept.content == {"copies": "改成两份"}
