"""forms/ and resources/ are found in the source tree, in an installed wheel and in a frozen bundle."""

import sys

import pytest

from secretdesk import assets


@pytest.fixture(autouse=True)
def fresh():
    assets.folder.cache_clear()
    yield
    assets.folder.cache_clear()


def test_source_tree():
    assert (assets.folder("forms") / "receipt_book.toml").is_file()
    assert [file.name for file in assets.form_files()] == sorted(f.name for f in assets.form_files())
    assert assets.font_file("NotoSerifSC-Regular.ttf").is_file()


@pytest.mark.parametrize("inside", ["secretdesk", "."])
def test_frozen(tmp_path, monkeypatch, inside):
    (tmp_path / inside / "forms").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets.folder("forms") == tmp_path / inside / "forms"


def test_installed_wheel(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "secretdesk"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert assets.folder("resources") == package / "resources"


def test_what_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "a" / "b")
    with pytest.raises(FileNotFoundError, match="forms/"):
        assets.folder("forms")
