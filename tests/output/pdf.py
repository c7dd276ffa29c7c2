"""Looks into a PDF: with pdfium always, with poppler where it is installed."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess

import pypdfium2
import pytest
from pypdfium2 import raw

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


def squeezed(text: str) -> str:
    """Without blanks and line ends: a cell's lines are broken where the paper breaks them."""
    return re.sub(r"\s+", "", text)


def pages_by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def pages_by_poppler(data: bytes) -> list[str]:
    run = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(run, input=data, capture_output=True, check=True).stdout.decode()
    return [squeezed(page) for page in text.split("\f")[:-1]]


def fonts_by_poppler(data: bytes, tmp_path) -> list[list[str]]:
    file = tmp_path / "fonts.pdf"
    file.write_bytes(data)
    text = subprocess.run(["pdffonts", file], capture_output=True, check=True, text=True).stdout
    return [line.split() for line in text.splitlines()[2:]]


def coloured(data: bytes, number: int = 0) -> list[tuple[str, bool]]:
    """The strings of a page in the order in which they were drawn, and whether each is red."""
    document = pypdfium2.PdfDocument(data)
    page = document[number]
    text_page = page.get_textpage()
    found = []
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        channels = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetFillColor(item.raw, *channels)
        buffer = ctypes.create_string_buffer(4000)
        size = raw.FPDFTextObj_GetText(
            item.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 2000
        )
        red = channels[0].value > 150 and channels[1].value < 60
        found.append((buffer.raw[: max(size - 2, 0)].decode("utf-16-le"), red))
    return found


def strokes(data: bytes, number: int = 0) -> list[tuple[float, float, float, float, bool]]:
    """The ends (left, bottom, right, top) of the lines and frames of a page, and whether each is red."""
    page = pypdfium2.PdfDocument(data)[number]
    found = []
    for item in page.get_objects([raw.FPDF_PAGEOBJ_PATH]):
        channels = [ctypes.c_uint() for _ in range(4)]
        raw.FPDFPageObj_GetStrokeColor(item.raw, *channels)
        found.append((*item.get_bounds(), channels[0].value > 150))
    return found


def picture(data: bytes, number: int = 0, scale: float = 2):
    """The page as drawn, for looking at pixels."""
    return pypdfium2.PdfDocument(data)[number].render(scale=scale).to_pil().convert("RGB")


def text_boxes(
    data: bytes, number: int, bottom: float, top: float
) -> list[tuple[float, float, float, float, str]]:
    """The pieces of text of a page between two heights: left, bottom, right, top in points, and the text."""
    page = pypdfium2.PdfDocument(data)[number]
    text_page = page.get_textpage()
    found = []
    for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
        left, low, right, high = item.get_bounds()
        if bottom <= (low + high) / 2 <= top:
            buffer = ctypes.create_string_buffer(4000)
            place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            size = raw.FPDFTextObj_GetText(item.raw, text_page.raw, place, 2000)
            found.append((left, low, right, high, buffer.raw[: max(size - 2, 0)].decode("utf-16-le")))
    return found
