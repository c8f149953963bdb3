"""Every page of the product: its line in src/routes.rs, and how to come to it."""

import dataclasses
import functools
import pathlib
import re

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

# Answers that are no page of their own: files, ways that only redirect.
NO_PAGES = {}


def routes():
    """The routes of every page that shows."""
    return re.findall(r'\.get\(\s*"([^"]+)"', ROUTES.read_text())
