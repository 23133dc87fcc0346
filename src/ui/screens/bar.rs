//! Above every screen the state of this door in a line; below it the strip of the last results, and the buttons.

use crate::scanner::session::Recent;
use crate::texts;
use crate::ui::button::{LETTERS, Look, button_named, divided};
use crate::ui::shapes::sign;
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, Tone, is_upright};
use crate::ui::words::{Words, as_many_as_fit};
use crate::ui::{fonts, identity};
use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

/// What a button of the bar does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Action {
    /// Keep what is shown.
    Pause,
    /// Let the time of what is shown go on.
    GoOn,
    /// Close what is shown; the next person.
    Next,
    /// Judge another code together with the one that is shown.
    Another,
    /// Do not.
    Cancel,
    /// Answer the question as its words name first.
    Yes,
    /// Answer it otherwise.
    No,
    /// Fill the screen with the result of that number of a group.
    Row(usize),
    /// Back to the results of the group.
    Back,
    /// At a desk: every dose of the record.
    Doses,
    /// At a desk: back from them to the checks.
    Checks,
    /// At a desk: hold the passport against the record.
    Passport,
    /// At a desk: what to look for in the paper booklet.
    Booklet,
    /// What can be done about a list that is too old.
    Lists,
    /// What can be done about a clock that is wrong.
    Clock,
    /// Open a picture or PDF.
    Open,
    /// Count another party.
    NewParty,
    /// Settings.
    Settings,
    /// Ring for the staff.
    CallStaff,
    /// At a kiosk: what staff alone may do.
    Staff,
    /// Somebody has no code.
    NoCode,
    /// Help.
    Help,
    /// Keep a report of what is shown.
    Report,
    /// The manager lets in whom the screen holds back.
    Overrule,
    /// Opening check, training, closing.
    Day,
    /// What was counted, for an inspector.
    Counts,
}

impl Action {
    /// The key of the words on its button in the bar. Answers and rows are pressed where they stand.
    fn text_key(self) -> Option<&'static str> {
        Some(match self {
            Self::Pause => "button-pause",
            Self::GoOn => "button-go-on",
            Self::Next => "button-next",
            Self::Another => "button-another",
            Self::Cancel => "button-cancel",
            Self::Yes | Self::No | Self::Row(_) => return None,
            Self::Back => "button-group",
            Self::Doses => "button-doses",
            Self::Checks => "button-checks",
            Self::Passport => "button-passport",
            Self::Booklet => "button-booklet",
            Self::Lists | Self::Clock => "button-lists",
            Self::Open => "button-open",
            Self::NewParty => "button-new-party",
            Self::Settings => "button-settings",
            Self::CallStaff => "button-call-staff",
            Self::Staff => "button-staff",
            Self::NoCode => "button-no-code",
            Self::Help => "help",
            Self::Report => "button-report",
            Self::Overrule => "button-overrule",
            Self::Day => "day",
            Self::Counts => "button-counts",
        })
    }
}

/// What the bar shows.
pub(in crate::ui) struct Bar<'a> {
    /// The state of the door, in words.
    pub(in crate::ui) state: &'a str,
    /// Whether the state holds something that the staff should mend.
    pub(in crate::ui) warns: bool,
    /// The last results, each with its time in words.
    pub(in crate::ui) recent: &'a [(Recent, String)],
    /// The buttons, the main one last.
    pub(in crate::ui) actions: &'a [Action],
    /// Whether it is the staff alone who sees this screen: what a pass was about that was replaced a moment ago then stands in
    /// the strip.
    pub(in crate::ui) for_staff: bool,
}

impl Bar<'_> {
    /// Shows the bar around `area`. Gives what is left in between, and which button was pressed.
    pub(in crate::ui) fn show(
        &self,
        ui: &Ui,
        area: Rect,
        speech: &Speech,
        scale: Scale,
    ) -> (Rect, Option<Action>) {
        let (top, rest) = area.split_top_bottom_at_y(area.top() + scale.plain(5.5));
        let low = scale.plain(if is_upright(area) { 26.0 } else { 13.0 });
        let (rest, bottom) = rest.split_top_bottom_at_y(area.bottom() - low);
        let ink = if self.warns { theme::AMBER } else { theme::QUIET };
        Words::new(self.state, scale.u(3.4), ink)
            .one_line()
            .role(Role::Status)
            .put(ui, top.shrink2(vec2(scale.plain(2.0), scale.plain(0.4))));
        let bottom = bottom.shrink(scale.plain(1.5));
        let (strip, buttons) = if is_upright(area) {
            let (strip, buttons) = bottom.split_top_bottom_at_fraction(0.52);
            (strip.with_max_y(strip.bottom() - scale.plain(1.0)), buttons)
        } else {
            let calls = self.in_the_bar().any(|(action, _)| action == Action::CallStaff);
            let share = 0.18 * self.in_the_bar().count() as f32 + if calls { 0.18 } else { 0.0 };
            bottom.split_left_right_at_fraction(1.0 - share.min(0.66))
        };
        self.strip(ui, strip, speech, scale);
        (rest, self.buttons(ui, buttons, speech, scale))
    }

    /// The newest that find room. One that says more is twice as wide.
    fn strip(&self, ui: &Ui, area: Rect, speech: &Speech, scale: Scale) {
        let share = |recent: &Recent| {
            let says_more = recent.particulars.is_some() || recent.decided.is_some();
            if self.for_staff && says_more { 2.0 } else { 1.0 }
        };
        let room = (area.width() / scale.u(26.0)).max(2.0);
        let mut taken = 0.0;
        let shown = self.recent.iter().take_while(|(recent, _)| {
            taken += share(recent);
            taken <= room
        });
        let shown: Vec<_> = shown.collect();
        let all: f32 = shown.iter().map(|(recent, _)| share(recent)).sum();
        let mut left = area.left();
        for (place, (recent, time)) in shown.into_iter().enumerate() {
            let width = area.width() * share(recent) / all.max(3.0);
            let chip = Rect::from_min_size(egui::pos2(left, area.top()), vec2(width, area.height()));
            left += width;
            self.chip(ui, chip.with_max_x(chip.right() - scale.u(1.2)), recent, time, place, speech, scale);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what it is, where it is, and how screens speak")]
    fn chip(
        &self,
        ui: &Ui,
        chip: Rect,
        recent: &Recent,
        time: &str,
        place: usize,
        speech: &Speech,
        scale: Scale,
    ) {
        // What a person decided is neither green nor red, whatever came of it.
        let tone = match recent.decided {
            Some(_) => Tone::Undecided,
            None => Tone::of(recent.outcome, recent.headline),
        };
        let paint = theme::paint(tone);
        ui.painter().rect_filled(chip, scale.u(1.0), paint.ground);
        let (shape, words) = chip
            .shrink2(vec2(scale.u(1.0), scale.u(0.8)))
            .split_left_right_at_x(chip.left() + chip.height().min(chip.width() * 0.3));
        sign(ui.painter(), shape, tone, paint.ink);
        let headline = speech.get(speech.headline_key(recent.headline_key));
        let can_show = |name: &str| fonts::can_show(ui.ctx(), name);
        let name = match recent.particulars.as_ref().filter(|_| self.for_staff) {
            Some(verdict) => identity::to_compare(verdict, speech, can_show),
            None => recent.name.as_ref().filter(|_| self.for_staff).map(|name| name.reveal().clone()),
        };
        let decided = recent.decided.filter(|_| self.for_staff);
        let decided = decided.map(|decided| texts::by_hand(decided.what, &speech.texts));
        let name = name.filter(|name| can_show(name));
        let first_line = format!("{headline}  {time}");
        // One name for screen readers; the words are parts of it.
        let whole = [Some(headline.as_str()), Some(time), name.as_deref(), decided.as_deref()];
        let whole = whole.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let response = ui.interact(chip, Id::unique((ui.scope_id(), "recent", place)), Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &whole));
        let (first, below) = words.with_min_x(words.left() + scale.u(1.0)).split_top_bottom_at_fraction(0.4);
        Words::new(&first_line, scale.u(3.8), paint.ink).bold().one_line().paint(ui, first);
        let lines = [name.as_ref(), decided.as_ref()].into_iter().flatten();
        let lines = lines.map(|line| Words::new(line, scale.u(3.0), paint.ink).silent()).collect();
        as_many_as_fit(ui, below, 0.0, lines);
    }

    /// The actions that have a button in the bar, with the keys of its words.
    fn in_the_bar(&self) -> impl Iterator<Item = (Action, &'static str)> {
        self.actions.iter().filter_map(|action| Some((*action, action.text_key()?)))
    }

    fn buttons(&self, ui: &Ui, area: Rect, speech: &Speech, scale: Scale) -> Option<Action> {
        // The way to the staff is twice as wide as the others, and in both languages.
        let share = |action: Action| if action == Action::CallStaff { 2.0 } else { 1.0 };
        let words = |action, key: &str| match action {
            Action::CallStaff => format!("{}\n{}", speech.get(key), speech.partner.get(key)),
            _ => speech.get(key),
        };
        let texts: Vec<_> =
            self.in_the_bar().map(|(action, key)| (words(action, key), share(action))).collect();
        let texts: Vec<_> = texts.iter().map(|(text, share)| (text.as_str(), *share)).collect();
        let mut pressed = None;
        let places = divided(ui, area, &texts, scale.u(LETTERS), scale);
        for ((action, key), (place, (text, _))) in self.in_the_bar().zip(std::iter::zip(places, texts)) {
            let place = place.shrink2(vec2(scale.plain(0.6), 0.0));
            let main = matches!(action, Action::Next | Action::GoOn | Action::CallStaff);
            let look = if main { Look::Main } else { Look::Plain };
            let name = if action == Action::CallStaff { speech.both(key) } else { text.to_owned() };
            if button_named(ui, place, text, &name, look, scale).clicked() {
                pressed = Some(action);
            }
        }
        pressed
    }
}
