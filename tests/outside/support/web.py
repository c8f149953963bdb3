"""A browser without a screen: reads the forms of a page and sends them back as a browser would."""

import html.parser
import secrets
import time

import httpx

from .kantora import COMPANY, EMAIL, NAME, PASSWORD


class Form:
    def __init__(self, action, method):
        self.action, self.method = action, method
        self.fields = []

    def value(self, name):
        return next((value for field, value in self.fields if field == name), None)

    def names(self):
        return {name for name, _ in self.fields}


class _Reader(html.parser.HTMLParser):
    """Collects forms with what they would send untouched."""

    def __init__(self):
        super().__init__()
        self.forms, self.links, self.text = [], [], []
        self.form = self.select = self.area = None

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        name = a.get("name")
        if tag == "form":
            self.form = Form(a.get("action", ""), a.get("method", "get").lower())
            self.forms.append(self.form)
        elif tag == "a" and "href" in a:
            self.links.append(a["href"])
        elif self.form is None or not name:
            pass
        elif tag == "input":
            kind = a.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in a:
                    self.form.fields.append((name, a.get("value", "on")))
            elif kind not in ("submit", "button", "file", "image", "reset"):
                self.form.fields.append((name, a.get("value", "")))
        elif tag == "select":
            self.select = [name, None]
        elif tag == "textarea":
            self.area = [name, ""]
        if tag == "option" and self.select:
            if "selected" in a or self.select[1] is None:
                self.select[1] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select" and self.select:
            if self.form and self.select[1] is not None:
                self.form.fields.append(tuple(self.select))
            self.select = None
        elif tag == "textarea" and self.area:
            if self.form:
                self.form.fields.append(tuple(self.area))
            self.area = None

    def handle_data(self, data):
        self.text.append(data)
        if self.area:
            self.area[1] += data


class Page:
    def __init__(self, answer):
        reader = _Reader()
        reader.feed(answer.text)
        self.status, self.url, self.html = answer.status_code, answer.url, answer.text
        self.forms, self.links = reader.forms, reader.links
        self.text = " ".join(" ".join(reader.text).split())

    def form(self, *names, action=""):
        """The form that has all those fields."""
        for form in self.forms:
            if set(names) <= form.names() and action in form.action:
                return form
        raise AssertionError(f"no form with {names} {action} on {self.url}: {[(f.action, f.names()) for f in self.forms]}")


class Web:
    """One visitor."""

    def __init__(self, kantora, language="en"):
        self.kantora = kantora
        # Browsers trust this machine, and so send secure cookies to http://localhost; httpx does not.
        self.cookies = {}
        self.client = httpx.Client(
            base_url=kantora.url,
            headers={"Accept-Language": language, "Accept": "text/html", "User-Agent": "tests"},
            timeout=30,
            event_hooks={"request": [self.give_cookies], "response": [self.take_cookies]},
        )
        self.slug = None

    def give_cookies(self, request):
        request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def take_cookies(self, answer):
        for line in answer.headers.get_list("set-cookie"):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value

    def get(self, path):
        return Page(self.client.get(path, follow_redirects=True))

    def post(self, path, fields, files=None):
        """Sends a form as its own page would; the answer is not followed."""
        headers = {"Origin": self.kantora.url, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        data = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        return self.client.post(path, data=data, files=files, headers=headers)

    def submit(self, page, form, files=None, **values):
        """Fills a form in and sends it; gives the page behind it."""
        fields = [(name, value) for name, value in form.fields if name not in values]
        for name, value in values.items():
            fields.extend((name, one) for one in (value if isinstance(value, list) else [value]))
        answer = self.post(str(page.url.join(form.action or str(page.url))), fields, files)
        if answer.is_redirect:
            return self.get(str(answer.url.join(answer.headers["location"])))
        return Page(answer)

    def until_done(self, page, wait=30):
        """The page of a work, once it is over."""
        begun = time.monotonic()
        while "data-live" in page.html:
            assert time.monotonic() < begun + wait, f"{page.url} is still at work after {wait} s"
            time.sleep(0.2)
            page = self.get(str(page.url))
        return page

    def set_up(self, **more):
        """Makes the first account and its workspace through the set-up page."""
        page = self.get(self.kantora.setup_path())
        form = page.form("company", "name", "email", "password")
        page = self.submit(page, form, company=COMPANY, name=NAME, email=EMAIL, password=PASSWORD, **more)
        return self.land(page)

    def sign_in(self, email=EMAIL, password=PASSWORD):
        page = self.get("/sign-in")
        return self.land(self.submit(page, page.form("email", "password"), email=email, password=password))

    def land(self, page):
        parts = page.url.path.split("/")
        assert parts[1:2] == ["w"], f"landed on {page.url} ({page.status}): {page.text[:1500]}"
        self.slug = parts[2]
        return page

    def path(self, rest):
        return f"/w/{self.slug}{rest}"

    @staticmethod
    def act():
        return secrets.token_urlsafe(24)
