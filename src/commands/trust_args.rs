//! Whom to trust, as the command line says it.

use crate::trust::{LoadError, TrustStore};
use clap::Args;
use std::path::PathBuf;

/// Whom to trust.
#[derive(Debug, Args)]
pub(super) struct TrustArgs {
    /// Trust the keys and lists of a file or folder as well
    #[arg(long, value_name = "PATH")]
    trust: Vec<PathBuf>,
    /// Trust nothing but what --trust names
    #[arg(long, requires = "trust")]
    only_trust: bool,
    /// Trust the demonstration keys of the samples too; every line then says DEMO
    #[arg(long)]
    demo: bool,
}

impl TrustArgs {
    /// Loads the store; what was left out of the files, and why, goes to standard error.
    pub(super) fn store(&self) -> Result<TrustStore, LoadError> {
        let mut store = if self.only_trust { TrustStore::empty() } else { TrustStore::bundled()? };
        if self.demo {
            store.add_demo()?;
        }
        for path in &self.trust {
            let loaded = store.load(path, self.only_trust)?;
            loaded.remarks.iter().for_each(|remark| super::complain(remark));
        }
        Ok(store)
    }
}
