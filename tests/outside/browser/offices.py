"""Two companies in two languages: one full of customers, one that has just been set up."""

import functools
import re

from support.issuer import Issuer
from support.kantora import EMAIL, PASSWORD, Kantora, demo_sign_in
from support.web import Web


LOCALES = {"en": "en-GB", "bg": "bg-BG"}


class Office:
    """A running installation, somebody signed in to it, and the cookies to go on with."""

    def __init__(self, kantora, language, is_full):
        self.kantora, self.language, self.is_full = kantora, language, is_full
        self.url = kantora.url
        self.email, self.password = EMAIL, PASSWORD
        # A service elsewhere by which people sign in here, if there is one.
        self.issuer = None

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
            {"name": name, "value": value, "url": self.url.replace("http:", "https:"), "secure": True, "httpOnly": True}
            for name, value in web.cookies.items()
        ]

    def elsewhere(self):
        """Addresses of others that a browser may visit."""
        return [self.issuer.url] if self.issuer else []

    def link(self, subject):
        """Links whoever the issuer calls so to the owner's account."""
        answer = self.web.post("/account/identities", [("provider", "near")])
        there = self.issuer.sign_in(answer.headers["refresh"].removeprefix("0; url="), subject)
        page = self.web.get(there)
        assert page.status == 200, page.text

    def say_who_sells(self):
        """All that an invoice needs of the company."""
        number, named = {
            "en": ("04418237", {"office": "Registered in England and Wales"}),
            "bg": ("175074752", {"responsible": "Мира Колева", "maker": "Мира Колева"}),
        }[self.language]
        page = self.web.get(self.web.path("/settings"))
        self.web.submit(
            page, page.form("street"), street="8 Cumberland Basin", city="Bristol", postcode="BS1 6XG", registration_number=number,
        )
        page = self.web.get(self.web.path("/settings/billing"))
        self.web.submit(page, page.form(*named), **named)

    def add_contact(self, last_name):
        """A contact with that last name; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/contacts/new"))
        page = self.web.submit(page, page.form("last_name"), last_name=last_name, anyway="1")
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def add_note(self, path):
        """A note about a record; gives its path."""
        page = self.web.get(self.web.path(path))
        self.web.submit(page, page.form("body", "about"), body="Asked for *samples* of oak")
        return self.first(path.lstrip("/"), r"/notes/\d+")

    def add_product(self):
        """A product; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/products/new"))
        page = self.web.submit(page, page.form("sku"), name="Oak board")
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def add_field(self):
        """A field of deals with choices, made once; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/settings/fields"))
        if "contract_" not in page.text:
            page = self.web.get(self.web.path("/settings/fields/new?record=deal&kind=choice"))
            self.web.submit(page, page.form("label"), label="Contract kind", options="Fixed\nOpen")
        # Deals stand last in the list.
        return re.findall(r"/settings/fields/\d+\b", self.web.get(self.web.path("/settings/fields")).html)[-1]

    def file_mail(self, path):
        """An e-mail with a record; gives its path."""
        source = "From: Amelia Hart <amelia@hartbooks.example>\r\nTo: office@lantern.example\r\n" \
            "Subject: Oak or ash\r\nMessage-ID: <1@hartbooks.example>\r\n\r\nOak, after all.\r\n"
        page = self.web.get(self.web.path(f"/calls/mail?about={path.rsplit('/', 1)[1]}"))
        files = {"file": ("mail.eml", source.encode(), "message/rfc822")}
        self.web.submit(page, page.form("source", action="/calls/mail"), files)
        return self.first(path.lstrip("/"), r"/calls/\d+(?!\d|/)")

    def add_lead(self):
        """A lead with a source; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/leads/new"))
        page = self.web.submit(page, page.form("interest"), company="Quarry Inns", source="Fair")
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def change_all(self):
        """An act on every contact that nobody looks after; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/lists/contacts/bulk?owner=nobody"))
        page = self.web.submit(page, page.form("seen", "view"), verb="source", to_source="Fair")
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def add_team(self):
        """A team; gives its path inside the workspace."""
        page = self.web.get(self.web.path("/settings/teams"))
        self.web.submit(page, page.form("name", action="/settings/teams"), name="Workshop")
        return self.first("settings/teams", r"/settings/teams/\d+")

    def invite(self, email):
        """An invitation; gives the path of its page, which is shown to whoever invites where no mail goes out."""
        page = self.web.get(self.web.path("/settings/people/invite"))
        page = self.web.submit(page, page.form("email", "role"), email=email)
        found = re.search(r"/invitation/[\w-]+", page.html)
        assert found, page.text
        return found[0]

    def edit_contact(self, path, last_name):
        page = self.web.get(self.web.path(f"{path}/edit"))
        self.web.submit(page, page.form("last_name"), last_name=last_name)

    @functools.cache
    def record(self, what):
        """The path of one record of that kind, inside the workspace."""
        match what:
            case "contact" if self.is_full:
                # The one with the longest story.
                return self.first("contacts?q=amelia", r"/contacts/\d+")
            case "contact":
                return self.first("contacts", r"/contacts/\d+")
            case "company":
                return self.first("companies", r"/companies/\d+")
            case "customer_id":
                return self.record("company").rsplit("/", 1)[1]
            case "draft":
                return self.first("invoices?state=draft", r"/invoices/\d+")
            case "invoice":
                return self.first("invoices?state=open", r"/invoices/\d+")
            case "vat_from":
                return self.first("vat", r"/vat/period\?from=[0-9-]+").split("=")[1]
            case "statement":
                return self.first("statements", r"/statements/\d+")
            case "bank_line":
                return self.first(self.record("statement").lstrip("/") + "?state=open", r"/bank-lines/\d+")
            case "quote_draft":
                return self.first("quotes?state=draft", r"/quotes/\d+")
            case "quote":
                return self.first("quotes?state=sent", r"/quotes/\d+")
            case "quote_public":
                page = self.web.get(self.web.path(self.record("quote")))
                return re.search(r"/q/[0-9a-f]{64}", page.html)[0]
            case "customer":
                return self.record("company").replace("/companies/", "/customers/")
            case "price_list":
                return self.first("price-lists", r"/price-lists/\d+")
            case "account":
                of = self.first("invoices?state=open", r"/invoices\?customer=\d+").split("=")[1]
                return f"/customers/{of}/statement"
            case "twins":
                return self.first("contacts/duplicates", r"/contacts/\d+/merge\?with=\d+")
            case "note":
                return self.add_note(self.record("contact"))
            case "call":
                return f"/calls/new?about={self.record('contact').rsplit('/', 1)[1]}"
            case "post":
                return f"/calls/mail?about={self.record('contact').rsplit('/', 1)[1]}"
            case "mail":
                return self.file_mail(self.record("contact"))
            case "called":
                return self.first(self.record("contact").lstrip("/"), r"/calls/\d+")
            case "deal":
                return self.first("deals", r"/deals/\d+")
            case "held":
                return self.first("deals?state=held", r"/deals/\d+")
            case "lost":
                return self.first("deals?state=lost", r"/deals/\d+")
            case "pipeline":
                return self.first("settings/pipelines", r"/settings/pipelines/\d+")
            case "stage":
                return self.first(self.record("pipeline").lstrip("/"), r"/settings/stages/\d+")
            case "reason":
                return self.first("settings/lost-reasons", r"/settings/lost-reasons/\d+")
            case "product":
                return self.add_product()
            case "tax":
                return self.first("settings/taxes", r"/settings/taxes/\d+")
            case "field":
                return self.add_field()
            case "option":
                return self.first(self.add_field().lstrip("/"), r"/settings/field-options/\d+")
            case "task":
                return self.first("tasks", r"/tasks/\d+")
            case "lead" if self.is_full:
                # The one who may be somebody known.
                return self.first("leads?q=wells", r"/leads/\d+")
            case "lead":
                return self.add_lead()
            case "form":
                return self.first("settings/forms", r"/settings/forms/\d+")
            case "form_public":
                page = self.web.get(self.web.path(self.record("form")))
                return re.search(r"/form/\w+", page.html)[0]
            case "word":
                return self.first("settings/leads", r"/settings/leads/\d+")
            case "view":
                return self.first("lists/contacts/views", r"/views/\d+")
            case "bulk":
                return self.change_all()
            case "files":
                return f"/files?about={self.record('contact').rsplit('/', 1)[1]}"
            case "file":
                return self.first(self.record("contact").lstrip("/"), r"/files/\d+")
            case "write":
                return f"/mails/new?about={self.record('contact').rsplit('/', 1)[1]}"
            case "letter":
                return self.first(self.record("contact").lstrip("/"), r"/mails/\d+")
            case "template":
                return self.first("settings/templates", r"/settings/templates/\d+")
            case "unsubscribed":
                page = self.web.get(self.web.path("/settings/unsubscribed"))
                self.web.submit(page, page.form("address"), address="somebody.else@lantern.example")
                return self.first("settings/unsubscribed", r"/settings/unsubscribed/\d+")
            case "person":
                return self.first("settings/people", r"/settings/people/\d+")
            case "team":
                return self.add_team()
            case "invitation":
                return self.invite("somebody.new@lantern.example")
            case "topic":
                return self.first("help", r"/help/[\w-]+")
            case "import":
                return self.bring_in("columns.csv")
            case "checked":
                return self.bring_in("checked.csv", "columns")
            case "done":
                return self.bring_in("done.csv", "columns", "run")
            case "importset":
                return self.bring_set()
        raise KeyError(what)

    def first(self, of, pattern):
        """The first link of that form on a page."""
        page = self.web.get(self.web.path(f"/{of}"))
        found = [link for link in page.links if re.match(rf"/w/{self.slug}{pattern}", link)]
        assert found, f"no {pattern} on {of}: {page.links}"
        return re.match(rf"/w/{self.slug}({pattern})", found[0])[1]

    def bring_in(self, name, *steps):
        """An import that has come that far."""
        lines = "First Name,Last Name,E-mail\nIna,Markova,ina@example.net\nIvo,Markov,ivo@example.net\n,,nothing\n"
        page = self.web.get(self.web.path("/import"))
        page = self.web.submit(page, page.form("kind"), {"file": (name, lines.encode(), "text/csv")}, kind="contact")
        for step in steps:
            form = page.form(action=f"/{step}")
            page = self.web.submit(page, form)
            page = self.web.until_done(page)
        return page.url.path.removeprefix(f"/w/{self.slug}")

    def bring_set(self):
        """Two files that came in together."""
        people = "Person - Name,Person - Email - Work\nIna Markova,ina@example.net\n"
        deals = "Deal - Title,Deal - Contact person,Deal - Stage\nOak counter,Ina Markova,Talks\n"
        page = self.web.get(self.web.path("/import"))
        files = [("file", (name, text.encode(), "text/csv")) for name, text in (("people.csv", people), ("deals.csv", deals))]
        page = self.web.submit(page, page.form("kind"), files)
        return page.url.path.removeprefix(f"/w/{self.slug}")


def unopened(folder, language, name="fresh", environment=None):
    """An installation without a company."""
    kantora = Kantora(folder / f"{name}-{language}" / "data", environment=environment)
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
    """A company in which tasks are done; its letters fall into a folder."""
    issuer, letters = Issuer(), folder / f"letters-{language}"
    environment = {**issuer.configuration(), "KANTORA_MAIL__FOLDER": str(letters), "KANTORA_MAIL__FROM": "office@lantern.example"}
    office = unopened(folder, language, name="busy", environment=environment)
    office.issuer, office.letters = issuer, letters
    office.web.set_up()
    office.say_who_sells()
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
    office.web.post("/account/look", [("language", language)])
    return office
