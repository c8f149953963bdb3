//! What programs get of reports.

use poem_openapi::Object;

use super::super::model::{
    Activity, Conversion, Dwellings, Ended, FromSource, Question, Sales, Sources, Work,
};
use super::super::views::zone;
use crate::across::board::api::Worth;
use crate::crm::deals::LostReason;
use crate::web::Cx;
use crate::web::payload::Date;
use crate::workspace::rates::Rates;

/// Which days a report is about.
#[derive(Debug, Object)]
pub struct ReportDays {
    /// The first day.
    from_on: Date,
    /// The last day.
    to_on: Date,
    /// The IANA time zone of these days.
    zone: String,
}

/// What ended in a time.
#[derive(Debug, Object)]
pub struct EndedDeals {
    /// The first day of the month, or of the period within it; absent for the whole period.
    #[oai(skip_serializing_if_is_none)]
    from_on: Option<Date>,
    /// Won deals.
    won: Worth,
    /// Lost ones.
    lost: Worth,
    /// So many of those that ended were won, in ten-thousandths; absent if none ended.
    #[oai(skip_serializing_if_is_none)]
    won_share_e4: Option<i64>,
}

/// Deals that were lost for a reason.
#[derive(Debug, Object)]
pub struct LostDeals {
    /// The reason in words.
    reason: String,
    /// The deals.
    lost: Worth,
}

/// Won and lost deals by month.
#[derive(Debug, Object)]
pub struct SalesReport {
    /// Which days it is about.
    days: ReportDays,
    /// The currency of all sums, ISO 4217.
    currency: String,
    /// The day since which the published rates hold; absent: rates by hand only.
    #[oai(skip_serializing_if_is_none)]
    rates_on: Option<Date>,
    /// The months.
    months: Vec<EndedDeals>,
    /// The whole period.
    whole: EndedDeals,
    /// Why deals were lost, the most frequent reason first.
    reasons: Vec<LostDeals>,
}

/// What became of the leads that came in.
#[derive(Debug, Object)]
pub struct LeadSteps {
    /// How many came in.
    came: i64,
    /// How many of them were answered.
    answered: i64,
    /// How many of them became customers.
    converted: i64,
    /// The deals of how many of them are won.
    won: i64,
    /// Of how many nothing came.
    dead: i64,
}

/// A stage, and how many deals reached it.
#[derive(Debug, Object)]
pub struct StageReached {
    /// The number of the stage.
    stage_id: i64,
    /// Its name.
    name: String,
    /// How many deals came there, or beyond.
    count: i64,
    /// Their share of those of the stage before, in ten-thousandths.
    #[oai(skip_serializing_if_is_none)]
    of_before_e4: Option<i64>,
    /// Their share of all that were added, in ten-thousandths.
    #[oai(skip_serializing_if_is_none)]
    of_all_e4: Option<i64>,
}

/// How far leads and deals came.
#[derive(Debug, Object)]
pub struct ConversionReport {
    /// Which days it is about.
    days: ReportDays,
    /// The number of the pipeline.
    pipeline_id: i64,
    /// The leads that came in.
    leads: LeadSteps,
    /// The deals that were added, by stage.
    stages: Vec<StageReached>,
}

/// How long deals stood in a stage.
#[derive(Debug, Object)]
pub struct StageTime {
    /// The number of the stage.
    stage_id: i64,
    /// Its name.
    name: String,
    /// How many times a deal left it.
    left: i64,
    /// The median time, in milliseconds; absent if none left it.
    #[oai(skip_serializing_if_is_none)]
    median_milliseconds: Option<i64>,
    /// The mean time, in milliseconds.
    #[oai(skip_serializing_if_is_none)]
    mean_milliseconds: Option<i64>,
    /// How many open deals stand there now.
    standing: i64,
}

/// How long deals stood in each stage.
#[derive(Debug, Object)]
pub struct StagesReport {
    /// Which days it is about.
    days: ReportDays,
    /// The number of the pipeline.
    pipeline_id: i64,
    /// The stages that end nothing.
    stages: Vec<StageTime>,
}

/// How often a kind of work was done.
#[derive(Debug, Object)]
pub struct WorkCount {
    /// `note`, `call`, `meeting`, `letter`, `mail`: written down or filed; `task`: done.
    kind: String,
    /// How often.
    count: i64,
}

/// What a member did in a week.
#[derive(Debug, Object)]
pub struct WeekOfMember {
    /// The first day of the week, or of the period within it; weeks begin on Monday.
    from_on: Date,
    /// The member.
    member_id: i64,
    /// What they did.
    work: Vec<WorkCount>,
}

/// Who did how much.
#[derive(Debug, Object)]
pub struct ActivityReport {
    /// Which days it is about.
    days: ReportDays,
    /// The weeks of members who did anything, by week.
    weeks: Vec<WeekOfMember>,
}

/// What came from a source.
#[derive(Debug, Object)]
pub struct SourceWorth {
    /// Its name; empty: nobody knows.
    source: String,
    /// How many leads came in.
    leads: i64,
    /// How many of them became customers.
    converted: i64,
    /// Their share, in ten-thousandths; absent without leads.
    #[oai(skip_serializing_if_is_none)]
    converted_share_e4: Option<i64>,
    /// The deals that were won.
    won: Worth,
}

/// What came from where.
#[derive(Debug, Object)]
pub struct SourcesReport {
    /// Which days it is about.
    days: ReportDays,
    /// The currency of all sums, ISO 4217.
    currency: String,
    /// The sources, the one that brought the most first.
    sources: Vec<SourceWorth>,
}

fn report_days(cx: &Cx, question: &Question) -> ReportDays {
    let zone = zone(cx);
    ReportDays {
        from_on: Date(question.period.first),
        to_on: Date(question.period.last),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
    }
}

fn ended(from_on: Option<Date>, ended: &Ended) -> EndedDeals {
    let (won, lost) = (Worth::of(&ended.won), Worth::of(&ended.lost));
    EndedDeals { from_on, won, lost, won_share_e4: ended.share() }
}

/// Won and lost.
pub fn sales_report(cx: &Cx, question: &Question, found: &Sales, rates: &Rates) -> SalesReport {
    let reason =
        |(reason, total): &(LostReason, _)| LostDeals { reason: reason.name.clone(), lost: Worth::of(total) };
    SalesReport {
        days: report_days(cx, question),
        currency: rates.own.to_string(),
        rates_on: rates.published_on.map(|(_, day)| Date(day)),
        months: found.months.iter().map(|(day, month)| ended(Some(Date(*day)), month)).collect(),
        whole: ended(None, &found.whole),
        reasons: found.reasons.iter().map(reason).collect(),
    }
}

/// How far leads and deals came.
pub fn conversion_report(cx: &Cx, question: &Question, found: &Conversion) -> ConversionReport {
    let leads = found.leads;
    let stages = found.stages.iter().map(|stage| StageReached {
        stage_id: stage.stage.number(),
        name: stage.name.clone(),
        count: stage.count,
        of_before_e4: stage.of_before,
        of_all_e4: stage.of_all,
    });
    ConversionReport {
        days: report_days(cx, question),
        pipeline_id: question.pipeline.map_or(0, |id| id.number()),
        leads: LeadSteps {
            came: leads.all,
            answered: leads.answered,
            converted: leads.converted,
            won: leads.won,
            dead: leads.dead,
        },
        stages: stages.collect(),
    }
}

/// How long deals stood in each stage.
pub fn stages_report(cx: &Cx, question: &Question, found: Dwellings) -> StagesReport {
    let stages = found.into_iter().map(|stage| StageTime {
        stage_id: stage.stage.number(),
        name: stage.name,
        left: stage.count,
        median_milliseconds: stage.median,
        mean_milliseconds: stage.mean,
        standing: stage.standing,
    });
    StagesReport {
        days: report_days(cx, question),
        pipeline_id: question.pipeline.map_or(0, |id| id.number()),
        stages: stages.collect(),
    }
}

/// Who did how much.
pub fn activity_report(cx: &Cx, question: &Question, found: &Activity) -> ActivityReport {
    let work = |counts: &[i64]| {
        let work = Work::all().zip(counts);
        work.map(|(work, count)| WorkCount { kind: work.code().to_owned(), count: *count }).collect()
    };
    let weeks = found.both.iter().map(|(day, member, counts)| WeekOfMember {
        from_on: Date(*day),
        member_id: member.number(),
        work: work(counts),
    });
    ActivityReport { days: report_days(cx, question), weeks: weeks.collect() }
}

/// What came from where.
pub fn sources_report(cx: &Cx, question: &Question, found: Sources, rates: &Rates) -> SourcesReport {
    SourcesReport {
        days: report_days(cx, question),
        currency: rates.own.to_string(),
        sources: found.into_iter().map(source_worth).collect(),
    }
}

fn source_worth(from: FromSource) -> SourceWorth {
    SourceWorth {
        converted_share_e4: from.share(),
        won: Worth::of(&from.won),
        source: from.name,
        leads: from.leads,
        converted: from.converted,
    }
}
