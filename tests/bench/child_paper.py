"""Draws a book of so many rows into a file that is thrown away; prints its peak memory in MB."""

import re
import sys
import tempfile
from pathlib import Path

from secretdesk.output import fonts
from secretdesk.output.book import draw_book
from tests.output import sample

fonts.look_in()
with tempfile.TemporaryFile() as file:
    draw_book(file, sample.forms()["receipt_book"], sample.rows(int(sys.argv[1])), sample.head())
status = Path("/proc/self/status").read_text(encoding="ascii")  # getrusage would count the parent before exec
print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024)
