"""What there is of each of those whom the desk watches."""

from collections.abc import Callable, Sequence

from communique.model import Brief, Noun
from communique.ports import Store
from communique.site.ranking import Watched

SHOWN = 2


class Followed(Noun, frozen=True):
    """One of those watched: its name, the page it has (empty for none yet), and the first briefs about it."""

    name: str
    page: str
    briefs: tuple[Brief, ...] = ()


def followed(store: Store, watched: Watched, briefs: Sequence[Brief]) -> list[Followed]:
    """People, pairs and countries, each with the first of the briefs in which it takes part."""
    found = []
    for key, name in watched.people.items():
        known = store.events_of_person(key) or store.holdings(key)
        found.append(one(name, f"/person/{key}" if known else "", briefs, about_person(key)))
    for pair, name in watched.pairs.items():
        found.append(one(name, f"/pair/{'-'.join(pair)}", briefs, about_countries(pair)))
    for code, name in watched.countries.items():
        found.append(one(name, f"/country/{code}", briefs, about_countries((code,))))
    return found


def one(name: str, page: str, briefs: Sequence[Brief], about: Callable[[Brief], bool]) -> Followed:
    """One of those watched with its briefs."""
    return Followed(name=name, page=page, briefs=tuple(filter(about, briefs))[:SHOWN])


def about_person(key: str) -> Callable[[Brief], bool]:
    """Whether a person takes part."""
    return lambda brief: any(p.key == key for p in brief.participants)


def about_countries(codes: Sequence[str]) -> Callable[[Brief], bool]:
    """Whether people of all these countries take part."""
    return lambda brief: {p.code for p in brief.participants}.issuperset(codes)
