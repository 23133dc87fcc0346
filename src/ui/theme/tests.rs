use super::outdoor::outdoors;
use super::*;

fn linear(channel: u8) -> f32 {
    let share = f32::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn luminance([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn rgb(colour: Color32) -> [f32; 3] {
    [colour.r(), colour.g(), colour.b()].map(linear)
}

fn ratio(a: f32, b: f32) -> f32 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The contrast of two colours (WCAG 2.2).
fn contrast(a: Color32, b: Color32) -> f32 {
    ratio(luminance(rgb(a)), luminance(rgb(b)))
}

/// What an eye sees in place of red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.
const EYES: [(&str, [[f32; 3]; 3]); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "tritanopia",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

fn seen(colour: Color32, eye: &[[f32; 3]; 3]) -> [f32; 3] {
    let colour = rgb(colour);
    eye.map(|row| std::iter::zip(row, colour).map(|(share, part)| share * part).sum::<f32>().clamp(0.0, 1.0))
}

/// How far apart two colours look, in CIELAB.
fn apart(a: [f32; 3], b: [f32; 3]) -> f32 {
    let lab = |[r, g, b]: [f32; 3]| {
        let bent = |t: f32| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = bent((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        let y = bent(luminance([r, g, b]));
        let z = bent((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    };
    std::iter::zip(lab(a), lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

#[test]
fn green_and_red_differ_in_light_for_every_eye() {
    let [green, red] = [Tone::Admit, Tone::Refused].map(|tone| paint(tone).ground);
    for (eye, matrix) in EYES {
        let found = ratio(luminance(seen(green, &matrix)), luminance(seen(red, &matrix)));
        assert!(found >= 2.5, "{eye}: {found:.2} : 1");
    }
}

#[test]
fn no_two_tones_look_alike_to_any_eye() {
    for (eye, matrix) in EYES {
        for (at, one) in Tone::ALL.into_iter().enumerate() {
            for other in Tone::ALL.into_iter().skip(at + 1) {
                let [one_ground, other_ground] = [one, other].map(|tone| seen(paint(tone).ground, &matrix));
                let apart = apart(one_ground, other_ground);
                assert!(apart >= 20.0, "{eye}: {one:?} and {other:?} are {apart:.0} apart");
            }
        }
    }
}

/// What is written on what.
const WRITTEN: [(Color32, Color32); 9] = [
    (INK, GROUND),
    (INK, RAISED),
    (QUIET, GROUND),
    (QUIET, RAISED),
    (AMBER, GROUND),
    (SHEET_INK, SHEET),
    (SHEET_QUIET, SHEET),
    (GOOD, SHEET),
    (BAD, SHEET),
];

#[test]
fn words_stand_out_from_their_ground() {
    for tone in Tone::ALL {
        let paint = paint(tone);
        assert!(contrast(paint.ground, paint.ink) >= 7.0, "{tone:?}");
    }
    for (ink, ground) in WRITTEN {
        assert!(contrast(ink, ground) >= 7.0, "{ink:?} on {ground:?}");
    }
    assert!(contrast(Color32::WHITE, CHOSEN) >= 7.0);
    let [yellow, black] = STRIPES;
    assert!(contrast(yellow, black) >= 7.0);
}

#[test]
fn outdoors_words_stand_out_more_and_the_ground_is_light() {
    for (ink, ground) in WRITTEN {
        let contrast = contrast(outdoors(ink), outdoors(ground));
        assert!(contrast >= 7.0, "{ink:?} on {ground:?}: {contrast:.1} : 1");
    }
    assert!(contrast(outdoors(INK), outdoors(GROUND)) >= 18.0);
    assert_eq!(outdoors(GROUND), Color32::WHITE);
    for tone in Tone::ALL {
        assert_eq!(outdoors(paint(tone).ground), paint(tone).ground, "a verdict's colours are its own");
    }
}
