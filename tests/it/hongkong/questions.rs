//! How often staff are asked something about Hong Kong's records: by rule and by layout, over every kind of record that a layout can
//! hold. The table stands in `docs/hongkong-questions.md`; UPDATE_TABLES=1 writes it anew.

use super::{key, signed};
use crate::door;
use crate::mint::hongkong::{Dose, Evt, Layout, Mec, Vac, coded, comirnaty, coronavac};
use doorcheck::Door;
use doorcheck::policy::Profile;
use doorcheck::reader::Payload;
use doorcheck::trust::Now;
use doorcheck::verdict::Question;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// The rules: a bundled profile, and the day on which it is asked, the last of its stage.
const RULES: [(&str, &str, &str); 8] = [
    ("`authenticity`", "authenticity", "2022-12-28"),
    ("`vaccinated`", "vaccinated", "2022-12-28"),
    ("vaccine bubble, 23 February 2022", "hong-kong-bubble", "2022-02-23"),
    ("Vaccine Pass, 29 April 2022", PASS, "2022-04-29"),
    ("Vaccine Pass, 30 May 2022", PASS, "2022-05-30"),
    ("Vaccine Pass, 29 September 2022", PASS, "2022-09-29"),
    ("Vaccine Pass, 29 November 2022", PASS, "2022-11-29"),
    ("Vaccine Pass, 28 December 2022", PASS, "2022-12-28"),
];

const PASS: &str = "hong-kong-vaccine-pass";

const LAYOUTS: [&str; 5] = ["original", "third dose", "latest", "exemption", "test"];

/// After the last dose, and before the first of those days.
const PRINTED: &str = "21-01-2022 18:00";

/// Dates of birth: of an adult, of a youth, of a child; of two whose year alone is known, one of which does not tell.
const BORN: [&str; 5] = ["23-05-1980", "23-05-2006", "23-05-2013", "01-01-1980", "01-01-2010"];

/// Every kind of record of a layout.
fn records(layout: &str) -> Vec<Vec<String>> {
    let dates = ["01-03-2021", "29-03-2021", "15-11-2021", "20-01-2022"];
    let both = [false, true];
    let vaccinated = |layout, doses: Vec<Dose>, recovered, birth_and_highest| {
        Vac { layout, doses, recovered, birth_and_highest, printed: PRINTED.to_owned(), ..Vac::default() }
            .fields()
    };
    match layout {
        "original" => both
            .into_iter()
            .flat_map(|recovered| {
                [1, 2].map(|count| {
                    let doses = dates.iter().take(count).map(|date| coronavac(date)).collect();
                    vaccinated(Layout::Original, doses, recovered, (String::new(), 0))
                })
            })
            .collect(),
        "third dose" => both
            .into_iter()
            .map(|recovered| {
                let doses = dates.iter().take(3).map(|date| comirnaty(date)).collect();
                vaccinated(Layout::ThirdDose, doses, recovered, (String::new(), 0))
            })
            .collect(),
        "latest" => BORN
            .iter()
            .flat_map(|born| (1..=4_usize).map(move |count| (born, count)))
            .flat_map(|(born, count)| both.map(|recovered| (born, count, recovered)))
            .map(|(born, count, recovered)| {
                // The code holds the last three.
                let doses =
                    dates.iter().take(count).skip(count.saturating_sub(3)).map(|date| coded(date, "NDI"));
                let highest = u32::try_from(count).unwrap();
                vaccinated(Layout::Latest, doses.collect(), recovered, ((*born).to_owned(), highest))
            })
            .collect(),
        "exemption" => BORN
            .iter()
            .chain([&""])
            .map(|born| {
                Mec { birth_date: (*born).to_owned(), printed: PRINTED.to_owned(), ..Mec::default() }.fields()
            })
            .collect(),
        _ => ["Negative 陰性", "Positive 陽性"]
            .map(|result| Evt { result: result.to_owned(), ..Evt::default() }.fields())
            .to_vec(),
    }
}

/// How many of a layout's records are asked about under a profile on a day, of how many, and what is asked.
fn asked(profile: &str, day: &str, layout: &str) -> (usize, usize, BTreeSet<&'static str>) {
    let store = door::store(&door::list(&key(1), true));
    let profile = Profile::named(profile).unwrap();
    let now = Now::set(door::at(&format!("{day}T04:00:00Z")), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    let records = records(layout);
    let questions: Vec<Question> = records
        .iter()
        .filter_map(|fields| doorcheck::verify(&Payload::new(signed(fields, &key(1))), &door).question())
        .collect();
    (questions.len(), records.len(), questions.into_iter().map(Question::name).collect())
}

fn table() -> String {
    let mut table = String::from("| rule |");
    LAYOUTS.iter().for_each(|layout| write!(table, " {layout} |").unwrap());
    table.push_str("\n|---|---|---|---|---|---|\n");
    for (name, profile, day) in RULES {
        write!(table, "| {name} |").unwrap();
        for layout in LAYOUTS {
            let (questions, of, what) = asked(profile, day, layout);
            let what: Vec<&str> = what.into_iter().collect();
            let what = if what.is_empty() { String::new() } else { format!(" ({})", what.join(", ")) };
            write!(table, " {questions} of {of}{what} |").unwrap();
        }
        table.push('\n');
    }
    table
}

#[test]
fn the_share_of_questions_is_as_written_down() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hongkong-questions.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("| rule |").unwrap();
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    let measured = format!("{before}{}\n{after}", table());
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &measured).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), measured);
}

#[test]
fn nobody_is_asked_where_every_answer_leads_to_the_same() {
    // One dose is enough at any age; what states a date of birth that tells is not asked for it.
    for layout in ["original", "third dose", "latest", "exemption"] {
        assert_eq!(asked(PASS, "2022-04-29", layout).0, 0, "{layout}");
    }
    assert_eq!(asked(PASS, "2022-12-28", "third dose").0, 0);
    // Of the records without a third dose, those that state no date of birth.
    assert_eq!(asked(PASS, "2022-12-28", "original"), (4, 4, BTreeSet::from(["age"])));
}
