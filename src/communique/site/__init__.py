"""The site: pages, feeds and the API, read from a Store. Works without JavaScript, asks no third party."""

from typing import TYPE_CHECKING

from communique.ports import Clock, Store
from communique.site.settings import SiteSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["SiteSettings", "create"]


def create(store: Store, clock: Clock, settings: SiteSettings) -> "FastAPI":
    """The web application over a store. The clock gives the date line and the day a view counts for; it decides
    nothing else. Raises ConfigError for a time zone nobody knows."""
    from communique.site.app import build

    return build(store, clock, settings)
