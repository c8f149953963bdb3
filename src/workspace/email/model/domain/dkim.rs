//! DKIM (RFC 6376): with which keys letters of a domain are signed.

use data_encoding::{BASE64, BASE64_NOPAD};

use super::Verdict;
use super::tags::Tags;

/// A public key of RSA with 1,024 bits is no shorter, however it is wrapped; shorter ones count for nothing (RFC 8301).
const SHORTEST_RSA: usize = 140;
/// Bytes of a key of Ed25519 (RFC 8463).
const ED25519: usize = 32;

/// What stands at a selector; the better come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dkim {
    /// A key.
    Key,
    /// A key that the domain only tries out.
    Testing,
    /// A key that is too short to count.
    Weak,
    /// A key that is taken back.
    Revoked,
    /// A key that nobody can read.
    Broken,
    /// Several keys, so that none of them counts.
    Several,
    /// Texts, but no key.
    NoKey,
    /// Nothing.
    Missing,
    /// Nothing at any of the selectors that were tried.
    NotFound,
}

impl Dkim {
    /// What the texts at a selector say.
    pub fn read(texts: &[String]) -> Dkim {
        let is_key = |tags: &Tags| tags.get("p").is_some() || tags.get("v") == Some("DKIM1");
        let mut keys = texts.iter().filter_map(|text| Tags::read(text)).filter(is_key);
        match (keys.next(), keys.next()) {
            (None, _) if texts.is_empty() => Dkim::Missing,
            (None, _) => Dkim::NoKey,
            (Some(key), None) => Dkim::of(&key),
            (Some(_), Some(_)) => Dkim::Several,
        }
    }

    fn of(tags: &Tags) -> Dkim {
        let kind = tags.get("k").unwrap_or("rsa").to_ascii_lowercase();
        let (Some(key), "DKIM1") = (tags.get("p"), tags.get("v").unwrap_or("DKIM1")) else {
            return Dkim::Broken;
        };
        let key: Vec<u8> = key.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let bytes = BASE64.decode(&key).or_else(|_| BASE64_NOPAD.decode(&key)).map(|key| key.len());
        let is_tried_out = tags.get("t").is_some_and(|flags| flags.split(':').any(|flag| flag.trim() == "y"));
        match (kind.as_str(), bytes) {
            (_, Ok(0)) => Dkim::Revoked,
            ("rsa", Ok(length)) if length < SHORTEST_RSA => Dkim::Weak,
            ("rsa", Ok(_)) | ("ed25519", Ok(ED25519)) if is_tried_out => Dkim::Testing,
            ("rsa", Ok(_)) | ("ed25519", Ok(ED25519)) => Dkim::Key,
            _ => Dkim::Broken,
        }
    }

    /// Whether a record is to be added.
    pub fn is_missing(self) -> bool {
        matches!(self, Dkim::Missing | Dkim::NotFound)
    }

    /// How good that is.
    pub fn verdict(self) -> Verdict {
        match self {
            Dkim::Key => Verdict::Good,
            Dkim::Testing | Dkim::Missing | Dkim::NotFound => Verdict::ToDo,
            Dkim::Weak | Dkim::Revoked | Dkim::Broken | Dkim::Several | Dkim::NoKey => Verdict::Wrong,
        }
    }

    /// The key of what it means.
    pub fn key(self) -> &'static str {
        match self {
            Dkim::Key => "email-dkim-key",
            Dkim::Testing => "email-dkim-testing",
            Dkim::Weak => "email-dkim-weak",
            Dkim::Revoked => "email-dkim-revoked",
            Dkim::Broken | Dkim::NoKey => "email-dkim-broken",
            Dkim::Several => "email-dkim-several",
            Dkim::Missing => "email-dkim-missing",
            Dkim::NotFound => "email-dkim-not-found",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6376, appendix C: 1,024 bits.
    const BRISBANE: &str = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt\
        IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi\
        tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";
    /// The key of RFC 8463, appendix A.
    const BRISBANE_ED25519: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    fn read(texts: &[&str]) -> Dkim {
        Dkim::read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_keys_of_the_standards_are_keys() {
        assert_eq!(read(&[&format!("v=DKIM1; p={BRISBANE}")]), Dkim::Key);
        assert_eq!(read(&[&format!("v=DKIM1; k=ed25519; p={BRISBANE_ED25519}")]), Dkim::Key);
        assert_eq!(read(&[&format!("p={}; k=RSA; v=DKIM1;", BRISBANE.replace('/', "/ "))]), Dkim::Key);
        assert_eq!(read(&["a text of somebody else", &format!("p={BRISBANE}")]), Dkim::Key);
    }

    #[test]
    fn what_is_no_use_as_a_key_is_told_apart() {
        let cases = [
            (format!("v=DKIM1; t=s:y; p={BRISBANE}"), Dkim::Testing),
            ("v=DKIM1; p=".to_owned(), Dkim::Revoked),
            ("v=DKIM1; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJB".to_owned(), Dkim::Weak),
            ("v=DKIM1; p=no key!".to_owned(), Dkim::Broken),
            ("v=DKIM1; k=rsa".to_owned(), Dkim::Broken),
            (format!("v=DKIM2; p={BRISBANE}"), Dkim::Broken),
            (format!("v=DKIM1; k=dsa; p={BRISBANE}"), Dkim::Broken),
            ("v=spf1 -all".to_owned(), Dkim::NoKey),
        ];

        for (text, expected) in cases {
            assert_eq!(read(&[&text]), expected, "{text}");
        }
        assert_eq!(read(&[]), Dkim::Missing);
        assert_eq!(read(&["v=DKIM1; p=", "v=DKIM1; p="]), Dkim::Several);
    }
}
