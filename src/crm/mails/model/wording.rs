//! Words with fields in curly brackets: a closed list, filled in for each who gets the letter.

use crate::base::words::words;

/// What can be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The first name of whoever gets it.
    FirstName,
    /// Their last name.
    LastName,
    /// Their whole name.
    Name,
    /// What they do where they work.
    JobTitle,
    /// Where they work.
    Company,
    /// The deal from whose page it is written.
    Deal,
    /// The name of whoever writes.
    MyName,
    /// The name of the company that writes.
    Workspace,
}
words!(Field, "field",
    FirstName = "first_name", "mails-field-first-name";
    LastName = "last_name", "mails-field-last-name";
    Name = "name", "mails-field-name";
    JobTitle = "job_title", "mails-field-job-title";
    Company = "company", "mails-field-company";
    Deal = "deal", "mails-field-deal";
    MyName = "my_name", "mails-field-my-name";
    Workspace = "workspace", "mails-field-workspace";
);

/// A field that is none of the list, by the name that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown(pub String);

/// Words taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording(Vec<Part>);

/// A part of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// As they stand.
    Said(String),
    /// Before it is filled in; afterwards a gap, for which nothing is known.
    Field(Field),
}

/// What is known of whoever gets the letter, and of whoever writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(Vec<(Field, String)>);

impl Values {
    /// With one more; an empty text is not known.
    pub fn with(mut self, field: Field, value: impl Into<String>) -> Values {
        let value = value.into();
        if !value.is_empty() {
            self.0.push((field, value));
        }
        self
    }

    /// And what others are known; what is known already stays.
    pub fn and(mut self, others: &Values) -> Values {
        self.0.extend(others.0.iter().cloned());
        self
    }

    fn of(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, value)| value.as_str())
    }
}

impl Wording {
    /// Takes words apart. Only `{` with small letters and `_` up to `}` is a field; all other brackets stand for
    /// themselves.
    pub fn parse(text: &str) -> Result<Wording, Unknown> {
        let (mut parts, mut said, mut rest) = (Vec::new(), String::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            match named(after) {
                None => {
                    said.push('{');
                    rest = after;
                }
                Some((name, beyond)) => {
                    let field = name.parse().map_err(|_| Unknown(name.to_owned()))?;
                    if !said.is_empty() {
                        parts.push(Part::Said(std::mem::take(&mut said)));
                    }
                    parts.push(Part::Field(field));
                    rest = beyond;
                }
            }
        }
        said.push_str(rest);
        if !said.is_empty() {
            parts.push(Part::Said(said));
        }
        Ok(Wording(parts))
    }

    /// With these words at the end, in which nothing is a field.
    pub fn and_said(mut self, words: &str) -> Wording {
        self.0.push(Part::Said(words.to_owned()));
        self
    }

    /// The words with everything filled in that is known; a field that is left is a gap.
    pub fn fill(&self, values: &Values) -> Vec<Part> {
        let filled = self.0.iter().map(|part| match part {
            Part::Field(field) => match values.of(*field) {
                Some(value) => Part::Said(value.to_owned()),
                None => part.clone(),
            },
            Part::Said(_) => part.clone(),
        });
        filled.collect()
    }
}

/// The name of a field that begins here, and what comes behind its bracket.
fn named(after: &str) -> Option<(&str, &str)> {
    let (name, beyond) = after.split_once('}')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_name.then_some((name, beyond))
}

/// The words as one text, or the gaps that are left.
pub fn whole(parts: &[Part]) -> Result<String, Vec<Field>> {
    let (mut text, mut gaps) = (String::new(), Vec::new());
    for part in parts {
        match part {
            Part::Said(words) => text.push_str(words),
            Part::Field(field) if gaps.contains(field) => {}
            Part::Field(field) => gaps.push(*field),
        }
    }
    if gaps.is_empty() { Ok(text) } else { Err(gaps) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(text: &str, values: &Values) -> Result<String, Vec<Field>> {
        whole(&Wording::parse(text).expect("the fields are known").fill(values))
    }

    #[test]
    fn fields_are_filled_in_for_whoever_gets_the_letter() {
        let values = Values::default().with(Field::FirstName, "Ana").with(Field::Company, "Hart & Sons");

        let text = filled("Dear {first_name}, how is {company}? {first_name}", &values);

        assert_eq!(text, Ok("Dear Ana, how is Hart & Sons? Ana".to_owned()));
    }

    #[test]
    fn what_nobody_knows_is_a_gap_that_is_named_once() {
        let values = Values::default().with(Field::FirstName, "").with(Field::Name, "info@hart.example");

        assert_eq!(filled("{first_name} {name} {first_name}", &values), Err(vec![Field::FirstName]));
    }

    #[test]
    fn a_field_that_there_is_not_is_refused_by_name() {
        assert_eq!(Wording::parse("Dear {firstname}"), Err(Unknown("firstname".to_owned())));
    }

    #[test]
    fn brackets_that_are_no_field_stand_for_themselves() {
        for text in ["a { b } c", "{", "}", "{}", "{First}", "{ \"json\": 1 }", "{{", "{a b}", "{1}"] {
            assert_eq!(filled(text, &Values::default()), Ok(text.to_owned()), "{text}");
        }
        let values = Values::default().with(Field::Name, "Ana");
        assert_eq!(filled("{{name}}", &values), Ok("{Ana}".to_owned()));
    }

    #[test]
    fn a_value_is_never_read_as_a_field() {
        let values = Values::default().with(Field::Name, "{company}").with(Field::Company, "secret");

        assert_eq!(filled("{name}", &values), Ok("{company}".to_owned()));
    }

    proptest! {
        #[test]
        fn words_without_fields_come_through_unchanged(text in "[^{]{0,60}") {
            prop_assert_eq!(filled(&text, &Values::default()), Ok(text));
        }

        #[test]
        fn no_words_make_the_reading_fail_otherwise(text in "[{}a-z_ ]{0,40}") {
            if let Err(Unknown(name)) = Wording::parse(&text) {
                prop_assert!(name.parse::<Field>().is_err());
            }
        }
    }
}
