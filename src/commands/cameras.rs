//! `cameras`: what this machine has.

use super::output::lines;
use crate::camera::{Format, Listing, list_cameras};
use clap::Args;
use serde::Serialize;
use std::process::ExitCode;

/// List the cameras, their formats, and the one that would be chosen
#[derive(Debug, Args)]
pub(super) struct CamerasArgs {
    /// Print one JSON list; empty where there is no camera
    #[arg(long)]
    json: bool,
}

/// A camera in output.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<u32>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<Format>,
    formats: &'a [Format],
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl<'a> Line<'a> {
    fn of(listing: &'a Listing) -> Self {
        let (formats, problem) = match &listing.formats {
            Ok(formats) => (formats.as_slice(), None),
            Err(error) => (&[][..], Some(error.to_string())),
        };
        Self { index: listing.index, name: &listing.name, chosen: formats.first().copied(), formats, problem }
    }

    fn text(&self) -> Vec<String> {
        let index = self.index.map_or_else(|| "-".to_owned(), |index| index.to_string());
        let mut text = vec![format!("{index}  {}", self.name)];
        text.extend(self.problem.iter().map(|problem| format!("     {problem}")));
        text.extend(self.formats.iter().map(|format| {
            let mark = if self.chosen == Some(*format) { "->" } else { "  " };
            format!("  {mark} {format}")
        }));
        text
    }
}

impl CamerasArgs {
    /// Having no camera is an answer, not an error: exit code 0.
    pub(super) fn run(&self) -> ExitCode {
        let cameras = match list_cameras() {
            Ok(cameras) => cameras,
            Err(error) => return super::usage(&error.to_string()),
        };
        let rows: Vec<Line<'_>> = cameras.iter().map(Line::of).collect();
        if self.json {
            return lines([serde_json::to_string(&rows).unwrap_or_default()]);
        }
        if rows.is_empty() {
            return lines([
                "No camera was found. `doorcheck scan --source PATH` replays pictures in its place.",
            ]);
        }
        lines(rows.iter().flat_map(Line::text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::{CameraError, Encoding};

    #[test]
    fn lines_name_the_chosen_format_or_the_problem() {
        let format = |width, height, fps, encoding| Format { width, height, fps, encoding };
        let good = Listing {
            index: Some(0),
            name: "Webcam".to_owned(),
            formats: Ok(vec![format(1280, 720, 30, Encoding::Mjpeg), format(640, 480, 30, Encoding::Yuyv)]),
        };
        assert_eq!(
            Line::of(&good).text(),
            [
                "0  Webcam",
                "  -> 1280 x 720, 30 pictures a second, mjpeg",
                "     640 x 480, 30 pictures a second, yuyv",
            ]
        );
        let json = serde_json::to_value(Line::of(&good)).unwrap();
        assert_eq!(json["chosen"]["encoding"], "mjpeg");
        assert_eq!(json["formats"][1]["fps"], 30);
        let busy = Listing { formats: Err(CameraError::Busy), ..good };
        assert_eq!(Line::of(&busy).text(), ["0  Webcam", "     the camera is used by another program"]);
        let json = serde_json::to_string(&[Line::of(&busy)]).unwrap();
        assert_eq!(
            json,
            r#"[{"index":0,"name":"Webcam","formats":[],"problem":"the camera is used by another program"}]"#
        );
    }
}
