//! The lines of a quote, and how they are read.

use crate::base::words::words;
use crate::base::{Fields, Language, Problems, text};
use crate::billing::invoices::{LINES, LineInput, Rows};
use crate::billing::pricing::{Quantity, UnitPrice};
use crate::billing::products::Product;

/// The longest heading, in characters.
const NAME_LENGTH: usize = 200;
/// The longest text between lines.
const ABOUT_LENGTH: usize = 2_000;
/// So many quantities a line can offer.
const CHOICES: usize = 10;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Something on offer.
    #[default]
    Item,
    /// Something that the customer may leave out.
    Optional,
    /// A heading.
    Heading,
    /// Words between lines.
    Text,
    /// The sum of the lines since the last heading.
    Subtotal,
}
words!(Part, "part of a quote",
    Item = "item", "quotes-part-item";
    Optional = "optional", "quotes-part-optional";
    Heading = "heading", "quotes-part-heading";
    Text = "text", "quotes-part-text";
    Subtotal = "subtotal", "quotes-part-subtotal";
);

/// A line of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteLine {
    /// Something on offer.
    Sold {
        /// What, and at which price.
        line: LineInput,
        /// Whether the customer may leave it out.
        is_optional: bool,
        /// The quantities that they may choose from; none: as the line says.
        choices: Vec<Quantity>,
    },
    /// A heading, with words under it.
    Heading(String, String),
    /// Words between lines.
    Text(String),
    /// The sum of the lines since the last heading.
    Subtotal,
}

impl QuoteLine {
    /// What it is.
    pub fn part(&self) -> Part {
        match self {
            QuoteLine::Sold { is_optional: false, .. } => Part::Item,
            QuoteLine::Sold { is_optional: true, .. } => Part::Optional,
            QuoteLine::Heading(..) => Part::Heading,
            QuoteLine::Text(_) => Part::Text,
            QuoteLine::Subtotal => Part::Subtotal,
        }
    }

    /// What is sold on it, if anything is.
    pub fn sold(&self) -> Option<&LineInput> {
        match self {
            QuoteLine::Sold { line, .. } => Some(line),
            QuoteLine::Heading(..) | QuoteLine::Text(_) | QuoteLine::Subtotal => None,
        }
    }
}

/// How the rows of a form are read.
pub struct Reading<'a> {
    /// In that language.
    pub language: Language,
    /// The columns of the form that tell what is sold.
    pub rows: Rows<'a>,
    /// The products that they name.
    pub products: &'a [Product],
}

impl Reading<'_> {
    /// Every row in which something was chosen or typed.
    pub fn lines(
        &self,
        fields: &Fields,
        currency: crate::base::Currency,
        problems: &mut Problems,
    ) -> Vec<QuoteLine> {
        let parts: Vec<Part> = fields.all("part").map(|word| word.parse().unwrap_or_default()).collect();
        let offered: Vec<&str> = fields.all("choices").collect();
        let mut lines = Vec::new();
        for row in 0..self.rows.count().max(parts.len()) {
            let part = parts.get(row).copied().unwrap_or_default();
            if self.rows.is_empty(row) && part != Part::Subtotal {
                continue;
            }
            if lines.len() == LINES {
                problems.add(format!("name.{row}"), "quotes-lines-many");
                break;
            }
            lines.push(match part {
                Part::Item | Part::Optional => QuoteLine::Sold {
                    line: self.rows.line(row, (self.language, currency), self.products, problems),
                    is_optional: part == Part::Optional,
                    choices: self.choices(row, offered.get(row).copied().unwrap_or(""), problems),
                },
                Part::Heading => {
                    let (name, about) = self.words(row, problems);
                    QuoteLine::Heading(name, about)
                }
                Part::Text => {
                    let (name, about) = self.words(row, problems);
                    QuoteLine::Text(
                        [name, about]
                            .into_iter()
                            .filter(|part| !part.is_empty())
                            .collect::<Vec<_>>()
                            .join("\n"),
                    )
                }
                Part::Subtotal => QuoteLine::Subtotal,
            });
        }
        lines
    }

    /// Name and description of a row in which nothing is sold.
    fn words(&self, row: usize, problems: &mut Problems) -> (String, String) {
        let name = text::one_line(self.rows.cell("name", row));
        let about = self.rows.cell("about", row).to_owned();
        if name.is_empty() && about.is_empty() {
            problems.add(format!("name.{row}"), "quotes-words-missing");
        }
        if name.chars().count() > NAME_LENGTH {
            problems.add(format!("name.{row}"), "invoices-too-long");
        }
        if about.chars().count() + name.chars().count() >= ABOUT_LENGTH {
            problems.add(format!("about.{row}"), "invoices-too-long");
        }
        (name, about)
    }

    /// Quantities with semicolons between them.
    fn choices(&self, row: usize, typed: &str, problems: &mut Problems) -> Vec<Quantity> {
        let field = format!("choices.{row}");
        let mut choices = Vec::new();
        for one in typed.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            // Quantities and prices are both read at a millionth.
            match UnitPrice::parse(one, self.language) {
                Ok(UnitPrice(number)) if number > 0 => choices.push(Quantity(number)),
                Ok(_) | Err(_) => {
                    problems.add(field, "quotes-choices-wrong");
                    return choices;
                }
            }
        }
        if choices.len() > CHOICES {
            problems.add(field, "quotes-choices-many");
        }
        choices
    }
}
