//! DMARC (RFC 7489): what becomes of letters that fit neither SPF nor DKIM.

use super::Verdict;
use super::tags::Tags;

/// What a domain asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dmarc {
    /// Nothing.
    Missing,
    /// Several things, so that none of them counts.
    Several,
    /// Something that nobody understands.
    Broken,
    /// To let them through, and tell the domain.
    Watch,
    /// To take them for suspicious.
    Quarantine,
    /// To refuse them.
    Reject,
}

/// Where the record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the domain itself.
    Own,
    /// At a domain above, which may ask for something else for those below it.
    Above,
}

impl Dmarc {
    /// The records among the texts: their first tag is the version, in exactly these letters.
    pub fn records(texts: &[String]) -> impl Iterator<Item = &str> {
        let is_record = |text: &&str| {
            let first = text.split(';').next().and_then(|first| first.split_once('='));
            first.is_some_and(|(name, version)| {
                name.trim().eq_ignore_ascii_case("v") && version.trim() == "DMARC1"
            })
        };
        texts.iter().map(String::as_str).filter(is_record)
    }

    /// What the texts ask for.
    pub fn read(texts: &[String], place: Place) -> Dmarc {
        let mut records = Dmarc::records(texts);
        match (records.next(), records.next()) {
            (None, _) => Dmarc::Missing,
            (Some(record), None) => Dmarc::of(record, place),
            (Some(_), Some(_)) => Dmarc::Several,
        }
    }

    fn of(record: &str, place: Place) -> Dmarc {
        let Some(tags) = Tags::read(record) else { return Dmarc::Broken };
        let policy = match place {
            Place::Own => tags.get("p"),
            Place::Above => tags.get("sp").or(tags.get("p")),
        };
        match policy.map(str::to_ascii_lowercase).as_deref() {
            Some("none") => Dmarc::Watch,
            Some("quarantine") => Dmarc::Quarantine,
            Some("reject") => Dmarc::Reject,
            _ => Dmarc::Broken,
        }
    }

    /// How good that is.
    pub fn verdict(self) -> Verdict {
        match self {
            Dmarc::Quarantine | Dmarc::Reject => Verdict::Good,
            Dmarc::Missing | Dmarc::Watch => Verdict::ToDo,
            Dmarc::Several | Dmarc::Broken => Verdict::Wrong,
        }
    }

    /// The key of what it means.
    pub fn key(self) -> &'static str {
        match self {
            Dmarc::Missing => "email-dmarc-missing",
            Dmarc::Several => "email-dmarc-several",
            Dmarc::Broken => "email-dmarc-broken",
            Dmarc::Watch => "email-dmarc-watch",
            Dmarc::Quarantine => "email-dmarc-quarantine",
            Dmarc::Reject => "email-dmarc-reject",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str], place: Place) -> Dmarc {
        Dmarc::read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), place)
    }

    #[test]
    fn the_examples_of_the_standard_are_understood() {
        let cases = [
            ("v=DMARC1; p=none; rua=mailto:dmarc-feedback@example.com", Dmarc::Watch),
            ("v=DMARC1; p=none; rua=mailto:a@example.com; ruf=mailto:b@example.com", Dmarc::Watch),
            ("v=DMARC1; p=quarantine; rua=mailto:a@example.com!10m; pct=25", Dmarc::Quarantine),
            ("v=DMARC1; rua=mailto:a@example.com; p=reject", Dmarc::Reject),
            ("V = DMARC1 ;P = REJECT ; ", Dmarc::Reject),
            ("v=DMARC1", Dmarc::Broken),
            ("v=DMARC1; p=block", Dmarc::Broken),
            ("v=DMARC1; p=none; p=reject", Dmarc::Broken),
            ("v=dmarc1; p=none", Dmarc::Missing),
            ("p=none; v=DMARC1", Dmarc::Missing),
            ("v=DMARC10; p=none", Dmarc::Missing),
        ];

        for (record, expected) in cases {
            assert_eq!(read(&[record], Place::Own), expected, "{record}");
        }
        assert_eq!(read(&[], Place::Own), Dmarc::Missing);
        assert_eq!(read(&["v=DMARC1; p=none", "v=DMARC1; p=reject"], Place::Own), Dmarc::Several);
    }

    #[test]
    fn a_domain_above_may_ask_for_something_else_for_those_below_it() {
        let record = "v=DMARC1; p=reject; sp=none";

        assert_eq!(read(&[record], Place::Own), Dmarc::Reject);
        assert_eq!(read(&[record], Place::Above), Dmarc::Watch);
        assert_eq!(read(&["v=DMARC1; p=quarantine"], Place::Above), Dmarc::Quarantine);
    }
}
