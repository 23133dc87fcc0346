//! COSE_Sign1 (RFC 9052 §4.2).
