<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About</source>
        <translation>關於</translation>
    </message>
    <message>
        <source>Call engine</source>
        <translation>通話引擎</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>For agents who answer a service line</source>
        <translation>客服專線人員的桌面軟體電話</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty. The call engine is PJSIP (GPL 2 or later), the window is Qt (LGPL 3). The icons are part of this program.</source>
        <translation>自由軟體，依 GNU 通用公共授權條款第 3 版或更新版本釋出，不提供任何擔保。通話引擎為 PJSIP（GPL 第 2 版或更新版本），介面使用 Qt（LGPL 第 3 版）。圖示為本程式的一部分。</translation>
    </message>
    <message>
        <source>Softphone</source>
        <translation>軟體電話</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>A file of authorities (PEM). Empty: those this computer trusts.</source>
        <translation>憑證機構檔（PEM）。留空：使用本機信任的機構。</translation>
    </message>
    <message>
        <source>Agent name</source>
        <translation>客服人員姓名</translation>
    </message>
    <message>
        <source>Always: no call without it</source>
        <translation>一律：不加密就不通話</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>國家或地區</translation>
    </message>
    <message>
        <source>Empty: the same as the user.</source>
        <translation>留空則與使用者相同。</translation>
    </message>
    <message>
        <source>Encryption of the sound (SRTP)</source>
        <translation>聲音加密（SRTP）</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name or address, with or without a port.</source>
        <translation>請填寫伺服器名稱或位址，可加上連接埠。</translation>
    </message>
    <message>
        <source>If the other side supports it</source>
        <translation>對方支援時</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>關</translation>
    </message>
    <message>
        <source>Registration expires after</source>
        <translation>註冊有效期</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>系統內建</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>伺服器</translation>
    </message>
    <message>
        <source>Shown in tickets and logs.</source>
        <translation>顯示在工單和狀態紀錄中。</translation>
    </message>
    <message>
        <source>TLS encrypts the signalling and checks the server&apos;s certificate.</source>
        <translation>TLS 加密信令並檢查伺服器憑證。</translation>
    </message>
    <message>
        <source>The country is two letters, such as CN.</source>
        <translation>國家代碼為兩個字母，例如 CN。</translation>
    </message>
    <message>
        <source>The key is protected only when TLS is used. A call shows a lock when both are.</source>
        <translation>只有搭配 TLS，金鑰才安全。兩者兼備時通話顯示鎖形。</translation>
    </message>
    <message>
        <source>The user is missing.</source>
        <translation>尚未填寫使用者。</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>傳輸方式</translation>
    </message>
    <message>
        <source>Trusted certificates for TLS</source>
        <translation>TLS 信任的憑證</translation>
    </message>
    <message>
        <source>Two letters (CN, TW, US …), used to read national numbers.</source>
        <translation>兩個字母（CN、TW、US 等），用來辨識國內號碼。</translation>
    </message>
    <message>
        <source>User name for authentication</source>
        <translation>驗證用使用者名稱</translation>
    </message>
    <message>
        <source>User or extension</source>
        <translation>使用者或分機</translation>
    </message>
    <message>
        <source>You enter the password at sign-in. The system&apos;s keyring keeps it.</source>
        <translation>密碼在登入時輸入，儲存於系統鑰匙圈。</translation>
    </message>
    <message>
        <source>Your name, as shown to colleagues</source>
        <translation>顯示名稱（同事看到的名字）</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>All shortcuts</source>
        <translation>所有快捷鍵</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>Ask a colleague first, or return to the caller</source>
        <translation>先詢問同事，或回到來電者</translation>
    </message>
    <message>
        <source>Break menu</source>
        <translation>休息選單</translation>
    </message>
    <message>
        <source>Call history</source>
        <translation>通話紀錄</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通話列</translation>
    </message>
    <message>
        <source>Dial a number</source>
        <translation>撥打號碼</translation>
    </message>
    <message>
        <source>Forward the ringing call</source>
        <translation>轉走振鈴中的來電</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>掛斷</translation>
    </message>
    <message>
        <source>Hold or resume</source>
        <translation>保留或恢復</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>撥號鍵盤</translation>
    </message>
    <message>
        <source>Merge or split the three-way call</source>
        <translation>合併或拆開三方通話</translation>
    </message>
    <message>
        <source>Mute or unmute</source>
        <translation>靜音或取消靜音</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>下一個來電</translation>
    </message>
    <message>
        <source>Pause or resume recording</source>
        <translation>暫停或繼續錄音</translation>
    </message>
    <message>
        <source>Promise a follow-up</source>
        <translation>登記承諾事項</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Recordings of the contact</source>
        <translation>本次接待的錄音</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>SIP messages of the call</source>
        <translation>通話的 SIP 訊息</translation>
    </message>
    <message>
        <source>Save ticket and go ready</source>
        <translation>儲存工單並就緒</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全域搜尋</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Start or stop recording</source>
        <translation>開始或停止錄音</translation>
    </message>
    <message>
        <source>Swap callers</source>
        <translation>切換通話方</translation>
    </message>
    <message>
        <source>Transfer, or complete the transfer</source>
        <translation>轉接，或完成轉接</translation>
    </message>
    <message>
        <source>Turn “Do not disturb” on or off</source>
        <translation>開啟或關閉請勿打擾</translation>
    </message>
</context>
<context>
    <name>AnsweringPage</name>
    <message>
        <source>A number to forward to after that ring time. Empty: return the call to the phone system.</source>
        <translation>號碼，振鈴超過上面的時間後轉去；留空：退回電話系統。</translation>
    </message>
    <message>
        <source>All calls, including queue calls</source>
        <translation>所有來電，包括佇列來電</translation>
    </message>
    <message>
        <source>Answer at once when the phone system asks for it</source>
        <translation>電話系統要求時立即接聽</translation>
    </message>
    <message>
        <source>Auto-answer calls from these queues</source>
        <translation>自動接聽的佇列</translation>
    </message>
    <message>
        <source>Busy (486)</source>
        <translation>忙線 (486)</translation>
    </message>
    <message>
        <source>Calls that can be forwarded while ringing</source>
        <translation>振鈴時可以轉走的來電</translation>
    </message>
    <message>
        <source>Calls to the extension</source>
        <translation>打到分機的來電</translation>
    </message>
    <message>
        <source>Declined (603)</source>
        <translation>拒絕 (603)</translation>
    </message>
    <message>
        <source>During a call</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>During wrap-up</source>
        <translation>話後處理時</translation>
    </message>
    <message>
        <source>Forward unanswered calls to</source>
        <translation>無人接聽時轉到</translation>
    </message>
    <message>
        <source>In a conference room of the phone system</source>
        <translation>在電話系統的會議室裡</translation>
    </message>
    <message>
        <source>Let further calls ring (call waiting)</source>
        <translation>允許其他來電響鈴（話中插接）</translation>
    </message>
    <message>
        <source>Maximum conference parties</source>
        <translation>會議方數上限</translation>
    </message>
    <message>
        <source>Maximum simultaneous calls</source>
        <translation>同時通話數上限</translation>
    </message>
    <message>
        <source>Minimum ring time before auto-answer</source>
        <translation>自動接聽前至少響鈴</translation>
    </message>
    <message>
        <source>Mixed by this program</source>
        <translation>由本程式混音</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>從不</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>不允許</translation>
    </message>
    <message>
        <source>Not available (480)</source>
        <translation>暫時無法接通 (480)</translation>
    </message>
    <message>
        <source>Number of a room</source>
        <translation>會議室號碼</translation>
    </message>
    <message>
        <source>Only the phone system may ask (Call-Info, Alert-Info).</source>
        <translation>只有電話系統可以要求（Call-Info、Alert-Info）。</translation>
    </message>
    <message>
        <source>Queue names as the phone system sends them, separated by commas. Only while you are ready.</source>
        <translation>依電話系統傳送的名稱填寫，以逗號分隔；僅在示閒時生效。</translation>
    </message>
    <message>
        <source>Response to callers in “Do not disturb”</source>
        <translation>勿擾時對來電的回應</translation>
    </message>
    <message>
        <source>Set not ready after ringing for</source>
        <translation>響鈴多久後示忙</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>多路通話</translation>
    </message>
    <message>
        <source>The call returns to the phone system, and the queue is notified.</source>
        <translation>來電退回電話系統，並告知佇列。</translation>
    </message>
    <message>
        <source>The phone system decides what happens to forwarded calls.</source>
        <translation>轉走的來電如何處理，由電話系統決定。</translation>
    </message>
    <message>
        <source>Three-way calls</source>
        <translation>三方通話</translation>
    </message>
    <message>
        <source>While another call rings</source>
        <translation>另一來電響鈴時</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>{id} is replaced by ten random digits for each call, {user} by your extension.</source>
        <translation>{id} 會換成十位數字，每次通話不同；{user} 是您的分機。</translation>
    </message>
</context>
<context>
    <name>AppMenu</name>
    <message>
        <source>About</source>
        <translation>關於</translation>
    </message>
    <message>
        <source>Import customers or orders …</source>
        <translation>匯入客戶或訂單…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>錄音…</translation>
    </message>
    <message>
        <source>SIP messages …</source>
        <translation>SIP 訊息…</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷鍵</translation>
    </message>
</context>
<context>
    <name>CallRow</name>
    <message>
        <source>Anyone on the network can listen to this call.</source>
        <translation>網路上的竊聽者可以聽到此通話。</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>掛斷</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Key exposed</source>
        <translation>金鑰外露</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>靜音</translation>
    </message>
    <message>
        <source>No one on the network can listen to this call.</source>
        <translation>網路上無人能竊聽此通話。</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>The audio is encrypted, but its key was sent in clear text. Anyone on the network can listen to this call.</source>
        <translation>聲音已加密，但金鑰以明文傳送：網路上的竊聽者可以聽到通話。</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>轉接</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消靜音</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>CardFacts</name>
    <message>
        <source>Contact no. {number} in 7 days</source>
        <translation>7 天內第 {number} 次聯絡</translation>
    </message>
    <message>
        <source>Fourth contact in 7 days</source>
        <translation>7 天內第四次聯絡</translation>
    </message>
    <message>
        <source>Promised, due {due}: {promise}</source>
        <translation>已承諾，期限 {due}：{promise}</translation>
    </message>
    <message>
        <source>Promised, was due {due}: {promise}</source>
        <translation>已承諾，應於 {due} 前完成，已逾期：{promise}</translation>
    </message>
    <message>
        <source>Promised: {promise}</source>
        <translation>已承諾：{promise}</translation>
    </message>
    <message>
        <source>Second contact in 7 days</source>
        <translation>7 天內第二次聯絡</translation>
    </message>
    <message>
        <source>Third contact in 7 days</source>
        <translation>7 天內第三次聯絡</translation>
    </message>
</context>
<context>
    <name>CardTabs</name>
    <message>
        <source>Contacts</source>
        <translation>聯絡紀錄</translation>
    </message>
    <message>
        <source>No notes on this customer.</source>
        <translation>這位客戶沒有備註。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Notes on the customer</source>
        <translation>客戶備註</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>訂單</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>錄音…</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工單</translation>
    </message>
</context>
<context>
    <name>CategoryBox</name>
    <message>
        <source>No matches.</source>
        <translation>沒有符合的選項。</translation>
    </message>
    <message>
        <source>Type or choose</source>
        <translation>輸入或選擇</translation>
    </message>
</context>
<context>
    <name>CompactBar</name>
    <message>
        <source>Answer</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通話列</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>請勿打擾</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>掛斷</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>靜音</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已靜音</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>開啟主視窗</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>錄音中</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>轉接</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消靜音</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>Consult</name>
    <message>
        <source>Connecting the caller with {target} …</source>
        <translation>正在將來電接給 {target} …</translation>
    </message>
    <message>
        <source>Everyone in the room hears everyone else.</source>
        <translation>會議室裡的各方互相都能聽到。</translation>
    </message>
    <message>
        <source>No one is on the line.</source>
        <translation>線上已沒有人。</translation>
    </message>
    <message>
        <source>Putting the caller on hold …</source>
        <translation>正在保留來電 …</translation>
    </message>
    <message>
        <source>Returning to the caller …</source>
        <translation>正在接回來電者 …</translation>
    </message>
    <message>
        <source>The caller and {target} hear music.</source>
        <translation>來電者和 {target} 都在聽音樂。</translation>
    </message>
    <message>
        <source>The caller and {target} talk. You hear music.</source>
        <translation>來電者和 {target} 在通話，您聽音樂。</translation>
    </message>
    <message>
        <source>The caller hears music.</source>
        <translation>來電者在聽音樂。</translation>
    </message>
    <message>
        <source>The caller hung up. You and {target} talk.</source>
        <translation>來電者已掛斷。您與 {target} 通話中。</translation>
    </message>
    <message>
        <source>You and the caller talk. {target} hears music.</source>
        <translation>您與來電者通話中，{target} 在聽音樂。</translation>
    </message>
    <message>
        <source>You and {target} talk. The caller hears music.</source>
        <translation>您與 {target} 通話中，來電者在聽音樂。</translation>
    </message>
    <message>
        <source>You, the caller and {target} hear each other.</source>
        <translation>三方通話：您、來電者和 {target} 彼此都聽得到。</translation>
    </message>
    <message>
        <source>{target} has the caller.</source>
        <translation>來電已交給 {target}。</translation>
    </message>
    <message>
        <source>{target} is being called. The caller hears music.</source>
        <translation>正在呼叫 {target}，來電者在聽音樂。</translation>
    </message>
    <message>
        <source>{target} will get the caller on answering. The caller hears music.</source>
        <translation>{target} 接聽後即接過來電者。來電者現在聽音樂。</translation>
    </message>
</context>
<context>
    <name>ConsultPanel</name>
    <message>
        <source>Back to the caller</source>
        <translation>放棄諮詢，回到來電者</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>來電者</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成轉接</translation>
    </message>
    <message>
        <source>Connect the two and leave</source>
        <translation>接通雙方並退出</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>三方</translation>
    </message>
    <message>
        <source>Merge: all three talk</source>
        <translation>合併：三方一起通話</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>靜音</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>會議室</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆開</translation>
    </message>
    <message>
        <source>Split: the caller waits again</source>
        <translation>拆開：來電者重新等候</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>切換</translation>
    </message>
    <message>
        <source>Swap: talk to the other party</source>
        <translation>切換：與另一方通話</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消靜音</translation>
    </message>
</context>
<context>
    <name>ContactStrip</name>
    <message>
        <source>Contacts</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
    <message>
        <source>ticket to write</source>
        <translation>待寫工單</translation>
    </message>
</context>
<context>
    <name>CustomerHeader</name>
    <message numerus="yes">
        <source>%n contact(s) in 7 days</source>
        <translation>
            <numerusform>7 天內聯絡 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Caller ID not verified. Confirm who is calling before you share anything.</source>
        <translation>來電號碼未經驗證。透露任何資訊之前，請先核實來電者身分。</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>關閉客戶資料</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>號碼未驗證</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>範例</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Go ready to receive calls: {key}</source>
        <translation>就緒後即可接聽來電：{key}</translation>
    </message>
    <message>
        <source>Looking up the customer…</source>
        <translation>正在查詢客戶…</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客戶</translation>
    </message>
    <message>
        <source>No call.</source>
        <translation>目前沒有通話中的客戶。</translation>
    </message>
    <message>
        <source>No calls yet.</source>
        <translation>目前沒有通話。</translation>
    </message>
    <message>
        <source>No customer has this number. The name you enter is saved with the ticket.</source>
        <translation>沒有客戶登記這個號碼。填寫的姓名會隨工單一起儲存。</translation>
    </message>
    <message>
        <source>Ready for the next call.</source>
        <translation>已就緒，等候下一通來電。</translation>
    </message>
    <message>
        <source>Search for a customer: {key}</source>
        <translation>搜尋客戶：{key}</translation>
    </message>
    <message>
        <source>The customer could not be looked up. The call is not affected. Search yourself, or enter the name: it is saved with the ticket.</source>
        <translation>客戶資料查詢失敗，通話不受影響。請手動搜尋，或先記下姓名，隨工單一起儲存。</translation>
    </message>
    <message>
        <source>The customer&apos;s card opens here when it rings.</source>
        <translation>來電響鈴時，客戶資料會在此顯示。</translation>
    </message>
    <message>
        <source>The number is withheld. Ask who is calling. The name is saved with the ticket.</source>
        <translation>號碼保密。請詢問來電者身分，姓名將隨工單儲存。</translation>
    </message>
    <message>
        <source>This is a colleague: no ticket is needed. If the call is about a customer, search for the customer to assign this contact.</source>
        <translation>與內部同事的通話，無需填寫工單。如果通話涉及客戶，請搜尋該客戶，本次接待將歸入該客戶。</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>您已登出。</translation>
    </message>
    <message>
        <source>see the menu</source>
        <translation>見選單</translation>
    </message>
</context>
<context>
    <name>DeskWindows</name>
    <message>
        <source>A call is on the line. Hang up and quit?</source>
        <translation>目前仍有通話。要掛斷並結束程式嗎？</translation>
    </message>
    <message>
        <source>Calls to {number} cost extra. Dial?</source>
        <translation>撥打 {number} 將額外收費。要撥號嗎？</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>撥號</translation>
    </message>
    <message>
        <source>Do not dial</source>
        <translation>不撥號</translation>
    </message>
    <message>
        <source>Hang up and quit</source>
        <translation>掛斷並結束</translation>
    </message>
    <message>
        <source>Sign out and quit</source>
        <translation>登出並結束</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不結束</translation>
    </message>
    <message>
        <source>The settings could not be saved: {problem}</source>
        <translation>設定儲存失敗：{problem}</translation>
    </message>
    <message>
        <source>You are ready for calls. Sign out and quit?</source>
        <translation>您正處於就緒狀態。要登出並結束嗎？</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>DeviceCombo</name>
    <message>
        <source>No sound</source>
        <translation>無聲</translation>
    </message>
    <message>
        <source>Not connected: {device}</source>
        <translation>未連接：{device}</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>previously chosen</source>
        <translation>之前選擇的裝置</translation>
    </message>
</context>
<context>
    <name>DialBox</name>
    <message>
        <source>Add to the conference</source>
        <translation>加入會議</translation>
    </message>
    <message>
        <source>Call as: {number}</source>
        <translation>顯示號碼：{number}</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>撥號</translation>
    </message>
    <message>
        <source>Dial: available when the line is ready and another call is allowed</source>
        <translation>撥打：需要線路可用且還能再接一路</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>撥號鍵盤</translation>
    </message>
    <message>
        <source>Listen to voice mail</source>
        <translation>聽取語音留言</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>號碼或姓名</translation>
    </message>
    <message>
        <source>Number to dial</source>
        <translation>要撥打的號碼</translation>
    </message>
    <message>
        <source>chosen by the phone system</source>
        <translation>由電話系統決定</translation>
    </message>
</context>
<context>
    <name>DialingPage</name>
    <message>
        <source>Add in front</source>
        <translation>前面加</translation>
    </message>
    <message>
        <source>Added to numbers without an area code: dialled, received or imported.</source>
        <translation>撥打、來電和匯入的號碼沒有區碼時，自動加上此區碼。</translation>
    </message>
    <message>
        <source>An area code has at most six digits.</source>
        <translation>區碼只能是數字，最多六位。</translation>
    </message>
    <message>
        <source>As in the country: 02212345678</source>
        <translation>本國格式：02212345678</translation>
    </message>
    <message>
        <source>As the other side supports</source>
        <translation>依對方支援的方式</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>開頭</translation>
    </message>
    <message>
        <source>Confirm before dialling numbers that begin with</source>
        <translation>撥打以下開頭的號碼前先確認</translation>
    </message>
    <message>
        <source>Dialled unchanged: no rule, no confirmation, no caller ID.</source>
        <translation>原樣撥出：不套規則、不確認、不帶主叫號碼。</translation>
    </message>
    <message>
        <source>Digits that the phone system adds in front. Removed only if a full number remains. Separate them with commas.</source>
        <translation>電話系統在來電號碼前保留的數字。只有去掉後是完整號碼時才會去掉。多個前綴用逗號分隔。</translation>
    </message>
    <message>
        <source>Emergency numbers</source>
        <translation>緊急號碼</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be empty: calls for help would fail.</source>
        <translation>緊急號碼不能為空：否則可能無法求助。</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>此處需要號碼。</translation>
    </message>
    <message>
        <source>Enter a whole number from {least} to {most}.</source>
        <translation>此處需要 {least} 到 {most} 的整數。</translation>
    </message>
    <message>
        <source>For voice menus, on the keypad. A comma is a pause of two seconds.</source>
        <translation>用於語音選單，顯示在撥號鍵盤上。逗號表示停頓兩秒。</translation>
    </message>
    <message>
        <source>Header that carries the chosen number</source>
        <translation>攜帶所選號碼的標頭</translation>
    </message>
    <message>
        <source>Home area code</source>
        <translation>本地區碼</translation>
    </message>
    <message>
        <source>Key sequences</source>
        <translation>按鍵序列</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Keys are 0 to 9, * and #, with commas for pauses.</source>
        <translation>按鍵為 0 到 9、* 和 #，逗號表示停頓。</translation>
    </message>
    <message>
        <source>Keys are sent as</source>
        <translation>按鍵傳送方式</translation>
    </message>
    <message>
        <source>Max.</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Min. digits</source>
        <translation>最少位數</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>No number has at least {least} and at most {most} digits.</source>
        <translation>沒有號碼至少 {least} 位且至多 {most} 位。</translation>
    </message>
    <message>
        <source>Not a valid header name.</source>
        <translation>這不能作為標頭名稱。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>Number format for the phone system</source>
        <translation>傳給電話系統的號碼格式</translation>
    </message>
    <message>
        <source>Numbers that cost extra, separated by commas.</source>
        <translation>額外收費的號碼，以逗號分隔。</translation>
    </message>
    <message>
        <source>Numbers you can call as</source>
        <translation>可選主叫號碼</translation>
    </message>
    <message>
        <source>Only digits, * and #, with or without a + before them.</source>
        <translation>只能是數字、* 和 #，前面可帶 +。</translation>
    </message>
    <message>
        <source>Prefixes to remove from callers&apos; numbers</source>
        <translation>來電號碼要去掉的前綴</translation>
    </message>
    <message>
        <source>RTP events (RFC 4733)</source>
        <translation>RTP 事件 (RFC 4733)</translation>
    </message>
    <message>
        <source>Remove digits</source>
        <translation>去掉位數</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>SIP messages (INFO)</source>
        <translation>SIP 訊息（INFO）</translation>
    </message>
    <message>
        <source>The first matching rule applies. Short codes and emergency numbers are not changed.</source>
        <translation>以第一條相符的規則為準。短碼和緊急號碼不變。</translation>
    </message>
    <message>
        <source>The header the phone system reads: P-Preferred-Identity, or its own.</source>
        <translation>電話系統讀取的標頭：P-Preferred-Identity 或其自訂的。</translation>
    </message>
    <message>
        <source>This key sequence has no name.</source>
        <translation>該按鍵序列沒有名稱。</translation>
    </message>
    <message>
        <source>Tones in the audio (in-band)</source>
        <translation>帶內雙音</translation>
    </message>
    <message>
        <source>{name} is in the list twice.</source>
        <translation>{name} 在清單中重複。</translation>
    </message>
    <message>
        <source>{number} is in the list twice.</source>
        <translation>{number} 在清單中重複。</translation>
    </message>
    <message>
        <source>{number} is not an emergency number. Use digits only.</source>
        <translation>{number} 不是緊急號碼：只能是數字。</translation>
    </message>
    <message>
        <source>{number} is not the beginning of a number.</source>
        <translation>{number} 不是號碼的開頭。</translation>
    </message>
    <message>
        <source>{prefix} is not a prefix. Use at most eight digits.</source>
        <translation>{prefix} 不是前綴：只能是數字，最多八位。</translation>
    </message>
</context>
<context>
    <name>EchoDialog</name>
    <message>
        <source>1. Listen: two seconds of noise. Stay quiet meanwhile.</source>
        <translation>1. 聽：兩秒沙沙聲，期間請勿出聲。</translation>
    </message>
    <message>
        <source>2. Speak: after the beep count from one to ten, as you would on a call.</source>
        <translation>2. 說：聽到提示音後，像通話一樣從一數到十。</translation>
    </message>
    <message>
        <source>3. Hear yourself, as the microphone hears you.</source>
        <translation>3. 聽自己的聲音，即麥克風聽到的聲音。</translation>
    </message>
    <message>
        <source>A little echo. The program removes it. A close-fitting wired headset has none.</source>
        <translation>有輕微回音，程式會將其消除；貼耳的有線耳機則完全沒有。</translation>
    </message>
    <message>
        <source>Callers would hear themselves: your microphone picks up the loudspeaker. Wear a wired headset, or turn the loudspeaker down.</source>
        <translation>來電者會聽到自己的聲音：麥克風收到了揚聲器的聲音。請佩戴有線耳機，或調低揚聲器音量。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Do callers hear themselves?</source>
        <translation>來電者會聽到自己的聲音嗎？</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>回音測試</translation>
    </message>
    <message>
        <source>Echo {level} dB after {delay} ms.</source>
        <translation>回音 {level} dB，延遲 {delay} 毫秒。</translation>
    </message>
    <message>
        <source>It is noisy around you. With a headset callers hear less of it.</source>
        <translation>您周圍很吵。佩戴耳機後來電者會少聽到一些。</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>麥克風音量</translation>
    </message>
    <message>
        <source>No echo: callers do not hear themselves.</source>
        <translation>沒有回音：來電者不會聽到自己的聲音。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone. Look for a mute switch on the headset, or choose another microphone in the settings.</source>
        <translation>您的麥克風沒有聲音。請檢查耳機上的靜音開關，或在設定中選擇其他麥克風。</translation>
    </message>
    <message>
        <source>Not during a call.</source>
        <translation>通話中不可用。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新測試</translation>
    </message>
    <message>
        <source>The test ended before there was a result.</source>
        <translation>測試在得出結果前已結束。</translation>
    </message>
    <message>
        <source>Wear the headset as you do on a call. An incoming call ends the test.</source>
        <translation>請像通話時一樣佩戴耳機。來電會結束測試。</translation>
    </message>
    <message>
        <source>You are hard to hear. Bring the microphone two fingers from your mouth, or turn it up in the system&apos;s sound settings.</source>
        <translation>您的聲音太小。請將麥克風移到距嘴兩指處，或在系統聲音設定中調高音量。</translation>
    </message>
    <message>
        <source>You are too loud for the microphone. Move it a little away, or turn it down in the system&apos;s sound settings.</source>
        <translation>您的聲音對麥克風來說太大。請稍微移開，或在系統聲音設定中調低音量。</translation>
    </message>
    <message>
        <source>Your voice {voice} dBFS, the room {noise} dBFS.</source>
        <translation>您的聲音 {voice} dBFS，環境 {noise} dBFS。</translation>
    </message>
</context>
<context>
    <name>FormRows</name>
    <message>
        <source>Set by your administrator.</source>
        <translation>由管理員設定。</translation>
    </message>
</context>
<context>
    <name>ForwardBar</name>
    <message>
        <source>Forward now</source>
        <translation>立即轉走</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>轉接到</translation>
    </message>
    <message>
        <source>Let it ring</source>
        <translation>讓它繼續響</translation>
    </message>
</context>
<context>
    <name>HeadersPage</name>
    <message>
        <source>Case ID</source>
        <translation>案件編號</translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation>客戶編號</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>佇列</translation>
    </message>
    <message>
        <source>The phone system can send these with a call. Leave a name empty to ignore that header.</source>
        <translation>電話系統可隨來電附上這些標頭。留空則不讀取。</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Waiting time (seconds)</source>
        <translation>等候秒數</translation>
    </message>
</context>
<context>
    <name>HeadsetKeysRow</name>
    <message>
        <source>Answer, hang up and mute with the keys of the headset</source>
        <translation>用耳機按鍵接聽、掛斷和靜音</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>請洽詢管理員。</translation>
    </message>
    <message>
        <source>Found: {device}.</source>
        <translation>已找到：{device}。</translation>
    </message>
    <message>
        <source>In use: {device}.</source>
        <translation>正在使用：{device}。</translation>
    </message>
    <message>
        <source>No headset with call keys is connected.</source>
        <translation>沒有連接帶通話按鍵的耳機。</translation>
    </message>
</context>
<context>
    <name>HistoryDelegate</name>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>重撥</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回撥</translation>
    </message>
    <message>
        <source>Call history</source>
        <translation>通話紀錄</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>複製號碼</translation>
    </message>
    <message>
        <source>Go ready to receive calls: {key}</source>
        <translation>就緒後即可接聽來電：{key}</translation>
    </message>
    <message>
        <source>History</source>
        <translation>紀錄</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>No calls yet.</source>
        <translation>目前沒有通話。</translation>
    </message>
    <message>
        <source>No calls yet. The next one rings here.</source>
        <translation>目前沒有通話。下一通來電會在此響鈴。</translation>
    </message>
    <message>
        <source>No missed calls.</source>
        <translation>沒有未接來電。</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>錄音…</translation>
    </message>
    <message>
        <source>SIP messages …</source>
        <translation>SIP 訊息…</translation>
    </message>
    <message>
        <source>Show customer</source>
        <translation>檢視客戶</translation>
    </message>
    <message>
        <source>Sound quality …</source>
        <translation>通話品質…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>更新 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新增 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported.</source>
        <translation>
            <numerusform>已匯入 %n 筆。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>未變更 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, not imported</source>
        <translation>
            <numerusform>有問題 %n 筆，不匯入</numerusform>
        </translation>
    </message>
    <message>
        <source>After the import</source>
        <translation>匯入後</translation>
    </message>
    <message>
        <source>Automatic encoding</source>
        <translation>自動辨識編碼</translation>
    </message>
    <message>
        <source>Before anything is written you see what is new, what changes and which rows have problems.</source>
        <translation>寫入之前，會先顯示哪些是新增、哪些會更新、哪些列有問題。</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSV 檔案</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV 檔案 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Changes {count}</source>
        <translation>變更 {count}</translation>
    </message>
    <message>
        <source>Choose a CSV file.</source>
        <translation>請選擇 CSV 檔案。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選擇…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>編碼</translation>
    </message>
    <message>
        <source>Encoding of the file</source>
        <translation>檔案的編碼</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前幾列</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>匯入</translation>
    </message>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>匯入 %n 筆</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在匯入…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>列號</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>訂單</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Problems {count}</source>
        <translation>問題 {count}</translation>
    </message>
    <message>
        <source>Read as {encoding}</source>
        <translation>以 {encoding} 讀取</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在讀取檔案…</translation>
    </message>
    <message>
        <source>Rows to check</source>
        <translation>需核對的列</translation>
    </message>
    <message>
        <source>Rows with problems</source>
        <translation>有問題的列</translation>
    </message>
    <message>
        <source>The encoding is a guess. If words below look wrong, choose another encoding above.</source>
        <translation>編碼是推測的。如果下方的文字不對，請在上方選擇其他編碼。</translation>
    </message>
    <message>
        <source>To check {count}</source>
        <translation>需核對 {count}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>變更內容</translation>
    </message>
    <message>
        <source>column names in line {line}</source>
        <translation>欄名在第 {line} 行</translation>
    </message>
    <message>
        <source>columns not imported: {names}</source>
        <translation>未匯入的欄：{names}</translation>
    </message>
</context>
<context>
    <name>ImportFields</name>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>幣別</translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation>客戶編號</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>電子郵件</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前幾列</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>電話號碼</translation>
    </message>
    <message>
        <source>Ordered on</source>
        <translation>下單時間</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Key sequences</source>
        <translation>按鍵序列</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按鍵盤</translation>
    </message>
</context>
<context>
    <name>LookBar</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Take this customer</source>
        <translation>設為本次接待的客戶</translation>
    </message>
    <message>
        <source>This contact was assigned to {name} before.</source>
        <translation>本次接待原先的客戶是{name}。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>You are looking at another customer. This contact is still assigned to {name}.</source>
        <translation>正在檢視另一位客戶，本次接待的客戶仍是{name}。</translation>
    </message>
    <message>
        <source>You are only looking. No customer is assigned to this contact yet.</source>
        <translation>僅檢視，本次接待尚未對應客戶。</translation>
    </message>
    <message>
        <source>You chose this contact&apos;s customer.</source>
        <translation>本次接待的客戶由您選定。</translation>
    </message>
    <message>
        <source>You chose: a new customer.</source>
        <translation>您已選擇：新客戶。</translation>
    </message>
</context>
<context>
    <name>MatchesList</name>
    <message numerus="yes">
        <source>%n customer(s) have this number. Ask who is calling and choose.</source>
        <translation>
            <numerusform>有 %n 位客戶使用這個號碼。請先確認來電者，再選擇。</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers with this number</source>
        <translation>使用這個號碼的客戶</translation>
    </message>
    <message>
        <source>None of these: new customer</source>
        <translation>都不是，新客戶</translation>
    </message>
</context>
<context>
    <name>MyTickets</name>
    <message>
        <source>Customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>My tickets today</source>
        <translation>我今天的工單</translation>
    </message>
    <message>
        <source>No tickets yet today. Each call&apos;s ticket is listed here.</source>
        <translation>今天還沒有工單。每通電話的工單都會列在這裡。</translation>
    </message>
    <message>
        <source>Open the customer&apos;s card</source>
        <translation>開啟客戶資料</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先順序</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工單</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
</context>
<context>
    <name>NewCustomer</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the caller</source>
        <translation>來電者姓名</translation>
    </message>
    <message>
        <source>Search for the customer…</source>
        <translation>搜尋客戶…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Next notice</source>
        <translation>下一則提示</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 則，共 {count} 則</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A call is up.</source>
        <translation>正在通話。</translation>
    </message>
    <message>
        <source>A call is up. End it first, or use Transfer to ask a colleague.</source>
        <translation>正在通話：請先掛斷，或用「轉接」諮詢同事。</translation>
    </message>
    <message>
        <source>A supervisor has paused you ({reason}). Press Ready to take calls again.</source>
        <translation>組長已將您暫停（{reason}）。按「就緒」即可重新接聽來電。</translation>
    </message>
    <message>
        <source>A supervisor has paused you. Press Ready to take calls again.</source>
        <translation>組長已將您暫停。按「就緒」即可重新接聽來電。</translation>
    </message>
    <message>
        <source>Another program is using the database. Nothing you type is lost: it is saved as soon as that program is done.</source>
        <translation>另一個程式正在占用資料庫。您輸入的內容不會遺失：該程式用完後會立即儲存。</translation>
    </message>
    <message>
        <source>Audio now uses another device.</source>
        <translation>聲音已切換到另一個裝置。</translation>
    </message>
    <message>
        <source>Calls cannot be forwarded to “{target}”. The call still rings here.</source>
        <translation>「{target}」不是可以轉去的號碼，來電仍在這裡振鈴。</translation>
    </message>
    <message>
        <source>Calls ring at {device}.</source>
        <translation>來電在 {device} 上響鈴。</translation>
    </message>
    <message>
        <source>Calls to {target} cost extra, so no caller is forwarded there.</source>
        <translation>撥打 {target} 要額外收費，不能把客戶轉過去。</translation>
    </message>
    <message>
        <source>Choose a device in the settings.</source>
        <translation>請在設定中選擇裝置。</translation>
    </message>
    <message>
        <source>Look for a mute switch on the headset or in the system, or choose another one.</source>
        <translation>請檢查耳機上或系統中的靜音開關，或選擇其他麥克風。</translation>
    </message>
    <message>
        <source>Missed call from {number}. Call back from the history.</source>
        <translation>未接來電：{number}。可在通話紀錄中回撥。</translation>
    </message>
    <message>
        <source>No audio comes from {number}. Hold and resume the call. If that does not help, call back.</source>
        <translation>聽不到 {number} 的聲音。請先保留通話再取回；如果無效，請回撥。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone ({device}).</source>
        <translation>您的麥克風（{device}）沒有聲音。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone.</source>
        <translation>您的麥克風沒有聲音。</translation>
    </message>
    <message>
        <source>No sound device. Calls connect, but no one hears anything. Plug in a headset, or choose a device in the settings.</source>
        <translation>沒有聲音裝置：通話可以接通，但雙方都聽不到聲音。請接上耳機，或在設定中選擇裝置。</translation>
    </message>
    <message>
        <source>Only silence comes from {number}. The line is good, but their microphone may be off. Ask them to turn it on.</source>
        <translation>{number} 只傳來靜音。線路正常，可能是對方的麥克風已關閉，請對方開啟。</translation>
    </message>
    <message>
        <source>Plug it in again to go back.</source>
        <translation>重新插上即可恢復。</translation>
    </message>
    <message>
        <source>Practice room: press F9 to go ready. The first customer calls within 15 seconds.</source>
        <translation>練習室：按 F9 就緒，15 秒內第一位客戶就會來電。</translation>
    </message>
    <message>
        <source>Settings could not be read. Defaults are in use. Tell your administrator. ({problem})</source>
        <translation>無法讀取設定，已改用預設值。請通知系統管理員。（{problem}）</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>請先登入。</translation>
    </message>
    <message>
        <source>Some settings cannot be used. Tell your administrator. ({problem})</source>
        <translation>部分設定無法使用。請告知管理員。（{problem}）</translation>
    </message>
    <message>
        <source>Still needed: {fields}.</source>
        <translation>尚需填寫：{fields}。</translation>
    </message>
    <message>
        <source>That did not work: {reason}</source>
        <translation>電話無法執行：{reason}</translation>
    </message>
    <message>
        <source>The background service stopped. Your call continues. Afterwards quit and start the program again.</source>
        <translation>監看程序已停止，通話不受影響。請在通話結束後關閉並重新啟動程式。</translation>
    </message>
    <message>
        <source>The call to {number} failed: {reason}</source>
        <translation>撥打 {number} 失敗：{reason}</translation>
    </message>
    <message>
        <source>The caller hung up. You still talk to {target}.</source>
        <translation>來電者已掛斷，您仍與 {target} 通話中。</translation>
    </message>
    <message>
        <source>The caller is still on hold. Press Resume to talk again.</source>
        <translation>來電仍在保留中。請按「恢復」繼續通話。</translation>
    </message>
    <message>
        <source>The caller was handed over to {target}.</source>
        <translation>來電已轉給 {target}。</translation>
    </message>
    <message>
        <source>The caller was handed over to {target}. It is not known whether anyone answered.</source>
        <translation>來電已轉給 {target}，對方是否接聽未知。</translation>
    </message>
    <message>
        <source>The chosen sound device is not plugged in.</source>
        <translation>所選的音訊裝置沒有連接。</translation>
    </message>
    <message>
        <source>The computer slept for {time}. The line has been tested and works.</source>
        <translation>電腦休眠了 {time}。線路已測試，可以正常使用。</translation>
    </message>
    <message>
        <source>The computer slept for {time}. The line is being tested. Calls resume once it works.</source>
        <translation>電腦休眠了 {time}。正在測試線路，測試正常後才會來電。</translation>
    </message>
    <message>
        <source>The database was damaged and was moved to {path}. A new one is in use. Tell your administrator.</source>
        <translation>資料庫已損毀，另存為 {path}。目前使用新資料庫，請通知系統管理員。</translation>
    </message>
    <message>
        <source>The line is lost: {reason}</source>
        <translation>線路中斷：{reason}</translation>
    </message>
    <message>
        <source>The main phone system does not answer. You are on the backup {server}. Nothing changes for you.</source>
        <translation>首選話務伺服器沒有回應，已切換到備用伺服器 {server}，您照常工作即可。</translation>
    </message>
    <message>
        <source>The number of waiting callers is not known: {why} Calls are not affected.</source>
        <translation>不知道有多少人在等候：{why}來電不受影響。</translation>
    </message>
    <message>
        <source>The phone engine stopped and is restarting. What you typed is safe.</source>
        <translation>電話部分意外停止，正在重新啟動。您輸入的內容不會遺失。</translation>
    </message>
    <message>
        <source>The phone system asks for your password. Sign in again.</source>
        <translation>電話系統需要密碼，請重新登入。</translation>
    </message>
    <message>
        <source>The phone system had lost its list of agents. You have been signed in again.</source>
        <translation>電話系統遺失了座席名單，已為您重新登入佇列。</translation>
    </message>
    <message>
        <source>The phone system refused the line: {reason}</source>
        <translation>電話系統拒絕註冊：{reason}</translation>
    </message>
    <message>
        <source>The phone works again.</source>
        <translation>電話已恢復正常。</translation>
    </message>
    <message>
        <source>The queue was not notified: {action} (code {code}). {reason} You may still get calls. Tell your supervisor.</source>
        <translation>未能通知佇列「{action}」（代碼 {code}）：{reason}您可能仍會接到來電，請通知組長。</translation>
    </message>
    <message>
        <source>The ticket for {who} is not saved. It waits under “Unfinished tickets”.</source>
        <translation>{who} 的工單尚未儲存，可在「未完成的工單」中繼續填寫。</translation>
    </message>
    <message>
        <source>The ticket still needs: {fields}.</source>
        <translation>工單還需填寫：{fields}。</translation>
    </message>
    <message>
        <source>The transfer to {target} failed, and {number} is gone. Call back from the history.</source>
        <translation>轉接到 {target} 失敗，{number} 已斷線。請從通話記錄回撥。</translation>
    </message>
    <message>
        <source>The transfer to {target} failed. The caller is still with you. {reason}</source>
        <translation>轉接到 {target} 失敗，來電仍在您這裡。{reason}</translation>
    </message>
    <message>
        <source>The window was restarted. Your call and what you typed are still here.</source>
        <translation>視窗已重新啟動，通話和輸入的內容都還在。</translation>
    </message>
    <message>
        <source>This computer has no keyring for the password. It is kept until you quit, and you enter it again at the next start.</source>
        <translation>這台電腦沒有可安全儲存密碼的地方。密碼保留到結束程式為止，下次啟動時會再詢問。</translation>
    </message>
    <message>
        <source>Ticket saved.</source>
        <translation>工單已儲存。</translation>
    </message>
    <message>
        <source>Unrelated callers cannot be merged. To talk to a caller and a colleague at once, ask the colleague first.</source>
        <translation>互不相關的來電不能合併。如需與來電者和同事一起通話，請先詢問該同事。</translation>
    </message>
    <message>
        <source>What you typed is still here.</source>
        <translation>您輸入的內容仍在。</translation>
    </message>
    <message>
        <source>You cannot {action} now. {why}</source>
        <translation>現在無法{action}。{why}</translation>
    </message>
    <message>
        <source>You did not answer {number} for {seconds} s, so you are not ready now. Press F9 when you are back.</source>
        <translation>來電 {number} 響鈴 {seconds} 秒未接，已為您切換為未就緒。回來後請按 F9。</translation>
    </message>
    <message>
        <source>You have been taken out of the queue. Press Ready to join it again.</source>
        <translation>您已被移出佇列。按「就緒」即可重新加入。</translation>
    </message>
    <message>
        <source>You hear callers through {device}.</source>
        <translation>您從 {device} 聽客戶的聲音。</translation>
    </message>
    <message>
        <source>You speak into {device}.</source>
        <translation>您正在用 {device} 講話。</translation>
    </message>
    <message>
        <source>You talk through {device}.</source>
        <translation>您正在透過 {device} 通話。</translation>
    </message>
    <message>
        <source>Your state: {state}.</source>
        <translation>目前狀態：{state}。</translation>
    </message>
    <message>
        <source>a withheld number</source>
        <translation>號碼保密</translation>
    </message>
    <message>
        <source>add one more to the conference</source>
        <translation>在會議中增加一方</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>ask a colleague first</source>
        <translation>先詢問同事</translation>
    </message>
    <message>
        <source>bring the discarded ticket back</source>
        <translation>復原已捨棄的工單</translation>
    </message>
    <message>
        <source>call as that number</source>
        <translation>以該號碼外撥</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>回撥</translation>
    </message>
    <message>
        <source>call the voice mailbox</source>
        <translation>撥打語音信箱</translation>
    </message>
    <message>
        <source>cancel the next state</source>
        <translation>取消下一個狀態</translation>
    </message>
    <message>
        <source>change that favourite</source>
        <translation>變更該我的最愛</translation>
    </message>
    <message>
        <source>complete the transfer</source>
        <translation>完成轉接</translation>
    </message>
    <message>
        <source>dial</source>
        <translation>撥號</translation>
    </message>
    <message>
        <source>discard that ticket</source>
        <translation>捨棄該工單</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>轉走來電</translation>
    </message>
    <message>
        <source>go ready</source>
        <translation>設為就緒</translation>
    </message>
    <message>
        <source>hang up</source>
        <translation>掛斷</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>保留通話</translation>
    </message>
    <message>
        <source>leave wrap-up</source>
        <translation>結束話後處理</translation>
    </message>
    <message>
        <source>lengthen the wrap-up</source>
        <translation>延長話後處理時間</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>合併通話</translation>
    </message>
    <message>
        <source>mute that party or change its volume</source>
        <translation>將該方靜音或調整其音量</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>設為未就緒</translation>
    </message>
    <message>
        <source>open another ticket</source>
        <translation>開啟另一張工單</translation>
    </message>
    <message>
        <source>open that contact</source>
        <translation>開啟該來電</translation>
    </message>
    <message>
        <source>open that link</source>
        <translation>開啟該連結</translation>
    </message>
    <message>
        <source>pause the recording</source>
        <translation>暫停錄音</translation>
    </message>
    <message>
        <source>pick up that call</source>
        <translation>代接該來電</translation>
    </message>
    <message>
        <source>record</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>恢復通話</translation>
    </message>
    <message>
        <source>resume recording</source>
        <translation>繼續錄音</translation>
    </message>
    <message>
        <source>return to the caller</source>
        <translation>回到來電者</translation>
    </message>
    <message>
        <source>save the ticket</source>
        <translation>儲存工單</translation>
    </message>
    <message>
        <source>send that key sequence</source>
        <translation>傳送該按鍵序列</translation>
    </message>
    <message>
        <source>send tones</source>
        <translation>傳送按鍵音</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>sign out</source>
        <translation>登出</translation>
    </message>
    <message>
        <source>split</source>
        <translation>拆開三方通話</translation>
    </message>
    <message>
        <source>stop the recording</source>
        <translation>停止錄音</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>切換通話</translation>
    </message>
    <message>
        <source>take a break</source>
        <translation>設為未就緒</translation>
    </message>
    <message>
        <source>the answer was not understood. Tell your administrator.</source>
        <translation>看不懂對方的回答，請告知管理員。</translation>
    </message>
    <message>
        <source>the keyring has no password for it. Tell your administrator.</source>
        <translation>系統鑰匙圈裡沒有查詢用的密碼，請告知管理員。</translation>
    </message>
    <message>
        <source>the phone system does not answer. The program keeps asking.</source>
        <translation>電話系統沒有回應，程式會繼續詢問。</translation>
    </message>
    <message>
        <source>the phone system refuses the request. Tell your administrator.</source>
        <translation>電話系統不允許本程式查詢，請告知管理員。</translation>
    </message>
    <message>
        <source>the phone system&apos;s certificate is not valid. Tell your administrator.</source>
        <translation>電話系統的憑證有問題，請告知管理員。</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>轉接</translation>
    </message>
    <message>
        <source>turn on “Do not disturb”</source>
        <translation>開啟「請勿打擾」</translation>
    </message>
    <message>
        <source>undo the choice of the customer</source>
        <translation>復原客戶選擇</translation>
    </message>
    <message>
        <source>{device} is not plugged in.</source>
        <translation>{device} 沒有連接。</translation>
    </message>
    <message>
        <source>{number} called during your call and heard the busy tone.</source>
        <translation>通話期間 {number} 來電，對方聽到忙線音。</translation>
    </message>
    <message>
        <source>{number} cannot hear you: no audio arrives there. Hold and resume the call. If that does not help, call back.</source>
        <translation>{number} 聽不到您：對方沒有收到聲音。請先保留通話再取回；如果無效，請回撥。</translation>
    </message>
    <message>
        <source>{number} was forwarded to {target}.</source>
        <translation>{number} 已轉到 {target}。</translation>
    </message>
    <message>
        <source>{target} could not be reached. The caller comes back to you. {reason}</source>
        <translation>無法接通 {target}，來電者已回到您這裡。{reason}</translation>
    </message>
    <message>
        <source>{target} hung up. The caller comes back to you.</source>
        <translation>{target} 已掛斷，來電者已回到您這裡。</translation>
    </message>
    <message>
        <source>{target} is your own number: the call would come back to you.</source>
        <translation>{target} 是您自己的號碼，來電會轉回您這裡。</translation>
    </message>
</context>
<context>
    <name>OpenDrafts</name>
    <message>
        <source>Bring the discarded ticket back</source>
        <translation>復原已捨棄的工單</translation>
    </message>
    <message>
        <source>Discarded: {who}</source>
        <translation>已捨棄：{who}</translation>
    </message>
    <message>
        <source>It opens with the next call, with what is already known filled in.</source>
        <translation>下一通來電時會自動開啟，並填好已知的內容。</translation>
    </message>
    <message>
        <source>No ticket open.</source>
        <translation>沒有開啟的工單。</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>尚未填寫</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Unfinished tickets</source>
        <translation>未完成的工單</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>OrderList</name>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>No orders.</source>
        <translation>沒有訂單。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>訂單</translation>
    </message>
    <message>
        <source>Order no.</source>
        <translation>訂單編號</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>訂單</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>下單時間</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>狀態</translation>
    </message>
</context>
<context>
    <name>OutsideWords</name>
    <message>
        <source>A call can be refused with 480, 486 or 603, not with {code}.</source>
        <translation>拒接只能使用 480、486 或 603，不能使用 {code}。</translation>
    </message>
    <message>
        <source>A call with this ID already exists.</source>
        <translation>已有相同編號的通話。</translation>
    </message>
    <message>
        <source>A new database could not be made: {problem}</source>
        <translation>無法建立新資料庫：{problem}</translation>
    </message>
    <message>
        <source>A recording can be played only while there is no call.</source>
        <translation>沒有通話時才能播放錄音。</translation>
    </message>
    <message>
        <source>A recording cannot be named after this contact.</source>
        <translation>無法以此接待命名錄音。</translation>
    </message>
    <message>
        <source>An echo test is running. Play the recording after it.</source>
        <translation>正在測試聲音，請稍後再播放錄音。</translation>
    </message>
    <message>
        <source>Both calls must be answered first.</source>
        <translation>兩通電話都接通後才能操作。</translation>
    </message>
    <message>
        <source>Calls of a conference cannot be swapped.</source>
        <translation>三方通話中無法切換通話。</translation>
    </message>
    <message>
        <source>Cancelled before it was dialled.</source>
        <translation>撥出之前已放棄。</translation>
    </message>
    <message>
        <source>Echo cancellation cannot be used. Wear a wired headset.</source>
        <translation>無法使用回音消除：請佩戴有線耳機。</translation>
    </message>
    <message>
        <source>Line {line} was read: “{cells}”.</source>
        <translation>讀到的第 {line} 行是：「{cells}」。</translation>
    </message>
    <message>
        <source>More than {limit} rows. Split the file.</source>
        <translation>超過 {limit} 列。請分割檔案。</translation>
    </message>
    <message>
        <source>No account is set up yet.</source>
        <translation>尚未設定帳號。</translation>
    </message>
    <message>
        <source>No column is named for: {fields}. docs/store.md lists the names that are understood.</source>
        <translation>沒有這些欄位的欄：{fields}。可辨識的欄名見 docs/store.md。</translation>
    </message>
    <message>
        <source>No {role} found: {effect}.</source>
        <translation>找不到{role}：{effect}。</translation>
    </message>
    <message>
        <source>Not a valid SIP address.</source>
        <translation>這不是可以撥打的 SIP 位址。</translation>
    </message>
    <message>
        <source>Not a valid number.</source>
        <translation>這不是可以撥打的號碼。</translation>
    </message>
    <message>
        <source>Numbers cannot be read: the program was started without a country.</source>
        <translation>無法辨識號碼：程式啟動時未設定國家或地區。</translation>
    </message>
    <message>
        <source>Old recordings cannot be deleted in {folder}: {error}.</source>
        <translation>無法刪除 {folder} 中的舊錄音：{error}。</translation>
    </message>
    <message>
        <source>Only 0-9, *, # and A-D can be sent as tones, 32 at a time.</source>
        <translation>按鍵音只能傳送 0-9、*、# 和 A-D，一次最多 32 個。</translation>
    </message>
    <message>
        <source>Only a running call can be put on hold.</source>
        <translation>只有進行中的通話才能保留。</translation>
    </message>
    <message>
        <source>Only an answered call can be transferred.</source>
        <translation>只有已接通的電話才能轉接。</translation>
    </message>
    <message>
        <source>Only these can be imported: {kinds}.</source>
        <translation>只能匯入：{kinds}。</translation>
    </message>
    <message>
        <source>Recordings are not set up.</source>
        <translation>錄音尚未設定。</translation>
    </message>
    <message>
        <source>Recordings cannot be encrypted without a key.</source>
        <translation>沒有金鑰，無法加密錄音。</translation>
    </message>
    <message>
        <source>Recordings must not be paused.</source>
        <translation>錄音不允許暫停。</translation>
    </message>
    <message>
        <source>The account cannot be changed during a call.</source>
        <translation>通話期間無法變更帳號。</translation>
    </message>
    <message>
        <source>The call could not be answered: {error}.</source>
        <translation>接聽失敗：{error}。</translation>
    </message>
    <message>
        <source>The call could not be forwarded: {error}.</source>
        <translation>來電未能轉走：{error}。</translation>
    </message>
    <message>
        <source>The call could not be placed: {error}.</source>
        <translation>撥號失敗：{error}。</translation>
    </message>
    <message>
        <source>The call could not be {done}: {error}.</source>
        <translation>通話無法{done}：{error}。</translation>
    </message>
    <message>
        <source>The call engine could not do it ({kind}).</source>
        <translation>通話引擎無法執行（{kind}）。</translation>
    </message>
    <message>
        <source>The calls were not mixed: {error}.</source>
        <translation>三方通話無法建立：{error}。</translation>
    </message>
    <message>
        <source>The data folder may not be written to. Ask for access, then try again.</source>
        <translation>沒有資料夾的寫入權限。請申請權限後再試。</translation>
    </message>
    <message>
        <source>The database cannot be opened. Check that the data folder exists and may be written to.</source>
        <translation>資料庫無法開啟。請檢查資料夾是否存在、能否寫入。</translation>
    </message>
    <message>
        <source>The database could not do this ({kind}). The log has the details.</source>
        <translation>資料庫操作失敗（{kind}）。詳情請見記錄檔。</translation>
    </message>
    <message>
        <source>The database is damaged. Start the program again: it repairs what it can.</source>
        <translation>資料庫已損毀。請重新啟動程式，程式會盡量修復。</translation>
    </message>
    <message>
        <source>The database is locked by another program. Close that program, then try again.</source>
        <translation>資料庫被其他程式鎖定。請關閉該程式後再試。</translation>
    </message>
    <message>
        <source>The database is read-only. Ask for write access to the data folder, then try again.</source>
        <translation>資料庫為唯讀。請申請資料夾的寫入權限後再試。</translation>
    </message>
    <message>
        <source>The database refused the entry: it contradicts another one.</source>
        <translation>資料庫拒絕了這筆紀錄：與既有紀錄衝突。</translation>
    </message>
    <message>
        <source>The database was created by a newer version of this program. Install that version, or choose another data folder.</source>
        <translation>資料庫由本程式的較新版本建立。請安裝該版本，或選擇其他資料夾。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then try again.</source>
        <translation>磁碟已滿。請清出空間後再試。</translation>
    </message>
    <message>
        <source>The disk is read-only. Choose another data folder.</source>
        <translation>磁碟為唯讀。請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>The disk reported an error. Check the disk, then try again.</source>
        <translation>磁碟回報錯誤。請檢查磁碟後再試。</translation>
    </message>
    <message>
        <source>The echo test cannot run during a call.</source>
        <translation>通話中無法進行回音測試。</translation>
    </message>
    <message>
        <source>The file cannot be read. Close it in the other program, or ask for access to it, then try again.</source>
        <translation>無法讀取該檔案。請在其他程式中關閉它，或申請存取權限後重試。</translation>
    </message>
    <message>
        <source>The file cannot be read: the disk reported an error. Copy it elsewhere first.</source>
        <translation>無法讀取該檔案：磁碟回報錯誤。請先把它複製到別處。</translation>
    </message>
    <message>
        <source>The file could not be used: {error}.</source>
        <translation>檔案無法使用：{error}。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>檔案不存在。</translation>
    </message>
    <message>
        <source>The file has changed since the preview. Look at the preview again.</source>
        <translation>檔案在預覽之後有變更。請重新檢視預覽。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>檔案是空的。</translation>
    </message>
    <message>
        <source>The file is larger than {limit} MB. Split it and import the parts.</source>
        <translation>檔案超過 {limit} MB。請分割後分批匯入。</translation>
    </message>
    <message>
        <source>The file of trusted certificates {path} cannot be read. Tell your administrator.</source>
        <translation>無法讀取受信任憑證檔 {path}。請告知管理員。</translation>
    </message>
    <message>
        <source>The file&apos;s characters cannot be read. Choose another encoding, or save it as UTF-8 and try again.</source>
        <translation>無法辨識檔案中的字元。請選擇其他編碼，或另存為 UTF-8 後重試。</translation>
    </message>
    <message>
        <source>The header {name} cannot be sent.</source>
        <translation>標頭 {name} 無法傳送。</translation>
    </message>
    <message>
        <source>The key of the recordings cannot be read.</source>
        <translation>無法讀取錄音金鑰。</translation>
    </message>
    <message>
        <source>The key of the recordings has the wrong length.</source>
        <translation>錄音金鑰長度不對。</translation>
    </message>
    <message>
        <source>The line is not ready, so no call can be made now.</source>
        <translation>線路尚未就緒，目前無法撥打電話。</translation>
    </message>
    <message>
        <source>The name {name} is not known</source>
        <translation>無法辨識名稱 {name}</translation>
    </message>
    <message>
        <source>The notice of recordings cannot be played: {error}.</source>
        <translation>無法播放錄音提示：{error}。</translation>
    </message>
    <message>
        <source>The other call could not be put on hold: {why}.</source>
        <translation>另一路通話無法保留：{why}。</translation>
    </message>
    <message>
        <source>The phone system does not speak TLS at this port. Tell your administrator.</source>
        <translation>電話系統在此連接埠不支援 TLS。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system offers only an old version of TLS. 1.2 or newer is needed. Tell your administrator.</source>
        <translation>電話系統只支援舊版 TLS，需要 1.2 或更新版本。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate comes from an authority this computer does not trust. Tell your administrator.</source>
        <translation>電話系統的憑證由本機不信任的機構簽發。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate has expired, or this computer&apos;s clock is wrong. Tell your administrator.</source>
        <translation>電話系統的憑證已過期，或本機時鐘不準。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate is for another name. Tell your administrator.</source>
        <translation>電話系統的憑證屬於另一個名稱。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate is not valid. Tell your administrator.</source>
        <translation>電話系統的憑證無效。請告知管理員。</translation>
    </message>
    <message>
        <source>The program is closing: the import was stopped.</source>
        <translation>程式正在結束：匯入已停止。</translation>
    </message>
    <message>
        <source>The recording cannot be read: {error}.</source>
        <translation>無法讀取錄音：{error}。</translation>
    </message>
    <message>
        <source>The recording is encrypted, and the keyring has no key for it.</source>
        <translation>錄音已加密，金鑰圈中沒有對應的金鑰。</translation>
    </message>
    <message>
        <source>The recording is no longer on this computer.</source>
        <translation>錄音已不在本機。</translation>
    </message>
    <message>
        <source>The recording was encrypted with another key than the keyring&apos;s.</source>
        <translation>錄音所用的金鑰與金鑰圈中的不同。</translation>
    </message>
    <message>
        <source>The recordings folder must be an absolute path.</source>
        <translation>錄音資料夾必須是絕對路徑。</translation>
    </message>
    <message>
        <source>The sample data cannot be read: {error}.</source>
        <translation>範例資料無法讀取：{error}。</translation>
    </message>
    <message>
        <source>The sample data is wrong in line {line}, {field} “{value}”: {problem}.</source>
        <translation>範例資料第 {line} 列有誤，{field}「{value}」：{problem}。</translation>
    </message>
    <message>
        <source>The text is too long to be stored.</source>
        <translation>文字過長，無法儲存。</translation>
    </message>
    <message>
        <source>The tones could not be sent: {error}.</source>
        <translation>按鍵音傳送失敗：{error}。</translation>
    </message>
    <message>
        <source>The {role} could not be opened. Choose another one.</source>
        <translation>{role}無法開啟。請換一個裝置。</translation>
    </message>
    <message>
        <source>There is neither an id nor a number column: nothing tells customers apart.</source>
        <translation>既沒有編號欄也沒有號碼欄：無法區分客戶。</translation>
    </message>
    <message>
        <source>There is no call to record.</source>
        <translation>沒有可錄音的通話。</translation>
    </message>
    <message>
        <source>There is no phone system to call through.</source>
        <translation>沒有可用的電話系統。</translation>
    </message>
    <message>
        <source>There is no such call to record.</source>
        <translation>沒有這個可錄音的通話。</translation>
    </message>
    <message>
        <source>These calls are not a conference.</source>
        <translation>這些通話不是三方通話。</translation>
    </message>
    <message>
        <source>This call is already being transferred.</source>
        <translation>這通電話已在轉接中。</translation>
    </message>
    <message>
        <source>This call is being transferred.</source>
        <translation>這通電話正在轉接。</translation>
    </message>
    <message>
        <source>This call is not answered yet.</source>
        <translation>此通話尚未接通。</translation>
    </message>
    <message>
        <source>This call is not on hold.</source>
        <translation>這通電話並未保留。</translation>
    </message>
    <message>
        <source>This call is not ringing.</source>
        <translation>這通電話並未響鈴。</translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation>這通電話已結束。</translation>
    </message>
    <message>
        <source>This computer does not let the program use its keys.</source>
        <translation>這台電腦不允許程式使用它的按鍵。</translation>
    </message>
    <message>
        <source>This contact is already being recorded.</source>
        <translation>本次接待已在錄音。</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>這是資料夾，不是檔案。</translation>
    </message>
    <message>
        <source>This is not a recording.</source>
        <translation>這不是錄音。</translation>
    </message>
    <message>
        <source>This recording is not paused.</source>
        <translation>此錄音沒有暫停。</translation>
    </message>
    <message>
        <source>This recording is over.</source>
        <translation>此錄音已結束。</translation>
    </message>
    <message>
        <source>This recording is still being made.</source>
        <translation>此錄音仍在進行。</translation>
    </message>
    <message>
        <source>Tones can be sent in a running call only.</source>
        <translation>只有通話進行中才能傳送按鍵音。</translation>
    </message>
    <message>
        <source>Too many recordings at once.</source>
        <translation>同時進行的錄音太多。</translation>
    </message>
    <message>
        <source>Two columns say the same: “{first}” and “{second}”. Remove one.</source>
        <translation>兩欄意義相同：「{first}」和「{second}」。請刪除一欄。</translation>
    </message>
    <message>
        <source>Unknown encoding: “{name}”.</source>
        <translation>沒有名為「{name}」的編碼。</translation>
    </message>
    <message>
        <source>Your disk quota is used up. Free some space, then try again.</source>
        <translation>磁碟配額已用完。請清出空間後再試。</translation>
    </message>
    <message>
        <source>a folder has the database&apos;s name</source>
        <translation>有資料夾與資料庫同名</translation>
    </message>
    <message>
        <source>a quotation mark is opened and never closed</source>
        <translation>引號沒有閉合</translation>
    </message>
    <message>
        <source>another change of the call is under way</source>
        <translation>通話正在進行另一項變更</translation>
    </message>
    <message>
        <source>callers cannot hear you</source>
        <translation>客戶聽不到您的聲音</translation>
    </message>
    <message>
        <source>calls do not ring</source>
        <translation>來電不會響鈴</translation>
    </message>
    <message>
        <source>customer {id} already has this number</source>
        <translation>客戶 {id} 已有此號碼</translation>
    </message>
    <message>
        <source>customer {id} has this number: has the id lost its leading zeros?</source>
        <translation>客戶 {id} 已有此號碼：編號是否掉了開頭的零？</translation>
    </message>
    <message>
        <source>digits are hidden: no customer can be found by it</source>
        <translation>號碼被部分隱藏：無法據此找到客戶</translation>
    </message>
    <message>
        <source>field {name}: {problem}</source>
        <translation>欄位 {name}：{problem}</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>缺少內容</translation>
    </message>
    <message>
        <source>longer than {limit} characters</source>
        <translation>超過 {limit} 個字元</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>麥克風</translation>
    </message>
    <message>
        <source>more cells than the header has</source>
        <translation>儲存格比標題列多</translation>
    </message>
    <message>
        <source>more than {limit} numbers</source>
        <translation>超過 {limit} 個號碼</translation>
    </message>
    <message>
        <source>neither an id nor a number</source>
        <translation>沒有編號也沒有號碼</translation>
    </message>
    <message>
        <source>no such customer: import customers first</source>
        <translation>沒有這位客戶：請先匯入客戶</translation>
    </message>
    <message>
        <source>not a currency code: write it like CNY or USD</source>
        <translation>不是貨幣代碼：請寫成 CNY 或 USD 等</translation>
    </message>
    <message>
        <source>not a date: write it like 2025-03-01 or 2025-03-01 14:30</source>
        <translation>不是日期：請寫成 2025-03-01 或 2025-03-01 14:30</translation>
    </message>
    <message>
        <source>not a known tier (normal, silver, gold, vip): left as it is, new customers are normal</source>
        <translation>無法辨識的等級（可用普通、銀卡、金卡、貴賓）：原等級不變，新客戶為普通</translation>
    </message>
    <message>
        <source>not a phone number</source>
        <translation>不是電話號碼</translation>
    </message>
    <message>
        <source>not an amount in this currency</source>
        <translation>不是該幣別的有效金額</translation>
    </message>
    <message>
        <source>not an amount: write it like 1234.50</source>
        <translation>不是金額：請寫成 1234.50 這樣</translation>
    </message>
    <message>
        <source>put on hold</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>read as {tier}</source>
        <translation>按 {tier} 讀取</translation>
    </message>
    <message>
        <source>ringer</source>
        <translation>響鈴裝置</translation>
    </message>
    <message>
        <source>several customers have this number: give an id</source>
        <translation>多位客戶使用這個號碼：請填寫編號</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>喇叭</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>the file is no Opus recording: {error}</source>
        <translation>檔案不是 Opus 錄音：{error}</translation>
    </message>
    <message>
        <source>the file is no recording of this program</source>
        <translation>該檔案不是本程式的錄音</translation>
    </message>
    <message>
        <source>the file is too short</source>
        <translation>檔案太短</translation>
    </message>
    <message>
        <source>the keyring did not answer within {limit} s</source>
        <translation>鑰匙圈在 {limit} 秒內沒有回應</translation>
    </message>
    <message>
        <source>the keyring refused: {error}</source>
        <translation>鑰匙圈拒絕存取：{error}</translation>
    </message>
    <message>
        <source>the library for Opus files is missing: {error}</source>
        <translation>缺少 Opus 檔案所需的程式庫：{error}</translation>
    </message>
    <message>
        <source>the name is missing</source>
        <translation>缺少姓名</translation>
    </message>
    <message>
        <source>the other side refused</source>
        <translation>對方沒有照做</translation>
    </message>
    <message>
        <source>the recording is damaged or was changed</source>
        <translation>錄音已損壞或被改動</translation>
    </message>
    <message>
        <source>the same as in line {line}</source>
        <translation>與第 {line} 列重複</translation>
    </message>
    <message>
        <source>the spoken notice is empty</source>
        <translation>語音提示為空</translation>
    </message>
    <message>
        <source>the spreadsheet has shortened this number: format the column as text, export again</source>
        <translation>試算表截短了這個號碼：請將該欄設為文字格式後重新匯出</translation>
    </message>
    <message>
        <source>this computer has no keyring</source>
        <translation>這台電腦沒有鑰匙圈</translation>
    </message>
    <message>
        <source>this computer&apos;s keyring is not encrypted</source>
        <translation>這台電腦的鑰匙圈未加密</translation>
    </message>
    <message>
        <source>you cannot hear callers</source>
        <translation>您聽不到客戶的聲音</translation>
    </message>
    <message>
        <source>{count} more rows have problems</source>
        <translation>另有 {count} 列有問題</translation>
    </message>
    <message>
        <source>{count} more rows to check</source>
        <translation>另有 {count} 列需核對</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>{path} 無法讀取：{error}。</translation>
    </message>
    <message>
        <source>{path} has no column number.</source>
        <translation>{path} 沒有號碼欄。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8. Save it as UTF-8 text.</source>
        <translation>{path} 不是 UTF-8 編碼。請另存為 UTF-8 文字。</translation>
    </message>
    <message>
        <source>{path} is not valid CSV: {error}.</source>
        <translation>{path} 不是有效的 CSV 檔案：{error}。</translation>
    </message>
    <message>
        <source>{path} is not valid CSV: {problem}.</source>
        <translation>{path} 不是有效的 CSV：{problem}。</translation>
    </message>
    <message>
        <source>{path} is not valid TOML: {error}. Correct that line.</source>
        <translation>{path} 不是有效的 TOML：{error}。請修正該列。</translation>
    </message>
    <message>
        <source>{path} is too large for a list of targets.</source>
        <translation>{path} 太大，不能作為轉接目標清單。</translation>
    </message>
    <message>
        <source>{path} is too large for a settings file.</source>
        <translation>{path} 過大，不像設定檔。</translation>
    </message>
    <message>
        <source>{path}: the field {field} is not known and is ignored.</source>
        <translation>{path}：未知欄位 {field}，已忽略。</translation>
    </message>
    <message>
        <source>{path}: {problem}. Correct that field.</source>
        <translation>{path}：{problem}。請修正該欄位。</translation>
    </message>
    <message>
        <source>{reason}: not imported</source>
        <translation>{reason}，未匯入</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}。</translation>
    </message>
</context>
<context>
    <name>PartyRow</name>
    <message>
        <source>Hang up: {who}</source>
        <translation>掛斷：{who}</translation>
    </message>
    <message>
        <source>Hold: {who}</source>
        <translation>保留：{who}</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>在會議室</translation>
    </message>
    <message>
        <source>Mute for all: {who}</source>
        <translation>對所有人靜音：{who}</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已靜音</translation>
    </message>
    <message>
        <source>Resume: {who}</source>
        <translation>恢復：{who}</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>正在說話</translation>
    </message>
    <message>
        <source>Unmute: {who}</source>
        <translation>取消靜音：{who}</translation>
    </message>
    <message>
        <source>Volume: {who}</source>
        <translation>音量：{who}</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>選擇…</translation>
    </message>
</context>
<context>
    <name>PromiseRow</name>
    <message>
        <source>Date…</source>
        <translation>選日期…</translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation>1 小時後</translation>
    </message>
    <message>
        <source>No due time</source>
        <translation>不設期限</translation>
    </message>
    <message>
        <source>Promised follow-up</source>
        <translation>承諾事項</translation>
    </message>
    <message>
        <source>Promised until</source>
        <translation>承諾期限</translation>
    </message>
    <message>
        <source>Today 18:00</source>
        <translation>今天 18:00</translation>
    </message>
    <message>
        <source>Tomorrow 9:00</source>
        <translation>明天 9:00</translation>
    </message>
    <message>
        <source>What was promised, if anything</source>
        <translation>向客戶承諾了什麼（沒有可不填）</translation>
    </message>
    <message>
        <source>until</source>
        <translation>期限</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>Codec</source>
        <translation>編碼</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖動</translation>
    </message>
    <message>
        <source>Jitter, 95 % below</source>
        <translation>抖動（95% 低於）</translation>
    </message>
    <message>
        <source>Longest round trip</source>
        <translation>最長往返延遲</translation>
    </message>
    <message>
        <source>Loss, from you</source>
        <translation>封包遺失（您傳送）</translation>
    </message>
    <message>
        <source>Loss, to you</source>
        <translation>封包遺失（您接收）</translation>
    </message>
    <message>
        <source>Quality over the call: not measured</source>
        <translation>通話過程：未測量</translation>
    </message>
    <message>
        <source>Quality over the call: score {lowest} to {highest}, loss up to {loss} %</source>
        <translation>通話過程：評分 {lowest} 至 {highest}，封包遺失最高 {loss}%</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返延遲</translation>
    </message>
    <message>
        <source>Score (1 to 4.5)</source>
        <translation>評分（1–4.5）</translation>
    </message>
    <message>
        <source>Score, average</source>
        <translation>平均評分</translation>
    </message>
    <message>
        <source>Score, lowest</source>
        <translation>最低評分</translation>
    </message>
    <message>
        <source>Sound quality: not measured yet</source>
        <translation>通話品質：尚未測量</translation>
    </message>
    <message>
        <source>Sound quality: {grade}</source>
        <translation>通話品質：{grade}</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>很差</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>尚可</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>loss {scale} %</source>
        <translation>遺失 {scale}%</translation>
    </message>
    <message>
        <source>no audio from the other side</source>
        <translation>收不到對方的聲音</translation>
    </message>
    <message>
        <source>only silence from the other side</source>
        <translation>對方只傳來靜音</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>較差</translation>
    </message>
    <message>
        <source>sound {grade} ({score})</source>
        <translation>通話品質{grade}（{score}）</translation>
    </message>
    <message>
        <source>the other side cannot hear you</source>
        <translation>對方聽不到您</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
</context>
<context>
    <name>QualityDialog</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Sound quality</source>
        <translation>通話品質</translation>
    </message>
    <message>
        <source>This call was not measured.</source>
        <translation>此通話沒有測量。</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>No calls from the queue during wrap-up</source>
        <translation>話後處理時佇列不派來電</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就緒</translation>
    </message>
    <message>
        <source>Not ready: {reason}</source>
        <translation>未就緒：{reason}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Sign in to the queue</source>
        <translation>登入佇列</translation>
    </message>
    <message>
        <source>Sign out of the queue</source>
        <translation>登出佇列</translation>
    </message>
    <message>
        <source>These codes are dialled to notify the queue. Leave a code empty to skip it.</source>
        <translation>透過撥打這些代碼通知佇列。留空則不通知。</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>no one waiting</source>
        <translation>無人等候</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 人等候</translation>
    </message>
    <message>
        <source>{waiting} · longest {time}</source>
        <translation>{waiting} · 最久 {time}</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>Calls are not recorded: the folder for recordings cannot be used. Tell your administrator.</source>
        <translation>通話沒有錄音：錄音資料夾無法使用。請告知管理員。</translation>
    </message>
    <message>
        <source>Calls are not recorded: they must be encrypted, and this computer&apos;s keyring has no place for the key. Tell your administrator.</source>
        <translation>通話沒有錄音：錄音必須加密，而本機金鑰圈無法保存金鑰。請告知管理員。</translation>
    </message>
    <message>
        <source>Complete.</source>
        <translation>完整。</translation>
    </message>
    <message>
        <source>Encrypted on this computer.</source>
        <translation>已在本機加密。</translation>
    </message>
    <message>
        <source>Paused: {length} are not recorded.</source>
        <translation>曾暫停：{length} 未錄音。</translation>
    </message>
    <message>
        <source>Recording stopped: the disk is nearly full. The call continues. Tell your administrator.</source>
        <translation>錄音已停止：磁碟將滿。通話不受影響。請告知管理員。</translation>
    </message>
    <message>
        <source>Recording stopped: the file cannot be written. The call continues. Tell your administrator.</source>
        <translation>錄音已停止：檔案無法寫入。通話不受影響。請告知管理員。</translation>
    </message>
    <message>
        <source>The call is not recorded. Tell your administrator.</source>
        <translation>通話沒有錄音。請告知管理員。</translation>
    </message>
    <message>
        <source>The disk was too slow. Parts are missing.</source>
        <translation>磁碟太慢，缺少部分內容。</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>對方</translation>
    </message>
    <message>
        <source>The program stopped during the recording. The end is missing.</source>
        <translation>錄音時程式中斷，缺少結尾。</translation>
    </message>
    <message>
        <source>The recording ended before the call.</source>
        <translation>錄音在通話結束前已停止。</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
</context>
<context>
    <name>RecordingBand</name>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>未錄音</translation>
    </message>
    <message>
        <source>Not recorded, resumes in</source>
        <translation>未錄音，恢復倒數</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Pause for card data</source>
        <translation>暫停（卡號等）</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>繼續錄音</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止錄音</translation>
    </message>
    <message>
        <source>This call is recorded</source>
        <translation>正在錄音</translation>
    </message>
</context>
<context>
    <name>RecordingDialog</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Not while there is a call</source>
        <translation>通話中不能播放</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Recordings of this contact</source>
        <translation>本次接待的錄音</translation>
    </message>
    <message>
        <source>Recordings, newest first</source>
        <translation>錄音，最新在前</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>This contact was not recorded.</source>
        <translation>本次接待沒有錄音。</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
</context>
<context>
    <name>RecordingPage</name>
    <message>
        <source>A pause ends automatically.</source>
        <translation>暫停會自動結束。</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自訂語句</translation>
    </message>
    <message>
        <source>A tone</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>隨軟體提供的</translation>
    </message>
    <message>
        <source>Check the law where you and your callers are: notice, consent, retention and deletion.</source>
        <translation>請先了解您和來電者所在地的法律要求：告知、同意、保存、刪除。</translation>
    </message>
    <message>
        <source>Encrypt recordings</source>
        <translation>加密錄音</translation>
    </message>
    <message>
        <source>Every answered call</source>
        <translation>每通已接來電</translation>
    </message>
    <message>
        <source>File format</source>
        <translation>儲存格式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Free disk space to keep</source>
        <translation>磁碟預留空間</translation>
    </message>
    <message>
        <source>In the program&apos;s data</source>
        <translation>在程式資料中</translation>
    </message>
    <message>
        <source>Keep recordings</source>
        <translation>錄音保留</translation>
    </message>
    <message>
        <source>Language of the sentence</source>
        <translation>語句語言</translation>
    </message>
    <message>
        <source>Longest pause, for card data</source>
        <translation>最長暫停（用於卡號等資訊）</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>No pauses</source>
        <translation>不可暫停</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Older recordings are deleted, including existing ones.</source>
        <translation>更早的會被刪除，包括現有的。</translation>
    </message>
    <message>
        <source>Only at the start</source>
        <translation>僅在開始時</translation>
    </message>
    <message>
        <source>Only calls you choose with the button</source>
        <translation>按按鈕選擇的通話</translation>
    </message>
    <message>
        <source>Opus: 28 MB an hour</source>
        <translation>Opus：每小時 28 MB</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>錄音範圍</translation>
    </message>
    <message>
        <source>Recording notice</source>
        <translation>告知來電者</translation>
    </message>
    <message>
        <source>Recording stops when less space is left. The call continues.</source>
        <translation>空間不足時錄音結束，通話繼續。</translation>
    </message>
    <message>
        <source>Recordings are converted to Opus after they end.</source>
        <translation>錄音結束後轉為 Opus。</translation>
    </message>
    <message>
        <source>Repeat the tone every</source>
        <translation>提示音間隔</translation>
    </message>
    <message>
        <source>Same as the window</source>
        <translation>與介面相同</translation>
    </message>
    <message>
        <source>Spoken sentence at the start</source>
        <translation>開始時的一句話</translation>
    </message>
    <message>
        <source>The caller and you</source>
        <translation>來電者和您</translation>
    </message>
    <message>
        <source>The caller hears</source>
        <translation>來電者聽到</translation>
    </message>
    <message>
        <source>The caller only</source>
        <translation>僅來電者</translation>
    </message>
    <message>
        <source>The recordings folder must be an absolute path.</source>
        <translation>錄音資料夾必須是絕對路徑。</translation>
    </message>
    <message>
        <source>The sentence file does not exist.</source>
        <translation>語句檔案不存在。</translation>
    </message>
    <message>
        <source>This is a file. Choose a folder for recordings.</source>
        <translation>這是檔案，錄音需要資料夾。</translation>
    </message>
    <message>
        <source>WAV, mono, 16 bits.</source>
        <translation>WAV，單聲道，16 位元。</translation>
    </message>
    <message>
        <source>WAV: 230 MB an hour</source>
        <translation>WAV：每小時 230 MB</translation>
    </message>
    <message>
        <source>Who hears it</source>
        <translation>誰能聽到</translation>
    </message>
    <message>
        <source>With a key in the system&apos;s keyring. Without a keyring nothing is recorded.</source>
        <translation>金鑰存於系統鑰匙圈；沒有鑰匙圈則不錄音。</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>ReplyButton</name>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy: {sentence}</source>
        <translation>複製：{sentence}</translation>
    </message>
</context>
<context>
    <name>RingBanner</name>
    <message>
        <source>Answer</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>Decline: no one will answer here</source>
        <translation>拒絕：這裡無人接聽</translation>
    </message>
    <message>
        <source>Forward …</source>
        <translation>轉到別處…</translation>
    </message>
    <message>
        <source>From {agent}</source>
        <translation>來自 {agent}</translation>
    </message>
    <message>
        <source>From {agent} · caller {caller}</source>
        <translation>來自 {agent} · 來電 {caller}</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>保留並接聽</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>號碼未驗證</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Reject with a reason, or forward</source>
        <translation>按原因拒接，或轉走</translation>
    </message>
    <message>
        <source>Reject: busy</source>
        <translation>拒接：忙線</translation>
    </message>
    <message>
        <source>Reject: try someone else</source>
        <translation>拒接：請改找別人</translation>
    </message>
    <message>
        <source>Right-click to give a reason</source>
        <translation>右鍵：附帶原因</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>VIP call</source>
        <translation>VIP 來電</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
    <message>
        <source>{queue} · waiting</source>
        <translation>{queue} · 等候</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>Calling the conference room … The caller and {target} hear music.</source>
        <translation>正在呼叫會議室……來電者和 {target} 聽音樂。</translation>
    </message>
    <message>
        <source>Moving the caller into the conference room …</source>
        <translation>正在把來電者轉入會議室……</translation>
    </message>
    <message>
        <source>Moving {target} into the conference room …</source>
        <translation>正在把 {target} 轉入會議室……</translation>
    </message>
    <message>
        <source>Not in a conference room: the phone system mixes the audio, so single parties cannot be controlled here.</source>
        <translation>會議室中不可用：那裡由電話系統混音，不接受針對單一參與方的操作。</translation>
    </message>
    <message>
        <source>Not while someone is being moved into the conference room.</source>
        <translation>有人正在轉入會議室，暫不可用。</translation>
    </message>
    <message>
        <source>Not yet: someone would be left alone in the conference room.</source>
        <translation>暫不可用：留下的一方會獨自在會議室裡。</translation>
    </message>
    <message>
        <source>The caller’s line ended on the way into the conference room. Ask whether the caller is there.</source>
        <translation>來電者的線路在轉入會議室途中斷開。請問一聲來電者是否在場。</translation>
    </message>
    <message>
        <source>The conference room can no longer be reached. Call the caller back. {reason}</source>
        <translation>會議室已無法接通。請回撥給來電者。{reason}</translation>
    </message>
    <message>
        <source>The three-way call failed. The caller is back with you. {reason}</source>
        <translation>三方通話沒有建立，來電者回到您這裡。{reason}</translation>
    </message>
    <message>
        <source>You and the caller talk in the conference room.</source>
        <translation>您和來電者在會議室通話。</translation>
    </message>
    <message>
        <source>You were disconnected from the conference room. Calling it again …</source>
        <translation>您與會議室的連線已中斷，正在重新撥入……</translation>
    </message>
    <message>
        <source>You were disconnected from the conference room. Waiting …</source>
        <translation>您與會議室的連線已中斷，正在等待……</translation>
    </message>
    <message>
        <source>{target} could not be moved into the conference room and is on hold. Press Merge to try again, or Cancel to let {target} go. {reason}</source>
        <translation>{target} 未能進入會議室，正在保留中。按「合併」再試一次，或按「取消」讓 {target} 離開。{reason}</translation>
    </message>
</context>
<context>
    <name>ScriptView</name>
    <message>
        <source>Click a sentence to copy it.</source>
        <translation>點一下句子即可複製。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已複製。</translation>
    </message>
    <message>
        <source>No script yet. Choose a file in Settings.</source>
        <translation>還沒有話術。可在設定中指定話術檔案。</translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Could not search: {problem}</source>
        <translation>搜尋失敗：{problem}</translation>
    </message>
    <message>
        <source>Ctrl+Enter: take as this contact&apos;s customer</source>
        <translation>Ctrl+Enter：設為本次接待的客戶</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>Enter: open the card</source>
        <translation>Enter：開啟客戶資料</translation>
    </message>
    <message>
        <source>Esc: close</source>
        <translation>Esc：關閉</translation>
    </message>
    <message>
        <source>Find customers by name, number or company, and tickets by their text.</source>
        <translation>依姓名、號碼或公司查客戶，依內容查工單。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜尋結果</translation>
    </message>
    <message>
        <source>Name, number, order or ticket text</source>
        <translation>姓名、號碼、訂單或工單內容</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters.</source>
        <translation>找不到。少輸入幾個字試試。</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全域搜尋</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜尋…</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工單</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Account</source>
        <translation>帳號</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>Call headers</source>
        <translation>來電標頭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>撥號</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>設定頁</translation>
    </message>
    <message>
        <source>Queue codes</source>
        <translation>佇列代碼</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>聲音</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>轉接目標</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>視窗</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>話後處理</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>{name}: only digits, letters, * # + . - and _ can be dialled.</source>
        <translation>{name}：只能撥打數字、字母、* # + . - 和 _。</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷鍵</translation>
    </message>
    <message>
        <source>You can change shortcuts in the settings file.</source>
        <translation>快捷鍵可在設定檔中修改。</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>請輸入密碼。</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name or address, with or without a port.</source>
        <translation>請填寫伺服器名稱或位址，可加上連接埠。</translation>
    </message>
    <message>
        <source>Keep the password in the system&apos;s keyring</source>
        <translation>將密碼儲存於系統鑰匙圈</translation>
    </message>
    <message>
        <source>Kept in the keyring</source>
        <translation>已儲存於鑰匙圈</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>伺服器</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登入…</translation>
    </message>
    <message>
        <source>The user name is the part of your SIP address before the @.</source>
        <translation>使用者是您的 SIP 位址中 @ 前面的名稱或號碼。</translation>
    </message>
    <message>
        <source>This computer has no keyring. The password is kept in memory only, and you enter it at each sign-in.</source>
        <translation>這台電腦沒有鑰匙圈。密碼只保留在記憶體中，每次登入都會詢問。</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>傳輸方式</translation>
    </message>
    <message>
        <source>User or extension</source>
        <translation>使用者或分機</translation>
    </message>
    <message>
        <source>Your name, as shown to colleagues</source>
        <translation>顯示名稱（同事看到的名字）</translation>
    </message>
</context>
<context>
    <name>SipWords</name>
    <message>
        <source>A server on the way answered wrongly. Try again later.</source>
        <translation>中途的伺服器回應有誤。請稍後再試。</translation>
    </message>
    <message>
        <source>A server on the way gave no answer. Try again later.</source>
        <translation>中途的伺服器沒有回應。請稍後再試。</translation>
    </message>
    <message>
        <source>Busy everywhere. Try again later.</source>
        <translation>對方所有話機都在忙線。請稍後再撥。</translation>
    </message>
    <message>
        <source>Busy. Try again later.</source>
        <translation>對方忙線中。請稍後再撥。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>In progress.</source>
        <translation>進行中。</translation>
    </message>
    <message>
        <source>No answer from the phone system. Check the network. The program keeps trying.</source>
        <translation>電話系統沒有回應。請檢查網路，程式會持續重試。</translation>
    </message>
    <message>
        <source>No answer in time. Try again later.</source>
        <translation>逾時無人接聽。請稍後再試。</translation>
    </message>
    <message>
        <source>Not available just now. Try again later.</source>
        <translation>對方暫時無法接通。請稍後再試。</translation>
    </message>
    <message>
        <source>The call no longer exists at the far end. Call again.</source>
        <translation>對方那端的通話已不存在。請重新撥打。</translation>
    </message>
    <message>
        <source>The call wants a password this phone does not have. Tell your administrator.</source>
        <translation>此通話需要一個本話機沒有的密碼。請告知管理員。</translation>
    </message>
    <message>
        <source>The call was blocked on the way. Tell your administrator.</source>
        <translation>通話在途中被攔截。請告知管理員。</translation>
    </message>
    <message>
        <source>The call was declined.</source>
        <translation>對方拒接。</translation>
    </message>
    <message>
        <source>The call was forwarded too often. Tell your administrator.</source>
        <translation>來電轉接次數過多。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The call was given up before an answer.</source>
        <translation>接通前已放棄撥號。</translation>
    </message>
    <message>
        <source>The call was refused everywhere. Try again later.</source>
        <translation>對方所有話機都拒絕了通話。請稍後再試。</translation>
    </message>
    <message>
        <source>The call was sent elsewhere and not followed. Dial the new number yourself.</source>
        <translation>通話被導向其他號碼，程式未跟隨。請自行撥打新號碼。</translation>
    </message>
    <message>
        <source>The call went round in a loop. Tell your administrator.</source>
        <translation>通話路由出現迴圈。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end cannot accept this call. Try again later.</source>
        <translation>對方無法接受這通電話。請稍後再試。</translation>
    </message>
    <message>
        <source>The far end cannot encrypt the call, and this line must. Tell your administrator.</source>
        <translation>對方無法加密通話，而本線路必須加密。請告知管理員。</translation>
    </message>
    <message>
        <source>The far end cannot take this kind of call. Tell your administrator.</source>
        <translation>對方不支援這類通話。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end could not read the message. Tell your administrator.</source>
        <translation>對方無法讀取信令訊息。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end does not understand this kind of call. Tell your administrator.</source>
        <translation>對方無法辨識這類通話。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end does not want this call. Do not call again.</source>
        <translation>對方不想接此來電。請勿再撥。</translation>
    </message>
    <message>
        <source>The far end has not agreed to be called.</source>
        <translation>對方未同意接聽此類來電。</translation>
    </message>
    <message>
        <source>The far end lacks a needed extension. Tell your administrator.</source>
        <translation>對方缺少必要的協定擴充。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end needs an extension this phone lacks. Tell your administrator.</source>
        <translation>對方要求本機沒有的協定擴充。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The far end takes no anonymous calls. Call with your number shown.</source>
        <translation>對方不接受匿名來電。請顯示號碼後再撥。</translation>
    </message>
    <message>
        <source>The far end was changing the call at the same moment. Try again.</source>
        <translation>對方同時也在變更通話。請再試一次。</translation>
    </message>
    <message>
        <source>The message was too large for the phone system. Tell your administrator.</source>
        <translation>訊息過大，電話系統無法處理。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The number is ambiguous. Check the number.</source>
        <translation>號碼不明確。請確認號碼。</translation>
    </message>
    <message>
        <source>The number is incomplete. Check the number.</source>
        <translation>號碼不完整。請確認號碼。</translation>
    </message>
    <message>
        <source>The phone system and this phone do not agree on timers. Tell your administrator.</source>
        <translation>電話系統與本機的工作階段計時不一致。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system asks for encryption. Tell your administrator.</source>
        <translation>電話系統要求加密。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system asks for payment. Tell your administrator.</source>
        <translation>電話系統要求付費。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system asks for proof of who calls. Tell your administrator.</source>
        <translation>電話系統要求證明主叫身分。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system asks for the password in a way this phone does not know. Tell your administrator.</source>
        <translation>電話系統以本話機不支援的方式要求密碼。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system cannot do this. Tell your administrator.</source>
        <translation>電話系統不支援此操作。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system cannot use this address. Check the number.</source>
        <translation>電話系統無法使用這個位址。請確認號碼。</translation>
    </message>
    <message>
        <source>The phone system did not understand the request. Tell your administrator.</source>
        <translation>電話系統無法理解要求。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system does not allow this. Tell your administrator.</source>
        <translation>電話系統不允許此操作。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system does not know this service. Tell your administrator.</source>
        <translation>電話系統不認得這項服務。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system does not know this user name. Check it, or tell your administrator.</source>
        <translation>電話系統不認識此使用者名稱。請檢查，或告知管理員。</translation>
    </message>
    <message>
        <source>The phone system failed. Try again later.</source>
        <translation>電話系統故障。請稍後再試。</translation>
    </message>
    <message>
        <source>The phone system forbids this. Tell your administrator.</source>
        <translation>電話系統禁止此操作。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system has an internal error. Try again later.</source>
        <translation>電話系統內部錯誤。請稍後再試。</translation>
    </message>
    <message>
        <source>The phone system is out of service. The program keeps trying.</source>
        <translation>電話系統停止服務。程式會持續重試。</translation>
    </message>
    <message>
        <source>The phone system refused the request. Try again, or tell your administrator.</source>
        <translation>電話系統拒絕了要求。請再試一次，或通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system refuses this phone. Tell your administrator.</source>
        <translation>電話系統拒絕本話機。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system sends this phone to another one, and it does not follow. Tell your administrator.</source>
        <translation>電話系統要本話機改用另一台伺服器，本話機不跟隨。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system speaks another SIP version. Tell your administrator.</source>
        <translation>電話系統使用其他 SIP 版本。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The phone system took the registration and gave it up at once. Tell your administrator.</source>
        <translation>電話系統接受註冊後又立即撤銷。請告知管理員。</translation>
    </message>
    <message>
        <source>The phone system wants a registration time this phone does not take. Tell your administrator.</source>
        <translation>電話系統要求的註冊時長本話機不接受。請告知管理員。</translation>
    </message>
    <message>
        <source>The program waits between its tries to register.</source>
        <translation>程式在兩次註冊之間稍候片刻。</translation>
    </message>
    <message>
        <source>The registration time was too short. The program tries again with a longer one.</source>
        <translation>註冊有效期過短。程式會以較長的有效期重試。</translation>
    </message>
    <message>
        <source>The request was too large. Tell your administrator.</source>
        <translation>要求過大。請通知系統管理員。</translation>
    </message>
    <message>
        <source>The two sides share no usable sound format. Tell your administrator.</source>
        <translation>雙方沒有共通的語音編碼。請通知系統管理員。</translation>
    </message>
    <message>
        <source>This number does not exist anywhere. Check the number.</source>
        <translation>這個號碼在任何地方都不存在。請確認號碼。</translation>
    </message>
    <message>
        <source>This number does not exist. Check the number.</source>
        <translation>號碼不存在。請確認號碼。</translation>
    </message>
    <message>
        <source>This number is no longer in use. Check the number.</source>
        <translation>號碼已停用。請確認號碼。</translation>
    </message>
    <message>
        <source>User name or password is wrong. Enter the password again.</source>
        <translation>使用者名稱或密碼錯誤。請重新輸入密碼。</translation>
    </message>
</context>
<context>
    <name>SoundExtras</name>
    <message>
        <source>Auto-answer beep volume</source>
        <translation>自動接通提示音音量</translation>
    </message>
    <message>
        <source>Call-waiting tone volume</source>
        <translation>來電等候音音量</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回音</translation>
    </message>
    <message>
        <source>Echo test …</source>
        <translation>回音測試…</translation>
    </message>
    <message>
        <source>Noise and echo</source>
        <translation>清晰聲音</translation>
    </message>
    <message>
        <source>Remove echo and noise from this microphone</source>
        <translation>為此麥克風消除回音和雜訊</translation>
    </message>
    <message>
        <source>Takes 15 seconds and shows whether callers hear themselves.</source>
        <translation>只需十五秒，可知來電者是否會聽到自己的聲音。</translation>
    </message>
    <message>
        <source>Turn off only if the device does this itself.</source>
        <translation>僅在裝置自帶此功能時才關閉。</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Also ring on</source>
        <translation>同時在此響鈴</translation>
    </message>
    <message>
        <source>An unplugged device is replaced by the next best one and used again once it is back. “Same as the system” follows the system&apos;s settings, during a call too.</source>
        <translation>裝置拔出後會改用次選裝置，重新插上後恢復使用。「跟隨系統」會隨系統設定變化，通話中也是如此。</translation>
    </message>
    <message>
        <source>Can be a loudspeaker in addition to the headset.</source>
        <translation>可選耳機以外的喇叭。</translation>
    </message>
    <message>
        <source>Codecs for calls. Applies from the next call.</source>
        <translation>決定通話的編碼方式，從下一通通話起生效。</translation>
    </message>
    <message>
        <source>Home, over the internet</source>
        <translation>居家，經網際網路</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>麥克風音量</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>喇叭音量</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麥克風</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>網路</translation>
    </message>
    <message>
        <source>No other device</source>
        <translation>不在其他裝置響鈴</translation>
    </message>
    <message>
        <source>Office network</source>
        <translation>辦公室網路</translation>
    </message>
    <message>
        <source>Ring volume</source>
        <translation>鈴聲音量</translation>
    </message>
    <message>
        <source>Ringer</source>
        <translation>響鈴裝置</translation>
    </message>
    <message>
        <source>Same as the speaker</source>
        <translation>與通話使用同一裝置</translation>
    </message>
    <message>
        <source>Slow network (mobile, shared)</source>
        <translation>窄頻線路（手機熱點、共用）</translation>
    </message>
    <message>
        <source>So that you hear calls when the headset is on the desk.</source>
        <translation>這樣耳機放在桌上時也能聽到來電。</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>喇叭</translation>
    </message>
</context>
<context>
    <name>SoundStrip</name>
    <message>
        <source>The other side</source>
        <translation>對方聲音</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消靜音</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>您已靜音</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>您的麥克風</translation>
    </message>
</context>
<context>
    <name>StartBox</name>
    <message>
        <source>Details: {path}</source>
        <translation>詳細資訊：{path}</translation>
    </message>
    <message>
        <source>It failed several times at startup. Restart the computer. If that does not help, tell your administrator.</source>
        <translation>程式啟動時多次出錯。請重新啟動電腦；如仍無法解決，請告知管理員。</translation>
    </message>
    <message>
        <source>The data folder cannot be written to. Ask your administrator for access to it.</source>
        <translation>資料夾無法寫入。請向管理員申請存取權限。</translation>
    </message>
    <message>
        <source>The database cannot be opened. Check the disk, or tell your administrator.</source>
        <translation>無法開啟資料庫。請檢查磁碟，或告知管理員。</translation>
    </message>
    <message>
        <source>The database is locked by another program. Close that program, then start again.</source>
        <translation>資料庫被其他程式鎖定。請關閉該程式，然後重新啟動。</translation>
    </message>
    <message>
        <source>The database was created by a newer version of this program. Install that version, or choose another data folder.</source>
        <translation>資料庫由本程式的較新版本建立。請安裝該版本，或改用另一個資料夾。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then start again.</source>
        <translation>磁碟已滿。請清出一些空間，然後重新啟動。</translation>
    </message>
    <message>
        <source>The list of categories or dispositions cannot be read. Install the program again, or tell your administrator.</source>
        <translation>無法讀取分類或處理結果清單。請重新安裝程式，或告知管理員。</translation>
    </message>
    <message>
        <source>The softphone cannot start.</source>
        <translation>軟體電話無法啟動。</translation>
    </message>
    <message>
        <source>There is no desktop to show the window on. Log in to a desktop and start the program there.</source>
        <translation>沒有可以顯示視窗的桌面。請登入桌面後再啟動。</translation>
    </message>
</context>
<context>
    <name>StateBar</name>
    <message numerus="yes">
        <source>%n answered</source>
        <translation>
            <numerusform>接聽 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>服務 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>未接 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ticket(s)</source>
        <translation>
            <numerusform>工單 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Calls are refused without ringing. Click to receive calls again</source>
        <translation>所有來電都會被拒接，不會響鈴。點擊恢復接聽</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通話列</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>請勿打擾</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>選單</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就緒</translation>
    </message>
    <message>
        <source>Not ready after this contact</source>
        <translation>本次服務後未就緒</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Ready after this call</source>
        <translation>本次通話後就緒</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全域搜尋</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Sign in …</source>
        <translation>登入…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>登出</translation>
    </message>
    <message>
        <source>The phone system asks for your password. Sign in to receive calls.</source>
        <translation>電話系統需要密碼。登入後才能接聽來電。</translation>
    </message>
    <message>
        <source>Then break</source>
        <translation>之後休息</translation>
    </message>
    <message>
        <source>Then ready</source>
        <translation>之後就緒</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重試</translation>
    </message>
    <message>
        <source>{next}, cancel</source>
        <translation>{next}，取消</translation>
    </message>
    <message>
        <source>{share} % in {limit} s</source>
        <translation>{limit} 秒內接聽 {share} %</translation>
    </message>
    <message>
        <source>{time} talking</source>
        <translation>通話 {time}</translation>
    </message>
    <message>
        <source>“Do not disturb” is on: turn it off</source>
        <translation>請勿打擾已開啟，點擊結束</translation>
    </message>
</context>
<context>
    <name>StateButton</name>
    <message>
        <source>Change your state</source>
        <translation>變更狀態</translation>
    </message>
    <message>
        <source>Your state: {state}</source>
        <translation>您的狀態：{state}</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Add (Ins)</source>
        <translation>新增 (Ins)</translation>
    </message>
    <message>
        <source>Enter edits, Insert adds a row, Delete removes it.</source>
        <translation>Enter 編輯，Insert 新增一列，Delete 刪除。</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移 (Alt+Down)</translation>
    </message>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移 (Alt+Up)</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>刪除 (Del)</translation>
    </message>
</context>
<context>
    <name>TargetEntry</name>
    <message>
        <source>Colleague or number</source>
        <translation>同事或號碼</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Colleagues, queues and saved numbers</source>
        <translation>同事、佇列和已存號碼</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>取消收藏</translation>
    </message>
</context>
<context>
    <name>Targets</name>
    <message>
        <source>busy</source>
        <translation>忙線</translation>
    </message>
    <message>
        <source>callers waiting</source>
        <translation>有人排隊</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空閒</translation>
    </message>
    <message>
        <source>no one waiting</source>
        <translation>無人排隊</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>振鈴</translation>
    </message>
</context>
<context>
    <name>TargetsPage</name>
    <message>
        <source>A CSV file with a column “number”, and optionally name, kind and category.</source>
        <translation>CSV 檔案，須有「號碼」欄；可選姓名、類型、分類欄。</translation>
    </message>
    <message>
        <source>Asks the phone system about each of them.</source>
        <translation>逐一向電話系統查詢。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Code for picking up a colleague&apos;s call</source>
        <translation>代接同事來電的代碼</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Dialled before the number. Empty: pickup is not offered.</source>
        <translation>撥在號碼之前。留空則不提供。</translation>
    </message>
    <message>
        <source>Dialled to listen. Empty: no voice mail.</source>
        <translation>撥打以收聽。留空則無語音信箱。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>組</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>Outside number</source>
        <translation>外線號碼</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>佇列</translation>
    </message>
    <message>
        <source>Saved targets</source>
        <translation>已儲存的目標</translation>
    </message>
    <message>
        <source>Show who is free, ringing or busy</source>
        <translation>顯示誰空閒、響鈴或忙線</translation>
    </message>
    <message>
        <source>Shown with Transfer, Ask first and below the dial box.</source>
        <translation>在「轉接」「先諮詢」時以及撥號框下顯示。</translation>
    </message>
    <message>
        <source>Team list</source>
        <translation>團隊名單</translation>
    </message>
    <message>
        <source>This target has no number.</source>
        <translation>該目標沒有號碼。</translation>
    </message>
    <message>
        <source>Voice mail number</source>
        <translation>語音信箱號碼</translation>
    </message>
    <message>
        <source>{number} cannot be dialled.</source>
        <translation>{number} 無法撥打。</translation>
    </message>
    <message>
        <source>{number} is in the list twice.</source>
        <translation>{number} 在清單中重複。</translation>
    </message>
</context>
<context>
    <name>TicketForm</name>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Customer&apos;s request and what was done</source>
        <translation>客戶需求、處理經過</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>處理結果</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已儲存</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先順序</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承諾</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在儲存…</translation>
    </message>
</context>
<context>
    <name>TicketTab</name>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Discard this ticket</source>
        <translation>捨棄此工單</translation>
    </message>
    <message>
        <source>Lengthen the wrap-up</source>
        <translation>延長話後處理時間</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>延長</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>已填寫完整。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save and ready</source>
        <translation>儲存並就緒</translation>
    </message>
    <message>
        <source>Save and stay not ready</source>
        <translation>儲存並維持未就緒</translation>
    </message>
    <message>
        <source>Save, next ticket</source>
        <translation>儲存，下一張工單</translation>
    </message>
    <message>
        <source>Save, then {state}</source>
        <translation>儲存，之後{state}</translation>
    </message>
    <message>
        <source>Saved as a draft while you type. Save the ticket after the call.</source>
        <translation>輸入的內容隨時保留，通話結束後即可儲存工單。</translation>
    </message>
    <message>
        <source>Still needed: {fields}</source>
        <translation>還需填寫：{fields}</translation>
    </message>
</context>
<context>
    <name>TicketWords</name>
    <message>
        <source>, </source>
        <comment>between listed words</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>他人已接聽</translation>
    </message>
    <message>
        <source>Called us</source>
        <translation>客戶來電</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Complex</source>
        <translation>複雜</translation>
    </message>
    <message>
        <source>Cut off by a failure</source>
        <translation>故障中斷</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送達</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Forwarded to {target}</source>
        <translation>已轉到 {target}</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>金卡</translation>
    </message>
    <message>
        <source>Hung up while waiting</source>
        <translation>等候中放棄</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Now on the phone</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>已包裝</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒接</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退貨</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已出貨</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>銀卡</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>緊急</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>We called</source>
        <translation>我方去電</translation>
    </message>
    <message>
        <source>category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客戶</translation>
    </message>
    <message>
        <source>disposition</source>
        <translation>處理結果</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>優先順序</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Agent</source>
        <translation>客服人員</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>聯絡</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>聯絡紀錄</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>處理結果</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>No contacts yet.</source>
        <translation>還沒有聯絡紀錄。</translation>
    </message>
    <message>
        <source>No tickets yet.</source>
        <translation>還沒有工單。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>優先順序</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承諾</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>佇列</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始時間</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通話時間</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工單</translation>
    </message>
    <message>
        <source>Ticket no.</source>
        <translation>工單編號</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工單</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>填寫時間</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Answer</source>
        <translation>接聽</translation>
    </message>
    <message>
        <source>Incoming call: {who}</source>
        <translation>來電：{who}</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>號碼未驗證</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>開啟主視窗</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>號碼保密</translation>
    </message>
</context>
<context>
    <name>TraceDialog</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部複製</translation>
    </message>
    <message>
        <source>Could not save: {problem}</source>
        <translation>無法儲存：{problem}</translation>
    </message>
    <message>
        <source>Mask phone numbers</source>
        <translation>隱藏電話號碼</translation>
    </message>
    <message>
        <source>Messages in order</source>
        <translation>依時間排列的訊息</translation>
    </message>
    <message>
        <source>Passwords, keys and dialled digits are left out.</source>
        <translation>不含密碼、金鑰和所按數字。</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>重新整理</translation>
    </message>
    <message>
        <source>SIP messages</source>
        <translation>SIP 訊息</translation>
    </message>
    <message>
        <source>Save SIP messages</source>
        <translation>儲存 SIP 訊息</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存新檔…</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已儲存：{path}</translation>
    </message>
    <message>
        <source>The call engine does not answer.</source>
        <translation>通話引擎沒有回應。</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>線路</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>訊息內容</translation>
    </message>
    <message>
        <source>The messages of this call are no longer kept.</source>
        <translation>此通話的訊息已不再保留。</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已傳送</translation>
    </message>
</context>
<context>
    <name>TransferBar</name>
    <message>
        <source>Ask first</source>
        <translation>先詢問</translation>
    </message>
    <message>
        <source>Keep the caller</source>
        <translation>不轉接</translation>
    </message>
    <message>
        <source>Transfer now</source>
        <translation>立即轉接</translation>
    </message>
    <message>
        <source>Transfer to</source>
        <translation>轉接到</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Do not disturb</source>
        <translation>請勿打擾</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>開啟主視窗</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Recording, at {position} of {duration}</source>
        <translation>錄音，{position} / {duration}</translation>
    </message>
</context>
<context>
    <name>When</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>today {clock}</source>
        <translation>今天 {clock}</translation>
    </message>
    <message>
        <source>tomorrow {clock}</source>
        <translation>明天 {clock}</translation>
    </message>
    <message>
        <source>yesterday {clock}</source>
        <translation>昨天 {clock}</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>Built-in</source>
        <translation>使用內建話術</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Plain text. Takes effect at the next start.</source>
        <translation>純文字檔，下次啟動時生效。</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Script file</source>
        <translation>話術檔案</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>下次啟動時生效。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Answered</source>
        <translation>已接聽</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>他人已接聽</translation>
    </message>
    <message>
        <source>Being forwarded</source>
        <translation>正在來電轉接</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Call engine failed</source>
        <translation>通話引擎故障</translation>
    </message>
    <message>
        <source>Caller hung up first</source>
        <translation>來電者先掛斷</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已放棄</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>連線中…</translation>
    </message>
    <message>
        <source>Declined there</source>
        <translation>對方拒接</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>撥號中</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Forwarded to {target}</source>
        <translation>已轉到 {target}</translation>
    </message>
    <message>
        <source>Handed over to {target}. It is not known whether anyone answered.</source>
        <translation>已轉給 {target}，對方是否接聽未知。</translation>
    </message>
    <message>
        <source>Held by the other side</source>
        <translation>被對方保留</translation>
    </message>
    <message>
        <source>Line lost</source>
        <translation>線路中斷</translation>
    </message>
    <message>
        <source>Line not in use</source>
        <translation>線路關閉</translation>
    </message>
    <message>
        <source>Line ready</source>
        <translation>線路正常</translation>
    </message>
    <message>
        <source>Line refused</source>
        <translation>註冊遭拒</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>用餐</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>會議</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>Missed: do not disturb was on</source>
        <translation>未接：當時已開啟請勿打擾</translation>
    </message>
    <message>
        <source>Next try in {seconds} s.</source>
        <translation>{seconds} 秒後重試。</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就緒</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保留中</translation>
    </message>
    <message>
        <source>Phone restarting</source>
        <translation>電話重新啟動中</translation>
    </message>
    <message>
        <source>Practice line</source>
        <translation>練習線路</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒接</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>響鈴</translation>
    </message>
    <message>
        <source>Ringing there</source>
        <translation>對方響鈴</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已登出</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通話中</translation>
    </message>
    <message>
        <source>The phone engine stopped and is restarting. What you typed is safe.</source>
        <translation>電話部分意外停止，正在重新啟動。您輸入的內容不會遺失。</translation>
    </message>
    <message>
        <source>The phone system cannot be reached. Check the network.</source>
        <translation>無法連線電話系統。請檢查網路。</translation>
    </message>
    <message>
        <source>Then: {state}</source>
        <translation>之後：{state}</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>教育訓練</translation>
    </message>
    <message>
        <source>Transferring to {target} …</source>
        <translation>正在轉接到 {target}…</translation>
    </message>
    <message>
        <source>Trying again now.</source>
        <translation>正在重試。</translation>
    </message>
    <message>
        <source>Trying again soon.</source>
        <translation>稍後重試。</translation>
    </message>
    <message>
        <source>Waiting in a queue there</source>
        <translation>正在對方排隊</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>話後處理</translation>
    </message>
    <message>
        <source>{reason}. Check the server&apos;s name and the network.</source>
        <translation>{reason}。請檢查伺服器名稱和網路。</translation>
    </message>
    <message>
        <source>{target} could not be reached. The caller is still with you.</source>
        <translation>無法接通 {target}，來電仍在您這裡。</translation>
    </message>
    <message>
        <source>{target} is being called …</source>
        <translation>正在撥打 {target}…</translation>
    </message>
    <message>
        <source>{target} is ringing</source>
        <translation>{target} 響鈴中</translation>
    </message>
    <message>
        <source>{target} took the call</source>
        <translation>{target} 已接聽</translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message>
        <source>My tickets</source>
        <translation>我的工單</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>話術</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工單</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作區</translation>
    </message>
</context>
<context>
    <name>WrapUpBar</name>
    <message>
        <source>Wrap-up</source>
        <translation>話後處理</translation>
    </message>
    <message>
        <source>Wrap-up time left</source>
        <translation>話後處理剩餘時間</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩餘 {time}</translation>
    </message>
</context>
<context>
    <name>WrapUpPage</name>
    <message>
        <source>Maximum extension length</source>
        <translation>分機號碼最大長度</translation>
    </message>
    <message>
        <source>Numbers up to this length count as colleagues, even if they are not targets. 0: only targets count.</source>
        <translation>不超過此長度的號碼視為同事，即使不在轉接目標中。0：僅轉接目標視為同事。</translation>
    </message>
    <message>
        <source>Required fields of a ticket</source>
        <translation>工單必填欄位</translation>
    </message>
    <message>
        <source>Tickets for calls with colleagues</source>
        <translation>與同事通話也填寫工單</translation>
    </message>
    <message>
        <source>Wrap-up time</source>
        <translation>話後處理時間</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>位</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>“More time” adds</source>
        <translation>「延長」增加</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>關閉</translation>
    </message>
</context>
</TS>
