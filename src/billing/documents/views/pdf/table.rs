//! The lines of a paper, over as many pages as they need, with the sum carried from one to the next.

use super::ink::{GREY, Style};
use super::sheet::{LEFT, RIGHT, Sheet};
use super::words::Words;
use crate::billing::documents::model::{Document, Line};
use crate::billing::pricing::{Entry, Measure, Quantity};

const PLAIN: Style = Style::of(9.0);
const SMALL: Style = Style::of(7.8).in_color(GREY);
/// Where columns begin, or end if they hold numbers.
const ITEM: f32 = LEFT + 20.0;
const QUANTITY: f32 = 356.0;
const PRICE: f32 = 430.0;
const TAX: f32 = 466.0;
/// How wide the column of items is.
const WIDTH: f32 = 222.0;
/// What a carried sum needs.
const CARRY: f32 = 20.0;

/// A row of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The next line of the paper.
    Line(Offered),
    /// A heading, with words under it.
    Heading(String, String),
    /// Words between lines.
    Text(String),
    /// What is taken of the lines since the last heading.
    Subtotal,
}

/// What of a line the customer may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Whether they may leave it out.
    pub is_optional: bool,
    /// Whether it counts.
    pub is_taken: bool,
    /// The quantities to choose from.
    pub choices: Vec<Quantity>,
}

/// The table while it is written.
struct Table<'a, 'b> {
    sheet: &'a mut Sheet<'b>,
    document: &'a Document,
    words: Words,
    accent: [u8; 3],
    sum: i64,
}

/// Writes the lines.
pub fn write(sheet: &mut Sheet, document: &Document, accent: [u8; 3]) {
    let mut table = Table { sheet, document, words: Words::of(document), accent, sum: 0 };
    table.head();
    for (place, line) in document.sums().lines.iter().enumerate() {
        table.line(place + 1, line);
    }
}

/// Writes the lines of a quote, with the words between them.
pub fn write_rows(sheet: &mut Sheet, document: &Document, rows: &[Row], accent: [u8; 3]) {
    let mut table = Table { sheet, document, words: Words::of(document), accent, sum: 0 };
    table.head();
    let mut lines = (1..).zip(&document.sums().lines);
    let mut since: i64 = 0;
    for row in rows {
        match row {
            Row::Line(offered) => {
                let Some((place, line)) = lines.next() else { continue };
                table.offered((place, line), offered);
                since = since.saturating_add(if offered.is_taken { line.amount } else { 0 });
            }
            Row::Heading(name, about) => {
                since = 0;
                table.heading(name, about);
            }
            Row::Text(text) => table.paragraph(text, PLAIN),
            Row::Subtotal => table.subtotal(since),
        }
    }
}

impl Table<'_, '_> {
    fn head(&mut self) {
        let amount = match self.document.sums().entry {
            Entry::Net => "documents-paper-amount-net",
            Entry::Gross => "documents-paper-amount-gross",
        };
        let style = SMALL.bold();
        let numbers = [
            (QUANTITY, 60.0, "documents-paper-quantity"),
            (PRICE, 66.0, "documents-paper-price"),
            (TAX, 32.0, "documents-paper-tax"),
            (RIGHT, 74.0, amount),
        ];
        self.sheet.text(LEFT, "№", style);
        let top = self.sheet.y;
        let item = self.words.label("documents-paper-item");
        self.sheet.paragraph(ITEM, WIDTH, &item, style);
        let mut lowest = self.sheet.y;
        for (right, width, key) in numbers {
            self.sheet.y = top;
            for line in self.sheet.ink.wrap(&self.words.label(key), style, width) {
                self.sheet.text_to(right, &line, style);
                self.sheet.y += style.leading();
            }
            lowest = lowest.max(self.sheet.y);
        }
        self.sheet.y = lowest + 2.0;
        self.sheet.rule(LEFT, RIGHT, 0.8, self.accent);
        self.sheet.y += 5.0;
    }

    /// Carries the sum to a new page unless that much still fits.
    fn keep(&mut self, height: f32) {
        if self.sheet.has_room(height + CARRY) {
            return;
        }
        if self.sum != 0 {
            self.carry("documents-paper-carried");
        }
        self.sheet.turn();
        self.head();
        if self.sum != 0 {
            self.carry("documents-paper-brought");
        }
    }

    fn carry(&mut self, key: &'static str) {
        let style = PLAIN.bold();
        let sum = self.words.money(self.document.money(self.sum));
        self.sheet.text(ITEM, &self.words.label(key), style);
        self.sheet.text_to(RIGHT, &sum, style);
        self.sheet.y += style.leading() + 4.0;
    }

    fn line(&mut self, place: usize, line: &Line) {
        let amount = self.words.money(self.document.money(line.amount));
        self.row((place, line), self.texts(line), &amount);
        self.sum = self.sum.saturating_add(line.amount);
    }

    /// A line that may be optional: what does not count stands in brackets.
    fn offered(&mut self, (place, line): (usize, &Line), offered: &Offered) {
        let (words, amount) = (self.words, self.words.money(self.document.money(line.amount)));
        let mut said = Vec::new();
        if offered.is_optional {
            let left = "documents-paper-optional-left";
            said.push(words.label(if offered.is_taken { "documents-paper-optional" } else { left }));
        }
        if !offered.choices.is_empty() {
            let choices: Vec<String> =
                offered.choices.iter().map(|choice| choice.show(words.first())).collect();
            said.push(words.tell("documents-paper-choices", &[("quantities", choices.join(" · "))]));
        }
        let mut texts = self.texts(line);
        for text in said {
            texts.extend(self.sheet.ink.wrap(&text, SMALL, WIDTH).into_iter().map(|line| (line, SMALL)));
        }
        if offered.is_taken {
            self.row((place, line), texts, &amount);
            self.sum = self.sum.saturating_add(line.amount);
        } else {
            self.row((place, line), texts, &format!("({amount})"));
        }
    }

    fn heading(&mut self, name: &str, about: &str) {
        let style = Style::of(10.5).bold();
        // A heading stays with the row below it.
        self.keep(style.leading() + 50.0);
        self.sheet.y += 4.0;
        self.paragraph(name, style);
        self.paragraph(about, SMALL);
    }

    /// Words over the whole width.
    fn paragraph(&mut self, text: &str, style: Style) {
        for line in self.sheet.ink.wrap(text, style, RIGHT - LEFT) {
            self.keep(style.leading());
            self.sheet.text(LEFT, &line, style);
            self.sheet.y += style.leading();
        }
        self.sheet.y += 4.0;
    }

    fn subtotal(&mut self, since: i64) {
        let style = PLAIN.bold();
        self.keep(style.leading());
        self.sheet.text(ITEM, &self.words.label("documents-paper-subtotal"), style);
        self.sheet.text_to(RIGHT, &self.words.money(self.document.money(since)), style);
        self.sheet.y += style.leading() + 6.0;
    }

    fn row(&mut self, (place, line): (usize, &Line), texts: Vec<(String, Style)>, amount: &str) {
        // A short row stays together; a long one may go on overleaf.
        let whole: f32 = texts.iter().map(|(_, style)| style.leading()).sum();
        self.keep(whole.min(90.0) + 6.0);
        self.numbers((place, line), amount);
        for (text, style) in texts {
            self.keep(style.leading());
            self.sheet.text(ITEM, &text, style);
            self.sheet.y += style.leading();
        }
        self.sheet.y += 2.5;
        self.sheet.rule(LEFT, RIGHT, 0.35, [210, 210, 215]);
        self.sheet.y += 4.5;
    }

    fn numbers(&mut self, (place, line): (usize, &Line), amount: &str) {
        let (words, language) = (self.words, self.words.first());
        let unit = crate::platform::i18n::message(language, line.item.unit.key());
        self.sheet.text(LEFT, &place.to_string(), PLAIN.in_color(GREY));
        self.sheet.text_to(QUANTITY, &format!("{} {unit}", line.quantity.show(language)), PLAIN);
        self.sheet.text_to(PRICE, &line.price.show(self.document.sums().currency, language), PLAIN);
        self.sheet.text_to(TAX, &words.tax(line.tax), PLAIN);
        self.sheet.text_to(RIGHT, amount, PLAIN);
    }

    /// What stands in the column of items, line by line.
    fn texts(&self, line: &Line) -> Vec<(String, Style)> {
        let (item, words) = (&line.item, self.words);
        let mut texts = vec![(item.name.clone(), PLAIN), (item.description.clone(), SMALL)];
        let codes = [&item.seller_code, &item.buyer_code, &item.gtin];
        let codes: Vec<&str> =
            codes.into_iter().map(String::as_str).filter(|code| !code.is_empty()).collect();
        texts.push((codes.join(" · "), SMALL));
        if let Some(period) = item.period {
            texts.push((words.period(period), SMALL));
        }
        if line.off != 0 {
            let off = words.money(self.document.money(line.off.saturating_neg()));
            let percent = match line.discount {
                Some(Measure::Percent(percent)) => format!(" {}", percent.show(words.first())),
                _ => String::new(),
            };
            texts.push((format!("{}{percent}: {off}", words.label("documents-discount")), SMALL));
        }
        if let Some(ground) = &item.ground {
            texts.push((words.lines(&ground.wording), SMALL));
        }
        let wrap = |(text, style): (String, Style)| {
            self.sheet.ink.wrap(&text, style, WIDTH).into_iter().map(move |line| (line, style))
        };
        texts.into_iter().flat_map(wrap).collect()
    }
}
