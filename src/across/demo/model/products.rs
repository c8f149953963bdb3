//! What Rila Joinery sells.

use crate::base::Fields;

/// Name, number, description, kind, unit, price in pounds, price in euros.
const SOLD: [[&str; 7]; 8] = [
    [
        "Oak board, planed",
        "OAK-22",
        "European oak, 22 mm, planed on all sides",
        "goods",
        "MTK",
        "78.50",
        "91.00",
    ],
    [
        "Ash board, planed",
        "ASH-22",
        "European ash, 22 mm, planed on all sides",
        "goods",
        "MTK",
        "64.00",
        "74.50",
    ],
    ["Oak table, six seats", "TAB-OAK-6", "1800 by 900 mm, oiled", "goods", "H87", "1240.00", "1450.00"],
    ["Shop counter", "CNT-1", "By the metre, with drawers on one side", "goods", "MTR", "960.00", "1120.00"],
    ["Oil for worktops", "OIL-1", "Hard-wax oil, clear", "goods", "LTR", "28.75", "33.40"],
    ["Fitting", "FIT", "One joiner on site", "service", "HUR", "48.00", "39.00"],
    [
        "Drawing and measuring",
        "DRAW",
        "On site, with drawings to approve",
        "service",
        "LS",
        "320.00",
        "280.00",
    ],
    ["Delivery", "DEL", "By our own van", "service", "KMT", "1.35", "1.10"],
];

/// What the form of each product would hold, but for its tax class.
pub fn products() -> Vec<Fields> {
    let form = |[name, sku, about, kind, unit, pounds, euros]: &[&str; 7]| {
        Fields::new()
            .with("name", *name)
            .with("sku", *sku)
            .with("about", *about)
            .with("kind", *kind)
            .with("unit", *unit)
            .with("entry", "net")
            .with("price", *pounds)
            .with("currency", "GBP")
            .with("price", *euros)
            .with("currency", "EUR")
    };
    SOLD.iter().map(form).collect()
}
