use super::*;
use crate::config::{Ending, Mended, ReadBy};

/// A keyboard's layout, as far as a test needs it: what the system makes of a key of a keyboard of the United States.
type Layout = fn(&Stroke) -> String;

fn us(stroke: &Stroke) -> String {
    stroke.by_place()
}

/// Germany, with its dead keys, which type nothing.
fn german(stroke: &Stroke) -> String {
    let plain = [
        ('y', 'z', 'Z'),
        ('z', 'y', 'Y'),
        ('-', 'ß', '?'),
        (';', 'ö', 'Ö'),
        ('\'', 'ä', 'Ä'),
        ('[', 'ü', 'Ü'),
        (']', '+', '*'),
        ('\\', '#', '\''),
        (',', ',', ';'),
        ('.', '.', ':'),
        ('/', '-', '_'),
        ('2', '2', '"'),
        ('3', '3', '§'),
        ('6', '6', '&'),
        ('7', '7', '/'),
        ('8', '8', '('),
        ('9', '9', ')'),
        ('0', '0', '='),
    ];
    match stroke.place {
        Some('=' | '`') => String::new(),
        Some(place) => match plain.iter().find(|(key, ..)| *key == place) {
            Some((_, plain, shifted)) => (if stroke.shift { shifted } else { plain }).to_string(),
            None => stroke.by_place(),
        },
        None => stroke.text.clone(),
    }
}

fn caps(stroke: &Stroke) -> String {
    let turn =
        |char: char| if char.is_lowercase() { char.to_ascii_uppercase() } else { char.to_ascii_lowercase() };
    stroke.by_place().chars().map(turn).collect()
}

fn strokes(text: &str, layout: Layout) -> Vec<Stroke> {
    text.chars()
        .map(|char| {
            let stroke = typed(char).unwrap();
            Stroke { text: layout(&stroke), ..stroke }
        })
        .collect()
}

fn scan(text: &str, layout: Layout) -> Scan {
    Scan { strokes: strokes(text, layout), end: End::Enter, shows_a_scanner: true }
}

fn at(millis: u64) -> Moment {
    let time = Duration::from_millis(millis);
    Moment { earliest: time, latest: time }
}

/// What a row of keys comes to, one each so many milliseconds, and silence after them.
fn hear(keys: &str, every: u64, types: bool) -> Vec<Heard> {
    let mut wedge = Wedge::default();
    let mut heard = Vec::new();
    let mut now = 1_000;
    for key in keys.chars() {
        let press = match key {
            '\n' => Press::Ends(End::Enter),
            '\t' => Press::Ends(End::Tab),
            '\u{1b}' => Press::Other,
            char => Press::Types(Stroke { text: char.to_string(), ..typed(char).unwrap() }),
        };
        heard.extend(wedge.press(at(now), press, types));
        now += every;
    }
    heard.extend(wedge.pass(Duration::from_millis(now + 1_000), types));
    assert_eq!(wedge.due(Duration::from_millis(now + 1_000)), None, "nothing is left");
    heard
}

/// The texts of the scans, by what the system made of their keys.
fn scans(heard: &[Heard]) -> Vec<String> {
    let text = |heard: &Heard| match heard {
        Heard::Scan(scan) => Some(reading::by_text(&scan.strokes)),
        Heard::Alone | Heard::Typed(_) => None,
    };
    heard.iter().filter_map(text).collect()
}

#[test]
fn where_a_scanner_types_no_key_is_ever_alone() {
    for code in ["Y\n", "N\t", "S\n", "A\n", "271828\n", "HC1:6BF+70790T9WJWG\n"] {
        let heard = hear(code, 8, true);
        assert_eq!(scans(&heard), [code.trim_end()]);
        assert_eq!(heard.len(), 1, "{heard:?}");
    }
    // Without anything at its end, one character may be anybody's finger; two are a code.
    for key in ["Y", "\n", "\t", "\u{1b}", " "] {
        assert_eq!(hear(key, 8, true), []);
    }
    assert_eq!(scans(&hear("YN", 8, true)), ["YN"]);
    // However slowly they come, they do nothing else.
    assert!(hear("Y", 500, true).is_empty());
    assert_eq!(scans(&hear("HC1:AB", 200, true)), ["HC1:AB"], "a wireless one stumbles");
}

#[test]
fn two_scans_back_to_back_are_two() {
    for types in [true, false] {
        assert_eq!(scans(&hear("HC1:ABC\nshc:/123\n", 5, types)), ["HC1:ABC", "shc:/123"]);
    }
    // An empty line between them is nothing.
    assert_eq!(scans(&hear("\nHC1:ABC\n\n\tshc:/123\n", 5, true)), ["HC1:ABC", "shc:/123"]);
}

#[test]
fn elsewhere_a_key_acts_alone_and_when_the_time_has_passed() {
    for key in ["Y", "\n", "\t", "\u{1b}", " "] {
        assert_eq!(hear(key, 8, false), [Heard::Alone]);
    }
    let mut wedge = Wedge::default();
    assert_eq!(wedge.press(at(1_000), Press::Other, false), []);
    assert_eq!(wedge.pass(Duration::from_millis(1_149), false), []);
    assert_eq!(wedge.due(Duration::from_millis(1_149)), Some(Duration::from_millis(1)));
    assert_eq!(wedge.pass(Duration::from_millis(1_150), false), [Heard::Alone]);
    assert_eq!(wedge.pass(Duration::from_millis(9_000), false), [], "once");
    // No other key shortly before or after.
    for keys in ["Y\n", "YN", "\nY", "\u{1b}Y"] {
        assert!(!hear(keys, 149, false).contains(&Heard::Alone), "{keys:?}");
    }
    assert_eq!(hear("YN", 150, false), [Heard::Alone, Heard::Alone]);
}

#[test]
fn keys_that_may_have_come_together_are_not_alone() {
    // The window drew at 1.0 s and then, late, at 1.5 s: the second key may have come just after the first.
    let mut wedge = Wedge::default();
    let moment = |earliest, latest| Moment {
        earliest: Duration::from_millis(earliest),
        latest: Duration::from_millis(latest),
    };
    assert_eq!(wedge.press(moment(900, 1_000), Press::Other, false), []);
    assert_eq!(wedge.press(moment(1_000, 1_500), Press::Other, false), []);
    assert_eq!(wedge.pass(Duration::from_millis(1_900), false), []);
}

#[test]
fn six_digits_before_the_pin_pad_are_a_scan_if_they_come_fast() {
    assert_eq!(scans(&hear("271828\n", 12, false)), ["271828"]);
    assert_eq!(scans(&hear("271828", 12, false)), ["271828"]);
    // Fingers are slower, and what they type is given back.
    let heard = hear("271828", 110, false);
    assert!(matches!(&heard[..], [Heard::Typed(typed)] if reading::by_text(typed) == "271828"), "{heard:?}");
    let heard = hear("271828", 200, false);
    assert_eq!(heard, vec![Heard::Alone; 6]);
}

#[test]
fn a_scanner_is_seen_by_its_speed_and_by_nothing_less() {
    let shows = |keys: &str, every| {
        hear(keys, every, false)
            .iter()
            .any(|heard| matches!(heard, Heard::Scan(scan) if scan.shows_a_scanner))
    };
    assert!(shows("HC1:6BF+70790T9WJWG.FKY*4GO0", 10));
    assert!(shows("271828\n", 10));
    assert!(!shows("asdfghjk", 3), "a hand that falls on the keyboard");
    assert!(!shows("a sentence that somebody types", 90));
    assert!(!shows("271828\n", 90));
}

#[test]
fn what_never_ends_is_no_code_and_takes_no_room() {
    let mut wedge = Wedge::default();
    let mut heard = Vec::new();
    for step in 0..20_000 {
        heard.extend(wedge.press(at(1_000 + step), Press::Types(typed('x').unwrap()), true));
    }
    assert!(wedge.strokes.len() <= MOST + 1);
    heard.extend(wedge.pass(Duration::from_secs(60), true));
    assert_eq!(heard, []);
}

/// Puts a scanner to the test; gives what it found.
fn examined(layout: Layout, before: &str, behind: &str) -> Mended {
    let mut exam = Exam::default();
    assert_eq!(exam.step(), Step::Characters);
    let code = |text: String| scan(&format!("{before}{text}{behind}"), layout);
    assert_eq!(exam.take(&code(characters())), Finding::Next);
    assert_eq!(exam.step(), Step::Length);
    match exam.take(&code(length())) {
        Finding::Passed(mended) => mended,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_test_finds_layouts_caps_lock_and_what_stands_around_and_mends_them() {
    let text = "HC1:6BF+70 $%*-./:{\"uvci\":\"Yz~^`|\\\"}";
    for (layout, keyboard, changed, caps_lock) in
        [(us as Layout, "us", false, false), (german, "de", true, false), (caps, "us", true, true)]
    {
        for (before, behind) in [("", ""), ("]Q1", ""), ("##", "*")] {
            let mended = examined(layout, before, behind);
            assert_eq!((mended.keyboard.as_deref(), mended.changed), (Some(keyboard), changed));
            assert_eq!(
                (mended.by, mended.caps_lock, mended.ends),
                (ReadBy::Places, caps_lock, Ending::Enter)
            );
            assert_eq!((&*mended.prefix, &*mended.suffix), (before, behind));
            let typed = scan(&format!("{before}{text}{behind}"), layout);
            let reading = read(&typed, Some(&mended));
            assert_eq!((reading.texts[0].as_str(), reading.vouched), (text, true));
            // Without a test it is among what it may be, and nothing vouches for it.
            let untested = read(&scan(text, layout), None);
            assert!(untested.texts.iter().any(|one| one == text) && !untested.vouched);
        }
    }
}

/// A scanner that is set to Germany before a system set to the United States presses other keys than ours.
fn set_to_germany(text: &str) -> Scan {
    let key = |char: char| match char {
        'y' => 'z',
        'z' => 'y',
        'Y' => 'Z',
        'Z' => 'Y',
        '-' => '/',
        '/' => '&',
        '&' => '^',
        '^' => '`',
        '`' => '-',
        other => other,
    };
    scan(&text.chars().map(key).collect::<String>(), us)
}

#[test]
fn a_scanner_that_is_set_to_another_country_is_mended_by_a_table() {
    let mut exam = Exam::default();
    assert_eq!(exam.take(&set_to_germany(&characters())), Finding::Next);
    let Finding::Passed(mended) = exam.take(&set_to_germany(&length())) else { panic!("not mended") };
    assert_eq!((mended.by, mended.keyboard.as_deref(), mended.changed), (ReadBy::Table, None, true));
    let reading = read(&set_to_germany("HC1:XYZ-/&^"), Some(&mended));
    assert_eq!((reading.texts[0].as_str(), reading.vouched), ("HC1:XYZ-/&^", true));
}

#[test]
fn what_cannot_be_mended_is_told() {
    let without = |text: String, lost: &str| scan(&text.replace(|char| lost.contains(char), ""), german);
    let mut exam = Exam::default();
    assert_eq!(exam.take(&without(characters(), " $%*")), Finding::Lost(" $%*".to_owned()));
    // Now and then one.
    let mut some = scan(&characters(), us);
    some.strokes.remove(17);
    some.strokes.remove(90);
    assert_eq!(exam.take(&some), Finding::Shortened(2));
    // Everything in capitals: which letter was meant cannot be told.
    let capitals = scan(&characters().to_uppercase(), us);
    assert_eq!(exam.take(&capitals), Finding::Mixed);
    for other in ["HC1:ABC", "", &"x".repeat(700), &length()] {
        assert_eq!(exam.take(&scan(other, us)), Finding::Other, "{other}");
    }
    assert_eq!(exam.step(), Step::Characters);
    assert_eq!(exam.take(&scan(&characters(), us)), Finding::Next);
    assert_eq!(exam.take(&scan(&characters(), us)), Finding::Next, "the first once more");
    let mut long = scan(&length(), us);
    long.strokes.truncate(590);
    assert_eq!(exam.take(&long), Finding::Shortened(10));
    assert!(matches!(exam.take(&scan(&length(), us)), Finding::Passed(_)));
}

#[test]
fn what_comes_otherwise_than_in_the_test_is_not_vouched_for() {
    let mended = examined(us, "", "");
    let good = scan("HC1:ABC", us);
    assert!(read(&good, Some(&mended)).vouched);
    for end in [End::Pause, End::Tab] {
        assert!(!read(&Scan { end, ..good.clone() }, Some(&mended)).vouched, "cut short");
    }
    assert!(!read(&scan("HC1:ABC", caps), Some(&mended)).vouched, "Caps Lock");
    assert!(!read(&good, Some(&examined(us, "]Q1", ""))).vouched, "its prefix is missing");
    // The layout of the system may change: the keys are where they were.
    assert!(read(&scan("HC1:XYZ", german), Some(&mended)).vouched);
    assert!(!format!("{good:?}").contains("ABC"), "a scan is personal");
}

#[test]
fn identifiers_and_caps_lock_are_tried_without_a_test_too() {
    let texts = |scan: &Scan| read(scan, None).texts;
    assert_eq!(texts(&scan("]Q1HC1:ABC", us)), ["HC1:ABC", "]Q1HC1:ABC"]);
    assert!(texts(&scan("shc:/5676", caps)).contains(&"shc:/5676".to_owned()));
    // One that looks at the lamp and turns its letters about itself.
    let itself = Scan { strokes: strokes("SHC:/5676", caps), ..scan("", us) };
    assert!(texts(&itself).contains(&"shc:/5676".to_owned()));
}
