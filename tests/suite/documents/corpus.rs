//! The corpus that the tests from outside hold against the rules of EN 16931.

use std::collections::BTreeSet;
use std::path::Path;

use kantora::billing::documents::{Document, views::einvoice};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::strategy;

/// How many papers it holds.
const PAPERS: usize = 500;

#[test]
fn a_corpus_of_every_kind_is_written() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();

    for place in 0..PAPERS {
        let draft = strategy::draft().new_tree(&mut runner).unwrap().current();
        let document = Document::compose(draft).unwrap();
        let refused = document.electronic();
        assert!(refused.is_empty(), "{place}: {refused}");
        let again = Document::from_json(&document.to_json().unwrap()).unwrap();
        assert_eq!(again, document);
        assert!(again.is_sound());

        seen.extend(document.sums().groups.iter().map(|group| group.tax.category.code()));
        seen.insert(document.sums().currency.code());
        std::fs::write(folder.join(format!("{place:03}.ubl.xml")), einvoice::ubl(&document).unwrap())
            .unwrap();
        std::fs::write(folder.join(format!("{place:03}.cii.xml")), einvoice::cii(&document).unwrap())
            .unwrap();
    }

    let wanted = ["AE", "BHD", "CHF", "E", "EUR", "G", "GBP", "JPY", "K", "O", "S", "USD", "Z"];
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), wanted);
}
