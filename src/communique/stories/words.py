"""Words as grouping compares them: folded, without the commonest, cut to stems that languages share."""

import re
import unicodedata
from collections.abc import Callable
from typing import Generic, TypeVar

STEM = 6  # letters kept of a word: `delegation`, `délégation` and `delegación` become one

WORD = re.compile(r"[^ \W_]++(?:['’][^\W_]++)*+")
"""Letters and digits, with apostrophes inside. The space, which ends most words, is named first to be known soonest."""
STOPS = r'.!?:\n"“”«»‘—–\-|•(…'
INSIDE = re.compile(
    r"[^a-z 0-9\W_](?<![^\W_].)(?<![^\W_]['’].)"
    rf"(?:(?<=[^{STOPS} \t].)|(?<=[^{STOPS} \t][ \t].)|(?<=[^{STOPS} \t][ \t][ \t].))"
    r"[^ \W_]*+(?:['’][^\W_]++)*+"
)
"""The same words, but for those that begin with a small letter of English or a digit, or stand behind a stop."""
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
YEAR = re.compile(r"(?:19|20)\d\d")

# The commonest words of English, French, Spanish, German and Portuguese, and the words news is told with.
COMMON_WORDS = """
    a about above after again against all also although am among an and another any are around as at back be because
    been before being below between both but by came can come could day days did do does doing down during each even
    ever every few first for from further get give go had has have having he her here hers herself him himself his how
    however if in into is it its itself just last later less like made make many may me might mine month months more
    most much must my myself near never new next no nor not now of off on once one only onto or other others our ours
    out over own per put s said same say saying says second see set shall she should since so some still such t take
    tell than that the their theirs them themselves then there these they third this those though three through time
    to today told tomorrow too took two under until up upon us use very via was way we week weeks well were what when
    where whether which while who whom whose why will with within without would year years yesterday yet you your
    according added earlier monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december news report reported reports reuters photo image caption read
    share follow subscribe
    au aux avec ce ces cette ceux ci comme dans de des dont du elle elles en entre est et ete etre eux fait il ils je
    la le les leur leurs lui mais meme mes moi mon ne nos notre nous on ont ou par pas plus pour qu que qui sa sans se
    selon ses si son sont sous sur ta tes toi ton tous tout tres tu un une vos votre vous y apres avant contre depuis
    lors aussi ainsi deux trois lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai
    juin juillet aout septembre octobre novembre decembre declare indique
    al algo ante antes aqui asi cada como con contra cual cuando del desde donde dos durante e el ella ellas ellos era
    eran es esa ese eso esta estado estaba estan este esto fue fueron ha haber habia han hasta hay hoy las lo los mas
    me mi mientras muy nada ni nos o otra otro para pero poco por porque pues quien sea segun ser si sido sin sobre
    son su sus tambien tan tanto te tiene todo todos tras tres un una uno unos ya yo lunes martes miercoles jueves
    viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    aber als am auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer es fur hat ich im
    ist mit nach nicht noch nur oder sich sie sind uber um und unter vom von vor war werden wie wir wird zu zum zur
    ao aos as com da das do dos ela ele em foi isso mas na nas nao no nos num o os ou pela pelo quando sao sem seu sua
    tem uma
"""
COMMON = frozenset(COMMON_WORDS.split())

# The words with which dealings between states are told, in English, French and Spanish.
DIPLOMACY = """
    accord agreement ambassador bilateral chancellor communique cooperation delegation dialogue diplomacy diplomat
    diplomatic embassy envoy foreign memorandum minister ministry negotiations pact premier president relations summit
    talks ties treaty visit
    ambassadeur cooperation delegation entretien etrangeres ministre pourparlers relations sommet traite visite
    acuerdo canciller conversaciones cumbre dialogo embajada embajador ministro relaciones tratado
"""


T = TypeVar("T")
REMEMBERED = 100_000


class Remembered(dict[str, T], Generic[T]):
    """What a function gives for each word, reckoned once. It forgets all when it is full: a dictionary is read in half
    the time of a cache that keeps an order, and news comes back to the same words at once."""

    def __init__(self, of: Callable[[str], T]) -> None:
        self.of = of

    def __missing__(self, word: str) -> T:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[word] = self.of(word)
        return found


def folded(word: str) -> str:
    """Without case and accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def bare(word: str) -> str:
    """A word without a possessive's s, or without what is drawn together with it: `l'Angleterre` is `Angleterre`."""
    if word.isalnum():
        return word
    return re.split("['’]", word)[0 if word.endswith(("'s", "’s")) else -1]


def stem(word: str) -> str | None:
    """The stem under which a word is counted, None for one too common or too short to tell stories apart.

    The first `STEM` letters, without a plural's or possessive's s: crude, but the same for words that languages
    share. Words with a digit stay whole."""
    plain = folded(bare(word))
    if plain in COMMON or len(plain) < 2:
        return None
    if not plain.isalpha() and any(c.isdigit() for c in plain):
        return plain
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        plain = plain[:-1]
    return plain[:STEM]


STEMS = Remembered(stem)


def stems(text: str) -> list[str]:
    """The stems of a text in order, common words left out."""
    return [s for s in map(STEMS.__getitem__, WORD.findall(text)) if s]


FORMAL = frozenset(stems(DIPLOMACY))


def numbers(text: str) -> set[str]:
    """Numbers of two digits and more as bare digits, but for years of our time: `1,200` and `1.200` are one."""
    bare = {found.replace(",", "").replace(".", "") for found in NUMBER.findall(text)}
    return {n for n in bare if 2 <= len(n) <= 15 and not YEAR.fullmatch(n)}


def name_word(word: str) -> str | None:
    """A word as part of a name, folded, without a possessive's s; None for one that is none: too short, common, or
    without a capital."""
    if not word[0].isupper() or len(word) < 2:
        return None
    plain = folded(bare(word))
    return None if plain in COMMON else plain


NAMES = Remembered(name_word)


def name_words(text: str) -> set[str]:
    """Folded words that are written with a capital inside sentences: parts of the names of people, places, bodies."""
    return {plain for word in INSIDE.findall(text) if (plain := NAMES[word]) is not None}
