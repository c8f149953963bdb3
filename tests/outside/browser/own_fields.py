"""What a workspace asks that Kantora does not."""

import itertools
import secrets

_numbers = itertools.count(1)


def add_field(hand, record, kind, label):
    """A field of that kind, from the list of kinds on; stands on its form, not sent yet."""
    hand.inside(f"/settings/fields/new?record={record}")
    hand.follow(f"fields-kind-{kind}")
    hand.fill("label", label)


def key_of(label):
    return label.lower().replace(" ", "_")


def ask_for_more(hand, office):
    """A choice among deals: filled in, shown, put away with its value, used again."""
    label = f"Contract {next(_numbers)}"
    add_field(hand, "deal", "choice", label)
    hand.fill("options", "Fixed\nRetainer")
    hand.press_primary("fields-add")
    hand.sees_text("fields-added")
    hand.sees(label)
    hand.inside("/deals/new")
    hand.fill("name", f"Counter {label}")
    hand.choose(f"field.{key_of(label)}", "Retainer")
    hand.press_primary("deals-save")
    hand.sees_text("deals-added")
    hand.sees("Retainer")
    deal = hand.page.url.split(f"/w/{hand.slug}", 1)[1].split("?")[0]
    hand.inside("/settings/fields")
    hand.act_on(hand.page.locator("ul.lines a").filter(has_text=label), True)
    field = hand.page.url.split(f"/w/{hand.slug}", 1)[1].split("?")[0]
    hand.press("fields-put-away")
    hand.sees_text("fields-put-away-done")
    hand.inside(deal)
    hand.sees_not("Retainer")
    hand.inside(field)
    hand.press("fields-use")
    hand.sees_text("fields-used")
    hand.inside(deal)
    hand.sees("Retainer")


def keep_a_number_once(hand, office):
    """A number that no two companies have: the second is refused at its field, another is taken."""
    label = f"Ledger {next(_numbers)}"
    name = f"field.{key_of(label)}"
    add_field(hand, "company", "text", label)
    hand.tick(hand.page.locator("input[name=unique]"))
    hand.press_primary("fields-add")
    hand.sees_text("fields-added")
    for number in ("L-1", "l-1"):
        hand.inside("/companies/new")
        # Names without anything in common: the form asks about likely ones.
        hand.fill("name", secrets.token_hex(6))
        hand.fill(name, number)
        hand.press_primary("companies-save")
    hand.sees_text("fields-taken")
    hand.fill(name, "L-2")
    hand.press_primary("companies-save")
    hand.sees_text("companies-added")
    hand.sees("L-2")
