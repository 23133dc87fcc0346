//! The stripes that tell a demonstration, a check or a training from the real thing, above and below every screen; and the words that lie
//! across what could be taken for a pass.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::ui::fonts;
use crate::ui::speech::Speech;
use crate::ui::theme::{STRIPES, Scale};
use crate::ui::words::Words;
use egui::epaint::TextShape;
use egui::{Align2, Color32, Mesh, Rect, Role, Shape, Ui, pos2, vec2};

/// Paints the stripes of a demonstration and gives what is left between them.
pub(in crate::ui) fn stripes(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Rect {
    striped(ui, area, "demo", speech, scale)
}

/// Paints stripes that say the text of a key in both languages, and gives what is left between them.
pub(in crate::ui) fn striped(ui: &Ui, area: Rect, key: &str, speech: &Speech, scale: Scale) -> Rect {
    let text = format!("{}  ·  {}", speech.get(key), speech.partner.get(key));
    let height = scale.u(6.0);
    let (top, rest) = area.split_top_bottom_at_y(area.top() + height);
    let (rest, bottom) = rest.split_top_bottom_at_y(area.bottom() - height);
    stripe(ui, top, &text, scale, true);
    stripe(ui, bottom, &text, scale, false);
    rest
}

fn stripe(ui: &Ui, area: Rect, text: &str, scale: Scale, named: bool) {
    let [yellow, black] = STRIPES;
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, yellow);
    let step = area.height();
    let mut x = area.left() - step;
    while x < area.right() + step {
        let mut mesh = Mesh::default();
        for (dx, y) in [(0.0, area.bottom()), (0.5, area.bottom()), (1.5, area.top()), (1.0, area.top())] {
            mesh.colored_vertex(pos2(x + dx * step, y), black);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        painter.add(mesh);
        x += step;
    }
    let words = Words::new(text, scale.u(4.0), black).bold().at(Align2::CENTER_CENTER).one_line();
    let plate = words.paint(ui, area.shrink2(vec2(step, 0.0)));
    painter.rect_filled(plate.expand2(vec2(step * 0.5, step)), 0.0, yellow);
    if named {
        words.role(Role::Banner).put(ui, area.shrink2(vec2(step, 0.0)));
    } else {
        words.paint(ui, area.shrink2(vec2(step, 0.0)));
    }
}

/// How steeply words lie across a screen: rising to the right.
const SLOPE: f32 = -0.32;

/// What lies across a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Across {
    /// Words that leave what is below to be read.
    Words,
    /// Bands that nobody overlooks, beside what is below: it is no pass, from however far it is looked at.
    Bands,
}

/// Lays words across an area, again and again: whichever part of it somebody shows, they are on it. To screen readers they are silent:
/// the stripes name them.
pub(in crate::ui) fn across(ui: &Ui, area: Rect, text: &str, how: Across) {
    let painter = ui.painter().with_clip_rect(area);
    let [yellow, black] = STRIPES;
    let (size, lines): (f32, &[f32]) = match how {
        Across::Words => (0.11, &[-0.34, 0.0, 0.34]),
        Across::Bands => (0.075, &[-0.44, 0.44]),
    };
    let size = area.height().min(area.width()) * size;
    let words = format!("{text}   {text}   {text}");
    let ink = if how == Across::Words { Color32::from_black_alpha(70) } else { black };
    let galley = painter.layout_no_wrap(words, fonts::bold(size), ink);
    let along = vec2(SLOPE.cos(), SLOPE.sin());
    let normal = vec2(-along.y, along.x);
    for line in lines {
        let middle = area.center() + vec2(0.0, line * area.height());
        if how == Across::Bands {
            let (long, high) = (along * area.size().length(), normal * size * 0.75);
            let corners =
                [middle - long - high, middle + long - high, middle + long + high, middle - long + high];
            painter.add(Shape::convex_polygon(corners.to_vec(), yellow, (size * 0.08, black)));
        }
        let corner = middle - galley.size() / 2.0;
        let words = TextShape::new(corner, galley.clone(), ink);
        painter.add(words.with_angle_and_anchor(SLOPE, Align2::CENTER_CENTER));
    }
}
