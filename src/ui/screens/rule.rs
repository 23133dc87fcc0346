//! What green means at this door: at the foot of the ready screen, so that whoever stands there knows what is asked today.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::policy::Profile;
use crate::texts;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::{STEP, Words, height, stack};
use egui::{Rect, Ui, vec2};

/// Shows the rule in force at the foot of `area`, and gives what is left above it.
pub(in crate::ui) fn rule(ui: &Ui, area: Rect, profile: &Profile, speech: &Speech, scale: Scale) -> Rect {
    let share = if is_upright(area) { 0.26 } else { 0.24 };
    let room = area.shrink2(vec2(scale.plain(2.0), scale.plain(0.6)));
    let most = vec2(room.width(), area.height() * share);
    let whole = texts::entry_rule(profile, speech.today, &speech.texts);
    let (lines, size) = match largest(ui, &whole, most, scale) {
        Some(size) => (whole, size),
        None => {
            let short = texts::entry_rule_in_short(profile, speech.today, &speech.texts);
            let size = largest(ui, &short, most, scale).unwrap_or(scale.plain(LEAST));
            (short, size)
        }
    };
    let words = worded(&lines, size);
    let needed = height(ui, &words, most.x).min(most.y);
    let (above, foot) = area.split_top_bottom_at_y(room.bottom() - needed);
    stack(ui, foot.intersect(room), 0.0, words);
    above
}

/// How large the letters are, and how small they may be: what is smaller is not read from where a guest is looked at.
const SIZE: f32 = 4.0;
const LEAST: f32 = 2.2;

fn worded(lines: &[String], size: f32) -> Vec<Words<'_>> {
    lines.iter().map(|line| Words::new(line, size, theme::INK)).collect()
}

/// The largest letters in which all of it finds room.
fn largest(ui: &Ui, lines: &[String], most: egui::Vec2, scale: Scale) -> Option<f32> {
    let sizes = std::iter::successors(Some(scale.u(SIZE)), |size| Some(size * STEP));
    let mut readable = sizes.take_while(|size| *size >= scale.plain(LEAST));
    readable.find(|size| height(ui, &worded(lines, *size), most.x) <= most.y)
}
