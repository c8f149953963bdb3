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

const SIGN_IN: &str = "
# Services by which people may sign in beside their password: Google, Microsoft, any issuer of OpenID Connect. Each has
# a section of its own; its name stands in addresses. At the service, allow <public_url>/sign-in/with/<name>/back as the
# redirect address. A person links the service to their account first, under \"Your account\".
#
# [oidc.google]
#   issuer = \"https://accounts.google.com\"
#   client_id = \"…\"
#   client_secret = \"…\"           # better in a file named by client_secret_file, or in a systemd credential called
#                                  # oidc.google.client_secret
#   label = \"Google\"
#
# [oidc.microsoft]
#   issuer = \"https://login.microsoftonline.com/<tenant id>/v2.0\"
#   client_id = \"…\"
#   client_secret_file = \"…\"
#   label = \"Microsoft\"
#
# With private = true in its section an issuer may stand in a private network or on this machine; all others are public.
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
    text + SIGN_IN
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
