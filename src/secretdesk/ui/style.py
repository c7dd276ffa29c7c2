"""The style sheet: flat paper, lines of one pixel, one filled button a view."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QGuiApplication, Qt

from secretdesk import assets
from secretdesk.ui.colours import DARK, LIGHT, Colours, palette
from secretdesk.ui.fonts import FAMILY

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SHEET = Template("""
* { outline: none; }
QMainWindow, QDialog, QMenuBar, QStatusBar { background: $ground; }
QDialog { border: 1px solid $line; }
QMessageBox QLabel { padding: 6px 8px; }
QMenuBar { border-bottom: 1px solid $line; padding: 1px 6px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $paper; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $paper; color: $ink; border: 1px solid $line; padding: 3px 6px; }
QLineEdit, QPlainTextEdit, QComboBox { background: $paper; border: 1px solid $line; border-radius: 4px;
  padding: 3px 7px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: ${edit}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit[read-only="true"] { background: $ground; }
QLineEdit[trouble="refuse"], QComboBox[trouble="refuse"], QPlainTextEdit[trouble="refuse"],
  QFrame[trouble="refuse"] { border: 1px solid $red; }
QLineEdit[trouble="ask"], QComboBox[trouble="ask"], QPlainTextEdit[trouble="ask"] { border: 1px solid $amber; }
QComboBox::drop-down { border: none; width: ${arrow}px; }
QComboBox::down-arrow { image: url($icons/down-$name.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $line; padding: 3px;
  selection-background-color: $selection; selection-color: $ink; }
QPushButton { background: $paper; border: 1px solid $line; border-radius: 4px; padding: 4px 14px;
  min-height: ${edit}px; }
QPushButton:hover { background: $selection; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $soft; }
QPushButton::menu-indicator { image: url($icons/down-$name.svg); width: 8px; subcontrol-position: right center;
  right: 7px; }
QPushButton[menu="true"] { padding-right: 22px; }
QPushButton[main="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[main="true"]:hover, QPushButton[main="true"]:focus { border: 2px solid $ink; padding: 3px 13px; }
QPushButton[main="true"]:disabled { background: $line; color: $soft; border: 1px solid $line; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 6px; }
QPushButton[flat="true"]:hover { background: transparent; border: 1px solid $line; }
QPushButton[flat="true"]:focus { border: 1px solid $accent; }
QPushButton[fold="true"] { text-align: left; color: $soft; padding: 6px 12px; }
QPushButton[chip="true"] { border-radius: ${pill}px; padding: 1px 12px; }
QTableView { background: $paper; border: 1px solid $line; gridline-color: transparent; selection-background-color:
  $selection; selection-color: $ink; }
QHeaderView { background: $ground; }
QHeaderView::section { background: $ground; color: $soft; border: none; border-bottom: 1px solid $line;
  padding: 5px 8px; font-weight: bold; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::down-arrow { image: url($icons/down-$name.svg); width: 9px; }
QHeaderView::up-arrow { image: url($icons/up-$name.svg); width: 9px; }
QTableView#month { gridline-color: $line; }
QTableView#month::item { padding: 3px 6px; }
QTableView#month::item:selected { background: $selection; color: $ink; }
QTableCornerButton::section { background: $ground; border: none; }
QAbstractScrollArea::corner { background: $ground; border: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QListWidget { background: $paper; border: 1px solid $line; border-radius: 4px; }
QListWidget::item { padding: 4px 8px; border: 0; color: $ink; }
QListWidget::item:disabled { color: $soft; }
QListWidget::item:selected { background: $selection; color: $ink; }
QListWidget:focus { border: 1px solid $accent; }
QListWidget#tabs { background: $side; border: none; border-right: 1px solid $line; padding: 6px 0; }
QTextBrowser { background: $paper; border: none; }
QFrame#card { background: $paper; border: 1px solid $line; border-radius: 4px; }
QFrame#panel { background: $paper; border: 1px solid $line; border-radius: 4px; }
QFrame#banner { background: $selection; border: 1px solid $line; border-radius: 4px; }
QScrollArea { background: transparent; border: none; }
QWidget#inside { background: $paper; }
QSplitter::handle { background: $ground; }
QScrollBar { background: $ground; border: none; }
QScrollBar:vertical { width: 12px; } QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; } QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: 1px solid $line; border-radius: 4px; background: $paper; text-align: center;
  max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCheckBox::indicator, QListWidget::indicator { width: 14px; height: 14px; border: 1px solid $soft;
  border-radius: 3px; background: $paper; }
QCheckBox::indicator:checked, QListWidget::indicator:checked { image: url($icons/check-$name.svg); }
QStatusBar { border-top: 1px solid $line; } QStatusBar::item { border: none; }
QLabel[soft="true"] { color: $soft; }
QLabel[note="true"] { font-size: ${note}pt; color: $soft; }
QLabel[note="refuse"] { font-size: ${note}pt; color: $red; }
QLabel[note="ask"] { font-size: ${note}pt; color: $amber; }
QLabel[head="true"] { font-size: ${head}pt; font-weight: bold; }
""")


def style_sheet(theme: Colours, points: int) -> str:
    """The sheet of a theme at a size of text."""
    return SHEET.substitute(
        {k: v for k, v in vars(theme).items() if isinstance(v, str)},
        thumb="#5A5F66" if theme.dark else "#C9C6BC",
        name="dark" if theme.dark else "light",
        icons=(assets.folder("resources") / "icons").as_posix(),
        edit=round(points * 1.9),
        arrow=round(points * 2),
        pill=round(points * 1.1),
        note=max(points - 1, 9),
        head=points + 4,
    )


def wear(application: QApplication, look: str = "system", points: int = 10) -> None:
    """Dress the program: ``look`` is light, dark or system; ``points`` the size of text, 9 to 16."""
    system = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    theme = DARK if look == "dark" or (look == "system" and system) else LIGHT
    application.setProperty("dark", theme.dark)
    application.setFont(QFont(FAMILY, points))
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme, points))
