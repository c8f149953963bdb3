"""What somebody plans and does, and what a program does for them."""

import itertools
import pathlib

import httpx

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


def change_a_task(hand, office):
    title = f"Order hinges {next(_numbers)}"
    hand.inside("/tasks")
    hand.follow("tasks-new")
    hand.fill("title", title)
    hand.pick("kind", "call")
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
