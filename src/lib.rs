//! An offline verifier of the QR codes of signed health credentials.
//!
//! A code goes through five stages, each with a type of its own, and no stage can be left out:
//!
//! | stage | from | to |
//! |---|---|---|
//! | [`credential::open`] | [`Payload`] | [`credential::Sealed`]: family, signed bytes, signature; no claims |
//! | [`trust::authenticate`] | `Sealed` | [`trust::Genuine`]: the signature holds under a key of the trust store |
//! | [`credential::read`] | `&Genuine` | [`credential::Credential`]: holder, events, validity |
//! | [`trust::standing`] | `&Genuine`, `&Credential` | [`trust::Standing`]: key usage, dates, revocation |
//! | [`policy::judge`] | all of these | [`Verdict`] |
//!
//! Keys, rules and the time are arguments: nothing below [`commands`] reads a clock, a file or the environment, but for
//! the store files that [`trust`] is asked to load and the pictures that [`camera`] is asked to open.
//!
//! The cargo feature `window` (default) adds what a door with a screen needs: the rooms `ui` and `config`, and the devices of
//! [`camera`].
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
//!     let _credential = doorcheck::credential::read(genuine);
//! }
//! ```
//!
//! not from what nobody has vouched for yet,
//!
//! ```compile_fail,E0308
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
pub mod commands;
#[cfg(feature = "window")]
pub mod config;
pub mod credential;
mod guard;
pub mod input;
pub mod keys;
pub mod pipeline;
pub mod policy;
pub mod reader;
pub mod scanner;
pub mod texts;
pub mod trust;
#[cfg(feature = "window")]
pub mod ui;
pub mod verdict;
pub mod x509;

pub use pipeline::{Door, nothing_read, verify, verify_gathered, verify_together};
pub use policy::Verdict;
pub use reader::Payload;
pub use verdict::{Check, Checks, Ground, Headline, Issuer, Outcome, Personal, Reason, Remark};
