"""Every page of the product: its line in src/routes, and how to come to it."""

import dataclasses
import pathlib
import re

from support import words

SOURCE = pathlib.Path(__file__).resolve().parents[3] / "src"


@dataclasses.dataclass(frozen=True)
class Page:
    """One page: how it is called in pictures, its route, the path in an office, who looks."""

    name: str
    route: str
    path: str
    guest: bool = False
    # Which offices have it: the full one, the empty one. The full one sends letters, the empty one has no mail.
    where: tuple = ("full", "empty")

    def address(self, office):
        path = self.path.replace("{slug}", office.slug)
        return re.sub(r"\{(\w+)\}", lambda found: office.record(found[1]), path)


FULL = ("full",)

PAGES = [
    Page("sign-in", "/sign-in", "/sign-in", guest=True),
    Page("api", "/api", "/api", guest=True, where=("empty",)),  # long, and the same for all
    Page("reset", "/reset", "/reset", guest=True),
    Page("terms", "/legal/terms", "/legal/terms", guest=True),
    Page("privacy", "/legal/privacy", "/legal/privacy", guest=True),
    Page("accessibility", "/legal/accessibility", "/legal/accessibility", guest=True),
    Page("legal", "/w/:slug/legal", "/w/{slug}/legal"),
    Page("home", "/w/:slug", "/w/{slug}"),
    Page("search", "/w/:slug/search", "/w/{slug}/search?q=an"),
    Page("contacts", "/w/:slug/contacts", "/w/{slug}/contacts"),
    Page("contact", "/w/:slug/contacts/:id", "/w/{slug}{contact}", where=FULL),
    Page("contact-new", "/w/:slug/contacts/new", "/w/{slug}/contacts/new"),
    Page("contact-edit", "/w/:slug/contacts/:id/edit", "/w/{slug}{contact}/edit", where=FULL),
    Page("contacts-trash", "/w/:slug/contacts/trash", "/w/{slug}/contacts/trash"),
    Page("contacts-duplicates", "/w/:slug/contacts/duplicates", "/w/{slug}/contacts/duplicates"),
    Page("contact-merge", "/w/:slug/contacts/:id/merge", "/w/{slug}{contact}/merge", where=FULL),
    Page("contact-compare", "/w/:slug/contacts/:id/merge", "/w/{slug}{twins}", where=FULL),
    Page("companies", "/w/:slug/companies", "/w/{slug}/companies"),
    Page("company", "/w/:slug/companies/:id", "/w/{slug}{company}", where=FULL),
    Page("company-new", "/w/:slug/companies/new", "/w/{slug}/companies/new"),
    Page("company-edit", "/w/:slug/companies/:id/edit", "/w/{slug}{company}/edit", where=FULL),
    Page("companies-trash", "/w/:slug/companies/trash", "/w/{slug}/companies/trash"),
    Page("leads", "/w/:slug/leads", "/w/{slug}/leads"),
    Page("lead", "/w/:slug/leads/:id", "/w/{slug}{lead}", where=FULL),
    Page("lead-new", "/w/:slug/leads/new", "/w/{slug}/leads/new"),
    Page("lead-edit", "/w/:slug/leads/:id/edit", "/w/{slug}{lead}/edit", where=FULL),
    Page("lead-disqualify", "/w/:slug/leads/:id/disqualify", "/w/{slug}{lead}/disqualify", where=FULL),
    Page("lead-recycle", "/w/:slug/leads/:id/recycle", "/w/{slug}{lead}/recycle", where=FULL),
    Page("lead-convert", "/w/:slug/leads/:id/convert", "/w/{slug}{lead}/convert", where=FULL),
    Page("leads-trash", "/w/:slug/leads/trash", "/w/{slug}/leads/trash"),
    Page("settings-leads", "/w/:slug/settings/leads", "/w/{slug}/settings/leads"),
    Page("lead-word", "/w/:slug/settings/leads/:id", "/w/{slug}{word}", where=FULL),
    Page("form-public", "/form/:token", "{form_public}", guest=True, where=FULL),
    Page("form-done", "/form/:token/done", "{form_public}/done", guest=True, where=FULL),
    Page("form-asked", "/form/:token/done", "{form_public}/done?mail=1", guest=True, where=FULL),
    Page("settings-forms", "/w/:slug/settings/forms", "/w/{slug}/settings/forms"),
    Page("form", "/w/:slug/settings/forms/:id", "/w/{slug}{form}", where=FULL),
    Page("form-new", "/w/:slug/settings/forms/new", "/w/{slug}/settings/forms/new"),
    Page("form-edit", "/w/:slug/settings/forms/:id/edit", "/w/{slug}{form}/edit", where=FULL),
    Page("deals", "/w/:slug/deals", "/w/{slug}/deals"),
    Page("deal", "/w/:slug/deals/:id", "/w/{slug}{deal}", where=FULL),
    Page("deal-held", "/w/:slug/deals/:id", "/w/{slug}{held}", where=FULL),
    Page("deal-lost", "/w/:slug/deals/:id", "/w/{slug}{lost}", where=FULL),
    Page("deal-new", "/w/:slug/deals/new", "/w/{slug}/deals/new"),
    Page("deal-edit", "/w/:slug/deals/:id/edit", "/w/{slug}{deal}/edit", where=FULL),
    Page("deal-lose", "/w/:slug/deals/:id/lose", "/w/{slug}{deal}/lose", where=FULL),
    Page("deal-hold", "/w/:slug/deals/:id/hold", "/w/{slug}{deal}/hold", where=FULL),
    Page("board", "/w/:slug/deals/board", "/w/{slug}/deals/board"),
    Page("deal-put", "/w/:slug/deals/:id/put", "/w/{slug}{deal}/put", where=FULL),
    Page("forecast", "/w/:slug/deals/forecast", "/w/{slug}/deals/forecast"),
    Page("reports", "/w/:slug/reports", "/w/{slug}/reports"),
    Page("report-sales", "/w/:slug/reports/sales", "/w/{slug}/reports/sales"),
    Page("report-conversion", "/w/:slug/reports/conversion", "/w/{slug}/reports/conversion"),
    Page("report-stages", "/w/:slug/reports/stages", "/w/{slug}/reports/stages"),
    Page("report-activity", "/w/:slug/reports/activity", "/w/{slug}/reports/activity"),
    Page("report-sources", "/w/:slug/reports/sources", "/w/{slug}/reports/sources"),
    Page("deals-trash", "/w/:slug/deals/trash", "/w/{slug}/deals/trash"),
    Page("companies-duplicates", "/w/:slug/companies/duplicates", "/w/{slug}/companies/duplicates"),
    Page("company-merge", "/w/:slug/companies/:id/merge", "/w/{slug}{company}/merge", where=FULL),
    Page("note-edit", "/w/:slug/notes/:id/edit", "/w/{slug}{note}/edit", where=FULL),
    Page("call-new", "/w/:slug/calls/new", "/w/{slug}{call}", where=FULL),
    Page("call-edit", "/w/:slug/calls/:id/edit", "/w/{slug}{called}/edit", where=FULL),
    Page("mail-file", "/w/:slug/calls/mail", "/w/{slug}{post}", where=FULL),
    Page("mail", "/w/:slug/calls/:id", "/w/{slug}{mail}", where=FULL),
    Page("tasks", "/w/:slug/tasks", "/w/{slug}/tasks"),
    Page("tasks-month", "/w/:slug/tasks/month", "/w/{slug}/tasks/month"),
    Page("tasks-done", "/w/:slug/tasks/done", "/w/{slug}/tasks/done"),
    Page("task", "/w/:slug/tasks/:id", "/w/{slug}{task}", where=FULL),
    Page("task-new", "/w/:slug/tasks/new", "/w/{slug}/tasks/new"),
    Page("task-edit", "/w/:slug/tasks/:id/edit", "/w/{slug}{task}/edit", where=FULL),
    Page("files", "/w/:slug/files", "/w/{slug}{files}", where=FULL),
    Page("file-edit", "/w/:slug/files/:id/edit", "/w/{slug}{file}/edit", where=FULL),
    Page("list-filter", "/w/:slug/lists/:list/filter", "/w/{slug}/lists/deals/filter?where=stage.is.1&where=1~amount.more.1500&where=1~close.next.30"),
    Page("list-columns", "/w/:slug/lists/:list/columns", "/w/{slug}/lists/contacts/columns?cols=city,owner"),
    Page("list-save", "/w/:slug/lists/:list/save", "/w/{slug}/lists/contacts/save?owner=nobody"),
    Page("list-views", "/w/:slug/lists/:list/views", "/w/{slug}/lists/contacts/views"),
    Page("view", "/w/:slug/views/:id", "/w/{slug}{view}", where=FULL),
    Page("list-viewed", "/w/:slug/contacts", "/w/{slug}/contacts?match=any&where=city.is.bristol&where=activity.last.30&cols=city,activity,tag", where=FULL),
    Page("list-bulk", "/w/:slug/lists/:list/bulk", "/w/{slug}/lists/deals/bulk"),
    Page("bulk", "/w/:slug/bulk/:id", "/w/{slug}{bulk}", where=FULL),
    Page("mail-new", "/w/:slug/mails/new", "/w/{slug}{write}", where=FULL),
    Page("letter", "/w/:slug/mails/:id", "/w/{slug}{letter}", where=FULL),
    Page("notices", "/w/:slug/notices", "/w/{slug}/notices"),
    Page("import", "/w/:slug/import", "/w/{slug}/import"),
    Page("import-columns", "/w/:slug/import/:id", "/w/{slug}{import}", where=FULL),
    Page("import-check", "/w/:slug/import/:id", "/w/{slug}{checked}", where=FULL),
    Page("import-report", "/w/:slug/import/:id", "/w/{slug}{done}", where=FULL),
    Page("import-set", "/w/:slug/import-sets/:id", "/w/{slug}{importset}", where=FULL),
    Page("settings", "/w/:slug/settings", "/w/{slug}/settings"),
    Page("settings-regional", "/w/:slug/settings/regional", "/w/{slug}/settings/regional"),
    Page("price-lists", "/w/:slug/price-lists", "/w/{slug}/price-lists"),
    Page("price-list-new", "/w/:slug/price-lists/new", "/w/{slug}/price-lists/new"),
    Page("price-list", "/w/:slug/price-lists/:id", "/w/{slug}{price_list}", where=FULL),
    Page("settings-registers", "/w/:slug/settings/registers", "/w/{slug}/settings/registers"),
    Page("settings-rates", "/w/:slug/settings/rates", "/w/{slug}/settings/rates"),
    Page("settings-people", "/w/:slug/settings/people", "/w/{slug}/settings/people"),
    Page("invite", "/w/:slug/settings/people/invite", "/w/{slug}/settings/people/invite"),
    Page("person", "/w/:slug/settings/people/:id", "/w/{slug}{person}"),
    Page("teams", "/w/:slug/settings/teams", "/w/{slug}/settings/teams"),
    Page("team", "/w/:slug/settings/teams/:id", "/w/{slug}{team}"),
    Page("invitation", "/invitation/:token", "{invitation}", guest=True, where=("empty",)),
    Page("leave", "/w/:slug/leave", "/w/{slug}/leave"),
    Page("settings-mail", "/w/:slug/settings/mail", "/w/{slug}/settings/mail"),
    Page("settings-mail-domain", "/w/:slug/settings/mail/domain", "/w/{slug}/settings/mail/domain"),
    Page("settings-templates", "/w/:slug/settings/templates", "/w/{slug}/settings/templates"),
    Page("template-new", "/w/:slug/settings/templates/new", "/w/{slug}/settings/templates/new"),
    Page("template", "/w/:slug/settings/templates/:id", "/w/{slug}{template}", where=FULL),
    Page("settings-unsubscribed", "/w/:slug/settings/unsubscribed", "/w/{slug}/settings/unsubscribed"),
    Page("unsubscribed", "/w/:slug/settings/unsubscribed/:id", "/w/{slug}{unsubscribed}", where=FULL),
    Page("settings-security", "/w/:slug/settings/security", "/w/{slug}/settings/security"),
    Page("settings-pipelines", "/w/:slug/settings/pipelines", "/w/{slug}/settings/pipelines"),
    Page("pipeline", "/w/:slug/settings/pipelines/:id", "/w/{slug}{pipeline}"),
    Page("stage", "/w/:slug/settings/stages/:id", "/w/{slug}{stage}"),
    Page("stage-new", "/w/:slug/settings/pipelines/:id/stages/new", "/w/{slug}{pipeline}/stages/new"),
    Page("products", "/w/:slug/products", "/w/{slug}/products"),
    Page("product-new", "/w/:slug/products/new", "/w/{slug}/products/new"),
    Page("product", "/w/:slug/products/:id", "/w/{slug}{product}"),
    Page("product-edit", "/w/:slug/products/:id/edit", "/w/{slug}{product}/edit"),
    Page("quotes", "/w/:slug/quotes", "/w/{slug}/quotes"),
    Page("quote-new", "/w/:slug/quotes/new", "/w/{slug}/quotes/new?customer={customer_id}", where=FULL),
    Page("quote", "/w/:slug/quotes/:id", "/w/{slug}{quote}", where=FULL),
    Page("quote-mail", "/w/:slug/quotes/:id/mail", "/w/{slug}{quote}/mail", where=FULL),
    Page("quote-edit", "/w/:slug/quotes/:id/edit", "/w/{slug}{quote_draft}/edit", where=FULL),
    Page("quote-public", "/q/:token", "{quote_public}", guest=True, where=FULL),
    Page("invoices", "/w/:slug/invoices", "/w/{slug}/invoices"),
    Page("invoice-customer", "/w/:slug/invoices/new", "/w/{slug}/invoices/new", where=FULL),
    Page("invoice-new", "/w/:slug/invoices/new", "/w/{slug}/invoices/new?customer={customer_id}", where=FULL),
    Page("invoice-draft", "/w/:slug/invoices/:id", "/w/{slug}{draft}", where=FULL),
    Page("invoice", "/w/:slug/invoices/:id", "/w/{slug}{invoice}", where=FULL),
    Page("invoice-send", "/w/:slug/invoices/:id/send", "/w/{slug}{invoice}/send", where=FULL),
    Page("payment-new", "/w/:slug/invoices/:id/pay", "/w/{slug}{invoice}/pay", where=FULL),
    Page("statements", "/w/:slug/statements", "/w/{slug}/statements"),
    Page("statement", "/w/:slug/statements/:id", "/w/{slug}{statement}", where=FULL),
    Page("statement-line", "/w/:slug/bank-lines/:id", "/w/{slug}{bank_line}", where=FULL),
    Page("receivables", "/w/:slug/reports/receivables", "/w/{slug}/reports/receivables"),
    Page("vat", "/w/:slug/vat", "/w/{slug}/vat"),
    Page("vat-period", "/w/:slug/vat/period", "/w/{slug}/vat/period?from={vat_from}", where=FULL),
    Page("vat-papers", "/w/:slug/vat/papers", "/w/{slug}/vat/papers?from={vat_from}&figure=sales", where=FULL),
    Page("packs", "/w/:slug/packs", "/w/{slug}/packs"),
    Page("invoice-edit", "/w/:slug/invoices/:id/edit", "/w/{slug}{draft}/edit", where=FULL),
    Page("customer", "/w/:slug/customers/:id", "/w/{slug}{customer}", where=FULL),
    Page("customer-account", "/w/:slug/customers/:id/statement", "/w/{slug}{account}", where=FULL),
    Page("settings-billing", "/w/:slug/settings/billing", "/w/{slug}/settings/billing"),
    Page("bank-account-new", "/w/:slug/settings/billing/accounts/new", "/w/{slug}/settings/billing/accounts/new"),
    Page("settings-taxes", "/w/:slug/settings/taxes", "/w/{slug}/settings/taxes"),
    Page("tax-class-new", "/w/:slug/settings/taxes/new", "/w/{slug}/settings/taxes/new"),
    Page("tax-class", "/w/:slug/settings/taxes/:id", "/w/{slug}{tax}"),
    Page("taxes-ask", "/w/:slug/settings/taxes/ask", "/w/{slug}/settings/taxes/ask"),
    Page("settings-lost-reasons", "/w/:slug/settings/lost-reasons", "/w/{slug}/settings/lost-reasons"),
    Page("lost-reason", "/w/:slug/settings/lost-reasons/:id", "/w/{slug}{reason}"),
    Page("settings-fields", "/w/:slug/settings/fields", "/w/{slug}/settings/fields"),
    Page("field-kinds", "/w/:slug/settings/fields/new", "/w/{slug}/settings/fields/new?record=deal"),
    Page("field-new", "/w/:slug/settings/fields/new", "/w/{slug}/settings/fields/new?record=deal&kind=choice"),
    Page("field", "/w/:slug/settings/fields/:id", "/w/{slug}{field}"),
    Page("field-option", "/w/:slug/settings/field-options/:id", "/w/{slug}{option}"),
    Page("tokens", "/w/:slug/settings/tokens", "/w/{slug}/settings/tokens"),
    Page("token-new", "/w/:slug/settings/tokens/new", "/w/{slug}/settings/tokens/new"),
    Page("settings-data", "/w/:slug/settings/data", "/w/{slug}/settings/data"),
    Page("settings-support", "/w/:slug/settings/support", "/w/{slug}/settings/support"),
    Page("operator", "/operator", "/operator"),
    Page("operator-workspaces", "/operator/workspaces", "/operator/workspaces"),
    Page("operator-workspace", "/operator/workspaces/:id", "/operator/workspaces/1"),
    Page("operator-new", "/operator/workspaces/new", "/operator/workspaces/new"),
    Page("operator-jobs", "/operator/jobs", "/operator/jobs"),
    Page("operator-mail", "/operator/mail", "/operator/mail"),
    Page("operator-blocks", "/operator/blocks", "/operator/blocks"),
    Page("help", "/w/:slug/help", "/w/{slug}/help"),
    Page("help-topic", "/w/:slug/help/:topic", "/w/{slug}{topic}"),
    Page("account", "/account", "/account"),
    Page("address", "/account/address", "/account/address"),
    Page("letters", "/account/letters", "/account/letters"),
    Page("account-data", "/account/data", "/account/data"),
    Page("close", "/account/close", "/account/close"),
    Page("confirm", "/account/confirm", "/account/confirm"),
    Page("factors", "/account/factors", "/account/factors"),
    Page("factors-app", "/account/factors/app", "/account/factors/app"),
    Page("identities", "/account/identities", "/account/identities"),
]


@dataclasses.dataclass(frozen=True)
class Refused:
    """A page that says that something is wrong: a form sent empty, or an address that leads nowhere."""

    name: str
    path: str
    # The field whose form is sent; none: the address itself is wrong.
    field: str = ""

    def arrive(self, page, office):
        path = Page(self.name, "", self.path).address(office)
        page.goto(office.url + path)
        if self.field:
            form = page.locator(f"form:has([name='{self.field}'])").first
            form.evaluate("form => { form.querySelectorAll('input:not([type=hidden])').forEach(field => field.value = '') }")
            with page.expect_navigation():
                form.locator("button.primary").first.click()

    def is_titled(self, title, language):
        return not self.field or title.startswith(words.text(language, "form-error-prefix"))


REFUSED = [
    Refused("not-found", "/w/{slug}/contacts/999999999"),
    Refused("contact-new-refused", "/w/{slug}/contacts/new", "last_name"),
    Refused("contact-edit-refused", "/w/{slug}{contact}/edit", "last_name"),
    Refused("company-new-refused", "/w/{slug}/companies/new", "name"),
    Refused("lead-new-refused", "/w/{slug}/leads/new", "last_name"),
    Refused("lead-disqualify-refused", "/w/{slug}{lead}/disqualify", "reason"),
    Refused("form-new-refused", "/w/{slug}/settings/forms/new", "title"),
    Refused("file-edit-refused", "/w/{slug}{file}/edit", "name"),
    Refused("list-save-refused", "/w/{slug}/lists/contacts/save", "name"),
    Refused("task-new-refused", "/w/{slug}/tasks/new", "title"),
    Refused("field-new-refused", "/w/{slug}/settings/fields/new?record=deal&kind=choice", "label"),
    Refused("mail-new-refused", "/w/{slug}{write}", "subject"),
    Refused("product-new-refused", "/w/{slug}/products/new", "name"),
    Refused("tax-class-new-refused", "/w/{slug}/settings/taxes/new", "name"),
    Refused("template-new-refused", "/w/{slug}/settings/templates/new", "name"),
]

# Answers that are no page of their own: files, ways that only redirect.
NO_PAGES = {
    "/.well-known/security.txt": "a file",
    "/": "sends a member to their workspace",
    "/setup/:token": "stands once, before there is a company; the task \"set up\" goes through it",
    "/sign-in/second": "stands between password and work; the task \"enrol an app\" goes through it",
    "/sign-in/with/:provider/back": "sends on to work; the task \"sign in elsewhere\" goes through it",
    "/unsubscribe/:token": "comes by letter; tests/outside/smtp goes through it",
    "/reset/:token": "comes by letter; the task \"forget the password\" goes through it",
    "/account/address/:token": "comes by letter; the task \"change the address\" goes through it",
    "/confirmation/:token": "comes by letter; the canary goes through it",
    "/account/data.json": "a file",
    "/q/:token/seen": "a picture",
    "/q/:token/pdf": "a file",
    "/w/:slug/quotes/:id/pdf": "a file",
    "/w/:slug/proformas/:id/pdf": "a file",
    "/w/:slug/notes/:id": "sends to the record",
    "/w/:slug/files/:id": "sends to the files of the record",
    "/w/:slug/files/:id/download": "a file",
    "/w/:slug/files/:id/thumbnail": "a picture",
    "/w/:slug/import/:id/progress": "a part of a page",
    "/w/:slug/bulk/:id/progress": "a part of a page",
    "/w/:slug/import-sets/:id/progress": "a part of a page",
    "/w/:slug/leads/export": "a file",
    "/w/:slug/invoices/:id/pdf": "a file",
    "/w/:slug/invoices/:id/ubl": "a file",
    "/w/:slug/invoices/:id/cii": "a file",
    "/w/:slug/packs/:id/progress": "a part of a page",
    "/w/:slug/vat/export": "a file",
    "/w/:slug/vat/ledger": "a file",
    "/w/:slug/vat/union": "a file",
    "/w/:slug/packs/:id/download": "a file",
    "/w/:slug/deals/export": "a file",
    "/w/:slug/tasks/export": "a file",
    "/w/:slug/notes/export": "a file",
    "/w/:slug/import/:id/errors.csv": "a file",
    "/w/:slug/contacts/export": "a file",
    "/w/:slug/contacts/:id/card.vcf": "a file",
    "/w/:slug/companies/export": "a file",
    "/w/:slug/reports/sales/export": "a file",
    "/w/:slug/reports/conversion/export": "a file",
    "/w/:slug/reports/stages/export": "a file",
    "/w/:slug/reports/activity/export": "a file",
    "/w/:slug/reports/sources/export": "a file",
    "/w/:slug/customers/:id/statement/export": "a file",
}


def routes():
    """The routes of every page that shows."""
    files = [SOURCE / "routes.rs", *sorted(SOURCE.glob("routes/*.rs"))]
    return re.findall(r'\.get\(\s*"([^"]+)"', "\n".join(file.read_text() for file in files))
