//! Reading what is published.

use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Rate, Source};
use crate::base::{Currency, Day};

/// What a source says: from which day on one of its currency costs so much of the others that we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// From that day on.
    pub valid_on: Day,
    /// Each currency once.
    pub rates: Vec<(Currency, Rate)>,
}

impl Published {
    /// Reads the file of that source; `None` if it is none.
    pub fn read(source: Source, xml: &str) -> Option<Published> {
        let mut sheet = Sheet::default();
        let mut reader = Reader::from_str(xml);
        loop {
            match (source, reader.read_event().ok()?) {
                (_, Event::Eof) => break,
                (Source::Ecb, Event::Start(tag) | Event::Empty(tag)) => sheet.cube(&tag),
                (Source::Hmrc, Event::Start(tag)) => sheet.open(&tag),
                (Source::Hmrc, Event::Text(text)) => sheet.text(&text),
                (Source::Hmrc, Event::End(tag)) => sheet.close(tag.local_name().as_ref()),
                _ => {}
            }
        }
        sheet.finish()
    }
}

/// What was read so far.
#[derive(Default)]
struct Sheet {
    valid_on: Option<Day>,
    rates: Vec<(Currency, Rate)>,
    /// The element whose text comes next, and the two texts of a line.
    element: String,
    currency: String,
    rate: String,
}

impl Sheet {
    /// The bank's file: `<Cube time="2026-11-20">`, and in it `<Cube currency="USD" rate="1.0832"/>`.
    fn cube(&mut self, tag: &BytesStart) {
        if tag.local_name().as_ref() != "Cube" {
            return;
        }
        if let Some(day) = attribute(tag, "time") {
            self.valid_on = day.parse().ok();
        }
        if let (Some(currency), Some(rate)) = (attribute(tag, "currency"), attribute(tag, "rate")) {
            self.note(&currency, &rate);
        }
    }

    /// The Revenue's file: `<exchangeRateMonthList Period="01/Nov/2026 to 30/Nov/2026">`, and in it for each country
    /// `<exchangeRate>` with `<currencyCode>` and `<rateNew>`.
    fn open(&mut self, tag: &BytesStart) {
        self.element = tag.local_name().as_ref().to_owned();
        if let Some(period) = attribute(tag, "Period") {
            let first = period.split(' ').next().unwrap_or_default();
            self.valid_on = Date::strptime("%d/%b/%Y", first).ok().map(Day);
        }
    }

    fn text(&mut self, text: &str) {
        match self.element.as_str() {
            "currencyCode" => self.currency.push_str(text),
            "rateNew" => self.rate.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self, element: &str) {
        self.element.clear();
        if element == "exchangeRate" {
            let (currency, rate) = (std::mem::take(&mut self.currency), std::mem::take(&mut self.rate));
            self.note(&currency, &rate);
        }
    }

    /// Keeps the rate of a currency that we know; several countries have the same.
    fn note(&mut self, currency: &str, rate: &str) {
        let (Ok(currency), Some(rate)) = (currency.parse(), Rate::read(rate)) else { return };
        if self.rates.iter().all(|(known, _)| *known != currency) {
            self.rates.push((currency, rate));
        }
    }

    fn finish(self) -> Option<Published> {
        let valid_on = self.valid_on?;
        (!self.rates.is_empty()).then_some(Published { valid_on, rates: self.rates })
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    Some(tag.try_get_attribute(name).ok()??.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(published: Option<Published>) -> String {
        let Some(published) = published else { return String::new() };
        let rates =
            published.rates.iter().map(|(currency, rate)| format!(" {currency} {}", rate.billionths()));
        published.valid_on.to_string() + &rates.collect::<String>()
    }

    #[test]
    fn the_bank_s_file_is_read() {
        let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                             xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
              <gesmes:subject>Reference rates</gesmes:subject>
              <Cube><Cube time='2026-11-20'>
                <Cube currency='USD' rate='1.0832'/>
                <Cube currency='JPY' rate='161.93'/>
                <Cube currency='IDR' rate='17081.36'/>
              </Cube></Cube>
            </gesmes:Envelope>"#;

        assert_eq!(told(Published::read(Source::Ecb, xml)), "2026-11-20 USD 1083200000 JPY 161930000000");
    }

    #[test]
    fn the_revenue_s_file_is_read_and_its_currencies_taken_once() {
        let line = |country: &str, code: &str, rate: &str| {
            format!(
                "<exchangeRate><countryName>{country}</countryName><currencyCode>{code}</currencyCode>\
                 <rateNew>{rate}</rateNew></exchangeRate>"
            )
        };
        let lines = [("Eurozone", "EUR", "1.1503"), ("USA", "USD", "1.3142"), ("Ecuador", "USD", "1.3142")];
        let lines: String = lines.iter().map(|(country, code, rate)| line(country, code, rate)).collect();
        let xml = format!(
            "<exchangeRateMonthList Period=\"01/Nov/2026 to 30/Nov/2026\">{lines}</exchangeRateMonthList>"
        );

        assert_eq!(told(Published::read(Source::Hmrc, &xml)), "2026-11-01 EUR 1150300000 USD 1314200000");
    }

    #[test]
    fn whatever_else_comes_is_no_table_of_rates() {
        for xml in ["", "<html><body>Sorry</body></html>", "<Cube time='2026-11-20'></Cube>", "<Cube", "{}"] {
            assert_eq!(told(Published::read(Source::Ecb, xml)), "", "{xml}");
            assert_eq!(told(Published::read(Source::Hmrc, xml)), "", "{xml}");
        }
    }
}
