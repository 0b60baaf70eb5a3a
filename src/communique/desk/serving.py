"""The site over the desk's store, and what it is told of the desk's settings."""

from functools import cached_property
from typing import TYPE_CHECKING

from communique.config import openid_key
from communique.desk.looking import Looking
from communique.editorial import Provider

if TYPE_CHECKING:
    from fastapi import FastAPI

    from communique.site import SiteSettings


class Serving(Looking):
    """A desk whose site can be served."""

    @cached_property
    def provider(self) -> Provider | None:
        """Who proves who somebody is; None where none is set. Raises ConfigError for an issuer that is none."""
        if not self.settings.openid.issuer:
            return None
        from communique.desk.openid import OpenID
        from communique.sources.provider import ProviderDoor

        key = openid_key(self.settings, self.folder)
        return OpenID(self.settings.openid, key, ProviderDoor(), self.clock)

    def site(self) -> "FastAPI":
        """The site as an ASGI application over the store."""
        from communique import record, site
        from communique.desk.editors import Editors
        from communique.desk.hubs import Hubs
        from communique.sources import opml

        hubs, editors = Hubs(self.store, self.clock), Editors(self.store, self.clock)
        editors.allowed = str(self.settings.reprint_words)
        editors.behind, editors.wanted = self.behind_web, self.wanted.set
        settings, provider = self.site_settings(), self.provider
        return site.create(self.store, self.clock, settings, hubs, editors, record.terms, opml.written, provider)

    def site_settings(self) -> "SiteSettings":
        """What the site is told of the desk's settings."""
        from communique.site import SiteSettings

        return SiteSettings(
            title=self.settings.title,
            language=self.settings.language,
            notice=self.settings.notice,
            base_url=self.settings.address,
            timezone=self.settings.timezone,
            contact=self.settings.contact,
            watched=self.settings.watched,
            hub=self.settings.pushed_by,
            api_open=self.settings.api_open,
            api_rate=self.settings.api_rate,
            sign_in=self.settings.sign_in,
            publish=self.settings.publish,
            trusted_proxies=self.settings.trusted_proxies,
        )
