"""The table of terms: one English word per Chinese term (design section 4), gathered from its families."""

from secretdesk.domain.terms_batches import *
from secretdesk.domain.terms_custody import *
from secretdesk.domain.terms_levels import *
from secretdesk.domain.terms_paper import *
from secretdesk.domain.terms_receipt import *
from secretdesk.domain.terms_release import *
from secretdesk.domain.terms_sentences import *
from secretdesk.domain.terms_shown import *
from secretdesk.domain.terms_things import *
from secretdesk.domain.terms_vault import *
