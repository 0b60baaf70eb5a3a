"""In which language a page speaks. English is the language of the code and the key of every message; the catalogues
`locale/XX.po` hold the others, CLDR (through Babel) names of countries, languages, months and days, and numbers.

Which language a request is answered in is set once, where its address is taken apart (`prefixes`), and asked for here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from communique.errors import ConfigError

ENGLISH = "en"
NAMES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية", "zh": "简体中文"}
CATALOGUES = Path(__file__).parent / "locale"
FIRST = {"fr": {1: "1er"}}  # days of a month that are not said by their number alone


class Language:
    """One language of the interface: its messages, its names for what CLDR knows, and its way with numbers."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.name = NAMES[code]
        self.locale = Locale.parse("zh_Hans" if code == "zh" else code)
        self.direction = self.locale.text_direction
        self.tag = "zh-Hans" if code == "zh" else code

    @cached_property
    def messages(self) -> Mapping[str, str | tuple[str, ...]]:
        """The catalogue: for each English message the translation, or its plural forms."""
        return {} if self.code == ENGLISH else dict(read(self.code))

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Languages by name for the first part of their tag."""
        return dict(self.locale.languages)

    @cached_property
    def territories(self) -> Mapping[str, str]:
        """Countries by name for their alpha-2 code."""
        return dict(self.locale.territories)

    @cached_property
    def months(self) -> Mapping[int, str]:
        """The months as they stand in a date."""
        return dict(self.locale.months["format"]["wide"])

    def day(self, number: int) -> str:
        """A day of a month as it stands in a date."""
        return FIRST.get(self.code, {}).get(number, str(number))

    def say(self, text: str) -> str:
        """A message in this language."""
        found = self.messages.get(text, text)
        return found if isinstance(found, str) else found[0]

    def counted(self, number: int, one: str, many: str) -> str:
        """A number with what is counted, in the form that the number asks for."""
        found = self.messages.get(f"{{number}} {one}")
        if found is None:
            return f"{number:,} {one if number == 1 else many}"
        forms = (found,) if isinstance(found, str) else found
        form: str = forms[min(self._plural(number), len(forms) - 1)]
        return form.format(number=format_decimal(number, locale=self.locale))

    @cached_property
    def _plural(self):  # type: ignore[no-untyped-def]
        return c2py(plural(self.code))

    def country(self, code: str) -> str | None:
        """A country's name by its alpha-3 code, where CLDR has it."""
        aliases = get_global("territory_aliases").get(code)
        return self.territories.get(aliases[0]) if aliases else None


def read(code: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """The messages of a catalogue: English, and the translation or its plural forms."""
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        for message in read_po(file, locale=Locale.parse(code)):
            if message.id:
                one = message.id if isinstance(message.id, str) else message.id[0]
                yield one, message.string if isinstance(message.string, str) else tuple(message.string or ())


def plural(code: str) -> str:
    """The rule by which a language chooses its plural form, as gettext writes it."""
    with (CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=Locale.parse(code)).plural_expr


@cache
def known(code: str) -> Language:
    """A language by its code. Raises ConfigError for one that the interface does not speak."""
    if code not in NAMES:
        raise ConfigError(f"language: the site speaks {', '.join(NAMES)}, not {code!r}")
    return Language(code)


_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Language:
    """The language of the page that is being made."""
    return known(_spoken.get())


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """What is said inside is said in this language."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str, **fields: object) -> str:
    """A message in the language of the page, its fields filled."""
    said = spoken().say(text)
    return said.format(**fields) if fields else said


def counted(number: int, one: str, many: str = "") -> str:
    """`1 report`, `3 reports`, in the language of the page."""
    return spoken().counted(number, one, many or one + "s")


def named(text: str) -> str:
    """Marks a message that is put into the language of a page later, by `_`."""
    return text


class Words(dict[str | None, str]):
    """Words for codes. They are kept in English and come out in the language of the page."""

    def __getitem__(self, code: str | None) -> str:
        return _(super().__getitem__(code))

    def get(self, code: str | None, default: str = "") -> str:  # type: ignore[override]
        """The word for a code, or the default as it is."""
        return _(super().get(code, default))
