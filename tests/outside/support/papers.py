"""A company that can bill, and a program that does."""

import re

import httpx


def head(web):
    """All that papers need of the company that issues them."""
    page = web.get(web.path("/settings"))
    web.submit(
        page, page.form("street"), street="8 Cumberland Basin", city="Bristol", postcode="BS1 6XG", registration_number="04418237",
    )
    page = web.get(web.path("/settings/billing"))
    web.submit(page, page.form("office"), office="Registered in England and Wales")


def customer(web):
    """Somebody who can be billed; gives the number of the company."""
    page = web.get(web.path("/companies/new"))
    page = web.submit(page, page.form("name", "vat_number"), name="Quarry Debtors", anyway="1")
    number = page.url.path.rsplit("/", 1)[1]
    page = web.get(web.path(f"/customers/{number}"))
    page = web.submit(page, page.form("street", "country"), street="14 Milsom Street", city="Bath", postcode="BA1 1DB", country="GB")
    assert page.status == 200, page.text[:500]
    return int(number)


class Program:
    """A program with a token that may bill."""

    def __init__(self, web):
        page = web.get(web.path("/settings/tokens/new"))
        page = web.submit(page, page.form("grant", "name"), name="bills", grant=["billing:write", "billing:read"])
        secret = re.search(r'id="secret"[^>]*value="([^"]+)"', page.html)[1]
        self.client = httpx.Client(base_url=web.kantora.url, headers={"Authorization": f"Bearer {secret}"}, timeout=60)
        self.tax = self.client.get("/api/v1/tax-classes").json()["data"][0]["id"]

    def draft(self, customer, order):
        """Three lines for that customer; `order` is the customer's own number, by which the paper is known again."""
        line = {"name": "Advice on the joinery of the stairs", "quantity": "2.5", "price": "40", "tax_class_id": self.tax, "unit": "HUR"}
        body = {"customer_id": customer, "currency": "GBP", "order": order, "lines": [line] * 3}
        return self.client.post("/api/v1/invoices", json=body, headers={"Idempotency-Key": f"draft-{order}"})

    def issue(self, number, order):
        head = {"If-Match": "*", "Idempotency-Key": f"issue-{order}"}
        return self.client.post(f"/api/v1/invoices/{number}/issue", json={}, headers=head)

    def paper(self, customer, order):
        """Drafts and issues; gives the paper's number in the database."""
        draft = self.draft(customer, order)
        assert draft.status_code == 201, draft.text
        issued = self.issue(draft.json()["id"], order)
        assert issued.status_code == 200, issued.text
        return draft.json()["id"]
