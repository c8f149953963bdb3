use proptest::prelude::*;

use super::*;
use crate::base::{Currency, Language};

fn currency(code: &str) -> Currency {
    code.parse().expect("a currency")
}

fn taxed(points: i64) -> Tax {
    Tax::new(Category::S, Percent(points * 10_000))
}

/// A line of so many at so many hundredths of the currency's whole unit.
fn line(count: i64, hundredths: i64, tax: Tax) -> Line {
    let (quantity, price) = (Quantity(count * 1_000_000), UnitPrice(hundredths * 10_000));
    Line { quantity, price, discount: None, tax }
}

fn paper(entry: Entry, lines: Vec<Line>) -> Paper {
    Paper { currency: currency("EUR"), entry, lines, adjustments: Vec::new(), step: 1 }
}

#[test]
fn a_line_is_rounded_once_half_away_from_zero() {
    let at = |quantity: i64, price: i64| {
        let one = Line { quantity: Quantity(quantity), price: UnitPrice(price), ..line(1, 0, taxed(20)) };
        reckon(&paper(Entry::Net, vec![one])).expect("it fits").lines[0].amount
    };

    assert_eq!(at(1_000_000, 1_005_000), 101);
    assert_eq!(at(-1_000_000, 1_005_000), -101);
    assert_eq!(at(1_000_000, 1_004_999), 100);
    assert_eq!(at(333_333, 3_000_000), 100);
    assert_eq!(at(1_000_000, 4_999), 0);
}

#[test]
fn a_discount_comes_off_before_the_line_is_rounded() {
    let of = |discount: Measure| {
        let one = Line { discount: Some(discount), ..line(3, 333, taxed(20)) };
        let total = reckon(&paper(Entry::Net, vec![one])).expect("it fits").lines[0];
        (total.full, total.discount, total.amount)
    };

    assert_eq!(of(Measure::Percent(Percent(125_000))), (999, 125, 874));
    assert_eq!(of(Measure::Amount(99)), (999, 99, 900));
    assert_eq!(of(Measure::Percent(Percent::MOST)), (999, 999, 0));
}

#[test]
fn the_vat_of_a_group_is_rounded_once_and_not_line_by_line() {
    let lines = vec![line(1, 13, taxed(20)); 3];

    let totals = reckon(&paper(Entry::Net, lines)).expect("it fits");

    // 0.39 at 20 % is 0.078; three lines of 0.026 each would have made 0.09.
    assert_eq!((totals.net, totals.vat, totals.gross), (39, 8, 47));
}

#[test]
fn an_allowance_is_borne_by_the_groups_and_a_charge_by_its_own() {
    let lines = vec![line(1, 10_000, taxed(20)), line(1, 5_000, taxed(9)), line(1, 1, taxed(9))];
    let off = Adjustment { side: Side::Allowance, measure: Measure::Percent(Percent(100_000)), tax: None };
    let delivery = Adjustment { side: Side::Charge, measure: Measure::Amount(700), tax: Some(taxed(20)) };
    let paper = Paper { adjustments: vec![off, delivery], ..paper(Entry::Net, lines) };

    let totals = reckon(&paper).expect("it fits");

    let groups: Vec<(i64, i64)> = totals.groups.iter().map(|group| (group.base, group.vat)).collect();
    assert_eq!(totals.adjustments[0].amount, -1_500);
    assert_eq!(groups, [(4_501, 405), (9_700, 1_940)]);
    assert_eq!((totals.lines_net, totals.allowances, totals.charges), (15_001, 1_500, 700));
    assert_eq!(totals.net, totals.lines_net - totals.allowances + totals.charges);
    assert_eq!(totals.payable, 14_201 + 2_345);
}

#[test]
fn gross_prices_give_the_net_and_never_move() {
    let lines = vec![
        line(1, 999, taxed(20)),
        line(2, 500, taxed(20)),
        line(1, 300, Tax::new(Category::Z, Percent(0))),
    ];

    let totals = reckon(&paper(Entry::Gross, lines)).expect("it fits");

    assert_eq!((totals.gross, totals.vat, totals.net), (2_299, 333, 1_966));
    let nets: Vec<i64> = totals.lines.iter().map(|line| line.net).collect();
    assert_eq!(nets, [833, 833, 300]);
}

#[test]
fn what_is_paid_in_cash_is_rounded_beside_the_total() {
    let whole =
        Paper { step: 5, ..paper(Entry::Net, vec![line(1, 1_012, Tax::new(Category::O, Percent(0)))]) };

    let totals = reckon(&whole).expect("it fits");

    assert_eq!((totals.gross, totals.rounding, totals.payable), (1_012, -2, 1_010));
}

#[test]
fn currencies_have_their_own_decimals() {
    let of = |code: &str| {
        let one = Line { price: UnitPrice(1_234_567), ..line(1, 0, taxed(10)) };
        let paper = Paper { currency: currency(code), ..paper(Entry::Net, vec![one]) };
        let totals = reckon(&paper).expect("it fits");
        (totals.net, totals.vat)
    };

    assert_eq!(of("JPY"), (1, 0));
    assert_eq!(of("EUR"), (123, 12));
    assert_eq!(of("BHD"), (1_235, 124));
}

#[test]
fn what_does_not_fit_is_an_error() {
    let most = Line { quantity: Quantity(i64::MAX), price: UnitPrice(i64::MAX), ..line(1, 0, taxed(20)) };
    let large = Line { quantity: Quantity(1_000_000), price: UnitPrice(i64::MAX), ..most };
    let off = Line { discount: Some(Measure::Amount(i64::MIN)), ..large };

    assert_eq!(reckon(&paper(Entry::Net, vec![most])), Err(Overflow));
    assert_eq!(reckon(&paper(Entry::Gross, vec![off])), Err(Overflow));
    let amount = reckon(&paper(Entry::Net, vec![large])).expect("it fits").lines[0].amount;
    assert_eq!(amount, 922_337_203_685_478);
    let all = vec![large; 20_000];
    assert_eq!(reckon(&paper(Entry::Net, all)), Err(Overflow));
}

#[test]
fn an_empty_paper_comes_to_nothing() {
    let off = Adjustment { side: Side::Allowance, measure: Measure::Amount(500), tax: None };
    let paper = Paper { adjustments: vec![off], ..paper(Entry::Net, Vec::new()) };

    let totals = reckon(&paper).expect("it fits");

    assert_eq!((totals.payable, totals.groups.len()), (0, 0));
}

#[test]
fn a_total_is_explained_step_by_step() {
    let first = Line { discount: Some(Measure::Percent(Percent(100_000))), ..line(2, 1_000, taxed(20)) };
    let paper = paper(Entry::Net, vec![first, line(1, 500, taxed(20))]);
    let totals = reckon(&paper).expect("it fits");

    let line = explain(&paper, &totals, Figure::Line(0));
    let vat = explain(&paper, &totals, Figure::Vat(taxed(20)));
    let payable = explain(&paper, &totals, Figure::Payable);

    assert_eq!(
        line[1..],
        [Step::Discount { percent: Some(Percent(100_000)), amount: -200 }, Step::Sum { amount: 1_800 },]
    );
    assert_eq!(
        vat,
        [
            Step::Line { place: 1, amount: 1_800 },
            Step::Line { place: 2, amount: 500 },
            Step::Sum { amount: 2_300 },
            Step::Vat { tax: taxed(20), entry: Entry::Net, of: 2_300, amount: 460 },
        ]
    );
    assert_eq!(payable.last(), Some(&Step::Sum { amount: 2_760 }));
    assert_eq!(explain(&paper, &totals, Figure::Net).last(), Some(&Step::Sum { amount: 2_300 }));
    assert!(explain(&paper, &totals, Figure::Line(9)).is_empty());
}

#[test]
fn numbers_are_read_and_shown_with_the_decimals_that_they_need() {
    let (en, bg, euro) = (Language::En, Language::Bg, currency("EUR"));

    assert_eq!(UnitPrice::parse("0,0375", bg), Ok(UnitPrice(37_500)));
    assert_eq!(UnitPrice(37_500).show(euro, bg), "0,0375");
    assert_eq!(UnitPrice(12_000_000).typed(euro, en), "12.00");
    assert_eq!(UnitPrice::parse("-1", en), Err("pricing-price-below"));
    assert_eq!(Percent::parse("2.5 %", en), Ok(Percent(25_000)));
    assert_eq!(Percent::parse("101", en), Err("pricing-percent-beyond"));
    assert_eq!(Percent(200_000).show(bg), "20\u{a0}%");
    assert_eq!(Percent(25_000).typed(bg), "2,5");
    assert_eq!(Quantity(2_500_000).show(en), "2.5");
}

fn taxes() -> impl Strategy<Value = Tax> {
    let category = prop_oneof![4 => Just(Category::S), 1 => Just(Category::Z), 1 => Just(Category::AE)];
    (category, prop_oneof![Just(200_000), Just(90_000), Just(50_000), 0..=1_000_000_i64])
        .prop_map(|(category, percent)| Tax::new(category, Percent(percent)))
}

fn measures() -> impl Strategy<Value = Measure> {
    let percent = (0..=1_000_000_i64).prop_map(|percent| Measure::Percent(Percent(percent)));
    prop_oneof![percent, (-1_000_000..=1_000_000_i64).prop_map(Measure::Amount)]
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let number = || prop_oneof![-5_000_000_000..=5_000_000_000_i64, Just(0), Just(1_000_000)];
    let line = (number(), number(), proptest::option::of(measures()), taxes());
    let line = line.prop_map(|(quantity, price, discount, tax)| Line {
        quantity: Quantity(quantity),
        price: UnitPrice(price.abs()),
        discount,
        tax,
    });
    proptest::collection::vec(line, 0..12)
}

fn papers() -> impl Strategy<Value = Paper> {
    let side = prop_oneof![Just(Side::Allowance), Just(Side::Charge)];
    let adjustment = (side, measures(), proptest::option::of(taxes()))
        .prop_map(|(side, measure, tax)| Adjustment { side, measure, tax });
    let currency = prop_oneof![Just("EUR"), Just("JPY"), Just("BHD")];
    let entry = prop_oneof![Just(Entry::Net), Just(Entry::Gross)];
    let adjustments = proptest::collection::vec(adjustment, 0..4);
    (currency, entry, lines(), adjustments, prop_oneof![Just(1), Just(5)]).prop_map(
        |(code, entry, lines, adjustments, step)| Paper {
            currency: code.parse().expect("a currency"),
            entry,
            lines,
            adjustments,
            step,
        },
    )
}

proptest! {
    #[test]
    fn totals_are_sums_of_groups_and_groups_of_what_is_in_them(paper in papers()) {
        let totals = reckon(&paper).expect("it fits");

        prop_assert_eq!(totals.net, totals.groups.iter().map(|group| group.base).sum::<i64>());
        prop_assert_eq!(totals.vat, totals.groups.iter().map(|group| group.vat).sum::<i64>());
        prop_assert_eq!(totals.gross, totals.net + totals.vat);
        prop_assert_eq!(totals.net, totals.lines_net - totals.allowances + totals.charges);
        prop_assert_eq!(totals.payable, totals.gross + totals.rounding);
        prop_assert_eq!(totals.payable % paper.step, 0);
        for group in &totals.groups {
            let lines = totals.lines.iter().filter(|line| line.tax == group.tax).map(|line| line.net);
            let shares = totals.adjustments.iter().flat_map(|one| &one.shares);
            let shares = shares.filter(|share| share.tax == group.tax).map(|share| share.net);
            prop_assert_eq!(group.base, lines.chain(shares).sum::<i64>());
            prop_assert_eq!(group.gross, group.base + group.vat);
        }
        for line in &totals.lines {
            prop_assert_eq!(line.amount, line.full - line.discount);
        }
    }

    #[test]
    fn the_gross_sum_never_moves(paper in papers()) {
        let paper = Paper { entry: Entry::Gross, ..paper };

        let totals = reckon(&paper).expect("it fits");

        let typed: i64 = totals.lines.iter().map(|line| line.amount).sum();
        let adjusted: i64 = totals.adjustments.iter().map(|one| one.amount).sum();
        prop_assert_eq!(totals.gross, typed + adjusted);
    }

    #[test]
    fn an_adjustment_is_shared_out_to_the_last_unit(paper in papers()) {
        let totals = reckon(&paper).expect("it fits");

        let whole: i64 = totals.lines.iter().map(|line| line.amount).sum();
        for (one, total) in paper.adjustments.iter().zip(&totals.adjustments) {
            prop_assert_eq!(total.amount, total.shares.iter().map(|share| share.amount).sum::<i64>());
            if let Measure::Amount(amount) = one.measure && (whole != 0 || one.tax.is_some()) {
                prop_assert_eq!(total.amount.abs(), amount.abs());
            }
        }
    }

    #[test]
    fn rounded_lines_move_the_vat_by_no_more_than_they_can(lines in lines()) {
        let lines: Vec<Line> = lines.into_iter().map(|line| Line { tax: taxed(20), discount: None, ..line }).collect();
        let totals = reckon(&paper(Entry::Net, lines.clone())).expect("it fits");

        // In 10^-10 of a minor unit: what the lines are exactly, and what the VAT on that would be.
        let exact: i128 = lines.iter().map(|line| i128::from(line.quantity.0) * i128::from(line.price.0)).sum();
        let on_exact = number::round(exact * 200_000, 10_000_000_000 * 1_000_000).expect("it fits");
        let is_exact = exact == i128::from(totals.net) * 10_000_000_000;
        // A fifth of half a unit for each line, rounded up.
        let most = if is_exact { 0 } else { (lines.len() as i64 + 9) / 10 };
        prop_assert!((totals.vat - on_exact).abs() <= most);
    }

    #[test]
    fn every_explanation_ends_in_its_figure(paper in papers()) {
        let totals = reckon(&paper).expect("it fits");

        let net = explain(&paper, &totals, Figure::Net);
        prop_assert_eq!(net.last(), Some(&Step::Sum { amount: totals.net }));
        for group in &totals.groups {
            let ends_well = matches!(
                explain(&paper, &totals, Figure::Vat(group.tax)).last(),
                Some(Step::Vat { amount, .. }) if *amount == group.vat
            );
            prop_assert!(ends_well);
        }
    }

    #[test]
    fn no_number_makes_it_panic(
        quantity: i64, price: i64, off: i64, charge: i64, percent: i64, is_gross: bool, step: i64,
    ) {
        let discount = Some(Measure::Amount(off));
        let (quantity, price) = (Quantity(quantity), UnitPrice(price));
        let tax = Tax::new(Category::S, Percent(percent.rem_euclid(1_000_001)));
        let lines = vec![Line { quantity, price, discount, tax }; 2];
        let adjustments = vec![Adjustment { side: Side::Charge, measure: Measure::Amount(charge), tax: None }];
        let entry = if is_gross { Entry::Gross } else { Entry::Net };

        let _ = reckon(&Paper { currency: currency("BHD"), entry, lines, adjustments, step });
    }
}
