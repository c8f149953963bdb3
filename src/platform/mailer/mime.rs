//! A letter as MIME.

use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MessageBuilder, MultiPart};

use super::{Correspondent, Manner, Outgoing};

/// The letter with HTML, plain text and what goes along; the error says which address is none.
pub fn message(letter: &Outgoing) -> Result<Message, String> {
    let (from, to) = (mailbox(&letter.from)?, mailbox(&letter.to)?);
    let envelope = Envelope::new(Some(from.email.clone()), vec![to.email.clone()]);
    let builder = Message::builder()
        .envelope(envelope.map_err(|error| error.to_string())?)
        .from(from)
        .to(to)
        .date(date(letter))
        .message_id(Some(format!("<{}>", letter.message_id)))
        .subject(one_line(&letter.subject));
    mannered(builder, &letter.manner)?.multipart(body(letter)?).map_err(|error| error.to_string())
}

/// With the headers that tell programs on whose behalf it goes.
fn mannered(builder: MessageBuilder, manner: &Manner) -> Result<MessageBuilder, String> {
    let raw = |builder: MessageBuilder, name: &'static str, value: &str| {
        builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(value)))
    };
    Ok(match manner {
        Manner::Automatic => raw(builder, "Auto-Submitted", "auto-generated"),
        Manner::Personal { reply_to, way_out: None } => builder.reply_to(mailbox(reply_to)?),
        Manner::Personal { reply_to, way_out: Some(address) } => {
            let builder = builder.reply_to(mailbox(reply_to)?);
            let builder = raw(builder, "List-Unsubscribe", &format!("<{address}>"));
            raw(builder, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        }
    })
}

fn body(letter: &Outgoing) -> Result<MultiPart, String> {
    let words = MultiPart::alternative_plain_html(letter.plain.clone(), letter.html.clone());
    if letter.enclosures.is_empty() {
        return Ok(words);
    }
    letter.enclosures.iter().try_fold(MultiPart::mixed().multipart(words), |whole, enclosure| {
        let media_type = ContentType::parse(enclosure.media_type).map_err(|error| error.to_string())?;
        let attachment = Attachment::new(one_line(&enclosure.name));
        Ok(whole.singlepart(attachment.body(enclosure.bytes.clone(), media_type)))
    })
}

/// Whether letters can be written to, or from, that address.
pub fn is_address(address: &str) -> bool {
    mailbox(&Correspondent { name: String::new(), address: address.to_owned() }).is_ok()
}

fn mailbox(who: &Correspondent) -> Result<Mailbox, String> {
    let wrong = || format!("{:?} is no mail address", who.address);
    let (local, domain) = who.address.rsplit_once('@').ok_or_else(wrong)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| wrong())?;
    let address = Address::new(local, domain).map_err(|_| wrong())?;
    let name = one_line(&who.name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// Without anything that could begin a new header line.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn date(letter: &Outgoing) -> SystemTime {
    let milliseconds = u64::try_from(letter.at.0).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds)
}

#[cfg(test)]
mod tests {
    use super::super::Enclosure;
    use super::*;
    use crate::base::At;

    fn letter() -> Outgoing {
        Outgoing {
            from: Correspondent {
                name: "Дърводелие Рила".into(), address: "office@rila.example".into()
            },
            to: Correspondent { name: "Amelia".into(), address: "amelia@example.com".into() },
            message_id: "abc@rila.example".into(),
            subject: "Hello".into(),
            html: "<p>Здравейте</p>".into(),
            plain: "Здравейте".into(),
            manner: Manner::Automatic,
            enclosures: Vec::new(),
            at: At(1_772_445_600_000),
        }
    }

    fn head(letter: &Outgoing) -> String {
        let whole = String::from_utf8(message(letter).unwrap().formatted()).unwrap();
        whole.split("\r\n\r\n").next().unwrap().to_owned()
    }

    #[test]
    fn nobody_can_add_a_header_by_a_name_or_a_subject() {
        let evil = "Hello\r\nBcc: everybody@example.com\r\n\r\n<script>";
        let mut letter = letter();
        letter.subject = evil.into();
        letter.to.name = evil.into();
        letter.from.name = evil.into();

        let head = head(&letter);

        assert!(!head.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{head}");
        assert!(head.contains("Message-ID: <abc@rila.example>"), "{head}");
        assert!(head.contains("Date: Mon, 02 Mar 2026 10:00:00"), "{head}");
    }

    #[test]
    fn a_letter_of_a_person_says_who_gets_the_answer_and_where_one_unsubscribes() {
        let reply_to = Correspondent {
            name: "Mara\r\nBcc: everybody@example.com".into(),
            address: "mara@rila.example".into(),
        };
        let way_out = Some("https://crm.example.com/unsubscribe/abc\r\nBcc: all@example.com".into());
        let letter = Outgoing { manner: Manner::Personal { reply_to, way_out }, ..letter() };

        let head = head(&letter);

        assert!(head.contains("<mara@rila.example>") && head.contains("Reply-To: "), "{head}");
        assert!(head.contains("List-Unsubscribe: <https://crm.example.com/unsubscribe/abc"), "{head}");
        assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{head}");
        assert!(!head.contains("Auto-Submitted"), "{head}");
        assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    }

    #[test]
    fn what_goes_along_travels_under_its_name() {
        let enclosure = Enclosure {
            name: "Оферта.pdf".into(),
            media_type: "application/pdf",
            bytes: b"%PDF-1.7 oak".to_vec(),
        };
        let whole = message(&Outgoing { enclosures: vec![enclosure], ..letter() }).unwrap().formatted();
        let whole = String::from_utf8(whole).unwrap();

        assert!(whole.is_ascii() && whole.contains("multipart/mixed"), "{whole}");
        assert!(whole.contains("Content-Disposition: attachment") && whole.contains("application/pdf"));
    }

    #[test]
    fn an_address_that_is_none_is_named_before_anything_is_sent() {
        for wrong in ["amelia", "a@b@", "a\r\nb@example.com", "<a>@example.com", "@example.com", ""] {
            let mut letter = letter();
            letter.to.address = wrong.into();

            assert!(message(&letter).is_err(), "{wrong:?} was taken");
        }
    }

    #[test]
    fn a_letter_in_any_alphabet_travels_as_ascii() {
        let mut letter = letter();
        letter.to.address = "info@фирма.example".into();

        let whole = message(&letter).unwrap().formatted();

        assert!(whole.is_ascii());
        assert!(String::from_utf8(whole).unwrap().contains("info@xn--80apmps.example"));
    }
}
