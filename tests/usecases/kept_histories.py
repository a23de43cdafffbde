"""Histories that once came out differently by the order of the files; each is as small as it can be."""

from __future__ import annotations

from dataclasses import replace

from kxdesk.domain.identity import id_from_bits
from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Track
from tests.usecases.histories import History

_ids = [id_from_bits(number) for number in range(1, 12)]


def _of_facilities() -> History:
    """Two without a name: one division takes the first out and adds another, the other names the second."""
    base = _policy(facilities=(Facility("直営", "", _ids[1]), Facility("直営", "", _ids[2])))
    added = replace(base, facilities=(Facility("委託", "", ""), Facility("直営", "", "")))
    named = replace(base, facilities=(Facility("直営", "", ""), Facility("直営", "灯台を夜も開く", "")))
    return History(base, base, (added, named))


def _of_tracks() -> History:
    """Two without a label: one division takes the first out, the other writes the second anew."""
    first, second = Milestone(1, 1, "港の清掃", _ids[5]), Milestone(2, 2, "灯台を夜も開く", _ids[6])
    base = _with_tracks(Track("", (first,), _ids[7]), Track("", (second,), _ids[8]))
    new = Milestone(3, 3, "渡り鳥の観察小屋を干潟に置く", "")
    shorter = _with_tracks(Track("", (replace(second, id=""),), ""))
    rewritten = _with_tracks(Track("", (replace(first, id=""),), ""), Track("", (new,), ""))
    return History(base, base, (shorter, rewritten))


def _with_tracks(*tracks: Track) -> Policy:
    activity = Activity("1", "窓口の手続を減らす", "", tracks, _ids[4])
    return _policy(
        issues=(Issue(area="A", number="1", title="港の清掃", activities=(activity,), id=_ids[3]),)
    )


def _policy(**groups: tuple[Facility | Issue, ...]) -> Policy:
    return Policy("試験局", "2025", "R7", mission="", budget="", organization="", id=_ids[0], **groups)  # type: ignore[arg-type]


KEPT = (_of_facilities(), _of_tracks())
