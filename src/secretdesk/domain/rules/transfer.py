"""Rules of giving a copy over to another body for good (第28条（一）（三）): approved, receipted, not to be returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.availability import level_of_copy

if TYPE_CHECKING:
    from collections.abc import Iterable

GONE = ("transferred_to", "transferred_on", "receipt_number")


def transfer_is_approved(act: Act) -> Iterable[Reason]:
    """A state secret leaves the account by an approval on paper; 工作秘密 and 内部 need none."""
    level = level_of_copy(act, act.row) if act.row is not None else None
    if (
        act.row is not None
        and level is not None
        and level.is_state_secret
        and not act.values.get("approved_by")
    ):
        text = f"{act.row.number} 移交外单位须先经保密办负责人批准，再填“批准人”。"
        yield Reason("approval_missing", text, "approved_by", "第28条（一）")


def issuer_wants_it_not(act: Act) -> Iterable[Reason]:
    """What the issuer wants back goes back to the issuer (第28条（一）)."""
    copy = act.row
    document = act.books.get("documents", copy["document"]) if copy is not None and copy["document"] else None
    if copy is not None and document is not None and document["must_return"]:
        text = f"{copy.number} 是须清退的件，不得移交其他单位；请列入“清退”交还原发文单位。"
        yield Reason("must_return", text, "entry", "第28条（一）")


def on_the_account_again(act: Act) -> dict[str, None]:
    """One that is reinstated is with no other body."""
    return {} if act.row is None else {key: None for key in GONE if act.row[key] is not None}
