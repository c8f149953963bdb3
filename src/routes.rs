//! Every page URL, with what it needs.

use crate::across::transfer::pages as transfer;
use crate::base::Right;
use crate::web::{Need, Table, help, language};
use crate::workspace::{accounts, members, sessions, settings, setup};

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
        .get("/setup/:token", Need::Public, setup::show)
        .post("/setup/:token", Need::Public, setup::set_up)
        .get("/w/:slug/settings", Need::Member(Right::SettingsRead), settings::company)
        .post("/w/:slug/settings", Need::Member(Right::SettingsWrite), settings::save_company)
        .get("/w/:slug/settings/regional", Need::Member(Right::SettingsRead), settings::regional)
        .post("/w/:slug/settings/regional", Need::Member(Right::SettingsWrite), settings::save_regional)
        .get("/w/:slug/settings/people", Need::Member(Right::PeopleRead), members::people)
        .get("/w/:slug/settings/data", Need::Member(Right::SettingsRead), settings::data)
        .unprefixed(|| sessions::into_workspace)
        .get("/w/:slug/import", Need::Member(Right::Import), transfer::list)
        .upload("/w/:slug/import", Need::Member(Right::Import), transfer::upload)
        .get("/w/:slug/import/:id", Need::Member(Right::Import), transfer::show)
        .get("/w/:slug/import/:id/progress", Need::Member(Right::Import), transfer::progress)
        .post("/w/:slug/import/:id/reading", Need::Member(Right::Import), transfer::reread)
        .post("/w/:slug/import/:id/columns", Need::Member(Right::Import), transfer::columns)
        .post("/w/:slug/import/:id/rules", Need::Member(Right::Import), transfer::rules)
        .post("/w/:slug/import/:id/reopen", Need::Member(Right::Import), transfer::reopen)
        .post("/w/:slug/import/:id/run", Need::Member(Right::Import), transfer::run)
        .post("/w/:slug/import/:id/undo", Need::Member(Right::Import), transfer::undo)
        .post("/w/:slug/import/:id/discard", Need::Member(Right::Import), transfer::discard)
        .get("/w/:slug/import/:id/errors.csv", Need::Member(Right::Import), transfer::errors)
        .get("/w/:slug/contacts/export", Need::Member(Right::Export), transfer::export_contacts)
        .get("/w/:slug/companies/export", Need::Member(Right::Export), transfer::export_companies)
}
