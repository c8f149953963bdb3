//! Somebody who brings lists in through the pages.

use kantora::base::SubjectKind;
use kantora::platform::queue::Holder;
use kantora::worker;

use super::run::exported;
use crate::support::{Answer, App, Browser};

/// Sends the form of the first step with that file.
pub async fn send(browser: &Browser<'_>, kind: &str, name: &str, file: &[u8]) -> Answer {
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--b--\r\n"].concat();
    browser.post_body("/w/acme/import", "multipart/form-data; boundary=b", body).await
}

/// Brings a list of contacts; gives the path of its import.
pub async fn upload(browser: &Browser<'_>, file: impl AsRef<[u8]>) -> String {
    let answer = send(browser, "contact", "people.csv", file.as_ref()).await.expect(303);
    answer.location().split('?').next().unwrap().to_owned()
}

/// Where the page says that the columns go.
pub fn targets(page: &Answer) -> Vec<String> {
    let selects = page.body.split("name=\"column\"").skip(1);
    selects.map(|select| selected(select.split("</select>").next().unwrap())).collect()
}

fn selected(select: &str) -> String {
    let option = select.split("<option ").find(|option| option.contains(" selected")).unwrap();
    option.split('"').nth(1).unwrap().to_owned()
}

/// Confirms the columns as they were guessed, and waits for the dry run.
pub async fn check(app: &App, path: &str) -> Answer {
    let guessed = targets(&app.owner().get(path).await.expect(200));
    let fields: Vec<(&str, &str)> = guessed.iter().map(|target| ("column", target.as_str())).collect();
    step(app, path, "columns", &fields).await
}

/// Does a step, and the work behind it; gives the page on which the import then stands.
pub async fn step(app: &App, path: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let browser = app.owner();
    browser.post(&format!("{path}/{verb}"), fields).await.expect(303);
    worker::run_due(&app.installation, Holder::Cli).await.unwrap();
    browser.get(path).await.expect(200)
}

/// The whole way in one go.
pub async fn bring_in(app: &App, file: impl AsRef<[u8]>) -> Answer {
    let path = upload(&app.owner(), file).await;
    check(app, &path).await;
    step(app, &path, "run", &[]).await
}

/// What a page counts under that word.
#[track_caller]
pub fn count(page: &Answer, word: &str) -> u32 {
    let from =
        page.body.find(&format!("<dt>{word}</dt><dd>")).unwrap_or_else(|| panic!("{word}? {}", page.body));
    let figure = page.body[from..].split("<dd>").nth(1).unwrap().split("</dd>").next().unwrap();
    let digits = figure.split('>').find_map(|part| part.split('<').next()?.parse().ok());
    digits.unwrap_or_else(|| panic!("{word} is {figure}"))
}

/// All contacts as their export.
pub async fn contacts(app: &App) -> String {
    exported(&app.installation, app.acme(), SubjectKind::Contact).await
}
