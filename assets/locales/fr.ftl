# Ce que l'écran dit d'abord.
headline-admit = ENTRÉE ACCORDÉE
headline-valid = VALIDE
headline-signature-valid = SIGNATURE VALIDE
headline-not-negative = RÉSULTAT NON NÉGATIF
headline-do-not-admit = ENTRÉE REFUSÉE
headline-not-valid = NON VALIDE
headline-scan-again = SCANNEZ À NOUVEAU
headline-check-by-hand = À VÉRIFIER
headline-hold = ATTENDEZ – NE PAS LAISSER ENTRER
headline-not-a-pass = NON VALABLE ICI
customer-refused = NON ACCEPTÉ
customer-wait = VEUILLEZ PATIENTER
decided-yes = VÉRIFIÉ : ADMIS
decided-no = VÉRIFIÉ : REFUSÉ
decided-open = NON ADMIS
question-and-answer = { $question } { $answer }
by-hand = Vérifié : { $what }
no-entry-rule = aucune règle d'entrée vérifiée

# Les questions, et les deux réponses de chacune : ce sont les boutons.
question-age = { $years } ans ou plus ?
answer-age-yes = { $years } ans ou plus
answer-age-no = Moins de { $years } ans
question-dose-by = Dernière dose le { $day } ou avant ?
answer-dose-by-yes = Le { $day } ou avant
answer-dose-by-no = Après
question-dose-since = Dernière dose le { $day } ou après ?
answer-dose-since-yes = Le { $day } ou après
answer-dose-since-no = Avant
question-recovered-since = Rétablissement le { $day } ou après ?
answer-recovered-since-yes = Le { $day } ou après
answer-recovered-since-no = Avant
question-completed-by = { $doses } doses le { $day } ou avant ?
answer-completed-by-yes = Le { $day } ou avant
answer-completed-by-no = Après
question-series = { $doses } doses aux bons âges et intervalles ?
answer-series-yes = Oui, toutes
answer-series-no = Pas toutes
question-vaccines = { $doses } doses d'un vaccin de la liste ?
answer-vaccines-yes = Sur la liste
answer-vaccines-no = Hors liste
question-exception = Une exception s'applique-t-elle ?
answer-exception-yes = Exception
answer-exception-no = Aucune exception
question-one-person = Les deux codes sont-ils d'une même personne ?
answer-one-person-yes = Même personne
answer-one-person-no = Deux personnes
question-own-record = Est-ce le document du client lui-même ?
answer-own-record-yes = Le sien
answer-own-record-no = Non démontré
question-paper = Le papier dit-il la même chose ?
answer-paper-yes = La même chose
answer-paper-no = Autre chose
question-meant-for-here = Ce code est-il destiné à cet endroit ?
answer-meant-for-here-yes = À cet endroit
answer-meant-for-here-no = Ailleurs
question-same-name = Le même nom, lettre par lettre ?
answer-same-name-yes = Même nom
answer-same-name-no = Autre nom
question-two-doses = Deux doses différentes ?
answer-two-doses-yes = Deux doses
answer-two-doses-no = Une dose
question-official-rule = La règle officielle est-elle respectée ?
answer-official-rule-yes = Respectée
answer-official-rule-no = Non respectée

# Pourquoi quelqu'un sans code a été admis.
no-code-record = Document papier ou étranger vu
no-code-child = Enfant avec un adulte
no-code-errand = À emporter, livraison ou réparation
no-code-manager = Décision du responsable
by-hand-noted = À LA MAIN
form-needed = Formulaire à remplir
without-code-how = Noté comme décidé à la main, sans rien sur le client.
without-code = Sans code : pourquoi peut-on entrer ?

# Une ligne par contrôle.
check-read = Code lu
check-signature = Signature
check-issuer = Émetteur
check-key = Clé
check-dates = Dates
check-revocation = Révocation
check-rules = Règle d'entrée
check-skipped = non vérifié
checks-done = { $done }
checks-open = non vérifié : { $open }
checks-rest = rien d'autre de vérifié

# Pourquoi, et que faire : deux lignes pour chaque raison.
no-code-what = Aucun code QR n'a été trouvé dans l'image.
no-code-next = Tenez tout le code bien droit devant la caméra, à plat et bien éclairé, et scannez à nouveau.
damaged-code-what = Un code QR est là, mais il ne peut pas être lu.
damaged-code-next = Montrez tout le code, dans l'application ou sur papier. Papier : sortir du plastique → aplatir → lampe → téléphone d'un proche → responsable. N'admettez personne à l'œil.
incomplete-what = Seule une partie du document a été scannée, ou des parties de deux documents.
incomplete-next = Scannez tous les codes du même document, l'un après l'autre.
not-a-credential-what = Ce n'est pas un document de santé : n'admettez pas sur ce code.
not-a-credential-next = Demandez le code QR du document de vaccination, de test ou d'exemption.
unsupported-kind-what = Ce type de document ne peut pas être vérifié ici.
unsupported-kind-next = Demandez un autre document, ou appelez le responsable.
malformed-what = Le code est abîmé : aucun émetteur n'en fait de tels.
malformed-next = Ne laissez pas entrer. Demandez le code entier, dans l'application ou sur papier.
malformed-claims-what = La signature est bonne, mais le document ne suit pas les règles de son type.
malformed-claims-next = Ne laissez pas entrer. Le titulaire doit demander un nouveau document.
nothing-attested-what = Ni vaccination, ni test, ni rétablissement sur ce document.
nothing-attested-next = Demandez le code QR du document de vaccination, de test ou d'exemption.
unknown-issuer-what = L'émetteur de ce document n'est pas dans la liste des émetteurs.
unknown-issuer-next = N'admettez pas sur ce code. Appelez le responsable : la liste est peut-être à mettre à jour.
bad-signature-what = La signature ne correspond pas à ce document : rien n'y est prouvé.
bad-signature-next = Ne laissez pas entrer. Demandez le code dans l'application ou sur papier, ou appelez le responsable.
unconfirmed-key-what = Aucune clé de cet appareil ne vérifie ce code : il ne prouve rien.
unconfirmed-key-next = N'admettez pas sur ce code. Appelez le responsable.
unconfirmed-key-hongkong-what = Cet appareil n'a encore vérifié aucun code de Hong Kong de ce type.
unconfirmed-key-hongkong-next = Le rouvrir dans eHealth ou iAM Smart → papier → responsable.
key-not-allowed-what = La clé qui a signé ceci ne peut pas signer ce type de document.
key-not-allowed-next = Ne laissez pas entrer. Demandez un autre document.
revoked-what = L'émetteur a révoqué ce document.
revoked-next = Ne laissez pas entrer. Le titulaire doit demander pourquoi à l'émetteur.
clock-wrong-what = L'horloge de cet appareil n'est pas à l'heure.
clock-wrong-next = N'admettez pas sur ce code. Appelez le responsable : date et heure sont à régler (Réglages, Confiance, Horloge).
key-expired-what = La clé qui a signé ce document n'est plus valable, ou pas encore.
key-expired-next = Ne laissez pas entrer. Demandez un document plus récent.
not-yet-valid-what = Ce document n'est pas encore valable.
not-yet-valid-next = Ne laissez pas entrer. Regardez à partir de quelle date il est valable.
expired-what = Ce document a expiré.
expired-next = Ne laissez pas entrer. Demandez un document plus récent.
trust-data-stale-what = La liste des émetteurs de cet appareil est trop ancienne pour décider.
trust-data-stale-next = N'admettez pas sur ce code. Appelez le responsable : la liste est à mettre à jour.
revocation-unread-what = Cet appareil ne peut pas lire la liste de révocation de l'émetteur.
revocation-unread-next = N'admettez pas sur ce code. Appelez le responsable : la liste de révocation est à réinstaller.
scheme-rules-not-met-what = La carte n'est pas valable selon les règles de l'OMS.
scheme-rules-not-met-next = N'admettez pas sur cette carte. Demandez le certificat papier, ou une nouvelle carte.
rules-not-met-what = Le document ne remplit pas la règle d'entrée.
rules-not-met-next = Ne laissez pas entrer. Demandez un autre document, ou appelez le responsable.
check-by-hand-what = La signature est valide, et une personne doit décider.
check-by-hand-next = Cette personne peut-elle entrer ? La ligne ci-dessous dit ce qui reste ouvert.
ok-what = La signature numérique est valide.
ok-next = Comparez ce qui s'affiche avec la pièce d'identité.
exempt-what = Un certificat d'exemption. La signature numérique est valide.
exempt-next = Comparez ce qui s'affiche avec la pièce d'identité.
in-date = En cours de validité.
and = { $one } { $other }
list = { $one }, { $other }
compare = Comparez avec la pièce d'identité : { $what }.
compare-name = nom
compare-birth-date = date de naissance
compare-document = numéro du document

# Ce qu'est un code qui n'est pas vérifié ici : son titre, et pour certains que faire.
is-smart-health-link = SMART HEALTH LINK
is-coronacheck = CORONACHECK NÉERLANDAIS
is-pathcheck = CARTE PATHCHECK
is-idb = SCEAU À CODE-BARRES OACI
is-icao-seal = SCEAU NUMÉRIQUE OACI
is-w3c = ATTESTATION W3C
is-openattestation = LIEN OPENATTESTATION
is-venue = CODE DE LIEU
is-other-prefix = CODE INCONNU
is-web-address = ADRESSE WEB
is-set-up-card = CARTE DE CONFIGURATION
is-test-card = CARTE DE TEST – TEST CARD – AUCUN DOCUMENT
is-wifi = CODE WI-FI
is-contact-card = CARTE DE CONTACT
is-calendar = RENDEZ-VOUS D'AGENDA
is-email = ADRESSE E-MAIL
is-telephone = NUMÉRO DE TÉLÉPHONE
is-text-message = SMS
is-place = LIEU SUR LA CARTE
is-one-time-password = MOT DE PASSE UNIQUE
is-payment = CODE DE PAIEMENT
is-chat = CONTACT DE MESSAGERIE
is-plain-text = SIMPLE TEXTE
is-binary = CODE INCONNU
is-vhl = LIEN DE SANTÉ (VHL)
is-mobile-document = DOCUMENT DANS UN TÉLÉPHONE
is-claim-169 = CODE D'IDENTITÉ MOSIP
is-aadhaar = CODE D'IDENTITÉ AADHAAR
is-two-d-doc = 2D-DOC FRANÇAIS
is-driving-licence = PERMIS DE CONDUIRE
is-health-code = CODE DE CHINE OU DE MACAO – NON VÉRIFIABLE ICI
is-wallet-request = DEMANDE À UN PORTEFEUILLE
is-empty = CODE VIDE
is-other-hongkong = AUTRE DOCUMENT DE HONG KONG – APPELEZ LE RESPONSABLE
smart-health-link-next = Un lien ne contient aucun document, seulement une adresse. Demandez au titulaire de l'ouvrir et de montrer le code QR du certificat, ou le papier.
vhl-next = Un lien ne contient aucun document, seulement une adresse. Demandez au titulaire de l'ouvrir et de montrer le code QR du certificat, ou le papier.
mobile-document-next = Le document reste dans le téléphone. Demandez au titulaire de l'ouvrir et de montrer le code QR du document de santé, ou le papier.
claim-169-next = Ce code dit qui est une personne, rien de sa santé. Demandez le code QR du document de santé.
aadhaar-next = Ce code dit qui est une personne, rien de sa santé. Demandez le code QR du document de santé.
driving-licence-next = Ce code dit qui est une personne, rien de sa santé. Demandez le code QR du document de santé.
two-d-doc-next = Demandez le certificat de l'UE du même document : son code QR peut être vérifié ici.
health-code-next = Il ne se vérifie qu'en ligne. Demandez le code QR du document de vaccination ou de test.
wallet-request-next = Il demande un document et n'en contient aucun. Demandez le code QR du document de santé.
one-time-password-next = Ne le scannez plus : c'est un secret. Demandez le code QR du document de santé.

# D'un scanner à main, qui peut changer ce qu'il lit.
scanner-seen = Un scanner à main tape ici : dès maintenant, aucune touche n'est un bouton.
scanner-untested-what = Le scanner à main ne peut pas lire ce code avec certitude. Rien ne s'y oppose encore.
scanner-untested-next = Présentez le code à la caméra.

# Ce qui a été trouvé.
ground-test-negative = Le test était négatif.
ground-test-positive = Le test était positif.
ground-test-unreadable = Le résultat du test n'est pas lisible.
ground-test-not-stated = Le document n'indique aucun résultat de test.
ground-doses = Sur le document : { $held ->
    [0] aucune dose
    [one] 1 dose
   *[other] { $held } doses
} ({ $disease }). Demandé : { $asked }.
ground-doses-last = Sur le document : { $held ->
    [one] 1 dose
   *[other] { $held } doses
} ({ $disease }), la dernière le { $date }. Demandé : { $asked }.
ground-outlives-signature = La vaccination contre la fièvre jaune vaut pour la vie : voyez le certificat papier, ou demandez un nouveau code.
ground-nameless = La signature ne dit pas de qui est ce document.
ground-unsigned = La signature ne couvre pas ce qui a été administré : comparez avec le papier.
ground-vaccine = Le vaccin n'est pas connu : comparez avec le papier.
ground-doses-differ = Les nombres de doses ne concordent pas : comparez avec le papier.
ground-dates = Les dates ne concordent pas : comparez avec le papier.
ground-name-differs = Le code { $code } est à un autre nom : { $here }.
ground-name-not-stated = Le code 1 ou le code { $code } ne nomme personne.
ground-name-masked = Les noms des codes 1 et { $code } sont masqués : comparez avec la pièce d'identité.
ground-birth-date-differs = Le code { $code } indique une autre date de naissance : { $here }.
ground-birth-date-not-stated = Le code 1 ou le code { $code } n'indique aucune date de naissance.
ground-one-dose-or-two = Une dose d'un code peut être celle d'un autre : comparez les dates.
ground-future = Non compté, car daté d'après aujourd'hui : { $count }.
ground-key-domain = La clé est pour { $domain }, pas pour ce type de document.
ground-authority-key = La clé est celle d'une autorité, qui ne signe aucun document.
ground-document-type = Le certificat du signataire n'est pas pour les documents de type { $wanted }.
ground-product-not-listed = Le vaccin n'est pas sur la liste de l'OMS du { $date }.
ground-scheme-nobody-answers = Ni soignant ni autorité n'y sont nommés.
ground-after-issue = La vaccination est datée d'après l'émission de la carte.
ground-dose-too-old-days = La dernière dose ({ $disease }) est du { $date } : il y a plus de { $count ->
    [one] 1 jour
   *[other] { $count } jours
}.
ground-dose-too-old-months = La dernière dose ({ $disease }) est du { $date } : il y a plus de { $count } mois.
ground-dose-too-recent-days = La dernière dose ({ $disease }) est du { $date } : il y a moins de { $count ->
    [one] 1 jour
   *[other] { $count } jours
}.
ground-dose-too-recent-months = La dernière dose ({ $disease }) est du { $date } : il y a moins de { $count } mois.
ground-dose-not-within-days = La dernière dose ({ $disease }) est du { $date } : il n'y a pas moins de { $count ->
    [one] 1 jour
   *[other] { $count } jours
}.
ground-dose-not-within-months = La dernière dose ({ $disease }) est du { $date } : il n'y a pas moins de { $count } mois.
ground-dose-not-completed-days = { $doses ->
    [one] 1 dose
   *[other] { $doses } doses
} ({ $disease }) pas avant le { $date } : il y a moins de { $count ->
    [one] 1 jour
   *[other] { $count } jours
}.
ground-dose-not-completed-months = { $doses ->
    [one] 1 dose
   *[other] { $doses } doses
} ({ $disease }) pas avant le { $date } : il y a moins de { $count } mois.
ground-no-series = Les doses ({ $disease }) ne respectent pas les âges et intervalles de { $doses } doses.
ground-dose-day = La dernière dose ({ $disease }) est notée en { $date }, sans le jour.
ground-rule-not-met = { $rule } : { $text }
ground-rule-open = Non tranchée ici, { $rule } : { $text }
ground-no-rule = Aucune règle de { $country } ne vaut en ce moment pour ce genre de certificat : { $kind }
ground-not-under-rules = Les règles de { $country } valent pour un certificat européen à la fois, et ceci n'en est pas un.
ground-open-age = Le document ne dit pas si le titulaire a { $years } ans ou plus.
ground-open-recovery = Le document dit que le titulaire est rétabli, sans dire depuis quel jour.
ground-open-completed = Le document ne dit pas quelle dose a été donnée quand.
ground-open-asked = La règle demande : { $doses }.
ground-open-exception = La règle laisse ce cas à l'appréciation d'une personne.
ground-no-way = Le document ne remplit aucune des voies de la règle.
ground-addressee = Le code est adressé à quelqu'un : est-ce à cet endroit ?
ground-other-rules = L'émetteur dit que ce document a ses propres règles : voyez le papier.
ground-other-subject = Une ligne de la carte concerne une autre personne.
ground-mixed-script = Le nom mêle les lettres de deux écritures : comparez lettre par lettre.
ground-card-version = Une carte d'une version inconnue ici.
ground-claims-missing = Tout ce qu'une telle carte doit indiquer n'y a pas été trouvé.
ground-card-domain = La clé qui l'a signée n'est pas pour les carnets jaunes : voyez le certificat papier.
ground-product = Le vaccin n'est pas connu ici : voyez le certificat papier.
ground-nobody-answers = Ni soignant ni autorité n'y sont nommés : voyez le certificat papier.
ground-before-birth = Les dates de naissance et de vaccination se contredisent.
ground-participant = Elle nomme une autre autorité que celle qui l'a signée.
ground-before-standard = Elle est datée d'avant l'existence de ces cartes.
ground-other-disease = La maladie indiquée n'est pas celle du vaccin.
ground-lone-part = Code { $index } sur { $of } : les autres manquent.
ground-mixed-parts = Les codes ne forment pas un seul document : ils viennent peut-être de deux.
ground-too-long = { $bytes } octets : plus long que tout document.
ground-structured-append = Partie { $number } sur { $of } d'un message en plusieurs codes.
ground-type = { $family } : le type { $name } n'est pas connu ici.
ground-type-unnamed = { $family } : d'un type inconnu ici.
ground-version = { $family } : la version { $version } n'est pas connue ici.
ground-version-unnamed = { $family } : d'une version inconnue ici.
ground-several = Il y a { $count } certificats dans un seul code.
ground-health-link = Le code contient un lien : le document lui-même est en ligne.
ground-domestic-pass = Un pass intérieur du Royaume-Uni : il n'est pas vérifié ici.
ground-pilgrimage = Une carte de pèlerinage : son contenu ne peut pas être jugé ici.
ground-malformed = Ce qui est abîmé : { $step }
ground-specimen = Un spécimen : il ne porte aucune signature.
ground-not-certified = L'autorité nommée n'a pas certifié le signataire.
ground-claim = Ce qui ne va pas : { $field }
ground-key-kind = La clé ne peut pas signer : { $kind }
ground-other-country = Le code dit { $stated }, le certificat de son signataire { $issuer }.
ground-other-issuer = Signé avec une clé de { $of }, au nom d'un autre.
ground-kid = L'identifiant de la clé n'est pas le sien.
ground-algorithm = La clé est pour { $key }, le code dit { $header }.
ground-unusable-key = La clé n'est pas utilisable.
ground-revoked = Liste de révocation : { $list }
ground-clock = L'horloge indique { $now } ; la liste des émetteurs est du { $date }.
ground-clock-ran = L'horloge indique { $now } ; cet appareil a servi pour la dernière fois le { $date }.
ground-clock-unread = L'horloge indique { $now }. La note du dernier service de cet appareil est illisible.
ground-key-from = La clé est valable à partir du { $date }.
ground-key-until = La clé est valable jusqu'au { $date }.
ground-key-list-stale = La liste des émetteurs est trop ancienne pour connaître la clé suivante.
ground-list-days = La liste des émetteurs { $list } a { $days } jours.

# Ce qui ne change rien, et qu'il est bon de savoir.
of-code = Code { $code } : { $what }
remark-beyond-calendar = Hors du calendrier, et non compté : { $claim }
remark-stated-until = Le document indique { $claim } : { $date }. Ce n'est pas une date d'expiration.
remark-undated = Dates non vérifiées : { $claim } manque.
remark-outside-key-life = Hors de la durée de vie de la clé : { $claim }
remark-accepted-by-operator = L'opérateur de cette porte s'est porté garant de la clé ou du produit.
remark-list-ages = La liste des émetteurs { $list } a { $days } jours : renouvelez-la bientôt.
remark-shown-before = Le code { $code } a déjà été montré : il compte une fois.
remark-dose-repeated = Le code { $code } répète une dose, qui compte une fois.
remark-light-certificate = Un certificat allégé ne dit pas pour quoi était le certificat du titulaire.
remark-pass-of-the-time = Le pass dit que les règles néo-zélandaises de l'époque étaient remplies, pas par quoi.
remark-names-nobody = La carte ne nomme personne.
remark-undone = Non compté, car non terminé : { $count }
remark-repeated = Non compté, car noté deux fois : { $count }
remark-mended = Lu selon son sens possible : { $claim }
remark-card-of-ph4h = Signée dans le domaine PH4H, qui couvre les carnets jaunes.
remark-card-version = Version de la carte, selon elle : { $version }
remark-product-code = Produit, selon la carte : { $code }
remark-missing = Manque : { $claim }
remark-no-latin-name = Le nom n'a aucune lettre latine.
remark-no-rule-in-force = Aucune règle d'entrée en vigueur.
remark-training = Entraînement : la règle du { $from } au { $to }, et non celle d'aujourd'hui.
remark-other-authority = L'autorité nommée ne participe pas au réseau.
remark-authority-as-signer = La clé d'une autorité, listée comme celle d'un signataire.
remark-no-document-types = Le certificat du signataire ne liste aucun type de document.
remark-no-event = La carte ne contient ni vaccination terminée ni test.

# Les familles de documents.
family-hongkong = Document de Hong Kong
family-hcert = Certificat de santé (HC1)
family-shc = SMART Health Card
family-nzcp = NZ COVID Pass
family-vdsnc = VDS-NC de l'OACI
family-divoc = Certificat DIVOC

# À dire au client.
guest-say = Au client

# L'écran d'attente.
ready = Montrez votre code QR
ready-how = Tenez-le dans le cadre, à 10 ou 15 cm de la caméra. Sur un téléphone : augmentez la luminosité.
coach-too-small = Plus près : le code est trop petit.
coach-cut-off = Montrez tout le code : rien dessus, aucun bord coupé.
coach-too-dark = Plus de lumière : augmentez la luminosité, ou venez à la lampe.
coach-glare = Inclinez un peu : la lumière s'y reflète.
coach-moving = Ne bougez plus.
coach-blurred = Flou : un peu plus loin, et ne bougez plus.
coach-wipe-lens = Essuyez l'objectif.
coach-curved = Tenez le papier à plat.
coach-damaged = Le code semble abîmé : sortez-le du plastique, aplatissez-le, éclairez-le.
parts-held = { $held } codes lus sur { $of }
parts-next = Montrez le code suivant du même document.
another = Montrez l'autre code
another-how = Un code de la même personne. Les deux sont jugés ensemble.
demo = DÉMO – PAS UN VRAI CONTRÔLE

# Ce que vert signifie à cette porte : une phrase faite de la règle en vigueur.
rule-green = Aujourd'hui, vert signifie ({ $disease }) : { $what }.
rule-none-green = Aujourd'hui, rien n'est vert ({ $disease }) : { $what }.
rule-green-by-age = Aujourd'hui, vert signifie ({ $disease }), selon l'âge :
rule-of-age = { $age } : { $what }.
rule-of-every-age = Tout âge : { $what }.
rule-of-other-ages = Tout autre âge : un document authentique suffit.
rule-genuine = Feuille pâle, bord vert : la signature est valide. Aucune règle d'entrée n'est vérifiée.
rule-official = Aujourd'hui, vert signifie : les règles officielles de { $country } sont remplies.
rule-official-too = Et les règles officielles de { $country } sont remplies.
rule-in-short = Aujourd'hui, vert signifie : la règle « { $profile } » est remplie.
rule-age-over = { $from } ans ou plus
rule-age-below = moins de { $below } ans
rule-age-between = de { $from } à moins de { $below } ans
rule-or = { $one }, ou { $other }
rule-vaccine-or = { $one } / { $other }
rule-and = { $one } et { $other }
rule-else = { $green } ; { $person }
rule-person = sinon une personne décide
rule-person-alone = une personne décide
rule-person-where = une personne décide : { $what }
rule-more-recent = une dose plus récente
rule-doses = { $count ->
    [one] 1 dose
   *[other] { $count } doses
}
rule-vaccines = { $doses } de { $vaccines }
rule-last-dose = { $doses }, la dernière { $age }
rule-at-least-days = il y a { $count ->
    [one] 1 jour
   *[other] { $count } jours
} ou plus
rule-at-least-months = il y a { $count } mois ou plus
rule-at-most-days = il y a { $count ->
    [one] 1 jour
   *[other] { $count } jours
} au plus
rule-at-most-months = il y a { $count } mois au plus
rule-grace = { $age } (et { $grace } de tolérance)
rule-span-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
rule-span-months = { $count } mois
rule-completed = { $doses }, au complet depuis { $age } au moins
rule-series = { $doses } : { $parts }
rule-series-age = dose { $number } à l'âge de { $age } ou plus
rule-series-after = dose { $number } au moins { $age } après la précédente
rule-less-than-days = il y a moins de { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
rule-less-than-months = il y a moins de { $count } mois
rule-recovered = rétabli
rule-recovery = rétabli { $age }
rule-test-nucleic-acid = un test PCR négatif de { $hours ->
    [one] 1 heure
   *[other] { $hours } heures
} au plus
rule-test-antigen = un test rapide négatif de { $hours ->
    [one] 1 heure
   *[other] { $hours } heures
} au plus
rule-exemption = un certificat d'exemption valable

# L'état de la porte, en une ligne.
state-profile = Profil : { $name }
state-list = Liste des émetteurs du { $date }
state-list-none = Aucune liste des émetteurs
state-list-old = Liste des émetteurs du { $date } : renouvelez-la bientôt
state-list-stale = Liste des émetteurs du { $date } : trop ancienne
list-due = { $list } : la liste a encore { $days } jours – à renouveler
list-due-last = { $list } : dernier jour de la liste – à renouveler aujourd'hui
network-hongkong = Hong Kong
network-gdhcn = Certificats de l'OMS et de l'UE
network-shc = SMART Health Cards
network-nzcp = NZ COVID Pass
network-icao = VDS-NC de l'OACI
network-divoc = Certificats DIVOC
state-paused = En pause
state-time = { $time } ({ $place })
state-staff = Personnel
state-battery = Batterie { $percent } %
state-battery-charger = Batterie { $percent } %, chargeur branché
state-battery-low = Batterie { $percent } % : branchez le chargeur
sound-none = Aucun appareil audio
profile-authenticity = Authenticité seule
profile-vaccinated = Vacciné
profile-yellow-fever = Fièvre jaune
profile-routine-measles = Rougeole (calendrier)
profile-polio = Polio
profile-hong-kong-vaccine-pass = Hong Kong : Vaccine Pass (2022)
profile-hong-kong-bubble = Hong Kong : bulle vaccinale (2021)

# Les lignes d'un résultat.
check-failed-line = { $check } : non conforme
check-failed-read = Contenu du code : abîmé
check-skipped-line = { $check } – non vérifié
check-of = { $check } : { $of }
list-of-day = { $list } ({ $date })
more-lists = +{ $count }
name-other-script = Nom dans une écriture qui ne peut pas être affichée ici
card-name = Nom
card-birth-date = Né(e) j-m-a
card-document = Document
born = Né(e) le { $date }
document = Document { $number }
valid-from = Valable à partir du { $date }
valid-until = Valable jusqu'au { $date }
helpdesk = Assistance { $code }
signed-by = Signé par { $name }
event-vaccination = Vaccination
event-test = Test
event-recovery = Rétablissement
event-exemption = Exemption
dose = dose { $dose }
dose-of = dose { $dose } sur { $of }
disease-covid-19 = COVID-19
disease-measles = rougeole
disease-polio = polio
disease-yellow-fever = fièvre jaune
result-negative = négatif
result-positive = positif
result-unreadable = résultat illisible

# Au guichet : chaque dose d'un document, et à côté le passeport de la personne.
column-when = Date
column-what = Vaccin ou test
column-lot = Lot
column-given = Fait par
column-counts = Validité, dose suivante
column-code = Code
next-dose = Dose suivante { $date }
told = { $name } : { $what }
card-guardian = Parent ou tuteur
other-script = (dans une écriture qui ne peut pas être affichée ici)
profile-travel-desk = Guichet voyages
button-doses = Toutes les doses
button-checks = Contrôles
button-passport = Passeport
button-booklet = Carnet papier
button-compare = Comparer
passport = Passeport : tapez les lignes de lettres et de <
passport-how = Elles sont en bas de la page avec la photo : deux lignes, trois sur les cartes. Un lecteur de passeports les tape tout seul.
passport-next-line = Ligne suivante
passport-line = Ligne : { $line }
passport-name-agrees = Nom : le même dans le passeport.
passport-name-as-far = Nom : le même, pour autant que la ligne du passeport a de place.
passport-name-differs = Nom différent. Dans le passeport : { $here }
passport-name-open = Nom impossible à comparer : { $why }.
passport-birth-date-agrees = Date de naissance : la même dans le passeport.
passport-birth-date-as-far = Date de naissance : la même, pour autant que les deux la donnent.
passport-birth-date-differs = Date de naissance différente. Dans le passeport (a-m-j) : { $here }
passport-birth-date-open = Date de naissance impossible à comparer : { $why }.
passport-why-not-stated = le document ne la donne pas
passport-why-masked = il est masqué sur le document, et ce qui se voit est le même
passport-why-other-script = le document ne l'a que dans une autre écriture
passport-why-one-name = l'un des deux n'a qu'un seul nom, que l'autre a aussi
passport-why-not-in-passport = le passeport ne la donne pas
passport-differs = PASSEPORT DIFFÉRENT
passport-differs-next = À qui est ce document ? Regardez le passeport et décidez : le document lui-même est authentique.
passport-mistyped = Mal tapé ({ $part }) : tapez ou lisez encore les lignes. Rien n'a été comparé.
passport-no-zone = Ce ne sont pas les lignes d'un passeport : deux de 44 ou de 36 caractères, ou trois de 30.
passport-part-name = nom
passport-part-number = numéro du document
passport-part-birth-date = date de naissance
passport-part-expiry = date d'expiration
passport-part-optional = données facultatives
passport-part-whole = deuxième ligne
passport-record-first = D'abord ouvrir le document de santé, puis le passeport.
is-travel-document = LIGNES D'UN PASSEPORT
travel-document-next = Elles disent qui est une personne, rien de sa santé. D'abord scanner le document de santé, puis le passeport.

# La page sur le carnet papier.
booklet = Le carnet jaune en papier
booklet-lead = Le certificat international de vaccination en papier n'a pas de code. Regardez chaque partie de la ligne :
booklet-name = Nom
booklet-name-what = Nom et naissance comme dans le passeport ; signé.
booklet-vaccine = Maladie et vaccin
booklet-vaccine-what = Maladie, jour, et un vaccin approuvé par l'OMS.
booklet-signature = Signature
booklet-signature-what = Du clinicien, à la main : un cachet ne suffit pas.
booklet-batch = Fabricant et lot
booklet-batch-what = Les deux sont inscrits.
booklet-stamp = Cachet
booklet-stamp-what = Le cachet officiel du centre qui a vacciné.
booklet-from = Valable à partir de
booklet-from-what = Fièvre jaune : à partir du 10e jour après la vaccination.
booklet-until = Valable jusqu'à
booklet-until-what = Fièvre jaune : à vie, même si « 10 ans » est imprimé.
booklet-life = La vaccination contre la fièvre jaune vaut à vie depuis le 11 juillet 2016 (OMS), aussi sur les anciens certificats : aucune autre dose n'est nécessaire.
booklet-end = Il est rempli en anglais ou en français. Si une partie manque, a été effacée ou changée, la ligne peut être nulle : demandez au responsable.

# Maladies, comme les tables de codes les nomment.
disease-not-stated = maladie non indiquée
disease-poliomyelitis = polio
disease-meningococcal-disease = méningococcie
disease-typhoid = typhoïde
disease-cholera = choléra
disease-rabies = rage
disease-hepatitis-a = hépatite A
disease-hepatitis-b = hépatite B
disease-hib = Hib
disease-haemophilus-influenzae-type-b = Hib
disease-japanese-encephalitis = encéphalite japonaise
disease-tick-borne-encephalitis = encéphalite à tiques
disease-rsv = VRS
disease-dengue = dengue
disease-diphtheria = diphtérie
disease-tetanus = tétanos
disease-pertussis = coqueluche
disease-human-papillomavirus = papillomavirus humain
disease-influenza = grippe
disease-mumps = oreillons
disease-rubella = rubéole
disease-varicella = varicelle
disease-pneumococcal-disease = pneumocoque
disease-rotavirus = rotavirus
disease-shingles = zona
disease-smallpox = variole
disease-mpox = mpox
disease-tuberculosis = tuberculose
disease-ebola = Ebola
disease-malaria = paludisme

# Plusieurs codes à la fois, côte à côte.
group-pass = { $count } peuvent entrer
group-genuine = { $count } valide(s)
group-valid = { $count } valide(s)
group-fail = { $count } refusé(s)
group-not-valid = { $count } non valide(s)
group-undecided = { $count } à décider
group-other = { $count } non valable(s)
group-one-person = { $count } codes d'une même personne
group-same-person = Même personne que { $number }
tally = Ce groupe : { $admitted } ✓ { $refused } ✗

# Déjà montré : pour le personnel seul.
again-code = Déjà montré il y a { $ago } : le client revient peut-être, voyez la pièce d'identité.
again-person = Cette personne a montré un autre code il y a { $ago } : voyez la pièce d'identité.
ago-minutes = { $count } min
ago-seconds = { $count } s

# La caméra : ce qui se passe, et que faire.
camera-starting-what = La caméra démarre.
camera-none-what = Aucune caméra n'a été trouvée.
camera-none-next = Branchez une caméra. Le scan démarre tout seul.
camera-no-permission-what = Ce programme n'a pas le droit d'utiliser la caméra.
camera-no-permission-next = Autorisez-le dans les réglages du système (sous Linux : ajoutez l'utilisateur au groupe video), puis redémarrez.
camera-busy-what = Un autre programme utilise la caméra.
camera-busy-next = Fermez l'autre programme. Le scan démarre tout seul.
camera-stalled-what = La caméra n'envoie aucune image.
camera-stalled-next = Si cela dure, débranchez la caméra et rebranchez-la.
camera-unplugged-what = La caméra a été débranchée.
camera-unplugged-next = Rebranchez-la. Le scan reprend tout seul.
camera-covered-what = La caméra ne voit que du noir.
camera-covered-next = Dégagez l'objectif, ou ouvrez son cache.
camera-too-dark-what = Trop sombre : allumez une lampe.
camera-unusable-what = La caméra n'est pas utilisable.
camera-unusable-next = Choisissez une autre caméra dans les réglages, ou appelez l'assistance.
camera-ended-what = L'enregistrement est terminé.
camera-ended-next = Fermez la fenêtre, ou choisissez une caméra dans les réglages.
camera-restarting-what = Le scanner a eu une panne et redémarre.
camera-restarting-next = Veuillez patienter un instant.
camera-instead = Sans caméra : déposez ici une image ou un PDF du code, collez-le, ou ouvrez-le.

# Le contrôle d'ouverture. Pendant ce temps, la porte ne contrôle personne.
opening = Contrôle d'ouverture
opening-not-checking = CONTRÔLE D'OUVERTURE – CETTE PORTE NE CONTRÔLE PAS
opening-due = Contrôle d'ouverture pas encore fait aujourd'hui
opening-left = Contrôle d'ouverture, pas en ordre : { $what }
opening-step-camera = Caméra
opening-step-sound = Son
opening-step-clock = Date et heure
opening-step-lists = Liste d'émetteurs
opening-step-power = Batterie
opening-step-rule = Règle
opening-step-pass = Carte PASS
opening-step-fail = Carte FAIL
opening-step-damaged = Carte DAMAGED
opening-step-scanner = Scanner
opening-sharp-open = Assez de lumière. Net ? Montrez une carte.
opening-sharp = Assez de lumière, et net.
opening-sound-good = Entendu.
opening-sound-bad = Pas entendu : vérifiez haut-parleur et volume.
opening-sound-off = Le son est coupé : montez le volume.
opening-clock-good = Justes.
opening-clock-bad = Pas justes : à régler dans le système.
opening-rule-good = { $name } : la règle du jour.
opening-rule-bad = Pas celle du jour : changez de profil, ou appelez le responsable.
opening-card-open = Pas encore présentée.
opening-card-good = Vue et entendue.
opening-scanner-good = Le scanner lit les cartes de test.
opening-open = Pas encore.
opening-skipped = Laissé de côté.
opening-ask-sound = L'avez-vous entendu ?
opening-ask-clock = La date et l'heure sont-elles justes ?
opening-ask-rule = Est-ce la règle du jour ?
opening-ask-pass = Présentez la carte PASS à la caméra.
opening-ask-fail = Présentez la carte FAIL à la caméra.
opening-ask-damaged = Présentez la carte DAMAGED à la caméra, quelques secondes.
opening-ask-scanner = Lisez la carte PASS avec le scanner à main.
opening-ask-none = Tout est en ordre.
opening-ask-left = Pas en ordre : { $what }
opening-other = Ce n'était pas une carte de test, et rien n'a été contrôlé : cette porte ne contrôle pas.
opening-hongkong = Hong Kong
opening-hongkong-open = Pas confirmé par l'usage : présentez une fois votre propre document de Hong Kong.
opening-hongkong-good = Confirmé par l'usage : { $versions }
opening-kept-not = Le résultat n'a pas pu être enregistré.
test-card = CARTE DE TEST
button-again-sound = Rejouer
button-skip = Laisser
button-begin = Commencer
button-check-guests = Contrôler

# L'entraînement. Pendant ce temps, la porte ne contrôle personne.
training = Entraînement
training-how = Que feriez-vous ? Des exemples, comme cette porte les montrerait ; personne n'y existe.
training-not-checking = ENTRAÎNEMENT – CETTE PORTE NE CONTRÔLE PAS
training-across = ENTRAÎNEMENT
training-question = Question { $number } sur { $of }
training-came-shown = Un client présente un code. L'écran dit :
training-came-damaged = Un client présente un papier froissé. L'écran dit :
training-came-typed = Le scanner à main a lu le code d'un client. L'écran dit :
training-document = La pièce d'identité du client
training-answer-admit = Laisser entrer
training-answer-ask = Pas encore : demander
training-answer-refuse = Ne pas laisser entrer
training-right = Juste.
training-wrong = Non. La bonne réponse : { $answer }
training-why-green = Vert, et la pièce est celle de la même personne.
training-why-pale = La signature est valide et aucune règle d'entrée n'a été contrôlée : regardez doses et dates, ou demandez à qui décide.
training-why-borrowed = Le code est bon, et c'est celui d'un autre : la pièce porte un autre nom.
training-why-red = Rouge : ce code ne fait entrer personne, qui que ce soit qui le présente.
training-why-amber = Jaune : rien n'est décidé. Faites ce que dit l'écran. Personne n'entre avec, et personne n'est refusé pour cela.
training-why-damaged = Un code abîmé ne dit rien, ni bon ni mauvais : aplatissez-le, éclairez-le, ou demandez le code dans l'application.
training-why-typed = Le scanner a pu changer le code. Présentez-le à la caméra avant de dire quoi que ce soit.
training-why-grey = Gris n'est pas un laissez-passer : demandez le code QR du vaccin, du test ou de l'exemption.
training-score = { $right } sur { $answered } justes
training-done = L'entraînement est fini. On peut le refaire : les questions changent.
training-none = Les exemples ne peuvent pas être lus.
# La journée de la porte.
day = Journée
day-how = Avant les clients, entre deux, et après le dernier.
opening-how = Trente secondes avant le premier client.
settings-opening-check = Rappel

closing = Fermeture
closing-how = Après le dernier client : le bilan du jour, et ce qui est retenu des codes est effacé.
closing-remembered = Codes déjà présentés
closing-remembered-what = Reconnus une heure au plus, par des marques qui ne mènent à personne. En mémoire seulement.
closing-wiped = Effacé.
closing-press = Le bouton ci-dessous efface maintenant ce qui est retenu des codes.
closing-done = Rien n'est retenu d'aucun code. L'appareil peut être éteint.
button-close-day = Clore la journée

# Boutons.
button-pause = Pause
button-go-on = Continuer
button-next = Suivant
button-another = Ajouter un code
button-cancel = Annuler
button-call-staff = Appeler le personnel
button-group = Tous les résultats
button-new-party = Nouveau groupe
settings-remember = Déjà montré
settings-remember-on = Avertir, 60 min
next-guest = Client suivant
button-open = Ouvrir
button-settings = Réglages
button-staff = Personnel
button-overrule = Décision du responsable
button-no-code = Sans code
button-back = Retour
button-ok = OK
button-erase = Effacer
button-test-sound = Tester le son
button-pin = PIN du responsable
button-adjust = Régler
button-leave = Quitter
button-done = Terminé
button-save = Enregistrer en image
button-revoke = Révoquer
button-card = Faire une carte
button-pin-window = Choisir un PIN
button-pin-staff = PIN du personnel
button-try-again = Réessayer

# Images et fichiers à la place d'une caméra.
open-pictures = Images et PDF
open-drop = Déposez une image ou un PDF pour le vérifier
open-failed = Le fichier n'a pas pu être ouvert : { $why }

# Ce qui s'imprime pour le mur : un signe, et quoi faire.
guide-title = Ce que dit l'écran
guide-admit-do = Comparez ce qui est affiché avec la pièce d'identité. C'est pareil : entrez.
guide-signature-valid-do = Personne n'a vérifié si cela suffit : regardez les dates, ou demandez au responsable.
guide-refused-do = Personne n'entre avec ce code. Demandez un autre document, ou appelez le responsable.
guide-other-do = C'est un autre genre de code. Demandez le code QR du certificat de vaccination, de test ou d'exemption.
guide-again-do = Montrez encore une fois tout le code.
guide-question = UNE QUESTION
guide-question-do = Posez-la, vérifiez, appuyez sur la réponse.
guide-hold-do = L'appareil ne peut pas décider. Appelez le responsable.
guide-reading = Si le code ne se lit pas
guide-reading-do = Toujours rien ? Personne n'entre à vue d'œil : appelez le responsable.
guide-sound-admit = Deux notes qui montent
guide-sound-exempt = Un bip : une exemption
guide-sound-signature-valid = Une longue note grave
guide-sound-refused = Cinq notes brèves
guide-sound-undecided = Un trémolo d'une seconde
guide-sound-other = Deux notes graves
guide-sound-call = Une cloche : un client appelle

# Avis, pour les clients et pour le personnel.
notice-guest-title = Les codes QR sont vérifiés ici
notice-guest = Vérification sur cet appareil seulement ; aucun nom, numéro ni code n'est enregistré ni envoyé.
notice-guest-code = Préparez votre code QR, sur un écran lumineux ou sur papier.
notice-guest-document = Préparez votre pièce d'identité.
notice-staff-title = Pour le personnel
notice-staff = Ne photographiez jamais le code ou la pièce d'identité d'un client avec votre propre téléphone.
notice-staff-copy = Regardez, comparez, rendez. Ne copiez rien, ne notez rien.
notice-staff-aloud = Ne dites jamais à voix haute le nom, l'âge ou la maladie d'un client.
notice-staff-refused = Un code qui ne passe pas n'accuse personne. Restez aimable, et appelez le responsable.

# Cartes qui essaient une porte avant l'ouverture.
test-cards = Cartes d'essai
test-cards-how = Montrez-les l'une après l'autre pendant l'essai avant l'ouverture. À une porte ouverte, chacune est grise : elles ne disent rien de personne.
test-card-title = CARTE D'ESSAI – PAS UN CERTIFICAT
test-card-pass = ADMIS
test-card-fail = REFUSÉ
test-card-damaged = ABÎMÉ
test-card-pass-how = Montre à quoi ressemble une entrée accordée, et ce qu'on entend.
test-card-fail-how = Montre à quoi ressemble un refus, et ce qu'on entend.
test-card-damaged-how = Ne peut pas être lu. Après un moment, l'écran dit que le code semble abîmé.

# Aide dans le programme.
help = Aide
help-colours = Couleurs
help-reading = Non lu
help-sounds = Sons
help-codes = Codes
help-when = Que faire si
help-play = Écouter
help-print = Imprimer
help-print-guide = Guide pour le mur
help-print-guest-notice = Avis pour les clients
help-print-staff-notice = Avis pour le personnel
help-print-save = Enregistrer (PDF)
help-when-no-code = Quelqu'un n'a pas de code
help-when-no-code-do = Appuyez sur Sans code, et choisissez pourquoi la personne peut entrer. Sans une telle raison : appelez le responsable.
help-when-phone = Le téléphone est cassé ou déchargé
help-when-phone-do = Demandez le papier, ou le certificat sur le téléphone d'une personne qui accompagne.
help-when-refused = Un client refusé proteste
help-when-refused-do = Restez aimable : le code n'est pas passé, c'est tout. L'écran a une phrase pour le client. Appelez le responsable.
help-when-hold = ATTENDEZ revient sans cesse
help-when-hold-do = La liste des émetteurs est peut-être trop ancienne, ou l'horloge fausse. Appelez le responsable : Réglages, Confiance.
help-when-camera = La caméra ne montre rien
help-when-camera-do = Découvrez l'objectif. Débranchez la caméra et rebranchez-la. La lecture reprend d'elle-même.
help-when-queue = La file s'allonge
help-when-queue-do = Faites ouvrir les codes et éclaircir les écrans pendant l'attente. Plusieurs codes peuvent être montrés à la fois.
help-when-power = Le courant est coupé
help-when-power-do = Redémarrez l'appareil. Les réglages sont gardés, et rien d'aucun client ne l'est.

# Le rapport d'une vérification : pour les guichets, quand quelqu'un le demande.
button-report = Rapport (PDF)
button-save-here = Enregistrer ici
report-title = Rapport de vérification
report-where = Où garder le rapport ?
report-saved = Le rapport est gardé : { $path }
report-not-saved = Le rapport n'a pas pu être gardé là. Choisissez les documents ou une clé USB.
report-no-folder = Il n'y a pas de dossier ici.
report-foot = Ceci n'est pas un certificat
report-checked = Vérifié
report-door = Porte
report-rule = Règle
report-result = Résultat
report-why = Pourquoi
report-checks = Vérifications
report-issuer = Émetteur
report-holder = Personne
report-events = Document

# Réglages.
settings = Réglages
settings-language = Langue
settings-profile = Profil
settings-camera = Caméra
settings-volume = Volume
settings-lamp = Lumière dans le noir
settings-picture = Image
settings-turn = Rotation
settings-mirror = Miroir
control-auto = Auto
control-zoom = Zoom
control-focus = Mise au point
control-exposure = Exposition
control-brightness = Luminosité
control-gain = Sensibilité
control-backlight = Contre-jour
control-torch = Lampe
volume-off = Coupé
lamp-off = Aucune
lamp-half = Moitié
lamp-full = Pleine
degrees = { $count }°
yes = Oui
no = Non

# Le scanner à main et son test.
button-scanner = Scanner
button-sheet = Enregistrer la feuille (PDF)
button-test-again = Tester à nouveau
scanner = Scanner à main
scanner-types = Tape sur cet appareil
scanner-serial = Liaison série
scanner-serial-none = Aucune
scanner-serial-open = Le scanner série est connecté.
scanner-serial-missing = Le scanner série n'est pas connecté.
scanner-serial-no-terminal = Ce qui est réglé n'est pas une liaison série.
scanner-state-none = Scanner : aucun
scanner-state-untested = Scanner : non testé
scanner-state-tested = Scanner : testé
scanner-state-mended = Scanner : clavier { $keyboard }, corrigé
scanner-step = Scannez le code { $number } sur 2, ici ou sur la feuille.
scanner-next = Bien. Maintenant le code suivant.
scanner-passed = Le test est réussi.
scanner-lost = N'arrive jamais : { $characters }. Réglez le scanner sur clavier US, sans filtres.
scanner-shortened = Caractères perdus : { $count }. Faites taper le scanner plus lentement.
scanner-mixed = Des caractères différents arrivent pareils. Réglez le scanner sur clavier US, lettres inchangées.
scanner-other = Ce n'était pas le code { $number } de la feuille.
scanner-around = Retiré de chaque code : { $texts }
scanner-caps-lock = Verr. Maj était actif, c'est corrigé.
scanner-sheet = Test du scanner à main
scanner-sheet-how = Dans les réglages, choisissez Scanner, puis scannez le code 1 et le code 2.
scanner-sheet-kept = La feuille est enregistrée : { $path }
scanner-sheet-not-kept = La feuille n'a pas pu être enregistrée.
keyboard-us = américain
keyboard-gb = britannique
keyboard-de = allemand
keyboard-ch = suisse
keyboard-fr = français
keyboard-es = espagnol
keyboard-it = italien
keyboard-pt = portugais
keyboard-se = suédois
keyboard-dk = danois
keyboard-other = autre

# Le PIN.
pin-enter = Entrez le PIN du responsable
pin-new = Choisissez le PIN du responsable (6 à 12 chiffres)
pin-again = Entrez encore le même PIN
pin-form = Un PIN a 6 à 12 chiffres.
pin-differs = Les deux n'étaient pas identiques. Choisissez à nouveau.
pin-wrong = PIN incorrect.
pin-wait = Trop d'essais incorrects. Attendez { $time }.
pin-digits = Chiffres : { $count }
pin-not-kept = Le PIN n'a pas pu être enregistré : il n'est pas en vigueur.
pin-enter-staff = Personnel : PIN ou carte
pin-new-staff = Choisissez le PIN du personnel (4 chiffres)
pin-to-go-on = Entrez le PIN du responsable pour continuer l'installation
pin-not-kept-next = OK réessaie. Si cela reste ainsi, le disque est plein ou protégé en écriture.
card-not-saved = Elle n'a pas pu être enregistrée.
card-saved = Enregistrée sous { $path }. Effacez le fichier après impression.
card-how = Montrée cette seule fois : photographiez-la, ou enregistrez-la et imprimez-la. Elle ouvre cette borne à qui la tient : gardez-la comme une clé.
card-title = Carte du personnel { $number }
card-line = Carte { $number } · { $date }
cards-none = Aucune carte du personnel n'a été faite. Qui en montre une à la caméra peut répondre, comme avec le PIN du personnel.
card-unknown = Cette carte du personnel n'est pas valable ici.
set-up-profile = Que contrôle cette porte ?
pin-gone-what = Hors service : le fichier du PIN a disparu.
pin-broken-what = Hors service : le PIN ne peut pas être lu.
pin-lost-next = Rien n'est scanné. L'administrateur du système peut remettre le fichier, ou permettre un nouveau PIN : voir le README, section Kiosk.
pin-no-place-what = Hors service : aucun PIN n'a été choisi, et aucun ne peut être enregistré.
pin-no-place-next = Rien n'est scanné. Réparez le disque, ou ses permissions.
access = PIN et cartes du personnel
revoke-card = Révoquer la carte { $number }

# Dates, sans ambiguïté.
date-year = { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
age-days = { $count ->
    [0] aujourd'hui
    [one] il y a 1 jour
   *[other] il y a { $count } jours
}
age-months = il y a { $count } mois
age-years = il y a { $count } ans
date-birthday = { $day } { $month }
month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.

# Les chiffres, pour les contrôleurs.
counts = Chiffres pour les contrôleurs
counts-paused = Lecture suspendue
counts-left = encore { $time }
counts-rule = Ce que veut dire le vert
counts-since = depuis { $when }
counts-lists = Listes des émetteurs : numéro { $serial }
counts-none = Ici, rien n'est compté.
counts-reading = Lecture des chiffres…
counts-unread = Chiffres non enregistrés pour l'instant. Les plus anciens peuvent manquer ici.
counts-today = Aujourd'hui depuis { $from }
counts-presented = Codes présentés
counts-passed = Acceptés
counts-refused = Refusés
counts-undecided = Non décidés
counts-by-hand = Décidés par le personnel
counts-no-code = Admis sans code
counts-rescans = Présentés à nouveau
counts-gaps = Minutes sans contrôle
counts-line = { $name } : { $count }
counts-by-hour = Aujourd'hui, par heure
counts-by-day = Par jour
counts-most = maximum : { $count }
counts-not-government = N'est pas une application officielle. Si une consigne en désigne une, utilisez celle-là.
counts-saved = Enregistrés : { $csv } et { $json }
counts-not-saved = Enregistrement impossible
state-counts-unkept = Chiffres non enregistrés
handover-of = Carte de relève du { $day }
handover-how = Tout téléphone la lit. Elle contient les chiffres du jour, et rien sur les clients.
handover-device = Signée par l'appareil { $device }
handover-no-key = Cet appareil n'a pas de clé pour signer. Redémarrez le programme ; sinon, appelez le responsable.
button-counts = Chiffres
button-handover = Carte de relève
button-day-before = Jour avant
button-day-after = Jour après
button-save-files = Enregistrer
settings-counts = Pour les contrôleurs

# Portes, réglages, pages à lire.
state-settings-held = Fichier de réglages erroné : les derniers bons réglages valent
state-settings-unkept = Réglages non enregistrés : ils valent jusqu'à l'arrêt
state-profile-held = Fichier du profil erroné : le dernier bon profil vaut
state-clock-unkept = L'heure de service ne peut être notée
state-gate-failed = Portillon : pas de liaison
state-hongkong-fails = Les codes de Hong Kong ne peuvent pas être vérifiés à cette porte
camera-empty-what = Il n'y a rien à rejouer.
camera-empty-next = Mettez-y des images ou des PDF, ou relancez sans l'option --source.
camera-instead-open = Sans caméra : collez ici une image ou un PDF du code, ou ouvrez-le.
button-lists = Que faire
button-show = Afficher
button-clock-right = L'horloge est juste
button-replace-file = Remplacer
button-more = Suite ({ $page } / { $pages })
out-of-order = HORS SERVICE
broken-line = { $file }, ligne { $line }
broken-key = { $file }, ligne { $line }, { $key }
out-of-order-settings-what = Les réglages sont illisibles : aucun code n'est contrôlé ici.
out-of-order-settings-next = Personnel : corrigez cet endroit du fichier, ou remettez un bon fichier. Puis relancez le programme.
out-of-order-lists-what = Une liste de clés de cette porte est inutilisable : aucun code n'est contrôlé ici.
out-of-order-lists-next = Personnel : remplacez cette liste par une bonne, ou retirez-la. Puis relancez le programme.
keys = Touches
keys-where = Les touches n'agissent que là où aucun lecteur à main n'a été vu.
key-pause = Garder le résultat à l'écran ; continuer
key-next = Personne suivante
key-close = Fermer, retour
key-another = Ajouter un autre code de la même personne
key-answer = Répondre à la question : oui / non
key-open = Ouvrir une image ou un PDF
key-settings = Réglages
key-help = Cette page
key-focus = Au bouton suivant ; Enter ou Space l'actionne
lists = Listes de clés
lists-fine = Les listes sont assez récentes.
lists-old = Une liste trop ancienne ne décide de rien : l'écran dit d'attendre. Il en faut une plus récente.
lists-put = Mettez la nouvelle liste dans le dossier { $folder } et relancez le programme.
helpdesk-call = Appelez : { $whom }
lists-no-date = sans date
lists-archived = historique
lists-stale = trop ancienne
lists-aging = Une liste sera bientôt trop ancienne. Elle ne décidera alors de rien : l'écran dira d'attendre.
lists-update = Les listes sont renouvelées par une mise à jour : Réglages, Mises à jour et cartes.
lists-keys = { $count ->
    [one] { $count } clé
   *[other] { $count } clés
}
lists-left = { $days ->
    [one] { $days } jour restant
   *[other] { $days } jours restants
}
lists-left-renew = { $days ->
    [one] { $days } jour restant : à renouveler
   *[other] { $days } jours restants : à renouveler
}
lists-confirmed = confirmée
lists-unconfirmed = non confirmée
trust-store = Listes de confiance
trust-serial = N° { $serial } du { $date }
trust-revoked = Révoqués : { $list }
trust-entries = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
trust-blocked = Codes bloqués
trust-confirmed = Confirmée ici
clock = Horloge
clock-now = L'horloge indique
clock-last-ran = Dernier service ici
clock-published = Dernière liste
clock-never = inconnu
clock-unread = illisible
clock-right = Rien ne montre que l'horloge est fausse. Elle est comparée à la liste la plus récente et à l'heure du dernier service ici.
clock-set = Comparez-la à une montre. Si elle est fausse, réglez date, heure et fuseau dans les réglages du système. Windows : Heure et langue. macOS : Général, Date et heure. Linux : Date et heure, ou la commande timedatectl.
clock-then = Puis scannez à nouveau : rien n'est à relancer.
clock-vouch = Si elle est juste, c'est la note du dernier service qui est fausse : l'horloge a un jour été avancée, ou la note est abîmée. Le bouton ci-dessous met la note à l'heure, et le journal le garde.
clock-unkept = L'heure de service ne peut être notée : le disque est plein ou protégé.
files-none = Ce dossier ne contient ni image ni PDF.
files-up = Dossier parent
settings-held = les derniers bons réglages valent. Ce qui change ici n'est pas gardé.
section-door = Porte
section-camera = Caméra
section-sound = Son
section-screen = Écran
section-scanner = Lecteur
settings-scanner = Lecteur à main
section-gate = Portillon
section-help = Aide
settings-port = Port
settings-gate = Portillon ou lampe
gate-opening = Ouverture
gate-open = Relié
gate-failed = Pas de liaison : { $why }
settings-lists = Listes de clés
section-trust = Confiance
settings-helpdesk = Assistance
settings-version = Version
settings-pin = Code
settings-sound = Son
settings-facing = Tourné vers
facing-staff = Le personnel
facing-customer = Les clients
settings-letters = Lettres
letters-normal = Normales
letters-large = Grandes
letters-largest = Très grandes
settings-outdoor = En plein soleil
settings-still = Sans mouvement

updates = Mises à jour et cartes
updates-installed = Mise à jour { $serial } du { $date } installée
updates-none = Aucune mise à jour : les listes livrées avec le programme sont en vigueur.
updates-operator = Clé de l'opérateur { $key }
updates-no-operator = Aucune clé d'opérateur ici. Montrez la carte de la clé à la caméra.
updates-key-what = La carte devant la caméra porte cette clé d'opérateur :
updates-key-next = Comparez chaque lettre avec le papier de l'opérateur. Qui détient cette clé décide à qui cette porte se fie.
updates-key-taken = Clé de l'opérateur prise. Maintenant la carte de cette porte.
updates-key-held = Cette clé d'opérateur est déjà prise.
updates-card-taken = Les réglages de la carte sont en vigueur.
updates-now = Installée : mise à jour { $serial } du { $date }
updates-go-back-asked = Appuyez encore sur Revenir : ce que cette mise à jour révoque ne le sera plus.
updates-went-back = L'état précédent est rétabli.
updates-refused = Refusé. Rien n'a changé.
updates-found = Trouvée : mise à jour { $serial } du { $date }
updates-busy = Un instant
updates-how = Insérez une clé USB avec une mise à jour, ou montrez à la caméra une carte de configuration ou le film d'une mise à jour.
updates-film = Mise à jour devant la caméra : { $percent } % lus
updates-film-how = Gardez-la immobile jusqu'à la fin de la lecture.
film-how = Montrez ceci à la caméra de l'entrée, sur sa page Mises à jour et cartes.
button-install = Installer
button-go-back = Revenir
button-key-same = Mêmes lettres
button-key-other = Différentes
state-update-found = Mise à jour trouvée : réglages

# Ce que l'assistance peut voir d'un code.
masked = Rapport masqué
masked-how = Pour l'assistance. Chaque caractère est remplacé par sa sorte : aucun nom, numéro ni date n'y est. Un téléphone lit le code.
masked-gone = Le code a quitté l'écran.

# Ce que dit `doctor` d'une porte : ce qui a été trouvé, et quoi faire.
doctor-ok = OK
doctor-warn = À VOIR
doctor-fail = PANNE
doctor-line = [{ $level }] { $name } : { $found }
doctor-settings = Réglages
doctor-settings-hold-what = Lisibles. Profil : { $profile }.
doctor-settings-held-what = Les derniers bons réglages valent : { $why }.
doctor-settings-held-next = Corrigez cet endroit du fichier, ou choisissez "Remplacer" dans les réglages de la fenêtre.
doctor-settings-profile-what = Le profil ne peut être utilisé tel que son fichier le dit : { $why }.
doctor-settings-profile-next = Corrigez cet endroit du fichier, ou choisissez un autre profil.
doctor-settings-none-what = Illisibles : la porte est hors service. { $why }.
doctor-settings-none-next = Corrigez cet endroit du fichier, ou remettez un bon fichier.
doctor-pin = Code PIN
doctor-pin-set-what = Défini.
doctor-pin-broken-what = Illisible : { $why }.
doctor-pin-broken-next = L'administrateur de cet ordinateur reprend le code PIN : sudo touch /etc/doorcheck/reset-pin, puis relancez la porte.
doctor-camera = Caméra
doctor-camera-pictures-what = { $name } : images de { $width } × { $height }.
doctor-camera-low-what = { $name } : images de { $width } × { $height } seulement. Les codes denses ne se lisent que de près.
doctor-camera-low-next = Utilisez une caméra de 1280 × 720 ou plus.
doctor-camera-other-what = { $wanted }, que nomment les réglages, n'est pas là ; { $name } est utilisée.
doctor-camera-other-next = Branchez-la, ou choisissez une autre caméra dans les réglages.
doctor-camera-busy-what = Un autre programme l'utilise : la porte elle-même, en général.
doctor-camera-busy-next = Si la porte montre son image, tout va bien. Sinon, fermez l'autre programme.
doctor-camera-unusable-what = Elle ne peut être utilisée : { $why }.
doctor-camera-unusable-next = Débranchez-la et rebranchez-la, essayez une autre prise, ou une autre caméra.
doctor-sound = Son
doctor-sound-opens-what = Le haut-parleur répond. Pour l'entendre : Réglages, Tester le son.
doctor-sound-none-what = Aucun appareil audio ne répond.
doctor-sound-none-next = Branchez un haut-parleur, ou choisissez-le dans les réglages de son du système.
doctor-sound-stalled-what = L'appareil audio ne répond pas.
doctor-sound-stalled-next = Redémarrez cet ordinateur. Si rien ne change, débranchez l'appareil audio et rebranchez-le.
doctor-sound-muted-what = On n'entend rien : { $control } est muet dans les réglages de son du système.
doctor-sound-muted-next = Rétablissez le son, et montez le volume.
doctor-sound-silent-what = Le volume de la porte est à zéro.
doctor-sound-silent-next = Montez-le dans les réglages de la porte.
doctor-voices = Voix
doctor-voices-some-what = Enregistrées pour { $language } : { $count }.
doctor-voices-refusal-what = { $file } n'est pas joué : un refus n'est jamais dit à voix haute.
doctor-voices-refusal-next = Retirez le fichier.
doctor-voices-unknown-what = { $file } n'est pas joué : aucun son ne porte ce nom.
doctor-voices-unknown-next = Donnez-lui un des noms de docs/sounds.md ; seuls les fichiers WAV sont joués.
doctor-voices-broken-what = { $file } n'est pas joué : { $why }.
doctor-voices-broken-next = Enregistrez-le à nouveau : WAV, trois secondes au plus, un ou deux canaux. Les tons restent.
doctor-display = Écran
doctor-display-opens-what = Une fenêtre s'ouvre.
doctor-display-software-what = Une fenêtre s'ouvre. Sans puce graphique, c'est le processeur qui dessine.
doctor-display-no-permission-what = Une fenêtre s'ouvre, mais cet utilisateur n'a pas droit à la puce graphique : le processeur dessine.
doctor-display-no-permission-next = Sous Linux : ajoutez l'utilisateur aux groupes video et render, puis reconnectez-vous.
doctor-display-none-what = Aucun écran n'est connu là où ceci a été lancé.
doctor-display-none-next = Lancez-le sur le bureau de la porte même, avec l'utilisateur de la porte.
doctor-display-remote-what = L'écran est sur une autre machine : { $why }.
doctor-display-remote-next = Lancez-le sur le bureau de la porte même.
doctor-display-refused-what = Aucune fenêtre ne s'ouvre : { $why }.
doctor-display-refused-next = Installez les pilotes graphiques du système (OpenGL), et voyez si d'autres fenêtres s'ouvrent.
doctor-clock = Horloge
doctor-clock-possible-what = { $now }. Rien ne montre qu'elle est fausse ; aucun serveur de temps ne l'a réglée : comparez-la à une montre.
doctor-clock-synchronised-what = { $now }, réglée par un serveur de temps depuis le démarrage.
doctor-clock-before-list-what = { $now } ne peut être juste : la liste la plus récente est du { $date }.
doctor-clock-before-list-next = Réglez date, heure et fuseau du système.
doctor-clock-before-run-what = { $now } ne peut être juste, ou l'horloge a un jour été avancée : dernier service le { $date }.
doctor-clock-before-run-next = Réglez date et heure du système. Si elles sont justes : Réglages, Confiance, Horloge.
doctor-clock-unread-what = { $now }. La note du dernier service est illisible : aucun code n'est accepté.
doctor-clock-unread-next = Comparez date et heure à une montre, puis : Réglages, Confiance, Horloge.
doctor-clock-battery-what = Une horloge à pile garde l'heure sans courant.
doctor-clock-board-what = { $board } n'a pas de pile d'horloge : après chaque coupure, l'heure est fausse.
doctor-clock-board-next = Ajoutez un module d'horloge à pile, ou laissez un serveur de temps régler l'heure à chaque démarrage, ou réglez-la à la main avant d'ouvrir.
doctor-clock-board-cell-what = { $board } : la pile de son horloge manque ou est vide. Après une coupure, l'heure est fausse.
doctor-clock-board-cell-next = Mettez la pile de son horloge.
doctor-clock-cell-what = La pile de l'horloge manque ou est vide. Après une coupure, l'heure est fausse.
doctor-clock-cell-next = Mettez une pile neuve.
doctor-clock-none-what = Cet ordinateur ne montre aucune horloge qui marche sans courant.
doctor-clock-none-next = Regardez date et heure après chaque démarrage, avant d'ouvrir.
doctor-clock-differs-what = L'horloge à pile indique { $says } : sa pile est vide, ou elle n'a jamais été réglée.
doctor-clock-differs-next = Réglez-la (sous Linux : hwclock --systohc). Si elle est de nouveau fausse après une coupure, changez la pile.
doctor-lists = Listes
doctor-lists-fine-what = { $keys } clés. Jours restants avant qu'une liste soit trop ancienne : { $left }.
doctor-lists-historic-what = { $keys } clés, toutes de listes historiques : elles ne vieillissent pas.
doctor-lists-aging-what = { $list } sera trop ancienne dans { $left } jours.
doctor-lists-aging-next = Installez une mise à jour (Réglages, Mises à jour et installation).
doctor-lists-stale-what = { $list } a { $days } jours : trop ancienne pour décider.
doctor-lists-stale-next = Installez une mise à jour maintenant (Réglages, Mises à jour et installation).
doctor-lists-blocked-what = Inutilisables : la porte est hors service. { $why }.
doctor-lists-blocked-next = Mettez une bonne liste à la place, revenez à la mise à jour d'avant (doorcheck trust rollback), ou retirez la liste des réglages.
doctor-disk = Disque
doctor-disk-room-what = { $folder } : { $free } Mo libres.
doctor-disk-nearly-full-what = { $folder } : { $free } Mo libres seulement.
doctor-disk-nearly-full-next = Faites bientôt de la place : une mise à jour en a besoin.
doctor-disk-full-what = { $folder } : plein ({ $free } Mo libres). Rien ne peut être gardé.
doctor-disk-full-next = Faites de la place sur ce disque.
doctor-disk-read-only-what = { $folder } est sur un disque en lecture seule.
doctor-disk-read-only-next = Redémarrez l'ordinateur. Si rien ne change, le disque ou la carte est usé, ou monté en lecture seule exprès : les réglages se perdent alors à chaque démarrage.
doctor-disk-no-permission-what = Cet utilisateur ne peut écrire dans { $folder }.
doctor-disk-no-permission-next = Donnez le dossier à l'utilisateur de la porte.
doctor-disk-no-folder-what = Cet utilisateur n'a pas de dossier pour les réglages : rien ne peut être gardé.
doctor-disk-no-folder-next = Donnez à la porte un utilisateur avec un dossier personnel.
doctor-network = Réseau
doctor-network-kept-what = Le noyau en tient le programme à l'écart.
doctor-network-open-what = Le noyau n'en tient pas le programme à l'écart : { $why }.
doctor-network-open-next = Le programme n'ouvre aucune connexion de lui-même. Pour le second verrou, utilisez Linux avec seccomp.
doctor-files = Fichiers
doctor-files-kept-what = Le noyau limite le programme à ses propres fichiers.
doctor-files-in-part-what = Le noyau ne limite le programme à ses fichiers qu'en partie : il est plus ancien.
doctor-files-in-part-next = Avec Linux 6.10 ou plus récent, toutes les règles valent.
doctor-files-open-what = Le noyau ne limite pas le programme à ses fichiers : { $why }.
doctor-files-open-next = Utilisez Linux 6.10 ou plus récent, avec Landlock activé.
doctor-memory = Mémoire
doctor-memory-enough-what = { $all } Mo, dont { $available } Mo libres.
doctor-memory-small-what = { $all } Mo : peu pour une porte et son bureau.
doctor-memory-small-next = Utilisez un ordinateur de 2 Go ou plus.
doctor-memory-short-what = Seuls { $available } Mo sur { $all } Mo sont libres : le système peut fermer des programmes.
doctor-memory-short-next = Fermez d'autres programmes, ou redémarrez l'ordinateur.
doctor-swap = Mémoire d'échange
doctor-swap-off-what = Désactivée : ce qui est en mémoire ne va pas sur le disque.
doctor-swap-encrypted-what = Activée, et chiffrée.
doctor-swap-on-what = Activée : noms et codes en mémoire peuvent être écrits sur { $swap }.
doctor-swap-on-next = Désactivez-la ou chiffrez-la, sauf si tout le disque est chiffré.
doctor-power = Alimentation
doctor-power-mains-what = Sans batterie : sur secteur.
doctor-power-charger-what = Sur chargeur, batterie à { $left } %.
doctor-power-unplugged-what = Sur batterie, à { $left } %.
doctor-power-unplugged-next = Branchez le chargeur avant d'ouvrir.
doctor-power-low-what = Sur batterie, à { $left } % : bientôt vide.
doctor-power-low-next = Branchez le chargeur maintenant.
doctor-power-weak-what = L'alimentation a donné trop peu depuis le démarrage : la carte ralentit, et peut s'arrêter.
doctor-power-weak-next = Utilisez l'alimentation que nomme le fabricant de la carte, avec un câble court.
