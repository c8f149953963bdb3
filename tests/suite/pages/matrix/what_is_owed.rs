//! What is sold, and its taxes.

use kantora::base::{Fields, Language, Result};
use kantora::billing::taxes;
use kantora::platform::{Tx, crypto};

/// A class of what is sold, or a rate of one.
pub(super) fn insert(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    if !matches!(kind, "taxes" | "tax-rates") {
        return Ok(None);
    }
    // There is room for fifty.
    for class in taxes::store::list(tx)?.into_iter().filter(|class| class.is_live).skip(20) {
        taxes::actions::retire(tx, class.id)?;
    }
    let typed = Fields::new()
        .with("name", crypto::token())
        .with("category", "S")
        .with("percent", "5")
        .with("country", "BG")
        .with("valid_on", "2026-01-01");
    let rate = taxes::NewRate::parse(&typed, Language::En)?;
    let id = taxes::actions::add(tx, &taxes::ClassInput::parse(&typed)?, Some(&rate))?;
    let class = taxes::store::find(tx, id)?;
    Ok(Some(if kind == "taxes" { id.number() } else { class.rates[0].id.number() }))
}
