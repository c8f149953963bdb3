//! What is sold, and its taxes.

use kantora::base::{Fields, Language, Result};
use kantora::billing::{products, taxes};
use kantora::platform::{Tx, crypto};

/// A product, a class of what is sold, or a rate of one.
pub(super) fn insert(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    if !matches!(kind, "taxes" | "tax-rates" | "products") {
        return Ok(None);
    }
    if kind == "products" {
        return product(tx).map(Some);
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

fn product(tx: &Tx) -> Result<i64> {
    let classes = taxes::store::list(tx)?;
    let class = classes.iter().find(|class| class.is_live).map(|class| class.id.to_string());
    let typed = Fields::new()
        .with("name", "Oak board")
        .with("kind", "goods")
        .with("unit", "MTR")
        .with("entry", "net")
        .with("class", class.unwrap_or_default());
    Ok(products::actions::create(tx, &products::ProductInput::parse(&typed, Language::En)?)?.number())
}
