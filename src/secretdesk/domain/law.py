"""The numbers of the law, each with its origin; in a vault they are dated data (`parameters`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretdesk.domain.kept import groups_of
from secretdesk.domain.terms import DEFAULT_SITES, NOT_NAMED, Level
from secretdesk.domain.terms_law import (
    ALL_GROUPS,
    HOLIDAYS_LABEL,
    HOLIDAYS_ORIGIN,
    PARAMETER_LABELS,
    PARAMETER_ORIGINS,
    PATTERN_LABEL,
    VALUE_KINDS,
)
from secretdesk.domain.working_days import HOLIDAYS_CODE, days_off

PATTERN_CODE = "number_pattern."  # followed by the series: how its numbers are written


@dataclass(frozen=True)
class Parameter:
    """A number or word that rules read. ``pattern`` is what its value must match as a whole."""

    code: str
    value: str
    unit: str
    kind: str = "count"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        if self.kind == "holidays":
            return HOLIDAYS_LABEL.format(year=self.code.removeprefix(HOLIDAYS_CODE))
        series = self.code.removeprefix(PATTERN_CODE)
        return PARAMETER_LABELS.get(self.code) or PATTERN_LABEL.format(series=series)

    @property
    def origin(self) -> str:
        """What demands it."""
        return HOLIDAYS_ORIGIN if self.kind == "holidays" else PARAMETER_ORIGINS.get(self.code, "")

    @property
    def kind_text(self) -> str:
        """What its value must be, for a sentence."""
        return VALUE_KINDS[self.kind]

    def accepts(self, value: str) -> bool:
        """Whether a value is of its kind."""
        if self.kind == "count":
            return bool(re.fullmatch(r"\d{1,5}", value))
        if self.kind == "month_day":
            return bool(MONTH_DAY.fullmatch(value))
        if self.kind == "level":
            return value in set(Level)
        if self.kind == "groups":
            return groups_of(value) is not None
        if self.kind == "holidays":
            return days_off(int(self.code.removeprefix(HOLIDAYS_CODE)), value) is not None
        if self.kind == "pattern":
            return bool(re.fullmatch(r"[^{}]*\{year\}[^{}]*\{n(:0\d+d)?\}[^{}]*", value))
        return bool(value.strip())


MONTH_DAY = re.compile(
    r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8])"
)
EFFECTIVE_FROM = "1949-10-01"  # in force for every day the books can hold

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("unit_name", "", "", "text"),
    Parameter("vault_level", "", "", "level"),
    Parameter("groups", ALL_GROUPS, "", "groups"),
    Parameter("late_entry_days", "3", "day"),
    Parameter("max_term_top_secret", "30", "year"),
    Parameter("max_term_highly_secret", "20", "year"),
    Parameter("max_term_ordinary_secret", "10", "year"),
    Parameter("idle_lock_minutes", "5", "minute"),
    Parameter("meeting_hand_in_days", "1", "day"),
    Parameter("loan_days_top_secret", "0", "day"),
    Parameter("loan_days_highly_secret", "1", "day"),
    Parameter("loan_days_ordinary_secret", "7", "day"),
    Parameter("loan_renewals", "1", "times"),
    Parameter("loan_days_work", "30", "day"),
    Parameter("dispatch_receipt_days", "30", "day"),
    Parameter("dispatch_search_days", "60", "day"),
    Parameter("repair_days", "30", "day"),
    Parameter("repair_sites", NOT_NAMED, "", "text"),
    Parameter("reading_days", "0", "day"),
    Parameter("office_reading_top_secret", "0", ""),
    Parameter("cooling_least_core", "36", "month"),
    Parameter("cooling_most_core", "60", "month"),
    Parameter("cooling_least_important", "24", "month"),
    Parameter("cooling_most_important", "36", "month"),
    Parameter("cooling_least_general", "12", "month"),
    Parameter("cooling_most_general", "24", "month"),
    Parameter("core_posts", "0", ""),
    Parameter("review_years_core", "1", "year"),
    Parameter("review_years_important", "3", "year"),
    Parameter("review_years_general", "5", "year"),
    Parameter("passport_days", "7", "day"),
    Parameter("trip_report_days", "10", "day"),
    Parameter("cooling_contact_months", "6", "month"),
    Parameter("training_hours", "4", ""),
    Parameter("site_check_days", "90", "day"),
    Parameter("code_change_days", "180", "day"),
    Parameter("shift_persons", "2", ""),
    Parameter("leak_hours", "24", "hour"),
    Parameter("leak_months", "3", "month"),
    Parameter("search_days_top_secret", "10", "day"),
    Parameter("search_days_other", "60", "day"),
    Parameter("unclear_report_days", "10", "day"),
    Parameter("unclear_decide_days", "10", "day"),
    Parameter("mend_days", "15", "day"),
    Parameter("sample_size", "10", ""),
    Parameter("score_good", "90", ""),
    Parameter("score_fair", "80", ""),
    Parameter("disclosure_month_day", "5", ""),
    Parameter("year_end", "12-31", "", "month_day"),
    Parameter("yearly_report_by", "01-31", "", "month_day"),
    Parameter("stocktake_by", "12-31", "", "month_day"),
    Parameter("destruction_sites", DEFAULT_SITES, "", "text"),
    Parameter("paper_days", "7", "day"),
)
BY_CODE = {p.code: p for p in PARAMETERS}


def known(code: str) -> Parameter | None:
    """The parameter of a code (a pattern of numbers, a year of holidays too); None where no rule reads it."""
    if code.startswith(PATTERN_CODE) and len(code) > len(PATTERN_CODE):
        return Parameter(code, "", "", "pattern")
    if re.fullmatch(re.escape(HOLIDAYS_CODE) + r"(19|20|21)\d\d", code):
        return Parameter(code, "", "", "holidays")
    return BY_CODE.get(code)
