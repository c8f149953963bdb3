//! Somebody else was faster: what is stored now beside what was typed, and the form with what was typed.

use maud::{Markup, html};

use super::super::model::{Basis, Contact, ContactInput};
use super::field_key;
use super::form::{Sheet, Suggestions, whole};
use crate::base::Language;
use crate::crm::fields;
use crate::crm::owners::Owners;
use crate::web::components::{time, title, trail};
use crate::web::{Cx, frame};

/// Two changes of one contact.
pub struct Clash<'a> {
    /// What is stored now.
    pub stored: &'a Contact,
    /// What was typed.
    pub typed: &'a ContactInput,
    /// The form with what was typed, at the stored version.
    pub sheet: Sheet<'a>,
}

/// The whole page.
pub fn stale(cx: &Cx, clash: &Clash, suggestions: &Suggestions) -> Markup {
    let name = clash.stored.facts.name();
    let record = cx.path(format_args!("/contacts/{}", clash.stored.id));
    let body = html! {
        (trail(cx, &[(&cx.path("/contacts"), cx.t("contacts-title")), (&record, &name)]))
        (title(&cx.tell("contacts-edit-title", &[("name", name.clone().into())]), "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (who(cx, clash.stored, &suggestions.owners)) " " (cx.t("form-stale-text")) }
        }
        (differences(cx, clash, suggestions))
        (whole(cx, &clash.sheet, suggestions, html! {}))
    };
    frame(cx, cx.t("form-stale-title"), body)
}

fn who(cx: &Cx, stored: &Contact, owners: &Owners) -> Markup {
    let name = owners.name_of(stored.updated_by);
    html! {
        @if name.is_empty() { (cx.t("form-stale-somebody")) }
        @else { (cx.tell("form-stale-by", &[("name", name.to_owned().into())])) }
        " (" (time(cx, stored.updated_at)) ")."
    }
}

fn differences(cx: &Cx, clash: &Clash, suggestions: &Suggestions) -> Markup {
    let (own, owners) = (&suggestions.own.fields, &suggestions.owners);
    html! {
        table.ledger.clash {
            caption.unseen { (cx.t("form-stale-differences")) }
            thead {
                tr {
                    th scope="col" { (cx.t("form-stale-field")) }
                    th scope="col" { (cx.t("form-stale-theirs")) }
                    th scope="col" { (cx.t("form-stale-yours")) }
                }
            }
            tbody {
                @for (field, theirs, yours) in clash.typed.changes(&clash.stored.facts) {
                    tr {
                        th scope="row" { (cx.t(field_key(field))) }
                        td { (word(cx, field, &theirs, owners)) }
                        td { (word(cx, field, &yours, owners)) }
                    }
                }
                (fields::views::differences(cx, own, owners, (&clash.stored.facts.values, &clash.typed.values)))
            }
        }
    }
}

/// A stored value in words.
pub fn word(cx: &Cx, field: &str, value: &str, owners: &Owners) -> String {
    let shown = match field {
        "owner" => value.parse().ok().and_then(|owner| owners.name(owner)).map(str::to_owned),
        "basis" => value.parse::<Basis>().ok().map(|basis| cx.t(basis.key()).to_owned()),
        "language" => value.parse::<Language>().ok().map(|language| language.name().to_owned()),
        _ => Some(value.to_owned()),
    };
    shown.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}
