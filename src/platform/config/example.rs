//! The example file, written from the table of keys.

use super::keys::KEYS;

const HEAD: &str = "\
# Everything that can be set, with its default. Take the # away to change a value.
#
# Kantora reads kantora.toml in its data folder, or the file named by --config or KANTORA_CONFIG. A variable of the
# environment beats the file (KANTORA_MAIL__HOST sets mail.host), a flag beats both (--set mail.host=smtp.example.com).
# `kantora config show` prints what holds and where it came from; an unknown key stops the start.
";

const LEVELS: &str = "
# Levels of single targets.
[log.levels]
# access = \"info\"
# security = \"info\"
# slow = \"info\"
";

/// The text of `config.example.toml`.
pub fn example() -> String {
    let mut text = HEAD.to_owned();
    let mut section = "";
    for key in KEYS {
        let (place, name) = key.name.split_once('.').unwrap_or(("", key.name));
        if place != section {
            if section == "log" {
                text.push_str(LEVELS);
            }
            text.push_str(&format!("\n[{place}]\n"));
            section = place;
        } else {
            text.push('\n');
        }
        let default = key.kind.read(key.default).expect("a test holds that every default has its form");
        text.push_str(&format!("{}# {name} = {default}\n", comment(key.about)));
    }
    text
}

/// The sentence as comment lines of at most 110 letters.
fn comment(about: &str) -> String {
    let mut lines = vec![String::from("#")];
    for word in about.split(' ') {
        let line = lines.last_mut().expect("there is a first line");
        if line.chars().count() + word.chars().count() + 1 > 110 {
            lines.push(format!("# {word}"));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}
