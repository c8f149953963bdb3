//! The timeline of a subject, with the composer on top.

use maud::{Markup, PreEscaped, html};

use super::model::{Deed, Entry, Note, NoteKind, html_naming};
use crate::base::listing::Page;
use crate::base::{At, Day, Fields, Problems, SubjectId, format};
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, day, entry, icon, time_of_day, timeline_day};

/// What a timeline shows, and how it names things of the slices above.
pub struct Story<'a> {
    /// The lines, the newest first.
    pub page: &'a Page<Entry>,
    /// Everybody who may have done something.
    pub owners: &'a Owners,
    /// The key of a changed field's name.
    pub field_key: fn(&str) -> &'static str,
    /// Whether the reader may change its notes.
    pub access: Access,
}

/// What the reader may do with the notes of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Write and change them.
    Write,
    /// Read them.
    Read,
}

/// The field for a new note about that subject.
pub fn composer(cx: &Cx, about: SubjectId, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    html! {
        (inputs.errors())
        form.sheet.composer #composer method="post" action=(cx.path("/notes")) {
            input type="hidden" name="about" value=(about);
            (inputs.hidden("act"))
            (kinds(cx, &inputs))
            (inputs.area("body", cx.t("activities-body")).unlabelled())
            div.actions {
                p.help { (cx.t("activities-hint")) }
                (Button::submit(cx.t("activities-add")).primary())
            }
        }
    }
}

/// The page's part for changing a note.
pub fn note_form(cx: &Cx, note: &Note, (fields, problems): (&Fields, &Problems), back: &str) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    html! {
        (inputs.errors())
        form.form method="post" action=(cx.path(format_args!("/notes/{}/edit", note.id))) {
            (inputs.hidden("version"))
            (kinds(cx, &inputs))
            (inputs.area("body", cx.t("activities-body")).lines(10).help(cx.t("activities-hint")))
            p.actions {
                (Button::submit(cx.t("activities-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
}

fn kinds(cx: &Cx, inputs: &Inputs) -> Markup {
    let choices = NoteKind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())));
    html! { div.kinds { (inputs.radios("kind", cx.t("activities-kind")).unlabelled().choices(choices)) } }
}

/// The lines of one page, under the heads of their days.
pub fn timeline(cx: &Cx, story: &Story) -> Markup {
    let zone = &cx.who.reader.zone;
    let days = story.page.rows.chunk_by(|one, next| one.at.day(zone) == next.at.day(zone));
    html! {
        @for day in days { (timeline_day(&head(cx, day[0].at), html! { @for line in day { (row(cx, story, line)) } })) }
    }
}

fn head(cx: &Cx, at: At) -> String {
    let Day(date) = at.day(&cx.who.reader.zone);
    format::day_near(cx.language(), Day(date), cx.today())
}

fn row(cx: &Cx, story: &Story, line: &Entry) -> Markup {
    let said = match &line.note {
        Some(note) => {
            html! { (PreEscaped(html_naming(&note.body, story.owners))) (note_acts(cx, story, note)) }
        }
        None => html! {},
    };
    let anchor = line.note.as_ref().map(|note| format!("note-{}", note.id));
    let deed = html! {
        @if let Some(anchor) = anchor { span id=(anchor) {} }
        (deed(cx, line, story.owners, story.field_key))
    };
    entry(drawing(line), deed, time_of_day(cx, line.at), said)
}

/// One sentence: who did what.
pub fn deed(cx: &Cx, line: &Entry, owners: &Owners, field_key: fn(&str) -> &'static str) -> Markup {
    let who = match line.member {
        Some(member) => owners.name(member).unwrap_or_else(|| cx.t("activities-somebody")),
        None => "Kantora",
    };
    let what = match (&line.note, line.deed) {
        (Some(note), _) => cx.t(match note.kind {
            NoteKind::Note => "activities-noted",
            NoteKind::Call => "activities-called",
            NoteKind::Meeting => "activities-met",
        }),
        (None, deed) => cx.t(deed.key()),
    };
    html! { b { (who) } " " (what) (detail(cx, line, owners, field_key)) }
}

fn detail(cx: &Cx, line: &Entry, owners: &Owners, field_key: fn(&str) -> &'static str) -> Markup {
    match line.deed {
        Deed::Edited | Deed::Imported if !line.detail.is_empty() => {
            let names: Vec<String> =
                line.detail.split(' ').map(|field| cx.t(field_key(field)).to_lowercase()).collect();
            html! { ": " (names.join(", ")) }
        }
        Deed::Tagged | Deed::Untagged => html! { " " span.tag { (line.detail) } },
        Deed::Planned
        | Deed::Finished
        | Deed::Reopened
        | Deed::Disqualified
        | Deed::Lost
        | Deed::Revived
        | Deed::Filed => {
            html! { ": " (line.detail) }
        }
        Deed::Moved | Deed::Merged => html! { " " (line.detail) },
        Deed::Recycled | Deed::Held => {
            html! { @if let Ok(until) = line.detail.parse() { " " (day(cx, until)) } }
        }
        Deed::Assigned => match line.detail.parse().ok().and_then(|owner| owners.name(owner)) {
            Some(name) => html! { ": " (name) },
            None => html! { ": " (cx.t("owners-nobody")) },
        },
        _ => html! {},
    }
}

fn drawing(line: &Entry) -> Icon {
    match (&line.note, line.deed) {
        (Some(note), _) => match note.kind {
            NoteKind::Note => Icon::Note,
            NoteKind::Call => Icon::Phone,
            NoteKind::Meeting => Icon::People,
        },
        (None, Deed::Created) => Icon::Plus,
        (None, Deed::Imported) => Icon::Import,
        (None, Deed::Tagged | Deed::Untagged) => Icon::Tag,
        (None, Deed::Merged) => Icon::People,
        (None, Deed::Assigned) => Icon::Person,
        (None, Deed::Trashed) => Icon::Bin,
        (None, Deed::Restored | Deed::Undone) => Icon::Undo,
        (None, Deed::Edited | Deed::Noted) => Icon::Pencil,
        (None, Deed::Planned | Deed::Reopened | Deed::Recycled | Deed::Held) => Icon::Clock,
        (None, Deed::Finished | Deed::Won | Deed::Converted) => Icon::Tick,
        (None, Deed::Moved | Deed::Resumed) => Icon::Next,
        (None, Deed::Disqualified | Deed::Lost) => Icon::Close,
        (None, Deed::Returned) => Icon::Undo,
        (None, Deed::Revived) => Icon::Back,
        (None, Deed::Filed) => Icon::Clip,
    }
}

fn note_acts(cx: &Cx, story: &Story, note: &Note) -> Markup {
    let path = cx.path(format_args!("/notes/{}", note.id));
    html! {
        @if story.access == Access::Write {
            form.note-acts method="post" action={ (path) "/remove" } {
                a.quiet href={ (path) "/edit" } { (cx.t("activities-edit")) }
                button.quiet { (icon(Icon::Bin)) " " (cx.t("activities-remove")) }
            }
        }
    }
}
