//! The pages of leads and deals, and of how a company shapes them.

use super::{CHANGE_LEADS, EXPORT, SEE_LEADS, SEE_SALES, SEE_SETTINGS, SELL, SETTINGS};
use crate::across::{board, convert, profiles, reports};
use crate::base::Right;
use crate::crm::{deals, fields, forms, leads};
use crate::web::{Need, Table};

/// Every one of them.
pub(super) fn all(table: Table) -> Table {
    own_fields(web_forms(reported(pipeline(sales(selling(table))))))
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

/// Where deals stand, and what they may bring.
fn pipeline(table: Table) -> Table {
    table
        .post("/w/:slug/deals/bulk", SELL, deals::pages::bulk)
        .get("/w/:slug/deals/board", SEE_SALES, board::board)
        .get("/w/:slug/deals/forecast", SEE_SALES, board::forecast)
        .get("/w/:slug/deals/:id/put", SELL, board::put_form)
        .post("/w/:slug/deals/:id/put", SELL, board::put)
}

/// What came of the work of a period.
fn reported(table: Table) -> Table {
    table
        .get("/w/:slug/reports", SEE_SALES, reports::overview)
        .get("/w/:slug/reports/sales", SEE_SALES, reports::sales)
        .get("/w/:slug/reports/sales/export", EXPORT, reports::sales_file)
        .get("/w/:slug/reports/conversion", SEE_SALES, reports::conversion)
        .get("/w/:slug/reports/conversion/export", EXPORT, reports::conversion_file)
        .get("/w/:slug/reports/stages", SEE_SALES, reports::dwelling)
        .get("/w/:slug/reports/stages/export", EXPORT, reports::dwelling_file)
        .get("/w/:slug/reports/activity", SEE_SALES, reports::activity)
        .get("/w/:slug/reports/activity/export", EXPORT, reports::activity_file)
        .get("/w/:slug/reports/sources", SEE_SALES, reports::sources)
        .get("/w/:slug/reports/sources/export", EXPORT, reports::sources_file)
}

/// Forms on the web: how a company makes them, and how strangers fill them in.
fn web_forms(table: Table) -> Table {
    table
        .get("/form/:token", Need::Stranger, forms::pages::open_page)
        .post("/form/:token", Need::Stranger, forms::pages::send)
        .get("/form/:token/done", Need::Stranger, forms::pages::done)
        .get("/confirmation/:token", Need::Stranger, forms::pages::confirm_form)
        .post("/confirmation/:token", Need::Stranger, forms::pages::confirm)
        .get("/w/:slug/settings/forms", SEE_SETTINGS, forms::pages::list)
        .get("/w/:slug/settings/forms/new", SETTINGS, forms::pages::new)
        .post("/w/:slug/settings/forms/new", SETTINGS, forms::pages::create)
        .get("/w/:slug/settings/forms/:id", SEE_SETTINGS, forms::pages::show)
        .get("/w/:slug/settings/forms/:id/edit", SETTINGS, forms::pages::edit_form)
        .post("/w/:slug/settings/forms/:id/edit", SETTINGS, forms::pages::edit)
        .post("/w/:slug/settings/forms/:id/copy", SETTINGS, forms::pages::copy)
        .post("/w/:slug/settings/forms/:id/open", SETTINGS, forms::pages::open)
        .post("/w/:slug/settings/forms/:id/close", SETTINGS, forms::pages::close)
        .post("/w/:slug/settings/forms/:id/remove", SETTINGS, forms::pages::remove)
}

/// A workspace's own fields.
fn own_fields(table: Table) -> Table {
    table
        .get("/w/:slug/settings/fields", SEE_SETTINGS, fields::pages::overview)
        .get("/w/:slug/settings/fields/new", SETTINGS, fields::pages::new)
        .post("/w/:slug/settings/fields/new", SETTINGS, fields::pages::create)
        .get("/w/:slug/settings/fields/:id", SETTINGS, fields::pages::show)
        .post("/w/:slug/settings/fields/:id", SETTINGS, fields::pages::edit)
        .post("/w/:slug/settings/fields/:id/earlier", SETTINGS, fields::pages::shift_earlier)
        .post("/w/:slug/settings/fields/:id/later", SETTINGS, fields::pages::shift_later)
        .post("/w/:slug/settings/fields/:id/away", SETTINGS, fields::pages::put_away)
        .post("/w/:slug/settings/fields/:id/use", SETTINGS, fields::pages::take_back)
        .post("/w/:slug/settings/fields/:id/options", SETTINGS, fields::pages::add_option)
        .get("/w/:slug/settings/field-options/:id", SETTINGS, fields::pages::show_option)
        .post("/w/:slug/settings/field-options/:id", SETTINGS, fields::pages::edit_option)
        .post("/w/:slug/settings/field-options/:id/earlier", SETTINGS, fields::pages::shift_option_earlier)
        .post("/w/:slug/settings/field-options/:id/later", SETTINGS, fields::pages::shift_option_later)
        .post("/w/:slug/settings/field-options/:id/away", SETTINGS, fields::pages::put_away_option)
        .post("/w/:slug/settings/field-options/:id/use", SETTINGS, fields::pages::use_option)
}
