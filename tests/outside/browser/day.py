"""A working day: from a stranger's question to a deal that is won."""

import itertools

from playwright.sync_api import expect

from support.kantora import NAME

from .asking import ask, make_a_form

_numbers = itertools.count(1)


def a_day(hand, office):
    name = f"Daydimova{next(_numbers)}"
    email = f"{name.lower()}@day.example"
    page = office.web.get(office.web.path("/contacts/new"))
    office.web.submit(page, page.form("last_name"), last_name=name, email=email, anyway="1")
    title = f"Thanks {name}"
    page = office.web.get(office.web.path("/settings/templates/new"))
    office.web.submit(page, page.form("name", "text"), name=title, subject="Your doors", text="Dear {last_name},")

    ask(hand, make_a_form(hand, f"Form of {name}"), name, email)
    take(hand, name)
    convert(hand)
    hand.follow("contacts-write")
    write(hand, name, title)
    call(hand)
    path = go_to_the_deal(hand, name)
    move(hand, path, name)
    plan(hand, path)
    keep(hand, path, name)
    mention(hand, path)
    hand.press_primary("deals-win")
    hand.sees_text("deals-won")


def take(hand, name):
    """The lead gets somebody who answers it."""
    hand.inside("/leads")
    hand.act_on(hand.page.locator(".name a").filter(has_text=name), True)
    hand.sees("Do you fit doors?")
    hand.follow("leads-edit")
    owner = hand.field("owner").locator("option").filter(has_text=NAME).get_attribute("value")
    hand.choose("owner", owner)
    hand.press_primary("leads-save")
    hand.sees_text("leads-state-assigned")


def convert(hand):
    """Into the contact whom the address tells, with a deal."""
    hand.follow("convert-act")
    hand.sees_text("contacts-like-email")
    hand.pick("deal", "new")
    hand.fill("name", "Six doors")
    hand.fill("amount", "4,200")
    hand.press_primary("convert-act")
    hand.sees_text("convert-done")
    hand.act_on(hand.page.locator("main a[href*='/contacts/']").first, True)


def write(hand, name, title):
    template = hand.page.locator("select[name=template] option").filter(has_text=title).get_attribute("value")
    hand.choose("template", template)
    hand.press("writing-template-take")
    hand.press_primary("writing-preview")
    hand.sees(f"Dear {name},")
    hand.press_primary("writing-send")
    hand.sees_text("writing-sent")


def call(hand):
    hand.follow("activities-log-call")
    hand.press("activities-outcome-reached")
    hand.sees_text("activities-did-reach")


def go_to_the_deal(hand, name):
    """From the contact; gives its path inside the workspace."""
    hand.sees(name)
    hand.act_on(hand.page.locator("main a[href*='/deals/']").filter(has_text="Six doors").first, True)
    return hand.page.url.split(f"/w/{hand.slug}")[1].split("?")[0].split("#")[0]


def move(hand, path, name):
    """On the board into the next column; the record tells."""
    number = path.rsplit("/", 1)[1]
    hand.inside("/deals/board")
    card = hand.page.locator(f".card:has(a[href$='/deals/{number}'])")
    second = hand.page.locator(".stage").nth(1)
    stage = second.get_attribute("data-stage")
    card.scroll_into_view_if_needed()
    if hand.mode.script:
        hand.act_on(card.locator("a.move"), False)
        hand.act_on(hand.page.locator(f":popover-open [data-goal='{stage}']"), False)
    else:
        hand.act_on(card.locator("a.move"), True)
        hand.act_on(hand.page.locator(f"form:has(input[name=stage][value='{stage}']) button"), True)
    expect(second.locator(f".card:has(a[href$='/deals/{number}'])")).to_have_count(1)
    hand.inside(path)


def plan(hand, path):
    """A task about the deal, with a reminder."""
    number = path.rsplit("/", 1)[1]
    hand.inside(f"/tasks/new?about={number}")
    hand.fill("title", f"Measure for {number}")
    hand.fill("due_on", "2099-01-05")
    hand.choose("remind", "1_day")
    hand.press_primary("tasks-save")
    hand.inside(path)
    hand.sees(f"Measure for {number}")


def keep(hand, path, name):
    drawing = hand.folder / f"doors of {name}.txt"
    drawing.write_text("Six doors, oak")
    hand.upload("file", drawing)
    hand.press("files-add", hand.page.locator("form[enctype]"))
    hand.sees(drawing.name)


def mention(hand, path):
    hand.inside(path)
    hand.fill("body", f"@{NAME} they take the oak")
    hand.press_primary("activities-add")
    expect(hand.page.locator(".said .tag").filter(has_text=f"@{NAME}")).to_be_visible()
