//! Verifies the codes of pictures with the library, as the front page of its documentation shows:
//!
//! ```text
//! cargo run --example verify_picture -- samples/hk-vac-original-ok.jpg
//! ```

#![allow(clippy::print_stdout, reason = "an example prints")]

use doorcheck::input::{Item, open_bytes};
use doorcheck::policy::Profile;
use doorcheck::reader::{PassReader, Reader};
use doorcheck::texts::{Language, Texts, headline};
use doorcheck::trust::{Now, TrustStore};
use doorcheck::{Door, verify};
use std::time::Duration;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut store = TrustStore::bundled()?;
    // The samples are signed with demonstration keys. A real door does without this line.
    store.add_demo()?;
    let profile = Profile::named("authenticity")?;
    let now = Now::wall_clock(chrono::Utc::now(), profile.time_zone);
    let door = Door { store: &store, profile: &profile, now: &now };
    let texts = Texts::new(Language::En);
    for path in std::env::args().skip(1) {
        for item in open_bytes(&path, std::fs::read(&path)?)? {
            let payloads = match item? {
                // No budget: the reader tries all it can, and asks for no clock.
                Item::Frame(frame) => PassReader::new(|| Duration::ZERO).read(&frame, None).payloads,
                Item::Payload(payload) => vec![payload],
            };
            for verdict in payloads.iter().map(|payload| verify(payload, &door)) {
                println!("{path}: {} ({})", headline(&verdict, &texts), verdict.reason());
            }
        }
    }
    Ok(())
}
