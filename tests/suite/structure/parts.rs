//! What the repository is made of: our own work, and libraries with a reason.

use super::source::{expect_none, files_below, text_of};

#[test]
fn every_dependency_has_its_reason() {
    let manifest = text_of("Cargo.toml");
    let mut section = "";
    let mut bare = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies]") && line.contains('=') && !line.contains(" # ") {
            bare.push(line.to_owned());
        }
    }

    expect_none("dependencies without a reason in their line", &bare);
}

#[test]
fn dependencies_come_from_the_registry_and_avoid_a_second_crypto_library() {
    let lock = text_of("Cargo.lock");
    let foreign: Vec<String> = lock
        .lines()
        .filter(|line| line.starts_with("source = \"git") || *line == "name = \"aws-lc-sys\"")
        .map(str::to_owned)
        .collect();

    expect_none("dependencies that must not be there", &foreign);
}

#[test]
fn no_work_of_others_is_kept_in_the_repository() {
    let endings = [
        ".woff", ".woff2", ".ttf", ".otf", ".eot", ".min.js", ".min.css", ".map", ".so", ".a", ".wasm",
        ".exe",
    ];
    let marks = [
        "@license",
        "@preserve",
        "Copyright (c)",
        "SPDX-License",
        "normalize.css",
        "jQuery",
        "sourceMappingURL",
    ];
    let mut offences = Vec::new();
    for path in files_below("").into_iter().filter(|path| !path.starts_with("tests/suite/structure/")) {
        if endings.iter().any(|ending| path.ends_with(ending)) || path.contains("node_modules/") {
            offences.push(path);
            continue;
        }
        let is_script = path.ends_with(".js") || path.ends_with(".css") || path.ends_with(".svg");
        let text = if is_script { text_of(&path) } else { continue };
        offences.extend(
            marks.iter().filter(|mark| text.contains(*mark)).map(|mark| format!("{path} says {mark}")),
        );
        if text.lines().any(|line| line.len() > 2_000) {
            offences.push(format!("{path} looks minified"));
        }
    }

    expect_none("work of others", &offences);
}

#[test]
fn nothing_names_the_machine_where_it_was_written() {
    let marks = ["/work/", "/tmp/k/", "/root/", "localhost:5000"];
    let mut offences = Vec::new();
    for path in files_below("").into_iter().filter(|path| !path.starts_with("tests/suite/structure/")) {
        let Ok(text) = std::fs::read_to_string(super::source::root().join(&path)) else { continue };
        offences.extend(
            marks.iter().filter(|mark| text.contains(*mark)).map(|mark| format!("{path} says {mark}")),
        );
    }

    expect_none("paths of one machine", &offences);
}
