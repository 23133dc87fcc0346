//! At a desk: every dose of a record, the holder's passport beside it, and the page on the paper booklet. What a passport says is kept with
//! the result that it was compared with, and goes with it.

use super::pages::Page;
use super::{App, COMPLAINT};
use crate::config::Facing;
use crate::mrz::{Mrz, MrzError};
use crate::policy::{Comparison, Particular, Verdict};
use crate::scanner::session::{Results, Screen, Shown, Sound, View};
use crate::scanner::wedge::{Line, PassportLines, Reading};
use crate::ui::feed::{Feed, Offered};
use crate::ui::record;
use crate::ui::screens::{self, Action, Leaflet, LeafletRow, PassportAnswer};
use crate::ui::theme::Scale;
use crate::verdict::{Layout, Outcome, Personal};
use egui::{Event, Key, Rect, Ui};
use std::time::Duration;

/// What a desk shows beside what every door shows.
#[derive(Debug, Default)]
pub(super) struct Desk {
    /// Since when the result is shown whose side was chosen, whether that is its doses, and how far they are scrolled.
    side: Option<(Duration, bool)>,
    scrolled: (Duration, f32),
    compared: Option<Compared>,
    lines: PassportLines,
}

/// A passport beside the result that is shown since then.
#[derive(Debug)]
struct Compared {
    since: Duration,
    comparison: Comparison,
    /// What the passport says.
    named: Personal<String>,
    born: Personal<String>,
}

/// A zone that is being typed for the result that is shown since then.
pub(super) struct Typing {
    pub(super) over: Duration,
    text: Personal<String>,
    wrong: Option<String>,
}

/// The most characters that are typed: three lines, and more than any has.
const MOST: usize = 140;

/// The lines of the page on the paper booklet: the keys of what to look at, and of what to look for there.
const BOOKLET: [(&str, &str); 7] = [
    ("booklet-name", "booklet-name-what"),
    ("booklet-vaccine", "booklet-vaccine-what"),
    ("booklet-signature", "booklet-signature-what"),
    ("booklet-batch", "booklet-batch-what"),
    ("booklet-stamp", "booklet-stamp-what"),
    ("booklet-from", "booklet-from-what"),
    ("booklet-until", "booklet-until-what"),
];

impl<F: Feed> App<F> {
    /// Whether this is a desk, and it is the staff who looks at it.
    pub(super) fn is_desk(&self) -> bool {
        !self.options.kiosk
            && self.facing() == Facing::Staff
            && self.feed.door().profile.layout == Layout::Desk
    }

    /// The result that fills the screen, where a desk may read its record.
    fn readable<'a>(&self, results: &'a Results) -> Option<&'a Shown> {
        let one = results.focused().filter(|_| self.is_desk())?;
        (one.verdict.layout() == Layout::Desk && record::is_attested(&one.verdict)).then_some(one)
    }

    /// The buttons of a desk on a result.
    pub(super) fn desk_actions(&self, results: &Results) -> Vec<Action> {
        let Some(one) = self.readable(results) else { return Vec::new() };
        let side = match self.shows_doses(one) {
            true => Some(Action::Checks),
            false if has_doses(&one.verdict) => Some(Action::Doses),
            false => None,
        };
        side.into_iter().chain([Action::Passport]).collect()
    }

    /// Whether the doses of a result are the side that is up: of a pass, unless the other was asked for.
    fn shows_doses(&self, one: &Shown) -> bool {
        let chosen = self.desk.side.filter(|(since, _)| *since == one.since).map(|(_, doses)| doses);
        has_doses(&one.verdict) && chosen.unwrap_or(one.verdict.outcome() == Outcome::Pass)
    }

    /// Turns the sheet of a result.
    pub(super) fn turn_to_doses(&mut self, results: Option<&Results>, doses: bool) {
        let since = results.and_then(Results::focused).map(|one| one.since);
        self.desk.side = since.map(|since| (since, doses)).or(self.desk.side);
    }

    /// Shows what a desk has for a result: above it what came of the comparison with a passport, and its doses, where they are up. Gives
    /// the area that is left, if any is, and whether the passport differs.
    pub(super) fn at_the_desk(
        &mut self,
        ui: &Ui,
        area: Rect,
        results: &Results,
        scale: Scale,
    ) -> (Option<Rect>, bool) {
        let Some(one) = self.readable(results) else { return (Some(area), false) };
        let beside = self.desk.compared.as_ref().filter(|compared| compared.since == one.since);
        let differs = beside.is_some_and(|compared| compared.comparison.differs());
        let area = beside.map_or(area, |compared| {
            let here = [compared.named.reveal().as_str(), compared.born.reveal().as_str()];
            screens::compared(ui, area, compared.comparison, here, &self.speech, scale)
        });
        if !self.shows_doses(one) {
            return (Some(area), differs);
        }
        if self.desk.scrolled.0 != one.since {
            self.desk.scrolled = (one.since, 0.0);
        }
        screens::desk(ui, area, &one.verdict, differs, &mut self.desk.scrolled.1, &self.speech, scale);
        (None, differs)
    }

    /// What a passport said goes with the result that it was compared with, and what is being typed for it.
    pub(super) fn forget_passport(&mut self, view: &View) {
        let results = match &view.screen {
            Screen::Results(results) => Some(results),
            Screen::Ready | Screen::CameraTrouble(_) => None,
        };
        let since = results.and_then(Results::focused).map(|one| one.since);
        let stands = |since| results.iter().flat_map(|all| &all.shown).any(|one| one.since == since);
        self.desk.compared.take_if(|compared| !stands(compared.since));
        if matches!(&self.page, Page::Passport(typing) if since != Some(typing.over)) {
            self.go(Page::Scan);
        }
    }

    /// Whether a zone is typed over the results that are on the screen.
    pub(super) fn types_over(&self, view: &View) -> bool {
        let Screen::Results(results) = &view.screen else { return false };
        let since = results.focused().map(|one| one.since);
        matches!(&self.page, Page::Passport(typing) if since == Some(typing.over))
    }

    /// Opens the page on which a zone is typed.
    pub(super) fn open_passport(&mut self, results: Option<&Results>) {
        let Some(one) = results.and_then(|results| self.readable(results)) else { return };
        let over = one.since;
        self.desk.compared = None;
        self.go(Page::Passport(Box::new(Typing { over, text: Personal::new(String::new()), wrong: None })));
    }

    /// Shows the page on which a zone is typed.
    pub(super) fn passport(&mut self, ui: &Ui, area: Rect, scale: Scale) {
        let Page::Passport(typing) = &mut self.page else { return };
        let mut answers = typed(ui);
        let wrong = typing.wrong.as_deref();
        answers.extend(screens::passport(ui, area, typing.text.reveal(), wrong, &self.speech, scale));
        for answer in answers {
            ui.ctx().request_repaint();
            let Page::Passport(typing) = &mut self.page else { return };
            match answer {
                PassportAnswer::Types(char) => typing.change(|text| text.push(char)),
                PassportAnswer::Line => typing.change(|text| text.push('\n')),
                PassportAnswer::Erase => typing.change(|text| {
                    text.pop();
                }),
                PassportAnswer::Back => self.go(Page::Scan),
                PassportAnswer::Compare => {
                    let text = typing.text.clone();
                    self.hold_against_record(&text);
                }
            }
        }
    }

    /// Takes what a hand-held scanner or a passport reader typed.
    pub(super) fn take_reading(&mut self, ui: &Ui, reading: Reading) {
        let now = self.feed.elapsed();
        let (late, line) = self.desk.lines.take(now, reading);
        late.into_iter().for_each(|reading| self.feed.offer(Offered::Scan(reading)));
        match line {
            Line::Other(reading) => self.feed.offer(Offered::Scan(reading)),
            Line::Waits => {}
            Line::Whole(zone) => self.take_zone(&zone),
        }
        ui.ctx().request_repaint();
    }

    /// Gives on what was held for lines that have not followed.
    pub(super) fn pass_lines(&mut self, ui: &Ui) {
        let now = self.feed.elapsed();
        let late = self.desk.lines.pass(now);
        late.into_iter().for_each(|reading| self.feed.offer(Offered::Scan(reading)));
        if let Some(due) = self.desk.lines.due(now) {
            ui.ctx().request_repaint_after(due);
        }
    }

    /// A passport at a desk is held against the record that is open. Where none is, it is a code like any other: no credential.
    fn take_zone(&mut self, zone: &Personal<String>) {
        let view = self.feed.view();
        match &view.screen {
            Screen::Results(results) if self.is_desk() => match self.readable(results) {
                Some(_) => self.hold_against_record(zone),
                None => self.complain("passport-record-first"),
            },
            _ => {
                // Which text it is, its check digits have told.
                let reading = Reading { texts: vec![zone.reveal().clone()], vouched: true };
                self.feed.offer(Offered::Scan(reading));
            }
        }
    }

    fn hold_against_record(&mut self, zone: &Personal<String>) {
        let view = self.feed.view();
        let Screen::Results(results) = &view.screen else { return };
        let Some(one) = self.readable(results) else { return };
        let holder = one.verdict.holder();
        match (Mrz::read(zone.reveal()), holder) {
            (Ok(mrz), Some(holder)) => {
                let comparison = Comparison::of(holder, &mrz);
                let names = [&mrz.primary, &mrz.secondary].map(|names| names.reveal().as_str());
                let named = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
                let (named, born) = (Personal::new(named), Personal::new(in_parts(mrz.born.reveal())));
                self.desk.compared = Some(Compared { since: one.since, comparison, named, born });
                if comparison.differs() {
                    self.loudspeaker.play(Sound::Undecided, self.settings.volume);
                }
                if matches!(self.page, Page::Passport(_)) {
                    self.go(Page::Scan);
                }
            }
            (Err(error), _) => {
                // What is mistyped is compared with nothing.
                self.desk.compared = None;
                let told = match error {
                    MrzError::NoZone => self.speech.get("passport-no-zone"),
                    MrzError::Mistyped(part) => {
                        let part = self.speech.get(&format!("passport-part-{}", part.name()));
                        self.speech.texts.with("passport-mistyped", [("part", part)])
                    }
                };
                match &mut self.page {
                    Page::Passport(typing) => typing.wrong = Some(told),
                    _ => self.complaint = Some((told, self.feed.elapsed().saturating_add(COMPLAINT))),
                }
            }
            (Ok(_), None) => {}
        }
    }

    fn complain(&mut self, key: &str) {
        self.complaint = Some((self.speech.get(key), self.feed.elapsed().saturating_add(COMPLAINT)));
    }

    /// What to look for in the paper booklet.
    pub(super) fn read_booklet(&mut self) {
        let row = |(name, what): (&str, &str)| LeafletRow::of(self.speech.get(name), self.speech.get(what));
        let leaflet = Leaflet {
            title: self.speech.get("booklet"),
            lead: vec![self.speech.get("booklet-lead")],
            rows: BOOKLET.map(row).to_vec(),
            sentences: ["booklet-life", "booklet-end"].map(|key| self.speech.get(key)).to_vec(),
            ..Leaflet::default()
        };
        self.read(leaflet, false);
    }
}

impl Typing {
    fn change(&mut self, change: impl FnOnce(&mut String)) {
        let mut text = self.text.reveal().clone();
        change(&mut text);
        if text.chars().count() <= MOST && !text.starts_with('\n') && !text.contains("\n\n") {
            self.text = Personal::new(text);
        }
        self.wrong = None;
    }
}

/// What was pressed on a keyboard, or pasted.
fn typed(ui: &Ui) -> Vec<PassportAnswer> {
    let events = ui.input(|input| input.events.clone());
    let mut answers = Vec::new();
    for event in events {
        match event {
            Event::Text(text) | Event::Paste(text) => answers.extend(text.chars().filter_map(character)),
            Event::Key { key: Key::Enter, pressed: true, .. } => answers.push(PassportAnswer::Line),
            Event::Key { key: Key::Backspace, pressed: true, .. } => answers.push(PassportAnswer::Erase),
            Event::Key { key: Key::Escape, pressed: true, .. } => answers.push(PassportAnswer::Back),
            _ => {}
        }
    }
    answers
}

fn character(char: char) -> Option<PassportAnswer> {
    match char.to_ascii_uppercase() {
        char @ ('A'..='Z' | '0'..='9' | '<') => Some(PassportAnswer::Types(char)),
        '\n' => Some(PassportAnswer::Line),
        _ => None,
    }
}

/// Whether doses are there, and the profile lets them be shown.
fn has_doses(verdict: &Verdict) -> bool {
    !verdict.events().is_empty() && verdict.shows(Particular::Doses)
}

/// A date of the zone, its parts apart: `74-08-12`.
fn in_parts(born: &str) -> String {
    let parts = [0..2, 2..4, 4..6].map(|part| born.get(part).unwrap_or_default());
    parts.join("-")
}
