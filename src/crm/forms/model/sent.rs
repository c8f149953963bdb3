//! What a stranger sent, read by what the form asks.

use serde::{Deserialize, Serialize};

use super::{Field, WebForm};
use crate::base::{Country, Error, Fields, Problems, Result, text};
use crate::crm::leads::{LeadInput, Utm};

/// The longest message, in characters.
const MESSAGE_LENGTH: usize = 5_000;
/// The longest of what the address of a visit said.
const UTM_LENGTH: usize = 200;

/// The words of an entry: what is known of the lead, and the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// What the lead will be.
    pub facts: LeadInput,
    /// What they want to say, as they typed it.
    pub message: String,
}

/// What a stranger sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The words.
    pub typed: Typed,
    /// The site from which they came, as their browser said.
    pub site: String,
    /// The number of the wording that they agreed to.
    pub consent: Option<i64>,
}

impl Sent {
    /// Reads what the form asks, `consent` (the version that was shown), `site` and the UTM parameters; a telephone
    /// number without a country code is of `country`. Whatever else came is not looked at.
    pub fn parse(form: &WebForm, fields: &Fields, country: Country) -> Result<Sent> {
        let mut problems = Problems::default();
        let mut lead = Fields::new().with("source", &form.facts.source);
        for name in Utm::NAMES {
            lead.push(name, cut(fields.first(name)));
        }
        let mut message = String::new();
        for question in &form.facts.questions {
            let name = question.field.code();
            let value = plain(fields.first(name));
            if value.is_empty() && question.is_required {
                problems.add(name, "forms-answer-needed");
            }
            match question.field {
                Field::Message => message = value,
                _ => lead.push(name, value),
            }
        }
        if message.chars().count() > MESSAGE_LENGTH {
            problems.add(Field::Message.code(), "forms-message-long");
        }
        let facts = read(form, &lead, country, &mut problems);
        let consent = consent(form, fields, &mut problems);
        let facts = in_order(form, &problems).finish(facts)?.ok_or(Error::Malformed("form"))?;
        Ok(Sent { typed: Typed { facts, message }, site: cut(fields.first("site")), consent })
    }
}

/// What is known of the lead; what is wrong is told at a field that the form has.
fn read(form: &WebForm, lead: &Fields, country: Country, problems: &mut Problems) -> Option<LeadInput> {
    let found = match LeadInput::parse(lead, country) {
        Ok(facts) => return Some(facts),
        Err(Error::Invalid(found)) => found,
        Err(_) => return None,
    };
    let names = || form.facts.questions.iter().map(|question| question.field.code());
    for problem in found.iter() {
        if problem.key == "leads-name-missing" {
            // Nothing at all was given; where an answer is needed, that was told already.
            let first = names().find(|name| *name != Field::Message.code()).unwrap_or_default();
            if problems.is_empty() {
                problems.push(first.to_owned(), problem.key.clone());
            }
        } else if names().any(|name| name == problem.field) {
            problems.push(problem.field.clone(), problem.key.clone());
        }
    }
    None
}

/// The problems in the order of the page.
fn in_order(form: &WebForm, problems: &Problems) -> Problems {
    let names = form.facts.questions.iter().map(|question| question.field.code()).chain(["consent"]);
    let mut told = Problems::default();
    for name in names {
        for problem in problems.iter().filter(|problem| problem.field == name) {
            told.push(problem.field.clone(), problem.key.clone());
        }
    }
    told
}

fn consent(form: &WebForm, fields: &Fields, problems: &mut Problems) -> Option<i64> {
    let asked = form.consent.as_ref()?;
    let agreed = fields.first("consent");
    if agreed.is_empty() {
        problems.add("consent", "forms-consent-needed");
    } else if agreed != asked.version.to_string() {
        problems.add("consent", "forms-consent-changed");
    }
    Some(asked.id)
}

fn cut(typed: &str) -> String {
    text::one_line(typed).chars().take(UTM_LENGTH).collect()
}

/// The text without control characters other than line breaks, without blanks around its lines and around itself.
pub(super) fn plain(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
    let lines = lines.split('\n').map(|line| {
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        line.trim().to_owned()
    });
    lines.collect::<Vec<String>>().join("\n").trim().to_owned()
}

/// Words of a stranger as Markdown that shows them as they are: nothing in them is a link, a heading or a list.
pub fn as_text(words: &str) -> String {
    words.split('\n').map(line_as_text).collect::<Vec<String>>().join("\n")
}

fn line_as_text(line: &str) -> String {
    let mut written = String::with_capacity(line.len());
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (place, letter) in line.chars().enumerate() {
        let begins_block = place == 0 && "-+=".contains(letter);
        let begins_list = digits > 0 && place == digits && ".)".contains(letter);
        if begins_block || begins_list || "\\`*_[]<>&~#|!".contains(letter) {
            written.push('\\');
        }
        written.push(letter);
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Consent, FormInput};
    use super::*;
    use crate::base::{At, WebFormId, WorkspaceId};
    use crate::crm::activities::html;

    fn bulgaria() -> Country {
        "BG".parse().unwrap()
    }

    fn form(asks: &[(&str, &str)]) -> WebForm {
        let fields = Fields::new()
            .with("name", "Website")
            .with("title", "Write to us")
            .with("button", "Send")
            .with("thanks", "Thank you.")
            .with("source", "Website")
            .with("language", "en");
        let ask = |fields: Fields, (field, way): &(&str, &str)| fields.with(format!("ask_{field}"), *way);
        WebForm {
            id: WebFormId::new(1),
            workspace: WorkspaceId::new(1),
            token: "a".repeat(26),
            facts: FormInput::parse(&asks.iter().fold(fields, ask)).unwrap(),
            consent: None,
            is_open: true,
            taken: 0,
            waiting: 0,
            last_at: None,
            version: 1,
            created_at: At(0),
            updated_at: At(0),
        }
    }

    fn wrong(form: &WebForm, fields: &Fields) -> Vec<(String, String)> {
        match Sent::parse(form, fields, bulgaria()) {
            Err(Error::Invalid(problems)) => {
                problems.iter().map(|problem| (problem.field.clone(), problem.key.to_string())).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_what_the_form_asks_is_read() {
        let form = form(&[("email", "must"), ("message", "may")]);
        let fields = Fields::new()
            .with("email", "ana@pirin.example")
            .with("phone", "0888 123 456")
            .with("owner", "7")
            .with("source", "Somewhere")
            .with("utm_source", "newsletter")
            .with("message", "Hello\r\n  there\u{7}")
            .with("site", "www.rila.example");

        let sent = Sent::parse(&form, &fields, bulgaria()).unwrap();

        assert_eq!(sent.typed.facts.email, "ana@pirin.example");
        assert_eq!(sent.typed.facts.phone, "");
        assert_eq!(sent.typed.facts.owner, None);
        assert_eq!(sent.typed.facts.source, "Website");
        assert_eq!(sent.typed.facts.utm.source, "newsletter");
        assert_eq!(sent.typed.message, "Hello\nthere");
        assert_eq!(sent.site, "www.rila.example");
    }

    #[test]
    fn what_is_wrong_is_told_at_a_field_of_the_form() {
        let strict = form(&[("first_name", "may"), ("email", "must"), ("message", "must")]);
        let loose = form(&[("phone", "may"), ("message", "may")]);
        let told = |field: &str, key: &str| vec![(field.to_owned(), key.to_owned())];

        assert_eq!(
            wrong(&strict, &Fields::new().with("email", "nobody")),
            [told("email", "points-email-unclear"), told("message", "forms-answer-needed")].concat()
        );
        assert_eq!(wrong(&loose, &Fields::new()), told("phone", "leads-name-missing"));
        assert_eq!(
            wrong(&loose, &Fields::new().with("phone", "0888 123 456").with("message", "x".repeat(5_001))),
            told("message", "forms-message-long")
        );
    }

    #[test]
    fn a_consent_is_to_the_wording_that_was_read() {
        let mut form = form(&[("email", "must")]);
        form.consent = Some(Consent { id: 9, version: 2, wording: "Keep it.".into() });
        let fields = Fields::new().with("email", "ana@pirin.example");
        let told = |key: &str| vec![("consent".to_owned(), key.to_owned())];

        assert_eq!(wrong(&form, &fields), told("forms-consent-needed"));
        assert_eq!(wrong(&form, &fields.clone().with("consent", "1")), told("forms-consent-changed"));
        let sent = Sent::parse(&form, &fields.with("consent", "2"), bulgaria()).unwrap();
        assert_eq!(sent.consent, Some(9));
    }

    #[test]
    fn a_visit_says_no_more_than_fits() {
        let form = form(&[("email", "must")]);
        let fields = Fields::new().with("email", "ana@pirin.example").with("utm_term", "x".repeat(5_000));

        let sent = Sent::parse(&form, &fields, bulgaria()).unwrap();

        assert_eq!(sent.typed.facts.utm.term.len(), UTM_LENGTH);
    }

    #[test]
    fn a_message_is_shown_as_it_was_typed() {
        let typed =
            "1. Look [here](https://evil.example)\n- <b>oak</b> & *ash*\n# 2 | ~~three~~\n===\n![x](y)";

        let shown = html(&as_text(typed));

        assert!(!shown.contains("<a") && !shown.contains("<li") && !shown.contains("<em"), "{shown}");
        for words in
            ["1. Look [here](https://evil.example)", "- &lt;b&gt;oak&lt;/b&gt; &amp; *ash*", "# 2", "==="]
        {
            assert!(shown.contains(words), "no {words:?} in {shown}");
        }
    }

    proptest! {
        #[test]
        fn no_message_becomes_more_than_its_words(text in "[<>a-z0-9\"'=/!\\[\\]()*_#`~&|.:+ \n-]{0,80}") {
            let shown = html(&as_text(&plain(&text)));
            for tag in shown.split('<').skip(1) {
                let name = tag.trim_start_matches('/');
                prop_assert!(name.starts_with("p>") || name.starts_with("br />"), "{}", shown);
            }
        }
    }
}
