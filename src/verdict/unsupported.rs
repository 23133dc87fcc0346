//! Credentials of a family that is checked here, of a type that is not.

use super::Family;

/// Why a credential of a family that is checked here cannot be judged. Names and numbers come from the code; they are letters and
/// digits, and short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// Part of a message that is spread over several symbols (ISO/IEC 18004, structured append).
    StructuredAppend {
        /// Which part, from 1.
        number: u16,
        /// How many there are.
        of: u8,
    },
    /// A type of record that is not known here.
    Type {
        /// Of which family.
        family: Family,
        /// The type, as the code names it; `None` where that cannot be shown.
        name: Option<String>,
        /// Whether the signature was checked, and holds.
        genuine: bool,
        /// Who issued it, where the credential says so by a code.
        issuer: Option<String>,
    },
    /// A version of the family's form that is not known here.
    Version {
        /// Of which family.
        family: Family,
        /// The version, as the code states it.
        version: String,
        /// Whether the signature was checked, and holds.
        genuine: bool,
    },
    /// Genuine, and several certificates in one code.
    SeveralCertificates {
        /// How many.
        count: usize,
    },
    /// Genuine, and a health link: its contents are on a network.
    HealthLink {
        /// Who issued it, where the credential says so by a code.
        issuer: Option<String>,
    },
    /// Genuine, and a pass of the United Kingdom for use at home (HC1, entry `d`).
    DomesticPass {
        /// Who issued it, where the credential says so by a code.
        issuer: Option<String>,
    },
    /// Genuine, and a card for the pilgrimage (WHO).
    PilgrimageCard {
        /// Who issued it, where the credential says so by a code.
        issuer: Option<String>,
    },
}
