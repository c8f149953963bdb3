//! What becomes of a row that is understood and whose meeting is known.

use super::facts::{Facts, Remark, Said};
use super::fate::Fate;
use super::rules::{Area, Choice, Mode, Rules};

/// A record that a row meets.
#[derive(Debug, Clone, PartialEq)]
pub struct Known<F> {
    /// What is known.
    pub facts: F,
    /// Its notes.
    pub notes: Vec<String>,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed<F> {
    /// Create, update, same or passed.
    pub fate: Fate,
    /// The record as it is to be.
    pub facts: F,
    /// The notes to be added.
    pub remarks: Vec<Remark>,
}

/// Decides about a row that meets nobody or one record.
pub fn decide<F: Facts>(said: &Said<F>, known: Option<&Known<F>>, rules: &Rules) -> Deed<F> {
    match known {
        None => {
            let mut facts = said.facts.clone();
            facts.give(&rules.givens);
            let fate = if rules.mode == Mode::UpdateOnly { Fate::Passed } else { Fate::Create };
            Deed { fate, facts, remarks: said.remarks.clone() }
        }
        Some(known) => {
            let mut facts = known.facts.clone();
            facts.apply(said, rules);
            facts.mark(&rules.givens.tags);
            let is_new = |remark: &&Remark| !known.notes.iter().any(|note| note.trim() == remark.body.trim());
            let remarks: Vec<Remark> = match rules.choice(Area::Notes) {
                Choice::Keep => Vec::new(),
                _ => said.remarks.iter().filter(is_new).cloned().collect(),
            };
            let fate = match rules.mode {
                Mode::CreateOnly => Fate::Passed,
                _ if facts == known.facts && remarks.is_empty() => Fate::Same,
                _ => Fate::Update,
            };
            Deed { fate, facts, remarks }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::Givens;
    use super::*;
    use crate::base::{CompanyId, Country, Fields};
    use crate::crm::activities::NoteKind;
    use crate::crm::contacts::ContactInput;
    use crate::crm::points::Kind;

    fn person(pairs: &[(&str, &str)]) -> ContactInput {
        let fields = pairs.iter().fold(Fields::new(), |fields, (name, value)| fields.with(*name, *value));
        let country: Country = "BG".parse().unwrap();
        ContactInput::parse(&fields, country).unwrap()
    }

    fn said(pairs: &[(&str, &str)]) -> Said<ContactInput> {
        Said { facts: person(pairs), ..Said::default() }
    }

    fn known(pairs: &[(&str, &str)]) -> Known<ContactInput> {
        Known { facts: person(pairs), notes: Vec::new() }
    }

    const ANN: &[(&str, &str)] =
        &[("first_name", "Ann"), ("job_title", "Buyer"), ("email", "ann@hart.example"), ("tags", "VIP")];

    #[test]
    fn a_row_that_says_what_is_known_changes_nothing() {
        let deed = decide(&said(ANN), Some(&known(ANN)), &Rules::default());

        assert_eq!(deed.fate, Fate::Same);
    }

    #[test]
    fn empty_cells_change_nothing_and_lists_grow() {
        let row = said(&[("first_name", "Ann"), ("email", "new@hart.example"), ("tags", "Fair")]);

        let deed = decide(&row, Some(&known(ANN)), &Rules::default());

        assert_eq!(deed.fate, Fate::Update);
        assert_eq!(deed.facts.job_title, "Buyer");
        assert_eq!(deed.facts.tags, ["Fair", "VIP"]);
        assert_eq!(deed.facts.points.of(Kind::Email).count(), 2);
    }

    #[test]
    fn each_rule_does_what_it_says() {
        let row = said(&[("first_name", "Ann"), ("job_title", "Owner"), ("email", "new@hart.example")]);
        let with = |area, choice| Rules { choices: [(area, choice)].into(), ..Rules::default() };
        let title = |choice| decide(&row, Some(&known(ANN)), &with(Area::JobTitle, choice)).facts.job_title;
        let emails = |choice| {
            let deed = decide(&row, Some(&known(ANN)), &with(Area::Emails, choice));
            deed.facts.points.of(Kind::Email).map(|point| point.norm.clone()).collect::<Vec<_>>()
        };

        assert_eq!(title(Choice::Keep), "Buyer");
        assert_eq!(title(Choice::Fill), "Buyer");
        assert_eq!(title(Choice::Overwrite), "Owner");
        assert_eq!(emails(Choice::Keep), ["ann@hart.example"]);
        assert_eq!(emails(Choice::Fill), ["ann@hart.example"]);
        assert_eq!(emails(Choice::Overwrite), ["new@hart.example"]);
        assert_eq!(emails(Choice::Append), ["ann@hart.example", "new@hart.example"]);
    }

    #[test]
    fn what_was_asked_once_goes_to_new_records_and_tags_to_all() {
        let givens = Givens {
            source: "Fair".into(),
            basis: "interest".into(),
            tags: vec!["Fair 2026".into()],
            ..Givens::default()
        };
        let rules = Rules { givens, ..Rules::default() };

        let new = decide(&said(ANN), None, &rules);
        let old = decide(&said(ANN), Some(&known(ANN)), &rules);

        assert_eq!((new.fate, new.facts.source.as_str()), (Fate::Create, "Fair"));
        assert!(new.facts.basis.is_some());
        assert_eq!((old.fate, old.facts.source.as_str()), (Fate::Update, ""));
        assert_eq!(old.facts.tags, ["Fair 2026", "VIP"]);
    }

    #[test]
    fn modes_leave_out_what_they_say() {
        let mode = |mode| Rules { mode, ..Rules::default() };

        assert_eq!(decide(&said(ANN), None, &mode(Mode::UpdateOnly)).fate, Fate::Passed);
        assert_eq!(decide(&said(ANN), Some(&known(ANN)), &mode(Mode::CreateOnly)).fate, Fate::Passed);
        assert_eq!(decide(&said(ANN), None, &mode(Mode::CreateOnly)).fate, Fate::Create);
    }

    #[test]
    fn a_company_that_is_known_by_its_number_keeps_its_name() {
        let mut old = known(ANN);
        (old.facts.company, old.facts.company_id) = ("Hart & Sons".into(), Some(CompanyId::new(4)));
        let mut row = said(ANN);
        (row.facts.company, row.facts.company_id) = ("HART AND SONS".into(), Some(CompanyId::new(4)));

        assert_eq!(decide(&row, Some(&old), &Rules::default()).fate, Fate::Same);
    }

    #[test]
    fn a_note_that_is_there_is_not_written_twice() {
        let mut row = said(ANN);
        row.remarks.push(Remark { kind: NoteKind::Note, body: "Likes maps.".into(), on: None });
        let mut old = known(ANN);

        assert_eq!(decide(&row, Some(&old), &Rules::default()).fate, Fate::Update);
        old.notes.push("Likes maps.\n".into());
        assert_eq!(decide(&row, Some(&old), &Rules::default()).fate, Fate::Same);
    }
}
