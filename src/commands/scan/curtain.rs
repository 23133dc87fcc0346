//! What covers the desktop while the window is away: a black window of the parent process, drawn without graphics drivers. Under X11
//! only; a Wayland kiosk has a compositor of its own that shows no desktop.

#[cfg(target_os = "linux")]
pub(super) use x11::Curtain;

#[cfg(not(target_os = "linux"))]
pub(super) use none::Curtain;

#[cfg(target_os = "linux")]
mod x11 {
    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::{
        ConfigureWindowAux, ConnectionExt, CreateWindowAux, GrabMode, StackMode, WindowClass,
    };
    use x11rb::rust_connection::RustConnection;
    use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME};

    /// The curtain, drawn or not.
    pub(in crate::commands::scan) struct Curtain {
        window: Option<(RustConnection, u32)>,
        drawn: bool,
    }

    impl Curtain {
        /// A curtain that can be drawn; without X11, one that does nothing.
        pub(in crate::commands::scan) fn ready() -> Self {
            Self { window: window().ok(), drawn: false }
        }

        /// One that does nothing.
        #[cfg(test)]
        pub(in crate::commands::scan) fn none() -> Self {
            Self { window: None, drawn: false }
        }

        /// Whether it is drawn.
        pub(in crate::commands::scan) fn is_drawn(&self) -> bool {
            self.drawn
        }

        /// Covers the display, and takes the keys from what lies behind. Where that fails, the window comes back all the same.
        pub(in crate::commands::scan) fn draw(&mut self) {
            if self.window.is_none() {
                self.window = window().ok();
            }
            let Some((server, window)) = &self.window else { return };
            let above = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
            let drawn = server
                .map_window(*window)
                .and_then(|_| server.configure_window(*window, &above))
                .and_then(|_| {
                    server.grab_keyboard(true, *window, CURRENT_TIME, GrabMode::ASYNC, GrabMode::ASYNC)
                })
                .and_then(|_| server.flush());
            self.drawn = drawn.is_ok();
            if !self.drawn {
                // The server has gone; another may come.
                self.window = None;
            }
        }

        /// Uncovers it.
        pub(in crate::commands::scan) fn lift(&mut self) {
            self.drawn = false;
            if let Some((server, window)) = &self.window {
                let lifted = server
                    .ungrab_keyboard(CURRENT_TIME)
                    .and_then(|_| server.unmap_window(*window))
                    .and_then(|_| server.flush());
                if lifted.is_err() {
                    self.window = None;
                }
            }
        }
    }

    /// A black window as large as the display, which no window manager moves; not shown yet.
    fn window() -> Result<(RustConnection, u32), Box<dyn std::error::Error>> {
        let (server, screen) = x11rb::connect(None)?;
        let screen = server.setup().roots.get(screen).ok_or("no screen")?;
        let (root, width, height, black) =
            (screen.root, screen.width_in_pixels, screen.height_in_pixels, screen.black_pixel);
        let id = server.generate_id()?;
        let look = CreateWindowAux::new().background_pixel(black).override_redirect(1);
        server.create_window(
            COPY_DEPTH_FROM_PARENT,
            id,
            root,
            0,
            0,
            width,
            height,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &look,
        )?;
        server.flush()?;
        Ok((server, id))
    }
}

#[cfg(not(target_os = "linux"))]
mod none {
    /// No curtain.
    pub(in crate::commands::scan) struct Curtain;

    impl Curtain {
        pub(in crate::commands::scan) fn ready() -> Self {
            Self
        }

        #[cfg(test)]
        pub(in crate::commands::scan) fn none() -> Self {
            Self
        }

        pub(in crate::commands::scan) fn is_drawn(&self) -> bool {
            false
        }

        pub(in crate::commands::scan) fn draw(&mut self) {}

        pub(in crate::commands::scan) fn lift(&mut self) {}
    }
}
