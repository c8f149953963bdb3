//! Deals on pages.

/// The key of the name of a field that the timeline tells of.
pub fn field_key(field: &str) -> &'static str {
    match field {
        "amount" => "deals-amount",
        "currency" => "deals-currency",
        "probability" => "deals-probability",
        "close_on" => "deals-close-on",
        "company" => "deals-company",
        "people" => "deals-people",
        "owner" => "owners-owner",
        "source" => "deals-source",
        _ => "deals-name",
    }
}
