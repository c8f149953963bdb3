"""How a conversation with a customer is kept."""

import itertools

from playwright.sync_api import expect

from .selling import note_a_lead
from .work import add_deal

_numbers = itertools.count(1)


def log_a_call(hand, office):
    """Two taps: the way to the form, and how it went. Then with a follow-up, corrected, and taken back."""
    path = office.add_contact(f"Caller{next(_numbers)}")
    hand.inside(path)
    hand.follow("activities-log-call")
    hand.press("activities-outcome-not-reached")
    hand.is_at(path)
    hand.sees_text("activities-did-not-reach")
    hand.follow("activities-log-call")
    hand.fill("body", "Wants the counter in ash")
    hand.fill("minutes", "12")
    hand.choose("follow_up", "week")
    hand.press("activities-outcome-reached")
    hand.sees_text("calls-logged")
    hand.sees("Wants the counter in ash")
    expect(hand.page.locator("ul.tasks li")).to_have_count(1)
    line = hand.page.locator(".timeline li").filter(has_text="Wants the counter in ash")
    hand.act_on(line.locator("a[href$='/edit']"), True)
    hand.choose("outcome", "left_message")
    hand.press_primary("activities-save")
    hand.sees_text("activities-did-leave-message")
    hand.press("flash-undo")
    hand.sees_text("activities-did-reach")


def log_a_meeting(hand, office):
    path = office.add_contact(f"Guest{next(_numbers)}")
    hand.inside(path)
    hand.follow("activities-log-meeting")
    hand.press("activities-outcome-held")
    hand.sees_text("activities-did-meet")
    hand.press("flash-undo")
    hand.is_at(path)
    expect(hand.page.locator(".timeline a[href*='/calls/']")).to_have_count(0)


def ask_after_a_call(hand, office):
    """Whoever comes back from a call is asked to log it; without script the way stands beside the number."""
    number = next(_numbers)
    dialled = f"+44117496{number:04}"
    page = office.web.get(office.web.path("/contacts/new"))
    typed = {"last_name": f"Dialled{number}", "phone.0": dialled, "anyway": "1"}
    page = office.web.submit(page, page.form("last_name"), **typed)
    hand.inside(page.url.path.removeprefix(f"/w/{hand.slug}"))
    if hand.mode.script:
        link = hand.page.locator("dl.facts a[href^='tel:']")
        hand.page.evaluate("addEventListener('click', (event) => event.target.closest('[href^=tel]') && event.preventDefault())")
        hand.act_on(link, False)
        hand.page.evaluate("dispatchEvent(new Event('focus'))")
        hand.sees_text("activities-log-this")
        hand.act_on(hand.page.locator("#called a"), True)
    else:
        hand.act_on(hand.page.locator("dl.facts a[href*='/calls/new']"), True)
    expect(hand.page.locator("input[name=phone]")).to_have_value(dialled)
    hand.press("activities-outcome-reached")
    hand.sees(dialled)


def file_a_mail(hand, office):
    """As a file, read as a page, then the same again: it is there once."""
    number = next(_numbers)
    path, letter = office.add_contact(f"Writer{number}"), hand.folder / f"mail{number}.eml"
    letter.write_text(
        f"From: Nora Quill <nora{number}@quill.example>\nSubject: Brass hinges {number}\n"
        f"Message-ID: <{number}.{hand.mode.name}.{hand.language}@quill.example>\n\nSix pairs, please.\n"
    )
    for said in ("calls-mail-filed", "calls-mail-known"):
        hand.inside(path)
        hand.follow("activities-file-mail")
        hand.upload("file", letter)
        hand.press_primary("calls-mail-act")
        hand.sees_text(said)
    hand.sees("Six pairs, please.")
    hand.follow("activities-open-mail")
    hand.sees(f"Brass hinges {number}")
    hand.sees(f"nora{number}@")


def follow_a_deal(hand, office):
    """And a lead; whoever follows stands among the facts."""
    for begin in (add_deal, note_a_lead):
        begin(hand)
        hand.press("followers-follow")
        hand.sees_text("followers-followed")
        hand.press("followers-unfollow")
        hand.sees_text("followers-unfollowed")


def complete_a_name(hand, office):
    """With script a colleague is offered after @, and taken with Enter; without it the name is typed."""
    hand.inside(office.add_contact(f"Named{next(_numbers)}"))
    name = hand.page.locator("#colleagues option").first.get_attribute("value")
    field = hand.page.locator("textarea[name=body]")
    if hand.mode.script:
        hand.fill("body", f"@{name[:3]}")
        expect(hand.page.get_by_role("option", name=name)).to_be_visible()
        field.press("Enter")
        expect(field).to_have_value(f"@{name} ")
    else:
        hand.fill("body", f"@{name} ")
    hand.press_primary("activities-add")
    expect(hand.page.locator(".said .tag").filter(has_text=f"@{name}")).to_be_visible()


def lose_on_the_board(hand, office):
    """A card dropped on the foot of the window asks why; without script, and by keys, the page behind its dots leads there."""
    card = hand.page.locator(".card[data-version]").filter(has_text=add_deal(hand))
    hand.inside("/deals/board")
    card.scroll_into_view_if_needed()
    if hand.mode.script and not hand.mode.keyboard and hand.mode.width > 640:
        box = card.bounding_box()
        hand.page.mouse.move(box["x"] + 20, box["y"] + 20)
        hand.page.mouse.down()
        hand.page.mouse.move(box["x"] + 40, box["y"] + 60, steps=4)
        foot = hand.page.locator(".lost").bounding_box()
        with hand.page.expect_navigation(wait_until="load"):
            hand.page.mouse.move(foot["x"] + foot["width"] / 2, foot["y"] + foot["height"] / 2, steps=4)
            hand.page.mouse.up()
    elif hand.mode.script:
        hand.act_on(card.locator("a.move"), False)
        hand.act_on(hand.page.locator(":popover-open [data-lose]"), True)
    else:
        hand.act_on(card.locator("a.move"), True)
        hand.act_on(hand.page.locator("main a[href$='/lose']"), True)
    hand.is_at(r"/deals/\d+/lose")
