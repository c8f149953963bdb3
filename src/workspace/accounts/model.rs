//! What an account is made of, and the parsing of what people type about it.

use std::str::FromStr;

use jiff::tz::TimeZone;

use crate::base::{AccountId, At, Error, Fields, Language, Look, Problems, Result, Shortcuts};

/// A mail address: as typed, and in the one spelling by which it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    shown: String,
    norm: String,
}

impl Email {
    /// As it was typed, without outer blanks.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Lower case, the domain in its ASCII form (IDNA).
    pub fn norm(&self) -> &str {
        &self.norm
    }
}

impl FromStr for Email {
    type Err = Error;

    /// Takes what mail servers take in practice; quoted local parts are not among it.
    fn from_str(text: &str) -> Result<Email> {
        let shown = text.trim();
        let wrong = Error::Malformed("e-mail");
        let Some((local, domain)) = shown.rsplit_once('@') else { return Err(wrong) };
        let is_odd =
            |letter: char| letter.is_whitespace() || letter.is_control() || "<>()[],;:\\\"@".contains(letter);
        if local.is_empty() || local.len() > 64 || shown.len() > 254 || local.contains(is_odd) {
            return Err(wrong);
        }
        let Ok(domain) = idna::domain_to_ascii_strict(domain.trim_end_matches('.')) else {
            return Err(wrong);
        };
        if domain.is_empty() {
            return Err(wrong);
        }
        Ok(Email { shown: shown.to_owned(), norm: format!("{}@{domain}", local.to_lowercase()) })
    }
}

/// A person's name as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = Error;

    fn from_str(text: &str) -> Result<PersonName> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=200).contains(&name.chars().count()) && !name.contains(char::is_control);
        if fits { Ok(PersonName(name)) } else { Err(Error::Malformed("name")) }
    }
}

/// An account as its owner and the installation see it.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The address as typed.
    pub email: String,
    /// The name shown to others.
    pub name: String,
    /// Chosen language; none: as the browser says.
    pub language: Option<Language>,
    /// Chosen zone; none: the workspace's.
    pub zone: Option<String>,
    /// Theme, density, keys.
    pub look: Look,
    /// Whether it runs the installation.
    pub is_operator: bool,
    /// Since when it cannot sign in.
    pub disabled_at: Option<At>,
    /// What ends the letters that they cause.
    pub signature: String,
    /// The letters that they do not want.
    pub muted: Muted,
    /// Grows with every change of the preferences.
    pub version: i64,
    /// When it was made.
    pub created_at: At,
}

/// A password that was good enough, as it is stored.
#[derive(Clone)]
pub struct PasswordHash(pub(super) String);

impl PasswordHash {
    /// Of no password: nobody comes in by one.
    pub fn unusable() -> PasswordHash {
        PasswordHash(String::new())
    }
}

/// A letter that a person may do without. Letters about their own safety are none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Somebody accepted their invitation.
    Joined,
    /// Their role in a company changed, or they were removed from it or let back in.
    Place,
    /// What they have to do today, each morning.
    Summary,
}

impl Notice {
    /// Every one.
    pub const ALL: [Notice; 3] = [Notice::Joined, Notice::Place, Notice::Summary];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Notice::Joined => "joined",
            Notice::Place => "place",
            Notice::Summary => "summary",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Notice::Joined => "accounts-notice-joined",
            Notice::Place => "accounts-notice-place",
            Notice::Summary => "accounts-notice-summary",
        }
    }
}

/// The letters that somebody does not want.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Muted(Vec<Notice>);

impl Muted {
    /// All but those that are wanted.
    pub fn all_but(wanted: impl Fn(Notice) -> bool) -> Muted {
        Muted(Notice::ALL.into_iter().filter(|notice| !wanted(*notice)).collect())
    }

    /// Whether that letter is wanted.
    pub fn lets(&self, notice: Notice) -> bool {
        !self.0.contains(&notice)
    }

    /// As stored.
    pub fn written(&self) -> String {
        self.0.iter().map(|notice| notice.code()).collect::<Vec<_>>().join(" ")
    }

    /// From the stored words; what an older release knew is passed over.
    pub fn read(stored: &str) -> Muted {
        let known =
            stored.split(' ').filter_map(|code| Notice::ALL.into_iter().find(|one| one.code() == code));
        Muted(known.collect())
    }
}

/// Somebody who shall be able to sign in.
pub struct NewAccount {
    /// How they are found.
    pub email: Email,
    /// How they are called.
    pub name: PersonName,
    /// What they prove themselves by.
    pub password: PasswordHash,
    /// In which language they read; none: as their browser says.
    pub language: Option<Language>,
}

/// What is needed to let somebody in.
#[derive(Debug)]
pub struct Secret {
    /// Whose it is.
    pub account: AccountId,
    /// What the password is held against.
    pub password_hash: String,
    /// Whether the account is shut.
    pub is_disabled: bool,
}

/// What a person chooses for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    /// The name shown to others.
    pub name: PersonName,
    /// None: as the browser says.
    pub language: Option<Language>,
    /// None: the workspace's.
    pub zone: Option<String>,
    /// Theme, density, keys.
    pub look: Look,
    /// What ends the letters that they cause.
    pub signature: String,
}

impl Preferences {
    /// Those that hold now.
    pub fn of(account: &Account) -> Result<Preferences> {
        Ok(Preferences {
            name: account.name.parse()?,
            language: account.language,
            zone: account.zone.clone(),
            look: account.look,
            signature: account.signature.clone(),
        })
    }

    /// Reads the form.
    pub fn parse(fields: &Fields) -> Result<Preferences> {
        let mut problems = Problems::default();
        let name = fields.first("name").parse::<PersonName>();
        if name.is_err() {
            problems.add("name", "accounts-name-wrong");
        }
        let zone = Some(fields.first("zone")).filter(|zone| !zone.is_empty());
        if zone.is_some_and(|zone| TimeZone::get(zone).is_err()) {
            problems.add("zone", "accounts-zone-wrong");
        }
        let signature = fields.first("signature").replace("\r\n", "\n");
        if signature.chars().count() > 1000 {
            problems.add("signature", "accounts-signature-long");
        }
        problems.finish(())?;
        let shortcuts = if fields.has("shortcuts") { Shortcuts::On } else { Shortcuts::Off };
        Ok(Preferences {
            name: name?,
            language: fields.first("language").parse().ok(),
            zone: zone.map(str::to_owned),
            look: Look {
                theme: fields.first("theme").parse().unwrap_or_default(),
                density: fields.first("density").parse().unwrap_or_default(),
                shortcuts,
            },
            signature,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norm(text: &str) -> Option<String> {
        text.parse::<Email>().ok().map(|email| email.norm().to_owned())
    }

    #[test]
    fn an_address_is_found_in_any_spelling() {
        assert_eq!(norm(" Ana.Petrova@Rila.Example "), Some("ana.petrova@rila.example".into()));
        assert_eq!(norm("ИВАН@пример.бг"), norm("иван@XN--E1AFMKFD.xn--90ae"));
        assert_eq!(norm("ana+crm@rila.example."), Some("ana+crm@rila.example".into()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in
            ["", "ana", "@rila.example", "ana@", "a b@rila.example", "ana@ri la.example", "a@b@c.example"]
        {
            assert_eq!(norm(text), None, "{text}");
        }
        assert_eq!(norm("ana@rila.example\r\nBcc: all@rila.example"), None);
        assert_eq!(norm(&format!("{}@rila.example", "a".repeat(65))), None);
    }

    #[test]
    fn names_lose_blanks_but_not_letters() {
        let name = |text: &str| text.parse::<PersonName>().ok().map(|name| name.as_str().to_owned());

        assert_eq!(name("  Ана   Мария  "), Some("Ана Мария".into()));
        assert_eq!(name(" "), None);
        assert_eq!(name(&"a".repeat(201)), None);
    }
}
