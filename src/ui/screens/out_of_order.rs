//! Nothing is checked here: why, where it is to be mended, and what to do then.

use crate::config::Broken;
use crate::ui::button::{Look, button};
use crate::ui::shapes::sign;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, stack};
use egui::{Rect, Role, Ui};
use thiserror::Error;

/// Why a door checks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OutOfOrder {
    /// The settings cannot be read, and none were ever accepted.
    #[error(transparent)]
    Settings(Broken),
    /// A key list that the door was given cannot be used: the path, and why, in English.
    #[error("{0}")]
    Lists(String),
}

impl OutOfOrder {
    /// The stem of the texts' keys.
    fn name(&self) -> &'static str {
        match self {
            Self::Settings(_) => "settings",
            Self::Lists(_) => "lists",
        }
    }
}

/// Shows it. `may_leave` tells whether there is no window to close; gives whether the staff wants to.
pub(in crate::ui) fn out_of_order(
    ui: &Ui,
    area: Rect,
    fault: &OutOfOrder,
    may_leave: bool,
    speech: &Speech,
    scale: Scale,
) -> bool {
    let (area, bottom) = area.split_top_bottom_at_y(area.bottom() - scale.u(15.0));
    let (left, right) = if is_upright(area) {
        area.split_top_bottom_at_fraction(0.32)
    } else {
        area.split_left_right_at_fraction(0.3)
    };
    sign(ui.painter(), left.shrink(scale.u(5.0)), Tone::Undecided, theme::AMBER);
    let text = |part: &str| speech.get(&format!("out-of-order-{}-{part}", fault.name()));
    let (headline, partner) = (speech.get("out-of-order"), speech.partner.get("out-of-order"));
    let (what, next) = (text("what"), text("next"));
    let (place, why) = match fault {
        OutOfOrder::Settings(broken) => (speech.broken_place(broken), broken.why.as_str()),
        OutOfOrder::Lists(why) => (String::new(), why.as_str()),
    };
    let mut lines = vec![
        Words::new(&headline, scale.u(9.0), theme::AMBER).bold().role(Role::Alert),
        Words::new(&partner, scale.u(5.0), theme::QUIET),
        Words::new(&what, scale.u(5.0), theme::INK),
    ];
    lines.extend((!place.is_empty()).then(|| Words::new(&place, scale.u(4.4), theme::INK).bold()));
    lines.push(Words::new(why, scale.u(3.2), theme::QUIET));
    lines.push(Words::new(&next, scale.u(4.4), theme::INK));
    stack(ui, right.shrink(scale.u(4.0)), scale.u(2.0), lines);
    if !may_leave {
        return false;
    }
    let (_, place) = bottom.shrink(scale.u(2.0)).split_left_right_at_fraction(0.68);
    button(ui, place, &speech.get("button-leave"), Look::Plain, scale).clicked()
}
