"""Reports that are not to be believed any more, as versions of their own: without a word of the text."""

from msgspec import UNSET
from msgspec.structs import replace

from communique import times
from communique.desk.editing import Editing, reason, unknown
from communique.errors import UsageError
from communique.model import Decision, Report, Retracted, Ruling, Version

BY_US = ("editor", "demand")
"""Who takes out what no publisher puts back."""


def retracted(before: Report, why: Retracted, seen: str, note: str | None = None) -> Report:
    """The version that says so, after `before`."""
    this = Version(version=before.version + 1, seen=seen, note=note)
    return replace(
        before,
        version=this.version,
        versions=(*before.versions, this),
        text="",
        sentences=(),
        description=None,
        image=None,
        modified=None,
        retracted=why,
    )


def reinstated(last: Report, good: Report, seen: str) -> Report:
    """The version that puts the `good` one back after the `last`."""
    this = Version(version=last.version + 1, seen=seen)
    return replace(good, version=this.version, versions=(*last.versions, this), copy_of=last.copy_of, retracted=UNSET)


def stone(old: Report, seen: str) -> Report:
    """What stays of a report that is removed on demand: that there was one."""
    this = Version(version=old.version + 1, seen=seen)
    return Report(
        id=old.id, text="", source=old.source, published=old.published, language=old.language, copy_of=old.copy_of,
        retracted="demand", version=this.version,
        versions=(*(Version(version=v.version, seen=v.seen) for v in old.versions), this),
    )  # fmt: skip


class Retracting(Editing):
    """What an editor decides about reports: taken out, believed again, removed on demand. Briefs follow in the next
    round, each with a public notice; no later answer of the publisher undoes it."""

    def withdraw(self, report: str, by: str, why: str = "") -> Ruling:
        """Take a report out: it is told and cited no more, its versions stay in the archive."""
        with self._store.transaction():
            old = self._believed(report)
            self._store.put_report(retracted(old, "editor", self._now(), reason(why) or None))
            return self._about_report("withdraw", report, by, why)

    def reinstate(self, report: str, by: str, why: str = "") -> Ruling:
        """Believe a report again that an editor took out."""
        with self._store.transaction():
            old = self._known(report)
            if old.retracted != "editor":
                raise UsageError("{report}: no editor took it out", report=report)
            versions = (self._store.report(report, number) for number in range(old.version - 1, 0, -1))
            good = next((one for one in versions if one is not None and not one.retracted), None)
            if good is None:
                raise UsageError("{report}: no version of it could be believed", report=report)
            self._store.put_report(reinstated(old, good, self._now()))
            return self._about_report("reinstate", report, by, why)

    def erase(self, report: str, by: str, why: str = "") -> Ruling:
        """Remove a report on demand: its words in all versions, what the record took from them and their search entries
        go for good; that there was one stays. Versions of briefs that cite it are shown no more."""
        with self._store.transaction():
            old = self._known(report)
            if old.retracted == "demand":
                raise UsageError("{report}: removed already", report=report)
            self._store.erase_reports([stone(old, self._now())])
            ruling = self._about_report("erase", report, by, why)
        self._store.empty_log()
        return ruling

    def _known(self, report: str) -> Report:
        found = self._store.report(report)
        if found is None:
            raise unknown(report)
        return found

    def _believed(self, report: str) -> Report:
        found = self._known(report)
        if found.retracted:
            raise UsageError("{report}: it is not believed already", report=report)
        return found

    def _now(self) -> str:
        return times.rfc3339(self._clock.now())

    def _about_report(self, kind: Decision, report: str, by: str, why: str) -> Ruling:
        story = self._store.story_of(report)
        if story is None:
            raise UsageError("{report}: in no story yet", report=report)
        self._store.mark_due(story)
        return self._entered(kind, by, why, [story], [report])
