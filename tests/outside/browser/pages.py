"""Every page of the product: its line in src/routes.rs, and how to come to it."""

import dataclasses
import functools
import pathlib
import re

from support import words

ROUTES = pathlib.Path(__file__).resolve().parents[3] / "src/routes.rs"


@dataclasses.dataclass(frozen=True)
class Page:
    """One page: how it is called in pictures, its route, the path in an office, who looks."""

    name: str
    route: str
    path: str
    guest: bool = False
    # Which offices have it: the full one, the empty one.
    where: tuple = ("full", "empty")

    def address(self, office):
        return self.path.replace("{slug}", office.slug).replace("{contact}", first(office, "contacts")).replace("{company}", first(office, "companies"))


@functools.cache
def first(office, of):
    return office.first(of) if office.is_full else ""


FULL = ("full",)

PAGES = [
    Page("sign-in", "/sign-in", "/sign-in", guest=True),
    Page("home", "/w/:slug", "/w/{slug}"),
    Page("contacts", "/w/:slug/contacts", "/w/{slug}/contacts"),
    Page("contact", "/w/:slug/contacts/:id", "/w/{slug}{contact}", where=FULL),
    Page("contact-new", "/w/:slug/contacts/new", "/w/{slug}/contacts/new"),
    Page("contact-edit", "/w/:slug/contacts/:id/edit", "/w/{slug}{contact}/edit", where=FULL),
    Page("companies", "/w/:slug/companies", "/w/{slug}/companies"),
    Page("company", "/w/:slug/companies/:id", "/w/{slug}{company}", where=FULL),
    Page("company-new", "/w/:slug/companies/new", "/w/{slug}/companies/new"),
    Page("company-edit", "/w/:slug/companies/:id/edit", "/w/{slug}{company}/edit", where=FULL),
    Page("account", "/account", "/account"),
]

@dataclasses.dataclass(frozen=True)
class Refused:
    """A page that says that something is wrong: a form sent empty, or an address that leads nowhere."""

    name: str
    path: str
    # The field whose form is sent; none: the address itself is wrong.
    field: str = ""

    def arrive(self, page, office):
        path = Page(self.name, "", self.path).address(office)
        page.goto(office.url + path)
        if self.field:
            form = page.locator(f"form:has([name='{self.field}'])").first
            form.evaluate("form => { form.querySelectorAll('input:not([type=hidden])').forEach(field => field.value = '') }")
            with page.expect_navigation():
                form.locator("button:not([type=button]):not([formaction])").first.click()

    def is_titled(self, title, language):
        return not self.field or title.startswith(words.text(language, "form-error-prefix"))


REFUSED = [
    Refused("not-found", "/w/{slug}/contacts/999999999"),
    Refused("contact-new-refused", "/w/{slug}/contacts/new", "last_name"),
    Refused("contact-edit-refused", "/w/{slug}{contact}/edit", "last_name"),
    Refused("company-new-refused", "/w/{slug}/companies/new", "name"),
]

# Answers that are no page of their own: files, ways that only redirect.
NO_PAGES = {}


def routes():
    """The routes of every page that shows."""
    return re.findall(r'\.get\(\s*"([^"]+)"', ROUTES.read_text())
