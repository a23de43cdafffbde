"""Plan against progress: for every step that is due at the as-of date, what the progress text says of it.

Only a suggestion, with the sentence it rests on; a person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kxdesk.domain.dates import AsOf
from kxdesk.domain.keys import folded
from kxdesk.domain.policy import Activity, Issue, Milestone
from kxdesk.domain.progress_sections import Sections
from kxdesk.domain.promises import sentences
from kxdesk.domain.terms import Terms, all_terms, terms

LAST_MONTH = {1: 6, 2: 9, 3: 12, 4: 3}  # of each quarter
_ENOUGH = 2.0  # things named in common, something done counting half
_TO_COME = re.compile(r"予定|見込|未定|未実施|遅れ|延期|先送り|結果待ち|準備を進め")
_AT_WORK = re.compile("([一-鿿]{2})(?:作業)?(?:実施|継続|進行)?中")
_PREPARING = frozenset(
    ["検討", "策定", "作成", "調整", "準備", "協議", "実施", "継続", "進行"]
)  # no result yet, whatever the step is
_ON_SCHEDULE = re.compile("予定(?:どおり|通り)|計画(?:どおり|通り)|順調")


class Standing(StrEnum):
    """Where a due step stands, as the text lets one suppose."""

    DONE = "done"
    RUNNING = "running"  # under way, and the text says that this is as planned
    LATE = "late"  # the text says that it is still under way or to come
    UNMENTIONED = "unmentioned"


@dataclass(frozen=True, slots=True)
class DueStep:
    """One line of a band that is due.

    Attributes:
        issue, activity, milestone: ids.
        text: the line, without its bullet.
        sentence: of the progress text, "" where nothing speaks of it.
    """

    issue: str
    activity: str
    milestone: str
    text: str
    standing: Standing
    sentence: str = ""


def is_due(band: Milestone, fiscal_year: int, at: AsOf) -> bool:
    """Whether the last month of its last quarter is over; without a day a date is the month's end."""
    month = LAST_MONTH[band.end]
    year = fiscal_year + (1 if month <= 3 else 0)
    if (year, month) != (at.year, at.month):
        return (year, month) < (at.year, at.month)
    return at.day == 0 or at.day >= 28


def due_steps(issue: Issue, said: Sections, fiscal_year: int, at: AsOf) -> Iterator[DueStep]:
    """In the order of the plan."""
    everything = _lines("\n".join((said.whole, *said.by_number.values())))
    for place, activity in enumerate(issue.activities, 1):
        own = _lines(_said_of(activity, place, said))
        for track in activity.tracks:
            for band in track.milestones:
                if is_due(band, fiscal_year, at):
                    for step in sentences(band.text):
                        standing, sentence = _standing(step, own, everything)
                        yield DueStep(issue.id, activity.id, band.id, step, standing, sentence)


def _said_of(activity: Activity, place: int, said: Sections) -> str:
    """What speaks of an activity: its own section and what is said of the whole."""
    number = folded(activity.number or "").strip("()") or str(place)
    return "\n".join(filter(None, (said.whole, said.by_number.get(number, ""))))


def _lines(text: str) -> list[_Line]:
    return [_Line(line, all_terms(line)) for line in sentences(text)]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    terms: Terms


def _standing(step: str, own: list[_Line], everything: list[_Line]) -> tuple[Standing, str]:
    """Looked for in the activity's own section; elsewhere only where one line says all of it."""
    wanted = terms(step)
    lines = own if _speaks_of(wanted, own) else [line for line in everything if _says_all(wanted, line)]
    if not lines:
        return Standing.UNMENTIONED, ""
    best = max(_closeness(step, line) for line in lines)
    closest = [line.text for line in lines if _closeness(step, line) == best]
    if done := next((line for line in closest if not _is_under_way(line, step)), ""):
        return Standing.DONE, done
    planned = _ON_SCHEDULE.search(folded(closest[0]))
    return (Standing.RUNNING if planned else Standing.LATE), closest[0]


def _is_under_way(line: str, step: str) -> bool:
    """Whether the sentence ends with work that is not done; what it says on its way there does not count."""
    end = re.split("[、,]", folded(line).rstrip("。. "))[-1]
    if _TO_COME.search(_ON_SCHEDULE.sub("", end)):
        return True
    works = _AT_WORK.findall(end)
    return bool(works) and (works[-1] in _PREPARING or works[-1] in folded(step))


def _speaks_of(wanted: Terms, lines: list[_Line]) -> bool:
    """Two things named, or more than half of them; which of a series has to agree."""
    about = wanted.about.intersection(*[frozenset().union(*(line.terms.about for line in lines))])
    doing = wanted.doing.intersection(*[frozenset().union(*(line.terms.doing for line in lines))])
    ordinals = frozenset().union(*(line.terms.ordinals for line in lines))
    if not wanted.ordinals <= ordinals:
        return False
    if not wanted.about:
        return bool(wanted.doing) and wanted.doing <= doing
    weight = len(about) + (len(doing) / 2 if about else 0)
    return weight >= _ENOUGH or len(about) > len(wanted.about) / 2


def _says_all(wanted: Terms, line: _Line) -> bool:
    return bool(wanted.about) and wanted.about <= line.terms.about and wanted.ordinals <= line.terms.ordinals


def _closeness(step: str, line: _Line) -> tuple[int, int]:
    """A compound that stands whole counts for more than its words apart."""
    wanted = all_terms(step)
    return len(wanted.ordinals & line.terms.ordinals), len(wanted.about & line.terms.about)
