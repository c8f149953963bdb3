//! The machine and its work.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::model::{Disk, Tenant};
use crate::base::{At, WorkspaceId, format};
use crate::platform::db::{self, slow};
use crate::platform::migrate;
use crate::platform::queue::{Row, State};
use crate::web::Cx;
use crate::web::components::{Button, Tone, section, state, time};
use crate::web::installation::{Part, part};

/// Versions, disk, backups, slow statements.
pub fn overview(cx: &Cx, disk: &Disk, backup: Option<At>) -> Markup {
    let body = html! {
        @if cx.machines.config.operator.name.is_empty() {
            p.warning role="note" { span { (cx.t("operator-unnamed")) } }
        }
        (section("disk", cx.t("operator-disk"), html! {}, sizes(cx, disk, backup)))
        (section("slow", cx.t("operator-slow"), html! {}, statements(cx)))
        (section("versions", cx.t("operator-versions"), html! {}, versions(cx)))
    };
    part(cx, Part::Machine, cx.t("operator-machine"), body)
}

fn sizes(cx: &Cx, disk: &Disk, backup: Option<At>) -> Markup {
    let size = |bytes: u64| format::size(cx.language(), bytes);
    html! {
        ul.lines {
            li {
                span { (cx.t("operator-free")) }
                span.num { @if let Some(free) = disk.free { (size(free)) } @else { "–" } }
            }
            li { span { (cx.t("operator-database")) } span.num { (size(disk.database)) } }
            li { span { (cx.t("operator-log")) } span.num { (size(disk.log)) } }
            li { span { (cx.t("operator-files")) } span.num { (size(disk.files)) } }
            li { span { (cx.t("operator-copies")) } span.num { (size(disk.backups)) } }
            li {
                span { (cx.t("operator-backup")) }
                @match backup {
                    Some(at) => span.num { (time(cx, at)) },
                    None => (state(Tone::Due, cx.t("operator-backup-none"))),
                }
            }
        }
    }
}

fn statements(cx: &Cx) -> Markup {
    let slow = slow::list();
    html! {
        div.form { p.help { (cx.t("operator-slow-what")) } }
        @if slow.is_empty() { div.form { p { (cx.t("operator-slow-none")) } } }
        ul.lines {
            @for one in &slow {
                li {
                    span { (one.sql) }
                    span.num {
                        (cx.tell("operator-slow-took", &[
                            ("ms", u64::try_from(one.worst.as_millis()).unwrap_or(u64::MAX).into()),
                            ("times", one.times.into()),
                        ]))
                    }
                }
            }
        }
    }
}

fn versions(cx: &Cx) -> Markup {
    html! {
        ul.lines {
            li { span { "Kantora" } span.num { (env!("CARGO_PKG_VERSION")) } }
            li { span { "SQLite" } span.num { (db::engine()) } }
            li { span { (cx.t("operator-schema")) } span.num { (migrate::latest()) } }
        }
    }
}

/// What waits, runs or has failed, those to look at first.
pub fn jobs(cx: &Cx, jobs: &[Row], tenants: &[Tenant]) -> Markup {
    let names: HashMap<WorkspaceId, &str> =
        tenants.iter().map(|tenant| (tenant.id, tenant.slug.as_str())).collect();
    let body = html! {
        div.form { p.help { (cx.t("operator-jobs-what")) } }
        @if jobs.is_empty() { div.form { p { (cx.t("operator-jobs-none")) } } }
        ul.lines {
            @for job in jobs {
                li {
                    span { (job.kind) }
                    @match job.state {
                        State::Failed => form.actions method="post" action=(path(job, "retry")) {
                            (Button::submit(cx.t("operator-retry")))
                            (Button::submit(cx.t("operator-drop")).grave().posts(path(job, "drop")))
                        },
                        State::Waiting => form method="post" action=(path(job, "drop")) {
                            (Button::submit(cx.t("operator-drop")).grave())
                        },
                        State::Running => {},
                    }
                    span.how {
                        (standing(cx, job.state)) " · "
                        @match names.get(&job.workspace) {
                            Some(slug) => (slug),
                            None => (cx.t("operator-job-own")),
                        }
                        " · " (cx.t("operator-due")) " " (time(cx, job.due_at))
                        " · " (cx.tell("operator-tries", &[("count", job.tries.into())]))
                        @if !job.reason.is_empty() { " · " (job.reason) }
                    }
                }
            }
        }
    };
    part(cx, Part::Jobs, cx.t("operator-jobs"), section("part", cx.t("operator-jobs"), html! {}, body))
}

fn standing(cx: &Cx, job: State) -> Markup {
    match job {
        State::Failed => state(Tone::Bad, cx.t("operator-failed")),
        State::Running => state(Tone::Plain, cx.t("operator-running")),
        State::Waiting => state(Tone::Due, cx.t("operator-waiting")),
    }
}

fn path(job: &Row, verb: &str) -> String {
    format!("/operator/jobs/{}/{verb}", job.id)
}
