//! What somebody chooses about a form.

use super::site::{page, site};
use super::{Asking, Field, Question};
use crate::base::{Fields, Language, MemberId, Problems, Result, text};

/// The longest name, title and source, in characters.
const NAME_LENGTH: usize = 100;
/// The longest words on the button.
const BUTTON_LENGTH: usize = 40;
/// The longest introduction and thanks.
const TEXT_LENGTH: usize = 1_000;
/// The longest wording of a consent.
const CONSENT_LENGTH: usize = 2_000;
/// The most sites that may show a form.
const MOST_SITES: usize = 20;

/// Everything that somebody chooses about a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormInput {
    /// What colleagues call it.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What stands below the heading.
    pub intro: String,
    /// What stands on the button.
    pub button: String,
    /// What is said afterwards.
    pub thanks: String,
    /// The page to go to afterwards; empty: one of ours.
    pub leads_to: String,
    /// The language of its readers.
    pub language: Language,
    /// What it asks, in the order of the page.
    pub questions: Vec<Question>,
    /// Where its leads come from, by name.
    pub source: String,
    /// Who gets its leads; nobody: whoever's turn it is.
    pub owner: Option<MemberId>,
    /// The wording of the consent; empty: none is asked for.
    pub consent: String,
    /// Whether whoever sends it has to confirm that by a letter.
    pub confirms: bool,
    /// The origins that may show it in a frame.
    pub sites: Vec<String>,
}

impl FormInput {
    /// Reads `name`, `title`, `intro`, `button`, `thanks`, `leads_to`, `language`, a way of asking for each field named
    /// `ask_<field>`, `source`, `owner`, `consent`, `confirms` and `sites`, one a line.
    pub fn parse(fields: &Fields) -> Result<FormInput> {
        let mut problems = Problems::default();
        let input = FormInput {
            name: line(fields, ("name", NAME_LENGTH), &mut problems),
            title: line(fields, ("title", NAME_LENGTH), &mut problems),
            intro: lines(fields, ("intro", TEXT_LENGTH), &mut problems),
            questions: questions(fields),
            consent: lines(fields, ("consent", CONSENT_LENGTH), &mut problems),
            button: line(fields, ("button", BUTTON_LENGTH), &mut problems),
            thanks: lines(fields, ("thanks", TEXT_LENGTH), &mut problems),
            leads_to: leads_to(fields, &mut problems),
            language: fields.first("language").parse()?,
            source: line(fields, ("source", NAME_LENGTH), &mut problems),
            owner: fields.first("owner").parse().ok(),
            confirms: fields.has("confirms"),
            sites: sites(fields, &mut problems),
        };
        for (field, text) in [
            ("name", &input.name),
            ("title", &input.title),
            ("button", &input.button),
            ("thanks", &input.thanks),
        ] {
            if text.is_empty() {
                problems.add(field, "forms-words-needed");
            }
        }
        input.check_questions(&mut problems);
        problems.finish(input)
    }

    fn check_questions(&self, problems: &mut Problems) {
        let is_email_sure = self.asking(Field::Email) == Asking::Must;
        if self.questions.iter().all(|question| question.field == Field::Message) {
            problems.add("ask_email", "forms-question-needed");
        } else if self.confirms && !is_email_sure {
            problems.add("ask_email", "forms-email-needed");
        }
    }

    /// Whether it asks that.
    pub fn asking(&self, field: Field) -> Asking {
        match self.questions.iter().find(|question| question.field == field) {
            Some(question) if question.is_required => Asking::Must,
            Some(_) => Asking::May,
            None => Asking::No,
        }
    }

    /// Every choice by the name of its field, as text: what changed is audited by these.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let questions: Vec<&str> = self.questions.iter().map(|question| question.field.code()).collect();
        let needed = self.questions.iter().filter(|question| question.is_required);
        let needed: Vec<&str> = needed.map(|question| question.field.code()).collect();
        vec![
            ("name", self.name.clone()),
            ("title", self.title.clone()),
            ("intro", self.intro.clone()),
            ("button", self.button.clone()),
            ("thanks", self.thanks.clone()),
            ("leads_to", self.leads_to.clone()),
            ("language", self.language.code().to_owned()),
            ("questions", questions.join(" ")),
            ("needed", needed.join(" ")),
            ("source", self.source.clone()),
            ("owner", self.owner.map(|owner| owner.to_string()).unwrap_or_default()),
            ("consent", self.consent.clone()),
            ("confirms", if self.confirms { "yes" } else { "no" }.to_owned()),
            ("sites", self.sites.join(" ")),
        ]
    }
}

fn line(fields: &Fields, limit: (&'static str, usize), problems: &mut Problems) -> String {
    short(text::one_line(fields.first(limit.0)), limit, problems)
}

fn lines(fields: &Fields, limit: (&'static str, usize), problems: &mut Problems) -> String {
    short(super::sent::plain(fields.first(limit.0)), limit, problems)
}

fn short(value: String, (field, length): (&'static str, usize), problems: &mut Problems) -> String {
    if value.chars().count() > length {
        problems.add(field, "forms-too-long");
    }
    value
}

fn questions(fields: &Fields) -> Vec<Question> {
    let asked = Field::ALL.iter().filter_map(|field| {
        let asking = fields.first(field.choice()).parse().unwrap_or(Asking::No);
        (asking != Asking::No).then_some(Question { field: *field, is_required: asking == Asking::Must })
    });
    asked.collect()
}

fn leads_to(fields: &Fields, problems: &mut Problems) -> String {
    let typed = fields.first("leads_to");
    let read = page(typed);
    if !typed.is_empty() && read.is_none() {
        problems.add("leads_to", "forms-page-unclear");
    }
    read.unwrap_or_default()
}

fn sites(fields: &Fields, problems: &mut Problems) -> Vec<String> {
    let typed = fields.first("sites").split_whitespace().map(site);
    let mut sites = match typed.collect::<Option<Vec<String>>>() {
        Some(sites) => sites,
        None => {
            problems.add("sites", "forms-site-unclear");
            Vec::new()
        }
    };
    sites.sort_unstable();
    sites.dedup();
    if sites.len() > MOST_SITES {
        problems.add("sites", "forms-sites-many");
    }
    sites
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn fields() -> Fields {
        Fields::new()
            .with("name", "Website")
            .with("title", "Write to us")
            .with("button", "Send")
            .with("thanks", "Thank you.")
            .with("language", "en")
            .with("ask_email", "must")
    }

    fn wrong(fields: &Fields) -> Vec<String> {
        match FormInput::parse(fields) {
            Err(Error::Invalid(problems)) => problems.iter().map(|problem| problem.field.clone()).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_asks_what_it_was_told_in_the_order_of_the_page() {
        let typed = fields().with("ask_message", "may").with("ask_first_name", "may").with("ask_phone", "no");

        let input = FormInput::parse(&typed).unwrap();

        let asked: Vec<(Field, bool)> =
            input.questions.iter().map(|question| (question.field, question.is_required)).collect();
        assert_eq!(asked, [(Field::FirstName, false), (Field::Email, true), (Field::Message, false)]);
        assert_eq!(input.asking(Field::Phone), Asking::No);
    }

    #[test]
    fn a_form_that_asks_nobody_who_they_are_is_none() {
        let typed = fields().without("ask_email").with("ask_message", "must");

        assert_eq!(wrong(&typed), ["ask_email"]);
        assert_eq!(wrong(&fields().without("ask_email")), ["ask_email"]);
    }

    #[test]
    fn who_is_to_confirm_has_to_give_an_address() {
        let typed = fields().without("ask_email").with("ask_email", "may").with("confirms", "1");

        assert_eq!(wrong(&typed), ["ask_email"]);
        assert!(FormInput::parse(&fields().with("confirms", "1")).unwrap().confirms);
    }

    #[test]
    fn sites_are_read_line_by_line_and_named_once() {
        let typed = fields().with("sites", "rila.example\r\nhttps://RILA.example/\nwww.rila.example");

        assert_eq!(
            FormInput::parse(&typed).unwrap().sites,
            ["https://rila.example", "https://www.rila.example"]
        );
        assert_eq!(wrong(&fields().with("sites", "https://rila.example/shop")), ["sites"]);
        let many: Vec<String> = (0..21).map(|number| format!("s{number}.example")).collect();
        assert_eq!(wrong(&fields().with("sites", many.join(" "))), ["sites"]);
    }

    #[test]
    fn what_is_missing_or_too_long_is_told_field_by_field() {
        let typed = Fields::new()
            .with("language", "en")
            .with("title", "x".repeat(101))
            .with("leads_to", "http://rila.example")
            .with("ask_phone", "may");

        assert_eq!(wrong(&typed), ["title", "leads_to", "name", "button", "thanks"]);
    }
}
