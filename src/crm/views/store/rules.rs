//! Conditions as SQL: pieces of closed enums, every value bound.

use jiff::{SignedDuration, ToSpan, tz::TimeZone};
use rusqlite::ToSql;
use rusqlite::types::Value;

use super::super::model::{Column, Join, Kind, Leaf, List, MOST, Op, Operand, Own, Rules, Set};
use crate::base::{At, Currency, Day, Result, text};
use crate::crm::fields::FieldKind;
use crate::platform::View;
use crate::workspace::settings;

/// The names under which values are bound: two for each condition.
const NAMES: [&str; MOST * 2] = [
    ":r0", ":r1", ":r2", ":r3", ":r4", ":r5", ":r6", ":r7", ":r8", ":r9", ":r10", ":r11", ":r12", ":r13",
    ":r14", ":r15", ":r16", ":r17", ":r18", ":r19", ":r20", ":r21", ":r22", ":r23", ":r24", ":r25", ":r26",
    ":r27", ":r28", ":r29", ":r30", ":r31", ":r32", ":r33", ":r34", ":r35", ":r36", ":r37", ":r38", ":r39",
];

/// The values of conditions, to be bound to their statement.
pub struct Bound(Vec<(&'static str, Value)>);

impl Bound {
    /// Names and values.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &dyn ToSql)> {
        self.0.iter().map(|(name, value)| (*name, value as &dyn ToSql))
    }
}

/// The conditions as one condition on a row of the list's table; none if nothing is asked.
pub fn condition(list: List, rules: &Rules) -> Option<String> {
    let mut names = NAMES.chunks_exact(2);
    let mut written = |leaves: &[Leaf], join: Join| -> Vec<String> {
        let tests =
            leaves.iter().zip(names.by_ref()).map(|(leaf, pair)| test(list, leaf, (pair[0], pair[1])));
        let tests: Vec<String> = tests.collect();
        match (tests.is_empty(), join == rules.join) {
            (true, _) => Vec::new(),
            (_, true) => tests,
            (_, false) => vec![format!("({})", tests.join(word(join)))],
        }
    };
    let mut parts = written(&rules.leaves, rules.join);
    for group in &rules.groups {
        parts.extend(written(group, rules.join.inside()));
    }
    if parts.is_empty() { None } else { Some(format!("({})", parts.join(word(rules.join)))) }
}

fn word(join: Join) -> &'static str {
    match join {
        Join::All => " AND ",
        Join::Any => " OR ",
    }
}

/// Conditions on when a record was added or changed that must hold whatever else does: the column, and the condition as
/// it stands in [`condition`].
pub(super) fn times(list: List, rules: &Rules) -> impl Iterator<Item = (Column, String)> {
    let leaves = if rules.join == Join::All { rules.leaves.as_slice() } else { &[] };
    let timed = leaves.iter().zip(NAMES.chunks_exact(2)).filter(|(leaf, _)| {
        matches!(leaf.column, Column::Created | Column::Changed) && leaf.operand != Operand::None
    });
    timed.map(move |(leaf, pair)| (leaf.column, test(list, leaf, (pair[0], pair[1]))))
}

/// The values that [`condition`] of the same rules wants: "me" is whoever asks, days are those of the workspace.
pub fn bound(view: &View, rules: &Rules) -> Result<Bound> {
    if rules.is_empty() {
        return Ok(Bound(Vec::new()));
    }
    let zone = settings::of(view)?.zone();
    let clock = Clock { today: view.now().day(&zone), zone };
    let me = view.member().map(|member| member.number());
    let mut bound = Vec::new();
    for (leaf, names) in rules.all().zip(NAMES.chunks_exact(2)) {
        bound.extend(names.iter().copied().zip(values(leaf, &clock, me)));
    }
    Ok(Bound(bound))
}

/// What day it is, and where.
struct Clock {
    today: Day,
    zone: TimeZone,
}

impl Clock {
    /// The day so many days from today.
    fn day(&self, days: i64) -> Day {
        Day(self.today.0.saturating_add(SignedDuration::from_hours(days * 24)))
    }

    /// The first instant of that day.
    fn start(&self, day: Day) -> Value {
        let start = day.0.to_zoned(self.zone.clone());
        Value::Integer(start.map_or(At::default(), |start| start.timestamp().into()).0)
    }

    /// The first instant after that day.
    fn end(&self, day: Day) -> Value {
        self.start(Day(day.0.saturating_add(1.day())))
    }
}

/// At most two; as many as the condition's piece names.
fn values(leaf: &Leaf, clock: &Clock, me: Option<i64>) -> Vec<Value> {
    let day = |day: &Day| Value::Text(day.to_string());
    match (&leaf.operand, leaf.column.kind(), leaf.op) {
        (Operand::None, ..) => Vec::new(),
        (Operand::Text(typed), Kind::Phone, _) => {
            vec![Value::Text(text::phone_fragment(typed).unwrap_or_default())]
        }
        (Operand::Text(typed), ..) => vec![Value::Text(text::fold(typed))],
        (Operand::Choice(value), Kind::Choice(Set::Members), _) if value == "me" => {
            vec![me.map_or(Value::Null, Value::Integer)]
        }
        (Operand::Choice(value), Kind::Choice(Set::YesNo), _) => {
            vec![Value::Integer(i64::from(value == "yes"))]
        }
        (Operand::Choice(value), Kind::Choice(set), _) if set.is_numbered() => {
            vec![Value::Integer(value.parse().unwrap_or_default())]
        }
        (Operand::Choice(value), ..) => vec![Value::Text(value.clone())],
        (Operand::Days(days), Kind::Term, Op::Next) => {
            vec![clock.start(clock.today), clock.end(clock.day(i64::from(*days)))]
        }
        (Operand::Days(days), Kind::Term, _) => {
            vec![clock.start(clock.day(-i64::from(*days))), clock.end(clock.today)]
        }
        (Operand::Days(days), Kind::Moment, _) => vec![clock.start(clock.day(-i64::from(*days)))],
        (Operand::Days(days), _, Op::Next) => vec![day(&clock.today), day(&clock.day(i64::from(*days)))],
        (Operand::Days(days), ..) => vec![day(&clock.day(-i64::from(*days))), day(&clock.today)],
        (Operand::Day(on), Kind::Moment | Kind::Term, Op::After) => vec![clock.end(*on)],
        (Operand::Day(on), Kind::Moment | Kind::Term, _) => vec![clock.start(*on)],
        (Operand::Day(on), ..) => vec![day(on)],
        (Operand::Between(from, to), Kind::Moment | Kind::Term, _) => {
            vec![clock.start(*from), clock.end(*to)]
        }
        (Operand::Between(from, to), ..) => vec![day(from), day(to)],
        (Operand::Amount(amount), ..) => vec![Value::Integer(*amount)],
        (Operand::Amounts(from, to), ..) => vec![Value::Integer(*from), Value::Integer(*to)],
    }
}

/// Where a column's values stand.
enum Place {
    /// In the row, or in one other row.
    Here(String),
    /// In any number of other rows: from what, and the value there.
    There(String, String),
}

/// The condition as SQL.
fn test(list: List, leaf: &Leaf, names: (&str, &str)) -> String {
    let kind = leaf.column.kind();
    match place(list, leaf.column) {
        Place::Here(value) => compared(&value, kind, leaf.op, names),
        Place::There(rows, ref value) => {
            let (is_there, op) = match leaf.op {
                Op::Empty => ("NOT EXISTS", None),
                Op::IsNot => ("NOT EXISTS", Some(Op::Is)),
                Op::Filled => ("EXISTS", None),
                op => ("EXISTS", Some(op)),
            };
            let also = op.map(|op| format!(" AND {}", compared(value, kind, op, names))).unwrap_or_default();
            format!("{is_there} (SELECT 1 FROM {rows}{also})")
        }
    }
}

fn compared(value: &str, kind: Kind, op: Op, (first, second): (&str, &str)) -> String {
    let is_text = matches!(kind, Kind::Text | Kind::Phone);
    match (kind, op) {
        (_, Op::Empty) if is_text => format!("coalesce({value}, '') = ''"),
        (_, Op::Filled) if is_text => format!("coalesce({value}, '') <> ''"),
        (_, Op::Empty) => format!("{value} IS NULL"),
        (_, Op::Filled) => format!("{value} IS NOT NULL"),
        (Kind::Phone, _) => format!("instr({value}, {first}) > 0"),
        (Kind::Text, Op::Contains) => format!("instr(folded({value}), {first}) > 0"),
        (Kind::Text, Op::Starts) => format!("substr(folded({value}), 1, length({first})) = {first}"),
        (Kind::Text, Op::IsNot) => format!("folded({value}) <> {first}"),
        (Kind::Text, _) => format!("folded({value}) = {first}"),
        (_, Op::IsNot) => format!("{value} IS NOT {first}"),
        (Kind::Moment | Kind::Term, Op::Between) | (Kind::Term, Op::Last | Op::Next) => {
            format!("({value} >= {first} AND {value} < {second})")
        }
        (Kind::Moment | Kind::Term, Op::Before) => format!("{value} < {first}"),
        (Kind::Moment | Kind::Term, _) => format!("{value} >= {first}"),
        (Kind::Day, Op::Last | Op::Next) | (_, Op::Between) => {
            format!("{value} BETWEEN {first} AND {second}")
        }
        (_, Op::Before | Op::Less) => format!("{value} < {first}"),
        (_, Op::After | Op::More) => format!("{value} > {first}"),
        _ => format!("{value} = {first}"),
    }
}

/// The table of the list's records.
pub(super) fn table(list: List) -> &'static str {
    match list {
        List::Contacts => "contact",
        List::Companies => "company",
        List::Leads => "lead",
        List::Deals => "deal",
        List::Tasks => "task",
    }
}

fn place(list: List, column: Column) -> Place {
    let table = table(list);
    let point = |kind: &str| {
        format!(
            "contact_point WHERE workspace_id = :workspace AND subject_id = {table}.id AND kind = '{kind}'"
        )
    };
    let address = format!("postal_address WHERE workspace_id = :workspace AND subject_id = {table}.id");
    match (column, list) {
        (Column::Email, List::Contacts | List::Companies) => {
            Place::There(point("email"), "contact_point.value".to_owned())
        }
        (Column::Phone, List::Contacts | List::Companies) => {
            Place::There(point("phone"), "contact_point.norm".to_owned())
        }
        (Column::Company, List::Contacts | List::Deals) => Place::Here(format!(
            "(SELECT firm.name FROM company AS firm WHERE firm.workspace_id = :workspace AND firm.id = {table}.company_id)"
        )),
        (Column::City, _) => {
            Place::There(format!("{address} AND city <> ''"), "postal_address.city".to_owned())
        }
        (Column::Country, _) => {
            Place::There(format!("{address} AND country IS NOT NULL"), "postal_address.country".to_owned())
        }
        (Column::Tag, _) => Place::There(
            format!("tagging WHERE workspace_id = :workspace AND subject_id = {table}.id"),
            "tagging.tag_id".to_owned(),
        ),
        (Column::Activity, _) => Place::Here(format!(
            "(SELECT max(at) FROM activity WHERE workspace_id = :workspace AND subject_id = {table}.id)"
        )),
        (Column::Amount, _) => {
            Place::Here(format!("({table}.amount * {})", hundredths(&format!("{table}.currency"))))
        }
        (Column::Name, List::Tasks) => Place::Here("task.title".to_owned()),
        // Some time has no instant: it stands at the end of time.
        (Column::Due, _) => Place::Here(
            "CASE WHEN task.due_on IS NULL AND task.due_at IS NULL THEN NULL ELSE task.due_sort END"
                .to_owned(),
        ),
        (Column::About, _) => Place::Here(
            "(SELECT kind FROM subject WHERE workspace_id = :workspace AND subject.id = task.about_id)"
                .to_owned(),
        ),
        (Column::DealState, _) => Place::Here(DEAL_STATE.to_owned()),
        (Column::Reached, _) => Place::There(REACHED.to_owned(), "goal.id".to_owned()),
        (Column::Own(own), _) => Place::There(of_own(table, own), own_value(own)),
        (plain, _) => Place::Here(format!("{table}.{}", in_row(plain))),
    }
}

/// Where the deal stands that a lead became.
const DEAL_STATE: &str = "(SELECT sale.state FROM deal AS sale
      WHERE sale.workspace_id = :workspace AND sale.id = lead.converted_deal_id AND sale.live = 1)";

/// The stages of its pipeline that a deal came to or passed. Who was won and opened again has not come to that end.
const REACHED: &str = "deal_stay
      JOIN stage ON stage.workspace_id = :workspace AND stage.id = deal_stay.stage_id
      JOIN stage AS goal ON goal.workspace_id = :workspace
        AND goal.pipeline_id = stage.pipeline_id
        AND goal.position <= stage.position
      WHERE deal_stay.workspace_id = :workspace
        AND deal_stay.deal_id = deal.id
        AND stage.pipeline_id = deal.pipeline_id
        AND (stage.kind IN ('open', 'ongoing') OR stage.kind = 'won' AND deal.state = 'won')";

/// The column of the row itself.
fn in_row(column: Column) -> &'static str {
    match column {
        Column::Name => "name",
        Column::Email => "email",
        Column::Phone => "phone_norm",
        Column::Company => "company",
        Column::JobTitle => "job_title",
        Column::Owner => "owner_id",
        Column::Assignee => "assignee_id",
        Column::TaskKind => "kind",
        Column::Author => "created_by",
        Column::Source => "source",
        Column::LeadSource => "source_id",
        Column::State => "state",
        Column::Pipeline => "pipeline_id",
        Column::Stage => "stage_id",
        Column::Currency => "currency",
        Column::CloseOn => "close_on",
        Column::Closed => "closed_at",
        Column::LostReason => "lost_reason_id",
        Column::Answered => "answered_at",
        Column::NextStepOn => "next_step_on",
        Column::Created => "created_at",
        Column::Changed => "updated_at",
        // These stand elsewhere; the row has its number only.
        Column::Tag | Column::City | Column::Country | Column::Activity => "id",
        Column::Reached | Column::DealState | Column::Due | Column::About | Column::Own(_) => "id",
        Column::Amount => "amount",
    }
}

/// The rows with a record's values of a field of the workspace's own.
fn of_own(table: &str, own: Own) -> String {
    format!(
        "field_value WHERE workspace_id = :workspace AND field_id = {} AND subject_id = {table}.id",
        own.id
    )
}

/// Such a value as it is compared: numbers and amounts in hundredths.
fn own_value(own: Own) -> String {
    match (own.kind, own.scale) {
        (FieldKind::Text | FieldKind::Link | FieldKind::Day, _) => "field_value.text".to_owned(),
        (FieldKind::Money, _) => format!("(field_value.number * {})", hundredths("field_value.text")),
        (FieldKind::Number, scale @ 0..=2) => format!("(field_value.number * {})", 10_i64.pow(2 - scale)),
        (FieldKind::Number, scale) => format!("(field_value.number / {}.0)", 10_i64.pow(scale - 2)),
        (FieldKind::YesNo | FieldKind::Choice | FieldKind::Choices | FieldKind::Person, _) => {
            "field_value.number".to_owned()
        }
    }
}

/// By what the smallest unit of a currency is multiplied to make hundredths.
fn hundredths(currency: &str) -> String {
    let whole = Currency::ALL.iter().filter(|currency| currency.digits() == 0);
    let whole: Vec<String> = whole.map(|currency| format!("'{currency}'")).collect();
    format!("CASE WHEN {currency} IN ({}) THEN 100 ELSE 1 END", whole.join(", "))
}

/// A column's value for a table, in one cell.
pub(super) fn cell(list: List, column: Column) -> String {
    match (column, place(list, column)) {
        (Column::Amount, _) => "deal.amount || ' ' || deal.currency".to_owned(),
        (Column::Phone, Place::Here(_)) => "lead.phone".to_owned(),
        (Column::Tag, _) => format!(
            "(SELECT group_concat(tag.name, ', ') FROM tagging
              JOIN tag ON tag.workspace_id = :workspace AND tag.id = tagging.tag_id
              WHERE tagging.workspace_id = :workspace AND tagging.subject_id = {}.id)",
            table(list)
        ),
        (Column::Reached, Place::There(rows, value)) => {
            format!("(SELECT {value} FROM {rows} ORDER BY goal.position DESC LIMIT 1)")
        }
        (Column::Own(own), Place::There(rows, _)) => {
            let value = match own.kind {
                FieldKind::Text | FieldKind::Link | FieldKind::Day => "max(text)",
                FieldKind::Money => "max(number) || ' ' || max(text)",
                FieldKind::Choices => "group_concat(number)",
                FieldKind::Number | FieldKind::YesNo | FieldKind::Choice | FieldKind::Person => "max(number)",
            };
            format!("(SELECT {value} FROM {rows})")
        }
        (Column::Phone, Place::There(rows, _)) => {
            format!("(SELECT contact_point.value FROM {rows} ORDER BY position LIMIT 1)")
        }
        (_, Place::There(rows, value)) => format!("(SELECT {value} FROM {rows} ORDER BY position LIMIT 1)"),
        (_, Place::Here(value)) => value,
    }
}
