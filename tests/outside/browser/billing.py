"""How money is asked for."""

import itertools
import zipfile

from playwright.sync_api import expect

_numbers = itertools.count(1)


def add_customer(hand):
    """Somebody to whom papers can go."""
    hand.inside("/companies/new")
    hand.fill("name", f"Quarry {next(_numbers)} Debtors")
    hand.press_primary("companies-save")
    hand.sees_text("customers-by-record")
    hand.follow("customers-change")
    hand.fill("street", "14 Milsom Street")
    hand.fill("city", "Bath")
    hand.fill("postcode", "BA1 1DB")
    hand.choose("country", "GB")
    hand.press_primary("customers-save")
    hand.sees_text("customers-saved")


def issue_an_invoice(hand, office):
    """Drafted for a customer, issued, and half of it taken back."""
    add_customer(hand)
    hand.follow("customers-new-invoice")
    row = hand.page.locator(".item:not(.head)").first
    hand.fill("name", "Advice", row)
    hand.fill("price", "100", row)
    hand.choose("class", row.locator("select[name=class] option").nth(1).get_attribute("value"), row)
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    number = hand.page.locator("h1").inner_text().split()[-1]
    hand.follow("invoices-send-open")
    hand.fill("to", "books@debtors.example")
    hand.press_primary("invoices-send")
    hand.sees_text("invoices-send-done")
    hand.follow("invoices-credit-new")
    hand.fill("reason", "Half was not done")
    hand.fill("price", "50", row)
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    hand.sees_text("invoices-kind-credit-note")
    hand.act_on(hand.page.locator("dl.facts a").filter(has_text=number), True)
    hand.follow("payments-record")
    hand.press_primary("payments-record")
    hand.sees_text("payments-recorded")
    hand.sees_text("invoices-paid")


def send_a_quote(hand, office):
    """Written with something optional, sent, and accepted with it by the customer."""
    add_customer(hand)
    hand.follow("customers-new-quote")
    rows = hand.page.locator(".item:not(.head)")
    for row, name, price in [(rows.nth(0), "Worktop", "100"), (rows.nth(1), "Oil", "10")]:
        hand.fill("name", name, row)
        hand.fill("price", price, row)
        hand.choose("class", row.locator("select[name=class] option").nth(1).get_attribute("value"), row)
    hand.choose("part", "optional", rows.nth(1))
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("quotes-send")
    hand.sees_text("quotes-send-done")
    quote = hand.page.url
    hand.act_on(hand.page.locator("a[href$='/mail']"), True)
    hand.fill("to", "amelia@hartbooks.example")
    hand.press_primary("invoices-send")
    hand.sees_text("invoices-send-done")
    hand.open("/q/" + hand.page.locator("#address").input_value().rsplit("/q/", 1)[1])
    hand.tick(hand.page.locator("input[name=take]"))
    # The customer's page is in the customer's language, whichever ours is.
    hand.act_on(hand.page.locator("button[value=reckon]"), True)
    expect(hand.page.locator("input[name=take]")).to_be_checked()
    hand.fill("name", "Amelia Hart")
    hand.fill("email", "amelia@hartbooks.example")
    hand.tick(hand.page.locator("input[name=agreed]"))
    hand.act_on(hand.page.locator("button[value=accept]"), True)
    hand.sees("Amelia Hart")
    hand.page.goto(quote)
    hand.sees_text("quotes-evidence")
    hand.sees("amelia@hartbooks.example")
    invoice_in_parts(hand, quote)


def invoice_in_parts(hand, quote):
    """A deposit, and then the remainder, which takes it off again."""
    deposit = hand.page.locator("form").filter(has=hand.page.locator("input[name=percent]"))
    hand.fill("percent", "30")
    hand.act_on(deposit.locator("button"), True)
    hand.sees_text("quotes-invoice-done")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    hand.page.goto(quote)
    hand.press_primary("quotes-invoice-rest")
    hand.sees_text("quotes-invoice-done")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    hand.page.goto(quote)
    hand.sees_text("quotes-invoiced")


def close_a_vat_period(hand, office):
    """The first month that is over: its figure opens into its papers, and then it is closed."""
    hand.inside("/invoices")
    hand.follow("invoices-returns")
    hand.activate(hand.page.locator("#open ul.lines a").first)
    period = hand.page.url
    hand.activate(hand.page.locator("dl.figures a").last)
    expect(hand.page.locator("tfoot")).to_be_visible()
    hand.page.goto(period)
    hand.press_primary("returns-close")
    hand.sees_text("returns-closed-done")


def hand_it_to_the_accountant(hand, office):
    """The file of the last quarter is made while one waits; every paper and table is in it."""
    hand.inside("/invoices")
    hand.follow("invoices-packs")
    hand.follow("packs-last-quarter")
    hand.press_primary("packs-start")
    hand.sees_text("packs-started")
    link = hand.page.locator("table.ledger tbody tr").first.locator("a")
    expect(link).to_be_visible(timeout=60_000)
    with hand.page.expect_download() as download:
        hand.activate(link)
    with zipfile.ZipFile(download.value.path()) as pack:
        names = pack.namelist()
        sums = pack.read("SHA256SUMS").decode().splitlines()
    assert {"invoices.csv", "journal.csv", "verify.txt"} <= set(names), names
    assert len(sums) == len(names) - 1, sums
