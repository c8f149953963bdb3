//! What pages cannot show: which index a question walks, and that the database itself keeps unique values apart.

use super::actions;
use super::model::{NewField, Value, Values};
use super::store;
use crate::base::{
    AccountId, Actor, At, Day, Door, Error, FieldId, Fields, MemberId, Result, Role, SubjectId, SubjectKind,
    WorkspaceId,
};
use crate::crm::subjects;
use crate::platform::{Clock, Db, Lane, Tx, View, migrate};

/// A database with one workspace and its owner.
struct Office {
    db: Db,
    actor: Actor,
    _folder: tempfile::TempDir,
}

impl Office {
    fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kantora.db");
        let clock = Clock::hand(At(1_772_445_600_000));
        migrate::run(&path, &clock).unwrap();
        let db = Db::open(&path, clock).unwrap();
        let found = |tx: &Tx| {
            tx.execute(
                "INSERT INTO workspace (id, slug, name, country, currency, zone, language, phone_country, created_at, updated_at)
                 VALUES (1, 'acme', 'Acme', 'BG', 'EUR', 'Europe/Sofia', 'en', 'BG', 0, 0)",
                [],
            )?;
            tx.execute(
                "INSERT INTO account (id, email, email_norm, name, password_hash, created_at, updated_at)
                 VALUES (1, 'o@example.com', 'o@example.com', 'Olga', '', 0, 0)",
                [],
            )?;
            tx.execute(
                "INSERT INTO member (id, workspace_id, account_id, role, created_at) VALUES (1, 1, 1, 'owner', 0)",
                [],
            )
        };
        db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, found).unwrap();
        let actor =
            Actor::member(Door::Page, AccountId::new(1), WorkspaceId::new(1), MemberId::new(1), Role::Owner);
        Office { db, actor, _folder: folder }
    }

    fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.db.write_blocking(&self.actor, Lane::Interactive, act)
    }

    fn read<T>(&self, question: impl FnOnce(&View) -> Result<T>) -> T {
        self.db.read(&self.actor, question).unwrap()
    }

    /// The plan of a statement, a line a step.
    fn plan(&self, sql: &str) -> String {
        let names = [":workspace", ":subject", ":field", ":number", ":folded"];
        let bound = names.into_iter().fold(sql.to_owned(), |sql, name| sql.replace(name, "1"));
        let plan = self.read(|view| {
            view.all(&format!("EXPLAIN QUERY PLAN {bound}"), [], |row| row.get::<_, String>("detail"))
        });
        plan.join("\n")
    }

    /// A field of contacts.
    fn field(&self, kind: &str, label: &str) -> FieldId {
        let typed = Fields::new()
            .with("record", "contact")
            .with("kind", kind)
            .with("label", label)
            .with("unique", "1")
            .with("options", "Oak\nAsh");
        let new = NewField::parse(&typed).unwrap();
        self.write(move |tx| actions::add(tx, &new)).unwrap()
    }

    fn subject(&self) -> SubjectId {
        self.write(|tx| subjects::store::insert(tx, SubjectKind::Contact)).unwrap()
    }
}

fn one(field: FieldId, value: Value) -> Values {
    let mut values = Values::default();
    values.set(field, Some(value));
    values
}

#[test]
fn values_are_stored_as_they_are() {
    let office = Office::open();
    let (text, day, woods) =
        (office.field("text", "Number"), office.field("day", "Born"), office.field("choices", "Woods"));
    let subject = office.subject();
    let options = office.read(|view| store::find(view, woods)).options;
    let mut values = one(text, Value::Text("Кл-017".into()));
    values.set(day, Some(Value::Day("2026-02-28".parse::<Day>().unwrap())));
    values.set(woods, Some(Value::Choices(options.iter().map(|option| option.id).collect())));
    let saved = values.clone();

    office.write(move |tx| actions::save(tx, subject, &saved)).unwrap();

    assert_eq!(office.read(|view| store::values(view, subject)), values);
    let many = office.read(|view| store::of_many(view, &[subject]));
    assert_eq!(many.get(&subject), Some(&values));
}

#[test]
fn a_unique_value_has_one_record_in_any_spelling() {
    let office = Office::open();
    let field = office.field("text", "Number");
    let (one_subject, other) = (office.subject(), office.subject());
    let value = move |text: &str| one(field, Value::Text(text.into()));
    office.write(move |tx| actions::save(tx, one_subject, &value("KL-017"))).unwrap();

    let again = office.write(move |tx| actions::save(tx, one_subject, &value("Kl-017")));
    let taken = office.write(move |tx| actions::save(tx, other, &value("кл-017")));
    let forced = office.write(move |tx| store::save(tx, other, &value("kl-017"), super::Place::InUse));

    assert!(again.is_ok());
    let Err(Error::Invalid(problems)) = taken else { panic!("it was taken") };
    assert_eq!(problems.on("field.number"), Some("fields-taken"));
    assert!(forced.is_err(), "the database took it");
}

#[test]
fn a_record_in_the_trash_holds_no_value_from_others() {
    let office = Office::open();
    let field = office.field("text", "Number");
    let (one_subject, other) = (office.subject(), office.subject());
    let value = move || one(field, Value::Text("17".into()));
    office.write(move |tx| store::save(tx, one_subject, &value(), super::Place::Away)).unwrap();

    office.write(move |tx| actions::save(tx, other, &value())).unwrap();

    let back = office.write(move |tx| actions::refuse_return(tx, one_subject, &value()));
    assert!(matches!(back, Err(Error::Conflict("fields-taken-meanwhile"))));
}

#[test]
fn a_hundred_fields_are_enough() {
    let office = Office::open();
    for number in 0..100 {
        office.field("text", &format!("Field {number}"));
    }

    let typed = Fields::new().with("record", "contact").with("kind", "text").with("label", "One more");
    let refused = office.write(move |tx| actions::add(tx, &NewField::parse(&typed)?));

    assert!(matches!(refused, Err(Error::Conflict("fields-too-many"))));
}

#[test]
fn values_are_found_by_their_field_in_an_index() {
    let office = Office::open();
    let by_number = "SELECT subject_id FROM field_value
                     WHERE workspace_id = :workspace AND field_id = :field AND number >= :number";
    let by_text = "SELECT subject_id FROM field_value
                   WHERE workspace_id = :workspace AND field_id = :field AND folded >= :folded";
    let of_subject = "SELECT number FROM field_value
                      WHERE workspace_id = :workspace AND subject_id = :subject ORDER BY field_id, number";

    for (sql, index) in [
        (by_number, "field_value_number"),
        (by_text, "field_value_text"),
        (of_subject, "sqlite_autoindex_field_value"),
    ] {
        let plan = office.plan(sql);
        assert!(plan.contains(index) && !plan.contains("TEMP") && !plan.contains("SCAN"), "{plan}");
    }
}
