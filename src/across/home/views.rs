//! Today's page.

use maud::{Markup, html};

use crate::across::agenda;
use crate::across::naming::Named;
use crate::base::listing::Count;
use crate::base::{Right, SubjectKind, format};
use crate::crm::activities::{self, Entry};
use crate::crm::contacts::Line;
use crate::crm::owners::Owners;
use crate::crm::tasks::Task;
use crate::crm::{companies, contacts};
use crate::web::components::{Button, Drawing, Icon, empty, icon, section, time, time_day, title};
use crate::web::{Cx, frame};

/// All that the page shows.
pub struct Today {
    /// How many contacts there are.
    pub contacts: Count,
    /// How many companies there are.
    pub companies: Count,
    /// How many contacts nobody looks after.
    pub nobodys: Count,
    /// How many contacts the reader looks after.
    pub mine: Option<Count>,
    /// What the reader has to do by the end of the day.
    pub todo: Vec<Task>,
    /// The newest contacts.
    pub added: Vec<Line>,
    /// The newest contacts that nobody looks after.
    pub waiting: Vec<Line>,
    /// What was done lately.
    pub lately: Vec<Entry>,
    /// The names of the records with which it was done.
    pub names: Vec<Named>,
    /// Everybody who may have done something.
    pub owners: Owners,
}

/// The whole page.
pub fn today(cx: &Cx, today: &Today) -> Markup {
    let heading = format::day_long(cx.language(), cx.today());
    let is_bare = today.contacts == Count::Exactly(0) && today.companies == Count::Exactly(0);
    let body = html! {
        (title(&heading, "", html! {}))
        @if is_bare { (nothing(cx)) } @else {
            (figures(cx, today))
            @if cx.may(Right::CustomersWrite) { (quick(cx)) }
            div.split.wide-first {
                div {
                    @if !today.todo.is_empty() { (agenda::today(cx, &today.todo, &today.names, &today.owners)) }
                    (lately(cx, today))
                }
                div {
                    @if !today.waiting.is_empty() {
                        (people(cx, ("waiting", cx.t("home-waiting")), "/contacts?owner=nobody", &today.waiting))
                    }
                    @if !today.added.is_empty() {
                        (people(cx, ("added", cx.t("home-added")), "/contacts?sort=added", &today.added))
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

fn figures(cx: &Cx, today: &Today) -> Markup {
    let mine = cx.actor().member.map(|member| format!("/contacts?owner={member}"));
    html! {
        dl.figures {
            (figure(cx, "contacts-title", today.contacts, "/contacts"))
            (figure(cx, "companies-title", today.companies, "/companies"))
            @if let (Some(count), Some(path)) = (today.mine, mine) { (figure(cx, "home-mine", count, &path)) }
            (figure(cx, "owners-without", today.nobodys, "/contacts?owner=nobody"))
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

fn lately(cx: &Cx, today: &Today) -> Markup {
    let told = today.lately.iter().filter_map(|line| {
        let record = today.names.iter().find(|named| named.subject == line.subject)?;
        Some((line, record))
    });
    let list = html! {
        ul.lines {
            @for (line, record) in told {
                li {
                    a href=(cx.path(record.path())) { (record.name) }
                    span.num.soft { (time(cx, line.at)) }
                    span.how { (activities::deed(cx, line, &today.owners, field_key(line))) }
                }
            }
        }
    };
    section("lately", cx.t("home-lately"), html! {}, list)
}

fn field_key(line: &Entry) -> fn(&str) -> &'static str {
    match line.subject_kind {
        SubjectKind::Company => companies::field_key,
        SubjectKind::Contact | SubjectKind::Note | SubjectKind::Task | SubjectKind::File => {
            contacts::field_key
        }
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
