//! Pairs as lists of records speak of them.

use super::store::COUNTED;
use crate::base::format;
use crate::web::Cx;

/// The words that lead to the pairs, with their number if there are some.
pub fn label(cx: &Cx, count: i64) -> String {
    let number = format::number(cx.language(), count.min(COUNTED));
    match count {
        0 => cx.t("duplicates-title").to_owned(),
        ..=COUNTED => cx.tell("duplicates-counted", &[("count", number.into())]),
        _ => cx.tell("duplicates-counted", &[("count", format!("{number}+").into())]),
    }
}
