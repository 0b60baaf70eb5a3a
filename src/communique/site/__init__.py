"""The site: pages, feeds and the API, read from a Store. Works without JavaScript, asks no third party."""

from typing import TYPE_CHECKING

from communique.editorial import Editors, Provider
from communique.ports import Clock, Offices, Store, Subscriber
from communique.publishing import Subscriptions
from communique.site.announced import topics
from communique.site.settings import CALLBACKS, SiteSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["CALLBACKS", "SiteSettings", "create", "topics"]


def create(
    store: Store,
    clock: Clock,
    settings: SiteSettings,
    subscriber: Subscriber | None = None,
    editors: Editors | None = None,
    offices: Offices | None = None,
    opml: Subscriptions | None = None,
    provider: Provider | None = None,
) -> "FastAPI":
    """The web application over a store. The clock gives the date line and the day a view counts for; it decides
    nothing else. The `subscriber` answers hubs; without one no address is there for them; nor is one for `editors`, who
    decide under /admin and may sign in by a `provider`, too; `offices` makes terms of what reports said, `opml` a list
    of the sources for feed readers. Raises ConfigError for a time zone nobody knows."""
    from communique.site.app import build

    return build(store, clock, settings, subscriber, editors, offices, opml, provider)
