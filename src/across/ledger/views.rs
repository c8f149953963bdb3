//! What an account looks like.

use maud::{Markup, html};

use super::model::{Account, Days, Entry, What};
use crate::base::{Day, Language, Money, Right, format, text};
use crate::billing::customers;
use crate::web::components::{Button, Drawing, Icon, empty, title, trail};
use crate::web::{Cx, flash, frame_with_paper};
use crate::workspace::settings::Company;

/// All that stands on the page.
pub struct Shown {
    /// Whose account it is.
    pub customer: customers::Shown,
    /// Of which days.
    pub days: Days,
    /// One a currency.
    pub accounts: Vec<Account>,
    /// Who sells.
    pub seller: Company,
}

/// The page: the days that are asked about, and a sheet a currency that can be printed.
pub fn show(cx: &Cx, shown: &Shown) -> Markup {
    let record = &shown.customer.record;
    let home = cx.path(format_args!("/{}/{}", record.kind.place(), record.subject));
    let here = cx.path(format_args!("/customers/{}/statement", record.subject));
    let (from, to) = (shown.days.from.to_string(), shown.days.until.to_string());
    let export = flash::with(&format!("{here}/export"), &[("from", &from), ("to", &to)]);
    let acts = html! {
        @if cx.may(Right::Export) && !shown.accounts.is_empty() {
            (Button::link(export, cx.t("reports-export")).icon(Icon::Export))
        }
    };
    let body = html! {
        (trail(cx, &[(&home, shown.customer.name())]))
        (title(cx.t("ledger-title"), "", acts))
        form.bar action=(here) {
            input.input type="date" name="from" value=(from) aria-label=(cx.t("reports-from"));
            input.input type="date" name="to" value=(to) aria-label=(cx.t("reports-to"));
            (Button::submit(cx.t("list-show")))
        }
        @if shown.accounts.is_empty() {
            (empty(Drawing::Tray, cx.t("ledger-empty-title"), cx.t("ledger-empty-text"), html! {}))
        }
        @for account in &shown.accounts { (sheet(cx, shown, account)) }
    };
    frame_with_paper(cx, &cx.tell("ledger-page", &[("name", shown.customer.name().to_owned().into())]), body)
}

fn sheet(cx: &Cx, shown: &Shown, account: &Account) -> Markup {
    let language = cx.language();
    let currency = account.opening.currency.code();
    let day = |day: Day| format::day_long(language, day);
    let days = [("from", day(shown.days.from).into()), ("to", day(shown.days.until).into())];
    let seller = &shown.seller;
    let seller = if seller.legal_name.is_empty() { &seller.name } else { &seller.legal_name };
    let total = |key, sum: Money| html! { div { dt { (cx.t(key)) } dd { (sum.full(language)) } } };
    html! {
        article.paper aria-label={ (cx.t("ledger-title")) ", " (currency) } {
            header {
                div {
                    p.sort { (cx.t("ledger-title")) ", " (currency) }
                    p { (cx.tell("ledger-days", &days)) }
                }
                div { p { (seller) } p.label { (cx.t("ledger-for")) } p { (shown.customer.name()) } }
            }
            (lines(cx, shown, account))
            dl.totals {
                (total("ledger-opening", account.opening))
                (total("ledger-charged", account.charged))
                (total("ledger-received", account.received))
                div.owed { dt { (cx.t("ledger-closing")) } dd { (account.closing.full(language)) } }
            }
            @if account.closing.minor < 0 { p.how { (cx.t("ledger-owing")) } }
        }
    }
}

fn lines(cx: &Cx, shown: &Shown, account: &Account) -> Markup {
    let language = cx.language();
    html! {
        table.sold {
            caption.unseen { (cx.t("ledger-lines")) }
            thead { tr {
                th scope="col" { (cx.t("ledger-what")) }
                th scope="col" { (cx.t("ledger-day")) }
                th.num scope="col" { (cx.t("ledger-amount")) }
                th.num scope="col" { (cx.t("ledger-balance")) }
            } }
            tbody {
                tr {
                    th scope="row" { (cx.t("ledger-opening")) }
                    td { (day(cx, shown.days.from)) }
                    td.num {}
                    td.num { (account.opening.full(language)) }
                }
                @for (entry, balance) in &account.entries {
                    tr {
                        th scope="row" { (named(cx, entry)) }
                        td { (day(cx, entry.day)) }
                        td.num { (entry.amount.full(language)) }
                        td.num { (balance.full(language)) }
                    }
                }
            }
        }
    }
}

fn named(cx: &Cx, entry: &Entry) -> Markup {
    let name = cx.t(entry.what.key(entry.amount));
    html! {
        a href=(cx.path(format_args!("/invoices/{}", entry.paper))) { (name) @if !entry.number.is_empty() { " " (entry.number) } }
        @match entry.what {
            What::Paper(_, Some(due_on)) if entry.amount.minor > 0 => {
                br; span.how { (cx.tell("ledger-due-on", &[("day", format::day(cx.language(), due_on, cx.today()).into())])) }
            },
            What::Paper(..) => {},
            What::Payment(kind) => { br; span.how { (cx.t(kind.key())) } },
        }
    }
}

/// A day on paper is never "today": it is read on another one.
fn day(cx: &Cx, day: Day) -> Markup {
    html! { time datetime=(day) { (format::day(cx.language(), day, cx.today())) } }
}

/// The account as rows of plain values, the head first: amounts in figures with a point, what somebody typed without
/// formulas.
pub fn plain(cx: &Cx, shown: &Shown) -> Vec<Vec<String>> {
    let head = [
        "ledger-currency",
        "ledger-day",
        "ledger-what",
        "ledger-number",
        "ledger-due",
        "ledger-amount",
        "ledger-balance",
    ];
    let mut rows = vec![head.iter().map(|key| cx.t(key).to_owned()).collect()];
    for account in &shown.accounts {
        let edge = |key, day: Day, sum: Money| {
            vec![
                sum.currency.code().to_owned(),
                day.to_string(),
                cx.t(key).to_owned(),
                String::new(),
                String::new(),
                String::new(),
                sum.typed(Language::En),
            ]
        };
        rows.push(edge("ledger-opening", shown.days.from, account.opening));
        rows.extend(account.entries.iter().map(|(entry, balance)| row(cx, entry, *balance)));
        rows.push(edge("ledger-closing", shown.days.until, account.closing));
    }
    rows
}

fn row(cx: &Cx, entry: &Entry, balance: Money) -> Vec<String> {
    let due = match entry.what {
        What::Paper(_, Some(due_on)) => due_on.to_string(),
        What::Paper(_, None) | What::Payment(_) => String::new(),
    };
    vec![
        balance.currency.code().to_owned(),
        entry.day.to_string(),
        cx.t(entry.what.key(entry.amount)).to_owned(),
        text::neutral(&entry.number),
        due,
        entry.amount.typed(Language::En),
        balance.typed(Language::En),
    ]
}
