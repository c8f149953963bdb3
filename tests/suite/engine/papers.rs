//! Issued papers: numbered without a gap, never changed, and what is tampered with shows.

use std::time::Duration;

use kantora::base::{Day, Error, InvoiceId, SubjectId};
use kantora::billing::invoices::{self, Damage, DraftInput, Kind, State};
use kantora::billing::payments::{self, PaymentInput};
use kantora::platform::{Clock, Db, Lane, Tx};
use rusqlite::Connection;

use crate::support::{self, Installation, Workspace, bills};

const UNLOCK: &str = "PRAGMA foreign_keys = OFF; DROP TRIGGER invoice_stays; DROP TRIGGER invoice_remains;
    DROP TRIGGER invoice_line_stays; DROP TRIGGER invoice_line_remains; DROP TRIGGER invoice_line_comes;";

/// What is changed behind the triggers of the second paper of four.
const CHANGES: [&str; 33] = [
    "state = 'voided'",
    "state = 'draft'",
    "kind = 'debit_note'",
    "customer_id = customer_id + 100",
    "deal_id = 7",
    "of_invoice_id = 1",
    "currency = 'USD'",
    "entry = 'gross'",
    "terms = 'days 60'",
    "supplied_on = '2026-01-01'",
    "buyer_order = 'PO 1'",
    "buyer_reference = 'Ana'",
    "note = 'Thanks'",
    "reason = 'Broken'",
    "voids = 1",
    "sort_on = '2020-01-01'",
    "series = 'others'",
    "number = '0000009999'",
    "place = 99",
    "issued_on = '2020-01-01'",
    "taxed_on = '2020-01-01'",
    "due_on = '2020-01-01'",
    "net = net + 1",
    "vat = vat + 1",
    "gross = gross - 1",
    "due = due - 1",
    "document = replace(document, 'Advice', 'Advise')",
    "seq = 99",
    "prev_hash = zeroblob(32)",
    "hash = zeroblob(32)",
    "version = version + 1",
    "issued_at = issued_at + 1",
    "voided_at = 1",
];

#[test]
fn papers_are_numbered_in_turn_and_their_chain_is_whole() {
    let (machines, workspace) = machines();

    let ids = papers(&machines, &workspace, 4);

    let numbers = read_numbers(&machines, &workspace, &ids);
    assert_eq!(numbers, ["0000000001", "0000000002", "0000000003", "0000000004"]);
    assert_eq!(verify(&machines, &workspace), (4, Vec::new()));
}

#[test]
fn the_schema_refuses_to_change_or_remove_what_is_issued() {
    let (machines, workspace) = machines();
    let ids = papers(&machines, &workspace, 2);
    let shell = Connection::open(machines.database()).unwrap();

    // That a paper is voided is the one thing that may come.
    for change in CHANGES.iter().filter(|change| !change.starts_with("state = 'voided'")) {
        let attempt = format!("UPDATE invoice SET {change} WHERE id = {}", ids[1]);
        let refusal = shell.execute(&attempt, []).unwrap_err().to_string();
        assert!(refusal.contains("an issued paper never changes"), "{attempt}: {refusal}");
    }
    for attempt in [
        format!("DELETE FROM invoice WHERE id = {}", ids[1]),
        format!("DELETE FROM invoice_line WHERE invoice_id = {}", ids[1]),
        format!("UPDATE invoice_line SET price = price + 1 WHERE invoice_id = {}", ids[1]),
        format!("UPDATE invoice SET state = 'voided' WHERE id = {}", ids[1]),
        format!(
            "INSERT INTO invoice_line (workspace_id, invoice_id, position, name, about, kind, quantity, unit, price, class_id)
             SELECT workspace_id, invoice_id, 9, name, about, kind, quantity, unit, price, class_id FROM invoice_line
             WHERE invoice_id = {}",
            ids[1]
        ),
    ] {
        assert!(shell.execute(&attempt, []).unwrap_err().to_string().contains("an issued paper"), "{attempt}");
    }
    assert_eq!(verify(&machines, &workspace), (2, Vec::new()));
}

#[test]
fn whatever_is_changed_behind_the_triggers_is_named() {
    let (machines, workspace) = machines();
    let ids = papers(&machines, &workspace, 4);
    let lines = [
        "name = 'Gift'",
        "quantity = 2",
        "price = price - 1",
        "position = 5",
        "discount = 10000",
        "class_id = 2",
    ];
    let balances =
        ["due = due - 1, balance = balance - 1", "paid = 5", "credited = 5, balance = balance - 5"];
    let of_paper = CHANGES.iter().map(|change| format!("UPDATE invoice SET {change} WHERE id = {}", ids[1]));
    let of_line =
        lines.iter().map(|change| format!("UPDATE invoice_line SET {change} WHERE invoice_id = {}", ids[1]));
    let of_balance = balances.iter().map(|change| {
        format!(
            "PRAGMA ignore_check_constraints = ON; UPDATE invoice_balance SET {change} WHERE invoice_id = {}",
            ids[1]
        )
    });

    for change in of_paper.chain(of_line).chain(of_balance) {
        let (_, damages) = tampered(&machines, &workspace, &change);
        let is_named = damages.iter().any(|damage| damage.place.starts_with(&format!("invoice {} ", ids[1])));
        assert!(is_named, "{change}: {damages:?}");
    }
}

#[test]
fn a_paper_that_is_taken_out_is_missed() {
    let (machines, workspace) = machines();
    let ids = papers(&machines, &workspace, 4);

    for (gone, place) in
        [(ids[1], format!("invoice {} ", ids[2])), (ids[3], "number_series invoices".to_owned())]
    {
        let change = format!(
            "DELETE FROM invoice_balance WHERE invoice_id = {gone}; DELETE FROM invoice_line WHERE invoice_id = {gone};
             DELETE FROM invoice WHERE id = {gone}"
        );
        let (_, damages) = tampered(&machines, &workspace, &change);
        assert!(damages.iter().any(|damage| damage.place.starts_with(&place)), "{place}: {damages:?}");
    }
}

#[test]
fn thirty_two_who_issue_at_once_leave_no_gap_and_no_double() {
    let (machines, workspace) = machines();
    let customer = write(&machines, &workspace, |tx| bills::customer(tx, "Busy")).unwrap();
    let drafts: Vec<InvoiceId> =
        (0..64).map(|_| write(&machines, &workspace, move |tx| draft(tx, customer)).unwrap()).collect();

    std::thread::scope(|scope| {
        for pair in drafts.chunks(2) {
            let (machines, workspace) = (&machines, &workspace);
            scope.spawn(move || {
                for id in pair.iter().copied() {
                    let issue =
                        move |tx: &Tx| invoices::actions::issue(tx, id, 1, invoices::actions::today(tx)?);
                    write(machines, workspace, issue).unwrap();
                }
            });
        }
    });

    let mut numbers = read_numbers(&machines, &workspace, &drafts);
    numbers.sort();
    let wanted: Vec<String> = (1..=64).map(|number| format!("{number:010}")).collect();
    assert_eq!(numbers, wanted);
    assert_eq!(verify(&machines, &workspace), (64, Vec::new()));
}

#[test]
fn a_full_disk_takes_no_number() {
    let (machines, workspace) = machines();
    let customer = write(&machines, &workspace, |tx| bills::customer(tx, "Heavy")).unwrap();
    let limit = |pages: &str| {
        let limit = format!("PRAGMA max_page_count = {pages}");
        write(&machines, &workspace, move |tx| tx.one(&limit, [], |_| Ok(()))).unwrap();
    };
    let issue = || write(&machines, &workspace, move |tx| bills::issue(tx, customer, "12.34"));

    limit("1"); // which SQLite takes for as many as there are
    let (mut ids, mut refused) = (Vec::new(), None);
    for _ in 0..500 {
        match issue() {
            Ok(id) => ids.push(id),
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    limit("1000000");
    ids.extend((0..3).map(|_| issue().unwrap()));

    assert!(matches!(refused, Some(Error::Unavailable("engine-disk-full"))), "{refused:?}");
    let wanted: Vec<String> = (1..=ids.len()).map(|number| format!("{number:010}")).collect();
    assert_eq!(read_numbers(&machines, &workspace, &ids), wanted);
    assert_eq!(verify(&machines, &workspace), (ids.len(), Vec::new()));
}

#[test]
fn what_fails_takes_no_number_and_nothing_is_issued_before_the_last_paper() {
    let (machines, workspace) = machines();
    let customer = write(&machines, &workspace, |tx| bills::customer(tx, "Slow")).unwrap();
    let first = write(&machines, &workspace, move |tx| bills::issue(tx, customer, "10")).unwrap();
    let id = write(&machines, &workspace, move |tx| draft(tx, customer)).unwrap();
    machines.pass(Duration::from_secs(86_400));

    let early = write(&machines, &workspace, move |tx| {
        let today = invoices::actions::today(tx)?;
        invoices::actions::issue(tx, id, 1, Day(today.0.checked_sub(jiff::Span::new().days(9)).unwrap()))
    });
    let ahead = write(&machines, &workspace, move |tx| {
        let today = invoices::actions::today(tx)?;
        invoices::actions::issue(tx, id, 1, Day(today.0.checked_add(jiff::Span::new().days(1)).unwrap()))
    });
    let given_up = write(&machines, &workspace, move |tx| {
        invoices::actions::issue(tx, id, 1, invoices::actions::today(tx)?)?;
        Err::<(), Error>(Error::Conflict("invoices-void-not"))
    });
    write(&machines, &workspace, move |tx| {
        invoices::actions::issue(tx, id, 1, invoices::actions::today(tx)?)
    })
    .unwrap();

    assert!(matches!(early, Err(Error::Invalid(_))), "{early:?}");
    assert!(matches!(ahead, Err(Error::Invalid(_))), "{ahead:?}");
    assert!(given_up.is_err());
    assert_eq!(read_numbers(&machines, &workspace, &[first, id]), ["0000000001", "0000000002"]);
    assert_eq!(verify(&machines, &workspace), (2, Vec::new()));
}

#[test]
fn credit_notes_take_back_no_more_than_was_asked_for() {
    let (machines, workspace) = machines();
    let (customer, id) = write(&machines, &workspace, |tx| {
        let customer = bills::customer(tx, "Fair")?;
        Ok((customer, bills::issue(tx, customer, "100")?))
    })
    .unwrap();
    let credit = move |price: &'static str| {
        move |tx: &Tx| {
            let facts = bills::draft(tx, customer, &[["Advice", "1", price]])?;
            let facts =
                DraftInput { kind: Kind::CreditNote, of: Some(id), reason: "Too much".into(), ..facts };
            let note = invoices::actions::create(tx, facts)?;
            invoices::actions::issue(tx, note, 1, invoices::actions::today(tx)?)?;
            Ok(note)
        }
    };

    let first = write(&machines, &workspace, credit("60")).unwrap();
    let second = write(&machines, &workspace, credit("41"));
    let third = write(&machines, &workspace, credit("40")).unwrap();

    assert!(matches!(second, Err(Error::Invalid(_))), "{second:?}");
    let actor = workspace.actor();
    let found =
        machines.db.read(&actor, |view| invoices::store::find_many(view, &[id, first, third])).unwrap();
    let rests: Vec<i64> = found.iter().map(|one| one.issued.as_ref().unwrap().balance.rest().minor).collect();
    assert_eq!(rests, [0, 0, 0]);
    assert_eq!(verify(&machines, &workspace), (3, Vec::new()));
}

#[test]
fn a_voided_paper_keeps_its_number_and_its_credit_note_takes_it_back() {
    let (machines, workspace) = machines();
    let id = papers(&machines, &workspace, 1)[0];

    let void = move |tx: &Tx| invoices::actions::void(tx, id, 2, "Wrong customer");
    let note = write(&machines, &workspace, void).unwrap();
    let again = write(&machines, &workspace, void);

    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    let found =
        machines.db.read(&workspace.actor(), |view| invoices::store::find_many(view, &[id, note])).unwrap();
    assert_eq!((found[0].state, found[1].state), (State::Voided, State::Issued));
    assert_eq!(found[0].issued.as_ref().unwrap().balance.rest().minor, 0);
    assert_eq!(found[1].issued.as_ref().unwrap().document.head().preceding[0].number, "0000000001");
    assert_eq!(verify(&machines, &workspace), (2, Vec::new()));
    let (_, damages) =
        tampered(&machines, &workspace, &format!("UPDATE invoice SET state = 'issued' WHERE id = {id}"));
    assert_eq!(damages.len(), 1, "{damages:?}");
}

fn machines() -> (Installation, Workspace) {
    let machines = support::machines();
    let workspace = support::workspace(&machines);
    write(&machines, &workspace, bills::ready).unwrap();
    (machines, workspace)
}

fn write<T: Send + 'static>(
    machines: &Installation,
    workspace: &Workspace,
    act: impl FnOnce(&Tx) -> kantora::base::Result<T> + Send + 'static,
) -> kantora::base::Result<T> {
    machines.db.write_blocking(&workspace.actor(), Lane::Interactive, act)
}

fn draft(tx: &Tx, customer: SubjectId) -> kantora::base::Result<InvoiceId> {
    let facts = bills::draft(tx, customer, &[["Advice", "1.5", "40"]])?;
    invoices::actions::create(tx, facts)
}

fn papers(machines: &Installation, workspace: &Workspace, count: usize) -> Vec<InvoiceId> {
    let customer = write(machines, workspace, |tx| bills::customer(tx, "Steady")).unwrap();
    let issue = |_| write(machines, workspace, move |tx| bills::issue(tx, customer, "12.34")).unwrap();
    (0..count).map(issue).collect()
}

fn read_numbers(machines: &Installation, workspace: &Workspace, ids: &[InvoiceId]) -> Vec<String> {
    let found = machines.db.read(&workspace.actor(), |view| invoices::store::find_many(view, ids)).unwrap();
    found.into_iter().map(|one| one.issued.unwrap().number).collect()
}

fn verify(machines: &Installation, workspace: &Workspace) -> (usize, Vec<Damage>) {
    machines.db.read(&workspace.actor(), invoices::store::verify).unwrap()
}

/// What the walk says once that was changed in a copy of the database, behind the triggers.
fn tampered(machines: &Installation, workspace: &Workspace, change: &str) -> (usize, Vec<Damage>) {
    changed(machines, change).read(&workspace.actor(), invoices::store::verify).unwrap()
}

/// A copy of the database in which that was changed behind the triggers.
fn changed(machines: &Installation, change: &str) -> Db {
    let folder = machines.folder().join(format!("copy-{}", kantora::platform::crypto::token()));
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("kantora.db");
    Connection::open(machines.database())
        .unwrap()
        .execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
        .unwrap();
    let shell = Connection::open(&copy).unwrap();
    shell.execute_batch(UNLOCK).unwrap();
    shell.execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {change}")).unwrap();
    Db::open_beside(&copy, Clock::system()).unwrap()
}

#[test]
fn payments_are_never_changed_and_what_is_tampered_with_shows() {
    let (machines, workspace) = machines();
    let id = papers(&machines, &workspace, 1)[0];
    let record = move |tx: &Tx| {
        let today = invoices::actions::today(tx)?;
        let parts = vec![payments::Part { invoice: id, amount: 500 }];
        let (kind, reference, note) = (payments::Kind::Bank, String::new(), String::new());
        payments::actions::record(
            tx,
            &PaymentInput { kind, received_on: today, currency: "EUR".parse()?, parts, reference, note },
        )
    };
    write(&machines, &workspace, record).unwrap();
    let shell = Connection::open(machines.database()).unwrap();
    let changes =
        ["payment SET amount = 600", "payment_part SET amount = 600", "payment SET reference = 'Mine'"];

    for change in changes {
        let refusal = shell.execute(&format!("UPDATE {change}"), []).unwrap_err().to_string();
        assert!(refusal.contains("a payment is undone, never changed"), "{change}: {refusal}");
    }
    for change in [
        "UPDATE payment SET amount = 600",
        "UPDATE payment_part SET amount = 600",
        "UPDATE payment SET undone_at = 1",
        "UPDATE invoice_balance SET paid = 600, balance = balance - 100",
        "DELETE FROM payment_part",
    ] {
        let unlock =
            "DROP TRIGGER payment_stays; DROP TRIGGER payment_part_stays; DROP TRIGGER payment_part_remains;";
        let copy = changed(&machines, &format!("{unlock} {change}"));
        let damages = copy.read(&workspace.actor(), payments::store::verify).unwrap();
        assert!(!damages.is_empty(), "{change}");
    }
    assert_eq!(machines.db.read(&workspace.actor(), payments::store::verify).unwrap(), []);
}
