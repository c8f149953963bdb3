//! Pages as lists of marks, so that the last page is known before the first is printed.

use krilla::Document as Pdf;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;

use super::ink::{Ink, Style};
use crate::base::{Error, Result};

/// A4, in points.
const PAPER: (f32, f32) = (595.28, 841.89);
/// Where text begins from the left.
pub const LEFT: f32 = 48.0;
/// Where it ends.
pub const RIGHT: f32 = 547.0;
/// Where it begins from above.
const TOP: f32 = 46.0;
/// Where it ends; the foot is below.
const BOTTOM: f32 = 768.0;

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    /// A text that begins there, on its base line.
    Text(f32, f32, String, Style),
    /// A filled box: left, top, width, height.
    Box(f32, f32, f32, f32, [u8; 3]),
}

/// What is being written.
pub struct Sheet<'a> {
    /// Its letters.
    pub ink: &'a Ink,
    /// How far down the last page is written.
    pub y: f32,
    pages: Vec<Vec<Mark>>,
}

impl<'a> Sheet<'a> {
    /// One empty page.
    pub fn new(ink: &'a Ink) -> Sheet<'a> {
        Sheet { ink, y: TOP, pages: vec![Vec::new()] }
    }

    /// Whether that much still fits on the page.
    pub fn has_room(&self, height: f32) -> bool {
        self.y + height <= BOTTOM
    }

    /// Begins a new page unless that much still fits.
    pub fn keep(&mut self, height: f32) {
        if !self.has_room(height) {
            self.turn();
        }
    }

    /// Begins a new page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// A text whose line begins at the height that is reached.
    pub fn text(&mut self, x: f32, text: &str, style: Style) {
        self.mark(Mark::Text(x, self.y + style.size, text.to_owned(), style));
    }

    /// The same, ending there.
    pub fn text_to(&mut self, right: f32, text: &str, style: Style) {
        self.text(right - self.ink.width(text, style), text, style);
    }

    /// A text in lines of at most that width, over as many pages as it needs; what follows comes below it.
    pub fn paragraph(&mut self, x: f32, width: f32, text: &str, style: Style) {
        for line in self.ink.wrap(text, style, width) {
            self.keep(style.leading());
            self.text(x, &line, style);
            self.y += style.leading();
        }
    }

    /// A line across, from there to there.
    pub fn rule(&mut self, from: f32, to: f32, weight: f32, color: [u8; 3]) {
        self.mark(Mark::Box(from, self.y, to - from, weight, color));
    }

    /// A square of modules, each dark one given by column and row; `side` is how many make its width.
    pub fn squares(&mut self, x: f32, width: f32, side: usize, dark: impl Iterator<Item = (usize, usize)>) {
        let one = width / side as f32;
        for (column, row) in dark {
            let (left, top) = (x + column as f32 * one, self.y + row as f32 * one);
            self.mark(Mark::Box(left, top, one, one, [0, 0, 0]));
        }
    }

    /// Writes the foot of every page, given its number and how many there are.
    pub fn feet(&mut self, mut foot: impl FnMut(&mut Sheet, usize, usize)) {
        let all = std::mem::take(&mut self.pages);
        let count = all.len();
        let mut done = Vec::with_capacity(count);
        for (place, page) in all.into_iter().enumerate() {
            self.pages = vec![page];
            self.y = BOTTOM + 10.0;
            foot(self, place + 1, count);
            done.append(&mut self.pages);
        }
        self.pages = done;
    }

    /// Prints all pages.
    pub fn print(&self, pdf: &mut Pdf) -> Result<()> {
        let settings =
            PageSettings::from_wh(PAPER.0, PAPER.1).ok_or_else(|| Error::internal("no such paper"))?;
        for marks in &self.pages {
            let mut page = pdf.start_page_with(settings.clone());
            let mut surface = page.surface();
            for mark in marks {
                self.draw(&mut surface, mark);
            }
            surface.finish();
            page.finish();
        }
        Ok(())
    }

    fn draw(&self, surface: &mut Surface<'_>, mark: &Mark) {
        match mark {
            Mark::Text(x, y, text, style) => {
                surface.set_fill(Some(fill(style.color)));
                let (font, glyphs) = self.ink.set(text, *style);
                surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font, text, style.size, false);
            }
            Mark::Box(left, top, width, height, color) => {
                surface.set_fill(Some(fill(*color)));
                let mut path = PathBuilder::new();
                if let Some(area) = Rect::from_xywh(*left, *top, *width, *height) {
                    path.push_rect(area);
                }
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
            }
        }
    }
}

fn fill([red, green, blue]: [u8; 3]) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}
