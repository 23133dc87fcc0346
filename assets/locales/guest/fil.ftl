# Filipino
passed = Salamat po.
identity = Pakipakita rin po ang inyong ID.
refused = Paumanhin po, hindi pumasa ang code na ito. Pakibuksan po itong muli sa app.
out-of-date = Paumanhin po, lipas na ang code na ito. Pakipakita po ang mas bago.
not-yet = Paumanhin po, hindi pa maaaring gamitin ang code na ito.
not-enough = Paumanhin po, hindi sapat ang rekord na ito para makapasok ngayon.
ask-issuer = Paumanhin po, hindi namin matatanggap ang code na ito. Humingi po ng bago sa nagbigay nito.
again = Pakipakita po ulit ang buong code.
whole-code = Pakipakita po ang buong code mula sa app o sa papel.
every-code = Pakipakita po isa-isa ang lahat ng code ng rekord na ito.
flatten = Mahirap basahin ang code na ito. Pakitanggal po sa lalagyan at pakihawakan nang patag.
wait = Sandali lang po, tutulungan kayo ng aming tauhan.
other = Hindi magagamit dito ang code na ito. Pakipakita po ang inyong rekord ng kalusugan.
link = Pakibuksan po ang link at pakipakita ang code ng mismong sertipiko, o ang papel.
record = Pakipakita po ang code ng inyong bakuna, test o exemption.
