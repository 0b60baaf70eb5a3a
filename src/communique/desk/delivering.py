"""Telling those who watch, after each round.

First what was printed since the last time is held against the watches, and what is news for one is put into the outbox;
both are noted in one transaction, so a round that is killed loses nothing and puts nothing in twice. Then what is due
is sent. A try is noted before it is made: who is killed in between tries again later, under the same id, so that a
message may come twice in that one case, and never not at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, tzinfo
from email.headerregistry import Address

from msgspec.structs import replace

from communique import dispatch, times
from communique.desk.telling import told
from communique.dispatch import hours
from communique.errors import FetchFailed, InputRefused, NotDelivered, UsageError
from communique.lexicon import queries
from communique.model import Brief, Delivery, Event, Noun, Refusal, Watch
from communique.ports import Door, Store
from communique.searching import Condition
from communique.watching import Post

AT_ONCE = 200  # briefs held against the watches in one transaction
MOST = 50  # messages of one watch in one round
FOUND = 500  # briefs of one day, or without one, that a query finds at most
GONE = 410
NO_SERVER = "no server is set under [mail]"


class Taken(Noun):
    """What is to be sent now: a delivery with its brief, as it was before it was taken to be tried."""

    delivery: Delivery
    brief: Brief


class Delivering:
    """Matching and sending for the watches of a store. `post` is the mail server and `sender` who mail is from, None
    where none is set; `address` is that of the site, `language` the one it speaks there, `title` the desk's."""

    def __init__(
        self, store: Store, door: Door, post: Post | None, address: str, zone: tzinfo,
        now: Callable[[], datetime], title: str, sender: Address | None, workers: int = 8,
        language: str = "en",
    ) -> None:  # fmt: skip
        self._store, self._door, self._post, self._address = store, door, post, address
        self._zone, self._clock, self._title, self._sender, self._workers = zone, now, title, sender, workers
        self._language = language

    # --- matching ---

    def match(self) -> int:
        """Put what is news for a watch into the outbox. How many."""
        count = 0
        while True:
            begin, watches = self._store.matched(), [one for one in self._store.watches() if one.paused is None]
            printed = self._store.printed_anew(begin, AT_ONCE)
            if not printed:
                return count
            briefs = [brief for _, story in printed if (brief := self._store.brief(story))]
            numbers = {story: seq for seq, story in printed}
            found = {watch.id: list(self._concerned(watch, briefs, numbers)) for watch in watches}
            with self._store.transaction():
                if self._store.matched() != begin:
                    continue  # another process was quicker
                for watch in watches:
                    kept = self._store.watch(watch.id)
                    if kept is not None and kept.paused is None:
                        count += sum(self._queue(kept, brief) for brief in found[watch.id])
                self._store.put_matched(printed[-1][0])

    def _concerned(self, watch: Watch, briefs: Sequence[Brief], numbers: Mapping[str, int]) -> Iterator[Brief]:
        """The briefs that are about what is watched, and those of which it was told before."""
        newer = [brief for brief in briefs if numbers[brief.story] > watch.since]
        found = self._found(watch, newer) if watch.kind == "query" else frozenset()
        if watch.kind == "story":
            watch = replace(watch, of=self._settled(watch.of))
        for brief in newer:
            about = dispatch.about(watch, brief.story, self._events(brief), found)
            if about or self._store.deliveries(watch.id, brief.story, 1):
                yield brief

    def _events(self, brief: Brief) -> Sequence[Event]:
        return self._store.events_of_story(brief.story)

    def _found(self, watch: Watch, briefs: Sequence[Brief]) -> frozenset[str]:
        """The stories of these briefs that the query of a watch finds."""
        query = queries.parse(watch.of).query
        groups = (*query.groups, (Condition(field="kind", value="brief"),))
        moments = {times.instant_of(last(brief)) for brief in briefs}
        days = {moment and moment.date().isoformat() for moment in moments}  # of an undated one none: among all
        asked = [replace(query, groups=groups, since=day, until=day) for day in days]
        return frozenset(hit.id for one in asked for hit in self._store.find(one, FOUND, newest=True).hits)

    def _queue(self, watch: Watch, brief: Brief) -> bool:
        """Note what a brief means for a watch, within a transaction."""
        store, story = self._store, brief.story
        before, stood = store.deliveries(watch.id, story), store.printed_until(story, watch.since)
        now = self._clock().astimezone(self._zone)
        decided = dispatch.decide(watch, brief, before, lambda version: store.brief(story, version), stood, now)
        if decided.gone is not None:
            store.remove_delivery(decided.gone)
        if decided.queued is not None:
            store.put_delivery(decided.queued)
        return decided.queued is not None

    def _settled(self, story: str) -> str:
        found = self._store.story(story)
        return found.redirect or story if found else story

    # --- sending ---

    def send(self) -> tuple[int, tuple[Refusal, ...]]:
        """Send what is due. How many messages were taken, and which were not; one that fails never stops another."""
        now = self._clock()
        local = now.astimezone(self._zone)
        active = [
            watch for watch in self._store.watches() if watch.paused is None and not hours.is_quiet(watch.quiet, local)
        ]
        hooks = [watch for watch in active if watch.webhook]
        with ThreadPoolExecutor(max(1, self._workers)) as pool:
            outcomes = [outcome for some in pool.map(self._calls, hooks) for outcome in some]
        outcomes += self._mail([watch for watch in active if watch.mail])
        refused = tuple(outcome for outcome in outcomes if outcome is not None)
        return len(outcomes) - len(refused), refused

    def _calls(self, watch: Watch) -> list[Refusal | None]:
        """Call one webhook with what is due, until a call fails: None for each that was taken."""
        outcomes: list[Refusal | None] = []
        for _ in range(MOST):
            taken = self._take(watch, 1)
            if not taken:
                break
            failed = self.called(watch, taken[0].delivery, taken[0].brief)
            self._settle(watch, taken, failed)
            outcomes.append(self._refusal(watch, failed) if failed else None)
            if failed is not None:
                break
        return outcomes

    def called(self, watch: Watch, delivery: Delivery, brief: Brief, *, sample: bool = False) -> InputRefused | None:
        """Call a webhook with one brief now. Why it was not taken."""
        try:
            one = told(self._store, self._address, delivery, brief, sample=sample)
            sent = dispatch.call(watch, one, self._clock())
            self._door.call(watch.webhook or "", sent.body, sent.headers)
        except InputRefused as error:
            return error
        except Exception as error:  # one watch must never end the round
            return InputRefused(watch.to, f"unexpected {type(error).__name__}: {error}")
        return None

    def _mail(self, watches: Sequence[Watch]) -> list[Refusal | None]:
        """Send the mail that is due, over one connection. Where the server takes none at all now, no try is counted:
        everything waits for the next round."""
        now, outcomes = times.rfc3339(self._clock()), list[Refusal | None]()
        for watch in watches:
            if not self._store.undelivered(watch.id, now):
                continue
            if self._post is None:
                return [self._refusal(None, NotDelivered("mail", NO_SERVER))]
            try:
                self._post.open()
            except NotDelivered as error:
                return [*outcomes, self._refusal(None, error)]
            outcomes += self._mails(watch)
        if self._post is not None:
            self._post.close()
        return outcomes

    def _mails(self, watch: Watch) -> Iterator[Refusal | None]:
        """Send one watch its mail: all in one where it is a digest, else until one fails for now."""
        for _ in range(1 if watch.every != "round" else MOST):
            taken = self._take(watch, None if watch.every != "round" else 1)
            if not taken:
                return
            failed = self.mailed(watch, [(one.delivery, one.brief) for one in taken])
            self._settle(watch, taken, failed)
            yield self._refusal(watch, failed) if failed else None
            if failed is not None and not (isinstance(failed, NotDelivered) and failed.lasting):
                return

    def mailed(
        self, watch: Watch, those: Sequence[tuple[Delivery, Brief]], *, sample: bool = False
    ) -> InputRefused | None:
        """Send one mail now. Why it was not taken."""
        from communique.site import prefixes
        from communique.site.speech import Speech

        if self._post is None or self._sender is None:
            return NotDelivered("mail", NO_SERVER)
        try:
            at = self._address + prefixes.address("/", watch.language, self._language).rstrip("/")
            every = [told(self._store, at, *one, sample=sample) for one in those]
            now, speech = self._clock().astimezone(self._zone), Speech(watch.language)
            writing = dispatch.Writing(desk=self._title, sender=self._sender, now=now, speech=speech)
            digest = watch.every != "round" and not sample
            message = dispatch.digest(watch, every, writing) if digest else dispatch.letter(watch, every[0], writing)
            self._post.send(message, watch.mail or "")
        except InputRefused as error:
            return error
        except Exception as error:  # one watch must never end the round
            return InputRefused(watch.to, f"unexpected {type(error).__name__}: {error}")
        return None

    def sample(self, watch: Watch) -> InputRefused | None:
        """Send a watch the latest brief now, marked as a sample and noted nowhere. Why it was not taken. Raises
        UsageError where there is no brief yet."""
        latest = self._store.latest(1)
        if not latest:
            raise UsageError("there is no brief yet that could be sent as a sample")
        at = times.rfc3339(self._clock())
        one = Delivery(watch=watch.id, story=latest[0].story, version=latest[0].version, queued=at, due=at)
        if watch.webhook:
            return self.called(watch, one, latest[0], sample=True)
        failed = self.mailed(watch, [(one, latest[0])], sample=True)
        if self._post is not None:
            self._post.close()
        return failed

    def _take(self, watch: Watch, most: int | None) -> list[Taken]:
        """Take what is due, to try it: the try is noted before it is made."""
        from communique.site.archive import Archive

        now, taken = self._clock(), list[Taken]()
        with self._store.transaction():
            for delivery in self._store.undelivered(watch.id, times.rfc3339(now)):
                if self._settled(delivery.story) != delivery.story:
                    self._store.remove_delivery(delivery)  # what it became is told under its own name
                    continue
                brief = self._store.brief(delivery.story, delivery.version)
                if brief is None or Archive(self._store).withheld(brief):
                    continue  # the next round prints it anew
                tries = delivery.tries + 1
                tried = replace(delivery, tries=tries, due=times.rfc3339(hours.again(tries, now)))
                self._store.put_delivery(tried)
                taken.append(Taken(delivery=tried, brief=brief))
                if len(taken) == most:
                    break
        return taken

    def _settle(self, watch: Watch, taken: Sequence[Taken], failed: InputRefused | None) -> None:
        """Note what became of a try."""
        now = self._clock()
        with self._store.transaction():
            for one in taken:
                known = self._store.deliveries(watch.id, one.delivery.story)
                if failed is None or one.delivery in known:  # what was replaced meanwhile is not put back
                    self._store.put_delivery(ended(one.delivery, failed, now))
            kept = self._store.watch(watch.id)
            if kept is None:
                for one in taken:
                    self._store.remove_delivery(one.delivery)
                return
            if failed is None:
                kept = replace(kept, sent=times.rfc3339(now), failures=0, why=None)
            else:
                kept = replace(kept, failures=kept.failures + 1, why=failed.why)
                if isinstance(failed, FetchFailed) and failed.status == GONE:
                    kept = replace(kept, paused="the webhook answered 410: it is gone")
            self._store.put_watch(kept)

    def _refusal(self, watch: Watch | None, error: InputRefused) -> Refusal:
        """As the desk lists it: the watch by its id, for addresses of webhooks may be secret."""
        name = error.name if watch is None else f"watch {watch.id}"
        return Refusal(name=name, why=error.why, at=times.rfc3339(self._clock()))


def ended(delivery: Delivery, failed: InputRefused | None, now: datetime) -> Delivery:
    """The delivery after a try."""
    if failed is None:
        return replace(delivery, state="sent", sent=times.rfc3339(now), why=None)
    if (isinstance(failed, NotDelivered) and failed.lasting) or (
        isinstance(failed, FetchFailed) and failed.status == GONE
    ):
        return replace(delivery, state="refused", why=failed.why)
    if hours.given_up(delivery.tries):
        return replace(delivery, state="given up", why=failed.why)
    asked = failed.retry_after if isinstance(failed, FetchFailed) else None
    later = times.rfc3339(now + timedelta(seconds=asked)) if asked else ""
    return replace(delivery, due=max(delivery.due, later), why=failed.why)


def last(brief: Brief) -> str | None:
    """When the newest report of a brief came out."""
    return brief.dates.reported[-1] if brief.dates.reported else None
