"""Fits the tables by which the record gives countries and sides (belonging, sides and pairs .tsv in record/), on text
of our own: the train side of the measured set and the practice sentences. The acts are given, as labelled.

    python -m bench.coded.fit            prints how folds that were not fitted on come out
    python -m bench.coded.fit held       prints how the held side comes out by the tables as they stand
    python -m bench.coded.fit --write    fits on all, writes the tables

Countries in their role are counted as bench/coded/scoring.py counts them, an act at a time.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.coded import cases
from bench.coded.cases import Read, named
from bench.coded.practice import Coded
from bench.coded.practice import Party as Labelled
from bench.coded.regression import Index, Sparse, Vector, choices, least, sparse
from communique.record import belonging, sides, weights
from communique.record.actors import Found
from communique.record.sides import Sides
from communique.record.spacy_parser import SpacyParser
from communique.record.traits import Act, Option, Party, of, of_pair, parties
from communique.record.weights import Table

TABLES = Path(__file__).parent.parent.parent / "src" / "communique" / "record"
FOLDS = 5
OWNER_LEAST, OWNER_PENALTY = 2, 2.0
SIDES_LEAST, SIDES_PENALTY = 3, 2.0
NO_STATES = {None, "NGO", "IMG"}
ANSWERS = ("actor", "recipient", "together")


def fold(of: Read) -> int:
    """The fold of a sentence, by its id."""
    return zlib.crc32(of.id.encode()) % FOLDS


def unowned(of: Read, golds: Sequence[Coded]) -> Iterator[tuple[Found, set[str | None]]]:
    """Those without a country of their own who stand in a party of these labels, with its codes."""
    everyone = [party for gold in golds for party in (*gold.actor, *gold.recipient)]
    for one in of.found:
        codes = {party.code for party in everyone if named(one, party, of.tree.text)}
        if codes and belonging.needs(one):
            yield one, codes


def owners(those: Sequence[Read]) -> Table:
    """Whose somebody is, fitted on those whose country is labelled, act by act and once without the act."""
    rows: list[list[str]] = []
    group: list[int] = []
    good: list[bool] = []
    number = 0
    for read in those:
        read.plain()
        told = [f for f in read.found if f.code]
        for golds, act in [*(((gold,), act) for gold, act in read.acts()), (read.gold, None)]:
            for one, codes in unowned(read, golds):
                for owner in told:
                    acting = belonging.in_act(act, one, owner) if act else ()
                    rows.append([*belonging.of(read.tree, one, owner, told), *acting])
                    group.append(number)
                    good.append(owner.code in codes)
                number += bool(told)
    x = sparse(rows, OWNER_LEAST)
    return as_table(("owner",), x, choices(x, np.array(group), np.array(good), OWNER_PENALTY))


class Ways(NamedTuple):
    """All ways to give out the sides of many acts: the traits of their parties and of each way, the numbers of the two
    parties of a way (-1 for none) and of their answers, the act it belongs to, and whether it is as good as any."""

    alone: list[list[str]]
    ties: list[list[str]]
    party: Index
    answer: Index
    act: Index
    good: Index


def ways(those: Iterable[Read], by_fold: Sequence[Table]) -> Ways:
    """The ways of all labelled acts, countries settled by the table that was not fitted on their fold."""
    alone: list[list[str]] = []
    ties: list[list[str]] = []
    party, answer, number, good = [], [], [], []
    acts = 0
    for read in those:
        weights.tables()["belonging"] = by_fold[fold(read)]
        for gold, act in settled(read):
            them = parties(act.tree, act.found)
            every = range(len(them))
            its = list(sides.options(them, every, every, every))
            worth = [likeness(gold, option, them, read.tree.text) for option in its]
            for option, value in zip(its, worth, strict=True):
                ties.append(list(of_pair(act, them, option)))
                party.append([-1 if n is None else n + len(alone) for n in option[:2]])
                answer.append([ANSWERS.index(a) for a in option.answers])
                number.append(acts)
                good.append(value > max(worth) - 1e-9)
            alone += [list(of(act, one)) for one in them]
            acts += bool(its)
    return Ways(alone, ties, np.array(party), np.array(answer), np.array(number), np.array(good))


def likeness(gold: Coded, option: Option, them: Sequence[Party], text: str) -> float:
    """How well a way to give out the sides answers the label (0..1, F1 over its parties): by words first, else by
    country, less for a part; what is done together counts most when given so."""
    first, second = (() if n is None else them[n] for n in option[:2])
    if gold.reciprocal:
        right, said = hits((*gold.actor, *gold.recipient), (*first, *second), text)
        value = 2 * right / (said + len(gold.actor) + len(gold.recipient))
        return value if option.together else 0.9 * value
    right = said = 0.0
    for labels, given in ((gold.actor, first), (gold.recipient, second)):
        mine, theirs = hits(labels, given, text)
        right, said = right + mine, said + theirs
    value = 2 * right / max(1e-9, said + len(gold.actor) + len(gold.recipient))
    return 0.9 * value if option.together else value


def hits(labels: Sequence[Labelled], given: Sequence[Found], text: str) -> tuple[float, float]:
    """How many labelled parties those given answer, and how many parties they make."""
    right = 0.0
    for label in labels:
        words = [f for f in given if named(f, label, text)]
        code = label.code is not None and any(f.code == label.code for f in given)
        right += 1.0 if words and (code or label.code is None) else 0.8 if words or code else 0.0
    astray = {f.code or f for f in given if not any(named(f, x, text) or (f.code and f.code == x.code) for x in labels)}
    loose = sum(1.0 if isinstance(one, str) else 0.5 for one in astray)
    answered = sum(any(named(f, x, text) or (f.code and f.code == x.code) for f in given) for x in labels)
    return right, answered + loose


def pairs(of_: Ways) -> tuple[Table, Table]:
    """Both tables of sides, fitted together: of the ways of an act one that is as good as any is taken."""
    x, t = sparse(of_.alone, SIDES_LEAST), sparse(of_.ties, SIDES_LEAST)
    size = len(x.names) * len(ANSWERS)
    there = of_.party >= 0
    acts = int(of_.act.max()) + 1

    def at(flat: Vector) -> tuple[float, Vector]:
        w, v = flat[:size].reshape(-1, len(ANSWERS)), flat[size:, None]
        mine = np.where(there, x.sums(w)[of_.party, of_.answer], 0.0).sum(axis=1) + t.sums(v)[:, 0]
        most = np.full(acts, -np.inf)
        np.maximum.at(most, of_.act, mine)
        odds = np.exp(mine - most[of_.act])
        whole = np.bincount(of_.act, odds, acts)
        fine = np.bincount(of_.act, np.where(of_.good, odds, 0.0), acts)
        loss = -float(np.log(np.maximum(1e-12, fine / whole)).sum()) + SIDES_PENALTY / 2 * float(flat @ flat)
        error = odds / whole[of_.act] - np.where(of_.good, odds / np.maximum(1e-12, fine[of_.act]), 0.0)
        errors = np.zeros((x.rows, len(ANSWERS)))
        np.add.at(errors, (of_.party[there], of_.answer[there]), np.repeat(error, 2).reshape(-1, 2)[there])
        slope = np.concatenate([x.back(errors).ravel(), t.back(error[:, None])[:, 0]])
        return loss, slope + SIDES_PENALTY * flat

    flat = least(at, np.zeros(size + len(t.names)))
    return as_table(ANSWERS, x, flat[:size].reshape(-1, len(ANSWERS))), as_table(("pair",), t, flat[size:, None])


def as_table(answers: tuple[str, ...], x: Sparse, values: Vector) -> Table:
    """The weights as the record reads them, to two places; a trait that says nothing is left out, and so is that
    somebody is told of by a word for whom the report named before: in a single sentence that repeats who is named."""
    rows = {name: tuple(float(round(v, 2)) + 0.0 for v in row) for name, row in zip(x.names, values, strict=True)}
    return Table(answers, {name: row for name, row in rows.items() if any(row) and "reference" not in name.split()})


def settled(read: Read) -> Iterator[tuple[Coded, Act]]:
    """The labelled acts of a sentence, whose everybody is settled for each by the table in use."""
    for gold, act in read.acts():
        read.plain()
        belonging.settle(read.tree, read.found, act)
        yield gold, act


def use(those: Sequence[Read]) -> None:
    """Fit all tables on these; what is fitted second sees countries as folds that were not fitted on give them."""
    table = weights.tables()
    by_fold = [owners([read for read in those if fold(read) != number]) for number in range(FOLDS)]
    table["sides"], table["pairs"] = pairs(ways(those, by_fold))
    table["belonging"] = owners(those)


def compared(those: Iterable[Read]) -> Counter[str]:
    """Countries in their role, act by act, by the tables in use."""
    counts: Counter[str] = Counter()
    for read in those:
        for gold, act in settled(read):
            found = sides.decide(act)
            want, have = roles(gold, found)
            counts.update(acts=1, right=len(want & have), gold=len(want), found=len(have), whole=want == have)
    return counts


def roles(gold: Coded, found: Sides) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The labelled and the given (role, country); either role where it is done together or no recipient is labelled."""
    want = [("a", p.code) for p in gold.actor] + [("r", p.code) for p in gold.recipient]
    have = [("a", f.code) for f in found.actor] + [("r", f.code) for f in found.recipient]
    either = gold.reciprocal or found.together or not any(r == "r" and c not in NO_STATES for r, c in want)
    mine, theirs = ({("x" if either else r, c) for r, c in side if c and c not in NO_STATES} for side in (want, have))
    return mine, theirs


def told(name: str, counts: Counter[str]) -> str:
    """The counts in words."""
    precision, recall = counts["right"] / max(1, counts["found"]), counts["right"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    whole = counts["whole"] / max(1, counts["acts"])
    return f"{name:<12} acts {counts['acts']}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  all right {whole:.3f}"


def written(table: Table) -> str:
    """A table as it stands in its file."""
    lines = ["\t".join(("trait", *table.answers))]
    lines += ["\t".join((name, *(f"{w:g}" for w in row))) for name, row in sorted(table.weights.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print, write."""
    parser = SpacyParser()
    if "held" in sys.argv:
        print(told("held", compared(cases.read(cases.measured("held"), parser))))
        return
    train = cases.read([*cases.measured("train"), *cases.practised()], parser)
    if "--write" in sys.argv:
        use(train)
        for name, table in weights.tables().items():
            (TABLES / f"{name}.tsv").write_text(written(table), encoding="utf-8")
        return
    parts: dict[str, Counter[str]] = {}
    for number in range(FOLDS):
        use([read for read in train if fold(read) != number])
        for read in (read for read in train if fold(read) == number):
            parts.setdefault("set" if read.id.startswith("e") else "practice", Counter()).update(compared([read]))
    for name, counts in parts.items():
        print(told(name, counts))


if __name__ == "__main__":
    main()
