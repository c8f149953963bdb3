"""Second factors, as people set them up, use and lose them."""

import base64
import hashlib
import hmac
import itertools
import re
import struct
import time

from playwright.sync_api import expect

_numbers = itertools.count(1)
PASSWORD = "nine quiet hedgehogs"
# A code lives so many seconds, and typing it takes some.
STEP, HASTE = 30, 3


def code(secret):
    """What an authenticator app shows (RFC 6238); who sees that it is about to end waits for the next one."""
    left = STEP - time.time() % STEP
    if left < HASTE:
        time.sleep(left)
    step = struct.pack(">Q", int(time.time() // STEP))
    digest = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    number = struct.unpack(">I", digest[digest[-1] & 15 :][:4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def somebody(office):
    """A new member, of whom no other task knows; gives the address."""
    email = f"factor{next(_numbers)}@lantern.example"
    words = ["account", "create", email, "--name", "Nora Factor", "--company", office.slug, "--role", "sales"]
    office.kantora.run(*words, given=f"{PASSWORD}\n")
    return email


def give_password(hand, email):
    hand.open("/sign-in")
    hand.fill("email", email)
    hand.fill("password", PASSWORD)
    hand.press("sign-in-button")


def set_up_app(hand):
    """Sets an app up; gives its secret, its first code and the recovery codes."""
    hand.open("/account/factors")
    hand.follow("factors-app-add")
    secret = hand.page.locator("main form code").inner_text()
    first = code(secret)
    hand.fill("code", first)
    hand.press("factors-app-confirm")
    hand.sees_text("factors-codes-title")
    codes = hand.page.locator("main li code").all_inner_texts()
    assert len(codes) == 10, codes
    hand.follow("factors-codes-kept")
    hand.sees_text("factors-on")
    return secret, first, codes


def next_code(secret, last):
    """Waits for the code after the last one, which is never taken twice."""
    while (fresh := code(secret)) == last:
        time.sleep(STEP - time.time() % STEP)
    return fresh


def enrol_an_app(hand, office):
    email = somebody(office)
    give_password(hand, email)
    secret, first, _ = set_up_app(hand)
    hand.page.context.clear_cookies()
    give_password(hand, email)
    hand.sees_text("sign-in-second")
    hand.fill("code", first)
    hand.press("sign-in-button")
    hand.sees_text("factors-code-wrong")
    hand.fill("code", next_code(secret, first))
    hand.press("sign-in-button")
    hand.is_at("")


def lose_the_phone(hand, office):
    email = somebody(office)
    give_password(hand, email)
    _, _, codes = set_up_app(hand)
    hand.page.context.clear_cookies()
    give_password(hand, email)
    hand.fill("code", codes[7])
    hand.press("sign-in-button")
    expect(hand.page).to_have_url(re.compile("/account/factors$"))
    hand.press("factors-remove")
    hand.sees_text("factors-removed")
    hand.page.context.clear_cookies()
    give_password(hand, email)
    hand.is_at("")
