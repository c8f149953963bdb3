//! Letters: how wide they are, and where lines of them end.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use crate::base::{Error, Result};

/// One weight of the font.
pub struct Face {
    font: Font,
    letters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    em: f32,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Its size in points.
    pub size: f32,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Its colour.
    pub color: [u8; 3],
}

/// Both weights.
pub struct Ink {
    regular: Face,
    bold: Face,
}

/// Black enough.
pub const BLACK: [u8; 3] = [24, 24, 27];
/// For what matters less.
pub const GREY: [u8; 3] = [90, 90, 98];

impl Style {
    /// Black and regular.
    pub const fn of(size: f32) -> Style {
        Style { size, is_bold: false, color: BLACK }
    }

    /// The same, bold.
    pub const fn bold(self) -> Style {
        Style { is_bold: true, ..self }
    }

    /// The same in that colour.
    pub const fn in_color(self, color: [u8; 3]) -> Style {
        Style { color, ..self }
    }

    /// From one line to the next.
    pub fn leading(self) -> f32 {
        self.size * 1.36
    }
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Face> {
        let font = Font::new(bytes.into(), 0).ok_or_else(|| Error::internal("the font cannot be read"))?;
        let read = FontRef::new(bytes).map_err(|cause| Error::internal(cause.to_string()))?;
        let metrics = read.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Face { em: font.units_per_em(), font, letters: read.charmap(), metrics })
    }

    /// The glyph of a letter; a question mark stands for what the font does not know.
    fn glyph(&self, letter: char) -> skrifa::GlyphId {
        let known = self.letters.map(letter).or_else(|| self.letters.map('?'));
        known.unwrap_or(skrifa::GlyphId::NOTDEF)
    }

    fn advance(&self, letter: char) -> f32 {
        self.metrics.advance_width(self.glyph(letter)).unwrap_or_default() / self.em
    }
}

impl Ink {
    /// The font that the program carries.
    pub fn new() -> Result<Ink> {
        Ok(Ink { regular: Face::new(notosans::REGULAR_TTF)?, bold: Face::new(notosans::BOLD_TTF)? })
    }

    fn face(&self, style: Style) -> &Face {
        if style.is_bold { &self.bold } else { &self.regular }
    }

    /// How wide a text is, in points.
    pub fn width(&self, text: &str, style: Style) -> f32 {
        let face = self.face(style);
        text.chars().map(|letter| face.advance(letter)).sum::<f32>() * style.size
    }

    /// The font and the glyphs of a text.
    pub fn set(&self, text: &str, style: Style) -> (Font, Vec<KrillaGlyph>) {
        let face = self.face(style);
        let glyphs = text.char_indices().map(|(at, letter)| {
            let id = GlyphId::new(face.glyph(letter).to_u32());
            KrillaGlyph::new(id, face.advance(letter), 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
        });
        (face.font.clone(), glyphs.collect())
    }

    /// A text in lines of at most that width; its own line ends stay, a word that is too long is cut, and signs that no
    /// printer knows are left out.
    pub fn wrap(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            let paragraph: String =
                paragraph.chars().filter(|sign| *sign == '\t' || !sign.is_control()).collect();
            for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer, style) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.cut(word, style, width, &mut lines);
            }
            lines.push(line);
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Cuts a word into lines; what is left of it begins the next one.
    fn cut(&self, word: &str, style: Style, width: f32, lines: &mut Vec<String>) -> String {
        let mut line = String::new();
        for letter in word.chars() {
            line.push(letter);
            if self.width(&line, style) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
        line
    }
}
