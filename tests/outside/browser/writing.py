"""What people write to customers, and who wants no more of it."""

import itertools

from support import words

_numbers = itertools.count(1)


def somebody(office):
    """A contact with an address; gives its last name and its path."""
    name = f"Hazeldimova{next(_numbers)}"
    page = office.web.get(office.web.path("/contacts/new"))
    email = f"{name.lower()}@hazel.example"
    page = office.web.submit(page, page.form("last_name"), last_name=name, email=email, anyway="1")
    return name, page.url.path.removeprefix(f"/w/{office.slug}")


def keep_a_template(hand, office):
    """A template comes, is corrected where a field is misspelt, and goes."""
    name = f"Offer {next(_numbers)}"
    hand.inside("/settings")
    hand.follow("settings-templates")
    hand.follow("mails-template-new")
    hand.fill("name", name)
    hand.fill("subject", "Our offer")
    hand.fill("text", "Dear {frist_name},")
    hand.press_primary("mails-template-save")
    hand.sees("{frist_name}")
    hand.fill("text", "Dear {last_name},")
    hand.press_primary("mails-template-save")
    hand.sees_text("mails-template-added")
    hand.act_on(hand.page.locator("ul.lines a").filter(has_text=name), True)
    hand.press("mails-template-remove")
    hand.sees_text("mails-template-removed")


def write_a_letter(hand, office):
    """With a template, looked over, changed, sent, and read again in the timeline."""
    title = f"Walnut {next(_numbers)}"
    page = office.web.get(office.web.path("/settings/templates/new"))
    fields = {"name": title, "subject": "Planks", "text": "Dear {last_name},"}
    office.web.submit(page, page.form("name", "text"), **fields)
    name, path = somebody(office)
    hand.inside(path)
    hand.follow("contacts-write")
    label = hand.page.locator("select[name=template] option").filter(has_text=title).get_attribute("value")
    hand.choose("template", label)
    hand.press("writing-template-take")
    assert hand.field("text").input_value() == "Dear {last_name},"
    hand.fill("text", "Dear {last_name}, the planks are {company}")
    hand.press_primary("writing-preview")
    hand.sees_text("writing-gaps-title")
    hand.press("writing-change")
    assert hand.field("text").input_value() == "Dear {last_name}, the planks are {company}"
    hand.fill("text", "Dear {last_name}, the planks are dry.")
    hand.press_primary("writing-preview")
    hand.sees(f"Dear {name}, the planks are dry.")
    hand.press_primary("writing-send")
    hand.sees_text("writing-sent")
    hand.sees_text("activities-written")
    hand.follow("mails-read")
    hand.sees(f"Dear {name}, the planks are dry.")


def note_and_lift(hand, office):
    """Somebody asked by telephone to be left out; later they want letters again."""
    name, path = somebody(office)
    email = f"{name.lower()}@hazel.example"
    hand.inside("/settings")
    hand.follow("settings-unsubscribed")
    hand.fill("address", email)
    hand.press("mails-unsubscribed-note")
    hand.sees_text("mails-unsubscribed-noted")
    hand.inside(path)
    hand.sees(words.text(hand.language, "mails-unsubscribed"))
    hand.inside("/settings/unsubscribed")
    hand.act_on(hand.page.locator("ul.lines a").first, True)
    hand.fill("why", "They asked for the price list again")
    hand.press("mails-lift")
    hand.sees_text("mails-lifted")
