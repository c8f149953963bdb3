"""How somebody makes a list show what they need, and changes all of it at once."""

import itertools

_numbers = itertools.count(1)


def add_contact(office, last_name, source):
    page = office.web.get(office.web.path("/contacts/new"))
    office.web.submit(page, page.form("last_name"), last_name=last_name, source=source, anyway="1")


def filter_and_keep(hand, office):
    """Two conditions, columns, a view, a change on top of it, and the view is gone."""
    source = f"Fairground {next(_numbers)}"
    add_contact(office, f"Quarrykeep{next(_numbers)}", source)
    hand.inside("/contacts")
    hand.follow("views-conditions")
    hand.choose("new", "source")
    hand.press("views-add")
    hand.fill("value", source)
    hand.press_primary("views-show")
    hand.sees(source)
    hand.inside(f"/lists/contacts/save?where=source.contains.{source.replace(' ', '+')}&cols=source,owner")
    hand.fill("name", source)
    hand.press_primary("views-save")
    hand.sees_text("views-saved")
    hand.follow("views-conditions")
    hand.choose("new", "owner")
    hand.press("views-add")
    hand.press_primary("views-show")
    hand.sees_text("views-value-missing")
    hand.inside("/lists/contacts/views")
    hand.sees(source)
    hand.act_on(hand.page.locator("ul.lines li").filter(has_text=source).locator("a[href*='/views/']"), True)
    hand.press("views-remove")
    hand.sees_text("views-removed")
    hand.sees_not(source)


def change_all(hand, office):
    """A tag on every record of a filter, done by a job, and taken back."""
    number = next(_numbers)
    source = f"Harbour {number}"
    for at in range(2):
        add_contact(office, f"Quarryall{number}{'ab'[at]}", source)
    hand.inside(f"/lists/contacts/bulk?source={source.replace(' ', '+')}")
    hand.pick("verb", "tag")
    hand.fill("to_tag", f"dock {number}")
    hand.press_primary("bulk-begin")
    hand.waits_for("bulk-done")
    hand.press("bulk-undo")
    hand.waits_for("bulk-undone")
