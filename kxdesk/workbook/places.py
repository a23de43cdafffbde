"""Which cell of a returned workbook says which value, and which thing it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from kxdesk.domain.edits import PRESENT
from kxdesk.domain.merging import Difference
from kxdesk.domain.policy import Issue, Policy, Thing, children_of, ref_of
from kxdesk.domain.things import LEDGER, Kind, Ref, Value
from kxdesk.workbook.receipts import Receipt

Path: TypeAlias = tuple[int, ...]
_STEPS = (Kind.ISSUE, Kind.ACTIVITY, Kind.TRACK, Kind.MILESTONE)


class Places:
    """Receipts by the things of a policy.

    `said` is what the workbook says, `theirs` the same in the desk's ids and in the same order (None where it
    was not compared with the desk).
    """

    def __init__(self, said: Policy, theirs: Policy | None, receipts: Iterable[Receipt]) -> None:
        self.said = said
        self.receipts = tuple(receipts)
        self._paths: dict[Ref, Path] = {}
        self._chains: dict[Ref, tuple[Thing, ...]] = {}
        self._by_place: dict[tuple[Kind, Path], dict[str, list[Receipt]]] = {}
        for receipt in self.receipts:
            keys = self._by_place.setdefault((receipt.kind, receipt.path), {})
            keys.setdefault(receipt.key, []).append(receipt)
        for thing, path, chain in _walk(theirs) if theirs else ():
            self._paths[ref_of(thing)] = path
            self._chains[ref_of(thing)] = chain

    def cells_of(self, entry: Difference) -> tuple[Receipt, ...]:
        """The cells that say what this difference is about, the telling one first; () where none does."""
        found = self._of(entry.ref, entry.field)
        if found:
            return found
        # Taken out there: the sheet it would stand on is the next best.
        parent = next((ref for ref in self._paths if ref.id == (entry.parent or entry.issue)), None)
        return self._of(parent, PRESENT) if parent else ()

    def chain_of(self, ref: Ref) -> tuple[Thing, ...]:
        """Issue, activity, track … down to the thing; () where the workbook does not hold it."""
        return self._chains.get(ref, ())

    def value_of(self, receipt: Receipt) -> Value:
        """What was read there; the raw content where the policy has no such field."""
        thing = self.thing_of(receipt)
        value: Value = getattr(thing, receipt.key, receipt.raw) if thing else receipt.raw
        return value

    def thing_of(self, receipt: Receipt) -> Thing | None:
        return next(reversed(self.chain_at(receipt)), None)

    def chain_at(self, receipt: Receipt) -> tuple[Thing, ...]:
        """Issue, activity, … down to the thing the value belongs to."""
        said, path = self.said, receipt.path
        if receipt.kind is Kind.POLICY:
            return (said,)
        if receipt.kind is Kind.FACILITY:
            return said.facilities[path[0] : path[0] + 1]
        if receipt.kind in LEDGER:
            return self._in_ledger(receipt)
        chain: list[Thing] = list(said.issues[path[0] : path[0] + 1])
        if receipt.kind is Kind.PROGRESS:
            return (
                *chain,
                *(entry for issue in said.issues[path[0] : path[0] + 1] for entry in issue.progress[:1]),
            )
        for place in path[1:]:
            children = [child for child in children_of(chain[-1]) if ref_of(child).kind is not Kind.PROGRESS]
            if place >= len(children):
                break
            chain.append(children[place])
        return tuple(chain)

    def _in_ledger(self, receipt: Receipt) -> tuple[Thing, ...]:
        chain: tuple[Thing, ...] = self.said.indicators[receipt.path[0] : receipt.path[0] + 1]
        for indicator in self.said.indicators[receipt.path[0] : receipt.path[0] + 1]:
            if receipt.kind is Kind.TARGET:
                return (*chain, *indicator.targets[:1])
            if receipt.kind is Kind.OBSERVATION:
                return (*chain, *indicator.observations[receipt.path[1] : receipt.path[1] + 1])
        return chain

    def untouched(self, touched: set[tuple[Ref, str]], brought: set[Ref]) -> int:
        """How many values that were read the desk holds already, just so."""
        by_place: dict[tuple[Kind, Path], Ref] = {
            (ref.kind, path): ref for ref, path in self._paths.items() if ref.kind is not Kind.PROGRESS
        }
        count = 0
        for receipt in self.receipts:
            ref = by_place.get((receipt.kind, receipt.path))
            if ref is None:
                continue
            above = {ref_of(thing) for thing in self._chains[ref]}
            count += (ref, receipt.key) not in touched and not above & brought
        return count

    def _of(self, ref: Ref, key: str) -> tuple[Receipt, ...]:
        path = self._paths.get(ref)
        if path is None:
            return ()
        if ref.kind is Kind.PROGRESS:
            path = (path[0], 0)
        keys = self._by_place.get((ref.kind, path), {})
        if key in keys:
            return tuple(keys[key])
        everything = tuple(receipt for group in keys.values() for receipt in group)
        return everything[:1] or self._below(ref.kind, path)

    def _below(self, kind: Kind, path: Path) -> tuple[Receipt, ...]:
        """The first cell of what hangs below a thing that has no value of its own."""
        deeper = _STEPS[_STEPS.index(kind) + 1 :] if kind in _STEPS else ()
        return next(
            (
                (receipt,)
                for receipt in self.receipts
                if receipt.kind in deeper and receipt.path[: len(path)] == path
            ),
            (),
        )


def _walk(policy: Policy) -> Iterator[tuple[Thing, Path, tuple[Thing, ...]]]:
    """Every thing with its path and the things it hangs below, itself last; the policy itself hangs alone."""
    yield policy, (), (policy,)
    for at, facility in enumerate(policy.facilities):
        yield facility, (at,), (facility,)
    for at, issue in enumerate(policy.issues):
        yield from _below_issue(issue, (at,), ())
        for number, progress in enumerate(issue.progress):
            yield progress, (at, number), (issue, progress)


def _below_issue(
    thing: Thing, path: Path, above: tuple[Thing, ...]
) -> Iterator[tuple[Thing, Path, tuple[Thing, ...]]]:
    chain = (*above, thing)
    yield thing, path, chain
    children = [child for child in children_of(thing) if ref_of(child).kind is not Kind.PROGRESS]
    for at, child in enumerate(children):
        yield from _below_issue(child, (*path, at), chain)


def issue_of(chain: tuple[Thing, ...]) -> Issue | None:
    """The issue sheet a thing stands on."""
    return chain[0] if chain and isinstance(chain[0], Issue) else None


def chain_in(policy: Policy, ref: Ref) -> tuple[Thing, ...]:
    """As `Places.chain_of`, in any policy."""
    return next((chain for thing, _path, chain in _walk(policy) if ref_of(thing) == ref), ())
