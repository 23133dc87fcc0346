//! Several credentials of one person, judged as one: two certificates of a dose each, a vaccination and a test.

mod doses;
mod person;

use super::judge::{conclude, judge};
use super::verdict::signer;
use super::{Profile, Verdict};
use crate::credential::Credential;
use crate::trust::{Genuine, Now, Standing};
use crate::verdict::{Answers, Doubt, Family, Issuer, Mismatch, Remark};
use doses::Merged;
pub use person::{is_one_person, marks};

/// A genuine credential, read and weighed: all that the last stage asks of one.
#[derive(Debug)]
pub struct Proven {
    /// Whose signature holds.
    pub genuine: Genuine,
    /// What it says.
    pub credential: Credential,
    /// How it stands today.
    pub standing: Standing,
}

/// One verdict on several credentials that staff took for those of one person.
///
/// Each must itself be good: where something speaks against one, its verdict is given, and of several the weightiest by
/// [`crate::verdict::Reason`]. Holders must agree in name and date of birth; where they do not, the verdict is `check-by-hand` at
/// best, and each [`Mismatch`] says in what. A credential shown twice counts once, and so does a dose that two credentials attest.
/// The holder shown is that of the first.
pub fn judge_together(
    first: Proven,
    others: Vec<Proven>,
    profile: &Profile,
    now: &Now,
    answers: &Answers,
) -> Verdict {
    let others: Vec<(usize, Proven)> = (2..).zip(others).collect();
    let failed = std::iter::once((1, &first))
        .chain(others.iter().map(|(code, part)| (*code, part)))
        .filter(|(_, part)| !part.standing.grounds.is_empty())
        .map(|(code, part)| part.judge(profile, now, answers).of_code(code))
        .min_by_key(Verdict::reason);
    if let Some(verdict) = failed {
        return verdict;
    }
    let mut together = Together::new(first);
    for (code, part) in others {
        together.add(part, code);
    }
    together.judge(profile, now, answers)
}

/// A verdict that says of which of several codes it is, counted from 1.
pub(crate) fn of_code(verdict: Verdict, code: usize) -> Verdict {
    verdict.of_code(code)
}

impl Proven {
    fn judge(&self, profile: &Profile, now: &Now, answers: &Answers) -> Verdict {
        judge(&self.genuine, self.credential.clone(), self.standing.clone(), profile, now, answers)
    }
}

/// What several credentials come to.
struct Together {
    /// Those taken up, each once: the first, and the others.
    first: Genuine,
    others: Vec<Genuine>,
    /// The first one's, with what the others add.
    credential: Credential,
    standing: Standing,
    family: Option<Family>,
    signer: Issuer,
    doses: Merged,
    mismatches: Vec<Mismatch>,
}

impl Together {
    fn new(first: Proven) -> Self {
        let Proven { genuine, mut credential, standing } = first;
        let mut doses = Merged::default();
        doses.add(std::mem::take(&mut credential.events), 1);
        Self {
            family: Some(credential.family),
            signer: signer(&genuine),
            first: genuine,
            others: Vec::new(),
            credential,
            standing,
            doses,
            mismatches: Vec::new(),
        }
    }

    fn add(&mut self, part: Proven, code: usize) {
        let Proven { genuine, credential, standing } = part;
        let held = &mut self.credential;
        if self.others.iter().chain([&self.first]).any(|taken| taken.is_same_as(&genuine)) {
            held.remarks.push(Remark::ShownBefore { code });
            return;
        }
        // Official rules are for one certificate: of several in one they decide nothing.
        held.dcc = None;
        self.mismatches.extend(person::mismatches(&held.holder, &credential.holder, code));
        self.doses.add(credential.events, code);
        held.validity.from.extend(credential.validity.from);
        held.validity.until.extend(credential.validity.until);
        let of_code = |remark| Remark::OfCode { code, remark: Box::new(remark) };
        held.remarks.extend(standing.remarks.into_iter().chain(credential.remarks).map(of_code));
        held.doubts.extend(credential.doubts);
        held.scheme.extend(credential.scheme);
        self.standing.doubts.extend(standing.doubts);
        self.standing.key = self.standing.key.and(standing.key);
        self.standing.dates = self.standing.dates.and(standing.dates);
        self.standing.revocation = self.standing.revocation.and(standing.revocation);
        self.standing.asked.extend(standing.asked);
        self.family = self.family.filter(|family| *family == credential.family);
        self.signer = std::mem::take(&mut self.signer).common(signer(&genuine));
        self.others.push(genuine);
    }

    fn judge(mut self, profile: &Profile, now: &Now, answers: &Answers) -> Verdict {
        let Merged { events, attested_by, remarks, unclear } = self.doses;
        self.credential.events = events;
        self.credential.remarks.extend(remarks);
        self.credential.doubts.extend(unclear.then_some(Doubt::OneDoseOrTwo));
        conclude(&self.first, self.credential, self.standing, self.mismatches, profile, now, answers)
            .in_common(self.family, self.signer, attested_by)
    }
}
