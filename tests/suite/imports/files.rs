//! Files with everything that real ones have, made by rule.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

/// Half of the names are Bulgarian, half have accents; an encoding gets those that it can write.
pub enum Script {
    Bulgarian,
    Western,
    Both,
}

const BULGARIAN: [(&str, &str); 6] = [
    ("Калина", "Василева"),
    ("Петър", "Младенов"),
    ("Радка", "Генова"),
    ("Иван", "Петров"),
    ("Мария", "Стоянова"),
    ("Георги", "Димитров"),
];
const WESTERN: [(&str, &str); 6] = [
    ("Jürgen", "Müller"),
    ("Zoë", "Åkesson"),
    ("René", "Élysée"),
    ("Amelia", "Hart"),
    ("Søren", "Østergård"),
    ("Inés", "Núñez"),
];

/// So many rows in a hundred are repeats of an earlier row, by e-mail address.
pub const REPEATS: usize = 10;
/// So many in a hundred are bad.
pub const BAD: usize = 3;

/// A list of so many contacts as text: in each hundred, ten rows repeat the row before them by e-mail address and
/// add a job title, one has no address but `(at)`, one a telephone number spoilt by a spreadsheet, one nothing.
pub fn contacts(rows: usize, script: &Script) -> String {
    let mut text = String::from("Име;Фирма;E-mail;Тел.;Длъжност;Етикети;Бележки\r\n");
    if matches!(script, Script::Western) {
        text = "Name;Company;E-mail;Phone;Job title;Tags;Notes\r\n".into();
    }
    for row in 0..rows {
        text.push_str(&line(row, script));
        text.push_str("\r\n");
    }
    text
}

fn line(row: usize, script: &Script) -> String {
    let place = row % 100;
    // Rows 50 to 59 of each hundred repeat rows 40 to 49.
    let person = if (50..60).contains(&place) { row - 10 } else { row };
    let names = match script {
        Script::Bulgarian => BULGARIAN,
        Script::Western => WESTERN,
        Script::Both if person % 2 == 0 => BULGARIAN,
        Script::Both => WESTERN,
    };
    let (first, last) = names[person % names.len()];
    let email = format!("p{person}@firma{}.example", person % 40);
    let company = match script {
        Script::Western => format!("Société {}", person % 40),
        _ => format!("Фирма {} ООД", person % 40),
    };
    let phone = format!("0888 {:03} {:03}", person / 1_000, person % 1_000);
    match place {
        97 => format!("{first} {last};{company};p{row}(at)firma.example;{phone};;;"),
        98 => format!("{first} {last};{company};{email};3,59888E+11;;;"),
        99 => format!(";{company};;;;;"),
        50..60 => format!("{first} {last};{company};{email};{phone};Manager;VIP;"),
        _ => format!("{first} {last};{company};{email};{phone};;;\"said: \"\"yes\"\"\nand more\""),
    }
}

/// Writes the text into a file in that encoding; UTF-16 with its mark.
pub fn write(folder: &Path, text: &str, encoding: &'static Encoding) -> PathBuf {
    let path = folder.join(format!("{}.csv", encoding.name()));
    let bytes = if encoding == encoding_rs::UTF_16LE {
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else if encoding == encoding_rs::UTF_16BE {
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
    } else {
        encoding.encode(text).0.into_owned()
    };
    std::fs::write(&path, bytes).unwrap();
    path
}
