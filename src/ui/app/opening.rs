//! The check before the door opens. While it is on the screen nobody is checked, and it ends by itself where nobody goes on with it.

use super::App;
use super::pages::Page;
use super::state::battery_text;
use crate::config::Facing;
use crate::counts::{DoorDays, OpeningCheck};
use crate::day::{Checklist, Mark, OpeningRecord, Sight, Step, keep_opening};
use crate::scanner::session::{Sound, View};
use crate::scanner::{Hint, Tried, TriedCode};
use crate::ui::feed::{Battery, DoorState, Feed, ListAge};
use crate::ui::screens::{self, CardShows, Choices, OpeningAnswer, OpeningAsks, OpeningRow, OpeningScreen};
use crate::ui::sound::SoundState;
use crate::ui::theme::{Scale, Tone};
use crate::verdict::{Headline, Network, TestCard, Wording};
use chrono::NaiveDate;
use egui::{Rect, Ui};
use std::time::Duration;

/// The check ends by itself so long after the last touch or card: a door that was forgotten must check again.
pub(super) const OPENING_IDLE: Duration = Duration::from_secs(120);

/// What a card shows stays so long.
const CARD: Duration = Duration::from_secs(4);

/// A card that was not read for so long has gone: when it comes back, it is shown and heard anew.
const GONE: Duration = Duration::from_millis(1_500);

/// So many steps that are not in order are named in a line.
const NAMED: usize = 4;

/// A check under way.
pub(super) struct OpeningPage {
    /// What the settings need again afterwards, where it was opened there.
    back: Option<Choices>,
    list: Checklist,
    /// The card whose picture is shown, and until when.
    shown: Option<(TestCard, Duration)>,
    /// The card that was read last, and when.
    last: Option<(TestCard, Duration)>,
    /// Until when it is said that something was no test card.
    other: Option<Duration>,
    /// Whether a code before the camera is told as damaged.
    damaged: bool,
    /// The Hong Kong versions that were confirmed by use; `None` where no list needs it.
    hongkong: Option<Vec<String>>,
    /// Whether the sound that is asked about was played.
    played: bool,
}

impl<F: Feed> App<F> {
    /// Opens the check.
    pub(super) fn open_opening(&mut self) {
        let door = self.feed.door();
        let day = self.opening_day(&door);
        let back = self.settings_behind();
        let scanner = self.options.scanner.types() || self.settings.serial_scanner.is_some();
        let here = |step: &Step| match step {
            Step::Power => door.battery.is_some(),
            Step::Scanner => scanner,
            _ => true,
        };
        let list =
            Checklist::new(Step::ALL.into_iter().filter(here), |step| self.options.opening.has(step, day));
        let trust = self.feed.trust();
        let unconfirmed = |network| network == Some(Network::HongKong);
        let needs = trust.lists.iter().any(|list| unconfirmed(list.network) && !list.confirmed);
        let confirmed = trust.confirmed.into_iter().map(|key| key.version).collect();
        self.go(Page::Opening(Box::new(OpeningPage {
            back,
            list,
            shown: None,
            last: None,
            other: None,
            damaged: false,
            hongkong: needs.then_some(confirmed),
            played: false,
        })));
    }

    /// Shows it. Gives the picture's place.
    pub(super) fn opening(
        &mut self,
        ui: &Ui,
        area: Rect,
        door: &DoorState,
        view: &View,
        scale: Scale,
    ) -> Option<Rect> {
        self.finder.take(ui, self.feed.preview());
        self.try_cards(door, view);
        self.see(door, view);
        let Page::Opening(page) = &self.page else { return None };
        let now = self.feed.elapsed();
        let rows = self.opening_rows(page, door, view);
        let time = self.feed.clock().with_timezone(&door.profile.time_zone);
        let (date, time) = (self.speech.day(time.date_naive()), time.format("%H:%M").to_string());
        let left = self.left_text(&page.list.undone(), "opening-ask-left");
        let left = left.unwrap_or_else(|| self.speech.get("opening-ask-none"));
        let note = page.other.filter(|until| now < *until).map(|_| self.speech.get("opening-other"));
        let shown = page.shown.filter(|(_, until)| now < *until).map(|(card, _)| card);
        let screen = OpeningScreen {
            finder: &self.finder,
            date: &date,
            time: &time,
            rows: &rows,
            asks: page.list.asks().map(|step| self.opening_asks(step)),
            left: &left,
            note: note.as_deref(),
            card: shown.map(|card| card_shows(card, door)),
            profile: &door.profile,
        };
        let (place, answer) = screens::opening(ui, area, &screen, &self.speech, scale);
        // The clock goes on, and what is shown for a moment goes.
        ui.ctx().request_repaint_after(Duration::from_millis(500));
        if let Some(answer) = answer {
            self.answer_opening(answer, door);
            ui.ctx().request_repaint();
        }
        place
    }

    fn answer_opening(&mut self, answer: OpeningAnswer, door: &DoorState) {
        let Page::Opening(page) = &mut self.page else { return };
        match answer {
            OpeningAnswer::Yes => page.list.answer(true),
            OpeningAnswer::No => page.list.answer(false),
            OpeningAnswer::Skip => page.list.skip(),
            OpeningAnswer::Again => self.loudspeaker.play(pass_sound(door), self.settings.volume),
            OpeningAnswer::End => self.end_opening(),
        }
    }

    /// Ends the check, by a press or by time alone: what was done is kept, and guests are checked again.
    pub(super) fn end_opening(&mut self) {
        let Page::Opening(page) = &mut self.page else { return };
        let undone = page.list.undone();
        let back = page.back.take();
        let (day, now) = (self.opening_day(&self.feed.door()), self.feed.clock());
        let done = undone.is_empty();
        self.feed.note_opening(if done { OpeningCheck::Done } else { OpeningCheck::Unfinished });
        self.options.opening = OpeningRecord::ending(day, now, undone);
        let kept = self.options.folder.as_ref().map(|folder| keep_opening(folder, &self.options.opening));
        if let Some(Err(_)) = kept {
            // Until the program ends it is known all the same.
            let until = self.feed.elapsed().saturating_add(super::COMPLAINT);
            self.complaint = Some((self.speech.get("opening-kept-not"), until));
        }
        self.go_back(back);
    }

    /// The day that it is for this: it begins when those of the counts do.
    pub(super) fn opening_day(&self, door: &DoorState) -> NaiveDate {
        let days = DoorDays { zone: door.profile.time_zone, starts: self.settings.day_starts };
        days.day_of(self.feed.clock())
    }

    /// What was read meanwhile.
    fn try_cards(&mut self, door: &DoorState, view: &View) {
        let now = self.feed.elapsed();
        let tried = self.feed.take_tried();
        let Page::Opening(page) = &mut self.page else { return };
        let mut cards: Vec<TestCard> = tried.iter().filter_map(|one| page.take(one, now)).collect();
        let damaged = view.coaching == Some(Hint::Damaged);
        if damaged && !std::mem::replace(&mut page.damaged, damaged) {
            cards.push(TestCard::Damaged);
        }
        page.damaged = damaged;
        for card in cards {
            page.shown = Some((card, now.saturating_add(CARD)));
            let sound = match card {
                TestCard::Pass => pass_sound(door),
                TestCard::Fail => Sound::Fail,
                TestCard::Damaged => Sound::Undecided,
            };
            self.loudspeaker.play(sound, self.settings.volume);
            self.times.touched = now;
        }
    }

    /// What the machine sees by itself.
    fn see(&mut self, door: &DoorState, view: &View) {
        let silent = self.settings.volume <= 0.0 || self.loudspeaker.state() == SoundState::NoDevice;
        let Page::Opening(page) = &mut self.page else { return };
        page.list.look(&view.camera, view.coaching);
        let good = |good| if good { Mark::Good } else { Mark::Bad };
        page.list.mark(Step::Lists, good(door.list_age != ListAge::Stale && door.list_date.is_some()));
        page.list.mark(Step::Power, good(!door.battery.is_some_and(Battery::is_low)));
        if door.clock.wrong.is_some() {
            page.list.mark(Step::Clock, Mark::Bad);
        }
        if silent {
            page.list.mark(Step::Sound, Mark::Bad);
        } else if page.list.asks() == Some(Step::Sound) && !std::mem::replace(&mut page.played, true) {
            self.loudspeaker.play(pass_sound(door), self.settings.volume);
        }
    }

    fn opening_asks(&self, step: Step) -> OpeningAsks {
        let key = format!("opening-ask-{}", step.name());
        let text = match step {
            // Whoever stands there may read either.
            Step::Sound => format!("{} · {}", self.speech.get(&key), self.speech.partner.get(&key)),
            _ => self.speech.get(&key),
        };
        let (sound, rule) = (step == Step::Sound, step == Step::Rule);
        OpeningAsks { text, question: step.is_question(), sound, rule }
    }

    /// Which steps are not in order, in a line, of many the first; `None` where all are.
    pub(super) fn left_text(&self, undone: &[Step], key: &str) -> Option<String> {
        let names = undone.iter().map(|step| self.speech.get(&format!("opening-step-{}", step.name())));
        let texts = &self.speech.texts;
        let listed = |one, other| texts.with("list", [("one", one), ("other", other)]);
        let names = names.take(NAMED).reduce(listed)?;
        let more = undone.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| texts.with("more-lists", [("count", more)]));
        let what = [Some(names), more].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Some(texts.with(key, [("what", what)]))
    }

    fn opening_rows(&self, page: &OpeningPage, door: &DoorState, view: &View) -> Vec<OpeningRow> {
        let asked = page.list.asks();
        let row = |(step, mark): &(Step, Mark)| OpeningRow {
            name: self.speech.get(&format!("opening-step-{}", step.name())),
            what: self.opening_text(*step, *mark, page.list.sight(), door, view),
            mark: *mark,
            asked: asked == Some(*step),
        };
        let hongkong = page.hongkong.as_ref().map(|versions| OpeningRow {
            name: self.speech.get("opening-hongkong"),
            what: match versions.as_slice() {
                [] => self.speech.get("opening-hongkong-open"),
                all => self.speech.texts.with("opening-hongkong-good", [("versions", all.join(", "))]),
            },
            mark: if versions.is_empty() { Mark::Open } else { Mark::Good },
            asked: false,
        });
        page.list.steps().iter().map(row).chain(hongkong).collect()
    }

    /// What is said of a step.
    fn opening_text(&self, step: Step, mark: Mark, sight: Sight, door: &DoorState, view: &View) -> String {
        let speech = &self.speech;
        match (step, mark) {
            (Step::Camera, _) => self.camera_text(sight, view),
            (Step::Lists, _) => self.list_line(door).0,
            (Step::Power, _) => {
                door.battery.map(|battery| battery_text(battery, &speech.texts)).unwrap_or_default()
            }
            (_, Mark::Skipped) => speech.get("opening-skipped"),
            (Step::Sound, Mark::Bad) if self.loudspeaker.state() == SoundState::NoDevice => {
                speech.get("sound-none")
            }
            (Step::Sound, Mark::Bad) if self.settings.volume <= 0.0 => speech.get("opening-sound-off"),
            (Step::Clock, Mark::Bad) if door.clock.wrong.is_some() => speech.get("clock-wrong-what"),
            (Step::Sound | Step::Clock | Step::Rule, Mark::Bad) => {
                speech.get(&format!("opening-{}-bad", step.name()))
            }
            (Step::Rule, Mark::Good) => {
                speech.texts.with("opening-rule-good", [("name", speech.profile(&door.profile.name))])
            }
            (Step::Sound | Step::Clock | Step::Scanner, Mark::Good) => {
                speech.get(&format!("opening-{}-good", step.name()))
            }
            (Step::Pass | Step::Fail | Step::Damaged, Mark::Good) => speech.get("opening-card-good"),
            (Step::Pass | Step::Fail | Step::Damaged, _) => speech.get("opening-card-open"),
            (Step::Scanner, _) if self.options.scanner.types() && self.options.scanner.mended.is_none() => {
                speech.get("scanner-state-untested")
            }
            _ => speech.get("opening-open"),
        }
    }

    fn camera_text(&self, sight: Sight, view: &View) -> String {
        let speech = &self.speech;
        if view.camera.is_trouble() || sight.light.is_none() {
            return speech.get(&format!("camera-{}-what", view.camera.name()));
        }
        match (sight, view.coaching) {
            (Sight { light: Some(false), .. }, _) => speech.get("camera-too-dark-what"),
            (Sight { sharp: Some(false), .. }, Some(Hint::WipeLens)) => speech.get("coach-wipe-lens"),
            (Sight { sharp: Some(false), .. }, _) => speech.get("coach-blurred"),
            (Sight { sharp: Some(true), .. }, _) => speech.get("opening-sharp"),
            (Sight { sharp: None, .. }, _) => speech.get("opening-sharp-open"),
        }
    }

    /// What is said of the check where it was not done today, or not all of it; `None` where all is well, or nobody wants to be told.
    pub(super) fn opening_left(&self, door: &DoorState) -> Option<String> {
        let record = &self.options.opening;
        match self.settings.opening_check {
            false => None,
            true if !record.is_of(self.opening_day(door)) => Some(self.speech.get("opening-due")),
            true => self.left_text(&record.undone, "opening-left"),
        }
    }

    /// Above the ready screen, that the check is to be done: for the staff, where nothing more urgent stands there. A kiosk's bar says
    /// it. Gives what is left below.
    pub(super) fn opening_due(&mut self, ui: &Ui, area: Rect, door: &DoorState, scale: Scale) -> Rect {
        if self.options.kiosk || self.facing() != Facing::Staff {
            return area;
        }
        let Some(text) = self.opening_left(door) else { return area };
        let (rest, begins) = screens::opening_due(ui, area, &text, &self.speech, scale);
        if begins {
            self.open_opening();
            ui.ctx().request_repaint();
        }
        rest
    }
}

impl OpeningPage {
    /// Takes something that was read. Gives the card that is to be shown and heard now.
    fn take(&mut self, tried: &Tried, now: Duration) -> Option<TestCard> {
        let card = self.list.take(tried);
        match (&tried.what, card) {
            (TriedCode::Confirms(confirmation), _) => {
                if let Some(versions) =
                    self.hongkong.as_mut().filter(|all| !all.contains(&confirmation.version))
                {
                    versions.push(confirmation.version.clone());
                }
            }
            (TriedCode::Other, _) => self.other = Some(now.saturating_add(CARD)),
            (TriedCode::Card(_), _) => self.other = None,
        }
        // One that should not have been readable shows nothing.
        let card = card.filter(|card| *card != TestCard::Damaged)?;
        let before = self.last.replace((card, now));
        let stays = before.is_some_and(|(last, at)| last == card && now.saturating_sub(at) < GONE);
        (!stays).then_some(card)
    }
}

/// What a door sounds when somebody may come in.
fn pass_sound(door: &DoorState) -> Sound {
    match door.profile.headline_on(door.day) {
        Headline::Admit => Sound::Admit,
        Headline::Genuine => Sound::Genuine,
    }
}

/// What a door of that profile shows.
fn card_shows(card: TestCard, door: &DoorState) -> CardShows {
    let desk = door.profile.wording == Wording::Valid;
    match (card, door.profile.headline_on(door.day)) {
        (TestCard::Pass, Headline::Admit) => CardShows {
            name: "PASS",
            tone: Tone::Admit,
            headline: if desk { "headline-valid" } else { "headline-admit" },
        },
        (TestCard::Pass, Headline::Genuine) => {
            CardShows { name: "PASS", tone: Tone::SignatureValid, headline: "headline-signature-valid" }
        }
        (TestCard::Fail, _) => CardShows {
            name: "FAIL",
            tone: Tone::Refused,
            headline: if desk { "headline-not-valid" } else { "headline-do-not-admit" },
        },
        (TestCard::Damaged, _) => {
            CardShows { name: "DAMAGED", tone: Tone::Undecided, headline: "headline-scan-again" }
        }
    }
}
