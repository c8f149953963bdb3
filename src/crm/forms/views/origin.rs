//! How a lead came, on its page.

use maud::{Markup, html};

use super::super::model::Origin;
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{section, time};

/// By which form, from where, and to what its sender agreed.
pub fn origin(cx: &Cx, origin: &Origin) -> Markup {
    let list = html! {
        dl.facts.locked {
            div {
                dt { (cx.t("forms-form")) }
                dd {
                    @if cx.may(Right::SettingsRead) {
                        a href=(cx.path(format_args!("/settings/forms/{}", origin.form))) { (origin.name) }
                    } @else { (origin.name) }
                }
            }
            div { dt { (cx.t("forms-sent")) } dd { (time(cx, origin.at)) } }
            @if !origin.site.is_empty() { div { dt { (cx.t("forms-site")) } dd { (origin.site) } } }
            @if let Some((version, wording)) = &origin.consent {
                div {
                    dt { (cx.t("forms-consent")) }
                    dd {
                        details {
                            summary { (cx.tell("forms-consent-version", &[("version", (*version).into())])) }
                            p { (wording) }
                        }
                    }
                }
            }
            div { dt { (cx.t("forms-address-hash")) } dd { code { (origin.address) } } }
        }
        p.help { (cx.t("forms-address-hash-help")) }
    };
    section("origin", cx.t("forms-origin"), html! {}, list)
}
