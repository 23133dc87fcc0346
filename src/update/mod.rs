//! Updates without a network: what an operator seals for his doors, and how a door takes it.
//!
//! A bundle is a ZIP archive behind a minisign signature of the operator's own key. What may be in it, by path:
//!
//! | path | what |
//! |---|---|
//! | `bundle.toml` | serial, date, title, `stale-after-days`, and the dates of lists that do not tell theirs |
//! | `keys/NAME.…` | a list of keys, of any form that `--trust` takes; with the name of a bundled list it stands in that one's place |
//! | `revocations/…` | revocation lists, of any form that `--trust` takes |
//! | `profiles/NAME.toml` | a profile |
//! | `rules/NAME/…` | a pack of official rules |
//! | `settings.toml` | settings of the door |
//! | `accept.toml` | keys, products and versions that the operator vouches for, of WHO's yellow cards |
//! | `products.tsv` | WHO's catalogue of the products on such cards, where it is newer than the bundled one |
//! | `texts/LANGUAGE.ftl` | texts that stand in place of the window's own |
//! | `confirmed.toml` | keys that other doors have confirmed by use |
//! | `operator.pub` | the operator's next key |
//!
//! How to use them stands in `docs/updates.md`.

mod archive;
mod card;
mod contents;
mod disk;
mod error;
mod film;
mod imported;
mod installed;
mod manifest;
mod operator;
mod sealed;
mod storage;
mod store;

pub use archive::{ArchiveError, Files, MAX_BYTES, pack, unpack};
pub use card::{CardError, CardSettings, SetUpCard};
pub use contents::{Contents, ContentsError};
pub use disk::Disk;
pub use error::{StoreError, UpdateError};
pub use film::{FRAME_TIME, Film, FilmError, MAX_FILM, film_frames};
pub use imported::Import;
pub use installed::Installed;
pub use manifest::{BundleManifest, ListManifest, MANIFEST, ManifestError};
pub use operator::{OperatorKey, OperatorKeyError};
pub use sealed::{SealError, Sort, bundle_in, seal, unseal};
pub use storage::Storage;
pub use store::{State, UpdateStore, Updated};
