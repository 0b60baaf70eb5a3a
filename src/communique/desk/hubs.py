"""What the desk has to do with hubs (WebSub): asking them to push, and answering them when they call.

A subscription is a row of its own. A hub calls at any moment, often in another process than the one at work on the
source; so neither writes what the other knows, and each change is read and written in one transaction.
"""

import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from communique import times
from communique.desk.sourcing import Sourcing
from communique.desk.steps import unexpected
from communique.errors import InputRefused
from communique.model import Refusal, Subscription
from communique.ports import Clock, Store

MOST_ASKED = 16  # hub requests in one round; the rest is asked in the next


class Subscribing(Sourcing):
    """The step that asks hubs."""

    def subscribe(self) -> tuple[Refusal, ...]:
        """Ask hubs for what is due: to push what is new in sources that offer it, to go on, to end. Sources are
        subscribed to only where the site has a public address. What hubs refused."""
        self._arrange()
        now = times.rfc3339(self.clock.now())  # after that: what it has just arranged is due now
        due = [one for one in self.store.subscriptions() if (one.due or "") <= now]
        due.sort(key=lambda one: one.due or "")
        with ThreadPoolExecutor(max(1, self.settings.workers)) as pool:
            refusals = tuple(filter(None, pool.map(self._ask_hub, due[:MOST_ASKED])))
        for refusal in refusals:
            self.store.put_refusal(refusal)
        return refusals

    def held(self, source: str) -> Subscription | None:
        """The subscription to a source, confirmed or not, but none that is being ended."""
        return next((one for one in self.store.subscriptions(source) if not one.leaving), None)

    def unsubscribed(self, source: str) -> str | None:
        """Why no hub is asked to push what is new in a source; None where one is."""
        from communique.sources import websub

        return websub.refused(self.store.source_state(source), self.settings.base_url)

    def _arrange(self) -> None:
        from communique.site import CALLBACKS
        from communique.sources import websub

        base = self.settings.base_url.rstrip("/")
        with self.store.transaction():
            states = [self.store.source_state(source.id) for source in self.store.sources()]
            offers = [
                websub.Offer(source=state.source, hub=state.hub or "", topic=state.topic or "")
                for state in states
                if websub.refused(state, base) is None
            ]
            known = self.store.subscriptions()
            now = self.clock.now()
            for one in websub.arranged(known, offers, base + CALLBACKS, now, lambda: secrets.token_hex(24)):
                self.store.put_subscription(one)

    def _ask_hub(self, one: Subscription) -> Refusal | None:
        from communique.sources import websub

        now = self.clock.now()
        asked = changed(self.store, one.id, lambda known: websub.asking(known, now))
        if asked is None:
            return None
        try:
            self.fetch.post(asked.hub, websub.form(asked))
            return None
        except InputRefused as error:
            failed = error
        except Exception as error:  # one hub must never end the round
            failed = InputRefused(asked.hub, unexpected(error))
        changed(self.store, one.id, lambda known: websub.failed(known, asked, failed, self.clock.now()))
        return Refusal(name=failed.name, why=f"as a hub: {failed.why}", source=asked.source, at=times.rfc3339(now))


class Hubs:
    """Answers the hubs that call. Implements `ports.Subscriber`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def knows(self, id: str) -> bool:
        """See `ports.Subscriber`."""
        return self._store.subscription(id) is not None

    def intended(self, id: str, asked: Mapping[str, str]) -> bool:
        """See `ports.Subscriber`."""
        from communique.sources import websub

        agreed = False

        def hear(one: Subscription) -> Subscription | None:
            nonlocal agreed
            heard = websub.heard(one, asked, self._clock.now())
            agreed = heard.agreed
            return heard.kept

        changed(self._store, id, hear)
        return agreed

    def pushed(self, id: str, body: bytes, signature: str | None) -> None:
        """See `ports.Subscriber`."""
        from communique.sources import websub

        one = self._store.subscription(id)
        if one is not None and websub.signed(one.secret, body, signature):
            changed(self._store, id, lambda known: websub.noticed(known, self._clock.now()))


def changed(store: Store, id: str, decide: Callable[[Subscription], Subscription | None]) -> Subscription | None:
    """The subscription as `decide` has it, kept so, or forgotten where that is None. What is unknown stays so."""
    with store.transaction():
        before = store.subscription(id)
        after = None if before is None else decide(before)
        if after is not None and after != before:
            store.put_subscription(after)
        elif after is None:
            store.remove_subscription(id)
    return after
