//! Which language a page speaks.

use crate::base::Language;

/// The account's choice, else the cookie of the switch on signed-out pages, else what the browser prefers
/// (`Accept-Language`), else the workspace's.
pub fn negotiate(
    account: Option<Language>,
    cookie: Option<&str>,
    accept: Option<&str>,
    workspace: Option<Language>,
) -> Language {
    account.or_else(|| cookie?.parse().ok()).or_else(|| preferred(accept?)).or(workspace).unwrap_or_default()
}

/// The first language of ours with the highest weight (RFC 9110, 12.5.4).
fn preferred(accept: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for range in accept.split(',') {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default().trim();
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if let Ok(language) = primary.parse::<Language>()
            && weight > best.map_or(0.0, |(_, weight)| weight)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_choice_wins() {
        let (en, bg) = (Language::En, Language::Bg);

        assert_eq!(negotiate(Some(bg), Some("en"), Some("en"), Some(en)), bg);
        assert_eq!(negotiate(None, Some("bg"), Some("en"), Some(en)), bg);
        assert_eq!(negotiate(None, Some("xx"), Some("de, bg-BG;q=0.8, en;q=0.5"), Some(en)), bg);
        assert_eq!(negotiate(None, None, Some("de"), Some(bg)), bg);
        assert_eq!(negotiate(None, None, None, None), en);
    }

    #[test]
    fn a_weight_of_nought_refuses_a_language() {
        assert_eq!(preferred("bg;q=0, en;q=0.1"), Some(Language::En));
        assert_eq!(preferred("*"), None);
    }
}
