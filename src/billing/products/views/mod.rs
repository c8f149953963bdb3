//! What products look like.

mod form;
mod conflict;
mod list;
mod show;

pub use conflict::stale;
pub use form::{Sheet, form, typed};
pub use list::{Shown, list};
pub use show::show;

use super::model::Price;
use crate::web::Cx;

/// `12.50 EUR`: with the decimals that it has, which may be more than the currency's.
fn price(cx: &Cx, one: Price) -> String {
    format!("{}\u{a0}{}", one.price.show(one.currency, cx.language()), one.currency)
}
