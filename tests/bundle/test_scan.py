"""The scan of the bundle: what is planted is found, each by its name; a clean one passes."""

import importlib.util
import shutil
import sys
import zipfile
from pathlib import Path

import PySide6
import pytest
import setuptools

from tests.bundle.conftest import lay

QT = Path(PySide6.__file__).parent / "Qt"
linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="plants an ELF library of this Python"
)


def scan(bundle):
    from scan_bundle import scan as look

    return look(bundle)


def plant(bundle, where, source):
    target = bundle / "_internal" / where
    target.parent.mkdir(parents=True, exist_ok=True)
    if source is None:
        target.write_bytes(b"")
    else:
        shutil.copy(source, target)


def extension(name):
    spec = importlib.util.find_spec(name)
    if not (spec and spec.origin and spec.origin.endswith(".so")):
        pytest.skip(f"this Python has {name} built in")
    return spec.origin


def test_a_clean_bundle_passes(small):
    assert scan(small) == []


def test_an_empty_folder_is_no_clean_bundle(tmp_path):
    assert "nothing was looked at" in scan(tmp_path)[0]


@linux
def test_a_planted_qtnetwork_is_found(small):
    plant(small, "PySide6/Qt/lib/libQt6Network.so.6", QT / "lib/libQt6Network.so.6")
    found = scan(small)
    assert any(one.startswith("forbidden file _internal/PySide6/Qt/lib/libQt6Network.so.6") for one in found)
    assert "_internal/PySide6/Qt/lib/libQt6Network.so.6 asks for getaddrinfo()" in found


@linux
def test_a_planted_qtnetwork_under_another_name_is_found_by_what_it_asks_for(small):
    plant(small, "libquiet.so.6", QT / "lib/libQt6Network.so.6")
    assert "_internal/libquiet.so.6 asks for socket()" in scan(small)


@linux
def test_a_planted_plugin_that_links_qtnetwork_is_found(small):
    plant(small, "libharmless.so", next((QT / "plugins/tls").glob("*.so")))
    assert "_internal/libharmless.so links libQt6Network.so.6" in scan(small)


@linux
def test_a_planted_library_that_imports_getaddrinfo_is_found(small):
    plant(small, "harmless.so", extension("_socket"))
    assert {f"_internal/harmless.so asks for {name}()" for name in ("getaddrinfo", "connect")} <= set(
        scan(small)
    )


def test_a_planted_socket_pyc_in_the_archive_is_found(tmp_path):
    bundle = lay(tmp_path / "secretdesk", {"secretdesk.__main__", "socket"})
    assert scan(bundle) == ["forbidden module socket in secretdesk"]


@pytest.mark.parametrize(
    "name",
    [
        "asyncio.events",
        "http.client",
        "email.message",
        "multiprocessing",
        "urllib.request",
        "xmlrpc.client",
        "subprocess",
        "PySide6.QtNetwork",
    ],
)
def test_a_planted_module_in_the_archive_is_found(tmp_path, name):
    assert scan(lay(tmp_path / "secretdesk", {name})) == [f"forbidden module {name} in secretdesk"]


def test_a_planted_module_in_the_base_library_is_found(small):
    with zipfile.ZipFile(small / "_internal/base_library.zip", "a") as packed:
        packed.writestr("http/__init__.pyc", b"")
    assert scan(small) == ["forbidden module http in _internal/base_library.zip"]


def test_a_planted_tls_plugin_is_found(small):
    plant(small, "PySide6/Qt/plugins/tls/libqcertonlybackend.so", None)
    assert any("plugins/tls/libqcertonlybackend.so" in one for one in scan(small))


@pytest.mark.parametrize(
    "name",
    [
        "networkinformation/libqnetworkmanager.so",
        "qmltooling/libqmldbg_tcp.so",
        "platforms/libqvnc.so",
        "generic/libqtuiotouchplugin.so",
        "platforminputcontexts/libqtvirtualkeyboardplugin.so",
    ],
)
def test_a_planted_plugin_is_found(small, name):
    plant(small, f"PySide6/Qt/plugins/{name}", None)
    assert any(name in one for one in scan(small))


def test_a_planted_ssl_extension_is_found(small):
    plant(small, "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so", None)
    found = scan(small)
    assert (
        "forbidden module _ssl in _internal/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so"
        in found
    )
    assert any(one.startswith("forbidden file") for one in found)


def test_a_planted_windows_library_that_imports_winsock_is_found(small):
    """A real PE whose import of KERNEL32 is renamed, which has as many letters."""
    program = (Path(setuptools.__file__).parent / "cli-64.exe").read_bytes()
    assert program.count(b"KERNEL32.dll") == 1
    (small / "_internal/clean.dll").write_bytes(program)
    assert scan(small) == []
    (small / "_internal/harmless.dll").write_bytes(program.replace(b"KERNEL32.dll", b"WS2_32.dll\0\0"))
    assert scan(small) == ["_internal/harmless.dll links ws2_32"]


def test_a_library_that_cannot_be_read_is_found(small):
    (small / "_internal/broken.so").write_bytes(b"\x7fELF" + b"\xff" * 100)
    assert scan(small)[0].startswith("unreadable library _internal/broken.so")


@linux
def test_an_allowance_of_which_nothing_is_used_is_found(small):
    plant(small, "sqlcipher3/_sqlite3.so", extension("math"))
    assert scan(small) == [
        "_internal/sqlcipher3/_sqlite3.so asks for nothing of what allowed.toml grants it: strike the entry"
    ]


def test_every_allowance_says_why():
    from scan_bundle import ALLOWED

    assert all(len(one["why"]) > 60 for one in ALLOWED)
