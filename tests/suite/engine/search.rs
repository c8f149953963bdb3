//! Finding by words, in both alphabets.

use kantora::base::text::fold;
use kantora::base::{Result, SubjectId};
use kantora::platform::{Lane, Tx, search_index};

use proptest::prelude::*;

use crate::support::{self, Installation, Workspace};

#[test]
fn a_name_is_found_in_both_alphabets_by_its_start_and_by_its_middle() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let cyrillic = put(&machines, &workspace, &["Георги Иванов", "georgi@firma.example"]);
    let latin = put(&machines, &workspace, &["Ana Ivanova"]);
    let nobody = put(&machines, &workspace, &["Жълт Прилеп"]);

    for query in ["ivanov", "ИВАНОВ", "Иван", "iv", "и", "vano", "вано"] {
        let found = find(&machines, &workspace, query);
        assert!(found.contains(&cyrillic) && found.contains(&latin), "{query}: {found:?}");
        assert!(!found.contains(&nobody), "{query}: {found:?}");
    }
}

#[test]
fn every_word_of_the_question_has_to_be_there_in_any_order() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let georgi = put(&machines, &workspace, &["Георги Иванов", "София"]);
    put(&machines, &workspace, &["Ана Иванова", "Пловдив"]);

    for query in ["ivanov georgi", "ге ив", "sofia ivanov", "vanov со", "eorgi vanov"] {
        assert_eq!(find(&machines, &workspace, query), [georgi], "{query}");
    }
    assert!(find(&machines, &workspace, "georgi plovdiv").is_empty());
}

#[test]
fn fragments_of_addresses_and_digits_of_telephones_are_found() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let subject = put(&machines, &workspace, &["Ana", "ana.petrova@firma.example", "+359 88 812-3456"]);

    for query in
        ["petrova@fir", "@firma", "firma.ex", "0888123456", "088 812", "+359 888", "123456", "812 34 56"]
    {
        assert_eq!(find(&machines, &workspace, query), [subject], "{query}");
    }
}

#[test]
fn starts_of_words_come_before_substrings() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let inside = put(&machines, &workspace, &["Stoyanova"]);
    let start = put(&machines, &workspace, &["Yanov"]);
    let inside_too = put(&machines, &workspace, &["Kostoyanov"]);

    let found = find(&machines, &workspace, "yanov");

    assert_eq!(found[0], start);
    assert_eq!(found.len(), 3);
    assert!(found.contains(&inside) && found.contains(&inside_too));
}

#[test]
fn a_record_with_many_words_of_one_start_is_found_once_and_hides_nobody() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let words: Vec<String> = (10..99).map(|number| format!("iva{number}")).collect();
    let crowd = put(&machines, &workspace, &[&words.join(" ")]);
    let last = put(&machines, &workspace, &["Ivo"]);

    assert_eq!(find(&machines, &workspace, "iv"), [crowd, last]);
}

#[test]
fn a_record_is_found_under_its_newest_texts_only_and_not_after_it_was_taken_out() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    let subject = put(&machines, &workspace, &["Acme"]);

    write(&machines, &workspace, move |tx| search_index::put(tx, subject, &["Ajax"]));
    let under_the_old = find(&machines, &workspace, "acme");
    let under_the_new = find(&machines, &workspace, "ajax");
    write(&machines, &workspace, move |tx| search_index::remove(tx, subject));
    write(&machines, &workspace, move |tx| search_index::remove(tx, subject));

    assert!(under_the_old.is_empty());
    assert_eq!(under_the_new, [subject]);
    assert!(find(&machines, &workspace, "ajax").is_empty());
}

#[test]
fn another_workspace_finds_nothing_of_ours_and_hides_nothing_from_us() {
    let machines = support::machines();
    let (ours, theirs) =
        (support::workspace_named(&machines, "ours"), support::workspace_named(&machines, "theirs"));
    for number in 0..50 {
        put(&machines, &theirs, &[&format!("Ivanov {number}")]);
    }
    let subject = put(&machines, &ours, &["Ivanov"]);

    for query in ["ivanov", "vano", "iv"] {
        assert_eq!(find(&machines, &ours, query), [subject], "{query}");
        assert_eq!(find(&machines, &theirs, query).len(), 20, "{query}");
    }
}

#[test]
fn a_question_of_signs_only_or_of_query_syntax_finds_nothing_and_breaks_nothing() {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    put(&machines, &workspace, &["Acme"]);

    for query in
        ["", "   ", "\"", "***", "@", "-", "NEAR(", "place : acme", "' OR 1", "\u{0}", "%", "acme\" OR \"x"]
    {
        assert!(find(&machines, &workspace, query).is_empty(), "{query}");
    }
}

fn put(machines: &Installation, workspace: &Workspace, texts: &[&str]) -> SubjectId {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    write(machines, workspace, move |tx| {
        let id =
            tx.insert("INSERT INTO subject (workspace_id, kind) VALUES (?1, 'contact')", [tx.workspace()])?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        search_index::put(tx, SubjectId::new(id), &texts)?;
        Ok(SubjectId::new(id))
    })
}

fn find(machines: &Installation, workspace: &Workspace, query: &str) -> Vec<SubjectId> {
    machines.db.read(&workspace.actor(), |view| search_index::find(view, query, 20)).unwrap()
}

fn write<T: Send + 'static>(
    machines: &Installation,
    workspace: &Workspace,
    act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
) -> T {
    machines.db.write_blocking(&workspace.actor(), Lane::Interactive, act).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever stands in a text, any three letters of one of its words find it, and so does any start.
    #[test]
    fn every_piece_of_a_word_finds_its_record(
        words in proptest::collection::vec("[а-яa-z0-9]{1,12}", 1..5),
        picked in any::<proptest::sample::Index>(),
        from in any::<proptest::sample::Index>(),
    ) {
        let machines = support::machines();
        let workspace = support::workspace(&machines);
        let texts: Vec<&str> = words.iter().map(String::as_str).collect();
        let subject = put(&machines, &workspace, &texts);
        let word: Vec<char> = fold(&words[picked.index(words.len())]).chars().collect();

        let start: String = word[..1 + from.index(word.len())].iter().collect();
        let piece: String = word[from.index(word.len())..].iter().collect();

        prop_assert_eq!(find(&machines, &workspace, &start), [subject], "start {}", start);
        if piece.chars().count() >= 3 {
            prop_assert_eq!(find(&machines, &workspace, &piece), [subject], "piece {}", piece);
        }
    }
}
