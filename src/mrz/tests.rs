use super::*;

/// The specimens of the specification: parts 4, 6 and 5, Utopia.
const TD3: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const TD2: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
const TD1: &str =
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

#[track_caller]
fn wrong(text: &str, part: Part) {
    assert_eq!(Mrz::read(text), Err(MrzError::Mistyped(part)), "{text}");
}

#[test]
fn check_digits_are_those_of_the_specification() {
    for (text, digit) in [("520727", 3), ("AB2134<<<", 5), ("L898902C3", 6), ("D23145890", 7), ("", 0)] {
        assert_eq!(check_digit(text), Some(digit), "{text}");
    }
    assert_eq!((check_digit("a"), check_digit("é"), check_digit("1 2")), (None, None, None));
}

#[test]
fn the_specimens_are_read() {
    for (text, form) in [(TD3, Form::Td3), (TD2, Form::Td2), (TD1, Form::Td1)] {
        let in_one = text.replace('\n', "");
        let spaced = text.to_lowercase().replace('<', "< ") + "\r\n";
        let unfilled: Vec<&str> = text.lines().collect();
        let unfilled = match form {
            Form::Td1 => [unfilled[0], unfilled[1], unfilled[2].trim_end_matches('<')].join("\n"),
            Form::Td2 | Form::Td3 => [unfilled[0].trim_end_matches('<'), unfilled[1]].join("\n"),
        };
        for text in [text, &in_one, &spaced, &unfilled] {
            let mrz = Mrz::read(text).unwrap();
            assert_eq!((mrz.form, mrz.is_full), (form, false), "{text}");
            assert_eq!(mrz.primary.reveal(), "ERIKSSON");
            assert_eq!(mrz.secondary.reveal(), "ANNA MARIA");
            assert_eq!(mrz.born.reveal(), "740812");
            assert!(!format!("{mrz:?}").contains("ANNA"));
        }
    }
    // Part 4 §4.2.2: one name; names that fill their field.
    let named = |names: &str| Mrz::read(&format!("{names}\n{}", TD3.lines().nth(1).unwrap())).unwrap();
    let one = named("P<UTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<");
    assert_eq!((one.primary.reveal().as_str(), one.secondary.reveal().as_str()), ("ARKFREITH", ""));
    let full = named("P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K");
    assert!(full.is_full && full.secondary.reveal().ends_with(" K"));
}

#[test]
fn what_is_mistyped_is_told_by_its_check_digit() {
    let swap = |text: &str, from: &str, to: &str| text.replacen(from, to, 1);
    wrong(&swap(TD3, "L898902C3", "L898902C8"), Part::Number);
    wrong(&swap(TD3, "7408122", "7408212"), Part::BirthDate);
    // The digit fits, and there is no such month.
    let month = check_digit("741312").unwrap();
    wrong(&swap(TD3, "7408122", &format!("741312{month}")), Part::BirthDate);
    wrong(&swap(TD3, "1204159", "1204158"), Part::Expiry);
    wrong(&swap(TD3, "ZE184226B", "ZE184226C"), Part::Optional);
    wrong(&swap(TD3, "<<<<<10", "<<<<<11"), Part::Whole);
    wrong(&swap(TD3, "ANNA", "ANN4"), Part::Name);
    wrong(&swap(TD3, "ERIKSSON", "<RIKSSON"), Part::Name);
    wrong(&swap(TD2, "1204159<<<<<<<6", "1204159<<<<<<<7"), Part::Whole);
    wrong(&swap(TD1, "UTO<<<<<<<<<<<6", "UTO<<<<<<<<<<<5"), Part::Whole);
}

/// Every digit that is checked, with every other in its place: a weight of 7, 3 or 1 lets none pass.
#[test]
fn no_single_wrong_digit_passes() {
    let mut tried = 0;
    for (text, from) in [(TD3, 45), (TD2, 37), (TD1, 5)] {
        for (at, held) in text.char_indices().filter(|(at, char)| *at >= from && char.is_ascii_digit()) {
            for other in ('0'..='9').filter(|other| *other != held) {
                let mut typed = text.to_owned();
                typed.replace_range(at..=at, &other.to_string());
                assert!(matches!(Mrz::read(&typed), Err(MrzError::Mistyped(_))), "{typed}");
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn a_long_number_goes_on_behind() {
    // Part 5: the number D23145890734, its check digit behind it.
    let digit = check_digit("D23145890734").unwrap();
    let first = format!("{:<<30}", format!("I<UTOD23145890<734{digit}<"));
    let whole = format!("{}{}{}{}", &first[5..], "7408122", "1204159", "<<<<<<<<<<<");
    let last = check_digit(&whole).unwrap();
    let text = format!("{first}\n7408122F1204159UTO<<<<<<<<<<<{last}\nERIKSSON<<ANNA<MARIA");
    assert_eq!(Mrz::read(&text).unwrap().secondary.reveal(), "ANNA MARIA");
    wrong(&text.replacen("<734", "<735", 1), Part::Number);
}

#[test]
fn what_is_no_zone_is_none() {
    let second = TD3.lines().nth(1).unwrap();
    for text in [
        "",
        "\n",
        "ERIKSSON",
        second,
        TD3.lines().next().unwrap(),
        &TD3[..88],
        &format!("{TD3}\n{second}"),
        &TD3.replace('<', "-"),
        &TD3.replacen('P', "V", 1),
        &TD3.replace('E', "É"),
        "HC1:6BFOXN",
        &"<".repeat(88),
    ] {
        assert_eq!(Mrz::read(text), Err(MrzError::NoZone), "{text}");
        assert!(!Mrz::is_like(text));
    }
    for (text, form) in [(TD3, Form::Td3), (TD2, Form::Td2), (TD1, Form::Td1)] {
        assert_eq!(is_first_line(text.lines().next().unwrap()), Some(form));
        assert_eq!(is_first_line(text.lines().last().unwrap()), None);
        assert_eq!(form.lines(), text.lines().count());
    }
}

#[test]
fn what_is_not_known_of_a_birth_date_may_be_left_open() {
    for (born, known) in
        [("7408<<", true), ("74<<<<", true), ("<<<<<<", true), ("7<0812", false), ("740800", false)]
    {
        let digit = check_digit(born).unwrap();
        let line = format!("L898902C36UTO{born}{digit}F1204159ZE184226B<<<<<1");
        let whole = format!("{}{}{}", &line[..10], &line[13..20], &line[21..43]);
        let text = format!("{}\n{line}{}", TD3.lines().next().unwrap(), check_digit(&whole).unwrap());
        let read = Mrz::read(&text).map(|mrz| mrz.born.reveal().clone());
        let wanted = if known { Ok(born.to_owned()) } else { Err(MrzError::Mistyped(Part::BirthDate)) };
        assert_eq!(read, wanted);
    }
}
