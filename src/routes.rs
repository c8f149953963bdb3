//! Every page URL, with what it needs.

mod money;
mod records;
mod selling;

use crate::across::{legal, operator};
use crate::api;
use crate::base::Right;
use crate::web::{Need, Table, help, language};
use crate::workspace::{
    accounts, blocks, email, factors, identities, members, profile, rates, sessions, settings, setup,
    sign_in, support, tokens,
};

const SETTINGS: Need = Need::Member(Right::SettingsWrite);
const READ: Need = Need::Member(Right::CustomersRead);
const WRITE: Need = Need::Member(Right::CustomersWrite);
const SEE_LEADS: Need = Need::Member(Right::SalesRead);
const CHANGE_LEADS: Need = Need::Member(Right::SalesWrite);
const SEE_SALES: Need = Need::Member(Right::SalesRead);
const SELL: Need = Need::Member(Right::SalesWrite);
const IMPORT: Need = Need::Member(Right::Import);
const EXPORT: Need = Need::Member(Right::Export);
const SEE_SETTINGS: Need = Need::Member(Right::SettingsRead);
const SEE_MONEY: Need = Need::Member(Right::MoneyRead);
const BILL: Need = Need::Member(Right::MoneyWrite);
const PEOPLE: Need = Need::Member(Right::PeopleRead);
const CHANGE_PEOPLE: Need = Need::Member(Right::PeopleWrite);

/// The table of pages.
pub fn pages() -> Table {
    let own = currencies(mail(installation(people(law(house(Table::default()))))));
    money::all(selling::all(records::all(own))).unprefixed(|| sessions::into_workspace)
}

/// Who works here, and where.
fn house(table: Table) -> Table {
    table
        .get("/", Need::Account, sessions::home)
        .get("/api", Need::Public, api::documentation)
        .get("/sign-in", Need::Public, sign_in::sign_in_form)
        .post("/sign-in", Need::Public, sign_in::sign_in)
        .post("/sign-in/with/:provider", Need::Public, identities::depart)
        .get("/sign-in/with/:provider/back", Need::Public, identities::arrive)
        .get("/sign-in/second", Need::Public, sign_in::second_form)
        .post("/sign-in/second", Need::Public, sign_in::second)
        .post("/sign-in/passkey/begin", Need::Public, sign_in::ask_passkey)
        .post("/sign-in/passkey", Need::Public, sign_in::use_passkey)
        .get("/reset", Need::Public, sign_in::reset_form)
        .post("/reset", Need::Public, sign_in::ask_reset)
        .get("/reset/:token", Need::Public, sign_in::show_reset)
        .post("/reset/:token", Need::Public, sign_in::set_password)
        .post("/sign-out", Need::Public, sign_in::sign_out)
        .post("/language", Need::Public, language::choose)
        .get("/w/:slug/help", Need::Account, help::index)
        .get("/w/:slug/help/:topic", Need::Account, help::show)
        .get("/account/confirm", Need::Account, sign_in::confirm_form)
        .post("/account/confirm", Need::Account, sign_in::confirm)
        .get("/account/factors", Need::Account, factors::overview)
        .get("/account/factors/app", Need::Account, factors::set_up_app)
        .post("/account/factors/app", Need::Account, factors::confirm_app)
        .post("/account/factors/app/remove", Need::Account, factors::remove_app)
        .post("/account/factors/passkeys/begin", Need::Account, factors::begin_passkey)
        .post("/account/factors/passkeys", Need::Account, factors::add_passkey)
        .post("/account/factors/passkeys/:id/remove", Need::Account, factors::remove_passkey)
        .post("/account/factors/codes", Need::Account, factors::new_codes)
        .get("/account", Need::Account, accounts::show)
        .post("/account", Need::Account, accounts::save_preferences)
        .post("/account/look", Need::Account, accounts::save_look)
        .post("/account/password", Need::Account, accounts::change_password)
        .post("/account/sessions/end", Need::Account, accounts::end_other_sessions)
        .post("/account/sessions/:id/end", Need::Account, accounts::end_session)
        .get("/account/identities", Need::Account, identities::list)
        .post("/account/identities", Need::Account, identities::link)
        .post("/account/identities/:id/unlink", Need::Account, identities::unlink)
        .get("/operator/blocks", Need::Operator, blocks::list)
        .post("/operator/blocks", Need::Operator, blocks::add)
        .post("/operator/blocks/:id/lift", Need::Operator, blocks::lift)
        .get("/setup/:token", Need::Public, setup::show)
        .post("/setup/:token", Need::Public, setup::set_up)
        .get("/w/:slug/settings", Need::Member(Right::SettingsRead), settings::company)
        .post("/w/:slug/settings", Need::Member(Right::SettingsWrite), settings::save_company)
        .get("/w/:slug/settings/regional", Need::Member(Right::SettingsRead), settings::regional)
        .post("/w/:slug/settings/regional", Need::Member(Right::SettingsWrite), settings::save_regional)
        .get("/w/:slug/settings/security", Need::Member(Right::SettingsRead), settings::security)
        .post("/w/:slug/settings/security", Need::Member(Right::SettingsWrite), settings::save_security)
        .get("/w/:slug/settings/data", Need::Member(Right::SettingsRead), settings::data)
        .get("/w/:slug/settings/support", Need::Member(Right::Support), support::show)
        .post("/w/:slug/settings/support/:id/grant", Need::Member(Right::Support), support::grant_access)
        .post("/w/:slug/settings/support/:id/end", Need::Member(Right::Support), support::end_access)
        .get("/w/:slug/settings/tokens", READ, tokens::list)
        .get("/w/:slug/settings/tokens/new", READ, tokens::draw)
        .post("/w/:slug/settings/tokens/new", READ, tokens::make)
        .post("/w/:slug/settings/tokens/:id/revoke", READ, tokens::remove)
}

/// What everybody may read before they sign in, and the notice that a company hands on.
fn law(table: Table) -> Table {
    table
        .get("/legal/terms", Need::Public, legal::terms)
        .get("/legal/privacy", Need::Public, legal::privacy)
        .get("/legal/accessibility", Need::Public, legal::accessibility)
        .get("/.well-known/security.txt", Need::Public, legal::security_txt)
        .get("/w/:slug/legal", Need::Account, legal::company)
}

/// Who works here: roles, invitations, teams.
fn people(table: Table) -> Table {
    table
        .get("/w/:slug/settings/people", PEOPLE, members::people)
        .get("/w/:slug/settings/people/invite", CHANGE_PEOPLE, members::invite_form)
        .post("/w/:slug/settings/people/invite", CHANGE_PEOPLE, members::send_invitation)
        .get("/w/:slug/settings/people/:id", CHANGE_PEOPLE, members::show_member)
        .post("/w/:slug/settings/people/:id/role", CHANGE_PEOPLE, members::save_role)
        .post("/w/:slug/settings/people/:id/remove", CHANGE_PEOPLE, members::remove_member)
        .post("/w/:slug/settings/people/:id/return", CHANGE_PEOPLE, members::let_member_back)
        .post("/w/:slug/settings/invitations/:id/send", CHANGE_PEOPLE, members::send_again)
        .post("/w/:slug/settings/invitations/:id/withdraw", CHANGE_PEOPLE, members::withdraw_invitation)
        .get("/w/:slug/settings/teams", PEOPLE, members::show_teams)
        .post("/w/:slug/settings/teams", CHANGE_PEOPLE, members::add_team)
        .get("/w/:slug/settings/teams/:id", CHANGE_PEOPLE, members::show_team)
        .post("/w/:slug/settings/teams/:id", CHANGE_PEOPLE, members::edit_team)
        .post("/w/:slug/settings/teams/:id/remove", CHANGE_PEOPLE, members::remove_team)
        .get("/w/:slug/leave", Need::Account, members::leave_form)
        .post("/w/:slug/leave", Need::Account, members::leave_workspace)
        .get("/account/address", Need::Account, profile::address_form)
        .post("/account/address", Need::Account, profile::ask_address)
        .get("/account/address/:token", Need::Account, profile::show_address)
        .post("/account/address/:token", Need::Account, profile::change_address)
        .get("/account/letters", Need::Account, profile::letters_form)
        .post("/account/letters", Need::Account, profile::save_letters)
        .get("/account/data", Need::Account, profile::data)
        .get("/account/data.json", Need::Account, profile::download)
        .get("/account/close", Need::Account, profile::close_form)
        .post("/account/close", Need::Account, profile::close_account)
        .get("/invitation/:token", Need::Public, members::show_invitation)
        .post("/invitation/:token", Need::Public, members::accept_invitation)
}

/// The installation itself, for whoever runs it.
fn installation(table: Table) -> Table {
    table
        .get("/operator", Need::Operator, operator::overview)
        .get("/operator/workspaces", Need::Operator, operator::workspaces)
        .get("/operator/workspaces/new", Need::Operator, operator::new_workspace)
        .post("/operator/workspaces/new", Need::Operator, operator::create_workspace)
        .get("/operator/workspaces/:id", Need::Operator, operator::workspace)
        .post("/operator/workspaces/:id/suspend", Need::Operator, operator::suspend_workspace)
        .post("/operator/workspaces/:id/resume", Need::Operator, operator::resume_workspace)
        .post("/operator/workspaces/:id/ask", Need::Operator, operator::ask)
        .post("/operator/workspaces/:id/withdraw", Need::Operator, operator::withdraw)
        .get("/operator/jobs", Need::Operator, operator::jobs)
        .get("/operator/mail", Need::Operator, operator::mail)
        .post("/operator/jobs/:id/retry", Need::Operator, operator::retry_job)
        .post("/operator/jobs/:id/drop", Need::Operator, operator::drop_job)
}

/// How letters leave, and what became of them.
fn mail(table: Table) -> Table {
    table
        .get("/w/:slug/settings/mail", SETTINGS, email::show)
        .post("/w/:slug/settings/mail", SETTINGS, email::save_account)
        .get("/w/:slug/settings/mail/domain", SETTINGS, email::show_domain)
        .post("/w/:slug/settings/mail/remove", SETTINGS, email::remove_account)
        .post("/w/:slug/settings/mail/test", SETTINGS, email::send_test)
        .post("/w/:slug/settings/mail/:id/retry", SETTINGS, email::send_again)
}

/// What other currencies cost.
fn currencies(table: Table) -> Table {
    table
        .get("/w/:slug/settings/rates", Need::Member(Right::SettingsRead), rates::show)
        .post("/w/:slug/settings/rates", SETTINGS, rates::choose_source)
        .post("/w/:slug/settings/rates/fetch", SETTINGS, rates::fetch_now)
        .post("/w/:slug/settings/rates/new", SETTINGS, rates::set_rate)
        .post("/w/:slug/settings/rates/:id/remove", SETTINGS, rates::remove_rate)
}
