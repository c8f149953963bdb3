//! Files and functions that fit into a head, and no way around the lints.

use super::source::{Source, Token, closing, expect_none, expect_only, files_below, product, text_of};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;

/// Files that are longer for a reason.
const LONG_FILES: [(&str, &str); 0] = [];

#[test]
fn files_are_short() {
    let offences: Vec<(String, String)> = ["src", "tests", "assets", "packaging", "schema/migrations"]
        .iter()
        .flat_map(|folder| files_below(folder))
        .filter(|path| [".rs", ".py", ".css", ".js", ".sql"].iter().any(|ending| path.ends_with(ending)))
        .filter_map(|path| {
            let lines = text_of(&path).lines().count();
            (lines > FILE_LINES).then(|| (path.clone(), format!("{path} has {lines} lines")))
        })
        .collect();

    expect_only("files of more than 400 lines", &offences, &LONG_FILES);
}

#[test]
fn functions_are_short() {
    let long: Vec<String> = product().iter().flat_map(long_functions).collect();

    expect_none("functions of more than 60 lines", &long);
}

#[test]
fn lints_are_never_allowed_away() {
    let offences = places(|tokens| {
        tokens[0].is("#")
            && tokens[1..]
                .iter()
                .position(|token| token.is("["))
                .is_some_and(|at| at < 2 && tokens[at + 2].is("allow"))
    });

    expect_none("#[allow] instead of #[expect] with its reason", &offences);
}

#[test]
fn nothing_unwraps_outside_tests() {
    let offences = product()
        .iter()
        .flat_map(|source| {
            source
                .code
                .windows(4)
                .filter(|four| four[0].is(".") && four[1].is("unwrap") && four[2].is("(") && four[3].is(")"))
                .map(|four| source.at(&four[1]))
        })
        .collect::<Vec<_>>();

    expect_none("unwrap() outside tests", &offences);
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "HACK", "unimplemented!", "todo!"];
    let mut offences = Vec::new();
    for path in ["src", "assets", "schema"].iter().flat_map(|folder| files_below(folder)) {
        let Ok(text) = std::fs::read_to_string(super::source::root().join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                offences.push(format!("{path}:{} {}", number + 1, line.trim()));
            }
        }
    }

    expect_none("notes about later", &offences);
}

fn places(is_offence: impl Fn(&[Token]) -> bool) -> Vec<String> {
    let found = |source: &'static Source| {
        source
            .raw
            .windows(4)
            .filter(|tokens| is_offence(tokens))
            .map(|tokens| source.at(&tokens[0]))
            .collect::<Vec<_>>()
    };
    product().iter().flat_map(found).collect()
}

fn long_functions(source: &Source) -> Vec<String> {
    let code = &source.code;
    let mut long = Vec::new();
    for at in 0..code.len().saturating_sub(1) {
        if !code[at].is("fn") || code[at + 1].is("(") {
            continue;
        }
        let Some(open) = (at..code.len()).find(|at| code[*at].is("{") || code[*at].is(";")) else { continue };
        let lines = code[closing(code, open)].line - code[at].line + 1;
        if code[open].is("{") && lines > FUNCTION_LINES {
            long.push(format!("{} {} has {lines} lines", source.at(&code[at]), code[at + 1].text));
        }
    }
    long
}
