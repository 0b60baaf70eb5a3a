"""Briefs that wait for an editor: released, held back, let wait again.

Where the setting `publish` is "after release", a round prints nothing by itself: what it wrote waits beside the briefs
that are printed. It is told against the last version that was printed, and a later round writes it anew in place.
"""

from msgspec.structs import replace

from communique import times
from communique.desk.wording import Wording
from communique.errors import UsageError
from communique.model import Brief, Ruling, Waiting
from communique.ports import Store


class Releasing(Wording):
    """Implements `editorial.Releasing`."""

    def print_waiting(self, story: str, by: str, why: str = "") -> Ruling:
        """See `editorial.Releasing`."""
        with self._store.transaction():
            brief, printed = self._that_waits(story).brief, self._store.brief(story)
            if brief.version != (printed.version if printed else 0) + 1:
                raise UsageError(
                    "{story}: another version was printed since; the next round writes this one anew", story=story
                )
            for report in dict.fromkeys(c.report for s in brief.sentences for c in s.citations):
                cited = self._store.report(report)
                if cited is None or cited.retracted:
                    raise UsageError(
                        "{story}: cites {report}, which was taken out; the next round writes it anew",
                        story=story,
                        report=report,
                    )
            dates = replace(brief.dates, updated=times.rfc3339(self._clock.now()))
            self._store.put_brief(replace(brief, state="released", dates=dates))
            self._store.drop_waiting(story)
            self._store.mark_due(story)
            return self._about("release", by, why, story, brief.version)

    def hold(self, story: str, held: bool) -> None:
        """See `editorial.Releasing`."""
        with self._store.transaction():
            self._that_waits(story)
            self._store.hold_waiting(story, held)

    def _that_waits(self, story: str) -> Waiting:
        found = self._store.waiting(self.story(story).id)
        if found is None or found.brief.state != "draft":
            raise UsageError("{story}: no brief of it waits for release", story=story)
        return found


def waits(store: Store, brief: Brief, since: str) -> None:
    """Let a brief that the desk wrote wait for an editor. One that is held back stays so. Within a transaction."""
    before = store.waiting(brief.story)
    brief = replace(brief, state="draft") if brief.state == "released" else brief
    store.put_waiting(Waiting(brief=brief, since=since, held=before.held if before else False))
