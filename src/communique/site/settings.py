"""What the site is told: its name, address, notice and zone."""

from communique.model import Noun

CALLBACKS = "/websub/"  # the addresses that hubs call begin so
READS = "communique.reads"  # in the scope of a request: whether it comes from somebody who may read a closed site


class SiteSettings(Noun, frozen=True):
    """What the site is told by whoever runs it.

    `language` is the one of addresses without prefix (en, fr, es, ar, zh).
    `base_url` is the public address without a slash at its end; `notice` stands on every page; `timezone` (IANA name)
    decides in which zone times are printed and when a day of the desk begins; `contact` is shown on the page about the
    desk. `watched` are country codes (`FRA`), pairs of them (`CHN-PRK`) and names of people: what is about them leads
    the front page sooner. `hub` is the address of the WebSub hub that pushes the feeds, empty for none. `api_open`
    tells that the API needs no key, `api_rate` how many requests a minute an address has without one, 0 for no limit.
    `publish` says when what the desk writes is printed: at once, or after an editor's release.
    `sign_in` is "readers" where only those who are signed in may read, empty for a public site.
    `trusted_proxies` are addresses and networks whose X-Forwarded-For says who is reading. `exported` is the moment
    (RFC 3339) as of which the site is handed out as files (site.folder), empty for one that is served.
    """

    title: str = "Communique"
    language: str = "en"
    base_url: str = "http://127.0.0.1:8000"
    notice: str = ""
    timezone: str = "UTC"
    contact: str = ""
    trusted_proxies: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    hub: str = ""
    api_open: bool = True
    api_rate: int = 0
    publish: str = "at once"
    sign_in: str = ""
    exported: str = ""
