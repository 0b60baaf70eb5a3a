"""What grouping keeps of live reports. To the store it is bytes under the id of a report, and one block besides."""

from collections.abc import Iterator, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from communique.store import schema
from communique.store.connection import Connected
from communique.store.reports import ASKED_AT_ONCE

PAGE = 1000  # rows read at once
THE_COUNT = 1  # one row

placed, kept, count = schema.assignment, schema.grouping_row, schema.grouping_count


class Grouping(Connected):
    """The part of the store behind `ports.GroupingStore`."""

    def keep(self, report: str, row: bytes, gone: Sequence[str] = (), counted: bytes | None = None) -> None:
        """Keep the row of a stored report, let go of those of the `gone`, and replace the count if one is given."""
        new = insert(kept).values(report=report, body=row)
        with self.writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["report"], set_={"body": new.excluded.body}))
            for i in range(0, len(gone), ASKED_AT_ONCE):
                connection.execute(delete(kept).where(kept.c.report.in_(gone[i : i + ASKED_AT_ONCE])))
            if counted is not None:
                block = insert(count).values(id=THE_COUNT, body=counted)
                connection.execute(block.on_conflict_do_update(set_={"body": block.excluded.body}))

    def keep_nothing(self) -> None:
        """Let go of all rows and of the count."""
        with self.writing() as connection:
            connection.execute(delete(kept))
            connection.execute(delete(count))

    def kept(self) -> Iterator[tuple[str, str, bytes | None]]:
        """(report, story, row) of all reports assigned since the first that has a row, in the order of assignment; the
        row is None where none is kept. Where there are no rows at all it is None for every report."""
        wanted = select(placed.c.seq, placed.c.report, placed.c.story, kept.c.body)
        wanted = wanted.outerjoin(kept, kept.c.report == placed.c.report).order_by(placed.c.seq).limit(PAGE)
        with self.reading() as connection:
            first = select(func.min(placed.c.seq)).join(kept, kept.c.report == placed.c.report)
            last = (connection.execute(first).scalar() or 0) - 1
        while True:
            with self.reading() as connection:
                rows = connection.execute(wanted.where(placed.c.seq > last)).all()
            yield from ((row.report, row.story, row.body) for row in rows)
            if len(rows) < PAGE:
                return
            last = rows[-1].seq

    def counted(self) -> bytes | None:
        """The count that was kept last."""
        with self.reading() as connection:
            return connection.execute(select(count.c.body)).scalar()
