"""The second proof: every package has its reason, and none imports the network when it is loaded."""

from importlib import metadata

import pytest


def tools():
    import scan_packages

    return scan_packages


def test_every_pinned_package_has_its_reason_and_hashes():
    assert tools().listed(tools().LOCK.read_text(encoding="utf-8")) == []


def test_a_planted_package_without_a_reason_is_found():
    lock = tools().LOCK.read_text(encoding="utf-8") + "requests==2.0 \\\n    --hash=sha256:00\n"
    assert tools().listed(lock) == [
        "requests is in the lock and on no list: say in packages.toml why it is needed"
    ]


def test_a_planted_pin_without_a_hash_is_found():
    lock = tools().LOCK.read_text(encoding="utf-8")
    start, end = lock.index("segno=="), lock.index("shiboken6==")
    assert tools().listed(lock[:start] + "segno==1.6.6\n" + lock[end:]) == ["segno is pinned without a hash"]


def test_a_package_that_is_gone_is_struck_from_the_list():
    lock = "segno==1 --hash=sha256:00"
    known = {"package": {"segno": {"why": "x", "network": "x"}, "old": {"why": "x", "network": "x"}}}
    assert tools().listed(lock, known) == ["old is on the list and not in the lock: strike it"]


def test_no_package_imports_the_network_when_loaded():
    found = [one for name in tools().KNOWN["package"] for one in tools().imports(name)]
    assert found == []


def test_a_file_of_the_list_that_imports_nothing_any_more_is_struck():
    told = tools().KNOWN["file"]
    bare = {"package": tools().KNOWN["package"], "file": {}}
    found = {one.split(": ", 1)[1] for name in bare["package"] for one in tools().imports(name, bare)}
    assert found == {f"{path} imports {name}" for path, one in told.items() for name in one["imports"]}
    assert all(one["why"] for one in told.values())


@pytest.mark.parametrize(("source", "name"), [
    ("import socket", "socket"),
    ("from http.client import HTTPConnection", "http"),
    ("from urllib import request", "urllib.request"),
    ("try:\n    import ssl\nexcept ImportError:\n    ssl = None", "ssl"),
    ("class Reader:\n    from email import message", "email"),
    ("from PySide6 import QtNetwork", "PySide6.QtNetwork"),
])  # fmt: skip
def test_a_planted_import_is_found(source, name):
    assert tools().banned_in(source) == [name]


def test_what_is_imported_inside_a_function_is_not_loaded():
    assert tools().banned_in("def fetch():\n    import socket") == []


def test_a_planted_module_that_should_never_be_loaded_is_found_in_the_bundle():
    found = tools().in_bundle(
        {"PIL.ImageGrab": "secretdesk", "PIL.JpegImagePlugin": "secretdesk", "PIL.Image": "secretdesk"}
    )
    assert found == ["PIL.ImageGrab is in the bundle, though packages.toml says that it is never loaded"]


def test_the_lock_names_the_packages_as_they_are_installed():
    lock = tools().LOCK.read_text(encoding="utf-8")
    assert all(f"{name}=={metadata.version(name)}" in lock for name in tools().KNOWN["package"])
