"""Scans of signed sheets: kept with their line, checked by content, gone when what they show is expunged."""

import io

import pytest
from PIL import Image

from secretdesk.desk import attachments, checks
from secretdesk.desk.due import due
from secretdesk.desk.printing import save_pdf
from secretdesk.domain.review import Command, Refused
from tests.desk.test_receipt import receive


def picture(kind, **more):
    made = io.BytesIO()
    Image.new("L", (400, 300), 200).save(made, kind, **more)
    return made.getvalue()


@pytest.fixture
def page(desk, tmp_path):
    """A printed page of two papers."""
    receive(desk)
    receive(desk, doc_number="2号", copy_numbers="000201")
    save_pdf(desk, tmp_path / "book.pdf", "receipt_book")
    return desk.rows("print_pages")[0]


def page_again(desk):
    return desk.rows("print_pages")[0]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_scan_is_kept_and_comes_out_again(desk, page, tmp_path, kind):
    file = tmp_path / "签好.bin"  # its content counts, not its name
    file.write_bytes(picture(kind))
    attachments.attach(desk, page, file)
    kept = attachments.scan_of(desk, page_again(desk))
    assert (kept.kind, kept.data) == (kind.lower(), file.read_bytes())
    assert list(checks.verify(desk)) == []
    out = tmp_path / "out.bin"
    receipt = attachments.save_scan(desk, page_again(desk), out)
    assert out.read_bytes() == file.read_bytes()
    (booked,) = desk.rows("outputs", where={"entry": receipt.entry})
    assert (booked["kind"], booked["level"], booked["name"]) == ("扫描", page["level"], page.number)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"GIF89a" + b"x" * 40, "scan_kind"),
        (b"%PDF-1.7 but no more", "scan_kind"),
        (picture("PNG")[:-30], "scan_kind"),
        (picture("JPEG")[:200], "scan_kind"),
        (b"", "scan_kind"),
        (b"%PDF" + bytes(attachments.LARGEST * attachments.MB), "scan_size"),
    ],
)
def test_what_is_no_scan_is_refused(desk, page, tmp_path, data, code):
    file = tmp_path / "scan.pdf"
    file.write_bytes(data)
    with pytest.raises(Refused) as refused:
        attachments.attach(desk, page, file)
    assert refused.value.reasons[0].code == code
    assert page_again(desk)["scan"] is None


def test_a_scan_that_is_gone_or_changed_is_found(desk, page, tmp_path):
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    attachments.attach(desk, page, tmp_path / "a.png")
    db = desk.vault.db
    db.execute("UPDATE blobs SET data = x'00'")
    assert [f.check for f in checks.verify(desk)] == ["blob"]
    db.execute("UPDATE blobs SET kind = 'erased', data = x''")
    assert [f.check for f in checks.verify(desk)] == ["lost_blob"]
    db.execute("DELETE FROM blobs")
    assert [f.check for f in checks.verify(desk)] == ["lost_blob"]


def test_an_expunged_paper_takes_its_scans_with_it(desk, page, tmp_path):
    (tmp_path / "a.png").write_bytes(picture("PNG"))
    attachments.attach(desk, page, tmp_path / "a.png")
    desk.perform(Command("", "documents", "expunge", "1", {"reason": "越级录入"}))
    assert attachments.scan_of(desk, page_again(desk)) is None
    assert list(checks.verify(desk)) == []


def test_what_waits_for_signature_waits_by_age(desk, clock, page):  # noqa: ARG001
    def waiting():
        return [(one.when, one.state) for one in due(desk) if one.what == "paper"]

    assert waiting() == [("2026-11-30", "soon")]
    clock.forward(days=8)
    assert waiting() == [("2026-11-30", "overdue")]
    desk.perform(Command("", "prints", "sign", "1"))
    assert waiting() == []
