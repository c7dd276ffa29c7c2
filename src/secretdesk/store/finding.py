"""What a check finds: which check, where, and the sentence for it."""

from __future__ import annotations

from dataclasses import dataclass

from secretdesk.domain.terms import FINDINGS


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: which check, where, in words."""

    check: str
    place: str

    @property
    def text(self) -> str:
        """One Chinese sentence with the next step."""
        return FINDINGS[self.check].format(place=self.place)
