"""Whatever people write, the paper carries it there and back."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kxdesk.domain.policy import Activity, Facility, Issue, Milestone, Policy, Progress, Track
from kxdesk.workbook.fill import fill
from tests.workbook.policies import layout, policy, read, template

# Words that mean something to the form or to Excel, and so might be mistaken.
TRICKY = (
    "課題名", "③課題の背景や現状", "管理番号", "高", "時点", "⑥進捗状況", "№", "課題領域B",
    "(1)", "(2)", "１", "007", "1.50", "=1+1", "＝1+1", "-5", "@x", "'引用", "_x000D_",
    "令和７年度", "第1四半期（4～6月）", "項目", " 前後の空白 ", "二行\n目", "\n", "𠮷野家",
    "葛󠄀飾", "ｶﾞｷﾞ", "か゚", "#REF!", "TRUE", "2025/12", "様式第３号", "〃?", "→へ",
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(TRICKY),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=30
    ),
)
TEXT = st.one_of(st.just(""), WORDS)
SAYING = WORDS.filter(lambda text: bool(text.strip()))  # a thing without a word in it is not on paper
BAND = st.tuples(st.integers(1, 4), st.integers(1, 4), SAYING).map(
    lambda band: Milestone(min(band[:2]), max(band[:2]), band[2])
)


def track(label: str, bands: list[Milestone]) -> Track:
    return Track(label, tuple(sorted(bands, key=lambda band: (band.start, band.end))))


TRACK = st.builds(track, TEXT, st.lists(BAND, min_size=1, max_size=3))
ACTIVITY = st.builds(
    Activity,
    number=st.sampled_from(("", "1", "2", "10")),
    title=SAYING,
    description=TEXT,
    tracks=st.lists(TRACK, max_size=5).map(tuple),
)
ISSUE = st.builds(
    Issue,
    area=st.sampled_from("ABC"),
    number=st.integers(1, 30).map(str),
    policy_field=TEXT,
    title=TEXT,
    division=TEXT,
    author=TEXT,
    impact=st.sampled_from(("", "高", "中", "低")),
    urgency=st.sampled_from(("", "高", "中", "低")),
    content=TEXT,
    background=TEXT,
    target_outcome=TEXT,
    approach=TEXT,
    plan_preface=TEXT,
    activities=st.lists(ACTIVITY, max_size=5).map(tuple),
    progress=st.one_of(st.just(()), st.builds(Progress, as_of=TEXT, text=SAYING).map(lambda one: (one,))),
)


FACILITY = st.builds(Facility, operation=TEXT, name=SAYING)


def arranged(issues: list[Issue], facilities: list[Facility]) -> Policy:
    """In the order of the paper, each area and number once."""
    unique = {(issue.area, int(issue.number)): issue for issue in issues}
    ordered = policy(*(unique[key] for key in sorted(unique)))
    return replace(ordered, facilities=tuple(facilities))


@settings(max_examples=30)
@given(st.builds(arranged, st.lists(ISSUE, max_size=4), st.lists(FACILITY, max_size=6)))
def test_any_policy_reads_back(said):
    """Labels, arrows, numbers, formulas and rare characters as text, in every box."""
    assert read(fill(template("R7"), layout("R7"), said).data).policy == said
