//! What came from where.

use super::share;
use crate::across::board::Total;
use crate::base::{LeadLabelId, Money, text};
use crate::workspace::rates::Rates;

/// The leads of a source; without a name those of which nobody knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// The source.
    pub source: Option<LeadLabelId>,
    /// Its name.
    pub name: String,
    /// How many leads came.
    pub leads: i64,
    /// How many of them became customers.
    pub converted: i64,
}

/// The won deals of a source, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldSum {
    /// Its name, as the deals have it.
    pub name: String,
    /// How many.
    pub count: i64,
    /// What they were worth together.
    pub sum: Option<Money>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromSource {
    /// The source, if leads know it.
    pub source: Option<LeadLabelId>,
    /// Its name; empty: nobody knows.
    pub name: String,
    /// How many leads came.
    pub leads: i64,
    /// How many of them became customers.
    pub converted: i64,
    /// The deals that were won.
    pub won: Total,
}

impl FromSource {
    /// So many of the leads became customers, at 10^-4; nothing without leads.
    pub fn share(&self) -> Option<i64> {
        share(self.converted, self.leads)
    }
}

/// The sources, the one that brought the most first.
pub type Sources = Vec<FromSource>;

/// The report from its rows: a source of leads and one of deals are the same in any spelling.
pub fn sources(leads: &[SourceCount], sold: &[SoldSum], rates: &Rates) -> Sources {
    let mut found: Vec<(String, FromSource)> = Vec::new();
    for count in leads {
        let won = Total::nothing(rates.own);
        let (source, name) = (count.source, count.name.clone());
        let from = FromSource { source, name, leads: count.leads, converted: count.converted, won };
        found.push((text::fold(&count.name), from));
    }
    for sum in sold {
        let key = text::fold(&sum.name);
        let place = found.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            let won = Total::nothing(rates.own);
            let from = FromSource { source: None, name: sum.name.clone(), leads: 0, converted: 0, won };
            found.push((key, from));
            found.len() - 1
        });
        found[place].1.won.take(sum.count, sum.sum, rates);
    }
    let mut sources: Sources = found.into_iter().map(|(_, from)| from).collect();
    sources.sort_by(|one, other| {
        let order = |from: &FromSource| (from.won.sum.minor, from.won.count, from.leads);
        order(other).cmp(&order(one)).then_with(|| one.name.cmp(&other.name))
    });
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_and_deals_of_one_source_stand_in_one_line() {
        let euro = "EUR".parse().expect("a currency");
        let rates = Rates { own: euro, published_on: None, published: Vec::new(), by_hand: Vec::new() };
        let leads = |id, name: &str, leads, converted| SourceCount {
            source: Some(LeadLabelId::new(id)),
            name: name.into(),
            leads,
            converted,
        };
        let sold = |name: &str, count, minor| SoldSum {
            name: name.into(),
            count,
            sum: Some(Money::new(minor, euro)),
        };

        let found = sources(
            &[leads(1, "Website", 8, 1), leads(2, "Trade fair", 3, 2)],
            &[sold("trade FAIR", 1, 500), sold("Trade fair", 1, 200), sold("", 2, 100)],
            &rates,
        );

        let told: Vec<_> = found
            .iter()
            .map(|from| (from.name.as_str(), from.leads, from.share(), from.won.count, from.won.sum.minor))
            .collect();
        assert_eq!(
            told,
            [
                ("Trade fair", 3, Some(6_667), 2, 700),
                ("", 0, None, 2, 100),
                ("Website", 8, Some(1_250), 0, 0),
            ]
        );
    }
}
