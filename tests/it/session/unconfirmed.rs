//! Hong Kong codes that no key of the door's verifies: after several it is the door, and not the guest.

use super::{Door, PASS};
use crate::verdicts::{unconfirmed_in_hongkong, undated};
use doorcheck::policy::Verdict;
use doorcheck::verdict::{Family, Reason};
use std::sync::Arc;

impl Door {
    /// A code of that name is held up, and goes. Whether the door is told to be at fault.
    fn fails_after(&mut self, name: &str, verdict: Arc<Verdict>) -> bool {
        let code = self.code(name, verdict);
        self.sees(vec![code]);
        self.wait(21_000);
        self.view().hongkong_fails
    }
}

#[test]
fn three_on_end_are_the_doors_fault_for_ten_minutes() {
    let unknown = unconfirmed_in_hongkong();
    assert_eq!((unknown.reason(), unknown.family()), (Reason::UnconfirmedKey, Some(Family::HongKong)));
    let mut door = Door::new();
    assert!(!door.fails_after("a", unknown.clone()));
    for _ in 0..3 {
        assert!(!door.fails_after("b", unknown.clone()), "one code is one, however often it is shown");
    }
    door.frame(&[("shc", PASS)]);
    door.wait(9_000);
    assert!(door.fails_after("c", unknown.clone()), "what another family's pass says nothing of");
    assert!(!door.fails_after("d", undated()), "one that passes");
    for name in ["e", "f"] {
        assert!(!door.fails_after(name, unknown.clone()));
    }
    assert!(door.fails_after("g", unknown.clone()));
    door.wait(600_000);
    assert!(!door.view().hongkong_fails);
    assert!(!door.fails_after("h", unknown));
}
