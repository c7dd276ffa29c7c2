"""All registers, in the order of the tabs. Adding one is a declaration, a form and a line here."""

from secretdesk.domain.declaration import Register
from secretdesk.registers.activities import ACTIVITIES
from secretdesk.registers.arrivals import ARRIVALS, ENVELOPES
from secretdesk.registers.authorities import AUTHORITIES
from secretdesk.registers.backups import BACKUPS
from secretdesk.registers.briefings import BRIEFINGS
from secretdesk.registers.carryings import CARRYINGS
from secretdesk.registers.check_items import CHECK_ITEMS
from secretdesk.registers.circulations import CIRCULATIONS, READINGS
from secretdesk.registers.classification_lists import CLASSIFICATION_CHANGES, CLASSIFICATION_NOTICES
from secretdesk.registers.classifications import CLASSIFICATIONS
from secretdesk.registers.clock import CLOCK
from secretdesk.registers.closings import CLOSING_LINES, CLOSINGS
from secretdesk.registers.copies import COPIES
from secretdesk.registers.copyings import COPYINGS
from secretdesk.registers.department_year import DEPARTMENT_YEAR
from secretdesk.registers.departures import DEPARTURE_CONTACTS, DEPARTURES
from secretdesk.registers.destructions import DESTRUCTION_BOXES, DESTRUCTION_LINES, DESTRUCTIONS
from secretdesk.registers.devices import DEVICES
from secretdesk.registers.disclosure_months import DISCLOSURE_MONTHS
from secretdesk.registers.disclosures import DISCLOSURES
from secretdesk.registers.dispatches import DISPATCHES
from secretdesk.registers.documents import DOCUMENTS
from secretdesk.registers.foreign_events import FOREIGN_EVENTS
from secretdesk.registers.foreign_lines import FOREIGN_LINES
from secretdesk.registers.foreign_people import FOREIGN_PEOPLE_REGISTER
from secretdesk.registers.handovers import HANDOVER_ITEMS, HANDOVERS
from secretdesk.registers.imports import IMPORTS
from secretdesk.registers.incident_lists import INCIDENT_REPORTS, SEARCHES
from secretdesk.registers.incidents import INCIDENTS
from secretdesk.registers.inputs import INPUTS
from secretdesk.registers.inspection_lists import CHECK_LINES, FINDINGS, INSPECTION_SAMPLES
from secretdesk.registers.inspections import INSPECTIONS
from secretdesk.registers.inspector_view import INSPECTION_WANTS, INSPECTOR_PAGES
from secretdesk.registers.irregularities import IRREGULARITIES
from secretdesk.registers.keys import KEYS
from secretdesk.registers.knowledge import KNOWLEDGE
from secretdesk.registers.lists import BATCH_SUMS, OPEN_ITEMS, TALLY, TRAINING_HOURS
from secretdesk.registers.loans import LOANS
from secretdesk.registers.major_reports import MAJOR_REPORTS
from secretdesk.registers.media import MEDIA
from secretdesk.registers.merits import MERITS
from secretdesk.registers.names import CORRESPONDENTS, DEPARTMENTS, PLACES
from secretdesk.registers.outputs import OUTPUTS
from secretdesk.registers.papers import PAPERS
from secretdesk.registers.parameters import PARAMETERS
from secretdesk.registers.passports import PASSPORTS
from secretdesk.registers.people import PEOPLE
from secretdesk.registers.pledges import PLEDGES
from secretdesk.registers.posts import POSTS
from secretdesk.registers.prints import PRINT_PAGES, PRINT_SIGNATURES, PRINTS
from secretdesk.registers.queries import QUERIES
from secretdesk.registers.repairs import REPAIRS
from secretdesk.registers.returns import RETURN_LINES, RETURNS
from secretdesk.registers.screenings import SCREENINGS
from secretdesk.registers.shifts import SHIFT_LINES, SHIFTS
from secretdesk.registers.sites import SITE_CHECKS, SITES
from secretdesk.registers.slots import SLOTS
from secretdesk.registers.stocktakes import STOCKTAKE_LINES, STOCKTAKES
from secretdesk.registers.trainings import ATTENDANCES, TRAININGS
from secretdesk.registers.trips import TRIPS
from secretdesk.registers.visits import VISITS
from secretdesk.registers.year_reports import YEAR_REPORTS
from secretdesk.registers.year_tables import YEAR_VIEWS
from secretdesk.registers.years import YEAR_LINES, YEARS

REGISTERS: tuple[Register, ...] = (
    ARRIVALS,
    ENVELOPES,
    DOCUMENTS,
    COPIES,
    QUERIES,
    COPYINGS,
    CIRCULATIONS,
    READINGS,
    BRIEFINGS,
    LOANS,
    DISPATCHES,
    CARRYINGS,
    REPAIRS,
    DEVICES,
    MEDIA,
    CLOSINGS,
    CLOSING_LINES,
    DESTRUCTIONS,
    DESTRUCTION_LINES,
    DESTRUCTION_BOXES,
    RETURNS,
    RETURN_LINES,
    STOCKTAKES,
    STOCKTAKE_LINES,
    PEOPLE,
    POSTS,
    SCREENINGS,
    PLEDGES,
    PASSPORTS,
    TRIPS,
    FOREIGN_EVENTS,
    FOREIGN_LINES,
    FOREIGN_PEOPLE_REGISTER,
    MAJOR_REPORTS,
    DEPARTURES,
    DEPARTURE_CONTACTS,
    HANDOVERS,
    HANDOVER_ITEMS,
    DEPARTMENTS,
    CORRESPONDENTS,
    PLACES,
    SITES,
    SITE_CHECKS,
    KEYS,
    VISITS,
    SHIFTS,
    SHIFT_LINES,
    PAPERS,
    AUTHORITIES,
    CLASSIFICATIONS,
    CLASSIFICATION_CHANGES,
    CLASSIFICATION_NOTICES,
    INCIDENTS,
    INCIDENT_REPORTS,
    SEARCHES,
    TRAININGS,
    ATTENDANCES,
    DISCLOSURES,
    DISCLOSURE_MONTHS,
    IRREGULARITIES,
    INSPECTIONS,
    CHECK_LINES,
    INSPECTION_SAMPLES,
    FINDINGS,
    CHECK_ITEMS,
    MERITS,
    ACTIVITIES,
    YEAR_REPORTS,
    PRINTS,
    PRINT_PAGES,
    PRINT_SIGNATURES,
    OUTPUTS,
    INPUTS,
    IMPORTS,
    YEARS,
    YEAR_LINES,
    BACKUPS,
    PARAMETERS,
    SLOTS,
    CLOCK,
)
# Gathered from the registers, kept in none.
VIEWS: dict[str, Register] = {
    r.key: r
    for r in (
        KNOWLEDGE,
        TALLY,
        BATCH_SUMS,
        OPEN_ITEMS,
        DEPARTMENT_YEAR,
        TRAINING_HOURS,
        INSPECTOR_PAGES,
        INSPECTION_WANTS,
        *YEAR_VIEWS,
    )
}
BY_KEY: dict[str, Register] = {r.key: r for r in REGISTERS}
