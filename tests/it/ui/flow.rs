//! What the staff does, from tap to tap.

use super::layout::words;
use super::support::{
    Door, Ear, Fake, access, admitted, door, door_sized, in_language, of_unknown_age, options, results,
    texts, verdict,
};
use doorcheck::camera::ControlKind;
use doorcheck::config::Facing;
use doorcheck::reader::{Frame, PassReader, Reader};
use doorcheck::scanner::session::{Screen, Sound, Tap};
use doorcheck::texts::{GuestLanguage, GuestLine, Language, OwnTexts, helpdesk};
use doorcheck::ui::kiosk::Found;
use doorcheck::ui::{Offered, Options};
use doorcheck::verdict::Reason;
use egui::{Event, Key, Role};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn one_tap_pauses_and_another_goes_on() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    let mut door = door(fake, Language::En);
    door.run();
    door.get_by_label("ADMIT").click();
    door.run();
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Pause]);
    door.get_by_label_contains("Paused");
    // Paused, it stays beyond its time.
    door.state_mut().feed_mut().sees(Duration::from_secs(60), &[]);
    door.run();
    door.get_by_label("Go on").click();
    door.run();
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Pause, Tap::Continue]);
    door.state_mut().feed_mut().sees(Duration::from_secs(60), &[]);
    door.run();
    door.get_by_label("Show your QR code");
}

#[test]
fn the_sheet_is_turned_for_the_helpdesk_but_not_at_a_kiosk() {
    let revoked = verdict(Reason::Revoked);
    let line = helpdesk(&revoked).unwrap();
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", Arc::clone(&revoked))]);
    let mut door = door(fake, Language::ZhHant);
    door.run();
    assert!(door.query_by_label(&line).is_none(), "English is for the helpdesk");
    door.get_by_role_and_label(Role::Button, "支援代碼 K02").click();
    door.run();
    door.get_by_label(&line);
    // What is said to the guest, in a language of the guest.
    door.get_by_role_and_label(Role::Button, "日本語").click();
    door.run();
    let line = GuestLine::on(&revoked);
    door.get_by_label(&GuestLanguage::Ja.says(line));
    door.get_by_label(&GuestLanguage::ZhHant.says(line));
    door.get_by_role_and_label(Role::Button, "日本語").click();
    door.run();
    door.get_by_role_and_label(Role::Button, "支援代碼 K02").click();
    door.run();
    let line = helpdesk(&revoked).unwrap();
    assert_eq!(door.state_mut().feed_mut().taps, [], "turning it is no pause");
    door.get_by_role_and_label(Role::Button, "支援代碼 K02").click();
    door.run();
    assert!(door.query_by_label(&line).is_none());
    // The next result lies with its right side up.
    door.get_by_role_and_label(Role::Button, "支援代碼 K02").click();
    door.run();
    door.state_mut().feed_mut().sees(Duration::from_secs(11), &[("b", verdict(Reason::Expired))]);
    door.run();
    assert!(door.query_by_label_contains("expired: valid until").is_none());

    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", revoked)]);
    let kiosk = Options { kiosk: true, pin: Found::Kept(access().record()), ..options() };
    let mut settings = in_language(Language::ZhHant);
    settings.display.facing = Some(Facing::Staff);
    let door = door_sized(fake, settings, kiosk, [640.0, 400.0], Ear::default());
    door.get_by_role_and_label(Role::Label, "支援代碼 K02");
}

#[test]
fn an_operators_own_texts_stand_on_the_screen_as_soon_as_they_are_there() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", verdict(Reason::UnknownIssuer))]);
    let mut door = door(fake, Language::En);
    door.run();
    assert!(door.query_by_label_contains("extension 123").is_none());
    let mut own = OwnTexts::default();
    own.add("en", "unknown-issuer-next = Call Ms Example, extension 123.").unwrap();
    door.state_mut().feed_mut().own_texts = Arc::new(own);
    door.run();
    door.get_by_label_contains("Call Ms Example, extension 123.");
    door.state_mut().feed_mut().own_texts = Arc::default();
    door.run();
    assert!(door.query_by_label_contains("extension 123").is_none());
}

#[test]
fn the_keyboard_does_what_the_screen_does() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    let mut door = door(fake, Language::En);
    door.key_press(Key::Space);
    door.run();
    door.key_press(Key::Space);
    door.run();
    door.key_press(Key::Enter);
    door.run();
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Pause, Tap::Continue, Tap::Next]);
    door.get_by_label("Show your QR code");
}

#[test]
fn a_refusal_cannot_be_closed_at_once_and_then_lies_in_the_strip() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", verdict(Reason::BadSignature))]);
    let mut door = door(fake, Language::En);
    door.run();
    assert!(door.query_by_label("Next").is_none());
    door.state_mut().feed_mut().sees(Duration::from_secs(4), &[]);
    door.run();
    door.get_by_label("Next").click();
    door.run();
    door.get_by_label("Show your QR code");
    door.get_by_label_contains("DO NOT ADMIT, 18:01:40");
}

#[test]
fn every_verdict_is_heard_once_at_the_volume_that_is_set() {
    let ear = Ear::default();
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    let mut settings = in_language(Language::En);
    settings.volume = 0.5;
    let mut door = door_sized(fake, settings, options(), [640.0, 400.0], ear.clone());
    door.run();
    door.run();
    assert_eq!(*ear.heard.borrow(), [(Sound::Admit, 0.5)]);
}

#[test]
fn without_a_loudspeaker_the_screen_says_so_and_goes_on() {
    let ear = Ear::default();
    ear.mute.set(true);
    let door =
        door_sized(Fake::showing(Screen::Ready), in_language(Language::En), options(), [640.0, 400.0], ear);
    door.get_by_label_contains("No sound device");
    door.get_by_label("Show your QR code");
}

#[test]
fn settings_change_at_once_and_are_handed_on() {
    let ear = Ear::default();
    let mut door = door_sized(
        Fake::showing(Screen::Ready),
        in_language(Language::En),
        options(),
        [640.0, 400.0],
        ear.clone(),
    );
    for label in [
        "Settings",
        "Vaccinated",
        "Camera",
        "USB camera",
        "Sound",
        "25 %",
        "Test sound",
        "Camera",
        "Adjust",
        "90°",
        "Yes",
        "Zoom +",
        "Focus −",
        "Lamp +",
        "Lamp Auto",
        "Back",
        "Screen",
        "繁體中文",
    ] {
        door.get_by_role_and_label(egui::Role::Button, label).click();
        door.run();
    }
    let applied = door.state_mut().feed_mut().applied.last().cloned().unwrap();
    assert_eq!(applied.language, Language::ZhHant);
    assert_eq!(applied.camera.as_deref(), Some("USB camera"));
    assert_eq!(applied.profile, "vaccinated");
    assert_eq!((applied.quarter_turns, applied.mirrored), (1, true));
    assert_eq!(applied.controls, BTreeMap::from([(ControlKind::Zoom, 75), (ControlKind::Focus, 25)]));
    assert_eq!(*ear.heard.borrow(), [(Sound::Admit, 0.25)]);
    door.get_by_label("返回").click();
    door.run();
    door.get_by_label("請出示二維碼");
}

#[test]
fn pictures_and_texts_can_be_pasted_and_a_bad_one_is_complained_of() {
    let mut fake = Fake::showing(Screen::Ready);
    fake.refusal = Some("no picture".to_owned());
    let mut door = door(fake, Language::En);
    door.event(Event::Paste("HC1:ABC".to_owned()));
    // Each alone: what comes with other keys is a scanner's.
    door.run_steps(3);
    let image = egui::ColorImage::filled([3, 2], egui::Color32::WHITE);
    door.event(Event::PasteImage(Arc::new(image)));
    door.run_steps(3);
    let offered = std::mem::take(&mut door.state_mut().feed_mut().offered);
    assert!(matches!(&offered[..], [Offered::Text(text), Offered::Picture(frame)]
        if text == "HC1:ABC" && frame.luma() == [255; 6]));
    door.get_by_label("The file could not be opened: no picture");
    door.state_mut().feed_mut().elapsed += Duration::from_secs(9);
    door.run();
    assert!(door.query_by_label_contains("could not be opened").is_none());
}

#[test]
fn several_codes_are_each_shown_with_a_number() {
    let door = door(
        Fake::showing(results(vec![admitted(), verdict(Reason::Expired), verdict(Reason::CheckByHand)])),
        Language::En,
    );
    for row in ["1. ADMIT.", "2. DO NOT ADMIT.", "3. Does the paper say the same?"] {
        door.get_by_label_contains(row);
    }
    for band in ["1 may enter", "1 may not", "1 to decide"] {
        door.get_by_label(band);
    }
}

#[test]
fn a_question_is_the_headline_and_its_answers_are_the_buttons() {
    for (label, tap) in [("The same", Tap::Answer(true)), ("Not the same", Tap::Answer(false))] {
        let mut door = door(Fake::showing(results(vec![verdict(Reason::CheckByHand)])), Language::En);
        door.get_by_role_and_label(Role::Alert, "Does the paper say the same?");
        door.get_by_label("The dates do not go together: compare with the paper.");
        door.get_by_role_and_label(Role::Button, label).click();
        door.run();
        assert_eq!(door.state_mut().feed_mut().taps, [tap]);
    }
    let group = results(vec![verdict(Reason::CheckByHand), verdict(Reason::CheckByHand)]);
    assert!(door(Fake::showing(group), Language::En).query_by_label("The same").is_none());
}

#[test]
fn a_question_is_answered_four_seconds_after_its_code_was_seen() {
    let ear = Ear::default();
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", of_unknown_age())]);
    let seen = fake.elapsed;
    let settings = in_language(Language::ZhHant);
    let mut door = door_sized(fake, settings, options(), [640.0, 400.0], ear.clone());
    door.get_by_role_and_label(Role::Alert, "滿12歲嗎？");
    // The next guests push forward: that delays nothing, and nothing of theirs is seen or heard.
    for step in 0..40 {
        let next = [("b", admitted()), ("c", verdict(Reason::BadSignature))];
        let codes = if step < 5 { &next[..0] } else { &next };
        door.state_mut().feed_mut().sees(Duration::from_millis(100), codes);
        door.step();
    }
    door.get_by_label_contains("下一位 · Next guest");
    assert_eq!(door.state_mut().feed_mut().elapsed, seen + Duration::from_secs(4));
    door.get_by_role_and_label(Role::Button, "未滿12歲").click();
    door.run();
    // Then the rule has decided, and says on what.
    door.get_by_role_and_label(Role::Alert, "可進入");
    door.get_by_label("人手核對：滿12歲嗎？未滿12歲");
    let heard: Vec<Sound> = ear.heard.borrow().iter().map(|(sound, _)| *sound).collect();
    assert_eq!(heard, [Sound::Undecided, Sound::Admit]);
}

#[test]
fn a_row_of_a_group_opens_its_question() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", of_unknown_age()), ("b", admitted())]);
    fake.sees(Duration::from_secs(1), &[("b", admitted())]);
    let mut door = door(fake, Language::En);
    door.get_by_label_contains("1. 12 or over?").click();
    door.run();
    door.get_by_role_and_label(Role::Alert, "12 or over?");
    door.get_by_role_and_label(Role::Button, "All results").click();
    door.run();
    door.get_by_label_contains("1. 12 or over?").click();
    door.run();
    // Tapped twice in a moment, it stays as it was.
    door.get_by_label_contains("1. 12 or over?");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Open(1), Tap::Back, Tap::Open(1)]);
    door.state_mut().feed_mut().sees(Duration::from_secs(1), &[]);
    door.run();
    door.get_by_label_contains("1. 12 or over?").click();
    door.run();
    door.state_mut().feed_mut().sees(Duration::from_secs(1), &[]);
    door.run();
    door.get_by_role_and_label(Role::Button, "12 or over").click();
    door.run();
    door.get_by_role_and_label(Role::Alert, "DO NOT ADMIT");
}

#[test]
fn a_party_is_counted_on_the_screen_until_another_comes() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    fake.sees(Duration::from_secs(4), &[("b", verdict(Reason::BadSignature))]);
    let mut door = door(fake, Language::En);
    door.get_by_label_contains("This party: 1 ✓ 1 ✗");
    door.state_mut().feed_mut().sees(Duration::from_secs(11), &[]);
    door.run();
    door.get_by_role_and_label(Role::Button, "New party").click();
    door.run();
    assert!(door.query_by_label_contains("This party").is_none());
    assert!(door.query_by_label("New party").is_none());
}

#[test]
fn a_pass_that_was_replaced_still_tells_whom_to_compare() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    fake.sees(Duration::from_secs(1), &[("b", verdict(Reason::BadSignature))]);
    let mut door = door(fake, Language::En);
    door.get_by_label_contains("Born 23 May 1980");
    door.state_mut().feed_mut().sees(Duration::from_secs(8), &[]);
    door.run();
    assert!(door.query_by_label_contains("Born 23 May 1980").is_none());
    door.get_by_label_contains("TEAPOT S** M*** M***");
}

#[test]
fn what_was_decided_by_hand_is_amber_in_the_strip_with_its_question() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", of_unknown_age())]);
    fake.sees(Duration::from_secs(1), &[]);
    let mut door = door(fake, Language::En);
    door.get_by_role_and_label(Role::Button, "Under 12").click();
    door.run();
    door.state_mut().feed_mut().sees(Duration::from_secs(2), &[]);
    door.run();
    door.get_by_label("Next").click();
    door.run();
    door.get_by_label_contains("BY HAND: ADMITTED");
    door.get_by_label_contains("12 or over? Under 12");
}

#[test]
fn a_demonstration_cannot_be_taken_for_the_real_thing() {
    for screen in [Screen::Ready, results(vec![admitted()])] {
        let mut fake = Fake::showing(screen);
        fake.door.demo = true;
        let door = door(fake, Language::En);
        door.get_by_label_contains("DEMO");
    }
}

#[test]
fn settings_can_be_reached_and_changed_by_keyboard_alone() {
    let mut door = door(Fake::showing(Screen::Ready), Language::En);
    door.key_press(Key::S);
    door.run();
    door.get_by_role_and_label(egui::Role::Heading, "Settings");
    // The sections, then the profiles: each is a stop of the tabulator.
    let mut stops = 0;
    while !door.get_by_label("Vaccinated").is_focused() {
        door.key_press(Key::Tab);
        door.run();
        stops += 1;
        assert!(stops < 20, "the tabulator never comes there");
    }
    door.key_press(Key::Enter);
    door.run();
    let applied = door.state_mut().feed_mut().applied.last().cloned().unwrap();
    assert_eq!(applied.profile, "vaccinated");
    door.key_press(Key::Escape);
    door.run();
    door.get_by_label("Show your QR code");
}

#[test]
fn another_code_can_be_asked_for_and_not() {
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[("a", admitted())]);
    let mut door = door(fake, Language::En);
    door.get_by_label("Add another code").click();
    door.run();
    door.get_by_label("Show the other code");
    door.get_by_label("Cancel").click();
    door.run();
    door.get_by_label("Show your QR code");
    assert_eq!(door.state_mut().feed_mut().taps, [Tap::Another, Tap::Next]);
}

#[test]
fn the_masked_report_is_read_from_the_screen_and_leaves_with_its_result() {
    let payload = include_str!("../../../samples/expected.tsv").lines();
    let payload =
        payload.filter_map(|row| row.split('\t').nth(7)).find(|code| code.starts_with("HKSARG|VAC"));
    let payload = payload.unwrap();
    for (language, size) in
        [(Language::En, [640.0, 400.0]), (Language::En, [360.0, 640.0]), (Language::ZhHant, [1920.0, 1080.0])]
    {
        let texts = texts(language);
        let mut fake = Fake::live();
        fake.sees(Duration::ZERO, &[(payload, verdict(Reason::BadSignature))]);
        let mut door = door_sized(fake, in_language(language), options(), size, Ear::default());
        door.run();
        let helpdesk = texts.with("helpdesk", [("code", Reason::BadSignature.code())]);
        door.get_by_role_and_label(Role::Button, &helpdesk).click();
        door.run();
        let keep = |door: &mut Door, name: &str| {
            let Some(folder) = std::env::var_os("DOORCHECK_SCREENSHOTS") else { return };
            let file = format!("{}-{name}-{}x{}.png", language.tag(), size[0], size[1]);
            door.render().unwrap().save(std::path::Path::new(&folder).join(file)).unwrap();
        };
        keep(&mut door, "helpdesk");
        door.get_by_role_and_label(Role::Button, &texts.get("masked")).click();
        door.run();
        keep(&mut door, "masked");
        let words = words(&door);
        let (report, ..) = words.iter().find(|(text, ..)| text.contains("masked report\n")).unwrap();
        assert!(report.contains("\nshape HKSARG|VAC|") && report.contains("\ndoor MK-02\n"), "{report}");
        assert!(!report.contains("KETTLE") && report.len() <= 700, "{report}");
        if super::snapshots::lavapipe() {
            let picture = door.render().expect("a picture");
            let luma: Vec<u8> = picture.pixels().map(|pixel| pixel.0[1]).collect();
            let frame = Frame::new(picture.width() as usize, picture.height() as usize, luma).unwrap();
            let read = PassReader::new(|| Duration::ZERO).read(&frame, None).payloads;
            let read: Vec<&str> = read.iter().filter_map(|payload| payload.as_text()).collect();
            assert_eq!(read, [report.as_str()], "{size:?}");
        }
        // Back the way it came, and the next result lies with its right side up.
        door.get_by_role_and_label(Role::Button, &helpdesk).click();
        door.run();
        door.get_by_role_and_label(Role::Button, &texts.get("masked")).click();
        door.run();
        door.state_mut().feed_mut().sees(Duration::from_secs(11), &[("b", verdict(Reason::Expired))]);
        door.run();
        assert!(door.query_by_label_contains("masked report").is_none());
    }
    // Of a pass there is none.
    let mut fake = Fake::live();
    fake.sees(Duration::ZERO, &[(payload, admitted())]);
    let mut door = door(fake, Language::En);
    door.run();
    door.get_by_role_and_label(Role::Button, &texts(Language::En).with("helpdesk", [("code", "P00")]))
        .click();
    door.run();
    assert!(door.query_by_label("Masked report").is_none());
}
