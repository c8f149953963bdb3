//! The pages of records, of what hangs on them, and of their lists.

use super::{EXPORT, IMPORT, READ, SEE_SALES, SEE_SETTINGS, SELL, SETTINGS, WRITE};
use crate::across::bulk::pages as bulk;
use crate::across::lists::pages as lists;
use crate::across::transfer::pages as transfer;
use crate::across::{agenda, calling, filing, home, merge, profiles, search, undo, writing};
use crate::crm::{companies, contacts, mails};
use crate::web::{Need, Table};
use crate::workspace::notices;

/// Every one of them.
pub(super) fn all(table: Table) -> Table {
    let known = tasks(merges(customers(transfers(table))));
    looking(told(talk(calls(files(known)))))
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

/// Calls, meetings and letters; the handlers look at the record.
fn calls(table: Table) -> Table {
    table
        .get("/w/:slug/calls/new", WRITE, calling::pages::new)
        .post("/w/:slug/calls", WRITE, calling::pages::log)
        .get("/w/:slug/calls/mail", WRITE, calling::pages::file_form)
        .upload("/w/:slug/calls/mail", WRITE, calling::pages::file)
        .get("/w/:slug/calls/:id", READ, calling::pages::show)
        .get("/w/:slug/calls/:id/edit", WRITE, calling::pages::edit_form)
        .post("/w/:slug/calls/:id/edit", WRITE, calling::pages::edit)
}

/// Letters to customers. Those to leads and from deals ask for the rights on these, too; the handlers look at the record.
fn talk(table: Table) -> Table {
    table
        .get("/w/:slug/mails/new", WRITE, writing::compose)
        .uploads("/w/:slug/mails/new", WRITE, writing::take)
        .post("/w/:slug/mails/change", WRITE, writing::change)
        .post("/w/:slug/mails/send", WRITE, writing::send)
        .get("/w/:slug/mails/:id", READ, writing::show)
        .post("/w/:slug/mails/:id/retry", WRITE, writing::send_again)
        .get("/unsubscribe/:token", Need::Public, mails::pages::show_way_out)
        .post("/unsubscribe/:token", Need::Public, mails::pages::use_way_out)
        .get("/w/:slug/settings/templates", SEE_SETTINGS, mails::pages::list_templates)
        .get("/w/:slug/settings/templates/new", SETTINGS, mails::pages::new_template)
        .post("/w/:slug/settings/templates/new", SETTINGS, mails::pages::add_template)
        .get("/w/:slug/settings/templates/:id", SETTINGS, mails::pages::show_template)
        .post("/w/:slug/settings/templates/:id", SETTINGS, mails::pages::edit_template)
        .post("/w/:slug/settings/templates/:id/remove", SETTINGS, mails::pages::remove_template)
        .get("/w/:slug/settings/unsubscribed", SEE_SETTINGS, mails::pages::list_unsubscribed)
        .post("/w/:slug/settings/unsubscribed", SETTINGS, mails::pages::note_unsubscribed)
        .get("/w/:slug/settings/unsubscribed/:id", SETTINGS, mails::pages::lift_form)
        .post("/w/:slug/settings/unsubscribed/:id", SETTINGS, mails::pages::lift)
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
        .post("/w/:slug/leads/:id/follow", SEE_SALES, profiles::pages::follow)
        .post("/w/:slug/leads/:id/unfollow", SEE_SALES, profiles::pages::unfollow)
        .post("/w/:slug/deals/:id/follow", SEE_SALES, profiles::pages::follow)
        .post("/w/:slug/deals/:id/unfollow", SEE_SALES, profiles::pages::unfollow)
}

/// What lists show: conditions, columns, views.
fn looking(table: Table) -> Table {
    table
        .get("/w/:slug/lists/:list/filter", READ, lists::filter)
        .get("/w/:slug/lists/:list/columns", READ, lists::columns)
        .get("/w/:slug/lists/:list/save", READ, lists::save_form)
        .post("/w/:slug/lists/:list/save", READ, lists::save_as)
        .get("/w/:slug/lists/:list/views", READ, lists::all)
        .post("/w/:slug/lists/:list/first", READ, lists::begin_plain)
        .get("/w/:slug/lists/:list/bulk", READ, bulk::form)
        .post("/w/:slug/lists/:list/bulk", READ, bulk::begin)
        .get("/w/:slug/bulk/:id", READ, bulk::show)
        .get("/w/:slug/bulk/:id/progress", READ, bulk::progress)
        .post("/w/:slug/bulk/:id/cancel", READ, bulk::cancel)
        .post("/w/:slug/bulk/:id/undo", READ, bulk::undo)
        .get("/w/:slug/views/:id", READ, lists::edit_form)
        .post("/w/:slug/views/:id", READ, lists::edit)
        .post("/w/:slug/views/:id/save", READ, lists::save)
        .post("/w/:slug/views/:id/first", READ, lists::begin_with)
        .post("/w/:slug/views/:id/duplicate", READ, lists::duplicate)
        .post("/w/:slug/views/:id/remove", READ, lists::remove)
}

/// Bringing lists in and taking them out.
fn transfers(table: Table) -> Table {
    table
        .get("/w/:slug/import", IMPORT, transfer::list)
        .upload("/w/:slug/import", IMPORT, transfer::upload)
        .get("/w/:slug/import/:id", IMPORT, transfer::show)
        .get("/w/:slug/import/:id/progress", IMPORT, transfer::progress)
        .post("/w/:slug/import/:id/reading", IMPORT, transfer::reread)
        .post("/w/:slug/import/:id/columns", IMPORT, transfer::columns)
        .post("/w/:slug/import/:id/rules", IMPORT, transfer::rules)
        .post("/w/:slug/import/:id/reopen", IMPORT, transfer::reopen)
        .post("/w/:slug/import/:id/run", IMPORT, transfer::run)
        .post("/w/:slug/import/:id/undo", IMPORT, transfer::undo)
        .post("/w/:slug/import/:id/discard", IMPORT, transfer::discard)
        .get("/w/:slug/import/:id/errors.csv", IMPORT, transfer::errors)
        .post("/w/:slug/import/:id/kind", IMPORT, transfer::take_for)
        .get("/w/:slug/import-sets/:id", IMPORT, transfer::show_set)
        .get("/w/:slug/import-sets/:id/progress", IMPORT, transfer::set_progress)
        .post("/w/:slug/import-sets/:id/run", IMPORT, transfer::run_set)
        .post("/w/:slug/import-sets/:id/undo", IMPORT, transfer::undo_set)
        .post("/w/:slug/import-sets/:id/discard", IMPORT, transfer::discard_set)
        .get("/w/:slug/leads/export", EXPORT, transfer::export_leads)
        .get("/w/:slug/deals/export", EXPORT, transfer::export_deals)
        .get("/w/:slug/tasks/export", EXPORT, transfer::export_tasks)
        .get("/w/:slug/notes/export", EXPORT, transfer::export_notes)
        .get("/w/:slug/contacts/export", EXPORT, transfer::export_contacts)
        .get("/w/:slug/contacts/:id/card.vcf", READ, transfer::card)
        .get("/w/:slug/companies/export", EXPORT, transfer::export_companies)
}
