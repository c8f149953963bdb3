//! The pages of what is owed.

use super::{BILL, EXPORT, SEE_MONEY, SEE_SETTINGS, SELL, SETTINGS};
use crate::across::{ledger, receivables};
use crate::billing::{
    customers, invoices, packs, payments, price_lists, products, proformas, quotes, registers, returns,
    seller, statements, taxes,
};
use crate::web::{Need, Table};

/// Every one of them.
pub(super) fn all(table: Table) -> Table {
    handed_on(returned(received(offered(asked(bought(signed(taxed(sold(table)))))))))
}

/// What is offered, and what a customer sees of it.
fn offered(table: Table) -> Table {
    table
        .get("/w/:slug/quotes", SEE_MONEY, quotes::pages::list)
        .get("/w/:slug/quotes/new", SELL, quotes::pages::new)
        .post("/w/:slug/quotes/new", SELL, quotes::pages::create)
        .get("/w/:slug/quotes/:id", SEE_MONEY, quotes::pages::show)
        .get("/w/:slug/quotes/:id/edit", SELL, quotes::pages::edit_form)
        .post("/w/:slug/quotes/:id/edit", SELL, quotes::pages::edit)
        .post("/w/:slug/quotes/:id/send", SELL, quotes::pages::send)
        .get("/w/:slug/quotes/:id/mail", SELL, quotes::pages::mail_form)
        .post("/w/:slug/quotes/:id/mail", SELL, quotes::pages::mail)
        .get("/w/:slug/quotes/:id/pdf", SEE_MONEY, quotes::pages::pdf)
        .post("/w/:slug/quotes/:id/revise", SELL, quotes::pages::revise)
        .post("/w/:slug/quotes/:id/withdraw", SELL, quotes::pages::withdraw)
        .post("/w/:slug/quotes/:id/template", SELL, quotes::pages::name_template)
        .post("/w/:slug/quotes/:id/accept", SELL, quotes::pages::accept)
        .post("/w/:slug/quotes/:id/decline", SELL, quotes::pages::decline)
        .post("/w/:slug/quotes/:id/invoice", BILL, quotes::pages::invoice)
        .get("/q/:token", Need::Stranger, quotes::pages::open_page)
        .post("/q/:token", Need::Stranger, quotes::pages::answer)
        .get("/q/:token/pdf", Need::Stranger, quotes::pages::guest_pdf)
        .get("/q/:token/seen", Need::Stranger, quotes::pages::seen)
}

/// What asks for money.
fn asked(table: Table) -> Table {
    table
        .get("/w/:slug/invoices", SEE_MONEY, invoices::pages::list)
        .get("/w/:slug/invoices/new", BILL, invoices::pages::new)
        .post("/w/:slug/invoices/new", BILL, invoices::pages::create)
        .get("/w/:slug/invoices/:id", SEE_MONEY, payments::pages::show_invoice)
        .get("/w/:slug/invoices/:id/edit", BILL, invoices::pages::edit_form)
        .post("/w/:slug/invoices/:id/edit", BILL, invoices::pages::edit)
        .post("/w/:slug/invoices/:id/issue", BILL, invoices::pages::issue)
        .post("/w/:slug/invoices/:id/proforma", BILL, proformas::pages::make)
        .post("/w/:slug/proformas/:id/withdraw", BILL, proformas::pages::withdraw)
        .get("/w/:slug/proformas/:id/pdf", SEE_MONEY, proformas::pages::pdf)
        .get("/w/:slug/invoices/:id/pay", BILL, payments::pages::pay_form)
        .post("/w/:slug/invoices/:id/pay", BILL, payments::pages::pay)
        .post("/w/:slug/payments/:id/undo", BILL, payments::pages::undo)
        .post("/w/:slug/invoices/:id/discard", BILL, invoices::pages::discard)
        .post("/w/:slug/invoices/:id/void", BILL, invoices::pages::void)
        .get("/w/:slug/invoices/:id/send", BILL, invoices::pages::send_form)
        .post("/w/:slug/invoices/:id/send", BILL, invoices::pages::send)
        .get("/w/:slug/invoices/:id/pdf", SEE_MONEY, invoices::pages::pdf)
        .get("/w/:slug/invoices/:id/ubl", SEE_MONEY, invoices::pages::ubl)
        .get("/w/:slug/invoices/:id/cii", SEE_MONEY, invoices::pages::cii)
}

/// What came in by bank.
fn received(table: Table) -> Table {
    table
        .get("/w/:slug/statements", BILL, statements::pages::list)
        .upload("/w/:slug/statements", BILL, statements::pages::bring)
        .get("/w/:slug/statements/:id", BILL, statements::pages::show)
        .post("/w/:slug/statements/:id/columns", BILL, statements::pages::name_columns)
        .post("/w/:slug/statements/:id/certain", BILL, statements::pages::book_certain)
        .post("/w/:slug/statements/:id/remove", BILL, statements::pages::remove)
        .get("/w/:slug/bank-lines/:id", BILL, statements::pages::choose)
        .post("/w/:slug/bank-lines/:id/book", BILL, statements::pages::book)
        .post("/w/:slug/bank-lines/:id/ignore", BILL, statements::pages::ignore)
        .post("/w/:slug/bank-lines/:id/reopen", BILL, statements::pages::reopen)
}

/// What is accounted for.
fn returned(table: Table) -> Table {
    table
        .get("/w/:slug/reports/receivables", SEE_MONEY, receivables::show)
        .get("/w/:slug/vat", SEE_MONEY, returns::pages::list)
        .get("/w/:slug/vat/period", SEE_MONEY, returns::pages::show)
        .get("/w/:slug/vat/papers", SEE_MONEY, returns::pages::papers)
        .get("/w/:slug/vat/export", EXPORT, returns::pages::file)
        .get("/w/:slug/vat/ledger", EXPORT, returns::pages::ledger)
        .get("/w/:slug/vat/union", EXPORT, returns::pages::union)
        .post("/w/:slug/vat/cadence", BILL, returns::pages::choose)
        .post("/w/:slug/vat/close", BILL, returns::pages::close)
        .post("/w/:slug/vat/reopen", BILL, returns::pages::reopen)
}

/// What goes to the accountant.
fn handed_on(table: Table) -> Table {
    table
        .get("/w/:slug/packs", EXPORT, packs::pages::list)
        .post("/w/:slug/packs", EXPORT, packs::pages::start)
        .get("/w/:slug/packs/:id/progress", EXPORT, packs::pages::progress)
        .get("/w/:slug/packs/:id/download", EXPORT, packs::pages::download)
}

/// What is sold.
fn sold(table: Table) -> Table {
    table
        .get("/w/:slug/products", SEE_MONEY, products::pages::list)
        .get("/w/:slug/price-lists", SEE_MONEY, price_lists::pages::all)
        .get("/w/:slug/price-lists/new", BILL, price_lists::pages::new)
        .post("/w/:slug/price-lists/new", BILL, price_lists::pages::create)
        .get("/w/:slug/price-lists/:id", BILL, price_lists::pages::show)
        .post("/w/:slug/price-lists/:id", BILL, price_lists::pages::edit)
        .post("/w/:slug/customers/:id/price-list", BILL, price_lists::pages::choose)
        .get("/w/:slug/products/new", BILL, products::pages::new)
        .post("/w/:slug/products/new", BILL, products::pages::create)
        .post("/w/:slug/products/bulk", BILL, products::pages::retire_chosen)
        .get("/w/:slug/products/:id", SEE_MONEY, products::pages::show)
        .get("/w/:slug/products/:id/edit", BILL, products::pages::edit_form)
        .post("/w/:slug/products/:id/edit", BILL, products::pages::edit)
        .post("/w/:slug/products/:id/retire", BILL, products::pages::retire)
        .post("/w/:slug/products/:id/use", BILL, products::pages::take_back)
}

/// Which tax stands on what is sold.
fn taxed(table: Table) -> Table {
    table
        .get("/w/:slug/settings/taxes", SEE_SETTINGS, taxes::pages::overview)
        .post("/w/:slug/settings/taxes", BILL, taxes::pages::choose)
        .post("/w/:slug/settings/taxes/scheme", BILL, taxes::pages::set_scheme)
        .post("/w/:slug/settings/vat-schemes/:id/remove", BILL, taxes::pages::remove_scheme)
        .get("/w/:slug/settings/taxes/new", BILL, taxes::pages::new)
        .post("/w/:slug/settings/taxes/new", BILL, taxes::pages::create)
        .get("/w/:slug/settings/taxes/ask", SEE_SETTINGS, taxes::pages::ask)
        .get("/w/:slug/settings/taxes/:id", BILL, taxes::pages::show)
        .post("/w/:slug/settings/taxes/:id", BILL, taxes::pages::edit)
        .post("/w/:slug/settings/taxes/:id/rates", BILL, taxes::pages::set_rate)
        .post("/w/:slug/settings/taxes/:id/away", BILL, taxes::pages::retire)
        .post("/w/:slug/settings/taxes/:id/use", BILL, taxes::pages::take_back)
        .post("/w/:slug/settings/tax-rates/:id/remove", BILL, taxes::pages::remove_rate)
}

/// What stands on papers about the one who sells.
fn signed(table: Table) -> Table {
    table
        .get("/w/:slug/settings/billing", SEE_SETTINGS, seller::pages::overview)
        .post("/w/:slug/settings/billing", BILL, seller::pages::save)
        .get("/w/:slug/settings/billing/accounts/new", BILL, seller::pages::new_account)
        .post("/w/:slug/settings/billing/accounts/new", BILL, seller::pages::add_account)
        .post("/w/:slug/settings/billing/accounts/:id/remove", BILL, seller::pages::remove_account)
        .post("/w/:slug/settings/billing/accounts/:id/use", BILL, seller::pages::use_account)
        .post("/w/:slug/settings/billing/cash", BILL, seller::pages::allow_cash)
        .post("/w/:slug/settings/billing/cash/off", BILL, seller::pages::refuse_cash)
}

/// What stands on papers about those who buy.
fn bought(table: Table) -> Table {
    table
        .get("/w/:slug/customers/:id", BILL, customers::pages::show)
        .get("/w/:slug/customers/:id/statement", SEE_MONEY, ledger::show)
        .get("/w/:slug/customers/:id/statement/export", EXPORT, ledger::file)
        .post("/w/:slug/customers/:id", BILL, customers::pages::save)
        .post("/w/:slug/customers/:id/check", BILL, customers::pages::check)
        .post("/w/:slug/customers/:id/ask", BILL, customers::pages::ask)
        .post("/w/:slug/customers/:id/fill", BILL, customers::pages::fill)
        .get("/w/:slug/settings/registers", SEE_SETTINGS, registers::pages::show)
        .post("/w/:slug/settings/registers", SETTINGS, registers::pages::set_key)
        .post("/w/:slug/settings/registers/remove", SETTINGS, registers::pages::remove_key)
}
