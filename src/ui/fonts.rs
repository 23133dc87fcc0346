//! The fonts: one for texts that holds every character a name may need, a bold one for headlines, in the forms of the language.

use crate::paper::fonts;
use crate::texts::{GuestLanguage, Language};
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, RawInput};
use std::sync::Arc;

/// The name of the bold family.
const BOLD: &str = "door-bold";

/// The bold family in the forms of the Mainland, whatever the screen speaks.
const HANS: &str = "guest-hans";

/// The same in those of Japan.
const JA: &str = "guest-ja";

/// The files, which are part of the program: nothing is read, and only the glyphs shown are drawn.
static FILES: [(&str, &[u8]); 6] = [
    ("text", fonts::TEXT),
    ("bold", fonts::BOLD),
    ("hans", fonts::HANS),
    ("hans-bold", fonts::HANS_BOLD),
    ("ja-bold", fonts::JA_BOLD),
    ("signs", fonts::SIGNS),
];

/// The side of the texture of drawn letters, in shares of the window's height; and at least and at most, in pixels.
const TEXTURE: f32 = 2.0;
const LEAST_TEXTURE: usize = 2048;
const MOST_TEXTURE: usize = 16_384;

/// Keeps the texture of drawn letters as small as the window's letters let it be. Where it grows it is handed on whole: as wide as the
/// system would have it, that takes a processor without a graphics chip 50 ms, in the middle of service.
pub fn limit_texture(input: &mut RawInput) {
    let points = input.screen_rect.map_or(0.0, |screen| screen.height());
    let pixels = points * input.viewport().native_pixels_per_point.unwrap_or(1.0);
    let side = ((TEXTURE * pixels) as usize).clamp(LEAST_TEXTURE, MOST_TEXTURE).next_power_of_two();
    input.max_texture_side = Some(input.max_texture_side.map_or(side, |most| most.min(side)));
}

/// Makes the fonts known, in the forms that a language is written in.
pub(crate) fn install(context: &Context, language: Language) {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mainland = language == Language::ZhHans;
    // What a language writes otherwise than Hong Kong stands before; egui's own fonts stay behind, for other alphabets.
    let text: &[&str] = if mainland { &["hans", "text", "signs"] } else { &["text", "signs"] };
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let names = fonts.families.entry(family).or_default();
        names.splice(0..0, text.iter().map(|name| (*name).to_owned()));
    }
    let behind = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let bold: &[&str] = if mainland { &["hans-bold", "bold"] } else { &["bold"] };
    for (family, heads) in [(BOLD, bold), (HANS, &["hans-bold", "bold"]), (JA, &["ja-bold", "bold"])] {
        let names = heads.iter().map(|name| (*name).to_owned()).chain(behind.iter().cloned()).collect();
        fonts.families.insert(FontFamily::Name(family.into()), names);
    }
    context.set_fonts(fonts);
}

/// The text font in a size.
pub(crate) fn text(size: f32) -> FontId {
    FontId::proportional(size)
}

/// The bold font in a size.
pub(crate) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// The bold font in the forms of the language that a guest reads.
pub(crate) fn for_guest(language: GuestLanguage, size: f32) -> FontId {
    let family = match language {
        GuestLanguage::ZhHans => HANS,
        GuestLanguage::Ja => JA,
        _ => BOLD,
    };
    FontId::new(size, FontFamily::Name(family.into()))
}

/// Whether every character has a glyph. Scripts that need shaping have none here, on purpose: the caller then shows the
/// transliteration instead of something misspelt.
pub(crate) fn can_show(context: &Context, words: &str) -> bool {
    context.fonts_mut(|fonts| fonts.has_glyphs(&text(20.0), words))
}
