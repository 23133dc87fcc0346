//! Bars of counts: what passed below, what was refused above it, what was not decided on top.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::counts::{Totals, What};
use crate::ui::theme::{self, Scale};
use crate::ui::words::Words;
use egui::{Align2, Color32, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// A bar.
pub(in crate::ui) struct ChartBar {
    /// What stands below it; may be empty.
    pub(in crate::ui) name: String,
    pub(in crate::ui) totals: Totals,
}

/// A chart.
pub(in crate::ui) struct Chart<'a> {
    pub(in crate::ui) title: &'a str,
    /// How high the highest bar is, in words.
    pub(in crate::ui) most: &'a str,
    pub(in crate::ui) bars: &'a [ChartBar],
}

/// The colours of what passed, was refused, and was not decided: as bright as each other, since none of them is a verdict.
pub(super) const PASSED: Color32 = Color32::from_rgb(20, 186, 110);
pub(super) const REFUSED: Color32 = Color32::from_rgb(240, 88, 92);
pub(super) const UNDECIDED: Color32 = Color32::from_rgb(255, 180, 0);

/// What a bar is made of, from below, with its colour.
fn parts(totals: &Totals) -> [(u64, Color32); 3] {
    let passed = totals.sum(|what| matches!(what, What::Admit | What::Genuine));
    let undecided = totals.sum(|what| matches!(what, What::Hold | What::Question));
    [(passed, PASSED), (totals.of(What::Fail), REFUSED), (undecided, UNDECIDED)]
}

/// The height of the title, and of the names below, in hundredths.
const TITLE: f32 = 5.0;
const NAMES: f32 = 4.0;

/// Shows a chart.
pub(in crate::ui) fn chart(ui: &Ui, area: Rect, chart: &Chart<'_>, scale: Scale) {
    let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(TITLE));
    let (bars, names) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(NAMES));
    let most = chart.bars.iter().map(|bar| bar.totals.presented()).max().unwrap_or_default();
    Words::new(chart.title, scale.u(3.6), theme::INK)
        .bold()
        .one_line()
        .put(ui, title.with_max_x(title.center().x));
    Words::new(chart.most, scale.u(3.2), theme::QUIET)
        .one_line()
        .at(Align2::RIGHT_CENTER)
        .put(ui, title.with_min_x(title.center().x));
    ui.painter().hline(bars.x_range(), bars.bottom(), (1.0, theme::QUIET));
    let told: Vec<String> = chart
        .bars
        .iter()
        .filter(|bar| bar.totals.presented() > 0)
        .map(|bar| format!("{} {}", bar.name, bar.totals.presented()))
        .collect();
    let response = ui.interact(bars, Id::unique((ui.scope_id(), "chart", chart.title)), Sense::empty());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, told.join(", ")));
    let width = bars.width() / chart.bars.len().max(1) as f32;
    for (index, bar) in chart.bars.iter().enumerate() {
        let left = bars.left() + index as f32 * width;
        let mut bottom = bars.bottom();
        for (count, color) in parts(&bar.totals) {
            let height = bars.height() * share(count, most);
            let part = Rect::from_min_max(pos2(left, bottom - height), pos2(left + width, bottom));
            ui.painter().rect_filled(part.shrink2(vec2(width * 0.12, 0.0)), 0.0, color);
            bottom -= height;
        }
        if !bar.name.is_empty() {
            let place =
                Rect::from_min_size(pos2(left - width, names.top()), vec2(width * 3.0, names.height()));
            let words = Words::new(&bar.name, scale.u(2.6), theme::QUIET).one_line();
            words.at(Align2::CENTER_CENTER).paint(ui, place);
        }
    }
}

/// A share of the most.
fn share(count: u64, most: u64) -> f32 {
    if most == 0 { 0.0 } else { count as f32 / most as f32 }
}
