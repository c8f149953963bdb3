"""From a quote to the books: the story of one customer, to the cent, in every mode, both languages and both countries."""

import collections
import csv
import datetime
import decimal
import io
import re
import zipfile

import pytest
from playwright.sync_api import expect

from support import words

from . import offices
from .hand import MODES, Hand

# What the law there wants of the one who sells, and of the one who buys.
SELLERS = {
    "GB": {"currency": "GBP", "registration_number": "04418237", "vat_number": "GB482117009"},
    "BG": {"currency": "EUR", "registration_number": "175074752", "vat_number": "BG175074752"},
}
NAMED = {"GB": {"office": "Registered in England and Wales"}, "BG": {"responsible": "Мира Колева", "maker": "Мира Колева"}}
BUYERS = {"GB": {"postcode": "BA1 1DB"}, "BG": {"company_number": "121880341"}}

# Every mode sees both countries, and so does every language.
RUNS = [
    pytest.param(mode, language, ("GB", "BG")[(place + turn) % 2], id=re.sub(r"\W", "-", f"{mode.name}-{language}"))
    for turn, language in enumerate(words.LANGUAGES)
    for place, mode in enumerate(MODES)
]


@pytest.mark.parametrize("mode, language, country", RUNS)
def test_from_a_quote_to_the_books(visit, tmp_path, mode, language, country):
    office = offices.unopened(tmp_path, language)
    try:
        office.web.set_up(country=country)
        customer = settle_in(office, country)
        context = visit(office.url, **mode.context(language))
        context.add_cookies(office.cookies())
        hand = Hand(context.new_page(), language, mode, office.url, office.slug, tmp_path)
        Story(hand, SELLERS[country]["currency"], customer).tell()
        hand.used_no_mouse()
    finally:
        office.kantora.kill()


def settle_in(office, country):
    """Says who sells there, and who buys; gives the buyer's number."""
    web = office.web
    page = web.get(web.path("/settings"))
    seller = {name: value for name, value in SELLERS[country].items() if name != "currency"}
    web.submit(page, page.form("street"), street="8 Cumberland Basin", city="Bristol", postcode="BS1 6XG", **seller)
    page = web.get(web.path("/settings/billing"))
    web.submit(page, page.form(*NAMED[country]), **NAMED[country])
    page = web.get(web.path("/companies/new"))
    page = web.submit(page, page.form("name"), name="Quarry Debtors")
    number = re.search(r"/companies/(\d+)", page.url.path)[1]
    page = web.get(web.path(f"/customers/{number}"))
    web.submit(
        page, page.form("street"), kind="business", street="14 Milsom Street", city="Bath", country=country, **BUYERS[country],
    )
    return number


def sum_of(text):
    """An amount in either language."""
    return re.compile(r"(?<![\d.,])" + re.escape(text).replace(r"\.", "[.,]"))


class Story:
    """Worked out by hand: a worktop of 100.00 and oil of 10.00 at 20 % are 132.00. 30 % of that is a deposit of 39.60, the
    remainder 92.40. An invoice of 50.00 is 60.00. One transfer of 152.40 pays the remainder and that. 20.00 of the 50.00 are
    credited, which is 24.00, and 10.00 of it paid back."""

    def __init__(self, hand, currency, customer):
        self.hand, self.currency, self.customer = hand, currency, customer
        first = datetime.date.today().replace(day=1)
        self.day = (first - datetime.timedelta(days=1)).isoformat()
        self.month = self.day[:8] + "01"

    def tell(self):
        quote = self.offer()
        self.accept(quote)
        self.invoice_in_parts(quote)
        other = self.invoice("50")
        self.receive()
        self.credit(other)
        self.read_the_account()
        self.close_the_month()
        self.hand_on()

    def line(self, row, name, price):
        self.hand.fill("name", name, row)
        self.hand.fill("price", price, row)
        self.hand.choose("class", row.locator("select[name=class] option").nth(1).get_attribute("value"), row)

    def offer(self):
        hand = self.hand
        hand.inside(f"/quotes/new?customer={self.customer}")
        rows = hand.page.locator(".item:not(.head)")
        self.line(rows.nth(0), "Worktop", "100")
        self.line(rows.nth(1), "Oil", "10")
        hand.choose("part", "optional", rows.nth(1))
        hand.choose("currency", self.currency)
        hand.press_primary("invoices-save")
        hand.sees_text("invoices-added")
        hand.press_primary("quotes-send")
        hand.sees_text("quotes-send-done")
        return hand.page.url

    def accept(self, quote):
        hand = self.hand
        hand.open("/q/" + hand.page.locator("#address").input_value().rsplit("/q/", 1)[1])
        hand.tick(hand.page.locator("input[name=take]"))
        hand.act_on(hand.page.locator("button[value=reckon]"), True)
        expect(hand.page.locator("main")).to_contain_text(sum_of("132.00"))
        hand.fill("name", "Amelia Hart")
        hand.fill("email", "amelia@hartbooks.example")
        hand.tick(hand.page.locator("input[name=agreed]"))
        hand.act_on(hand.page.locator("button[value=accept]"), True)
        hand.page.goto(quote)
        hand.sees_text("quotes-evidence")

    def issue(self):
        """As of the last day of the month before."""
        self.hand.fill("issued_on", self.day)
        self.hand.press_primary("invoices-issue")
        self.hand.sees_text("invoices-issued-done")

    def invoice_in_parts(self, quote):
        hand = self.hand
        deposit = hand.page.locator("form").filter(has=hand.page.locator("input[name=percent]"))
        hand.fill("percent", "30")
        hand.act_on(deposit.locator("button"), True)
        self.issue()
        expect(hand.page.locator("main")).to_contain_text(sum_of("39.60"))
        hand.page.goto(quote)
        hand.press_primary("quotes-invoice-rest")
        self.issue()
        expect(hand.page.locator("main")).to_contain_text(sum_of("92.40"))

    def invoice(self, price):
        hand = self.hand
        hand.inside(f"/invoices/new?customer={self.customer}")
        self.line(hand.page.locator(".item:not(.head)").first, "Fitting", price)
        hand.choose("currency", self.currency)
        hand.press_primary("invoices-save")
        self.issue()
        expect(hand.page.locator("main")).to_contain_text(sum_of("60.00"))
        return hand.page.url

    def receive(self):
        """One line of the bank pays the remainder and the other invoice."""
        hand = self.hand
        numbers = self.numbers()[:2]
        bank = hand.folder / "bank.csv"
        head = "Date,Amount,Currency,Counterparty,Description,Transaction ID\n"
        bank.write_text(head + f"{self.day},152.40,{self.currency},Quarry Debtors,Invoices {' '.join(numbers)},T1\n")
        hand.inside("/statements")
        hand.upload("file", bank)
        hand.press_primary("statements-bring")
        hand.sees_text("statements-brought")
        hand.act_on(hand.page.locator("form[action$='/book'] button"), True)
        hand.inside("/invoices?state=open")
        expect(hand.page.locator("table.ledger tbody tr")).to_have_count(1)

    def numbers(self):
        """Those on the papers, the last one first."""
        self.hand.inside("/invoices")
        return [name.inner_text().split()[0] for name in self.hand.page.locator("table.ledger tbody th.name a").all()]

    def credit(self, invoice):
        """Some is taken back, and a part of that paid back."""
        hand = self.hand
        hand.page.goto(invoice)
        hand.follow("invoices-credit-new")
        row = hand.page.locator(".item:not(.head)").first
        hand.fill("reason", "A corner is missing")
        hand.fill("price", "20", row)
        hand.press_primary("invoices-save")
        self.issue()
        hand.follow("payments-back")
        hand.fill("received_on", self.day)
        hand.fill("amount", "10")
        hand.press_primary("payments-back")
        hand.sees_text("payments-recorded")
        expect(hand.page.locator("main")).to_contain_text(sum_of("14.00"))

    def read_the_account(self):
        """192.00 were asked for and 24.00 credited; 152.40 came and 10.00 went back."""
        hand = self.hand
        hand.inside(f"/companies/{self.customer}")
        hand.act_on(hand.page.locator(f"a[href$='/customers/{self.customer}/statement']"), True)
        hand.fill("from", self.month)
        hand.fill("to", self.day)
        hand.act_on(hand.page.locator("form.bar button").first, True)
        totals = hand.page.locator("dl.totals")
        for amount in ("168.00", "142.40", "25.60"):
            expect(totals).to_contain_text(sum_of(amount))

    def close_the_month(self):
        """22.00 of tax on 110.00, 10.00 on 50.00, and 4.00 on 20.00 taken back."""
        hand = self.hand
        hand.inside("/vat")
        if hand.page.locator("input[name=cadence]").count():
            hand.pick("cadence", "month")
            hand.press("returns-cadence-save")
            hand.sees_text("returns-cadence-set")
        hand.act_on(hand.page.locator(f"a[href$='/vat/period?from={self.month}']"), True)
        period = hand.page.url
        figures = hand.page.locator("dl.figures")
        expect(figures).to_contain_text(sum_of("28.00"))
        expect(figures).to_contain_text(sum_of("140.00"))
        hand.act_on(figures.locator("a").first, True)
        expect(hand.page.locator("table.ledger tbody tr")).to_have_count(4)
        hand.page.goto(period)
        hand.press_primary("returns-close")
        hand.sees_text("returns-closed-done")
        expect(figures).to_contain_text(sum_of("28.00"))

    def hand_on(self):
        """The file for the accountant says the same, and its journal balances."""
        hand = self.hand
        hand.inside("/packs")
        hand.follow("packs-last-month")
        hand.press_primary("packs-start")
        hand.sees_text("packs-started")
        link = hand.page.locator("table.ledger tbody tr").first.locator("a")
        expect(link).to_be_visible(timeout=60_000)
        with hand.page.expect_download() as download:
            hand.activate(link)
        with zipfile.ZipFile(download.value.path()) as pack:
            whole = pack.read("verify.txt").decode()
            journal = list(csv.DictReader(io.StringIO(pack.read("journal.csv").decode("utf-8-sig"))))
            papers = [name for name in pack.namelist() if name.endswith(".pdf")]
        assert len(papers) == 4, papers
        assert whole.count(": 4\n") == 2, whole
        assert accounts(journal) == {"receivable": 2560, "revenue": -14000, "output_vat": -2800, "bank": 14240}


def accounts(journal):
    """What stands on each account in the end, in cents; above zero in debit."""
    sums = collections.Counter()
    for row in journal:
        sums[row["account"]] += decimal.Decimal(row["debit"] or 0) - decimal.Decimal(row["credit"] or 0)
    assert sum(sums.values()) == 0, sums
    return {account: int(sum_ * 100) for account, sum_ in sums.items()}
