//! VAT returns for programs.

use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::actions;
use super::model::{Figure, Line, Return};
use crate::base::{At, Day, Error, Language, Result};
use crate::billing::periods::{self, Period};
use crate::web::Cx;
use crate::web::payload::{Date, Moment, Tag, Text};

/// The operations on VAT returns.
pub struct VatReturns;

/// A return period.
#[derive(Debug, Object)]
#[oai(rename = "VatPeriod")]
pub struct PeriodRecord {
    /// Its first day; it names the return.
    from: Date,
    /// Its last day.
    until: Date,
    /// When it was closed; left out of one that is open.
    #[oai(skip_serializing_if_is_none)]
    closed_at: Option<Moment>,
}

/// Every period.
#[derive(Debug, Object)]
pub struct VatPeriodList {
    /// Those that are closed, the last one first, then those that are open, the first one first.
    data: Vec<PeriodRecord>,
}

/// What a period bears. Amounts are decimals.
#[derive(Debug, Object)]
#[oai(rename = "VatReturn")]
pub struct ReturnRecord {
    /// Its first day.
    from: Date,
    /// Its last day.
    until: Date,
    /// When it was closed; left out of one that is open.
    #[oai(skip_serializing_if_is_none)]
    closed_at: Option<Moment>,
    /// The country that taxes, ISO 3166-1 alpha-2.
    country: String,
    /// The currency of all amounts, ISO 4217.
    currency: String,
    /// The figures: `due` (box 1 of the United Kingdom), `sales` (box 6), `goods` (box 8), then by country, category of
    /// EN 16931 and rate, then the EC sales list.
    figures: Vec<FigureRecord>,
    /// The papers' groups of tax that they sum up.
    entries: Vec<EntryRecord>,
    /// The numbers of papers that are missing, as no exchange rate is known.
    untold: Vec<String>,
}

/// A figure.
#[derive(Debug, Object)]
#[oai(rename = "VatFigure")]
pub struct FigureRecord {
    /// What it sums up, like `due` or `rate.GB.S.200000`: the rate is in ten-thousandths of a point.
    figure: String,
    /// Without the tax, a decimal.
    net: String,
    /// The tax, a decimal.
    vat: String,
    /// Of how many papers.
    papers: i64,
}

/// What counts of a paper's group of tax.
#[derive(Debug, Object)]
#[oai(rename = "VatEntry")]
pub struct EntryRecord {
    /// The paper.
    invoice_id: i64,
    /// The number on it.
    number: String,
    /// Its tax day.
    taxed_on: Date,
    /// The country whose tax it is, ISO 3166-1 alpha-2.
    country: String,
    /// The category of EN 16931.
    category: String,
    /// The rate in percent, a decimal.
    percent: String,
    /// Without the tax, a decimal.
    net: String,
    /// The tax, a decimal.
    vat: String,
    /// What is owed for it, a decimal.
    due: String,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl VatReturns {
    /// List the return periods
    #[oai(path = "/vat/returns", method = "get", operation_id = "vat_return.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<VatPeriodList>> {
        let (closed, open) =
            cx.read(|view| Ok((periods::store::list_closed(view)?, actions::open(view)?)))?;
        let closed = closed.into_iter().map(|(period, at)| (period, Some(at)));
        let all = closed.chain(open.into_iter().map(|period| (period, None)));
        Ok(Json(VatPeriodList { data: all.map(period_record).collect() }))
    }

    /// Read a return
    ///
    /// A closed one as it was closed, an open one as it stands now.
    #[oai(path = "/vat/returns/:from", method = "get", operation_id = "vat_return.show")]
    async fn show(
        &self,
        cx: Cx,
        /// The first day of the period.
        from: Path<Text<10>>,
    ) -> poem::Result<Json<ReturnRecord>> {
        shown(&cx, named(&from.0.0)?)
    }

    /// Close a period
    ///
    /// The first one that is open, once its last day is over. Its figures are kept, and nothing can be dated into it.
    #[oai(path = "/vat/returns/:from/close", method = "post", operation_id = "vat_return.close")]
    async fn close(
        &self,
        cx: Cx,
        /// The first day of the period.
        from: Path<Text<10>>,
    ) -> poem::Result<Json<ReturnRecord>> {
        let from = named(&from.0.0)?;
        cx.write(move |tx| actions::close(tx, from)).await?;
        shown(&cx, from)
    }
}

fn named(from: &str) -> Result<Day> {
    from.parse().map_err(|_| Error::NotFound)
}

fn period_record((period, closed_at): (Period, Option<At>)) -> PeriodRecord {
    PeriodRecord { from: Date(period.from), until: Date(period.until), closed_at: closed_at.map(Moment) }
}

fn shown(cx: &Cx, from: Day) -> poem::Result<Json<ReturnRecord>> {
    let found = cx.read(|view| match actions::closed(view, from) {
        Ok((closed, made)) => Ok((made, Some(closed.closed_at), Vec::new())),
        Err(Error::NotFound) => {
            let period = actions::open(view)?.into_iter().find(|period| period.from == from);
            let draft = actions::drafted(view, period.ok_or(Error::NotFound)?)?;
            let numbers = draft.untold.into_iter().map(|(_, number)| number).collect();
            Ok((draft.made, None, numbers))
        }
        Err(error) => Err(error),
    })?;
    Ok(Json(record(found)))
}

fn record((made, closed_at, untold): (Return, Option<At>, Vec<String>)) -> ReturnRecord {
    let typed = |minor| made.money(minor).typed(Language::En);
    let figure = |Figure { line, net, vat, papers }: Figure| FigureRecord {
        vat: typed(vat),
        net: typed(if line == Line::Due { 0 } else { net }),
        papers: i64::try_from(papers).unwrap_or(i64::MAX),
        figure: line.to_string(),
    };
    let entries = made.entries.iter().map(|entry| EntryRecord {
        invoice_id: entry.invoice.number(),
        number: entry.number.clone(),
        taxed_on: Date(entry.taxed_on),
        country: entry.country.code().to_owned(),
        category: entry.tax.category.code().to_owned(),
        percent: entry.tax.percent.typed(Language::En),
        net: typed(entry.net),
        vat: typed(entry.vat),
        due: typed(entry.due),
    });
    ReturnRecord {
        from: Date(made.period.from),
        until: Date(made.period.until),
        closed_at: closed_at.map(Moment),
        country: made.country.code().to_owned(),
        currency: made.currency.code().to_owned(),
        figures: made.figures().into_iter().map(figure).collect(),
        entries: entries.collect(),
        untold,
    }
}
