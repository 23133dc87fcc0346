//! An offline verifier of the QR codes of signed health credentials.
//!
//! From a picture to its verdicts:
//!
//! ```
//! use doorcheck::input::{Item, open_bytes};
//! use doorcheck::reader::{PassReader, Reader};
//! use doorcheck::trust::{Now, TrustStore};
//! use doorcheck::{Door, policy::Profile, verify};
//!
//! let mut store = TrustStore::bundled()?;
//! store.add_demo()?; // The samples are signed with demonstration keys.
//! let profile = Profile::named("authenticity")?;
//! let now = Now::wall_clock(chrono::Utc::now(), profile.time_zone);
//! let door = Door { store: &store, profile: &profile, now: &now };
//! for item in open_bytes("sample", std::fs::read("samples/hk-vac-original-ok.jpg")?)? {
//!     let Item::Frame(frame) = item? else { continue };
//!     for payload in PassReader::new(|| std::time::Duration::ZERO).read(&frame, None).payloads {
//!         let verdict = verify(&payload, &door);
//!         println!("{}: {} events", verdict.reason(), verdict.events().len());
//! #       assert_eq!(verdict.reason(), doorcheck::Reason::Ok);
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The stages
//!
//! A code goes through five stages, each with a type of its own, and no stage can be left out:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`credential::open`] | [`Payload`] | [`credential::Sealed`]: family, signed bytes, signature; no claims |
//! | [`trust::authenticate`] | `Sealed` | [`trust::Genuine`]: the signature holds under a key of the trust store |
//! | [`trust::Genuine::read`] | `&Genuine` | [`credential::Credential`]: holder, events, validity |
//! | [`trust::standing`] | `&Genuine`, `&Credential` | [`trust::Standing`]: key usage, dates, revocation |
//! | [`policy::judge`] | all of these | [`Verdict`] |
//!
//! Keys, rules and the time are arguments: the clock, files and the environment are touched in a short list of places, which
//! `ARCHITECTURE.md` names and a test holds.
//!
//! # Features
//!
//! `cli` (default) is the command line, which the program needs; `window` (default) what a door with a screen needs: the rooms `ui` and
//! `config`, and the devices of [`camera`]. With `default-features = false` the library has neither.
//!
//! # Guarantees held by the compiler
//!
//! Nothing outside [`trust`] makes a [`trust::Genuine`]. It is got from [`trust::authenticate`],
//!
//! ```
//! fn only_way(sealed: doorcheck::credential::Sealed, store: &doorcheck::trust::TrustStore) {
//!     let _genuine: Option<doorcheck::trust::Genuine> = doorcheck::trust::authenticate(sealed, store).ok();
//! }
//! ```
//!
//! and never put together from its parts:
//!
//! ```compile_fail,E0451
//! fn forged(sealed: doorcheck::credential::Sealed, key: std::sync::Arc<doorcheck::trust::TrustedKey>) {
//!     let _genuine: Option<doorcheck::trust::Genuine> = Some(doorcheck::trust::Genuine { sealed, key });
//! }
//! ```
//!
//! Nothing reads claims from a [`credential::Sealed`]. They come from a `Genuine`,
//!
//! ```
//! fn claims(genuine: &doorcheck::trust::Genuine) {
//!     let _credential = genuine.read();
//! }
//! ```
//!
//! not from what nobody has vouched for yet,
//!
//! ```compile_fail,E0599
//! fn claims(sealed: &doorcheck::credential::Sealed) {
//!     let _credential = sealed.read();
//! }
//! ```
//!
//! ```compile_fail,E0603
//! fn claims(sealed: &doorcheck::credential::Sealed) {
//!     let _credential = doorcheck::credential::read(sealed);
//! }
//! ```
//!
//! and what a `Sealed` holds is private:
//!
//! ```compile_fail,E0616
//! fn claims(sealed: &doorcheck::credential::Sealed) {
//!     let _content = &sealed.content;
//! }
//! ```
//!
//! ```compile_fail,E0624
//! fn claims(sealed: &doorcheck::credential::Sealed) {
//!     let _message = sealed.signed();
//! }
//! ```
//!
//! Nothing outside [`policy`] makes a [`Verdict`], green or not. It is got from the stages,
//!
//! ```
//! fn only_way(payload: &doorcheck::Payload, door: &doorcheck::Door<'_>) -> doorcheck::Verdict {
//!     doorcheck::verify(payload, door)
//! }
//! ```
//!
//! never put together, not even from another one,
//!
//! ```compile_fail,E0451
//! fn repainted(verdict: doorcheck::Verdict) -> doorcheck::Verdict {
//!     doorcheck::Verdict { grounds: Vec::new(), ..verdict }
//! }
//! ```
//!
//! nor changed afterwards:
//!
//! ```compile_fail,E0616
//! fn repainted(verdict: &mut doorcheck::Verdict) {
//!     verdict.grounds.clear();
//! }
//! ```
//!
//! A pass needs a record that a signature attests, since [`policy::judge`] asks for the `Genuine`; what makes the others cannot be
//! called from outside:
//!
//! ```compile_fail,E0603
//! fn painted(profile: &doorcheck::policy::Profile) -> doorcheck::Verdict {
//!     doorcheck::policy::refuse(doorcheck::Ground::NoCode, Default::default(), None, Default::default(), profile, false)
//! }
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

pub mod camera;
#[cfg(feature = "cli")]
pub mod commands;
#[cfg(any(feature = "cli", feature = "window"))]
pub mod config;
#[cfg(feature = "window")]
pub mod counts;
pub mod credential;
#[cfg(feature = "window")]
pub mod day;
#[cfg(feature = "window")]
pub mod gate;
pub mod guard;
pub mod input;
pub mod keys;
pub mod masked;
pub mod mrz;
#[cfg(any(feature = "cli", feature = "window"))]
pub mod paper;
pub mod pipeline;
pub mod policy;
#[cfg(any(feature = "cli", feature = "window"))]
mod qr;
#[cfg(feature = "cli")]
mod sandbox;
pub mod scanner;
#[cfg(any(feature = "cli", feature = "window"))]
mod signs;
pub mod texts;
pub mod trust;
#[cfg(feature = "window")]
pub mod ui;
#[cfg(feature = "cli")]
pub mod update;
pub mod verdict;
pub mod x509;

pub use doorcheck_reader as reader;
pub use pipeline::{Door, nothing_read, verify, verify_answered, verify_gathered, verify_together};
pub use policy::Verdict;
pub use reader::Payload;
pub use verdict::{Check, Checks, Ground, Headline, Issuer, Outcome, Personal, Reason, Remark};
