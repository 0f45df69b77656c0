# 不能像其他文件那样查看的文件；给工作人员。

staff-sealed-media = 案件 { $number }：有文件不能在这里像其他文件那样查看，或根本不能保存。由{ body-police }和{ body-supervising }共同处理，请与主办单位商定由谁、在哪里查看。
staff-sealed-media-alone = 案件 { $number }：有文件不能在这里像其他文件那样查看，或根本不能保存。另一单位须回避本案，只由贵单位处理，请决定由谁、在哪里查看。

button-seal-file = 封存此文件
button-release = 同意取出
staff-file-seal-follows = 封存后，文件立即从所有聊天中撤下，此后只由{ body-police }和{ body-supervising }处理。
staff-file-words-cut = 文字未完，全文在打开的报告中。
staff-file-sealed = 案件 { $number }：已封存，并从所有聊天中撤下。此后只由{ body-police }和{ body-supervising }处理。
staff-nothing-to-seal = 案件 { $number } 没有可以封存的这个文件。
staff-restricted-file = 只限{ body-police }和{ body-supervising }，无预览。类型：{ $type }。请另存为合适的文件名再打开。
staff-story-copies = 图片以副本显示，不含位置和相机信息；视频、录音和文档为原样。
staff-file-not-sent = 这份报告中有一个文件无法在此发送，原件已保存。其余内容见其他消息。
staff-files-not-taken = 本群不允许机器人发送图片和文件。群管理员可以在群权限中开启。
staff-picture-not-shown = 这张图片无法在此显示，原件已密封保存。
staff-sealed-files = 案件 { $number }：有 { $count } 个密封文件，服务器打不开。{ body-police }和{ body-supervising }各一人按“同意取出”后才会交出。
staff-release-waits = 案件 { $number }：您的同意已记下，24 小时内有效，已请另一单位。
staff-release-asked = 案件 { $number }：{ $agency } 请求取出密封文件，需要贵单位一人在私聊中按“同意取出”。
staff-sealed-file = 案件 { $number } 的密封文件。请在不联网的电脑上用两把密钥打开：python -m bot open-sealed。内容的 SHA-256：{ $sha256 }
staff-history-media_sealed = 人工封存文件
staff-history-media_locked = 文件已用两把密钥密封
staff-history-media_released = 交出密封文件
staff-history-release_asked = 请求取出
error-release-two-bodies = 须由{ body-police }一人和{ body-supervising }一人共同同意。
error-nothing-sealed = 本案没有密封文件。
error-no-sealing-key = 没有可用于密封的密钥。
command-seal = 封存不得持有的文件：/seal 12

staff-files-wait = 案件 { $number }：有内容尚未显示。请选择查看理由，理由会记入审计记录。
staff-files-wait-voices = { $count } 条语音。声音可能暴露说话人身份，请在旁人听不到的地方播放。
staff-files-wait-looks = { $count } 个文件。按报告中的用词，可能含性行为画面；如果是，请按其下方的“封存此文件”。
staff-files-wait-files = { $count } 个文件。
file-reason-safety = 保护孩子
file-reason-assess = 评估案件
file-reason-treatment = 救治
file-reason-evidence = 作为证据
audit-act-for = { $act }（{ $reason }）
staff-history-voice_opened = 听取语音
error-no-files-wait = 本案没有需要说明理由才能查看的文件或语音；可以看的内容用 /open 查看。
command-files = 说明理由后查看语音和文件：/files 12
staff-released = 案件 { $number } 的密封文件已交付。
