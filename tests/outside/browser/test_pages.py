"""Every page, in light and dark, wide and narrow, full and empty: axe and our own rules find nothing."""

import pytest

from support import words

from . import audit, offices, pages
from .hand import MODES

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
FIRST_VIEW_BYTES = 60 * 1024
# The pages are shared out, so that two workers end together.
PARTS = 4


def looked_at(page):
    """What is wrong with the page where it stands: wide and narrow, light and dark."""
    found = []
    for size, name in ((WIDE, "wide"), (NARROW, "narrow")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found += [f"{name}: {offence}" for offence in audit.offences(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{name}, dark: {offence}" for offence in audit.measures(page)]
    page.set_viewport_size(WIDE)
    return found + [f"dark: {offence}" for offence in audit.colours(page)]


def options(language):
    return {"viewport": WIDE, "locale": offices.LOCALES[language], "reduced_motion": "reduce"}


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("state", ["full", "empty"])
def test_nothing_is_wrong_with_any_page(visit, offices_of, state, language, part):
    office = offices_of(state, language)
    found = []
    for page_of in (True, False):
        context = visit(office.url, **options(language))
        if not page_of:
            context.add_cookies(office.cookies())
        page = context.new_page()
        for one in [one for one in pages.PAGES if one.guest == page_of and state in one.where][part::PARTS]:
            answer = page.goto(office.url + one.address(office))
            if answer.status >= 400:
                found.append(f"{one.name}: {answer.status}")
                continue
            found += [f"{one.name}: {offence}" for offence in looked_at(page)]

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_is_wrong_with_refused_forms_and_error_pages(visit, offices_of, language):
    office = offices_of("full", language)
    found = []
    context = visit(office.url, **options(language))
    context.add_cookies(office.cookies())
    page = context.new_page()
    for one in pages.REFUSED:
        one.arrive(page, office)
        found += [f"{one.name}: {offence}" for offence in looked_at(page)]
        if not one.is_titled(page.title(), language):
            found.append(f"{one.name}: the title '{page.title()}' does not say that there is an error")

    assert not found, "\n" + "\n".join(found)


def test_every_route_is_visited():
    visited = {page.route for page in pages.PAGES} | set(pages.NO_PAGES)

    assert sorted(set(pages.routes()) - visited) == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_page_has_a_title_of_its_own(visit, offices_of, language):
    office = offices_of("full", language)
    context = visit(office.url, locale=offices.LOCALES[language])
    context.add_cookies(office.cookies())
    page = context.new_page()

    titles = {}
    for one in (one for one in pages.PAGES if not one.guest):
        if "full" in one.where:
            page.goto(office.url + one.address(office))
            titles.setdefault(page.title(), set()).add(one.route)

    assert {title: routes for title, routes in titles.items() if len(routes) > 1} == {}


@pytest.mark.parametrize("name", ["sign-in", "contacts", "contact"])
def test_a_first_view_weighs_under_60_kb(visit, offices_of, name):
    office = offices_of("full", "en")
    one = next(page for page in pages.PAGES if page.name == name)
    context = visit(office.url)
    if not one.guest:
        context.add_cookies(office.cookies())
    page = context.new_page()
    received = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))

    page.goto(office.url + one.address(office), wait_until="networkidle")

    assert received and sum(received) < FIRST_VIEW_BYTES, f"{sum(received):.0f} bytes in {len(received)} answers"


@pytest.mark.parametrize("name", ["contacts", "contact", "contact-new"])
def test_a_page_can_be_read_at_400_percent(visit, offices_of, name):
    office = offices_of("full", "en")
    one = next(page for page in pages.PAGES if page.name == name)
    context = visit(office.url, viewport={"width": 320, "height": 256})
    context.add_cookies(office.cookies())
    page = context.new_page()

    page.goto(office.url + one.address(office))

    needed = page.evaluate("document.scrollingElement.scrollWidth")
    assert needed <= 320, f"needs {needed} px: {audit.widest(page, 320)}"


@pytest.mark.parametrize("width", [640, 800, 1024, 1152])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_list_fits_between_the_usual_widths(visit, offices_of, width, language):
    office = offices_of("full", language)
    context = visit(office.url, viewport={"width": width, "height": 800}, locale=offices.LOCALES[language])
    context.add_cookies(office.cookies())
    page = context.new_page()

    cut = {}
    for name in ("contacts", "companies"):
        page.goto(f"{office.url}/w/{office.slug}/{name}")
        cut[name] = page.evaluate(audit.CUT)

    assert cut == {"contacts": [], "companies": []}


@pytest.mark.parametrize("name", ["contacts", "contact", "contact-new"])
def test_a_page_keeps_its_marks_in_forced_colours(visit, offices_of, name):
    office = offices_of("full", "en")
    one = next(page for page in pages.PAGES if page.name == name)
    context = visit(office.url, forced_colors="active")
    context.add_cookies(office.cookies())
    page = context.new_page()

    page.goto(office.url + one.address(office))

    assert audit.accessibility(page) == []


def test_the_modes_are_those_that_were_asked_for():
    assert [mode.name for mode in MODES] == ["with script", "without script", "keyboard", "phone"]
