//! The name of a workspace in its addresses.

use crate::base::text;

const LONGEST: usize = 32;

/// Latin letters, digits and single hyphens out of any name: `Рила Дограма ООД` is `rila-dograma-ood`. Between 2 and
/// 32 characters, which leaves room for a number behind a taken one.
pub fn slug(name: &str) -> String {
    let latin = text::sort_key(name);
    let words = latin.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let hyphen = if slug.is_empty() { "" } else { "-" };
        if slug.len() + hyphen.len() + word.len() > LONGEST {
            break;
        }
        slug.push_str(hyphen);
        slug.push_str(word);
    }
    match slug.len() {
        0 => shortened(&latin),
        1 => format!("{slug}-1"),
        _ => slug,
    }
}

/// For a single word that is too long, and for names in neither alphabet.
fn shortened(latin: &str) -> String {
    let letters: String = latin.chars().filter(char::is_ascii_alphanumeric).take(LONGEST).collect();
    if letters.is_empty() { "office".to_owned() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_becomes_a_path() {
        assert_eq!(slug("Rila Joinery Ltd."), "rila-joinery-ltd");
        assert_eq!(slug("„Рила Дограма“ ООД"), "rila-dograma-ood");
        assert_eq!(slug("Müller & Söhne"), "muller-sohne");
        assert_eq!(slug("X"), "x-1");
        assert_eq!(slug("株式会社"), "office");
        assert_eq!(slug(&"a".repeat(100)).len(), 32);
        assert_eq!(slug(&"joinery ".repeat(10)), "joinery-joinery-joinery-joinery");
    }
}
