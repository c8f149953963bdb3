//! The lines of a file of cards, and what a line says.

use std::io::{self, BufRead};

use data_encoding::BASE64_MIME;

/// A line, unfolded, is kept up to so many bytes: pictures are longer, and nobody asks for them.
const LONGEST: usize = 256 * 1024;

/// Unfolds the lines of a file; blank ones are left out. Memory holds one line.
pub struct Lines<R> {
    source: R,
    /// The line after the one that is being put together.
    next: Option<Vec<u8>>,
    /// In version 2.1 a blank that begins a line belongs to the text; later it only marks the fold.
    keeps_blanks: bool,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the beginning.
    pub fn new(source: R) -> Lines<R> {
        Lines { source, next: None, keeps_blanks: false }
    }

    /// The next line as it stands in the file, without its end.
    fn raw(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut has_any = false;
        loop {
            let piece = self.source.fill_buf()?;
            if piece.is_empty() {
                return Ok(has_any.then_some(line));
            }
            has_any = true;
            let end = piece.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(piece.len());
            let room = LONGEST.saturating_sub(line.len());
            line.extend_from_slice(&piece[..taken.min(room)]);
            self.source.consume(end.map_or(taken, |end| end + 1));
            if end.is_some() {
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(Some(line));
            }
        }
    }

    fn whole(&mut self) -> io::Result<Option<Vec<u8>>> {
        let first = match self.next.take() {
            Some(line) => Some(line),
            None => self.raw()?,
        };
        let Some(mut line) = first else { return Ok(None) };
        let is_quoted = is_quoted_printable(&line);
        while let Some(next) = self.raw()? {
            let is_open = is_quoted && line.last() == Some(&b'=');
            let is_folded = matches!(next.first(), Some(b' ' | b'\t'));
            if !is_open && !is_folded {
                self.next = Some(next);
                break;
            }
            if is_open {
                line.pop();
            }
            let kept = if is_folded && !is_open && !self.keeps_blanks { &next[1..] } else { &next[..] };
            let room = LONGEST.saturating_sub(line.len());
            line.extend_from_slice(&kept[..kept.len().min(room)]);
        }
        if line.eq_ignore_ascii_case(b"VERSION:2.1") {
            self.keeps_blanks = true;
        } else if line.eq_ignore_ascii_case(b"BEGIN:VCARD") {
            self.keeps_blanks = false;
        }
        Ok(Some(line))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<io::Result<Vec<u8>>> {
        loop {
            match self.whole() {
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                line => return line.transpose(),
            }
        }
    }
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.to_ascii_uppercase().windows(16).any(|part| part == b"QUOTED-PRINTABLE")
}

/// A property of a card: `item1.TEL;TYPE=work,voice:+359 2 …`.
pub struct Property {
    /// Its name in capitals, without a group.
    pub name: String,
    /// Its parameters: names in capitals, values as they stand. In version 2.1 a type needs no name.
    params: Vec<(String, String)>,
    value: String,
}

impl Property {
    /// What a line says; nothing if it is no property.
    pub fn read(line: &[u8], letters: &'static encoding_rs::Encoding) -> Option<Property> {
        let colon = head_end(line)?;
        let head = letters.decode_without_bom_handling(&line[..colon]).0.into_owned();
        let mut parts = split_outside_quotes(head.trim_start_matches('\u{FEFF}'), ';').into_iter();
        let name = parts.next()?;
        let name = name.rsplit('.').next().unwrap_or_default().trim().to_ascii_uppercase();
        let params: Vec<(String, String)> = parts.map(|part| param(&part)).collect();
        let has = |wanted: &str| params.iter().any(|(_, value)| value.eq_ignore_ascii_case(wanted));
        let raw = &line[colon + 1..];
        let bytes = if has("QUOTED-PRINTABLE") {
            quoted_printable(raw)
        } else if has("BASE64")
            || params.iter().any(|(name, value)| name == "ENCODING" && value.eq_ignore_ascii_case("b"))
        {
            BASE64_MIME.decode(raw).unwrap_or_default()
        } else {
            raw.to_vec()
        };
        let charset = params.iter().find(|(name, _)| name == "CHARSET");
        let named = charset.and_then(|(_, name)| encoding_rs::Encoding::for_label(name.as_bytes()));
        let value = named.unwrap_or(letters).decode_without_bom_handling(&bytes).0.replace("\r\n", "\n");
        Some(Property { name, params, value })
    }

    /// The value as it stands.
    pub fn raw(&self) -> &str {
        self.value.trim()
    }

    /// The value as one text.
    pub fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The parts of a value that has several, set apart by that sign.
    pub fn parts(&self, sign: char) -> Vec<String> {
        split_unescaped(&self.value, sign).iter().map(|part| unescaped(part)).collect()
    }

    /// The words of its types, in small letters: `work`, `cell`, `pref`.
    pub fn types(&self) -> Vec<String> {
        let types =
            self.params.iter().filter(|(name, _)| name == "TYPE").flat_map(|(_, value)| value.split(','));
        types.map(|word| word.trim().trim_matches('"').to_lowercase()).collect()
    }
}

/// Where the head ends: at the first colon outside quotes.
fn head_end(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    })
}

fn split_outside_quotes(text: &str, sign: char) -> Vec<String> {
    let mut is_quoted = false;
    let parts = text.split(|letter| {
        is_quoted ^= letter == '"';
        letter == sign && !is_quoted
    });
    parts.map(str::to_owned).collect()
}

fn param(part: &str) -> (String, String) {
    match part.split_once('=') {
        Some((name, value)) => (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_owned()),
        None => ("TYPE".into(), part.trim().to_owned()),
    }
}

/// RFC 2045, section 6.7; what is no code stays as it is.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match (text[at], digit(text.get(at + 1)), digit(text.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _, _) => {
                bytes.push(byte);
                at += 1;
            }
        }
    }
    bytes
}

fn split_unescaped(text: &str, sign: char) -> Vec<&str> {
    let mut is_escaped = false;
    text.split(|letter| {
        let splits = letter == sign && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        splits
    })
    .collect()
}

fn unescaped(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::with_capacity(text.len());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(escaped @ ('\\' | ',' | ';' | ':')) => plain.push(escaped),
                Some(other) => plain.extend(['\\', other]),
                None => plain.push('\\'),
            },
            letter => plain.push(letter),
        }
    }
    plain.trim().to_owned()
}
