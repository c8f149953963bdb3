"""How somebody uses a page: with the mouse, by keyboard alone, without script, on a phone."""

import dataclasses
import pathlib
import re

from playwright.sync_api import expect

from support import words


@dataclasses.dataclass(frozen=True)
class Mode:
    name: str
    script: bool = True
    keyboard: bool = False
    width: int = 1280
    height: int = 800

    def context(self, language):
        """What a browser must be like for it."""
        phone = self.width < 640
        return {
            "java_script_enabled": self.script,
            "viewport": {"width": self.width, "height": self.height},
            "has_touch": phone,
            "is_mobile": phone,
            "locale": {"en": "en-GB", "bg": "bg-BG"}[language],
            "timezone_id": "Europe/Sofia",
            "reduced_motion": "reduce",
        }


MODES = [
    Mode("with script"),
    Mode("without script", script=False),
    Mode("keyboard", keyboard=True),
    Mode("phone", width=360, height=740),
]

# Whether the focused element is marked, and not covered by something that floats.
FOCUS = """element => {
    const style = getComputedStyle(element);
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
    const covered = top && !element.contains(top) && !top.contains(element) && !(element.labels && [...element.labels].some(l => l.contains(top)));
    return [marked, covered ? top.outerHTML.slice(0, 120) : null, element.outerHTML.slice(0, 120)];
}"""

# How many times Tab is to be pressed to come to the element, as far as the page can tell, or Shift and Tab if it is less
# than none: a group of radio buttons is one stop, a day or a time is four.
STEPS = """element => {
    const group = e => [...document.querySelectorAll(`input[type=radio][name='${CSS.escape(e.name)}']`)].filter(o => o.form === e.form);
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]'))
        .filter(e => e.type !== 'radio' || e === (group(e).find(o => o.checked) ?? group(e)[0]));
    const length = stops => stops.reduce((sum, e) => sum + (['date', 'time'].includes(e.type) ? 4 : 1), 0);
    const there = stops.indexOf(element), here = stops.indexOf(document.activeElement);
    if (there < 0) return 0;
    return here <= there ? length(stops.slice(Math.max(here, 0), there)) + (here < 0) : -length(stops.slice(there, here));
}"""


class Hand:
    """One person at one page. Finds buttons and links by their text in the person's language, fields by their name."""

    def __init__(self, page, language, mode, url, slug, folder):
        self.folder = folder
        self.page, self.language, self.mode, self.url, self.slug = page, language, mode, url, slug
        page.set_default_timeout(8_000)
        if mode.keyboard:
            page.add_init_script("addEventListener('pointerdown', () => sessionStorage.setItem('pointed', '1'), true)")
        expect.set_options(timeout=8_000)

    # Finding

    def text(self, key):
        return words.pattern(self.language, key)

    def button(self, key, within=None):
        return self.named("button", key, within)

    def link(self, key, within=None):
        return self.named("link", key, within)

    def named(self, role, key, within=None):
        pattern = re.compile(rf"^\s*(?:{self.text(key).pattern})", re.DOTALL)
        return (within or self.page).get_by_role(role, name=pattern, include_hidden=True)

    def field(self, name, within=None):
        return (within or self.page).locator(f":is(input:not([type=hidden]), select, textarea)[name='{name}']").first

    # Going

    def open(self, path):
        """Types an address."""
        answer = self.page.goto(self.url + path)
        assert answer.status < 400, f"{path} gave {answer.status}"

    def inside(self, rest):
        self.open(f"/w/{self.slug}{rest}")

    def press(self, key, within=None, leaves=True):
        """A button; `leaves` when another page follows."""
        self.act_on(self.button(key, within), leaves)

    def press_primary(self, key):
        """The one button of the page that is more than the others."""
        pattern = re.compile(rf"^\s*(?:{self.text(key).pattern})", re.DOTALL)
        self.act_on(self.page.locator("main button.primary").filter(has_text=pattern).first, True)

    def search(self, query):
        """The box on top of every page."""
        box = self.page.locator("[role=search] input[name=q]").first
        self.reveal(box)
        if self.mode.keyboard:
            self.reach(box)
            self.page.keyboard.type(query)
        else:
            box.fill(query)
        with self.page.expect_navigation(wait_until="load"):
            box.press("Enter")

    def download(self, key):
        """A link that gives a file; gives its path."""
        target = self.nearest(self.link(key))
        self.reveal(target)
        with self.page.expect_download() as download:
            self.activate(target)
        return pathlib.Path(download.value.path())

    def follow(self, key, within=None):
        self.act_on(self.link(key, within), True)

    def act_on(self, target, leaves):
        target = self.nearest(target)
        self.reveal(target)
        if leaves:
            with self.page.expect_navigation(wait_until="load"):
                self.activate(target)
        else:
            self.activate(target)

    def nearest(self, targets):
        """Of several: one in sight, else one that something in sight opens."""
        targets.first.wait_for(state="attached")
        if targets.count() == 1:
            return targets.first
        for one in targets.all():
            if one.is_visible() or self.openers(one).filter(visible=True).count():
                return one
        return targets.first

    def openers(self, target):
        float_id = target.evaluate("e => e.closest('[popover], dialog')?.id || null")
        return self.page.locator(f"[popovertarget='{float_id}'], [commandfor='{float_id}']")

    def reveal(self, target):
        """Opens what hides it: a menu, a popover, a fold."""
        target.wait_for(state="attached")
        for _ in range(3):
            if target.is_visible():
                return
            fold = target.locator("xpath=ancestor::details[not(@open)]").last
            if fold.count():
                self.activate(fold.locator("summary").first)
                continue
            openers = self.openers(target)
            assert openers.count(), f"hidden, and nothing opens it: {target}"
            opener = openers.filter(visible=True).first if openers.filter(visible=True).count() else openers.first
            self.reveal(opener)
            self.activate(opener)

    def activate(self, target):
        if self.mode.keyboard:
            self.reach(target)
            tag, kind = target.evaluate("e => [e.tagName, e.type]")
            self.page.keyboard.press("Space" if tag == "INPUT" and kind in ("checkbox", "radio") else "Enter")
        elif self.mode.width < 640:
            target.tap()
        else:
            target.click()

    def reach(self, target):
        """Tab, until the focus is there; it must be visible all the way."""
        target.wait_for(state="visible")
        element = target.element_handle()
        steps = element.evaluate(STEPS)
        for _ in range(abs(steps)):
            self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
        for _ in range(400):
            if element.evaluate("e => e === document.activeElement"):
                marked, covered, what = element.evaluate(FOCUS)
                assert marked, f"the focus cannot be seen on {what}"
                assert not covered, f"{what} is covered by {covered}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    # Filling in

    def fill(self, name, value, within=None):
        field = self.field(name, within)
        self.reveal(field)
        assert field.evaluate("e => e.labels?.length || e.ariaLabel || e.getAttribute('aria-labelledby')"), f"{name} has no label"
        if self.mode.keyboard:
            self.reach(field)
            if field.get_attribute("type") == "date":
                # The parts of a day are typed one after the other in the order of the browser's own language.
                field.evaluate("(field, day) => { field.value = day }", value)
                return
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(value)
        else:
            field.fill(value)

    def choose(self, name, value, within=None):
        field = self.field(name, within)
        self.reveal(field)
        if not self.mode.keyboard:
            field.select_option(value)
            return
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(300):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} does not offer {value}")

    def tick(self, target):
        self.reveal(target)
        if not target.is_checked():
            self.activate(target)
        expect(target).to_be_checked()

    def pick(self, name, value):
        """One of several that exclude each other. By keyboard Tab comes to the group, and arrows move inside it."""
        group = self.page.locator(f"input[type=radio][name='{name}']")
        target = self.page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if self.mode.keyboard:
            chosen = self.page.locator(f"input[type=radio][name='{name}']:checked")
            self.reach((chosen if chosen.count() else group).first)
            for _ in range(group.count()):
                if not target.is_checked():
                    self.page.keyboard.press("ArrowDown")
        elif not target.is_checked():
            self.activate(target)
        expect(target).to_be_checked()

    def upload(self, name, path):
        """The dialog of the system is out of reach for any test; the field is focused as a person would."""
        field = self.page.locator(f"input[type=file][name='{name}']")
        if self.mode.keyboard:
            self.reach(field)
        field.set_input_files(path)

    def used_no_mouse(self):
        """By keyboard alone: nothing was pointed at, not even by a mistake of this file."""
        if self.mode.keyboard:
            assert not self.page.evaluate("sessionStorage.getItem('pointed')"), "the pointer was used"

    # Seeing

    def sees(self, text):
        expect(self.page.locator("body")).to_contain_text(text)

    def sees_not(self, text):
        expect(self.page.locator("main")).not_to_contain_text(text)

    def sees_text(self, key):
        expect(self.page.locator("body")).to_contain_text(self.text(key))

    def waits_for(self, key):
        """Until the page, which comes again by itself, says so."""
        expect(self.page.locator("main")).to_contain_text(self.text(key), timeout=30_000)

    def is_at(self, rest):
        """A path inside the workspace, or a pattern of one."""
        expect(self.page).to_have_url(re.compile(re.escape(self.url) + f"/w/{re.escape(self.slug)}" + rest))
