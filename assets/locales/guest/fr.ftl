# Français
passed = Merci.
identity = Veuillez aussi montrer votre pièce d'identité.
refused = Désolé, ce code n'a pas pu être validé. Veuillez le rouvrir dans l'application.
out-of-date = Désolé, ce code a expiré. Veuillez en montrer un plus récent.
not-yet = Désolé, ce code n'est pas encore valable.
not-enough = Désolé, ce document ne suffit pas pour entrer aujourd'hui.
ask-issuer = Désolé, nous ne pouvons pas accepter ce code. Veuillez en demander un nouveau à son émetteur.
again = Veuillez montrer encore une fois tout le code.
whole-code = Veuillez montrer le code entier, dans l'application ou sur papier.
every-code = Veuillez montrer tous les codes de ce document, l'un après l'autre.
flatten = Ce code est difficile à lire. Veuillez le sortir de sa pochette et le tenir à plat.
wait = Un instant, notre personnel va vous aider.
other = Ce code ne sert pas ici. Veuillez montrer votre document de santé.
link = Veuillez ouvrir le lien et montrer le code du certificat lui-même, ou le papier.
record = Veuillez montrer le code de votre vaccination, de votre test ou de votre exemption.
