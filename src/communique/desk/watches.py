"""What a person of the desk does with watches: add, remove, pause, go on."""

from urllib.parse import quote

from msgspec.structs import replace

from communique import dispatch, times
from communique.dispatch import hours
from communique.errors import FetchRefused, UsageError
from communique.lexicon import queries
from communique.model import Every, Watch, WatchKind, identity, slug
from communique.ports import Clock, Store

KINDS: tuple[WatchKind, ...] = ("country", "pair", "person", "organisation", "query", "story")
EVERY: tuple[Every, ...] = ("round", "day", "week")
LONGEST = 200  # letters of a title


class Watches:
    """The watches of a store. Every method raises UsageError for what makes no sense, and then changes nothing."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def watch(self, id: str) -> Watch:
        """The watch of this id."""
        found = self._store.watch(id)
        if found is None:
            raise UsageError(f"{id}: no such watch; see communique watch list")
        return found

    def add(
        self, kind: str, of: str, *, mail: str | None = None, webhook: str | None = None, every: str = "round",
        quiet: str | None = None, title: str | None = None, language: str = "en",
    ) -> Watch:  # fmt: skip
        """Watch something from now on; a webhook gets a secret, and JSON that is the same in all languages."""
        from communique.site.language import NAMES

        known = next((one for one in KINDS if one == kind), None)
        often = next((one for one in EVERY if one == every), None)
        if known is None:
            raise UsageError(f"{kind}: what is watched is one of {', '.join(KINDS)}")
        if often is None:
            raise UsageError(f"--every {every}: round, day or week")
        if (mail is None) == (webhook is None):
            raise UsageError("a watch has --mail or --webhook, one of them; for both, add two")
        if webhook is not None and often != "round":
            raise UsageError("a webhook gets each story by itself: --every day and week are for mail")
        if language not in NAMES:
            raise UsageError(f"--language {language}: one of {', '.join(NAMES)}")
        if webhook is not None and language != "en":
            raise UsageError("what a webhook gets is the same in all languages: --language is for mail")
        mail = dispatch.address(mail).addr_spec if mail is not None else None
        webhook = reachable(webhook) if webhook is not None else None
        key, name = self._meant(known, of, language)
        made = times.rfc3339(self._clock.now())
        with self._store.transaction():
            self._new(known, key, mail or webhook or "")
            watch = Watch(
                id=identity("w", known, key, mail, webhook, made),
                kind=known,
                of=key,
                title=titled(title if title is not None else name),
                made=made,
                since=self._store.last_printed(),
                mail=mail,
                webhook=webhook,
                secret=dispatch.new_secret() if webhook else None,
                every=often,
                quiet=hours.quiet_hours(quiet) if quiet else None,
                language=language,
            )
            self._store.put_watch(watch)
        return watch

    def remove(self, id: str) -> None:
        """Watch no more; what was not sent yet is not sent."""
        self._store.remove_watch(id)

    def pause(self, id: str, why: str = "paused by the desk") -> None:
        """Note nothing and send nothing until it goes on; what waits already waits on."""
        with self._store.transaction():
            self._store.put_watch(replace(self.watch(id), paused=why))

    def resume(self, id: str) -> None:
        """Go on with what is printed from now on, and with what waited."""
        with self._store.transaction():
            watch = self.watch(id)
            if watch.paused is None:
                raise UsageError(f"{id}: is not paused")
            since = self._store.last_printed()
            self._store.put_watch(replace(watch, paused=None, since=since, failures=0, why=None))

    def _new(self, kind: WatchKind, of: str, to: str) -> None:
        for one in self._store.watches():
            if (one.kind, one.of, one.to) == (kind, of, to):
                raise UsageError(f"{one.id} watches this for {to} already")

    def _meant(self, kind: WatchKind, of: str, language: str) -> tuple[str, str]:
        """What is watched, and what it is called."""
        from communique.site.speech import Speech

        if kind == "story":
            return self._story(of)
        if kind == "query":
            return query(of)
        if kind in ("person", "organisation"):
            return self._named(kind, of)
        try:
            _, code = (queries.country if kind == "country" else queries.pair)(of)
        except queries.Unread as error:
            raise UsageError(str(error).removesuffix(" Searched without it.")) from None
        return code, " – ".join(map(Speech(language).country, code.split("-")))

    def _story(self, of: str) -> tuple[str, str]:
        found = self._store.story(of)
        if found is None:
            raise UsageError(f"{of}: no such story")
        brief = self._store.brief(found.redirect or of)
        return found.redirect or of, brief.headline if brief and brief.state == "released" else of

    def _named(self, kind: WatchKind, of: str) -> tuple[str, str]:
        """Somebody by name or by the key of the page, whether the record knows the name yet or not."""
        if not any(c.isalnum() for c in of):
            raise UsageError(f"{of}: no name")
        key = slug(of)
        known = self._store.people() if kind == "person" else self._store.bodies()
        return key, next((one[1] for one in known if one[0] == key), of)


def query(typed: str) -> tuple[str, str]:
    """A query that a watch can be of: wholly understood, and for briefs. Raises UsageError."""
    asked = queries.parse(typed)
    if asked.notes:
        raise UsageError(asked.notes[0])
    if asked.query.empty:
        raise UsageError("a query has a word, or a field such as pair:CHN-PRK")
    for condition in (c for group in asked.query.groups for c in group):
        if condition.field == "kind":
            raise UsageError(f"type:{condition.value}: a watch is for briefs")
    if asked.query.since or asked.query.until:
        raise UsageError("a watch is for what is to come: a query without days")
    return asked.typed, asked.typed


def reachable(url: str) -> str:
    """An address that can be posted to. Raises UsageError."""
    from communique.sources.http import checked

    if not url.isascii() or not url.isprintable() or " " in url or "#" in url or len(url) > 2000:
        raise UsageError(f"{url[:80]!r}: not an address that can be posted to")
    try:
        checked(url, url)
    except FetchRefused as error:
        raise UsageError(str(error)) from None
    return url


def titled(text: str) -> str:
    """A title in one line."""
    found = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not found or len(found) > LONGEST:
        raise UsageError(f"a title has 1 to {LONGEST} letters")
    return found


def page_of(watch: Watch) -> str:
    """The path of the page of what is watched."""
    return f"/search?q={quote(watch.of)}" if watch.kind == "query" else f"/{watch.kind}/{quote(watch.of)}"


def feed_of(watch: Watch) -> str | None:
    """The path of the feed that has the same; None for a single story."""
    if watch.kind == "story":
        return None
    return f"/search/feed.atom?q={quote(watch.of)}" if watch.kind == "query" else f"{page_of(watch)}/feed.atom"
