"""The tables of a desk, as the program uses them; `db/versions` is what makes them.

One table for each kind of thing: its catalogue fields, and the structure every thing has. NULL is "not
asked by this form", '' is "left blank". Plain TEXT and INTEGER only, so that PostgreSQL holds the same.
"""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from kxdesk.domain.edits import PARENT, POSITION, PRESENT
from kxdesk.domain.things import PARENT_OF, Kind

METADATA = MetaData()
Columns: TypeAlias = tuple[Column[str], ...]


def _texts(*names: str) -> Columns:
    return tuple(Column(name, Text) for name in names)


def _thing(kind: Kind, *columns: Column[str] | Column[int]) -> Table:
    parent = PARENT_OF[kind]
    reference = () if parent is None else (ForeignKey(f"{parent}.id"),)
    return Table(
        str(kind),
        METADATA,
        Column("id", Text, primary_key=True),
        Column(PARENT, Text, *reference, nullable=parent is None),
        Column(POSITION, Integer, nullable=False),
        Column(PRESENT, Integer, nullable=False),
        *columns,
        Index(f"{kind}_by_parent", PARENT, POSITION),
    )


POLICY = _thing(
    Kind.POLICY,
    *_texts("bureau", "fiscal_year", "form", "mission", "budget"),
    *_texts("general_account_oku_yen", "general_funds_oku_yen", "special_account_oku_yen"),
    *_texts("organization_as_of", "organization", "partner_bodies"),
    *_texts("retrospective_fiscal_year", "retrospective_overall"),
    *_texts("retrospective_achieved", "retrospective_insufficient"),
)
FACILITY = _thing(Kind.FACILITY, *_texts("operation", "name"))
ISSUE = _thing(
    Kind.ISSUE,
    *_texts("area", "number", "policy_field", "title", "division", "author", "impact", "urgency"),
    *_texts("content", "background", "target_outcome", "approach", "plan_preface"),
)
ACTIVITY = _thing(Kind.ACTIVITY, *_texts("number", "title", "description"))
TRACK = _thing(Kind.TRACK, *_texts("label"))
MILESTONE = _thing(Kind.MILESTONE, Column("start", Integer), Column("end", Integer), *_texts("text"))
PROGRESS = _thing(Kind.PROGRESS, *_texts("as_of", "activity", "text"))
ORGANISATION = _thing(Kind.ORGANISATION, *_texts("code", "name", "contact"))
ROUND = _thing(Kind.ROUND, *_texts("name", "fiscal_year", "form", "as_of", "deadline", "level"))
EXPECTED = _thing(Kind.EXPECTED, *_texts("organisation", "deadline", "excused", "settled"))
REMARK = _thing(
    Kind.REMARK,
    *_texts("thing_kind", "thing", "field", "state", "quoted", "organisation", "round", "sent", "outcome"),
)
STATEMENT = _thing(Kind.STATEMENT, *_texts("side", "author", "said_on", "text"))
SOURCE = _thing(Kind.SOURCE, *_texts("title", "printed", "fingerprint"))
INDICATOR = _thing(
    Kind.INDICATOR,
    *_texts("group_number", "group_name", "name", "unit", "polarity", "cumulative"),
    *_texts("base_fiscal_year", "base_value", "part_of", "note"),
)
TARGET = _thing(
    Kind.TARGET,
    *_texts("comparator", "value", "unit", "words", "fiscal_year", "base_fiscal_year", "base_value"),
    *_texts("note", "source", "place", "printed"),
)
OBSERVATION = _thing(
    Kind.OBSERVATION,
    *_texts("as_of", "value", "numerator", "denominator", "unit"),
    *_texts("previous", "previous_numerator", "previous_denominator", "printed_change"),
    *_texts("approximate", "provisional", "base_fiscal_year", "base_value"),
    *_texts("note", "who", "source", "place", "printed"),
)
CLOSING = _thing(Kind.CLOSING, *_texts("code", "about", "fingerprint", "reason"))
EDITION = _thing(
    Kind.EDITION,
    *_texts("name", "as_of", "frozen_at", "policies", "history_length", "history_head", "digest"),
)
LINEAGE = _thing(Kind.LINEAGE, *_texts("earlier", "later", "relation", "reason"))
PROMISE = _thing(Kind.PROMISE, *_texts("issue", "text", "owner", "reason"))

THINGS: dict[Kind, Table] = {
    Kind.POLICY: POLICY,
    Kind.FACILITY: FACILITY,
    Kind.ISSUE: ISSUE,
    Kind.ACTIVITY: ACTIVITY,
    Kind.TRACK: TRACK,
    Kind.MILESTONE: MILESTONE,
    Kind.PROGRESS: PROGRESS,
    Kind.ORGANISATION: ORGANISATION,
    Kind.ROUND: ROUND,
    Kind.EXPECTED: EXPECTED,
    Kind.REMARK: REMARK,
    Kind.STATEMENT: STATEMENT,
    Kind.SOURCE: SOURCE,
    Kind.INDICATOR: INDICATOR,
    Kind.TARGET: TARGET,
    Kind.OBSERVATION: OBSERVATION,
    Kind.CLOSING: CLOSING,
    Kind.EDITION: EDITION,
    Kind.LINEAGE: LINEAGE,
    Kind.PROMISE: PROMISE,
}

# One row: what this desk is. Its id is where the chain of the history begins.
DESK = Table(
    "desk",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

# Edits written together: who, when (UTC, ISO 8601), why, and from which file.
CHANGE = Table(
    "change",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("os_user", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("pc", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("undo_of", Integer, ForeignKey("change.number")),
)

# A value is a text or a whole number; where both columns are NULL it is None.
HISTORY = Table(
    "history",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("change", Integer, ForeignKey("change.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before_text", Text),
    Column("before_number", Integer),
    Column("after_text", Text),
    Column("after_number", Integer),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("history_by_thing", "thing", "field", "seq"),
    Index("history_by_change", "change"),
)

# Typing that was not confirmed yet; gone with the edit that confirms it.
DRAFT = Table(
    "draft",
    METADATA,
    Column("thing", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
)

# Folded texts to find by; made from the things, never read back as content.
SEARCH_KEY = Table(
    "search_key",
    METADATA,
    Column("thing", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
)

# Entries of the history whose text holds a letter or a pair of letters, in blocks of numbers; see `grams`.
POSTING = Table(
    "posting",
    METADATA,
    Column("gram", Text, primary_key=True),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("ids", LargeBinary, nullable=False),
)

# One row: the last entry of the history that is in `posting`.
INDEXED = Table("indexed", METADATA, Column("seq", Integer, primary_key=True, autoincrement=False))

# A workbook that went out or came back, and what it said then: what a later merge starts from.
EXCHANGE = Table(
    "exchange",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("os_user", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("pc", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("document", Text, nullable=False),
    Index("exchange_by_policy", "policy", "number"),
    Index("exchange_by_file", "sha256"),
)

# What passed between the desk and an organisation in a round; `exchange` keeps what it said.
PASSAGE = Table(
    "passage",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("at", "os_user", "display_name", "pc", "kind", "round", "organisation", "policy")
    ),
    *(Column(name, Text, nullable=False) for name in ("file_name", "sha256")),
    Index("passage_by_round", "round", "organisation", "number"),
    Index("passage_by_file", "sha256"),
)

# Returned workbooks, byte for byte.
FILE = Table(
    "file",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# One row for each transaction on a server: what tells whether a commit whose answer was lost went through.
COMMIT_TOKEN = Table("commit_token", METADATA, Column("token", Text, primary_key=True))

# A row once the desk was moved elsewhere: from then on it is only read here.
MOVED = Table(
    "moved",
    METADATA,
    Column("place", Text, primary_key=True),
    Column("at", Text, nullable=False),
)
# They say something of where the desk lies, not of the desk.
OF_THE_PLACE = (COMMIT_TOKEN, MOVED)

# Frozen policies by the SHA-256 of their text; editions that say the same share one.
DOCUMENT = Table(
    "document",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

# Audit copies that were made of this desk, each of which names the one before it.
AUDIT_COPY = Table(
    "audit_copy",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("os_user", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("pc", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("history_length", Integer, nullable=False),
    Column("history_head", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("key_print", Text, nullable=False),
)


def _needed(names: str) -> Columns:
    return tuple(Column(name, Text, nullable=False) for name in names.split())


def _counts(names: str) -> tuple[Column[int], ...]:
    return tuple(Column(name, Integer, nullable=False) for name in names.split())


_WHO = "at os_user display_name pc"

# Workbooks that came, each once: what they say, where they belong, how far they are (see `store.intake`).
INTAKE = Table(
    "intake",
    METADATA,
    Column("number", Integer, primary_key=True),
    *_needed(f"sha256 name {_WHO} state policy bureau fiscal_year form confidence"),
    *_needed("reading holds flags problem placed why"),
    *_counts("since fresh changed same disputed waiting"),
    Index("intake_by_file", "sha256", unique=True),
    Index("intake_by_policy", "policy", "state"),
)

# Places of a workbook that is in where it still says something else than the desk, and nobody has decided.
DISPUTE = Table(
    "dispute",
    METADATA,
    Column("number", Integer, primary_key=True),
    *_needed("sha256 kind thing field"),
    *_counts("settled"),
    Index("dispute_by_place", "sha256", "thing", "field", unique=True),
)

# What a person chose at one place of a workbook, what she saw then (JSON: base, theirs, ours), and why.
DECISION = Table(
    "decision",
    METADATA,
    Column("number", Integer, primary_key=True),
    *_needed(f"sha256 kind thing field decision text seen why {_WHO}"),
    *_counts("withdrawn"),
    Column("change", Integer),
    Index("decision_by_file", "sha256", "number"),
)


def column(kind: Kind, field: str) -> ColumnElement[str | int | None]:
    """The column of a field; KeyError where there is none."""
    return THINGS[kind].c[field]
