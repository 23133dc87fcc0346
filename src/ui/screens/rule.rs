//! What green means at this door: at the foot of the ready screen, so that whoever stands there knows what is asked today.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::config::Facing;
use crate::policy::Profile;
use crate::texts;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{STEP, Words, height, stack};
use egui::{Color32, Rect, Ui, Vec2, vec2};

/// Shows the rule in force at the foot of `area`, and gives what is left above it.
pub(in crate::ui) fn rule(ui: &Ui, area: Rect, profile: &Profile, speech: &Speech, scale: Scale) -> Rect {
    let share = if is_upright(area) { 0.26 } else { 0.24 };
    let room = area.shrink2(vec2(scale.plain(2.0), scale.plain(0.6)));
    let most = vec2(room.width(), area.height() * share);
    let whole = texts::entry_rule(profile, speech.today, &speech.texts);
    let (rule, size) = match largest(ui, &told(profile, &whole, speech), most, scale) {
        Some(size) => (whole, size),
        None => {
            let short = texts::entry_rule_in_short(profile, speech.today, &speech.texts);
            let size = largest(ui, &told(profile, &short, speech), most, scale);
            (short, size.unwrap_or(scale.plain(LEAST)))
        }
    };
    let lines = told(profile, &rule, speech);
    let words = worded(&lines, size);
    let needed = height(ui, &words, most.x).min(most.y);
    let (above, foot) = area.split_top_bottom_at_y(room.bottom() - needed);
    stack(ui, foot.intersect(room), 0.0, words);
    above
}

/// Shows the rule in force in the whole of an area, whole or in short.
pub(in crate::ui) fn rule_in(ui: &Ui, area: Rect, profile: &Profile, speech: &Speech, scale: Scale) {
    let whole = texts::entry_rule(profile, speech.today, &speech.texts);
    let fits = largest(ui, &told(profile, &whole, speech), area.size(), scale);
    let rule = match fits {
        Some(_) => whole,
        None => texts::entry_rule_in_short(profile, speech.today, &speech.texts),
    };
    stack(ui, area, 0.0, worded(&told(profile, &rule, speech), fits.unwrap_or(scale.u(SIZE))));
}

/// How large the letters are, and how small they may be: what is smaller is not read from where a guest is looked at.
const SIZE: f32 = 4.0;
const LEAST: f32 = 2.2;

/// The rule, between the premises that it is for and what staff is to do.
fn told<'a>(profile: &'a Profile, rule: &'a [String], speech: &Speech) -> Vec<(&'a str, Color32)> {
    let premises = profile.premises.iter().map(|line| (line.as_str(), theme::QUIET));
    let rule = rule.iter().map(|line| (line.as_str(), theme::INK));
    let staff = profile.staff.iter().filter(|_| speech.facing == Facing::Staff);
    premises.chain(rule).chain(staff.map(|line| (line.as_str(), theme::AMBER))).collect()
}

fn worded<'a>(lines: &[(&'a str, Color32)], size: f32) -> Vec<Words<'a>> {
    lines.iter().map(|(line, ink)| Words::new(line, size, *ink)).collect()
}

/// The largest letters in which all of it finds room.
fn largest(ui: &Ui, lines: &[(&str, Color32)], most: Vec2, scale: Scale) -> Option<f32> {
    let sizes = std::iter::successors(Some(scale.u(SIZE)), |size| Some(size * STEP));
    let mut readable = sizes.take_while(|size| *size >= scale.plain(LEAST));
    readable.find(|size| height(ui, &worded(lines, *size), most.x) <= most.y)
}
