"""Scans of each kind open in a process whose guard stands: no reader brings another program along."""

import io
import subprocess
import sys

import pytest
from PIL import Image

CODE = """
import sys
from secretdesk import guard
guard.begin()
from secretdesk.output.pages import open_pages
pages = open_pages(sys.stdin.buffer.read())
print(len(pages), pages.draw(0, 1.0).width, "subprocess" in sys.modules)
"""


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_scan_opens_behind_the_guard(kind):
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(data, kind, dpi=(72, 72))
    done = subprocess.run(
        [sys.executable, "-c", CODE], input=data.getvalue(), capture_output=True, check=False
    )
    assert done.stdout.split() == [b"1", b"300", b"False"], done.stderr
