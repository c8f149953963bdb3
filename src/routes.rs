//! Every page URL, with what it needs.

use crate::across::transfer::pages as transfer;
use crate::across::{agenda, board, convert, filing, home, legal, merge, operator, profiles, search, undo};
use crate::api;
use crate::base::Right;
use crate::crm::{companies, contacts, deals, leads};
use crate::web::{Need, Table, help, language};
use crate::workspace::{
    accounts, blocks, email, factors, identities, members, notices, profile, rates, sessions, settings,
    setup, sign_in, support, tokens,
};

const SETTINGS: Need = Need::Member(Right::SettingsWrite);
const READ: Need = Need::Member(Right::CustomersRead);
const WRITE: Need = Need::Member(Right::CustomersWrite);
const SEE_LEADS: Need = Need::Member(Right::SalesRead);
const CHANGE_LEADS: Need = Need::Member(Right::SalesWrite);
const SEE_SALES: Need = Need::Member(Right::SalesRead);
const SELL: Need = Need::Member(Right::SalesWrite);
const SEE_SETTINGS: Need = Need::Member(Right::SettingsRead);
const PEOPLE: Need = Need::Member(Right::PeopleRead);
const CHANGE_PEOPLE: Need = Need::Member(Right::PeopleWrite);

/// The table of pages.
pub fn pages() -> Table {
    let own = currencies(mail(installation(people(law(house(Table::default()))))));
    let customers = files(tasks(merges(customers(transfers(own)))));
    let table = told(pipeline(sales(selling(customers))));
    table.unprefixed(|| sessions::into_workspace)
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

/// Two records become one, and which may be.
fn merges(table: Table) -> Table {
    table
        .get("/w/:slug/contacts/duplicates", WRITE, merge::pages::contact_duplicates)
        .post("/w/:slug/contacts/duplicates/:id/refuse", WRITE, merge::pages::refuse_contacts)
        .post("/w/:slug/contacts/duplicates/:id/reopen", WRITE, merge::pages::reopen_contacts)
        .get("/w/:slug/contacts/:id/merge", WRITE, merge::pages::contact)
        .post("/w/:slug/contacts/:id/merge", WRITE, merge::pages::merge_contacts)
        .get("/w/:slug/companies/duplicates", WRITE, merge::pages::company_duplicates)
        .post("/w/:slug/companies/duplicates/:id/refuse", WRITE, merge::pages::refuse_companies)
        .post("/w/:slug/companies/duplicates/:id/reopen", WRITE, merge::pages::reopen_companies)
        .get("/w/:slug/companies/:id/merge", WRITE, merge::pages::company)
        .post("/w/:slug/companies/:id/merge", WRITE, merge::pages::merge_companies)
}

/// Who has to do what, by when.
fn tasks(table: Table) -> Table {
    table
        .get("/w/:slug/tasks", SEE_SALES, agenda::agenda)
        .get("/w/:slug/tasks/done", SEE_SALES, agenda::done)
        .get("/w/:slug/tasks/month", SEE_SALES, agenda::month)
        .get("/w/:slug/tasks/new", SELL, agenda::add)
        .post("/w/:slug/tasks/new", SELL, agenda::create)
        .get("/w/:slug/tasks/:id", SEE_SALES, agenda::show)
        .get("/w/:slug/tasks/:id/edit", SELL, agenda::edit_form)
        .post("/w/:slug/tasks/:id/edit", SELL, agenda::edit)
        .post("/w/:slug/tasks/:id/finish", SELL, agenda::finish)
        .post("/w/:slug/tasks/:id/reopen", SELL, agenda::reopen)
        .post("/w/:slug/tasks/:id/remove", SELL, agenda::remove)
}

/// What somebody may buy, and the ways that it goes.
fn sales(table: Table) -> Table {
    table
        .get("/w/:slug/deals", SEE_SALES, deals::pages::list)
        .get("/w/:slug/deals/new", SELL, deals::pages::new)
        .post("/w/:slug/deals/new", SELL, deals::pages::create)
        .get("/w/:slug/deals/trash", SEE_SALES, deals::pages::trash)
        .get("/w/:slug/deals/:id", SEE_SALES, profiles::pages::deal)
        .get("/w/:slug/deals/:id/edit", SELL, deals::pages::edit_form)
        .post("/w/:slug/deals/:id/edit", SELL, deals::pages::edit)
        .post("/w/:slug/deals/:id/move", SELL, deals::pages::move_to)
        .post("/w/:slug/deals/:id/win", SELL, deals::pages::win)
        .get("/w/:slug/deals/:id/lose", SELL, deals::pages::lose_form)
        .post("/w/:slug/deals/:id/lose", SELL, deals::pages::lose)
        .get("/w/:slug/deals/:id/hold", SELL, deals::pages::hold_form)
        .post("/w/:slug/deals/:id/hold", SELL, deals::pages::hold)
        .post("/w/:slug/deals/:id/resume", SELL, deals::pages::resume)
        .post("/w/:slug/deals/:id/reopen", SELL, deals::pages::reopen)
        .post("/w/:slug/deals/:id/people", SELL, deals::pages::put_person)
        .post("/w/:slug/deals/:id/people/remove", SELL, deals::pages::remove_person)
        .post("/w/:slug/deals/:id/trash", SELL, deals::pages::throw_away)
        .post("/w/:slug/deals/:id/restore", SELL, deals::pages::restore)
        .get("/w/:slug/settings/pipelines", SEE_SETTINGS, deals::pages::list_pipelines)
        .post("/w/:slug/settings/pipelines", SETTINGS, deals::pages::add_pipeline)
        .get("/w/:slug/settings/pipelines/:id", SETTINGS, deals::pages::show_pipeline)
        .post("/w/:slug/settings/pipelines/:id", SETTINGS, deals::pages::rename_pipeline)
        .post("/w/:slug/settings/pipelines/:id/away", SETTINGS, deals::pages::put_away_pipeline)
        .post("/w/:slug/settings/pipelines/:id/use", SETTINGS, deals::pages::use_pipeline)
        .get("/w/:slug/settings/pipelines/:id/stages/new", SETTINGS, deals::pages::add_stage_form)
        .post("/w/:slug/settings/pipelines/:id/stages/new", SETTINGS, deals::pages::add_stage)
        .get("/w/:slug/settings/stages/:id", SETTINGS, deals::pages::show_stage)
        .post("/w/:slug/settings/stages/:id", SETTINGS, deals::pages::edit_stage)
        .post("/w/:slug/settings/stages/:id/earlier", SETTINGS, deals::pages::shift_earlier)
        .post("/w/:slug/settings/stages/:id/later", SETTINGS, deals::pages::shift_later)
        .post("/w/:slug/settings/stages/:id/away", SETTINGS, deals::pages::put_away_stage)
        .get("/w/:slug/settings/lost-reasons", SEE_SETTINGS, deals::pages::list_reasons)
        .post("/w/:slug/settings/lost-reasons", SETTINGS, deals::pages::add_reason)
        .get("/w/:slug/settings/lost-reasons/:id", SETTINGS, deals::pages::show_reason)
        .post("/w/:slug/settings/lost-reasons/:id", SETTINGS, deals::pages::edit_reason)
        .post("/w/:slug/settings/lost-reasons/:id/away", SETTINGS, deals::pages::put_away_reason)
        .post("/w/:slug/settings/lost-reasons/:id/use", SETTINGS, deals::pages::use_reason)
}

/// What is kept with records. A task's files ask for the rights on tasks, too; the handlers look at the record.
fn files(table: Table) -> Table {
    table
        .get("/w/:slug/files", READ, filing::list)
        .uploads("/w/:slug/files", WRITE, filing::upload)
        .get("/w/:slug/files/:id", READ, filing::show)
        .get("/w/:slug/files/:id/download", READ, filing::download)
        .get("/w/:slug/files/:id/thumbnail", READ, filing::thumbnail)
        .get("/w/:slug/files/:id/edit", WRITE, filing::edit_form)
        .post("/w/:slug/files/:id/edit", WRITE, filing::edit)
        .post("/w/:slug/files/:id/remove", WRITE, filing::remove)
}

/// What people are told, and what they follow.
fn told(table: Table) -> Table {
    table
        .get("/w/:slug/notices", READ, notices::list_all)
        .post("/w/:slug/notices/read", READ, notices::read_all)
        .post("/w/:slug/notices/:id/read", READ, notices::read_one)
        .post("/w/:slug/contacts/:id/follow", READ, profiles::pages::follow)
        .post("/w/:slug/contacts/:id/unfollow", READ, profiles::pages::unfollow)
        .post("/w/:slug/companies/:id/follow", READ, profiles::pages::follow)
        .post("/w/:slug/companies/:id/unfollow", READ, profiles::pages::unfollow)
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

/// Where deals stand, and what they may bring.
fn pipeline(table: Table) -> Table {
    table
        .get("/w/:slug/deals/board", SEE_SALES, board::board)
        .get("/w/:slug/deals/forecast", SEE_SALES, board::forecast)
        .get("/w/:slug/deals/:id/put", SELL, board::put_form)
        .post("/w/:slug/deals/:id/put", SELL, board::put)
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

/// Bringing lists in and taking them out.
fn transfers(table: Table) -> Table {
    table
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
        .get("/w/:slug/contacts/:id/card.vcf", READ, transfer::card)
        .get("/w/:slug/companies/export", Need::Member(Right::Export), transfer::export_companies)
}

/// The page of the day, search, undo, contacts and companies with their notes.
fn customers(table: Table) -> Table {
    table
        .get("/w/:slug", READ, home::pages::today)
        .get("/w/:slug/search", READ, search::pages::search)
        .post("/w/:slug/undo/:id", WRITE, undo::pages::undo)
        .get("/w/:slug/contacts", READ, contacts::pages::list)
        .get("/w/:slug/contacts/new", WRITE, contacts::pages::new)
        .post("/w/:slug/contacts/new", WRITE, contacts::pages::create)
        .post("/w/:slug/contacts/bulk", WRITE, contacts::pages::bulk)
        .get("/w/:slug/contacts/trash", READ, contacts::pages::trash)
        .get("/w/:slug/contacts/:id", READ, profiles::pages::contact)
        .get("/w/:slug/contacts/:id/edit", WRITE, contacts::pages::edit_form)
        .post("/w/:slug/contacts/:id/edit", WRITE, contacts::pages::edit)
        .post("/w/:slug/contacts/:id/tags", WRITE, contacts::pages::tag)
        .post("/w/:slug/contacts/:id/untag", WRITE, contacts::pages::untag)
        .post("/w/:slug/contacts/:id/trash", WRITE, contacts::pages::throw_away)
        .post("/w/:slug/contacts/:id/restore", WRITE, contacts::pages::restore)
        .post("/w/:slug/notes", WRITE, profiles::pages::add_note)
        .get("/w/:slug/notes/:id", READ, profiles::pages::show_note)
        .get("/w/:slug/notes/:id/edit", WRITE, profiles::pages::edit_note_form)
        .post("/w/:slug/notes/:id/edit", WRITE, profiles::pages::edit_note)
        .post("/w/:slug/notes/:id/remove", WRITE, profiles::pages::remove_note)
        .get("/w/:slug/companies", READ, companies::pages::list)
        .get("/w/:slug/companies/new", WRITE, companies::pages::new)
        .post("/w/:slug/companies/new", WRITE, companies::pages::create)
        .post("/w/:slug/companies/bulk", WRITE, companies::pages::bulk)
        .get("/w/:slug/companies/trash", READ, companies::pages::trash)
        .get("/w/:slug/companies/:id", READ, profiles::pages::company)
        .get("/w/:slug/companies/:id/edit", WRITE, companies::pages::edit_form)
        .post("/w/:slug/companies/:id/edit", WRITE, companies::pages::edit)
        .post("/w/:slug/companies/:id/tags", WRITE, companies::pages::tag)
        .post("/w/:slug/companies/:id/untag", WRITE, companies::pages::untag)
        .post("/w/:slug/companies/:id/trash", WRITE, companies::pages::throw_away)
        .post("/w/:slug/companies/:id/restore", WRITE, companies::pages::restore)
}

/// Whoever may become a customer.
fn selling(table: Table) -> Table {
    table
        .get("/w/:slug/leads", SEE_LEADS, leads::pages::list)
        .get("/w/:slug/leads/new", CHANGE_LEADS, leads::pages::new)
        .post("/w/:slug/leads/new", CHANGE_LEADS, leads::pages::create)
        .post("/w/:slug/leads/bulk", CHANGE_LEADS, leads::pages::bulk)
        .get("/w/:slug/leads/trash", SEE_LEADS, leads::pages::trash)
        .get("/w/:slug/leads/:id", SEE_LEADS, profiles::pages::lead)
        .get("/w/:slug/leads/:id/edit", CHANGE_LEADS, leads::pages::edit_form)
        .post("/w/:slug/leads/:id/edit", CHANGE_LEADS, leads::pages::edit)
        .get("/w/:slug/leads/:id/disqualify", CHANGE_LEADS, leads::pages::disqualify_form)
        .post("/w/:slug/leads/:id/disqualify", CHANGE_LEADS, leads::pages::disqualify)
        .get("/w/:slug/leads/:id/recycle", CHANGE_LEADS, leads::pages::recycle_form)
        .post("/w/:slug/leads/:id/recycle", CHANGE_LEADS, leads::pages::recycle)
        .get("/w/:slug/leads/:id/convert", CHANGE_LEADS, convert::pages::convert_form)
        .post("/w/:slug/leads/:id/convert", CHANGE_LEADS, convert::pages::convert)
        .post("/w/:slug/leads/:id/take-up", CHANGE_LEADS, leads::pages::take_up)
        .post("/w/:slug/leads/:id/trash", CHANGE_LEADS, leads::pages::throw_away)
        .post("/w/:slug/leads/:id/restore", CHANGE_LEADS, leads::pages::restore)
        .get("/w/:slug/settings/leads", Need::Member(Right::SettingsRead), leads::pages::sorting)
        .post("/w/:slug/settings/leads", SETTINGS, leads::pages::add_label)
        .post("/w/:slug/settings/leads/takers", SETTINGS, leads::pages::save_takers)
        .get("/w/:slug/settings/leads/:id", SETTINGS, leads::pages::show_label)
        .post("/w/:slug/settings/leads/:id", SETTINGS, leads::pages::edit_label)
        .post("/w/:slug/settings/leads/:id/remove", SETTINGS, leads::pages::remove_label)
}
