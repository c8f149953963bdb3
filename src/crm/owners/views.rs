//! Owners in words.

use maud::{Markup, html};

use super::model::{OwnerFilter, Owners};
use crate::base::MemberId;
use crate::web::Cx;

/// Who looks after a record, or that nobody does.
pub fn owner_name(cx: &Cx, owners: &Owners, owner: Option<MemberId>) -> Markup {
    html! {
        @if owner.is_some() { (owners.name_of(owner)) } @else { span.soft { (cx.t("owners-nobody")) } }
    }
}

/// The same in a narrow column: the first name, where that tells who it is.
pub fn owner_short(cx: &Cx, owners: &Owners, owner: Option<MemberId>) -> Markup {
    match owner.and_then(|owner| Some((owners.short(owner)?, owners.name(owner)?))) {
        Some((short, name)) => html! { span title=(name) { (short) } },
        None => owner_name(cx, owners, owner),
    }
}

/// The box in which one chooses whose records are shown; oneself stands above the others.
pub fn filter(cx: &Cx, owners: &Owners, owner: OwnerFilter) -> Markup {
    let (code, own) = (owner.code(), cx.actor().member);
    html! {
        select.input name="owner" aria-label=(cx.t("owners-owner")) {
            option value="" { (cx.t("owners-everybodys")) }
            @if let Some(member) = own {
                option value=(member) selected[code == member.to_string()] { (cx.t("owners-mine")) }
            }
            option value="nobody" selected[code == "nobody"] { (cx.t("owners-nobody")) }
            @for (value, name) in owners.filters() {
                @if own.is_none_or(|member| member.to_string() != value) {
                    option value=(value) selected[code == value] { (name) }
                }
            }
        }
    }
}

/// Whom a text can mention; script offers them while `@` and a name are typed.
pub fn colleagues(cx: &Cx, owners: &Owners) -> Markup {
    html! {
        datalist #colleagues data-label=(cx.t("owners-colleagues")) {
            @for owner in owners.here() { option value=(owner.name) {} }
        }
    }
}
