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
