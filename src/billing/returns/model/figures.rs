//! The figures of a return: sums of its entries.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use super::entry::{Entry, Return};
use crate::base::{Country, InvoiceId};
use crate::billing::pricing::{Category, Tax};
use crate::billing::taxes::is_member;

/// What a figure sums up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The tax that is owed (box 1 of the United Kingdom).
    Due,
    /// All that was sold, without the tax (box 6).
    Sales,
    /// Goods sent from Northern Ireland to the Union (box 8).
    Goods,
    /// What is taxed alike in one country.
    Rate(&'static str, Tax),
    /// What one business in another country of the Union bought, goods or services (EC sales list).
    Listed(String, bool),
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it sums up.
    pub line: Line,
    /// Without the tax.
    pub net: i64,
    /// The tax.
    pub vat: i64,
    /// Of how many papers.
    pub papers: usize,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Line::Due => out.write_str("due"),
            Line::Sales => out.write_str("sales"),
            Line::Goods => out.write_str("goods"),
            Line::Rate(country, tax) => {
                write!(out, "rate.{country}.{}.{}", tax.category.code(), tax.percent.0)
            }
            Line::Listed(number, is_goods) => {
                write!(out, "listed.{number}.{}", if *is_goods { "goods" } else { "services" })
            }
        }
    }
}

impl Entry {
    /// The lines in which it counts.
    pub fn lines(&self, seller: Country) -> Vec<Line> {
        let mut lines = vec![Line::Rate(self.country.code(), self.tax)];
        if self.country == seller {
            lines.push(Line::Due);
        }
        if self.is_sale() {
            lines.push(Line::Sales);
        }
        if self.tax.category == Category::K && seller.code() == "GB" {
            lines.push(Line::Goods);
        }
        lines.extend(self.listed(seller));
        lines
    }

    /// Whether it counts as sold: what a class puts outside the scope does not.
    pub fn is_sale(&self) -> bool {
        self.tax.category != Category::O || self.is_elsewhere
    }

    fn listed(&self, seller: Country) -> Option<Line> {
        let is_abroad = self.buyer != seller && is_member(self.buyer, self.taxed_on);
        let is_goods = self.tax.category == Category::K;
        let is_service = self.tax.category == Category::AE && is_member(seller, self.taxed_on);
        (is_abroad && !self.vat_number.is_empty() && (is_goods || is_service))
            .then(|| Line::Listed(self.vat_number.clone(), is_goods))
    }

    /// What it adds to a line: without the tax, and the tax.
    pub fn adds(&self, line: &Line) -> (i64, i64) {
        match line {
            Line::Due => (0, self.due),
            Line::Sales if self.is_flat => (self.net.saturating_add(self.vat), 0),
            Line::Sales | Line::Goods | Line::Listed(..) => (self.net, 0),
            Line::Rate(..) => (self.net, self.vat),
        }
    }
}

impl Return {
    /// Every figure in its order; what is owed and what was sold always stand there.
    pub fn figures(&self) -> Vec<Figure> {
        let mut sums: BTreeMap<Line, (i64, i64, BTreeSet<InvoiceId>)> = BTreeMap::new();
        sums.insert(Line::Due, Default::default());
        sums.insert(Line::Sales, Default::default());
        for entry in &self.entries {
            for line in entry.lines(self.country) {
                let (net, vat) = entry.adds(&line);
                let sum = sums.entry(line).or_default();
                sum.0 = sum.0.saturating_add(net);
                sum.1 = sum.1.saturating_add(vat);
                sum.2.insert(entry.invoice);
            }
        }
        let figure = |(line, (net, vat, papers)): (Line, (i64, i64, BTreeSet<InvoiceId>))| Figure {
            line,
            net,
            vat,
            papers: papers.len(),
        };
        sums.into_iter().map(figure).collect()
    }

    /// The figure of that code, with its entries.
    pub fn opened(&self, code: &str) -> Option<(Figure, Vec<&Entry>)> {
        let figure = self.figures().into_iter().find(|figure| figure.line.to_string() == code)?;
        let counts = |entry: &&Entry| entry.lines(self.country).contains(&figure.line);
        let entries = self.entries.iter().filter(counts).collect();
        Some((figure, entries))
    }
}
