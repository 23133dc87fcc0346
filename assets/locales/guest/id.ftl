# Indonesia
passed = Terima kasih.
identity = Mohon tunjukkan juga kartu identitas Anda.
refused = Maaf, kode ini tidak lolos pemeriksaan. Mohon buka lagi di aplikasi.
out-of-date = Maaf, kode ini sudah kedaluwarsa. Mohon tunjukkan yang lebih baru.
not-yet = Maaf, kode ini belum berlaku.
not-enough = Maaf, catatan ini belum cukup untuk masuk hari ini.
ask-issuer = Maaf, kode ini tidak dapat kami terima. Mohon minta kode baru dari penerbitnya.
again = Mohon tunjukkan seluruh kode sekali lagi.
whole-code = Mohon tunjukkan seluruh kode, dari aplikasi atau di kertas.
every-code = Mohon tunjukkan semua kode dari catatan ini satu per satu.
flatten = Kode ini sulit dibaca. Mohon keluarkan dari sampulnya dan pegang rata.
wait = Mohon tunggu sebentar, petugas kami akan membantu Anda.
other = Kode ini tidak dapat digunakan di sini. Mohon tunjukkan catatan kesehatan Anda.
link = Mohon buka tautannya dan tunjukkan kode sertifikat itu sendiri, atau kertasnya.
record = Mohon tunjukkan kode vaksinasi, tes, atau pengecualian Anda.
