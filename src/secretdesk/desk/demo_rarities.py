"""What comes seldom in the demo: 绝密 without its title, 非密, further copies of a paper known already."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from secretdesk.domain.terms import CHANNELS, NO_DOC_NUMBER, STAR, Level

if TYPE_CHECKING:
    from secretdesk.desk.demo_stage import Stage


def rarity(stage: Stage) -> None:
    """Now and then one of them, by dice of its own."""
    lot = stage.rare.random()
    if lot < 0.02:
        _above_the_level(stage)
    elif lot < 0.05:
        _unclassified(stage)
    elif lot < 0.08:
        _family(stage)
    stage.flush()


def _above_the_level(stage: Stage) -> None:
    """Above the level of the PC: number and 代称 only, no title (第44条、第46条)."""
    issued = stage.now.date() - timedelta(days=5)
    term = stage.data["terms"][Level.HIGHLY_SECRET][0]
    stage.do(
        "documents", "receive", issuer=stage.rare.choice(stage.data["issuers"])["name"],
        doc_number=NO_DOC_NUMBER, mark=f"{Level.TOP_SECRET}{STAR}{term}",
        copy_numbers=f"{stage.rare.randrange(1, 900):06d}", pages=stage.rare.randint(2, 9),
        issued_on=issued.isoformat(), channel=CHANNELS[0], must_return=True,
        place=stage.rare.choice(stage.data["places"]),
    )  # fmt: skip


def _unclassified(stage: Stage) -> None:
    stage.do(
        "documents", "receive", issuer=stage.rare.choice(stage.data["issuers"])["name"],
        title=stage.rare.choice(stage.data["titles"][Level.INTERNAL]), mark=str(Level.UNCLASSIFIED),
        count=stage.rare.randint(1, 3), doc_number=NO_DOC_NUMBER,
    )  # fmt: skip


def _family(stage: Stage) -> None:
    """The same paper again, the next copies of it: it joins the family of the first."""
    for first in stage.desk.rows("documents", where={"status": "registered"}, limit=20):
        if first["doc_key"] and first["copy_numbers"] and first["title"] and not first["expunged_on"]:
            issuer = stage.desk.names("correspondents", [first["issuer"]])[first["issuer"]]
            known = {key: first[key] for key in ("doc_number", "title", "mark", "pages", "issued_on")}
            last = int(first["copy_numbers"][-1])
            stage.do("documents", "receive", issuer=issuer, copy_numbers=f"{last + 1:06d}", **known)
            return
