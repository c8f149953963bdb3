//! Which days a report is about, and how they are divided.

use jiff::ToSpan;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::base::words::words;
use crate::base::{At, Day, Fields, PipelineId};
use crate::crm::owners::OwnerFilter;

/// The longest period, in years.
const YEARS: i64 = 5;

/// Which period is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Span {
    /// From the first of this month on.
    Month,
    /// From the first of this quarter on.
    Quarter,
    /// From the first of January on.
    Year,
    /// This month and the eleven before it.
    #[default]
    Twelve,
    /// From a day to a day.
    Between,
}
words!(Span, "period",
    Month = "month", "reports-period-month";
    Quarter = "quarter", "reports-period-quarter";
    Year = "year", "reports-period-year";
    Twelve = "twelve", "reports-period-twelve";
    Between = "between", "reports-period-between";
);

/// Whole days, both ends within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How it was asked for.
    pub span: Span,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Period {
    /// Reads `period`, and `from` and `to`, which go before it where they say something else; what cannot be read is the
    /// last twelve months. The two days may come in either order; no period is longer than five years.
    pub fn parse(query: &Fields, today: Day) -> Period {
        let day = |name: &str| query.first(name).parse::<Day>().ok();
        let (from, to) = (day("from"), day("to"));
        let named = Period::named(query.first("period").parse().unwrap_or_default(), today);
        if from.or(to).is_none() || (from, to) == (Some(named.first), Some(named.last)) {
            return named;
        }
        let (one, other) = (from.unwrap_or(named.first), to.unwrap_or(today));
        let last = one.max(other);
        let first = one.min(other).max(Day(last.0.saturating_sub(YEARS.years())));
        Period { span: Span::Between, first, last }
    }

    /// The period of that name up to today; one without is the last twelve months.
    fn named(span: Span, today: Day) -> Period {
        let month = today.0.first_of_month();
        let (span, first) = match span {
            Span::Month => (span, month),
            Span::Quarter => (span, month.saturating_sub(i64::from((month.month() - 1) % 3).months())),
            Span::Year => (span, today.0.first_of_year()),
            Span::Twelve | Span::Between => (Span::Twelve, month.saturating_sub(11.months())),
        };
        Period { span, first: Day(first), last: today }
    }

    /// Its months, the first and the last as far as they lie within.
    pub fn months(&self, zone: &TimeZone) -> Slots {
        self.divided(zone, |day| day.0.first_of_month().saturating_add(1.months()))
    }

    /// Its weeks from Monday on, the first and the last as far as they lie within.
    pub fn weeks(&self, zone: &TimeZone) -> Slots {
        self.divided(zone, |day| {
            let since = day.0.weekday().since(Weekday::Monday);
            day.0.saturating_add(i64::from(7 - since).days())
        })
    }

    /// The whole of it.
    pub fn whole(&self, zone: &TimeZone) -> (At, At) {
        (begin(self.first, zone), begin(Day(self.last.0.saturating_add(1.days())), zone))
    }

    fn divided(&self, zone: &TimeZone, next: impl Fn(Day) -> jiff::civil::Date) -> Slots {
        let mut days = vec![self.first];
        while let Some(day) = days.last().map(|day| Day(next(*day))).filter(|day| *day <= self.last) {
            if days.last() == Some(&day) {
                break;
            }
            days.push(day);
        }
        let end = self.whole(zone).1;
        let edges = days.iter().map(|day| begin(*day, zone)).chain([end]).collect();
        Slots { days, edges }
    }
}

/// The instant with which a day begins in that zone.
fn begin(day: Day, zone: &TimeZone) -> At {
    day.0.to_zoned(zone.clone()).map_or(At::default(), |first| first.timestamp().into())
}

/// A period in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots {
    /// The first day of each part.
    pub days: Vec<Day>,
    /// Where each part begins, and where the last one ends.
    edges: Vec<At>,
}

impl Slots {
    /// The parts that begin on those days; the last ends with the day before the last of them.
    pub fn from_to(days: &[Day], zone: &TimeZone) -> Slots {
        let edges = days.iter().map(|day| begin(*day, zone)).collect();
        Slots { days: days.split_last().map_or(Vec::new(), |(_, days)| days.to_vec()), edges }
    }

    /// Each part as a pair of its first instant and the one after its last, as JSON for a statement.
    pub fn json(&self) -> String {
        let pairs = self.edges.windows(2).map(|pair| format!("[{},{}]", pair[0].0, pair[1].0));
        format!("[{}]", pairs.collect::<Vec<_>>().join(","))
    }
}

/// What a report is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About which days.
    pub period: Period,
    /// Whose records.
    pub owner: OwnerFilter,
    /// Of which pipeline; none: of all, or of the first where only one can be shown.
    pub pipeline: Option<PipelineId>,
}

impl Question {
    /// Reads the period, `owner` (a number or `nobody`) and `pipeline` of a query string.
    pub fn parse(query: &Fields, today: Day) -> Question {
        Question {
            period: Period::parse(query, today),
            owner: OwnerFilter::parse(query.first("owner")),
            pipeline: query.first("pipeline").parse().ok(),
        }
    }

    /// The same as the pairs of a query string.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let Period { span, first, last } = self.period;
        let dated = |day: Day| if span == Span::Between { day.to_string() } else { String::new() };
        let pairs = [
            ("period", if span == Span::default() { String::new() } else { span.code().to_owned() }),
            ("from", dated(first)),
            ("to", dated(last)),
            ("owner", self.owner.code()),
            ("pipeline", self.pipeline.map(|id| id.to_string()).unwrap_or_default()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn asked(pairs: &[(&str, &str)]) -> Period {
        let query = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Period::parse(&query, on("2026-11-22"))
    }

    fn told(period: Period) -> String {
        format!("{} {} {}", period.span.code(), period.first, period.last)
    }

    #[test]
    fn a_period_ends_today_and_begins_where_its_name_says() {
        assert_eq!(told(asked(&[])), "twelve 2025-12-01 2026-11-22");
        assert_eq!(told(asked(&[("period", "month")])), "month 2026-11-01 2026-11-22");
        assert_eq!(told(asked(&[("period", "quarter")])), "quarter 2026-10-01 2026-11-22");
        assert_eq!(told(asked(&[("period", "year")])), "year 2026-01-01 2026-11-22");
        assert_eq!(told(asked(&[("period", "ever")])), "twelve 2025-12-01 2026-11-22");
    }

    #[test]
    fn two_days_come_in_either_order_and_are_not_too_far_apart() {
        let between = |from, to| told(asked(&[("period", "between"), ("from", from), ("to", to)]));

        assert_eq!(between("2026-03-31", "2026-01-01"), "between 2026-01-01 2026-03-31");
        assert_eq!(between("1999-01-01", "2026-03-31"), "between 2021-03-31 2026-03-31");
        assert_eq!(between("", ""), "twelve 2025-12-01 2026-11-22");
        assert_eq!(between("9999-12-31", "2026-03-31"), "between 9994-12-31 9999-12-31");
    }

    #[test]
    fn days_go_before_a_name_unless_they_are_its_own() {
        let own = [("period", "month"), ("from", "2026-11-01"), ("to", "2026-11-22")];
        let other = [("period", "month"), ("from", "2026-10-01"), ("to", "2026-11-22")];

        assert_eq!(told(asked(&own)), "month 2026-11-01 2026-11-22");
        assert_eq!(told(asked(&other)), "between 2026-10-01 2026-11-22");
        assert_eq!(told(asked(&[("from", "2026-10-05")])), "between 2026-10-05 2026-11-22");
    }

    #[test]
    fn months_and_weeks_begin_with_the_period_and_end_with_it() {
        let period = Period { span: Span::Between, first: on("2026-03-20"), last: on("2026-04-07") };
        let sofia = TimeZone::get("Europe/Sofia").expect("a zone");

        let (months, weeks) = (period.months(&sofia), period.weeks(&sofia));

        assert_eq!(months.days, [on("2026-03-20"), on("2026-04-01")]);
        assert_eq!(weeks.days, ["2026-03-20", "2026-03-23", "2026-03-30", "2026-04-06"].map(on));
        // Summer time begins on 29 March: April begins three hours before UTC, the 20th of March two.
        assert_eq!(months.edges[0].to_string(), "2026-03-19T22:00:00Z");
        assert_eq!(months.edges[1].to_string(), "2026-03-31T21:00:00Z");
        assert_eq!(months.edges[2].to_string(), "2026-04-07T21:00:00Z");
    }

    #[test]
    fn a_period_of_one_day_has_one_month_and_one_week() {
        let period = Period { span: Span::Between, first: on("2026-03-20"), last: on("2026-03-20") };

        assert_eq!(period.months(&TimeZone::UTC).days.len(), 1);
        assert_eq!(period.weeks(&TimeZone::UTC).json(), "[[1773964800000,1774051200000]]");
    }

    #[test]
    fn a_question_survives_the_address_bar() {
        let query = Fields::new()
            .with("period", "between")
            .with("from", "2026-01-01")
            .with("to", "2026-02-01")
            .with("owner", "nobody")
            .with("pipeline", "3");

        let question = Question::parse(&query, on("2026-11-22"));

        let again: Fields =
            question.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(Question::parse(&again, on("2026-11-22")), question);
        assert_eq!(Question::parse(&Fields::new(), on("2026-11-22")).pairs(), []);
    }
}
