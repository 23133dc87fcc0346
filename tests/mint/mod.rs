//! Makes signed credentials for tests and samples, independent of the code that verifies them.

pub mod divoc;
pub mod hcert;
pub mod hongkong;
pub mod nzcp;
pub mod shc;
pub mod vdsnc;
pub mod x509;
