//! A list of files to open one, or of folders to keep something in, where the system has no window for it.

#![allow(clippy::arithmetic_side_effects, reason = "points on the screen are floats: they do not overflow")]

use crate::input::{Entry, listing};
use crate::ui::button::{Look, button, button_named};
use crate::ui::speech::Speech;
use crate::ui::theme::{self, Scale, is_upright};
use crate::ui::words::Words;
use egui::{Key, Rect, Role, Ui, pos2, vec2};
use std::path::{Path, PathBuf};

/// The list of one folder.
#[derive(Debug)]
pub(in crate::ui) struct Files {
    folder: PathBuf,
    /// What is in it, or why that cannot be read, in English.
    entries: Result<Vec<Entry>, String>,
    page: usize,
    /// Whether it is a folder that is chosen.
    places: bool,
}

/// What the staff did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum FilesAnswer {
    /// This file is to be checked.
    File(PathBuf),
    /// It is to be kept in this folder.
    Here(PathBuf),
    /// None is.
    Cancel,
}

impl Files {
    /// The list of a folder.
    pub(in crate::ui) fn of(folder: &Path) -> Self {
        let entries = listing(folder).map_err(|error| error.to_string());
        Self { folder: folder.to_owned(), entries, page: 0, places: false }
    }

    /// The list of the folders of a folder, to choose one.
    pub(in crate::ui) fn places(folder: &Path) -> Self {
        let mut list = Self { places: true, ..Self::of(folder) };
        if let Ok(entries) = &mut list.entries {
            entries.retain(|entry| entry.is_folder);
        }
        list
    }

    /// The list of another folder, for the same.
    fn go(&mut self, folder: &Path) {
        *self = if self.places { Self::places(folder) } else { Self::of(folder) };
    }

    /// Shows the list.
    pub(in crate::ui) fn show(
        &mut self,
        ui: &Ui,
        area: Rect,
        speech: &Speech,
        scale: Scale,
    ) -> Option<FilesAnswer> {
        let area = area.shrink2(vec2(scale.u(3.0), scale.u(1.0)));
        let (title, rest) = area.split_top_bottom_at_y(area.top() + scale.u(13.0));
        let (heading, place) = title.split_top_bottom_at_fraction(0.6);
        let text = speech.get(if self.places { "report-where" } else { "button-open" });
        Words::new(&text, scale.u(6.0), theme::INK).bold().role(Role::Heading).put(ui, heading);
        let folder = self.folder.display().to_string();
        Words::new(&folder, scale.u(3.4), theme::QUIET).one_line().put(ui, place);
        let (rest, bottom) = rest.split_top_bottom_at_y(rest.bottom() - scale.u(12.0));
        let (columns, rows) =
            (if is_upright(area) { 1 } else { 2 }, (rest.height() / scale.u(11.0)).floor().max(1.0) as usize);
        let room = rows.saturating_mul(columns).max(1);
        let entries = match &self.entries {
            Ok(entries) => entries.as_slice(),
            Err(why) => {
                Words::new(why, scale.u(4.0), theme::AMBER).role(Role::Alert).put(ui, rest);
                &[]
            }
        };
        if entries.is_empty() && self.entries.is_ok() {
            let none = speech.get(if self.places { "report-no-folder" } else { "files-none" });
            Words::new(&none, scale.u(4.4), theme::QUIET).put(ui, rest);
        }
        let pages = entries.len().div_ceil(room).max(1);
        let size = vec2(rest.width() / columns as f32, rest.height() / rows as f32);
        let mut pressed = None;
        for (index, entry) in entries.iter().skip(self.page.saturating_mul(room)).take(room).enumerate() {
            let (row, column) = (index / columns, index % columns);
            let corner = pos2(rest.left() + column as f32 * size.x, rest.top() + row as f32 * size.y);
            let place = Rect::from_min_size(corner, size).shrink2(vec2(scale.u(0.5), scale.u(0.5)));
            let text = if entry.is_folder { format!("{}/", entry.name) } else { entry.name.clone() };
            if button(ui, place, &text, Look::Plain, scale).clicked() {
                pressed = Some(entry.clone());
            }
        }
        match pressed {
            Some(Entry { path, is_folder: false, .. }) => return Some(FilesAnswer::File(path)),
            Some(Entry { path, is_folder: true, .. }) => self.go(&path),
            None => {}
        }
        self.ways(ui, bottom, pages, speech, scale)
    }

    /// The last line: the folder above, the next page, this folder, and back.
    fn ways(
        &mut self,
        ui: &Ui,
        area: Rect,
        pages: usize,
        speech: &Speech,
        scale: Scale,
    ) -> Option<FilesAnswer> {
        let count = if self.places { 4.0 } else { 3.0 };
        let width = area.width() / count;
        let place = |at: f32| {
            let corner = pos2(area.left() + at * width, area.top());
            Rect::from_min_size(corner, vec2(width, area.height())).shrink2(vec2(scale.u(0.5), scale.u(0.8)))
        };
        let above = self.folder.parent().map(Path::to_owned);
        let up = speech.get("files-up");
        if let Some(above) = above.filter(|_| button(ui, place(0.0), &up, Look::Plain, scale).clicked()) {
            self.go(&above);
            return None;
        }
        let more =
            speech.texts.with("button-more", [("page", self.page.saturating_add(1)), ("pages", pages)]);
        if pages > 1 && button_named(ui, place(1.0), &more, &more, Look::Plain, scale).clicked() {
            self.page = self.page.saturating_add(1).checked_rem(pages).unwrap_or_default();
        }
        let here = speech.get("button-save-here");
        if self.places && button(ui, place(2.0), &here, Look::Main, scale).clicked() {
            return Some(FilesAnswer::Here(self.folder.clone()));
        }
        let look = if self.places { Look::Plain } else { Look::Main };
        let back = button(ui, place(count - 1.0), &speech.get("button-cancel"), look, scale).clicked();
        (back || ui.input(|input| input.key_pressed(Key::Escape))).then_some(FilesAnswer::Cancel)
    }
}
