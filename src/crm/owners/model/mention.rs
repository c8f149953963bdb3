//! Colleagues named in a text.
//!
//! The rule is closed: an `@` at the beginning of a word, and after it the whole name of somebody who works here, or
//! their first name if nobody else here has it; in either alphabet, in any case, with or without accents. Where two
//! names fit, the longer one is meant; where two people fit, nobody is.

use std::ops::Range;

use super::Owners;
use crate::base::{MemberId, text};

/// No name is looked for further than so many words.
const MOST_WORDS: usize = 6;

/// Somebody named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Who.
    pub member: MemberId,
    /// Where it stands, with its `@`.
    pub place: Range<usize>,
}

/// A word as names are compared, and where it ends.
struct Word {
    folded: String,
    end: usize,
}

/// A name in words.
struct Name {
    member: MemberId,
    words: Vec<String>,
}

impl Owners {
    /// The text with everybody named in it by their whole name, and who they are: this is how it is kept.
    pub fn settle_mentions(&self, text: &str) -> (String, Vec<MemberId>) {
        let mut settled = text.to_owned();
        let (mut found, names) = (Vec::new(), names(self.here().map(|owner| (owner.id, &*owner.name))));
        for mention in
            mentions(text, |words| whole(&names, words).or_else(|| first(&names, words))).into_iter().rev()
        {
            settled.replace_range(mention.place, &format!("@{}", self.name_of(Some(mention.member))));
            if !found.contains(&mention.member) {
                found.push(mention.member);
            }
        }
        found.reverse();
        (settled, found)
    }

    /// Those named in a text that was settled, whether they still work here or not.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        if !text.contains('@') {
            return Vec::new();
        }
        let names = names(self.0.iter().map(|owner| (owner.id, &*owner.name)));
        mentions(text, |words| whole(&names, words))
    }
}

fn names<'n>(owners: impl Iterator<Item = (MemberId, &'n str)>) -> Vec<Name> {
    let words = |name: &str| words(name, 0).into_iter().map(|word| word.folded).collect();
    owners
        .map(|(member, name)| Name { member, words: words(name) })
        .filter(|name| !name.words.is_empty())
        .collect()
}

fn mentions(text: &str, resolve: impl Fn(&[Word]) -> Option<(MemberId, usize)>) -> Vec<Mention> {
    let begins = text.match_indices('@').map(|(at, _)| at).filter(|at| begins_word(&text[..*at]));
    let found = begins.filter_map(|at| {
        let words = words(text, at + 1);
        let (member, count) = resolve(&words)?;
        Some(Mention { member, place: at..words.get(count - 1)?.end })
    });
    found.collect()
}

fn begins_word(before: &str) -> bool {
    before.chars().next_back().is_none_or(|letter| letter.is_whitespace() || "([{\"'„“«*_~>".contains(letter))
}

/// The words that follow, each parted from the next by one blank or apostrophe.
fn words(text: &str, from: usize) -> Vec<Word> {
    let (mut words, mut at) = (Vec::new(), from);
    while words.len() < MOST_WORDS {
        let rest = &text[at..];
        let length =
            rest.find(|letter: char| !letter.is_alphanumeric() && letter != '-').unwrap_or(rest.len());
        let word = rest[..length].trim_end_matches('-');
        if word.is_empty() {
            break;
        }
        let end = at + word.len();
        words.push(Word { folded: text::fold(word), end });
        match text[end..].chars().next() {
            Some(sign) if [' ', '\'', '’'].contains(&sign) => at = end + sign.len_utf8(),
            _ => break,
        }
    }
    words
}

/// Whoever's whole name the words begin with.
fn whole(names: &[Name], words: &[Word]) -> Option<(MemberId, usize)> {
    let fits = |name: &&Name| {
        name.words.len() <= words.len() && name.words.iter().zip(words).all(|(own, word)| *own == word.folded)
    };
    let longest = names.iter().filter(fits).map(|name| name.words.len()).max()?;
    only(names.iter().filter(fits).filter(|name| name.words.len() == longest)).map(|member| (member, longest))
}

/// Whoever alone has that first name.
fn first(names: &[Name], words: &[Word]) -> Option<(MemberId, usize)> {
    let word = words.first()?;
    only(names.iter().filter(|name| name.words[0] == word.folded)).map(|member| (member, 1))
}

fn only<'n>(mut names: impl Iterator<Item = &'n Name>) -> Option<MemberId> {
    let found = names.next()?.member;
    names.next().is_none().then_some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Owner;
    use super::*;

    fn office() -> Owners {
        let owner = |id, name: &str, is_here| Owner {
            id: MemberId::new(id),
            name: name.into(),
            teams: Vec::new(),
            is_here,
        };
        Owners(vec![
            owner(1, "Mara Ilieva", true),
            owner(2, "Tom Ashdown", true),
            owner(3, "Tom Hill", true),
            owner(4, "Иван Русев", true),
            owner(5, "Nora Finch", false),
        ])
    }

    fn settled(text: &str) -> (String, Vec<i64>) {
        let (text, found) = office().settle_mentions(text);
        (text, found.into_iter().map(MemberId::number).collect())
    }

    #[test]
    fn a_first_name_that_only_one_has_becomes_the_whole_name() {
        assert_eq!(settled("@mara can you look?"), ("@Mara Ilieva can you look?".into(), vec![1]));
        assert_eq!(settled("(@Mara's plan)"), ("(@Mara Ilieva's plan)".into(), vec![1]));
        assert_eq!(settled("ask @ivan, @Mara"), ("ask @Иван Русев, @Mara Ilieva".into(), vec![4, 1]));
    }

    #[test]
    fn where_two_people_fit_nobody_is_meant_and_whole_names_tell_them_apart() {
        assert_eq!(settled("@Tom knows"), ("@Tom knows".into(), vec![]));
        assert_eq!(settled("@tom hill knows"), ("@Tom Hill knows".into(), vec![3]));
        assert_eq!(settled("@Tom Ashdown and @Tom Hill").1, [2, 3]);
    }

    #[test]
    fn addresses_strangers_and_those_who_left_are_not_meant() {
        for text in
            ["info@mara.example", "https://x.example/@mara", "@Nora Finch", "@Marathon", "@", "a@Mara"]
        {
            assert_eq!(settled(text), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn a_settled_text_shows_everybody_and_stays_as_it_is() {
        let text = "@Mara Ilieva told @Nora Finch, not @Mara";

        let found = office().mentions(text);

        assert_eq!(
            found.iter().map(|one| &text[one.place.clone()]).collect::<Vec<_>>(),
            ["@Mara Ilieva", "@Nora Finch"]
        );
    }

    proptest! {
        #[test]
        fn to_settle_twice_is_to_settle_once(text in "[@ MarTomИванhil,.'-]{0,40}") {
            let (once, found) = office().settle_mentions(&text);
            prop_assert_eq!(office().settle_mentions(&once), (once, found));
        }
    }
}
