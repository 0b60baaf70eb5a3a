"""What the site is told: its name, address, notice and zone."""

from communique.model import Noun

CALLBACKS = "/websub/"  # the addresses that hubs call begin so


class SiteSettings(Noun, frozen=True):
    """What the site is told by whoever runs it.

    `base_url` is the public address without a slash at its end; `notice` stands on every page; `timezone` (IANA name)
    decides in which zone times are printed and when a day of the desk begins; `view_salt` keeps readers' hashes the
    same over restarts and processes on one day (empty: a new one for each process); `contact` is shown on the page
    about the desk. `watched` are country codes (`FRA`), pairs of them (`CHN-PRK`) and names of people: what is about
    them leads the front page sooner.
    """

    title: str = "Communique"
    base_url: str = "http://127.0.0.1:8000"
    notice: str = ""
    timezone: str = "UTC"
    view_salt: str = ""
    contact: str = ""
    watched: tuple[str, ...] = ()
