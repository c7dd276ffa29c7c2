"""What the world can do to a vault, at the command line: six kinds, six exit codes, each with its next step (R4, R6, R17)."""

import json
import os
import resource
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest

from secretdesk.desk import keys
from secretdesk.desk.desk import wall_clock
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.domain.terms import Level
from secretdesk.store import keyformat
from secretdesk.store.attempts import ATTEMPTS_FILE
from secretdesk.store.errors import DiskTrouble
from secretdesk.store.keyfile import DATABASE, KEY_FILES
from secretdesk.store.ledger import COLUMNS
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import do
from tests.store.tools import bare, sums

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("six") / "vault"
    desk = new_vault(folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, cost=CHEAP)
    do(desk, "departments", "enrol", name="科研处")
    key = bytes(desk.vault.key)
    desk.close()
    return folder, key


@pytest.fixture
def vault(template, tmp_path):
    (tmp_path / "pass").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "wrong").write_text("not this 1 of them", encoding="utf-8")
    return shutil.copytree(template[0], tmp_path / "vault")


def secretdesk(command, vault, *more, words="pass", limit=None, **process):
    """Run it as a technician does: (exit code, lines of JSON, stderr)."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "secretdesk",
            command,
            vault,
            "--passphrase-file",
            vault.parent / words,
            *more,
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))),
        **process,
    )
    assert "Traceback" not in done.stderr
    assert "程序出错" not in done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.strip()


def a_byte(vault, _):
    data = bytearray((vault / DATABASE).read_bytes())
    data[5000] ^= 1
    (vault / DATABASE).write_bytes(data)


def both_key_files(vault, _):
    for name in KEY_FILES:
        (vault / name).write_bytes((vault / name).read_bytes()[:-9])


def an_older_database(vault, _):
    old = (vault / DATABASE).read_bytes()
    desk = open_vault(vault, None, PASSPHRASE)
    do(desk, "departments", "enrol", name="教务处")
    desk.close()
    (vault / DATABASE).write_bytes(old)


def a_later_step(vault, key):
    db = bare(vault, key)
    db.execute("PRAGMA user_version = 99")
    db.close()


def line_of(vault, key, register, content):
    """A line as a later program might write it, where the register tables have been made anew since."""
    db = bare(vault, key)
    db.execute("DELETE FROM meta")
    db.execute(
        f"""INSERT INTO ledger ({COLUMNS}) SELECT max(seq) + 1, max(seq) + 1, at, "on", actor, ?, 'enrol', max(seq) + 1,
        'x1', '', 'in_use', ?, salt, commitment, hash FROM ledger""",
        (register, json.dumps(content)),
    )
    db.close()


def an_unknown_register(vault, key):
    line_of(vault, key, "zeppelins", {"set": {}})


def an_unknown_field(vault, key):
    line_of(vault, key, "departments", {"set": {"name": "x", "colour": "red"}})


def a_later_key_file(vault, _):
    document = json.loads((vault / KEY_FILES[0]).read_bytes())
    document |= {"format": 2, "generation": document["generation"] + 1, "more": 1}
    del document["sum"]
    document["sum"] = keyformat._sum(document)
    for name in KEY_FILES:
        (vault / name).write_bytes(keyformat._canonical(document))


def emptied(vault, _):
    shutil.rmtree(vault)
    vault.mkdir()


def several_keys(vault, _):
    desk = open_vault(vault, None, PASSPHRASE)
    keys.add(desk, "李审计", "auditor", "quarry moss 9 kettle", cost=CHEAP)
    desk.close()


CASES = [
    (a_byte, "pass", (), 4, "损坏"),
    (both_key_files, "pass", (), 4, "keys.json"),
    (lambda vault, _: (vault / DATABASE).unlink(), "pass", (), 4, "registers.db"),
    (
        lambda vault, _: (vault / DATABASE).write_bytes((vault / DATABASE).read_bytes()[:-4096]),
        "pass",
        (),
        4,
        "截短",
    ),
    (an_older_database, "pass", (), 4, "见证"),
    (lambda *_: None, "wrong", (), 3, "口令不正确"),
    (lambda *_: None, "pass", ("--person", "王五"), 3, "王五"),
    (several_keys, "pass", (), 2, "--person"),
    (a_later_step, "pass", (), 6, "较新版本"),
    (an_unknown_register, "pass", (), 6, "zeppelins"),
    (an_unknown_field, "pass", (), 6, "departments.colour"),
    (a_later_key_file, "pass", (), 6, "较新版本"),
    (emptied, "pass", (), 7, "不是保密库"),
    (lambda vault, _: shutil.rmtree(vault), "pass", (), 7, "找不到"),
]


@pytest.mark.parametrize(("hurt", "words", "more", "code", "says"), CASES)
def test_each_kind_has_its_code_and_its_next_step(vault, template, hurt, words, more, code, says):
    hurt(vault, template[1])
    before = sums(vault) if vault.exists() else {}
    got, out, err = secretdesk("unlock-test", vault, *more, words=words)
    assert (got, out) == (code, [])
    assert says in err
    assert any(step in err for step in ("请", "用最近一次备份")), err
    assert len(err.splitlines()) == 1
    assert (sums(vault) if vault.exists() else {}) == before


def test_the_texts_of_the_kinds_are_distinct(vault, template):
    first = {}
    for hurt, words, more, code, _ in CASES:
        if code not in first and hurt is not several_keys:
            shutil.rmtree(vault)
            shutil.copytree(template[0], vault)
            hurt(vault, template[1])
            first[code] = secretdesk("unlock-test", vault, *more, words=words)[2]
    shutil.rmtree(vault)
    shutil.copytree(template[0], vault)
    with held(vault):
        first[5] = secretdesk("unlock-test", vault)[2]
    first[8] = secretdesk("unlock-test", vault, limit=1)[2]
    assert sorted(first) == [3, 4, 5, 6, 7, 8]
    assert len(set(first.values())) == 6


@contextmanager
def held(vault):
    """Another process has the vault open; it is killed in the end, which leaves no lock behind."""
    command = [
        sys.executable,
        "-m",
        "secretdesk",
        "perform",
        vault,
        "--passphrase-file",
        vault.parent / "pass",
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        given = {"register": "places", "action": "enrol", "values": {"name": "一室-1柜-1层"}}
        process.stdin.write(json.dumps(given) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["ok"]
        try:
            yield
        finally:
            process.kill()


def test_in_use_is_told_and_a_killed_holder_is_not(vault):
    with held(vault):
        code, out, err = secretdesk("unlock-test", vault)
        assert (code, out) == (5, [])
        assert "正在另一个窗口" in err
        assert secretdesk("perform", vault, input="")[0] == 5
    assert secretdesk("unlock-test", vault)[0] == 0
    assert secretdesk("verify", vault)[0] == 0


def test_a_disk_that_takes_no_more(vault, tmp_path):
    """The limit on a file's size stands for a full disk: what was answered is kept, the rest is told."""
    receipts = "\n".join(
        json.dumps({"register": "departments", "action": "enrol", "values": {"name": f"第{n}科室" * 20}})
        for n in range(400)
    )
    code, out, err = secretdesk("perform", vault, input=receipts, limit=400_000)
    assert code == 8
    assert "磁盘" in err
    assert 5 < len(out) < 400
    assert all(answer["ok"] for answer in out)
    code, found, _ = secretdesk("verify", vault)
    assert code == 0
    assert found[0]["lines"] == out[-1]["seq"]
    (tmp_path / "strong").write_text("bundle lantern 1926 mulberry", encoding="utf-8")
    named = ("--person", "岩温", "--level", "机密")
    code, _, err = secretdesk("new", tmp_path / "other", *named, words="strong", limit=30_000)
    assert (code, "磁盘" in err) == (8, True)
    assert not (tmp_path / "other").exists()
    assert not (tmp_path / ".other.making").exists()


def test_a_full_disk(template, tmp_path):
    """A file system with 1 MB to spare, where the machine lets us make one."""
    held = sum(file.stat().st_size for file in template[0].rglob("*") if file.is_file())
    size, more = (f"size={held // 1024 + spare}k" for spare in (1024, 12 * 1024))
    place = tmp_path / "small"
    place.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", size, "t", place], check=False).returncode
    ):
        pytest.skip("a small file system cannot be mounted here")
    try:
        (place / "pass").write_text(PASSPHRASE, encoding="utf-8")
        vault = shutil.copytree(template[0], place / "vault")
        given = {"register": "departments", "action": "enrol", "values": {}}
        many = "\n".join(json.dumps(given | {"values": {"name": f"第{n}科室" * 30}}) for n in range(900))
        code, out, err = secretdesk("perform", vault, input=many)
        assert code == 8
        assert "磁盘已满" in err
        (vault / "forms" / "big").write_bytes(b"")
        code, _, err = secretdesk("unlock-test", vault)
        assert code in {0, 8}
        subprocess.run(["mount", "-o", f"remount,{more}", place], check=True)
        code, found, _ = secretdesk("verify", vault)
        assert code == 0
        assert found[0]["lines"] == out[-1]["seq"]
    finally:
        subprocess.run(["umount", place], check=True)


def test_sqlite_full_changes_nothing_and_the_work_goes_on(desk):
    """SQLITE_FULL in the middle of an act: refused as the disk's trouble, all or nothing, then on as before."""
    before = desk.head()
    pages = desk.vault.db.execute("PRAGMA page_count").fetchone()[0]
    desk.vault.db.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DiskTrouble) as told:
        do(desk, "departments", "enrol", name="科", remark="科" * 9000)
    assert told.value.detail == "full"
    assert desk.head() == before
    desk.vault.db.execute("PRAGMA max_page_count = 1000000")
    do(desk, "departments", "enrol", name="科", remark="科" * 9000)


def test_failed_tries_are_counted_slowed_down_and_told(vault):
    for _ in range(4):
        code, _, err = secretdesk("unlock-test", vault, words="wrong")
        assert (code, "口令不正确" in err) == (3, True)
    counted = json.loads((vault / ATTEMPTS_FILE).read_text())
    assert counted["count"] == 4
    later = (wall_clock() + timedelta(seconds=0)).isoformat(timespec="seconds")
    (vault / ATTEMPTS_FILE).write_text(json.dumps({"count": 9, "last": later}))
    code, _, err = secretdesk("unlock-test", vault)  # even the right one has to wait
    assert code == 3
    assert "秒后再试" in err
    assert json.loads((vault / ATTEMPTS_FILE).read_text())["count"] == 9
    earlier = (wall_clock() - timedelta(hours=1)).isoformat(timespec="seconds")
    (vault / ATTEMPTS_FILE).write_text(json.dumps({"count": 9, "last": earlier}))
    code, out, err = secretdesk("unlock-test", vault)
    assert (code, out[0]["ok"]) == (0, True)
    assert "9 次口令输错" in err
    assert not (vault / ATTEMPTS_FILE).exists()
    assert "口令输错" not in secretdesk("unlock-test", vault)[2]
