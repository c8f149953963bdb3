"""How strangers write to a company by a form on the web."""

import itertools

from support import words

_numbers = itertools.count(1)


def ask_by_a_form(hand, office):
    """A form is made and looked at; a visitor fills it in, and the lead is there."""
    number = next(_numbers)
    form, name = f"Formdimova {number}", f"Askdimova{number}"
    ask(hand, make_a_form(hand, form), name, f"{name.lower()}@quarry.example")
    hand.inside("/leads")
    hand.act_on(hand.page.locator(".name a").filter(has_text=name), True)
    hand.sees("Do you fit doors?")
    hand.sees_text("forms-origin")
    hand.sees(form)
    hand.inside("/settings/forms")
    hand.act_on(hand.page.locator("ul.lines a").filter(has_text=form), True)
    hand.press("forms-close")
    hand.sees_text("forms-shut")


def make_a_form(hand, name):
    """As an owner does; gives its address inside the installation."""
    hand.inside("/settings/forms")
    hand.follow("forms-new")
    hand.fill("name", name)
    hand.choose("language", hand.language)
    hand.fill("button", words.text(hand.language, "forms-usual-button"))
    hand.fill("thanks", words.text(hand.language, "forms-usual-thanks"))
    hand.press_primary("forms-save")
    hand.sees_text("forms-made")
    return "/form/" + hand.page.locator("#address").input_value().rsplit("/form/", 1)[1]


def ask(hand, form, name, email):
    """As a visitor of that form."""
    hand.open(form)
    hand.fill("last_name", name)
    hand.fill("email", email)
    hand.fill("message", "Do you fit doors?")
    hand.press_primary("forms-usual-button")
    hand.sees_text("forms-usual-thanks")
