"""Small files that others may have written: key files, the witness, a backup's manifest, a release's list, mappings."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st

from secretdesk.desk.import_choices import read_choices
from secretdesk.domain.review import Refused
from secretdesk.output.manifest import read_manifest, write_manifest
from secretdesk.store import backup
from secretdesk.store.errors import StoreError
from secretdesk.store.keyfile import read_keyring
from secretdesk.store.keyformat import _canonical, _sum, as_bytes, as_keyring, sound_document
from secretdesk.store.witness import _record, read_witness
from tests.campaigns import campaign
from tests.conftest import PASSPHRASE
from tests.fuzz.wild import run, texts, values

DEEP = b"[" * 100_000
BACKUP = {
    "format": 1,
    "made_at": "2026",
    "lines": 1,
    "head": "",
    "last_at": "",
    "origin": "",
    "level": "",
    "reason": "",
    "size": 3,
}
NAMES = dict.fromkeys(backup.FILES, "0" * 64)
MANIFESTS = [
    DEEP, b"{" + b'"a":{' * 50_000, b"[]", b"null", b"9" * 5000, b"\xff", b"NaN",
    json.dumps(BACKUP | {"files": list(backup.FILES)}).encode(),
    json.dumps(BACKUP | {"files": NAMES, "made_at": 5}).encode(),
    json.dumps(BACKUP | {"files": NAMES, "lines": "many"}).encode(),
    json.dumps(BACKUP | {"files": NAMES, "lines": None, "level": ["机密"]}).encode(),
]  # fmt: skip
MAPPINGS = [
    "[" * 100_000, '{"width": 1e400}', '{"width": true}', '{"number_form": "{number:>99999999999}"}', '{"number_form": "{year.__class__}"}',
    '{"number_form": 5}', '{"columns": {"a": 5}}', '{"columns": {"a": []}}', '{"sheets": {"a": {"header": "x"}}}', "9" * 5000,
    '{"width": 99999999999}', '{"register": 5}', '{"action": []}', '{"values": {"level": {"a": 1}}}',
]  # fmt: skip


def changed(data, changes):
    """The bytes with some of them changed."""
    made = bytearray(data)
    for at, byte, how in changes:
        n = at % (len(made) + 1)
        made[n : n + (how != "insert")] = b"" if how == "drop" else bytes([byte])
    return bytes(made)


edits = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 255), st.sampled_from(["set", "insert", "drop"])),
    min_size=1,
    max_size=3,
)


def key_files_hold(folder, first, second):
    """A ring, or one of the six answers."""
    for name, data in (("keys.json", first), ("keys.bak", second)):
        (folder / name).write_bytes(data)
    try:
        ring = read_keyring(folder)
    except StoreError as error:
        assert error.text.endswith("。")
        return
    assert as_keyring(sound_document(as_bytes(ring))) == replace(ring, mend=())


def forged_holds(folder, document, key, value):
    """Whoever can reckon a sum gets no further: every part of the document replaced by anything."""
    made = json.loads(document)
    place = made["slots"][0] if key in made["slots"][0] else made
    place[key] = value
    del made["sum"]
    try:
        data = _canonical(made | {"sum": _sum(made)})
    except (ValueError, RecursionError):
        return  # nothing that a file could hold
    key_files_hold(folder, data, data)


def witness_holds(folder, data):
    """What it says, or nothing."""
    (folder / "witness").write_bytes(data)
    found = read_witness(folder)
    assert found is None or (found.seq >= 0 and len(found.head) == 64)


def backup_holds(folder, data):
    """A state, never an exception; in a list with another one too."""
    (folder / "one" / backup.MANIFEST).write_bytes(data)
    found = backup.read_backup(folder / "one", whole=True)
    assert found.state in {"sound", "empty", "cut", "damaged", "no_backup"}
    assert len(backup.backups_in(folder)) == 2
    try:
        backup.open_backup(folder / "one", None, PASSPHRASE)
    except StoreError as error:
        assert error.text.endswith("。")


def mapping_holds(text, name):
    """Choices, or one sentence."""
    try:
        read_choices(text, name)
    except Refused as refused:
        assert all(reason.text.endswith("。") for reason in refused.reasons)


def list_holds(data):
    """Names and hashes, or ValueError: it is no list."""
    try:
        found = read_manifest(data)
    except ValueError:
        return
    assert all(len(digest) == 64 and Path(name).name == name for name, digest in found.items())


@pytest.fixture
def keys(desk, tmp_path):
    """A folder beside the vault, and the bytes of its key file."""
    place = tmp_path / "beside"
    place.mkdir()
    (place / "registers.db").write_bytes(b"x")
    return place, (desk.vault.folder / "keys.json").read_bytes()


@pytest.fixture
def backups(tmp_path):
    """Two folders that say that they are backups."""
    for name in ("one", "two"):
        (tmp_path / "kept" / name).mkdir(parents=True)
        for file in backup.FILES:
            (tmp_path / "kept" / name / file).write_bytes(b"x")
        (tmp_path / "kept" / name / backup.MANIFEST).write_text(json.dumps(BACKUP | {"files": NAMES}))
    return tmp_path / "kept"


@pytest.mark.parametrize("data", MANIFESTS, ids=range(len(MANIFESTS)))
def test_found_in_manifests(backups, keys, data):
    backup_holds(backups, data)
    key_files_hold(keys[0], data, data)
    list_holds(data)


@pytest.mark.parametrize("text", MAPPINGS, ids=range(len(MAPPINGS)))
def test_found_in_mappings(text):
    mapping_holds(text, "x.json")
    mapping_holds(text, "x.toml")


@campaign("Fuzz key files", 200, 20_000)
def test_key_files(keys, tries):
    folder, data = keys
    some = st.just(data) | st.builds(changed, st.just(data), edits) | st.binary(max_size=100)
    run(tries, lambda one, two: key_files_hold(folder, one, two), some, some)
    names = st.sampled_from(
        [
            "id",
            "name",
            "kdf",
            "next",
            "private",
            "public",
            "sealed",
            "format",
            "generation",
            "slots",
            "vault",
            "more",
        ]
    )
    run(tries, lambda key, value: forged_holds(folder, data, key, value), names, values)


@campaign("Fuzz witness", 200, 20_000)
def test_witness(tmp_path, tries):
    sound = _record(7, "0" * 64) + _record(8, "f" * 64)
    run(
        tries,
        lambda data: witness_holds(tmp_path, data),
        st.builds(changed, st.just(sound), edits) | st.binary(max_size=300),
    )


@campaign("Fuzz manifests", 200, 20_000)
def test_manifests(backups, tries):
    whole = {**BACKUP, "files": NAMES}
    told = st.builds(lambda key, value: whole | {key: value}, st.sampled_from(sorted(whole)), values)
    made = told.map(lambda one: json.dumps(one).encode()) | st.builds(
        changed, st.just(json.dumps(whole).encode()), edits
    )
    run(tries, lambda data: backup_holds(backups, data), made | st.binary(max_size=100))
    sound = write_manifest({"甲.pdf": b"x", "乙.xlsx": b"y"}, [("密级", "机密")])
    run(tries, list_holds, st.builds(changed, st.just(sound), edits) | st.binary(max_size=100))


@campaign("Fuzz mappings", 300, 20_000)
def test_mappings(tries):
    keys = st.sampled_from(
        ["register", "action", "columns", "values", "number_form", "width", "sheets", "more"]
    )
    told = st.dictionaries(keys, values, max_size=3).map(lambda one: json.dumps(one, default=str))
    run(tries, mapping_holds, told | texts, st.sampled_from(["x.json", "x.toml"]))
