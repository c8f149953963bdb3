//! Files on records: how they come in, who may fetch them, and what is kept out.

use std::io::{Read, Write};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::stream;
use kantora::base::{ContactId, Fields, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::files;
use kantora::crm::tasks::{self, Clocks, TaskInput};
use kantora::platform::queue::{self, Holder};
use kantora::platform::scanner::Scanner;
use kantora::worker;
use poem::http::{Method, header};
use poem::{Body, Request};

use crate::support::{Answer, App, Browser, FORM, form, picture};

/// Ana, a contact of `acme`, looked after by that member or by nobody.
fn ana(app: &App, owner: Option<Role>) -> ContactId {
    let owner = owner.map(|role| {
        let account = app.account(role);
        app.write(move |tx| kantora::workspace::members::maybe_find_of(tx, account)).unwrap().unwrap().id
    });
    let fields = Fields::new().with("first_name", "Ana").with("last_name", "Petrova");
    let input = ContactInput { owner, ..ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap() };
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

/// Adds files to that record as the form does.
async fn add(browser: &Browser<'_>, about: impl std::fmt::Display, files: &[(&str, &[u8])]) -> Answer {
    let act = kantora::platform::crypto::token();
    browser.post_body(&format!("/w/acme/files?about={about}"), FORM, form(&act, files)).await
}

/// The paths of the files on a page, the first one first.
fn paths(page: &Answer) -> Vec<String> {
    let links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter_map(|link| link.strip_suffix("/download")).map(str::to_owned).collect()
}

/// Everything that lies in the data folder for files, drafts too.
fn lying(app: &App) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path.display().to_string()) }
        }
    }
    let mut found = Vec::new();
    for place in ["files", "incoming"] {
        walk(&app.installation.folder().join(place), &mut found);
    }
    found
}

async fn work(app: &App) {
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
}

#[tokio::test]
async fn a_file_is_added_fetched_renamed_removed_and_taken_back() {
    let app = App::start();
    let (owner, ana) = (app.owner(), ana(&app, None));
    let record = format!("/w/acme/contacts/{ana}");
    owner.get(&record).await.expect(200).expect_text("There are no files.");

    let added =
        add(&owner, ana, &[("../Offer.txt", b"Two tables"), ("plan.png", &picture())]).await.expect(303);

    assert!(
        added.location().ends_with("#files") && added.location().contains("count=2"),
        "{}",
        added.location()
    );
    let page =
        owner.follow(&added).await.expect(200).expect_text("added a file").expect_text("2 files are added");
    let listed = paths(&page);
    let [plan, offer] = &listed[..] else { panic!("{}", page.body) };
    assert!(
        page.body.contains(&format!("{plan}/thumbnail"))
            && !page.body.contains(&format!("{offer}/thumbnail"))
    );
    let fetched = owner.get(&format!("{offer}/download")).await.expect(200);
    assert_eq!(fetched.body, "Two tables");
    owner.get("/w/acme/search?q=offer").await.expect(200).expect_text(offer);

    let form = owner.get(&format!("{offer}/edit")).await.expect(200).expect_text("value=\"Offer\"");
    let version = form.hidden("version");
    let renamed = [("version", version.as_str()), ("name", "Offer of May")];
    owner.post(&format!("{offer}/edit"), &renamed).await.expect(303);
    owner.post(&format!("{offer}/edit"), &renamed).await.expect(409).expect_text("Offer of May.txt");
    owner.post(&format!("{offer}/edit"), &[("version", "2"), ("name", " ")]).await.expect(422);

    let removed = owner.post(&format!("{offer}/remove"), &[]).await.expect(303);
    owner.get(&format!("{offer}/download")).await.expect(404);
    let undo = removed.location().split("undo=").nth(1).unwrap().split('#').next().unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{undo}"), &[]).await.expect(303);
    owner.get(&format!("{offer}/download")).await.expect(200);
    owner.get(&record).await.expect(200).expect_text("Offer of May.txt");
}

#[tokio::test]
async fn a_file_leaves_as_an_attachment_in_a_sandbox() {
    let app = App::start();
    let (owner, ana) = (app.owner(), ana(&app, None));
    add(&owner, ana, &[("Оферта.csv", b"a;b"), ("plan.png", &picture())]).await.expect(303);
    let page = owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200);

    for path in paths(&page) {
        let answer = owner.get(&format!("{path}/download")).await.expect(200);
        assert!(answer.header("content-disposition").unwrap().starts_with("attachment; "), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(answer.header("content-security-policy").unwrap().starts_with("sandbox; default-src 'none'"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let plan = paths(&page)[0].clone();
    let small = owner.get(&format!("{plan}/thumbnail")).await.expect(200);
    assert_eq!(small.header("content-type"), Some("image/jpeg"));
    assert!(small.header("content-security-policy").unwrap().starts_with("sandbox"));
}

#[tokio::test]
async fn what_is_not_what_its_name_says_is_refused_with_the_reason() {
    let app = App::start();
    let (owner, ana) = (app.owner(), ana(&app, None));
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let page = b"<!doctype html><script>alert(1)</script>";
    let refused: [(&str, &[u8], &str); 8] = [
        ("logo.svg", svg, "SVG drawings can hold programs"),
        ("logo.png", svg, "not what its name says"),
        ("page.png", page, "not what its name says"),
        ("page.txt", page, "not what its name says"),
        ("setup.exe", b"MZ", "Files of this kind are not taken"),
        ("all.zip", b"PK\x05\x06", "add the files in it one by one"),
        ("sums.xlsm", b"PK\x03\x04", "Documents that can hold programs"),
        ("empty.pdf", b"", "The file is empty"),
    ];

    for (name, bytes, reason) in refused {
        let page = add(&owner, ana, &[(name, bytes)]).await.expect(422);
        page.expect_text(name).expect_text(reason).expect_text("<title>Error: Files");
    }

    assert_eq!(lying(&app), Vec::<String>::new());
    let page = add(&owner, ana, &[("fine.txt", b"Fine"), ("logo.svg", svg)]).await.expect(422);
    assert_eq!(paths(&page).len(), 1, "{}", page.body);
    page.expect_text("fine.txt").expect_text("logo.svg").expect_text("SVG drawings");
    add(&owner, ana, &[]).await.expect(422).expect_text("Choose a file first");
    let many: Vec<(&str, &[u8])> = vec![("a.txt", b"a"); 11];
    add(&owner, ana, &many).await.expect(422).expect_text("at most ten files");
}

/// A request to add a file whose body nobody has whole.
fn streamed(app: &App, path: &str, announced: Option<u64>, body: Body) -> Request {
    let cookies: Vec<String> =
        app.owner().cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path.parse().unwrap())
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookies.join("; "))
        .content_type(FORM);
    if let Some(length) = announced {
        request = request.header(header::CONTENT_LENGTH, length);
    }
    request.body(body)
}

/// The beginning of a form with a text in it that does not end.
fn beginning() -> Vec<u8> {
    let whole = form("act", &[("long.txt", b"x")]);
    let end = b"\r\n--b--\r\n".len();
    whole[..whole.len() - end].to_vec()
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_has_come() {
    const MEGABYTE: usize = 1 << 20;
    let app = App::configured(|config| config.limits.upload = MEGABYTE as u64);
    let path = format!("/w/acme/files?about={}", ana(&app, None));
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = sent.clone();
    let endless = stream::unfold(beginning(), move |piece| {
        let counted = counted.clone();
        async move {
            let total = counted.fetch_add(piece.len(), Ordering::Relaxed);
            (total < 10_000 * MEGABYTE).then(|| (Ok::<_, std::io::Error>(piece), vec![b'x'; MEGABYTE]))
        }
    });

    let endless = streamed(&app, &path, None, Body::from_bytes_stream(endless));
    let by_count = app.ask(endless).await.status.as_u16();
    let announced = streamed(&app, &path, Some(10 << 30), Body::from("--b"));
    let by_length = app.ask(announced).await.status.as_u16();
    let file = vec![b'x'; MEGABYTE + 1];
    let one = app.owner().post_body(&path, FORM, form("one", &[("long.txt", &file)])).await.expect(422);

    assert_eq!((by_count, by_length), (413, 413));
    assert!(sent.load(Ordering::Relaxed) < 16 * MEGABYTE, "{sent:?} bytes came");
    one.expect_text("The file is too large");
    assert_eq!(lying(&app), Vec::<String>::new());
}

#[tokio::test]
async fn a_stream_that_is_cut_off_leaves_nothing() {
    let app = App::start();
    let path = format!("/w/acme/files?about={}", ana(&app, None));
    let cut = stream::iter([Ok(beginning()), Err(std::io::Error::other("the line went dead"))]);

    let answer = app.ask(streamed(&app, &path, None, Body::from_bytes_stream(cut))).await;

    assert_eq!(answer.status.as_u16(), 400);
    assert_eq!(lying(&app), Vec::<String>::new());
}

#[tokio::test]
async fn the_files_of_a_company_have_their_room() {
    let app = App::configured(|config| config.files.quota = 12);
    let (owner, ana) = (app.owner(), ana(&app, None));
    add(&owner, ana, &[("one.txt", b"12345678")]).await.expect(303);

    add(&owner, ana, &[("two.txt", b"87654321")]).await.expect(422).expect_text("There is no room");
    // Equal bytes lie there once.
    add(&owner, ana, &[("three.txt", b"12345678")]).await.expect(303);

    assert_eq!(paths(&owner.get(&format!("/w/acme/files?about={ana}")).await.expect(200)).len(), 2);
}

#[tokio::test]
async fn who_may_change_the_record_may_change_its_files() {
    let app = App::start();
    let (owner, sales, viewer) = (app.owner(), app.member(Role::Sales), app.member(Role::Viewer));
    let (mine, theirs) = (ana(&app, Some(Role::Owner)), ana(&app, Some(Role::Sales)));
    add(&owner, mine, &[("mine.txt", b"mine")]).await.expect(303);
    let path = paths(&owner.get(&format!("/w/acme/files?about={mine}")).await.expect(200)).remove(0);

    viewer.get(&format!("{path}/download")).await.expect(200);
    sales.get(&format!("{path}/download")).await.expect(200);
    add(&sales, mine, &[("a.txt", b"a")]).await.expect(403);
    sales.post(&format!("{path}/remove"), &[]).await.expect(403);
    sales.get(&format!("{path}/edit")).await.expect(403);
    add(&viewer, mine, &[("a.txt", b"a")]).await.expect(403);
    add(&sales, theirs, &[("a.txt", b"a")]).await.expect(303);
    let page = viewer.get(&format!("/w/acme/contacts/{mine}")).await.expect(200).expect_text("mine.txt");
    page.expect_no_text("multipart/form-data").expect_no_text("/remove\"");
    app.stranger().get(&format!("{path}/download")).await.expect(404);
    add(&owner, 999_999, &[("a.txt", b"a")]).await.expect(404);
    let trashed = move |tx: &kantora::platform::Tx| contacts::actions::trash(tx, &[mine]);
    app.write(trashed).unwrap();
    add(&owner, mine, &[("late.txt", b"late")]).await.expect(409);
}

#[tokio::test]
async fn a_task_has_files_told_in_the_timeline_of_its_record() {
    let app = App::start();
    let (owner, ana) = (app.owner(), ana(&app, None));
    let task = app.write(move |tx| {
        let utc = jiff::tz::TimeZone::UTC;
        let fields = Fields::new().with("title", "Measure").with("about", ana.to_string());
        tasks::actions::add(tx, &TaskInput::parse(&fields, &Clocks { day: utc.clone(), clock: utc })?)
    });
    let task = task.unwrap();

    add(&owner, task, &[("sizes.csv", b"a;b")]).await.expect(303);

    owner.get(&format!("/w/acme/tasks/{task}")).await.expect(200).expect_text("sizes.csv");
    owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200).expect_text("added a file: sizes.csv");
    app.write(move |tx| tasks::actions::forget(tx, task)).unwrap();
    owner.get(&format!("/w/acme/contacts/{ana}")).await.expect(200);
}

#[tokio::test]
async fn a_form_sent_twice_adds_its_file_once() {
    let app = App::start();
    let (owner, ana) = (app.owner(), ana(&app, None));
    let (path, body) = (format!("/w/acme/files?about={ana}"), form("once", &[("a.txt", b"a")]));

    owner.post_body(&path, FORM, body.clone()).await.expect(303);
    owner.post_body(&path, FORM, body).await.expect(303);

    assert_eq!(paths(&owner.get(&path).await.expect(200)).len(), 1);
}

#[tokio::test]
async fn bytes_go_seven_days_after_the_last_file_that_has_them() {
    let app = App::start();
    let (owner, ana, other) = (app.owner(), ana(&app, None), ana(&app, None));
    let day = Duration::from_secs(86_400);
    add(&owner, ana, &[("a.txt", b"the same")]).await.expect(303);
    add(&owner, other, &[("b.txt", b"the same")]).await.expect(303);
    assert_eq!(lying(&app).len(), 1);
    let clear = async || {
        app.write(|tx| queue::enqueue(tx, &files::Clear {})).unwrap();
        work(&app).await;
        lying(&app).len()
    };

    app.write(move |tx| contacts::actions::forget(tx, ana)).unwrap();
    app.installation.pass(day * 8);
    let with_one_left = clear().await;
    app.write(move |tx| contacts::actions::forget(tx, other)).unwrap();
    app.installation.pass(day * 6);
    let (too_early, later) = (clear().await, {
        app.installation.pass(day * 2);
        clear().await
    });

    assert_eq!((with_one_left, too_early, later), (1, 1, 0));
}

/// A scanner that takes anything that says EICAR for a virus, until it has seen so many files.
fn scanner(path: &Path, files: usize) -> std::thread::JoinHandle<()> {
    let listener = UnixListener::bind(path).unwrap();
    std::thread::spawn(move || {
        for line in listener.incoming().take(files) {
            let (mut line, mut seen) = (line.unwrap(), Vec::new());
            line.read_exact(&mut [0; 10]).unwrap();
            loop {
                let mut length = [0; 4];
                line.read_exact(&mut length).unwrap();
                let mut piece = vec![0; u32::from_be_bytes(length) as usize];
                line.read_exact(&mut piece).unwrap();
                if piece.is_empty() {
                    break;
                }
                seen.extend(piece);
            }
            let is_virus = seen.windows(5).any(|piece| piece == b"EICAR");
            line.write_all(if is_virus { b"stream: Eicar-Signature FOUND\0" } else { b"stream: OK\0" })
                .unwrap();
        }
    })
}

#[tokio::test]
async fn what_the_scanner_finds_is_given_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("clamd.ctl");
    let app = App::configured(|config| config.files.scanner = Some(Scanner::Socket(socket.clone())));
    let (owner, ana) = (app.owner(), ana(&app, None));
    let page = format!("/w/acme/contacts/{ana}");
    add(&owner, ana, &[("good.txt", b"good"), ("bad.txt", b"EICAR")]).await.expect(303);

    work(&app).await;
    let waiting = owner.get(&page).await.expect(200).expect_text("waits for the virus scanner");
    assert_eq!(paths(&waiting), Vec::<String>::new());
    let bad =
        waiting.body.split("/files/").find_map(|rest| rest.split_once("/edit\"")?.0.parse::<i64>().ok());
    let bad = format!("/w/acme/files/{}", bad.unwrap());
    owner.get(&format!("{bad}/download")).await.expect(409).expect_text("has not seen this file yet");
    let sees = scanner(&socket, 2);
    app.installation.pass(Duration::from_secs(60));
    work(&app).await;
    sees.join().unwrap();

    let page =
        owner.get(&page).await.expect(200).expect_text("a virus was found").expect_text("Eicar-Signature");
    assert_eq!(paths(&page).len(), 1);
    owner.get(&format!("{bad}/download")).await.expect(409).expect_text("found something in this file");
    owner.post(&format!("{bad}/remove"), &[]).await.expect(303);
}
