//! CBOR (RFC 8949), read strictly: bounded depth, no duplicate map keys, nothing after the item.
