"""The labels dialog offers the kinds of stickers that the files name, and says what is wrong with a college's own."""

import pytest

from secretdesk.ui import dialogs
from tests.desk.test_labels import OWN
from tests.ui.conftest import receive


@pytest.fixture
def labelled(hands):
    """Opens the dialog for a chosen paper, with this text as the college's own file."""

    def opened(text):
        work = hands.work
        folder = work.desk.vault.folder / "forms"
        folder.mkdir(exist_ok=True)
        (folder / "labels.toml").write_text(text, encoding="utf-8")
        receive(work.desk, 1)
        work.tabs.go("documents")
        work.page.view.selectAll()
        dialogs.labels(work)
        return hands.dialog

    return opened


def kinds(dialog):
    return [dialog.form.itemText(n) for n in range(dialog.form.count())]


def test_a_college_chooses_stickers_of_its_own(labelled):
    dialog = labelled(OWN)
    assert kinds(dialog) == ["A4 标签纸 3×8，每个 70×37 mm", "标签卷 50×30 mm，一页一个", "A4 标签纸 4×12"]
    assert dialog.start.maximum() == 24
    dialog.form.setCurrentIndex(2)
    assert (dialog.start.maximum(), dialog._wanted()["sheet"]) == (48, "small")
    dialog.form.setCurrentIndex(1)
    assert not dialog.start.isEnabled()
    assert not dialog.said.isVisible()


def test_what_is_wrong_is_said_and_the_others_are_there(labelled):
    dialog = labelled(OWN.replace("columns = 4", "columns = 9"))
    assert len(kinds(dialog)) == 2
    assert dialog.said.isVisible()
    assert "labels.toml:5" in dialog.said.text() and "444.5" in dialog.said.text()
