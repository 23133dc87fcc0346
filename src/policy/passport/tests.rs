use super::*;
use crate::mrz::check_digit;
use Match::{Agrees, AsFarAsItGoes, CannotTell, Differs};

/// A zone of those names and that date of birth.
fn passport(names: &str, born: &str) -> Mrz {
    let (number, expiry) = ("L898902C36", "3204159");
    let birth = format!("{born}{}", check_digit(born).unwrap());
    let expiry = format!("{}{}", &expiry[..6], check_digit(&expiry[..6]).unwrap());
    let rest = "<<<<<<<<<<<<<<<";
    let last = check_digit(&format!("{number}{birth}{expiry}{rest}")).unwrap();
    let first = format!("{:<<44}", format!("P<UTO{names}"));
    Mrz::read(&format!("{first}\n{number}UTO{birth}F{expiry}{rest}{last}")).unwrap()
}

fn holder(name: &str, native: Option<&str>, born: &str) -> Holder {
    Holder {
        name: (!name.is_empty()).then(|| Personal::new(name.to_owned())),
        native_name: native.map(|name| Personal::new(name.to_owned())),
        birth_date: When::parse_date(born).map(Personal::new),
        ..Holder::default()
    }
}

#[track_caller]
fn names(stated: &str, zone: &str, told: Match) {
    let comparison = Comparison::of(&holder(stated, None, "1974-08-12"), &passport(zone, "740812"));
    assert_eq!((comparison.name, comparison.birth_date), (told, Agrees), "{stated} and {zone}");
}

#[test]
fn one_name_in_its_many_spellings() {
    for (stated, zone) in [
        ("Anna Maria Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("ERIKSSON, Anna-Maria", "ERIKSSON<<ANNA<MARIA"),
        ("Maria Anna Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Gabriele Mustermann-Gößinger", "MUSTERMANN<GOESSINGER<<GABRIELE"),
        ("Gabriele Mustermann-Gößinger", "MUSTERMANN<GOSSINGER<<GABRIELE"),
        ("Søren Ågård", "AAGAARD<<SOEREN"),
        ("Søren Ågård", "AGARD<<SOREN"),
        ("Jeanne d'Arc", "DARC<<JEANNE"),
        ("Seán O’Connor", "OCONNOR<<SEAN"),
        ("Núñez Peña, María José", "NUNEZ<PENA<<MARIA<JOSE"),
        ("María Peña", "PENXXA<<MARIA"),
        ("Łukasz Đorđević", "DORDEVIC<<LUKASZ"),
        ("Þóra Guðmundsdóttir", "GUDMUNDSDOTTIR<<THORA"),
        ("Nguyễn Văn Đạt", "NGUYEN<<VAN<DAT"),
        ("Zoe\u{308} Mu\u{308}ller", "MUELLER<<ZOE"),
        ("Юлия Иванова", "IVANOVA<<IULIIA"),
        ("Юлия Иванова", "IVANOVA<<YULIYA"),
        ("Щукин Пётр", "SHCHUKIN<<PETR"),
        ("Зеленський Володимир", "ZELENSKYI<<VOLODYMYR"),
        // Chinese names: the given name in one word or in two, the family name first or last.
        ("Li Xiaoming", "LI<<XIAO<MING"),
        ("Xiao Ming LI", "LI<<XIAOMING"),
        ("LÜ Wei", "LYU<<WEI"),
        ("TEAPOT SIU MING MARY", "TEAPOT<<SIU<MING<MARY"),
        ("Suharto", "SUHARTO"),
    ] {
        names(stated, zone, Agrees);
    }
}

#[test]
fn another_name_differs() {
    for (stated, zone) in [
        ("Anna Maria Eriksson", "ERIKSSON<<ANNA<MARIE"),
        ("Anna Maria Eriksson", "ERIKSSON<<ANNA"),
        ("Anna Eriksson", "ERIKSSON<<ANNA<MARIA"),
        ("Anna Anna Kettle", "KETTLE<KETTLE<<ANNA"),
        ("Müller", "MOELLER"),
        ("Siu Ming Teapot", "TEAPOT<<SIU<MEI"),
        // Part of a word is no word.
        ("Ann Eriksson", "ERIKSSON<<ANNA"),
        ("TEAPOT S** M***", "TEAPOT<<ANNA<MARIA"),
        ("KETTLE S** M***", "TEAPOT<<SIU<MING"),
    ] {
        names(stated, zone, Differs);
    }
}

#[test]
fn a_name_that_fills_its_field_agrees_as_far_as_it_goes() {
    let long = "Chayapa Dejthamrong Krasuang Nilavadhanananda";
    names(long, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", AsFarAsItGoes);
    names("Chayapa Dejthamrong Nilavadhanananda", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", Differs);
    names("Somchai Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", Differs);
    // Where there was room, nothing was cut.
    names(long, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG", Differs);
}

#[test]
fn what_cannot_be_told_is_not_told() {
    names("茶壺小明", "TEAPOT<<SIU<MING", CannotTell(WhyNot::OtherScript));
    names("محمد", "MUHAMMAD", CannotTell(WhyNot::OtherScript));
    names("TEAPOT S** M***", "TEAPOT<<SIU<MING", CannotTell(WhyNot::Masked));
    names("", "TEAPOT<<SIU<MING", CannotTell(WhyNot::NotStated));
    names("-", "TEAPOT<<SIU<MING", CannotTell(WhyNot::NotStated));
    // A missing given name, in the passport or on the record.
    names("Suharto Suharto", "SUHARTO", CannotTell(WhyNot::OneName));
    names("Suharto Wijaya", "SUHARTO", CannotTell(WhyNot::OneName));
    names("Maria", "GARCIA<<MARIA", CannotTell(WhyNot::OneName));
    names("Clara", "GARCIA<<MARIA", Differs);
}

#[test]
fn either_of_two_names_will_do_and_another_script_hides_no_difference() {
    let told = |name, native, zone: &str| {
        Comparison::of(&holder(name, Some(native), ""), &passport(zone, "740812")).name
    };
    assert_eq!(told("Yulia Ivanova", "Юлия Иванова", "IVANOVA<<IULIIA"), Agrees);
    assert_eq!(told("TEAPOT SIU MING", "茶壺小明", "TEAPOT<<SIU<MING"), Agrees);
    assert_eq!(told("TEAPOT SIU MING", "茶壺小明", "KETTLE<<SIU<MING"), Differs);
}

#[test]
fn a_birth_date_is_compared_as_far_as_both_state_it() {
    for (stated, zone, told) in [
        ("1974-08-12", "740812", Agrees),
        ("1974-08-13", "740812", Differs),
        ("1974-12-08", "740812", Differs),
        ("1975-08-12", "740812", Differs),
        ("1974", "740812", AsFarAsItGoes),
        ("1974-08", "740812", AsFarAsItGoes),
        ("1974-09", "740812", Differs),
        ("1974-08-12", "74<<<<", AsFarAsItGoes),
        ("1975-08-12", "74<<<<", Differs),
        ("1974-08-12", "<<<<<<", CannotTell(WhyNot::NotInPassport)),
        ("2005-01-31", "050131", Agrees),
        ("", "740812", CannotTell(WhyNot::NotStated)),
    ] {
        let told_now = Comparison::of(&holder("A", None, stated), &passport("A", zone)).birth_date;
        assert_eq!(told_now, told, "{stated} and {zone}");
    }
}

#[test]
fn a_difference_is_told_whatever_else_agrees() {
    let of = |name, born| Comparison::of(&holder(name, None, born), &passport("ERIKSSON<<ANNA", "740812"));
    assert!(of("Anna Eriksson", "1974-08-12").agrees() && !of("Anna Eriksson", "1974-08-12").differs());
    assert!(of("Anna Eriksson", "1974-08-13").differs() && of("Ann Eriksson", "1974-08-12").differs());
    let open = of("Anna Eriksson", "");
    assert!(!open.agrees() && !open.differs());
}

/// A name agrees with its own zone in any order of its words, and with one letter changed it differs. Deterministic.
#[test]
fn names_agree_with_themselves_alone() {
    const WORDS: [&str; 12] =
        ["ANNA", "MARIA", "LI", "WEI", "OLGA", "JOSE", "SIU", "MING", "KETTLE", "TEAPOT", "ERIK", "UMA"];
    let mut seed = 7_usize;
    let mut draw = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for _ in 0..200 {
        let mut given: Vec<&str> = (0..=draw(3)).map(|_| WORDS[draw(WORDS.len())]).collect();
        let family = WORDS[draw(WORDS.len())];
        let zone = format!("{family}<<{}", given.join("<"));
        let turn = draw(given.len());
        given.rotate_left(turn);
        names(&format!("{} {family}", given.join(" ")), &zone, Agrees);
        names(&format!("{family}, {}", given.join(" ")), &zone, Agrees);
        let changed = zone.replacen(family, &format!("{family}Q"), 1);
        names(&format!("{} {family}", given.join(" ")), &changed, Differs);
    }
}
