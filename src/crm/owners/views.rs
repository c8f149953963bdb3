//! Owners in words.

use maud::{Markup, html};

use super::model::Owners;
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
