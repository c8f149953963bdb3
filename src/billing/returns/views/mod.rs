//! What VAT returns look like.

mod list;
mod show;
mod papers;
mod plain;

use super::model::{Line, Return};
use crate::base::format;
use crate::billing::periods::Period;
use crate::web::Cx;

pub use list::{Overview, list};
pub use papers::papers;
pub use plain::plain;
pub use show::{Made, Shown, show};

/// The days of a period: a month by its name, others by their first and last month.
fn named(cx: &Cx, period: Period) -> String {
    let (from, until) = (period.from.0, period.until.0);
    let language = cx.language();
    let is_whole = from == from.first_of_month() && until == until.last_of_month();
    if is_whole && from.first_of_month() == until.first_of_month() {
        return format::month(language, period.from);
    }
    if is_whole {
        return format!(
            "{} – {}",
            format::month(language, period.from),
            format::month(language, period.until)
        );
    }
    let day = |day| format::day_long(language, day);
    format!("{} – {}", day(period.from), day(period.until))
}

/// What a figure is called; the boxes are those of the United Kingdom.
fn label(cx: &Cx, made: &Return, line: &Line) -> String {
    let is_british = made.country.code() == "GB";
    match line {
        Line::Due if is_british => cx.t("returns-box-1").to_owned(),
        Line::Due => cx.t("returns-due").to_owned(),
        Line::Sales if is_british => cx.t("returns-box-6").to_owned(),
        Line::Sales => cx.t("returns-sales").to_owned(),
        Line::Goods => cx.t("returns-box-8").to_owned(),
        Line::Rate(country, tax) => {
            let percent = tax.percent.show(cx.language());
            format!("{country}, {}, {percent}", cx.t(tax.category.key()))
        }
        Line::Listed(number, is_goods) => format!("{number}, {}", cx.t(supplied(*is_goods))),
    }
}

fn supplied(is_goods: bool) -> &'static str {
    if is_goods { "returns-goods" } else { "returns-services" }
}
