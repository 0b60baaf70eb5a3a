"""Drafts of several stories at once, from a model or from the store, within a time and a budget.

What is asked is reckoned from a story's reports; the same question is answered from the store, also after a restart, so
it costs nothing twice. Before a model is asked, the most that the answer can cost is set aside; where that is more than
is left of the budget, it is not asked. The whole step ends with its limit: what has not come by then is written by the
embedded writer, and so is what failed, with the reason in the round's result.
"""

import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from datetime import date
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from communique.config import WriterSettings
from communique.desk.steps import unexpected
from communique.drafting import Asked, DraftStore, Writer, Written
from communique.errors import CommuniqueError, WriterFailed
from communique.model import Brief, Noun

if TYPE_CHECKING:
    from communique.briefs import Dossier, Material

MILLION = 1_000_000
BYTES_A_TOKEN = 2.5
"""Fewer bytes of English than any usual tokenizer takes for one token: what is set aside is rather too much."""
GRACE = 2.0
"""Seconds beyond the limit for a thread that is about to give up by itself."""


class Writing(Noun):
    """The model's part in a round: stories it was asked for or answered from the store (`kept`), calls, tokens, cost in
    the currency of the prices, sentences drafted and printed or `refused`, why (story, sentence, reason), and the
    stories that the embedded writer wrote after all, each with the reason."""

    model: str
    stories: int = 0
    kept: int = 0
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    sentences: int = 0
    refused: int = 0
    reasons: tuple[tuple[str, str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


class Purse:
    """The budget of a round and a day. Safe to use from several threads."""

    def __init__(self, settings: WriterSettings, store: DraftStore, today: Callable[[], date]) -> None:
        self._settings, self._store, self._today = settings, store, today
        self._lock = threading.Lock()
        self._aside = self.spent = 0.0

    def cost(self, tokens_in: float, tokens_out: float) -> float:
        """What so many tokens cost."""
        return (tokens_in * self._settings.price_in + tokens_out * self._settings.price_out) / MILLION

    def put_aside(self, most: float) -> None:
        """Set this much aside. Raises WriterFailed where that is more than is left."""
        limits = self._settings.round_budget, self._settings.day_budget
        with self._lock:
            before = self.spent, self._store.spent(self._today())
            for limit, spent, what in zip(limits, before, ("round", "day"), strict=True):
                if limit and spent + self._aside + most > limit:
                    raise WriterFailed(f"the {what}'s budget is spent")
            self._aside += most

    def pay(self, aside: float, amount: float) -> None:
        """Put back what was set aside, and spend this instead."""
        with self._lock:
            self._aside -= aside
            self.spent += amount
            if amount:
                self._store.spend(self._today(), amount)


class Pool:
    """Threads that ask models. They are daemons, so nobody who ends the desk waits for a model."""

    def __init__(self, size: int) -> None:
        self._waiting: SimpleQueue[tuple[Future[Written], Callable[[], Written]] | None] = SimpleQueue()
        self._size = size
        for number in range(size):
            threading.Thread(target=self._work, daemon=True, name=f"draft-{number}").start()

    def submit(self, ask: Callable[[], Written]) -> "Future[Written]":
        """What `ask` will have given."""
        coming: Future[Written] = Future()
        self._waiting.put((coming, ask))
        return coming

    def close(self) -> None:
        """Let the threads end when they have nothing more to do."""
        for _ in range(self._size):
            self._waiting.put(None)

    def _work(self) -> None:
        while taken := self._waiting.get():
            coming, ask = taken
            try:
                coming.set_result(ask())
            except BaseException as error:
                coming.set_exception(error)


class Drafting:
    """One round's drafts."""

    def __init__(
        self, writer: Writer, store: DraftStore, settings: WriterSettings, prompt: str, today: Callable[[], date]
    ) -> None:
        self._writer, self._store, self._settings, self._prompt = writer, store, settings, prompt
        self._purse = Purse(settings, store, today)
        self._lock = threading.Lock()
        self.told = Writing(model=settings.model)

    def briefs(self, dossiers: "Iterable[Dossier]") -> Iterator[Brief | None]:
        """A brief of each dossier, in the order given, by whoever could write it, None where nobody could."""
        from communique import briefs

        end = time.monotonic() + self._settings.limit
        asked: deque[tuple[Material, Future[Written]]] = deque()
        pool = Pool(self._settings.at_once)
        try:
            for dossier in dossiers:
                shown = briefs.material(dossier)
                asked.append((shown, pool.submit(partial(self._written, shown, end))))
                if len(asked) > self._settings.at_once:
                    yield self._brief(*asked.popleft(), end)
            while asked:
                yield self._brief(*asked.popleft(), end)
        finally:
            pool.close()

    def _brief(self, shown: "Material", coming: "Future[Written]", end: float) -> Brief | None:
        from communique import briefs

        self._count(stories=1)
        try:
            written = coming.result(timeout=max(0.0, end + GRACE - time.monotonic()))
            made = briefs.edited(shown, written.text, self._settings.model)
        except NotYet:
            return self._embedded(shown, "no time left for the model")
        except CommuniqueError as error:
            return self._embedded(shown, str(error))
        except Exception as error:
            return self._embedded(shown, unexpected(error))
        if made.failed:
            self._fail(shown, made.failed)
        drafted = made.brief.drafted
        self._count(sentences=drafted.sentences if drafted else 0, refused=len(made.refused))
        reasons = tuple((shown.dossier.story, said, why) for said, why in made.refused)
        with self._lock:
            self.told = replace(self.told, reasons=(*self.told.reasons, *reasons))
        return made.brief

    def _embedded(self, shown: "Material", why: str) -> Brief | None:
        from communique import briefs

        self._fail(shown, why)
        return briefs.composed(shown.dossier)

    def _written(self, shown: "Material", end: float) -> Written:
        """The answer for one story; in a thread of its own."""
        from communique import briefs

        if not shown.sentences:
            raise WriterFailed("no report may be shown to a model")
        asked = briefs.asked(self._prompt, shown)
        name = key(self._writer, asked)
        if kept := self._store.draft(name):
            self._count(kept=1)
            return kept
        sent = len(msgspec.json.encode(asked)) / BYTES_A_TOKEN
        most = self._purse.cost(sent, self._settings.tokens)
        self._purse.put_aside(most)
        paid = 0.0
        try:
            left = end - time.monotonic()
            if left <= 0:
                raise WriterFailed("no time left for the model")
            self._count(calls=1)
            written = self._writer.write(asked, left)
            counted = written.tokens_in is not None and written.tokens_out is not None
            paid = self._purse.cost(written.tokens_in or 0, written.tokens_out or 0) if counted else most
            self._store.keep_draft(name, written)
            self._count(tokens_in=written.tokens_in or 0, tokens_out=written.tokens_out or 0)
            return written
        except WriterFailed as error:
            paid = most if error.charged else 0.0
            raise
        finally:
            self._purse.pay(most, paid)

    def _fail(self, shown: "Material", why: str) -> None:
        with self._lock:
            self.told = replace(self.told, failed=(*self.told.failed, (shown.dossier.story, why)))

    def _count(self, **more: int) -> None:
        with self._lock:
            added = {name: getattr(self.told, name) + number for name, number in more.items()}
            self.told = replace(self.told, cost=self._purse.spent, **added)

    def result(self) -> Writing:
        """The model's part as it stands now."""
        with self._lock:
            return replace(self.told, cost=self._purse.spent)


def key(writer: Writer, asked: Asked) -> str:
    """By what an answer is kept: the model with all it depends on, and all it is asked."""
    return hashlib.blake2s(writer.identity.encode() + b"\0" + msgspec.json.encode(asked)).hexdigest()
