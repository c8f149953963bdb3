"""What somebody plans and does, and what a program does for them."""

import itertools
import pathlib
import re

import httpx
from playwright.sync_api import expect

from support.kantora import NAME
from support.web import Web

from . import factors

_numbers = itertools.count(1)


def plan_and_do(hand, office):
    """On the page of a contact; done there, taken back, done in the agenda."""
    record, title = office.add_contact(f"Task{next(_numbers)}"), f"Measure shop {next(_numbers)}"
    hand.inside(record)
    hand.fill("title", title)
    hand.press("tasks-add", hand.page.locator("main form.bar"))
    hand.sees_text("tasks-added")
    hand.act_on(hand.page.locator("ul.tasks li").filter(has_text=title).get_by_role("button"), True)
    hand.sees_text("tasks-finished")
    hand.press("flash-undo")
    hand.inside("/tasks")
    hand.act_on(hand.page.locator("ul.tasks li").filter(has_text=title).get_by_role("button"), True)
    hand.sees_text("tasks-finished")
    hand.inside("/tasks/done")
    hand.sees(title)


def see_the_month(hand, office):
    """A task stands on its day; the next month is one step away."""
    title = f"Deliver {next(_numbers)}"
    hand.inside("/tasks/new?due_on=2098-12-31")
    hand.fill("title", title)
    hand.press_primary("tasks-save")
    hand.inside("/tasks")
    hand.follow("tasks-month")
    hand.inside("/tasks/month?month=2098-11")
    hand.follow("tasks-month-after")
    expect(hand.page.locator("table.month td").filter(has_text=title)).to_be_visible()
    hand.act_on(hand.page.locator("table.month li a").filter(has_text=title), True)
    hand.sees(title)


def do_what_comes_back(hand, office):
    """Done, and there again a week later."""
    title = f"Sweep {next(_numbers)}"
    hand.inside("/tasks/new")
    hand.fill("title", title)
    hand.fill("due_on", "2099-01-05")
    hand.choose("repeat", "week")
    hand.press_primary("tasks-save")
    line = hand.page.locator("ul.tasks li").filter(has_text=title)
    hand.act_on(line.get_by_role("button"), True)
    hand.sees_text("tasks-finished")
    expect(line.locator("time[datetime='2099-01-12']")).to_be_visible()


def change_a_task(hand, office):
    title = f"Order hinges {next(_numbers)}"
    hand.inside("/tasks")
    hand.follow("tasks-new")
    hand.fill("title", title)
    hand.pick("kind", "call")
    hand.fill("due_on", "2099-01-05")
    hand.choose("remind", "1_day")
    hand.press_primary("tasks-save")
    hand.act_on(hand.page.locator("ul.tasks a").filter(has_text=title), True)
    hand.follow("tasks-edit")
    hand.fill("title", f"{title} of brass")
    hand.press_primary("tasks-save")
    hand.sees_text("tasks-saved")
    hand.sees(f"{title} of brass")
    hand.press("tasks-remove")
    hand.sees_text("tasks-removed")
    hand.sees_not(title)


def move_on_the_board(hand, office):
    """By the page behind the dots, with script by the menu in their place; taken back."""
    name = add_deal(hand)
    hand.inside("/deals/board")
    card = hand.page.locator(".card").filter(has_text=name)
    second = hand.page.locator(".stage").nth(1)
    stage = second.get_attribute("data-stage")
    if hand.mode.script:
        card.scroll_into_view_if_needed()
        hand.act_on(card.locator("a.move"), False)
        hand.act_on(hand.page.locator(f":popover-open [data-goal='{stage}']"), False)
    else:
        hand.act_on(card.locator("a.move"), True)
        hand.act_on(hand.page.locator(f"form:has(input[name=stage][value='{stage}']) button"), True)
    hand.sees(name)
    expect(second.locator(".card").filter(has_text=name)).to_have_count(1)
    hand.press("flash-undo")
    expect(hand.page.locator(".stage").first.locator(".card").filter(has_text=name)).to_have_count(1)


def look_ahead(hand, office):
    """What has no day yet stands in a line of its own."""
    add_deal(hand, "1,200")
    hand.inside("/deals/board")
    hand.follow("board-forecast")
    hand.sees_text("board-no-day")


def set_a_rate(hand, office):
    hand.inside("/settings/rates")
    hand.choose("currency", "USD")
    hand.fill("rate", "1.25")
    hand.press("rates-set")
    hand.sees_text("rates-set-done")
    hand.press("rates-remove", hand.page.locator("ul.lines li").filter(has_text="USD").first)
    hand.sees_text("rates-removed")


def add_deal(hand, amount="12,500"):
    """A deal by the form; gives its name. The hand is on its page then."""
    name = f"Counter {next(_numbers)} of oak"  # what stands behind it, as 12 500 €, never makes it another's number
    hand.inside("/deals/new")
    hand.fill("name", name)
    hand.fill("amount", amount)
    hand.press_primary("deals-save")
    hand.sees_text("deals-added")
    return name


def sell(hand, office):
    """Along the stages by their buttons; won, taken back, in the list."""
    name = add_deal(hand)
    hand.sees({"en": "12,500", "bg": "12 500"}[hand.language])
    hand.act_on(hand.page.locator("main ol button").first, True)
    hand.sees_text("deals-moved")
    hand.press_primary("deals-win")
    hand.sees_text("deals-won")
    hand.press("flash-undo")
    hand.inside(f"/deals?q={name.replace(' ', '+')}")
    hand.sees(name)


def lose_and_reopen(hand, office):
    name = add_deal(hand)
    hand.follow("deals-lose")
    hand.pick("reason", hand.page.locator("input[name=reason]").first.get_attribute("value"))
    hand.press_primary("deals-lose")
    hand.sees_text("deals-lost")
    hand.press("deals-reopen")
    hand.sees_text("deals-reopened")
    hand.sees(name)


def put_on_hold(hand, office):
    name = add_deal(hand)
    path = hand.page.url.split(f"/w/{hand.slug}")[1].split("?")[0]
    hand.inside(f"{path}/hold")
    hand.fill("until", "2126-01-01")
    hand.press_primary("deals-hold")
    hand.sees_text("deals-held")
    hand.inside(f"/deals?state=held&q={name.replace(' ', '+')}")
    hand.sees(name)
    hand.inside(path)
    hand.press("deals-resume")
    hand.sees_text("deals-resumed")


def shape_a_pipeline(hand, office):
    """A pipeline with a stage that no deal enters without what it is worth."""
    name, stage = f"Fairs {next(_numbers)}", f"Measured {next(_numbers)}"
    hand.inside("/settings/pipelines")
    hand.fill("name", name)
    hand.press_primary("deals-pipeline-add")
    hand.sees_text("deals-pipeline-added")
    hand.follow("deals-stage-new")
    hand.fill("name", stage)
    hand.fill("probability", "40")
    hand.tick(hand.page.locator("input[name=need][value=amount]"))
    hand.press_primary("deals-stage-save")
    hand.sees_text("deals-stage-added")
    hand.sees(stage)
    hand.press("deals-put-away")
    hand.sees_text("deals-pipeline-put-away")


def keep_a_file(hand, office):
    """One that is taken, fetched, renamed, removed and taken back; and one that is not."""
    record, name = office.add_contact(f"File{next(_numbers)}"), f"offer {next(_numbers)}.txt"
    offer, logo = hand.folder / name, hand.folder / "logo.svg"
    offer.write_text("Two tables")
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    hand.inside(record)
    hand.upload("file", logo)
    hand.press("files-add", hand.page.locator("form[enctype]"))
    hand.sees_text("files-refused-svg")
    hand.upload("file", offer)
    hand.press("files-add", hand.page.locator("form[enctype]"))
    hand.sees(name)
    link = hand.page.locator("ul.files a").filter(has_text=name).first
    with hand.page.expect_download() as download:
        hand.activate(link)
    assert download.value.suggested_filename == name
    assert pathlib.Path(download.value.path()).read_text() == "Two tables"
    hand.follow("files-rename")
    hand.fill("name", f"final {name}")
    hand.press_primary("files-save")
    hand.sees(f"final {name}")
    hand.press("files-remove")
    hand.sees_text("files-removed")
    hand.press("flash-undo")
    hand.sees(f"final {name}")


def merge_and_take_apart(hand, office):
    """From the page of one of them; the other is found by its name, and its address leads to the one that stays."""
    number = next(_numbers)
    kept, gone = f"Onefold{number}", f"Twofold{number}"
    kept_path, gone_path = office.add_contact(kept), office.add_contact(gone)
    hand.inside(kept_path)
    hand.follow("merge-with")
    hand.fill("q", gone, hand.page.locator("main"))
    hand.press("search-find", hand.page.locator("main"))
    hand.act_on(hand.page.locator("main ul.lines a").filter(has_text=gone), True)
    hand.pick("take.last_name", gone_path.rsplit("/", 1)[1])
    hand.press_primary("merge-do")
    hand.sees_text("merge-done")
    hand.is_at(kept_path)
    hand.inside(gone_path)
    hand.is_at(kept_path)
    hand.sees_text("error-merged-here")
    hand.press("merge-apart")
    hand.inside(gone_path)
    hand.is_at(gone_path)
    hand.inside(kept_path)
    hand.sees(kept)


def colleague(office):
    """Somebody else at work."""
    web = Web(office.kantora, office.language)
    web.sign_in(factors.somebody(office), factors.PASSWORD)
    return web


def give(office, title):
    """A colleague gives whoever sits at the browser something to do."""
    web = colleague(office)
    page = web.get(web.path("/tasks/new"))
    mine = re.search(rf'<option value="(\d+)"[^>]*>{NAME}', page.html)[1]
    web.submit(page, page.form("title", "assignee"), title=title, assignee=mine)


def read_a_notice(hand, office):
    """The bell leads to it; the button before it lays it aside."""
    title = f"Count chairs {next(_numbers)}"
    give(office, title)
    hand.inside("/tasks")
    hand.act_on(hand.page.locator("a.bell"), True)
    hand.act_on(hand.page.locator("section[aria-labelledby=unread] li").filter(has_text=title).get_by_role("button"), True)
    expect(hand.page.locator("section[aria-labelledby=read] li").filter(has_text=title)).to_be_visible()


def mention_and_follow(hand, office):
    """A name in a note is set off; whoever follows the record is told of the next one, until they stop."""
    hand.inside(office.add_contact(f"Mention{next(_numbers)}"))
    hand.fill("body", f"@{NAME} measures on Friday")
    hand.press_primary("activities-add")
    hand.sees_text("activities-added")
    expect(hand.page.locator(".said .tag").filter(has_text=f"@{NAME}")).to_be_visible()
    hand.press("followers-follow")
    hand.sees_text("followers-followed")
    hand.press("followers-unfollow")
    hand.sees_text("followers-unfollowed")


def choose_what_is_told(hand, office):
    hand.inside("/notices")
    hand.follow("notices-choose")
    hand.choose("assigned", "bell")
    hand.press_primary("profile-letters-save")
    hand.sees_text("profile-letters-saved")


def make_a_token(hand, office):
    """And a program that asks with it, until it is revoked."""
    name = f"program{next(_numbers)}"
    hand.inside("/settings")
    hand.follow("settings-tokens")
    hand.follow("tokens-new")
    hand.fill("name", name)
    hand.tick(hand.page.locator("input[name=grant][value='customers:write']"))
    hand.press_primary("tokens-make")
    hand.sees_text("tokens-copy-now")
    secret = hand.page.locator("#secret").input_value()
    assert add_by_program(office, secret, name) == 201
    hand.follow("tokens-done")
    hand.press("tokens-revoke", hand.page.locator("ul.lines li").filter(has_text=name))
    hand.sees_text("tokens-revoked")
    assert add_by_program(office, secret, name) == 401


def add_by_program(office, secret, name):
    """Adds a company as a program does; gives the status of the answer."""
    head = {"Authorization": f"Bearer {secret}", "Idempotency-Key": f"{name}-{next(_numbers)}"}
    return httpx.post(f"{office.url}/api/v1/companies", json={"name": name}, headers=head).status_code
