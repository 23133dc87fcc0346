//! Something to read: rows of a name and what is said of it, and sentences below.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::ui::button::{Look, button};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale};
use crate::ui::words::{Words, stack};
use egui::{Key, Rect, Role, Ui, pos2, vec2};

/// What is to be read.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Leaflet {
    pub(in crate::ui) title: String,
    pub(in crate::ui) rows: Vec<LeafletRow>,
    pub(in crate::ui) sentences: Vec<String>,
}

/// A row of it.
#[derive(Debug, Clone)]
pub(in crate::ui) struct LeafletRow {
    pub(in crate::ui) name: String,
    pub(in crate::ui) what: String,
    /// Whether something is to be done about it.
    pub(in crate::ui) warns: bool,
}

/// Shows a leaflet. Whether it has been read.
pub(in crate::ui) fn leaflet(ui: &Ui, area: Rect, leaflet: &Leaflet, speech: &Speech, scale: Scale) -> bool {
    let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(9.0));
    Words::new(&leaflet.title, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, title);
    let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(12.0));
    let share = if leaflet.sentences.is_empty() { 1.0 } else { 0.62 };
    let room = rest.height() * share / leaflet.rows.len().max(1) as f32;
    let height = room.min(scale.u(7.5));
    for (index, row) in leaflet.rows.iter().enumerate() {
        let corner = pos2(rest.left(), rest.top() + index as f32 * height);
        let band = Rect::from_min_size(corner, vec2(rest.width(), height)).shrink2(vec2(0.0, height * 0.06));
        let (name, what) = band.split_left_right_at_fraction(0.32);
        let ink = if row.warns { theme::AMBER } else { theme::INK };
        Words::new(&row.name, scale.u(4.0), ink).bold().put(ui, name.with_max_x(name.right() - scale.u(1.5)));
        Words::new(&row.what, scale.u(4.0), ink).put(ui, what);
    }
    let below = rest.with_min_y(rest.top() + height * leaflet.rows.len() as f32 + scale.u(2.0));
    let sentences = leaflet.sentences.iter().map(|text| Words::new(text, scale.u(4.2), theme::INK)).collect();
    stack(ui, below, scale.u(1.6), sentences);
    let (_, place) = bottom.split_left_right_at_fraction(0.68);
    let place = place.shrink2(vec2(scale.u(0.5), scale.u(0.8)));
    let back = button(ui, place, &speech.get("button-back"), Look::Main, scale).clicked();
    back || ui.input(|input| input.key_pressed(Key::Escape))
}
