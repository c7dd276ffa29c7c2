"""A locked file opens with its passphrase alone, and what locks it opens no socket."""

import io
import subprocess
import sys

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from secretdesk.output.book import draw_book
from secretdesk.output.locking import lock_xlsx
from secretdesk.output.workbook import Column, write_workbook
from tests.output import sample

BANNED = (
    "socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "asyncio", "multiprocessing", "email", "subprocess",
    "logging.handlers", "logging.config", "importlib.metadata", "select", "selectors", "sqlite3",
)  # fmt: skip
SCRIPT = f"""
import io, sys
from tests.output import sample
from secretdesk.output.book import draw_book
from secretdesk.output.locking import lock_xlsx
from secretdesk.output.workbook import Column, write_workbook
target = io.BytesIO()
write_workbook(target, "x", [Column("a")], [["b"]])
lock_xlsx(target.getvalue(), "violet abacus 38")
draw_book(io.BytesIO(), sample.forms()["receipt_book"], sample.rows(3), sample.head(), passphrase="violet abacus 38")
print([name for name in {BANNED!r} if name in sys.modules])
"""


def book(passphrase):
    target = io.BytesIO()
    draw_book(target, sample.forms()["receipt_book"], sample.rows(5), sample.head(), passphrase=passphrase)
    return target.getvalue()


def text(data, password=None):
    pdf = pypdfium2.PdfDocument(data, password=password)
    return "".join(page.get_textpage().get_text_range() for page in pdf)


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60))
def test_any_passphrase_opens_what_it_locked(word):
    data = book(word)
    assert text(data, word) == text(book(""))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data, password=f"{word}x")


def test_the_same_pages_are_never_the_same_bytes():
    assert book("violet abacus 38") != book("violet abacus 38")


def test_nothing_is_left_in_clear():
    data = book("violet abacus 38")
    assert sample.rows(1)[0].cells[0].text.encode() not in data
    assert b"/AESV3" in data
    assert data.startswith(b"%PDF-2.0")


def test_the_workbook_is_sound_inside():
    target, opened = io.BytesIO(), io.BytesIO()
    write_workbook(target, "x", [Column("a")], [["密"]])
    locked = OOXMLFile(io.BytesIO(lock_xlsx(target.getvalue(), "紫色 abacus 38")))
    locked.load_key(password="紫色 abacus 38", verify_password=True)
    locked.decrypt(opened, verify_integrity=True)
    assert opened.getvalue() == target.getvalue()


def test_locking_brings_no_socket():
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "[]\n"
