//! What is printed: every sheet in every language, read again from the PDF as a reader of the text, and as our own reader of codes.

use doorcheck::input::{Item, open_bytes};
use doorcheck::paper::Sheet;
use doorcheck::reader::{Frame, PassReader, Reader, Sighting};
use doorcheck::scanner::{Coach, Hint};
use doorcheck::texts::{Language, OwnTexts, Texts};
use doorcheck::verdict::TestCard;
use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect};
use std::time::Duration;

/// Writes down what a page's letters stand for.
#[derive(Default)]
struct Scribe(String);

impl<'a> Device<'a> for Scribe {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(char)) => self.0.push(char),
                Some(BfString::String(text)) => self.0.push_str(&text),
                None => panic!("a glyph that stands for nothing, after {:?}", self.0),
            }
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A text without its spaces: where lines end, they are not drawn.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

/// The text of each page, squeezed.
pub(crate) fn pages_of(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let read = |page: &hayro::hayro_syntax::page::Page<'_>| {
        let mut scribe = Scribe::default();
        let bounds = Rect::new(0.0, 0.0, 1_000.0, 1_000.0);
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut scribe);
        squeezed(&scribe.0)
    };
    pdf.pages().iter().map(read).collect()
}

fn printed(sheet: Sheet, language: Language) -> Vec<u8> {
    sheet.pdf(language, &OwnTexts::default()).unwrap_or_else(|why| panic!("{sheet:?} {language:?}: {why}"))
}

/// The pages as a reader of codes sees them.
fn frames(pdf: Vec<u8>) -> Vec<Frame> {
    let items = open_bytes("sheet", pdf).unwrap();
    items
        .map(|item| match item.unwrap() {
            Item::Frame(frame) => frame,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// The keys of what a sheet says.
fn said(sheet: Sheet) -> Vec<String> {
    let all = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    match sheet {
        Sheet::Guide => {
            let hints = Hint::ALL.map(|hint| format!("coach-{}", hint.name()));
            let keys = [
                "guide-title",
                "headline-admit",
                "guide-admit-do",
                "guide-sound-admit",
                "headline-signature-valid",
                "guide-signature-valid-do",
                "guide-sound-signature-valid",
                "headline-do-not-admit",
                "guide-refused-do",
                "guide-sound-refused",
                "headline-scan-again",
                "guide-again-do",
                "guide-question",
                "guide-question-do",
                "headline-hold",
                "guide-hold-do",
                "guide-sound-undecided",
                "headline-not-a-pass",
                "guide-other-do",
                "guide-sound-other",
                "guide-reading",
                "guide-reading-do",
            ];
            [all(&keys), hints.to_vec()].concat()
        }
        Sheet::GuestNotice => {
            all(&["notice-guest-title", "notice-guest", "notice-guest-code", "notice-guest-document"])
        }
        Sheet::StaffNotice => all(&[
            "notice-staff-title",
            "notice-staff",
            "notice-staff-copy",
            "notice-staff-aloud",
            "notice-staff-refused",
        ]),
        Sheet::TestCards => all(&[
            "test-cards",
            "test-cards-how",
            "test-card-title",
            "test-card-pass",
            "test-card-fail",
            "test-card-damaged",
            "test-card-pass-how",
            "test-card-fail-how",
            "test-card-damaged-how",
        ]),
        Sheet::Scanner => all(&["scanner-sheet", "scanner-sheet-how"]),
    }
}

#[test]
fn every_sheet_says_all_that_it_is_to_say_in_every_language() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for sheet in Sheet::ALL {
            let pdf = printed(sheet, language);
            let text = pages_of(&pdf).concat();
            for key in said(sheet) {
                let words = squeezed(&texts.get(&key));
                assert!(text.contains(&words), "{sheet:?}, {language:?}: {key}: {words} in {text}");
            }
            // The same bytes again: neither a time nor anything of the machine is in it.
            assert_eq!(pdf, printed(sheet, language), "{sheet:?}");
            let raw = String::from_utf8_lossy(&pdf);
            for word in ["/Lang", "/StructTreeRoot", "/MarkInfo", "pdfuaid", language.tag()] {
                assert!(raw.contains(word), "{sheet:?}: {word}");
            }
            assert!(!raw.contains("/CreationDate") && !raw.contains("/home"), "{sheet:?}");
            assert!(pdf.len() < 300_000, "{sheet:?}, {language:?}: {} bytes", pdf.len());
        }
    }
}

#[test]
fn a_notice_promises_what_it_is_to_promise() {
    let says = |sheet, language, words: &str| {
        let text = pages_of(&printed(sheet, language)).concat();
        assert!(text.contains(&squeezed(words)), "{words}");
    };
    for language in [Language::En, Language::ZhHant] {
        says(
            Sheet::GuestNotice,
            language,
            "Checked on this device only; no name, number or code is stored or sent",
        );
        says(Sheet::GuestNotice, language, "只在此裝置核對，不儲存或傳送姓名、號碼或二維碼");
        says(Sheet::StaffNotice, language, "Never photograph a guest's code or ID with your own phone");
        says(Sheet::StaffNotice, language, "切勿用私人手機拍攝客人的二維碼或身份證");
        says(Sheet::TestCards, language, "TEST CARD");
        says(Sheet::TestCards, language, "測試卡 · 並非紀錄");
    }
}

#[test]
fn the_cards_of_pass_and_fail_read_and_the_damaged_one_does_not() {
    let [page] = &frames(printed(Sheet::TestCards, Language::En))[..] else { panic!("one page") };
    let read = PassReader::new(|| Duration::ZERO).read(page, None).payloads;
    let mut cards: Vec<_> = read.iter().map(|code| TestCard::of(code.as_text().unwrap())).collect();
    cards.sort_by_key(|card| *card != Some(TestCard::Pass));
    assert_eq!(cards, [Some(TestCard::Pass), Some(TestCard::Fail)]);
}

/// The damaged card alone, as a camera of three pixels a module sees it.
fn damaged_card() -> Frame {
    const SCALE: usize = 3;
    let pages = frames(printed(Sheet::TestCards, Language::En));
    let page = &pages[0];
    // In the last third of the page, at the left.
    let top = page.height() * 69 / 100;
    let (width, height) = (page.width() / 2 / SCALE, (page.height() - top) / SCALE);
    let luma = (0..height).flat_map(|y| {
        (0..width).map(move |x| {
            let cell = (0..SCALE * SCALE).map(|k| (x * SCALE + k % SCALE, top + y * SCALE + k / SCALE));
            let sum: usize = cell.map(|(x, y)| usize::from(page.luma()[y * page.width() + x])).sum();
            u8::try_from(sum / (SCALE * SCALE)).unwrap()
        })
    });
    Frame::new(width, height, luma.collect()).unwrap()
}

#[test]
fn the_damaged_card_is_seen_as_a_code_that_is_damaged() {
    let frame = damaged_card();
    // With all the time it needs.
    let reading = PassReader::new(|| Duration::ZERO).read(&frame, None);
    assert_eq!((reading.payloads.len(), reading.sighting), (0, Sighting::Damaged));
    // And so the coach says, where it is held before a camera.
    let mut reader = PassReader::following(|| Duration::ZERO);
    let mut coach = Coach::default();
    let mut at = Duration::ZERO;
    for _ in 0..14 {
        at += Duration::from_millis(280);
        coach.see(at, reader.read(&frame, None).sighting);
    }
    assert_eq!(coach.advice(at), Some(Hint::Damaged));
}

#[test]
fn the_sheet_for_scanners_has_both_codes() {
    use doorcheck::scanner::wedge;
    for language in Language::ALL {
        let [page] = &frames(printed(Sheet::Scanner, language))[..] else { panic!("one page") };
        let read = PassReader::new(|| Duration::ZERO).read(page, None).payloads;
        let mut texts: Vec<&str> = read.iter().filter_map(|payload| payload.as_text()).collect();
        texts.sort_by_key(|text| text.len());
        assert_eq!(texts, [wedge::characters(), wedge::length()]);
    }
}

#[test]
fn what_an_operator_says_otherwise_is_printed_or_refused_and_never_cut() {
    let mut own = OwnTexts::default();
    own.add("en", "guide-hold-do = Ring 1234, and wait for Ms Lee.\n").unwrap();
    let pdf = Sheet::Guide.pdf(Language::En, &own).unwrap();
    assert!(pages_of(&pdf)[0].contains("Ring1234,andwaitforMsLee."));
    // No font has the letter.
    let mut own = OwnTexts::default();
    own.add("en", "guide-hold-do = Ring \u{0e01}.\n").unwrap();
    let why = Sheet::Guide.pdf(Language::En, &own).unwrap_err().to_string();
    assert!(why.contains("no font"), "{why}");
    // What a test card is, and what it is not, is the program's to say.
    for text in ["test-card = VACCINATION RECORD\n", "report-foot = Certificate\n"] {
        assert!(OwnTexts::default().add("en", text).is_err(), "{text}");
    }
}
