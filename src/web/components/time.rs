//! Days and instants: short and human in sight, exact in the title.

use maud::{Markup, PreEscaped, html};

use crate::base::{At, Day, format};
use crate::web::cx::Cx;

/// An instant: "today 14:05", "Tue 24 Nov 14:05".
pub fn time(cx: &Cx, at: At) -> Markup {
    element(cx, at, &format::moment(cx.language(), at, cx.now(), &cx.who.reader.zone))
}

/// The time of day alone, under the head of its day.
pub fn time_of_day(cx: &Cx, at: At) -> Markup {
    element(cx, at, &format::clock(at, &cx.who.reader.zone))
}

/// The day of an instant: "today", "Tue 24 Nov".
pub fn time_day(cx: &Cx, at: At) -> Markup {
    element(cx, at, &format::day_near(cx.language(), at.day(&cx.who.reader.zone), cx.today()))
}

/// A day: "today", "Tue 24 Nov", "24 Nov 2025".
pub fn day(cx: &Cx, day: Day) -> Markup {
    let text = format::day_near(cx.language(), day, cx.today());
    html! { time datetime=(day) title=(format::day_long(cx.language(), day)) { (text) } }
}

fn element(cx: &Cx, at: At, text: &str) -> Markup {
    // Digits and signs, which need no escaping, fifty times on a page.
    let exact = PreEscaped(format::exact(at, &cx.who.reader.zone));
    html! { time datetime=(exact) title=(exact) { (text) } }
}
