"""From a school system's export to a plan: pure, without web and without database.

`plan.plan_list` reads a list, `plan.as_json` and `plan.check_file` print what it would do; `plan.Plan` is what a page
shows. Reading is loaded where a list is read, and not by every worker at start (figure P17).
"""

from .fields import FIELDS, NAMELESS
from .sentences import ListRefused, Sentence

__all__ = ["FIELDS", "NAMELESS", "ListRefused", "Sentence"]
