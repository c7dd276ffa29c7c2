"""Slots, the ring of them, and the two key files."""

import errno
import hashlib
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretdesk.store import keyfile, keys, slots, sodium
from secretdesk.store.errors import Damaged, DiskTrouble, NewerVersion, NotAVault, StoreError, WrongPassphrase
from secretdesk.store.files import telling_disk_trouble, temporary_beside
from secretdesk.store.keyformat import as_bytes
from secretdesk.store.slots import RECOVERY, Cost

CHEAP = Cost(ops=1, mem=8192)
KEY = bytes(range(32))
NEXT = bytes(range(100, 132))


def ring_of(*people: tuple[str, str, str], key: bytes = KEY) -> keys.Keyring:
    ring = keys.new_keyring()
    for slot_id, name, passphrase in people:
        ring = keys.add_slot(ring, slot_id, name, passphrase, bytearray(key), cost=CHEAP)
    return ring


WANG = ("s1", "王保密", "王的口令")
LI = ("s2", "李主任", "李的口令")
PAPER = (RECOVERY, "恢复码", "Z" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / keyfile.DATABASE).write_bytes(b"stands for the database")
    return tmp_path


@pytest.fixture
def written(folder: Path) -> tuple[Path, keys.Keyring]:
    return folder, keyfile.write_keyring(folder, ring_of(WANG, LI, PAPER))


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def summed(document: dict) -> bytes:
    """A key file as somebody else might make it: any content, with a good sum."""

    def canonical(value: dict) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"

    document = {key: value for key, value in document.items() if key != "sum"}
    return canonical({**document, "sum": hashlib.sha256(canonical(document)).hexdigest()})


def put_both(folder: Path, data: bytes) -> None:
    for name in keyfile.KEY_FILES:
        (folder / name).write_bytes(data)


# --- opening ---


@pytest.mark.parametrize(
    ("person", "passphrase"), [("s1", "王的口令"), ("王保密", "王的口令"), (" 李主任 ", "李的口令")]
)
def test_a_slot_opens_by_id_or_name(person: str, passphrase: str) -> None:
    opened = keys.open_slot(ring_of(WANG, LI), person, passphrase)
    assert bytes(opened.key) == KEY
    assert opened.next_key is None


def test_the_only_person_need_not_be_named_and_recovery_does_not_count() -> None:
    assert keys.open_slot(ring_of(WANG, PAPER), None, "王的口令").slot.id == "s1"
    assert keys.open_slot(ring_of(WANG, PAPER), RECOVERY, "Z" * 32).slot.id == RECOVERY


@pytest.mark.parametrize(
    ("people", "person", "passphrase", "detail", "facts"),
    [
        ((WANG,), None, "别的", "", {}),
        ((WANG, LI), "s1", "李的口令", "", {}),
        ((WANG, LI), None, "王的口令", "choose", {"people": "王保密、李主任"}),
        ((WANG, LI), "赵六", "王的口令", "person", {"person": "赵六"}),
        ((WANG, ("s3", "王保密", "x")), "王保密", "x", "choose", {"people": "s1、s3"}),
    ],
)
def test_what_does_not_open_says_why(people, person, passphrase, detail, facts) -> None:
    with pytest.raises(WrongPassphrase) as told:
        keys.open_slot(ring_of(*people), person, passphrase)
    assert (told.value.detail, told.value.facts) == (detail, facts)
    assert "{" not in told.value.text


def test_a_full_width_letter_is_the_same_letter() -> None:
    ring = ring_of(("s1", "王", "Ab12 山水"))
    assert bytes(keys.open_slot(ring, None, "Ａｂ１２\u3000山水").key) == KEY


def test_a_passphrase_that_is_no_proper_text_is_just_wrong() -> None:
    with pytest.raises(WrongPassphrase):
        keys.open_slot(ring_of(WANG), None, "\ud800")


@given(st.text(max_size=40), st.binary(min_size=32, max_size=32))
@settings(max_examples=40, deadline=None)
def test_any_passphrase_opens_what_it_closed(passphrase: str, key: bytes) -> None:
    ring = ring_of(("s1", "王", passphrase), key=key)
    assert bytes(keys.open_slot(ring, None, passphrase).key) == key
    with pytest.raises(WrongPassphrase):
        keys.open_slot(ring, None, passphrase + "x")


def test_every_bit_of_a_slot_counts() -> None:
    ring = ring_of(WANG)
    slot = ring.slots[0]
    for field in ("salt", "private", "public", "sealed"):
        value = getattr(slot, field)
        for index in range(len(value)):
            changed = value[:index] + bytes([value[index] ^ 1 << index % 8]) + value[index + 1 :]
            with pytest.raises((WrongPassphrase, Damaged)):
                keys.open_slot(replace(ring, slots=(replace(slot, **{field: changed}),)), None, WANG[2])


def test_the_right_passphrase_over_a_strange_seal_is_damage() -> None:
    wang, li = ring_of(WANG, LI).slots
    with pytest.raises(Damaged):
        slots.unseal(replace(wang, sealed=li.sealed), WANG[2])
    with pytest.raises(Damaged):
        slots.unseal(replace(wang, public=li.public, sealed=li.sealed), WANG[2])
    with pytest.raises(Damaged):
        slots.unseal(replace(wang, next=li.sealed), WANG[2])


# --- the cost of a guess ---


@pytest.mark.parametrize(("seconds", "ops"), [(0.003, 12), (0.15, 10), (0.3, 5), (1.2, 3), (9.0, 3)])
def test_the_usual_cost_takes_half_a_second_and_never_less_than_three_passes(
    monkeypatch, seconds, ops
) -> None:
    clock = iter([100.0, 100.0 + seconds])
    monkeypatch.setattr(slots.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(slots, "_stretch", lambda *_: bytearray(32))
    assert slots.usual_cost.__wrapped__() == Cost(ops, 128 * 1024 * 1024)


def test_a_new_slot_takes_the_usual_cost(monkeypatch) -> None:
    monkeypatch.setattr(slots, "usual_cost", lambda: CHEAP)
    assert keys.add_slot(keys.new_keyring(), "s1", "王", "x", bytearray(32)).slots[0].cost == CHEAP


# --- changes ---


def test_a_changed_passphrase_closes_the_old_one_out_of_every_later_key() -> None:
    before = ring_of(WANG, LI)
    after = keys.change_passphrase(before, "s1", "新的口令", bytearray(KEY), cost=CHEAP)
    assert bytes(keys.open_slot(after, "s1", "新的口令").key) == KEY
    with pytest.raises(WrongPassphrase):
        keys.open_slot(after, "s1", "王的口令")
    assert after.slots[1] == before.slots[1]
    assert after.slots[0].fingerprint != before.slots[0].fingerprint
    # Old file and old passphrase, put together with what is written later, still give nothing.
    keep = [slot.fingerprint for slot in after.slots]
    later = keys.settle(keys.with_next_key(after, bytearray(NEXT), keep), use_next=True)
    mixed = replace(before.slots[0], sealed=later.slots[0].sealed)
    with pytest.raises(Damaged):
        slots.unseal(mixed, "王的口令")


def test_a_change_of_key_has_both_keys_until_it_is_settled() -> None:
    ring = ring_of(WANG, LI, PAPER)
    keep = {ring.slots[0].fingerprint, ring.slots[2].fingerprint}
    changing = keys.with_next_key(ring, bytearray(NEXT), keep)
    assert changing.changing
    opened = keys.open_slot(changing, "s1", "王的口令")
    assert (bytes(opened.key), bytes(opened.next_key)) == (KEY, NEXT)
    assert keys.open_slot(changing, "s2", "李的口令").next_key is None

    done = keys.settle(changing, use_next=True)
    assert [slot.id for slot in done.slots] == ["s1", RECOVERY]
    assert not done.changing
    assert bytes(keys.open_slot(done, "s1", "王的口令").key) == NEXT
    assert bytes(keys.open_slot(done, RECOVERY, "Z" * 32).key) == NEXT
    assert keys.settle(changing, use_next=False) == ring


def test_a_slot_that_the_ledger_does_not_know_never_gets_the_new_key() -> None:
    ring = ring_of(WANG)
    known = [slot.fingerprint for slot in ring.slots]
    planted = keys.add_slot(ring, "s9", "王保密", "planted", bytearray(KEY), cost=CHEAP)
    swapped = replace(ring, slots=(replace(planted.slots[1], id="s1"),))
    assert keys.with_next_key(planted, bytearray(NEXT), known).slots[1].next is None
    with pytest.raises(ValueError, match="nobody"):
        keys.with_next_key(swapped, bytearray(NEXT), known)


def test_misuse_is_refused() -> None:
    ring = ring_of(WANG)
    changing = keys.with_next_key(ring, bytearray(NEXT), [ring.slots[0].fingerprint])
    with pytest.raises(ValueError, match="taken"):
        keys.add_slot(ring, "s1", "另一个", "x", bytearray(KEY), cost=CHEAP)
    with pytest.raises(ValueError, match="settle"):
        keys.add_slot(changing, "s2", "李", "x", bytearray(KEY), cost=CHEAP)
    with pytest.raises(ValueError, match="settle"):
        keys.change_passphrase(changing, "s1", "x", bytearray(KEY), cost=CHEAP)
    with pytest.raises(ValueError, match="32 bytes"):
        keys.add_slot(ring, "s2", "李", "x", bytearray(31), cost=CHEAP)
    with pytest.raises(ValueError, match="no change"):
        keys.settle(ring, use_next=True)
    for change in (
        lambda: keys.drop_slot(ring, "s7"),
        lambda: keys.change_passphrase(ring, "s7", "x", bytearray(32)),
    ):
        with pytest.raises(WrongPassphrase) as told:
            change()
        assert told.value.detail == "person"


def test_an_addition_can_be_taken_back() -> None:
    ring = ring_of(WANG)
    more = keys.add_slot(ring, "s2", "李", "x", bytearray(KEY), cost=CHEAP)
    assert keys.drop_slot(more, "s2") == ring


# --- secrets in memory ---


def test_an_opened_slot_is_wiped_and_never_shown() -> None:
    ring = ring_of(WANG)
    opened = keys.open_slot(
        keys.with_next_key(ring, bytearray(NEXT), [ring.slots[0].fingerprint]), None, WANG[2]
    )
    assert KEY.hex() not in repr(opened)
    assert repr(opened.key) not in repr(opened)
    opened.wipe()
    assert not any(opened.key)
    assert not any(opened.next_key)


def test_no_private_key_outlives_the_opening(monkeypatch) -> None:
    seen: list[bytearray] = []
    opened = sodium.unseal

    def watched(sealed: bytes, public: bytes, private: bytearray) -> bytearray | None:
        assert any(private)
        seen.append(private)
        return opened(sealed, public, private)

    monkeypatch.setattr(sodium, "unseal", watched)
    wang, li = ring_of(WANG, LI).slots
    slots.unseal(wang, WANG[2])
    with pytest.raises(Damaged):
        slots.unseal(replace(wang, sealed=li.sealed), WANG[2])
    assert len(seen) == 2
    assert not any(any(private) for private in seen)


_CHILD = """
import sys
from secretdesk.store import keys
from secretdesk.store.slots import Cost

def say(word):
    print(word, flush=True)
    sys.stdin.readline()

key = keys.new_database_key()
say("".join(f"{byte ^ 0x55:02x}" for byte in key))
ring = keys.add_slot(keys.new_keyring(), "s1", "x", "passphrase", key, cost=Cost(1, 8192))
keys.wipe(key)
say("wiped")
opened = keys.open_slot(ring, None, "passphrase")
say("opened")
opened.wipe()
say("wiped")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")
def test_a_wiped_key_is_nowhere_in_memory() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            key = bytes(byte ^ 0x55 for byte in bytes.fromhex(child.stdout.readline()))
            seen = [copies_in_memory(child.pid, key)]
            for word in ("wiped", "opened", "wiped"):
                print(file=child.stdin, flush=True)
                assert child.stdout.readline().strip() == word
                seen.append(copies_in_memory(child.pid, key))
        finally:
            child.kill()
    assert seen == [1, 0, 1, 0]


def copies_in_memory(pid: int, needle: bytes) -> int:
    """Of either half: the allocator writes its links over the beginning of what is freed."""
    count = {needle[:16]: 0, needle[16:]: 0}
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in maps:
            span, mode, *_ = line.split()
            if not mode.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            data = memory.read(end - start)
            for half in count:
                count[half] += data.count(half)
    return max(count.values())


# --- the two files ---


def test_what_is_written_is_read(written) -> None:
    folder, ring = written
    assert ring.generation == 1
    assert keyfile.read_keyring(folder) == ring
    assert (folder / "keys.json").read_bytes() == (folder / "keys.bak").read_bytes()
    again = keyfile.write_keyring(folder, keys.drop_slot(ring, "s2"))
    assert (again.generation, keyfile.read_keyring(folder)) == (2, again)
    assert sorted(path.name for path in folder.iterdir()) == ["keys.bak", "keys.json", "registers.db"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_files_are_the_owner_s_alone(written) -> None:
    folder, _ = written
    assert {(folder / name).stat().st_mode & 0o777 for name in keyfile.KEY_FILES} == {0o600}


@pytest.mark.parametrize("harmed", keyfile.KEY_FILES)
def test_one_bad_twin_never_matters_and_is_mended_only_on_request(written, harmed: str) -> None:
    folder, ring = written
    good = (folder / harmed).read_bytes()
    picked = random.Random(harmed)
    harms = [
        good[:index] + bytes([good[index] ^ 1 << picked.randrange(8)]) + good[index + 1 :]
        for index in range(len(good))
    ]
    harms += [good[:length] for length in range(0, len(good), 7)] + [
        good + b" ",
        good + b"\0",
        b"{}",
        b"[" * 9000,
    ]
    for harm in harms:
        (folder / harmed).write_bytes(harm)
        before = hashes(folder)
        found = keyfile.read_keyring(folder)
        assert found == replace(ring, mend=(harmed,)), harm
        assert hashes(folder) == before
    assert keyfile.mend_twins(folder, found) == ring
    assert (folder / harmed).read_bytes() == good


def test_any_byte_changed_in_both_is_damage(written) -> None:
    folder, _ = written
    good = (folder / "keys.json").read_bytes()
    picked = random.Random(7)
    for _ in range(200):
        for name in keyfile.KEY_FILES:
            index = picked.randrange(len(good))
            (folder / name).write_bytes(
                good[:index] + bytes([good[index] ^ 1 << picked.randrange(8)]) + good[index + 1 :]
            )
        with pytest.raises(Damaged) as told:
            keyfile.read_keyring(folder)
        assert told.value.detail == "keys"


def test_the_higher_generation_wins(written) -> None:
    folder, first = written
    old = (folder / "keys.json").read_bytes()
    second = keyfile.write_keyring(folder, keys.drop_slot(first, "s2"))
    for stale in keyfile.KEY_FILES:
        put_both(folder, as_bytes(second))
        (folder / stale).write_bytes(old)
        assert keyfile.read_keyring(folder) == replace(second, mend=(stale,))


def test_a_missing_twin_is_named(written) -> None:
    folder, ring = written
    (folder / "keys.json").unlink()
    assert keyfile.read_keyring(folder) == replace(ring, mend=("keys.json",))


def test_what_is_missing_or_newer_is_told_apart(written, tmp_path: Path) -> None:
    folder, ring = written
    good = as_bytes(ring)

    def told() -> tuple[type, str]:
        with pytest.raises(StoreError) as error:
            keyfile.read_keyring(folder)
        assert "{" not in error.value.text
        return type(error.value), error.value.detail

    put_both(folder, summed({**json.loads(good), "format": 2, "slots": "of a later kind", "generation": 2}))
    assert told() == (NewerVersion, "")
    put_both(folder, good.replace(b'"format":1', b'"format":2'))
    assert told() == (Damaged, "keys")
    put_both(folder, b"junk")
    assert told() == (Damaged, "keys")
    for name in keyfile.KEY_FILES:
        (folder / name).unlink()
    assert told() == (Damaged, "keys")
    put_both(folder, good)
    (folder / keyfile.DATABASE).unlink()
    assert told() == (Damaged, "no_database")
    for name in keyfile.KEY_FILES:
        (folder / name).unlink()
    assert told() == (NotAVault, "")
    folder = tmp_path / "nowhere"
    assert told() == (NotAVault, "missing")
    folder = tmp_path / "a file"
    folder.touch()
    assert told() == (NotAVault, "missing")


def test_a_newer_twin_of_an_older_generation_does_not_lock_anyone_out(written) -> None:
    folder, ring = written
    ring = keyfile.write_keyring(folder, ring)
    (folder / "keys.bak").write_bytes(summed({**json.loads(as_bytes(ring)), "format": 2, "generation": 1}))
    assert keyfile.read_keyring(folder).generation == 2


@pytest.mark.parametrize(
    ("ops", "mem"),
    [
        (10**9, 8192),
        (1, 100 * 2**30),
        (0, 8192),
        (-1, 8192),
        (1, 1),
        (2**70, 2**70),
        (1.0, 8192),
        (True, 8192),
        ("3", 8192),
    ],
)
def test_a_hostile_cost_is_damage_and_the_twin_takes_over(written, ops, mem) -> None:
    folder, ring = written
    document = json.loads(as_bytes(ring))
    document["generation"] = 9
    document["slots"][0]["kdf"] |= {"ops": ops, "mem": mem}
    (folder / "keys.json").write_bytes(summed(document))
    assert keyfile.read_keyring(folder) == replace(ring, mend=("keys.json",))
    put_both(folder, summed(document))
    with pytest.raises(Damaged):
        keyfile.read_keyring(folder)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_no_key_file_however_made_raises_anything_but_a_store_error(tmp_path_factory, data) -> None:
    folder = tmp_path_factory.mktemp("v")
    (folder / keyfile.DATABASE).touch()
    document = json.loads(as_bytes(replace(ring_of(WANG), generation=1)))
    place = data.draw(st.sampled_from(["top", "slot", "kdf"]))
    target = {"top": document, "slot": document["slots"][0], "kdf": document["slots"][0]["kdf"]}[place]
    target[data.draw(st.sampled_from([*sorted(target), "more"]))] = data.draw(_json)
    put_both(folder, summed(document))
    try:
        ring = keyfile.read_keyring(folder)
    except StoreError:
        return
    assert ring.slots == () or all(slot.cost.is_sane for slot in ring.slots)
    assert as_bytes(ring) == (folder / "keys.json").read_bytes()


def test_a_kill_after_any_step_leaves_the_old_ring_or_the_new_one(folder: Path) -> None:
    old = keyfile.write_keyring(folder, ring_of(WANG))
    new = keyfile.next_generation(keys.add_slot(old, "s2", "李", "x", bytearray(KEY), cost=CHEAP))
    names = list(keyfile.write_in_steps(folder, new))
    assert len(names) == 10
    found = []
    for stop in range(len(names) + 1):
        put_both(folder, as_bytes(old))
        steps = keyfile.write_in_steps(folder, new)
        for _ in range(stop):
            next(steps)
        steps.close()
        ring = keyfile.read_keyring(folder)
        found.append(replace(ring, mend=()))
        assert (ring.mend == ()) == (stop <= 3 or stop >= 9), names[stop - 1]
        # and whatever was left lying does not hinder the next unlock and the next change
        keyfile.mend_twins(folder, ring)
        assert keyfile.write_keyring(folder, ring).generation == ring.generation + 1
        assert len(list(folder.iterdir())) == 3
    assert found == [old] * 4 + [new] * 7


def test_a_full_disk_leaves_the_old_ring(written, monkeypatch) -> None:
    folder, ring = written

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskTrouble) as told:
        keyfile.write_keyring(folder, keys.drop_slot(ring, "s2"))
    assert told.value.detail == "full"
    assert keyfile.read_keyring(folder) == ring
    assert not temporary_beside(folder / "keys.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_planted_link_is_not_written_through(written, tmp_path: Path) -> None:
    folder, ring = written
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    temporary_beside(folder / "keys.json").symlink_to(victim)
    keyfile.write_keyring(folder, ring)
    assert victim.read_text() == "untouched"


def test_the_file_holds_no_key_and_no_passphrase(written) -> None:
    folder, _ = written
    text = (folder / "keys.json").read_text()
    assert KEY.hex() not in text
    assert not any(person[2] in text for person in (WANG, LI, PAPER))


# --- against an independent reading of the format ---


def test_pynacl_opens_a_slot_by_the_written_format(written) -> None:
    from nacl import pwhash
    from nacl.public import PrivateKey, SealedBox
    from nacl.secret import SecretBox

    folder, _ = written
    slot = json.loads((folder / "keys.json").read_text())["slots"][0]
    kdf = slot["kdf"]
    derived = pwhash.argon2id.kdf(32, WANG[2].encode(), bytes.fromhex(kdf["salt"]), kdf["ops"], kdf["mem"])
    private = PrivateKey(SecretBox(derived).decrypt(bytes.fromhex(slot["private"])))
    assert bytes(private.public_key).hex() == slot["public"]
    assert SealedBox(private).decrypt(bytes.fromhex(slot["sealed"])) == KEY


def test_a_box_and_a_seal_hold_only_whole() -> None:
    public, private = sodium.new_pair()
    secret = sodium.random_secret(32)
    assert sodium.unbox(sodium.box(secret, private), private) == secret
    assert sodium.unseal(sodium.seal(secret, public), public, private) == secret
    assert sodium.unbox(sodium.box(secret, private), secret) is None
    other_public, other = sodium.new_pair()
    assert sodium.unseal(sodium.seal(secret, public), other_public, other) is None


# --- what the disk says ---


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("ENOSPC", "full"), ("EDQUOT", "full"), ("EROFS", "read_only"), ("EACCES", "read_only"),
        ("ENOENT", "gone"), ("ENODEV", "gone"), ("EIO", ""), ("EBUSY", ""), ("EINVAL", ""),
    ],
)  # fmt: skip
def test_an_error_of_the_disk_is_told_by_its_kind(name: str, detail: str) -> None:
    with pytest.raises(DiskTrouble) as told, telling_disk_trouble():
        raise OSError(getattr(errno, name), os.strerror(getattr(errno, name)))
    assert told.value.detail == detail
    assert "{" not in told.value.text
    assert told.value.facts["reason"]
