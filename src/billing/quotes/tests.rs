use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{Event, Pot, State, share_out};
use crate::base::Currency;
use crate::billing::pricing::{Category, Entry, Line, Paper, Percent, Quantity, Tax, UnitPrice, reckon};

/// What every event makes of every state: the table of the specification, written out.
#[test]
fn a_quote_goes_the_ways_of_the_table_and_no_other() {
    let table = [
        (State::Draft, Event::Edit, State::Draft),
        (State::Draft, Event::Send, State::Sent),
        (State::Draft, Event::Withdraw, State::Withdrawn),
        (State::Sent, Event::Revise, State::Superseded),
        (State::Sent, Event::Accept, State::Accepted),
        (State::Sent, Event::AcceptForCustomer, State::Accepted),
        (State::Sent, Event::Decline, State::Declined),
        (State::Sent, Event::Expire, State::Expired),
        (State::Sent, Event::Withdraw, State::Withdrawn),
        (State::Accepted, Event::Invoice, State::Accepted),
        (State::Expired, Event::AcceptForCustomer, State::Accepted),
        (State::Expired, Event::Revise, State::Superseded),
    ];

    for state in State::ALL {
        for event in Event::ALL {
            let wanted = table.iter().find(|(from, by, _)| from == state && *by == event);
            let got = state.after(event).ok();
            assert_eq!(got, wanted.map(|(_, _, to)| *to), "{state:?} {event:?}");
        }
    }
}

fn pot(percent: i64, whole: i64) -> Pot {
    Pot { tax: Tax::new(Category::S, Percent(percent)), whole, left: whole }
}

#[test]
fn a_share_is_split_in_proportion_and_the_last_cents_go_to_the_largest() {
    let pots = [pot(200_000, 20_000), pot(90_000, 10_000), pot(0, 10_001)];

    let shares = share_out(12_000, Entry::Net, &pots);

    assert_eq!(shares, [6001, 2999, 3000]);
    assert_eq!(shares.iter().sum::<i64>(), 12_000);
}

#[test]
fn a_share_moves_by_as_little_as_makes_the_tax_add_up() {
    // 20 % of 0.03 and of 0.03 are a cent each, and of 0.06 one too: the deposit asks for a little more.
    let odd = [pot(200_000, 6)];

    assert_eq!(share_out(3, Entry::Net, &odd), [4]);
    assert_eq!(share_out(3, Entry::Gross, &odd), [3]);
}

#[test]
fn no_share_is_more_than_what_is_left() {
    let spent = Pot { left: 5, ..pot(200_000, 1_000) };

    assert_eq!(share_out(500, Entry::Net, std::slice::from_ref(&spent)), [5]);
    assert_eq!(share_out(500, Entry::Net, &[]), Vec::<i64>::new());
}

/// What lines of those amounts come to, below zero as minus one of them.
fn gross(currency: Currency, entry: Entry, amounts: &[(Tax, i64)]) -> i64 {
    let unit = 10_i64.pow(6 - currency.digits());
    let lines = amounts.iter().map(|(tax, amount)| Line {
        quantity: Quantity(amount.signum() * Quantity::ONE.0),
        price: UnitPrice(amount.abs() * unit),
        discount: None,
        tax: *tax,
    });
    reckon(&Paper { currency, entry, lines: lines.collect(), adjustments: Vec::new(), step: 1 })
        .unwrap()
        .gross
}

proptest! {
    #[test]
    fn all_invoices_of_a_quote_come_to_what_was_accepted(
        code in prop::sample::select(vec!["EUR", "JPY", "BHD"]),
        entry in prop::sample::select(vec![Entry::Net, Entry::Gross]),
        wholes in vec(1_i64..100_000_000, 1..5),
        asked in vec(1_i64..60, 0..5),
    ) {
        let currency: Currency = code.parse().unwrap();
        let rates = [200_000, 90_000, 0, 55_000, 21_000];
        let mut pots: Vec<Pot> = wholes.iter().zip(rates).map(|(whole, rate)| pot(rate, *whole)).collect();
        let accepted: Vec<(Tax, i64)> = pots.iter().map(|pot| (pot.tax, pot.whole)).collect();
        let (mut last, mut invoiced) = (accepted.clone(), 0);

        for percent in asked {
            let wanted = wholes.iter().sum::<i64>() * percent / 100;
            let shares = share_out(wanted, entry, &pots);
            let lines: Vec<(Tax, i64)> = pots.iter().map(|pot| pot.tax).zip(shares.iter().copied()).collect();
            pots.iter_mut().zip(&shares).for_each(|(pot, share)| pot.left -= share);
            last.extend(lines.iter().map(|(tax, share)| (*tax, -share)));
            invoiced += gross(currency, entry, &lines);
        }

        prop_assert!(pots.iter().all(|pot| (0..=pot.whole).contains(&pot.left)));
        prop_assert_eq!(invoiced + gross(currency, entry, &last), gross(currency, entry, &accepted));
    }
}
