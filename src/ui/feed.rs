//! What stands behind the window: the scanner, its picture, its clock. The tests put another in its place.

use crate::camera::Control;
use crate::config::DoorSettings;
use crate::counts::{Account, OpeningCheck};
use crate::day::Lesson;
use crate::gate::GateState;
use crate::input::SerialState;
use crate::policy::{Profile, Verdict};
use crate::reader::Frame;
use crate::scanner::session::{Sound, Tap, View};
use crate::scanner::wedge::Reading;
use crate::scanner::{Preview, StaffCard, Tried};
use crate::texts::OwnTexts;
use crate::trust::ClockMark;
use crate::ui::updates::{SetUpOrder, Updates};
use crate::verdict::{ClockFloor, Network};
use chrono::{DateTime, NaiveDate, Utc};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// What the window is fed with, and where it sends what the staff does.
pub trait Feed {
    /// What is to be shown now.
    fn view(&mut self) -> View;
    /// The latest picture of the camera, while it gives any.
    fn preview(&mut self) -> Option<Arc<Preview>>;
    /// The sounds to be played since the last call.
    fn take_sounds(&mut self) -> Vec<Sound>;
    /// Something that the staff did.
    fn tap(&mut self, tap: Tap);
    /// The time since the session's start, by which the view counts.
    fn elapsed(&self) -> Duration;
    /// The time of day.
    fn clock(&self) -> DateTime<Utc>;
    /// How this door stands.
    fn door(&self) -> DoorState;
    /// The cameras' names. May ask the devices: it is called when the settings are opened, not for every picture.
    fn cameras(&mut self) -> Vec<String>;
    /// The controls of the open camera, and where they stand.
    fn controls(&self) -> Vec<Control>;
    /// The name of a camera that was chosen otherwise than on the screen, as soon as it is known; once, to be kept.
    fn take_chosen_camera(&mut self) -> Option<String>;
    /// What the helpdesk may see of the code of a verdict that is shown; `None` of a pass, and of one that is shown no more.
    fn masked(&self, _verdict: &Arc<Verdict>) -> Option<String> {
        None
    }
    /// Whom this door trusts. Called when that is to be read, not for every picture.
    fn trust(&self) -> TrustState;
    /// Nothing is to be scanned now: a kiosk is not set up, or out of order. Or it is again.
    fn hold(&mut self, held: bool);
    /// The staff cards that were shown since the last call.
    fn take_cards(&mut self) -> Vec<StaffCard>;
    /// The serial lines that there are. Called when the scanner's page is opened.
    fn serial_lines(&mut self) -> Vec<PathBuf>;
    /// How the line of the serial scanner stands, where one is set.
    fn serial(&self) -> Option<SerialState>;
    /// The settings were changed.
    fn apply(&mut self, settings: &DoorSettings);
    /// The staff gave a picture or file in place of the camera.
    fn offer(&mut self, offered: Offered);
    /// The manager says that the clock is right, whatever is noted of when this door last ran.
    fn vouch_for_clock(&mut self);
    /// Why something that was offered cannot be looked at, in English; each once.
    fn take_complaint(&mut self) -> Option<String>;
    /// The page on which updates and set-up cards are taken is open, or closed again.
    fn ask_for_set_up(&mut self, _asked: bool) {}
    /// What is installed, and what could be. Called while that page is open.
    fn updates(&mut self) -> Updates {
        Updates::default()
    }
    /// Something that was asked for on that page.
    fn order(&mut self, _order: SetUpOrder) {}
    /// The settings that an update or a card sets, to be kept; once.
    fn take_settings(&mut self) -> Option<toml::Table> {
        None
    }
    /// They hold, and are kept.
    fn settings_taken(&mut self) {}
    /// Why nothing can be checked any more, once: what is trusted cannot be read.
    fn take_out_of_order(&mut self) -> Option<String> {
        None
    }
    /// The operator's own texts, which stand in place of the program's.
    fn own_texts(&self) -> Arc<OwnTexts> {
        Arc::default()
    }
    /// From now on the door is not checking: nothing that is read gets a verdict, no gate is told anything, and test cards are told. Or it
    /// checks again.
    fn rehearse(&mut self, _on: bool) {}
    /// What was read meanwhile, each once.
    fn take_tried(&mut self) -> Vec<Tried> {
        Vec::new()
    }
    /// Forgets now what is remembered of codes that were shown, and by what they would be known again.
    fn wipe(&mut self) {}
    /// The samples, as this door would judge them. Called when the training is opened.
    fn lessons(&mut self) -> Vec<Lesson> {
        Vec::new()
    }
    /// What was counted is to be read: [`Feed::counts`] gives it as soon as it is there.
    fn ask_for_counts(&mut self) {}
    /// What was counted, as of the last time that it was asked for.
    fn counts(&mut self) -> Counts {
        Counts::NotCounted
    }
    /// Why counts cannot be kept now, in English. They wait then.
    fn counts_fault(&self) -> Option<String> {
        None
    }
    /// What was counted as CSV, and as JSON that the device has signed.
    fn export(&self, _account: &Account) -> Option<(String, String)> {
        None
    }
    /// How the opening check stands is noted beside the counts.
    fn note_opening(&mut self, _check: OpeningCheck) {}
    /// Somebody practises at this door, or has ended it: what is shown meanwhile is no guest's. Until then it is a gap.
    fn train(&mut self, _trains: bool) {}
    /// The handover card of a day, which the device has signed; none where it has no key.
    fn handover(&self, _account: &Account, _day: NaiveDate) -> Option<String> {
        None
    }
    /// The names of the profiles, where an update has changed them; once.
    fn take_profiles(&mut self) -> Option<Vec<String>> {
        None
    }
}

/// What a door has counted.
#[derive(Debug, Clone)]
pub enum Counts {
    /// Nothing is counted here: a demonstration, or there is no place for it.
    NotCounted,
    /// It is being read.
    Reading,
    /// This.
    Read(Box<Account>),
}

/// How a door stands: what it asks for, and whom it trusts since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorState {
    /// The profile that judges.
    pub profile: Arc<Profile>,
    /// Whether it is as it was when it was last accepted, its file being broken.
    pub held: bool,
    /// The date of the newest key list.
    pub list_date: Option<NaiveDate>,
    /// How old the oldest maintained list is.
    pub list_age: ListAge,
    /// The lists that will be too old before long, the most urgent first.
    pub due: Vec<DueList>,
    /// The day by which lists grow old.
    pub day: NaiveDate,
    /// Whether demonstration keys are trusted.
    pub demo: bool,
    /// How the gate or lamp stands, where there is one.
    pub gate: Option<GateState>,
    /// The serial of an update that was found, and is not installed yet.
    pub update_found: Option<u64>,
    /// What is known of the device's clock.
    pub clock: DoorClock,
    /// How full the device's battery is, where it has one.
    pub battery: Option<Battery>,
}

/// The battery of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// How full it is, in hundredths.
    pub percent: u8,
    /// Whether a charger gives it power.
    pub plugged: bool,
}

impl Battery {
    /// At so many hundredths and fewer the staff is to plug the charger in: enough for the rest of an hour.
    pub const LOW: u8 = 20;

    /// Whether it will be empty before long.
    pub fn is_low(self) -> bool {
        !self.plugged && self.percent <= Self::LOW
    }
}

/// What is known of the device's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DoorClock {
    /// When this door last ran.
    pub mark: ClockMark,
    /// The date of the newest list, before which it cannot be.
    pub published: Option<NaiveDate>,
    /// By what it is wrong, if it is.
    pub wrong: Option<ClockFloor>,
    /// Whether it is wrong by that note alone, so that it may be the note which is wrong.
    pub may_vouch: bool,
    /// Whether it cannot be noted that the door runs.
    pub unkept: bool,
}

/// A key list that will be too old before long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueList {
    /// Its name.
    pub name: String,
    /// Its network, where it names one.
    pub network: Option<Network>,
    /// The days left: on the last one, 1.
    pub left: i64,
}

/// Whom a door trusts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrustState {
    /// The number of the trust store, which goes up with each of its versions.
    pub serial: u64,
    /// The day that it was made.
    pub date: Option<NaiveDate>,
    /// The key lists.
    pub lists: Vec<KeyList>,
    /// The revocation lists.
    pub revocations: Vec<RevokedList>,
    /// How many codes are blocked one by one: forgeries that are publicly known.
    pub blocked: usize,
    /// The keys that were confirmed by use on this device.
    pub confirmed: Vec<ConfirmedKey>,
}

/// A key list, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyList {
    /// Its name.
    pub name: String,
    /// Its network, where it names one.
    pub network: Option<Network>,
    /// How many keys it has.
    pub keys: usize,
    /// When it was published.
    pub date: Option<NaiveDate>,
    /// Whether it is a historic list, which grows no older.
    pub archived: bool,
    /// How old it is.
    pub age: ListAge,
    /// The days left before it is too old, where they are counted.
    pub left: Option<i64>,
    /// Whether a genuine code is known to have verified under its keys.
    pub confirmed: bool,
    /// Who published it, and how it came here.
    pub provenance: String,
}

/// A revocation list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokedList {
    /// Its name.
    pub name: String,
    /// When it was published.
    pub date: Option<NaiveDate>,
    /// How many it names.
    pub entries: usize,
}

/// A key that was confirmed by use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedKey {
    /// The QR version that it signs.
    pub version: String,
    /// Its thumbprint.
    pub key: String,
    /// The day of the first code.
    pub date: NaiveDate,
}

/// What the staff must know about the age of the key lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListAge {
    /// Nothing.
    Fine,
    /// To be renewed soon.
    Old,
    /// Too old to decide.
    Stale,
}

/// What the staff gave in place of the camera.
#[derive(Clone)]
pub enum Offered {
    /// A picture, PDF or credential file, opened or dropped.
    Path(PathBuf),
    /// A picture that was pasted.
    Picture(Frame),
    /// A text that was pasted: the content of a code.
    Text(String),
    /// What a hand-held scanner typed.
    Scan(Reading),
}

impl std::fmt::Debug for Offered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Path(_) => "Path",
            Self::Picture(_) => "Picture",
            Self::Text(_) => "Text",
            Self::Scan(_) => "Scan",
        })
    }
}
