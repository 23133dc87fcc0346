# What is said to the guest: to be read aloud, or read by the guest. It accuses nobody.
passed = Thank you.
identity = Please show your identity document too.
refused = Sorry, this code did not pass. Please open it again in the app.
out-of-date = Sorry, this code is out of date. Please show a newer one.
not-yet = Sorry, this code is not valid yet.
not-enough = Sorry, this record is not enough to come in today.
ask-issuer = Sorry, we cannot accept this code. Please ask its issuer for a new one.
again = Please show the whole code once more.
whole-code = Please show the whole code, from the app or on paper.
every-code = Please show every code of this record, one after the other.
flatten = This code is hard to read. Please take it out of its cover and hold it flat.
wait = One moment, our staff will help you.
other = This code cannot be used here. Please show your health record.
link = Please open the link and show the code of the certificate itself, or the paper.
record = Please show the code of your vaccination, test or exemption.
