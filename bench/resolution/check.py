"""Checks the cases and makes the split by its rule; prints the counts README.md gives.

python bench/resolution/check.py          checks cases.jsonl, split.json and the practice cases
python bench/resolution/check.py --split  writes split.json
"""

import json
import pathlib
import sys
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).parent
KINDS = [
    "name",
    "official-name",
    "demonym",
    "capital",
    "byname",
    "building",
    "office",
    "ministry",
    "military",
    "parliament",
    "party",
    "armed-group",
    "organisation",
    "bloc",
    "person",
    "surname-second-mention",
    "honorific",
    "name-order",
    "romanisation",
    "abbreviation",
    "nickname-region",
    "ambiguous",
    "not-an-actor",
]
SECTORS = [
    "GOV",
    "MIL",
    "COP",
    "REB",
    "LEG",
    "JUD",
    "PTY",
    "OPP",
    "CVL",
    "REF",
    "MED",
    "BUS",
    "EDU",
    "LAB",
    "REL",
    "SPY",
    "CRM",
]
REGIONS = {
    "Africa": """DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN
        LSO LBR LBY MDG MWI MLI MRT MUS MAR MOZ NAM NER NGA RWA STP SEN SYC SLE SOM XSL ZAF SSD SDN TZA
        TGO TUN UGA ESH ZMB ZWE""",
    "Americas": """ATG ARG BHS BRB BLZ BOL BRA CAN CHL COL CRI CUB DMA DOM ECU SLV FLK GRD GRL GTM GUY HTI HND JAM MEX
        NIC PAN PRY PER KNA LCA VCT SUR TTO USA URY VEN ABW BMU CUW CYM MAF PRI SXM VGB VIR""",
    "Asia": """AFG ARM AZE BHR BGD BTN BRN KHM CHN CYP GEO HKG IND IDN IRN IRQ ISR JPN JOR KAZ KWT KGZ LAO LBN MAC MYS
        MDV MNG MMR NPL PRK OMN PAK PSE PHL QAT KOR SAU SGP LKA SYR TWN TJK THA TLS TUR TKM ARE UZB VNM
        YEM""",
    "Europe": """ALB AND AUT BLR BEL BIH BGR HRV CZE DNK EST FRO FIN FRA DEU GIB GRC GGY HUN ISL IRL IMN ITA JEY XKX LVA
        LIE LTU LUX MLT MDA MCO MNE NLD MKD NOR POL PRT ROU RUS SMR SRB SVK SVN ESP SWE CHE UKR GBR VAT""",
    "Oceania": "ASM AUS COK FJI GUM PYF KIR MHL FSM NRU NCL NZL PLW PNG WSM SLB TON TUV VUT",
}
REGION = {code: region for region, codes in REGIONS.items() for code in codes.split()}
FIRST_BATCH = 930  # cases up to c930 were written and divided first
PRACTICE = ("practice.jsonl", *(f"practice{number}.jsonl" for number in range(2, 11)))
SUPRANATIONAL = ("IGO", "IMG", "NGO")


def load(name="cases.jsonl"):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def divide(cases):
    """The rule of RULES.md, Split."""
    texts = {}
    for case in cases:
        texts.setdefault(case["text"], []).append(case)
    kinds = defaultdict(list)
    for group in texts.values():
        kinds[int(group[0]["id"][1:]) > FIRST_BATCH, group[0]["kind"]].append(group)
    sides = {"train": [], "held": []}
    for batch in (False, True):
        for number, kind in enumerate(KINDS):
            groups = sorted(kinds[batch, kind], key=lambda g: (g[0]["mention"].casefold(), g[0]["id"]))
            for place, group in enumerate(groups):
                sides["held" if (place + number) % 2 else "train"] += [case["id"] for case in group]
    return {side: sorted(ids) for side, ids in sides.items()}


def starts(text, words):
    at, found = -1, []
    while (at := text.find(words, at + 1)) >= 0:
        found.append(at)
    return found


def sound(cases):
    """Is every mention in its text, and every label one there is?"""
    seen = set()
    for case in cases:
        where = case["id"]
        assert where not in seen, where
        seen.add(where)
        assert len(starts(case["text"], case["mention"])) >= case["occurrence"] >= 1, where
        assert case["kind"] in KINDS and (case["sector"] is None or case["sector"] in SECTORS), where
        assert case["code"] is None or case["code"] in REGION or (case["code"] in SUPRANATIONAL and case["body"]), where


def main():
    cases = load()
    if "--split" in sys.argv:
        (HERE / "split.json").write_text(json.dumps(divide(cases), indent=0) + "\n", encoding="utf-8")
    sound(cases)
    for name in PRACTICE:
        more = load(name)
        sound(more)
        texts, states = {case["text"] for case in more}, {case["code"] for case in more} & set(REGION)
        print(name, len(more), "cases in", len(texts), "texts;", len(states), "states and territories")
        print(dict(Counter(case["kind"] for case in more)))
    split = json.loads((HERE / "split.json").read_text(encoding="utf-8"))
    assert split == divide(cases), "the split is not the rule's"
    side = {name: where for where, ids in split.items() for name in ids}
    print(len(cases), "cases in", len({case["text"] for case in cases}), "texts;", Counter(side.values()))
    print(len({case["code"] for case in cases} & set(REGION)), "states and territories")
    for kind in KINDS:
        of = [case for case in cases if case["kind"] == kind]
        held = sum(side[case["id"]] == "held" for case in of)
        print(f"| {kind} | {len(of)} | {len(of) - held} | {held} |")
    for region, number in Counter(REGION.get(c["code"], c["code"] or "none") for c in cases).most_common():
        print(f"| {region} | {number} |")


if __name__ == "__main__":
    main()
