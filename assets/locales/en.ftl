# What the screen says first.
headline-admit = ADMIT
headline-valid = VALID
headline-signature-valid = SIGNATURE VALID
headline-not-negative = RESULT NOT NEGATIVE
headline-do-not-admit = DO NOT ADMIT
headline-not-valid = NOT VALID
headline-scan-again = SCAN AGAIN
headline-check-by-hand = CHECK BY HAND
headline-hold = HOLD – DO NOT LET IN
headline-not-a-pass = NOT A PASS
customer-refused = NOT ACCEPTED
customer-wait = PLEASE WAIT
decided-yes = BY HAND: ADMITTED
decided-no = BY HAND: REFUSED
decided-open = NOT ADMITTED
question-and-answer = { $question } { $answer }
by-hand = By hand: { $what }
no-entry-rule = no entry rule checked

# Questions, and the two answers of each: they are the buttons.
question-age = { $years } or over?
answer-age-yes = { $years } or over
answer-age-no = Under { $years }
question-dose-by = Last dose by { $day }?
answer-dose-by-yes = By { $day }
answer-dose-by-no = Later
question-dose-since = Last dose since { $day }?
answer-dose-since-yes = Since { $day }
answer-dose-since-no = Earlier
question-recovered-since = Recovered since { $day }?
answer-recovered-since-yes = Since { $day }
answer-recovered-since-no = Earlier
question-completed-by = { $doses } doses by { $day }?
answer-completed-by-yes = By { $day }
answer-completed-by-no = Later
question-series = { $doses } doses at the right ages and intervals?
answer-series-yes = All right
answer-series-no = Not so
question-vaccines = { $doses } doses of a listed vaccine?
answer-vaccines-yes = Listed
answer-vaccines-no = Not listed
question-exception = Does an exception apply?
answer-exception-yes = Exception
answer-exception-no = No exception
question-one-person = Both codes of one person?
answer-one-person-yes = One person
answer-one-person-no = Two people
question-own-record = The guest's own record?
answer-own-record-yes = Their own
answer-own-record-no = Not shown to be
question-paper = Does the paper say the same?
answer-paper-yes = The same
answer-paper-no = Not the same
question-meant-for-here = Is it meant for here?
answer-meant-for-here-yes = For here
answer-meant-for-here-no = For elsewhere
question-same-name = The same name, letter by letter?
answer-same-name-yes = Same name
answer-same-name-no = Another name
question-two-doses = Two different doses?
answer-two-doses-yes = Two doses
answer-two-doses-no = One dose
question-official-rule = Is the official rule met?
answer-official-rule-yes = Met
answer-official-rule-no = Not met

# Why somebody without a code was let in.
no-code-record = Paper or foreign record seen
no-code-child = Child with an adult
no-code-errand = Takeaway, delivery or repair
no-code-manager = Manager's decision
by-hand-noted = BY HAND
form-needed = Form needed
without-code-how = Noted as decided by hand, and nothing about the guest.
without-code = No code: why may they come in?

# One line a check.
check-read = Code read
check-signature = Signature
check-issuer = Issuer
check-key = Key
check-dates = Dates
check-revocation = Revocation
check-rules = Entry rule
check-skipped = not checked
checks-done = { $done }
checks-open = not checked: { $open }
checks-rest = nothing else checked

# Why, and what to do next: two lines for every reason.
no-code-what = No QR code was found in the picture.
no-code-next = Hold the whole code straight before the camera, flat and well lit, and scan again.
damaged-code-what = A QR code is there, and it cannot be read.
damaged-code-next = Show the whole code from the app or the paper. Paper: take it out of the plastic → flatten it → lamp → family's phone → manager. Do not admit by eye.
incomplete-what = Only part of the record was scanned, or parts of two different ones.
incomplete-next = Scan every code of the same record, one after the other.
not-a-credential-what = This is not a health record: do not admit on this code.
not-a-credential-next = Ask for the QR code of the vaccination, test or exemption record.
unsupported-kind-what = This kind of record cannot be checked here.
unsupported-kind-next = Ask for another record, or call the manager.
malformed-what = The code is broken: it is not as any issuer makes it.
malformed-next = Do not admit. Ask for the whole code, from the app or on paper.
malformed-claims-what = The signature is good, but the record breaks the rules of its kind.
malformed-claims-next = Do not admit. Ask the holder to have the record issued again.
nothing-attested-what = No vaccination, test or recovery on this record.
nothing-attested-next = Ask for the QR code of the vaccination, test or exemption record.
unknown-issuer-what = The issuer of this record is not in the issuer list.
unknown-issuer-next = Do not admit on this code. Call the manager: the issuer list may need an update.
bad-signature-what = The signature does not fit this record: nothing on it is proven.
bad-signature-next = Do not admit. Ask for the code from the app or on paper, or call the manager.
unconfirmed-key-what = No key held here verifies this code: it proves nothing.
unconfirmed-key-next = Do not admit on this code. Call the manager.
unconfirmed-key-hongkong-what = This device has not yet verified any Hong Kong code of this kind.
unconfirmed-key-hongkong-next = Reopen it in eHealth or iAM Smart → paper → manager.
key-not-allowed-what = The key that signed this may not sign records of this kind.
key-not-allowed-next = Do not admit. Ask for another record.
revoked-what = The issuer has revoked this record.
revoked-next = Do not admit. The holder should ask the issuer why.
clock-wrong-what = The clock of this device is wrong.
clock-wrong-next = Do not admit on this code. Call the manager: date and time have to be set (Settings, Trust, Clock).
key-expired-what = The key that signed this record is no longer valid, or not yet.
key-expired-next = Do not admit. Ask for a newly issued record.
not-yet-valid-what = This record is not valid yet.
not-yet-valid-next = Do not admit. Look at the date from which it is valid.
expired-what = This record is out of date.
expired-next = Do not admit. Ask for a newer record.
trust-data-stale-what = The issuer list of this device is too old to decide.
trust-data-stale-next = Do not admit on this code. Call the manager: the issuer list needs an update.
revocation-unread-what = This device cannot read the issuer's revocation list.
revocation-unread-next = Do not admit on this code. Call the manager: the revocation list has to be installed anew.
scheme-rules-not-met-what = The card is invalid by WHO's own rules.
scheme-rules-not-met-next = Do not admit on this card. Ask for the paper certificate, or for a card issued anew.
rules-not-met-what = The record does not meet the rule of entry.
rules-not-met-next = Do not admit. Ask for another record, or call the manager.
check-by-hand-what = The record is genuine, and a person must decide.
check-by-hand-next = The line below says what is open.
ok-what = The digital signature is valid.
ok-next = Compare what is shown with the identity document.
exempt-what = An exemption certificate. The digital signature is valid.
exempt-next = Compare what is shown with the identity document.
in-date = In date.
and = { $one } { $other }
list = { $one }, { $other }
compare = Compare with the identity document: { $what }.
compare-name = name
compare-birth-date = birth date
compare-document = document number

# What a code is that is no credential checked here: its headline, and for some what to do in place of the general advice.
is-smart-health-link = SMART HEALTH LINK
is-coronacheck = DUTCH CORONACHECK
is-pathcheck = PATHCHECK CARD
is-idb = ICAO BARCODE SEAL
is-icao-seal = ICAO DIGITAL SEAL
is-w3c = W3C CREDENTIAL
is-openattestation = OPENATTESTATION LINK
is-venue = VENUE CODE
is-other-prefix = UNKNOWN CODE
is-web-address = WEB ADDRESS
is-set-up-card = SET-UP CARD
is-test-card = TEST CARD 測試卡 · 並非紀錄
is-wifi = WI-FI CODE
is-contact-card = CONTACT CARD
is-calendar = CALENDAR ENTRY
is-email = E-MAIL ADDRESS
is-telephone = TELEPHONE NUMBER
is-text-message = TEXT MESSAGE
is-place = PLACE ON THE MAP
is-one-time-password = ONE-TIME PASSWORD
is-payment = PAYMENT CODE
is-chat = CHAT CONTACT
is-plain-text = PLAIN TEXT
is-binary = UNKNOWN CODE
is-vhl = HEALTH LINK (VHL)
is-mobile-document = DOCUMENT IN A PHONE
is-claim-169 = MOSIP IDENTITY CODE
is-aadhaar = AADHAAR IDENTITY CODE
is-two-d-doc = FRENCH 2D-DOC
is-driving-licence = DRIVING LICENCE
is-health-code = MAINLAND OR MACAO CODE – NOT CHECKABLE HERE
is-wallet-request = REQUEST TO A WALLET
is-empty = EMPTY CODE
is-other-hongkong = OTHER HONG KONG RECORD – CALL MANAGER
smart-health-link-next = A link holds no record, only an address on a network. Ask the holder to open it and show the certificate's own QR code, or the paper.
vhl-next = A link holds no record, only an address on a network. Ask the holder to open it and show the certificate's own QR code, or the paper.
mobile-document-next = The document stays in the phone. Ask the holder to open it and show the QR code of the health record, or the paper.
claim-169-next = It says who somebody is, and nothing of health. Ask for the QR code of the health record.
aadhaar-next = It says who somebody is, and nothing of health. Ask for the QR code of the health record.
driving-licence-next = It says who somebody is, and nothing of health. Ask for the QR code of the health record.
two-d-doc-next = Ask for the EU certificate of the same record: its QR code can be checked here.
health-code-next = It can be checked on a network alone. Ask for the QR code of the vaccination or test record.
wallet-request-next = It asks for a document and holds none. Ask for the QR code of the health record.
one-time-password-next = Do not scan it again: it is a secret. Ask for the QR code of the health record.

# From a hand-held scanner that may have changed it.
scanner-seen = A hand-held scanner types here: from now on no key is a button.
scanner-untested-what = The hand-held scanner cannot read this code safely. Nothing speaks against it yet.
scanner-untested-next = Hold the code to the camera.

# What exactly was found.
ground-test-negative = The test was negative.
ground-test-positive = The test was positive.
ground-test-unreadable = The test result cannot be read.
ground-test-not-stated = The record states no test result.
ground-doses = On the record: { $held ->
    [0] no dose
    [one] 1 dose
   *[other] { $held } doses
} against { $disease }. Asked for: { $asked }.
ground-doses-last = On the record: { $held ->
    [one] 1 dose
   *[other] { $held } doses
} against { $disease }, the last on { $date }. Asked for: { $asked }.
ground-outlives-signature = Vaccination against yellow fever counts for life: see the paper certificate, or ask for a new code.
ground-nameless = The signature does not say whose record this is.
ground-unsigned = The signature does not cover what was given: compare with the paper.
ground-vaccine = The vaccine is not a known one: compare with the paper.
ground-doses-differ = The numbers of doses do not go together: compare with the paper.
ground-dates = The dates do not go together: compare with the paper.
ground-name-differs = Code { $code } is in another name: { $here }.
ground-name-not-stated = Code 1 or code { $code } names nobody.
ground-name-masked = The names on code 1 and code { $code } are masked: compare with the document.
ground-birth-date-differs = Code { $code } states another date of birth: { $here }.
ground-birth-date-not-stated = Code 1 or code { $code } states no date of birth.
ground-one-dose-or-two = A dose on one code may be the one on another: compare the dates.
ground-future = Not counted, since dated after today: { $count }.
ground-key-domain = The key is for { $domain }, not for records of this kind.
ground-authority-key = The key is an authority's, which signs no records.
ground-document-type = The signer's certificate is not for documents of type { $wanted }.
ground-product-not-listed = The vaccine is not on WHO's list of { $date }.
ground-scheme-nobody-answers = It names neither clinician nor authority.
ground-after-issue = The vaccination is dated after the card was issued.
ground-dose-too-old-days = The last dose against { $disease } is of { $date }: more than { $count ->
    [one] 1 day
   *[other] { $count } days
} ago.
ground-dose-too-old-months = The last dose against { $disease } is of { $date }: more than { $count ->
    [one] 1 month
   *[other] { $count } months
} ago.
ground-dose-too-recent-days = The last dose against { $disease } is of { $date }: less than { $count ->
    [one] 1 day
   *[other] { $count } days
} ago.
ground-dose-too-recent-months = The last dose against { $disease } is of { $date }: less than { $count ->
    [one] 1 month
   *[other] { $count } months
} ago.
ground-dose-not-within-days = The last dose against { $disease } is of { $date }: not less than { $count ->
    [one] 1 day
   *[other] { $count } days
} ago.
ground-dose-not-within-months = The last dose against { $disease } is of { $date }: not less than { $count ->
    [one] 1 month
   *[other] { $count } months
} ago.
ground-dose-not-completed-days = { $doses ->
    [one] 1 dose
   *[other] { $doses } doses
} against { $disease } not before { $date }: less than { $count ->
    [one] 1 day
   *[other] { $count } days
} ago.
ground-dose-not-completed-months = { $doses ->
    [one] 1 dose
   *[other] { $doses } doses
} against { $disease } not before { $date }: less than { $count ->
    [one] 1 month
   *[other] { $count } months
} ago.
ground-no-series = The doses against { $disease } do not keep the ages and intervals of { $doses } doses.
ground-dose-day = The last dose against { $disease } is recorded as of { $date }, and no day.
ground-rule-not-met = { $rule }: { $text }
ground-rule-open = Not decided here, { $rule }: { $text }
ground-no-rule = No rule of { $country } now covers certificates of this kind: { $kind }
ground-not-under-rules = The rules of { $country } are for one EU certificate at a time, and this is none.
ground-open-age = The record does not say whether its holder is { $years } or over.
ground-open-recovery = The record says that its holder has recovered, and not on which day.
ground-open-completed = The record does not tell which dose was given when.
ground-open-asked = The rule asks for: { $doses }.
ground-open-exception = The rule leaves this case to a person.
ground-no-way = The record meets none of the ways of the rule.
ground-addressee = The code is addressed to somebody: is it meant for here?
ground-other-rules = The issuer says that this record has rules of its own: see the paper.
ground-other-subject = An entry on the card is about another person.
ground-mixed-script = The name mixes letters of two scripts: compare it letter by letter.
ground-card-version = A card of a version that is not known here.
ground-claims-missing = Not all that such a card must state was found on it.
ground-card-domain = The key that signed it is not one for yellow cards: see the paper certificate.
ground-product = The vaccine is not known here: see the paper certificate.
ground-nobody-answers = It names neither clinician nor authority: see the paper certificate.
ground-before-birth = The dates of birth and vaccination contradict each other.
ground-participant = It names another authority than the one that signed it.
ground-before-standard = It is dated before there were such cards.
ground-other-disease = The disease stated is not that of the vaccine.
ground-lone-part = Code { $index } of { $of }: the others are missing.
ground-mixed-parts = The codes do not make one record: they may be of two.
ground-too-long = { $bytes } bytes are longer than any record.
ground-structured-append = Part { $number } of { $of } of a message in several codes.
ground-type = { $family }: type { $name } is not known here.
ground-type-unnamed = { $family }: of a type that is not known here.
ground-version = { $family }: version { $version } is not known here.
ground-version-unnamed = { $family }: of a version that is not known here.
ground-several = There are { $count } certificates in one code.
ground-health-link = The code holds a link: the record itself is on a network.
ground-domestic-pass = A UK domestic pass: it is not checked here.
ground-pilgrimage = A pilgrimage card: what it says cannot be judged here.
ground-malformed = What is broken: { $step }
ground-specimen = A specimen: it bears no signature.
ground-not-certified = The authority that is named did not certify the signer.
ground-claim = What is wrong: { $field }
ground-key-kind = The key may not sign: { $kind }
ground-other-country = The code says { $stated }, its signer's certificate { $issuer }.
ground-other-issuer = Signed with a key of { $of }, in another's name.
ground-kid = The key's identifier is not its own.
ground-algorithm = The key is for { $key }, the code says { $header }.
ground-unusable-key = The key cannot be used.
ground-revoked = Revocation list: { $list }
ground-clock = The clock says { $now }; the issuer list is of { $date }.
ground-clock-ran = The clock says { $now }; this door last ran on { $date }.
ground-clock-unread = The clock says { $now }. The note of when this door last ran cannot be read.
ground-key-from = The key is valid from { $date }.
ground-key-until = The key is valid until { $date }.
ground-key-list-stale = The issuer list is too old to know the next key.
ground-list-days = The issuer list { $list } is { $days } days old.

# What changes nothing, and is worth knowing.
of-code = Code { $code }: { $what }
remark-beyond-calendar = Beyond the calendar, and not counted: { $claim }
remark-stated-until = The record states { $claim }: { $date }. That is no expiry.
remark-undated = Dates not checked: { $claim } is missing.
remark-outside-key-life = Outside the key's life: { $claim }
remark-accepted-by-operator = The operator of this door has vouched for the key or the product.
remark-list-ages = The issuer list { $list } is { $days } days old: renew it soon.
remark-shown-before = Code { $code } was shown before: it counts once.
remark-dose-repeated = Code { $code } repeats a dose, which counts once.
remark-light-certificate = A light certificate does not say what its holder's certificate was for.
remark-pass-of-the-time = The pass says that New Zealand's rules of the time were met, not by what.
remark-names-nobody = The card names nobody.
remark-undone = Not counted, since not completed: { $count }
remark-repeated = Not counted, since recorded twice: { $count }
remark-mended = Read as what it can mean: { $claim }
remark-card-of-ph4h = Signed in the domain PH4H, which covers yellow cards.
remark-card-version = Version of the card, as it claims: { $version }
remark-product-code = Product, as the card claims: { $code }
remark-missing = Missing: { $claim }
remark-no-latin-name = The name has no Latin letter.
remark-no-rule-in-force = No entry rule in force.
remark-training = Training: the rule of { $from } to { $to }, not that of today.
remark-other-authority = The authority named is no participant of the network.
remark-authority-as-signer = An authority's key, listed as a signer's.
remark-no-document-types = The signer's certificate lists no document types.
remark-no-event = The card holds no completed vaccination and no test.

# The families of records.
family-hongkong = Hong Kong record
family-hcert = Health certificate (HC1)
family-shc = SMART Health Card
family-nzcp = NZ COVID Pass
family-vdsnc = ICAO VDS-NC
family-divoc = DIVOC certificate

# To be said to the guest.
guest-say = To the guest

# The waiting screen.
ready = Show your QR code
ready-how = Hold it in the frame, 10 to 15 cm from the camera. From a phone: turn the brightness up.
coach-too-small = Closer: the code is too small.
coach-cut-off = Show the whole code: nothing over it, no edge cut off.
coach-too-dark = More light: turn the screen brighter, or come to the lamp.
coach-glare = Tilt it a little: light is mirrored in it.
coach-moving = Hold it still.
coach-blurred = Out of focus: a little further away, and still.
coach-wipe-lens = Wipe the lens.
coach-curved = Hold the paper flat.
coach-damaged = The code seems damaged: take it out of the plastic, flatten it, give it light.
parts-held = { $held } of { $of } codes read
parts-next = Show the next code of the same record.
another = Show the other code
another-how = A code of the same person. Both are judged together.
demo = DEMO – NOT A REAL CHECK

# What green means at this door: one sentence, put together from the rule in force.
rule-green = Green today means ({ $disease }): { $what }.
rule-none-green = Nothing is green today ({ $disease }): { $what }.
rule-green-by-age = Green today means ({ $disease }), by age:
rule-of-age = { $age }: { $what }.
rule-of-every-age = Any age: { $what }.
rule-of-other-ages = Any other age: a genuine record is enough.
rule-genuine = Pale sheet, green border: the signature is valid. No entry rule is checked.
rule-official = Green today means: the official rules of { $country } are met.
rule-official-too = And the official rules of { $country } are met.
rule-in-short = Green today means: the rule "{ $profile }" is met.
rule-age-over = { $from } or over
rule-age-below = under { $below }
rule-age-between = { $from } to under { $below }
rule-or = { $one }, or { $other }
rule-vaccine-or = { $one } / { $other }
rule-and = { $one } and { $other }
rule-else = { $green }; { $person }
rule-person = else a person decides
rule-person-alone = a person decides
rule-person-where = a person decides on: { $what }
rule-more-recent = a more recent dose
rule-doses = { $count ->
    [one] 1 dose
   *[other] { $count } doses
}
rule-vaccines = { $doses } of { $vaccines }
rule-last-dose = { $doses }, the last { $age }
rule-at-least-days = at least { $count ->
    [one] 1 day
   *[other] { $count } days
} ago
rule-at-least-months = at least { $count ->
    [one] 1 month
   *[other] { $count } months
} ago
rule-at-most-days = at most { $count ->
    [one] 1 day
   *[other] { $count } days
} ago
rule-at-most-months = at most { $count ->
    [one] 1 month
   *[other] { $count } months
} ago
rule-grace = { $age } (and { $grace } of grace)
rule-span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
rule-span-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
rule-completed = { $doses }, completed at least { $age } ago
rule-series = { $doses }: { $parts }
rule-series-age = dose { $number } at { $age } of age or later
rule-series-after = dose { $number } at least { $age } after the one before
rule-less-than-days = less than { $count ->
    [one] 1 day
   *[other] { $count } days
} ago
rule-less-than-months = less than { $count ->
    [one] 1 month
   *[other] { $count } months
} ago
rule-recovered = recovered
rule-recovery = recovered { $age }
rule-test-nucleic-acid = a negative PCR test, at most { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} old
rule-test-antigen = a negative rapid test, at most { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} old
rule-exemption = a valid exemption certificate

# The state of the door, in a line.
state-profile = Profile: { $name }
state-list = Issuer list of { $date }
state-list-none = No issuer list
state-list-old = Issuer list of { $date }: renew it soon
state-list-stale = Issuer list of { $date }: too old
list-due = { $list }: list has { $days } days left – update it
list-due-last = { $list }: last day of the list – update it today
network-hongkong = Hong Kong
network-gdhcn = WHO and EU certificates
network-shc = SMART Health Cards
network-nzcp = NZ COVID Pass
network-icao = ICAO VDS-NC
network-divoc = DIVOC certificates
state-paused = Paused
state-settings-held = Settings file broken: the last good ones hold
state-settings-unkept = Settings cannot be saved: they hold until the end
state-profile-held = Profile file broken: the last good one holds
state-clock-unkept = That this door ran cannot be saved
state-gate-failed = Gate: no connection
state-hongkong-fails = Hong Kong codes cannot be checked at this door
state-time = { $time } ({ $place })
state-staff = Staff
state-battery = Battery { $percent } %
state-battery-charger = Battery { $percent } %, charger plugged in
state-battery-low = Battery { $percent } %: plug in the charger
sound-none = No sound device
profile-authenticity = Authenticity
profile-vaccinated = Vaccinated
profile-yellow-fever = Yellow fever
profile-routine-measles = Measles, routine
profile-polio = Polio
profile-hong-kong-vaccine-pass = Hong Kong: Vaccine Pass (2022)
profile-hong-kong-bubble = Hong Kong: vaccine bubble (2021)

# Lines of a result.
check-failed-line = { $check }: not good
check-failed-read = Content of the code: broken
check-skipped-line = { $check } – not checked
check-of = { $check }: { $of }
list-of-day = { $list } ({ $date })
more-lists = +{ $count }
name-other-script = Name in a script that cannot be shown here
card-name = Name
card-birth-date = Born d-m-y
card-document = Document
born = Born { $date }
document = Document { $number }
valid-from = Valid from { $date }
valid-until = Valid until { $date }
helpdesk = Helpdesk { $code }
signed-by = Signed by { $name }
event-vaccination = Vaccination
event-test = Test
event-recovery = Recovery
event-exemption = Exemption
dose = dose { $dose }
dose-of = dose { $dose } of { $of }
disease-covid-19 = COVID-19
disease-measles = measles
disease-polio = polio
disease-yellow-fever = yellow fever
result-negative = negative
result-positive = positive
result-unreadable = result unreadable

# At a desk: every dose of a record, and the holder's passport beside it.
column-when = Date
column-what = Vaccine or test
column-lot = Lot
column-given = Given by
column-counts = Valid, next dose
column-code = Code
next-dose = Next dose { $date }
told = { $name }: { $what }
card-guardian = Guardian
other-script = (in a script that cannot be shown here)
profile-travel-desk = Travel desk
button-doses = All doses
button-checks = Checks
button-passport = Passport
button-booklet = Paper booklet
button-compare = Compare
passport = Passport: type the lines of letters and <
passport-how = They stand at the foot of the page with the photo: two lines, on cards three. A passport reader types them by itself.
passport-next-line = Next line
passport-line = Line: { $line }
passport-name-agrees = Name: the same in the passport.
passport-name-as-far = Name: the same, as far as the passport's line has room.
passport-name-differs = Name differs. In the passport: { $here }
passport-name-open = Name cannot be compared: { $why }.
passport-birth-date-agrees = Birth date: the same in the passport.
passport-birth-date-as-far = Birth date: the same, as far as both state it.
passport-birth-date-differs = Birth date differs. In the passport (y-m-d): { $here }
passport-birth-date-open = Birth date cannot be compared: { $why }.
passport-why-not-stated = the record does not state it
passport-why-masked = it is masked on the record, and what is seen is the same
passport-why-other-script = the record has it in another script alone
passport-why-one-name = one of the two has a single name, which the other has too
passport-why-not-in-passport = the passport does not state it
passport-differs = PASSPORT DIFFERS
passport-differs-next = Whose record is it? Look at the passport and decide: the record itself is genuine.
passport-mistyped = Mistyped ({ $part }): type or read the lines again. Nothing was compared.
passport-no-zone = These are not the lines of a passport: two of 44 or 36 characters, or three of 30.
passport-part-name = name
passport-part-number = document number
passport-part-birth-date = birth date
passport-part-expiry = date of expiry
passport-part-optional = optional data
passport-part-whole = second line
passport-record-first = Open the record first, then the passport.
is-travel-document = PASSPORT LINES
travel-document-next = They say who somebody is, and nothing of health. Scan the health record first, then the passport.

# The page on the paper booklet.
booklet = The yellow booklet on paper
booklet-lead = The International Certificate of Vaccination on paper has no code. Look at every part of the line:
booklet-name = Name
booklet-name-what = Name and birth date as in the passport; signed by the holder.
booklet-vaccine = Disease and vaccine
booklet-vaccine-what = The disease, the day, and a vaccine that WHO has approved.
booklet-signature = Signature
booklet-signature-what = The clinician's, by hand, with the profession: no stamp alone.
booklet-batch = Maker and batch
booklet-batch-what = Both are written in.
booklet-stamp = Stamp
booklet-stamp-what = The official stamp of the centre that gave it.
booklet-from = Valid from
booklet-from-what = Yellow fever: from day 10 after the vaccination on.
booklet-until = Valid until
booklet-until-what = Yellow fever: for life, even where "10 years" is printed.
booklet-life = That yellow fever vaccination counts for life holds since 11 July 2016 (WHO), for older certificates too: no further dose is needed.
booklet-end = It is filled in in English or French. Where a part is missing, was erased or was changed, the line may be invalid: ask who is in charge.

# Diseases, as the tables of codes name them.
disease-not-stated = disease not stated
disease-poliomyelitis = polio
disease-meningococcal-disease = meningococcal disease
disease-typhoid = typhoid
disease-cholera = cholera
disease-rabies = rabies
disease-hepatitis-a = hepatitis A
disease-hepatitis-b = hepatitis B
disease-hib = Hib
disease-haemophilus-influenzae-type-b = Hib
disease-japanese-encephalitis = Japanese encephalitis
disease-tick-borne-encephalitis = tick-borne encephalitis
disease-rsv = RSV
disease-dengue = dengue
disease-diphtheria = diphtheria
disease-tetanus = tetanus
disease-pertussis = whooping cough
disease-human-papillomavirus = human papillomavirus
disease-influenza = influenza
disease-mumps = mumps
disease-rubella = rubella
disease-varicella = chickenpox
disease-pneumococcal-disease = pneumococcal disease
disease-rotavirus = rotavirus
disease-shingles = shingles
disease-smallpox = smallpox
disease-mpox = mpox
disease-tuberculosis = tuberculosis
disease-ebola = Ebola
disease-malaria = malaria

# Several codes at once: "2 may enter", "1 may not", beside each other.
group-pass = { $count } may enter
group-genuine = { $count } valid
group-valid = { $count } valid
group-fail = { $count } may not
group-not-valid = { $count } not valid
group-undecided = { $count } to decide
group-other = { $count } no pass
group-one-person = { $count } codes of one person
group-same-person = Same person as { $number }
tally = This party: { $admitted } ✓ { $refused } ✗

# Shown before: for the staff alone.
again-code = Shown { $ago } ago: the guest may be returning, look at the ID.
again-person = This person showed another code { $ago } ago: look at the ID.
ago-minutes = { $count } min
ago-seconds = { $count } s

# The camera: what is the matter, and what to do.
camera-starting-what = The camera is starting.
camera-none-what = No camera was found.
camera-none-next = Plug a camera in. Scanning starts by itself.
camera-no-permission-what = This program may not use the camera.
camera-no-permission-next = Allow it in the system settings (on Linux: put the user into the group video), then start again.
camera-busy-what = Another program is using the camera.
camera-busy-next = Close the other program. Scanning starts by itself.
camera-stalled-what = The camera sends no picture.
camera-stalled-next = If this stays, unplug the camera and plug it in again.
camera-unplugged-what = The camera was unplugged.
camera-unplugged-next = Plug it in again. Scanning goes on by itself.
camera-covered-what = The camera sees nothing but black.
camera-covered-next = Uncover the lens, or open its shutter.
camera-too-dark-what = Too dark: switch a light on.
camera-unusable-what = The camera cannot be used.
camera-unusable-next = Choose another camera in the settings, or call the helpdesk.
camera-empty-what = There is nothing to replay.
camera-empty-next = Put pictures or PDF files there, or start again without the option --source.
camera-ended-what = The recording has ended.
camera-ended-next = Close the window, or choose a camera in the settings.
camera-restarting-what = The scanner had a fault and is starting again.
camera-restarting-next = Please wait a moment.
camera-instead = Without a camera: drop a picture or PDF of the code here, paste it, or open it.
camera-instead-open = Without a camera: paste a picture or PDF of the code here, or open it.

# The opening check. While it is on, the door checks nobody.
opening = Opening check
opening-not-checking = OPENING CHECK – THIS DOOR IS NOT CHECKING
opening-due = Opening check not done today
opening-left = Opening check, not in order: { $what }
opening-step-camera = Camera
opening-step-sound = Sound
opening-step-clock = Date and time
opening-step-lists = Issuer lists
opening-step-power = Battery
opening-step-rule = Rule
opening-step-pass = Card PASS
opening-step-fail = Card FAIL
opening-step-damaged = Card DAMAGED
opening-step-scanner = Scanner
opening-sharp-open = Light enough. Sharp? Hold a test card before it.
opening-sharp = Light enough, and sharp.
opening-sound-good = Heard.
opening-sound-bad = Not heard: check loudspeaker and volume.
opening-sound-off = Sound is off: turn the volume up.
opening-clock-good = Right.
opening-clock-bad = Not right: set them in the system's settings.
opening-rule-good = { $name }: the rule of today.
opening-rule-bad = Not today's: change the profile, or call the manager.
opening-card-open = Not shown yet.
opening-card-good = Seen and heard.
opening-scanner-good = The scanner reads test cards.
opening-open = Not yet.
opening-skipped = Left out.
opening-ask-sound = Did you hear it?
opening-ask-clock = Are date and time right?
opening-ask-rule = Is this the rule of today?
opening-ask-pass = Hold the card PASS before the camera.
opening-ask-fail = Hold the card FAIL before the camera.
opening-ask-damaged = Hold the card DAMAGED before the camera, for some seconds.
opening-ask-scanner = Scan the card PASS with the hand-held scanner.
opening-ask-none = Everything is in order.
opening-ask-left = Not in order: { $what }
opening-other = That was no test card, and was not checked: this door is not checking.
opening-hongkong = Hong Kong
opening-hongkong-open = Not confirmed by use: hold up your own Hong Kong record once.
opening-hongkong-good = Confirmed by use: { $versions }
opening-kept-not = The result could not be saved.
test-card = TEST CARD
button-again-sound = Play again
button-skip = Leave out
button-begin = Begin
button-check-guests = Check guests

# The training. While it is on, the door checks nobody.
training = Training
training-how = What would you do? Samples as this door would show them; nobody in them exists.
training-not-checking = TRAINING – THIS DOOR IS NOT CHECKING
training-across = TRAINING
training-question = Question { $number } of { $of }
training-came-shown = A guest holds up a code. The screen says:
training-came-damaged = A guest holds up a crumpled paper. The screen says:
training-came-typed = The hand-held scanner has read a guest's code. The screen says:
training-document = The guest's identity document
training-answer-admit = Admit
training-answer-ask = Not yet: ask
training-answer-refuse = Do not admit
training-right = Right.
training-wrong = Not so. Right is: { $answer }
training-why-green = Green, and the document is the same person's.
training-why-pale = The signature is valid and no entry rule was checked: look at doses and dates yourself, or ask whoever decides.
training-why-borrowed = The code is good, and it is somebody else's: the document has another name.
training-why-red = Red: this code does not let in, whoever holds it.
training-why-amber = Amber: nothing is decided. Do what the screen says next. Nobody enters on it, and nobody is turned away for it.
training-why-damaged = A damaged code says nothing, good or bad: flatten it, give it light, or ask for the code from the app.
training-why-typed = The scanner may have changed the code. Hold it to the camera before you say anything.
training-why-grey = Grey is no pass: ask for the QR code of the vaccination, test or exemption record.
training-score = { $right } of { $answered } right
training-done = The training is over. It can be repeated: the questions change.
training-none = The samples cannot be read.
# The day of the door.
day = Day
day-how = Before guests come, between them, and after the last one.
opening-how = Thirty seconds before the first guest.
settings-opening-check = Reminder

closing = Closing
closing-how = After the last guest: what the day came to, and what is remembered of codes is wiped.
closing-remembered = Codes shown before
closing-remembered-what = Known again for an hour at most, by marks that lead to nobody. In memory alone.
closing-wiped = Wiped.
closing-press = The button below wipes now what is remembered of codes.
closing-done = Nothing is remembered of any code. The device can be switched off.
button-close-day = Close the day

# Buttons.
button-pause = Pause
button-go-on = Go on
button-next = Next
button-another = Add another code
button-lists = What to do
button-show = Show
button-clock-right = The clock is right
button-cancel = Cancel
button-call-staff = Call staff
button-group = All results
button-new-party = New party
settings-remember = Shown before
settings-remember-on = Tell staff, 60 min
next-guest = Next guest
button-open = Open
button-settings = Settings
button-staff = Staff
button-overrule = Manager's decision
button-no-code = No code
button-back = Back
button-ok = OK
button-erase = Erase
button-test-sound = Test sound
button-pin = Manager's PIN
button-adjust = Adjust
button-leave = Leave
button-replace-file = Replace file
button-more = More ({ $page } / { $pages })

# Where nothing is checked.
out-of-order = OUT OF ORDER
broken-line = { $file }, line { $line }
broken-key = { $file }, line { $line }, { $key }
out-of-order-settings-what = The settings cannot be read: no code is checked here.
out-of-order-settings-next = Staff: mend this place of the file, or put a good file back. Then start the program again.
out-of-order-lists-what = A key list for this door cannot be used: no code is checked here.
out-of-order-lists-next = Staff: put a good list in its place, or take it away. Then start the program again.

# What can be read at the door.
keys = Keys
keys-where = Keys act only where no hand-held scanner has been seen.
key-pause = Keep the result on the screen; go on
key-next = Next guest
key-close = Close, back
key-another = Add another code of the same person
key-answer = Answer the question: yes / no
key-open = Open a picture or PDF
key-settings = Settings
key-help = This page
key-focus = To the next button; Enter or Space presses it
lists = Key lists
lists-fine = The lists are recent enough.
lists-old = A list that is too old decides nothing: HOLD is what it says. A newer one is needed.
lists-put = Put the new list into the folder { $folder } and start the program again.
helpdesk-call = Call: { $whom }
lists-no-date = no date
lists-archived = historic
lists-stale = too old
lists-aging = A list will soon be too old. From then on it decides nothing: HOLD is what the screen says.
lists-update = Lists are renewed by an update: Settings, Updates and set-up.
lists-keys = { $count ->
    [one] { $count } key
   *[other] { $count } keys
}
lists-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
lists-left-renew = { $days ->
    [one] { $days } day left: renew it
   *[other] { $days } days left: renew it
}
lists-confirmed = confirmed
lists-unconfirmed = not confirmed
trust-store = Trust store
trust-serial = No. { $serial } of { $date }
trust-revoked = Revoked: { $list }
trust-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
trust-blocked = Blocked codes
trust-confirmed = Confirmed here
clock = Clock
clock-now = The clock says
clock-last-ran = Last ran here
clock-published = Newest list
clock-never = not known
clock-unread = cannot be read
clock-right = The clock is not known to be wrong. It is held against the newest list and against the time at which this door last ran.
clock-set = Compare it with a watch. If it is wrong, set date, time and time zone in the settings of the system. Windows: Time & language. macOS: General, Date & Time. Linux: Date & Time, or the command timedatectl.
clock-then = Then scan again: nothing has to be started anew.
clock-vouch = If it is right, the note of the last run is wrong: the clock was once set ahead, or the note is damaged. The button below sets the note to now, and the log of the door tells of it.
clock-unkept = When this door runs cannot be saved: the disk is full or cannot be written.
button-done = Done
button-save = Save as picture
button-revoke = Revoke
button-card = Make a card
button-pin-window = Set PIN
button-pin-staff = Staff PIN
button-try-again = Try again

# Pictures and files in place of a camera.
open-pictures = Pictures and PDF
open-drop = Drop a picture or PDF to check it
open-failed = The file could not be opened: { $why }
files-none = No picture or PDF is in this folder.
files-up = Folder above

# What is printed for the wall: a sign, and what to do.
guide-title = What the screen says
guide-admit-do = Compare what is shown with the identity document. It is the same: come in.
guide-signature-valid-do = Nobody has checked whether it is enough: look at the dates, or ask the manager.
guide-refused-do = Nobody comes in on this code. Ask for another record, or call the manager.
guide-other-do = This is another kind of code. Ask for the QR code of the vaccination, test or exemption record.
guide-again-do = Hold up the whole code once more.
guide-question = A QUESTION
guide-question-do = Ask it, look at the document, press the answer.
guide-hold-do = The device cannot decide. Call the manager.
guide-reading = If the code does not read
guide-reading-do = Still nothing? Nobody comes in by eye: call the manager.
guide-sound-admit = Two rising notes
guide-sound-exempt = One beep: an exemption
guide-sound-signature-valid = One long low note
guide-sound-refused = Five short notes
guide-sound-undecided = A warble of one second
guide-sound-other = Two low notes
guide-sound-call = A bell: a guest calls

# Notices, for guests and for the staff.
notice-guest-title = QR codes are checked here
notice-guest = Checked on this device only; no name, number or code is stored or sent.
notice-guest-code = Have your QR code ready, on a bright screen or on paper.
notice-guest-document = Have your identity document ready.
notice-staff-title = For the staff
notice-staff = Never photograph a guest's code or ID with your own phone.
notice-staff-copy = Look, compare, give back. Copy nothing, note nothing.
notice-staff-aloud = Never say a guest's name, age or illness aloud.
notice-staff-refused = A code that does not pass accuses nobody. Stay friendly, and call the manager.

# Cards that try a door before it opens.
test-cards = Test cards
test-cards-how = Hold them up one after the other while the door is tried before it opens. At an open door each is grey: they say nothing about anybody.
test-card-title = TEST CARD – NOT A RECORD
test-card-pass = PASS
test-card-fail = FAIL
test-card-damaged = DAMAGED
test-card-pass-how = Shows what a pass looks and sounds like.
test-card-fail-how = Shows what a refusal looks and sounds like.
test-card-damaged-how = Cannot be read. The screen says after a while that the code seems damaged.

# Help within the program.
help = Help
help-colours = Colours
help-reading = Not read
help-sounds = Sounds
help-codes = Codes
help-when = What if
help-play = Play
help-print = Print
help-print-guide = Guide for the wall
help-print-guest-notice = Notice for guests
help-print-staff-notice = Notice for the staff
help-print-save = Save (PDF)
help-when-no-code = Somebody has no code
help-when-no-code-do = Press No code, and choose why they may come in. Without such a reason: call the manager.
help-when-phone = The phone is broken or empty
help-when-phone-do = Ask for the paper, or for the record on the phone of somebody who came along.
help-when-refused = A guest who is refused objects
help-when-refused-do = Stay friendly: the code did not pass, that is all. The screen has a sentence for the guest. Call the manager.
help-when-hold = HOLD comes again and again
help-when-hold-do = The issuer list may be too old, or the clock wrong. Call the manager: Settings, Trust.
help-when-camera = The camera shows nothing
help-when-camera-do = Uncover the lens. Unplug the camera and plug it in again. Scanning goes on by itself.
help-when-queue = The queue grows
help-when-queue-do = Let guests open their codes and turn their screens bright while they wait. Several codes may be held up at once.
help-when-power = The power fails
help-when-power-do = Start the device again. Settings are kept, and nothing about any guest is.

# The report of a check: for desks, where somebody asks for it.
button-report = Report (PDF)
button-save-here = Save here
report-title = Check report
report-where = Where is the report to be kept?
report-saved = The report is kept: { $path }
report-not-saved = The report could not be kept there. Choose the documents or a stick.
report-no-folder = There is no folder here.
report-foot = Not a certificate
report-checked = Checked
report-door = Door
report-rule = Rule
report-result = Result
report-why = Why
report-checks = Checks
report-issuer = Issuer
report-holder = Person
report-events = Record

# Settings.
settings = Settings
settings-held = the last good settings hold. What is changed here is not kept.
section-door = Door
section-camera = Camera
section-sound = Sound
section-screen = Screen
section-scanner = Scanner
settings-scanner = Hand-held scanner
section-gate = Gate
section-help = Help
settings-port = Port
settings-gate = Gate or lamp
gate-opening = Being opened
gate-open = Connected
gate-failed = No connection: { $why }
settings-lists = Key lists
section-trust = Trust
settings-helpdesk = Helpdesk
settings-version = Version
settings-facing = Facing
facing-staff = Staff
facing-customer = Guests
settings-letters = Letters
letters-normal = Normal
letters-large = Large
letters-largest = Largest
settings-outdoor = In the sun
settings-still = No motion
settings-pin = PIN
settings-sound = Sound
settings-language = Language
settings-profile = Profile
settings-camera = Camera
settings-volume = Volume
settings-lamp = Light in the dark
settings-picture = Picture
settings-turn = Turn
settings-mirror = Mirror
control-auto = Auto
control-zoom = Zoom
control-focus = Focus
control-exposure = Exposure
control-brightness = Brightness
control-gain = Sensitivity
control-backlight = Backlight
control-torch = Lamp
volume-off = Off
lamp-off = No light
lamp-half = Half
lamp-full = Full
degrees = { $count }°
yes = Yes
no = No

# The hand-held scanner and its test.
button-scanner = Scanner
button-sheet = Save sheet (PDF)
button-test-again = Test again
scanner = Hand-held scanner
scanner-types = Types on this device
scanner-serial = Serial line
scanner-serial-none = None
scanner-serial-open = The serial scanner is connected.
scanner-serial-missing = The serial scanner is not connected.
scanner-serial-no-terminal = What is set as serial scanner is no serial line.
scanner-state-none = Scanner: none
scanner-state-untested = Scanner: not tested
scanner-state-tested = Scanner: tested
scanner-state-mended = Scanner: { $keyboard } keyboard, mended
scanner-step = Scan code { $number } of 2, from here or from the sheet.
scanner-next = Good. Now the next code.
scanner-passed = The test is passed.
scanner-lost = Never arrives: { $characters }. Set the scanner to US keyboard, without filters.
scanner-shortened = Characters lost: { $count }. Let the scanner type more slowly.
scanner-mixed = Different characters arrive as the same. Set the scanner to US keyboard, letters unchanged.
scanner-other = That was not code { $number } of the sheet.
scanner-around = Taken off each code: { $texts }
scanner-caps-lock = Caps Lock was on, and is mended.
scanner-sheet = Test of the hand-held scanner
scanner-sheet-how = In the settings choose Scanner, then scan code 1, then code 2.
scanner-sheet-kept = The sheet is kept: { $path }
scanner-sheet-not-kept = The sheet could not be kept.
keyboard-us = US
keyboard-gb = British
keyboard-de = German
keyboard-ch = Swiss
keyboard-fr = French
keyboard-es = Spanish
keyboard-it = Italian
keyboard-pt = Portuguese
keyboard-se = Swedish
keyboard-dk = Danish
keyboard-other = other

# The PIN.
pin-enter = Enter the manager's PIN
pin-new = Choose the manager's PIN (6 to 12 digits)
pin-again = Enter the same PIN again
pin-form = A PIN has 6 to 12 digits.
pin-differs = The two were not the same. Choose again.
pin-wrong = Wrong PIN.
pin-wait = Too many wrong tries. Wait { $time }.
pin-digits = Digits: { $count }
pin-not-kept = The PIN could not be saved, and does not hold.
pin-enter-staff = Staff: PIN or card
pin-new-staff = Choose the staff's PIN (4 digits)
pin-to-go-on = Enter the manager's PIN to go on with the set-up
pin-not-kept-next = OK tries again. If it stays so, the disk is full or cannot be written.
card-not-saved = It could not be saved.
card-saved = Saved as { $path }. Delete the file once it is printed.
card-how = Shown this once: take a picture of it, or save and print it. It opens this kiosk to whoever holds it: keep it like a key.
card-title = Staff card { $number }
card-line = Card { $number } · { $date }
cards-none = No staff card has been made. Whoever shows one to the camera may answer, as with the staff's PIN.
card-unknown = This staff card is not valid here.
set-up-profile = What is checked at this door?
pin-gone-what = Out of order: the PIN's file has gone.
pin-broken-what = Out of order: the PIN cannot be read.
pin-lost-next = Nothing is scanned. The system's administrator can put the file back, or allow a new PIN: see the README, under Kiosk.
pin-no-place-what = Out of order: no PIN has been chosen, and none can be saved.
pin-no-place-next = Nothing is scanned. Mend the disk, or its permissions.
access = PINs and staff cards
revoke-card = Revoke card { $number }

# Counts for inspectors.
counts = Counts for inspectors
counts-paused = Scanning paused
counts-left = { $time } left
counts-rule = What green means
counts-since = since { $when }
counts-lists = Issuer lists: serial { $serial }
counts-none = Nothing is counted here.
counts-reading = Counts are being read…
counts-unread = Counts cannot be saved now. Earlier ones may be missing here.
counts-today = Since { $from } today
counts-presented = Codes shown
counts-passed = Passed
counts-refused = Refused
counts-undecided = Not decided
counts-by-hand = Decided by hand
counts-no-code = Let in without a code
counts-rescans = Shown again
counts-gaps = Minutes without checks
counts-line = { $name }: { $count }
counts-by-hour = Today by hour
counts-by-day = By day
counts-most = most: { $count }
counts-not-government = Not a Government app. Where a direction names an app, use that one.
counts-saved = Saved: { $csv } and { $json }
counts-not-saved = Could not be saved
state-counts-unkept = Counts cannot be saved
handover-of = Handover card of { $day }
handover-how = Any phone reads it. It holds this day's counts, and nothing of any guest.
handover-device = Signed by device { $device }
handover-no-key = This device has no key to sign with. Start the program again; if that does not help, call whoever looks after it.
button-counts = Counts
button-handover = Handover card
button-day-before = Day before
button-day-after = Day after
button-save-files = Save files
settings-counts = For inspectors

# Dates, without ambiguity.
date-year = { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
age-days = { $count ->
    [0] today
    [one] 1 day ago
   *[other] { $count } days ago
}
age-months = { $count } months ago
age-years = { $count } years ago
date-birthday = { $day } { $month }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

updates = Updates and set-up
updates-installed = Update { $serial } of { $date } is installed
updates-none = No update is installed: the lists that came with the program hold.
updates-operator = Operator's key { $key }
updates-no-operator = No operator's key is held here. Hold the card with the key before the camera.
updates-key-what = The card before the camera has this operator's key:
updates-key-next = Compare each letter with the operator's paper. Whoever holds this key decides whom this door trusts.
updates-key-taken = Operator's key taken. Now the card of this door.
updates-key-held = This operator's key is held already.
updates-card-taken = The settings of the card hold.
updates-now = Installed: update { $serial } of { $date }
updates-go-back-asked = Press Go back once more: what this update revokes is then no longer revoked.
updates-went-back = What was installed before holds again.
updates-refused = Refused. Nothing has changed.
updates-found = Found: update { $serial } of { $date }
updates-busy = Please wait
updates-how = Put in a stick with an update, or hold a set-up card or the film of an update before the camera.
updates-film = Update before the camera: { $percent } % read
updates-film-how = Hold it still until all of it is read.
film-how = Hold this before the door's camera, on its page Updates and set-up.
button-install = Install
button-go-back = Go back
button-key-same = Same letters
button-key-other = Not the same
state-update-found = Update found: settings

# What the helpdesk may see of a code.
masked = Masked report
masked-how = For the helpdesk. In place of each character stands its kind: no name, number or date is in it. A phone reads the code.
masked-gone = The code has left the screen.

# What `doctor` says of a door: what it found, and what to do.
doctor-ok = OK
doctor-warn = WARNING
doctor-fail = FAULT
doctor-line = [{ $level }] { $name }: { $found }
doctor-settings = Settings
doctor-settings-hold-what = They can be read. Profile: { $profile }.
doctor-settings-held-what = The last good settings hold: { $why }.
doctor-settings-held-next = Mend this place of the file, or choose "Replace file" in the settings of the window.
doctor-settings-profile-what = The profile cannot be used as its file says: { $why }.
doctor-settings-profile-next = Mend this place of the file, or choose another profile.
doctor-settings-none-what = They cannot be read: the door is out of order. { $why }.
doctor-settings-none-next = Mend this place of the file, or put a good file back.
doctor-pin = PIN
doctor-pin-set-what = Set.
doctor-pin-broken-what = It cannot be read: { $why }.
doctor-pin-broken-next = The administrator of this computer takes the PIN back: sudo touch /etc/doorcheck/reset-pin, then start the door anew.
doctor-camera = Camera
doctor-camera-pictures-what = { $name }: pictures of { $width } × { $height }.
doctor-camera-low-what = { $name }: pictures of { $width } × { $height } only. Dense codes are read from near alone.
doctor-camera-low-next = Use a camera of 1280 × 720 or more.
doctor-camera-other-what = { $wanted }, which the settings name, is not there; { $name } is used.
doctor-camera-other-next = Plug it in, or choose another camera in the settings.
doctor-camera-busy-what = Another program has it open: the door itself, as a rule.
doctor-camera-busy-next = If the door shows its picture, all is well. If not, close the other program.
doctor-camera-unusable-what = It cannot be used: { $why }.
doctor-camera-unusable-next = Unplug it and plug it in again, try another socket, or use another camera.
doctor-sound = Sound
doctor-sound-opens-what = The sound device opens. To hear it: Settings, Test sound.
doctor-sound-none-what = No sound device opens.
doctor-sound-none-next = Plug a loudspeaker in, or choose one in the sound settings of the system.
doctor-sound-stalled-what = The sound device does not answer.
doctor-sound-stalled-next = Start this computer anew. If it stays so, unplug what plays sound and plug it in again.
doctor-sound-muted-what = Nothing is heard: { $control } is muted in the sound settings of the system.
doctor-sound-muted-next = Unmute it, and turn the volume up.
doctor-sound-silent-what = The volume of the door is at zero.
doctor-sound-silent-next = Turn it up in the settings of the door.
doctor-voices = Voices
doctor-voices-some-what = Recorded for { $language }: { $count }.
doctor-voices-refusal-what = { $file } is not played: refusals are never spoken.
doctor-voices-refusal-next = Take the file away.
doctor-voices-unknown-what = { $file } is not played: no sound has that name.
doctor-voices-unknown-next = Give it one of the names in docs/sounds.md; only WAV files are played.
doctor-voices-broken-what = { $file } is not played: { $why }.
doctor-voices-broken-next = Record it again: WAV, three seconds at most, one or two channels. The tones are heard all the same.
doctor-display = Display
doctor-display-opens-what = A window opens.
doctor-display-software-what = A window opens. No graphics chip draws it, the processor does.
doctor-display-no-permission-what = A window opens, but this user may not use the graphics chip: the processor draws.
doctor-display-no-permission-next = On Linux: put the user into the groups video and render, then log in again.
doctor-display-none-what = No display is known where this was started.
doctor-display-none-next = Start it in the desktop of the door itself, as the door's user.
doctor-display-remote-what = The display is on another machine: { $why }.
doctor-display-remote-next = Start it in the desktop of the door itself.
doctor-display-refused-what = No window opens: { $why }.
doctor-display-refused-next = Install the graphics drivers of this system (OpenGL), and look whether other windows open.
doctor-clock = Clock
doctor-clock-possible-what = { $now }. Nothing shows that it is wrong; no time server has set it: compare it with a watch.
doctor-clock-synchronised-what = { $now }, set by a time server since the start.
doctor-clock-before-list-what = { $now } is wrong: the newest list is of { $date }.
doctor-clock-before-list-next = Set date, time and time zone of the system.
doctor-clock-before-run-what = { $now } is wrong, or was once set ahead: this door last ran at { $date }.
doctor-clock-before-run-next = Set date and time of the system. If they are right: Settings, Trust, Clock.
doctor-clock-unread-what = { $now }. The note of when this door last ran cannot be read: no code is accepted.
doctor-clock-unread-next = Compare date and time with a watch, then: Settings, Trust, Clock.
doctor-clock-battery-what = A clock with a battery keeps the time while the power is off.
doctor-clock-board-what = { $board } has no clock battery: after each power cut it starts with a wrong time.
doctor-clock-board-next = Add a clock module with a battery, or let a time server set the clock at each start, or set it by hand before the door opens.
doctor-clock-board-cell-what = { $board }: the cell of its clock is missing or empty. After a power cut it starts with a wrong time.
doctor-clock-board-cell-next = Fit the cell for its clock.
doctor-clock-cell-what = The cell of the clock is missing or empty. After a power cut it starts with a wrong time.
doctor-clock-cell-next = Fit a new cell.
doctor-clock-none-what = This computer shows no clock that runs on while the power is off.
doctor-clock-none-next = Look at date and time after each start, before the door opens.
doctor-clock-differs-what = The battery clock says { $says }: its battery is empty, or it was never set.
doctor-clock-differs-next = Set it (on Linux: hwclock --systohc). If it is wrong again after a power cut, change the battery.
doctor-lists = Lists
doctor-lists-fine-what = { $keys } keys. Days left before a list is too old: { $left }.
doctor-lists-historic-what = { $keys } keys, all of historic lists: these do not grow old.
doctor-lists-aging-what = { $list } will be too old in { $left } days.
doctor-lists-aging-next = Install an update (Settings, Updates and set-up).
doctor-lists-stale-what = { $list } is { $days } days old: too old to decide.
doctor-lists-stale-next = Install an update now (Settings, Updates and set-up).
doctor-lists-blocked-what = They cannot be used: the door is out of order. { $why }.
doctor-lists-blocked-next = Put a good list in its place, go back to the update before (doorcheck trust rollback), or take the list out of the settings.
doctor-disk = Disk
doctor-disk-room-what = { $folder }: { $free } MB free.
doctor-disk-nearly-full-what = { $folder }: only { $free } MB free.
doctor-disk-nearly-full-next = Make room soon: an update needs it.
doctor-disk-full-what = { $folder }: full ({ $free } MB free). Nothing can be kept.
doctor-disk-full-next = Make room on this disk.
doctor-disk-read-only-what = { $folder } lies on a disk that can only be read.
doctor-disk-read-only-next = Start the computer anew. If it stays so, the disk or card is worn out, or is mounted read-only on purpose: settings are then lost at each start.
doctor-disk-no-permission-what = This user may not write to { $folder }.
doctor-disk-no-permission-next = Give the folder to the door's user.
doctor-disk-no-folder-what = This user has no folder for settings: nothing can be kept.
doctor-disk-no-folder-next = Give the door a user with a home folder.
doctor-network = Network
doctor-network-kept-what = The kernel keeps the program off it.
doctor-network-open-what = The kernel does not keep the program off it: { $why }.
doctor-network-open-next = The program opens no connection by itself. For the second lock use Linux with seccomp.
doctor-files = Files
doctor-files-kept-what = The kernel keeps the program to its own files.
doctor-files-in-part-what = The kernel keeps the program to its own files in part: it is an older one.
doctor-files-in-part-next = With Linux 6.10 or newer all rules hold.
doctor-files-open-what = The kernel does not keep the program to its own files: { $why }.
doctor-files-open-next = Use Linux 6.10 or newer with Landlock switched on.
doctor-memory = Memory
doctor-memory-enough-what = { $all } MB, { $available } MB free.
doctor-memory-small-what = { $all } MB: little for a door and its desktop.
doctor-memory-small-next = Use a computer with 2 GB or more.
doctor-memory-short-what = Only { $available } MB of { $all } MB are free: the system may end programs.
doctor-memory-short-next = Close other programs, or start the computer anew.
doctor-swap = Swap
doctor-swap-off-what = Off: what is in memory stays off the disk.
doctor-swap-encrypted-what = On, and encrypted.
doctor-swap-on-what = On: names and codes in memory may be written to { $swap }.
doctor-swap-on-next = Turn it off, or encrypt it, unless the whole disk is encrypted.
doctor-power = Power
doctor-power-mains-what = No battery: it runs on mains power.
doctor-power-charger-what = On the charger, battery at { $left } %.
doctor-power-unplugged-what = On battery, at { $left } %.
doctor-power-unplugged-next = Plug the charger in before the door opens.
doctor-power-low-what = On battery, at { $left } %: it will soon be empty.
doctor-power-low-next = Plug the charger in now.
doctor-power-weak-what = The power supply gave too little since the start: the board runs slower, and may stop.
doctor-power-weak-next = Use the supply that the maker of the board names, with a short cable.
