//! A door for ten minutes: the samples are held up one after the other at 30 pictures a second, in a real window.
//! `cargo bench --bench replay`; `-- SECONDS` for less. Needs Xvfb; the figures of record are in `benches/README.md`.
//!
//! Each frame of the window is timed: laying it out, and what eframe says of painting it. Memory and processor time are the system's
//! counts for the whole process, software rendering included.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::print_stderr
)]

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/ui/eye.rs"]
mod eye;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../tests/it/ui/screen.rs"]
mod screen;

use chrono::{DateTime, Utc};
use doorcheck::camera::{Control, Limits, OpenCamera, Orientation, Pace, Replay};
use doorcheck::config::DoorSettings;
use doorcheck::guard::GuardedReader;
use doorcheck::input::{InProcess, SerialState};
use doorcheck::policy::Profile;
use doorcheck::reader::PassReader;
use doorcheck::scanner::session::{Sound, Tap, Timings, View};
use doorcheck::scanner::{Preview, Scanner, Setup, StaffCard, live_budget};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::ui::{
    App, DoorClock, DoorState, Feed, ListAge, Loudspeaker, Offered, Options, SoundState, TrustState,
    limit_texture, prepare,
};
use rustix::time::{ClockId, clock_gettime};
use screen::{Display, has_tools};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long a frame may take: two pictures at 60 a second.
const LATE: f32 = 0.033;

fn main() {
    let seconds = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(600);
    if std::env::var_os("DOORCHECK_REPLAY").is_some() {
        return window(Duration::from_secs(seconds));
    }
    if !has_tools(&["Xvfb"]) {
        return;
    }
    let display = Display::open();
    let status = Command::new(std::env::current_exe().unwrap())
        .arg(seconds.to_string())
        .env("DOORCHECK_REPLAY", "1")
        .env("DISPLAY", &display.name)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .status();
    assert!(status.unwrap().success());
}

fn window(length: Duration) {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let native = eframe::NativeOptions { viewport, dithering: false, ..eframe::NativeOptions::default() };
    let create = move |context: &eframe::CreationContext<'_>| {
        prepare(&context.egui_ctx);
        let wake = context.egui_ctx.clone();
        let door = Samples::held_up(Box::new(move || wake.request_repaint()));
        let app = App::new(door, Box::new(Silence), DoorSettings::default(), Options::default());
        let watch = Watch { end: Instant::now() + length, ..Watch::default() };
        Ok(Box::new(Watched { app, watch }) as Box<dyn eframe::App>)
    };
    eframe::run_native("doorcheck", native, Box::new(create)).unwrap();
}

/// The program, watched.
struct Watched {
    app: App<Samples>,
    watch: Watch,
}

struct Watch {
    end: Instant,
    /// Seconds each frame took.
    frames: Vec<f32>,
    /// When those came that took too long, in seconds from the start.
    late: Vec<f32>,
    /// When memory was looked at last, and the mebibytes then.
    looked: Instant,
    memory: Vec<f64>,
    /// How full the texture of drawn letters was at most; nearly full, it is begun anew.
    letters: f32,
    started: Instant,
}

impl Default for Watch {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            end: now,
            frames: Vec::new(),
            late: Vec::new(),
            looked: now,
            memory: Vec::new(),
            letters: 0.0,
            started: now,
        }
    }
}

impl eframe::App for Watched {
    fn raw_input_hook(&mut self, _context: &egui::Context, input: &mut egui::RawInput) {
        limit_texture(input);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        // Of the frame before: everything but the wait for the display.
        let took = frame.info().cpu_usage;
        self.watch.frames.extend(took);
        let at = self.watch.started.elapsed().as_secs_f32();
        self.watch.late.extend(took.filter(|took| *took > LATE).map(|_| at));
        self.app.sound();
        self.app.show(ui);
        // Where nothing is shown any more, the end comes all the same.
        ui.ctx().request_repaint_after(Duration::from_secs(1));
        let now = Instant::now();
        if now - self.watch.looked >= Duration::from_secs(30) {
            self.watch.looked = now;
            self.watch.memory.push(resident());
        }
        self.watch.letters = self.watch.letters.max(ui.fonts(|fonts| fonts.font_atlas_fill_ratio()));
        if now >= self.watch.end {
            self.watch.report();
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            self.watch.end += Duration::from_secs(3_600);
        }
    }
}

impl Watch {
    fn report(&mut self) {
        let frames = &mut self.frames;
        frames.sort_by(f32::total_cmp);
        let seconds = self.started.elapsed().as_secs_f64();
        let at = |share: f64| frames[((frames.len() - 1) as f64 * share) as usize] * 1e3;
        println!("| what | figure |\n|---|---|");
        println!("| frames of the window in {seconds:.0} s | {} |", frames.len());
        println!("| a frame: median, p99, most | {:.1}, {:.1}, {:.1} ms |", at(0.5), at(0.99), at(1.0));
        let late: Vec<String> = self.late.iter().map(|at| format!("{at:.1} s")).collect();
        println!("| frames over 33 ms | {}: after {} |", late.len(), late.join(", "));
        println!("| CPU | {:.1} % of a core |", cpu_seconds() / seconds * 100.0);
        let memory: Vec<String> = self.memory.iter().map(|mebibytes| format!("{mebibytes:.0}")).collect();
        println!("| the texture of letters, at most | {:.0} % full |", self.letters * 100.0);
        println!("| memory every 30 s | {} MiB |", memory.join(", "));
    }
}

/// Resident memory, in mebibytes: proc(5), /proc/PID/status.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn thread_cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// No loudspeaker.
struct Silence;

impl Loudspeaker for Silence {
    fn play(&self, _sound: Sound, _volume: f32) {}

    fn state(&self) -> SoundState {
        SoundState::Plays
    }
}

/// The samples, held up one after the other.
struct Samples {
    scanner: Scanner,
    start: Instant,
    profile: Arc<Profile>,
}

impl Samples {
    fn held_up(wake: Box<dyn Fn() + Send + Sync>) -> Self {
        let (start, profile) = (Instant::now(), Arc::new(Profile::named("authenticity").unwrap()));
        let mut store = TrustStore::bundled().unwrap();
        store.add_demo().unwrap();
        let pace = Pace { fps: 30, ..Pace::PICTURES };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").into_os_string();
        let camera: Arc<dyn OpenCamera> = Arc::new(Replay { path, pace, looping: true, pdf: &InProcess });
        let zone = profile.time_zone;
        let scanner = Scanner::start(Setup {
            camera: Some(camera),
            limits: Limits::default(),
            preview: Some(Orientation::default()),
            reader: Box::new(|| Box::new(GuardedReader::new(|| PassReader::following(thread_cpu_time)))),
            budget: Some(live_budget()),
            store: Arc::new(store),
            profile: Arc::clone(&profile),
            now: Box::new(move || Now::wall_clock(Utc::now(), zone)),
            clock: Box::new(move || start.elapsed()),
            timings: Timings::default(),
            wake,
        });
        Self { scanner, start, profile }
    }
}

impl Feed for Samples {
    fn view(&mut self) -> View {
        self.scanner.take_news();
        self.scanner.view()
    }

    fn preview(&mut self) -> Option<Arc<Preview>> {
        self.scanner.preview()
    }

    fn take_sounds(&mut self) -> Vec<Sound> {
        self.scanner.take_sounds()
    }

    fn tap(&mut self, tap: Tap) {
        self.scanner.tap(tap);
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn clock(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn door(&self) -> DoorState {
        DoorState {
            profile: Arc::clone(&self.profile),
            held: false,
            list_date: None,
            list_age: ListAge::Fine,
            due: Vec::new(),
            day: chrono::NaiveDate::default(),
            demo: true,
            gate: None,
            update_found: None,
            clock: DoorClock::default(),
            battery: None,
        }
    }

    fn cameras(&mut self) -> Vec<String> {
        Vec::new()
    }

    fn controls(&self) -> Vec<Control> {
        Vec::new()
    }

    fn take_chosen_camera(&mut self) -> Option<String> {
        None
    }

    fn trust(&self) -> TrustState {
        TrustState::default()
    }

    fn hold(&mut self, _held: bool) {}

    fn take_cards(&mut self) -> Vec<StaffCard> {
        Vec::new()
    }

    fn serial_lines(&mut self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn serial(&self) -> Option<SerialState> {
        None
    }

    fn apply(&mut self, _settings: &DoorSettings) {}

    fn offer(&mut self, _offered: Offered) {}

    fn vouch_for_clock(&mut self) {}

    fn take_complaint(&mut self) -> Option<String> {
        None
    }
}
