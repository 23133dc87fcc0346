# 画面首先显示的字。
headline-admit = 可进入
headline-signature-valid = 签名有效
headline-not-negative = 结果并非阴性
headline-do-not-admit = 不可进入
headline-scan-again = 请再扫
headline-check-by-hand = 请人工核对
headline-hold = 暂勿放行
headline-not-a-pass = 不适用
decided-yes = 人工核对：可进入
decided-no = 人工核对：不可进入
decided-open = 未获放行
question-and-answer = { $question }{ $answer }
by-hand = 人工核对：{ $what }
customer-refused = 无法通过
customer-wait = 请稍候
no-entry-rule = 未核对入场规定

# 问题，以及每题的两个答案:答案就是按钮。
question-age = 满{ $years }岁吗？
answer-age-yes = 满{ $years }岁
answer-age-no = 未满{ $years }岁
question-dose-by = 最后一剂在 { $day } 或之前吗？
answer-dose-by-yes = { $day } 或之前
answer-dose-by-no = 之后
question-dose-since = 最后一剂在 { $day } 或之后吗？
answer-dose-since-yes = { $day } 或之后
answer-dose-since-no = 之前
question-exception = 适用例外情况吗？
answer-exception-yes = 适用例外
answer-exception-no = 没有例外
question-one-person = 两个码属于同一人吗？
answer-one-person-yes = 同一人
answer-one-person-no = 不同的人
question-own-record = 是客人本人的记录吗？
answer-own-record-yes = 本人
answer-own-record-no = 无法证明
question-paper = 与纸质版相符吗？
answer-paper-yes = 相符
answer-paper-no = 不符
question-meant-for-here = 是供此处使用的码吗？
answer-meant-for-here-yes = 供此处使用
answer-meant-for-here-no = 供别处使用
question-same-name = 姓名逐字相同吗？
answer-same-name-yes = 姓名相同
answer-same-name-no = 姓名不同
question-two-doses = 是不同的两剂吗？
answer-two-doses-yes = 两剂
answer-two-doses-no = 同一剂

# 没有二维码而获放行的原因。
no-code-record = 已查看纸质或外地记录
no-code-child = 儿童由成人陪同
no-code-errand = 外卖、送货或维修
no-code-manager = 经理决定

# 每项核对一行。
check-read = 读取二维码
check-signature = 数字签名
check-issuer = 签发机构
check-key = 密钥
check-dates = 日期
check-revocation = 撤销名单
check-rules = 入场规定
check-skipped = 未核对
checks-done = { $done }
checks-open = 未核对：{ $open }
checks-rest = 其他项目未核对

# 原因及下一步：每个原因两行。
no-code-what = 画面中找不到二维码。
no-code-next = 请将整个二维码正对摄像头，保持平整，光线充足，再扫一次。
damaged-code-what = 有二维码，但无法读取。
damaged-code-next = 取出塑料套 → 摊平 → 补光 → 家人手机 → 找经理。切勿凭肉眼放行。
incomplete-what = 只扫到记录的一部分，或扫到不同记录的部分。
incomplete-next = 逐一扫描同一份记录的所有二维码。
not-a-credential-what = 这不是健康记录，不能凭此码进入。
not-a-credential-next = 请客人出示疫苗接种、检测或豁免记录的二维码。
unsupported-kind-what = 这类记录不能在此核对。
unsupported-kind-next = 请客人出示另一份记录，或找经理。
malformed-what = 二维码内容有误：并非任何签发机构的格式。
malformed-next = 不可进入。请客人从应用程序或纸质记录出示完整二维码。
malformed-claims-what = 签名正确，但记录内容不符合规范。
malformed-claims-next = 不可进入。请客人申请重新签发。
nothing-attested-what = 记录内没有接种、检测或康复信息。
nothing-attested-next = 请客人出示疫苗接种、检测或豁免记录的二维码。
unknown-issuer-what = 签发机构名单中没有此记录的签发机构。
unknown-issuer-next = 不可凭此码进入。请找经理：签发机构名单可能需要更新。
bad-signature-what = 数字签名与记录不符：内容无法证实。
bad-signature-next = 不可进入。请客人从应用程序或纸质记录出示，或找经理。
unconfirmed-key-what = 此设备的密钥均无法核实此码：此码不能证明任何事。
unconfirmed-key-next = 不可凭此码进入。请找经理。
unconfirmed-key-hongkong-what = 此设备尚未成功核对任何同类香港记录。
unconfirmed-key-hongkong-next = 从“醫健通”或“智方便”重新打开 → 纸质记录 → 找经理。
key-not-allowed-what = 为此记录签名的密钥不可用于这类记录。
key-not-allowed-next = 不可进入。请客人出示另一份记录。
revoked-what = 签发机构已撤销此记录。
revoked-next = 不可进入。请客人向签发机构查询。
clock-wrong-what = 此设备的时钟不正确。
clock-wrong-next = 请校正日期和时间，再扫一次。
key-expired-what = 为此记录签名的密钥已失效，或尚未生效。
key-expired-next = 不可进入。请客人出示新签发的记录。
not-yet-valid-what = 此记录尚未生效。
not-yet-valid-next = 不可进入。生效日期见下。
expired-what = 已过期。
expired-next = 不可进入。请客人出示较新的记录。
trust-data-stale-what = 此设备的签发机构名单已过时，无法核对。
trust-data-stale-next = 不可凭此码进入。请找经理：签发机构名单需要更新。
scheme-rules-not-met-what = 按世界卫生组织的规定，此证无效。
scheme-rules-not-met-next = 不可凭此证进入。请客人出示纸质证书，或要求重新签发。
rules-not-met-what = 记录不符合入场规定。
rules-not-met-next = 不可进入。请客人出示另一份记录，或找经理。
check-by-hand-what = 签名有效，须由工作人员决定。
check-by-hand-next = 无法确定之处见下行。
ok-what = 数字签名有效。
ok-next = 请与身份证件核对所示信息。
exempt-what = 豁免证明。数字签名有效。
exempt-next = 请与身份证件核对所示信息。
in-date = 未过期。
and = { $one }{ $other }
list = { $one }、{ $other }
compare = 请与身份证件核对：{ $what }。
compare-name = 姓名
compare-birth-date = 出生日期
compare-document = 证件号码

# 不属可核对证书的二维码：标题，以及部分的下一步。
is-smart-health-link = SMART 健康链接
is-coronacheck = 荷兰 CoronaCheck
is-pathcheck = PathCheck 证书
is-idb = ICAO 条码印章
is-icao-seal = ICAO 数字印章
is-w3c = W3C 凭证
is-openattestation = OpenAttestation 链接
is-venue = 场所二维码
is-other-prefix = 不明二维码
is-web-address = 网址
is-wifi = Wi-Fi 二维码
is-contact-card = 联系人名片
is-calendar = 日历事件
is-email = 电子邮件地址
is-telephone = 电话号码
is-text-message = 短信
is-place = 地图位置
is-one-time-password = 一次性密码
is-payment = 付款码
is-chat = 聊天联系人
is-plain-text = 纯文本
is-binary = 不明二维码
is-vhl = 健康链接 (VHL)
is-mobile-document = 手机内的证件
is-claim-169 = MOSIP 身份码
is-aadhaar = AADHAAR 身份码
is-two-d-doc = 法国 2D-DOC
is-driving-licence = 驾驶证
is-health-code = 内地或澳门码 · 不能在此核对
is-wallet-request = 电子钱包请求
is-empty = 空白二维码
is-other-hongkong = 另一类香港记录 · 请找经理
smart-health-link-next = 链接只有网络地址，本身没有记录。请客人打开链接，出示证书本身的二维码或纸质版。
vhl-next = 链接只有网络地址，本身没有记录。请客人打开链接，出示证书本身的二维码或纸质版。
mobile-document-next = 证件留在手机内。请客人打开证件，出示健康记录的二维码或纸质版。
claim-169-next = 此码只证明身份，没有健康记录。请客人出示健康记录的二维码。
aadhaar-next = 此码只证明身份，没有健康记录。请客人出示健康记录的二维码。
driving-licence-next = 此码只证明身份，没有健康记录。请客人出示健康记录的二维码。
two-d-doc-next = 请客人出示同一记录的欧盟证书：其二维码可在此核对。
health-code-next = 只能通过网络核对。请客人出示接种或检测记录的二维码。
wallet-request-next = 此码要求出示证件，本身没有证件。请客人出示健康记录的二维码。
one-time-password-next = 请勿再扫：此为个人密码。请客人出示健康记录的二维码。

# 具体发现。
ground-test-negative = 检测结果为阴性。
ground-test-positive = 检测结果为阳性。
ground-test-unreadable = 无法读取检测结果。
ground-test-not-stated = 记录没有列明检测结果。
ground-doses = 记录：{ $held ->
    [0] 没有{ $disease }疫苗
   *[other] { $disease }疫苗 { $held } 剂
}。规定：{ $asked } 剂。
ground-doses-last = 记录：{ $disease }疫苗 { $held } 剂，最近一剂 { $date }。规定：{ $asked } 剂。
ground-outlives-signature = 黄热病接种终身有效：请查看纸质证书或要求重新签发。
ground-nameless = 签名未列明持有人姓名。
ground-unsigned = 签名未涵盖接种内容：请与纸质记录核对。
ground-vaccine = 疫苗名称不明：请与纸质记录核对。
ground-doses-differ = 剂数前后不符：请与纸质记录核对。
ground-dates = 日期前后不符：请与纸质记录核对。
ground-name-differs = 第 { $code } 个码的姓名不同：{ $here }。
ground-name-not-stated = 第 1 或第 { $code } 个码没有姓名。
ground-name-masked = 第 1 和第 { $code } 个码的姓名不完整，请核对证件。
ground-birth-date-differs = 第 { $code } 个码的出生日期不同：{ $here }。
ground-birth-date-not-stated = 第 1 或第 { $code } 个码没有出生日期。
ground-one-dose-or-two = 两个码可能载有同一剂，请核对日期。
ground-future = 有 { $count } 剂的日期在今天之后，不计算。
ground-key-domain = 此密钥用于 { $domain }，不适用于这类记录。
ground-authority-key = 此密钥属于认证机构，不可为记录签名。
ground-document-type = 签名者证书不适用于 { $wanted } 类文件。
ground-product-not-listed = 疫苗不在世卫 { $date } 的名单上。
ground-scheme-nobody-answers = 没有写明医护人员或签发机构。
ground-after-issue = 接种日期在签发日期之后。
ground-dose-too-old-days = 最近一剂{ $disease }疫苗日期为 { $date }：已超过 { $count } 天。
ground-dose-too-old-months = 最近一剂{ $disease }疫苗日期为 { $date }：已超过 { $count } 个月。
ground-dose-too-recent-days = 最近一剂{ $disease }疫苗日期为 { $date }：未满 { $count } 天。
ground-dose-too-recent-months = 最近一剂{ $disease }疫苗日期为 { $date }：未满 { $count } 个月。
ground-dose-day = 记录只载最后一剂{ $disease }疫苗在 { $date } 接种，没有日期。
ground-open-age = 记录没有说明持有人是否年满{ $years }岁。
ground-addressee = 此码写明收件人：是否给本场所？
ground-other-rules = 签发机构表示此记录另有规则：请查看纸质记录。
ground-other-subject = 证上有一项属另一人。
ground-mixed-script = 姓名混用两种文字的字母：请逐字核对。
ground-card-version = 无法识别此证的版本。
ground-card-domain = 签名密钥并非用于黄皮书：请查看纸质证书。
ground-product = 无法识别此疫苗：请查看纸质证书。
ground-nobody-answers = 没有写明医护人员或签发机构：请查看纸质证书。
ground-before-birth = 出生日期与接种日期互相矛盾。
ground-participant = 所列机构与签名机构不同。
ground-before-standard = 日期早于此类证书开始使用之日。
ground-other-disease = 所列疾病与疫苗不符。
ground-lone-part = 第 { $index } 个码，共 { $of } 个：尚缺其他码。
ground-mixed-parts = 这些码并非同一份记录，可能分属两份。
ground-too-long = 内容长 { $bytes } 字节，超出任何记录的长度。
ground-structured-append = 分成多个码的信息：第 { $number } 部分，共 { $of } 部分。
ground-type = { $family }：无法识别的类别 { $name }。
ground-type-unnamed = { $family }：无法识别的类别。
ground-version = { $family }：无法识别的版本 { $version }。
ground-version-unnamed = { $family }：无法识别的版本。
ground-several = 一个码内有 { $count } 份证书。
ground-health-link = 此码只有链接，记录在网络上。
ground-domestic-pass = 英国本地通行证：不在此核对。
ground-pilgrimage = 朝觐证：内容不能在此核对。
ground-malformed = 有误之处：{ $step }
ground-specimen = 样本：没有签名。
ground-not-certified = 所列机构没有认证签名者。
ground-claim = 有误之处：{ $field }
ground-key-kind = 此密钥不可签发：{ $kind }
ground-other-country = 此码写明 { $stated }，签名者证书属 { $issuer }。
ground-other-issuer = 由 { $of } 的密钥以另一机构名义签名。
ground-kid = 密钥编号与密钥不符。
ground-algorithm = 密钥用于 { $key }，此码写明 { $header }。
ground-unusable-key = 此密钥无法使用。
ground-revoked = 撤销名单：{ $list }
ground-clock = 时钟显示 { $now }；签发机构名单日期为 { $date }。
ground-key-from = 密钥自 { $date } 起有效。
ground-key-until = 密钥有效至 { $date }。
ground-key-list-stale = 签发机构名单已过时，未必包含新密钥。
ground-list-days = 签发机构名单 { $list } 已有 { $days } 天。

# 不影响结果、但值得知道的事。
of-code = 第 { $code } 个码：{ $what }
remark-beyond-calendar = 超出历法范围，不计算：{ $claim }
remark-stated-until = 记录注明 { $claim }：{ $date }。这不是到期日。
remark-undated = 未核对日期：缺 { $claim }。
remark-outside-key-life = 不在密钥有效期内：{ $claim }
remark-list-ages = 签发机构名单 { $list } 已有 { $days } 天，请尽快更新。
remark-shown-before = 第 { $code } 个码先前已出示，只计一次。
remark-dose-repeated = 第 { $code } 个码重复记录同一剂，只计一次。
remark-light-certificate = 轻便证书没有写明持有人的证书属哪一类。
remark-pass-of-the-time = 此通行证只表示当时符合新西兰规定，没有写明原因。
remark-names-nobody = 此证没有姓名。
remark-undone = 未完成接种，不计算：{ $count } 剂
remark-repeated = 重复的记录，不计算：{ $count } 剂
remark-mended = 按可理解的意思读取：{ $claim }
remark-card-of-ph4h = 由 PH4H 网络签名，适用于黄皮书。
remark-card-version = 此证写明的版本：{ $version }
remark-product-code = 此证写明的产品：{ $code }
remark-missing = 缺少：{ $claim }
remark-no-latin-name = 姓名没有拉丁字母。
remark-other-authority = 所列机构并非网络成员。
remark-authority-as-signer = 认证机构的密钥，名单列为签名密钥。
remark-no-document-types = 签名者证书没有写明文件类别。
remark-no-event = 此证没有已完成的接种，也没有检测。

# 记录的种类。
family-hongkong = 香港记录
family-hcert = 健康证书（HC1）
family-shc = SMART 健康卡
family-nzcp = 新西兰 COVID 通行证
family-vdsnc = ICAO VDS-NC
family-divoc = DIVOC 证书

# 对客人说的话。
guest-say = 对客人说

# 等候画面。
ready = 请出示二维码
ready-how = 将二维码放在框内，距离摄像头约 10–15 厘米。如用手机，请调高亮度。
coach-too-small = 请靠近：二维码太小。
coach-cut-off = 请移远并居中：二维码有部分在画面外。
coach-too-dark = 二维码光线不足：请调高屏幕亮度，或靠近灯光。
coach-glare = 二维码反光或光线太强：请稍微倾斜。
coach-moving = 请保持静止。
coach-blurred = 图像模糊：请稍微移远并保持静止。
coach-curved = 请将纸张摊平。
coach-damaged = 此二维码似已损坏：请出示另一份。
parts-held = 已读取 { $held }/{ $of } 个二维码
parts-next = 请出示同一份记录的下一个二维码。
another = 请出示另一个码
another-how = 须属同一人，两个码会一并核对。
demo = 示范 – 并非真正核对

# 状态栏。
state-profile = 模式：{ $name }
state-list = 签发机构名单日期：{ $date }
state-list-none = 没有签发机构名单
state-list-old = 签发机构名单日期：{ $date }，请尽快更新
state-list-stale = 签发机构名单日期：{ $date }，已过时
state-paused = 已暂停
state-time = { $time }（{ $place }）
sound-none = 没有音频设备
profile-authenticity = 只验真伪
profile-vaccinated = 已接种疫苗
profile-yellow-fever = 黄热病
profile-polio = 脊髓灰质炎

# 结果内容。
check-failed-line = { $check }：不符
check-failed-read = 内容格式：有误
check-skipped-line = { $check } – 未核对
name-other-script = 姓名所用文字无法在此显示
card-name = 姓名
card-birth-date = 出生日-月-年
card-document = 证件号码
born = 出生日期 { $date }
document = 证件号码 { $number }
valid-from = 由 { $date } 起有效
valid-until = 有效至 { $date }
helpdesk = 客服代码 { $code }
signed-by = 签名：{ $name }
event-vaccination = 疫苗接种
event-test = 检测
event-recovery = 康复
event-exemption = 豁免
dose = 第 { $dose } 剂
dose-of = 第 { $dose } 剂，共 { $of } 剂
disease-covid-19 = 新冠
disease-polio = 脊髓灰质炎
disease-yellow-fever = 黄热病
result-negative = 阴性
result-positive = 阳性
result-unreadable = 结果无法读取

# 同时有几个码：并排显示「2可进入」「1不可进入」。
group-pass = { $count }可进入
group-genuine = { $count }签名有效
group-fail = { $count }不可进入
group-undecided = { $count }待决定
group-other = { $count }不适用
group-one-person = 同一人的{ $count }个码
group-same-person = 与 { $number } 为同一人
tally = 本批：{ $admitted } ✓ { $refused } ✗

# 曾经出示：只给工作人员看。
again-code = { $ago }前曾出示（可能是客人返回），请核对身份证。
again-person = 此人在{ $ago }前出示过另一个码，请核对身份证。
ago-minutes = { $count }分钟
ago-seconds = { $count }秒

# 摄像头：问题及处理方法。
camera-starting-what = 摄像头正在启动。
camera-none-what = 找不到摄像头。
camera-none-next = 请连接摄像头，系统会自动开始扫描。
camera-no-permission-what = 此程序未获准使用摄像头。
camera-no-permission-next = 请在系统设置中允许使用摄像头（Linux：将用户加入 video 群组），然后重新启动。
camera-busy-what = 另一个程序正在使用摄像头。
camera-busy-next = 请关闭该程序，系统会自动开始扫描。
camera-stalled-what = 摄像头没有传送画面。
camera-stalled-next = 如情况持续，请拔出摄像头再重新连接。
camera-unplugged-what = 摄像头已被拔出。
camera-unplugged-next = 请重新连接，系统会自动继续扫描。
camera-covered-what = 摄像头画面全黑。
camera-covered-next = 请移开摄像头的遮挡物，或打开镜头盖。
camera-too-dark-what = 光线不足：请开灯。
camera-unusable-what = 摄像头无法使用。
camera-unusable-next = 请在设置中选择另一摄像头，或联系客服。
camera-ended-what = 录像已播放完毕。
camera-ended-next = 请关闭窗口，或在设置中选择摄像头。
camera-restarting-what = 扫描程序发生故障，正在重新启动。
camera-restarting-next = 请稍候。
camera-instead = 没有摄像头时：可将二维码的图片或 PDF 拖放到此处，或粘贴、打开。

# 按钮。
button-pause = 暂停
button-go-on = 继续
button-next = 下一位
button-another = 添加另一个码
button-cancel = 取消
button-call-staff = 请工作人员协助
button-group = 全部结果
button-new-party = 新一批
settings-remember = 曾经出示
settings-remember-on = 提示工作人员，60分钟
next-guest = 下一位
button-open = 打开
button-settings = 设置
button-back = 返回
button-ok = 确定
button-erase = 删除
button-test-sound = 测试声音
button-pin = 设置密码
button-adjust = 调整
button-leave = 离开

# 以图片或文件代替摄像头。
open-pictures = 图片和 PDF
open-drop = 松开以核对图片或 PDF
open-failed = 无法打开文件：{ $why }

# 设置。
settings = 设置
settings-broken = 无法读取设置文件：已采用默认值。
settings-language = 语言
settings-profile = 模式
settings-camera = 摄像头
settings-volume = 音量
settings-picture = 画面
settings-turn = 旋转
settings-mirror = 镜像
control-auto = 自动
control-zoom = 变焦
control-focus = 对焦
control-exposure = 曝光
control-brightness = 亮度
control-gain = 感光度
control-backlight = 背光补偿
control-torch = 补光灯
volume-off = 关
degrees = { $count }°
yes = 是
no = 否

# 密码。
pin-enter = 请输入密码
pin-new = 设置管理密码（6 至 12 位数字）
pin-again = 请再次输入密码
pin-form = 密码须为 6 至 12 位数字。
pin-differs = 两次输入不同，请重新设置。
pin-wrong = 密码不正确。
pin-wait = 错误次数过多，请等候 { $time }。
pin-digits = 已输入 { $count } 位
pin-not-kept = 无法保存：只在程序结束前有效。

# 日期。
date-year = { $year }年
date-month = { $year }年{ $month }月
date-day = { $year }年{ $month }月{ $day }日
age-days = { $count ->
    [0] 今天
   *[other] { $count } 天前
}
age-months = { $count } 个月前
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
