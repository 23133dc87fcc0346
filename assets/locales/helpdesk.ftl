# The helpdesk's line, in English: what exactly was found. Nothing personal stands in it.
of-code = code { $code }: { $what }

# The picture.
no-code = no code was found in the picture
not-read = a code is there; a sharper or larger picture of it may help

# The code.
scanner-untested = typed by a scanner that may have changed it: { $because }
is-smart-health-link = this is a SMART Health Link, which points to a record on a network and holds none: ask the holder for the certificate itself, on paper or as its own QR code
is-coronacheck = this is a Dutch CoronaCheck code, not a health credential that can be checked here
is-pathcheck = this is a PathCheck credential, not a health credential that can be checked here
is-idb = this is an IDB seal, not a health credential that can be checked here
is-icao-seal = this is an ICAO digital seal, not a health credential that can be checked here
is-w3c = this is a W3C credential, not a health credential that can be checked here
is-openattestation = this is an OpenAttestation link, not a health credential that can be checked here
is-venue = this is a LeaveHomeSafe venue code, not a health credential
is-other-prefix = this begins like an HC1 code (HL0:, HC2:) and is no health credential that is known here
is-web-address = this is a web address, not a health credential
is-set-up-card = this is a card that sets the scanner up; it is read on the page Updates of the settings
is-test-card = this is a test card of the program itself, which works in the opening check alone and is no record of anybody
is-wifi = this is a Wi-Fi code, not a health credential
is-contact-card = this is a contact card, not a health credential
is-calendar = this is a calendar entry, not a health credential
is-email = this is an e-mail address, not a health credential
is-telephone = this is a telephone number, not a health credential
is-text-message = this is a text message, not a health credential
is-place = this is a place on the map, not a health credential
is-travel-document = these are the machine-readable lines of a travel document, not a health credential
is-one-time-password = this is a key for one-time passwords, not a health credential: do not scan it again
is-payment = this is a payment code, not a health credential
is-chat = this is a chat contact, not a health credential
is-plain-text = this is plain text, not a health credential that is known here
is-binary = this is binary data, not a health credential that is known here
is-vhl = this is a Verifiable Health Link, which points to a record on a network and holds none: ask the holder for the certificate itself, on paper or as its own QR code
is-mobile-document = this opens a connection to a document in a phone (mdoc), which cannot be checked here
is-claim-169 = this is a MOSIP identity (claim 169), not a health credential that can be checked here
is-aadhaar = this is an Aadhaar identity, not a health credential that can be checked here
is-two-d-doc = this is a French 2D-Doc, not a health credential that can be checked here
is-driving-licence = this is a driving licence, not a health credential that can be checked here
is-health-code = this is a health code of the Mainland or of Macao, which cannot be checked here
is-wallet-request = this is a request to a wallet, not a credential
is-empty = the code is empty
too-long = { $bytes } bytes, longer than any credential ({ $most } at most)
broken = { $where }: { $problem }
unsigned = unsigned
lone-part = part { $index } of { $of } of a SMART Health Card: the others are missing
parts = { $held } of { $of } parts of a SMART Health Card
mixed-parts = the parts do not make one SMART Health Card: chunks of different cards ({ $because })

# Credentials of a kind that is not checked here.
genuine = the signature holds; { $what }
genuine-of = the signature of { $issuer } holds; { $what }
structured-append = part { $number } of { $of } of a message in several codes (structured append)
type = { $family } of type { $name }, which is not known here
type-unnamed = { $family } of a type that is not known here
version = { $family } of version { $version }, which is not known here
several-certificates = the code carries { $count } certificates at once, which cannot be judged here
health-link = the code carries a health link, whose contents need a network and cannot be checked here
domestic-pass = a pass of the United Kingdom for use at home, which is not checked here
pilgrimage-card = a pilgrimage card, whose contents cannot be judged here
family-hongkong = a Hong Kong code
family-hcert = a health certificate (HC1)
family-shc = a SMART Health Card
family-nzcp = a NZ COVID Pass
family-vdsnc = an ICAO VDS-NC
family-divoc = a DIVOC certificate

# The signature.
no-key = no key held here: { $sought }
sought-unnamed = the code names no key
sought-kid = key identifier { $kid }
sought-issuer = issuer "{ $issuer }", key identifier "{ $kid }" as claimed
sought-method = verification method "{ $method }" as claimed
sought-no-authority = the signer certificate names no authority
sought-authority = signing authority { $id }
sought-network = no key of the network { $network }
not-certified = the signer certificate is not signed by the authority that it names
bad-signature-one = the signature does not hold under the one key found
bad-signature = the signature does not hold under any of the { $tried } keys found
unconfirmed-key = none of the { $tried } keys tried verifies it, and none of them is confirmed: this code proves nothing

# The key.
nothing-attested = genuine, and no vaccination, test, recovery, exemption or pass on it
key-domain = signed by a key of { $issuer } for { $domain }, which does not sign this
authority-key = the key of { $issuer } is that of a certification authority, which signs no credentials
document-type = the signer certificate is not for documents of type { $wanted }
known-forgery = publicly known not to be from its issuer, under a genuine key
key-not-allowed = the key of { $issuer } may not sign a { $kind }
the-issuer = the issuer
other-country = the code says that { $stated } issued it, and the certificate is one of { $issuer }
other-issuer = signed with a key of { $of }, in the name of another issuer
kid-mismatch = the key identifier is not the thumbprint of the key
algorithm = the key found is for { $key }, the code says { $header }
unusable-key = the key found cannot be used: { $problem }
revoked = revoked by its issuer (list { $list })
key-expired = the key is valid from { $from } to { $until }
the-beginning = the beginning
the-end = the end
revocation-unread = the revocation list { $list } cannot be read: { $problem }
list-stale = the key list { $list } is { $days } days old

# Dates.
clock-wrong = the clock says { $now }, before the key list was made ({ $date })
clock-wrong-ran = the clock says { $now }, before this door last ran ({ $date })
clock-wrong-unread = the clock says { $now }, and the note of when this door last ran (clock.toml) cannot be read
not-yet-valid = not valid before { $when } ({ $claim })
expired = expired: valid until { $when } ({ $claim })
outlives-signature = vaccination against yellow fever counts for life, and only this code's signature has run out: ask for a code issued anew, or for the paper certificate

# The rule of entry.
rule = the rule "{ $profile }" asks for { $asked } against { $disease }, the record shows { $held }
rule-no-way = the record meets none of the ways of the rule "{ $profile }" against { $disease }; it shows { $held }
rule-future = {" "}(not counted: { $count } dated after today)
rule-result = {" "}and a test result that is { $result }
no-dose = no dose
one-dose = 1 dose
doses = { $count } doses

scheme-rule = invalid by the scheme's own rules: { $what } ({ $requirement })
product-not-listed = the product is not on WHO's list of { $date }
scheme-nobody-answers = it names neither clinician nor authority
after-issue = the vaccination is dated after the day of issue
dose-too-old = the rule "{ $profile }" asks for a dose against { $disease } of at most { $bound }, the last is of { $date }
dose-too-recent = the rule "{ $profile }" asks for a dose against { $disease } at least { $bound } old, the last is of { $date }
dose-not-within = the rule "{ $profile }" asks for a dose against { $disease } less than { $bound } ago, the last is of { $date }
dose-day = the rule "{ $profile }" asks for a dose against { $disease } of a certain age ({ $bound }), and the record gives the last one as { $date }
official-rule-not-met = the official rule { $rule } is not met: { $text }
official-rule-open = the official rule { $rule } could not be decided ({ $problem }): { $text }
official-rule-engine = it is for the engine { $engine }
official-rule-engine-version = it asks for version { $asked } of the engine, and this is { $ours }
official-rule-schema = it is for certificates of schema { $asked }, and this one is of { $certificate }
no-official-rule = no official rule of { $country } now accepts certificates of this kind ({ $kind })
not-under-official-rules = the official rules of { $country } are for one EU certificate at a time, and this is none
open-age = the rule is for those of { $years } or over, and the record does not say whether its holder is
open-recovery = the rule asks for a recovery on { $day } or after it, and the record does not say when its holder recovered
no-series = the rule "{ $profile }" asks for a series of { $count } doses against { $disease }, and those on the record do not keep its ages and intervals
dose-not-completed = the rule "{ $profile }" asks for { $doses } doses against { $disease } completed at least { $bound } ago, and they were not before { $date }
open-completed = the rule asks for { $count } doses by { $day }, and the record does not tell which dose was given when
open-series = the rule asks for a series of { $count } doses at certain ages and intervals, and the record does not state every date
open-vaccines = the rule asks for { $count } doses of certain vaccines, and the record does not name that of each
open-exception = the rule leaves to a person whether it is met here
days = { $count } days
months = { $count } months

# What a person must decide.
test-result = the test result is { $result }
not-stated = not stated
doubt-nameless = the code names nobody by its signature: whose is it?
doubt-unsigned = the signature does not cover what was given: compare with the paper
doubt-vaccine = the vaccine has no name that is known here, which the signature does not settle: compare with the paper
doubt-doses-differ = the dose and the number of doses do not go together, which the signature does not settle: compare with the paper
doubt-dates = the dates do not go together, which the signature does not settle: compare with the paper
doubt-one-dose-or-two = a dose on one code may be the one on another: compare the dates
doubt-addressee = the code is addressed to somebody (aud): is it meant for this door?
doubt-other-rules = the issuer says that the record must not be read by the general rules alone (implicitRules, modifierExtension)
doubt-other-subject = an entry of the card is about another person
doubt-mixed-script = a word of the name mixes Latin letters with Cyrillic or Greek ones: compare letter by letter
doubt-card-version = a card of a version that is not known here
doubt-claims-missing = not all that a card must state was found on it
doubt-card-domain = the key that signed the card is not one for yellow cards
doubt-product = a product that is not known here, on no list held
doubt-nobody-answers = the card names neither clinician nor authority
doubt-before-birth = the dates of birth and vaccination contradict each other
doubt-participant = the card names another authority than the one whose key signed it
doubt-before-standard = the card is dated before 19 September 2025, from which day on there are such cards
doubt-other-disease = the disease stated is not that of the product
the-name = name
the-birth-date = date of birth
differs = code { $code }: the { $claim } is another than code 1
not-compared = code { $code }: the { $claim } is not to be compared with that of code 1
masked = code { $code }: the { $claim } is masked, as is that of code 1

# What changes nothing.
remark-beyond-calendar = { $claim } lies beyond the calendar and counts as none
remark-stated-until = { $claim } states { $date }, which is no expiry
remark-undated = no { $claim }: dates not checked
remark-outside-key-life = { $claim } lies outside the key's validity
remark-accepted-by-operator = the operator of this door has vouched for the key or the product
remark-list-ages = the key list { $list } is { $days } days old
remark-shown-before = code { $code } is one shown before, which counts once
remark-dose-repeated = code { $code } repeats a dose, which counts once
remark-light-certificate = a light certificate: it says that its holder had a valid certificate when it was made, not which
remark-pass-of-the-time = a NZ COVID Pass says that its holder met New Zealand's rules of the time, not by which vaccination or exemption
remark-names-nobody = the card names nobody
remark-undone = not counted: immunizations that are not completed ({ $count })
remark-repeated = not counted: doses that are recorded twice ({ $count })
remark-mended = { $claim } is not as the specification has it, and was read as what it can mean
remark-card-of-ph4h = signed in the domain PH4H, which covers yellow cards
remark-card-version = the card claims version { $version }
remark-product-code = the card claims product { $code }
remark-missing = { $claim } is missing
remark-no-latin-name = the name has no Latin letter
remark-no-rule-in-force = no entry rule of the profile is in force on this day
remark-training = training: the rule of { $from } to { $to }, not that of the day
remark-other-authority = the card names an authority that is no participant of the network
remark-authority-as-signer = the key is a certification authority's, and its list names it as a document signer's
remark-no-document-types = the signer certificate lists no document types
remark-no-event = the card holds no completed immunization and no test
