//! What DNS says of the sender's domain.

use maud::{Markup, html};

use super::super::model::domain::{Finding, Findings, Record, Sender, Verdict};
use crate::base::{Fields, Problems};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, Tone, section, state};
use crate::workspace::settings::{Section, below};

/// Keys are long, and one knows them by their beginning.
const LONGEST: usize = 120;

/// The whole page; without a sender's domain there is nothing to look at.
pub fn domain(cx: &Cx, looked: Option<(&Sender, &Findings)>, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        @match looked {
            Some((sender, findings)) => (found(cx, sender, findings, inputs)),
            None => div.form { p { (cx.t("email-domain-none")) } },
        }
    };
    below(cx, Section::Mail, cx.t("email-domain"), &inputs, body)
}

fn found(cx: &Cx, sender: &Sender, findings: &Findings, inputs: Inputs) -> Markup {
    let said = [&findings.spf, &findings.dkim, &findings.dmarc];
    html! {
        div.form {
            p { (cx.tell("email-domain-text", &[("domain", sender.domain().to_owned().into())])) }
            @if said.iter().all(|finding| finding.verdict == Verdict::Unknown) {
                p { (cx.t("email-domain-no-answer")) }
            }
        }
        (section("spf", "SPF", mark(cx, &findings.spf), meaning(cx, &findings.spf)))
        (section("dkim", "DKIM", mark(cx, &findings.dkim), html! {
            (meaning(cx, &findings.dkim))
            form.form method="get" {
                (inputs.text("selector", cx.t("email-selector")).help(cx.t("email-selector-help")).autocomplete("off")
                    .optional())
                p.actions { (Button::submit(cx.t("email-domain-look"))) }
            }
        }))
        (section("dmarc", "DMARC", mark(cx, &findings.dmarc), meaning(cx, &findings.dmarc)))
    }
}

fn mark(cx: &Cx, finding: &Finding) -> Markup {
    let tone = match finding.verdict {
        Verdict::Good => Tone::Good,
        Verdict::ToDo => Tone::Due,
        Verdict::Wrong => Tone::Bad,
        Verdict::Unknown => Tone::Plain,
    };
    state(tone, cx.t(finding.verdict.key()))
}

fn meaning(cx: &Cx, finding: &Finding) -> Markup {
    html! {
        div.form {
            p { (cx.t(finding.key)) }
            @for one in &finding.found { p { (record(one)) } }
            @if let Some(wanted) = &finding.wanted {
                p { (cx.t("email-domain-add")) br; (record(wanted)) }
            }
        }
    }
}

fn record(record: &Record) -> Markup {
    let whole = record.text.chars().count() <= LONGEST;
    html! {
        code { (record.name) " TXT" } br;
        code {
            @if whole { (record.text) } @else { (record.text.chars().take(LONGEST).collect::<String>()) "…" }
        }
    }
}
