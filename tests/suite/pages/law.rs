//! The pages of the law, and what they promise.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use kantora::crm::{companies, contacts};
use kantora::platform::Tx;

use crate::support::{App, Browser};

#[tokio::test]
async fn anybody_reads_the_pages_of_the_law_in_their_language() {
    let app = App::start();
    let guest = app.guest_with(BTreeMap::from([("kantora-language".to_owned(), "bg".to_owned())]));

    for (path, english, bulgarian) in [
        ("/legal/terms", "Terms of use", "Условия за ползване"),
        ("/legal/privacy", "Privacy notice", "Уведомление за поверителност"),
        ("/legal/accessibility", "partly conformant", "частично съответствие"),
    ] {
        app.guest().get(path).await.expect(200).expect_text(english).expect_no_text("{");
        guest.get(path).await.expect(200).expect_text(bulgarian).expect_no_text("{");
    }
}

#[tokio::test]
async fn the_sign_in_page_and_the_help_lead_to_them() {
    let app = App::start();

    for page in [app.guest().get("/sign-in").await, app.owner().get("/w/acme/help").await] {
        page.expect(200)
            .expect_text("href=\"/legal/terms\"")
            .expect_text("href=\"/legal/privacy\"")
            .expect_text("href=\"/legal/accessibility\"");
    }
}

#[tokio::test]
async fn only_those_are_named_who_are_configured() {
    let silent = App::start();
    let told = App::configured(|config| {
        config.operator.name = "Rila Hosting <AD>".into();
        config.operator.address = "Ulitsa 1, 1000 Sofia".into();
        config.operator.email = "office@rila.example".into();
        config.operator.hosting = "Iskar Data Centre".into();
    });

    let before = silent.guest().get("/legal/privacy").await.expect(200);
    let after = told.guest().get("/legal/privacy").await.expect(200);

    before.expect_text("Nobody. Everything stays").expect_text("has not written their name");
    after
        .expect_text("Rila Hosting &lt;AD&gt;")
        .expect_text("<br>1000 Sofia")
        .expect_text("mailto:office@rila.example")
        .expect_text("Iskar Data Centre owns")
        .expect_no_text("mail server");
}

#[tokio::test]
async fn a_company_hands_on_its_own_notice_and_guests_learn_of_no_company() {
    let app = App::start();

    let own = app.owner().get("/w/acme/legal").await.expect(200);

    own.expect_text("Privacy notice for customers").expect_text("<strong>acme</strong>").expect_no_text("{");
    app.stranger().get("/w/acme/legal").await.expect(404);
    app.guest().get("/w/acme/legal").await.expect(303);
}

#[tokio::test]
async fn security_txt_stands_where_somebody_takes_reports() {
    let told =
        App::configured(|config| config.operator.security_contact = "mailto:holes@rila.example".into());

    let answer = told.guest().get("/.well-known/security.txt").await.expect(200);

    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    answer.expect_text("Contact: mailto:holes@rila.example\nExpires: 2026-08-29T00:00:00Z\n");
    App::start().guest().get("/.well-known/security.txt").await.expect(404);
}

/// What the privacy notice says about cookies, so that no banner is needed.
#[tokio::test]
async fn no_page_sets_another_cookie_speaks_of_one_or_loads_from_elsewhere() {
    let app = App::start();
    app.write(people).unwrap();

    for (visitor, least) in [(app.guest(), 4), (app.owner(), 30)] {
        let seen = crawl(&visitor, &["/", "/sign-in", "/account", "/w/acme"]).await;

        assert!(seen > least, "only {seen} pages were found");
        let held: BTreeSet<String> = visitor.cookies().into_keys().collect();
        assert!(held.is_subset(&allowed()), "{held:?}");
    }
    let chooser = app.guest();
    chooser.post("/language", &[("language", "bg"), ("back", "/sign-in")]).await.expect(303);
    assert_eq!(chooser.cookies().into_keys().collect::<Vec<_>>(), ["kantora-language"]);
}

fn allowed() -> BTreeSet<String> {
    ["__Host-kantora", "kantora-language"].map(str::to_owned).into()
}

fn people(tx: &Tx) -> kantora::base::Result<()> {
    let company = companies::CompanyInput { name: "Rila Joinery".into(), ..Default::default() };
    companies::actions::create(tx, company)?;
    let contact = contacts::ContactInput { last_name: "Petrova".into(), ..Default::default() };
    contacts::actions::create(tx, contact).map(|_| ())
}

/// Follows every link from there; gives how many pages there were.
async fn crawl(visitor: &Browser<'_>, from: &[&str]) -> usize {
    let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let mut known: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop_front() {
        let answer = visitor.get(&path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        for cookie in answer.headers.get_all("set-cookie") {
            let name = cookie.to_str().unwrap().split('=').next().unwrap();
            assert!(allowed().contains(name), "{path} sets {name}");
        }
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            pages += 1;
            promises(&path, &answer.body);
        }
        let next = answer.header("location").map(str::to_owned).into_iter().chain(links(&answer.body));
        for link in next.filter(|link| is_page(link)) {
            if known.len() < 400 && known.insert(link.clone()) {
                waiting.push_back(link);
            }
        }
    }
    pages
}

fn promises(path: &str, page: &str) {
    for place in ["src=\"", "srcset=\"", "<link rel=\"stylesheet\" href=\"", "action=\"", "ping=\""] {
        for value in page.split(place).skip(1) {
            let is_ours = value.starts_with('/') && !value.starts_with("//") || value.starts_with('?');
            assert!(is_ours || value.starts_with('"'), "{path} goes elsewhere: {place}{}", &value[..40]);
        }
    }
    let text = page.to_lowercase();
    let may_speak_of_it = path.starts_with("/legal/privacy");
    assert!(may_speak_of_it || !text.contains("cookie"), "{path} speaks of cookies");
}

fn links(page: &str) -> Vec<String> {
    let links = page.split("<a ").skip(1).filter_map(|rest| rest.split('>').next()?.split("href=\"").nth(1));
    links.filter_map(|rest| rest.split('"').next()).map(|link| link.replace("&amp;", "&")).collect()
}

/// A page of ours, without its fragment; lists are looked at, not each of their orders.
fn is_page(link: &str) -> bool {
    link.starts_with('/') && !link.contains(['#', '?']) && !link.starts_with("/assets/")
}
