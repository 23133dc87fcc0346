//! Exports, cards, and the counts of many doors.

use super::super::tests::{at, day, door, fill, recorder, start};
use super::super::*;
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

fn key(byte: u8) -> DeviceKey {
    DeviceKey::of_secret(&Zeroizing::new([byte; 32]))
}

/// A door with some counts, by a number that makes them its own.
fn account(number: u8) -> Account {
    let mut recorder = recorder();
    for batch in 0..u64::from(number % 5) + 3 {
        fill(&mut recorder, batch + u64::from(number));
    }
    recorder.note(start(), Note::Opening, "done".to_owned());
    let mut book = Book::default().with(recorder.waiting());
    let old = book.days.entry((day("2026-10-01"), "vaccinated".to_owned())).or_default();
    old.add(What::Admit, 100 + u64::from(number));
    let teller = Teller {
        door: Some(format!("MK-{number:02}")),
        device: Some(key(number).device()),
        program: "1.2.0".to_owned(),
        lists: ListSerial { bundled: 12, update: 3 },
        made: at("2026-11-29T01:00:00Z"),
    };
    let days = door(Tz::Asia__Hong_Kong);
    Account { teller, profile: "vaccinated".to_owned(), clock_right: true, days, book }
}

fn handed_in(text: &str) -> HandedIn {
    HandedIn::read("a file", text).unwrap().remove(0)
}

fn sum(sheet: &Sheet) -> Totals {
    let mut sum = Totals::default();
    sheet.days.values().for_each(|totals| sum.add_all(totals));
    sum
}

#[test]
fn what_is_exported_comes_back() {
    let account = account(7);
    let text = json(&account, Some(&key(7))).unwrap();
    let sheet = read_json(&text).unwrap();
    assert_eq!(sheet, account.sheet());
    assert_eq!(sum(&sheet), account.book.sum());
    assert!(text.contains("\"seconds-running\"") && text.contains("\"note\": \"opening\""), "{text}");
    let (of_csv, device) = read_csv(&csv(&account)).unwrap();
    assert_eq!((of_csv.days, of_csv.teller.door), (sheet.days, sheet.teller.door));
    assert_eq!(device, Some(key(7).device().fingerprint()));
    // Without a key nothing is signed, and nothing says that it is.
    let plain = read_json(&json(&account, None).unwrap()).unwrap();
    assert_eq!((plain.teller.device, plain.days), (None, of_csv_days(&account)));
}

fn of_csv_days(account: &Account) -> BTreeMap<(NaiveDate, String), Totals> {
    read_csv(&csv(account)).unwrap().0.days
}

#[test]
fn an_export_that_was_changed_is_refused() {
    let text = json(&account(7), Some(&key(7))).unwrap();
    let changed = text.replacen("\"admit\": 107", "\"admit\": 7", 1);
    assert_ne!(changed, text);
    assert_eq!(read_json(&changed), Err(SheetError::Signature));
    // To say that another device counted it does not help.
    let other = text.replace(&key(7).device().text(), &key(8).device().text());
    assert_eq!(read_json(&other), Err(SheetError::Signature));
    let unsigned: String = text.lines().filter(|line| !line.contains("\"signature\"")).collect();
    assert!(read_json(&unsigned.replace("],}", "]}")).is_err());
    // Another layout of the same is the same.
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(read_json(&value.to_string()).is_ok());
    for text in ["", "{}", "[]", "{\"form\": 1}", "nothing"] {
        assert!(read_json(text).is_err(), "{text}");
    }
    let newer = json(&account(7), None).unwrap().replacen("\"hold\"", "\"held\"", 1);
    assert_eq!(read_json(&newer), Err(SheetError::Unknown("held".to_owned())));
}

#[test]
fn a_spreadsheet_takes_no_field_for_a_formula() {
    let mut account = account(1);
    account.book.hours.add(Hour::from_minutes(0), "=1+1,\"x\"", What::Fail, 2);
    let text = csv(&account);
    assert!(text.contains(",\"'=1+1,\"\"x\"\"\",fail,2\r\n"), "{text}");
    assert!(text.lines().nth(1).unwrap().starts_with("MK-01,"), "{text}");
    assert!(text.contains(",2026-11-28,2026-11-28T18:00:00+08:00,vaccinated,"), "hours are the door's");
    for wrong in
        ["", "door,device\r\n", &text.replacen("1.2.0", "1.3.0", 1), &text.replace(",fail,2", ",fail,x")]
    {
        assert!(read_csv(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_card_is_read_by_people_and_by_the_program() {
    let (account, today) = (account(7), day("2026-11-28"));
    let text = handover(&account, today, &key(7));
    let begins = "DOORCHECK HANDOVER 1\ndoor: MK-07\nday: 2026-11-28\nfrom: 06:00 Asia/Hong_Kong\n\
                  made: 2026-11-29T09:00:00+08:00\nprogram: 1.2.0\nlists: 12+3\nclock: right\n\
                  opening: done 2026-11-28T18:00:00+08:00\nprofile: vaccinated\npresented: ";
    assert!(text.starts_with(begins), "{text}");
    let cards = read_handovers(&text).unwrap();
    assert_eq!(cards.len(), 1);
    let counted = cards[0].days.get(&(today, "vaccinated".to_owned())).unwrap();
    assert_eq!(*counted, account.of_day(today));
    assert_eq!(cards[0].teller, account.sheet().teller);
    // As mail leaves it, and two of them in one file.
    let mailed = text.replace('\n', " \r\n\r\n");
    assert_eq!(read_handovers(&format!("{mailed}{text}")).unwrap().len(), 2);
    // A day without counts is a card as well.
    let empty = handover(&account, day("2026-11-01"), &key(7));
    assert_eq!(sum(&read_handovers(&empty).unwrap()[0]), Totals::default());
    assert!(empty.contains("\nopening: none\n"));
}

#[test]
fn a_card_that_was_changed_is_refused() {
    let text = handover(&account(7), day("2026-11-28"), &key(7));
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        // Every line left out, every line said twice, every digit another one.
        let mut without = lines.clone();
        without.remove(at);
        let mut twice = lines.clone();
        twice.insert(at, line);
        let other = text.replacen(line, &line.replace(['1', '2', '3', '4'], "7"), 1);
        for changed in [without.join("\n"), twice.join("\n"), other] {
            if changed.trim() != text.trim() {
                assert!(read_handovers(&changed).is_err(), "{changed}");
            }
        }
    }
    // Signed by another device, which says so: that is another device's card.
    let other = handover(&account(7), day("2026-11-28"), &key(8));
    assert_eq!(read_handovers(&other).unwrap()[0].teller.device, Some(key(8).device()));
    assert!(read_handovers("nothing").is_err() && read_handovers("").unwrap().is_empty());
}

#[test]
fn forty_exports_add_up_to_their_sum() {
    let accounts: Vec<Account> = (1..=40).map(account).collect();
    let all: Vec<HandedIn> = accounts
        .iter()
        .zip(1..)
        .map(|(account, number)| match number % 2 {
            0 => handed_in(&json(account, Some(&key(number))).unwrap()),
            _ => handed_in(&csv(account)),
        })
        .collect();
    let mut expected = Totals::default();
    accounts.iter().for_each(|account| expected.add_all(&account.book.sum()));
    let merged = merge(&all, &Doors::default());
    assert_eq!(merged.sum(), expected);
    assert_eq!((merged.by_door().len(), merged.unsigned.len(), merged.refused.len()), (40, 20, 0));
    let mut by_day = Totals::default();
    merged.by_day().values().for_each(|totals| by_day.add_all(totals));
    assert_eq!(by_day, expected);
    assert!(merged.behind.is_empty() && merged.superseded.is_empty());
    // Handed in twice, and with cards of the same day beside them: still once each.
    let cards = accounts
        .iter()
        .zip(1..)
        .map(|(account, number)| handed_in(&handover(account, day("2026-11-28"), &key(number))));
    let twice: Vec<HandedIn> = all.iter().cloned().chain(all.clone()).chain(cards).collect();
    let merged = merge(&twice, &Doors::default());
    assert_eq!(merged.sum(), expected);
    assert!(merged.superseded.len() >= 80);
}

#[test]
fn the_latest_of_a_doors_day_counts() {
    let early = account(3);
    let mut late = early.clone();
    late.teller.made += TimeDelta::hours(3);
    late.book.hours.add(door(Tz::Asia__Hong_Kong).hour(start().clock), "vaccinated", What::Fail, 5);
    let texts = [&late, &early].map(|account| handed_in(&json(account, Some(&key(3))).unwrap()));
    let merged = merge(&texts, &Doors::default());
    assert_eq!(merged.sum(), late.book.sum());
    // Another device at the same door on the same day has counted others.
    let mut other = early.clone();
    other.teller.device = Some(key(4).device());
    let other = handed_in(&json(&other, Some(&key(4))).unwrap());
    let merged = merge(&[texts[0].clone(), other], &Doors::default());
    let mut both = late.book.sum();
    both.add_all(&early.book.sum());
    assert_eq!((merged.sum(), merged.by_door().len()), (both, 1));
}

#[test]
fn struck_off_and_unknown_devices_are_refused_and_missing_doors_told() {
    let fingerprint = |byte| key(byte).device().fingerprint();
    let known: Doors = toml::from_str(&format!(
        "struck-off = ['{}']\n[[door]]\nname = 'MK-01'\n[[door]]\nname = 'MK-02'\n[[door]]\nname = 'MK-03'\n\
         device = '{}'\n[[door]]\nname = 'MK-05'\ndevice = '{}'\n[[door]]\nname = 'MK-09'\n",
        fingerprint(2).to_lowercase().replace('-', " "),
        fingerprint(3),
        fingerprint(6),
    ))
    .unwrap();
    let today = day("2026-11-28");
    let mut cards: Vec<HandedIn> =
        (1..=5).map(|number| handed_in(&handover(&account(number), today, &key(number)))).collect();
    // A struck-off device is no other for being exported as CSV, nor under another door's name.
    cards.push(handed_in(&csv(&account(2))));
    let mut renamed = account(2);
    renamed.teller.door = Some("MK-01".to_owned());
    cards.push(handed_in(&json(&renamed, Some(&key(2))).unwrap()));
    cards.push(handed_in(&csv(&account(3))));
    let merged = merge(&cards, &known);
    let refused: Vec<&Refusal> = merged.refused.iter().map(|(_, why)| why).collect();
    let struck = Refusal::StruckOff(fingerprint(2));
    let expected = [
        &struck,
        &Refusal::UnknownDoor("MK-04".to_owned()),
        &Refusal::OtherDevice("MK-05".to_owned(), fingerprint(5)),
        &struck,
        &struck,
        &Refusal::NotSigned("MK-03".to_owned()),
    ];
    assert_eq!(refused, expected);
    let mut counted = account(1).of_day(today);
    counted.add_all(&account(3).of_day(today));
    assert_eq!(merged.sum(), counted);
    let missing: Vec<&str> = merged.behind.iter().map(|(door, _)| door.as_str()).collect();
    assert_eq!(missing, ["MK-02", "MK-05", "MK-09"]);
    assert!(toml::from_str::<Doors>("struckoff = []").is_err(), "a list that is misspelt strikes nobody off");
}

#[test]
fn doors_that_are_behind_are_told() {
    let mut accounts: Vec<Account> = (1..=3).map(account).collect();
    accounts[0].teller.lists.update = 2;
    accounts[1].teller.program = "1.10.0".to_owned();
    accounts[2].book.hours = Tally::default();
    let all: Vec<HandedIn> =
        accounts.iter().map(|account| handed_in(&json(account, None).unwrap())).collect();
    let merged = merge(&all, &Doors::default());
    let older = |door: &str| (door.to_owned(), Behind::Program("1.2.0".to_owned(), "1.10.0".to_owned()));
    let expected = [
        ("MK-01".to_owned(), Behind::Lists(accounts[0].teller.lists, accounts[1].teller.lists)),
        older("MK-01"),
        ("MK-03".to_owned(), Behind::LastDay(day("2026-10-01"))),
        older("MK-03"),
    ];
    assert_eq!(merged.behind, expected);
    assert_eq!(merged.unsigned.len(), 3);
}

#[test]
fn an_account_tells_since_when_things_hold() {
    let mut account = account(1);
    let minute = |minutes: i64| (start().clock + TimeDelta::minutes(minutes)).timestamp();
    for (at, note, text) in [
        (-90, Note::Profile, "polio"),
        (-60, Note::Profile, "vaccinated"),
        (-30, Note::Profile, "vaccinated"),
        (-45, Note::Opening, "unfinished"),
    ] {
        account.book.notes.insert((minute(at), note), text.to_owned());
    }
    assert_eq!(account.profile_since().map(|at| at.timestamp()), Some(minute(-60)));
    account.profile = "other".to_owned();
    assert_eq!(account.profile_since(), None);
    let (check, _) = account.opening(day("2026-11-28")).unwrap();
    assert_eq!(check, OpeningCheck::Done, "the latest");
    let days = account.last_days(31);
    assert_eq!((days.len(), days[30].0), (31, account.today()));
    assert_eq!(days.iter().map(|(_, totals)| totals.presented()).sum::<u64>(), {
        account.of_day(day("2026-11-28")).presented()
    });
    let hours = account.hours_of(day("2026-11-28"));
    assert_eq!((hours.len(), hours[0].0, hours[12].0), (24, 6, 18));
    assert!(hours[12].1.presented() > 0);
}
