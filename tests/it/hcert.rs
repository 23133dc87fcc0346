//! HC1 codes, whole and broken.
