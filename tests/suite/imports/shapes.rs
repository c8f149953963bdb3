//! What real files look like, and what becomes of it.

use super::desk::{bring_in, check, contacts, count, step, targets, upload};
use crate::support::App;

#[tokio::test(flavor = "multi_thread")]
async fn the_line_with_which_excel_names_its_separator_is_no_row() {
    let app = App::start();

    let report = bring_in(&app, "sep=;\r\nFirst name;E-mail\r\nAmelia;amelia@hart.example\r\n").await;

    assert_eq!(count(&report, "new"), 1);
    assert!(contacts(&app).await.contains("Amelia"));
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_of_one_name_are_all_read() {
    let app = App::start();

    let file = "First name,Phone,Phone\nAmelia,+44 7700 900418,+44 7700 900419\n";
    bring_in(&app, file).await;

    let list = contacts(&app).await;
    assert!(list.contains("+44 7700 900418; +44 7700 900419"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_a_header_is_read_by_its_values() {
    let app = App::start();

    let path = upload(&app.owner(), "Amelia Hart,amelia@hart.example\nOwen Price,owen@price.example\n").await;
    let guessed = targets(&app.owner().get(&path).await.expect(200));
    check(&app, &path).await;
    let report = step(&app, &path, "run", &[]).await;

    assert_eq!(guessed, ["full-name", "email.work"]);
    assert_eq!(count(&report, "new"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn three_hundred_columns_are_no_trouble() {
    let app = App::start();
    let (names, values): (Vec<String>, Vec<String>) =
        (0..299).map(|column| (format!("Field {column}"), format!("value {column}"))).unzip();
    let file = format!("First name,{}\nAmelia,{}\n", names.join(","), values.join(","));

    let report = bring_in(&app, file).await;

    assert_eq!(count(&report, "new"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_columns_than_anybody_has_are_refused_in_words() {
    let app = App::start();
    let names: Vec<String> = (0..501).map(|column| format!("Field {column}")).collect();

    let page = super::desk::send(&app.owner(), "contact", "wide.csv", names.join(",").as_bytes()).await;

    page.expect(422).expect_text("The file has more than 500 columns");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cell_may_have_lines_and_quotes() {
    let app = App::start();

    let file = "First name,Notes\nAmelia,\"Called, said:\n\"\"not before May\"\"\"\nOwen,\n";
    let report = bring_in(&app, file).await;
    let list = app.owner().get("/w/acme/contacts").await.expect(200);
    let link = list.body.split("href=\"").find(|link| link.contains(">Amelia</a>")).unwrap();
    let page = app.owner().get(link.split('"').next().unwrap()).await.expect(200);

    assert_eq!(count(&report, "new"), 2);
    page.expect_text("not before May");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_a_spreadsheet_spoilt_makes_the_row_bad() {
    let app = App::start();

    let report = bring_in(&app, "First name;Phone\nAmelia;1,2E+09\nOwen;0888 123 456\n").await;

    assert_eq!((count(&report, "new"), count(&report, "bad")), (1, 1));
    report.expect_text("Phone: a spreadsheet has turned this phone into a large number");
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_rows_come_back_as_they_were_with_the_reason_and_without_formulas() {
    let app = App::start();
    let file =
        "Ref 2;First name;E-mail\n=HYPERLINK(\"x\");Amelia;amelia(at)hart\n2;Owen;owen@price.example\n";
    let path = upload(&app.owner(), file).await;
    check(&app, &path).await;

    let errors = app.owner().get(&format!("{path}/errors.csv")).await.expect(200);

    let lines: Vec<&str> = errors.body.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}Ref 2,First name,E-mail,Reason");
    assert!(lines[1].starts_with("\"'=HYPERLINK(\"\"x\"\")\",Amelia,amelia(at)hart,"), "{}", lines[1]);
    assert!(lines[1].contains("E-mail: "), "{}", lines[1]);
    assert_eq!(lines.len(), 2);
    assert_eq!(errors.header("content-disposition"), Some("attachment; filename=\"errors-people.csv\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_imports_at_once_the_second_finds_whom_the_first_made() {
    let app = App::start();
    let one = upload(&app.owner(), "First name,E-mail,Job title\nAmelia,amelia@hart.example,\n").await;
    let other = upload(&app.owner(), "First name,E-mail,Job title\nAmelia,Amelia@hart.example,Buyer\n").await;
    let promised = [check(&app, &one).await, check(&app, &other).await];

    let first = step(&app, &one, "run", &[]).await;
    let second = step(&app, &other, "run", &[]).await;

    assert_eq!(promised.map(|page| count(&page, "new")), [1, 1]);
    assert_eq!(count(&first, "new"), 1);
    assert_eq!((count(&second, "new"), count(&second, "update")), (0, 1));
    let list = contacts(&app).await;
    assert_eq!(list.lines().count(), 2);
    assert!(list.contains("Buyer"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_on_which_another_product_got_somebody_is_kept() {
    let app = App::start();

    let file =
        "First name,Created\nAmelia,31.12.2024\nOwen,01.02.2024 10:15\nPetra,long ago\nIna,31.12.2199\n";
    let report = bring_in(&app, file).await;
    let list = app.owner().get("/w/acme/contacts?sort=added").await.expect(200);

    assert_eq!(count(&report, "new"), 4);
    let place = |name: &str| list.body.find(&format!(">{name}</a>")).unwrap();
    let days = app
        .installation
        .db
        .read(&app.acme().actor(), |view| {
            view.all(
                "SELECT first_name || ' ' || date(created_at / 1000, 'unixepoch') AS line
                 FROM contact
                 WHERE workspace_id = :workspace
                 ORDER BY id",
                rusqlite::named_params! { ":workspace": view.workspace() },
                |row| row.get::<_, String>("line"),
            )
        })
        .unwrap();
    assert_eq!(days, ["Amelia 2024-12-31", "Owen 2024-02-01", "Petra 2026-03-02", "Ina 2026-03-02"]);
    assert!(place("Amelia") < place("Owen"));
}

const KNOWN: &str = "First name,Last name,E-mail\nAmelia,Harrington,amelia@hart.example\n";
const LIKE: &str = "First name,Last name\nAmelia,Harringtonn\nOwen,Price\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_row_that_looks_like_somebody_known_says_so_and_is_added() {
    let app = App::start();
    bring_in(&app, KNOWN).await;

    let path = upload(&app.owner(), LIKE).await;
    let checked = check(&app, &path).await;
    let listed = app.owner().get(&format!("{path}?fate=alike")).await.expect(200);
    let report = step(&app, &path, "run", &[]).await;

    assert_eq!(count(&checked, "new"), 2);
    checked.expect_text("1 new row has nearly the name of a record that you have.");
    assert!(listed.body.contains("looks like <a href=\"/w/acme/contacts/"), "{}", listed.body);
    listed.expect_text(">Amelia Harrington</a>").expect_no_text("Owen");
    assert_eq!(count(&report, "new"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_look_like_somebody_known_are_left_out_if_one_wishes() {
    let app = App::start();
    bring_in(&app, KNOWN).await;
    let path = upload(&app.owner(), LIKE).await;
    check(&app, &path).await;

    let checked = step(&app, &path, "rules", &[("alike", "pass")]).await;
    let report = step(&app, &path, "run", &[]).await;

    for page in [checked, report] {
        assert_eq!((count(&page, "new"), count(&page, "left out")), (1, 1));
    }
    assert!(!contacts(&app).await.contains("Harringtonn"));
}
