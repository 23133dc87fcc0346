//! The fonts: one for texts that holds every character a name may need, a bold one for headlines.

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// The name of the bold family.
const BOLD: &str = "door-bold";

/// Makes the fonts known. The files are part of the program: nothing is read, and only the glyphs shown are drawn.
pub(crate) fn install(context: &Context) {
    let mut fonts = FontDefinitions::default();
    let text = FontData::from_static(include_bytes!("../../assets/fonts/door-text.otf"));
    let bold = FontData::from_static(include_bytes!("../../assets/fonts/door-bold.otf"));
    let signs = FontData::from_static(include_bytes!("../../assets/fonts/door-signs.ttf"));
    fonts.font_data.insert("door-signs".to_owned(), Arc::new(signs));
    fonts.font_data.insert("door-text".to_owned(), Arc::new(text));
    fonts.font_data.insert(BOLD.to_owned(), Arc::new(bold));
    // egui's own fonts stay behind ours, for letters of other alphabets.
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let names = fonts.families.entry(family).or_default();
        names.splice(0..0, ["door-text".to_owned(), "door-signs".to_owned()]);
    }
    let mut heads = vec![BOLD.to_owned()];
    heads.extend(fonts.families.get(&FontFamily::Proportional).into_iter().flatten().cloned());
    fonts.families.insert(FontFamily::Name(BOLD.into()), heads);
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

/// Whether every character has a glyph. Scripts that need shaping have none here, on purpose: the caller then shows the
/// transliteration instead of something misspelt.
pub(crate) fn can_show(context: &Context, words: &str) -> bool {
    context.fonts_mut(|fonts| fonts.has_glyphs(&text(20.0), words))
}
