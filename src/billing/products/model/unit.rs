//! What products are counted in.

use serde::{Deserialize, Serialize};

use crate::base::words::words;

/// A unit of UN/ECE Recommendation 20, by its code: those that small companies sell by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Piece,
    Set,
    Package,
    Pair,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Gram,
    Kilogram,
    Tonne,
    Litre,
    Metre,
    Kilometre,
    SquareMetre,
    CubicMetre,
    KilowattHour,
    Lump,
}
words!(Unit, "unit",
    Piece = "H87", "products-unit-piece";
    Set = "SET", "products-unit-set";
    Package = "XPK", "products-unit-package";
    Pair = "PR", "products-unit-pair";
    Minute = "MIN", "products-unit-minute";
    Hour = "HUR", "products-unit-hour";
    Day = "DAY", "products-unit-day";
    Week = "WEE", "products-unit-week";
    Month = "MON", "products-unit-month";
    Year = "ANN", "products-unit-year";
    Gram = "GRM", "products-unit-gram";
    Kilogram = "KGM", "products-unit-kilogram";
    Tonne = "TNE", "products-unit-tonne";
    Litre = "LTR", "products-unit-litre";
    Metre = "MTR", "products-unit-metre";
    Kilometre = "KMT", "products-unit-kilometre";
    SquareMetre = "MTK", "products-unit-square-metre";
    CubicMetre = "MTQ", "products-unit-cubic-metre";
    KilowattHour = "KWH", "products-unit-kilowatt-hour";
    Lump = "LS", "products-unit-lump";
);
