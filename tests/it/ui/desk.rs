//! A desk: every dose of a record, several yellow cards on one sheet, the passport beside it, and the page on the paper booklet. And what a
//! door shows of the same record: no more than ever.

use super::layout::{WINDOWS, assert_tidy, words};
use super::snapshots::{compare, expect_none, lavapipe};
use super::support::{Door, Ear, Fake, access, door_sized, in_language, options, results, texts};
use super::wedge::scan;
use crate::verdicts;
use doorcheck::config::{Facing, ScannerRecord};
use doorcheck::mrz::check_digit;
use doorcheck::policy::{Profile, Verdict};
use doorcheck::scanner::session::{Screen, Sound};
use doorcheck::texts::{Language, Texts};
use doorcheck::ui::kiosk::Found;
use doorcheck::ui::{Offered, Options};
use doorcheck::verdict::Outcome;
use egui::{Event, Key, Role};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

const LARGE: [f32; 2] = [1920.0, 1080.0];

fn desk(screen: Screen) -> Fake {
    let mut fake = Fake::showing(screen);
    fake.door.profile = Arc::new(Profile::named("travel-desk").unwrap());
    fake
}

fn open(fake: Fake, language: Language, size: [f32; 2]) -> Door {
    door_sized(fake, in_language(language), options(), size, Ear::default())
}

/// The same where a passport reader has been seen before.
fn open_with_reader(fake: Fake, language: Language, size: [f32; 2]) -> Door {
    let scanner = ScannerRecord { seen: true, ..ScannerRecord::default() };
    door_sized(fake, in_language(language), Options { scanner, ..options() }, size, Ear::default())
}

fn showing(verdict: Arc<Verdict>) -> Door {
    open(desk(results(vec![verdict])), Language::En, LARGE)
}

#[track_caller]
fn press(door: &mut Door, label: &str) {
    door.get_by_role_and_label(Role::Button, label).click();
    door.run();
}

/// The words of every page of a table, from the first on and round again.
fn everything(door: &mut Door) -> BTreeSet<String> {
    let page = |door: &Door| words(door).into_iter().map(|(text, ..)| text).collect::<BTreeSet<_>>();
    let (first, mut all) = (page(door), page(door));
    for _ in 0..40 {
        let more = page(door).into_iter().find(|text| text.starts_with("More (")).unwrap();
        press(door, &more);
        if page(door) == first {
            break;
        }
        all.extend(page(door));
    }
    all
}

fn says(door: &Door, text: &str) -> bool {
    door.query_all_by_label_contains(text).next().is_some()
}

/// The lines of a passport of those names and that date of birth.
fn zone(names: &str, born: &str) -> [String; 2] {
    let birth = format!("{born}{}", check_digit(born).unwrap());
    let (number, rest) = ("L898902C36", "<<<<<<<<<<<<<<<");
    let expiry = format!("320415{}", check_digit("320415").unwrap());
    let last = check_digit(&format!("{number}{birth}{expiry}{rest}")).unwrap();
    [format!("{:<<44}", format!("P<UTO{names}")), format!("{number}UTO{birth}F{expiry}{rest}{last}")]
}

const OWN: (&str, &str) = ("TEAPOT<<SIU<MING<MARY", "800523");

/// The lines of the passport of whom the tests' records are about.
fn own() -> [String; 2] {
    zone(OWN.0, OWN.1)
}

fn read_passport(door: &mut Door, lines: &[String; 2]) {
    scan(door, &format!("{}\n{}\n", lines[0], lines[1]));
}

#[test]
fn a_desk_shows_every_dose_by_disease_and_by_date_in_its_language() {
    for language in Language::ALL {
        let texts = texts(language);
        let mut door = open(desk(results(vec![verdicts::at_the_travel_desk(6)])), language, LARGE);
        for key in ["column-when", "column-what", "column-lot", "column-given"] {
            door.get_by_label(&texts.get(key));
        }
        let mut all = BTreeSet::new();
        let mut groups: Vec<String> = Vec::new();
        // The button says which of two pages is up.
        for page in 1..=2 {
            let mut here: Vec<_> = words(&door);
            here.sort_by(|one, other| one.2.top().total_cmp(&other.2.top()));
            let headings = here.iter().filter(|(_, role, _)| *role == Role::Heading).map(|(text, ..)| text);
            for heading in headings.map(|text| text.to_lowercase()) {
                if !groups.contains(&heading) {
                    groups.push(heading);
                }
            }
            all.extend(here.into_iter().map(|(text, ..)| text));
            press(&mut door, &texts.with("button-more", [("page", page), ("pages", 2)]));
        }
        for (cvx, disease) in [
            ("37", "yellow-fever"),
            ("10", "polio"),
            ("208", "covid-19"),
            ("52", "hepatitis-a"),
            ("101", "typhoid"),
        ] {
            assert!(all.contains(&texts.get(&format!("disease-{disease}"))), "{disease}");
            assert!(all.contains(&format!("LOT-{cvx}-1")), "{cvx}");
        }
        // Of a combined vaccine each disease.
        let [measles, mumps, rubella] =
            ["measles", "mumps", "rubella"].map(|one| texts.get(&format!("disease-{one}")));
        let two = texts.with("list", [("one", measles), ("other", mumps)]);
        assert!(all.contains(&texts.with("list", [("one", two), ("other", rubella)])));
        let given = all.iter().any(|text| text == "Dr Ada Example\nDemo Clinic for Travellers, Hong Kong");
        assert!(given && all.iter().any(|text| text.ends_with("\nSerum Institute of India Pvt. Ltd.")));
        assert!(groups.len() == 6 && groups.is_sorted(), "{groups:?}");
    }
}

#[test]
fn a_desk_compares_the_whole_number_and_names_the_guardian() {
    let cards = verdicts::cards_at_the_travel_desk();
    assert_eq!(cards.outcome(), Outcome::Pass, "{:?}", cards.grounds());
    let door = showing(cards);
    for text in ["K0123456(7)-WHOLE", "Ann Kettle", "TEAPOT SIU MING MARY"] {
        assert!(says(&door, text), "{text}");
    }
}

#[test]
fn several_yellow_cards_are_one_sheet_and_a_dose_on_two_of_them_stands_once() {
    let door = showing(verdicts::cards_at_the_travel_desk());
    for (lot, codes) in [("PO-77", "1"), ("PO-12", "3"), ("YF-1", "2, 4")] {
        assert_eq!(door.query_all_by_label(lot).count(), 1, "{lot}");
        door.get_by_label(codes);
    }
    // The maker stands below the product, and once.
    door.get_by_label("STAMARIL\nSanofi Pasteur");
    assert_eq!(door.query_all_by_label("Dr Ada Example\nXXB").count(), 3);
    door.get_by_label("Valid from 30 May 2026");
    let place = |text: &str| door.get_by_label(text).rect().top();
    assert!(
        place("PO-12") < place("PO-77") && place("PO-77") < place("YF-1"),
        "polio before yellow fever, by date"
    );
}

/// What a desk shows and a door does not.
const OF_A_DESK: [&str; 4] = ["LOT-", "Demo Clinic", "Dr Ada Example", "Serum Institute"];

#[test]
fn doors_show_no_more_than_ever() {
    let buttons = ["button-doses", "button-passport", "button-checks", "button-booklet"]
        .map(|key| texts(Language::En).get(key));
    let at_a_door = || Fake::showing(results(vec![verdicts::full_record_at_a_door()]));
    let before = |facing| {
        let mut settings = in_language(Language::En);
        settings.display.facing = Some(facing);
        settings
    };
    let at_a_desk = || desk(results(vec![verdicts::at_the_travel_desk(4)]));
    let elsewhere = || Fake::showing(results(vec![verdicts::at_the_travel_desk(4)]));
    let of_a_door = || desk(results(vec![verdicts::full_record_at_a_door()]));
    for (what, fake, kiosk) in [
        ("a door", at_a_door(), false),
        ("a desk's record at a door", elsewhere(), false),
        ("a door's record at a desk", of_a_door(), false),
        ("a kiosk", at_a_desk(), true),
    ] {
        let options = Options { kiosk, pin: Found::Kept(access().record()), ..options() };
        let door = door_sized(fake, in_language(Language::En), options, LARGE, Ear::default());
        for text in OF_A_DESK {
            assert!(!says(&door, text), "{what}: {text}");
        }
        for label in &buttons[..3] {
            assert!(door.query_by_role_and_label(Role::Button, label).is_none(), "{what}: {label}");
        }
    }
    // Before the customer a desk is a door.
    let door = door_sized(at_a_desk(), before(Facing::Customer), options(), LARGE, Ear::default());
    assert!(OF_A_DESK.iter().all(|text| !says(&door, text)));
    // A desk whose profile shows no doses shows none, and no button for them.
    let fake = desk(results(vec![verdicts::desk_without_doses()]));
    let door = open(fake, Language::En, LARGE);
    assert!(OF_A_DESK.iter().all(|text| !says(&door, text)));
    assert!(door.query_by_role_and_label(Role::Button, &buttons[0]).is_none());
    let ready = open(Fake::showing(Screen::Ready), Language::En, LARGE);
    assert!(ready.query_by_role_and_label(Role::Button, &buttons[3]).is_none());
}

#[test]
fn the_reason_comes_first_where_a_record_is_refused_and_its_doses_can_be_asked_for() {
    let [expired, revoked, forged] = verdicts::refused_at_the_travel_desk();
    let mut door = showing(expired);
    door.get_by_role_and_label(Role::Alert, "NOT VALID");
    assert!(!says(&door, "LOT-208-1"));
    press(&mut door, "All doses");
    assert!(says(&door, "LOT-208-1"));
    door.get_by_role_and_label(Role::Alert, "NOT VALID");
    press(&mut door, "Checks");
    assert!(!says(&door, "LOT-208-1"));
    // What nobody vouches for is nobody's to read.
    for verdict in [revoked, forged] {
        let mut door = showing(verdict);
        for label in ["All doses", "Passport"] {
            assert!(door.query_by_role_and_label(Role::Button, label).is_none());
        }
        read_passport(&mut door, &own());
        door.get_by_role_and_label(Role::Alert, "Open the record first, then the passport.");
        assert!(door.state_mut().feed_mut().offered.is_empty());
    }
}

#[test]
fn a_long_record_is_read_by_button_key_and_wheel_and_no_word_is_lost() {
    let lots_of = |texts: BTreeSet<String>| -> BTreeSet<String> {
        let lines =
            texts.iter().flat_map(|text| text.split(['\n', ' ']).map(str::to_owned)).collect::<Vec<_>>();
        lines.into_iter().filter(|word| word.starts_with("LOT-")).collect()
    };
    let lots = |door: &Door| lots_of(words(door).into_iter().map(|(text, ..)| text).collect());
    for size in [LARGE, [1024.0, 768.0]] {
        let mut door = open(desk(results(vec![verdicts::at_the_travel_desk(40)])), Language::En, size);
        let first = lots(&door);
        assert!((2..40).contains(&first.len()), "{first:?}");
        let seen = lots_of(everything(&mut door));
        assert_eq!(seen.len(), 40, "{seen:?}");
        assert_eq!(lots(&door), first, "round and back");
        door.key_press(Key::PageDown);
        door.run();
        assert_ne!(lots(&door), first, "a key");
        door.key_press(Key::PageUp);
        door.run();
        assert_eq!(lots(&door), first);
        let middle = egui::pos2(size[0] * 0.7, size[1] * 0.5);
        door.input_mut().events.push(Event::PointerMoved(middle));
        let wheel = |by: f32| Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by),
            source: egui::MouseWheelSource::Wheel,
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
        };
        door.input_mut().events.push(wheel(-400.0));
        for _ in 0..30 {
            door.step();
        }
        assert_ne!(lots(&door), first, "the wheel");
    }
}

#[test]
fn a_passport_reader_s_lines_are_held_against_the_record_that_is_open() {
    for scanner in [ScannerRecord::default(), ScannerRecord { set: true, ..ScannerRecord::default() }] {
        let ear = Ear::default();
        let fake = desk(results(vec![verdicts::at_the_travel_desk(4)]));
        let options = Options { scanner, ..options() };
        let mut door = door_sized(fake, in_language(Language::En), options, LARGE, ear.clone());
        read_passport(&mut door, &own());
        door.get_by_label("Name: the same in the passport.");
        door.get_by_label("Birth date: the same in the passport.");
        door.get_by_role_and_label(Role::Alert, "SIGNATURE VALID");
        // Another person's: a doubt, and no pass.
        read_passport(&mut door, &zone("KETTLE<<ANN", "800523"));
        door.get_by_label("Name differs. In the passport: KETTLE, ANN");
        door.get_by_role_and_label(Role::Alert, "PASSPORT DIFFERS");
        assert!(!says(&door, "SIGNATURE VALID") && says(&door, "the record itself is genuine"));
        assert_eq!(ear.heard.borrow().iter().filter(|(sound, _)| *sound == Sound::Undecided).count(), 1);
        press(&mut door, "Checks");
        door.get_by_role_and_label(Role::Alert, "PASSPORT DIFFERS");
        read_passport(&mut door, &zone(OWN.0, "800524"));
        door.get_by_label("Birth date differs. In the passport (y-m-d): 80-05-24");
        // Mistyped: what was compared before goes, too.
        let [first, second] = own();
        read_passport(&mut door, &[first, second.replace("800523", "800532")]);
        door.get_by_label("Mistyped (birth date): type or read the lines again. Nothing was compared.");
        assert!(!says(&door, "in the passport") && !says(&door, "PASSPORT DIFFERS"));
        assert!(door.state_mut().feed_mut().offered.is_empty());
        assert_eq!(door.state_mut().feed_mut().taps, []);
    }
}

#[test]
fn a_difference_turns_nothing_green_and_nothing_red() {
    let [expired, ..] = verdicts::refused_at_the_travel_desk();
    let mut door = showing(expired);
    for lines in [own(), zone("KETTLE<<ANN", "800523")] {
        read_passport(&mut door, &lines);
        door.get_by_role_and_label(Role::Alert, "NOT VALID");
        assert!(!says(&door, "PASSPORT DIFFERS"));
    }
    door.get_by_label("Name differs. In the passport: KETTLE, ANN");
}

#[test]
fn without_a_record_the_lines_of_a_passport_are_a_code_that_is_no_credential() {
    let of = |fake: Fake| {
        let mut door = open(fake, Language::En, LARGE);
        read_passport(&mut door, &own());
        let offered = std::mem::take(&mut door.state_mut().feed_mut().offered);
        let [Offered::Scan(reading)] = offered.as_slice() else { panic!("{offered:?}") };
        (reading.texts.clone(), reading.vouched)
    };
    let whole = (vec![own().join("\n")], true);
    assert_eq!(of(desk(Screen::Ready)), whole);
    // At a door they are that with any result.
    assert_eq!(of(Fake::showing(Screen::Ready)), whole);
    assert_eq!(of(Fake::showing(results(vec![verdicts::full_record_at_a_door()]))), whole);
    let grey = verdicts::on_a_passport(&own().join("\n"));
    assert_eq!(grey.outcome(), Outcome::Other);
    let door = open(desk(results(vec![grey])), Language::En, LARGE);
    assert!(says(&door, "NOT A PASS") && says(&door, "PASSPORT LINES"));
    assert!(says(&door, "Scan the health record first, then the passport."));
}

#[test]
fn a_line_that_stays_alone_is_a_code_of_its_own() {
    let mut door = open(desk(Screen::Ready), Language::En, LARGE);
    scan(&mut door, &format!("{}\n", own()[0]));
    assert!(door.state_mut().feed_mut().offered.is_empty());
    door.state_mut().feed_mut().elapsed += Duration::from_secs(3);
    door.step();
    let offered = std::mem::take(&mut door.state_mut().feed_mut().offered);
    let [Offered::Scan(reading)] = offered.as_slice() else { panic!("{offered:?}") };
    assert_eq!(reading.texts, [own()[0].clone()]);
    // The second line, late: of no passport.
    scan(&mut door, &format!("{}\n", own()[1]));
    assert_eq!(door.state_mut().feed_mut().offered.len(), 1);
}

/// A way to type a text.
type Keyboard = fn(&mut Door, &str);

/// Types a text as a hand does: a key at a time.
fn type_slowly(door: &mut Door, text: &str) {
    for char in text.chars() {
        scan(door, &char.to_string());
    }
}

fn type_on_screen(door: &mut Door, text: &str) {
    for char in text.chars() {
        press(door, &char.to_string());
    }
}

#[test]
fn a_passport_can_be_typed_by_hand_on_keys_of_either_kind() {
    let [first, second] = own();
    let unfilled = first.trim_end_matches('<');
    let known = ScannerRecord { set: true, ..ScannerRecord::default() };
    let keyboards: [(Keyboard, ScannerRecord); 3] =
        [(type_slowly, ScannerRecord::default()), (type_slowly, known.clone()), (type_on_screen, known)];
    for (types, scanner) in keyboards {
        let fake = desk(results(vec![verdicts::at_the_travel_desk(4)]));
        let options = Options { scanner, ..options() };
        let mut door = door_sized(fake, in_language(Language::En), options, LARGE, Ear::default());
        press(&mut door, "Passport");
        types(&mut door, unfilled);
        press(&mut door, "Next line");
        // A slip, told and mended.
        types(&mut door, &second.replace("800523", "800532"));
        press(&mut door, "Compare");
        door.get_by_role_and_label(
            Role::Alert,
            "Mistyped (birth date): type or read the lines again. Nothing was compared.",
        );
        for _ in 0..second.len() {
            press(&mut door, "Erase");
        }
        types(&mut door, &second);
        door.get_by_label(&format!("Line: {second}"));
        press(&mut door, "Compare");
        door.get_by_label("Name: the same in the passport.");
        assert!(says(&door, "LOT-208-1"), "back on the record");
        assert_eq!(door.state_mut().feed_mut().taps, [], "no key was a button");
    }
    // Pasted, whole.
    let mut door = showing(verdicts::at_the_travel_desk(4));
    press(&mut door, "Passport");
    door.input_mut().events.push(Event::Paste(own().join("\n")));
    door.step();
    door.run();
    press(&mut door, "Compare");
    door.get_by_label("Name: the same in the passport.");
    // What is no zone is told as that.
    press(&mut door, "Passport");
    type_on_screen(&mut door, "A");
    press(&mut door, "Compare");
    assert!(says(&door, "These are not the lines of a passport"));
    door.key_press(Key::Escape);
    door.run();
    assert!(says(&door, "LOT-208-1"));
}

#[test]
fn what_a_passport_says_goes_with_the_result() {
    let mut door = showing(verdicts::at_the_travel_desk(4));
    read_passport(&mut door, &zone("KETTLE<<ANN", "800523"));
    assert!(says(&door, "KETTLE"));
    // The next person's record, at a later time.
    let next = |door: &mut Door| {
        let mut screen = results(vec![verdicts::at_the_travel_desk(6)]);
        if let Screen::Results(results) = &mut screen {
            results.shown[0].since += Duration::from_secs(30);
        }
        door.state_mut().feed_mut().view.screen = screen;
        door.step();
        door.run();
    };
    next(&mut door);
    assert!(!says(&door, "KETTLE") && says(&door, "SIGNATURE VALID") && says(&door, "LOT-52-1"));
    // The one before comes back: nothing of it is left.
    let back = |door: &mut Door| {
        door.state_mut().feed_mut().view.screen = results(vec![verdicts::at_the_travel_desk(4)]);
        door.step();
        door.run();
    };
    back(&mut door);
    assert!(!says(&door, "KETTLE") && says(&door, "SIGNATURE VALID"));
    // What is being typed goes likewise, and is not there when the page is opened again.
    press(&mut door, "Passport");
    type_on_screen(&mut door, "P<UTOKETTLE");
    next(&mut door);
    assert!(!says(&door, "KETTLE") && says(&door, "LOT-52-1"));
    press(&mut door, "Passport");
    assert!(!says(&door, "KETTLE"));
    door.state_mut().feed_mut().view.screen = Screen::Ready;
    door.step();
    door.run();
    door.get_by_label("Show your QR code");
    back(&mut door);
    assert!(says(&door, "LOT-208-1") && !says(&door, "KETTLE"));
}

#[test]
fn the_page_on_the_paper_booklet_is_read_from_the_waiting_screen() {
    for language in Language::ALL {
        let texts = texts(language);
        for size in [LARGE, [1024.0, 768.0]] {
            let mut door = open(desk(Screen::Ready), language, size);
            press(&mut door, &texts.get("button-booklet"));
            door.get_by_role_and_label(Role::Heading, &texts.get("booklet"));
            let parts = ["name", "vaccine", "signature", "batch", "stamp", "from", "until"];
            let read = |door: &Door, part: &str| says(door, &texts.get(&format!("booklet-{part}-what")));
            let mut seen: BTreeSet<&str> = parts.into_iter().filter(|part| read(&door, part)).collect();
            for _ in 0..6 {
                assert_tidy(&door, size, &format!("booklet, {}", language.tag()));
                door.key_press(Key::PageDown);
                door.run();
                seen.extend(parts.into_iter().filter(|part| read(&door, part)));
            }
            assert_eq!(seen.len(), parts.len(), "{}", language.tag());
            press(&mut door, &texts.get("button-back"));
            door.get_by_label(&texts.get("ready"));
        }
    }
    let english = Texts::new(Language::En);
    assert!(english.get("booklet-until-what").contains("10 years"));
    assert!(english.get("booklet-life").contains("11 July 2016"));
    assert!(english.get("booklet-from-what").contains("day 10"));
}

/// A page by its name, and the way to it.
type Page = (&'static str, fn() -> Fake, fn(&mut Door, &Texts));

/// Each page of a desk.
fn pages() -> [Page; 7] {
    fn still(_: &mut Door, _: &Texts) {}
    fn passport(door: &mut Door, texts: &Texts) {
        press(door, &texts.get("button-passport"));
        type_on_screen(door, "P<UTOTEAPOT<<SIU<MING");
    }
    fn differs(door: &mut Door, _: &Texts) {
        read_passport(door, &zone("KETTLE<<ANN", "800524"));
    }
    fn booklet(door: &mut Door, texts: &Texts) {
        press(door, &texts.get("button-booklet"));
    }
    [
        ("desk", || desk(results(vec![verdicts::at_the_travel_desk(5)])), still),
        ("desk-long", || desk(results(vec![verdicts::at_the_travel_desk(40)])), still),
        ("desk-cards", || desk(results(vec![verdicts::cards_at_the_travel_desk()])), still),
        (
            "desk-agrees",
            || desk(results(vec![verdicts::cards_at_the_travel_desk()])),
            |door, _| read_passport(door, &own()),
        ),
        ("desk-differs", || desk(results(vec![verdicts::at_the_travel_desk(5)])), differs),
        ("desk-passport", || desk(results(vec![verdicts::at_the_travel_desk(5)])), passport),
        ("desk-booklet", || desk(Screen::Ready), booklet),
    ]
}

#[test]
fn the_pages_of_a_desk_are_tidy() {
    for language in Language::ALL {
        for size in WINDOWS {
            for (name, fake, way) in pages() {
                let mut door = open_with_reader(fake(), language, size);
                way(&mut door, &texts(language));
                assert_tidy(&door, size, &format!("{name}, {}, {size:?}", language.tag()));
            }
        }
    }
}

#[test]
fn the_pages_of_a_desk_in_every_language() {
    if !lavapipe() {
        return;
    }
    let mut problems = Vec::new();
    for language in Language::ALL {
        for (name, fake, way) in pages() {
            let mut door = open_with_reader(fake(), language, [768.0, 480.0]);
            way(&mut door, &texts(language));
            compare(&mut door, &format!("{}/{name}", language.tag()), &mut problems);
        }
    }
    expect_none(&problems);
}

/// For whoever wants to look at them: `DOORCHECK_SCREENSHOTS` names a folder for the pictures.
#[test]
fn the_pages_of_a_desk_to_be_looked_at() {
    let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS").filter(|_| lavapipe()) else { return };
    for language in Language::ALL {
        for size in [LARGE, [1024.0, 768.0], [768.0, 1024.0], [360.0, 640.0]] {
            for (name, fake, way) in pages() {
                let mut door = open_with_reader(fake(), language, size);
                way(&mut door, &texts(language));
                let file = format!("{}-{name}-{}x{}.png", language.tag(), size[0], size[1]);
                door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
            }
        }
    }
}
