//! Every line of OWASP ASVS 5.0, levels 1 and 2, of the chapters that this product has, is traced to a test.
//!
//! `tests/suite/asvs.csv` has a row for each: its id, its level, a test (`path::name`), its state, and why where it does not
//! apply. `open` is what is still to be built.

use std::collections::BTreeSet;

use super::source::{Kind, expect_none, root, text_of};

/// The lines of the standard: number and level.
const LINES: &str = include_str!("../asvs-lines.txt");

struct Line {
    id: String,
    level: String,
    test: String,
    state: String,
    reason: String,
}

fn lines() -> Vec<Line> {
    let text = text_of("tests/suite/asvs.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines = reader.records().map(|record| {
        let record = record.unwrap();
        let field = |at: usize| record[at].to_owned();
        Line { id: field(0), level: field(1), test: field(2), state: field(3), reason: field(4) }
    });
    lines.collect()
}

#[test]
fn every_line_of_the_standard_is_there_once() {
    let wanted: Vec<(&str, &str)> = LINES.lines().filter_map(|line| line.split_once(' ')).collect();
    let lines = lines();

    let found: Vec<(&str, &str)> = lines.iter().map(|line| (line.id.as_str(), line.level.as_str())).collect();

    assert_eq!(found, wanted);
}

#[test]
fn every_line_has_a_test_that_exists_or_says_why_not() {
    let mut offences = Vec::new();
    for line in lines() {
        let problem = match line.state.as_str() {
            "met" if line.test.is_empty() => Some("is met by no test".to_owned()),
            "met" => line.test.split(' ').find(|test| !is_there(test)).map(|test| format!("names {test}")),
            "not-applicable" if line.reason.is_empty() => Some("does not say why it does not apply".into()),
            "open" if line.reason.is_empty() => Some("does not say what is missing".into()),
            "not-applicable" | "open" => None,
            other => Some(format!("is {other:?}")),
        };
        offences.extend(problem.map(|problem| format!("{} {problem}", line.id)));
    }

    expect_none("lines of the standard without a test", &offences);
}

/// `path::name`, where the file has a function of that name.
fn is_there(test: &str) -> bool {
    let Some((path, name)) = test.split_once("::") else { return false };
    let Ok(text) = std::fs::read_to_string(root().join(path)) else { return false };
    [format!("fn {name}("), format!("def {name}(")].iter().any(|head| text.contains(head))
}

/// What the document says, and the file that has to say the same.
const FACTS: [(&str, &str, &str); 24] = [
    ("`5` failures", "src/platform/throttle/mod.rs", "const FREE: u32 = 5;"),
    ("from `15` seconds", "src/platform/throttle/mod.rs", "FIRST_WAIT: Duration = Duration::from_secs(15)"),
    ("`15` minutes", "src/platform/throttle/mod.rs", "LONGEST_WAIT: Duration = Duration::from_secs(15 * 60)"),
    ("has `30` tries", "src/platform/throttle/mod.rs", "const BURST: u32 = 30;"),
    ("every `6` seconds", "src/platform/throttle/mod.rs", "REFILL: Duration = Duration::from_secs(6)"),
    ("`50` a day", "src/workspace/members/model/invitation.rs", "MOST_A_DAY: i64 = 50"),
    ("`10` sendings", "src/workspace/members/model/invitation.rs", "MOST_SENDINGS: i64 = 10"),
    (
        "`7 days`",
        "src/workspace/members/model/invitation.rs",
        "LIFETIME: Duration = Duration::from_secs(7 * 86_400)",
    ),
    ("have `8` to", "src/workspace/accounts/passwords.rs", "SHORTEST: usize = 8"),
    ("`1024` characters", "src/workspace/accounts/passwords.rs", "LONGEST: usize = 1024"),
    ("after `8h`", "config.example.toml", "# idle = \"8h\""),
    ("after `14d`", "config.example.toml", "# absolute = \"14d\""),
    ("`30d` where", "config.example.toml", "# stay = \"30d\""),
    ("than `3600` seconds", "src/web/cx.rs", "FRESH: Duration = Duration::from_secs(3600)"),
    ("at most `1MB`", "config.example.toml", "# body = \"1MB\""),
    ("a file `50MB`", "config.example.toml", "# upload = \"50MB\""),
    ("up to 50 megapixels", "src/crm/files/model/picture.rs", "POINTS: u64 = 50_000_000"),
    ("than 200 times", "src/crm/files/model/archive.rs", "TIMES: u64 = 200"),
    ("`10GB`", "config.example.toml", "# quota = \"10GB\""),
    ("`16384` connections", "config.example.toml", "# connections = 16384"),
    ("| `14` days", "config.example.toml", "# keep_days = 14"),
    ("| `90` days", "config.example.toml", "# security_keep_days = 90"),
    ("SHA-256", "src/platform/crypto.rs", "Sha256"),
    ("XChaCha20-Poly1305", "src/platform/crypto.rs", "XChaCha20Poly1305"),
];

#[test]
fn the_document_says_what_the_code_does() {
    let document = text_of("SECURITY.md");

    let mut offences = Vec::new();
    for (said, path, code) in FACTS {
        if !document.contains(said) {
            offences.push(format!("SECURITY.md does not say {said}"));
        }
        if !text_of(path).contains(code) {
            offences.push(format!("{path} is no longer {code}"));
        }
    }
    expect_none("what the document of security gets wrong", &offences);
}

#[test]
fn every_target_of_the_log_and_every_call_outside_is_in_the_document() {
    let document = text_of("SECURITY.md");
    let mut targets = BTreeSet::new();
    for source in super::source::product() {
        for three in source.code.windows(3) {
            if three[0].is("target") && three[1].is(":") && three[2].kind == Kind::Text {
                targets.insert(three[2].text.clone());
            }
        }
    }
    targets.retain(|target| target.chars().all(|letter| letter.is_ascii_lowercase()));

    let unsaid: Vec<String> =
        targets.into_iter().filter(|target| !document.contains(&format!("`{target}`"))).collect();

    expect_none("targets of the log that the inventory lacks", &unsaid);
    for section in ["mail.host", "oidc", "dns.server", "files.scanner"] {
        assert!(document.contains(section), "SECURITY.md does not say that we call {section}");
    }
}

#[test]
fn nothing_runs_commands_or_builds_code_from_text() {
    let mut offences = Vec::new();
    for source in super::source::product() {
        for two in source.code.windows(4) {
            if two[0].is("process") && two[3].is("Command") {
                offences.push(format!("{} runs a command", source.at(&two[0])));
            }
            if two[0].is("unsafe") {
                offences.push(format!("{} is unsafe", source.at(&two[0])));
            }
        }
    }
    for path in super::source::files_below("assets/js") {
        let text = text_of(&path);
        for word in
            ["eval(", "new Function", "document.write", "postMessage", "localStorage", "document.cookie"]
        {
            if text.contains(word) {
                offences.push(format!("{path} says {word}"));
            }
        }
    }
    expect_none("code out of text", &offences);
}

/// What reads or writes a property whose name comes from outside: maps do that without a prototype (ASVS 15.3.6).
#[test]
fn scripts_look_nothing_up_in_plain_objects() {
    let outside = [".key", ".value", ".name", ".dataset", ".data", ".textContent"];
    let mut offences = Vec::new();
    for path in super::source::files_below("assets/js") {
        let text = text_of(&path);
        for word in ["__proto__", ".prototype", "Object.assign", "Object.fromEntries", "JSON.parse"] {
            if text.lines().any(|line| !line.starts_with("//") && line.contains(word)) {
                offences.push(format!("{path} says {word}"));
            }
        }
        for (at, _) in text.match_indices('[') {
            let is_look_up =
                text[..at].ends_with(|last: char| last.is_alphanumeric() || ")}]".contains(last));
            let name = text[at..].split(']').next().unwrap_or_default();
            if is_look_up && outside.iter().any(|part| name.contains(part)) {
                offences.push(format!("{path} looks up {name}]"));
            }
        }
    }

    expect_none("scripts that a name from outside could lead astray", &offences);
}

/// The compiler keeps memory safe and gives it back; what would get around it is not there.
#[test]
fn memory_is_left_to_the_compiler() {
    let ways = ["transmute", "ManuallyDrop", "MaybeUninit", "from_raw_parts", "leak", "unsafe"];
    // A catalogue is read once, and its texts are held as long as the process lives.
    let exceptions = [("src/platform/i18n/catalogue.rs", "leak")];
    let mut offences = Vec::new();
    for source in super::source::product() {
        for token in source.code.iter().filter(|token| token.kind == Kind::Word) {
            let is_way = ways.contains(&token.text.as_str());
            let is_known = exceptions.iter().any(|(path, way)| *path == source.path && token.is(way));
            if is_way && !is_known {
                offences.push(format!("{} says {}", source.at(token), token.text));
            }
        }
        let forgets = source.code.windows(4).filter(|four| four[0].is("mem") && four[3].is("forget"));
        offences.extend(forgets.map(|four| format!("{} forgets a value", source.at(&four[0]))));
    }
    let manifest = text_of("Cargo.toml");
    for line in ["unsafe_code = \"deny\"", "[profile.release.package.kantora]\noverflow-checks = true"] {
        if !manifest.contains(line) {
            offences.push(format!("Cargo.toml does not say {line}"));
        }
    }

    expect_none("ways around the compiler", &offences);
}

#[test]
fn no_old_algorithm_is_used() {
    let lock = text_of("Cargo.toml");

    for name in ["md-5", "md5", "sha1 ", "des ", "rc4", "openssl", "native-tls"] {
        let used = lock.lines().any(|line| line.starts_with(name));
        assert!(!used, "{name} is a dependency");
    }
}
