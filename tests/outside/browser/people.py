"""Coming into a company, changing one's place in it, and going; and what belongs to a person alone."""

import itertools
import re
import time
from email import message_from_bytes
from email.policy import default

from support.web import Web

from . import factors

_numbers = itertools.count(1)


def newcomer():
    """An address that nobody has."""
    return f"newcomer{next(_numbers)}@lantern.example"


def link_in_letter(office, email, path):
    """The link that somebody got by mail; the letter is on its way for a moment."""
    begun = time.monotonic()
    while time.monotonic() < begun + 20:
        for file in office.letters.glob("*.eml"):
            letter = message_from_bytes(file.read_bytes(), policy=default)
            found = re.search(rf"{path}[\w-]+", letter.get_body(("plain",)).get_content())
            if found and email in letter["To"]:
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"no letter with {path} came to {email}")


def invite(hand, email):
    hand.inside("/settings/people")
    hand.follow("members-invite")
    hand.fill("email", email)
    hand.pick("role", "bookkeeper")
    hand.press_primary("members-invite-send")
    hand.sees_text("members-sent")
    hand.sees(email)


def come_without_an_account(hand, office):
    email = newcomer()
    invite(hand, email)
    link = link_in_letter(office, email, "/invitation/")
    hand.page.context.clear_cookies()
    hand.open(link)
    hand.fill("name", "Vela Newcomer")
    hand.fill("password", factors.PASSWORD)
    hand.press("members-join")
    hand.sees_text("members-welcome")
    hand.is_at("")


def come_with_an_account(hand, office):
    email = newcomer()
    office.kantora.run("account", "create", email, "--name", "Vela Newcomer", given=f"{factors.PASSWORD}\n")
    invite(hand, email)
    link = link_in_letter(office, email, "/invitation/")
    hand.page.context.clear_cookies()
    hand.open(link)
    hand.follow("members-sign-in")
    hand.fill("email", email)
    hand.fill("password", factors.PASSWORD)
    hand.press("sign-in-button")
    hand.press("members-accept")
    hand.sees_text("members-welcome")
    hand.is_at("")


def look_at(hand, email):
    """Opens the page of somebody who works here."""
    hand.inside("/settings/people")
    hand.act_on(hand.page.locator("ul.lines li").filter(has_text=email).get_by_role("link"), True)
    hand.sees(email)


def change_a_role(hand, office):
    look_at(hand, factors.somebody(office))
    hand.pick("role", "viewer")
    hand.press_primary("members-role-save")
    hand.sees_text("members-role-saved")


def remove_and_let_back(hand, office):
    email = factors.somebody(office)
    look_at(hand, email)
    hand.press("members-remove")
    hand.sees_text("members-removed")
    look_at(hand, email)
    hand.press_primary("members-let-back-button")
    hand.sees_text("members-let-back")


def change_the_address(hand, office):
    factors.give_password(hand, factors.somebody(office))
    email = newcomer()
    hand.open("/account/address")
    hand.fill("email", email)
    hand.fill("password", factors.PASSWORD)
    hand.press_primary("profile-address-ask")
    hand.sees_text("profile-address-asked")
    hand.open(link_in_letter(office, email, "/account/address/"))
    hand.press_primary("profile-address-take")
    hand.sees_text("profile-address-changed")
    hand.page.context.clear_cookies()
    factors.give_password(hand, email)
    hand.is_at("")


def forget_the_password(hand, office):
    email, another = factors.somebody(office), "eleven hungry badgers"
    hand.open("/sign-in")
    hand.follow("sign-in-forgot")
    hand.fill("email", email)
    hand.press("sign-in-reset-ask")
    hand.sees_text("sign-in-reset-asked")
    hand.open(link_in_letter(office, email, "/reset/"))
    hand.fill("password", another)
    hand.press("sign-in-reset-set")
    hand.sees_text("sign-in-reset-done")
    hand.fill("email", email)
    hand.fill("password", another)
    hand.press("sign-in-button")
    hand.is_at("")


def revoke_a_device(hand, office):
    email = factors.somebody(office)
    other = Web(office.kantora, office.language)
    other.sign_in(email, factors.PASSWORD)
    factors.give_password(hand, email)
    hand.open("/account")
    hand.press("accounts-session-end", within=hand.page.locator("main ul.lines"))
    hand.sees_text("accounts-session-ended")
    assert other.get("/account").url.path == "/sign-in"


def leave(hand, office):
    factors.give_password(hand, factors.somebody(office))
    hand.open("/account/data")
    hand.follow("members-leave")
    hand.press("members-leave")
    hand.sees_text("members-left")


def close_the_account(hand, office):
    email = factors.somebody(office)
    factors.give_password(hand, email)
    hand.open("/account/data")
    hand.follow("profile-close-go")
    hand.fill("password", factors.PASSWORD)
    hand.press_primary("profile-close")
    hand.sees_text("profile-closed")
    factors.give_password(hand, email)
    hand.sees_text("sign-in-refused-text")
