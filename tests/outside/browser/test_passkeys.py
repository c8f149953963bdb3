"""Passkeys, with Chromium's own authenticator instead of a finger. They need script: nothing else can ask a device."""

import re

import pytest
from playwright.sync_api import expect

from support import words

from . import factors
from .hand import MODES, Hand

SCRIPTED = [mode for mode in MODES if mode.script]


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("mode", SCRIPTED, ids=lambda mode: re.sub(r"\W", "-", mode.name))
def test_a_passkey_signs_in_alone_and_proves_anew(visit, offices_of, tmp_path, mode, language):
    office = offices_of("busy", language)
    # A passkey belongs to a name; the port is looked away from on this machine.
    url = office.url.replace("127.0.0.1", "localhost")
    context = visit(url, office.url, **mode.context(language))
    hand = Hand(context.new_page(), language, mode, url, office.slug, tmp_path)
    authenticate(hand.page)
    factors.give_password(hand, factors.somebody(office))

    hand.open("/account/factors")
    hand.fill("name", "Blue key")
    hand.press("factors-passkey-add")
    hand.sees_text("factors-codes-title")
    hand.open("/account/factors")
    hand.sees("Blue key")
    context.clear_cookies()
    hand.open("/sign-in")
    hand.press("factors-passkey-use")
    hand.is_at("")
    hand.open("/account/confirm?next=/account/factors")
    hand.press("factors-passkey-use")
    expect(hand.page).to_have_url(re.compile("/account/factors$"))
    hand.sees_text("factors-used")
    hand.press("factors-remove")
    hand.sees_text("factors-removed")
    hand.sees_not("Blue key")
    context.clear_cookies()
    hand.open("/sign-in")
    hand.press("factors-passkey-use")
    hand.sees_text("sign-in-no-passkey")

    hand.used_no_mouse()


def authenticate(page):
    """A device that holds passkeys and always finds its owner's finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
