//! A hand on a display: presses keys by their codes, as a keyboard of the United States does whatever layout the system thinks it has,
//! and clicks.

use doorcheck::scanner::wedge::typed;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// The rows of keys, each with the code of its first.
const ROWS: [(&str, u8); 5] =
    [("1234567890-=", 10), ("qwertyuiop[]", 24), ("asdfghjkl;'`", 38), ("\\zxcvbnm,./", 51), (" ", 65)];
const SHIFT: u8 = 50;
const CAPS_LOCK: u8 = 66;

pub(super) struct Hand {
    server: RustConnection,
    root: u32,
    display: String,
}

impl Hand {
    pub(super) fn on(display: &str) -> Self {
        let (server, screen) = RustConnection::connect(Some(display)).unwrap();
        let root = server.setup().roots[screen].root;
        Self { server, root, display: display.to_owned() }
    }

    /// Gives the keyboard to the window that is there, as a window manager would; waits for it.
    pub(super) fn focus(&self) {
        let start = Instant::now();
        loop {
            let windows = self.server.query_tree(self.root).unwrap().reply().unwrap().children;
            let shown = windows.into_iter().find(|window| {
                let attributes = self.server.get_window_attributes(*window).unwrap().reply();
                let size = self.server.get_geometry(*window).unwrap().reply();
                attributes.is_ok_and(|a| a.map_state == MapState::VIEWABLE)
                    && size.is_ok_and(|s| s.width > 300)
            });
            if let Some(window) = shown {
                self.server.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap();
                self.settle();
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "no window");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Sets the layout that the system takes the keyboard for.
    pub(super) fn set_layout(&self, layout: &str) {
        let done = Command::new("setxkbmap").args(["-display", &self.display, layout]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    pub(super) fn press_caps_lock(&self) {
        self.key(CAPS_LOCK);
        self.settle();
    }

    /// Types a text with its ends, as fast as a scanner.
    pub(super) fn scan(&self, text: &str) {
        for char in text.chars() {
            let (code, shift) = match char {
                '\n' => (36, false),
                '\t' => (23, false),
                '\u{1b}' => (9, false),
                char => {
                    let stroke = typed(char).unwrap();
                    (code(stroke.place.unwrap()), stroke.shift)
                }
            };
            if shift {
                self.fake(KEY_PRESS_EVENT, SHIFT);
            }
            self.key(code);
            if shift {
                self.fake(KEY_RELEASE_EVENT, SHIFT);
            }
        }
        self.settle();
    }

    pub(super) fn click(&self, (x, y): (i16, i16)) {
        self.server.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, 0, self.root, x, y, 0).unwrap();
        self.settle();
        thread::sleep(Duration::from_millis(60));
        self.fake(BUTTON_PRESS_EVENT, 1);
        self.settle();
        thread::sleep(Duration::from_millis(60));
        self.fake(BUTTON_RELEASE_EVENT, 1);
        self.settle();
    }

    fn key(&self, code: u8) {
        self.fake(KEY_PRESS_EVENT, code);
        self.fake(KEY_RELEASE_EVENT, code);
    }

    fn fake(&self, kind: u8, detail: u8) {
        self.server.xtest_fake_input(kind, detail, 0, self.root, 0, 0, 0).unwrap();
    }

    /// What the server answers after them, it has done them before.
    fn settle(&self) {
        self.server.get_input_focus().unwrap().reply().unwrap();
    }
}

fn code(place: char) -> u8 {
    let find = |(row, first): &(&str, u8)| {
        let at = row.chars().position(|key| key == place)?;
        Some(first + u8::try_from(at).unwrap())
    };
    ROWS.iter().find_map(find).unwrap_or_else(|| panic!("no key for {place:?}"))
}

/// The middle of a word on a picture, by a reader of print.
pub(super) fn place_of(word: &str, picture: &Path) -> Option<(i16, i16)> {
    let output = Command::new("tesseract").arg(picture).args(["-", "--psm", "11", "tsv"]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let rows = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let row = rows.filter(|row| row.len() == 12).find(|row| row[11].eq_ignore_ascii_case(word))?;
    let [left, top, width, height] = [6, 7, 8, 9].map(|at| row[at].parse::<i16>().unwrap());
    Some((left + width / 2, top + height / 2))
}
