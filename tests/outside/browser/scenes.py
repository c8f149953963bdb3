"""What pages look like in the middle of things: on paper, enlarged, with a menu open, after a mistake."""

import pathlib
import tempfile

from support.web import Web

from . import offices

WIDE = {"width": 1280, "height": 800}
# The size at which a window of 1280 px shows at 400 %.
ENLARGED = {"width": 320, "height": 256}


def play(browser, office, camera):
    """Plays every scene in a full office; the camera takes the pictures."""
    for scene in (on_paper, forced_colours, enlarged, dense, palette, keys, chosen_rows, filters, menu, conflict, undo_notice):
        with Stage(browser, office) as page:
            scene(page, office, camera)
    viewer(browser, office, camera)
    set_up(browser, office.language, camera)


class Stage:
    """A page of somebody signed in; what is open on it goes when the scene is over."""

    def __init__(self, browser, office, cookies=None):
        locale = offices.LOCALES[office.language]
        self.context = browser.new_context(viewport=WIDE, color_scheme="light", locale=locale, reduced_motion="reduce")
        self.context.add_cookies(office.cookies() if cookies is None else cookies)

    def __enter__(self):
        return self.context.new_page()

    def __exit__(self, *_):
        self.context.close()


def inside(page, office, path):
    page.goto(f"{office.url}/w/{office.slug}{path}")


def everything(office):
    return {"contacts": "/contacts", "contact": office.record("contact"), "company": office.record("company")}.items()


def on_paper(page, office, camera):
    page.emulate_media(media="print")
    for name, path in everything(office):
        inside(page, office, path)
        camera.page(page, f"print-{name}")


def forced_colours(page, office, camera):
    page.emulate_media(forced_colors="active")
    for name, path in everything(office):
        inside(page, office, path)
        camera.page(page, f"forced-{name}")


def enlarged(page, office, camera):
    page.set_viewport_size(ENLARGED)
    for name, path in {"contacts": "/contacts", "contact": office.record("contact"), "contact-new": "/contacts/new"}.items():
        inside(page, office, path)
        camera.page(page, f"enlarged-{name}")


def dense(page, office, camera):
    inside(page, office, "/contacts")
    page.evaluate("document.documentElement.dataset.density = 'compact'")
    camera.window(page, "compact-contacts")


def palette(page, office, camera):
    inside(page, office, "/contacts")
    page.keyboard.press("Control+k")
    page.keyboard.type("hart")
    page.locator(".palette .found a[aria-selected]").first.wait_for()
    page.wait_for_load_state("networkidle")
    camera.window(page, "palette")


def keys(page, office, camera):
    inside(page, office, "/contacts")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    camera.window(page, "keys")


def chosen_rows(page, office, camera):
    inside(page, office, "/contacts")
    for place in range(3):
        page.locator("tbody .pick input").nth(place).check()
    camera.window(page, "chosen")


def filters(page, office, camera):
    inside(page, office, "/contacts")
    page.locator("[popovertarget=filters]").click()
    camera.window(page, "filters")


def menu(page, office, camera):
    inside(page, office, office.record("contact"))
    page.locator("[popovertarget=record-menu]").click()
    camera.window(page, "menu")


def conflict(page, office, camera):
    path = office.add_contact("Conflict")
    inside(page, office, f"{path}/edit")
    office.edit_contact(path, "Theirs")
    page.locator("[name=last_name]").fill("Mine")
    page.locator("main form button.primary").first.click()
    page.locator(".clash").wait_for()
    camera.page(page, "conflict")


def undo_notice(page, office, camera):
    inside(page, office, office.add_contact("Gone"))
    page.locator("[popovertarget=record-menu]").click()
    page.locator("#record-menu button.grave").click()
    page.locator(".notice").wait_for()
    camera.window(page, "undo")


def viewer(browser, office, camera):
    """The home and a record of somebody who may only look."""
    web = Web(office.kantora, office.language)
    web.sign_in("nora@rilajoinery.example", office.password)
    web.post("/account/look", [("language", office.language)])
    cookies = [
        {"name": name, "value": value, "url": office.url.replace("http:", "https:"), "secure": True, "httpOnly": True}
        for name, value in web.cookies.items()
    ]
    with Stage(browser, office, cookies) as page:
        for name, path in {"home": "", "contacts": "/contacts", "contact": office.record("contact")}.items():
            inside(page, office, path)
            camera.page(page, f"viewer-{name}")


def set_up(browser, language, camera):
    with tempfile.TemporaryDirectory(prefix="kantora-tour-") as folder:
        office = offices.unopened(pathlib.Path(folder), language)
        try:
            with Stage(browser, office, []) as page:
                page.goto(office.url + office.kantora.setup_path())
                camera.page(page, "set-up")
                page.locator("main button.primary").click()
                camera.page(page, "set-up-refused")
        finally:
            office.kantora.kill()
