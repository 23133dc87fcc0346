//! The verdict on one code, or on several of one person. It is made in this room alone, and changed nowhere.

use super::Profile;
use super::particular::{Particular, is_shown};
use crate::credential::{Credential, Event, Holder};
use crate::trust::{Confirmation, Genuine};
use crate::verdict::{
    Answers, AskedList, Checks, Family, Ground, Headline, Issuer, Layout, Outcome, Question, Reason, Remark,
    RuleResult, When, Wording,
};
use chrono::Utc;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The verdict on one code, or on several of one person: what was proven, and why it is no more.
///
/// Nothing but the stages makes one, so that none can say more than they found: a pass has no ground against it and a record
/// that a signature attests.
#[derive(Debug, Clone)]
pub struct Verdict {
    family: Option<Family>,
    /// In the order of precedence.
    grounds: Vec<Ground>,
    remarks: Vec<Remark>,
    checks: Checks,
    attested: Option<Attested>,
    /// Whether it passes for an exemption.
    exempt: bool,
    profile: String,
    headline: Headline,
    wording: Wording,
    layout: Layout,
    /// What of a pass is shown; all where `None`.
    show: Option<Arc<[Particular]>>,
    demo: bool,
    /// The code that it is about, where several were shown.
    code: Option<usize>,
    /// What a person at the door was asked, and said.
    answers: Answers,
    /// What came of each official rule that counts.
    rules: Vec<RuleResult>,
    /// The revocation lists that were asked.
    asked: BTreeSet<AskedList>,
}

/// What a signature attests.
#[derive(Debug, Clone)]
struct Attested {
    signer: Issuer,
    /// What it proves of its key, where that was not known before.
    confirms: Option<Confirmation>,
    /// `None` where the claims could not be read.
    record: Option<Record>,
}

/// What the checks of a genuine credential found.
#[derive(Debug)]
pub(super) struct Findings {
    /// In the order of precedence.
    pub(super) grounds: Vec<Ground>,
    pub(super) remarks: Vec<Remark>,
    pub(super) checks: Checks,
    /// Whether an exemption meets the rule.
    pub(super) exempt: bool,
    /// What a pass says.
    pub(super) headline: Headline,
    pub(super) demo: bool,
    /// What came of each official rule that counts.
    pub(super) rules: Vec<RuleResult>,
    /// The revocation lists that were asked.
    pub(super) asked: BTreeSet<AskedList>,
}

/// The claims, as far as a verdict tells them.
#[derive(Debug, Clone)]
struct Record {
    holder: Holder,
    events: Vec<Event>,
    /// Which of several codes attest each of the events; empty where there is one code.
    attested_by: Vec<Vec<usize>>,
    valid_from: Option<When>,
    valid_until: Option<When>,
}

impl Verdict {
    /// The verdict where a stage before the last one ended the matter.
    pub(super) fn refused(
        ground: Ground,
        checks: Checks,
        family: Option<Family>,
        profile: &Profile,
        demo: bool,
    ) -> Self {
        Self {
            family,
            grounds: vec![ground],
            remarks: Vec::new(),
            checks,
            attested: None,
            exempt: false,
            profile: profile.name.clone(),
            // What is refused says nothing of the kind.
            headline: Headline::Genuine,
            wording: profile.wording,
            layout: profile.layout,
            show: profile.show.clone(),
            demo,
            code: None,
            answers: Answers::default(),
            rules: Vec::new(),
            asked: BTreeSet::new(),
        }
    }

    /// The same, where the signature holds.
    pub(super) fn signed_by(self, genuine: &Genuine) -> Self {
        Self {
            attested: Some(Attested { signer: signer(genuine), confirms: genuine.confirms(), record: None }),
            ..self
        }
    }

    /// The same, of the code of that number, counted from 1, where several were shown.
    pub(super) fn of_code(self, code: usize) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The verdict on a credential that `genuine` attests, and of which all was checked. A pass, where there is no ground.
    pub(super) fn judged(
        genuine: &Genuine,
        credential: Credential,
        findings: Findings,
        profile: &Profile,
        answers: Answers,
    ) -> Self {
        let Findings { grounds, remarks, checks, exempt, headline, demo, rules, asked } = findings;
        let starts = credential.validity.from.iter().map(|bound| bound.when);
        let ends = credential.validity.until.iter().map(|bound| bound.when);
        let record = Record {
            valid_from: starts.max_by_key(|when| when.first_day(&Utc)),
            valid_until: ends.min_by_key(|when| when.last_day(&Utc)),
            holder: credential.holder,
            events: credential.events,
            attested_by: Vec::new(),
        };
        Self {
            family: Some(credential.family),
            grounds,
            remarks,
            checks,
            attested: Some(Attested {
                signer: signer(genuine),
                confirms: genuine.confirms(),
                record: Some(record),
            }),
            exempt,
            profile: profile.name.clone(),
            headline,
            wording: profile.wording,
            layout: profile.layout,
            show: profile.show.clone(),
            demo,
            code: None,
            answers,
            rules,
            asked,
        }
    }

    /// The same of several credentials: of the family and the signer that they have in common. Each event is attested by the codes that
    /// stand at its place, counted from 1.
    pub(super) fn in_common(
        mut self,
        family: Option<Family>,
        signer: Issuer,
        attested_by: Vec<Vec<usize>>,
    ) -> Self {
        self.family = family;
        if let Some(attested) = &mut self.attested {
            attested.signer = signer;
            if let Some(record) = &mut attested.record {
                record.attested_by = attested_by;
            }
        }
        self
    }

    /// The family, where it was recognised; of several codes, where it is the same.
    pub fn family(&self) -> Option<Family> {
        self.family
    }

    /// What the screen says.
    pub fn outcome(&self) -> Outcome {
        self.grounds.first().map_or(Outcome::Pass, Ground::outcome)
    }

    /// Why.
    pub fn reason(&self) -> Reason {
        match self.grounds.first() {
            Some(ground) => ground.reason(),
            None if self.exempt => Reason::Exempt,
            None => Reason::Ok,
        }
    }

    /// Each check that failed, in the order of precedence: the first decides. None for a pass.
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// The grounds of the reason that decides.
    pub fn deciding(&self) -> impl Iterator<Item = &Ground> {
        self.grounds.iter().take_while(|ground| ground.reason() == self.reason())
    }

    /// Whether the scanner by which the code came may have changed it: nothing else is said of it then.
    pub fn doubts_scanner(&self) -> bool {
        matches!(self.grounds.first(), Some(Ground::ScannerUntested { .. }))
    }

    /// Whether nothing was decided yet, for want of a code that can be gone by: to be scanned again, or held to the camera.
    pub fn asks_again(&self) -> bool {
        self.reason().asks_again() || self.doubts_scanner()
    }

    /// Whether it says to hold: nothing was decided, there is nothing to be scanned again, and nothing that staff can answer.
    pub fn is_held_back(&self) -> bool {
        let reason = self.reason();
        self.outcome() == Outcome::Undecided && !reason.asks_again() && reason != Reason::CheckByHand
    }

    /// Whether a person can answer what it leaves open, or has. A test that is not clearly negative asks nothing.
    pub fn asks(&self) -> bool {
        let not_negative = |ground: &Ground| matches!(ground, Ground::TestResult(_));
        self.reason() == Reason::CheckByHand && !self.grounds.iter().any(not_negative)
    }

    /// The question that is to be answered now. None where nothing is open, and where one was answered so that no other matters.
    pub fn question(&self) -> Option<Question> {
        let refused = self.questions().any(|question| self.answers.to(question) == Some(false));
        if refused {
            return None;
        }
        self.questions().find(|question| self.answers.to(*question).is_none())
    }

    /// What a person decided about what no rule settles: `true` lets the holder in. The verdict stays what it is: no signature bears
    /// that out. `None` where nothing of that kind was asked, or not all of it was answered yet.
    pub fn by_hand(&self) -> Option<bool> {
        let decided = self.asks() && self.question().is_none();
        decided.then(|| self.questions().all(|question| self.answers.to(question) == Some(true)))
    }

    /// What a person at the door was asked about it, and said.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    fn questions(&self) -> impl Iterator<Item = Question> {
        self.grounds.iter().filter(|_| self.asks()).filter_map(Ground::question)
    }

    /// What changes nothing.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The checks, one by one.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// What came of each official rule that counts, where official rules are asked.
    pub fn rules(&self) -> &[RuleResult] {
        &self.rules
    }

    /// The revocation lists that were asked, in the order of their names. Where the check of revocation is skipped, others could not be.
    pub fn revocation_lists(&self) -> impl ExactSizeIterator<Item = &AskedList> {
        self.asked.iter()
    }

    /// Who signed; only where the signature holds. Of several codes, what their signers have in common.
    pub fn issuer(&self) -> Option<&Issuer> {
        self.attested.as_ref().map(|attested| &attested.signer)
    }

    /// What its signature proves of a key that was unconfirmed: for the device to note. Nothing of the person is in it.
    pub fn confirms(&self) -> Option<&Confirmation> {
        self.attested.as_ref()?.confirms.as_ref()
    }

    /// Whom it is about; only where the signature holds and the claims could be read. Of several codes, that of the first.
    pub fn holder(&self) -> Option<&Holder> {
        self.record().map(|record| &record.holder)
    }

    /// What it attests; empty unless the signature holds.
    pub fn events(&self) -> &[Event] {
        self.record().map_or(&[], |record| &record.events)
    }

    /// Which of several codes attest the event at that place of [`Verdict::events`], counted from 1; none where there is one code.
    pub fn codes_of(&self, event: usize) -> &[usize] {
        self.record().and_then(|record| record.attested_by.get(event)).map_or(&[], Vec::as_slice)
    }

    /// The latest of its starts.
    pub fn valid_from(&self) -> Option<When> {
        self.record().and_then(|record| record.valid_from)
    }

    /// The earliest of its ends.
    pub fn valid_until(&self) -> Option<When> {
        self.record().and_then(|record| record.valid_until)
    }

    fn record(&self) -> Option<&Record> {
        self.attested.as_ref()?.record.as_ref()
    }

    /// The name of the profile that judged.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// What a pass says under that profile.
    pub fn headline(&self) -> Headline {
        self.headline
    }

    /// Whether a particular is to be shown on a screen, under that profile: stated, and wanted.
    pub fn shows(&self, particular: Particular) -> bool {
        is_shown(particular, self, self.show.as_deref())
    }

    /// In which words that profile speaks.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    /// How that profile's results are laid out for the staff.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether demonstration keys were trusted.
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// Of several codes the one that it is about, counted from 1; `None` where it is about all.
    pub fn code(&self) -> Option<usize> {
        self.code
    }
}

/// Who signed, from the key's record.
pub(super) fn signer(genuine: &Genuine) -> Issuer {
    let key = genuine.key();
    Issuer { network: key.network, id: key.issuer.clone(), name: key.name.clone(), key: key.kid_text() }
}
