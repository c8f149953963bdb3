//! What stands around every report: the way back, which days and whose records, and how the table is taken along.

use jiff::tz::TimeZone;
use maud::{Markup, html};

use super::super::model::{Question, Span};
use super::sheet::Sheet;
use crate::across::board::today;
use crate::base::{Day, Right, format};
use crate::crm::deals::Pipelines;
use crate::crm::owners::{self, Owners};
use crate::web::components::{Button, Drawing, Icon, empty, icon, section, title, trail};
use crate::web::{Cx, flash, frame_with_charts};

/// What was asked, and what else there is to ask.
pub struct Asked {
    /// The question.
    pub question: Question,
    /// Everybody who may own a record.
    pub owners: Owners,
    /// Every pipeline.
    pub pipelines: Pipelines,
}

/// Which pipelines a report can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is about no pipeline.
    None,
    /// About one.
    One,
    /// About one, or all together.
    OneOrAll,
}

/// A report around its parts.
pub struct Report<'a> {
    /// Its part of the address.
    pub path: &'static str,
    /// Its name.
    pub name: &'a str,
    /// Which pipelines it can be asked about.
    pub choice: Choice,
    /// What was asked.
    pub asked: &'a Asked,
}

/// The zone of the workspace's days.
pub fn zone(cx: &Cx) -> TimeZone {
    cx.who.place.as_ref().map_or(TimeZone::UTC, |place| place.zone.clone())
}

impl Report<'_> {
    /// The whole page; `None`: there is nothing to show.
    pub fn page(&self, cx: &Cx, body: Option<Markup>) -> Markup {
        let whole = html! {
            (trail(cx, &[(&cx.path("/reports"), cx.t("reports-title"))]))
            (title(self.name, "", self.acts(cx, body.is_some())))
            (self.spans(cx))
            (self.bar(cx))
            p.help { (self.said(cx)) }
            @match body {
                Some(body) => (body),
                None => (empty(Drawing::Tray, cx.t("reports-none"), cx.t("reports-none-text"), html! {})),
            }
        };
        frame_with_charts(cx, self.name, whole)
    }

    fn acts(&self, cx: &Cx, has_table: bool) -> Markup {
        let path = format!("{}/export", self.path);
        html! {
            @if has_table && cx.may(Right::Export) {
                (Button::link(self.address(cx, &path, None), cx.t("reports-export")).icon(Icon::Export))
            }
        }
    }

    /// The periods that have names.
    fn spans(&self, cx: &Cx) -> Markup {
        let now = self.asked.question.period.span;
        html! {
            p.actions.spans {
                @for span in [Span::Month, Span::Quarter, Span::Year, Span::Twelve] {
                    @let current = (span == now).then_some("true");
                    a.chip.on[span == now] href=(self.address(cx, self.path, Some(span))) aria-current=[current] {
                        (cx.t(span.key()))
                    }
                }
            }
        }
    }

    /// The same question at another address, or about another period.
    fn address(&self, cx: &Cx, path: &str, span: Option<Span>) -> String {
        let pairs = self.asked.question.pairs();
        let is_kept = |name: &str| span.is_none() || !["period", "from", "to"].contains(&name);
        let kept =
            pairs.iter().filter(|(name, _)| is_kept(name)).map(|(name, value)| (*name, value.as_str()));
        let named = span.filter(|span| *span != Span::default()).map(|span| ("period", span.code()));
        flash::with(&cx.path(path), &named.into_iter().chain(kept).collect::<Vec<_>>())
    }

    fn bar(&self, cx: &Cx) -> Markup {
        let Question { period, owner, .. } = &self.asked.question;
        html! {
            form.bar action=(cx.path(self.path)) {
                @if period.span != Span::Between { input type="hidden" name="period" value=(period.span.code()); }
                input.input type="date" name="from" value=(period.first) aria-label=(cx.t("reports-from"));
                input.input type="date" name="to" value=(period.last) aria-label=(cx.t("reports-to"));
                (self.pipelines(cx))
                (owners::filter(cx, &self.asked.owners, *owner))
                (Button::submit(cx.t("list-show")))
            }
        }
    }

    fn pipelines(&self, cx: &Cx) -> Markup {
        let Asked { question, pipelines, .. } = self.asked;
        let several = pipelines.in_use().count() > 1;
        html! {
            @if self.choice != Choice::None && several {
                select.input name="pipeline" aria-label=(cx.t("deals-pipeline")) {
                    @if self.choice == Choice::OneOrAll { option value="" { (cx.t("board-all-pipelines")) } }
                    @for one in pipelines.in_use() {
                        option value=(one.id) selected[question.pipeline == Some(one.id)] { (one.name) }
                    }
                }
            }
        }
    }

    /// Which days the report is about.
    fn said(&self, cx: &Cx) -> String {
        let period = self.asked.question.period;
        let day = |day: Day| format::day(cx.language(), day, today(cx));
        let days = [("from", day(period.first).into()), ("to", day(period.last).into())];
        cx.tell("reports-days", &days)
    }
}

/// A chart over its table.
pub fn part(cx: &Cx, (id, name): (&str, &str), (chart, aside): (Markup, Markup), sheet: &Sheet) -> Markup {
    section(id, name, aside, html! { (chart) (sheet.table(cx)) })
}

/// A line of the overview.
pub fn tile(cx: &Cx, (path, drawing): (&str, Icon), name: &str, text: &str) -> Markup {
    html! {
        li.sheet.tile {
            h2 { (icon(drawing)) " " a href=(cx.path(path)) { (name) } }
            p.help { (text) }
        }
    }
}
