"""A vault that an older program left goes to a new PC and a new version: copied, migrated, verified, as it was."""

import pytest

from secretdesk.desk import backups, checks, papers, year_close, year_closed
from secretdesk.desk.opening import new_vault, open_vault
from secretdesk.desk.printing import save_pdf
from secretdesk.domain.terms import Level
from secretdesk.store import migrations
from secretdesk.store.errors import NewerVersion
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_backups import back_up, everything
from tests.desk.test_receipt import do, receive
from tests.desk.test_year import the_year_ends

NOW, OLD = migrations.STEPS, migrations.STEPS[:-1]


@pytest.fixture
def old(vault_folder, clock, monkeypatch):
    """A vault before the last step, with a closed year; this program takes the step."""
    monkeypatch.setattr(migrations, "STEPS", OLD)
    desk = new_vault(vault_folder, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    receive(desk, place="一室-1柜-1层")
    do(desk, "people", "enrol", name="玉罕")
    the_year_ends(desk, clock)
    year_close.close(desk, 2026)
    yield desk
    desk.close()


def test_an_old_vault_is_copied_migrated_and_verified_on_a_new_pc(old, tmp_path, clock, monkeypatch):
    before, (seq, _) = everything(old), old.head()
    made = back_up(old, tmp_path / "medium")
    old.close()
    monkeypatch.setattr(migrations, "STEPS", NOW)
    new = tmp_path / "new pc"
    done = backups.restore(made.folder, new, None, PASSPHRASE, clock=clock)
    assert (done.lost, made.lines) == (None, seq)
    desk = open_vault(new, None, PASSPHRASE, clock=clock)
    assert migrations.version(desk.vault.db) == len(migrations.STEPS)
    assert [one.name for one in (new / "backups").glob("*.db")] == [f"before-step-{len(migrations.STEPS)}.db"]
    assert everything(desk) == before
    assert desk.head()[0] == seq + 1, "the restore itself is told"
    assert list(checks.verify(desk)) == []
    closing = year_closed.closing_of(desk, 2026)
    assert year_closed.is_as_closed(desk, closing)
    receive(desk, doc_number="9号", copy_numbers="000901", received_on="2027-01-01", confirm=("late_entry",))
    _, receipt = save_pdf(desk, tmp_path / "book.pdf", "receipt_book", year=2026)
    page = desk.rows("print_pages", limit=1)[0]
    assert papers.check(desk, papers.code_of(desk, page)).is_genuine
    assert receipt.number
    desk.close()


def test_the_new_version_opens_it_in_place_and_the_old_one_says_that_it_is_newer(
    old, vault_folder, clock, monkeypatch
):
    before = everything(old)
    old.close()
    monkeypatch.setattr(migrations, "STEPS", NOW)
    desk = open_vault(vault_folder, None, PASSPHRASE, clock=clock)
    assert everything(desk) == before
    assert list(checks.verify(desk)) == []
    desk.close()
    monkeypatch.setattr(migrations, "STEPS", OLD)
    with pytest.raises(NewerVersion):
        open_vault(vault_folder, None, PASSPHRASE, clock=clock)
