# 畫面首先顯示的字。
headline-admit = 可進入
headline-signature-valid = 簽署有效
headline-not-negative = 結果並非陰性
headline-do-not-admit = 不可進入
headline-scan-again = 請再掃
headline-check-by-hand = 請人手核對
headline-hold = 暫勿放行
headline-not-a-pass = 不適用
customer-refused = 未能通過
customer-wait = 請稍候
decided-yes = 人手核對：可進入
decided-no = 人手核對：不可進入
decided-open = 未獲放行
question-and-answer = { $question }{ $answer }
by-hand = 人手核對：{ $what }
no-entry-rule = 未核對入場規定

# 問題，以及每題的兩個答案:答案就是按鈕。
question-age = 滿{ $years }歲嗎？
answer-age-yes = 滿{ $years }歲
answer-age-no = 未滿{ $years }歲
question-dose-by = 最後一劑在 { $day } 或之前嗎？
answer-dose-by-yes = { $day } 或之前
answer-dose-by-no = 其後
question-dose-since = 最後一劑在 { $day } 或之後嗎？
answer-dose-since-yes = { $day } 或之後
answer-dose-since-no = 之前
question-exception = 適用例外情況嗎？
answer-exception-yes = 適用例外
answer-exception-no = 並無例外
question-one-person = 兩個碼屬同一人嗎？
answer-one-person-yes = 同一人
answer-one-person-no = 不同的人
question-own-record = 是客人本人的紀錄嗎？
answer-own-record-yes = 本人
answer-own-record-no = 未能證明
question-paper = 與紙本相符嗎？
answer-paper-yes = 相符
answer-paper-no = 不符
question-meant-for-here = 是供此處使用的碼嗎？
answer-meant-for-here-yes = 供此處使用
answer-meant-for-here-no = 供別處使用
question-same-name = 姓名逐字相同嗎？
answer-same-name-yes = 姓名相同
answer-same-name-no = 姓名不同
question-two-doses = 是不同的兩劑嗎？
answer-two-doses-yes = 兩劑
answer-two-doses-no = 同一劑

# 沒有二維碼而獲放行的原因。
no-code-record = 已查看紙本或外地紀錄
no-code-child = 兒童由成人陪同
no-code-errand = 外賣、送貨或維修
no-code-manager = 經理決定

# 每項核對一行。
check-read = 讀取二維碼
check-signature = 數碼簽署
check-issuer = 簽發機構
check-key = 密鑰
check-dates = 日期
check-revocation = 撤銷名單
check-rules = 入場規定
check-skipped = 未核對
checks-done = { $done }
checks-open = 未核對：{ $open }
checks-rest = 其他項目未核對

# 原因及下一步：每個原因兩行。
no-code-what = 畫面中找不到二維碼。
no-code-next = 請將整個二維碼正對鏡頭，保持平整，光線充足，再掃一次。
damaged-code-what = 有二維碼，但未能讀取。
damaged-code-next = 取出膠套 → 攤平 → 補光 → 家人手機 → 找經理。切勿憑肉眼放行。
incomplete-what = 只掃到紀錄的一部分，或掃到不同紀錄的部分。
incomplete-next = 逐一掃描同一份紀錄的所有二維碼。
not-a-credential-what = 這不是健康紀錄，不能憑此碼進入。
not-a-credential-next = 請客人出示疫苗接種、檢測或豁免紀錄的二維碼。
unsupported-kind-what = 這類紀錄不能在此核對。
unsupported-kind-next = 請客人出示另一份紀錄，或找經理。
malformed-what = 二維碼內容有誤：並非任何簽發機構的格式。
malformed-next = 不可進入。請客人由應用程式或紙本出示完整二維碼。
malformed-claims-what = 簽署正確，但紀錄內容不合規格。
malformed-claims-next = 不可進入。請客人申請重新簽發。
nothing-attested-what = 紀錄內沒有接種、檢測或康復資料。
nothing-attested-next = 請客人出示疫苗接種、檢測或豁免紀錄的二維碼。
unknown-issuer-what = 簽發機構名單中沒有此紀錄的簽發機構。
unknown-issuer-next = 不可憑此碼進入。請找經理：簽發機構名單或需更新。
bad-signature-what = 數碼簽署與紀錄不符：內容未能證實。
bad-signature-next = 不可進入。請客人由應用程式或紙本出示，或找經理。
unconfirmed-key-what = 此裝置的密鑰均未能核實此碼：此碼不能證明任何事。
unconfirmed-key-next = 不可憑此碼進入。請找經理。
unconfirmed-key-hongkong-what = 此裝置尚未成功核對任何同類香港紀錄。
unconfirmed-key-hongkong-next = 由「醫健通」或「智方便」重新開啟 → 紙本 → 找經理。
key-not-allowed-what = 簽署此紀錄的密鑰不可用於這類紀錄。
key-not-allowed-next = 不可進入。請客人出示另一份紀錄。
revoked-what = 簽發機構已撤銷此紀錄。
revoked-next = 不可進入。請客人向簽發機構查詢。
clock-wrong-what = 此裝置的時鐘不正確。
clock-wrong-next = 請校正日期及時間，再掃一次。
key-expired-what = 簽署此紀錄的密鑰已失效，或尚未生效。
key-expired-next = 不可進入。請客人出示新簽發的紀錄。
not-yet-valid-what = 此紀錄尚未生效。
not-yet-valid-next = 不可進入。生效日期見下。
expired-what = 已過期。
expired-next = 不可進入。請客人出示較新的紀錄。
trust-data-stale-what = 此裝置的簽發機構名單已過時，未能核對。
trust-data-stale-next = 不可憑此碼進入。請找經理：簽發機構名單需要更新。
scheme-rules-not-met-what = 按世界衞生組織的規定，此證無效。
scheme-rules-not-met-next = 不可憑此證進入。請客人出示紙本證書，或要求重新簽發。
rules-not-met-what = 紀錄不符合入場規定。
rules-not-met-next = 不可進入。請客人出示另一份紀錄，或找經理。
check-by-hand-what = 簽署有效，須由職員決定。
check-by-hand-next = 未能確定之處見下行。
ok-what = 數碼簽署有效。
ok-next = 請與身分證明文件核對所示資料。
exempt-what = 豁免證明書。數碼簽署有效。
exempt-next = 請與身分證明文件核對所示資料。
in-date = 未過期。
and = { $one }{ $other }
list = { $one }、{ $other }
compare = 請與身分證明文件核對：{ $what }。
compare-name = 姓名
compare-birth-date = 出生日期
compare-document = 證件號碼

# 不屬可核對證書的二維碼：標題，以及部分的下一步。
is-smart-health-link = SMART 健康連結
is-coronacheck = 荷蘭 CoronaCheck
is-pathcheck = PathCheck 證書
is-idb = ICAO 條碼印章
is-icao-seal = ICAO 數碼印章
is-w3c = W3C 憑證
is-openattestation = OpenAttestation 連結
is-venue = 場所二維碼
is-other-prefix = 不明二維碼
is-web-address = 網址
is-wifi = Wi-Fi 二維碼
is-contact-card = 聯絡人名片
is-calendar = 日曆事項
is-email = 電郵地址
is-telephone = 電話號碼
is-text-message = 短訊
is-place = 地圖位置
is-one-time-password = 一次性密碼
is-payment = 付款碼
is-chat = 聊天聯絡人
is-plain-text = 純文字
is-binary = 不明二維碼
is-vhl = 健康連結 (VHL)
is-mobile-document = 手機內的證件
is-claim-169 = MOSIP 身份碼
is-aadhaar = AADHAAR 身份碼
is-two-d-doc = 法國 2D-DOC
is-driving-licence = 駕駛執照
is-health-code = 內地或澳門碼 · 不能在此核對
is-wallet-request = 電子錢包請求
is-empty = 空白二維碼
is-other-hongkong = 另一類香港紀錄 · 請找經理
smart-health-link-next = 連結只有網絡地址，本身沒有紀錄。請客人開啟連結，出示證書本身的二維碼或紙本。
vhl-next = 連結只有網絡地址，本身沒有紀錄。請客人開啟連結，出示證書本身的二維碼或紙本。
mobile-document-next = 證件留在手機內。請客人開啟證件，出示健康紀錄的二維碼或紙本。
claim-169-next = 此碼只證明身份，沒有健康紀錄。請客人出示健康紀錄的二維碼。
aadhaar-next = 此碼只證明身份，沒有健康紀錄。請客人出示健康紀錄的二維碼。
driving-licence-next = 此碼只證明身份，沒有健康紀錄。請客人出示健康紀錄的二維碼。
two-d-doc-next = 請客人出示同一紀錄的歐盟證書：其二維碼可在此核對。
health-code-next = 只可經網絡核對。請客人出示接種或檢測紀錄的二維碼。
wallet-request-next = 此碼要求出示證件，本身沒有證件。請客人出示健康紀錄的二維碼。
one-time-password-next = 請勿再掃：此為個人密碼。請客人出示健康紀錄的二維碼。

# 具體發現。
ground-test-negative = 檢測結果為陰性。
ground-test-positive = 檢測結果為陽性。
ground-test-unreadable = 無法讀取檢測結果。
ground-test-not-stated = 紀錄沒有列明檢測結果。
ground-doses = 紀錄：{ $held ->
    [0] 沒有{ $disease }疫苗
   *[other] { $disease }疫苗 { $held } 劑
}。規定：{ $asked } 劑。
ground-doses-last = 紀錄：{ $disease }疫苗 { $held } 劑，最近一劑 { $date }。規定：{ $asked } 劑。
ground-outlives-signature = 黃熱病接種終身有效：請查看紙本證書或要求重發。
ground-nameless = 簽署沒有列明持有人姓名。
ground-unsigned = 簽署沒有涵蓋接種內容：請與紙本核對。
ground-vaccine = 疫苗名稱不明：請與紙本核對。
ground-doses-differ = 劑數前後不符：請與紙本核對。
ground-dates = 日期前後不符：請與紙本核對。
ground-name-differs = 第 { $code } 個碼的姓名不同：{ $here }。
ground-name-not-stated = 第 1 或第 { $code } 個碼沒有姓名。
ground-name-masked = 第 1 及第 { $code } 個碼的姓名不完整，請核對證件。
ground-birth-date-differs = 第 { $code } 個碼的出生日期不同：{ $here }。
ground-birth-date-not-stated = 第 1 或第 { $code } 個碼沒有出生日期。
ground-one-dose-or-two = 兩個碼可能載有同一劑，請核對日期。
ground-future = 有 { $count } 劑的日期在今天之後，不計算。
ground-key-domain = 此密鑰用於 { $domain }，不適用於這類紀錄。
ground-authority-key = 此密鑰屬認證機構，不可簽署紀錄。
ground-document-type = 簽署者證書不適用於 { $wanted } 類文件。
ground-product-not-listed = 疫苗不在世衞 { $date } 的名單上。
ground-scheme-nobody-answers = 沒有列明醫護人員或簽發機構。
ground-after-issue = 接種日期在簽發日期之後。
ground-dose-too-old-days = 最近一劑{ $disease }疫苗日期為 { $date }：已超過 { $count } 天。
ground-dose-too-old-months = 最近一劑{ $disease }疫苗日期為 { $date }：已超過 { $count } 個月。
ground-dose-too-recent-days = 最近一劑{ $disease }疫苗日期為 { $date }：未滿 { $count } 天。
ground-dose-too-recent-months = 最近一劑{ $disease }疫苗日期為 { $date }：未滿 { $count } 個月。
ground-dose-day = 紀錄只載最後一劑{ $disease }疫苗在 { $date } 接種，沒有日子。
ground-open-age = 紀錄沒有說明持有人是否年滿{ $years }歲。
ground-addressee = 此碼列明收件者：是否給本場所？
ground-other-rules = 簽發機構表示此紀錄另有規則：請查看紙本。
ground-other-subject = 證上有一項屬另一人。
ground-mixed-script = 姓名混用兩種文字的字母：請逐字核對。
ground-card-version = 未能識別此證的版本。
ground-card-domain = 簽署密鑰並非用於黃皮書：請查看紙本證書。
ground-product = 未能識別此疫苗：請查看紙本證書。
ground-nobody-answers = 沒有列明醫護人員或簽發機構：請查看紙本證書。
ground-before-birth = 出生日期與接種日期互相矛盾。
ground-participant = 所列機構與簽署機構不同。
ground-before-standard = 日期早於此類證書開始使用之日。
ground-other-disease = 所列疾病與疫苗不符。
ground-lone-part = 第 { $index } 個碼，共 { $of } 個：尚欠其他碼。
ground-mixed-parts = 這些碼並非同一份紀錄，可能分屬兩份。
ground-too-long = 內容長 { $bytes } 字節，超出任何紀錄的長度。
ground-structured-append = 分成多個碼的訊息：第 { $number } 部分，共 { $of } 部分。
ground-type = { $family }：未能識別的類別 { $name }。
ground-type-unnamed = { $family }：未能識別的類別。
ground-version = { $family }：未能識別的版本 { $version }。
ground-version-unnamed = { $family }：未能識別的版本。
ground-several = 一個碼內有 { $count } 份證書。
ground-health-link = 此碼只有連結，紀錄在網絡上。
ground-domestic-pass = 英國本地通行證：不在此核對。
ground-pilgrimage = 朝聖證：內容不能在此核對。
ground-malformed = 有誤之處：{ $step }
ground-specimen = 樣本：沒有簽署。
ground-not-certified = 所列機構並沒有認證簽署者。
ground-claim = 有誤之處：{ $field }
ground-key-kind = 此密鑰不可簽署：{ $kind }
ground-other-country = 此碼列明 { $stated }，簽署者證書屬 { $issuer }。
ground-other-issuer = 由 { $of } 的密鑰以另一機構名義簽署。
ground-kid = 密鑰編號與密鑰不符。
ground-algorithm = 密鑰用於 { $key }，此碼列明 { $header }。
ground-unusable-key = 此密鑰未能使用。
ground-revoked = 撤銷名單：{ $list }
ground-clock = 時鐘顯示 { $now }；簽發機構名單日期為 { $date }。
ground-key-from = 密鑰由 { $date } 起有效。
ground-key-until = 密鑰有效至 { $date }。
ground-key-list-stale = 簽發機構名單已過時，未必包含新密鑰。
ground-list-days = 簽發機構名單 { $list } 已有 { $days } 天。

# 不影響結果、但值得知道的事。
of-code = 第 { $code } 個碼：{ $what }
remark-beyond-calendar = 超出曆法範圍，不計算：{ $claim }
remark-stated-until = 紀錄註明 { $claim }：{ $date }。這不是到期日。
remark-undated = 未核對日期：欠 { $claim }。
remark-outside-key-life = 不在密鑰有效期內：{ $claim }
remark-list-ages = 簽發機構名單 { $list } 已有 { $days } 天，請盡快更新。
remark-shown-before = 第 { $code } 個碼先前已出示，只計一次。
remark-dose-repeated = 第 { $code } 個碼再次載有同一劑，只計一次。
remark-light-certificate = 輕便證書沒有列明持有人的證書屬哪一類。
remark-pass-of-the-time = 此通行證只表示當時符合新西蘭規定，沒有列明原因。
remark-names-nobody = 此證沒有姓名。
remark-undone = 未完成接種，不計算：{ $count } 劑
remark-repeated = 重複的紀錄，不計算：{ $count } 劑
remark-mended = 按可理解的意思讀取：{ $claim }
remark-card-of-ph4h = 由 PH4H 網絡簽署，適用於黃皮書。
remark-card-version = 此證列明的版本：{ $version }
remark-product-code = 此證列明的產品：{ $code }
remark-missing = 欠缺：{ $claim }
remark-no-latin-name = 姓名沒有拉丁字母。
remark-other-authority = 所列機構並非網絡成員。
remark-authority-as-signer = 認證機構的密鑰，名單列為簽署密鑰。
remark-no-document-types = 簽署者證書沒有列明文件類別。
remark-no-event = 此證沒有已完成的接種，亦沒有檢測。

# 紀錄的種類。
family-hongkong = 香港紀錄
family-hcert = 健康證書（HC1）
family-shc = SMART 健康卡
family-nzcp = 新西蘭 COVID 通行證
family-vdsnc = ICAO VDS-NC
family-divoc = DIVOC 證書

# 向客人說的話。
guest-say = 向客人說

# 等候畫面。
ready = 請出示二維碼
ready-how = 將二維碼放在框內，距離鏡頭約 10–15 厘米。如用手機，請調高亮度。
coach-too-small = 請移近：二維碼太小。
coach-cut-off = 請移遠並置中：二維碼有部分在畫面外。
coach-too-dark = 二維碼光線不足：請調高屏幕亮度，或移近燈光。
coach-glare = 二維碼反光或光線太強：請稍微傾斜。
coach-moving = 請保持靜止。
coach-blurred = 影像模糊：請稍為移遠並保持靜止。
coach-curved = 請將紙張攤平。
coach-damaged = 此二維碼似已損毀：請出示另一份。
parts-held = 已讀取 { $held }/{ $of } 個二維碼
parts-next = 請出示同一份紀錄的下一個二維碼。
another = 請出示另一個碼
another-how = 須屬同一人，兩個碼會一併核對。
demo = 示範 – 並非真正核對

# 狀態列。
state-profile = 模式：{ $name }
state-list = 簽發機構名單日期：{ $date }
state-list-none = 沒有簽發機構名單
state-list-old = 簽發機構名單日期：{ $date }，請盡快更新
state-list-stale = 簽發機構名單日期：{ $date }，已過時
state-paused = 已暫停
state-time = { $time }（{ $place }）
sound-none = 沒有音響裝置
profile-authenticity = 只驗真偽
profile-vaccinated = 已接種疫苗
profile-yellow-fever = 黃熱病
profile-polio = 脊髓灰質炎

# 結果內容。
check-failed-line = { $check }：不符
check-failed-read = 內容格式：有誤
check-skipped-line = { $check } – 未核對
name-other-script = 姓名所用文字未能在此顯示
card-name = 姓名
card-birth-date = 出生日-月-年
card-document = 證件號碼
born = 出生日期 { $date }
document = 證件號碼 { $number }
valid-from = 由 { $date } 起有效
valid-until = 有效至 { $date }
helpdesk = 支援代碼 { $code }
signed-by = 簽署：{ $name }
event-vaccination = 疫苗接種
event-test = 檢測
event-recovery = 康復
event-exemption = 豁免
dose = 第 { $dose } 劑
dose-of = 第 { $dose } 劑，共 { $of } 劑
disease-covid-19 = 新冠
disease-polio = 脊髓灰質炎
disease-yellow-fever = 黃熱病
result-negative = 陰性
result-positive = 陽性
result-unreadable = 結果未能讀取

# 同時有幾個碼：並排顯示「2可進入」「1不可進入」。
group-pass = { $count }可進入
group-genuine = { $count }簽署有效
group-fail = { $count }不可進入
group-undecided = { $count }待決定
group-other = { $count }不適用
group-one-person = 同一人的{ $count }個碼
group-same-person = 與 { $number } 為同一人
tally = 本批：{ $admitted } ✓ { $refused } ✗

# 曾經出示：只給職員看。
again-code = { $ago }前曾出示（可能是客人重返），請核對身份證。
again-person = 此人在{ $ago }前出示過另一個碼，請核對身份證。
ago-minutes = { $count }分鐘
ago-seconds = { $count }秒

# 鏡頭：問題及處理方法。
camera-starting-what = 鏡頭正在啟動。
camera-none-what = 找不到鏡頭。
camera-none-next = 請接上鏡頭，系統會自動開始掃描。
camera-no-permission-what = 此程式未獲准使用鏡頭。
camera-no-permission-next = 請在系統設定中允許使用鏡頭（Linux：將用戶加入 video 群組），然後重新啟動。
camera-busy-what = 另一個程式正在使用鏡頭。
camera-busy-next = 請關閉該程式，系統會自動開始掃描。
camera-stalled-what = 鏡頭沒有傳送畫面。
camera-stalled-next = 如情況持續，請拔出鏡頭再重新接上。
camera-unplugged-what = 鏡頭已被拔出。
camera-unplugged-next = 請重新接上，系統會自動繼續掃描。
camera-covered-what = 鏡頭畫面全黑。
camera-covered-next = 請移開鏡頭的遮蓋物，或打開鏡頭蓋。
camera-too-dark-what = 光線不足：請開燈。
camera-unusable-what = 鏡頭未能使用。
camera-unusable-next = 請在設定中選擇另一鏡頭，或聯絡支援人員。
camera-ended-what = 錄影已播放完畢。
camera-ended-next = 請關閉視窗，或在設定中選擇鏡頭。
camera-restarting-what = 掃描器發生故障，正在重新啟動。
camera-restarting-next = 請稍候。
camera-instead = 沒有鏡頭時：可將二維碼的圖片或 PDF 拖放到此處，或貼上、開啟。

# 按鈕。
button-pause = 暫停
button-go-on = 繼續
button-next = 下一位
button-another = 加另一個碼
button-cancel = 取消
button-call-staff = 請職員協助
button-group = 全部結果
button-new-party = 新一批
settings-remember = 曾經出示
settings-remember-on = 提示職員，60分鐘
next-guest = 下一位
button-open = 開啟
button-settings = 設定
button-back = 返回
button-ok = 確定
button-erase = 刪除
button-test-sound = 測試聲音
button-pin = 設定密碼
button-adjust = 調整
button-leave = 離開

# 以圖片或檔案代替鏡頭。
open-pictures = 圖片及 PDF
open-drop = 放開以核對圖片或 PDF
open-failed = 未能開啟檔案：{ $why }

# 設定。
settings = 設定
settings-broken = 未能讀取設定檔：已採用預設值。
settings-language = 語言
settings-profile = 模式
settings-camera = 鏡頭
settings-volume = 音量
settings-picture = 畫面
settings-turn = 旋轉
settings-mirror = 鏡像
control-auto = 自動
control-zoom = 變焦
control-focus = 對焦
control-exposure = 曝光
control-brightness = 亮度
control-gain = 感光度
control-backlight = 背光補償
control-torch = 補光燈
volume-off = 關
degrees = { $count }°
yes = 是
no = 否

# 密碼。
pin-enter = 請輸入密碼
pin-new = 設定管理密碼（6 至 12 位數字）
pin-again = 請再次輸入密碼
pin-form = 密碼須為 6 至 12 位數字。
pin-differs = 兩次輸入不同，請重新設定。
pin-wrong = 密碼不正確。
pin-wait = 錯誤次數過多，請等候 { $time }。
pin-digits = 已輸入 { $count } 位
pin-not-kept = 未能儲存：只在程式結束前有效。

# 日期。
date-year = { $year }年
date-month = { $year }年{ $month }月
date-day = { $year }年{ $month }月{ $day }日
age-days = { $count ->
    [0] 今天
   *[other] { $count } 天前
}
age-months = { $count } 個月前
age-years = { $count } 年前
date-birthday = { $month }月{ $day }日
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
