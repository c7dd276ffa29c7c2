"""What makes an entry wait or fall due, register by register. A new register adds its lines here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.domain.terms import SOURCE_OF_ACTION, SOURCES
from secretdesk.domain.terms_classification import IN_FORCE, YEARLY_OUTCOMES
from secretdesk.domain.terms_leaks import OPEN as RUNNING
from secretdesk.store.rows import Common

if TYPE_CHECKING:
    from collections.abc import Mapping


OWN = SOURCE_OF_ACTION["make"]


@dataclass(frozen=True)
class Deadline:
    """A date field that makes an entry due, how many days before it is told, and which entries still wait."""

    what: str
    register: str
    field: str
    days: int
    waits: Mapping[str, Any]
    by_hour: bool = False  # its field is a moment: late from that minute on, not only from the next day


WAITING: dict[str, tuple[str, Mapping[str, Any]]] = {
    "unopened": ("envelopes", {"status": "to_open"}),
    "query": ("queries", {"status": ["open", "answered"]}),
    "irregularity": ("irregularities", {"status": "open"}),
    "missing": ("copies", {"status": "missing"}),
    "handover": ("handovers", {"status": "draft"}),
    "missing_medium": ("media", {"status": "missing"}),
    "missing_device": ("devices", {"status": "missing"}),
    "stale_backup": ("backups", {"status": "kept", "holds_expunged": True}),
    "file": ("outputs", {"status": "on_disk"}),
    "unwritten": ("outputs", {"status": "writing"}),
    "to_burn": ("outputs", {"status": "staged"}),
    "stocktake": ("stocktakes", {"status": "open"}),
    "return_draft": ("returns", {"status": ["draft", "approved"], "act_by": None}),
    "destruction": ("destructions", {"status": ["draft", "approved"]}),
    "destruction_receipt": ("destructions", {"status": ["sealed", "handed_over"]}),
    "round": ("circulations", {"status": "open"}),
    "self_held": ("passports", {"status": "self_held"}),
    "trip": ("trips", {"status": "applied"}),
    "foreign_check": ("foreign_people", {"status": "applied"}),
    "foreign_untaught": ("foreign_people", {"status": "here", "briefed_on": None}),
    "foreign_event": ("foreign_events", {"status": "reported"}),
    "major": ("major_reports", {"status": "reported"}),
    "departure": ("departures", {"status": ["applied", "reported"]}),
    "screening": ("screenings", {"status": "open"}),
    "site": ("sites", {"status": "proposed"}),
    "site_problem": ("site_checks", {"status": "problem"}),
    "papers_out": ("papers", {"status": "out"}),
    "papers_back": ("papers", {"status": "back"}),
    "lost_key": ("keys", {"status": "lost"}),
    "leak": ("incidents", {"status": list(RUNNING[1:])}),
    "leak_found": ("incidents", {"status": "found"}),
    "inspecting": ("inspections", {"status": "open"}),
    "recheck": ("findings", {"status": "mended"}),
    "unserved": ("findings", {"status": "served", "received_on": None}),
    "to_classify": ("classifications", {"status": ["proposed", "reviewed"]}),
    "to_file": ("classifications", {"status": "approved"}),
    "advice": ("classifications", {"status": "suggested"}),
    "review_todo": ("classifications", {"status": list(IN_FORCE), "yearly_todo": list(YEARLY_OUTCOMES[1:])}),
    "disclosure": ("disclosures", {"status": ["submitted", "sent"], "planned_on": None}),
    "exposed": ("disclosures", {"status": "exposed"}),
    "class_notice": ("classification_notices", {"status": "sent"}),
}
DEADLINES = (
    Deadline("leak_report", "incidents", "report_by", 1, {"status": "open"}, by_hour=True),
    Deadline("leak_search", "incidents", "search_due", 10, {"searching": True, "status": list(RUNNING)}),
    Deadline("leak_case", "incidents", "close_due", 21, {"status": list(RUNNING)}),
    Deadline(
        "expiry",
        "documents",
        "declassify_on",
        90,
        {
            "status": Common("registered"),
            "declassified_on": Common(None),
            "source": Common([one for one in SOURCES if one != OWN]),
        },
    ),
    Deadline(
        "own_expiry",
        "documents",
        "declassify_on",
        90,
        {"status": Common("registered"), "declassified_on": Common(None), "source": Common(OWN)},
    ),
    Deadline("class_expiry", "classifications", "declassify_on", 90, {"status": list(IN_FORCE)}),
    Deadline("report_up", "classifications", "report_due", 20, {"status": "held"}),
    Deadline("decision", "classifications", "decision_due", 3, {"status": "reported"}),
    Deadline("class_review", "classifications", "review_due", 31, {"status": list(IN_FORCE)}),
    Deadline("authority", "authorities", "until", 180, {"status": "in_force"}),
    Deadline("act_by", "documents", "act_by", 7, {"status": Common("registered")}),
    Deadline("substitute", "handovers", "until", 3, {"status": "signed"}),
    Deadline("carrying", "carryings", "due", 2, {"status": "out"}),
    Deadline("repair", "repairs", "due", 7, {"status": "repairing"}),
    Deadline("return", "returns", "act_by", 7, {"status": ["draft", "approved"]}),
    Deadline("loan", "loans", "due", 2, {"status": "out"}),
    Deadline("receipt", "dispatches", "receipt_due", 0, {"status": "sent"}),
    Deadline("search", "dispatches", "search_due", 0, {"status": "sent"}),
    Deadline("review", "people", "review_due", 60, {"status": ["cleared", "suspended"]}),
    Deadline("pledge", "pledges", "until", 30, {"status": "in_force"}),
    Deadline("unauthorised", "trips", "applied_on", 0, {"status": "to_report"}),
    Deadline(
        "departure_report",
        "departures",
        "report_due",
        0,
        {"status": ["to_report", "reported", "cooling"]},
    ),
    Deadline("cooling_contact", "departures", "next_on", 14, {"status": "cooling"}),
    Deadline("cooling_end", "departures", "cooling_until", 30, {"status": "cooling"}),
    Deadline("passport", "passports", "due", 3, {"status": "out"}),
    Deadline("trip_back", "trips", "until", 0, {"status": "approved"}),
    Deadline("trip_report", "trips", "report_due", 3, {"status": "back", "reported_on": None}),
    Deadline("foreign_after", "foreign_events", "until", 0, {"status": ["allowed", "approved"]}),
    Deadline("foreign_plan", "foreign_events", "from_on", 10, {"status": ["planned", "checked"]}),
    Deadline("foreign_teach", "foreign_events", "from_on", 5, {"status": "approved", "briefed_on": None}),
    Deadline("foreign_until", "foreign_people", "until", 30, {"status": "here"}),
    Deadline("visitor", "visits", "due", 0, {"status": "inside"}),
    Deadline("shift", "shift_lines", "ends_on", 0, {"status": ["planned", "done"]}),
    Deadline("unguarded", "papers", "guarded_until", 1, {"status": ["stored", "back"]}),
    Deadline("training", "trainings", "due", 7, {"status": "planned"}),
    Deadline("site_check", "sites", "next_on", 7, {"status": ["proposed", "confirmed"]}),
    Deadline("code", "keys", "code_due", 7, {"status": ["held", "sealed"]}),
    Deadline("inspection", "inspections", "planned_for", 7, {"status": "planned"}),
    Deadline("finding", "findings", "due", 7, {"status": ["open", "served"]}),
    Deadline("disclose_by", "disclosures", "planned_on", 3, {"status": ["submitted", "sent"]}),
    Deadline("to_publish", "disclosures", "planned_on", 0, {"status": ["allowed", "edited"]}),
    Deadline("month_report", "disclosure_months", "due", 5, {"status": "awaited"}),
    Deadline("task", "activities", "due", 7, {"status": "open"}),
    Deadline("year_report", "year_reports", "due", 31, {"status": "draft"}),
    Deadline("paper", "prints", "sign_due", 7, {"status": "unsigned"}),
    Deadline("reading", "readings", "due", 0, {"status": "out"}),
)
QUIET = {
    "expiry",
    "own_expiry",
}  # a term that has passed waits for a quiet hour, behind all that is in somebody's hands
