use super::model::State;
use crate::billing::invoices;

#[test]
fn a_pro_forma_stands_where_its_invoice_stands() {
    assert_eq!(State::of(Some(invoices::State::Draft)), State::Open);
    assert_eq!(State::of(Some(invoices::State::Issued)), State::Invoiced);
    assert_eq!(State::of(Some(invoices::State::Voided)), State::Invoiced);
    assert_eq!(State::of(None), State::Withdrawn);
}

#[test]
fn only_an_open_one_is_taken_back() {
    assert_eq!(State::Open.withdrawn().unwrap(), State::Withdrawn);
    assert!(State::Invoiced.withdrawn().is_err());
    assert!(State::Withdrawn.withdrawn().is_err());
}
