use jiff::civil::date;

use super::model::Sequence;
use crate::base::Day;
use crate::billing::countries::{Pack, Series};

#[test]
fn a_sequence_writes_its_numbers_as_its_country_does() {
    let day = Day(date(2026, 11, 20));

    let british = Sequence::begun(Pack::Britain, Series::Invoices);
    let bulgarian = Sequence::begun(Pack::Bulgaria, Series::Invoices);

    assert_eq!(british.take(Pack::Britain, Series::Invoices, day).unwrap().number, "INV-0001");
    assert_eq!(bulgarian.take(Pack::Bulgaria, Series::Invoices, day).unwrap().number, "0000000001");
}

#[test]
fn nothing_is_issued_before_the_last_paper() {
    let last_on = Some(Day(date(2026, 11, 20)));
    let sequence = Sequence { last_on, ..Sequence::begun(Pack::Britain, Series::Invoices) };

    assert!(sequence.take(Pack::Britain, Series::Invoices, Day(date(2026, 11, 19))).is_err());
    assert!(sequence.take(Pack::Britain, Series::Invoices, Day(date(2026, 11, 20))).is_ok());
}
