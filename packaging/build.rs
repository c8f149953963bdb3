//! Cargo's build script: stores what browsers fetch, under names that hold their content's hash, compressed as far as it
//! goes.
//!
//! `assets/css/*` becomes one `app.css` but for what few pages need, `assets/js/*` one `app.js`, icons and brand files stay single. The compressed
//! forms are kept by content hash in Cargo's output folder, so a build pays only for what has changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

/// Styles in the order in which they build on each other; the others follow by name.
const FIRST_STYLES: [&str; 4] = ["tokens.css", "base.css", "frame.css", "components.css"];

/// Styles that only some pages load, each served by itself.
const OWN_STYLES: [&str; 3] = ["board.css", "charts.css", "paper.css"];

/// Folders whose files are served one by one.
const SINGLE: [&str; 2] = ["icons", "brand"];

/// Smaller files do not win by compression.
const SMALL: usize = 256;

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=assets");
    println!("cargo:rerun-if-changed=packaging/build.rs");
    let assets = Path::new("assets");
    let mut files = BTreeMap::new();
    for folder in SINGLE {
        for path in files_in(&assets.join(folder))? {
            files.insert(name(&path), fs::read(&path)?);
        }
    }
    let singles: Vec<(String, String)> =
        files.iter().map(|(name, bytes)| (name.clone(), address(name, &hash(bytes)))).collect();
    files.insert("app.css".to_owned(), styles(&assets.join("css"))?);
    for own in OWN_STYLES {
        let text = fs::read_to_string(assets.join("css").join(own))?;
        files.insert(own.to_owned(), lean(&text).into_bytes());
    }
    files.insert("app.js".to_owned(), scripts(&assets.join("js"))?);
    for (name, bytes) in &mut files {
        if [".css", ".js", ".webmanifest"].iter().any(|ending| name.ends_with(ending)) {
            *bytes = with_addresses(bytes, &singles);
        }
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts"));
    fs::write(out.join("assets.rs"), table(&files, &out)?)
}

/// The files of a folder by name; none if the folder is not there.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn styles(folder: &Path) -> io::Result<Vec<u8>> {
    let mut paths = files_in(folder)?;
    paths.retain(|path| !OWN_STYLES.contains(&name(path).as_str()));
    let place = |path: &PathBuf| FIRST_STYLES.iter().position(|first| *first == name(path));
    paths.sort_by_key(|path| place(path).unwrap_or(FIRST_STYLES.len()));
    let mut all = String::new();
    for path in paths {
        all.push_str(&lean(&fs::read_to_string(path)?));
    }
    Ok(all.into_bytes())
}

/// A style sheet without what only its readers need: comments, and white space that divides nothing. What stands in
/// quotes stays as it is.
fn lean(css: &str) -> String {
    let mut pieces = css.split("/*");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        bare.push_str(piece.split_once("*/").map_or("", |(_, after)| after));
    }
    let quoted = |place: usize| place % 2 == 1;
    let pieces = bare.split('"').enumerate();
    let pieces = pieces.map(|(place, piece)| if quoted(place) { piece.to_owned() } else { tight(piece) });
    pieces.collect::<Vec<_>>().join("\"")
}

/// White space between two words stays one space: before a colon it means "inside", in sums it is asked for.
fn tight(css: &str) -> String {
    let mut tight = String::new();
    let mut is_after_space = false;
    for char in css.chars() {
        if char.is_whitespace() {
            is_after_space = true;
            continue;
        }
        let divides = !tight.ends_with(['{', '}', ';', ',', '>', ':']) && !"{};,>".contains(char);
        if is_after_space && divides {
            tight.push(' ');
        }
        if char == '}' && tight.ends_with(';') {
            tight.pop();
        }
        tight.push(char);
        is_after_space = false;
    }
    if is_after_space && !tight.ends_with(['{', '}', ';', ',', '>', ':']) {
        tight.push(' ');
    }
    tight
}

/// Each file in a block of its own, so that their names do not meet.
fn scripts(folder: &Path) -> io::Result<Vec<u8>> {
    let mut all = b"\"use strict\";\n".to_vec();
    for path in files_in(folder)? {
        all.extend(b"{\n");
        all.extend(fs::read(path)?);
        all.extend(b"}\n");
    }
    Ok(all)
}

/// The text with `/assets/<plain name>` turned into the addresses under which those files are served.
fn with_addresses(bytes: &[u8], singles: &[(String, String)]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let replace = |text: String, (name, url): &(String, String)| {
        [('"', '"'), ('\'', '\''), ('(', ')')].into_iter().fold(text, |text, (open, close)| {
            text.replace(&format!("{open}/assets/{name}{close}"), &format!("{open}{url}{close}"))
        })
    };
    singles.iter().fold(text, replace).into_bytes()
}

fn hash(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))[..16].to_owned()
}

fn address(name: &str, hash: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("/assets/{stem}.{hash}.{ending}")
}

/// The files as a Rust table, for `platform::assets` to include.
fn table(files: &BTreeMap<String, Vec<u8>>, out: &Path) -> io::Result<String> {
    let stored = out.join("stored");
    fs::create_dir_all(&stored)?;
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    for (name, bytes) in files {
        let hash = hash(bytes);
        let url = address(name, &hash);
        let ending = name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
        let plain = stored.join(format!("{hash}.plain"));
        keep(&plain, || Ok(bytes.clone()))?;
        writeln!(
            table,
            "    Asset {{ name: {name:?}, url: {url:?}, kind: {:?}, etag: \"\\\"{hash}\\\"\",\n\
             \x20       plain: include_bytes!({plain:?}), brotli: {}, zstd: {} }},",
            kind(ending),
            form(&stored, &hash, "br", bytes, brotli)?,
            form(&stored, &hash, "zst", bytes, |bytes| zstd::bulk::compress(bytes, 19))?,
        )
        .map_err(io::Error::other)?;
    }
    table.push_str("];\n");
    Ok(table)
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}

/// The expression of a compressed form; `None` where it would not be worth it.
fn form(
    stored: &Path,
    hash: &str,
    ending: &str,
    bytes: &[u8],
    compress: impl FnOnce(&[u8]) -> io::Result<Vec<u8>>,
) -> io::Result<String> {
    if bytes.len() < SMALL {
        return Ok("None".to_owned());
    }
    let path = stored.join(format!("{hash}.{ending}"));
    let size = keep(&path, || compress(bytes))?;
    match size < bytes.len() as u64 {
        true => Ok(format!("Some(include_bytes!({path:?}))")),
        false => Ok("None".to_owned()),
    }
}

/// Writes the file unless it is there; gives its size.
fn keep(path: &Path, make: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<u64> {
    if let Ok(known) = fs::metadata(path) {
        return Ok(known.len());
    }
    let bytes = make()?;
    // Whole or not at all: a build that is stopped here must not leave half a file under a good name.
    let half = path.with_extension("half");
    fs::write(&half, &bytes)?;
    fs::rename(half, path)?;
    Ok(bytes.len() as u64)
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &settings)?;
    Ok(compressed)
}
