"""Ways of looking at a page in a browser; each says what is wrong with it, empty for nothing."""

from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.audits.conftest import tool

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that colours decide: a theme changes nothing else, so the dark one is asked by these alone."""
ENLARGED: ViewportSize = {"width": 320, "height": 256}
"""1280 by 1024 enlarged four times (WCAG 2.2, 1.4.10)."""

WATCHED = """() => {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  window.stops = () => [...document.querySelectorAll(stops)].filter(seen);
  window.told = (e) => e.outerHTML.slice(0, 120);
  window.reached = new Map();
  document.addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target), box = target.getBoundingClientRect();
    reached.set(target, {
      ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    });
  });
  return window.stops().length;
}"""
UNREACHED = """() => {
  const groups = new Set([...reached.keys()].filter((e) => e.type === "radio").map((e) => e.name));
  const led = new Set([...reached.keys()].map((e) => e.getAttribute("href")));
  const twice = (e) => e.closest("[aria-hidden='true']") && led.has(e.getAttribute("href")); // the pointer's alone
  return stops().filter((e) => !reached.has(e) && !(e.type === "radio" && groups.has(e.name)) && !twice(e)).map(told);
}"""
POORLY = "(what) => [...reached].filter(([, how]) => !how[what]).map(([e]) => told(e))"

SIDEWAYS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth} px`] : [];
}"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((e) => {
  if (!e.checkVisibility() || e.closest(".unseen") || e.parentElement.closest("select, [tabindex='0']")) return false;
  const box = e.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > document.documentElement.clientWidth + 1);
}).map((e) => e.outerHTML.slice(0, 160))"""
UNNAMED = """() => [...document.querySelectorAll("main *")].filter((e) => {
  if (["TEXTAREA", "SELECT", "INPUT"].includes(e.tagName) || !e.checkVisibility()) return false;
  const style = getComputedStyle(e), scrolls = (way) => ["auto", "scroll"].includes(style[way]);
  const across = scrolls("overflowX") && e.scrollWidth > e.clientWidth;
  if (!across && !(scrolls("overflowY") && e.scrollHeight > e.clientHeight)) return false;
  const name = e.getAttribute("aria-label") || document.getElementById(e.getAttribute("aria-labelledby"));
  return !(e.tabIndex === 0 && ["region", "group"].includes(e.getAttribute("role")) && name);
}).map((e) => e.outerHTML.slice(0, 160))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(e);
  return animationName !== "none" || parseFloat(transitionDuration) > 0 || scrollBehavior !== "auto";
}).map((e) => e.outerHTML.slice(0, 120))"""
LOST = """() => [...document.querySelectorAll(".dot, .key, svg.share")].filter((e) =>
  e.checkVisibility() && getComputedStyle(e).forcedColorAdjust !== "none").map((e) => e.outerHTML.slice(0, 120))"""


def by_keyboard(page: Page) -> dict[str, list[str]]:
    """Tab through all of a page and once around: what is not reached, reached without a ring, or out of sight."""
    stops: int = page.evaluate(WATCHED)
    inner = 8 * page.locator("input[type^=date]").count()  # a field for a day has stops of its own inside
    for _ in range(stops + inner + 4):
        page.keyboard.press("Tab")
    found = {
        "not reached": page.evaluate(UNREACHED),
        "no ring": page.evaluate(POORLY, "ring"),
        "out of sight": page.evaluate(POORLY, "seen"),
    }
    return kept(found)


def by_axe(page: Page) -> dict[str, list[str]]:
    """What axe-core finds at both widths in both themes."""
    page.evaluate(tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = {}
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found[f"{width} light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        found[f"{width} dark"] = violations(page, COLOURS)
    return kept(found)


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """One line for each place: by all rules of WCAG up to 2.2 AA and of good practice, or by some."""
    chosen = {"runOnly": {"type": "rule", "values": rules}} if rules else {"rules": {"target-size": {"enabled": True}}}
    options = {"resultTypes": ["violations"], "preload": False, **chosen}
    run = "async (options) => (await axe.run(document, options)).violations"
    told: list[dict[str, Any]] = page.evaluate(run, options)
    return [f"{one['id']}: {node['html'][:160]} {node['failureSummary']}" for one in told for node in one["nodes"]]


def enlarged(page: Page) -> dict[str, list[str]]:
    """What is lost at four times the size: the page scrolls sideways, something is cut, or scrolls without a name."""
    page.set_viewport_size(ENLARGED)
    return kept({"sideways": page.evaluate(SIDEWAYS), "cut": page.evaluate(CUT), "unnamed": page.evaluate(UNNAMED)})


def still(page: Page) -> list[str]:
    """What moves though the reader wants no motion, sources opened too."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('[popover]').forEach((e) => e.showPopover())")
    moving: list[str] = page.evaluate(MOVING)
    return moving


def forced(page: Page) -> dict[str, list[str]]:
    """What colours forced by the reader's system take away: marks of colour, the ring, the sign of where one is."""
    page.emulate_media(forced_colors="active")
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    here = "[...document.querySelectorAll('nav a[aria-current]')].map((e) => getComputedStyle(e).textDecorationLine)"
    found = {
        "lost": page.evaluate(LOST),
        "no ring": [ring] if ring == "none" else [],
        "not told where one is": [line for line in page.evaluate(here) if line != "underline"],
    }
    page.emulate_media(forced_colors="none")
    return kept(found)


def kept(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Only what says something."""
    return {what: where for what, where in found.items() if where}
