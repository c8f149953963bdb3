//! Templates.

use super::{read_text, read_title};
use crate::base::{At, Fields, Language, MailTemplateId, Problems, Result, text};

/// The longest name of a template, in characters.
const NAME_LENGTH: usize = 100;

/// Words to begin a letter with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its number.
    pub id: MailTemplateId,
    /// What it says, and how it is called.
    pub facts: TemplateInput,
    /// Grows with each change.
    pub version: i64,
    /// When it was last changed.
    pub updated_at: At,
}

/// A template as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateInput {
    /// How it is called.
    pub name: String,
    /// The language of its words.
    pub language: Language,
    /// What the letter is about; may stay empty.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl TemplateInput {
    /// Reads `name`, `language`, `subject` and `text`.
    pub fn parse(fields: &Fields) -> Result<TemplateInput> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("name"));
        if text::fold(&name).is_empty() {
            problems.add("name", "mails-template-name-missing");
        } else if name.chars().count() > NAME_LENGTH {
            problems.add("name", "mails-template-name-long");
        }
        let language = fields.first("language").parse().unwrap_or(Language::En);
        let subject = read_title(fields.first("subject"), &mut problems);
        let body = read_text(fields.raw("text"), &mut problems);
        problems.finish(TemplateInput { name, language, subject, body })
    }

    /// What the form shows.
    pub fn typed(&self) -> Fields {
        Fields::new()
            .with("name", &self.name)
            .with("language", self.language.code())
            .with("subject", &self.subject)
            .with("text", &self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    #[test]
    fn an_unknown_field_is_a_problem_where_it_stands() {
        let typed = Fields::new()
            .with("name", "Offer")
            .with("subject", "For {frist_name}")
            .with("text", "Dear {first_name},");

        let Err(Error::Invalid(problems)) = TemplateInput::parse(&typed) else { panic!("it was taken") };

        assert_eq!(problems.on("subject"), Some("mails-field-unknown"));
        assert_eq!(problems.on("text"), None);
    }
}
