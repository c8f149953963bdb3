//! The command line: the built program as a child process, on a data folder of its own.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use kantora::base::At;
use kantora::platform::config::Config;
use kantora::platform::crypto::MasterKey;
use kantora::platform::folder::Folder;
use kantora::platform::{Clock, Db, Machines, migrate};
use tempfile::TempDir;

use crate::support;

const PASSWORD: &str = "quiet harbour of seven lanterns\n";

/// What the program answered.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// An installation without a server.
struct Place {
    home: TempDir,
}

impl Place {
    fn empty() -> Place {
        Place { home: tempfile::tempdir().unwrap() }
    }

    fn installed() -> Place {
        let place = Place::empty();
        let folder = Folder::make(&place.data()).unwrap();
        folder.master_key().unwrap();
        migrate::run(&folder.database(), &Clock::hand(At(0))).unwrap();
        place
    }

    /// With the company `acme` in it.
    fn working() -> Place {
        let place = Place::installed();
        let clock = Clock::hand(support::MORNING);
        let config = Arc::new(Config::defaults(place.data()));
        let db = Db::open(&config.database(), clock.clone()).unwrap();
        let machines = Machines::new(db, clock, config, MasterKey::new([7; 32]));
        support::workspace(&machines);
        machines.db.stop();
        place
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn run(&self, words: &[&str]) -> Answer {
        self.run_with(words, &[], "")
    }

    fn run_with(&self, words: &[&str], environment: &[(&str, &str)], given: &str) -> Answer {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kantora"))
            .args(words)
            .env_clear()
            .env("HOME", self.home.path())
            .env("KANTORA_DATA", self.data())
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that asks for nothing may have ended before it could be told anything.
        let _ = child.stdin.take().unwrap().write_all(given.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        Answer {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    fn make_account(&self, email: &str) -> Answer {
        self.run_with(&["account", "create", email, "--name", "Mira Stone"], &[], PASSWORD)
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn every_help_text_is_reviewed() {
    let place = Place::empty();
    let mut texts = String::new();
    for command in kantora::cli::command().get_subcommands() {
        let mut words = vec![command.get_name().to_owned()];
        tell(&place, &mut words, command, &mut texts);
    }

    let whole = place.run(&["--help"]).out;
    insta::assert_snapshot!("help", format!("{whole}\n{texts}"));
}

fn tell(place: &Place, words: &mut Vec<String>, command: &clap::Command, texts: &mut String) {
    let mut typed: Vec<&str> = words.iter().map(String::as_str).collect();
    typed.push("--help");
    let own = place.run(&typed).out;
    texts.push_str(&format!("== kantora {}\n{}\n", words.join(" "), without_common_flags(&own)));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        words.push(inner.get_name().to_owned());
        tell(place, words, inner, texts);
        words.pop();
    }
}

/// The flags that every command takes stand once, in the help of the whole.
fn without_common_flags(help: &str) -> String {
    let Some((own, rest)) = help.split_once("Which installation:\n") else { return help.to_owned() };
    let after = rest.lines().skip_while(|line| line.is_empty() || line.starts_with(' '));
    own.lines().chain(after).map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_was_not_understood_ends_with_2() {
    let place = Place::empty();

    let answer = place.run(&["serv"]);

    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("serve"), "{}", answer.err);
}

#[test]
fn a_refused_configuration_ends_with_3_and_says_what_was_meant() {
    let place = Place::empty();

    for words in [&["config", "check"][..], &["serve"], &["account", "list"]] {
        let answer = place.run_with(words, &[("KANTORA_MAIL__HOTS", "x")], "");
        assert_eq!(answer.code, 3, "{words:?}");
        assert!(answer.err.contains("did you mean \"mail.host\"?"), "{}", answer.err);
    }
}

#[test]
fn each_value_is_shown_with_its_origin_and_secrets_are_masked() {
    let place = Place::empty();
    let environment = [
        ("KANTORA_MAIL__HOST", "smtp.example"),
        ("KANTORA_MAIL__FROM", "office@rila.example"),
        ("KANTORA_MAIL__PASSWORD", "correct horse"),
    ];

    let answer = place.run_with(&["config", "show", "--set", "log.format=json"], &environment, "");

    let line = |key: &str| {
        let found = answer.out.lines().find(|line| line.split_whitespace().next() == Some(key));
        found.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(answer.code, 0);
    assert_eq!(line("mail.host"), "mail.host \"smtp.example\" environment KANTORA_MAIL__HOST");
    assert_eq!(line("mail.password"), "mail.password \"********\" environment KANTORA_MAIL__PASSWORD");
    assert_eq!(line("log.format"), "log.format \"json\" flag --set log.format");
    assert_eq!(line("limits.body"), "limits.body \"1MB\" default");
    assert!(!answer.out.contains("horse"));
}

#[test]
fn without_an_installation_commands_end_with_4() {
    let place = Place::empty();

    for words in [&["account", "list"][..], &["jobs", "list"], &["database", "check"], &["backup", "now"]] {
        let answer = place.run(words);
        assert_eq!(answer.code, 4, "{words:?}");
        assert!(answer.err.contains("there is no installation in"), "{}", answer.err);
    }
    assert!(!place.data().exists(), "asking makes nothing");
}

#[test]
fn what_is_made_first_is_the_owners_alone() {
    let place = Place::empty();

    let answer = place.run(&["init"]);

    assert_eq!(answer.code, 0, "{}", answer.err);
    assert_eq!(mode(&place.data()), 0o700);
    assert_eq!(mode(&place.data().join("kantora.db")), 0o600);
    assert_eq!(mode(&place.data().join("secrets/master.key")), 0o600);
    assert_eq!(mode(&place.data().join("setup.txt")), 0o600);
    let address = std::fs::read_to_string(place.data().join("setup.txt")).unwrap();
    assert!(address.starts_with("http://127.0.0.1:8460/setup/"), "{address}");
    assert!(
        !answer.out.contains("/setup/") && !answer.err.contains("/setup/"),
        "only a terminal is shown it"
    );
}

#[test]
fn a_fresh_address_ends_the_one_before() {
    let place = Place::empty();
    place.run(&["init"]);
    let first = std::fs::read_to_string(place.data().join("setup.txt")).unwrap();

    let again = place.run(&["init"]);
    let second = std::fs::read_to_string(place.data().join("setup.txt")).unwrap();

    assert_eq!(again.code, 0);
    assert_ne!(first, second);
}

#[test]
fn an_account_is_made_listed_shut_and_opened() {
    let place = Place::installed();

    let made = place.make_account("mira@rila.example");
    let again = place.make_account("MIRA@rila.example");
    place.run(&["account", "operator", "mira@rila.example"]);
    place.run(&["account", "disable", "mira@rila.example"]);
    let shut = place.run(&["account", "list"]);
    place.run(&["account", "disable", "mira@rila.example", "--undo"]);
    let open = place.run(&["account", "list"]);

    assert_eq!((made.code, made.out.as_str()), (0, "mira@rila.example can sign in.\n"), "{}", made.err);
    assert_eq!(again.code, 6, "an address is one account's, in any spelling");
    assert_eq!(shut.out, "mira@rila.example\tMira Stone\toperator, shut\n");
    assert_eq!(open.out, "mira@rila.example\tMira Stone\toperator\n");
}

#[test]
fn a_weak_password_is_refused_in_words() {
    let place = Place::installed();

    let words = ["account", "create", "mira@rila.example", "--name", "Mira Stone"];
    let weak = place.run_with(&words, &[], "mirastone\n");
    let none = place.run(&words);

    assert_eq!(weak.code, 6);
    assert!(weak.err.starts_with("kantora: password: "), "{}", weak.err);
    assert!(!weak.err.contains("accounts-password"), "a key is no sentence: {}", weak.err);
    assert_eq!(none.code, 2);
}

#[test]
fn an_unknown_account_or_job_is_named() {
    let place = Place::installed();

    let account = place.run_with(&["account", "reset", "nobody@rila.example"], &[], PASSWORD);
    let job = place.run(&["jobs", "retry", "7"]);

    assert_eq!((account.code, job.code), (6, 6));
    assert_eq!(account.err, "kantora: there is no account nobody@rila.example\n");
    assert_eq!(job.err, "kantora: there is no job 7\n");
}

#[test]
fn an_account_is_made_with_its_place_in_a_company() {
    let place = Place::working();
    let words =
        ["account", "create", "mira@rila.example", "--name", "Mira Stone", "--company", "acme", "--role"];
    let with = |role: &'static str| words.iter().copied().chain([role]).collect::<Vec<_>>();

    let unknown = place.run_with(&with("boss"), &[], PASSWORD);
    let made = place.run_with(&with("admin"), &[], PASSWORD);
    let exported = place.run(&["export", "contacts", "--as", "mira@rila.example"]);
    let refused = place.run(&["export", "contacts", "--as", "nobody@rila.example"]);

    assert_eq!((unknown.code, made.code, exported.code, refused.code), (2, 0, 0, 6), "{}", made.err);
    assert_eq!(refused.err, "kantora: nobody@rila.example does not work there\n");
}

#[test]
fn a_list_is_counted_brought_in_taken_out_and_taken_back() {
    let place = Place::working();
    let file = place.home.path().join("people.csv");
    std::fs::write(&file, "Name,E-mail\nИван Петров,ivan@petrov.example\nAmelia Hart,amelia@hart.example\n")
        .unwrap();
    let file = file.to_str().unwrap();

    let dry = place.run(&["import", "contacts", file, "--dry-run"]);
    let before = place.run(&["export", "contacts"]);
    let wet =
        place.run(&["import", "contacts", file, "--source", "Fair", "--basis", "interest", "--tag", "fair"]);
    let after = place.run(&["export", "contacts"]);
    let number = wet.out.trim_end().rsplit(' ').next().unwrap();
    let undone = place.run(&["import", "undo", number]);
    let gone = place.run(&["export", "contacts"]);

    assert!(dry.out.contains("2 rows:\n  create: 2\n"), "{}{}", dry.out, dry.err);
    assert_eq!(before.out.lines().count(), 1);
    assert!(wet.out.contains("create: 2"), "{}{}", wet.out, wet.err);
    assert_eq!(after.err, "2 written.\n");
    assert!(after.out.contains("ivan@petrov.example") && after.out.contains("Fair"), "{}", after.out);
    assert_eq!((undone.code, gone.out), (0, before.out), "{}", undone.err);
}

#[test]
fn without_a_company_nothing_is_brought_in() {
    let place = Place::installed();

    let answer = place.run(&["export", "contacts"]);

    assert_eq!((answer.code, answer.err.as_str()), (6, "kantora: there is no company yet\n"));
}

#[test]
fn a_backup_is_made_proved_and_brought_back() {
    let place = Place::installed();
    place.make_account("mira@rila.example");

    let made = place.run(&["backup", "now"]);
    let backup = made.out.trim_end();
    let proved = place.run(&["backup", "verify", backup]);
    let target = place.home.path().join("restored");
    let restored = place.run(&["restore", backup, "--into", target.to_str().unwrap()]);
    let there = place.run(&["account", "list", "--data", target.to_str().unwrap()]);

    assert_eq!((made.code, proved.code, restored.code), (0, 0, 0), "{}", restored.err);
    assert!(there.out.contains("mira@rila.example"));
    assert_eq!(mode(&target), 0o700);
}

#[test]
fn a_damaged_backup_ends_with_5() {
    let place = Place::installed();
    let backup = place.run(&["backup", "now"]).out;
    let backup = Path::new(backup.trim_end());

    std::fs::remove_file(backup.join("secrets/master.key")).unwrap();
    let answer = place.run(&["backup", "verify", backup.to_str().unwrap()]);

    assert_eq!((answer.code, answer.err.as_str()), (5, "kantora: secrets/master.key is missing\n"));
}

#[test]
fn a_sound_database_is_called_so_and_a_migration_has_nothing_to_do() {
    let place = Place::installed();

    let checked = place.run(&["database", "check"]);
    let proved = place.run(&["audit", "verify"]);
    let migrated = place.run(&["database", "migrate"]);
    let worked = place.run(&["jobs", "run"]);

    assert_eq!(checked.code, 0, "{}", checked.err);
    assert_eq!(proved.code, 0, "{}", proved.err);
    assert_eq!(migrated.out, "The database is current.\n");
    assert_eq!(worked.code, 0, "{}", worked.err);
}

#[test]
fn a_locked_folder_ends_with_4_and_names_the_holder() {
    let place = Place::installed();
    let _lock = Folder::existing(&place.data()).unwrap().lock().unwrap();

    for words in [&["serve"][..], &["database", "migrate"]] {
        let answer = place.run(words);
        assert_eq!(answer.code, 4, "{words:?}");
        assert!(answer.err.contains(&format!("in use by process {}", std::process::id())), "{}", answer.err);
    }
}

#[test]
fn the_program_describes_itself() {
    let place = Place::empty();

    let config = place.run(&["print", "config"]);
    let api = place.run(&["print", "openapi"]);
    let man = place.run(&["print", "man"]);
    let completions = place.run(&["print", "completions", "bash"]);
    let schema = place.run(&["print", "schema"]);

    assert!(config.out.contains("# public_url = \"\""));
    assert!(api.out.contains("\"openapi\""));
    assert!(man.out.contains(".TH kantora 1"));
    assert!(completions.out.contains("_kantora"));
    assert!(schema.out.contains("CREATE TABLE workspace"));
}
