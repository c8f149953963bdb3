//! What somebody types about a field.

use super::{FieldKind, MOST_OPTIONS, RECORDS};
use crate::base::{Fields, Problems, Result, SubjectKind, text};

/// The longest label, in characters.
const LABEL_LENGTH: usize = 60;
/// The longest word of help.
const HELP_LENGTH: usize = 200;
/// The longest label of a choice.
const OPTION_LENGTH: usize = 80;
/// The longest key.
const KEY_LENGTH: usize = 40;
/// The most decimals of a number.
const MOST_DECIMALS: u32 = 6;

/// What can be changed about a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldInput {
    /// What people read.
    pub label: String,
    /// What helps them to fill it in.
    pub help: String,
    /// Whether forms ask for a value.
    pub is_needed: bool,
    /// Whether no two records in use have the same value.
    pub is_unique: bool,
    /// Whether it tells something about a person.
    pub is_personal: bool,
}

/// A field that is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewField {
    /// The kind of record that has it.
    pub record: SubjectKind,
    /// What it holds.
    pub kind: FieldKind,
    /// Decimals of a number.
    pub scale: u32,
    /// What can be changed later.
    pub facts: FieldInput,
    /// What it offers to choose from, in order.
    pub options: Vec<String>,
}

impl FieldInput {
    /// Reads `label`, `help`, and the boxes `needed`, `unique` and `personal` for a field of that kind.
    pub fn parse(fields: &Fields, kind: FieldKind) -> Result<FieldInput> {
        let mut problems = Problems::default();
        let facts = FieldInput::read(fields, kind, &mut problems);
        problems.finish(facts)
    }

    fn read(fields: &Fields, kind: FieldKind, problems: &mut Problems) -> FieldInput {
        let label = text::one_line(fields.first("label"));
        if text::sort_key(&label).is_empty() {
            problems.add("label", "fields-label-missing");
        }
        let help = text::one_line(fields.first("help"));
        if label.chars().count() > LABEL_LENGTH {
            problems.add("label", "fields-label-too-long");
        }
        if help.chars().count() > HELP_LENGTH {
            problems.add("help", "fields-help-too-long");
        }
        FieldInput {
            label,
            help,
            is_needed: fields.has("needed"),
            is_unique: fields.has("unique") && kind.can_be_unique(),
            is_personal: fields.has("personal"),
        }
    }

    /// Every fact by the name of its field, as text, for the audit.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let answer = |is: bool| if is { "yes" } else { "no" }.to_owned();
        vec![
            ("label", self.label.clone()),
            ("help", self.help.clone()),
            ("needed", answer(self.is_needed)),
            ("unique", answer(self.is_unique)),
            ("personal", answer(self.is_personal)),
        ]
    }
}

impl NewField {
    /// Reads `record`, `kind`, `scale` and `options` (one a line) with what [`FieldInput::parse`] reads.
    pub fn parse(fields: &Fields) -> Result<NewField> {
        let mut problems = Problems::default();
        let record = fields.first("record").parse().ok().filter(|record| RECORDS.contains(record));
        let record = record.unwrap_or_else(|| {
            problems.add("record", "fields-record-missing");
            SubjectKind::Contact
        });
        let kind = fields.first("kind").parse().unwrap_or_else(|_| {
            problems.add("kind", "fields-kind-missing");
            FieldKind::Text
        });
        let scale = match (kind, fields.first("scale")) {
            (FieldKind::Number, typed) if !typed.is_empty() => {
                let scale = typed.parse().ok().filter(|scale| *scale <= MOST_DECIMALS);
                scale.unwrap_or_else(|| {
                    problems.add("scale", "fields-scale-wrong");
                    0
                })
            }
            _ => 0,
        };
        let facts = FieldInput::read(fields, kind, &mut problems);
        let options = match kind.has_options() {
            true => read_options(fields.raw("options"), &mut problems),
            false => Vec::new(),
        };
        problems.finish(NewField { record, kind, scale, facts, options })
    }
}

/// Choices, one a line, each spelling once; problems stand on `options`.
pub fn read_options(typed: &str, problems: &mut Problems) -> Vec<String> {
    let mut options: Vec<String> = Vec::new();
    for label in typed.lines().map(text::one_line).filter(|label| !label.is_empty()) {
        match read_option(&label) {
            Ok(label) if options.iter().any(|known| text::fold(known) == text::fold(&label)) => {}
            Ok(label) => options.push(label),
            Err(key) => problems.add("options", key),
        }
    }
    if options.is_empty() && problems.on("options").is_none() {
        problems.add("options", "fields-options-missing");
    }
    if options.len() > MOST_OPTIONS {
        problems.add("options", "fields-options-too-many");
    }
    options
}

/// One choice; the key of a message if it cannot be. A semicolon parts choices in files.
pub fn read_option(typed: &str) -> Result<String, &'static str> {
    let label = text::one_line(typed);
    match label.chars().count() {
        _ if text::sort_key(&label).is_empty() => Err("fields-option-missing"),
        _ if label.contains(';') => Err("fields-option-semicolon"),
        length if length > OPTION_LENGTH => Err("fields-option-too-long"),
        _ => Ok(label),
    }
}

/// A key made of a label, as programs like it: `Клиентски №` is `klientski`. One that is taken gets a number.
pub fn key_of(label: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let latin = text::sort_key(label);
    let words = latin.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut key = words.collect::<Vec<_>>().join("_");
    key.truncate(KEY_LENGTH - 4);
    let key = key.trim_end_matches('_');
    let key = if key.starts_with(|first: char| first.is_ascii_alphabetic()) {
        key.to_owned()
    } else {
        format!("field_{key}").trim_end_matches('_').to_owned()
    };
    let key: String = key.chars().take(KEY_LENGTH - 4).collect();
    let numbered = (2..).map(|number| format!("{key}_{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|key| !is_taken(key)).unwrap_or(key)
}
