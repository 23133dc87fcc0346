//! One verdict, over the whole screen, for the staff: what was proven first, then why, what to do, and what to compare.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::checks;
use super::masked::{MaskedReport, masked};
use crate::policy::Verdict;
use crate::texts::{self, GuestLanguage, GuestLine};
use crate::ui::button::{Look, SHEET_LETTERS, button, divided};
use crate::ui::identity::{self, Particular};
use crate::ui::shapes::sign;
use crate::ui::speech::{self, Speech};
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{STEP, Words, as_many_as_fit, rung, smallest, stack};
use crate::ui::{cells, fonts};
use crate::verdict::text::shown;
use crate::verdict::{Outcome, Reason};
use egui::{Align2, Rect, Role, Ui, pos2, vec2};

/// Which side of the sheet is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Sheet {
    /// What the staff needs; it can be turned over.
    Main,
    /// The same at a kiosk, where nobody is to turn it.
    MainAlone,
    /// What the helpdesk asks for.
    Helpdesk,
    /// What it may see of the code.
    Masked,
    /// What is said to the guest, in that language.
    Guest(GuestLanguage),
}

/// How a verdict looks: as a pass no more, where a passport that was held against it differs. A refusal stays one.
pub(super) fn tone(verdict: &Verdict, doubted: bool) -> Tone {
    match Tone::of_verdict(verdict) {
        Tone::Admit | Tone::SignatureValid if doubted => Tone::Undecided,
        tone => tone,
    }
}

/// Shows a verdict; `report` on the side that is for it. Gives the side of the sheet that is asked for. `doubted`: whether a passport that was held against it differs.
pub(in crate::ui) fn result(
    ui: &Ui,
    area: Rect,
    (verdict, doubted): (&Verdict, bool),
    speech: &Speech,
    scale: Scale,
    (side, report): (Sheet, Option<&MaskedReport>),
) -> Option<Sheet> {
    let paint = theme::paint(tone(verdict, doubted));
    ui.painter().rect_filled(area, 0.0, paint.border);
    ui.painter().rect_filled(area.shrink(scale.u(1.0)), 0.0, paint.ground);
    let upright = is_upright(area);
    let inside = area.shrink(scale.u(1.5));
    let (head, body) = inside.split_top_bottom_at_fraction(if upright { 0.28 } else { 0.29 });
    headline(ui, head, verdict, doubted, speech, scale);
    let sheet = body.with_min_y(body.top() + scale.u(1.0));
    ui.painter().rect_filled(sheet, scale.u(1.5), theme::SHEET);
    let inner = sheet.shrink2(vec2(scale.u(3.0), scale.u(1.8)));
    let foot = match side {
        Sheet::MainAlone => 4.5,
        _ if upright => 23.0,
        _ if verdict.question().is_some() => 7.0,
        _ => 8.5,
    };
    let foot = scale.plain(foot).min(inner.height() * 0.4);
    let (main, foot) = inner.split_top_bottom_at_y(inner.bottom() - foot);
    let main = main.with_max_y(main.bottom() - scale.u(1.0));
    let mut asked = None;
    match side {
        Sheet::Main | Sheet::MainAlone => for_the_staff(ui, main, verdict, speech, scale),
        Sheet::Helpdesk => asked = for_the_helpdesk(ui, main, verdict, speech, scale),
        Sheet::Masked => masked(ui, main, report, speech, scale),
        Sheet::Guest(language) => for_the_guest(ui, main, verdict, language, speech, scale),
    }
    self::foot(ui, foot, verdict, speech, scale, side).or(asked)
}

/// Sign and headline, in two languages: the guest reads it too. The sign is as large as the words; where the window is upright, both have
/// its whole width.
pub(super) fn headline(ui: &Ui, area: Rect, verdict: &Verdict, doubted: bool, speech: &Speech, scale: Scale) {
    let tone = tone(verdict, doubted);
    let ink = theme::paint(tone).ink;
    let [mut first, mut second] = speech.headlines(verdict);
    if tone != Tone::of_verdict(verdict) {
        [first, second] = [&speech.texts, &speech.partner].map(|texts| texts.get("passport-differs"));
    } else if speech::lacks_entry_rule(verdict) {
        let both = [&speech.texts, &speech.partner].map(|texts| texts.get("no-entry-rule"));
        second = format!("{second}  ({})", both.join(" · "));
    } else if let Some(what) = texts::is_something_else(verdict, &speech.texts) {
        second = format!("{second} · {what}");
    }
    let (shape, words) = split_sign(area, scale);
    sign(ui.painter(), shape, tone, ink);
    let upright = is_upright(area) || words.left() < shape.right();
    let (top, bottom) = words.split_top_bottom_at_fraction(0.64);
    let [over, under] = if upright {
        [Align2::CENTER_CENTER, Align2::CENTER_TOP]
    } else {
        [Align2::LEFT_CENTER, Align2::LEFT_TOP]
    };
    Words::new(&first, scale.u(17.0), ink).bold().one_line().at(over).role(Role::Alert).put(ui, top);
    Words::new(&second, scale.u(6.5), ink).bold().at(under).put(ui, bottom);
}

/// The place of a sign, and that of the words beside it; below it, where there is more room that way.
pub(super) fn split_sign(area: Rect, scale: Scale) -> (Rect, Rect) {
    if area.width() < area.height() * 2.4 {
        let (sign, words) = area.split_top_bottom_at_fraction(0.46);
        return (sign.shrink(scale.u(0.6)), words);
    }
    let side = area.height().min(area.width() * 0.3);
    let (sign, words) = area.split_left_right_at_x(area.left() + side);
    let sign = Rect::from_center_size(sign.center(), vec2(side, side)).shrink(side * 0.04);
    (sign, words.with_min_x(words.left() + scale.u(3.0)))
}

/// Whether a part of the sheet is too narrow for two columns, as on a telephone: all then have its whole width.
fn is_narrow(area: Rect, scale: Scale) -> bool {
    is_upright(area) || area.width() < scale.plain(105.0)
}

/// Why, what to do, and what to compare with the identity document; with the checks, folded into a line where they all went well or are
/// about nobody.
fn for_the_staff(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) {
    let narrow = is_narrow(area, scale);
    if checks::fold(verdict) || verdict.question().is_some() {
        let height = scale.plain(if verdict.question().is_some() { 5.5 } else { 9.0 });
        let (main, line) = area.split_top_bottom_at_y(area.bottom() - height.min(area.height() * 0.3));
        let end = particulars(ui, main.with_max_y(main.bottom() - scale.u(0.8)), verdict, speech, scale);
        // What is to be compared comes first.
        if end <= line.top() + 1.0 {
            checks::in_a_line(ui, line, verdict, speech, scale);
        }
        return;
    }
    let (main, lines) = if narrow {
        area.split_top_bottom_at_fraction(0.56)
    } else {
        area.split_left_right_at_fraction(0.62)
    };
    let main = if narrow { main } else { main.with_max_x(main.right() - scale.u(2.0)) };
    particulars(ui, main.with_max_y(main.bottom() - scale.u(0.8)), verdict, speech, scale);
    checks::one_by_one(ui, lines, verdict, speech, scale);
}

/// What is said of a verdict, and what is to be compared.
struct Told {
    what: String,
    found: Vec<String>,
    next: String,
    /// What the staff was asked, and said.
    answered: Vec<String>,
    card: Vec<Particular>,
    notes: Vec<String>,
    remarks: Vec<String>,
}

impl Told {
    fn of(ui: &Ui, verdict: &Verdict, speech: &Speech) -> Self {
        Self {
            what: texts::what(verdict, &speech.texts),
            found: speech.found(verdict),
            next: texts::next(verdict, &speech.texts),
            answered: speech.answered(verdict),
            card: identity::particulars(verdict, speech, |name| fonts::can_show(ui.ctx(), name)),
            notes: identity::notes(verdict, speech),
            remarks: speech.remarks(verdict),
        }
    }

    /// Notes and remarks, in small letters.
    fn small(&self, scale: Scale) -> Vec<Words<'_>> {
        let answered =
            self.answered.iter().map(|said| Words::new(said, scale.u(4.2), theme::SHEET_INK).bold());
        let notes = self.notes.iter().map(|note| Words::new(note, scale.u(3.8), theme::SHEET_INK));
        let remarks = self.remarks.iter().map(|note| Words::new(note, scale.u(3.2), theme::SHEET_QUIET));
        answered.chain(notes).chain(remarks).collect()
    }
}

/// Gives where what is to be compared ends.
fn particulars(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) -> f32 {
    let told = Told::of(ui, verdict, speech);
    if verdict.outcome() == Outcome::Pass {
        let next = vec![Words::new(&told.next, scale.u(4.6), theme::SHEET_INK).bold()];
        let mut small = vec![Words::new(&told.what, scale.u(3.6), theme::SHEET_INK)];
        small.extend(told.small(scale));
        to_compare(ui, area, next, &told.card, small, speech, scale)
    } else if verdict.question().is_some() {
        // The question stands above, in the headline, and needs no introduction: here is why it is asked.
        let found = told.found.iter().map(|found| Words::new(found, scale.u(4.4), theme::SHEET_INK).bold());
        to_compare(ui, area, found.collect(), &told.card, told.small(scale), speech, scale)
    } else {
        to_say(ui, area, verdict, &told, speech, scale)
    }
}

/// What is to be compared now, under words that say so; beside it or below it what else is known.
fn to_compare(
    ui: &Ui,
    area: Rect,
    above: Vec<Words<'_>>,
    particulars: &[Particular],
    aside: Vec<Words<'_>>,
    speech: &Speech,
    scale: Scale,
) -> f32 {
    let narrow = is_narrow(area, scale);
    let (main, beside) =
        if narrow { area.split_top_bottom_at_fraction(0.72) } else { area.split_left_right_at_fraction(0.7) };
    let main = if narrow { main } else { main.with_max_x(main.right() - scale.u(2.0)) };
    let main = main.with_max_y(main.bottom() - scale.u(0.8));
    let top = main.with_max_y(main.top() + main.height() * 0.3);
    let rest = stack(ui, top, scale.u(1.2), above).with_max_y(main.bottom());
    let end = card(ui, rest, particulars, speech, scale);
    as_many_as_fit(ui, beside, scale.u(1.0), aside);
    end
}

/// What is no pass: why, and what to do; what is to be compared, where a person decides.
fn to_say(ui: &Ui, area: Rect, verdict: &Verdict, told: &Told, speech: &Speech, scale: Scale) -> f32 {
    let ink = theme::SHEET_INK;
    let asks = verdict.reason() == Reason::CheckByHand;
    // An upright window has room below one another.
    let larger = if is_upright(area) { 1.2 } else { 1.0 };
    let found = told.found.iter().map(|sentence| Words::new(sentence, scale.u(5.4 * larger), ink).bold());
    // What the record has and the rule asks says more than that they differ.
    let says_it_all = verdict.reason() == Reason::RulesNotMet && !told.found.is_empty();
    let what = (!says_it_all).then(|| Words::new(&told.what, scale.u(5.0 * larger), ink).bold());
    let next = Words::new(&told.next, scale.u(5.0 * larger), ink);
    // What the staff is asked must be seen first of all.
    let lines: Vec<Words<'_>> = if asks {
        found.chain(what).chain([next]).collect()
    } else {
        what.into_iter().chain(found).chain([next]).collect()
    };
    let (share, boxes) = if told.card.is_empty() { (0.74, 0.0) } else { (0.5, 0.6) };
    let above = area.with_max_y(area.top() + area.height() * share);
    let rest = stack(ui, above, scale.u(1.0), lines).with_max_y(area.bottom());
    let (boxes, _) = rest.split_top_bottom_at_fraction(boxes);
    let bottom = card(ui, boxes, &told.card, speech, scale);
    as_many_as_fit(ui, rest.with_min_y(bottom + scale.u(0.8)), scale.u(0.8), told.small(scale));
    bottom
}

/// The particulars in boxes, as on the card with which they are compared. Gives where they end.
pub(super) fn card(ui: &Ui, area: Rect, particulars: &[Particular], speech: &Speech, scale: Scale) -> f32 {
    let captions: Vec<String> =
        particulars.iter().map(|particular| speech.get(particular.field.text_key())).collect();
    let gap = scale.u(0.8).min(area.height() * 0.02);
    // Captions stand above the boxes, or beside them.
    let laid_out = |upright: bool| {
        let column = if upright { 0.0 } else { scale.u(20.0).min(area.width() * 0.28) };
        let above = if upright { scale.u(4.0) } else { 0.0 };
        let room = |size: f32| {
            let height = |particular: &Particular| {
                let wide = vec2(area.width() - column, f32::INFINITY);
                let boxes = particular.printed.as_ref().and_then(|text| cells::height(text, size, wide));
                above + boxes.unwrap_or(size * 1.5) + gap
            };
            particulars.iter().map(height).collect::<Vec<f32>>()
        };
        let mut size = rung(scale.u(6.4));
        let smallest = smallest(ui);
        let mut heights = room(size);
        while heights.iter().sum::<f32>() > area.height() && size > smallest {
            size *= STEP;
            heights = room(size);
        }
        (upright, column, above, size, heights)
    };
    let narrow = is_upright(area) || area.width() < scale.u(60.0);
    let mut all = laid_out(narrow);
    if narrow && all.4.iter().sum::<f32>() > area.height() {
        all = laid_out(false);
    }
    let (upright, column, above, size, heights) = all;
    let mut top = area.top();
    for ((particular, caption), height) in std::iter::zip(particulars, &captions).zip(heights) {
        let row = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height - gap));
        let (named, boxes) = if upright {
            row.split_top_bottom_at_y(row.top() + above)
        } else {
            row.split_left_right_at_x(row.left() + column)
        };
        Words::new(caption, scale.u(3.4), theme::SHEET_QUIET)
            .put(ui, named.with_max_x(named.right() - scale.u(1.0)));
        let printed = particular.printed.as_ref();
        let put = printed.and_then(|text| cells::put(ui, boxes, text, &particular.text, size));
        if put.is_none() {
            Words::new(&particular.text, size, theme::SHEET_INK).put(ui, boxes);
        }
        top += height;
    }
    top
}

/// The helpdesk's line in English, whatever the door speaks, and every check; of what did not pass, the way to the masked report.
fn for_the_helpdesk(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale) -> Option<Sheet> {
    let (words, lines) = if is_narrow(area, scale) {
        area.split_top_bottom_at_fraction(0.5)
    } else {
        area.split_left_right_at_fraction(0.62)
    };
    let code = speech.texts.with("helpdesk", [("code", verdict.reason().code())]);
    let line = texts::helpdesk(verdict).map(|line| shown(&line)).unwrap_or_default();
    let ink = theme::SHEET_INK;
    let words = words.with_max_x(words.right() - scale.u(2.0));
    let told = vec![Words::new(&code, scale.u(6.0), ink).bold(), Words::new(&line, scale.u(4.4), ink)];
    checks::one_by_one(ui, lines, verdict, speech, scale);
    if verdict.outcome() == Outcome::Pass {
        stack(ui, words, scale.u(2.0), told);
        return None;
    }
    let height = scale.plain(8.5).min(words.height() * 0.3);
    let (words, place) = words.split_top_bottom_at_y(words.bottom() - height);
    stack(ui, words.with_max_y(words.bottom() - scale.u(0.8)), scale.u(2.0), told);
    let place = place.with_max_x(place.left() + place.width().min(scale.plain(60.0)));
    button(ui, place, &speech.get("masked"), Look::Sheet, scale).clicked().then_some(Sheet::Masked)
}

/// What is said to the guest, in a language of the guest, as large as can be; under it what that means.
fn for_the_guest(
    ui: &Ui,
    area: Rect,
    verdict: &Verdict,
    language: GuestLanguage,
    speech: &Speech,
    scale: Scale,
) {
    let line = GuestLine::on(verdict);
    let own = GuestLanguage::from(speech.texts.language());
    let (said, meant) = (language.says(line), own.says(line));
    let (large, small) = area.split_top_bottom_at_fraction(if language == own { 1.0 } else { 0.74 });
    Words::new(&said, scale.u(10.0), theme::SHEET_INK).for_guest(language).role(Role::Status).put(ui, large);
    if language != own {
        Words::new(&meant, scale.u(4.2), theme::SHEET_QUIET).put(ui, small);
    }
}

/// What the helpdesk asks for first, a button that turns the sheet over; and the languages in which the guest is told. Gives the side
/// that is asked for.
fn foot(ui: &Ui, area: Rect, verdict: &Verdict, speech: &Speech, scale: Scale, side: Sheet) -> Option<Sheet> {
    let code = speech.texts.with("helpdesk", [("code", verdict.reason().code())]);
    if side == Sheet::MainAlone {
        Words::new(&code, scale.u(3.4), theme::SHEET_QUIET).one_line().put(ui, area);
        return None;
    }
    let upright = is_upright(area) || area.width() < area.height() * 6.0;
    let (codes, languages) = if upright {
        area.split_top_bottom_at_fraction(0.34)
    } else {
        area.split_left_right_at_fraction(0.18)
    };
    let gap = scale.plain(0.5);
    let (place, say) = if upright {
        codes.split_left_right_at_fraction(0.5)
    } else {
        (codes, languages.with_max_x(languages.left() + languages.width() * 0.12))
    };
    let turned = matches!(side, Sheet::Helpdesk | Sheet::Masked);
    let turned = if turned { Look::Chosen } else { Look::Sheet };
    let mut wanted = None;
    if button(ui, place.shrink(gap), &code, turned, scale).clicked() {
        wanted = Some(if side == Sheet::Helpdesk { Sheet::Main } else { Sheet::Helpdesk });
    }
    let to_the_guest = speech.get("guest-say");
    Words::new(&to_the_guest, scale.u(3.4), theme::SHEET_QUIET)
        .at(Align2::RIGHT_CENTER)
        .put(ui, say.shrink2(vec2(scale.u(1.0), 0.0)));
    let languages = if upright { languages } else { languages.with_min_x(say.right()) };
    let (rows, columns) = if upright { (2, 4) } else { (1, 8) };
    let height = languages.height() / rows as f32;
    let names = GuestLanguage::ALL.map(|language| (language.own_name(), 1.0));
    let places = names.chunks(columns).enumerate().flat_map(|(row, names)| {
        let top = languages.top() + row as f32 * height;
        divided(ui, languages.with_min_y(top).with_max_y(top + height), names, scale.u(SHEET_LETTERS), scale)
    });
    for (language, place) in std::iter::zip(GuestLanguage::ALL, places) {
        let chosen = side == Sheet::Guest(language);
        let look = if chosen { Look::Chosen } else { Look::Sheet };
        if button(ui, place.shrink(gap), language.own_name(), look, scale).clicked() {
            wanted = Some(if chosen { Sheet::Main } else { Sheet::Guest(language) });
        }
    }
    wanted
}
