//! Scratch that says nothing of the symbol decoded in it, and need not be made anew.

/// Overwrites what a vector holds and has held. Keeps the memory.
pub(super) fn wipe<T: Copy + Default>(scratch: &mut Vec<T>) {
    scratch.clear();
    scratch.resize(scratch.capacity(), T::default());
    scratch.clear();
}
