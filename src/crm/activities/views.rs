//! The timeline of a subject, with the composer on top.

use maud::{Markup, PreEscaped, html};

use super::model::{Deed, Entry, Note, NoteKind, Outcome, html_naming};
use crate::base::listing::Page;
use crate::base::{At, Day, Fields, Problems, SubjectId, format};
use crate::crm::owners::Owners;
use crate::web::components::{Button, Icon, Inputs, day, entry, icon, time_of_day, timeline_day};
use crate::web::{Cx, flash};

/// So many characters of an e-mail stand in a timeline.
const BEGUN: usize = 300;

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
    /// What slices above know of a line, below its sentence; empty: nothing.
    pub said: &'a dyn Fn(&Entry) -> Markup,
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
        (asked(cx, about))
        (inputs.errors())
        form.sheet.composer #composer method="post" action=(cx.path("/notes")) {
            input type="hidden" name="about" value=(about);
            (inputs.hidden("act"))
            (inputs.area("body", cx.t("activities-body")).unlabelled())
            div.actions {
                p.help { (cx.t("activities-hint")) }
                (Button::submit(cx.t("activities-add")).primary())
            }
        }
        (loggers(cx, about))
    }
}

/// Asked of whoever comes back from a call that began on this page; script shows it and adds the number.
fn asked(cx: &Cx, about: SubjectId) -> Markup {
    html! {
        div #called hidden data-ask=(cx.t("activities-log-this")) {
            div.notice role="status" {
                p {}
                div.actions {
                    (Button::link(call_path(cx, about, ""), cx.t("activities-log-call")).icon(Icon::Phone))
                    button.button.quiet.icon-only type="button" aria-label=(cx.t("activities-log-not")) {
                        (icon(Icon::Close))
                    }
                }
            }
        }
    }
}

/// The form for a call with whoever that is; `phone` is the number that was called, empty if that is not known.
pub fn call_path(cx: &Cx, about: SubjectId, phone: &str) -> String {
    let path = cx.path(format_args!("/calls/new?about={about}&kind={}", NoteKind::Call.code()));
    if phone.is_empty() { path } else { flash::with(&path, &[("phone", phone)]) }
}

/// The ways to note a call, a meeting or a letter.
fn loggers(cx: &Cx, about: SubjectId) -> Markup {
    let link = |kind: NoteKind, key: &'static str| {
        let path = cx.path(format_args!("/calls/new?about={about}&kind={}", kind.code()));
        Button::link(path, cx.t(key)).icon(sign(kind))
    };
    html! {
        div.bar {
            (link(NoteKind::Call, "activities-log-call"))
            (link(NoteKind::Meeting, "activities-log-meeting"))
            (link(NoteKind::Letter, "activities-log-letter"))
            (Button::link(cx.path(format_args!("/calls/mail?about={about}")), cx.t("activities-file-mail")).icon(Icon::Mail))
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
            (inputs.area("body", cx.t("activities-body")).lines(10).help(cx.t("activities-hint")))
            p.actions {
                (Button::submit(cx.t("activities-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
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
            html! { (begun(cx, note, story.owners)) (note_acts(cx, story, note)) }
        }
        None => (story.said)(line),
    };
    let anchor = line.note.as_ref().map(|note| format!("note-{}", note.id));
    let deed = html! {
        @if let Some(anchor) = anchor { span id=(anchor) {} }
        (deed(cx, line, story.owners, story.field_key))
    };
    entry(drawing(line), deed, time_of_day(cx, line.at), said)
}

/// The words of a note; of an e-mail the first, and the way to the rest.
fn begun(cx: &Cx, note: &Note, owners: &Owners) -> Markup {
    match note.kind {
        NoteKind::Mail => {
            let rest = if note.body.chars().count() > BEGUN { "…" } else { "" };
            let first: String = note.body.chars().take(BEGUN).collect();
            html! {
                p { @for line in first.lines() { (line) br; } (rest) }
                p { a.help href=(cx.path(format_args!("/calls/{}", note.id))) { (cx.t("activities-open-mail")) } }
            }
        }
        _ => shown_naming(note, owners),
    }
}

/// The words of a note, where nobody is named.
pub fn shown(note: &Note) -> Markup {
    shown_naming(note, &Owners::default())
}

/// The words of a note with colleagues set off; of a mail, as they came.
fn shown_naming(note: &Note, owners: &Owners) -> Markup {
    match note.kind {
        NoteKind::Mail => html! { p { @for line in note.body.lines() { (line) br; } } },
        NoteKind::Note | NoteKind::Call | NoteKind::Meeting | NoteKind::Letter => {
            PreEscaped(html_naming(&note.body, owners))
        }
    }
}

/// One sentence: who did what.
pub fn deed(cx: &Cx, line: &Entry, owners: &Owners, field_key: fn(&str) -> &'static str) -> Markup {
    let who = match line.member {
        Some(member) => owners.name(member).unwrap_or_else(|| cx.t("activities-somebody")),
        None => "Kantora",
    };
    let what = match (&line.note, line.deed) {
        (Some(note), _) => cx.t(said(note)),
        (None, deed) => cx.t(deed.key()),
    };
    html! {
        b { (who) } " " (what) (detail(cx, line, owners, field_key))
        @if let Some(note) = &line.note { (length(cx, note)) }
    }
}

/// The key of what a note tells: what was done, and how it went.
fn said(note: &Note) -> &'static str {
    match (note.kind, note.talk.outcome) {
        (NoteKind::Note, _) => "activities-noted",
        (NoteKind::Call, None) => "activities-called",
        (NoteKind::Meeting, None) => "activities-met",
        (NoteKind::Letter, None) => "activities-lettered",
        (NoteKind::Mail, None | Some(Outcome::Received)) => "activities-mailed-in",
        (NoteKind::Mail, Some(_)) => "activities-mailed-out",
        (_, Some(outcome)) => match outcome {
            Outcome::Reached => "activities-did-reach",
            Outcome::NotReached => "activities-did-not-reach",
            Outcome::LeftMessage => "activities-did-leave-message",
            Outcome::WrongNumber => "activities-did-misdial",
            Outcome::Spoke => "activities-did-speak",
            Outcome::Missed => "activities-did-miss",
            Outcome::Held => "activities-did-meet",
            Outcome::NoShow => "activities-did-wait",
            Outcome::CalledOff => "activities-did-call-off",
            Outcome::Sent => "activities-did-send",
            Outcome::CameBack => "activities-did-get-back",
            Outcome::Received => "activities-did-receive",
        },
    }
}

/// Which number was called, and how long it took.
fn length(cx: &Cx, note: &Note) -> Markup {
    html! {
        @if !note.talk.phone.is_empty() { ", " (note.talk.phone) }
        @if let Some(minutes) = note.talk.minutes {
            ", " (cx.tell("activities-length", &[("count", minutes.into())]))
        }
    }
}

fn detail(cx: &Cx, line: &Entry, owners: &Owners, field_key: fn(&str) -> &'static str) -> Markup {
    match line.deed {
        // The subject of an e-mail.
        Deed::Noted if !line.detail.is_empty() => html! { ": " (line.detail) },
        Deed::Edited | Deed::Imported if !line.detail.is_empty() => {
            let name = |field: &str| match field.strip_prefix('=') {
                Some(label) => label.replace('\u{a0}', " "),
                None => cx.t(field_key(field)).to_lowercase(),
            };
            let names: Vec<String> = line.detail.split(' ').map(name).collect();
            html! { ": " (names.join(", ")) }
        }
        Deed::Tagged | Deed::Untagged => html! { " " span.tag { (line.detail) } },
        Deed::Planned
        | Deed::Finished
        | Deed::Reopened
        | Deed::Disqualified
        | Deed::Lost
        | Deed::Revived
        | Deed::Filed
        | Deed::Offered
        | Deed::OfferAccepted
        | Deed::OfferDeclined
        | Deed::Submitted => {
            html! { ": " (line.detail) }
        }
        Deed::Moved | Deed::Merged => html! { " " (line.detail) },
        Deed::Written => html! {
            @if let Some((_, subject)) = line.detail.split_once(' ') { ": " (subject) }
        },
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
        (Some(note), _) => sign(note.kind),
        (None, Deed::Created) => Icon::Plus,
        (None, Deed::Imported) => Icon::Import,
        (None, Deed::Tagged | Deed::Untagged) => Icon::Tag,
        (None, Deed::Merged) => Icon::People,
        (None, Deed::Assigned) => Icon::Person,
        (None, Deed::Trashed) => Icon::Bin,
        (None, Deed::Restored | Deed::Undone) => Icon::Undo,
        (None, Deed::Edited | Deed::Noted) => Icon::Pencil,
        (None, Deed::Planned | Deed::Reopened | Deed::Recycled | Deed::Held) => Icon::Clock,
        (None, Deed::Offered) => Icon::Draft,
        (None, Deed::Finished | Deed::Won | Deed::Converted | Deed::OfferAccepted) => Icon::Tick,
        (None, Deed::Moved | Deed::Resumed) => Icon::Next,
        (None, Deed::Disqualified | Deed::Lost | Deed::OfferDeclined) => Icon::Close,
        (None, Deed::Returned) => Icon::Undo,
        (None, Deed::Revived) => Icon::Back,
        (None, Deed::Filed) => Icon::Clip,
        (None, Deed::Written) => Icon::Mail,
        (None, Deed::Submitted) => Icon::Inbox,
    }
}

fn sign(kind: NoteKind) -> Icon {
    match kind {
        NoteKind::Note => Icon::Note,
        NoteKind::Call => Icon::Phone,
        NoteKind::Meeting => Icon::People,
        NoteKind::Letter => Icon::Mail,
        NoteKind::Mail => Icon::Mail,
    }
}

fn note_acts(cx: &Cx, story: &Story, note: &Note) -> Markup {
    let path = cx.path(format_args!("/notes/{}", note.id));
    let edit = match note.kind {
        NoteKind::Note => format!("{path}/edit"),
        NoteKind::Call | NoteKind::Meeting | NoteKind::Letter | NoteKind::Mail => {
            cx.path(format_args!("/calls/{}/edit", note.id))
        }
    };
    html! {
        @if story.access == Access::Write {
            form.note-acts method="post" action={ (path) "/remove" } {
                a.quiet href=(edit) { (cx.t("activities-edit")) }
                button.quiet { (icon(Icon::Bin)) " " (cx.t("activities-remove")) }
            }
        }
    }
}
