"""From page bytes to a report: text, headline, dates, byline, language, dateline, origin."""

from communique.reading.report import read

__all__ = ["read"]
