//! Every operation for programs, with what it asks of a token, and its description in OpenAPI.

mod describe;
mod page;

use poem_openapi::OpenApiService;

use crate::across::{
    agenda, board, calling, convert, filing, merge, profiles, reports, search, undo, writing,
};
use crate::base::Right;
use crate::billing::{
    customers, invoices, packs, payments, price_lists, products, proformas, quotes, returns, seller, taxes,
};
use crate::crm::{companies, contacts, deals, fields, forms, leads, tags, views};
use crate::web::health::Health;
use crate::web::operations::{Ask, Operations};
use crate::workspace::{audit, members, notices, rates, settings};

pub use page::documentation;

const READ: Option<Right> = Some(Right::CustomersRead);
const WRITE: Option<Right> = Some(Right::CustomersWrite);

const SEE_SALES: Option<Right> = Some(Right::SalesRead);
const SELL: Option<Right> = Some(Right::SalesWrite);

const SEE_MONEY: Option<Right> = Some(Right::MoneyRead);
const BILL: Option<Right> = Some(Right::MoneyWrite);

/// The table of operations.
pub const OPERATIONS: &[Ask] = &[
    ask("GET", "/api/v1/workspace", Some(Right::SettingsRead)),
    ask("GET", "/api/v1/members", Some(Right::PeopleRead)),
    ask("GET", "/api/v1/tags", READ),
    ask("GET", "/api/v1/views", READ),
    ask("GET", "/api/v1/fields", READ),
    ask("GET", "/api/v1/search", READ),
    ask("GET", "/api/v1/changes", READ),
    ask("GET", "/api/v1/acts", READ),
    ask("POST", "/api/v1/acts/{id}/undo", READ),
    ask("GET", "/api/v1/contacts", READ),
    ask("POST", "/api/v1/contacts", WRITE),
    ask("GET", "/api/v1/contacts/{id}", READ),
    ask("PATCH", "/api/v1/contacts/{id}", WRITE),
    ask("POST", "/api/v1/contacts/{id}/trash", WRITE),
    ask("POST", "/api/v1/contacts/{id}/restore", WRITE),
    ask("POST", "/api/v1/contacts/{id}/merge", WRITE),
    ask("PUT", "/api/v1/contacts/external/{system}/{external_id}", WRITE),
    ask("GET", "/api/v1/companies", READ),
    ask("POST", "/api/v1/companies", WRITE),
    ask("GET", "/api/v1/companies/{id}", READ),
    ask("PATCH", "/api/v1/companies/{id}", WRITE),
    ask("POST", "/api/v1/companies/{id}/trash", WRITE),
    ask("POST", "/api/v1/companies/{id}/restore", WRITE),
    ask("POST", "/api/v1/companies/{id}/merge", WRITE),
    ask("PUT", "/api/v1/companies/external/{system}/{external_id}", WRITE),
    ask("GET", "/api/v1/leads", SEE_SALES),
    ask("POST", "/api/v1/leads", SELL),
    ask("GET", "/api/v1/leads/{id}", SEE_SALES),
    ask("PATCH", "/api/v1/leads/{id}", SELL),
    ask("POST", "/api/v1/leads/{id}/assign", SELL),
    ask("POST", "/api/v1/leads/{id}/disqualify", SELL),
    ask("POST", "/api/v1/leads/{id}/recycle", SELL),
    ask("POST", "/api/v1/leads/{id}/convert", SELL),
    ask("POST", "/api/v1/leads/{id}/trash", SELL),
    ask("POST", "/api/v1/leads/{id}/restore", SELL),
    ask("GET", "/api/v1/forms", Some(Right::SettingsRead)),
    ask("GET", "/api/v1/forms/{id}", Some(Right::SettingsRead)),
    ask("GET", "/api/v1/notes", READ),
    ask("POST", "/api/v1/notes", WRITE),
    ask("GET", "/api/v1/notes/{id}", READ),
    ask("PATCH", "/api/v1/notes/{id}", WRITE),
    ask("DELETE", "/api/v1/notes/{id}", WRITE),
    ask("POST", "/api/v1/calls", WRITE),
    ask("POST", "/api/v1/records/{id}/mail", WRITE),
    ask("GET", "/api/v1/records/{id}/followers", READ),
    ask("POST", "/api/v1/records/{id}/follow", READ),
    ask("POST", "/api/v1/records/{id}/unfollow", READ),
    ask("GET", "/api/v1/tasks", SEE_SALES),
    ask("POST", "/api/v1/tasks", SELL),
    ask("GET", "/api/v1/tasks/{id}", SEE_SALES),
    ask("PATCH", "/api/v1/tasks/{id}", SELL),
    ask("POST", "/api/v1/tasks/{id}/finish", SELL),
    ask("POST", "/api/v1/tasks/{id}/reopen", SELL),
    ask("DELETE", "/api/v1/tasks/{id}", SELL),
    ask("GET", "/api/v1/files", READ),
    ask("POST", "/api/v1/files", WRITE),
    ask("GET", "/api/v1/files/{id}", READ),
    ask("GET", "/api/v1/files/{id}/content", READ),
    ask("DELETE", "/api/v1/files/{id}", WRITE),
    ask("GET", "/api/v1/pipelines", SEE_SALES),
    ask("GET", "/api/v1/lost-reasons", SEE_SALES),
    ask("GET", "/api/v1/deals", SEE_SALES),
    ask("POST", "/api/v1/deals", SELL),
    ask("GET", "/api/v1/deals/{id}", SEE_SALES),
    ask("PATCH", "/api/v1/deals/{id}", SELL),
    ask("POST", "/api/v1/deals/{id}/move", SELL),
    ask("POST", "/api/v1/deals/{id}/hold", SELL),
    ask("POST", "/api/v1/deals/{id}/resume", SELL),
    ask("POST", "/api/v1/deals/{id}/win", SELL),
    ask("POST", "/api/v1/deals/{id}/lose", SELL),
    ask("POST", "/api/v1/deals/{id}/reopen", SELL),
    ask("POST", "/api/v1/deals/{id}/trash", SELL),
    ask("POST", "/api/v1/deals/{id}/restore", SELL),
    ask("GET", "/api/v1/mail-templates", READ),
    ask("GET", "/api/v1/mails", READ),
    ask("POST", "/api/v1/mails", WRITE),
    ask("GET", "/api/v1/mails/{id}", READ),
    ask("GET", "/api/v1/forecast", SEE_SALES),
    ask("GET", "/api/v1/reports/sales", SEE_SALES),
    ask("GET", "/api/v1/reports/conversion", SEE_SALES),
    ask("GET", "/api/v1/reports/stages", SEE_SALES),
    ask("GET", "/api/v1/reports/activity", SEE_SALES),
    ask("GET", "/api/v1/reports/sources", SEE_SALES),
    ask("GET", "/api/v1/rates", Some(Right::SettingsRead)),
    ask("PUT", "/api/v1/rates", Some(Right::SettingsWrite)),
    ask("GET", "/api/v1/products", SEE_MONEY),
    ask("POST", "/api/v1/products", BILL),
    ask("GET", "/api/v1/products/{id}", SEE_MONEY),
    ask("PATCH", "/api/v1/products/{id}", BILL),
    ask("POST", "/api/v1/products/{id}/retire", BILL),
    ask("POST", "/api/v1/products/{id}/use", BILL),
    ask("GET", "/api/v1/price-lists", SEE_MONEY),
    ask("POST", "/api/v1/price-lists", BILL),
    ask("GET", "/api/v1/price-lists/{id}", SEE_MONEY),
    ask("PATCH", "/api/v1/price-lists/{id}", BILL),
    ask("PUT", "/api/v1/customers/{id}/price-list", BILL),
    ask("GET", "/api/v1/seller", SEE_MONEY),
    ask("PATCH", "/api/v1/seller", BILL),
    ask("GET", "/api/v1/customers/{id}", SEE_MONEY),
    ask("PATCH", "/api/v1/customers/{id}", BILL),
    ask("POST", "/api/v1/customers/{id}/check", BILL),
    ask("POST", "/api/v1/customers/{id}/ask", BILL),
    ask("GET", "/api/v1/customers/{id}/checks", SEE_MONEY),
    ask("GET", "/api/v1/invoices", SEE_MONEY),
    ask("POST", "/api/v1/invoices", BILL),
    ask("GET", "/api/v1/invoices/{id}", SEE_MONEY),
    ask("PATCH", "/api/v1/invoices/{id}", BILL),
    ask("DELETE", "/api/v1/invoices/{id}", BILL),
    ask("POST", "/api/v1/invoices/{id}/issue", BILL),
    ask("POST", "/api/v1/invoices/{id}/void", BILL),
    ask("GET", "/api/v1/packs", BILL),
    ask("POST", "/api/v1/packs", BILL),
    ask("GET", "/api/v1/packs/{id}", BILL),
    ask("GET", "/api/v1/packs/{id}/content", BILL),
    ask("GET", "/api/v1/quotes", SEE_MONEY),
    ask("POST", "/api/v1/quotes", SELL),
    ask("GET", "/api/v1/quotes/{id}", SEE_MONEY),
    ask("PATCH", "/api/v1/quotes/{id}", SELL),
    ask("POST", "/api/v1/quotes/{id}/send", SELL),
    ask("POST", "/api/v1/quotes/{id}/revise", SELL),
    ask("POST", "/api/v1/quotes/{id}/withdraw", SELL),
    ask("POST", "/api/v1/quotes/{id}/accept", SELL),
    ask("POST", "/api/v1/quotes/{id}/decline", SELL),
    ask("POST", "/api/v1/quotes/{id}/questions", SELL),
    ask("GET", "/api/v1/quotes/{id}/pdf", SEE_MONEY),
    ask("POST", "/api/v1/quotes/{id}/invoices", BILL),
    ask("POST", "/api/v1/invoices/{id}/proformas", BILL),
    ask("GET", "/api/v1/proformas", SEE_MONEY),
    ask("GET", "/api/v1/proformas/{id}", SEE_MONEY),
    ask("POST", "/api/v1/proformas/{id}/withdraw", BILL),
    ask("GET", "/api/v1/proformas/{id}/pdf", SEE_MONEY),
    ask("GET", "/api/v1/payments", SEE_MONEY),
    ask("POST", "/api/v1/payments", BILL),
    ask("GET", "/api/v1/payments/{id}", SEE_MONEY),
    ask("POST", "/api/v1/payments/{id}/undo", BILL),
    ask("GET", "/api/v1/vat/returns", SEE_MONEY),
    ask("GET", "/api/v1/vat/returns/{from}", SEE_MONEY),
    ask("POST", "/api/v1/vat/returns/{from}/close", BILL),
    ask("GET", "/api/v1/tax-classes", SEE_MONEY),
    ask("PUT", "/api/v1/tax-classes/{id}/rates", BILL),
    ask("GET", "/api/v1/notices", READ),
    ask("POST", "/api/v1/notices/{id}/read", READ),
    ask("GET", "/api/v1/openapi.json", None),
];

const fn ask(method: &'static str, path: &'static str, right: Option<Right>) -> Ask {
    Ask { method, path, right }
}

/// What every slice brings.
type Slices = (
    Health,
    settings::api::Workspace,
    members::api::Members,
    tags::api::Tags,
    search::api::Search,
    audit::api::Changes,
    contacts::api::Contacts,
    companies::api::Companies,
    leads::api::Leads,
    convert::api::Convert,
    deals::api::Deals,
    merge::api::Merges,
    profiles::api::Notes,
    agenda::api::Tasks,
    filing::api::Files,
    // No more than sixteen fit in one.
    (
        writing::api::Mails,
        notices::api::Notices,
        forms::api::Forms,
        calling::api::Calls,
        profiles::api::Followers,
        views::api::Views,
        fields::api::Fields,
        undo::api::Acts,
        describe::Description,
        Figures,
    ),
);

/// What is told in figures.
type Figures = (
    board::api::Forecasts,
    reports::api::Reports,
    rates::api::RatesApi,
    taxes::api::Taxes,
    products::api::Products,
    price_lists::api::PriceLists,
    seller::api::Sellers,
    customers::api::Customers,
    invoices::api::Invoices,
    quotes::api::Quotes,
    packs::api::Packs,
    proformas::api::ProFormas,
    payments::api::Payments,
    returns::api::VatReturns,
);

/// The operations as a service that knows its own description.
pub fn service() -> OpenApiService<Slices, ()> {
    let slices = (
        Health,
        settings::api::Workspace,
        members::api::Members,
        tags::api::Tags,
        search::api::Search,
        audit::api::Changes,
        contacts::api::Contacts,
        companies::api::Companies,
        leads::api::Leads,
        convert::api::Convert,
        deals::api::Deals,
        merge::api::Merges,
        profiles::api::Notes,
        agenda::api::Tasks,
        filing::api::Files,
        (
            writing::api::Mails,
            notices::api::Notices,
            forms::api::Forms,
            calling::api::Calls,
            profiles::api::Followers,
            views::api::Views,
            fields::api::Fields,
            undo::api::Acts,
            describe::Description,
            (
                board::api::Forecasts,
                reports::api::Reports,
                rates::api::RatesApi,
                taxes::api::Taxes,
                products::api::Products,
                price_lists::api::PriceLists,
                seller::api::Sellers,
                customers::api::Customers,
                invoices::api::Invoices,
                quotes::api::Quotes,
                packs::api::Packs,
                proformas::api::ProFormas,
                payments::api::Payments,
                returns::api::VatReturns,
            ),
        ),
    );
    OpenApiService::new(slices, "Kantora", env!("CARGO_PKG_VERSION")).description(describe::INTRODUCTION)
}

/// The table joined with what the description says of parameters.
pub fn operations() -> Operations {
    Operations::new(describe::whole(), OPERATIONS)
}

/// The description, as `schema/openapi.json` holds it.
pub fn description() -> String {
    let mut text = serde_json::to_string_pretty(&describe::sorted(describe::whole())).unwrap_or_default();
    text.push('\n');
    text
}
