# ruff: noqa: E501  # pages are kept as they are served
"""What publishers serve where an article should be, each with the reason it is refused for."""


def simple(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


FORM = '<form action="/in"><label>Mail <input type="text"></label><input type="password"><button>Go</button></form>'
OFFER = "<p>Readers with an account can follow topics, keep reports for later and write to the newsroom.</p>" * 2
LOGIN, COOKIE, MISSING, ROBOT, DOWN, DOMAIN, SHELL, ONWARD = (
    "log-in page", "consent notice", "not found", "check for robots", "maintenance", "domain without", "script would",
    "leads on",
)  # fmt: skip

WALLS = {
    "login": (simple("Sign in | Harbour Post", f"<h1>Welcome back</h1>{OFFER}{FORM}"), LOGIN),
    "login-de": (simple("Anmelden – Hafenbote", f"<h1>Anmelden</h1><p>Bitte geben Sie Ihre Daten ein.</p>{FORM}"), LOGIN),
    "login-ja": (simple("ログイン", f"<h1>ログイン</h1>{FORM}"), LOGIN),
    "login-untitled": (simple("Harbour Post", FORM), LOGIN),
    "cookie-wall": (
        simple(
            "Harbour Post",
            "<main><p>We and our 214 partners use cookies to keep this service free and to measure who reads it, and we"
            " ask for your agreement.</p><p>You can accept all cookies or manage your privacy choices at any time.</p>"
            "<button>Accept</button></main>",
        ),
        COOKIE,
    ),
    "cookie-wall-fr": (
        simple(
            "Le Phare",
            "<main><p>Nous utilisons des cookies pour mesurer l'audience de ce site et vous proposer des contenus qui"
            " vous ressemblent, avec votre accord.</p></main>",
        ),
        COOKIE,
    ),
    "soft-404": (
        simple(
            "Page not found - Harbour Post",
            "<main><h1>Sorry</h1><p>The page you are looking for does not exist any more. It may have been moved to"
            " another section of our service. Try the search or go back to the front page.</p></main>",
        ),
        MISSING,
    ),
    "soft-404-pt": (
        simple("Página não encontrada", "<main><h1>Página não encontrada</h1><p>Volte à primeira página do jornal para"
               " ler as notícias de hoje e de ontem.</p></main>"),
        MISSING,
    ),
    "captcha": (
        simple("Just a moment...", "<h1>harbourpost.example</h1><p>Verify you are human by completing the action below."
               " harbourpost.example needs to review the security of your connection before proceeding.</p>"),
        ROBOT,
    ),
    "maintenance": (
        simple("Harbour Post", "<main><p>Our site is currently undergoing maintenance and will be back this evening. We"
               " thank our readers for their patience.</p></main>"),
        DOWN,
    ),
    "parked": (
        simple("harbourpost.example", "<main><p>This domain is for sale. Make an offer to the owner today and hear from"
               " them within a day of work.</p></main>"),
        DOMAIN,
    ),
    "empty-shell": (
        simple("Harbour Post", '<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'
               '<script src="/app.js"></script>'),
        SHELL,
    ),
    "silent-shell": (simple("Harbour Post", '<div id="root"></div><script src="/app.js"></script>'), SHELL),
    "meta-refresh": (
        simple("Harbour Post", '<p>If nothing happens, follow <a href="/b">this link</a> to go on to the report you have'
               " asked for.</p>", '<meta http-equiv="Refresh" content="0; URL=/b">'),
        ONWARD,
    ),
}  # fmt: skip

ARTICLES = {
    "on-cookies": simple(
        "Regulators agree on cookie banners | Harbour Post",
        "<article><h1>Regulators agree on cookie banners</h1><p>The regulators of nine countries agreed in Porto on"
        " Tuesday that readers must be able to reject all cookies as easily as to accept them.</p><p>Publishers have"
        " until March to change their pages, the chair of the meeting told reporters.</p></article>",
    ),
    "on-404": simple(
        "How the 404 page became a museum piece",
        "<article><h1>How the 404 page became a museum piece</h1><p>A museum in Tartu opened a show on Friday of pages"
        " that say they were not found, the oldest of them from 1994.</p><p>Visitors may print their own.</p></article>",
    ),
    "with-a-login-in-its-header": simple(
        "Ferry talks resume | Harbour Post",
        f"<header>{FORM}</header><article><h1>Ferry talks resume</h1><p>The ministers of transport met in Turku on Monday"
        " for the first time since the strike, and agreed to meet again next week.</p><p>Both sides said that the ferries"
        " would sail until then, and that the crews would be paid for the days of the strike.</p><p>The union had asked"
        " for a mediator from a third country, which the owners accepted on Sunday evening.</p></article>",
    ),
    "that-reloads-itself": simple(
        "Ferry talks resume | Harbour Post",
        "<article><h1>Ferry talks resume</h1><p>The ministers of transport met in Turku on Monday for the first time"
        " since the strike, and agreed to meet again next week, a spokesman said.</p></article>",
        '<meta http-equiv="refresh" content="600; url=/talks">',
    ),
    "on-maintenance": simple(
        "Reactor down for maintenance until May",
        "<article><h1>Reactor down for maintenance until May</h1><p>The reactor at Lovund was shut down on Wednesday for"
        " scheduled maintenance, its owner said.</p><p>Its power is bought abroad meanwhile.</p></article>",
    ),
    "on-a-quiz-for-robots": simple(
        "Ministry drops puzzle for visitors",
        "<article><h1>Ministry drops puzzle for visitors</h1><p>The foreign ministry in Vaduz no longer asks applicants"
        " for a visa to prove that they are no robots.</p><p>“Verify you are human” was the first thing that a guest of"
        " the country read, the minister told parliament on Monday, and it was not the welcome he wished to give.</p>"
        "<p>Seven in ten applicants had given up at the puzzle, by a count that the ministry published.</p></article>",
    ),
    "short-with-cookie-banner": simple(
        "Envoy named to Praia",
        '<div class="cookie-banner"><p>We use cookies. Accept all cookies?</p></div><article><h1>Envoy named to Praia</h1>'
        "<p>The government named Ines Duarte its envoy to Praia on Monday, after the post had been vacant for a year and"
        " two months, a spokesman said.</p></article>",
    ),
    "called-like-a-wall": simple(
        "Access denied | Harbour Post",
        "<article><h1>Access denied</h1><p>Inspectors were turned away at the gate of the port of Lovund on Monday for"
        " the second time, and their government asked for an explanation.</p></article>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Access denied",'
        ' "datePublished": "2024-03-18"}</script>',
    ),
}
