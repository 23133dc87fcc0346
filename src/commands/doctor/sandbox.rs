//! What the kernel keeps this program to.

use super::finding::Finding;
use crate::sandbox::{FilesKept, Offline};

/// What is to be said of it.
pub(super) fn judge(offline: &Offline, files: &FilesKept) -> [Finding; 2] {
    let network = match offline {
        Offline::Kept => Finding::ok("network", "doctor-network-kept"),
        Offline::NotKept(why) => Finding::warn("network", "doctor-network-open").with("why", why),
    };
    let files = match files {
        FilesKept::Kept => Finding::ok("files", "doctor-files-kept"),
        FilesKept::InPart => Finding::warn("files", "doctor-files-in-part"),
        FilesKept::NotKept(why) => Finding::warn("files", "doctor-files-open").with("why", why),
    };
    [network, files]
}

#[cfg(test)]
mod tests {
    use super::super::finding::{Level, holds};
    use super::*;

    #[test]
    fn what_the_kernel_lacks_is_told() {
        holds(
            &judge(&Offline::Kept, &FilesKept::Kept),
            &[(Level::Ok, "doctor-network-kept"), (Level::Ok, "doctor-files-kept")],
        );
        holds(
            &judge(&Offline::NotKept("x".into()), &FilesKept::InPart),
            &[(Level::Warn, "doctor-network-open"), (Level::Warn, "doctor-files-in-part")],
        );
        holds(
            &judge(&Offline::Kept, &FilesKept::NotKept("no Landlock".into())),
            &[(Level::Ok, "doctor-network-kept"), (Level::Warn, "doctor-files-open")],
        );
    }
}
