//! SPF (RFC 7208): which servers may send letters of a domain.

use super::Verdict;

/// Terms that make whoever reads the record ask DNS again, at most (RFC 7208, 4.6.4).
const MOST_QUESTIONS: usize = 10;

/// What a domain says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spf {
    /// Nothing.
    Missing,
    /// Several things, so that none of them counts.
    Several,
    /// Something that nobody understands.
    Broken,
    /// More than anybody will look up.
    TooLong,
    /// That everybody may.
    Everybody,
    /// Nothing of those that it does not name.
    Open,
    /// What another domain says.
    Elsewhere,
    /// That those whom it names may, and others are suspicious or refused.
    Closed,
}

/// What one term of a record means.
enum Term {
    /// Everything that fits nothing before it.
    All(char),
    /// Another record stands in for this one.
    Redirect,
    /// Needs another question to DNS.
    Question,
    /// Anything else that is allowed.
    Other,
}

impl Spf {
    /// The records among the texts of a domain.
    pub fn records(texts: &[String]) -> impl Iterator<Item = &str> {
        let is_record = |text: &&str| {
            text.split(' ').next().is_some_and(|version| version.eq_ignore_ascii_case("v=spf1"))
        };
        texts.iter().map(String::as_str).filter(is_record)
    }

    /// What the texts of a domain say.
    pub fn read(texts: &[String]) -> Spf {
        let mut records = Spf::records(texts);
        match (records.next(), records.next()) {
            (None, _) => Spf::Missing,
            (Some(record), None) => Spf::of(record),
            (Some(_), Some(_)) => Spf::Several,
        }
    }

    fn of(record: &str) -> Spf {
        let (mut questions, mut redirects) = (0, false);
        for term in record.split_ascii_whitespace().skip(1) {
            match Term::read(term) {
                None => return Spf::Broken,
                _ if questions > MOST_QUESTIONS => return Spf::TooLong,
                Some(Term::All('+')) => return Spf::Everybody,
                Some(Term::All('?')) => return Spf::Open,
                Some(Term::All(_)) => return Spf::Closed,
                Some(Term::Question) => questions += 1,
                Some(Term::Redirect) => redirects = true,
                Some(Term::Other) => {}
            }
        }
        match redirects {
            _ if questions + usize::from(redirects) > MOST_QUESTIONS => Spf::TooLong,
            true => Spf::Elsewhere,
            false => Spf::Open,
        }
    }

    /// How good that is.
    pub fn verdict(self) -> Verdict {
        match self {
            Spf::Closed | Spf::Elsewhere => Verdict::Good,
            Spf::Missing | Spf::Open => Verdict::ToDo,
            Spf::Several | Spf::Broken | Spf::TooLong | Spf::Everybody => Verdict::Wrong,
        }
    }

    /// The key of what it means.
    pub fn key(self) -> &'static str {
        match self {
            Spf::Missing => "email-spf-missing",
            Spf::Several => "email-spf-several",
            Spf::Broken => "email-spf-broken",
            Spf::TooLong => "email-spf-too-long",
            Spf::Everybody => "email-spf-everybody",
            Spf::Open => "email-spf-open",
            Spf::Elsewhere => "email-spf-elsewhere",
            Spf::Closed => "email-spf-closed",
        }
    }
}

impl Term {
    /// A modifier or a mechanism with its qualifier; none if it is neither.
    fn read(term: &str) -> Option<Term> {
        let term = term.to_ascii_lowercase();
        let is_name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        if let Some((name, _)) = term.split_once('=').filter(|(name, _)| is_name(name)) {
            return Some(if name == "redirect" { Term::Redirect } else { Term::Other });
        }
        let qualifier = term.chars().next().filter(|first| "+-~?".contains(*first));
        let mechanism = &term[usize::from(qualifier.is_some())..];
        match mechanism.split([':', '/']).next()? {
            "all" if mechanism == "all" => Some(Term::All(qualifier.unwrap_or('+'))),
            "include" | "a" | "mx" | "ptr" | "exists" => Some(Term::Question),
            "ip4" | "ip6" => Some(Term::Other),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Spf {
        Spf::read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_examples_of_the_standard_are_understood() {
        let cases = [
            ("v=spf1 +all", Spf::Everybody),
            ("v=spf1 a -all", Spf::Closed),
            ("v=spf1 a:example.org -all", Spf::Closed),
            ("v=spf1 mx/30 mx:example.org/30 -all", Spf::Closed),
            ("v=spf1 ptr -all", Spf::Closed),
            ("v=spf1 ip4:192.0.2.128/28 -all", Spf::Closed),
            ("v=spf1 +mx redirect=_spf.example.com", Spf::Elsewhere),
            ("v=spf1 mx -all exp=explain._spf.%{d}", Spf::Closed),
            ("v=spf1 include:example.com include:example.net ~all", Spf::Closed),
            ("v=spf1 exists:%{ir}.%{l1r+-}._spf.%{d} -all", Spf::Closed),
            ("V=SPF1 A  MX -ALL", Spf::Closed),
            ("v=spf1 all", Spf::Everybody),
            ("v=spf1 ?all", Spf::Open),
            ("v=spf1 mx", Spf::Open),
            ("v=spf1", Spf::Open),
            ("v=spf1 mx al", Spf::Broken),
            ("v=spf1 -all:example.org", Spf::Broken),
        ];

        for (record, expected) in cases {
            assert_eq!(read(&[record]), expected, "{record}");
        }
    }

    #[test]
    fn a_record_among_other_texts_counts_and_two_records_do_not() {
        assert_eq!(read(&["google-site-verification=x", "v=spf1 -all"]), Spf::Closed);
        assert_eq!(read(&["v=spf10 -all", "spf2.0/pra -all"]), Spf::Missing);
        assert_eq!(read(&["v=spf1 -all", "v=spf1 mx -all"]), Spf::Several);
        assert_eq!(read(&[]), Spf::Missing);
    }

    #[test]
    fn a_record_asks_dns_at_most_ten_times() {
        let record = |includes: usize| format!("v=spf1{} -all", " include:a.example".repeat(includes));

        assert_eq!(read(&[&record(10)]), Spf::Closed);
        assert_eq!(read(&[&record(11)]), Spf::TooLong);
        assert_eq!(read(&[&record(10).replace("-all", "redirect=b.example")]), Spf::TooLong);
    }
}
