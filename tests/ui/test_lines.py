"""A notice's list copied from a table goes into the lines of a form as it stands (F08)."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from secretdesk.registers import BY_KEY
from secretdesk.ui.lines import LinesEditor

NOTICE = "发文字号\t份号\t应退份数\n云教密〔2026〕8号\t000123-000124\t2\n云教密〔2026〕9号\t\t1\n\n云教密〔2026〕10号\t000301\t\n"
READ = [
    {"doc_number": "云教密〔2026〕8号", "copy_numbers": "000123-000124", "count": "2"},
    {"doc_number": "云教密〔2026〕9号", "count": "1"},
    {"doc_number": "云教密〔2026〕10号", "copy_numbers": "000301"},
]


def lines(qtbot, desk):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = LinesEditor(desk, BY_KEY["return_lines"], parent)
    parent.resize(900, 400)
    parent.show()
    return parent, made


def typed(editor):
    return [{k: str(v) for k, v in line.items()} for line in editor.get()]


def test_a_copied_table_fills_line_after_line(qtbot, desk):
    parent, editor = lines(qtbot, desk)
    editor.paste(NOTICE)
    assert typed(editor) == READ
    assert len(editor.rows) == len(READ) + 1  # one stays empty
    assert parent is not None


def test_ctrl_v_pastes_a_table_and_leaves_a_single_text_to_its_field(qtbot, desk):
    parent, editor = lines(qtbot, desk)
    QGuiApplication.clipboard().setText(NOTICE)
    first = editor.rows[0][1][0]
    first.setFocus()
    QTest.keySequence(first, "Ctrl+V")
    assert typed(editor) == READ
    second = editor.rows[3][1][0]
    QGuiApplication.clipboard().setText("云教密〔2026〕11号")
    QTest.keySequence(second, "Ctrl+V")
    assert typed(editor)[3:] == [{"doc_number": "云教密〔2026〕11号"}]
    QGuiApplication.clipboard().clear()
    assert parent is not None
