//! Training and opening check in the real window, with a gate on its port: while they are on, a genuine code opens nothing.
#![cfg(target_os = "linux")]

use super::eye::Eye;
use super::hand::Hand;
use super::screen::{Display, Program, has_tools};
use super::wedge_window::{BUTTON, find};
use crate::drawing;
use crate::gate::Board;
use crate::mint::hongkong;
use doorcheck::config::Folder;
use doorcheck::day::{Step, load_opening};
use doorcheck::verdict::TestCard;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// The ground of the waiting screen, the green of a pass, and the yellow of the stripes.
const GROUND: [u8; 3] = [16, 20, 26];
const GREEN: [u8; 3] = [20, 186, 110];
const YELLOW: [u8; 3] = [255, 214, 0];

/// The share of a picture that has a colour.
fn share(picture: &image::RgbImage, colour: [u8; 3]) -> f64 {
    let all = f64::from(picture.width() * picture.height());
    picture.pixels().filter(|pixel| pixel.0 == colour).count() as f64 / all
}

/// Holds a code before the camera, which is a file that is played again and again.
fn hold_up(text: Option<&str>, camera: &Path) {
    let picture = match text {
        Some(text) => drawing::code(text, 4, 4),
        None => image::GrayImage::from_pixel(400, 400, image::Luma([200])),
    };
    let next = camera.with_extension("next");
    std::fs::write(&next, drawing::png(picture)).unwrap();
    std::fs::rename(next, camera).unwrap();
}

/// What the gate was told meanwhile, but for signs of life.
fn told(board: &Board, time: Duration) -> String {
    String::from_utf8(board.within(time)).unwrap().replace("ALIVE\n", "")
}

#[test]
fn neither_training_nor_check_opens_a_gate_or_gives_a_verdict() {
    if !has_tools(&["Xvfb", "import", "tesseract"]) {
        return;
    }
    let (home, display) = (tempfile::tempdir().unwrap(), Display::open());
    let (key, board) = (hongkong::key(7), Board::new());
    let genuine = hongkong::signed(&hongkong::Vac::default().fields(), &key);
    let [list, camera] = ["key.json", "camera.png"].map(|name| home.path().join(name));
    std::fs::write(&list, crate::door::list(&key, true).to_string()).unwrap();
    hold_up(None, &camera);
    let arguments = ["--lang", "en", "--profile", "vaccinated", "--trust", list.to_str().unwrap()];
    let more = ["--gate", board.path.to_str().unwrap(), "--source", camera.to_str().unwrap()];
    let program = Program::start(&display, home.path(), &[&arguments[..], &more].concat());
    let hand = Hand::on(&display.name);
    hand.focus();
    Eye::on(&display.name).wait_for(GROUND);
    assert_eq!(board.line(), "READY");
    let press = |word: &str| hand.click(find(word, &display, home.path()));

    press("Settings");
    press("Day");
    let (_, row) = find("Training", &display, home.path());
    hand.click((BUTTON, row));
    find("Question", &display, home.path());
    hold_up(Some(&genuine), &camera);
    press("ask");
    find("on", &display, home.path());
    // The picture is held up for three seconds, a second and a half from one to the next.
    assert_eq!(told(&board, Duration::from_secs(5)), "");
    assert!(program.lines.try_recv().is_err());
    hold_up(Some(&TestCard::Pass.payload()), &camera);
    press("guests");
    press("Back");

    // At the open door the card is grey, to the gate as well.
    assert_eq!(program.verdict()["reason"], "not-a-credential");
    let grey = std::iter::repeat_with(|| board.line()).find(|line| line != "ALIVE");
    assert_eq!(grey.unwrap(), "OTHER");
    hold_up(None, &camera);
    press("Begin");
    find("hear", &display, home.path());
    told(&board, Duration::ZERO);
    while program.lines.try_recv().is_ok() {}
    hold_up(Some(&TestCard::Pass.payload()), &camera);
    let file = home.path().join("card.png");
    let start = Instant::now();
    let picture = loop {
        let picture = display.picture(&file);
        if share(&picture, GREEN) > 0.01 {
            break picture;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "the card is not shown");
        thread::sleep(Duration::from_millis(50));
    };
    if let Some(keep) = std::env::var_os("DOORCHECK_SCREENSHOTS") {
        std::fs::copy(&file, Path::new(&keep).join("test-card.png")).unwrap();
    }
    // Not like a pass, which fills the screen.
    let (green, yellow) = (share(&picture, GREEN), share(&picture, YELLOW));
    assert!(green < 0.15 && yellow > 0.4 * green, "{green} of green, {yellow} of yellow");
    hold_up(Some(&genuine), &camera);
    assert_eq!(told(&board, Duration::from_secs(6)), "");
    assert!(program.lines.try_recv().is_err());
    press("guests");
    assert_eq!(program.verdict()["outcome"], "pass");
    let open = std::iter::repeat_with(|| board.line()).find(|line| line != "ALIVE");
    assert_eq!(open.unwrap(), "ADMIT");
    let kept = load_opening(&Folder::at(home.path().join("doorcheck"))).unwrap();
    assert!(kept.day.is_some() && !kept.undone.contains(&Step::Pass) && kept.undone.contains(&Step::Fail));
    program.assert_closes_well(&Eye::on(&display.name));
}
