//! Every page URL, with what it needs.

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
}
