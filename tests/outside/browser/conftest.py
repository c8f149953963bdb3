"""Debian's Chromium without its windows, watched: nothing from outside, nothing refused, nothing broken."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from . import offices

CHROMIUM = shutil.which("chromium-headless-shell") or "/usr/bin/chromium-headless-shell"
# Chromium phones home by itself; here only pages may ask for anything.
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def offices_of(tmp_path_factory):
    """The full and the empty office of each language, started when first asked for."""
    folder, running, broken = tmp_path_factory.mktemp("offices"), {}, {}

    def office(state, language):
        if (state, language) in broken:
            pytest.fail(f"the {state} office did not open: {broken[state, language]}")
        if (state, language) not in running:
            broken[state, language] = "see its first test"
            running[state, language] = {"full": offices.full, "empty": offices.fresh, "busy": offices.busy}[state](folder, language)
            del broken[state, language]
        return running[state, language]

    yield office
    faults = []
    for one in running.values():
        code = one.kantora.stop()
        faults += [f"ended with {code}"] * bool(code) + one.kantora.errors()
    assert not faults, "\n".join(faults[:20])


@pytest.fixture
def visit(chromium):
    """Opens watched browser contexts; at the end of the test they must have nothing to complain of."""
    visits = []

    def open_context(url, *others, **options):
        context = chromium.new_context(**options)
        visits.append(Watch(context, (url, *others)))
        return context

    yield open_context
    for watched in visits:
        watched.context.close()
    complaints = [line for watched in visits for line in watched.complaints]
    assert not complaints, "\n".join(complaints)


class Watch:
    """Notes requests to strangers, refusals by the content policy, and scripts that fail."""

    def __init__(self, context, known):
        self.context, self.known, self.complaints = context, known, []
        context.on("request", self.on_request)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))

    def on_request(self, request):
        if not request.url.startswith((*self.known, "data:", "blob:", "about:")):
            self.complaints.append(f"request to a stranger: {request.url}")

    def on_console(self, message):
        # A page that answers 404 or 422 on purpose is no complaint.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")
