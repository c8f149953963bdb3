//! The part of the pages of contacts and companies.

use maud::{Markup, html};

use super::super::model::{Deal, Pipelines};
use super::{amount, standing};
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{day, section};

/// The deals of a record; `query` says of which: `company=7`. `has_more` tells whether the list has others.
pub fn part(cx: &Cx, query: &str, (deals, pipelines): (&[Deal], &Pipelines), has_more: HasMore) -> Markup {
    let add = html! {
        @if cx.may(Right::SalesWrite) {
            a href=(cx.path(format_args!("/deals/new?{query}"))) { (cx.t("deals-new")) }
        }
    };
    let list = html! {
        @if deals.is_empty() { p.help { (cx.t("deals-none-here")) } }
        ul.lines {
            @for deal in deals {
                li {
                    a href=(cx.path(format_args!("/deals/{}", deal.id))) { (deal.facts.name) }
                    span.num { (amount(cx, deal.facts.amount)) }
                    span.how {
                        (standing(cx, deal, pipelines))
                        @if let (Some(on), None) = (deal.facts.close_on, deal.closed_at) { " · " (day(cx, on)) }
                    }
                }
            }
        }
        @if has_more == HasMore::Yes {
            p { a href=(cx.path(format_args!("/deals?state=all&{query}"))) { (cx.t("deals-all-here")) } }
        }
    };
    section("deals", cx.t("deals-title"), add, list)
}

/// Whether a record has more deals than its page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HasMore {
    /// It has.
    Yes,
    /// It has not.
    No,
}
