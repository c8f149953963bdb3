"""What people do: who, which task, where it starts, how it goes, and what is there at the end.

Every task goes the same way in every mode and language: buttons and links are found by their text in the catalogues,
fields by their name. What a task needs beforehand is made over HTTP, under a name of its own.
"""

import dataclasses
import itertools
import re
import typing

from playwright.sync_api import expect

from support.kantora import COMPANY, NAME, PASSWORD

from . import (
    asking, billing, carrying, day, factors, installation, looking, own_fields, people, reporting, selling, talking, work, writing,
)

_numbers = itertools.count(1)


def unique(word):
    """A name that no other task uses."""
    return f"{word}{next(_numbers)}"


def surname():
    """A last name that begins like no other's: the form asks about people who look alike."""
    number, letters = next(_numbers), "bdfgklmnprstvz"
    rest, last = divmod(number, len(letters))
    start = letters[last] + "aeiou"[rest % 5] + letters[rest // 5 % len(letters)] + "aeiou"[rest // 70 % 5]
    return f"{start.capitalize()}dimova"


@dataclasses.dataclass(frozen=True)
class Task:
    who: str
    name: str
    start: str
    steps: typing.Callable
    end: str


def set_up(hand, office):
    hand.open(office.kantora.setup_path())
    hand.fill("company", COMPANY)
    hand.choose("country", "BG")
    hand.fill("name", NAME)
    hand.fill("email", office.email)
    hand.fill("password", PASSWORD)
    hand.press("setup-begin")
    hand.sees(COMPANY)
    hand.sees_text("setup-welcome")


def sign_in(hand, office):
    hand.open("/sign-in")
    hand.fill("email", office.email)
    hand.fill("password", office.password)
    hand.press("sign-in-button")
    hand.is_at("")
    hand.inside("/contacts")
    hand.is_at("/contacts")


def sign_in_elsewhere(hand, office):
    subject = unique("subject")
    office.link(subject)
    hand.open("/sign-in")
    hand.press("sign-in-with")
    at_the_issuer(hand, subject)
    hand.is_at("")
    hand.inside("/contacts")
    hand.is_at("/contacts")


def link_and_unlink_a_service(hand, office):
    hand.open("/account/identities")
    hand.press("identities-link")
    at_the_issuer(hand, unique("subject"))
    hand.sees_text("identities-done")
    hand.press("identities-unlink", hand.page.locator("ul.lines li").last)
    hand.sees_text("identities-unlinked")


def at_the_issuer(hand, subject):
    """Its page is not ours: no catalogue knows its words."""
    hand.page.wait_for_url(re.compile("/oauth2/authorize"))
    hand.fill("sub", subject)
    hand.act_on(hand.page.get_by_role("button"), True)


def refused_sign_in(hand, office):
    hand.open("/sign-in")
    hand.fill("email", f"{unique('nobody')}@example.org")
    hand.fill("password", "not the password")
    hand.press("sign-in-button")
    hand.sees_text("sign-in-refused-text")


def work_instead_of_waiting(hand, office):
    """After five wrong tries the browser works, and the sixth is looked at; without script it has to wait."""
    hand.page.context.set_extra_http_headers({"X-Forwarded-For": f"198.51.100.{next(_numbers)}"})
    email = f"{unique('nobody')}@example.org"
    hand.open("/sign-in")
    for _ in range(6):
        hand.fill("email", email)
        hand.fill("password", "not the password")
        hand.press("sign-in-button")
    hand.sees_text("sign-in-refused-text" if hand.mode.script else "sign-in-limited")


def add_contact(hand, office):
    name = surname()
    hand.inside("/contacts/new")
    hand.fill("first_name", "Ana")
    hand.fill("last_name", name)
    hand.fill("email.0", f"{name}@example.org")
    hand.fill("phone.0", f"+359 88 812 {next(_numbers):04}")
    hand.press_primary("contacts-save")
    hand.is_at(r"/contacts/\d+")
    hand.sees(f"Ana {name}")
    hand.sees(f"{name}@example.org")


def correct_a_refused_form(hand, office):
    name = surname()
    hand.inside("/contacts/new")
    hand.fill("last_name", name)
    hand.fill("email.0", "no address")
    hand.press_primary("contacts-save")
    expect(hand.page).to_have_title(hand.text("form-error-prefix"))
    assert hand.field("last_name").input_value() == name, "what was typed is gone"
    hand.fill("email.0", f"{name}@example.org")
    hand.press_primary("contacts-save")
    hand.sees(name)
    hand.is_at(r"/contacts/\d+")


def edit_contact(hand, office):
    path, new = office.add_contact(unique("Before")), unique("After")
    hand.inside(path)
    hand.follow("contacts-edit")
    hand.fill("last_name", new)
    hand.press_primary("contacts-save")
    hand.is_at(path)
    hand.sees(new)


def meet_a_conflict(hand, office):
    path, mine, theirs = office.add_contact(unique("Shared")), unique("Mine"), unique("Theirs")
    hand.inside(f"{path}/edit")
    office.edit_contact(path, theirs)
    hand.fill("last_name", mine)
    hand.press_primary("contacts-save")
    hand.sees_text("form-stale-title")
    hand.sees(theirs)
    assert hand.field("last_name").input_value() == mine, "what was typed is gone"
    hand.press_primary("contacts-save")
    hand.is_at(path)
    hand.sees(mine)


def see_likely_duplicates(hand, office):
    name = unique("Twin")
    office.add_contact(name)
    hand.inside("/contacts/new")
    hand.fill("last_name", name)
    hand.press_primary("contacts-save")
    hand.sees_text("contacts-likely-title")
    hand.press("contacts-anyway")
    hand.is_at(r"/contacts/\d+")


def write_a_note(hand, office):
    path, words = office.add_contact(unique("Listener")), unique("Called about the order")
    hand.inside(path)
    hand.fill("body", words)
    hand.press_primary("activities-add")
    hand.is_at(path)
    hand.sees(words)


def tag_contact(hand, office):
    path, tag = office.add_contact(unique("Tagged")), unique("fair")
    hand.inside(f"{path}/edit")
    hand.fill("tags", tag)
    hand.press_primary("contacts-save")
    hand.is_at(path)
    hand.sees(tag)


def find_somebody(hand, office):
    name = unique("Kowalczyk")
    path = office.add_contact(name)
    hand.inside("")
    hand.search(name.lower()[:-1] + name[-1])
    hand.sees(name)
    hand.act_on(hand.page.locator(f"main a[href='/w/{hand.slug}{path}']").first, True)
    hand.is_at(path)


def find_in_the_other_alphabet(hand, office):
    name = unique("Желязков")
    office.add_contact(name)
    hand.inside("")
    hand.search("zhelyazkov" + re.sub(r"\D", "", name))
    hand.sees(name)


def change_many(hand, office):
    word, tag = unique("Crowd"), unique("many")
    paths = [office.add_contact(f"{word} {first}") for first in ("One", "Two", "Three")]
    hand.inside(f"/contacts?q={word}")
    for path in paths[:2]:
        hand.tick(hand.page.locator(f"input[name=contact][value^='{path.rsplit('/', 1)[1]}.']"))
    bar = hand.page.locator(".bulk")
    hand.fill("tag", tag, within=bar)
    hand.press("tags-put", within=bar)
    hand.sees_text("contacts-tagged")
    hand.inside(paths[0])
    hand.sees(tag)
    hand.inside(paths[2])
    hand.sees_not(tag)


def trash_and_back(hand, office):
    name = unique("Gone")
    path = office.add_contact(name)
    hand.inside(path)
    hand.press("list-to-trash")
    hand.press("flash-undo")
    hand.inside(path)
    hand.press("list-to-trash")
    hand.sees_text("flash-undo")
    hand.inside("/contacts/trash")
    hand.press("trash-restore", within=hand.page.locator("tr").filter(has_text=name).first)
    hand.inside(path)
    hand.sees(name)
    expect(hand.link("contacts-edit").first).to_be_visible()


def change_settings(hand, office):
    street = unique("Harbour Street ")
    hand.inside("/settings")
    hand.fill("street", street)
    hand.press("settings-save")
    hand.sees_text("settings-saved")
    assert hand.field("street").input_value() == street


def sign_out(hand, office):
    hand.inside("")
    hand.press("frame-sign-out")
    hand.sees_text("sign-in-over")
    hand.open(f"/w/{hand.slug}/contacts")
    expect(hand.field("password")).to_be_visible()


TASKS = [
    Task("nobody yet", "set up", "/setup/:token", set_up, "the owner stands in the new company"),
    Task("guest", "sign in", "/sign-in", sign_in, "the member is at work, and stays signed in"),
    Task("guest", "sign in elsewhere", "/sign-in", sign_in_elsewhere, "the member is at work"),
    Task("guest", "be refused", "/sign-in", refused_sign_in, "the page says so, and not which half was wrong"),
    Task("guest", "work instead of waiting", "/sign-in", work_instead_of_waiting, "the sixth try is looked at"),
    Task("member", "add", "/contacts/new", add_contact, "the record shows what was typed"),
    Task("member", "correct a refused form", "/contacts/new", correct_a_refused_form, "what was typed was kept"),
    Task("member", "edit", "/contacts/:id", edit_contact, "the record shows the change"),
    Task("member", "conflict", "/contacts/:id/edit", meet_a_conflict, "both versions are in sight"),
    Task("member", "see likely duplicates", "/contacts/new", see_likely_duplicates, "added all the same"),
    Task("member", "note", "/contacts/:id", write_a_note, "the note stands in the timeline"),
    Task("member", "log a call", "/calls/new", talking.log_a_call, "two taps, then corrected and taken back"),
    Task("member", "log a meeting", "/calls/:id/edit", talking.log_a_meeting, "held, and taken back"),
    Task("member", "log after a call", "/calls/new", talking.ask_after_a_call, "asked, with the number filled in"),
    Task("member", "file a mail", "/calls/mail", talking.file_a_mail, "read as a page, and there once"),
    Task("member", "follow a deal", "/deals/:id", talking.follow_a_deal, "followed, followed no more"),
    Task("member", "complete a name", "/contacts/:id", talking.complete_a_name, "a colleague is named"),
    Task("member", "lose on the board", "/deals/board", talking.lose_on_the_board, "the page asks why"),
    Task("member", "tag", "/contacts/:id/edit", tag_contact, "the record wears the tag"),
    Task("member", "find", "/", find_somebody, "the record is open"),
    Task("member", "find in the other alphabet", "/", find_in_the_other_alphabet, "the name is found"),
    Task("member", "bulk", "/contacts", change_many, "the chosen ones wear the tag, the others do not"),
    Task("member", "trash and back", "/contacts/:id", trash_and_back, "undone, thrown away again, restored"),
    Task("member", "merge and take apart", "/contacts/:id/merge", work.merge_and_take_apart, "one, then two again"),
    Task("member", "plan and do", "/tasks", work.plan_and_do, "done, taken back, done again"),
    Task("member", "change a task", "/tasks/:id/edit", work.change_a_task, "another title, then removed"),
    Task("owner", "answer and give up", "/leads/:id/disqualify", selling.answer_and_give_up, "given up, taken back"),
    Task("owner", "make a customer", "/leads/:id/convert", selling.make_a_customer, "a company and a deal, taken back"),
    Task("owner", "put aside", "/leads/:id/recycle", selling.put_aside_and_take_up, "at rest, then back"),
    Task("owner", "a day", "/form/:token", day.a_day, "a stranger asks, is answered, and the deal is won"),
    Task("owner", "ask by a form", "/form/:token", asking.ask_by_a_form, "a lead with its message"),
    Task("owner", "filter and keep", "/lists/:list/filter", looking.filter_and_keep, "a view comes and goes"),
    Task("owner", "change all", "/lists/:list/bulk", looking.change_all, "all of a filter, taken back"),
    Task("owner", "sort leads", "/settings/leads", selling.sort_leads, "a source comes, changes and goes"),
    Task("owner", "keep a template", "/settings/templates", writing.keep_a_template, "added, corrected, removed"),
    Task("member", "write a letter", "/mails/new", writing.write_a_letter, "looked over, sent, read again"),
    Task("owner", "note and lift", "/settings/unsubscribed", writing.note_and_lift, "left out, then not"),
    Task("member", "sell", "/deals/new", work.sell, "added, moved, won, taken back"),
    Task("member", "lose and reopen", "/deals/:id/lose", work.lose_and_reopen, "lost for a reason, open again"),
    Task("member", "move on the board", "/deals/board", work.move_on_the_board, "in the next stage, taken back"),
    Task("member", "look ahead", "/deals/forecast", work.look_ahead, "a deal in the forecast"),
    Task("owner", "read a report", "/reports/sales", reporting.read_a_report, "the month, and its file"),
    Task("owner", "see how far deals come", "/reports/stages", reporting.see_how_far_deals_come, "where they stand"),
    Task("owner", "see the day", "/", reporting.see_what_to_do_today, "who waits for an answer"),
    Task("member", "put on hold", "/deals/:id/hold", work.put_on_hold, "resting with a reminder, then not"),
    Task("owner", "shape a pipeline", "/settings/pipelines", work.shape_a_pipeline, "a stage that asks for an amount"),
    Task("owner", "add a product", "/products/new", selling.add_a_product, "two prices, then retired"),
    Task("owner", "say what stands on invoices", "/settings/billing", selling.say_what_stands_on_invoices, "terms, and an account that comes and goes"),
    Task("owner", "say what a customer reads", "/customers/:id", selling.say_what_a_customer_reads, "facts, and a number that was looked up"),
    Task("owner", "issue an invoice", "/invoices/new", billing.issue_an_invoice, "a draft, its number, and a credit note"),
    Task("owner", "send a quote", "/quotes/new", billing.send_a_quote, "a link, and an acceptance with what is optional"),
    Task("owner", "close a VAT period", "/vat/period", billing.close_a_vat_period, "a month that stays as it is"),
    Task("owner", "hand it to the accountant", "/packs", billing.hand_it_to_the_accountant, "a file with every paper"),
    Task("owner", "add a field", "/settings/fields", own_fields.ask_for_more, "filled in, put away, used again"),
    Task("owner", "keep a number once", "/companies/new", own_fields.keep_a_number_once, "a second one is refused"),
    Task("member", "keep a file", "/files/:id/edit", work.keep_a_file, "fetched, renamed, removed, taken back"),
    Task("member", "see the month", "/tasks/month", work.see_the_month, "a task on its day, next month too"),
    Task("member", "do what comes back", "/tasks/new", work.do_what_comes_back, "done, and there again"),
    Task("member", "read a notice", "/notices", work.read_a_notice, "told of a task, and read"),
    Task("member", "mention and follow", "/contacts/:id", work.mention_and_follow, "set off, followed, followed no more"),
    Task("member", "choose what is told", "/account/letters", work.choose_what_is_told, "the choice is saved"),
    Task("member", "import", "/import", carrying.import_a_file, "the people of the file are there"),
    Task("member", "paste rows", "/import", carrying.paste_rows, "the people of the rows are there"),
    Task("member", "choose a sheet", "/import", carrying.choose_a_sheet, "its columns are shown"),
    Task("member", "import a set", "/import", carrying.import_a_set, "its deals are there, and gone after the undo"),
    Task("member", "undo", "/import/:id", carrying.undo_an_import, "the people of the file are gone"),
    Task("member", "export", "/contacts", carrying.export_contacts, "the file holds them"),
    Task("member", "save a card", "/contacts/:id", carrying.save_a_card, "the card holds the name"),
    Task("operator", "make a company", "/operator/workspaces/new", installation.make_company, "the company is made"),
    Task("operator", "invite an owner", "/operator/workspaces/new", installation.make_company_for_a_newcomer, "in it"),
    Task("operator", "suspend", "/operator/workspaces/:id", installation.suspend_and_resume, "nobody enters, then everybody again"),
    Task("operator", "look in", "/operator/workspaces/:id", installation.look_in_as_support, "seen after an owner let them in"),
    Task("operator", "follow letters", "/operator/mail", installation.see_what_became_of_letters, "each with its fate"),
    Task("owner", "look up the domain", "/settings/mail/domain", installation.look_at_the_senders_domain, "what is missing"),
    Task("owner", "let support in", "/settings/support", installation.let_support_in, "they look in, and are shown out"),
    Task("owner", "settings", "/settings", change_settings, "the settings are saved"),
    Task("owner", "set a rate", "/settings/rates", work.set_a_rate, "taken away again"),
    Task("owner", "make a token", "/settings/tokens", work.make_a_token, "a program asks with it, until it is revoked"),
    Task("member", "link and unlink", "/account/identities", link_and_unlink_a_service, "linked, then not"),
    Task("guest", "enrol an app", "/account/factors", factors.enrol_an_app, "in by password and code, used once"),
    Task("guest", "lose the phone", "/sign-in/second", factors.lose_the_phone, "in by a recovery code, then without"),
    Task("owner", "invite a newcomer", "/settings/people/invite", people.come_without_an_account, "in by a new account"),
    Task("owner", "invite an account", "/settings/people/invite", people.come_with_an_account, "in by the account there is"),
    Task("owner", "change a role", "/settings/people/:id", people.change_a_role, "the role is another"),
    Task("owner", "remove and let back", "/settings/people/:id", people.remove_and_let_back, "out, and in again"),
    Task("guest", "forget the password", "/reset", people.forget_the_password, "in by another one"),
    Task("guest", "change the address", "/account/address", people.change_the_address, "in by the new address"),
    Task("guest", "revoke a device", "/account", people.revoke_a_device, "the other device is signed out"),
    Task("guest", "leave", "/w/:slug/leave", people.leave, "works there no more"),
    Task("guest", "close the account", "/account/close", people.close_the_account, "the account opens nothing"),
    Task("member", "sign out", "/", sign_out, "the pages are closed to the browser"),
]
