"""What came of the work, and what to do today."""

from . import work


def read_a_report(hand, office):
    """A deal that is won stands in the report, and in the file of its table."""
    work.add_deal(hand, "1,200")
    hand.press_primary("deals-win")
    hand.sees_text("deals-won")
    hand.inside("/reports")
    hand.follow("reports-sales")
    hand.sees_text("reports-by-month")
    hand.follow("reports-period-month")
    hand.sees_text("reports-won-share")
    written = hand.download("reports-export").read_text(encoding="utf-8-sig")
    head, *rows = written.splitlines()
    assert hand.text("reports-won-count").search(head) and len(rows) == 1, written


def see_how_far_deals_come(hand, office):
    """From the funnel of a pipeline to the deals that stand in one of its stages now."""
    name = work.add_deal(hand)
    hand.inside("/reports")
    hand.follow("reports-conversion")
    hand.sees_text("reports-of-before")
    hand.inside("/reports/stages")
    hand.act_on(hand.page.locator("td[data-head] a").first, True)
    hand.sees(name)


def see_what_to_do_today(hand, office):
    """A lead that nobody has answered waits on the first page."""
    hand.inside("/leads")
    hand.follow("leads-new")
    hand.fill("company", "Quarry Waiting Rooms")
    hand.press_primary("leads-save")
    hand.inside("")
    hand.sees_text("tasks-to-do")
    hand.sees_text("home-leads")
