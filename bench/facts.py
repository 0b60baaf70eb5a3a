"""What is read right on our own pages and texts (`tests/reading`): for each set the half that was tuned on and the half
that is only measured; nothing here is of other people's pages.
"""

from tests.reading import dated, facts


def figures(short: bool) -> dict[str, float]:
    """Shares of pages and texts read right, by set and half; the sets are small and always taken whole."""
    found: dict[str, float] = {}
    pages = list(dated.pages())
    for half, tuned in (("tuned", True), ("held_out", False)):
        of_half = [not page.faults() for page in pages if page.tuned == tuned]
        found[f"days_{half}"] = _share(of_half)
        for name in facts.SETS:
            found[f"{name}_{half}"] = _share(
                [case.fault() is None for case in facts.cases(name) if case.tuned == tuned]
            )
    return found | {"days_pages": len(pages)}


def _share(right: list[bool]) -> float:
    return round(sum(right) / (len(right) or 1), 4)
