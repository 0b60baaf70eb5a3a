import time

import pytest

from communique.lexicon import countries, names, numbers


@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("188 votes", 188, "votes"),
        ("four meetings", 4, "meetings"),
        ("twenty-one people", 21, "people"),
        ("two dozen soldiers", 24, "soldiers"),
        ("a hundred and five ships", 105, "ships"),
        ("a force of a million men", 1e6, "men"),
        ("$5.5 million", 5_500_000, "USD"),
        ("2 billion euros", 2e9, "EUR"),
        ("3 per cent", 3, "%"),
        ("100,000 troops", 100_000, "troops"),
        ("the fourth-ranked leader", 4, "ranked"),
        ("the 75th anniversary", 75, "anniversary"),
        ("the second meeting", 2, "meeting"),
    ],
)
def test_numbers(text: str, value: float, unit: str) -> None:
    (found,) = numbers.find(text)
    assert (found.value, found.unit) == (value, unit)


def test_fractions() -> None:
    assert [round(n.value, 3) for n in numbers.find("a third of voters, half of them and a two-thirds majority")] == [
        0.333, 0.5, 0.667,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["on March 21, 2024", "one of them", "just a second", "the 1950-53 war", "", "G7"])
def test_no_numbers(text: str) -> None:
    assert numbers.find(text) == ()


@pytest.mark.parametrize(
    "text, found",
    [
        ("Chinese Foreign Minister Wang Yi met Kim Song Nam.", ["Wang Yi", "Kim Song Nam"]),
        ("Talks began on Friday with Mohammed bin Salman.", ["Mohammed bin Salman"]),
        ("The visit of Ursula von der Leyen and J. D. Vance", ["Ursula von der Leyen", "J. D. Vance"]),
        ("Choe Ryong-hae’s car; Mr. al-Sisi", ["Choe Ryong-hae", "al-Sisi"]),
        ("U.S. Secretary of State Antony Blinken left.", ["Antony Blinken"]),
        ("On Sunday nothing happened in March.", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert [name.text for name in names.find(text)] == found


def codes(text: str) -> list[str]:
    return [found.code for found in countries.find(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("North Korean officials met South Koreans", ["PRK", "KOR"]),
        ("the Korean War, Koreans, Korea", []),
        ("BEIJING, March 21", ["CHN"]),
        ("the U.S. told us; US officials", ["USA", "USA"]),
        ("Democratic People’s Republic of Korea and Republic of Korea", ["PRK", "KOR"]),
        ("People's Republic of China, not the Republic of China", ["CHN", "TWN"]),
        ("Papua New Guinea, Guinea-Bissau, Guinea", ["PNG", "GNB", "GIN"]),
        ("King Abdullah of Jordan; Jim Jordan", ["JOR"]),
        ("in Atlanta, Georgia; in Tbilisi, Georgia", ["GEO", "GEO"]),
        ("the South China Sea and New Mexico", []),
        ("the Kremlin, Downing Street and Pyongyang", ["RUS", "GBR", "PRK"]),
        ("UN Security Council, NATO", ["IGO", "IGO"]),
        ("", []),
    ],
)
def test_countries(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_country_table() -> None:
    assert len(countries.codes()) > 200
    assert (countries.name("PRK"), countries.demonym("PRK"), countries.capital("PRK")) == (
        "North Korea", "North Korean", "Pyongyang",
    )  # fmt: skip
    assert countries.of("Seoul") == "KOR" and countries.of("Seoul talks") is None
    for code in countries.codes():
        assert code in codes(f"It was in {countries.name(code)} then."), code
    with pytest.raises(KeyError):
        countries.name("QQQ")


def test_countries_are_found_fast() -> None:
    text = "A delegation from Pyongyang met Chinese officials in Beijing on Thursday, the agency said there. " * 5000
    countries.find(text[:1000])
    began = time.process_time()
    countries.find(text)
    assert len(text) / 1e6 / (time.process_time() - began) > 1.0
