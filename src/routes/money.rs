//! The pages of what is owed.

use super::{BILL, SEE_SETTINGS};
use crate::billing::taxes;
use crate::web::Table;

/// Every one of them.
pub(super) fn all(table: Table) -> Table {
    taxed(table)
}

/// Which tax stands on what is sold.
fn taxed(table: Table) -> Table {
    table
        .get("/w/:slug/settings/taxes", SEE_SETTINGS, taxes::pages::overview)
        .post("/w/:slug/settings/taxes", BILL, taxes::pages::choose)
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
