"""Times as feeds write them: ISO 8601, RFC 822 with the usual liberties, and days in the words of eleven languages."""

import re
from datetime import UTC, datetime, timedelta, timezone

# Names of months by number, in English, French, German, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian, Polish
# and Arabic; a name may stand for its month in several. Short forms are those that publishing systems write.
MONTH_NAMES = (
    "jan january janv janvier januar jänner ene enero janeiro gen gennaio januari янв января январь січ січня sty"
    " stycznia يناير",
    "feb february fév févr février februar febrero fev fevereiro febbraio februari фев февр февраля февраль лют лютого"
    " lut lutego فبراير",
    "mar march mars mär mrz märz marzo março mrt maart мар марта март бер березня marca مارس",
    "apr april avr avril abr abril aprile апр апреля апрель кві квітня kwi kwietnia أبريل ابريل إبريل",
    "may mai mayo maio mag maggio mei мая май тра травня maj maja مايو",
    "jun june juin juni junio junho giu giugno июн июня июнь чер червня cze czerwca يونيو",
    "jul july juil juillet juli julio julho lug luglio июл июля июль лип липня lip lipca يوليو",
    "aug august août aou ago agosto augustus авг августа август сер серпня sie sierpnia أغسطس اغسطس",
    "sep sept september septembre septiembre set setembro settembre сен сент сентября сентябрь вер вересня wrz września"
    " سبتمبر",
    "oct october octobre okt oktober octubre out outubro ott ottobre окт октября октябрь жов жовтня paź października"
    " أكتوبر اكتوبر",
    "nov november novembre noviembre novembro ноя нояб ноября ноябрь лис листопада listopada نوفمبر",
    "dec december déc décembre dez dezember dic diciembre dezembro dicembre дек декабря декабрь гру грудня gru grudnia"
    " ديسمبر",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
# Hours from Greenwich. Names that several countries use for different zones (IST, BST) are left unknown.
ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3} | {
    "HKT": 8, "JST": 9, "KST": 9, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
NAME = r"(?P<name>[^\W\d_]{3,12})"
DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>\d{4}) ?[-/.年년] ?(?P<m>\d{1,2}) ?[-/.月월] ?(?P<d>\d{1,2})(?!\d)(?: ?[日일.])?",
        r"(?<!\d)(?P<first>\d{1,2})(?P<sign>[./])(?P<second>\d{1,2})(?P=sign)(?P<y>\d{4})(?!\d)",
        r"(?<![\d:])(?P<d>\d{1,2})(?:\.|er|º|st|nd|rd|th)?[ -](?:de )?"
        rf"{NAME}\.?,?[ -](?:de )?(?P<y>\d{{4}}|\d\d)(?![\d:])",
        rf"{NAME}\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?![\d:])",
        rf"{NAME} (?P<d>\d{{1,2}}) (?P<rest>\d\d:\d\d:\d\d(?: [\w+:-]+)?) (?P<y>\d{{4}})$",
    )
)
CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})(?::| ?h ?|[時时]|시 ?)(\d\d)(?:(?::|分|분 ?)(\d\d)(?:[.,]\d+)?)?(?![\d:])", re.IGNORECASE
)
HALF = re.compile(r"\b([ap])\.?m\b\.?|(오전|上午|午前)|(오후|下午|午後)", re.IGNORECASE)
OFFSET = re.compile(r"\W*(?:GMT|UTC|UT|Z)? ?([+-])(\d\d?)(?::?(\d\d))?(?!\d)", re.IGNORECASE)
LONGEST = 100  # of a time as written, and more than anyone writes
YEARS = range(1800, 2200)  # other years are of other calendars, or what a program writes for no date


def moment(text: object) -> str | None:
    """A feed's time as `times.py` has it: with a zone, a clock or a day alone as given; None if it is unclear."""
    if not isinstance(text, str) or not (text := " ".join(text[:LONGEST].split())) or len(text) == LONGEST:
        return None
    if re.fullmatch(r"\d{10}(\d{3})?", text):  # seconds or milliseconds since 1970
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    try:
        return _iso(text) or _in_words(text)
    except (ValueError, OverflowError):  # a day or an hour that no calendar or clock has
        return None


def _iso(text: str) -> str | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d(\D|$)", text):
        return None
    text = re.sub(r"^(\S+) (\d\d:\d\d\S*)", r"\1T\2", text.upper()).replace(" ", "")
    try:
        value = datetime.fromisoformat(re.sub(r"(UTC|GMT)$", "Z", text))
    except ValueError:
        return None
    return _written(value, day_only="T" not in text)


def _in_words(text: str) -> str | None:
    for pattern in DAYS:
        if found := pattern.search(text):
            break
    else:
        return None
    parts = found.groupdict()
    if not (day := _day(parts)):
        return None
    rest = f"{text[: found.start()]} {parts.get('rest') or text[found.end() :]}"
    if not (clock := CLOCK.search(rest)):
        return None if re.search(r"\d", rest) else _written(day, day_only=True)
    hour, minute, second = (int(part or 0) for part in clock.groups())
    if (half := HALF.search(rest)) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[3] or (half[1] or "").lower() == "p" else 0)
    after = rest[clock.end() :]
    if (hour, minute, second) == (24, 0, 0):
        day, hour = day + timedelta(days=1), 0
    return _written(day.replace(hour=hour, minute=minute, second=59 if second == 60 else second, tzinfo=_zone(after)))


def _day(parts: dict[str, str | None]) -> datetime | None:
    """The day that one of `DAYS` has found; numbers divided by slashes only where they can be read in one way."""
    year = int(parts["y"] or 0)
    if len(parts["y"] or "") == 2:
        year += 1900 if year > 68 else 2000  # as RFC 2822 and its readers have it
    if parts.get("sign"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if parts["sign"] == "/" and max(first, second) <= 12 and first != second:
            return None
        month_first = parts["sign"] == "/" and second > 12
        return datetime(year, *((first, second) if month_first else (second, first)))
    month = int(parts["m"] or 0) if "m" in parts else MONTHS.get((parts.get("name") or "").lower())
    return datetime(year, month, int(parts["d"] or 0)) if month else None


def _zone(after: str) -> timezone | None:
    """The zone written after the clock; None where there is none, or none that the earth has."""
    if offset := OFFSET.match(after):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if ahead > timedelta(hours=14) or int(offset[3] or 0) > 59:
            return None
        return timezone(ahead if offset[1] == "+" else -ahead)
    name = re.match(r"\W*([A-Za-z]{1,5})\b", HALF.sub("", after))
    hours = ZONES.get(name[1].upper()) if name else None
    return None if hours is None else timezone(timedelta(hours=hours))


def _written(value: datetime, day_only: bool = False) -> str | None:
    if value.year not in YEARS or value.replace(tzinfo=None) == datetime(1970, 1, 1):
        return None  # what a program writes for no date
    return value.date().isoformat() if day_only else value.isoformat(timespec="seconds")
