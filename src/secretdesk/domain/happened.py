"""History is booked as it was: what the rules refuse of what is to be done, they tell of what was done.

An old book tells what happened years ago. What is impossible stays refused (a day that is none, a name that
nobody knows, a thing that is not there, content above the level of this PC); what was only not allowed, or
not written down, is booked with a warning (design section 1).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretdesk.domain.review import Reason, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.declaration import Action

# What was done, though it should not have been.
DONE_ANYWAY = frozenset(
    {
        "abroad", "absent_reader", "approval_missing", "cipher_telegram", "core_category",
        "cross_use", "filter_preview", "forbidden_channel", "hand_in_incomplete", "in_cooling_off",
        "issued_after_received", "issuer_consent", "late_hand_in", "lateral_transfer",
        "level_above_clearance", "licence_expired", "must_return", "no_pledge", "not_briefed", "not_cleared",
        "not_explained", "outside_scope", "post_category", "overdue_held", "packing_untold", "pages_differ",
        "reading_place", "repair_differs", "storage_left", "term_above_limit", "term_out_of_range",
        "two_persons", "undeclared_device", "undeclared_medium", "undeclared_site", "unsupervised",
        "device_inside", "foreign_student", "foreigner", "held_together", "no_escort", "not_guarded",
        "before_opening", "shift_gap", "relative_sits_exam",
        "waste_left", "wireless_left",
    }
)  # fmt: skip
# An entry is nothing without these, whichever rule demands them.
NEEDED = frozenset({"mark", "level", "title", "count", "entry"})
# What a person must look at before it is booked, old or not.
ASKED_STILL = frozenset({"duplicate_name", "clock_leap"})
SILENT = frozenset({"late_entry"})  # every line of an old book is late


def as_happened(reasons: Iterable[Reason], action: Action) -> list[Reason]:
    """The reasons as they weigh for what has happened already."""
    return [_weighed(one, action) for one in reasons if one.code not in SILENT]


def _weighed(reason: Reason, action: Action) -> Reason:
    asked = reason.weight is Weight.ASK and reason.code not in ASKED_STILL
    untold = reason.code == "missing" and reason.field not in {*action.needs, *NEEDED}
    done = reason.weight is Weight.REFUSE and reason.code in DONE_ANYWAY
    return replace(reason, weight=Weight.WARN) if asked or untold or done else reason
