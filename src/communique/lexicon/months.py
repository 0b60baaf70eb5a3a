"""Months by name in the languages publishers use, digits of all scripts, and years that are not counted from Christ."""

import re
import unicodedata
from datetime import date, timedelta

_MONTHS = """
january jan janvier janv enero ene januar jänner janeiro gennaio ocak января січня يناير stycznia januari ianuarie
  januára ledna január tammikuuta tammikuu ιανουαρίου ιαν ינואר जनवरी জানুয়ারি জানুয়ারি มกราคม ม.ค. јануар јануара
  януари كانون_الثاني جانفي جنوری янв
february feb février févr fevr fevrier febrero februar fevereiro fev febbraio şubat февраля лютого فبراير lutego
  februari februarie února február helmikuuta helmikuu φεβρουαρίου φεβ פברואר फरवरी फ़रवरी ফেব্রুয়ারি ফেব্রুয়ারি
  กุมภาพันธ์ ก.พ. фебруар фебруара февруари شباط فيفري فروری февр
march mar mars marzo märz maerz março marco mart марта березня مارس marca maart martie března březen március maret
  maaliskuuta maaliskuu μαρτίου μαρ מרץ मार्च মার্চ มีนาคม มี.ค. март آذار مارچ μάρτιος
april apr avril avr abril abr aprile nisan апреля квітня أبريل إبريل ابريل kwietnia aprilie dubna duben április
  huhtikuuta huhtikuu απριλίου απρ אפריל अप्रैल এপ্রিল เมษายน เม.ย. април априла نيسان أفريل اپریل апр
may mai mayo maio maggio mayıs мая травня مايو maja mei maj května květen május toukokuuta toukokuu μαΐου μαΪου μαϊ
  מאי मई মে พฤษภาคม พ.ค. мај маја май أيار ماي مئی
june jun juin junio juni junho giugno haziran июня червня يونيو czerwca iunie června červen június kesäkuuta kesäkuu
  ιουνίου ιουν יוני जून জুন มิถุนายน มิ.ย. јун јуна юни حزيران جوان جون
july jul juillet juil julio juli julho luglio temmuz июля липня يوليو lipca iulie července červenec július heinäkuuta
  heinäkuu ιουλίου ιουλ יולי जुलाई জুলাই กรกฎาคม ก.ค. јул јула юли تموز جويلية جولائی
august aug août aout agosto ağustos августа серпня أغسطس اغسطس sierpnia augustus augusti srpna srpen augusztus elokuuta
  elokuu αυγούστου αυγ אוגוסט अगस्त আগস্ট สิงหาคม ส.ค. август agustus agu آب أوت اگست авг ago ağu
september sep sept septembre septiembre setembro settembre eylül сентября вересня سبتمبر września septembrie září
  szeptember syyskuuta syyskuu σεπτεμβρίου σεπ σεπτ ספטמבר सितंबर सितम्बर সেপ্টেম্বর กันยายน ก.ย. септембар септембра
  септември أيلول ستمبر сен сент set
october oct octobre octubre oktober okt outubro ottobre ekim октября жовтня أكتوبر اكتوبر października octombrie října
  říjen október lokakuuta lokakuu οκτωβρίου οκτ אוקטובר अक्टूबर अक्तूबर অক্টোবর ตุลาคม ต.ค. октобар октобра октомври
  تشرين_الأول تشرین_الاول اکتوبر окт out ott
november nov novembre noviembre novembro kasım ноября листопада نوفمبر listopadu noiembrie marraskuuta marraskuu
  νοεμβρίου νοε נובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน พ.ย. новембар новембра ноември تشرين_الثاني نومبر нояб
december dec décembre déc diciembre dic dezember dez dezembro dicembre aralık декабря грудня ديسمبر grudnia prosince
  prosinec decembrie desember joulukuuta joulukuu δεκεμβρίου δεκ דצמבר दिसंबर दिसम्बर ডিসেম্বর ธันวาคม ธ.ค. децембар
  децембра декември كانون_الأول دسمبر дек des
"""
MONTHS = {
    word.replace("_", " "): number
    for number, line in enumerate(re.split(r"\n(?! )", _MONTHS.strip()), 1)
    for word in line.split()
}
PERSIAN = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
MONTHS |= {word: 100 + number for number, word in enumerate(PERSIAN, 1)}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_FIGURES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
SOLAR = range(1369, 1410)  # years of the Solar Hijri calendar that fall into 1990 to 2030


def figures(text: str) -> str:
    """The text with the digits of every script as 0 to 9, sign by sign, so that offsets stay."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def month(text: str) -> int:
    """The number of a month, from a number or a name in any language; a Persian month has 100 added."""
    return int(text) if text.isdecimal() else MONTHS[" ".join(text.lower().split())]


def day(year: int, number: int, of_month: int) -> date:
    """The day in our calendar; years of the Persian and the Buddhist count are known by themselves.

    Raises ValueError for a day that does not exist."""
    if year in SOLAR:
        return _solar(year, number - 100 if number > 100 else number, of_month)
    if 2500 <= year < 2600:
        year -= 543
    return date(year, number, of_month)


def chinese(text: str) -> int:
    """A number in Chinese figures: digit by digit (二〇二四), or up to 99 with tens (二十三).

    Raises ValueError for anything else."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (chinese(tens) if tens else 1) * 10 + (chinese(ones) if ones else 0)
    if not text or any(sign not in _FIGURES for sign in text):
        raise ValueError(text)
    return int("".join(str(_FIGURES[sign]) for sign in text))


def _solar(year: int, number: int, of_month: int) -> date:
    """A day of the Solar Hijri calendar, by its 33-year cycle, which agrees with the observed one from 1343 to 1472."""
    leap = year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
    length = 31 if number <= 6 else 30 if number <= 11 or leap else 29
    if not 1 <= number <= 12 or not 1 <= of_month <= length:
        raise ValueError("no such day")
    leaps = sum(y % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for y in range(1369, year))
    new_year = date(1990, 3, 21) + timedelta(days=365 * (year - 1369) + leaps)
    return new_year + timedelta(days=31 * min(number - 1, 6) + 30 * max(number - 7, 0) + of_month - 1)
