"""What whoever runs the installation does, and how an owner lets them look in."""

import re
import secrets

from support.kantora import PASSWORD
from support.web import Web

from . import people


def word():
    """A name that nobody else uses."""
    return "".join(secrets.choice("abcdefghiklmnoprstuvz") for _ in range(12))


def somebody_elses(office):
    """A company of which this operator is no member: its number, and its owner at work."""
    email, company = f"{word()}@example.org", word().capitalize()
    office.kantora.run("account", "create", email, "--name", "Other Owner", given=f"{PASSWORD}\n")
    office.kantora.run("workspace", "create", company, "--owner", email)
    owner = Web(office.kantora, office.language)
    owner.sign_in(email, PASSWORD)
    return number_of(office.web, owner.slug), owner


def number_of(operator, slug):
    """How the operator's pages count the company."""
    for number in re.findall(r"/operator/workspaces/(\d+)", operator.get("/operator/workspaces").html):
        if f"/w/{slug}<" in operator.get(f"/operator/workspaces/{number}").html:
            return number
    raise KeyError(slug)


def make_company(hand, office):
    hand.open("/operator/workspaces/new")
    hand.fill("company", word().capitalize())
    hand.fill("email", office.email)
    hand.press_primary("operator-create")
    hand.sees_text("operator-created")


def make_company_for_a_newcomer(hand, office):
    email, company = f"{word()}@example.org", word().capitalize()
    hand.open("/operator/workspaces/new")
    hand.fill("company", company)
    hand.fill("email", email)
    hand.press_primary("operator-create")
    hand.sees_text("operator-owner-invited")
    hand.page.context.clear_cookies()
    hand.open(people.link_in_letter(office, email, "/invitation/"))
    hand.fill("name", "New Owner")
    hand.fill("password", PASSWORD)
    hand.press("members-join")
    hand.sees(company)
    hand.sees_text("members-welcome")


def suspend_and_resume(hand, office):
    number, owner = somebody_elses(office)
    hand.open(f"/operator/workspaces/{number}")
    hand.press("operator-suspend")
    hand.sees_text("operator-suspended")
    assert owner.get(owner.path("/contacts")).status == 403
    hand.press("operator-resume")
    hand.sees_text("operator-resumed")
    assert owner.get(owner.path("/contacts")).status == 200


def look_in_as_support(hand, office):
    number, owner = somebody_elses(office)
    hand.open(f"/operator/workspaces/{number}")
    hand.fill("reason", "The import hangs")
    hand.press("operator-ask")
    hand.sees_text("operator-asked")
    page = owner.get(owner.path("/settings/support"))
    owner.submit(page, page.form("hours"), hours="1")
    hand.open(f"/operator/workspaces/{number}")
    hand.follow("operator-enter")
    hand.sees_text("support-banner-you")
    hand.follow("support-banner-leave")
    hand.press("operator-leave")
    hand.sees_text("operator-withdrawn")


def see_what_became_of_letters(hand, office):
    hand.inside("/settings/mail")
    hand.press("email-send-test")
    hand.sees_text("email-test-begun")
    hand.open("/operator/mail")
    hand.sees_text("email-test")
    hand.sees_not(office.email)
    hand.follow("operator-mail-unwell")
    hand.follow("operator-mail-unwell")
    hand.sees_text("email-test")


def look_at_the_senders_domain(hand, office):
    hand.inside("/settings/mail")
    hand.follow("email-domain")
    hand.sees("_dmarc.lantern.example")
    hand.fill("selector", "s1")
    hand.press("email-domain-look")
    hand.sees_text("email-dkim-missing")


def let_support_in(hand, office):
    email = f"{word()}@example.org"
    office.kantora.run("account", "create", email, "--name", "Helper", "--operator", given=f"{PASSWORD}\n")
    helper = Web(office.kantora, office.language)
    page = helper.get("/sign-in")
    helper.submit(page, page.form("email", "password"), email=email, password=PASSWORD)
    number = number_of(helper, office.slug)
    helper.post(f"/operator/workspaces/{number}/ask", [("reason", "You asked about the import")])
    hand.inside("")
    hand.follow("support-banner-answer")
    hand.sees("You asked about the import")
    hand.choose("hours", "1")
    hand.press_primary("support-grant")
    hand.sees_text("support-granted")
    assert helper.get(f"/w/{office.slug}").status == 200
    hand.sees_text("support-banner")
    hand.press("support-show-out")
    hand.sees_text("support-ended")
    assert helper.get(f"/w/{office.slug}").status == 404
