"""Two companies in two languages: one full of customers, one that has just been set up."""

import re

from support.kantora import EMAIL, PASSWORD, Kantora
from support.web import Web


LOCALES = {"en": "en-GB", "bg": "bg-BG"}


class Office:
    """A running installation, somebody signed in to it, and the cookies to go on with."""

    def __init__(self, kantora, language, is_full):
        self.kantora, self.language, self.is_full = kantora, language, is_full
        self.url = kantora.url
        self.email, self.password = EMAIL, PASSWORD

    @property
    def slug(self):
        return self.web.slug

    def cookies(self, own_session=False):
        """For a browser: whoever holds them is signed in. A session of its own may be ended."""
        web = self.web
        if own_session:
            web = Web(self.kantora, self.language)
            web.sign_in(self.email, self.password)
        return [
            {"name": cookie.name, "value": cookie.value, "url": self.url, "secure": cookie.secure, "httpOnly": True}
            for cookie in web.client.cookies.jar
        ]

    def add_contact(self, last_name):
        """A contact with that last name; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/contacts/new"))
        page = self.web.submit(page, page.form("last_name"), last_name=last_name, anyway="1")
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def edit_contact(self, path, last_name):
        page = self.web.get(self.web.path(f"{path}/edit"))
        self.web.submit(page, page.form("last_name"), last_name=last_name)

    def first(self, of):
        """The path of the first record of a list."""
        page = self.web.get(self.web.path(f"/{of}"))
        found = [link for link in page.links if re.fullmatch(rf"/w/{self.slug}/{of}/\d+", link)]
        assert found, f"no {of} in {page.text[:500]}"
        return found[0].removeprefix(f"/w/{self.slug}")


def unopened(folder, language, name="fresh"):
    """An installation without a company."""
    kantora = Kantora(folder / f"{name}-{language}" / "data")
    kantora.data.mkdir(mode=0o700, parents=True)
    kantora.start()
    office = Office(kantora, language, is_full=False)
    office.web = Web(kantora, language)
    return office


def fresh(folder, language):
    """A company that has just been set up, and is empty."""
    office = unopened(folder, language)
    office.web.set_up()
    return office


def busy(folder, language):
    """A company in which tasks are done."""
    office = unopened(folder, language, name="busy")
    office.web.set_up()
    return office


def full(folder, language):
    """The demo: five people, 40 companies, 120 contacts."""
    kantora = Kantora(folder / f"demo-{language}" / "data", command="demo")
    kantora.data.mkdir(mode=0o700, parents=True)
    kantora.start(wait=60)
    office = Office(kantora, language, is_full=True)
    office.email, office.password = demo_sign_in(kantora.log())
    office.web = Web(kantora, language)
    office.web.sign_in(office.email, office.password)
    return office


def demo_sign_in(printed):
    """The owner's address and the password, as the demo prints them."""
    found = re.search(r"(\S+@\S+)\s+owner.*password\s+(.+?)\n", printed, re.DOTALL)
    assert found, f"the demo does not say how to sign in:\n{printed}"
    return found[1], found[2].strip()
