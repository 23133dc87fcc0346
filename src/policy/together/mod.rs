//! Several credentials of one person, judged as one: two certificates of a dose each, a vaccination and a test.

mod doses;
mod person;

pub use person::{Difference, HolderClaim, Mismatch};

use super::Profile;
use super::judge::{conclude, issuer, judge};
use crate::Finding;
use crate::credential::{Credential, Doubt, Family, Note};
use crate::trust::{Genuine, Now, Standing};
use crate::verdict::{Check, Checks, Issuer, Reason, Verdict};
use doses::Merged;

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
/// [`Reason`]. Holders must agree in name and date of birth; where they do not, the verdict is `check-by-hand` at best, and
/// [`Finding::Mismatches`] says in what. A credential shown twice counts once, and so does a dose that two credentials
/// attest. The holder shown is that of the first.
pub fn judge_together(first: Proven, others: Vec<Proven>, profile: &Profile, now: &Now) -> Verdict {
    let others: Vec<(usize, Proven)> = (2..).zip(others).collect();
    let failed = std::iter::once((1, &first))
        .chain(others.iter().map(|(code, part)| (*code, part)))
        .filter(|(_, part)| !part.standing.objections.is_empty())
        .map(|(code, part)| (code, part.judge(profile, now)))
        .min_by_key(|(_, verdict)| verdict.reason);
    if let Some((code, verdict)) = failed {
        return verdict.of_code(code);
    }
    let mut together = Together::new(first);
    for (code, part) in others {
        together.add(part, code);
    }
    together.judge(profile, now)
}

impl Proven {
    fn judge(&self, profile: &Profile, now: &Now) -> Verdict {
        judge(&self.genuine, self.credential.clone(), self.standing.clone(), profile, now)
    }
}

/// What several credentials come to.
struct Together {
    /// Those taken up, each once.
    taken: Vec<Genuine>,
    /// The first one's, with what the others add.
    credential: Credential,
    standing: Standing,
    family: Option<Family>,
    issuer: Issuer,
    demo: bool,
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
            issuer: issuer(&genuine),
            demo: genuine.key().list.demo,
            taken: vec![genuine],
            credential,
            standing,
            doses,
            mismatches: Vec::new(),
        }
    }

    fn add(&mut self, part: Proven, code: usize) {
        let Proven { genuine, credential, standing } = part;
        let held = &mut self.credential;
        if self.taken.iter().any(|taken| taken.sealed().is_same_as(genuine.sealed())) {
            held.notes.push(Note(format!("code {code} is one shown before, which counts once")));
            return;
        }
        self.mismatches.extend(person::mismatches(&held.holder, &credential.holder, code));
        self.doses.add(credential.events, code);
        held.validity.from.extend(credential.validity.from);
        held.validity.until.extend(credential.validity.until);
        let of_code = |note: Note| Note(format!("code {code}: {note}"));
        held.notes.extend(standing.notes.into_iter().chain(credential.notes).map(of_code));
        held.doubts.extend(credential.doubts);
        self.standing.key = self.standing.key.and(standing.key);
        self.standing.dates = self.standing.dates.and(standing.dates);
        self.standing.revocation = self.standing.revocation.and(standing.revocation);
        self.family = self.family.filter(|family| *family == credential.family);
        self.issuer = std::mem::take(&mut self.issuer).common(issuer(&genuine));
        self.demo |= genuine.key().list.demo;
        self.taken.push(genuine);
    }

    fn judge(mut self, profile: &Profile, now: &Now) -> Verdict {
        let Merged { events, notes, unclear } = self.doses;
        self.credential.events = events;
        self.credential.notes.extend(notes);
        self.credential.doubts.extend(unclear.then_some(Doubt::OneDoseOrTwo));
        let mut verdict = conclude(self.credential, self.standing, profile, now);
        verdict.family = self.family;
        verdict.issuer = Some(self.issuer);
        verdict.demo = self.demo;
        if self.mismatches.is_empty() { verdict } else { differ(verdict, self.mismatches) }
    }
}

/// The verdict on credentials that do not show one person: a question at best, and red where it was.
fn differ(verdict: Verdict, mismatches: Vec<Mismatch>) -> Verdict {
    let finding = Finding::Mismatches(mismatches);
    let detail = match &verdict.detail {
        Some(detail) => format!("{finding}; {detail}"),
        None => finding.to_string(),
    };
    let verdict = Verdict { detail: Some(detail), ..verdict };
    if verdict.reason < Reason::CheckByHand {
        return verdict;
    }
    let reason = Reason::CheckByHand;
    let checks = Checks { rules: Check::Skipped, ..verdict.checks };
    Verdict { reason, outcome: reason.outcome(), finding: Some(finding), checks, ..verdict }
}
