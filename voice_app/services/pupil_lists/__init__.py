"""From a school system's export to a plan: pure, without web and without database.

`plan_list` reads a list, `as_json` and `check_file` print what it would do; `Plan` is what a page shows.
"""

from .columns import FIELDS, Column
from .known import NAMELESS, KnownPupil, Line, ListedPupil
from .one_row import Question
from .plan import Plan, as_json, check_file, plan_list
from .sentences import ListRefused, Sentence
from .tables import Skipped

__all__ = [
    "FIELDS", "NAMELESS", "Column", "KnownPupil", "Line", "ListRefused", "ListedPupil", "Plan", "Question", "Sentence",
    "Skipped",
    "as_json", "check_file", "plan_list",
]  # fmt: skip
