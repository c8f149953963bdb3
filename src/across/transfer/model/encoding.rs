//! In which letters a file is written.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// An encoding that spreadsheets write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// With or without its mark.
    Utf8,
    /// "Unicode text" of Excel.
    Utf16Le,
    /// The same, the other way round.
    Utf16Be,
    /// Western European.
    Windows1252,
    /// Cyrillic.
    Windows1251,
}

impl Encoding {
    /// Every encoding, in the order in which it is offered.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Windows1251, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Windows1251 => "windows-1251",
        }
    }

    /// The encoding of that word.
    pub fn of(code: &str) -> Option<Encoding> {
        Encoding::ALL.into_iter().find(|encoding| encoding.code() == code)
    }

    /// How people call it; the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Windows1251 => "Windows-1251",
        }
    }

    pub(super) fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Windows1251 => encoding_rs::WINDOWS_1251,
        }
    }
}

/// Letters that make up most of Bulgarian and Russian text, as Windows-1251 writes them: а в е и н о р с т.
const FREQUENT_CYRILLIC: &[u8] = &[0xE0, 0xE2, 0xE5, 0xE8, 0xED, 0xEE, 0xF0, 0xF1, 0xF2];

/// Fewer letters beyond ASCII than this say nothing by their frequency.
const ENOUGH_LETTERS: u64 = 12;

/// Reads along while a file streams by, and says at the end how it is written.
pub struct Detector {
    second_opinion: EncodingDetector,
    head: Vec<u8>,
    tail: Vec<u8>,
    seen: u64,
    zeros_even: u64,
    zeros_odd: u64,
    utf8_letters: u64,
    utf8_faults: u64,
    high_letters: u64,
    high_neighbours: u64,
    high_frequent: u64,
    is_after_high: bool,
}

impl Default for Detector {
    fn default() -> Detector {
        Detector {
            second_opinion: EncodingDetector::new(Iso2022JpDetection::Deny),
            head: Vec::new(),
            tail: Vec::new(),
            seen: 0,
            zeros_even: 0,
            zeros_odd: 0,
            utf8_letters: 0,
            utf8_faults: 0,
            high_letters: 0,
            high_neighbours: 0,
            high_frequent: 0,
            is_after_high: false,
        }
    }
}

impl Detector {
    /// Reads the next piece of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        self.head.extend(piece.iter().take(4 - self.head.len()));
        self.second_opinion.feed(piece, false);
        for byte in piece {
            self.count(*byte);
        }
        self.count_utf8(piece);
    }

    fn count(&mut self, byte: u8) {
        match (byte, self.seen % 2) {
            (0, 0) => self.zeros_even += 1,
            (0, _) => self.zeros_odd += 1,
            _ => {}
        }
        self.seen += 1;
        let is_high = byte >= 0xC0;
        if is_high {
            self.high_letters += 1;
            self.high_neighbours += u64::from(self.is_after_high);
            self.high_frequent += u64::from(FREQUENT_CYRILLIC.contains(&byte));
        }
        self.is_after_high = is_high;
    }

    fn count_utf8(&mut self, piece: &[u8]) {
        let mut bytes = std::mem::take(&mut self.tail);
        bytes.extend_from_slice(piece);
        let whole = bytes.len() - unfinished(&bytes);
        self.tail = bytes.split_off(whole);
        for chunk in bytes.utf8_chunks() {
            self.utf8_letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count() as u64;
            self.utf8_faults += u64::from(!chunk.invalid().is_empty());
        }
    }

    /// The likeliest encoding of all that was read.
    pub fn finish(mut self) -> Encoding {
        match self.head.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
            [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        if (self.zeros_even + self.zeros_odd) * 50 > self.seen {
            return if self.zeros_odd >= self.zeros_even { Encoding::Utf16Le } else { Encoding::Utf16Be };
        }
        self.utf8_faults += u64::from(!self.tail.is_empty());
        // A few broken rows pasted into a UTF-8 file do not make it something else.
        if self.utf8_faults == 0 || self.utf8_faults * 10 <= self.utf8_letters {
            return Encoding::Utf8;
        }
        self.finish_single_byte()
    }

    fn finish_single_byte(mut self) -> Encoding {
        if self.high_letters >= ENOUGH_LETTERS {
            // Cyrillic words are high letters throughout, half of them the frequent ones; accents stand alone.
            let in_words = self.high_neighbours * 2 >= self.high_letters;
            let frequent = self.high_frequent * 10 >= self.high_letters * 3;
            return if in_words && frequent { Encoding::Windows1251 } else { Encoding::Windows1252 };
        }
        self.second_opinion.feed(&[], true);
        let guess = self.second_opinion.guess(None, Utf8Detection::Deny);
        if guess == encoding_rs::WINDOWS_1251 { Encoding::Windows1251 } else { Encoding::Windows1252 }
    }
}

/// How many bytes at the end begin a letter of UTF-8 that the next piece goes on with.
fn unfinished(bytes: &[u8]) -> usize {
    for back in 1..=bytes.len().min(3) {
        let byte = bytes[bytes.len() - back];
        let length = match byte {
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            0x80..=0xBF => continue,
            _ => return 0,
        };
        return if length > back { back } else { 0 };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BULGARIAN: &str =
        "Име;Фирма;E-mail\nКалина Василева;Изба „Бяла река“ ООД;kalina@byalareka.example\n";
    const WESTERN: &str = "Name;Straße;Ort\nJürgen Müller;Königsstraße 4;Köln\nRené Élysée;Rue d'Orléans;Nîmes\nZoë Åkesson;Östergatan;Malmö\n";

    fn detect(bytes: &[u8], piece: usize) -> Encoding {
        let mut detector = Detector::default();
        bytes.chunks(piece).for_each(|part| detector.feed(part));
        detector.finish()
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_encoding_of_a_bulgarian_file_is_told_apart() {
        let single = encoding_rs::WINDOWS_1251.encode(BULGARIAN).0;
        let marked = [b"\xEF\xBB\xBF".as_slice(), BULGARIAN.as_bytes()].concat();
        for piece in [1, 3, 7, 4096] {
            assert_eq!(detect(&single, piece), Encoding::Windows1251);
            assert_eq!(detect(BULGARIAN.as_bytes(), piece), Encoding::Utf8);
            assert_eq!(detect(&marked, piece), Encoding::Utf8);
            assert_eq!(detect(&utf16(BULGARIAN, u16::to_le_bytes), piece), Encoding::Utf16Le);
            assert_eq!(detect(&utf16(BULGARIAN, u16::to_be_bytes), piece), Encoding::Utf16Be);
            assert_eq!(
                detect(&utf16(&format!("\u{FEFF}{BULGARIAN}"), u16::to_be_bytes), piece),
                Encoding::Utf16Be
            );
        }
    }

    #[test]
    fn western_accents_are_not_taken_for_cyrillic() {
        let bytes = encoding_rs::WINDOWS_1252.encode(WESTERN).0;

        assert_eq!(detect(&bytes, 4096), Encoding::Windows1252);
    }

    #[test]
    fn a_capital_bulgarian_header_alone_is_cyrillic() {
        let bytes = encoding_rs::WINDOWS_1251.encode("Име;Фамилия;Телефон\nИван;Петров;0888\n").0;

        assert_eq!(detect(&bytes, 4096), Encoding::Windows1251);
    }

    #[test]
    fn a_broken_row_does_not_turn_a_utf8_file_into_another() {
        let mut bytes = BULGARIAN.repeat(20).into_bytes();
        bytes.extend_from_slice(&encoding_rs::WINDOWS_1251.encode("Иван;Пе;x\n").0);

        assert_eq!(detect(&bytes, 4096), Encoding::Utf8);
    }

    #[test]
    fn letters_that_come_late_still_count() {
        let mut text = "name,city\nann,york\n".repeat(10_000);
        text.push_str("Калина Василева,Велико Търново\n");

        assert_eq!(detect(&encoding_rs::WINDOWS_1251.encode(&text).0, 8192), Encoding::Windows1251);
    }

    proptest! {
        #[test]
        fn what_is_utf8_is_never_called_something_else(text in "[a-zа-яéü;,\n]{0,300}", piece in 1usize..40) {
            prop_assert_eq!(detect(text.as_bytes(), piece), Encoding::Utf8);
        }

        #[test]
        fn no_bytes_make_it_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1usize..40) {
            detect(&bytes, piece);
        }
    }
}
