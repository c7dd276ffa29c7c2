"""The palette of the look, light and dark. Every pair of ink and ground has a contrast of 4.5:1 or more."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from secretdesk.domain.terms import Level


@dataclass(frozen=True)
class Colours:
    """One theme. Red is for what is wrong or corrected and for nothing else; the accent is brick."""

    dark: bool
    ground: str
    paper: str
    ink: str
    soft: str
    line: str
    accent: str
    on_accent: str
    selection: str
    side: str
    red: str
    amber: str
    tags: dict[str, tuple[str, str]]  # level → (ground, ink)


LIGHT = Colours(
    dark=False, ground="#F6F5F1", paper="#FFFFFF", ink="#1F2328", soft="#5F6570", line="#E3E1DA",
    accent="#8C2F27", on_accent="#FFFFFF", selection="#F3E7E3", side="#EFEDE6", red="#B3261E", amber="#8A5800",
    tags={
        Level.TOP_SECRET: ("#F0E4F7", "#6F1A96"),
        Level.HIGHLY_SECRET: ("#FBE4E2", "#A8201A"),
        Level.ORDINARY_SECRET: ("#FDF0CC", "#7A5200"),
        Level.WORK_SECRET: ("#DFECFA", "#1C4F8C"),
        Level.INTERNAL: ("#E9EBEE", "#4A515C"),
        Level.UNCLASSIFIED: ("#F1F1EF", "#555B64"),
    },
)  # fmt: skip
DARK = Colours(
    dark=True, ground="#1D1F22", paper="#24272B", ink="#E7E6E2", soft="#9AA0A6", line="#3A3E44",
    accent="#E07A6C", on_accent="#1D1F22", selection="#3A2F2E", side="#191B1E", red="#FF8F83", amber="#E9B85A",
    tags={
        Level.TOP_SECRET: ("#4A2559", "#E6BFF7"),
        Level.HIGHLY_SECRET: ("#57211D", "#FFB9AF"),
        Level.ORDINARY_SECRET: ("#493A12", "#FFDF8E"),
        Level.WORK_SECRET: ("#1B3A5C", "#B0D2FF"),
        Level.INTERNAL: ("#3A3E44", "#D8DBDF"),
        Level.UNCLASSIFIED: ("#303338", "#C3C7CC"),
    },
)  # fmt: skip


def colours() -> Colours:
    """The theme in use."""
    application = QApplication.instance()
    return DARK if application is not None and application.property("dark") else LIGHT


def palette(theme: Colours) -> QPalette:
    """The theme as Qt's own controls take it."""
    made = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for key, colour in (
        (role.Window, theme.ground), (role.WindowText, theme.ink), (role.Base, theme.paper),
        (role.AlternateBase, theme.ground), (role.Text, theme.ink), (role.Button, theme.paper),
        (role.ButtonText, theme.ink), (role.BrightText, theme.red), (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent), (role.Link, theme.accent), (role.LinkVisited, theme.accent),
        (role.ToolTipBase, theme.paper), (role.ToolTipText, theme.ink), (role.PlaceholderText, theme.soft),
        (role.Light, theme.line), (role.Midlight, theme.line), (role.Mid, theme.line), (role.Dark, theme.line),
        (role.Shadow, theme.line), (role.Accent, theme.accent),
    ):  # fmt: skip
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, key, QColor(theme.soft))
    return made
