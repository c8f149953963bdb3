//! Blocks that hold, the form for another, and the refusals of late.

use maud::{Markup, html};

use super::model::{Block, LENGTHS, Refusal};
use crate::base::{Fields, Problems, format};
use crate::web::components::{self, Button, Inputs, section};
use crate::web::installation::{Part, part};
use crate::web::{Cx, flash};

/// The whole page.
pub fn blocks(cx: &Cx, blocks: &[Block], refusals: &[Refusal], typed: (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, typed.0, typed.1);
    let body = html! {
        (inputs.errors())
        (section("blocks", cx.t("blocks-now"), html! {}, held(cx, blocks)))
        (section("block", cx.t("blocks-new"), html! {}, form(cx, inputs)))
        (section("refusals", cx.t("blocks-refusals"), html! {}, refused(cx, refusals)))
    };
    part(cx, Part::Blocks, &inputs.title(cx.t("blocks-title")), body)
}

fn held(cx: &Cx, blocks: &[Block]) -> Markup {
    html! {
        @if blocks.is_empty() { p.help { (cx.t("blocks-none")) } }
        @else {
            ul.lines {
                @for block in blocks {
                    li {
                        span { b { (block.network) } " " (block.why) }
                        form method="post" action={ "/operator/blocks/" (block.id) "/lift" } {
                            (Button::submit(cx.t("blocks-lift")).quiet())
                        }
                        span.how {
                            (cx.t("blocks-until")) " " (components::time(cx, block.ends_at)) " · " (block.by)
                        }
                    }
                }
            }
        }
    }
}

fn form(cx: &Cx, inputs: Inputs) -> Markup {
    html! {
        form.form method="post" action="/operator/blocks" {
            div.pair {
                (inputs.text("network", cx.t("blocks-network")).help(cx.t("blocks-network-help")).autocomplete("off"))
                (inputs.select("length", cx.t("blocks-length"))
                    .choices(LENGTHS.map(|(name, key, _)| (name, cx.t(key)))))
            }
            (inputs.text("why", cx.t("blocks-why")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("blocks-add"))) }
        }
    }
}

fn refused(cx: &Cx, refusals: &[Refusal]) -> Markup {
    html! {
        @if refusals.is_empty() { p.help { (cx.t("blocks-refusals-none")) } }
        @else {
            ul.lines {
                @for refusal in refusals {
                    li {
                        span {
                            b { (refusal.address) } " " (cx.t(refusal.key()))
                            @if refusal.times > 1 { " × " (format::number(cx.language(), refusal.times)) }
                        }
                        a href=(flash::with("/operator/blocks#block", &[("network", &refusal.address)])) {
                            (cx.t("blocks-block"))
                        }
                        span.how {
                            (components::time(cx, refusal.at))
                            @match refusal.email {
                                Some(_) => { " · " (refusal.masked()) }
                                None => { " · " (cx.t("blocks-nobody")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
