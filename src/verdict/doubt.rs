//! What only a person can answer.

use super::Question;

/// What signatures leave open: members of a credential that they do not cover, or that could be exchanged without breaking one; a
/// dose that several credentials attest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// No name is signed.
    Nameless,
    /// What was given is not signed.
    Unsigned,
    /// The vaccine may stand in another member's place: its name is not known.
    Vaccine,
    /// Dose and number of doses may have been exchanged.
    Doses,
    /// The dates may have been exchanged.
    Dates,
    /// Of several credentials, two may attest one dose, or a dose each.
    OneDoseOrTwo,
    /// The credential is addressed to somebody (`aud`).
    Addressee,
    /// The issuer says that what it signs is not to be read by the rules alone (FHIR `implicitRules`, `modifierExtension`).
    OtherRules,
    /// An entry is about somebody else than the card.
    OtherSubject,
    /// A word of the name mixes Latin letters with Cyrillic or Greek ones.
    MixedScript,
    /// A WHO card of a version that is not known here.
    CardVersion,
    /// A WHO card of a version that is not known here does not state all that a card must, as far as can be told.
    ClaimsMissing,
    /// A WHO card signed with a key for COVID-19 certificates, or of a domain that is not known here.
    CardDomain,
    /// A product that is not known here: the list may be older than it.
    Product,
    /// A WHO card of an older form names neither clinician nor authority.
    NobodyAnswers,
    /// A vaccination before the date of birth, or a birth in the future.
    BeforeBirth,
    /// The card names another authority than the one whose key signed it.
    Participant,
    /// A WHO card dated before there were any.
    BeforeStandard,
    /// The disease stated is not that of the product.
    OtherDisease,
}

impl Doubt {
    /// Every doubt.
    pub const ALL: [Self; 19] = [
        Self::Nameless,
        Self::Unsigned,
        Self::Vaccine,
        Self::Doses,
        Self::Dates,
        Self::OneDoseOrTwo,
        Self::Addressee,
        Self::OtherRules,
        Self::OtherSubject,
        Self::MixedScript,
        Self::CardVersion,
        Self::ClaimsMissing,
        Self::CardDomain,
        Self::Product,
        Self::NobodyAnswers,
        Self::BeforeBirth,
        Self::Participant,
        Self::BeforeStandard,
        Self::OtherDisease,
    ];

    /// What is asked about it.
    pub fn question(self) -> Question {
        match self {
            Self::Nameless | Self::OtherSubject => Question::OwnRecord,
            Self::Addressee => Question::MeantForHere,
            Self::MixedScript => Question::SameName,
            Self::OneDoseOrTwo => Question::TwoDoses,
            Self::Unsigned
            | Self::Vaccine
            | Self::Doses
            | Self::Dates
            | Self::OtherRules
            | Self::CardVersion
            | Self::ClaimsMissing
            | Self::CardDomain
            | Self::Product
            | Self::NobodyAnswers
            | Self::BeforeBirth
            | Self::Participant
            | Self::BeforeStandard
            | Self::OtherDisease => Question::Paper,
        }
    }

    /// The stem of the key of its text.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Nameless => "nameless",
            Self::Unsigned => "unsigned",
            Self::Vaccine => "vaccine",
            Self::Doses => "doses-differ",
            Self::Dates => "dates",
            Self::OneDoseOrTwo => "one-dose-or-two",
            Self::Addressee => "addressee",
            Self::OtherRules => "other-rules",
            Self::OtherSubject => "other-subject",
            Self::MixedScript => "mixed-script",
            Self::CardVersion => "card-version",
            Self::ClaimsMissing => "claims-missing",
            Self::CardDomain => "card-domain",
            Self::Product => "product",
            Self::NobodyAnswers => "nobody-answers",
            Self::BeforeBirth => "before-birth",
            Self::Participant => "participant",
            Self::BeforeStandard => "before-standard",
            Self::OtherDisease => "other-disease",
        }
    }
}
