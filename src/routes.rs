//! Every page URL, with what it needs.

use crate::web::{Need, Table, help, language};
use crate::workspace::{accounts, sessions};

/// The table of pages.
pub fn pages() -> Table {
    Table::default()
        .get("/", Need::Account, sessions::home)
        .get("/sign-in", Need::Public, accounts::sign_in_form)
        .post("/sign-in", Need::Public, accounts::sign_in)
        .post("/sign-out", Need::Public, accounts::sign_out)
        .post("/language", Need::Public, language::choose)
        .get("/w/:slug/help", Need::Account, help::index)
        .get("/w/:slug/help/:topic", Need::Account, help::show)
        .get("/account", Need::Account, accounts::show)
        .post("/account", Need::Account, accounts::save_preferences)
        .post("/account/look", Need::Account, accounts::save_look)
        .post("/account/password", Need::Account, accounts::change_password)
        .post("/account/sessions/end", Need::Account, accounts::end_other_sessions)
        .post("/account/sessions/:id/end", Need::Account, accounts::end_session)
}
