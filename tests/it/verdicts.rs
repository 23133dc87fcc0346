//! Verdicts for the tests of what comes after one. Each is got from a code minted here, by the way that every code goes: nothing
//! else makes a verdict.

use crate::door;
use crate::mint::hcert;
use crate::mint::hongkong::{self, Evt, Mec, Vac};
use crate::mint::shc::{self, dose, jwk, jws, numeric, test, thumbprint};
use doorcheck::credential::Gathered;
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::{Payload, Sighting};
use doorcheck::trust::{ClockMark, Now, TrustStore};
use doorcheck::verdict::{Answers, Outcome, Reason};
use doorcheck::{Door, nothing_read, verify, verify_answered, verify_gathered, verify_together};
use p256::ecdsa::SigningKey;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

const ISSUER: &str = "https://health.example/shc";
/// Ten o'clock at the door of the window's tests.
const NOW: &str = "2026-11-22T10:00:00Z";
const NEGATIVE: &str = "260415000";
const POSITIVE: &str = "260373001";
/// Who signs, at length: it has to find room on the screen.
const SIGNER: &str = "Government of the Hong Kong SAR";

/// Whom a code is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Person<'a> {
    /// In Latin letters.
    pub(crate) name: Option<&'a str>,
    /// In a script of its own.
    pub(crate) native: Option<&'a str>,
}

/// The person of the window's tests, with names as long as they come.
pub(crate) const TEAPOT: Person<'static> =
    Person { name: Some("TEAPOT SIU MING MARY"), native: Some("茶壺小明") };

/// A verdict of that reason on that person's code, as full as the reason can have it. No rule of entry is asked for, but where the
/// reason is that one is not met.
pub(crate) fn verdict(reason: Reason, person: Person<'_>) -> Arc<Verdict> {
    kept(format!("{reason:?} of {person:?}"), || of(reason, person))
}

/// A pass under a rule of entry, with every check done.
pub(crate) fn admitted(person: Person<'_>) -> Arc<Verdict> {
    kept(format!("admitted: {person:?}"), || Scene::of(person).with_revocations("r2").asking(1).verdict())
}

/// Hong Kong's exemption certificate, where one admits.
pub(crate) fn admitted_as_exempt(person: Person<'_>) -> Arc<Verdict> {
    kept(format!("exempt: {person:?}"), || exemption(person, "23-05-2027", &asked(1)))
}

/// Hong Kong's exemption certificate, after its last day. It states the number of a document.
pub(crate) fn exemption_out_of_date() -> Arc<Verdict> {
    Arc::new(exemption(TEAPOT, "23-05-2026", NOTHING_ASKED))
}

/// Hong Kong's record of a positive test. It states the number of a document, and no name.
pub(crate) fn positive_record() -> Arc<Verdict> {
    let record =
        Evt { document: DOCUMENT.to_owned(), result: "Positive 陽性".to_owned(), ..Evt::default() };
    Arc::new(Scene::hongkong(NOTHING_ASKED).on(hongkong::signed(&record.fields(), &hongkong::key(1))))
}

/// The lines of a passport.
pub(crate) fn on_a_passport(lines: &str) -> Arc<Verdict> {
    Arc::new(Scene { profile: desk(), ..Scene::of(TEAPOT) }.on(lines))
}

/// A text so long that nothing looks at what it is.
pub(crate) fn too_long() -> Arc<Verdict> {
    Arc::new(Scene::of(TEAPOT).on("x".repeat(70_000)))
}

/// A Hong Kong record of a type that is not known.
pub(crate) fn unknown_type() -> Arc<Verdict> {
    Arc::new(Scene::of(TEAPOT).on("HKSARG|XYZ|1"))
}

/// A vaccination record of Hong Kong, which states no end.
pub(crate) fn undated() -> Arc<Verdict> {
    let record = hongkong::signed(&Vac::default().fields(), &hongkong::key(1));
    Arc::new(Scene::hongkong(NOTHING_ASKED).on(record))
}

/// Such a record where the keys are those of somebody else, and unconfirmed.
pub(crate) fn unconfirmed_in_hongkong() -> Arc<Verdict> {
    let record = hongkong::signed(&Vac::default().fields(), &hongkong::key(2));
    Arc::new(Scene::hongkong(NOTHING_ASKED).with_list("confirmed", json!(false)).on(record))
}

/// A vaccination and a test that was positive, under no rule of entry.
pub(crate) fn not_negative() -> Arc<Verdict> {
    let scene = Scene::of(TEAPOT).attesting(vec![first(), second(), positive()]);
    kept("not negative".to_owned(), || scene.verdict())
}

/// A pass under a profile that says so of what is shown, of a person who states a name and a date of birth.
pub(crate) fn showing(show: &str) -> Arc<Verdict> {
    kept(format!("showing {show}"), || {
        let mut scene = Scene::of(TEAPOT);
        scene.profile = Profile::parse(&format!("show = {show}\n{NOTHING_ASKED}")).unwrap();
        scene.verdict()
    })
}

/// A refusal and a question under a profile that shows names alone.
pub(crate) fn refused_and_asked_showing_names() -> [Arc<Verdict>; 2] {
    [asked(3), "name = 'x'\nsummary = ''\n[entry]\n[[entry.way]]\nby-hand = true".to_owned()].map(|rule| {
        let mut scene = Scene::of(TEAPOT);
        scene.profile = Profile::parse(&format!("show = ['name']\n{rule}")).unwrap();
        Arc::new(scene.verdict())
    })
}

/// What a desk says, of whom its rule is met and of whom it is not.
pub(crate) fn at_a_desk(doses: u32) -> Arc<Verdict> {
    kept(format!("at a desk, {doses}"), || {
        let mut scene = Scene::of(TEAPOT);
        scene.profile = Profile::parse(&format!("headline = 'valid'\n{}", asked(doses))).unwrap();
        scene.verdict()
    })
}

/// A desk's profile.
fn desk() -> Profile {
    Profile::named("travel-desk").unwrap()
}

/// A dose as full as a card has it.
fn full(cvx: &str, date: &str, number: u32) -> Value {
    let mut dose = numbered(2 - number % 2, date);
    dose["vaccineCode"]["coding"][0]["code"] = json!(cvx);
    dose["lotNumber"] = json!(format!("LOT-{cvx}-{number}"));
    dose["manufacturer"] = json!({ "display": "Serum Institute of India Pvt. Ltd." });
    dose["performer"] = json!([
        { "actor": { "type": "Practitioner", "display": "Dr Ada Example" } },
        { "actor": { "display": "Demo Clinic for Travellers, Hong Kong" } },
    ]);
    dose
}

/// What a desk makes of a record of that many doses, in no order, against several diseases.
pub(crate) fn at_the_travel_desk(doses: usize) -> Arc<Verdict> {
    kept(format!("at the travel desk, {doses}"), || travel_desk(doses).verdict())
}

/// The same of a door.
pub(crate) fn full_record_at_a_door() -> Arc<Verdict> {
    kept("a full record at a door".to_owned(), || {
        Scene { profile: Profile::parse(NOTHING_ASKED).unwrap(), ..travel_desk(4) }.verdict()
    })
}

/// The same at a desk whose profile shows no doses.
pub(crate) fn desk_without_doses() -> Arc<Verdict> {
    let profile =
        Profile::parse("name = 'x'\nsummary = ''\nlayout = 'desk'\nshow = ['name', 'document']").unwrap();
    Arc::new(Scene { profile, ..travel_desk(4) }.verdict())
}

/// The same where what is shown has run out, or has been revoked, or is not what a desk can read.
pub(crate) fn refused_at_the_travel_desk() -> [Arc<Verdict>; 3] {
    [
        travel_desk(4).with_time("exp", "2026-05-23T00:00:00Z").verdict(),
        travel_desk(4).with_revocations("r1").verdict(),
        travel_desk(4).on(travel_desk(4).forged()),
    ]
    .map(Arc::new)
}

fn travel_desk(doses: usize) -> Scene {
    let given = ["37", "10", "208", "03", "52", "101"];
    let day = |at: usize| format!("20{:02}-0{}-1{}", 25 - at / 6, 1 + at % 9, at % 7);
    let events =
        (0..doses).zip(1..).map(|(at, number)| full(given[at % 6], &day(at), u32::div_ceil(number, 6)));
    Scene { profile: desk(), ..Scene::of(TEAPOT).attesting(events.collect()) }
}

/// Two yellow cards of one person and a card of the same doses in part, judged together at a desk: the second repeats what the third has.
pub(crate) fn cards_at_the_travel_desk() -> Arc<Verdict> {
    kept("cards at the travel desk".to_owned(), || {
        let key = hcert::Key::p256("cards");
        let mut listed = key.jwk(b"cards-01");
        listed["name"] = json!(SIGNER);
        listed["domains"] = json!(["ICVP"]);
        let list = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [listed] });
        let card = |product: &str, day: &str, lot: &str| {
            let card = json!({
                "n": "TEAPOT SIU MING MARY", "dob": "1980-05-23", "s": "female", "nt": "XXB", "v": "1.0.0",
                "id": "K0123456(7)-WHOLE", "gn": "Ann Kettle", "d": "2026-08-01",
                "vx": { "vp": product, "dv": day, "bo": lot, "is": "XXB", "cn": "Dr Ada Example" },
            });
            let (issued, ends) = ("2026-08-02T00:00:00Z", "2027-05-23T00:00:00Z");
            let token = hcert::cwt(
                "XX",
                door::at(issued).timestamp(),
                door::at(ends).timestamp(),
                (-6, hcert::from_json(&card)),
            );
            Gathered::Alone(Payload::new(hcert::code(&token, &key, b"cards-01")))
        };
        let fever = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
        let polio = "PolioVaccineInactivatedIProduct532ef986c8042bbb15fee24056fdc4ed";
        let codes = [
            card(polio, "2026-07-01", "PO-77"),
            card(fever, "2026-05-20", "YF-1"),
            card(polio, "2026-01-03", "PO-12"),
            card(fever, "2026-05-20", "YF-1 "),
        ];
        let scene = Scene { card: Value::Null, lists: vec![list], profile: desk(), device: None };
        let [first, others @ ..] = codes;
        scene.at_door(|door| verify_together(&first, &others, door))
    })
}

/// A record whose dates do not go together: the paper is asked for. With these answers.
pub(crate) fn paper(person: Person<'_>, answers: &Answers) -> Arc<Verdict> {
    let what = format!("paper of {person:?}, {answers:?}");
    kept(what, || doubtful_dates(person).answered(answers))
}

/// A record of one dose that does not state an age, where those of 12 or over need two. With these answers.
pub(crate) fn of_unknown_age(person: Person<'_>, answers: &Answers) -> Arc<Verdict> {
    let what = format!("{person:?} of unknown age, {answers:?}");
    kept(what, || {
        let mut scene = Scene::of(person).attesting(vec![first()]);
        scene.card["vc"]["credentialSubject"]["fhirBundle"]["entry"][0]["resource"]
            .as_object_mut()
            .unwrap()
            .remove("birthDate");
        let rule = "name = 'two'\nsummary = ''\n[entry]\ndoses = 2\nfrom-age = 12\n";
        scene.profile = Profile::parse(rule).unwrap();
        scene.answered(answers)
    })
}

/// A record of two doses without an age, under a rule that asks for as much of them as a question can tell.
pub(crate) fn of_open_series() -> Arc<Verdict> {
    kept("of an open series".to_owned(), || {
        let mut scene = Scene::of(TEAPOT).attesting(vec![first(), second()]);
        scene.card["vc"]["credentialSubject"]["fhirBundle"]["entry"][0]["resource"]
            .as_object_mut()
            .unwrap()
            .remove("birthDate");
        let rule = "name = 'series'\nsummary = ''\n[entry]\n[[entry.way]]\n\
                    vaccines = ['Comirnaty (Pfizer-BioNTech)']\n\
                    series = [{ at-age = { months = 12 } }, { after = { days = 28 } }]";
        scene.profile = Profile::parse(rule).unwrap();
        scene.verdict()
    })
}

/// Makes each verdict once: many tests ask for the same.
fn kept(what: String, make: impl FnOnce() -> Verdict) -> Arc<Verdict> {
    static MADE: LazyLock<Mutex<HashMap<String, Arc<Verdict>>>> = LazyLock::new(Mutex::default);
    Arc::clone(MADE.lock().unwrap().entry(what).or_insert_with(|| Arc::new(make())))
}

fn of(reason: Reason, person: Person<'_>) -> Verdict {
    let scene = Scene::of(person);
    match reason {
        Reason::NoCode => scene.at_door(|door| nothing_read(Sighting::Nothing, door)),
        Reason::DamagedCode => scene.at_door(|door| nothing_read(Sighting::Damaged, door)),
        Reason::Incomplete => scene.at_door(|door| verify_gathered(&Gathered::Part { held: 2, of: 3 }, door)),
        Reason::NotACredential => scene.on("https://example.org/menu"),
        Reason::UnsupportedKind => scene.on("shlink:/eyJ1cmwi"),
        Reason::Malformed => scene.on(format!("{}7", scene.code())),
        Reason::UnknownIssuer => Scene { lists: Vec::new(), ..scene }.verdict(),
        Reason::BadSignature => scene.on(scene.forged()),
        Reason::UnconfirmedKey => {
            let scene = scene.with_list("confirmed", json!(false));
            scene.on(scene.forged())
        }
        Reason::MalformedClaims => scene.with_birth_date("1980-02-31").verdict(),
        Reason::NothingAttested => scene.attesting(Vec::new()).verdict(),
        Reason::SchemeRulesNotMet => unlisted_card(person),
        Reason::KeyNotAllowed => scene.with_key("usage", json!(["recovery"])).verdict(),
        Reason::Revoked => scene.with_revocations("r1").verdict(),
        Reason::ClockWrong => scene.with_newer_list("2026-12-24").by_the_device().verdict(),
        Reason::KeyExpired => scene.with_key("not_after", json!("2026-05-01T00:00:00Z")).verdict(),
        Reason::NotYetValid => scene.with_time("nbf", "2026-12-24T00:00:00Z").verdict(),
        Reason::Expired => scene.with_time("exp", "2026-05-23T00:00:00Z").verdict(),
        Reason::TrustDataStale => {
            let maintained = scene.with_list("state", json!("maintained"));
            maintained.with_list("date", json!("2025-11-01")).by_the_device().verdict()
        }
        Reason::RulesNotMet => {
            let one_counts = vec![numbered(1, "2021-01-24"), numbered(2, "2026-12-24"), positive()];
            scene.attesting(one_counts).asking(2).verdict()
        }
        Reason::CheckByHand => doubtful_dates(person).verdict(),
        Reason::Ok => scene.verdict(),
        Reason::Exempt => exemption(person, "23-05-2027", NOTHING_ASKED),
    }
}

/// A dose that is to come.
fn doubtful_dates(person: Person<'_>) -> Scene {
    Scene::of(person).attesting(vec![first(), numbered(2, "2026-12-24")])
}

const DOCUMENT: &str = "****218(0)";
const NOTHING_ASKED: &str = "name = 'authenticity'\nsummary = ''\n";

/// A rule that asks for so many doses.
fn asked(doses: u32) -> String {
    format!("name = 'vaccinated'\nsummary = ''\n[entry]\ndoses = {doses}\nexemption-admits = true\n")
}

fn exemption(person: Person<'_>, valid_until: &str, profile: &str) -> Verdict {
    let certificate = Mec {
        document: DOCUMENT.to_owned(),
        name: person.name.unwrap().to_owned(),
        valid_until: valid_until.to_owned(),
        ..Mec::default()
    };
    Scene::hongkong(profile).on(hongkong::signed(&certificate.fields(), &hongkong::key(1)))
}

/// A card of WHO's whose product is on no list, signed with a key for such cards.
fn unlisted_card(person: Person<'_>) -> Verdict {
    let key = hcert::Key::p256("cards");
    let product = format!("YellowFeverProduct{:032x}", 1);
    let card = json!({
        "n": person.name.unwrap(), "dob": "1980-05-23", "s": "female", "nt": "XXB", "v": "1.0.0", "d": "2026-05-23",
        "vx": { "vp": product, "dv": "2026-05-22", "bo": "B1", "is": "XXB", "cn": "Dr Sample" },
    });
    let token = hcert::cwt(
        "XX",
        door::at("2026-05-23T00:00:00Z").timestamp(),
        door::at("2027-05-23T00:00:00Z").timestamp(),
        (-6, hcert::from_json(&card)),
    );
    let mut listed = key.jwk(b"cards-01");
    listed["name"] = json!(SIGNER);
    listed["domains"] = json!(["ICVP"]);
    let list = json!({ "network": "gdhcn", "id": "test", "state": "archived", "keys": [listed] });
    let profile = Profile::parse(NOTHING_ASKED).unwrap();
    Scene { card: Value::Null, lists: vec![list], profile, device: None }.on(hcert::code(
        &token,
        &key,
        b"cards-01",
    ))
}

/// A card, and the door at which it is shown: all is well, until a fault is put in.
struct Scene {
    card: Value,
    lists: Vec<Value>,
    profile: Profile,
    /// Of a door whose clock is the device's, by which lists age, when it last ran; else the clock is set.
    device: Option<ClockMark>,
}

impl Scene {
    fn of(person: Person<'_>) -> Self {
        let names = [person.name, person.native].into_iter().flatten().map(|name| json!({ "text": name }));
        let patient = json!({
            "resourceType": "Patient", "name": names.collect::<Vec<_>>(), "birthDate": "1980-05-23",
        });
        let mut card = shc::payload(ISSUER, &[patient]);
        card["vc"]["rid"] = json!("r1");
        let mut key = jwk(&signing_key());
        key["name"] = json!(SIGNER);
        let list = json!({
            "network": "shc", "id": "test", "iss": ISSUER, "state": "archived", "keys": [key],
        });
        let profile = Profile::parse(NOTHING_ASKED).unwrap();
        Self { card, lists: vec![list], profile, device: None }
            .with_time("exp", "2027-05-23T00:00:00Z")
            .attesting(vec![first(), second(), test("94500-6", NEGATIVE, "2022-02-10")])
    }

    /// A door that trusts a key of Hong Kong's.
    fn hongkong(profile: &str) -> Self {
        let mut list = door::list(&hongkong::key(1), true);
        list["keys"][0]["name"] = json!(SIGNER);
        let profile = Profile::parse(profile).unwrap();
        Self { card: Value::Null, lists: vec![list], profile, device: None }
    }

    fn attesting(mut self, events: Vec<Value>) -> Self {
        let entries = self.card["vc"]["credentialSubject"]["fhirBundle"]["entry"].as_array_mut().unwrap();
        entries.truncate(1);
        entries.extend(
            events
                .into_iter()
                .enumerate()
                .map(|(at, event)| json!({ "fullUrl": format!("resource:{}", at + 1), "resource": event })),
        );
        self
    }

    fn with_birth_date(mut self, date: &str) -> Self {
        self.card["vc"]["credentialSubject"]["fhirBundle"]["entry"][0]["resource"]["birthDate"] = json!(date);
        self
    }

    /// A claim that is a time.
    fn with_time(mut self, name: &str, time: &str) -> Self {
        self.card[name] = json!(door::at(time).timestamp());
        self
    }

    /// A member of the key's record.
    fn with_key(mut self, name: &str, value: Value) -> Self {
        self.lists[0]["keys"][0][name] = value;
        self
    }

    /// A member of the key list.
    fn with_list(mut self, name: &str, value: Value) -> Self {
        self.lists[0][name] = value;
        self
    }

    /// Another list, published on that day.
    fn with_newer_list(mut self, date: &str) -> Self {
        let mut list = door::list(&hongkong::key(2), true);
        list["date"] = json!(date);
        self.lists.push(list);
        self
    }

    fn by_the_device(self) -> Self {
        self.after(ClockMark::None)
    }

    fn after(self, mark: ClockMark) -> Self {
        Self { device: Some(mark), ..self }
    }

    /// A list of the issuer's that names one card.
    fn with_revocations(mut self, rid: &str) -> Self {
        let kid = thumbprint(&signing_key());
        self.lists.push(json!({ "kid": kid, "method": "rid", "ctr": 1, "rids": [rid] }));
        self
    }

    /// A rule that asks for so many doses.
    fn asking(mut self, doses: u32) -> Self {
        self.profile = Profile::parse(&asked(doses)).unwrap();
        self
    }

    fn code(&self) -> String {
        numeric(&jws(&self.card, &signing_key()))
    }

    /// The code with the signature of another key.
    fn forged(&self) -> String {
        let header = json!({ "zip": "DEF", "alg": "ES256", "kid": thumbprint(&signing_key()) });
        let body = miniz_oxide::deflate::compress_to_vec(self.card.to_string().as_bytes(), 9);
        numeric(&shc::bent(&header.to_string(), &body, &shc::key("nobody's")))
    }

    fn verdict(&self) -> Verdict {
        self.on(self.code())
    }

    fn answered(&self, answers: &Answers) -> Verdict {
        let code = Gathered::Alone(Payload::new(self.code()));
        self.at_door(|door| verify_answered(&code, &[], door, answers))
    }

    fn on(&self, code: impl Into<Vec<u8>>) -> Verdict {
        self.at_door(|door| verify(&Payload::new(code), door))
    }

    fn at_door(&self, judge: impl FnOnce(&Door<'_>) -> Verdict) -> Verdict {
        let mut store = TrustStore::empty();
        for list in &self.lists {
            // The name of a revocation list is on the screen.
            store.read(list.to_string().as_bytes(), "revoked.json", true).unwrap();
        }
        let (at, zone) = (door::at(NOW), self.profile.time_zone);
        let now = match self.device {
            Some(mark) => Now::wall_clock(at, zone).at_door(mark),
            None => Now::set(at, zone),
        };
        judge(&Door { store: &store, profile: &self.profile, now: &now })
    }
}

fn signing_key() -> SigningKey {
    shc::key("health.example")
}

/// A dose of a series of two.
fn numbered(number: u32, date: &str) -> Value {
    let mut dose = dose("208", date);
    dose["protocolApplied"] = json!([{ "doseNumberPositiveInt": number, "seriesDosesPositiveInt": 2 }]);
    dose
}

fn first() -> Value {
    numbered(1, "2021-01-24")
}

fn second() -> Value {
    numbered(2, "2021-02-21")
}

fn positive() -> Value {
    test("94500-6", POSITIVE, "2022-02-10")
}

#[test]
fn every_reason_can_be_had_and_tells_what_it_can() {
    for reason in Reason::ALL {
        let verdict = of(reason, TEAPOT);
        assert_eq!(verdict.reason(), reason, "{:?}", verdict.grounds());
        // The claims are told wherever the signature holds and they can be read.
        let read = reason > Reason::MalformedClaims;
        let attests = read && reason != Reason::NothingAttested;
        assert_eq!((verdict.holder().is_some(), verdict.events().is_empty()), (read, !attests), "{reason}");
        assert!(!verdict.is_demo());
    }
}

#[test]
fn a_clock_before_the_last_run_admits_nobody_and_refuses_nobody_for_a_date() {
    let scenes: [(fn() -> Scene, Reason); 4] = [
        (|| Scene::of(TEAPOT).asking(2), Reason::Ok),
        (|| Scene::of(TEAPOT).with_time("nbf", "2026-12-24T00:00:00Z"), Reason::NotYetValid),
        (|| Scene::of(TEAPOT).with_time("exp", "2026-05-23T00:00:00Z"), Reason::Expired),
        (|| Scene::of(TEAPOT).with_key("not_after", json!("2026-05-01T00:00:00Z")), Reason::KeyExpired),
    ];
    let ran = |text: &str| ClockMark::At(door::at(text));
    for (scene, reason) in scenes {
        for mark in [ClockMark::None, ran("2020-01-01T00:00:00Z"), ClockMark::At(door::at(NOW))] {
            assert_eq!(scene().after(mark).verdict().reason(), reason, "{mark:?}");
        }
        for mark in [ran("2031-01-01T00:00:00Z"), ClockMark::Unread] {
            let verdict = scene().after(mark).verdict();
            assert_eq!((verdict.reason(), verdict.outcome()), (Reason::ClockWrong, Outcome::Undecided));
        }
    }
    // What is wrong with the code itself is wrong at any time.
    let scene = Scene::of(TEAPOT).after(ClockMark::Unread);
    assert_eq!(scene.on(scene.forged()).reason(), Reason::BadSignature);
    assert_eq!(scene.with_revocations("r1").verdict().reason(), Reason::Revoked);
}

/// A door whose clock stands before the time at which it last ran.
pub(crate) fn clock_set_back() -> Arc<Verdict> {
    Arc::new(Scene::of(TEAPOT).after(ClockMark::At(door::at("2031-01-01T00:00:00Z"))).verdict())
}

/// Each way that a code can go once its network's keys are known, and what becomes of it where their list is too old.
#[test]
fn a_list_that_is_too_old_refuses_nobody_and_admits_nobody() {
    type Code = fn(&Scene) -> Verdict;
    let same = |reason: Reason| (reason, reason.outcome());
    let held = (Reason::TrustDataStale, Outcome::Undecided);
    let one_dose = || Scene::of(TEAPOT).attesting(vec![first()]).asking(2);
    let shown: Code = Scene::verdict;
    let forged: Code = |scene| scene.on(scene.forged());
    let cases: [(Scene, Code, Reason, _); 13] = [
        (
            Scene::of(TEAPOT).with_key("kid", json!("k")),
            shown,
            Reason::UnknownIssuer,
            same(Reason::UnknownIssuer),
        ),
        // A key was found, and it did not sign this: no newer list changes that.
        (Scene::of(TEAPOT), forged, Reason::BadSignature, same(Reason::BadSignature)),
        (
            Scene::of(TEAPOT).with_list("confirmed", json!(false)),
            forged,
            Reason::UnconfirmedKey,
            same(Reason::UnconfirmedKey),
        ),
        (
            Scene::of(TEAPOT).with_birth_date("1980-02-31"),
            shown,
            Reason::MalformedClaims,
            same(Reason::MalformedClaims),
        ),
        (
            Scene::of(TEAPOT).attesting(Vec::new()),
            shown,
            Reason::NothingAttested,
            same(Reason::NothingAttested),
        ),
        (
            Scene::of(TEAPOT).with_key("usage", json!(["recovery"])),
            shown,
            Reason::KeyNotAllowed,
            same(Reason::KeyNotAllowed),
        ),
        (Scene::of(TEAPOT).with_revocations("r1"), shown, Reason::Revoked, same(Reason::Revoked)),
        // A newer list may know the next key.
        (
            Scene::of(TEAPOT).with_key("not_after", json!("2026-05-01T00:00:00Z")),
            shown,
            Reason::KeyExpired,
            (Reason::KeyExpired, Outcome::Undecided),
        ),
        (
            Scene::of(TEAPOT).with_time("nbf", "2026-12-24T00:00:00Z"),
            shown,
            Reason::NotYetValid,
            same(Reason::NotYetValid),
        ),
        (
            Scene::of(TEAPOT).with_time("exp", "2026-05-23T00:00:00Z"),
            shown,
            Reason::Expired,
            same(Reason::Expired),
        ),
        (one_dose(), shown, Reason::RulesNotMet, held),
        (doubtful_dates(TEAPOT), shown, Reason::CheckByHand, held),
        (Scene::of(TEAPOT).asking(2), shown, Reason::Ok, held),
    ];
    for (scene, code, fresh, stale) in cases {
        let scene = scene.with_list("state", json!("maintained")).by_the_device();
        // The last day on which it decides, and the first on which it does not.
        for (date, expected) in [("2025-11-23", same(fresh)), ("2025-11-22", stale), ("2015-01-01", stale)] {
            let scene = Scene {
                lists: scene.lists.clone(),
                card: scene.card.clone(),
                profile: scene.profile.clone(),
                ..scene
            };
            let verdict = code(&scene.with_list("date", json!(date)));
            assert_eq!((verdict.reason(), verdict.outcome()), expected, "{fresh}, list of {date}");
        }
    }
}

#[test]
fn a_late_list_of_one_network_stops_no_other() {
    let mut late = door::list(&hongkong::key(2), true);
    (late["state"], late["date"]) = (json!("maintained"), json!("2015-01-01"));
    let mut scene =
        Scene::of(TEAPOT).with_list("state", json!("maintained")).with_list("date", json!("2026-11-01"));
    scene.lists.push(late);
    assert_eq!(scene.by_the_device().verdict().reason(), Reason::Ok);
}
