//! Files in lists, the form that adds some, and the form of a name.

use maud::{Markup, html};

use super::model::{ACCEPTED, File, State};
use crate::base::{SubjectId, format};
use crate::crm::activities::Access;
use crate::crm::owners::{Owners, owner_name};
use crate::platform::crypto;
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Tone, icon, menu, menu_link, menu_post, state, time_day};

/// The files, each with its small picture and, for whoever may change them, its acts.
pub fn lines(cx: &Cx, files: &[File], owners: &Owners, access: Access) -> Markup {
    html! {
        ul.lines.files { @for file in files { li id=(format!("file-{}", file.id)) { (line(cx, file, owners, access)) } } }
    }
}

fn line(cx: &Cx, file: &File, owners: &Owners, access: Access) -> Markup {
    let path = cx.path(format_args!("/files/{}", file.id));
    let name = file.name.to_string();
    html! {
        @if file.has_thumbnail && file.state == State::Ready {
            img src={ (path) "/thumbnail" } alt="" loading="lazy" width="32" height="32";
        } @else { (icon(Icon::Clip)) }
        @if file.state == State::Ready { a href={ (path) "/download" } { (name) } } @else { b { (name) } }
        @if access == Access::Write {
            div {
                (menu(&format!("file-menu-{}", file.id), &format!("{} {name}", cx.t("files-more")), html! {
                    (menu_link(Icon::Pencil, &format!("{path}/edit"), cx.t("files-rename")))
                    (menu_post(Icon::Bin, &format!("{path}/remove"), cx.t("files-remove")))
                }))
            }
        }
        span.how {
            @match file.state {
                State::Ready => {}
                State::Waiting => { (state(Tone::Due, cx.t(State::Waiting.key()))) " · " }
                State::Quarantined => { (state(Tone::Bad, cx.t(State::Quarantined.key()))) " · " (file.finding) " · " }
            }
            (format::size(cx.language(), file.size)) " · " (owner_name(cx, owners, file.created_by)) ", "
            (time_day(cx, file.created_at))
        }
    }
}

/// The line that adds files to that subject.
pub fn adding(cx: &Cx, about: SubjectId) -> Markup {
    let most = format::size(cx.language(), cx.machines.config.limits.upload);
    html! {
        form.bar method="post" enctype="multipart/form-data" action=(cx.path(format_args!("/files?about={about}"))) {
            input type="hidden" name="act" value=(crypto::token());
            input.input #file type="file" name="file" multiple required accept=(ACCEPTED) aria-label=(cx.t("files-choose"))
                aria-describedby="file-help";
            button.button { (icon(Icon::Plus)) " " (cx.t("files-add")) }
            p.help #file-help { (cx.tell("files-taken", &[("most", most.into())])) }
        }
    }
}

/// The form of another name for a file.
pub fn rename(cx: &Cx, file: &File, inputs: &Inputs, back: &str) -> Markup {
    let help = cx.tell("files-name-help", &[("ending", file.kind().ending().into())]);
    html! {
        (inputs.errors())
        form.form method="post" action=(cx.path(format_args!("/files/{}/edit", file.id))) novalidate {
            (inputs.hidden("version"))
            (inputs.text("name", cx.t("files-name")).help(help).autocomplete("off").focus())
            p.actions {
                (Button::submit(cx.t("files-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")).quiet())
            }
        }
    }
}
