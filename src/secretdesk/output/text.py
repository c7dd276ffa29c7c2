"""Breaks Chinese text into lines (GB/T 15834-2011, 5.1); tears no word, number or 文号 needlessly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secretdesk.domain.terms import COUNTED_UNITS, Level

if TYPE_CHECKING:
    from secretdesk.output.fonts import Widths

# What must not begin a line, and what must not end one. ★ stays with the level before it.
CLOSING = "。．，、；：？！／）〕】》〉」』”’］｝…—～·％‰℃°★!),-.:;?]}%»々〻ー"
OPENING = "（〔【《〈「『“‘［｛￥＄([{«$"
WORD = "A-Za-z0-9À-ɏͰ-ӿ０-９Ａ-Ｚａ-ｚ"
HAN = "㐀-䶿一-鿿"

_WORD = f"[{WORD}](?:[-{WORD}._/:@#&+=~'%]*[{WORD}])?"
_DOC_NUMBER = f"[{HAN}]{{1,4}}〔[0-9]{{4}}〕[{HAN}]?[0-9]+(?:-[0-9]+)*[{COUNTED_UNITS}]?"
_LEVEL = f"[★☆]?(?:{'|'.join(sorted(Level, key=len, reverse=True))})"
_PIECE = re.compile(
    rf"\s+|(?:[{re.escape(OPENING)}]\s*)*"
    rf"(?:{_DOC_NUMBER}|{_LEVEL}|{_WORD}[{COUNTED_UNITS}]?|[^\s{re.escape(OPENING)}])?"
    rf"(?:\s*[{re.escape(CLOSING)}])*"
)
# Where a piece is torn that is wider than the line: before the bracket of a 文号, else behind it, else
# after the dashes and strokes of a word.
_SEAMS = tuple(
    re.compile(seam) for seam in (r"(?<!^)(?=〔)", r"(?<=〕)(?=.)", r"(?<=[-._/:@#&+=~,、；])(?=.)")
)
_ORPHAN = re.compile(rf".[{re.escape(CLOSING)}]*")


EVEN = 200  # how near to even, in 1/1000 em


def break_lines(text: str, limit: int, widths: Widths) -> list[str]:
    """The lines of *text*, none wider than *limit* (1/1000 em); none where it is empty.

    Only a single character that is wider than *limit* by itself goes beyond it. Blanks at a break go.
    """
    if "\n" not in text:
        if sum(map(widths.__getitem__, text)) <= limit:
            return [text] if text else []
        return _fill(text, limit, widths)
    return [line for part in text.splitlines() for line in (break_lines(part, limit, widths) or [""])]


def break_evenly(text: str, limit: int, widths: Widths) -> list[str]:
    """As few lines as `break_lines`, of about the same length: for headings and centred cells."""
    lines = break_lines(text, limit, widths)
    if len(lines) < 2:
        return lines
    words = text.split()
    if len(words) == len(lines) and all(_stands(word, limit, widths) for word in words):
        return words
    pieces = [wide for piece in _PIECE.findall(text) if (wide := widths.of(piece)) <= limit]
    # At less than the widest piece a word would be torn that is whole now.
    low, high = max(widths.of(text) // len(lines), max(pieces, default=1) - 1), limit
    while high - low > EVEN:
        middle = (low + high) // 2
        tried = break_lines(text, middle, widths)
        if len(tried) > len(lines) or any(widths.of(line) > middle for line in tried):
            low = middle
        else:
            high, lines = middle, tried
    return lines


def _stands(line: str, limit: int, widths: Widths) -> bool:
    return line[0] not in CLOSING and line[-1] not in OPENING and widths.of(line) <= limit


def break_without_orphan(text: str, limit: int, widths: Widths) -> list[str]:
    """As `break_lines`, but without a single character (孤字) on the last line."""
    lines = break_lines(text, limit, widths)
    if len(lines) > 1 and len(lines[-1]) < 4 and _ORPHAN.fullmatch(lines[-1]):
        evenly = break_evenly(text, limit, widths)
        return evenly if len(evenly) == len(lines) else lines
    return lines


def _fill(text: str, limit: int, widths: Widths) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    todo = _PIECE.findall(text)[::-1]
    while todo:
        piece = todo.pop()
        wide = sum(map(widths.__getitem__, piece))
        if used + wide <= limit:
            line, used = line + piece, used + wide
            continue
        # A 文号 that would leave half the line empty is rather torn than kept whole.
        if wide > limit or used * 2 < limit:
            parts = _torn(piece, anywhere=wide > limit)
            if len(parts) > 1:
                todo += parts[::-1]
                continue
        if line:
            lines.append(line.rstrip())
        line, used = ("", 0) if piece.isspace() else (piece, wide)
    return [*lines, line.rstrip()] if line.strip() else lines


def _torn(piece: str, *, anywhere: bool) -> list[str]:
    """The parts of a piece: a 文号 before its bracket; *anywhere*, at its next seam or each character."""
    for seam in _SEAMS if anywhere else _SEAMS[:1]:
        parts = seam.split(piece)
        if len(parts) > 1:
            return parts
    return list(piece) if anywhere else [piece]
