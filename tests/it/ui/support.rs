//! A door made for the tests: its view, picture, clock and loudspeaker are what a test says.

use super::renderer::renderer;
use crate::verdicts::{self, TEAPOT};
use chrono::{DateTime, NaiveDate, Utc};
use doorcheck::camera::{CameraState, Control, ControlKind, Orientation, Stream};
use doorcheck::config::{DoorSettings, Facing};
use doorcheck::counts::{Account, DeviceKey, csv, handover, json};
use doorcheck::credential::Gathered;
use doorcheck::day::{Lesson, OpeningRecord, lessons};
use doorcheck::input::SerialState;
use doorcheck::masked::About;
use doorcheck::policy::{Profile, Verdict};
use doorcheck::reader::{Frame, Payload, Sighting};
use doorcheck::scanner::session::{
    Again, Answered, Code, Decided, Event as Happening, ReadCode, ReadFrame, Recent, Results, Screen,
    Session, Shown, Sound, Sum, Tally, Tap, Timings, ToJudge, View,
};
use doorcheck::scanner::{Preview, Salt, StaffCard, Tried};
use doorcheck::texts::{Language, OwnTexts, Texts, headline_key};
use doorcheck::trust::{ClockMark, Now, TrustStore};
use doorcheck::ui::kiosk::{Access, AccessRecord, Role};
use doorcheck::ui::{
    App, ConfirmedKey, Counts, DoorClock, DoorState, Feed, KeyList, ListAge, Loudspeaker, Offered, Options,
    RevokedList, SetUpOrder, SoundState, TrustState, Updates, prepare,
};
use doorcheck::verdict::{Answers, ByHand, ClockFloor, Network, Outcome, Personal, Question, Reason};
use egui_kittest::Harness;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zeroize::Zeroizing;

/// A feed of the tests' own.
pub(super) struct Fake {
    /// What is shown, unless a session says it.
    pub(super) view: View,
    /// A session, where the test plays the scanner's part.
    pub(super) session: Option<Session>,
    salt: Salt,
    pub(super) preview: Option<Arc<Preview>>,
    pub(super) taps: Vec<Tap>,
    pub(super) elapsed: Duration,
    pub(super) started: DateTime<Utc>,
    pub(super) door: DoorState,
    pub(super) applied: Vec<DoorSettings>,
    pub(super) controls: Vec<Control>,
    /// A camera that was chosen on the command line.
    pub(super) chosen: Option<String>,
    pub(super) offered: Vec<Offered>,
    /// Whether nothing is to be scanned.
    pub(super) held: bool,
    /// Staff cards that are shown now.
    pub(super) cards: Vec<StaffCard>,
    /// How often the manager vouched for the clock.
    pub(super) vouched: usize,
    /// What is said to the next offer.
    pub(super) refusal: Option<String>,
    /// What the page of updates is told.
    pub(super) updates: Updates,
    /// Whether set-up cards are asked for.
    pub(super) set_up: bool,
    pub(super) orders: Vec<SetUpOrder>,
    /// The operator's own texts.
    pub(super) own_texts: Arc<OwnTexts>,
    /// What an update sets.
    pub(super) sets: Option<toml::Table>,
    /// Whether the door is not checking, and how often that began.
    pub(super) rehearses: bool,
    pub(super) rehearsed: usize,
    /// What was read meanwhile.
    pub(super) tried: Vec<Tried>,
    /// How often what is remembered was wiped.
    pub(super) wiped: usize,
    /// What was counted, as soon as it is asked for.
    pub(super) account: Option<Account>,
    /// Whether it was.
    pub(super) asked: bool,
    /// Why counts cannot be kept.
    pub(super) fault: Option<String>,
}

impl Fake {
    pub(super) fn showing(screen: Screen) -> Self {
        Self {
            view: view(screen),
            session: None,
            salt: Salt::random(),
            preview: Some(grey()),
            taps: Vec::new(),
            elapsed: Duration::from_secs(100),
            started: DateTime::parse_from_rfc3339("2026-11-22T10:00:00Z").unwrap().to_utc(),
            door: DoorState {
                profile: Arc::new(Profile {
                    time_zone: chrono_tz::Asia::Hong_Kong,
                    without_code: Profile::named("vaccinated").unwrap().without_code,
                    ..Profile::named("authenticity").unwrap()
                }),
                held: false,
                list_date: NaiveDate::from_ymd_opt(2026, 11, 1),
                list_age: ListAge::Fine,
                due: Vec::new(),
                day: today(),
                demo: false,
                gate: None,
                update_found: None,
                clock: DoorClock::default(),
                battery: None,
            },
            vouched: 0,
            applied: Vec::new(),
            controls: controls(),
            chosen: None,
            offered: Vec::new(),
            held: false,
            cards: Vec::new(),
            refusal: None,
            updates: Updates::default(),
            set_up: false,
            orders: Vec::new(),
            own_texts: Arc::default(),
            sets: None,
            rehearses: false,
            rehearsed: 0,
            tried: Vec::new(),
            wiped: 0,
            account: None,
            asked: false,
            fault: None,
        }
    }

    /// A fake with a real session behind it.
    pub(super) fn live() -> Self {
        let mut fake = Self::showing(Screen::Ready);
        let mut session = Session::new(Timings::default());
        session.handle(fake.elapsed, Happening::Camera(live()));
        fake.session = Some(session);
        fake
    }

    /// Time passes; then these verdicts are before the camera.
    pub(super) fn sees(&mut self, after: Duration, verdicts: &[(&str, Arc<Verdict>)]) {
        self.elapsed += after;
        let codes = verdicts
            .iter()
            .map(|(payload, verdict)| ReadCode {
                fingerprint: self.salt.fingerprint(&Payload::new(*payload)),
                person: Arc::new([]),
                verdict: Arc::clone(verdict),
                corners: None,
                place: None,
                took: Duration::ZERO,
                codes: Arc::new([Code {
                    fingerprint: self.salt.fingerprint(&Payload::new(*payload)),
                    content: Gathered::Alone(Payload::new(*payload)),
                }]),
            })
            .collect();
        let sighting = if verdicts.is_empty() { Sighting::Nothing } else { Sighting::Read };
        let session = self.session.as_mut().unwrap();
        session.handle(self.elapsed, Happening::Frame(ReadFrame { codes, sighting, seen: None }));
    }
}

impl Feed for Fake {
    fn view(&mut self) -> View {
        self.session.as_ref().map_or_else(|| self.view.clone(), Session::view)
    }

    fn preview(&mut self) -> Option<Arc<Preview>> {
        self.preview.clone()
    }

    fn take_sounds(&mut self) -> Vec<Sound> {
        self.session.as_mut().map(Session::take_sounds).unwrap_or_default()
    }

    fn tap(&mut self, tap: Tap) {
        self.taps.push(tap);
        let Some(session) = &mut self.session else { return };
        session.handle(self.elapsed, Happening::Tap(tap));
        if let Some(ToJudge { fingerprint, answers, question, answer, .. }) = session.take_to_judge() {
            let verdict = verdicts::of_unknown_age(TEAPOT, &answers);
            let answered = Answered { fingerprint, question, answer, verdict };
            session.handle(self.elapsed, Happening::Answered(answered));
        }
    }

    fn elapsed(&self) -> Duration {
        self.elapsed
    }

    fn clock(&self) -> DateTime<Utc> {
        self.started + self.elapsed
    }

    fn door(&self) -> DoorState {
        self.door.clone()
    }

    fn ask_for_set_up(&mut self, asked: bool) {
        self.set_up = asked;
    }

    fn updates(&mut self) -> Updates {
        self.updates.clone()
    }

    fn order(&mut self, order: SetUpOrder) {
        self.orders.push(order);
    }

    fn own_texts(&self) -> Arc<OwnTexts> {
        Arc::clone(&self.own_texts)
    }

    fn rehearse(&mut self, on: bool) {
        self.rehearses = on;
        self.rehearsed += usize::from(on);
    }

    fn take_tried(&mut self) -> Vec<Tried> {
        std::mem::take(&mut self.tried)
    }

    fn lessons(&mut self) -> Vec<Lesson> {
        // The same for every test of a profile.
        static MADE: Mutex<BTreeMap<String, Vec<Lesson>>> = Mutex::new(BTreeMap::new());
        let profile = &self.door.profile;
        let make = || {
            let mut store = TrustStore::bundled().unwrap();
            store.add_demo().unwrap();
            let now = Now::set(self.started, profile.time_zone);
            lessons(&doorcheck::Door { store: &store, profile, now: &now })
        };
        MADE.lock().unwrap().entry(profile.name.clone()).or_insert_with(make).clone()
    }

    fn wipe(&mut self) {
        self.wiped += 1;
    }

    fn take_settings(&mut self) -> Option<toml::Table> {
        self.sets.take()
    }

    fn ask_for_counts(&mut self) {
        self.asked = true;
    }

    fn counts(&mut self) -> Counts {
        match &self.account {
            None => Counts::NotCounted,
            Some(_) if !self.asked => Counts::Reading,
            Some(account) => Counts::Read(Box::new(account.clone())),
        }
    }

    fn counts_fault(&self) -> Option<String> {
        self.fault.clone()
    }

    fn export(&self, account: &Account) -> Option<(String, String)> {
        Some((csv(account), json(account, Some(&device_key())).unwrap()))
    }

    fn handover(&self, account: &Account, day: NaiveDate) -> Option<String> {
        account.teller.device.map(|_| handover(account, day, &device_key()))
    }

    fn cameras(&mut self) -> Vec<String> {
        vec!["Front camera".to_owned(), "USB camera".to_owned()]
    }

    fn controls(&self) -> Vec<Control> {
        self.controls.clone()
    }

    fn take_chosen_camera(&mut self) -> Option<String> {
        self.chosen.take()
    }

    fn masked(&self, verdict: &Arc<Verdict>) -> Option<String> {
        let payload = self.session.as_ref()?.payload(verdict)?;
        let about = About { door: Some("MK-02"), day: self.clock().date_naive(), ..About::default() };
        doorcheck::masked::masked(verdict, Some(&payload), &about)
    }

    fn trust(&self) -> TrustState {
        let day = |year| NaiveDate::from_ymd_opt(year, 11, 1);
        let list = |network: Network, name: &str, year, age, left| KeyList {
            name: name.to_owned(),
            network: Some(network),
            keys: 432,
            date: day(year),
            archived: year == 2022,
            age,
            left,
            confirmed: network != Network::HongKong,
            provenance: "published by the Ministry of Health, as a snapshot of that day".to_owned(),
        };
        TrustState {
            serial: 2,
            date: day(2026),
            lists: vec![
                list(Network::Shc, "shc", 2026, ListAge::Fine, Some(344)),
                list(Network::Gdhcn, "gdhcn", 2025, ListAge::Stale, None),
                list(Network::HongKong, "hongkong", 2022, ListAge::Fine, None),
                list(Network::Divoc, "divoc", 2022, ListAge::Fine, None),
                list(Network::Icao, "icao-csca", 2026, ListAge::Old, Some(7)),
            ],
            revocations: vec![RevokedList { name: "shc-revoked".to_owned(), date: day(2026), entries: 1343 }],
            blocked: 6,
            confirmed: vec![ConfirmedKey {
                version: "HK-VAC-3".to_owned(),
                key: "6XS8bdxfhEtzgL2Bo_KOYNMj08MIdV522B-lXwYqcNc".to_owned(),
                date: day(2026).unwrap(),
            }],
        }
    }

    fn hold(&mut self, held: bool) {
        self.held = held;
    }

    fn take_cards(&mut self) -> Vec<StaffCard> {
        std::mem::take(&mut self.cards)
    }

    fn serial_lines(&mut self) -> Vec<PathBuf> {
        vec![PathBuf::from("/dev/ttyACM0")]
    }

    fn serial(&self) -> Option<SerialState> {
        None
    }

    fn apply(&mut self, settings: &DoorSettings) {
        self.applied.push(settings.clone());
    }

    fn offer(&mut self, offered: Offered) {
        self.offered.push(offered);
    }

    fn vouch_for_clock(&mut self) {
        self.vouched += 1;
        self.door.clock = DoorClock { mark: ClockMark::At(self.clock()), ..DoorClock::default() };
    }

    fn take_complaint(&mut self) -> Option<String> {
        self.refusal.take()
    }
}

/// The key of the tests' device.
pub(super) fn device_key() -> DeviceKey {
    DeviceKey::of_secret(&Zeroizing::new([7; 32]))
}

/// All that a camera may have.
fn controls() -> Vec<Control> {
    let control =
        |kind| Control { kind, name: String::new(), value: 50, min: 0, max: 250, step: 5, default: 0 };
    ControlKind::ALL.map(control).to_vec()
}

/// A loudspeaker that remembers.
#[derive(Clone, Default)]
pub(super) struct Ear {
    pub(super) heard: Rc<RefCell<Vec<(Sound, f32)>>>,
    pub(super) mute: Rc<Cell<bool>>,
}

impl Loudspeaker for Ear {
    fn play(&self, sound: Sound, volume: f32) {
        self.heard.borrow_mut().push((sound, volume));
    }

    fn state(&self) -> SoundState {
        if self.mute.get() { SoundState::NoDevice } else { SoundState::Plays }
    }
}

pub(super) type Door = Harness<'static, App<Fake>>;

/// A door in a window of that size.
pub(super) fn door_sized(
    fake: Fake,
    settings: DoorSettings,
    options: Options,
    size: [f32; 2],
    ear: Ear,
) -> Door {
    let app = App::new(fake, Box::new(ear), settings, options);
    Harness::builder()
        .with_size(size)
        .with_render_cursor(false)
        .with_max_steps(8)
        .with_context_setup(move |context| {
            prepare(context);
            if size[1] > 1_000.0 {
                // As of a window of that size.
                context.input_mut(|input| input.max_texture_side = 8_192);
            }
        })
        .renderer(renderer())
        .build_ui_state(|ui, app: &mut App<Fake>| app.show(ui), app)
}

/// A door in a window of the size of the snapshots.
pub(super) fn door(fake: Fake, language: Language) -> Door {
    door_sized(fake, in_language(language), options(), [640.0, 400.0], Ear::default())
}

pub(super) fn in_language(language: Language) -> DoorSettings {
    DoorSettings { language, ..DoorSettings::default() }
}

/// As for a kiosk whose screen the staff looks at.
pub(super) fn facing_staff(language: Language) -> DoorSettings {
    let mut settings = in_language(language);
    settings.display.facing = Some(Facing::Staff);
    settings
}

/// The day of the tests' door.
pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub(super) fn options() -> Options {
    let profiles = vec!["authenticity".to_owned(), "vaccinated".to_owned()];
    // Done, so that nothing is said of it but where a test is about that.
    let opening = OpeningRecord::ending(today(), crate::door::at("2026-11-22T01:00:00Z"), Vec::new());
    Options { profiles, drops: true, opening, ..Options::default() }
}

pub(super) fn live() -> CameraState {
    CameraState::Live(Stream { name: "test".to_owned(), width: 64, height: 48, fps: 10 })
}

pub(super) fn view(screen: Screen) -> View {
    let camera = match &screen {
        Screen::CameraTrouble(state) => state.clone(),
        Screen::Ready | Screen::Results(_) => live(),
    };
    View {
        screen,
        recent: Vec::new(),
        camera,
        coaching: None,
        seen: None,
        gathering: None,
        adding: false,
        waiting: 0,
        tally: Tally::default(),
        hongkong_fails: false,
        changes_at: None,
    }
}

/// The screen of these results.
pub(super) fn results(verdicts: Vec<Arc<Verdict>>) -> Screen {
    let asks = match verdicts.as_slice() {
        [one] => one.question(),
        _ => None,
    };
    let may_add = matches!(verdicts.as_slice(), [one]
        if matches!(one.reason(), Reason::Ok | Reason::RulesNotMet | Reason::CheckByHand));
    let mut sum = Sum::default();
    for verdict in &verdicts {
        match verdict.outcome() {
            Outcome::Pass => sum.pass += 1,
            Outcome::Fail => sum.fail += 1,
            Outcome::Undecided => sum.undecided += 1,
            Outcome::Other => sum.other += 1,
        }
    }
    sum.people = sum.pass + sum.fail + sum.undecided;
    let place = |number: usize| {
        let left = 2.0 + 15.0 * number as f32;
        Some([(left, 12.0), (left + 12.0, 12.0), (left + 12.0, 24.0), (left, 24.0)])
    };
    let shown = verdicts
        .into_iter()
        .enumerate()
        .map(|(index, verdict)| Shown {
            number: index + 1,
            verdict,
            corners: place(index),
            since: Duration::from_secs(99),
            again: None,
            same_as: None,
        })
        .collect();
    Screen::Results(Results {
        shown,
        opened: None,
        asks,
        sum,
        paused: false,
        may_dismiss: true,
        may_add,
        closes_at: None,
    })
}

/// A picture in which the preview can be told from nothing: a slope of greys.
fn grey() -> Arc<Preview> {
    let luma = (0..64 * 48).map(|at| u8::try_from(40 + at % 64 * 2).unwrap()).collect();
    let frame = Frame::new(64, 48, luma).unwrap();
    Arc::new(Preview::of(&frame, Orientation::default(), 1))
}

/// A verdict of that reason, about a person of long names.
pub(super) fn verdict(reason: Reason) -> Arc<Verdict> {
    verdicts::verdict(reason, TEAPOT)
}

/// Somebody whose age matters, and is not stated.
pub(super) fn of_unknown_age() -> Arc<Verdict> {
    verdicts::of_unknown_age(TEAPOT, &Answers::default())
}

/// As much as a question can ask.
pub(super) fn of_open_series() -> Arc<Verdict> {
    verdicts::of_open_series()
}

/// A question with all that can stand around it: others who wait for its answer, and in the strip what was decided by hand, a pass
/// that was replaced a moment ago, and a refusal.
pub(super) fn question() -> Fake {
    let mut fake = Fake::showing(results(vec![of_unknown_age()]));
    fake.view.waiting = 2;
    let asked = ByHand::Question { question: Question::Age { years: 12 }, answer: Some(false) };
    let decided = Decided { what: asked, admitted: true };
    fake.view.recent = vec![
        Recent { headline_key: decided.headline_key(), decided: Some(decided), ..recent(&of_unknown_age()) },
        Recent { particulars: Some(admitted()), ..recent(&admitted()) },
        recent(&verdict(Reason::Expired)),
    ];
    fake
}

/// A verdict in the strip.
pub(super) fn recent(verdict: &Verdict) -> Recent {
    Recent {
        outcome: verdict.outcome(),
        reason: verdict.reason(),
        headline: verdict.headline(),
        headline_key: headline_key(verdict),
        since: Duration::from_secs(91),
        decided: None,
        name: Some(Personal::new("TEAPOT S** M*** M***".to_owned())),
        particulars: None,
    }
}

/// What an answer has led to, on a code that was shown before.
pub(super) fn answered() -> Screen {
    let under = Answers::default().with(Question::Age { years: 12 }, false);
    let mut screen = results(vec![verdicts::of_unknown_age(TEAPOT, &under)]);
    if let Screen::Results(results) = &mut screen {
        results.shown[0].again = Some(Again { same_code: true, ago: Duration::from_secs(400) });
    }
    screen
}

/// Two codes of one person.
pub(super) fn one_person() -> Screen {
    let mut screen = results(vec![admitted(), verdict(Reason::Expired)]);
    if let Screen::Results(results) = &mut screen {
        results.sum = Sum { people: 1, fail: 1, ..Sum::default() };
        results.shown[1].same_as = Some(1);
        results.shown[1].again = Some(Again { same_code: false, ago: Duration::from_secs(30) });
    }
    screen
}

/// A pass under a rule of entry.
pub(super) fn admitted() -> Arc<Verdict> {
    verdicts::admitted(TEAPOT)
}

/// The PINs of a kiosk that is set up.
pub(super) fn access() -> Access {
    let mut access = Access::new(AccessRecord::default());
    access.set(Role::Manager, MANAGER).unwrap();
    access.set(Role::Staff, STAFF).unwrap();
    access
}

/// The manager's PIN.
pub(super) const MANAGER: &str = "271828";
/// The staff's.
pub(super) const STAFF: &str = "3141";

/// The texts of a language.
pub(super) fn texts(language: Language) -> Texts {
    Texts::new(language)
}

/// A clock that stands years before the time at which the door last ran.
pub(super) fn clock_behind() -> DoorClock {
    let ran = crate::door::at("2031-01-01T02:00:00Z");
    DoorClock {
        mark: ClockMark::At(ran),
        published: NaiveDate::from_ymd_opt(2026, 8, 22),
        wrong: Some(ClockFloor::LastRan(ran)),
        may_vouch: true,
        unkept: false,
    }
}
