//! Codes that are before the camera together.

use super::{Door, FAIL, OTHER, PASS, UNDECIDED};
use doorcheck::scanner::session::{GROUP_MAX, Sound};
use std::time::Duration;

#[test]
fn codes_in_one_frame_get_a_result_each_and_a_sum() {
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", FAIL), ("c", PASS), ("d", UNDECIDED), ("e", OTHER)]);
    assert_eq!(door.shown(), "abcde");
    let sum = door.results().sum;
    assert_eq!((sum.people, sum.pass, sum.fail, sum.undecided, sum.other), (4, 2, 1, 1, 1));
    assert_eq!(door.sounds(), [Sound::Fail]);
    assert_eq!(door.told(), "abcde");
    // The whole group stays for as long as its slowest.
    assert_eq!(door.results().closes_at, Some(Duration::from_secs(20)));
}

#[test]
fn one_that_is_read_late_joins_its_group_and_the_sound_is_the_groups() {
    let mut door = Door::new();
    door.hold(&[("a", FAIL)], 1_000);
    door.frame(&[("a", FAIL), ("b", PASS)]);
    assert_eq!(door.shown(), "ab");
    assert_eq!(door.sounds(), [Sound::Fail, Sound::Fail]);
    // Not in the same frame, but within the time of another try.
    door.now += 400;
    door.frame(&[("c", PASS)]);
    assert_eq!(door.shown(), "abc");
    door.now += 401;
    door.frame(&[("d", PASS)]);
    assert_eq!(door.shown(), "abc", "the refusal is held, and nobody of the group is there");
}

#[test]
fn one_that_comes_back_into_its_group_takes_its_place() {
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", FAIL)]);
    door.hold(&[("b", FAIL)], 3_100);
    door.frame(&[("b", FAIL), ("a", PASS)]);
    assert_eq!(door.shown(), "ab");
    assert_eq!(door.told(), "aba");
}

#[test]
fn a_wall_of_codes_is_shown_in_part_and_the_rest_waits() {
    let names: Vec<String> = (0..30)
        .map(|index| format!("{}{}", char::from(b'A' + index % 26), char::from(b'a' + index / 26)))
        .collect();
    let codes: Vec<_> = names.iter().map(|name| (name.as_str(), PASS)).collect();
    let mut door = Door::new();
    door.hold(&codes, 8_000);
    let told = |door: &mut Door| door.told().len() / names[0].len();
    assert_eq!(told(&mut door), GROUP_MAX);
    assert_eq!(door.sounds(), [Sound::Admit]);
    door.frame(&codes);
    assert_eq!(told(&mut door), 30 - GROUP_MAX);
}

#[test]
fn corners_follow_the_code_and_go_with_it() {
    let mut door = Door::new();
    door.frame(&[("a", PASS), ("b", PASS)]);
    assert!(door.results().shown[0].corners.is_some());
    assert_eq!(door.view().changes_at, Some(Duration::from_millis(401)));
    door.wait(401);
    assert!(door.results().shown[0].corners.is_none());
    assert_eq!(door.view().changes_at, Some(Duration::from_secs(8)));
    // A single result does not show where its code is: nothing is to be drawn.
    let mut door = Door::new();
    door.frame(&[("a", PASS)]);
    assert_eq!(door.view().changes_at, Some(Duration::from_secs(8)));
}
