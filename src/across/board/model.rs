//! What stands at the head of a column, and the months of the forecast.

use jiff::ToSpan;

use crate::base::{Currency, Day, Language, Money, StageId};
use crate::crm::deals::{ForecastSum, ForecastTime, StageSum};
use crate::workspace::rates::Rates;

/// So many months are told one by one.
const MONTHS: i64 = 12;

/// Amounts together, as far as that can be said in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// How many deals.
    pub count: i64,
    /// In the workspace's currency.
    pub sum: Money,
    /// What has no rate.
    pub apart: Vec<Money>,
}

impl Total {
    /// Nothing yet, in that currency.
    pub fn nothing(own: Currency) -> Total {
        Total { count: 0, sum: Money::new(0, own), apart: Vec::new() }
    }

    /// With so many more, and what they are worth together; nothing: nobody knows.
    pub fn take(&mut self, count: i64, amount: Option<Money>, rates: &Rates) {
        self.count = self.count.saturating_add(count);
        if let Some(amount) = amount {
            self.add(amount, rates);
        }
    }

    /// As people read it; what has no rate stands behind the sum.
    pub fn brief(&self, language: Language) -> String {
        let amounts = std::iter::once(&self.sum).filter(|sum| sum.minor != 0 || self.apart.is_empty());
        let amounts: Vec<String> = amounts.chain(&self.apart).map(|sum| sum.brief(language)).collect();
        amounts.join(" + ")
    }

    fn add(&mut self, amount: Money, rates: &Rates) {
        let sum = rates.convert(amount, self.sum.currency).and_then(|own| self.sum.checked_add(own));
        let known = self.apart.iter_mut().find(|known| known.currency == amount.currency);
        match (sum, known.and_then(|known| known.checked_add(amount).map(|sum| (known, sum)))) {
            (Some(sum), _) => self.sum = sum,
            (None, Some((known, sum))) => *known = sum,
            (None, None) => self.apart.push(amount),
        }
    }
}

/// What stands in a stage.
pub fn head(sums: &[StageSum], stage: StageId, rates: &Rates) -> Total {
    let mut total = Total::nothing(rates.own);
    for sum in sums.iter().filter(|sum| sum.stage == stage) {
        total.take(sum.count, sum.sum, rates);
    }
    total
}

/// A line of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// The day has passed.
    Overdue,
    /// In the month of that day, which is its first.
    Month(Day),
    /// Afterwards.
    Later,
    /// Nobody said when.
    Unknown,
}

/// What may come at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub time: Time,
    /// If every deal is won.
    pub whole: Total,
    /// Each amount by its likelihood.
    pub likely: Total,
    /// Deals whose worth nobody knows yet.
    pub unpriced: i64,
}

/// The forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// What should have been won already.
    pub overdue: Line,
    /// Twelve months from this one, then what comes later and what has no day, if there is any.
    pub lines: Vec<Line>,
    /// All lines together, without what is overdue.
    pub total: Line,
}

/// The forecast from sums, as it stands on that day.
pub fn forecast(sums: &[ForecastSum], today: Day, rates: &Rates) -> Forecast {
    let first = today.0.first_of_month();
    let months: Vec<Day> = (0..MONTHS).map(|month| Day(first.saturating_add(month.months()))).collect();
    let is_in = |month: &Day, text: &str| month.to_string().starts_with(text);
    let time = |sum: &ForecastSum| match &sum.time {
        ForecastTime::Overdue => Time::Overdue,
        ForecastTime::Unknown => Time::Unknown,
        ForecastTime::Month(text) => {
            months.iter().find(|month| is_in(month, text)).map_or(Time::Later, |month| Time::Month(*month))
        }
    };
    let of = |wanted: Time| line(wanted, sums.iter().filter(|sum| time(sum) == wanted), rates);
    let rest = [Time::Later, Time::Unknown].map(of).into_iter().filter(|line| line.whole.count > 0);
    Forecast {
        overdue: of(Time::Overdue),
        lines: months.iter().map(|month| of(Time::Month(*month))).chain(rest).collect(),
        total: line(Time::Later, sums.iter().filter(|sum| time(sum) != Time::Overdue), rates),
    }
}

fn line<'s>(time: Time, sums: impl Iterator<Item = &'s ForecastSum>, rates: &Rates) -> Line {
    let (mut whole, mut likely) = (Total::nothing(rates.own), Total::nothing(rates.own));
    let mut unpriced = 0;
    let mut parts: Vec<(Currency, i128, i128)> = Vec::new();
    for sum in sums {
        whole.count += sum.count;
        let Some(amount) = sum.sum else {
            unpriced += sum.count;
            continue;
        };
        let minor = i128::from(amount.minor);
        let weighed = minor * i128::from(sum.probability);
        match parts.iter_mut().find(|(currency, ..)| *currency == amount.currency) {
            Some(part) => (part.1, part.2) = (part.1 + minor, part.2 + weighed),
            None => parts.push((amount.currency, minor, weighed)),
        }
    }
    likely.count = whole.count;
    for (currency, minor, weighed) in parts {
        whole.add(money(minor, currency), rates);
        likely.add(money((weighed + 50) / 100, currency), rates);
    }
    Line { time, whole, likely, unpriced }
}

/// Amounts are stored as so little that no sum of them fails to fit.
fn money(minor: i128, currency: Currency) -> Money {
    Money::new(i64::try_from(minor).unwrap_or(i64::MAX), currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::rates::Rates;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    /// In pounds, without a rate for anything.
    fn rates() -> Rates {
        Rates { own: currency("GBP"), published_on: None, published: Vec::new(), by_hand: Vec::new() }
    }

    fn sum(time: ForecastTime, probability: i64, minor: Option<i64>) -> ForecastSum {
        let sum = minor.map(|minor| Money::new(minor, currency("GBP")));
        ForecastSum { time, probability, count: 1, sum }
    }

    fn month(text: &str) -> ForecastTime {
        ForecastTime::Month(text.to_owned())
    }

    #[test]
    fn what_has_no_rate_stands_apart() {
        let stage = StageId::new(1);
        let part = |stage, sum| StageSum { stage, count: 2, sum };
        let sums = [
            part(stage, Some(Money::new(500, currency("GBP")))),
            part(stage, Some(Money::new(900, currency("EUR")))),
            part(stage, None),
            part(StageId::new(2), Some(Money::new(7, currency("GBP")))),
        ];

        let head = head(&sums, stage, &rates());

        assert_eq!((head.count, head.sum.minor), (6, 500));
        assert_eq!(head.apart, [Money::new(900, currency("EUR"))]);
    }

    #[test]
    fn each_amount_counts_by_its_likelihood_in_its_month() {
        let sums = [
            sum(ForecastTime::Overdue, 50, Some(1_000)),
            sum(month("2026-11"), 25, Some(1_000)),
            sum(month("2026-11"), 50, Some(333)),
            sum(month("2026-11"), 50, None),
            sum(month("2027-10"), 100, Some(10)),
            sum(month("2027-11"), 10, Some(10)),
            sum(ForecastTime::Unknown, 10, Some(1)),
        ];

        let forecast = forecast(&sums, "2026-11-22".parse().expect("a day"), &rates());

        let likely: Vec<i64> = forecast.lines.iter().map(|line| line.likely.sum.minor).collect();
        // 25 % of 1,000 and half of 333 are 416.5.
        assert_eq!(likely, [417, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 1, 0]);
        assert_eq!(forecast.lines[0].whole.sum.minor, 1_333);
        assert_eq!((forecast.lines[0].whole.count, forecast.lines[0].unpriced), (3, 1));
        assert_eq!(forecast.overdue.likely.sum.minor, 500);
        assert_eq!(forecast.total.whole.sum.minor, 1_354);
        assert_eq!(forecast.lines[12].time, Time::Later);
        assert_eq!(forecast.lines[13].time, Time::Unknown);
    }
}
