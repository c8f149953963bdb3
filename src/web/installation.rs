//! The pages of the installation: an index on the left, one part a page.

use maud::{Markup, html};

use super::components::title;
use super::cx::Cx;
use super::frame::frame;

/// The parts, in the order of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// How the machine is, and how much of it is used.
    Machine,
    /// The companies.
    Tenants,
    /// Work that waits or has failed.
    Jobs,
    /// What became of letters.
    Mail,
    /// Who is let in nowhere.
    Blocks,
}

impl Part {
    const ALL: [Part; 5] = [Part::Machine, Part::Tenants, Part::Jobs, Part::Mail, Part::Blocks];

    fn path(self) -> &'static str {
        match self {
            Part::Machine => "/operator",
            Part::Tenants => "/operator/workspaces",
            Part::Jobs => "/operator/jobs",
            Part::Mail => "/operator/mail",
            Part::Blocks => "/operator/blocks",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Part::Machine => "operator-machine",
            Part::Tenants => "operator-workspaces",
            Part::Jobs => "operator-jobs",
            Part::Mail => "operator-mail",
            Part::Blocks => "blocks-title",
        }
    }
}

/// A page of the installation: the index beside the body.
pub fn part(cx: &Cx, here: Part, page_title: &str, body: Markup) -> Markup {
    let whole = html! {
        (title(cx.t("operator-title"), "", html! {}))
        div.split.index-first {
            nav.index aria-label=(cx.t("operator-title")) {
                ul {
                    @for part in Part::ALL {
                        li {
                            a href=(part.path()) aria-current=[(part == here).then_some("page")] { (cx.t(part.key())) }
                        }
                    }
                }
            }
            div { (body) }
        }
    };
    frame(cx, page_title, whole)
}
