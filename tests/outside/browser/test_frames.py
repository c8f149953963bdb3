"""A form in a frame of a site that the company names, and of one that it does not."""

import http.server
import re
import threading

import pytest
from playwright.sync_api import expect

from support import words


class Site(http.server.BaseHTTPRequestHandler):
    """Answers with a page that shows what its address names in a frame."""

    def do_GET(self):
        framed = self.path.removeprefix("/?")
        html = f'<!DOCTYPE html><html lang="en"><title>Ours</title><iframe src="{framed}" title="Form" width="400" height="700"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def port():
    """Of a site that a company has besides Kantora."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def make(office, site):
    """A form that the site may show; gives its address."""
    page = office.web.get(office.web.path("/settings/forms/new"))
    page = office.web.submit(page, page.form("ask_email", "sites"), name="Framed", sites=site)
    return office.url + re.search(r"/form/\w+", page.html)[0]


def test_a_form_is_filled_in_inside_a_frame_of_the_named_site(visit, offices_of, port):
    office, site = offices_of("busy", "en"), f"http://127.0.0.1:{port}"
    # The visitor is signed in here, too: in the frame that makes no difference.
    context = visit(office.url, site)
    context.add_cookies(office.cookies())
    page = context.new_page()
    page.goto(f"{site}/?{make(office, site)}")
    frame = page.frame_locator("iframe")

    frame.locator("[name=email]").fill("vesna@quarry.example")
    frame.locator("[name=message]").fill("Do you fit doors?")
    frame.locator("button.primary").click()

    expect(frame.locator("[role=status]")).to_contain_text(words.text("en", "forms-usual-thanks"))
    assert "vesna@quarry.example" in office.web.get(office.web.path("/leads")).html


def test_a_form_is_not_shown_in_a_frame_of_another_site(chromium, offices_of, port):
    office = offices_of("busy", "en")
    context = chromium.new_context()
    refused = []
    context.on("console", lambda message: refused.append(message.text))

    page = context.new_page()
    page.goto(f"http://localhost:{port}/?{make(office, f'http://127.0.0.1:{port}')}")
    page.wait_for_load_state("networkidle")

    assert page.frame_locator("iframe").locator("[name=email]").count() == 0
    assert any("frame-ancestors" in line for line in refused), refused
    context.close()
