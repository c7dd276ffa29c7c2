"""The tools of the bundle, and a small folder that the scan takes for one."""

import sys
import zipfile
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))


@pytest.fixture
def small(tmp_path):
    """A clean bundle of few files."""
    return lay(tmp_path / "secretdesk", {"secretdesk.__main__", "hashlib"})


def lay(folder, modules):
    from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter

    inside = folder / "_internal"
    inside.mkdir(parents=True)
    with zipfile.ZipFile(inside / "base_library.zip", "w") as packed:
        packed.writestr("collections/__init__.pyc", b"")
    pyz = folder.parent / "PYZ.pyz"
    code = compile("", "empty.py", "exec")
    ZlibArchiveWriter(
        str(pyz), [(name, "-", "PYMODULE") for name in sorted(modules)], dict.fromkeys(modules, code)
    )
    CArchiveWriter(str(folder / "secretdesk"), [("PYZ.pyz", str(pyz), False, "z")], "libpython3.so")
    pyz.unlink()
    return folder
