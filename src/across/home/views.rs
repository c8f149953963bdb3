//! Today's page.

use std::sync::Arc;

use maud::{Markup, html};

use super::model::{Risk, Waiting};
use crate::across::agenda;
use crate::across::board::Total;
use crate::across::naming::Named;
use crate::across::receivables::Flow;
use crate::base::listing::Count;
use crate::base::{Day, Money, Right, SubjectKind, format};
use crate::crm::activities::{self, Entry};
use crate::crm::contacts::Line;
use crate::crm::deals::{Deal, amount};
use crate::crm::owners::Owners;
use crate::crm::tasks::Task;
use crate::crm::{companies, contacts, deals, leads};
use crate::web::components::{
    Button, Drawing, Icon, Tone, bar, day, empty, icon, section, state, time, time_day, title,
};
use crate::web::{Cx, frame};

/// What was won of late.
pub struct Won {
    /// The first day of this month.
    pub first: Day,
    /// The first day of the last one.
    pub last_first: Day,
    /// This month, so far.
    pub so_far: Total,
    /// Last month.
    pub last: Total,
    /// Last month up to the same day.
    pub last_by_now: Total,
}

/// What is for whoever may see leads, deals and tasks.
pub struct Sales {
    /// What the reader has to do by the end of the day.
    pub todo: Vec<Task>,
    /// Deals at risk.
    pub risks: Vec<(Deal, Risk)>,
    /// Leads whom nobody has answered.
    pub waiting: Vec<Waiting>,
    /// What was won.
    pub won: Won,
}

/// All that the page shows.
pub struct Shown {
    /// How many contacts there are.
    pub contacts: Count,
    /// How many companies there are.
    pub companies: Count,
    /// How many contacts nobody looks after.
    pub nobodys: Count,
    /// How many contacts the reader looks after.
    pub mine: Option<Count>,
    /// The newest contacts that nobody looks after.
    pub unowned: Vec<Line>,
    /// What sells.
    pub sales: Option<Sales>,
    /// What customers owe, and what came this month.
    pub money: Option<Arc<Vec<Flow>>>,
    /// What was done lately.
    pub lately: Vec<Entry>,
    /// The names of the records with which it was done.
    pub names: Vec<Named>,
    /// Everybody who may have done something.
    pub owners: Arc<Owners>,
}

/// The whole page.
pub fn today(cx: &Cx, shown: &Shown) -> Markup {
    let heading = format::day_long(cx.language(), cx.today());
    let is_bare = shown.contacts == Count::Exactly(0)
        && shown.companies == Count::Exactly(0)
        && shown.lately.is_empty();
    let body = html! {
        (title(&heading, "", html! {}))
        @if is_bare { (nothing(cx)) } @else {
            (figures(cx, shown))
            @if cx.may(Right::CustomersWrite) { (quick(cx)) }
            div.split.wide-first {
                div {
                    @if let Some(sales) = &shown.sales {
                        (todo(cx, shown, sales))
                        @if !sales.risks.is_empty() { (risks(cx, &sales.risks)) }
                    }
                    (lately(cx, shown))
                }
                div {
                    @if let Some(sales) = &shown.sales {
                        @if !sales.waiting.is_empty() { (waiting(cx, &sales.waiting, &shown.owners)) }
                        @if sales.won.so_far.count + sales.won.last.count > 0 { (won(cx, &sales.won)) }
                    }
                    @if let Some(flows) = shown.money.as_ref().filter(|flows| !flows.is_empty()) { (money(cx, flows)) }
                    @if !shown.unowned.is_empty() {
                        (people(cx, ("waiting", cx.t("home-waiting")), "/contacts?owner=nobody", &shown.unowned))
                    }
                }
            }
        }
    };
    frame(cx, cx.t("place-home"), body)
}

fn nothing(cx: &Cx) -> Markup {
    empty(
        Drawing::Cards,
        cx.t("home-empty-title"),
        cx.t("home-empty-text"),
        html! {
            @if cx.may(Right::CustomersWrite) {
                (Button::link(cx.path("/contacts/new"), cx.t("contacts-add")).primary().icon(Icon::Plus).key("n"))
            }
            @if cx.may(Right::Import) {
                p { (cx.t("contacts-empty-list")) " " a href=(cx.path("/import")) { (cx.t("contacts-import")) } }
            }
        },
    )
}

fn figures(cx: &Cx, shown: &Shown) -> Markup {
    let mine = cx.actor().member.map(|member| format!("/contacts?owner={member}"));
    html! {
        dl.figures {
            (figure(cx, "contacts-title", shown.contacts, "/contacts"))
            (figure(cx, "companies-title", shown.companies, "/companies"))
            @if let (Some(count), Some(path)) = (shown.mine, mine) { (figure(cx, "home-mine", count, &path)) }
            (figure(cx, "owners-without", shown.nobodys, "/contacts?owner=nobody"))
        }
    }
}

fn figure(cx: &Cx, key: &'static str, count: Count, path: &str) -> Markup {
    let text = match count {
        Count::Exactly(number) => format::number(cx.language(), number),
        Count::MoreThan(number) => format!("{}+", format::number(cx.language(), number)),
    };
    html! { div { dt { (cx.t(key)) } dd { a href=(cx.path(path)) { (text) } } } }
}

/// The name of somebody new, which the form then has already.
fn quick(cx: &Cx) -> Markup {
    html! {
        form.bar action=(cx.path("/contacts/new")) {
            input.input name="name" aria-label=(cx.t("home-quick")) placeholder=(cx.t("home-quick")) autocomplete="off";
            button.button { (icon(Icon::Plus)) " " (cx.t("contacts-add")) }
        }
    }
}

fn todo(cx: &Cx, shown: &Shown, sales: &Sales) -> Markup {
    match sales.todo.is_empty() {
        false => agenda::today(cx, &sales.todo, &shown.names, &shown.owners),
        true => {
            let all = html! { a href=(cx.path("/tasks")) { (cx.t("tasks-all")) } };
            section("todo", cx.t("tasks-to-do"), all, html! { p.help { (cx.t("home-nothing-due")) } })
        }
    }
}

fn risks(cx: &Cx, risks: &[(Deal, Risk)]) -> Markup {
    let list = html! {
        ul.lines {
            @for (deal, risk) in risks {
                li {
                    a href=(cx.path(format_args!("/deals/{}", deal.id))) { (deal.facts.name) }
                    span.num { (amount(cx, deal.facts.amount)) }
                    span.how { (deal.facts.company) }
                    span.num { (why(cx, *risk)) }
                }
            }
        }
    };
    section(
        "risks",
        cx.t("home-risks"),
        html! { a href=(cx.path("/deals/board")) { (cx.t("board-title")) } },
        list,
    )
}

/// What is wrong with the deal.
fn why(cx: &Cx, risk: Risk) -> Markup {
    match risk {
        Risk::Late(on) => state(Tone::Bad, html! { span { (cx.t("home-late")) " " (day(cx, on)) } }),
        Risk::Rotten(days) => state(Tone::Due, cx.tell("deals-rotten", &[("days", days.into())])),
        Risk::Idle => state(Tone::Draft, cx.t("home-idle")),
    }
}

fn waiting(cx: &Cx, leads: &[Waiting], owners: &Owners) -> Markup {
    let list = html! {
        ul.lines {
            @for lead in leads {
                @let since = format::span(cx.language(), cx.now().since(lead.since));
                li {
                    a href=(cx.path(format_args!("/leads/{}", lead.lead))) { (lead.name) }
                    span.num.soft { (since) }
                    span.how {
                        @if !lead.company.is_empty() && lead.company != lead.name { (lead.company) " · " }
                        @match lead.owner.and_then(|owner| owners.name(owner)) {
                            Some(name) => (name),
                            None => (cx.t("owners-without")),
                        }
                    }
                }
            }
        }
    };
    section(
        "leads",
        cx.t("home-leads"),
        html! { a href=(cx.path("/leads?sort=-added")) { (cx.t("home-all")) } },
        list,
    )
}

/// This month and the last one, a bar each.
fn won(cx: &Cx, won: &Won) -> Markup {
    let most = won.so_far.sum.minor.max(won.last.sum.minor);
    let by_now = [("sum", won.last_by_now.brief(cx.language()).into())];
    let month = |first: Day, total: &Total| {
        html! {
            tr {
                th.name scope="row" { (format::month(cx.language(), first)) }
                td { (bar(total.sum.minor, total.sum.minor, most)) }
                td.num { (total.brief(cx.language())) }
            }
        }
    };
    let body = html! {
        table.ledger { tbody { (month(won.first, &won.so_far)) (month(won.last_first, &won.last)) } }
        p.help { (cx.tell("home-won-by-now", &by_now)) }
    };
    let more = html! { a href=(cx.path("/reports/sales")) { (cx.t("home-report")) } };
    section("won", cx.t("home-won"), more, body)
}

/// What is expected, overdue and paid, each currency for itself.
fn money(cx: &Cx, flows: &[Flow]) -> Markup {
    let rows = [
        ("home-expected", "/invoices?state=open", (|flow| flow.expected) as fn(&Flow) -> i64),
        ("home-overdue", "/invoices?state=overdue", |flow| flow.overdue),
        ("home-paid", "/invoices?state=paid", |flow| flow.paid),
    ];
    let sum = |flow: &Flow, minor| Money::new(minor, flow.currency).full(cx.language());
    let list = html! {
        ul.lines {
            @for (key, path, of) in rows {
                li {
                    a href=(cx.path(path)) { (cx.t(key)) }
                    span.num {
                        @for (place, flow) in flows.iter().filter(|flow| of(flow) != 0).enumerate() {
                            @if place > 0 { " · " }
                            (sum(flow, of(flow)))
                        }
                        @if flows.iter().all(|flow| of(flow) == 0) { "–" }
                    }
                }
            }
        }
    };
    section(
        "money",
        cx.t("home-money"),
        html! { a href=(cx.path("/reports/receivables")) { (cx.t("home-report")) } },
        list,
    )
}

fn lately(cx: &Cx, shown: &Shown) -> Markup {
    let told = shown.lately.iter().filter_map(|line| {
        let record = shown.names.iter().find(|named| named.subject == line.subject)?;
        Some((line, record))
    });
    let list = html! {
        ul.lines {
            @for (line, record) in told {
                li {
                    a href=(cx.path(record.path())) { (record.name) }
                    span.num.soft { (time(cx, line.at)) }
                    span.how { (activities::deed(cx, line, &shown.owners, field_key(line))) }
                }
            }
        }
    };
    section("lately", cx.t("home-lately"), html! {}, list)
}

fn field_key(line: &Entry) -> fn(&str) -> &'static str {
    match line.subject_kind {
        SubjectKind::Company => companies::field_key,
        SubjectKind::Lead => leads::field_key,
        SubjectKind::Deal => deals::field_key,
        SubjectKind::Contact
        | SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => contacts::field_key,
    }
}

fn people(cx: &Cx, (id, head): (&str, &str), all: &str, lines: &[Line]) -> Markup {
    let list = html! {
        ul.lines {
            @for line in lines {
                li {
                    a href=(cx.path(format_args!("/contacts/{}", line.id))) { (line.name) }
                    span.num.soft { (time_day(cx, line.created_at)) }
                    @if !line.company.is_empty() { span.how { (line.company) } }
                }
            }
        }
    };
    section(id, head, html! { a href=(cx.path(all)) { (cx.t("home-all")) } }, list)
}
