//! Looks at a display, pixel by pixel.

use std::thread;
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat,
};
use x11rb::rust_connection::RustConnection;

/// The line that is looked at: below the stripes of a demonstration and the state of the door, where a verdict has its colour.
const LINE: i16 = 110;

/// An eye on a display.
pub(super) struct Eye {
    server: RustConnection,
    root: u32,
    width: u16,
}

impl Eye {
    /// Opens it on the display of that name.
    pub(super) fn on(display: &str) -> Self {
        let (server, screen) = RustConnection::connect(Some(display)).unwrap();
        let screen = &server.setup().roots[screen];
        let (root, width) = (screen.root, screen.width_in_pixels);
        Self { server, root, width }
    }

    /// Waits until a third of a line near the top has that colour.
    pub(super) fn wait_for(&self, colour: [u8; 3]) {
        let start = Instant::now();
        while !self.sees(colour) {
            assert!(start.elapsed() < Duration::from_secs(60), "nothing of {colour:?} on the display");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Whether a third of a line near the top has that colour.
    pub(super) fn sees(&self, [r, g, b]: [u8; 3]) -> bool {
        let line = self.server.get_image(ImageFormat::Z_PIXMAP, self.root, 0, LINE, self.width, 1, !0);
        let line = line.unwrap().reply().unwrap().data;
        let pixels = line.chunks_exact(4);
        // Blue comes first on a little-endian server of 24 bits.
        pixels.filter(|pixel| pixel.starts_with(&[b, g, r])).count() * 3 > usize::from(self.width)
    }

    /// Paints the desktop.
    pub(super) fn paint_desktop(&self, [r, g, b]: [u8; 3]) {
        let colour = ChangeWindowAttributesAux::new().background_pixel(u32::from_be_bytes([0, r, g, b]));
        self.server.change_window_attributes(self.root, &colour).unwrap();
        self.server.clear_area(false, self.root, 0, 0, 0, 0).unwrap();
        self.server.flush().unwrap();
    }

    /// Asks every window that can be closed to close, as a window manager does when its cross is clicked.
    pub(super) fn close_windows(&self) {
        let atom =
            |name: &str| self.server.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let (protocols, delete) = (atom("WM_PROTOCOLS"), atom("WM_DELETE_WINDOW"));
        let windows = self.server.query_tree(self.root).unwrap().reply().unwrap().children;
        let can_close = |window: &u32| {
            let known = self.server.get_property(false, *window, protocols, AtomEnum::ATOM, 0, 32);
            // It may be gone already.
            let Ok(known) = known.unwrap().reply() else { return false };
            known.value32().is_some_and(|mut known| known.any(|protocol| protocol == delete))
        };
        for window in windows.into_iter().filter(can_close) {
            let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
            self.server.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        }
        // What the server answers after them, it has seen them before.
        self.server.get_input_focus().unwrap().reply().unwrap();
    }
}
