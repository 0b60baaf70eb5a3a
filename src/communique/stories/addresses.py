"""Which part of the reports keeps which address when stories are merged, split or regrouped.

Readers hold on to an address. So it goes where most of the story's reports went; of two parts of one size, to the one
with the earlier first report. Stories that came whole into one part stand in it together, and the first of them is its
address. A story without a part of its own redirects to where most of its reports went; a part without an address is a
new story. What a person placed goes before all that: there the address stays.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from communique.model import Story


class Addressed(NamedTuple):
    """`kept`: part → the story whose address it has; `redirects`: story → the part its old address leads to."""

    kept: Mapping[str, str]
    redirects: Mapping[str, str]


class Claim(NamedTuple):
    """The claim of a story on a part, the strongest first in order; `place` is the part's place by its first report."""

    unfixed: bool
    minus_reports: int
    in_parts: bool
    story: int
    place: int
    part: str


def addressed(stories: Sequence[Story], parts: Mapping[str, str], fixed: Collection[str] = ()) -> Addressed:
    """`stories` are all that are touched, with all their reports, in the order in which they go before one another on
    a merge (the oldest first); `parts` says of each of their reports in which part it is now. No two parts hold `fixed`
    reports of one story, and no part holds those of two."""
    shares = [Counter(parts[report] for report in story.reports) for story in stories]
    held = [{parts[report] for report in story.reports if report in fixed} for story in stories]
    kept: dict[str, str] = {}
    placed: set[str] = set()
    for claim in sorted(_claims(shares, held)):
        story = stories[claim.story].id
        if claim.part not in kept and story not in placed:
            kept[claim.part] = story
            placed.add(story)
    redirects = {
        story.id: share.most_common(1)[0][0]
        for story, share in zip(stories, shares, strict=True)
        if share and story.id not in placed
    }
    return Addressed(kept, redirects)


def _claims(shares: Sequence[Counter[str]], held: Sequence[Collection[str]]) -> list[Claim]:
    """Those that came whole into a part claim it as one, by the first of them."""
    claims: list[Claim] = []
    whole: dict[str, list[int]] = {}
    for number, share in enumerate(shares):
        if len(share) == 1:
            whole.setdefault(next(iter(share)), []).append(number)
            continue
        for place, (part, count) in enumerate(share.items()):
            claims.append(Claim(part not in held[number], -count, True, number, place, part))
    for part, numbers in whole.items():
        first = min(numbers, key=lambda number: (part not in held[number], number))
        count = sum(shares[number][part] for number in numbers)
        claims.append(Claim(part not in held[first], -count, False, first, 0, part))
    return claims
