//! What a code is that no family takes.

use super::Reason;

/// What a code is that no family takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recognised {
    /// A SMART Health Link (`shlink:`): an address, not a credential.
    HealthLink,
    /// The Netherlands' domestic CoronaCheck code.
    CoronaCheck,
    /// A PathCheck paper credential (`CRED:`).
    PathCheck,
    /// A seal in the ICAO Datastructure for Barcode (`RDB1`).
    IdbSeal,
    /// A visible digital seal of ICAO Doc 9303-13, in binary.
    IcaoSeal,
    /// A compressed W3C verifiable credential (`VC1-`).
    W3cCredential,
    /// A Verifiable Health Link (WHO, `vhlink:`): an address, not a credential.
    VerifiableHealthLink,
    /// A document in a phone (ISO/IEC 18013-5, `mdoc:`): the code opens a connection to it.
    MobileDocument,
    /// An identity of MOSIP's (claim 169 of a CBOR Web Token).
    Claim169,
    /// India's identity, Aadhaar.
    Aadhaar,
    /// A document of France's, 2D-Doc.
    TwoDDoc,
    /// A driving licence of North America (AAMVA).
    DrivingLicence,
    /// A health code of the Mainland or of Macao.
    HealthCode,
    /// An OpenAttestation link (Singapore).
    OpenAttestation,
    /// The code that hung at a venue's door (LeaveHomeSafe).
    VenueCode,
    /// A prefix next to HC1's: `HL0:`, `HC2:`.
    OtherPrefix,
    /// What a verifier or an issuer asks of a wallet (OpenID4VP, HAIP, OpenID4VCI): not a credential.
    WalletRequest,
    /// A card that sets this program up, or a code of an update's film: they are read on their own page alone.
    SetUpCard,
    /// A card that tries this program before the door opens: it works in that check alone.
    TestCard,
    /// A web address.
    WebAddress,
    /// Access to a wireless network.
    Wifi,
    /// A vCard or MeCard.
    ContactCard,
    /// An entry for a calendar.
    CalendarEntry,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A text message.
    TextMessage,
    /// Coordinates.
    Place,
    /// The machine-readable zone of a passport or another travel document.
    TravelDocument,
    /// The secret of an authenticator.
    OneTimePassword,
    /// An EMVCo payment code (FPS and others).
    Payment,
    /// A contact of a chat program.
    ChatContact,
    /// Text of no known form.
    PlainText,
    /// Bytes that are no text.
    Binary,
    /// Nothing at all.
    Empty,
}

impl Recognised {
    /// Every kind.
    pub const ALL: [Self; 34] = [
        Self::HealthLink,
        Self::CoronaCheck,
        Self::PathCheck,
        Self::IdbSeal,
        Self::IcaoSeal,
        Self::W3cCredential,
        Self::VerifiableHealthLink,
        Self::MobileDocument,
        Self::Claim169,
        Self::Aadhaar,
        Self::TwoDDoc,
        Self::DrivingLicence,
        Self::HealthCode,
        Self::OpenAttestation,
        Self::VenueCode,
        Self::OtherPrefix,
        Self::WalletRequest,
        Self::SetUpCard,
        Self::TestCard,
        Self::WebAddress,
        Self::Wifi,
        Self::ContactCard,
        Self::CalendarEntry,
        Self::Email,
        Self::Telephone,
        Self::TextMessage,
        Self::Place,
        Self::TravelDocument,
        Self::OneTimePassword,
        Self::Payment,
        Self::ChatContact,
        Self::PlainText,
        Self::Binary,
        Self::Empty,
    ];

    /// The stem of the keys of its texts.
    pub fn text_key(self) -> &'static str {
        self.facts().0
    }

    /// A credential of a kind that is not checked here is `unsupported-kind`, anything else `not-a-credential`.
    pub fn reason(self) -> Reason {
        self.facts().1
    }

    fn facts(self) -> (&'static str, Reason) {
        use Reason::{NotACredential as Other, UnsupportedKind as Credential};
        match self {
            Self::HealthLink => ("smart-health-link", Credential),
            Self::CoronaCheck => ("coronacheck", Credential),
            Self::PathCheck => ("pathcheck", Credential),
            Self::IdbSeal => ("idb", Credential),
            Self::IcaoSeal => ("icao-seal", Credential),
            Self::W3cCredential => ("w3c", Credential),
            Self::VerifiableHealthLink => ("vhl", Credential),
            Self::MobileDocument => ("mobile-document", Credential),
            Self::Claim169 => ("claim-169", Credential),
            Self::Aadhaar => ("aadhaar", Credential),
            Self::TwoDDoc => ("two-d-doc", Credential),
            Self::DrivingLicence => ("driving-licence", Credential),
            Self::HealthCode => ("health-code", Credential),
            Self::OpenAttestation => ("openattestation", Credential),
            Self::VenueCode => ("venue", Other),
            Self::OtherPrefix => ("other-prefix", Other),
            Self::WalletRequest => ("wallet-request", Other),
            Self::SetUpCard => ("set-up-card", Other),
            Self::TestCard => ("test-card", Other),
            Self::WebAddress => ("web-address", Other),
            Self::Wifi => ("wifi", Other),
            Self::ContactCard => ("contact-card", Other),
            Self::CalendarEntry => ("calendar", Other),
            Self::Email => ("email", Other),
            Self::Telephone => ("telephone", Other),
            Self::TextMessage => ("text-message", Other),
            Self::Place => ("place", Other),
            Self::TravelDocument => ("travel-document", Other),
            Self::OneTimePassword => ("one-time-password", Other),
            Self::Payment => ("payment", Other),
            Self::ChatContact => ("chat", Other),
            Self::PlainText => ("plain-text", Other),
            Self::Binary => ("binary", Other),
            Self::Empty => ("empty", Other),
        }
    }
}
