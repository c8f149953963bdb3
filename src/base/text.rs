//! Folding of text, so that a search and a sort see letters as people do.
//!
//! Views of the same text: [`fold`] for finding (generous: Иванов and Ivanov are one), [`sort_key`] for ordering
//! (close enough to the alphabet of both scripts), [`word_key`] for likeness of names, [`digits`] for telephone numbers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Signs with which a spreadsheet begins to calculate.
pub const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that no spreadsheet takes for a formula.
pub fn neutral(text: &str) -> String {
    if text.starts_with(FORMULA_SIGNS) || text.starts_with('\'') {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The text as a search compares it: no case, no accents, Cyrillic in Latin letters, spellings of one sound made one
/// (`й` and `y` as `i`, `x` as `ks`), quotation marks dropped, other signs as single blanks.
///
/// Idempotent, and one for both alphabets: `fold("Иванов") == fold("Ivanov")`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in latin(text) {
        match letter {
            'y' | 'i' if folded.ends_with('i') => {}
            'y' => folded.push('i'),
            'x' => folded.push_str("ks"),
            other => folded.push(other),
        }
    }
    // The law on transliteration itself makes this one exception to ъ = a.
    folded.replace("balgari", "bulgari")
}

/// The text as a list orders it: no case, no accents, both alphabets in one by the official transliteration.
pub fn sort_key(text: &str) -> String {
    latin(text).collect()
}

/// The folded words in alphabetical order: what two spellings of one name have in common.
pub fn word_key(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Only the digits, in ASCII.
pub fn digits(text: &str) -> String {
    text.nfkd().filter(char::is_ascii_digit).collect()
}

/// The digits that a telephone number's stored forms share, if the text looks like a number or a part of one: at
/// least three digits, signs of telephone numbers only, leading zeros (trunk prefix or `00`) left out.
pub fn phone_fragment(text: &str) -> Option<String> {
    let is_sign = |letter: char| letter.is_ascii_digit() || " +-()./\u{a0}\u{2010}\u{2011}".contains(letter);
    let found = digits(text);
    let significant = found.trim_start_matches('0');
    (text.chars().all(is_sign) && significant.len() >= 3).then(|| significant.to_owned())
}

/// The first letters of the first and of the last word, in capitals; one letter for one word.
pub fn initials(name: &str) -> String {
    let mut letters =
        name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// The text without control characters, with single blanks, without outer blanks: one line as somebody meant it.
pub fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lower case Latin letters, digits, the signs of addresses, and single blanks for everything else.
fn latin(text: &str) -> impl Iterator<Item = char> {
    let plain: Vec<char> = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter) && !is_quote(*letter))
        .collect();
    let mut line = String::with_capacity(plain.len());
    for (index, letter) in plain.iter().copied().enumerate() {
        let ends_word = plain.get(index + 1).is_none_or(|next| !next.is_alphanumeric());
        match transliterate(letter) {
            // -ия at the end of a word is -ia.
            Some("ya") if ends_word && index > 0 && plain[index - 1] == 'и' => line.push('a'),
            Some(letters) => line.push_str(letters),
            None if letter.is_alphanumeric() || "@.+-_/&#".contains(letter) => line.push(letter),
            None if line.is_empty() || line.ends_with(' ') => {}
            None => line.push(' '),
        }
    }
    line.truncate(line.trim_end().len());
    line.chars().collect::<Vec<_>>().into_iter()
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '\'' | '"' | '`' | '´' | 'ʼ' | '‘'..='‟' | '‹' | '›' | '«' | '»' | '′' | '″')
}

/// Cyrillic by the Bulgarian Transliteration Act (State Gazette 19/2009), its neighbours by their nearest letters,
/// and the Latin letters that no decomposition takes apart.
fn transliterate(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'ъ' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ь' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sht",
        'ю' => "yu",
        'я' => "ya",
        'ђ' | 'ѓ' => "dj",
        'ћ' => "c",
        'џ' | 'ѕ' => "dz",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_alphabets_fold_to_the_same_letters() {
        let pairs = [
            ("Иванов", "Ivanov"),
            ("Николай", "Nikolay"),
            ("Николай", "Nikolai"),
            ("Стоянов", "Stoyanov"),
            ("Мария Щерева", "Maria Shtereva"),
            ("Мария", "Mariya"),
            ("Цветелина Жечева", "Tsvetelina Zhecheva"),
            ("Александров", "Alexandrov"),
            ("Ъглов", "Aglov"),
            ("България", "Bulgaria"),
            ("Гьоргев", "Gyorgev"),
        ];

        for (cyrillic, latin) in pairs {
            assert_eq!(fold(cyrillic), fold(latin), "{cyrillic} and {latin}");
        }
    }

    #[test]
    fn accents_and_letters_of_their_own_become_plain() {
        assert_eq!(fold("Łukasz Ångström Straße Bjørn Æsop"), "lukasz angstrom strasse bjorn aesop");
        assert_eq!(fold("Фёдор Ёлкин"), "fedor elkin");
        assert_eq!(fold("  O’Brien  &  „Sons“,\tLtd. "), "obrien & sons ltd.");
        assert_eq!(fold("Ivan.Petrov@Example.COM"), "ivan.petrov@eksample.com");
    }

    #[test]
    fn both_alphabets_sort_into_one() {
        let mut names = ["Емил", "Amelia", "Яна", "Цветелина", "Антон", "Zoe", "Beatrice", "Борис"];

        names.sort_by_key(|name| sort_key(name));

        assert_eq!(names, ["Amelia", "Антон", "Beatrice", "Борис", "Емил", "Цветелина", "Яна", "Zoe"]);
    }

    #[test]
    fn a_part_of_a_telephone_number_is_known_by_its_digits() {
        assert_eq!(phone_fragment("0888 12-34"), Some("8881234".to_owned()));
        assert_eq!(phone_fragment("+359 (2) 980"), Some("3592980".to_owned()));
        assert_eq!(phone_fragment("00359"), Some("359".to_owned()));
        assert_eq!(phone_fragment("12"), None);
        assert_eq!(phone_fragment("block 123"), None);
    }

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("иван Петров Колев"), "ИК");
        assert_eq!(initials("„Кантора“"), "К");
        assert_eq!(initials(" "), "");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_a_bulgarian_word_leaves_only_latin_letters(word in "[а-щъьюяА-ЩЪЬЮЯ]{1,20}") {
            prop_assert!(fold(&word).chars().all(|letter| letter.is_ascii_lowercase()));
        }

        #[test]
        fn case_never_matters(word in "[a-zа-щъьюя ]{0,20}") {
            prop_assert_eq!(fold(&word.to_uppercase()), fold(&word));
        }

        #[test]
        fn one_line_has_no_outer_and_no_double_blanks(text in "\\PC{0,40}") {
            let line = one_line(&text);
            prop_assert_eq!(line.trim(), &line);
            prop_assert!(!line.contains("  "));
        }
    }
}
