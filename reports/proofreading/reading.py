"""Reading a text through: all the checks, in the order of the text."""

from datetime import date

from reports.proofreading.days import days
from reports.proofreading.figures import figures
from reports.proofreading.marks import Mark
from reports.proofreading.names import KnownNames, names
from reports.proofreading.ordinals import ordinals
from reports.proofreading.sums import sums
from reports.proofreading.widths import widths


def proofread(text: str, known: KnownNames | None = None, on: date | None = None) -> list[Mark]:
    """What a careful reader would query in this text, of any paper: each beside its passage, in the order of the text.

    ``known`` are the names of the directory; without them names are not looked at. ``on`` is the day of the paper. A
    query is a question and never a change.
    """
    found = [
        *sums(text),
        *ordinals(text),
        *days(text, on),
        *figures(text),
        *widths(text),
        *names(text, known or KnownNames()),
    ]
    return sorted(set(found), key=lambda mark: (mark.start, mark.end, mark.kind))
