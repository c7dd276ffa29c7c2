"""A vault of every released schema opens for ever, with what was in it (peers R24)."""

import hashlib
import tarfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from secretdesk.desk import checks, papers
from secretdesk.desk.opening import open_vault
from secretdesk.store import keyformat, ledger, migrations
from secretdesk.store.errors import WrongPassphrase
from tests.conftest import Clock
from tests.desk.test_receipt import do, receive
from tests.store.independent_verifier import check as independent_check
from tests.store.tools import plaintext

FIXTURES = Path(__file__).parents[1] / "fixtures"
PASSPHRASE, OTHERS = "fixture lantern 1926 mulberry", "quarry moss 9 kettle fence"
# SHA-256 of each released step: a further one comes with a fixture of its own, see tests/fixtures/README.md
STEPS = (
    "914226920551ae602742e953fc42d6e9ccbd0247d02b5586047de2275d3b2186",
    "fbe33f2c5eed619654e65b7a9ff7f4ab69614bb6c8c5789f75a18423537e6b7f",
)


def later():
    clock = Clock()
    clock.now = datetime(2026, 12, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    return clock


@pytest.fixture(params=range(1, len(STEPS) + 1), ids="schema {}".format)
def vault(request, tmp_path):
    with tarfile.open(FIXTURES / f"schema-{request.param}.tar.xz") as kept:
        kept.extractall(tmp_path, filter="data")
    return tmp_path / "vault"


def test_every_released_step_is_as_it_was_and_has_its_vault():
    """R24: who changes the permanent tables adds a step, its hash here, and a vault of it."""
    assert tuple(hashlib.sha256(step.encode()).hexdigest() for step in migrations.STEPS) == STEPS
    assert {one.name for one in FIXTURES.glob("*.tar.xz")} == {
        f"schema-{n}.tar.xz" for n in range(1, len(STEPS) + 1)
    }
    assert (ledger.FORMAT, keyformat.FORMAT) == (
        "secretdesk-1",
        1,
    )  # another one needs a vault of its own, too


def test_it_opens_verifies_tells_what_was_in_it_and_takes_a_new_act(vault, tmp_path):
    """R24: opened, brought up to date, read, written in, opened again."""
    desk = open_vault(vault, "岩温", PASSPHRASE, clock=later())
    assert list(checks.verify(desk)) == []
    assert migrations.version(desk.vault.db) == len(STEPS)
    documents = {row.number: row for row in desk.rows("documents")}
    first = documents["密收〔2026〕0001号"]
    assert (first["title"], first["mark"], first["pages"]) == (
        "关于做好考试考务安全保密工作的通知",
        "机密★10年",
        12,
    )
    assert documents["密收〔2026〕0003号"].status == "void"
    assert documents["密收〔2026〕0002号"]["title"] == "〔已涂销〕"
    assert [c["copy_number"] for c in desk.rows("copies", where={"document": first.entry}, ascending=True)] == [
        "000123", "000124", "000125", "000130",
    ]  # fmt: skip
    assert {c.status for c in desk.rows("copies", where={"serial": 2})} == {"missing"}
    assert [row["name"] for row in desk.rows("people", ascending=True)] == ["玉罕", "岩温"]
    assert {row["name"] for row in desk.rows("correspondents")} == {"省教育厅", "州保密局"}
    assert {(row["name"], row.status) for row in desk.rows("slots")} == {("岩温", "live"), ("李审计", "live")}
    assert desk.count("documents", text="安全保密") == 1  # the search index was made anew
    assert (desk.count("irregularities"), desk.count("media"), desk.count("devices")) == (2, 1, 1)
    for page in desk.rows("print_pages"):
        code = papers.code_of(desk, page)
        assert papers.check(desk, code).state == "genuine"
    before = desk.head()
    receive(desk, doc_number="99号", copy_numbers="000901")
    do(desk, "documents", "amend", first.entry, pages=13, reason="数错")
    desk.close()
    again = open_vault(vault, "岩温", PASSPHRASE, clock=later())
    assert again.head()[0] > before[0]
    assert list(checks.verify(again)) == []
    key = bytes(again.vault.key)
    again.close()
    assert independent_check(plaintext(vault, key, tmp_path / "plain.db")) == []


def test_its_other_keys_open_it_too(vault):
    """R24: every slot, and no passphrase more."""
    desk = open_vault(vault, "李审计", OTHERS, clock=later())
    assert desk.roles == {"auditor", "reader"}
    desk.close()
    with pytest.raises(WrongPassphrase):
        open_vault(vault, "李审计", PASSPHRASE, clock=later())


def test_the_fixtures_are_small():
    """R24: what is kept for ever is kept small."""
    assert all(one.stat().st_size < 200_000 for one in FIXTURES.glob("*.tar.xz"))
