//! What finds no room at once is scrolled to, by wheel, finger, key or button: band by band, and no band is torn.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use super::theme::Scale;
use egui::{Color32, Id, Key, Rect, Sense, Ui, pos2, vec2};

/// A page of what is scrolled: which, of how many, and where the next begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageOf {
    pub(crate) number: usize,
    pub(crate) of: usize,
    pub(crate) next: f32,
}

/// What is left of the width beside the bar that shows the place.
pub(crate) const BESIDE_BAR: f32 = 0.97;

/// How it is scrolled, and how far it is.
pub(crate) struct Scrolled<'a> {
    /// What it is, for the finger.
    pub(crate) what: &'static str,
    /// How far an arrow goes, in hundredths of the window.
    pub(crate) step: f32,
    /// The ink of the bar.
    pub(crate) bar: Color32,
    /// How far it is scrolled, in points.
    pub(crate) by: &'a mut f32,
}

/// Has those bands shown, of these heights, that find room in `area` from the one on to which it is scrolled. `show` is given the number
/// of a band and its place. The bands must be more than find room at once.
pub(crate) fn paged(
    ui: &Ui,
    area: Rect,
    heights: &[f32],
    scrolled: Scrolled<'_>,
    scale: Scale,
    mut show: impl FnMut(usize, Rect),
) -> Option<PageOf> {
    let (place, bar) = area.split_left_right_at_fraction(BESIDE_BAR);
    let tops: Vec<f32> =
        heights.iter().scan(0.0, |top, height| Some(std::mem::replace(top, *top + height))).collect();
    let whole: f32 = heights.iter().sum();
    let last = tops.iter().copied().find(|top| whole - top <= area.height()).or(tops.last().copied())?;
    let drag = ui.interact(place, Id::unique((ui.scope_id(), scrolled.what)), Sense::DRAG).drag_delta().y;
    let step = ui.input(|input| {
        let keys = [
            (Key::ArrowDown, scale.u(scrolled.step)),
            (Key::ArrowUp, -scale.u(scrolled.step)),
            (Key::PageDown, area.height()),
            (Key::PageUp, -area.height()),
        ];
        let pressed = keys.iter().filter(|(key, _)| input.key_pressed(*key)).map(|(_, step)| step);
        pressed.sum::<f32>() - input.smooth_scroll_delta().y
    });
    let by = (*scrolled.by + step - drag).clamp(0.0, last);
    *scrolled.by = by;
    // The band that lies nearest to the top.
    let near = |top: &f32| (top - by).abs();
    let first = tops
        .iter()
        .copied()
        .filter(|top| *top <= last)
        .min_by(|one, other| near(one).total_cmp(&near(other)))?;
    let mut next = whole;
    for (index, (height, top)) in std::iter::zip(heights, &tops).enumerate() {
        let shown = top - first;
        if shown < 0.0 {
            continue;
        }
        if shown > 0.0 && shown + height > area.height() + 0.5 {
            next = *top;
            break;
        }
        let size = vec2(place.width(), height.min(area.height()));
        show(index, Rect::from_min_size(pos2(place.left(), place.top() + shown), size));
    }
    let share = |at: f32| bar.top() + bar.height() * (at / whole).min(1.0);
    let thumb = bar.with_min_y(share(first)).with_max_y(share(first + area.height()));
    let thumb = thumb.with_min_x(bar.right() - scale.u(0.8));
    ui.painter().rect_filled(thumb, scale.u(0.4), scrolled.bar);
    let of = (whole / area.height()).ceil().max(2.0);
    let number = (first / area.height()).round().min(of - 1.0) + 1.0;
    let at_end = first >= last;
    let number = if at_end { of } else { number.min(of - 1.0) };
    Some(PageOf { number: number as usize, of: of as usize, next: if at_end { 0.0 } else { next } })
}
