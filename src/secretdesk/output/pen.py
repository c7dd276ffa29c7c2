"""Operators of a PDF page, as text: strings, lines, frames, a QR code. Lengths in points from bottom left."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from secretdesk.output.fonts import Style, widths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.output.embed import Ink

ASCENT = 0.88  # of the em box above the baseline, in both bundled faces
MIDDLE = 0.38  # the middle of a Chinese character above the baseline


def string(ink: Ink, style: Style, size: float, x: float, y: float, text: str, align: str = "left") -> str:
    """A line of text whose baseline is *y*; *x* is its left end, its middle or its right end."""
    if not text:
        return ""
    if align != "left":
        wide = widths(style).of(text) * size / 1000
        x -= wide if align == "right" else wide / 2
    return f"BT {x:.2f} {y:.2f} Td {ink.show(style, size, text)} ET"


def fitted(style: Style, size: float, text: str, room: float) -> float:
    """*size*, or the lesser one at which *text* is no wider than *room*."""
    wide = widths(style).of(text) * size / 1000
    return size if wide <= room else size * room / wide


def stronger(operators: str, stroke: float) -> str:
    """Text with its outline drawn over, for the weight of the face for titles, which may not be shipped."""
    return f"q 2 Tr {stroke:g} w\n{operators}\nQ"


def line(x1: float, y1: float, x2: float, y2: float, stroke: float) -> str:
    """A straight line of *stroke* points."""
    return f"{stroke:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"


def box(x: float, y: float, wide: float, high: float, stroke: float) -> str:
    """A frame of *stroke* points."""
    return f"{stroke:g} w {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re S"


def ground(x: float, y: float, wide: float, high: float, colour: str) -> str:
    """A filled area; *colour* as ``red green blue`` from 0 to 1."""
    return f"q {colour} rg {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f Q"


def coloured(colour: str, operators: Iterable[str]) -> str:
    """The operators in a colour."""
    return "\n".join((f"q {colour} rg {colour} RG", *operators, "Q"))


def code(payload: str, x: float, y: float, side: float) -> str:
    """A QR code of *side* points. Mask and error level are fixed: the same payload gives the same picture."""
    rows = _quiet_segno().make(payload, micro=False, error="m", mask=2, boost_error=False).matrix
    module = side / len(rows)
    found = []
    for number, row in enumerate(rows, 1):
        start = 0
        while (start := row.find(1, start)) >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            place = f"{x + start * module:.2f} {y + side - number * module:.2f}"
            found.append(f"{place} {(end - start) * module:.2f} {module:.2f} re")
            start = end
    return "\n".join((*found, "f"))


@cache
def _quiet_segno() -> Any:
    """The QR encoder alone: segno's writers of files import urllib.request, http and socket by xml.sax."""
    sys.modules.setdefault("segno.writers", ModuleType("segno.writers"))
    import segno

    return segno
