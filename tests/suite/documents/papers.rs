//! Papers as files, for the tests from outside and for the eye.

use std::path::Path;

use kantora::base::{Language, Money};
use kantora::billing::countries::{PaperKind, in_words};
use kantora::billing::documents::views::pdf::{Letterhead, Offer, Offered, Row, offer, pdf};
use kantora::billing::documents::{Document, Draft, DraftAdjustment, Exchange, Languages, Wording};
use kantora::billing::pricing::{Adjustment, Category, Measure, Percent, Quantity, Side, Tax};

use super::sample::{buyer, currency, day, draft, head, line, standard};

const LETTERHEAD: Letterhead = Letterhead { accent: [22, 101, 82], is_original: true };

/// An invoice of a Bulgarian company in both languages, with all that it must name.
fn bulgarian() -> Draft {
    let mut paper = draft("BG");
    paper.head.languages = Languages { first: Language::Bg, second: Some(Language::En) };
    paper.head.terms = Wording {
        first: "Платима до 30 дни от датата на издаване".into(),
        second: "Due within 30 days of the date of issue".into(),
    };
    paper.lines[0].priced.discount = Some(Measure::Percent(Percent(100_000)));
    paper.lines.push(line(2_500_000, 48_125_000, Tax::new(Category::S, Percent(90_000))));
    paper.lines.push(line(1_000_000, 70_000_000, Tax::new(Category::E, Percent(0))));
    let adjustment =
        Adjustment { side: Side::Charge, measure: Measure::Amount(1_250), tax: Some(standard()) };
    paper.adjustments.push(DraftAdjustment { reason: "Транспорт".into(), adjustment });
    paper.prepaid = 5_000;
    let due = Money::new(Document::compose(paper.clone()).unwrap().sums().due, paper.currency);
    let said = paper.head.languages.word(|language| in_words(due, language));
    paper.head.in_words = Some(said);
    paper
}

/// An invoice of a British company in euros.
fn british() -> Draft {
    let mut paper = draft("GB");
    paper.head.languages = Languages { first: Language::En, second: None };
    paper.currency = currency("EUR");
    paper.head.exchange =
        Some(Exchange { currency: currency("GBP"), billionths: 878_950_000, rated_on: day("2026-11-20") });
    paper.lines.push(line(12_000_000, 1_999_000_000, standard()));
    paper
}

/// Sixty lines, some of them long, for somebody with a very long name.
fn long(country: &str, language: Language) -> Draft {
    let mut paper = draft(country);
    paper.head.languages = Languages { first: language, second: None };
    let them = paper.head.buyer.as_mut().unwrap();
    them.legal_name = "Обединени дърводелски работилници и мебелни фабрики на Родопите, Рила и Пирин \
                       Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        .into();
    paper.lines = (0..60).map(|place| line(1_000_000 + place * 250_000, 19_990_000, standard())).collect();
    for line in paper.lines.iter_mut().step_by(9) {
        line.item.description = "Planed on four sides, oiled twice, delivered on pallets. ".repeat(6);
    }
    paper
}

#[test]
fn papers_are_written_for_the_tests_from_outside() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut note = draft("BG");
    note.head = head(PaperKind::CreditNote, note.head.seller, buyer("BG"), note.currency);
    let mut quote = draft("GB");
    quote.head.kind = PaperKind::Quote;
    quote.head.number = "Q-0001".into();
    let mut long_quote = long("BG", Language::Bg);
    long_quote.head.languages = Languages { first: Language::Bg, second: Some(Language::En) };
    long_quote.head.kind = PaperKind::Quote;
    long_quote.head.number = "Q-0002/3".into();
    let mut ahead = draft("BG");
    ahead.head.kind = PaperKind::ProForma;
    ahead.head.number = "PF-0001".into();
    let drafts = [
        ("pro-forma", ahead),
        ("bg", bulgarian()),
        ("gb", british()),
        ("long-en", long("GB", Language::En)),
        ("long-bg", long("BG", Language::Bg)),
        ("note", note),
    ];

    for (name, draft) in drafts {
        let document = Document::compose(draft).unwrap();
        assert!(document.check().is_empty(), "{name}: {}", document.check());
        let file = pdf(&document, &LETTERHEAD).unwrap();
        assert_eq!(file, pdf(&document, &LETTERHEAD).unwrap(), "{name} is another file each time");
        std::fs::write(folder.join(format!("{name}.pdf")), file).unwrap();
    }
    for (name, draft) in [("quote", quote), ("long-quote", long_quote)] {
        let file = offered(draft).unwrap();
        std::fs::write(folder.join(format!("{name}.pdf")), file).unwrap();
    }
}

/// A quote of which every fourth line is optional, with headings and sums.
fn offered(mut draft: Draft) -> kantora::base::Result<Vec<u8>> {
    let mut rows = vec![Row::Text("Prices hold for the whole of the work. ".repeat(4))];
    for place in 0..draft.lines.len() {
        if place % 10 == 0 {
            rows.push(Row::Heading(format!("Part {}", place / 10 + 1), "What belongs together".into()));
        }
        let is_optional = place % 4 == 3;
        let choices = if is_optional { vec![Quantity::ONE, Quantity(2_500_000)] } else { Vec::new() };
        rows.push(Row::Line(Offered { is_optional, is_taken: !is_optional, choices }));
        if place % 10 == 9 {
            rows.push(Row::Subtotal);
        }
    }
    draft.head.due_on = Some(day("2026-12-20"));
    let document = Document::compose(draft.clone()).unwrap();
    let mut place = 0..;
    draft.lines.retain(|_| place.next().is_none_or(|place| place % 4 != 3));
    let shown = Document::compose(draft).unwrap();
    let paper = Offer { document: &document, shown: &shown, rows: &rows };
    assert_eq!(offer(&paper, &LETTERHEAD)?, offer(&paper, &LETTERHEAD)?);
    offer(&paper, &LETTERHEAD)
}
