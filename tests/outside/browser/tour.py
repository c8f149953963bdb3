"""Pictures of every page in every mode, into target/tour, and one sheet to look at them all.

    tests/run tour
"""

import html
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from browser import conftest, offices, pages, scenes  # noqa: E402
from support import words  # noqa: E402

TOUR = HERE.parents[2] / "target/tour"
SIZES = {"wide": (1280, 800), "phone": (360, 740)}


def main():
    TOUR.mkdir(parents=True, exist_ok=True)
    for old in TOUR.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="kantora-tour-") as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.QUIET)
        for language in words.LANGUAGES:
            for state, open_office in (("full", offices.full), ("empty", offices.fresh)):
                office = open_office(pathlib.Path(folder), language)
                try:
                    visit(browser, office, state, language)
                    if state == "full":
                        scenes.play(browser, office, Camera(language))
                finally:
                    office.kantora.kill()
        browser.close()
    sheet()
    print(f"{len(list(TOUR.glob('*.png')))} pictures; look at {TOUR}/index.html")


def visit(browser, office, state, language):
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            options = {"viewport": {"width": width, "height": height}, "color_scheme": scheme, "locale": offices.LOCALES[language], "reduced_motion": "reduce"}
            for is_guest in (True, False):
                context = browser.new_context(**options)
                if not is_guest:
                    context.add_cookies(office.cookies())
                page = context.new_page()
                for one in (one for one in pages.PAGES if one.guest == is_guest and state in one.where):
                    page.goto(office.url + one.address(office))
                    shoot(page, one.name, state, size, scheme, language)
                for one in pages.REFUSED if state == "full" and not is_guest else []:
                    one.arrive(page, office)
                    shoot(page, one.name, "error", size, scheme, language)
                context.close()


def shoot(page, name, state, size, scheme, language):
    """The whole page in a window of its height, so that what is sticky stands where it belongs."""
    window = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": window["width"], "height": max(height, window["height"])})
    page.screenshot(path=TOUR / f"{name}.{state}.{size}.{scheme}.{language}.png")
    page.set_viewport_size(window)


class Camera:
    """Takes the pictures of the scenes."""

    def __init__(self, language):
        self.language = language

    def page(self, page, name):
        shoot(page, name, "scene", "wide", "light", self.language)

    def window(self, page, name):
        page.screenshot(path=TOUR / f"{name}.scene.wide.light.{self.language}.png")


def sheet():
    """All pictures on one page, a row for each page and state."""
    rows = {}
    for picture in sorted(TOUR.glob("*.png")):
        rows.setdefault(".".join(picture.name.split(".")[:2]), []).append(picture.name)
    body = "".join(
        f"<h2>{html.escape(row)}</h2>" + "".join(f'<a href="{name}"><img src="{name}" title="{name}" height="360"></a> ' for name in names)
        for row, names in rows.items()
    )
    (TOUR / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>Tour</title>{body}")


if __name__ == "__main__":
    main()
