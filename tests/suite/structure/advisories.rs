//! What is known of the libraries: each locked version is sound, or we say why its hole is none of ours.
//!
//! `tests/suite/advisories.csv` is made by `tests/advisories.py` from the advisory database of RustSec; the answers in it
//! are our own.

use std::collections::{BTreeMap, BTreeSet};

use semver::{Version, VersionReq};

use super::source::{expect_none, product, text_of};

/// An advisory about a library.
struct Advisory {
    id: String,
    library: String,
    sound: Vec<VersionReq>,
    answer: String,
}

impl Advisory {
    /// Whether it speaks of that version.
    fn is_about(&self, version: &Version) -> bool {
        !self.sound.iter().any(|range| range.matches(version))
    }
}

fn advisories() -> Vec<Advisory> {
    let text = text_of("tests/suite/advisories.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let ranges = record[2].split(" or ").filter(|range| !range.is_empty());
        Advisory {
            id: record[0].to_owned(),
            library: record[1].to_owned(),
            sound: ranges.map(|range| range.parse().unwrap()).collect(),
            answer: record[3].to_owned(),
        }
    });
    rows.collect()
}

/// Every library and its versions, as they are built.
fn locked() -> BTreeMap<String, Vec<Version>> {
    let lock: toml::Table = text_of("Cargo.lock").parse().unwrap();
    let mut locked = BTreeMap::<String, Vec<Version>>::new();
    for package in lock["package"].as_array().unwrap() {
        let (name, version) = (package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
        locked.entry(name.to_owned()).or_default().push(version.parse().unwrap());
    }
    locked
}

#[test]
fn every_locked_library_is_sound_or_answered_for() {
    let locked = locked();

    let mut offences = Vec::new();
    for advisory in advisories().into_iter().filter(|advisory| advisory.answer.is_empty()) {
        let versions = locked.get(&advisory.library).into_iter().flatten();
        offences.extend(
            versions
                .filter(|version| advisory.is_about(version))
                .map(|version| format!("{} {version}: {}", advisory.library, advisory.id)),
        );
    }

    expect_none("libraries with a known hole and no answer", &offences);
}

#[test]
fn the_list_of_advisories_says_nothing_that_is_not_needed() {
    let (advisories, locked) = (advisories(), locked());

    let mut offences = Vec::new();
    for advisory in &advisories {
        match locked.get(&advisory.library) {
            None => offences.push(format!("{}: {} is not built", advisory.id, advisory.library)),
            Some(versions)
                if advisory.answer.is_empty() || versions.iter().any(|one| advisory.is_about(one)) => {}
            Some(_) => {
                offences.push(format!("{}: {} is sound, the answer can go", advisory.id, advisory.library))
            }
        }
    }
    expect_none("needless lines of the list", &offences);

    let ids: BTreeSet<&str> = advisories.iter().map(|advisory| advisory.id.as_str()).collect();
    assert_eq!(ids.len(), advisories.len(), "an advisory stands in the list twice");
    assert!(advisories.len() > 50, "the list has only {} lines", advisories.len());
}

#[test]
fn no_xml_is_read() {
    let offences: Vec<String> = product()
        .iter()
        .flat_map(|source| {
            let named = source.code.iter().filter(|token| token.is("Xml") || token.is("quick_xml"));
            named.map(|token| source.at(token)).collect::<Vec<_>>()
        })
        .collect();

    expect_none("XML, whose reader has known holes", &offences);
}
