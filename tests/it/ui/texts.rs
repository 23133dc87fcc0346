//! Every text on a screen is that of its key, in every language; and the fonts have every letter.

use super::layout::{assert_tidy, troubles};
use super::support::{
    Ear, Fake, STAFF, admitted, door, door_sized, facing_staff, in_language, options, results, texts, verdict,
};
use crate::verdicts::{self, Person, TEAPOT};
use doorcheck::config::Facing;
use doorcheck::scanner::session::{Again, Screen};
use doorcheck::texts::{Language, asked_lists, headline, helpdesk, next, staff, what};
use doorcheck::ui::prepare;
use doorcheck::verdict::{Check, Outcome, Reason};
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

const LOCALES: [&str; 12] = [
    include_str!("../../../assets/locales/en.ftl"),
    include_str!("../../../assets/locales/zh-Hant.ftl"),
    include_str!("../../../assets/locales/zh-Hans.ftl"),
    include_str!("../../../assets/locales/fr.ftl"),
    include_str!("../../../assets/locales/guest/en.ftl"),
    include_str!("../../../assets/locales/guest/zh-Hant.ftl"),
    include_str!("../../../assets/locales/guest/zh-Hans.ftl"),
    include_str!("../../../assets/locales/guest/fr.ftl"),
    include_str!("../../../assets/locales/guest/fil.ftl"),
    include_str!("../../../assets/locales/guest/id.ftl"),
    include_str!("../../../assets/locales/guest/ja.ftl"),
    include_str!("../../../assets/locales/guest/ko.ftl"),
];

#[test]
fn every_reason_is_told_in_its_words() {
    for language in Language::ALL {
        let (texts, partner) = (texts(language), texts(language.partner()));
        for reason in Reason::ALL {
            // What a code is that is known has words of its own in place of these.
            let verdict = match reason {
                Reason::NotACredential => verdicts::too_long(),
                Reason::UnsupportedKind => verdicts::unknown_type(),
                other => verdict(other),
            };
            let door = door(Fake::showing(results(vec![Arc::clone(&verdict)])), language);
            door.get_by_role_and_label(egui::Role::Alert, &headline(&verdict, &texts));
            assert!(door.query_all_by_label_contains(&headline(&verdict, &partner)).next().is_some());
            if verdict.question().is_none() {
                // What the record has and the rule asks stands in place of the general sentence.
                if reason != Reason::RulesNotMet {
                    door.get_by_label(&what(&verdict, &texts));
                }
                door.get_by_label(&next(&verdict, &texts));
            }
            door.get_by_label(&texts.with("helpdesk", [("code", reason.code())]));
            for (name, check) in verdict.checks().lines() {
                let label = texts.get(&format!("check-{name}"));
                let line = match check {
                    Check::Ok => label,
                    Check::Fail if name == "read" => texts.get("check-failed-read"),
                    Check::Fail => texts.with("check-failed-line", [("check", label)]),
                    Check::Skipped => texts.with("check-skipped-line", [("check", label)]),
                };
                let line = match asked_lists(&verdict, &texts).filter(|_| name == "revocation") {
                    Some(lists) => texts.with("check-of", [("check", line), ("of", lists)]),
                    None => line,
                };
                // On a pass, on what is no pass, and beside a question, they are folded into one.
                let folded = matches!(verdict.outcome(), Outcome::Pass | Outcome::Other)
                    || verdict.question().is_some();
                assert_eq!(door.query_by_label(&line).is_some(), !folded, "{reason}: {line}");
                if folded && check == Check::Ok {
                    assert!(door.query_all_by_label_contains(&line).next().is_some(), "{line}");
                }
            }
        }
    }
}

#[test]
fn a_pass_without_a_rule_says_so_and_one_with_a_rule_admits() {
    let texts = texts(Language::En);
    let genuine = door(Fake::showing(results(vec![verdict(Reason::Ok)])), Language::En);
    genuine.get_by_label("SIGNATURE VALID");
    genuine.get_by_label_contains(&texts.get("no-entry-rule"));
    let admitted = door(Fake::showing(results(vec![admitted()])), Language::En);
    admitted.get_by_label("ADMIT");
    assert!(admitted.query_by_label_contains(&texts.get("no-entry-rule")).is_none());
}

#[test]
fn a_profile_limits_what_of_a_pass_is_shown_and_compared() {
    let dose = "dose 2 of 2";
    let born = "Born 23 May 1980";
    for (show, stands) in [
        ("['name', 'birth-date', 'document', 'doses']", [true, true, true]),
        ("['name']", [true, false, false]),
        ("['birth-date']", [false, true, false]),
        ("['birth-date', 'doses']", [false, true, true]),
        // The record states no document: nothing would be left to compare.
        ("['document']", [true, true, false]),
    ] {
        let verdict = verdicts::showing(show);
        let compared = next(&verdict, &texts(Language::En));
        let door = door(Fake::showing(results(vec![verdict])), Language::En);
        let found = ["TEAPOT SIU MING MARY", born, dose]
            .map(|text| door.query_all_by_label_contains(text).next().is_some());
        assert_eq!(found, stands, "{show}");
        // What is to be compared is what stands on the screen.
        door.get_by_label(&compared);
        assert_eq!(
            [compared.contains("name"), compared.contains("birth date")],
            [stands[0], stands[1]],
            "{compared}"
        );
    }
    // What is refused or asked shows what it is about.
    let [refused, asked] = verdicts::refused_and_asked_showing_names();
    let door = self::door(Fake::showing(results(vec![refused])), Language::En);
    assert!(door.query_all_by_label_contains(dose).next().is_some());
    let door = self::door(Fake::showing(results(vec![asked])), Language::En);
    assert!(door.query_by_label(born).is_some());
}

#[test]
fn a_desk_speaks_of_what_is_valid_and_lets_nobody_in() {
    for language in Language::ALL {
        let texts = texts(language);
        let (met, unmet) = (verdicts::at_a_desk(2), verdicts::at_a_desk(3));
        assert_eq!((met.outcome(), unmet.outcome()), (Outcome::Pass, Outcome::Fail));
        for (verdict, key, customers) in
            [(&met, "headline-valid", "headline-valid"), (&unmet, "headline-not-valid", "customer-refused")]
        {
            let before = |facing| {
                let mut settings = in_language(language);
                settings.display.facing = Some(facing);
                let fake = Fake::showing(results(vec![Arc::clone(verdict)]));
                door_sized(fake, settings, options(), [640.0, 400.0], Ear::default())
            };
            before(Facing::Staff).get_by_role_and_label(egui::Role::Alert, &texts.get(key));
            before(Facing::Customer).get_by_role_and_label(egui::Role::Alert, &texts.get(customers));
        }
        let both = door(Fake::showing(results(vec![met, unmet])), language);
        for (key, other) in [("group-valid", "group-pass"), ("group-not-valid", "group-fail")] {
            both.get_by_label(&texts.with(key, [("count", 1)]));
            assert!(both.query_by_label(&texts.with(other, [("count", 1)])).is_none());
        }
    }
}

#[test]
fn identity_is_shown_where_it_is_compared_and_nowhere_else() {
    for reason in Reason::ALL {
        let door = door(Fake::showing(results(vec![verdict(reason)])), Language::En);
        let compares = reason.outcome() == Outcome::Pass || reason == Reason::CheckByHand;
        // The exemption is Hong Kong's, whose records state a document and no second name.
        let local = reason == Reason::Exempt;
        for (text, stated) in [
            ("TEAPOT SIU MING MARY", true),
            ("Born 23 May 1980", true),
            ("茶壺小明", !local),
            ("Document ****218(0)", local),
        ] {
            assert_eq!(door.query_by_label(text).is_some(), compares && stated, "{reason}: {text}");
        }
    }
    let document = |verdict| {
        let door = door(Fake::showing(results(vec![verdict])), Language::En);
        door.query_by_label("Document ****218(0)").is_some()
    };
    assert!(document(verdicts::positive_record()), "all that can be compared");
    assert!(!document(verdicts::exemption_out_of_date()));
}

#[test]
fn a_test_that_is_not_negative_asks_nothing() {
    let door = door(Fake::showing(results(vec![verdicts::not_negative()])), Language::En);
    door.get_by_role_and_label(egui::Role::Alert, "RESULT NOT NEGATIVE");
    door.get_by_label("The test was positive.");
    assert!(door.query_by_label("The same").is_none() && door.query_by_label("Not the same").is_none());
    let question = self::door(Fake::showing(results(vec![verdict(Reason::CheckByHand)])), Language::En);
    question.get_by_label("The same");
}

#[test]
fn what_was_checked_is_said_and_no_more() {
    for language in Language::ALL {
        let texts = texts(language);
        // The proof of an exemption states its end; a vaccination record of Hong Kong states none.
        for (verdict, dated) in [(verdict(Reason::Exempt), true), (verdicts::undated(), false)] {
            let door = door(Fake::showing(results(vec![Arc::clone(&verdict)])), language);
            assert_eq!(verdict.checks().dates == Check::Ok, dated);
            assert_eq!(door.query_by_label_contains(&texts.get("in-date")).is_some(), dated);
            // What is to be compared stands on the screen.
            let holder = verdict.holder().unwrap();
            let compared = next(&verdict, &texts);
            door.get_by_label(&compared);
            for (stated, key) in [
                (holder.name.is_some(), "compare-name"),
                (holder.birth_date.is_some(), "compare-birth-date"),
                (holder.document.is_some(), "compare-document"),
            ] {
                assert_eq!(compared.contains(&texts.get(key)), stated, "{compared}");
            }
        }
    }
}

#[test]
fn no_name_pushes_anything_off_the_screen() {
    let long = "Teapot ".repeat(43);
    let person = Person { name: Some(&long), ..TEAPOT };
    for size in [[640.0, 400.0], [480.0, 800.0], [1280.0, 800.0]] {
        let screen = results(vec![verdicts::verdict(Reason::Ok, person)]);
        let door =
            door_sized(Fake::showing(screen), in_language(Language::En), options(), size, Ear::default());
        assert_tidy(&door, size, "a name of 300 characters");
        door.get_by_label("Born 23 May 1980");
    }
}

#[test]
fn doses_are_nobodys_business_where_the_rule_was_met() {
    let line = "Vaccination · COVID-19 · dose 2 of 2 · 21 Feb 2021 (5 years ago)";
    let genuine = door(Fake::showing(results(vec![verdict(Reason::Ok)])), Language::En);
    assert!(genuine.query_by_label(line).is_some());
    let admitted = door(Fake::showing(results(vec![admitted()])), Language::En);
    assert!(admitted.query_by_label(line).is_none());
}

#[test]
fn what_the_rule_asks_for_is_said_in_every_language() {
    for (language, said) in [
        (Language::En, "On the record: 1 dose against COVID-19, the last on 24 Jan 2021. Asked for: 2."),
        (Language::ZhHant, "紀錄：新冠疫苗 1 劑，最近一劑 2021年1月24日。規定：2 劑。"),
        (Language::ZhHans, "记录：新冠疫苗 1 剂，最近一剂 2021年1月24日。规定：2 剂。"),
        (
            Language::Fr,
            "Sur le document\u{a0}: 1 dose (COVID-19), la dernière le 24 janv. 2021. Demandé\u{a0}: 2.",
        ),
    ] {
        let refused = door(Fake::showing(results(vec![verdict(Reason::RulesNotMet)])), language);
        refused.get_by_label_contains(said);
        assert!(refused.query_by_label_contains("asks for").is_none(), "English for the helpdesk only");
    }
}

#[test]
fn why_is_told_in_the_doors_language_alone() {
    for language in Language::ALL {
        let (texts, zone) = (texts(language), chrono_tz::Asia::Hong_Kong);
        for reason in Reason::ALL {
            let verdict = verdict(reason);
            let door = door(Fake::showing(results(vec![Arc::clone(&verdict)])), language);
            for sentence in verdict.deciding().flat_map(|ground| staff(ground, &texts, zone)) {
                door.get_by_label(&sentence);
            }
            if let Some(line) = helpdesk(&verdict) {
                assert!(door.query_by_label_contains(&line).is_none(), "{reason}: {line}");
            }
        }
    }
}

#[test]
fn what_is_out_of_date_tells_its_date_once_beside_the_reason() {
    for (reason, said) in [
        (Reason::Expired, "Valid until 23 May 2026 08:00"),
        (Reason::NotYetValid, "Valid from 24 Dec 2026 08:00"),
        (Reason::KeyExpired, "The key is valid until 1 May 2026 08:00."),
        (Reason::Ok, "Valid until 23 May 2027 08:00"),
    ] {
        // Asked for by its label, it must be there once.
        door(Fake::showing(results(vec![verdict(reason)])), Language::En).get_by_label(said);
    }
    let exemption = door(Fake::showing(results(vec![verdicts::exemption_out_of_date()])), Language::En);
    exemption.get_by_label("Valid until 23 May 2026");
}

#[test]
fn a_code_of_another_kind_is_named() {
    let address = door(Fake::showing(results(vec![verdict(Reason::NotACredential)])), Language::En);
    address.get_by_role_and_label(egui::Role::Alert, "NOT A PASS");
    address.get_by_label_contains("WEB ADDRESS");
    let link = door(Fake::showing(results(vec![verdict(Reason::UnsupportedKind)])), Language::ZhHant);
    link.get_by_label_contains("SMART 健康連結");
    link.get_by_label_contains("紙本");
}

#[test]
fn a_script_that_cannot_be_shaped_falls_back_to_the_transliteration() {
    let shown = |name| {
        let person = Person { name, native: Some("إبريق") };
        door(Fake::showing(results(vec![verdicts::verdict(Reason::Ok, person)])), Language::En)
    };
    let both = shown(TEAPOT.name);
    both.get_by_label("TEAPOT SIU MING MARY");
    assert!(both.query_by_label("إبريق").is_none());
    let one = shown(None);
    one.get_by_label(&texts(Language::En).get("name-other-script"));
    assert!(one.query_by_label("إبريق").is_none());
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
fn a_group_says_how_many_may_enter_and_how_many_may_not_in_two_languages() {
    let people = || results(vec![admitted(), admitted(), admitted(), verdict(Reason::BadSignature)]);
    for (language, said) in [
        (Language::En, ["3 may enter", "3可進入", "1 may not", "1不可進入"]),
        (Language::ZhHant, ["3可進入", "3 may enter", "1不可進入", "1 may not"]),
    ] {
        let door = door(Fake::showing(people()), language);
        for text in said {
            door.get_by_label(text);
        }
    }
    // Where no rule was asked, nobody may enter by this.
    let genuine = door(Fake::showing(results(vec![verdict(Reason::Ok), verdict(Reason::Ok)])), Language::En);
    genuine.get_by_label("2 valid");
}

#[test]
fn several_codes_of_one_person_are_said_to_be_that() {
    let mut group = results(vec![admitted(), admitted()]);
    let Screen::Results(shown) = &mut group else { panic!("results") };
    shown.shown[1].same_as = Some(1);
    let door = door(Fake::showing(group), Language::En);
    door.get_by_label("2 codes of one person · 同一人的2個碼");
    door.get_by_label_contains("Same person as 1");
}

#[test]
fn refused_rows_are_named_as_far_as_proven_but_not_at_a_kiosk() {
    let group = || results(vec![admitted(), verdict(Reason::Expired), verdict(Reason::BadSignature)]);
    let staff = door(Fake::showing(group()), Language::En);
    let row = |door: &super::support::Door, number: &str| {
        let name = door.get_by_label_contains(&format!("{number}. ")).accesskit_node().label().unwrap();
        name.contains("TEAPOT")
    };
    assert!(row(&staff, "1") && row(&staff, "2"));
    assert!(!row(&staff, "3"), "nobody has vouched for that name");
    let mut kiosk = door_sized(
        Fake::showing(group()),
        facing_staff(Language::En),
        super::kiosk::with_any_pin(),
        [640.0, 400.0],
        Ear::default(),
    );
    assert!(row(&kiosk, "1") && !row(&kiosk, "2"));
    // Nor where staff has shown who they are: it is a guest who stands before it.
    for key in std::iter::once("Staff".to_owned()).chain(STAFF.chars().map(String::from)) {
        kiosk.get_by_role_and_label(egui::Role::Button, &key).click();
        kiosk.run_steps(3);
    }
    let opened = kiosk.get_by_label_contains("2. ").accesskit_node().role();
    assert_eq!(opened, egui::Role::Button);
    assert!(row(&kiosk, "1") && !row(&kiosk, "2"));
}

#[test]
fn shown_before_is_told_to_staff_alone() {
    let again = || {
        let mut screen = results(vec![admitted()]);
        let Screen::Results(results) = &mut screen else { panic!("results") };
        results.shown[0].again = Some(Again { same_code: true, ago: Duration::from_secs(400) });
        Fake::showing(screen)
    };
    let said = "Shown 6 min ago: the guest may be returning, look at the ID.";
    door(again(), Language::En).get_by_label(said);
    door(again(), Language::ZhHant).get_by_label("6分鐘前曾出示（可能是客人重返），請核對身份證。");
    let options = super::kiosk::with_any_pin();
    let kiosk = door_sized(again(), in_language(Language::En), options, [640.0, 400.0], Ear::default());
    kiosk.get_by_label("ADMIT");
    assert!(kiosk.query_by_label_contains("ago").is_none());
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

/// Of two texts under one key the later one is taken, without a word.
#[test]
fn no_key_stands_twice() {
    for locale in LOCALES {
        let mut seen = BTreeSet::new();
        let keys = locale.lines().filter(|line| line.starts_with(|char: char| char.is_ascii_alphabetic()));
        for key in keys.filter_map(|line| Some(line.split_once(" =")?.0)) {
            assert!(seen.insert(key), "{key} stands twice");
        }
        assert!(!seen.is_empty());
    }
}

#[test]
fn an_apostrophe_is_no_wider_than_a_letter() {
    // The curly one has a whole square in fonts of Chinese.
    for tag in ["en", "fr"] {
        let text = std::fs::read_to_string(format!("assets/locales/{tag}.ftl")).unwrap();
        assert!(!text.contains('’'), "{tag}: write an apostrophe as '");
    }
}

#[test]
fn a_full_stop_stands_where_its_readers_look_for_it() {
    // In the middle of its square in Hong Kong, at the lower left in the Mainland.
    let place = |language| {
        let mut door = door(Fake::showing(Screen::Ready), language);
        door.run();
        let bold = egui::FontFamily::Name("door-bold".into());
        [egui::FontFamily::Proportional, bold].map(|family| {
            let font = egui::FontId::new(40.0, family);
            let galley =
                door.ctx.fonts_mut(|fonts| fonts.layout_no_wrap("。".into(), font, egui::Color32::WHITE));
            let bounds = galley.mesh_bounds;
            bounds.center().x / 40.0
        })
    };
    for at in place(Language::ZhHant) {
        assert!((0.4..0.6).contains(&at), "{at}");
    }
    for at in place(Language::ZhHans) {
        assert!(at < 0.35, "{at}");
    }
}

#[test]
fn nothing_accuses_anybody_on_any_screen() {
    let words = [
        "fake",
        "forge",
        "altered",
        "假",
        "偽造",
        "伪造",
        "更改過",
        "曾被更改",
        "faux",
        "falsifi",
        "contref",
    ];
    for text in LOCALES.iter().chain([&include_str!("../../../assets/locales/helpdesk.ftl")]) {
        for word in words {
            let says = |line: &&str| {
                line.split_once(" = ").is_some_and(|(_, text)| text.to_lowercase().contains(word))
            };
            let found = text.lines().find(says);
            assert_eq!(found, None, "{word}");
        }
    }
    let hongkong = include_str!("../../../assets/locales/zh-Hant.ftl");
    assert!(!hongkong.contains("記錄"), "the Government writes 紀錄");
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
