"""A board of 2,000 deals under the hand: how long the page is deaf while a card is dragged, by the browser's own trace.

Times are of CPU, so that a busy machine does not count against the page.

    tests/bench/drag.py DATA_FOLDER       (of a business, see business.py; nobody else may have it open)
"""

import json
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "outside"))

from playwright.sync_api import sync_playwright  # noqa: E402

from support.kantora import EMAIL, PASSWORD, Kantora  # noqa: E402

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium-headless-shell"
# A task that takes longer than this is felt, says the W3C's Long Tasks API.
LONG = 50
CARDS = 2_000
# One moves and some tens come into sight; the others are not to be drawn anew. A card has twenty elements.
STYLED = 400
DRAGS = 5


def drag(server):
    """Milliseconds of every task of the page's main thread while cards are dragged, the longest first; how many elements
    were styled at once at most; and how many cards there are."""
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        sign_in(page, server)
        page.goto(page.url.split("?")[0].rstrip("/") + "/deals/board")
        show_all(page)
        trace = pathlib.Path(folder) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"])
        for place in range(DRAGS):
            move(page, place)
        browser.stop_tracing()
        cards = page.locator("[data-board] .card").count()
        browser.close()
        events = json.loads(trace.read_text())["traceEvents"]
        return tasks(events), styled(events), cards


def sign_in(page, server):
    page.goto(f"{server.url}/sign-in")
    page.fill("input[name=email]", EMAIL)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/w/*")


def show_all(page):
    """Asks for the rest of each column until all of it is there."""
    for _ in range(CARDS // 40 + 10):
        more = page.locator("[data-more]")
        if more.count() == 0:
            return
        before = page.locator("[data-board] .card").count()
        more.first.scroll_into_view_if_needed()
        more.first.click()
        page.wait_for_function("before => document.querySelectorAll('[data-board] .card').length > before", arg=before)


def move(page, place):
    """Takes a card of the first column, carries it over the second one in small steps, and lets it go."""
    stages = page.locator("[data-board] .stage")
    card, goal = stages.nth(0).locator(".card").nth(place), stages.nth(1)
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), goal.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, max(end["y"], 0) + 200 + 30 * place, steps=60)
    page.mouse.up()
    page.wait_for_timeout(500)


def styled(events):
    return max(event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree")


def tasks(events):
    """Tasks of the main thread of the page that has most of them."""
    mains = {(event["pid"], event["tid"]) for event in events if event["name"] == "thread_name" and event["args"].get("name") == "CrRendererMain"}
    runs = {}
    for event in events:
        if event["name"] == "RunTask" and (event["pid"], event["tid"]) in mains and "tdur" in event:
            runs.setdefault(event["pid"], []).append(event["tdur"] / 1000)
    return sorted(max(runs.values(), key=len), reverse=True)


def measure(server):
    """(the longest task in milliseconds, how many are too long, how many elements were styled at once, how many cards)"""
    found, elements, cards = drag(server)
    return found[0], sum(task > LONG for task in found), elements, cards


if __name__ == "__main__":
    kantora = Kantora(sys.argv[1])
    kantora.start(wait=30)
    try:
        longest, many, elements, cards = measure(kantora)
        print(f"{cards} cards, {DRAGS} drags: the longest task took {longest:.1f} ms, {many} took more than {LONG} ms, {elements} elements styled at once")
    finally:
        kantora.kill()
