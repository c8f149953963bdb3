//! A module imports only modules that are declared above it.

use std::collections::HashMap;

use super::source::{Kind, Source, Token, expect_none, product};

#[test]
fn a_module_imports_only_modules_declared_above_it() {
    let tree = Tree::of(product());

    let mut offences = Vec::new();
    for source in product().iter().filter(|source| source.path != "src/main.rs") {
        for (line, path) in paths(&source.code, &source.module) {
            if let Some(why) = tree.offence(&source.module, &path) {
                offences.push(format!("{}:{line} {} ({why})", source.path, path.join("::")));
            }
        }
    }

    expect_none("imports from a module below", &offences);
}

#[test]
fn every_file_is_declared_by_its_parent() {
    let tree = Tree::of(product());

    let lost: Vec<String> = product()
        .iter()
        .filter(|source| !source.module.is_empty() && source.path != "src/main.rs")
        .filter(|source| {
            let (name, parent) = source.module.split_last().unwrap();
            tree.place(parent, name).is_none()
        })
        .map(|source| source.path.clone())
        .collect();

    expect_none("files that no `mod` line names", &lost);
}

/// The `mod` lines in their order, and what each module re-exports.
struct Tree {
    children: HashMap<Vec<String>, Vec<String>>,
    exports: HashMap<(Vec<String>, String), Vec<String>>,
}

impl Tree {
    fn of(sources: &[Source]) -> Tree {
        let mut tree = Tree { children: HashMap::new(), exports: HashMap::new() };
        for source in sources.iter().filter(|source| source.path != "src/main.rs") {
            tree.children.insert(source.module.clone(), declared(&source.code));
            for path in exported(&source.code, &source.module) {
                let name = path.last().cloned().unwrap_or_default();
                tree.exports.insert((source.module.clone(), name), path);
            }
        }
        tree
    }

    fn place(&self, parent: &[String], child: &str) -> Option<usize> {
        self.children.get(parent)?.iter().position(|name| name == child)
    }

    /// The module in which the path ends, through re-exports.
    fn home(&self, path: &[String]) -> Vec<String> {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let mut home: Vec<String> = Vec::new();
            while let Some(name) = path.get(home.len()) {
                if self.place(&home, name).is_none() {
                    break;
                }
                home.push(name.clone());
            }
            let Some(name) = path.get(home.len()).cloned() else { return home };
            match self.exports.get(&(home.clone(), name)) {
                Some(target) if !target.starts_with(&path[..=home.len()]) => {
                    let rest = path.split_off(home.len() + 1);
                    path = target.iter().cloned().chain(rest).collect();
                }
                _ => return home,
            }
        }
        path
    }

    fn offence(&self, module: &[String], path: &[String]) -> Option<String> {
        let home = self.home(path);
        let shared = module.iter().zip(&home).take_while(|(mine, theirs)| mine == theirs).count();
        let (mine, theirs) = (module.get(shared)?, home.get(shared)?);
        let parent = &module[..shared];
        let below = self.place(parent, theirs)? >= self.place(parent, mine)?;
        let parent = if parent.is_empty() { "lib.rs".to_owned() } else { parent.join("::") };
        below.then(|| format!("{theirs} is declared below {mine} in {parent}"))
    }
}

/// The names of the `mod` lines, in order.
fn declared(code: &[Token]) -> Vec<String> {
    code.windows(3)
        .filter(|three| three[0].is("mod") && (three[2].is(";") || three[2].is("{")))
        .map(|three| three[1].text.clone())
        .collect()
}

/// What `pub use` lines hand on.
fn exported(code: &[Token], module: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for at in 0..code.len().saturating_sub(2) {
        if code[at].is("pub") && code[at + 1].is("use") {
            follow(code, at + 2, &[], &mut paths);
        }
    }
    paths.into_iter().map(|path| absolute(&path, module)).collect()
}

/// Every path that begins with `crate`, `super` or `self`, in imports, code and macros, with its line.
fn paths(code: &[Token], module: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for at in 0..code.len().saturating_sub(3) {
        let starts = ["crate", "super", "self"].iter().any(|word| code[at].is(word));
        let inside = at > 1 && code[at - 1].is(":") && code[at - 2].is(":");
        if starts && !inside && is_join(code, at + 1) {
            let mut paths = Vec::new();
            follow(code, at, &[], &mut paths);
            found.extend(paths.iter().map(|path| (code[at].line, absolute(path, module))));
        }
    }
    found
}

fn is_join(code: &[Token], at: usize) -> bool {
    code.get(at).is_some_and(|token| token.is(":")) && code.get(at + 1).is_some_and(|token| token.is(":"))
}

/// Reads one path, or a tree of them in braces; gives the place behind it.
fn follow(code: &[Token], at: usize, before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = at;
    loop {
        match code.get(at) {
            Some(token) if token.kind == Kind::Word => path.push(token.text.clone()),
            Some(token) if token.is("{") => return follow_group(code, at, &path, paths),
            _ => break,
        }
        at += 1;
        if !is_join(code, at) {
            break;
        }
        at += 2;
    }
    paths.push(path);
    at
}

fn follow_group(code: &[Token], open: usize, before: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = open + 1;
    while at < code.len() && !code[at].is("}") {
        let next = follow(code, at, before, paths);
        at = next.max(at + 1);
        while at < code.len() && !code[at].is(",") && !code[at].is("}") {
            at += 1;
        }
        at += usize::from(code.get(at).is_some_and(|token| token.is(",")));
    }
    at + 1
}

fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = path;
    match path.first().map(String::as_str) {
        Some("crate") => (base, rest) = (Vec::new(), &path[1..]),
        Some("self") => rest = &path[1..],
        _ => {}
    }
    while rest.first().is_some_and(|word| word == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend(rest.iter().filter(|word| *word != "self").cloned());
    base
}
