//! What DNS says of a sender's domain, and what it should say, so that those who get letters can tell them from forged
//! ones: SPF names the servers, DKIM the keys, DMARC what to do with letters that fit neither.

mod tags;
mod spf;
mod dkim;
mod dmarc;

use std::str::FromStr;

use crate::base::{Error, Problems};
use crate::platform::dns::Texts;

use dkim::Dkim;
use dmarc::{Dmarc, Place};
use spf::Spf;

/// Selectors that well-known services use: without one that somebody names, these are tried.
const KNOWN_SELECTORS: [&str; 12] = [
    "default",
    "mail",
    "dkim",
    "google",
    "selector1",
    "selector2",
    "s1",
    "s2",
    "k1",
    "k2",
    "fm1",
    "protonmail",
];
/// A domain that looks for its policy above itself looks no higher: the tree walk of receivers is bounded, too.
const MOST_PARENTS: usize = 4;

/// The name under which one of a domain's keys stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(String);

impl FromStr for Selector {
    type Err = Error;

    /// Labels divided by dots (RFC 6376, 3.1).
    fn from_str(text: &str) -> Result<Selector, Error> {
        let is_label = |label: &str| {
            let mut letters = label.bytes();
            (1..=63).contains(&label.len())
                && letters.all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        match text.len() <= 100 && text.split('.').all(is_label) {
            true => Ok(Selector(text.to_ascii_lowercase())),
            false => Err(Error::field("selector", "email-selector-wrong")),
        }
    }
}

/// How well a record does its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// There is something to do.
    ToDo,
    /// It does harm, or nothing at all.
    Wrong,
    /// DNS did not answer.
    Unknown,
}

impl Verdict {
    /// The key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Good => "email-domain-good",
            Verdict::ToDo => "email-domain-to-do",
            Verdict::Wrong => "email-domain-wrong",
            Verdict::Unknown => "email-domain-unknown",
        }
    }
}

/// A text of DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where it stands.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What was found about one of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How good that is.
    pub verdict: Verdict,
    /// The key of the sentence that says what it means.
    pub key: &'static str,
    /// What stands there.
    pub found: Vec<Record>,
    /// What should stand there.
    pub wanted: Option<Record>,
}

/// The three, in the order in which they are set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// Which servers may send.
    pub spf: Finding,
    /// With which keys letters are signed.
    pub dkim: Finding,
    /// What becomes of letters that fit neither.
    pub dmarc: Finding,
}

/// A sender whose domain is looked at.
#[derive(Debug, Clone)]
pub struct Sender {
    address: String,
    domain: String,
    selector: Option<Selector>,
    server: String,
}

impl Sender {
    /// The sender of letters that leave through that server (empty: through none). None: the address is at no domain
    /// that DNS knows.
    pub fn new(address: &str, server: &str, selector: Option<Selector>) -> Option<Sender> {
        let (_, domain) = address.rsplit_once('@')?;
        let domain = idna::domain_to_ascii(domain.trim_end_matches('.')).ok()?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_label = |label: &str| !label.is_empty() && label.bytes().all(is_plain);
        let is_name = domain.contains('.') && domain.split('.').all(is_label);
        let (address, server) = (address.to_owned(), server.to_owned());
        is_name.then_some(Sender { address, domain, selector, server })
    }

    /// The domain, as DNS writes it.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Every name that is to be asked about.
    pub fn names(&self) -> Vec<String> {
        let policies = self.policies().map(|(name, _)| name);
        std::iter::once(self.domain.clone()).chain(self.keys()).chain(policies).collect()
    }

    /// What the answers mean.
    pub fn judge(&self, said: &Texts) -> Findings {
        Findings { spf: self.spf(said), dkim: self.dkim(said), dmarc: self.dmarc(said) }
    }

    fn spf(&self, said: &Texts) -> Finding {
        let Some(texts) = said.get(&self.domain) else { return unknown() };
        let spf = Spf::read(texts);
        let wanted = || record(&self.domain, format!("v=spf1 {} ~all", self.mechanism()));
        Finding {
            verdict: spf.verdict(),
            key: spf.key(),
            found: Spf::records(texts).map(|text| record(&self.domain, text)).collect(),
            wanted: (spf == Spf::Missing).then(wanted),
        }
    }

    /// How SPF names the server; whoever the domain's mail goes to may send where nothing better is known.
    fn mechanism(&self) -> String {
        match self.server.parse() {
            Ok(std::net::IpAddr::V4(address)) => format!("ip4:{address}"),
            Ok(std::net::IpAddr::V6(address)) => format!("ip6:{address}"),
            Err(_) if self.server.contains('.') => format!("a:{}", self.server),
            Err(_) => "mx".to_owned(),
        }
    }

    /// The names under which keys may stand.
    fn keys(&self) -> Vec<String> {
        let place = |selector: &str| format!("{selector}._domainkey.{}", self.domain);
        match &self.selector {
            Some(Selector(selector)) => vec![place(selector)],
            None => KNOWN_SELECTORS.map(place).into(),
        }
    }

    /// The best of the keys counts: a changed one stays for a while beside the next.
    fn dkim(&self, said: &Texts) -> Finding {
        let names = self.keys();
        let answered = names.iter().filter_map(|name| Some((name, said.get(name)?)));
        let mut there: Vec<(Dkim, Record)> = answered
            .map(|(name, texts)| (Dkim::read(texts), name, texts))
            .filter(|(dkim, ..)| *dkim != Dkim::Missing && (*dkim != Dkim::NoKey || self.selector.is_some()))
            .map(|(dkim, name, texts)| (dkim, record(name, texts.join(" "))))
            .collect();
        there.sort_by_key(|(dkim, _)| *dkim);
        let best = match there.first() {
            Some((dkim, _)) => *dkim,
            None if names.iter().any(|name| !said.contains_key(name)) => return unknown(),
            None if self.selector.is_some() => Dkim::Missing,
            None => Dkim::NotFound,
        };
        let selector = self.selector.as_ref().map_or("mail", |Selector(selector)| selector);
        let wanted = || record(&format!("{selector}._domainkey.{}", self.domain), "v=DKIM1; k=rsa; p=…");
        Finding {
            verdict: best.verdict(),
            key: best.key(),
            found: there.into_iter().map(|(_, record)| record).collect(),
            wanted: best.is_missing().then(wanted),
        }
    }

    /// Where the policy may stand: at the domain itself, then at those above it.
    fn policies(&self) -> impl Iterator<Item = (String, Place)> {
        let dots = self.domain.match_indices('.').map(|(at, _)| &self.domain[at + 1..]);
        let parents = dots.filter(|parent| parent.contains('.')).take(MOST_PARENTS);
        let places = std::iter::once((self.domain.as_str(), Place::Own))
            .chain(parents.map(|parent| (parent, Place::Above)));
        places.map(|(domain, place)| (format!("_dmarc.{domain}"), place))
    }

    fn dmarc(&self, said: &Texts) -> Finding {
        let own = format!("_dmarc.{}", self.domain);
        for (name, place) in self.policies() {
            let Some(texts) = said.get(&name) else { return unknown() };
            let dmarc = Dmarc::read(texts, place);
            if dmarc == Dmarc::Missing {
                continue;
            }
            let next = || record(&own, self.policy("quarantine"));
            return Finding {
                verdict: dmarc.verdict(),
                key: dmarc.key(),
                found: Dmarc::records(texts).map(|text| record(&name, text)).collect(),
                wanted: (dmarc == Dmarc::Watch).then(next),
            };
        }
        Finding {
            verdict: Dmarc::Missing.verdict(),
            key: Dmarc::Missing.key(),
            found: Vec::new(),
            wanted: Some(record(&own, self.policy("none"))),
        }
    }

    fn policy(&self, policy: &str) -> String {
        format!("v=DMARC1; p={policy}; rua=mailto:{}", self.address)
    }
}

fn record(name: &str, text: impl Into<String>) -> Record {
    Record { name: name.to_owned(), text: text.into() }
}

fn unknown() -> Finding {
    Finding { verdict: Verdict::Unknown, key: "email-domain-silent", found: Vec::new(), wanted: None }
}

/// What is wrong with a selector that was typed; and the selector, if there is one.
pub fn selector(typed: &str) -> (Option<Selector>, Problems) {
    match typed.parse() {
        _ if typed.is_empty() => (None, Problems::default()),
        Ok(selector) => (Some(selector), Problems::default()),
        Err(Error::Invalid(problems)) => (None, problems),
        Err(_) => (None, Problems::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(address: &str, server: &str, typed: &str) -> Sender {
        Sender::new(address, server, selector(typed).0).unwrap()
    }

    fn texts(said: &[(&str, &str)], asked: &Sender) -> Texts {
        let mut texts: Texts = asked.names().into_iter().map(|name| (name, Vec::new())).collect();
        for (name, text) in said {
            texts.get_mut(*name).unwrap().push((*text).to_owned());
        }
        texts
    }

    #[test]
    fn an_empty_domain_is_told_what_to_add() {
        let sender = sender("office@rila.example", "smtp.rila.example", "s7");

        let found = sender.judge(&texts(&[], &sender));

        let wanted = |finding: Finding| finding.wanted.map(|record| (record.name, record.text)).unwrap();
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(wanted(found.spf), pair("rila.example", "v=spf1 a:smtp.rila.example ~all"));
        assert_eq!(wanted(found.dkim), pair("s7._domainkey.rila.example", "v=DKIM1; k=rsa; p=…"));
        assert_eq!(
            wanted(found.dmarc),
            pair("_dmarc.rila.example", "v=DMARC1; p=none; rua=mailto:office@rila.example")
        );
    }

    #[test]
    fn a_policy_of_the_domain_above_holds_and_one_of_its_own_holds_more() {
        let sender = sender("office@news.shop.rila.example", "", "");
        let above = ("_dmarc.rila.example", "v=DMARC1; p=reject; sp=quarantine");
        let own = ("_dmarc.news.shop.rila.example", "v=DMARC1; p=none");

        let by_the_family = sender.judge(&texts(&[above], &sender)).dmarc;
        let by_itself = sender.judge(&texts(&[above, own], &sender)).dmarc;

        assert_eq!((by_the_family.key, by_the_family.verdict), ("email-dmarc-quarantine", Verdict::Good));
        assert_eq!((by_itself.key, by_itself.verdict), ("email-dmarc-watch", Verdict::ToDo));
        assert!(!sender.names().contains(&"_dmarc.example".to_owned()));
    }

    #[test]
    fn the_best_of_several_keys_counts_and_silence_is_not_taken_for_none() {
        let sender = sender("office@rila.example", "", "");
        let old = ("k1._domainkey.rila.example", "v=DKIM1; p=");
        let new = (
            "k2._domainkey.rila.example",
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
        );
        let other = ("mail._domainkey.rila.example", "v=spf1 -all");

        let two = sender.judge(&texts(&[old, new, other], &sender)).dkim;
        let none = sender.judge(&texts(&[other], &sender)).dkim;
        let silent = sender.judge(&Texts::new());

        assert_eq!((two.key, two.found.len()), ("email-dkim-key", 2));
        assert_eq!((none.key, none.found.len()), ("email-dkim-not-found", 0));
        for finding in [silent.spf, silent.dkim, silent.dmarc] {
            assert_eq!((finding.verdict, finding.wanted), (Verdict::Unknown, None));
        }
    }

    #[test]
    fn only_what_dns_can_know_is_asked() {
        assert_eq!(sender("office@Фирма.example", "", "").domain(), "xn--80apmps.example");
        assert_eq!(sender("a@b.example", "192.0.2.7", "").mechanism(), "ip4:192.0.2.7");
        assert_eq!(sender("a@b.example", "localhost", "").mechanism(), "mx");
        for address in ["office@localhost", "office@[192.0.2.1]", "office", "office@rila..example"] {
            assert!(Sender::new(address, "", None).is_none(), "{address}");
        }
        for wrong in ["a b", "..", "a.", "ключ", &"a".repeat(64)] {
            assert!(selector(wrong).0.is_none() && !selector(wrong).1.is_empty(), "{wrong}");
        }
        assert_eq!(selector("S1.Mail_2"), (Some(Selector("s1.mail_2".into())), Problems::default()));
    }
}
