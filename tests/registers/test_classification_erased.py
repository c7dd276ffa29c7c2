"""涂销 of a matter: its name, points and scope go, and what its changes repeat of them (第44条, 第46条)."""

from secretdesk.desk import checks
from secretdesk.domain.terms import EXPUNGED
from secretdesk.registers import BY_KEY
from tests.desk.test_receipt import do, row
from tests.registers.test_classification import NUMBER, able, books, carried, in_force, matter
from tests.registers.test_things import refused
from tests.store import independent_verifier
from tests.store.test_erasure import left
from tests.store.tools import decrypted_pages, plaintext

__all__ = ["able", "books", "carried"]
TITLE, SCOPE = "龘靐齉爩鱻麤虌", "龗鱻灪麣鸞鹂厵"  # no pair of characters that stands elsewhere


def expunge(desk):
    return do(desk, "classifications", "expunge", NUMBER, reason="超出本机密级")


def test_nothing_of_it_is_left_in_the_matter_nor_in_its_changes(able, tmp_path):
    in_force(able, title=TITLE, secret_points="密点：" + TITLE, access_scope="院领导")
    do(
        able,
        "classifications",
        "change",
        NUMBER,
        access_scope=SCOPE,
        approved_by="段景明",
        reason=f"因{TITLE}调整",
    )
    folder, key = able.vault.folder, bytes(able.vault.key)
    assert left(decrypted_pages(folder, key, tmp_path / "raw"), TITLE, SCOPE) > 4
    expunge(able)
    assert left(decrypted_pages(folder, key, tmp_path / "raw"), TITLE, SCOPE) == 0
    shell = matter(able)
    assert (shell["title"], shell["secret_points"], shell["access_scope"]) == (EXPUNGED,) * 3
    assert (shell["level"], shell["mark"], shell.status) == ("秘密", "秘密★5年", "filed"), "the shell stays"
    (told,) = able.rows("classification_changes")
    assert (told["title"], told["new_scope"], told["why"]) == (EXPUNGED,) * 3
    assert (told["kind"], told["new_mark"]) == ("调整知悉范围", "秘密★5年")
    assert (
        able.count("classifications", text=TITLE[:2])
        == able.count("classification_changes", text=SCOPE[:2])
        == 0
    )
    (wrong,) = able.rows("irregularities")
    assert (wrong["kind"], NUMBER in wrong["description"]) == ("涂销", True)
    assert list(checks.verify(able)) == []
    checks.rebuild(able)
    assert matter(able)["title"] == able.rows("classification_changes")[0]["title"] == EXPUNGED
    able.close()
    assert independent_verifier.check(plaintext(folder, key, tmp_path / "plain.db")) == []


def test_its_papers_are_named_and_it_is_erased_once(carried):
    in_force(carried, papers="密制〔2026〕0001号")
    done = expunge(carried)
    assert [(one.code, one.field) for one in done.warnings if one.code == "papers_remain"] == [
        ("papers_remain", "papers")
    ]
    do(carried, "documents", "expunge", row(carried, "documents", "密制〔2026〕0001号").entry, reason="一并")
    assert ("wrong_state", "refuse", "entry") in refused(
        carried, "classifications", "expunge", NUMBER, reason="又"
    )


def test_the_supervisor_alone():
    assert BY_KEY["classifications"].action("expunge").role == "supervisor"
    assert BY_KEY["classification_changes"].action("expunge").hidden
