//! Whom to trust, as the command line says it.

use super::installed;
use crate::trust::TrustStore;
use crate::update::StoreError;
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
    /// The store, and remarks on what was left out of the files, and why.
    ///
    /// # Errors
    /// [`StoreError`] where a path holds nothing that can be used, or what is installed cannot be read.
    pub(super) fn open(&self) -> Result<(TrustStore, Vec<String>), StoreError> {
        let mut remarks = Vec::new();
        let mut store = if self.only_trust {
            TrustStore::empty()
        } else {
            let (store, loaded) = installed::trust()?;
            remarks.extend(loaded.remarks.iter().map(ToString::to_string));
            store
        };
        if self.demo {
            store.add_demo()?;
        }
        for path in &self.trust {
            remarks.extend(store.load(path, self.only_trust)?.remarks.iter().map(ToString::to_string));
        }
        Ok((store, remarks))
    }

    /// The store; what was left out of the files is told on standard error.
    ///
    /// # Errors
    /// As [`TrustArgs::open`].
    pub(super) fn open_aloud(&self) -> Result<TrustStore, StoreError> {
        let (store, remarks) = self.open()?;
        remarks.iter().for_each(|remark| super::complain(remark));
        Ok(store)
    }

    /// Whether what is trusted is what every door trusts, and more at most: neither demonstration keys nor given ones alone.
    pub(super) fn is_everybodys(&self) -> bool {
        !self.only_trust && !self.demo
    }

    /// Whether nothing but the given files is trusted.
    pub(super) fn is_exclusive(&self) -> bool {
        self.only_trust
    }
}
