"""How money is asked for."""

from playwright.sync_api import expect


def issue_an_invoice(hand, office):
    """Found by name, drafted, issued, and half of it taken back."""
    hand.inside("/companies/new")
    hand.fill("name", f"Quarry {hand.mode.name} Debtors")
    hand.press_primary("companies-save")
    hand.sees_text("customers-by-record")
    hand.follow("customers-change")
    hand.fill("street", "1 Rue de la Paix")
    hand.fill("city", "Paris")
    hand.choose("country", "FR")
    hand.press_primary("customers-save")
    hand.sees_text("customers-saved")
    hand.follow("customers-new-invoice")
    row = hand.page.locator("fieldset.rows")
    row.locator("input[name=name]").first.fill("Advice")
    row.locator("input[name=price]").first.fill("100")
    row.locator("select[name=class]").first.select_option(index=1)
    hand.choose("currency", "GBP")
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    hand.follow("invoices-credit-new")
    hand.fill("reason", "Half was not done")
    hand.page.locator("input[name=price]").first.fill("50")
    hand.press_primary("invoices-save")
    hand.sees_text("invoices-added")
    hand.press_primary("invoices-issue")
    hand.sees_text("invoices-issued-done")
    expect(hand.page.locator("h1")).to_contain_text("CN-")
