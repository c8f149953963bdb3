"""How money is asked for."""

import itertools

from playwright.sync_api import expect

_numbers = itertools.count(1)


def issue_an_invoice(hand, office):
    """Drafted for a customer, issued, and half of it taken back."""
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
    hand.follow("invoices-credit-new")
    hand.fill("reason", "Half was not done")
    hand.fill("price", "50", row)
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    hand.sees_text("invoices-kind-credit-note")
    expect(hand.page.locator("dl.facts a").filter(has_text=number)).to_have_count(1)
