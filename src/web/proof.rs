//! What a form shows to whoever tried too often: how long to wait, and for browsers with script the puzzle whose answer
//! counts instead.

use std::time::Duration;

use maud::{Markup, html};

use super::cx::Cx;
use crate::platform::throttle::{Puzzle, Trial};

/// The name of the field that brings the answer.
pub const FIELD: &str = "proof";

/// The field of a form that asks for work before the first try, and the line where script says that it works. Without
/// script both stay empty.
pub fn work(cx: &Cx, trial: &Trial) -> Markup {
    html! {
        @if let Some(puzzle) = cx.machines.throttle.work(trial) {
            input type="hidden" name=(FIELD) data-proof=(puzzle);
            span.help data-proof-said data-working=(cx.t("proof-checking")) data-done="" {}
        }
    }
}

/// How the next try stands.
pub struct Wait {
    length: Duration,
    puzzle: Option<Puzzle>,
}

impl Wait {
    /// Of that secret from that address: nothing if it need not wait.
    pub fn of(cx: &Cx, trial: &Trial) -> Option<Wait> {
        let length = cx.machines.throttle.wait(trial)?;
        Some(Wait { length, puzzle: cx.machines.throttle.puzzle(trial) })
    }

    /// Without a puzzle, for that long.
    pub fn only(length: Duration) -> Wait {
        Wait { length, puzzle: None }
    }

    /// The line that says how long; script says there that it works, and when the wait is over.
    pub fn said(&self, cx: &Cx) -> Markup {
        html! {
            p data-proof-said[self.puzzle.is_some()] data-working=[self.of_puzzle(cx.t("proof-working"))]
                data-done=[self.of_puzzle(cx.t("proof-done"))] {
                (self.text(cx))
            }
        }
    }

    /// The field of the form, which script fills in.
    pub fn field(&self) -> Markup {
        html! {
            @if let Some(puzzle) = &self.puzzle {
                input type="hidden" name=(FIELD) data-proof=(puzzle);
            }
        }
    }

    fn of_puzzle(&self, text: &'static str) -> Option<&'static str> {
        self.puzzle.as_ref().map(|_| text)
    }

    fn text(&self, cx: &Cx) -> String {
        let seconds = self.length.as_millis().div_ceil(1000).max(1);
        match u64::try_from(seconds).unwrap_or(u64::MAX) {
            seconds @ ..=90 => cx.tell("proof-wait-seconds", &[("seconds", seconds.into())]),
            seconds => cx.tell("proof-wait-minutes", &[("minutes", seconds.div_ceil(60).into())]),
        }
    }
}
