"""The list of files, the archive and the parts list: complete, checkable by others, the same bytes each time."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tools():
    from bundle import sums

    return sums


def test_the_list_is_checked_by_sha256sum(small):
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    tools().write_list(small)
    check = ["sha256sum", "-c", "--quiet", tools().LIST]
    assert subprocess.run(check, cwd=small, capture_output=True, check=False).returncode == 0
    (small / "_internal/base_library.zip").write_bytes(b"changed")
    assert subprocess.run(check, cwd=small, capture_output=True, check=False).returncode == 1


def test_a_changed_a_missing_and_an_added_file_are_named(small):
    (small / "one").write_bytes(b"1")
    (small / "two").write_bytes(b"2")
    tools().write_list(small)
    assert tools().wrong(small) == []
    (small / "one").write_bytes(b"x")
    (small / "two").unlink()
    (small / "three").write_bytes(b"3")
    assert tools().wrong(small) == ["one", "three", "two"]


def test_the_archive_is_the_same_whenever_it_is_made_and_keeps_the_program_runnable(small, tmp_path):
    first = tools().pack(small, tmp_path / "a.tar.xz", 1_700_000_000).read_bytes()
    for file in small.rglob("*"):
        os.utime(file, (1, 1))
    (small / "secretdesk").chmod(0o700)
    second = tools().pack(small, tmp_path / "b.tar.xz", 1_700_000_000)
    assert second.read_bytes() == first
    with tarfile.open(second) as packed:
        assert packed.getmember("secretdesk/secretdesk").mode == 0o755
        assert {one.mtime for one in packed.getmembers()} == {1_700_000_000}


def test_two_folders_that_differ_in_a_byte_or_a_mode_are_told_apart(small, tmp_path):
    from make_bundle import different

    other = Path(shutil.copytree(small, tmp_path / "other"))
    assert different(small, other) == []
    (other / "secretdesk").chmod(0o700)
    (other / "_internal/base_library.zip").write_bytes(b"x")
    (other / "more").write_bytes(b"")
    assert different(small, other) == ["_internal/base_library.zip", "more", "secretdesk"]


def test_the_parts_list_names_every_package_and_library_and_is_the_same_each_time(tmp_path):
    from bundle import sbom
    from tests.bundle.conftest import lay

    bundle = lay(tmp_path / "secretdesk", {"reportlab.pdfgen", "segno"})
    library = bundle / "_internal/PIL/_imaging.so"
    library.parent.mkdir()
    import PIL._imaging

    shutil.copy(PIL._imaging.__file__, library)
    lock = ROOT / "requirements.lock"
    first = sbom.write(bundle, lock, "1.2.3", 1_700_000_000).read_bytes()
    assert sbom.write(bundle, lock, "1.2.3", 1_700_000_000).read_bytes() == first
    told = json.loads(first)
    parts = {one["name"]: one for one in told["components"]}
    assert {"reportlab", "segno", "pillow", "pyinstaller", "_internal/PIL/_imaging.so"} == set(parts)
    assert all(len(one["hashes"][0]["content"]) == 64 for one in parts.values())
    assert parts["segno"]["licenses"][0]["license"]["id"] == "BSD-3-Clause"
    assert parts["pillow"]["version"] and parts["pillow"]["purl"].startswith("pkg:pypi/pillow@")
    assert told["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"


def test_the_version_resource_is_made_of_the_version_of_the_project(monkeypatch):
    from bundle.windows import TEXT, numbers
    from PyInstaller import compat

    monkeypatch.setattr(compat, "win32api", None, raising=False)  # PyInstaller has it on Windows alone
    from PyInstaller.utils.win32 import versioninfo

    assert numbers("0.1.0") == (0, 1, 0, 0)
    assert numbers("1.2rc1") == (1, 0, 0, 0)
    made = eval(TEXT.format(version="0.1.0", numbers=numbers("0.1.0")), vars(versioninfo))  # noqa: S307
    assert "保密工作台" in str(made) and "'FileVersion', '0.1.0'" in str(made)


@pytest.mark.parametrize("size", [16, 256])
def test_the_icon_of_windows_holds_its_sizes(size):
    from PIL import Image

    assert (size, size) in Image.open(ROOT / "tools/bundle/secretdesk.ico").info["sizes"]
