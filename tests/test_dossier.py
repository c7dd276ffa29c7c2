"""The paper for the office that approves the bundle: every blank is filled, every command on it is real, two pages."""

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def test_the_dossier_of_a_bundle_is_two_pages_with_its_hash(tmp_path):
    bundle, target = tmp_path / "包 裹", tmp_path / "说明.pdf"
    bundle.mkdir()
    listed = bundle / "文件清单.sha256"
    listed.write_text("0" * 64 + "  secretdesk\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, HERE / "tools/dossier.py", bundle, listed, target],
        check=True, capture_output=True, text=True, env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.startswith("2 pages")
    import pypdfium2

    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(target))
    assert sha256(listed.read_bytes()).hexdigest() in re.sub(r"\s", "", text)
    assert "{" not in re.sub(r"\{ .*? \}", "", text, flags=re.DOTALL)


def test_what_the_papers_tell_of_is_there():
    """The threat model names tests; each of them exists."""
    told = (HERE / "docs/threat-model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+(?:\.py)?)`", told))
    assert named
    assert {one for one in named if not (HERE / one).exists()} == set()
