"""How somebody who asks for the first time becomes a customer."""

import datetime
import itertools

from support import words

_numbers = itertools.count(1)


def note_a_lead(hand):
    """A new lead of the reader's; gives its name."""
    name = f"Quarry {next(_numbers)} Inns"
    hand.inside("/leads")
    hand.follow("leads-new")
    hand.fill("company", name)
    hand.fill("interest", "Tables for a bar")
    hand.press_primary("leads-save")
    hand.sees_text("leads-added")
    return name


def answer_and_give_up(hand, office):
    name = note_a_lead(hand)
    hand.sees_text("leads-state-assigned")
    hand.follow("activities-log-call")
    hand.press("activities-outcome-reached")
    hand.sees_text("leads-state-working")
    hand.follow("leads-disqualify")
    hand.fill("reason", words.text(hand.language, "leads-reason-budget"))
    hand.press_primary("leads-disqualify")
    hand.sees_text("leads-disqualified")
    hand.sees_text("leads-state-dead")
    hand.press("flash-undo")
    hand.sees_text("leads-state-working")
    hand.sees(name)


def make_a_customer(hand, office):
    """Somebody known by name and address; the deal begins, then all is taken back."""
    name = f"Quarrydimova{next(_numbers)}"
    email = f"{name.lower()}@quarry.example"
    for title in ("Director", "Buyer"):
        hand.inside("/leads")
        hand.follow("leads-new")
        hand.fill("last_name", name)
        hand.fill("email", email)
        hand.fill("job_title", title)
        hand.press_primary("leads-save")
        hand.follow("convert-act")
        if title == "Buyer":
            hand.sees_text("contacts-like-email")
            hand.pick("wins.contact.job_title", "lead")
        hand.press_primary("convert-act")
        hand.sees_text("convert-done")
        hand.sees_text("leads-state-converted")
    hand.press("flash-undo")
    hand.sees_text("leads-state-assigned")


def put_aside_and_take_up(hand, office):
    name = note_a_lead(hand)
    hand.fill("body", "No money before spring")
    hand.press("activities-add")
    hand.follow("leads-recycle")
    until = datetime.date.today() + datetime.timedelta(days=60)
    hand.fill("back_on", until.isoformat())
    hand.press_primary("leads-recycle")
    hand.sees_text("leads-recycled")
    hand.sees_text("leads-state-recycled")
    hand.press("leads-take-up")
    hand.sees_text("leads-taken-up")
    hand.sees(name)


def sort_leads(hand, office):
    """A source of one's own, spelt otherwise, and taken off the list."""
    name = f"Fair {next(_numbers)}"
    hand.inside("/settings")
    hand.follow("settings-leads")
    hand.fill("source", name)
    hand.press("leads-source-add")
    hand.sees_text("leads-label-added")
    hand.act_on(hand.page.locator("ul.lines a").filter(has_text=name), True)
    hand.fill("name", f"{name} in Plovdiv")
    hand.press_primary("leads-label-save")
    hand.sees(f"{name} in Plovdiv")
    hand.act_on(hand.page.locator("ul.lines a").filter(has_text=name), True)
    hand.press("leads-label-remove")
    hand.sees_text("leads-label-removed")
    hand.sees_not(name)


def add_a_product(hand, office):
    """With two prices, and taken out of the list again."""
    name = f"Oak board {next(_numbers)}"
    hand.inside("/products/new")
    hand.fill("name", name)
    for row, (price, currency) in enumerate([("12", "GBP"), ("15", "EUR")]):
        pair = hand.page.locator("fieldset.rows div.pair").nth(row)
        hand.fill("price", price, pair)
        hand.choose("currency", currency, pair)
    hand.press_primary("products-save")
    hand.sees_text("products-added")
    hand.sees(name)
    hand.press("products-retire")
    hand.sees_not(name)
    hand.inside("/products?state=retired")
    hand.sees(name)


def say_what_stands_on_invoices(hand, office):
    """Terms of payment, and a bank account that comes and goes."""
    hand.inside("/settings")
    hand.follow("seller-title")
    hand.choose("terms", "month-end")
    hand.fill("terms_number", "15")
    hand.press_primary("settings-save")
    hand.sees_text("settings-saved")
    hand.follow("seller-account-new")
    hand.fill("bank", "Balkan Bank")
    hand.choose("account_currency", "CHF")
    hand.fill("iban", "CH93 0076 2011 6238 5295 7")
    hand.press_primary("seller-account-add")
    hand.sees_text("seller-account-added")
    line = hand.page.locator("ul.lines li").filter(has_text="CH93 0076 2011 6238 5295 7")
    hand.press("seller-account-remove", line.first)
    hand.sees_text("seller-account-removed")


def say_what_a_customer_reads(hand, office):
    """Facts for papers beside the record, and a VAT number that was looked up."""
    hand.inside("/companies/new")
    hand.fill("name", f"Quarry {next(_numbers)} Buyers")
    hand.press_primary("companies-save")
    hand.sees_text("customers-by-record")
    hand.follow("customers-change")
    hand.fill("street", "1 Rue de la Paix")
    hand.fill("city", "Paris")
    hand.choose("country", "FR")
    hand.fill("vat_number", "FR 40 303 265 045")
    hand.press_primary("customers-save")
    hand.sees_text("customers-saved")
    hand.sees_text("taxes-number-unchecked")
    hand.follow("customers-change")
    hand.pick("result", "valid")
    hand.fill("reason", "VIES")
    hand.press("customers-check-save")
    hand.sees_text("customers-checked")
    hand.sees_text("taxes-number-valid")
