//! The stripes that tell a demonstration from the real thing, above and below every screen.

use crate::ui::speech::Speech;
use crate::ui::theme::{STRIPES, Scale};
use crate::ui::words::Words;
use egui::{Align2, Mesh, Rect, Role, Ui, pos2};

/// Paints the stripes and gives what is left between them.
pub(in crate::ui) fn stripes(ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Rect {
    let height = scale.u(6.0);
    let (top, rest) = area.split_top_bottom_at_y(area.top() + height);
    let (rest, bottom) = rest.split_top_bottom_at_y(area.bottom() - height);
    stripe(ui, top, speech, scale, true);
    stripe(ui, bottom, speech, scale, false);
    rest
}

fn stripe(ui: &Ui, area: Rect, speech: &Speech, scale: Scale, named: bool) {
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
    let text = format!("{}  ·  {}", speech.get("demo"), speech.partner.get("demo"));
    let words = Words::new(&text, scale.u(4.0), black).bold().at(Align2::CENTER_CENTER).one_line();
    let plate = words.paint(ui, area.shrink2(egui::vec2(step, 0.0)));
    painter.rect_filled(plate.expand2(egui::vec2(step * 0.5, step)), 0.0, yellow);
    if named {
        words.role(Role::Banner).put(ui, area.shrink2(egui::vec2(step, 0.0)));
    } else {
        words.paint(ui, area.shrink2(egui::vec2(step, 0.0)));
    }
}
