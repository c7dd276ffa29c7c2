"""Small pieces that every page is put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def mark(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet knows, and let it look again."""
    changed = [k for k, v in properties.items() if widget.property(k) != v]
    for key in changed:
        widget.setProperty(key, properties[key])
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str = "", *, wrap: bool = False, **properties: object) -> QLabel:
    """A text; ``soft``, ``note``, ``head`` as in the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    for key, value in properties.items():
        made.setProperty(key, value)
    return made


def button(text: str, act: Callable[[], object] | None = None, **properties: object) -> QPushButton:
    """A button that Enter presses only while it has the focus."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    for key, value in properties.items():
        made.setProperty(key, value)
    if act is not None:
        made.clicked.connect(lambda _checked=False: act())
    return made


def named(text: str, field: QWidget) -> QVBoxLayout:
    """A field with its name above it."""
    head = label(text, soft=True)
    head.setBuddy(field)
    field.setAccessibleName(text)
    box = QVBoxLayout()
    box.setSpacing(4)
    box.addWidget(head)
    box.addWidget(field)
    return box


def centred(paper: QWidget, page: QWidget) -> None:
    """Lay a sheet on a page, a little above its middle."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(paper)
    row.addStretch()
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)


def card(parent: QWidget | None = None, width: int = 0) -> QFrame:
    """A sheet of paper with a line around it; ``width`` in characters."""
    made = QFrame(parent)
    made.setObjectName("card")
    if width:
        made.setFixedWidth(made.fontMetrics().horizontalAdvance("口") * width)
    return made
