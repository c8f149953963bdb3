//! What is known of the libraries: `tests/advisories.py` finds the known holes of locked versions, and
//! `tests/suite/advisories.csv` says of each that stays why it is none of ours.

use super::source::{expect_none, expect_only, product, text_of};

/// The locked versions, as `name version`.
fn locked() -> Vec<String> {
    let lock: toml::Table = text_of("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let word = |package: &toml::Value, key: &str| package[key].as_str().unwrap().to_owned();
    packages.iter().map(|package| format!("{} {}", word(package, "name"), word(package, "version"))).collect()
}

#[test]
fn every_answer_is_about_a_version_that_is_locked() {
    let (text, locked) = (text_of("tests/suite/advisories.csv"), locked());
    let mut reader = csv::Reader::from_reader(text.as_bytes());

    let mut offences = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let (id, library, answer) = (&record[0], format!("{} {}", &record[1], &record[2]), &record[3]);
        if !locked.contains(&library) {
            offences.push(format!("{id}: {library} is not locked: look at it anew"));
        }
        if answer.is_empty() {
            offences.push(format!("{id}: {library} has no answer"));
        }
    }
    expect_none("answers about libraries", &offences);
}

#[test]
fn every_library_is_locked_with_its_sum_and_comes_from_the_registry() {
    let lock: toml::Table = text_of("Cargo.lock").parse().unwrap();

    let loose: Vec<String> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| package["name"].as_str() != Some("kantora"))
        .filter(|package| package.get("checksum").is_none())
        .map(|package| package["name"].as_str().unwrap().to_owned())
        .collect();

    expect_none("libraries without a sum", &loose);
}

#[test]
fn xml_is_read_only_where_it_is_bounded_and_by_the_mended_reader() {
    let offences: Vec<(String, String)> = product()
        .iter()
        .flat_map(|source| {
            let named = source.code.iter().filter(|token| token.is("Xml") || token.is("quick_xml"));
            named.map(|token| (source.path.clone(), source.at(token))).collect::<Vec<_>>()
        })
        .collect();

    let measured = [
        ("src/across/transfer/model/unfold/ods.rs", "parts that were measured before"),
        ("src/billing/documents/views/einvoice/xml.rs", "only written"),
        ("src/billing/statements/model/camt.rs", "at most ten megabytes, sixty deep, nothing defined in it"),
        ("src/workspace/rates/model/published.rs", "answers of at most a megabyte, by the same reader"),
    ];
    expect_only("XML, whose older readers have known holes", &offences, &measured);
}
