//! Every text on a screen is that of its key, in every language; and the fonts have every letter.

use super::layout::troubles;
use super::support::{Fake, admitted, door, results, texts, verdict};
use doorcheck::policy::Verdict;
use doorcheck::scanner::session::Screen;
use doorcheck::texts::{Language, headline_key};
use doorcheck::ui::prepare;
use doorcheck::verdict::{Check, Outcome, Reason};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use std::sync::Arc;

const LOCALES: [&str; 3] = [
    include_str!("../../../assets/locales/en.ftl"),
    include_str!("../../../assets/locales/zh-Hant.ftl"),
    include_str!("../../../assets/locales/zh-Hans.ftl"),
];

#[test]
fn every_reason_is_told_in_its_words() {
    for language in Language::ALL {
        let (texts, partner) = (texts(language), texts(language.partner()));
        for reason in Reason::ALL {
            // What exactly was found has tests of its own, and words that take the place of these.
            let verdict = Verdict { finding: None, ..verdict(reason) };
            let door = door(Fake::showing(results(vec![verdict.clone()])), language);
            let key = headline_key(verdict.outcome(), reason, verdict.headline());
            door.get_by_role_and_label(egui::Role::Alert, &texts.get(key));
            door.get_by_label_contains(&partner.get(key));
            door.get_by_label(&texts.what(reason));
            door.get_by_label(&texts.next(reason));
            door.get_by_label(&texts.with("helpdesk", [("code", reason.code())]));
            for (name, check) in verdict.checks().lines() {
                let label = texts.get(&format!("check-{name}"));
                let line = match check {
                    Check::Ok => label,
                    Check::Fail => texts.with("check-failed-line", [("check", label)]),
                    Check::Skipped => texts.with("check-skipped-line", [("check", label)]),
                };
                door.get_by_label(&line);
            }
        }
    }
}

#[test]
fn a_pass_without_a_rule_says_so_and_one_with_a_rule_admits() {
    let texts = texts(Language::En);
    let genuine = door(Fake::showing(results(vec![verdict(Reason::Ok)])), Language::En);
    genuine.get_by_label("GENUINE");
    genuine.get_by_label_contains(&texts.get("no-entry-rule"));
    let admitted = door(Fake::showing(results(vec![admitted()])), Language::En);
    admitted.get_by_label("ADMIT");
    assert!(admitted.query_by_label_contains(&texts.get("no-entry-rule")).is_none());
}

#[test]
fn identity_is_shown_where_it_is_compared_and_nowhere_else() {
    for reason in Reason::ALL {
        let door = door(Fake::showing(results(vec![verdict(reason)])), Language::En);
        let compares = reason.outcome() == Outcome::Pass || reason == Reason::CheckByHand;
        for text in ["TEAPOT SIU MING MARY", "茶壺小明", "Born 23 May 1980", "Document ****218(0)"] {
            assert_eq!(door.query_by_label(text).is_some(), compares, "{reason}: {text}");
        }
    }
}

#[test]
fn doses_are_nobodys_business_where_the_rule_was_met() {
    let line = "Vaccination · COVID-19 · dose 2 of 2 · 21 Feb 2021";
    let genuine = door(Fake::showing(results(vec![verdict(Reason::Ok)])), Language::En);
    assert!(genuine.query_by_label(line).is_some());
    let admitted = door(Fake::showing(results(vec![admitted()])), Language::En);
    assert!(admitted.query_by_label(line).is_none());
}

#[test]
fn what_the_rule_asks_for_is_said_in_every_language() {
    for (language, said) in [
        (Language::En, "Asked for: 2 doses against COVID-19. On the record: 1 dose."),
        (Language::ZhHant, "規定：新冠疫苗 2 劑。記錄：1 劑。"),
        (Language::ZhHans, "规定：新冠疫苗 2 剂。记录：1 剂。"),
    ] {
        let refused = door(Fake::showing(results(vec![verdict(Reason::RulesNotMet)])), language);
        refused.get_by_label_contains(said);
        assert!(refused.query_by_label_contains("asks for").is_none(), "English for the helpdesk only");
    }
}

#[test]
fn a_code_of_another_kind_is_named() {
    let address = door(Fake::showing(results(vec![verdict(Reason::NotACredential)])), Language::En);
    address.get_by_role_and_label(egui::Role::Alert, "WEB ADDRESS");
    let link = door(Fake::showing(results(vec![verdict(Reason::UnsupportedKind)])), Language::ZhHant);
    link.get_by_role_and_label(egui::Role::Alert, "SMART 健康連結");
    link.get_by_label_contains("紙本");
}

#[test]
fn a_script_that_cannot_be_shaped_falls_back_to_the_transliteration() {
    let mut verdict = verdict(Reason::Ok);
    let holder = verdict.holder().as_mut().unwrap();
    holder.native_name = Some(doorcheck::verdict::Personal::new("إبريق".to_owned()));
    let shown = door(Fake::showing(results(vec![verdict.clone()])), Language::En);
    shown.get_by_label("TEAPOT SIU MING MARY");
    assert!(shown.query_by_label("إبريق").is_none());
    verdict.holder().as_mut().unwrap().name = None;
    let neither = door(Fake::showing(results(vec![verdict])), Language::En);
    neither.get_by_label(&texts(Language::En).get("name-other-script"));
}

#[test]
fn every_trouble_says_what_and_what_next() {
    for language in Language::ALL {
        let texts = texts(language);
        for state in troubles() {
            let door = door(Fake::showing(Screen::CameraTrouble(state.clone())), language);
            for part in ["what", "next"] {
                let key = format!("camera-{}-{part}", state.name());
                let text = texts.get(&key);
                assert_ne!(text, key);
                door.get_by_label(&text);
            }
        }
    }
}

#[test]
fn a_group_is_summed_up_in_two_languages() {
    let people = || results(vec![admitted(), admitted(), admitted(), verdict(Reason::BadSignature)]);
    let english = door(Fake::showing(people()), Language::En);
    english.get_by_label("4 people: 3 ✓ 1 ✗");
    english.get_by_label("4人:3可入 1不可入");
    let chinese = door(Fake::showing(people()), Language::ZhHant);
    chinese.get_by_role_and_label(egui::Role::Alert, "4人:3可入 1不可入");
}

#[test]
fn the_fonts_have_every_letter_of_every_text_and_of_hong_kongs_names() {
    let context = egui::Context::default();
    prepare(&context);
    let mut wanted: BTreeSet<char> = LOCALES.iter().flat_map(|text| text.chars()).collect();
    wanted.extend('!'..='~');
    // Characters of names that are in Big5-HKSCS and not in Big5, some beyond the first plane.
    wanted.extend("啲嘅喺冇咗嗰嚟乜佢哋囝埗㷫啩𠝹𨋢𡃁邨鰂".chars());
    let missing = without_glyph(&context, egui::FontFamily::Proportional, &wanted);
    assert!(missing.is_empty(), "no glyph for {missing:?}: run scripts/build-fonts");
}

#[test]
fn the_bold_font_has_every_letter_of_every_text_itself() {
    let family = egui::FontFamily::Name("bold-alone".into());
    let mut fonts = egui::FontDefinitions::default();
    for (name, bytes) in [
        ("bold", include_bytes!("../../../assets/fonts/door-bold.otf").as_slice()),
        ("signs", include_bytes!("../../../assets/fonts/door-signs.ttf").as_slice()),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(egui::FontData::from_static(bytes)));
        fonts.families.entry(family.clone()).or_default().push(name.to_owned());
    }
    let context = egui::Context::default();
    context.set_fonts(fonts);
    let wanted = LOCALES.iter().flat_map(|text| text.chars()).collect();
    let missing = without_glyph(&context, family, &wanted);
    assert!(missing.is_empty(), "no bold glyph for {missing:?}: run scripts/build-fonts");
}

fn without_glyph(context: &egui::Context, family: egui::FontFamily, wanted: &BTreeSet<char>) -> Vec<char> {
    let font = egui::FontId::new(20.0, family);
    let mut missing = Vec::new();
    let mut output = context.run_ui(egui::RawInput::default(), |ui| {
        ui.ctx().fonts_mut(|fonts| {
            missing =
                wanted.iter().filter(|c| !c.is_control() && !fonts.has_glyph(&font, **c)).copied().collect();
        });
    });
    output.textures_delta.clear();
    missing
}
