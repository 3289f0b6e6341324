<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Call engine</source>
        <translation>通话引擎</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>For agents who answer a service line</source>
        <translation>面向热线坐席的桌面软电话</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty. The call engine is PJSIP (GPL 2 or later), the window is Qt (LGPL 3). The icons are part of this program.</source>
        <translation>自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本，不提供任何担保。通话引擎为 PJSIP（GPL 第 2 版或更高版本），界面使用 Qt（LGPL 第 3 版）。图标是本程序的一部分。</translation>
    </message>
    <message>
        <source>Softphone</source>
        <translation>软电话</translation>
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
        <translation>证书机构文件（PEM）。留空：使用本机信任的机构。</translation>
    </message>
    <message>
        <source>Agent name</source>
        <translation>坐席姓名</translation>
    </message>
    <message>
        <source>Always: no call without it</source>
        <translation>始终：不加密则不通话</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家或地区</translation>
    </message>
    <message>
        <source>Empty: the same as the user.</source>
        <translation>留空则与用户名相同。</translation>
    </message>
    <message>
        <source>Encryption of the sound (SRTP)</source>
        <translation>声音加密（SRTP）</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name or address, with or without a port.</source>
        <translation>请填写服务器名称或地址，可带端口号。</translation>
    </message>
    <message>
        <source>If the other side supports it</source>
        <translation>对方支持时</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Registration expires after</source>
        <translation>注册有效期</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Shown in tickets and logs.</source>
        <translation>显示在工单和状态记录中。</translation>
    </message>
    <message>
        <source>TLS encrypts the signalling and checks the server&apos;s certificate.</source>
        <translation>TLS 加密信令并检查服务器证书。</translation>
    </message>
    <message>
        <source>The country is two letters, such as CN.</source>
        <translation>国家代码为两个字母，例如 CN。</translation>
    </message>
    <message>
        <source>The key is protected only when TLS is used. A call shows a lock when both are.</source>
        <translation>只有配合 TLS，密钥才安全。两者兼备时通话显示锁形。</translation>
    </message>
    <message>
        <source>The user is missing.</source>
        <translation>还没有填写用户名。</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>Trusted certificates for TLS</source>
        <translation>TLS 信任的证书</translation>
    </message>
    <message>
        <source>Two letters (CN, TW, US …), used to read national numbers.</source>
        <translation>两个字母（CN、TW、US 等），用于识别国内号码。</translation>
    </message>
    <message>
        <source>User name for authentication</source>
        <translation>鉴权用户名</translation>
    </message>
    <message>
        <source>User or extension</source>
        <translation>用户名或分机号</translation>
    </message>
    <message>
        <source>You enter the password at sign-in. The system&apos;s keyring keeps it.</source>
        <translation>密码在签入时输入，保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>Your name, as shown to colleagues</source>
        <translation>显示名称（同事看到的名字）</translation>
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
        <translation>全部快捷键</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Ask a colleague first, or return to the caller</source>
        <translation>先询问同事，或回到来电人</translation>
    </message>
    <message>
        <source>Break menu</source>
        <translation>小休菜单</translation>
    </message>
    <message>
        <source>Call history</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通话条</translation>
    </message>
    <message>
        <source>Dial a number</source>
        <translation>拨打号码</translation>
    </message>
    <message>
        <source>Forward the ringing call</source>
        <translation>转走振铃中的来电</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Hold or resume</source>
        <translation>保持或恢复</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>拨号键盘</translation>
    </message>
    <message>
        <source>Merge or split the three-way call</source>
        <translation>合并或拆分三方通话</translation>
    </message>
    <message>
        <source>Mute or unmute</source>
        <translation>静音或取消静音</translation>
    </message>
    <message>
        <source>Next contact</source>
        <translation>下一个来电</translation>
    </message>
    <message>
        <source>Pause or resume recording</source>
        <translation>暂停或继续录音</translation>
    </message>
    <message>
        <source>Promise a follow-up</source>
        <translation>登记承诺</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Recordings of the contact</source>
        <translation>本次接待的录音</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>SIP messages of the call</source>
        <translation>通话的 SIP 消息</translation>
    </message>
    <message>
        <source>Save ticket and go ready</source>
        <translation>保存工单并示闲</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全局搜索</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Start or stop recording</source>
        <translation>开始或停止录音</translation>
    </message>
    <message>
        <source>Swap callers</source>
        <translation>切换通话方</translation>
    </message>
    <message>
        <source>Transfer, or complete the transfer</source>
        <translation>转接，或完成转接</translation>
    </message>
    <message>
        <source>Turn “Do not disturb” on or off</source>
        <translation>开启或关闭请勿打扰</translation>
    </message>
</context>
<context>
    <name>AnsweringPage</name>
    <message>
        <source>A number to forward to after that ring time. Empty: return the call to the phone system.</source>
        <translation>号码，振铃超过上面的时间后转去；留空：退回电话系统。</translation>
    </message>
    <message>
        <source>All calls, including queue calls</source>
        <translation>所有来电，包括队列来电</translation>
    </message>
    <message>
        <source>Answer at once when the phone system asks for it</source>
        <translation>电话系统要求时立即接听</translation>
    </message>
    <message>
        <source>Auto-answer calls from these queues</source>
        <translation>自动接听的队列</translation>
    </message>
    <message>
        <source>Busy (486)</source>
        <translation>忙 (486)</translation>
    </message>
    <message>
        <source>Calls that can be forwarded while ringing</source>
        <translation>振铃时可以转走的来电</translation>
    </message>
    <message>
        <source>Calls to the extension</source>
        <translation>打到分机的来电</translation>
    </message>
    <message>
        <source>Declined (603)</source>
        <translation>拒绝 (603)</translation>
    </message>
    <message>
        <source>During a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>During wrap-up</source>
        <translation>话后整理时</translation>
    </message>
    <message>
        <source>Forward unanswered calls to</source>
        <translation>无人接听时转到</translation>
    </message>
    <message>
        <source>In a conference room of the phone system</source>
        <translation>在电话系统的会议室里</translation>
    </message>
    <message>
        <source>Let further calls ring (call waiting)</source>
        <translation>允许其他来电振铃（呼叫等待）</translation>
    </message>
    <message>
        <source>Maximum conference parties</source>
        <translation>会议方数上限</translation>
    </message>
    <message>
        <source>Maximum simultaneous calls</source>
        <translation>同时通话数上限</translation>
    </message>
    <message>
        <source>Minimum ring time before auto-answer</source>
        <translation>自动接听前至少振铃</translation>
    </message>
    <message>
        <source>Mixed by this program</source>
        <translation>由本程序混音</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>No calls</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>Not available (480)</source>
        <translation>暂时无法接通 (480)</translation>
    </message>
    <message>
        <source>Number of a room</source>
        <translation>会议室号码</translation>
    </message>
    <message>
        <source>Only the phone system may ask (Call-Info, Alert-Info).</source>
        <translation>只有电话系统可以要求（Call-Info、Alert-Info）。</translation>
    </message>
    <message>
        <source>Queue names as the phone system sends them, separated by commas. Only while you are ready.</source>
        <translation>按电话系统发送的名称填写，用逗号分隔；仅在示闲时生效。</translation>
    </message>
    <message>
        <source>Response to callers in “Do not disturb”</source>
        <translation>免打扰时对来电的响应</translation>
    </message>
    <message>
        <source>Set not ready after ringing for</source>
        <translation>振铃多久后示忙</translation>
    </message>
    <message>
        <source>Several calls</source>
        <translation>多路通话</translation>
    </message>
    <message>
        <source>The call returns to the phone system, and the queue is notified.</source>
        <translation>来电退回电话系统，并告知队列。</translation>
    </message>
    <message>
        <source>The phone system decides what happens to forwarded calls.</source>
        <translation>转走的来电如何处理，由电话系统决定。</translation>
    </message>
    <message>
        <source>Three-way calls</source>
        <translation>三方通话</translation>
    </message>
    <message>
        <source>While another call rings</source>
        <translation>另一来电振铃时</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>{id} is replaced by ten random digits for each call, {user} by your extension.</source>
        <translation>{id} 会换成十位数字，每次通话不同；{user} 是您的分机。</translation>
    </message>
</context>
<context>
    <name>AppMenu</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Import customers or orders …</source>
        <translation>导入客户或订单…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>录音…</translation>
    </message>
    <message>
        <source>SIP messages …</source>
        <translation>SIP 消息…</translation>
    </message>
    <message>
        <source>Settings …</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>CallRow</name>
    <message>
        <source>Anyone on the network can listen to this call.</source>
        <translation>网络上的窃听者可以听到此通话。</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Key exposed</source>
        <translation>密钥外露</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>No one on the network can listen to this call.</source>
        <translation>网络上无人能窃听此通话。</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>The audio is encrypted, but its key was sent in clear text. Anyone on the network can listen to this call.</source>
        <translation>声音已加密，但密钥以明文传送：网络上的窃听者可以听到通话。</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
</context>
<context>
    <name>CardFacts</name>
    <message>
        <source>Contact no. {number} in 7 days</source>
        <translation>7 天内第 {number} 次联系</translation>
    </message>
    <message>
        <source>Fourth contact in 7 days</source>
        <translation>7 天内第四次联系</translation>
    </message>
    <message>
        <source>Promised, due {due}: {promise}</source>
        <translation>已承诺，期限 {due}：{promise}</translation>
    </message>
    <message>
        <source>Promised, was due {due}: {promise}</source>
        <translation>已承诺，应于 {due} 前完成，已逾期：{promise}</translation>
    </message>
    <message>
        <source>Promised: {promise}</source>
        <translation>已承诺：{promise}</translation>
    </message>
    <message>
        <source>Second contact in 7 days</source>
        <translation>7 天内第二次联系</translation>
    </message>
    <message>
        <source>Third contact in 7 days</source>
        <translation>7 天内第三次联系</translation>
    </message>
</context>
<context>
    <name>CardTabs</name>
    <message>
        <source>Contacts</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>No notes on this customer.</source>
        <translation>这位客户没有备注。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Notes on the customer</source>
        <translation>客户备注</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>录音…</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
</context>
<context>
    <name>CategoryBox</name>
    <message>
        <source>No matches.</source>
        <translation>没有匹配的选项。</translation>
    </message>
    <message>
        <source>Type or choose</source>
        <translation>输入或选择</translation>
    </message>
</context>
<context>
    <name>CompactBar</name>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通话条</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>请勿打扰</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>打开主窗口</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录音中</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
</context>
<context>
    <name>Consult</name>
    <message>
        <source>Connecting the caller with {target} …</source>
        <translation>正在将来电接给 {target} …</translation>
    </message>
    <message>
        <source>Everyone in the room hears everyone else.</source>
        <translation>会议室里的各方互相都能听到。</translation>
    </message>
    <message>
        <source>No one is on the line.</source>
        <translation>线路上已没有人。</translation>
    </message>
    <message>
        <source>Putting the caller on hold …</source>
        <translation>正在保持来电 …</translation>
    </message>
    <message>
        <source>Returning to the caller …</source>
        <translation>正在接回来电人 …</translation>
    </message>
    <message>
        <source>The caller and {target} hear music.</source>
        <translation>来电人和 {target} 都在听音乐。</translation>
    </message>
    <message>
        <source>The caller and {target} talk. You hear music.</source>
        <translation>来电人和 {target} 在通话，您听音乐。</translation>
    </message>
    <message>
        <source>The caller hears music.</source>
        <translation>来电人在听音乐。</translation>
    </message>
    <message>
        <source>The caller hung up. You and {target} talk.</source>
        <translation>来电人已挂断。您与 {target} 通话中。</translation>
    </message>
    <message>
        <source>You and the caller talk. {target} hears music.</source>
        <translation>您与来电人通话中，{target} 在听音乐。</translation>
    </message>
    <message>
        <source>You and {target} talk. The caller hears music.</source>
        <translation>您与 {target} 通话中，来电人在听音乐。</translation>
    </message>
    <message>
        <source>You, the caller and {target} hear each other.</source>
        <translation>三方通话：您、来电人和 {target} 互相都能听到。</translation>
    </message>
    <message>
        <source>{target} has the caller.</source>
        <translation>来电已交给 {target}。</translation>
    </message>
    <message>
        <source>{target} is being called. The caller hears music.</source>
        <translation>正在呼叫 {target}，来电人在听音乐。</translation>
    </message>
    <message>
        <source>{target} will get the caller on answering. The caller hears music.</source>
        <translation>{target} 接听后即接过来电人。来电人现在听音乐。</translation>
    </message>
</context>
<context>
    <name>ConsultPanel</name>
    <message>
        <source>Back to the caller</source>
        <translation>放弃咨询，回到来电人</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
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
        <translation>完成转接</translation>
    </message>
    <message>
        <source>Connect the two and leave</source>
        <translation>接通双方并退出</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>三方</translation>
    </message>
    <message>
        <source>Merge: all three talk</source>
        <translation>合并：三方一起通话</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>会议室</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Split: the caller waits again</source>
        <translation>拆分：来电人重新等待</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>Swap: talk to the other party</source>
        <translation>切换：与另一方通话</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
</context>
<context>
    <name>ContactStrip</name>
    <message>
        <source>Contacts</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
    <message>
        <source>ticket to write</source>
        <translation>待写工单</translation>
    </message>
</context>
<context>
    <name>CustomerHeader</name>
    <message numerus="yes">
        <source>%n contact(s) in 7 days</source>
        <translation>
            <numerusform>7 天内联系 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Caller ID not verified. Confirm who is calling before you share anything.</source>
        <translation>来电号码未经验证。透露任何信息之前，请先核实来电人身份。</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>关闭客户资料</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>号码未验证</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样例</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Go ready to receive calls: {key}</source>
        <translation>示闲后即可接听来电：{key}</translation>
    </message>
    <message>
        <source>Looking up the customer…</source>
        <translation>正在查找客户…</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>No call.</source>
        <translation>当前没有通话。</translation>
    </message>
    <message>
        <source>No calls yet.</source>
        <translation>还没有通话。</translation>
    </message>
    <message>
        <source>No customer has this number. The name you enter is saved with the ticket.</source>
        <translation>没有客户登记这个号码。填写的姓名随工单一起保存。</translation>
    </message>
    <message>
        <source>Ready for the next call.</source>
        <translation>已示闲，等待下一通来电。</translation>
    </message>
    <message>
        <source>Search for a customer: {key}</source>
        <translation>搜索客户：{key}</translation>
    </message>
    <message>
        <source>The customer could not be looked up. The call is not affected. Search yourself, or enter the name: it is saved with the ticket.</source>
        <translation>客户资料查找失败，通话不受影响。请手动搜索，或先记下姓名，随工单一起保存。</translation>
    </message>
    <message>
        <source>The customer&apos;s card opens here when it rings.</source>
        <translation>来电振铃时，客户资料在这里弹屏。</translation>
    </message>
    <message>
        <source>The number is withheld. Ask who is calling. The name is saved with the ticket.</source>
        <translation>号码保密。请询问来电人身份，姓名将随工单保存。</translation>
    </message>
    <message>
        <source>This is a colleague: no ticket is needed. If the call is about a customer, search for the customer to assign this contact.</source>
        <translation>与内部同事的通话，无需填写工单。如果通话涉及客户，请搜索该客户，本次接待将归入该客户。</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>您已签出。</translation>
    </message>
    <message>
        <source>see the menu</source>
        <translation>见菜单</translation>
    </message>
</context>
<context>
    <name>DeskWindows</name>
    <message>
        <source>A call is on the line. Hang up and quit?</source>
        <translation>还有通话未结束。挂断并退出吗？</translation>
    </message>
    <message>
        <source>Calls to {number} cost extra. Dial?</source>
        <translation>拨打 {number} 将额外收费。要拨号吗？</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>Do not dial</source>
        <translation>不拨号</translation>
    </message>
    <message>
        <source>Hang up and quit</source>
        <translation>挂断并退出</translation>
    </message>
    <message>
        <source>Sign out and quit</source>
        <translation>签出并退出</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>不退出</translation>
    </message>
    <message>
        <source>The settings could not be saved: {problem}</source>
        <translation>设置保存失败：{problem}</translation>
    </message>
    <message>
        <source>You are ready for calls. Sign out and quit?</source>
        <translation>您正处于示闲状态。要签出并退出吗？</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DeviceCombo</name>
    <message>
        <source>No sound</source>
        <translation>无声</translation>
    </message>
    <message>
        <source>Not connected: {device}</source>
        <translation>未连接：{device}</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>previously chosen</source>
        <translation>之前选择的设备</translation>
    </message>
</context>
<context>
    <name>DialBox</name>
    <message>
        <source>Add to the conference</source>
        <translation>加入会议</translation>
    </message>
    <message>
        <source>Call as: {number}</source>
        <translation>外显号码：{number}</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>Dial: available when the line is ready and another call is allowed</source>
        <translation>拨打：需要线路可用且还能再接一路</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>拨号键盘</translation>
    </message>
    <message>
        <source>Listen to voice mail</source>
        <translation>听取语音留言</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>号码或姓名</translation>
    </message>
    <message>
        <source>Number to dial</source>
        <translation>要拨打的号码</translation>
    </message>
    <message>
        <source>chosen by the phone system</source>
        <translation>由电话系统决定</translation>
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
        <translation>拨打、来电和导入的号码没有区号时，自动加上此区号。</translation>
    </message>
    <message>
        <source>An area code has at most six digits.</source>
        <translation>区号只能是数字，最多六位。</translation>
    </message>
    <message>
        <source>As in the country: 02212345678</source>
        <translation>本国格式：02212345678</translation>
    </message>
    <message>
        <source>As the other side supports</source>
        <translation>按对方支持的方式</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>Confirm before dialling numbers that begin with</source>
        <translation>拨打以下开头的号码前先确认</translation>
    </message>
    <message>
        <source>Dialled unchanged: no rule, no confirmation, no caller ID.</source>
        <translation>原样拨出：不套规则、不确认、不带主叫号码。</translation>
    </message>
    <message>
        <source>Digits that the phone system adds in front. Removed only if a full number remains. Separate them with commas.</source>
        <translation>电话系统加在来电号码前的数字。只有去掉后是完整号码时才会去掉。多个前缀用逗号分隔。</translation>
    </message>
    <message>
        <source>Emergency numbers</source>
        <translation>紧急号码</translation>
    </message>
    <message>
        <source>Emergency numbers cannot be empty: calls for help would fail.</source>
        <translation>紧急号码不能为空：否则可能无法求助。</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>此处需要号码。</translation>
    </message>
    <message>
        <source>Enter a whole number from {least} to {most}.</source>
        <translation>此处需要 {least} 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>For voice menus, on the keypad. A comma is a pause of two seconds.</source>
        <translation>用于语音菜单，显示在拨号键盘上。逗号表示停顿两秒。</translation>
    </message>
    <message>
        <source>Header that carries the chosen number</source>
        <translation>携带所选号码的消息头</translation>
    </message>
    <message>
        <source>Home area code</source>
        <translation>本地区号</translation>
    </message>
    <message>
        <source>Key sequences</source>
        <translation>按键序列</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys are 0 to 9, * and #, with commas for pauses.</source>
        <translation>按键为 0 到 9、* 和 #，逗号表示停顿。</translation>
    </message>
    <message>
        <source>Keys are sent as</source>
        <translation>按键发送方式</translation>
    </message>
    <message>
        <source>Max.</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Min. digits</source>
        <translation>最少位数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No number has at least {least} and at most {most} digits.</source>
        <translation>没有号码至少 {least} 位且至多 {most} 位。</translation>
    </message>
    <message>
        <source>Not a valid header name.</source>
        <translation>这不能作为消息头名称。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Number format for the phone system</source>
        <translation>发给电话系统的号码格式</translation>
    </message>
    <message>
        <source>Numbers that cost extra, separated by commas.</source>
        <translation>额外收费的号码，用逗号分隔。</translation>
    </message>
    <message>
        <source>Numbers you can call as</source>
        <translation>可选主叫号码</translation>
    </message>
    <message>
        <source>Only digits, * and #, with or without a + before them.</source>
        <translation>只能是数字、* 和 #，前面可带 +。</translation>
    </message>
    <message>
        <source>Prefixes to remove from callers&apos; numbers</source>
        <translation>来电号码要去掉的前缀</translation>
    </message>
    <message>
        <source>RTP events (RFC 4733)</source>
        <translation>RTP 事件 (RFC 4733)</translation>
    </message>
    <message>
        <source>Remove digits</source>
        <translation>去掉位数</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>SIP messages (INFO)</source>
        <translation>SIP 消息（INFO）</translation>
    </message>
    <message>
        <source>The first matching rule applies. Short codes and emergency numbers are not changed.</source>
        <translation>以第一条匹配的规则为准。短号和紧急号码不变。</translation>
    </message>
    <message>
        <source>The header the phone system reads: P-Preferred-Identity, or its own.</source>
        <translation>电话系统读取的消息头：P-Preferred-Identity 或其自定义的。</translation>
    </message>
    <message>
        <source>This key sequence has no name.</source>
        <translation>该按键序列没有名称。</translation>
    </message>
    <message>
        <source>Tones in the audio (in-band)</source>
        <translation>带内双音</translation>
    </message>
    <message>
        <source>{name} is in the list twice.</source>
        <translation>{name} 在列表中重复。</translation>
    </message>
    <message>
        <source>{number} is in the list twice.</source>
        <translation>{number} 在列表中重复。</translation>
    </message>
    <message>
        <source>{number} is not an emergency number. Use digits only.</source>
        <translation>{number} 不是紧急号码：只能是数字。</translation>
    </message>
    <message>
        <source>{number} is not the beginning of a number.</source>
        <translation>{number} 不是号码的开头。</translation>
    </message>
    <message>
        <source>{prefix} is not a prefix. Use at most eight digits.</source>
        <translation>{prefix} 不是前缀：只能是数字，最多八位。</translation>
    </message>
</context>
<context>
    <name>EchoDialog</name>
    <message>
        <source>1. Listen: two seconds of noise. Stay quiet meanwhile.</source>
        <translation>1. 听：两秒沙沙声，期间请勿出声。</translation>
    </message>
    <message>
        <source>2. Speak: after the beep count from one to ten, as you would on a call.</source>
        <translation>2. 说：听到提示音后，像通话一样从一数到十。</translation>
    </message>
    <message>
        <source>3. Hear yourself, as the microphone hears you.</source>
        <translation>3. 听自己的声音，即麦克风听到的声音。</translation>
    </message>
    <message>
        <source>A little echo. The program removes it. A close-fitting wired headset has none.</source>
        <translation>有轻微回声，程序会将其消除；贴耳的有线耳机则完全没有。</translation>
    </message>
    <message>
        <source>Callers would hear themselves: your microphone picks up the loudspeaker. Wear a wired headset, or turn the loudspeaker down.</source>
        <translation>来电人会听到自己的声音：麦克风收到了扬声器的声音。请佩戴有线耳机，或调低扬声器音量。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Do callers hear themselves?</source>
        <translation>来电人会听到自己的声音吗？</translation>
    </message>
    <message>
        <source>Echo test</source>
        <translation>回声测试</translation>
    </message>
    <message>
        <source>Echo {level} dB after {delay} ms.</source>
        <translation>回声 {level} dB，延迟 {delay} 毫秒。</translation>
    </message>
    <message>
        <source>It is noisy around you. With a headset callers hear less of it.</source>
        <translation>您周围很吵。佩戴耳机后来电人会少听到一些。</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>麦克风音量</translation>
    </message>
    <message>
        <source>No echo: callers do not hear themselves.</source>
        <translation>没有回声：来电人不会听到自己的声音。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone. Look for a mute switch on the headset, or choose another microphone in the settings.</source>
        <translation>您的麦克风没有声音。请检查耳机上的静音开关，或在设置中选择其他麦克风。</translation>
    </message>
    <message>
        <source>Not during a call.</source>
        <translation>通话中不可用。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>The test ended before there was a result.</source>
        <translation>测试在得出结果前已结束。</translation>
    </message>
    <message>
        <source>Wear the headset as you do on a call. An incoming call ends the test.</source>
        <translation>请像通话时一样佩戴耳机。来电会结束测试。</translation>
    </message>
    <message>
        <source>You are hard to hear. Bring the microphone two fingers from your mouth, or turn it up in the system&apos;s sound settings.</source>
        <translation>您的声音太小。请将麦克风移到距嘴两指处，或在系统声音设置中调高音量。</translation>
    </message>
    <message>
        <source>You are too loud for the microphone. Move it a little away, or turn it down in the system&apos;s sound settings.</source>
        <translation>您的声音对麦克风来说太大。请稍微移开，或在系统声音设置中调低音量。</translation>
    </message>
    <message>
        <source>Your voice {voice} dBFS, the room {noise} dBFS.</source>
        <translation>您的声音 {voice} dBFS，环境 {noise} dBFS。</translation>
    </message>
</context>
<context>
    <name>FormRows</name>
    <message>
        <source>Set by your administrator.</source>
        <translation>由管理员设定。</translation>
    </message>
</context>
<context>
    <name>ForwardBar</name>
    <message>
        <source>Forward now</source>
        <translation>立即转走</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>转接到</translation>
    </message>
    <message>
        <source>Let it ring</source>
        <translation>让它继续响</translation>
    </message>
</context>
<context>
    <name>HeadersPage</name>
    <message>
        <source>Case ID</source>
        <translation>工单编号</translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>The phone system can send these with a call. Leave a name empty to ignore that header.</source>
        <translation>电话系统可以随来电带上这些信息头。留空则不读取。</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>Waiting time (seconds)</source>
        <translation>等候秒数</translation>
    </message>
</context>
<context>
    <name>HeadsetKeysRow</name>
    <message>
        <source>Answer, hang up and mute with the keys of the headset</source>
        <translation>用耳机按键接听、挂断和静音</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>请咨询管理员。</translation>
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
        <translation>没有连接带通话按键的耳机。</translation>
    </message>
</context>
<context>
    <name>HistoryDelegate</name>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
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
        <translation>重拨</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>Call history</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>Copy number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Go ready to receive calls: {key}</source>
        <translation>示闲后即可接听来电：{key}</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>No calls yet.</source>
        <translation>还没有通话。</translation>
    </message>
    <message>
        <source>No calls yet. The next one rings here.</source>
        <translation>还没有通话。下一通来电会在这里振铃。</translation>
    </message>
    <message>
        <source>No missed calls.</source>
        <translation>没有未接来电。</translation>
    </message>
    <message>
        <source>Recordings …</source>
        <translation>录音…</translation>
    </message>
    <message>
        <source>SIP messages …</source>
        <translation>SIP 消息…</translation>
    </message>
    <message>
        <source>Show customer</source>
        <translation>查看客户</translation>
    </message>
    <message>
        <source>Sound quality …</source>
        <translation>通话质量…</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>更新 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新增 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) imported.</source>
        <translation>
            <numerusform>已导入 %n 条。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>未变 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems, not imported</source>
        <translation>
            <numerusform>有问题 %n 条，不导入</numerusform>
        </translation>
    </message>
    <message>
        <source>After the import</source>
        <translation>导入后</translation>
    </message>
    <message>
        <source>Automatic encoding</source>
        <translation>自动识别编码</translation>
    </message>
    <message>
        <source>Before anything is written you see what is new, what changes and which rows have problems.</source>
        <translation>写入之前，先显示哪些是新增、哪些会更新、哪些行有问题。</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt)</source>
        <translation>CSV 文件 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>Changes {count}</source>
        <translation>更改 {count}</translation>
    </message>
    <message>
        <source>Choose a CSV file.</source>
        <translation>请选择 CSV 文件。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Encoding of the file</source>
        <translation>文件的编码</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>导入 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems {count}</source>
        <translation>问题 {count}</translation>
    </message>
    <message>
        <source>Read as {encoding}</source>
        <translation>按 {encoding} 读取</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Rows to check</source>
        <translation>需核对的行</translation>
    </message>
    <message>
        <source>Rows with problems</source>
        <translation>有问题的行</translation>
    </message>
    <message>
        <source>The encoding is a guess. If words below look wrong, choose another encoding above.</source>
        <translation>编码是推测的。如果下面的文字不对，请在上方选择其他编码。</translation>
    </message>
    <message>
        <source>To check {count}</source>
        <translation>需核对 {count}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>更改内容</translation>
    </message>
    <message>
        <source>column names in line {line}</source>
        <translation>列名在第 {line} 行</translation>
    </message>
    <message>
        <source>columns not imported: {names}</source>
        <translation>未导入的列：{names}</translation>
    </message>
</context>
<context>
    <name>ImportFields</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
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
        <translation>内容</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Customer ID</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Ordered on</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Key sequences</source>
        <translation>按键序列</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>按键盘</translation>
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
        <translation>设为本次接待的客户</translation>
    </message>
    <message>
        <source>This contact was assigned to {name} before.</source>
        <translation>本次接待原先的客户是{name}。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>You are looking at another customer. This contact is still assigned to {name}.</source>
        <translation>正在查看另一位客户，本次接待的客户仍是{name}。</translation>
    </message>
    <message>
        <source>You are only looking. No customer is assigned to this contact yet.</source>
        <translation>仅查看，本次接待尚未对应客户。</translation>
    </message>
    <message>
        <source>You chose this contact&apos;s customer.</source>
        <translation>本次接待的客户由您选定。</translation>
    </message>
    <message>
        <source>You chose: a new customer.</source>
        <translation>您已选择：新客户。</translation>
    </message>
</context>
<context>
    <name>MatchesList</name>
    <message numerus="yes">
        <source>%n customer(s) have this number. Ask who is calling and choose.</source>
        <translation>
            <numerusform>有 %n 位客户使用这个号码。请问清来电人，再选择。</numerusform>
        </translation>
    </message>
    <message>
        <source>Customers with this number</source>
        <translation>使用这个号码的客户</translation>
    </message>
    <message>
        <source>None of these: new customer</source>
        <translation>都不是，新客户</translation>
    </message>
</context>
<context>
    <name>MyTickets</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>My tickets today</source>
        <translation>我今天的工单</translation>
    </message>
    <message>
        <source>No tickets yet today. Each call&apos;s ticket is listed here.</source>
        <translation>今天还没有工单。每通电话的工单都会列在这里。</translation>
    </message>
    <message>
        <source>Open the customer&apos;s card</source>
        <translation>打开客户资料</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
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
        <translation>来电人姓名</translation>
    </message>
    <message>
        <source>Search for the customer…</source>
        <translation>搜索客户…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Next notice</source>
        <translation>下一条提示</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 条，共 {count} 条</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>A call is up.</source>
        <translation>正在通话。</translation>
    </message>
    <message>
        <source>A call is up. End it first, or use Transfer to ask a colleague.</source>
        <translation>正在通话：请先挂断，或用“转接”咨询同事。</translation>
    </message>
    <message>
        <source>A supervisor has paused you ({reason}). Press Ready to take calls again.</source>
        <translation>班长已将您置忙（{reason}）。按“示闲”即可重新接听来电。</translation>
    </message>
    <message>
        <source>A supervisor has paused you. Press Ready to take calls again.</source>
        <translation>班长已将您置忙。按“示闲”即可重新接听来电。</translation>
    </message>
    <message>
        <source>Another program is using the database. Nothing you type is lost: it is saved as soon as that program is done.</source>
        <translation>另一个程序正在占用数据库。您输入的内容不会丢失：该程序用完后会立即保存。</translation>
    </message>
    <message>
        <source>Audio now uses another device.</source>
        <translation>声音已切换到另一个设备。</translation>
    </message>
    <message>
        <source>Calls cannot be forwarded to “{target}”. The call still rings here.</source>
        <translation>“{target}”不是可以转去的号码，来电仍在这里振铃。</translation>
    </message>
    <message>
        <source>Calls ring at {device}.</source>
        <translation>来电在 {device} 上响铃。</translation>
    </message>
    <message>
        <source>Calls to {target} cost extra, so no caller is forwarded there.</source>
        <translation>拨打 {target} 要额外收费，不能把客户转过去。</translation>
    </message>
    <message>
        <source>Choose a device in the settings.</source>
        <translation>请在设置中选择设备。</translation>
    </message>
    <message>
        <source>Look for a mute switch on the headset or in the system, or choose another one.</source>
        <translation>请检查耳机上或系统中的静音开关，或选择其他麦克风。</translation>
    </message>
    <message>
        <source>Missed call from {number}. Call back from the history.</source>
        <translation>未接来电：{number}。可在通话记录中回拨。</translation>
    </message>
    <message>
        <source>No audio comes from {number}. Hold and resume the call. If that does not help, call back.</source>
        <translation>听不到 {number} 的声音。请先保持通话再取回；如果无效，请回拨。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone ({device}).</source>
        <translation>您的麦克风（{device}）没有声音。</translation>
    </message>
    <message>
        <source>No sound comes from your microphone.</source>
        <translation>您的麦克风没有声音。</translation>
    </message>
    <message>
        <source>No sound device. Calls connect, but no one hears anything. Plug in a headset, or choose a device in the settings.</source>
        <translation>没有声音设备：通话能接通，但双方都听不到声音。请插入耳机，或在设置中选择设备。</translation>
    </message>
    <message>
        <source>Only silence comes from {number}. The line is good, but their microphone may be off. Ask them to turn it on.</source>
        <translation>{number} 只传来静音。线路正常，可能是对方的麦克风已关闭，请对方打开。</translation>
    </message>
    <message>
        <source>Plug it in again to go back.</source>
        <translation>重新插上即可恢复。</translation>
    </message>
    <message>
        <source>Practice room: press F9 to go ready. The first customer calls within 15 seconds.</source>
        <translation>练习室：按 F9 示闲，15 秒内第一位客户来电。</translation>
    </message>
    <message>
        <source>Settings could not be read. Defaults are in use. Tell your administrator. ({problem})</source>
        <translation>设置无法读取，已改用默认设置。请告知管理员。（{problem}）</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>请先签入。</translation>
    </message>
    <message>
        <source>Some settings cannot be used. Tell your administrator. ({problem})</source>
        <translation>部分设置无法使用。请告知管理员。（{problem}）</translation>
    </message>
    <message>
        <source>Still needed: {fields}.</source>
        <translation>还需填写：{fields}。</translation>
    </message>
    <message>
        <source>That did not work: {reason}</source>
        <translation>电话未能执行：{reason}</translation>
    </message>
    <message>
        <source>The background service stopped. Your call continues. Afterwards quit and start the program again.</source>
        <translation>后台服务已停止，通话不受影响。请在通话结束后退出并重新启动程序。</translation>
    </message>
    <message>
        <source>The call to {number} failed: {reason}</source>
        <translation>呼叫 {number} 失败：{reason}</translation>
    </message>
    <message>
        <source>The caller hung up. You still talk to {target}.</source>
        <translation>来电人已挂断，您仍在与 {target} 通话。</translation>
    </message>
    <message>
        <source>The caller is still on hold. Press Resume to talk again.</source>
        <translation>来电仍在保持中。请按“恢复”继续通话。</translation>
    </message>
    <message>
        <source>The caller was handed over to {target}.</source>
        <translation>来电已转给 {target}。</translation>
    </message>
    <message>
        <source>The caller was handed over to {target}. It is not known whether anyone answered.</source>
        <translation>来电已转给 {target}，对方是否接听未知。</translation>
    </message>
    <message>
        <source>The chosen sound device is not plugged in.</source>
        <translation>所选的音频设备没有连接。</translation>
    </message>
    <message>
        <source>The computer slept for {time}. The line has been tested and works.</source>
        <translation>电脑休眠了 {time}。线路已测试，可以正常使用。</translation>
    </message>
    <message>
        <source>The computer slept for {time}. The line is being tested. Calls resume once it works.</source>
        <translation>电脑休眠了 {time}。正在测试线路，测试正常后才会来电。</translation>
    </message>
    <message>
        <source>The database was damaged and was moved to {path}. A new one is in use. Tell your administrator.</source>
        <translation>数据库已损坏，另存为 {path}。现在使用新数据库，请告知管理员。</translation>
    </message>
    <message>
        <source>The line is lost: {reason}</source>
        <translation>线路中断：{reason}</translation>
    </message>
    <message>
        <source>The main phone system does not answer. You are on the backup {server}. Nothing changes for you.</source>
        <translation>首选电话系统没有响应，已切换到备用系统 {server}，您照常工作即可。</translation>
    </message>
    <message>
        <source>The number of waiting callers is not known: {why} Calls are not affected.</source>
        <translation>不知道有多少人在排队：{why}来电不受影响。</translation>
    </message>
    <message>
        <source>The phone engine stopped and is restarting. What you typed is safe.</source>
        <translation>电话部分意外停止，正在重新启动。您输入的内容不会丢失。</translation>
    </message>
    <message>
        <source>The phone system asks for your password. Sign in again.</source>
        <translation>电话系统需要密码，请重新签入。</translation>
    </message>
    <message>
        <source>The phone system had lost its list of agents. You have been signed in again.</source>
        <translation>电话系统丢失了坐席名单，已为您重新签入队列。</translation>
    </message>
    <message>
        <source>The phone system refused the line: {reason}</source>
        <translation>电话系统拒绝注册：{reason}</translation>
    </message>
    <message>
        <source>The phone works again.</source>
        <translation>电话已恢复正常。</translation>
    </message>
    <message>
        <source>The queue was not notified: {action} (code {code}). {reason} You may still get calls. Tell your supervisor.</source>
        <translation>未能通知队列“{action}”（代码 {code}）：{reason}您可能仍会接到来电，请告知班长。</translation>
    </message>
    <message>
        <source>The ticket for {who} is not saved. It waits under “Unfinished tickets”.</source>
        <translation>{who} 的工单尚未保存，可在“未完成的工单”中继续填写。</translation>
    </message>
    <message>
        <source>The ticket still needs: {fields}.</source>
        <translation>工单还需填写：{fields}。</translation>
    </message>
    <message>
        <source>The transfer to {target} failed, and {number} is gone. Call back from the history.</source>
        <translation>转接到 {target} 失败，{number} 已断线。请从通话记录回拨。</translation>
    </message>
    <message>
        <source>The transfer to {target} failed. The caller is still with you. {reason}</source>
        <translation>转接到 {target} 失败，来电仍在您这里。{reason}</translation>
    </message>
    <message>
        <source>The window was restarted. Your call and what you typed are still here.</source>
        <translation>窗口已重新启动，通话和输入的内容都在。</translation>
    </message>
    <message>
        <source>This computer has no keyring for the password. It is kept until you quit, and you enter it again at the next start.</source>
        <translation>这台电脑没有可安全保存密码的地方。密码保留到退出为止，下次启动时再次询问。</translation>
    </message>
    <message>
        <source>Ticket saved.</source>
        <translation>工单已保存。</translation>
    </message>
    <message>
        <source>Unrelated callers cannot be merged. To talk to a caller and a colleague at once, ask the colleague first.</source>
        <translation>互不相关的来电不能合并。如需与来电人和同事一起通话，请先询问该同事。</translation>
    </message>
    <message>
        <source>What you typed is still here.</source>
        <translation>您输入的内容还在。</translation>
    </message>
    <message>
        <source>You cannot {action} now. {why}</source>
        <translation>现在不能{action}。{why}</translation>
    </message>
    <message>
        <source>You did not answer {number} for {seconds} s, so you are not ready now. Press F9 when you are back.</source>
        <translation>来电 {number} 响铃 {seconds} 秒未接，已为您示忙。回来后请按 F9。</translation>
    </message>
    <message>
        <source>You have been taken out of the queue. Press Ready to join it again.</source>
        <translation>您已被移出队列。按“示闲”即可重新加入。</translation>
    </message>
    <message>
        <source>You hear callers through {device}.</source>
        <translation>您从 {device} 听客户的声音。</translation>
    </message>
    <message>
        <source>You speak into {device}.</source>
        <translation>您正在用 {device} 讲话。</translation>
    </message>
    <message>
        <source>You talk through {device}.</source>
        <translation>您正在通过 {device} 通话。</translation>
    </message>
    <message>
        <source>Your state: {state}.</source>
        <translation>当前状态：{state}。</translation>
    </message>
    <message>
        <source>a withheld number</source>
        <translation>号码保密</translation>
    </message>
    <message>
        <source>add one more to the conference</source>
        <translation>在会议中增加一方</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>ask a colleague first</source>
        <translation>先询问同事</translation>
    </message>
    <message>
        <source>bring the discarded ticket back</source>
        <translation>恢复已丢弃的工单</translation>
    </message>
    <message>
        <source>call as that number</source>
        <translation>以该号码外呼</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>call the voice mailbox</source>
        <translation>拨打语音信箱</translation>
    </message>
    <message>
        <source>cancel the next state</source>
        <translation>取消下一状态</translation>
    </message>
    <message>
        <source>change that favourite</source>
        <translation>修改该收藏</translation>
    </message>
    <message>
        <source>complete the transfer</source>
        <translation>完成转接</translation>
    </message>
    <message>
        <source>dial</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>discard that ticket</source>
        <translation>丢弃该工单</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>转走来电</translation>
    </message>
    <message>
        <source>go ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>保持通话</translation>
    </message>
    <message>
        <source>leave wrap-up</source>
        <translation>结束话后整理</translation>
    </message>
    <message>
        <source>lengthen the wrap-up</source>
        <translation>延长话后整理时间</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>合并通话</translation>
    </message>
    <message>
        <source>mute that party or change its volume</source>
        <translation>静音该方或调整其音量</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>open another ticket</source>
        <translation>打开另一张工单</translation>
    </message>
    <message>
        <source>open that contact</source>
        <translation>打开该来电</translation>
    </message>
    <message>
        <source>open that link</source>
        <translation>打开该链接</translation>
    </message>
    <message>
        <source>pause the recording</source>
        <translation>暂停录音</translation>
    </message>
    <message>
        <source>pick up that call</source>
        <translation>代接该来电</translation>
    </message>
    <message>
        <source>record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>恢复通话</translation>
    </message>
    <message>
        <source>resume recording</source>
        <translation>继续录音</translation>
    </message>
    <message>
        <source>return to the caller</source>
        <translation>回到来电人</translation>
    </message>
    <message>
        <source>save the ticket</source>
        <translation>保存工单</translation>
    </message>
    <message>
        <source>send that key sequence</source>
        <translation>发送该按键序列</translation>
    </message>
    <message>
        <source>send tones</source>
        <translation>发送按键音</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>签入</translation>
    </message>
    <message>
        <source>sign out</source>
        <translation>签出</translation>
    </message>
    <message>
        <source>split</source>
        <translation>拆分三方通话</translation>
    </message>
    <message>
        <source>stop the recording</source>
        <translation>停止录音</translation>
    </message>
    <message>
        <source>swap</source>
        <translation>切换通话</translation>
    </message>
    <message>
        <source>take a break</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>the answer was not understood. Tell your administrator.</source>
        <translation>看不懂对方的回答，请告知管理员。</translation>
    </message>
    <message>
        <source>the keyring has no password for it. Tell your administrator.</source>
        <translation>系统钥匙串里没有查询用的密码，请告知管理员。</translation>
    </message>
    <message>
        <source>the phone system does not answer. The program keeps asking.</source>
        <translation>电话系统没有回应，程序会继续询问。</translation>
    </message>
    <message>
        <source>the phone system refuses the request. Tell your administrator.</source>
        <translation>电话系统不允许本程序查询，请告知管理员。</translation>
    </message>
    <message>
        <source>the phone system&apos;s certificate is not valid. Tell your administrator.</source>
        <translation>电话系统的证书有问题，请告知管理员。</translation>
    </message>
    <message>
        <source>transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>turn on “Do not disturb”</source>
        <translation>开启“请勿打扰”</translation>
    </message>
    <message>
        <source>undo the choice of the customer</source>
        <translation>撤销客户选择</translation>
    </message>
    <message>
        <source>{device} is not plugged in.</source>
        <translation>{device} 没有连接。</translation>
    </message>
    <message>
        <source>{number} called during your call and heard the busy tone.</source>
        <translation>通话期间 {number} 来电，对方听到忙音。</translation>
    </message>
    <message>
        <source>{number} cannot hear you: no audio arrives there. Hold and resume the call. If that does not help, call back.</source>
        <translation>{number} 听不到您：对方没有收到声音。请先保持通话再取回；如果无效，请回拨。</translation>
    </message>
    <message>
        <source>{number} was forwarded to {target}.</source>
        <translation>{number} 已转到 {target}。</translation>
    </message>
    <message>
        <source>{target} could not be reached. The caller comes back to you. {reason}</source>
        <translation>无法接通 {target}，来电人已回到您这里。{reason}</translation>
    </message>
    <message>
        <source>{target} hung up. The caller comes back to you.</source>
        <translation>{target} 已挂断，来电人已回到您这里。</translation>
    </message>
    <message>
        <source>{target} is your own number: the call would come back to you.</source>
        <translation>{target} 是您自己的号码，来电会转回您这里。</translation>
    </message>
</context>
<context>
    <name>OpenDrafts</name>
    <message>
        <source>Bring the discarded ticket back</source>
        <translation>恢复已丢弃的工单</translation>
    </message>
    <message>
        <source>Discarded: {who}</source>
        <translation>已丢弃：{who}</translation>
    </message>
    <message>
        <source>It opens with the next call, with what is already known filled in.</source>
        <translation>下一通来电时自动打开，并填好已知的内容。</translation>
    </message>
    <message>
        <source>No ticket open.</source>
        <translation>没有打开的工单。</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>尚未填写</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Unfinished tickets</source>
        <translation>未完成的工单</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
</context>
<context>
    <name>OrderList</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>No orders.</source>
        <translation>没有订单。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Order no.</source>
        <translation>订单号</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>Placed</source>
        <translation>下单时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>OutsideWords</name>
    <message>
        <source>A call can be refused with 480, 486 or 603, not with {code}.</source>
        <translation>拒接只能用 480、486 或 603，不能用 {code}。</translation>
    </message>
    <message>
        <source>A call with this ID already exists.</source>
        <translation>已有相同编号的通话。</translation>
    </message>
    <message>
        <source>A new database could not be made: {problem}</source>
        <translation>无法新建数据库：{problem}</translation>
    </message>
    <message>
        <source>A recording can be played only while there is no call.</source>
        <translation>没有通话时才能播放录音。</translation>
    </message>
    <message>
        <source>A recording cannot be named after this contact.</source>
        <translation>无法以此接待命名录音。</translation>
    </message>
    <message>
        <source>An echo test is running. Play the recording after it.</source>
        <translation>正在测试声音，请稍后再播放录音。</translation>
    </message>
    <message>
        <source>Both calls must be answered first.</source>
        <translation>两通电话都接通后才能操作。</translation>
    </message>
    <message>
        <source>Calls of a conference cannot be swapped.</source>
        <translation>三方通话中不能切换通话。</translation>
    </message>
    <message>
        <source>Cancelled before it was dialled.</source>
        <translation>拨出之前已放弃。</translation>
    </message>
    <message>
        <source>Echo cancellation cannot be used. Wear a wired headset.</source>
        <translation>无法使用回声消除：请佩戴有线耳机。</translation>
    </message>
    <message>
        <source>Line {line} was read: “{cells}”.</source>
        <translation>读到的第 {line} 行是：“{cells}”。</translation>
    </message>
    <message>
        <source>More than {limit} rows. Split the file.</source>
        <translation>超过 {limit} 行。请拆分文件。</translation>
    </message>
    <message>
        <source>No account is set up yet.</source>
        <translation>还没有设置账号。</translation>
    </message>
    <message>
        <source>No column is named for: {fields}. docs/store.md lists the names that are understood.</source>
        <translation>没有这些字段的列：{fields}。可识别的列名见 docs/store.md。</translation>
    </message>
    <message>
        <source>No {role} found: {effect}.</source>
        <translation>没有找到{role}：{effect}。</translation>
    </message>
    <message>
        <source>Not a valid SIP address.</source>
        <translation>这不是可以呼叫的 SIP 地址。</translation>
    </message>
    <message>
        <source>Not a valid number.</source>
        <translation>这不是可以拨打的号码。</translation>
    </message>
    <message>
        <source>Numbers cannot be read: the program was started without a country.</source>
        <translation>无法识别号码：程序启动时没有设置国家或地区。</translation>
    </message>
    <message>
        <source>Old recordings cannot be deleted in {folder}: {error}.</source>
        <translation>无法删除 {folder} 中的旧录音：{error}。</translation>
    </message>
    <message>
        <source>Only 0-9, *, # and A-D can be sent as tones, 32 at a time.</source>
        <translation>按键音只能发送 0-9、*、# 和 A-D，一次最多 32 个。</translation>
    </message>
    <message>
        <source>Only a running call can be put on hold.</source>
        <translation>只有进行中的通话才能保持。</translation>
    </message>
    <message>
        <source>Only an answered call can be transferred.</source>
        <translation>只有已接通的电话才能转接。</translation>
    </message>
    <message>
        <source>Only these can be imported: {kinds}.</source>
        <translation>只能导入：{kinds}。</translation>
    </message>
    <message>
        <source>Recordings are not set up.</source>
        <translation>录音尚未设置。</translation>
    </message>
    <message>
        <source>Recordings cannot be encrypted without a key.</source>
        <translation>没有密钥，无法加密录音。</translation>
    </message>
    <message>
        <source>Recordings must not be paused.</source>
        <translation>录音不允许暂停。</translation>
    </message>
    <message>
        <source>The account cannot be changed during a call.</source>
        <translation>通话期间不能更改账号。</translation>
    </message>
    <message>
        <source>The call could not be answered: {error}.</source>
        <translation>接听失败：{error}。</translation>
    </message>
    <message>
        <source>The call could not be forwarded: {error}.</source>
        <translation>来电未能转走：{error}。</translation>
    </message>
    <message>
        <source>The call could not be placed: {error}.</source>
        <translation>呼叫失败：{error}。</translation>
    </message>
    <message>
        <source>The call could not be {done}: {error}.</source>
        <translation>通话未能{done}：{error}。</translation>
    </message>
    <message>
        <source>The call engine could not do it ({kind}).</source>
        <translation>通话引擎无法执行（{kind}）。</translation>
    </message>
    <message>
        <source>The calls were not mixed: {error}.</source>
        <translation>三方通话未能建立：{error}。</translation>
    </message>
    <message>
        <source>The data folder may not be written to. Ask for access, then try again.</source>
        <translation>没有数据文件夹的写入权限。请申请权限后重试。</translation>
    </message>
    <message>
        <source>The database cannot be opened. Check that the data folder exists and may be written to.</source>
        <translation>数据库无法打开。请检查数据文件夹是否存在、能否写入。</translation>
    </message>
    <message>
        <source>The database could not do this ({kind}). The log has the details.</source>
        <translation>数据库操作失败（{kind}）。详情见日志。</translation>
    </message>
    <message>
        <source>The database is damaged. Start the program again: it repairs what it can.</source>
        <translation>数据库已损坏。请重新启动程序，程序会尽量修复。</translation>
    </message>
    <message>
        <source>The database is locked by another program. Close that program, then try again.</source>
        <translation>数据库被其他程序占用。请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The database is read-only. Ask for write access to the data folder, then try again.</source>
        <translation>数据库为只读。请申请数据文件夹的写入权限后重试。</translation>
    </message>
    <message>
        <source>The database refused the entry: it contradicts another one.</source>
        <translation>数据库拒绝了这条记录：与已有记录冲突。</translation>
    </message>
    <message>
        <source>The database was created by a newer version of this program. Install that version, or choose another data folder.</source>
        <translation>数据库由本程序的较新版本创建。请安装该版本，或选择其他数据文件夹。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then try again.</source>
        <translation>磁盘已满。请清理空间后重试。</translation>
    </message>
    <message>
        <source>The disk is read-only. Choose another data folder.</source>
        <translation>磁盘为只读。请选择其他数据文件夹。</translation>
    </message>
    <message>
        <source>The disk reported an error. Check the disk, then try again.</source>
        <translation>磁盘报错。请检查磁盘后重试。</translation>
    </message>
    <message>
        <source>The echo test cannot run during a call.</source>
        <translation>通话中无法进行回声测试。</translation>
    </message>
    <message>
        <source>The file cannot be read. Close it in the other program, or ask for access to it, then try again.</source>
        <translation>无法读取该文件。请在其他程序中关闭它，或申请访问权限后重试。</translation>
    </message>
    <message>
        <source>The file cannot be read: the disk reported an error. Copy it elsewhere first.</source>
        <translation>无法读取该文件：磁盘报告错误。请先把它复制到别处。</translation>
    </message>
    <message>
        <source>The file could not be used: {error}.</source>
        <translation>文件无法使用：{error}。</translation>
    </message>
    <message>
        <source>The file does not exist.</source>
        <translation>文件不存在。</translation>
    </message>
    <message>
        <source>The file has changed since the preview. Look at the preview again.</source>
        <translation>文件在预览之后有改动。请重新查看预览。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The file is larger than {limit} MB. Split it and import the parts.</source>
        <translation>文件超过 {limit} MB。请拆分后分批导入。</translation>
    </message>
    <message>
        <source>The file of trusted certificates {path} cannot be read. Tell your administrator.</source>
        <translation>无法读取受信任证书文件 {path}。请告知管理员。</translation>
    </message>
    <message>
        <source>The file&apos;s characters cannot be read. Choose another encoding, or save it as UTF-8 and try again.</source>
        <translation>无法识别文件中的字符。请选择其他编码，或另存为 UTF-8 后重试。</translation>
    </message>
    <message>
        <source>The header {name} cannot be sent.</source>
        <translation>信息头 {name} 不能发送。</translation>
    </message>
    <message>
        <source>The key of the recordings cannot be read.</source>
        <translation>无法读取录音密钥。</translation>
    </message>
    <message>
        <source>The key of the recordings has the wrong length.</source>
        <translation>录音密钥长度不对。</translation>
    </message>
    <message>
        <source>The line is not ready, so no call can be made now.</source>
        <translation>线路未就绪，现在不能拨打电话。</translation>
    </message>
    <message>
        <source>The name {name} is not known</source>
        <translation>无法识别名称 {name}</translation>
    </message>
    <message>
        <source>The notice of recordings cannot be played: {error}.</source>
        <translation>无法播放录音提示：{error}。</translation>
    </message>
    <message>
        <source>The other call could not be put on hold: {why}.</source>
        <translation>另一路通话无法保持：{why}。</translation>
    </message>
    <message>
        <source>The phone system does not speak TLS at this port. Tell your administrator.</source>
        <translation>电话系统在此端口不支持 TLS。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system offers only an old version of TLS. 1.2 or newer is needed. Tell your administrator.</source>
        <translation>电话系统只支持旧版 TLS，需要 1.2 或更新版本。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate comes from an authority this computer does not trust. Tell your administrator.</source>
        <translation>电话系统的证书由本机不信任的机构签发。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate has expired, or this computer&apos;s clock is wrong. Tell your administrator.</source>
        <translation>电话系统的证书已过期，或本机时钟不准。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate is for another name. Tell your administrator.</source>
        <translation>电话系统的证书属于另一个名称。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system&apos;s certificate is not valid. Tell your administrator.</source>
        <translation>电话系统的证书无效。请告知管理员。</translation>
    </message>
    <message>
        <source>The program is closing: the import was stopped.</source>
        <translation>程序正在退出：导入已停止。</translation>
    </message>
    <message>
        <source>The recording cannot be read: {error}.</source>
        <translation>无法读取录音：{error}。</translation>
    </message>
    <message>
        <source>The recording is encrypted, and the keyring has no key for it.</source>
        <translation>录音已加密，钥匙串中没有对应的密钥。</translation>
    </message>
    <message>
        <source>The recording is no longer on this computer.</source>
        <translation>录音已不在本机。</translation>
    </message>
    <message>
        <source>The recording was encrypted with another key than the keyring&apos;s.</source>
        <translation>录音所用的密钥与钥匙串中的不同。</translation>
    </message>
    <message>
        <source>The recordings folder must be an absolute path.</source>
        <translation>录音文件夹必须是绝对路径。</translation>
    </message>
    <message>
        <source>The sample data cannot be read: {error}.</source>
        <translation>样例数据无法读取：{error}。</translation>
    </message>
    <message>
        <source>The sample data is wrong in line {line}, {field} “{value}”: {problem}.</source>
        <translation>样例数据第 {line} 行有误，{field}“{value}”：{problem}。</translation>
    </message>
    <message>
        <source>The text is too long to be stored.</source>
        <translation>文字过长，无法保存。</translation>
    </message>
    <message>
        <source>The tones could not be sent: {error}.</source>
        <translation>按键音发送失败：{error}。</translation>
    </message>
    <message>
        <source>The {role} could not be opened. Choose another one.</source>
        <translation>{role}无法打开。请换一个设备。</translation>
    </message>
    <message>
        <source>There is neither an id nor a number column: nothing tells customers apart.</source>
        <translation>既没有编号列也没有号码列：无法区分客户。</translation>
    </message>
    <message>
        <source>There is no call to record.</source>
        <translation>没有可录音的通话。</translation>
    </message>
    <message>
        <source>There is no phone system to call through.</source>
        <translation>没有可用的电话系统。</translation>
    </message>
    <message>
        <source>There is no such call to record.</source>
        <translation>没有这个可录音的通话。</translation>
    </message>
    <message>
        <source>These calls are not a conference.</source>
        <translation>这些通话不是三方通话。</translation>
    </message>
    <message>
        <source>This call is already being transferred.</source>
        <translation>这通电话已在转接中。</translation>
    </message>
    <message>
        <source>This call is being transferred.</source>
        <translation>这通电话正在转接。</translation>
    </message>
    <message>
        <source>This call is not answered yet.</source>
        <translation>此通话尚未接通。</translation>
    </message>
    <message>
        <source>This call is not on hold.</source>
        <translation>这通电话没有保持。</translation>
    </message>
    <message>
        <source>This call is not ringing.</source>
        <translation>这通电话不在振铃。</translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation>这通电话已结束。</translation>
    </message>
    <message>
        <source>This computer does not let the program use its keys.</source>
        <translation>这台电脑不允许程序使用它的按键。</translation>
    </message>
    <message>
        <source>This contact is already being recorded.</source>
        <translation>本次接待已在录音。</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>这是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>This is not a recording.</source>
        <translation>这不是录音。</translation>
    </message>
    <message>
        <source>This recording is not paused.</source>
        <translation>此录音没有暂停。</translation>
    </message>
    <message>
        <source>This recording is over.</source>
        <translation>此录音已结束。</translation>
    </message>
    <message>
        <source>This recording is still being made.</source>
        <translation>此录音仍在进行。</translation>
    </message>
    <message>
        <source>Tones can be sent in a running call only.</source>
        <translation>只有通话进行中才能发送按键音。</translation>
    </message>
    <message>
        <source>Too many recordings at once.</source>
        <translation>同时进行的录音太多。</translation>
    </message>
    <message>
        <source>Two columns say the same: “{first}” and “{second}”. Remove one.</source>
        <translation>两列含义相同：“{first}”和“{second}”。请删除一列。</translation>
    </message>
    <message>
        <source>Unknown encoding: “{name}”.</source>
        <translation>没有名为“{name}”的编码。</translation>
    </message>
    <message>
        <source>Your disk quota is used up. Free some space, then try again.</source>
        <translation>磁盘配额已用完。请清理空间后重试。</translation>
    </message>
    <message>
        <source>a folder has the database&apos;s name</source>
        <translation>有文件夹与数据库同名</translation>
    </message>
    <message>
        <source>a quotation mark is opened and never closed</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>another change of the call is under way</source>
        <translation>通话正在进行另一项更改</translation>
    </message>
    <message>
        <source>callers cannot hear you</source>
        <translation>客户听不到您的声音</translation>
    </message>
    <message>
        <source>calls do not ring</source>
        <translation>来电不会振铃</translation>
    </message>
    <message>
        <source>customer {id} already has this number</source>
        <translation>客户 {id} 已有此号码</translation>
    </message>
    <message>
        <source>customer {id} has this number: has the id lost its leading zeros?</source>
        <translation>客户 {id} 已有此号码：编号是否丢了前导零？</translation>
    </message>
    <message>
        <source>digits are hidden: no customer can be found by it</source>
        <translation>号码被部分隐藏：无法据此找到客户</translation>
    </message>
    <message>
        <source>field {name}: {problem}</source>
        <translation>字段 {name}：{problem}</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>缺少内容</translation>
    </message>
    <message>
        <source>longer than {limit} characters</source>
        <translation>超过 {limit} 个字符</translation>
    </message>
    <message>
        <source>microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>more cells than the header has</source>
        <translation>单元格比表头多</translation>
    </message>
    <message>
        <source>more than {limit} numbers</source>
        <translation>超过 {limit} 个号码</translation>
    </message>
    <message>
        <source>neither an id nor a number</source>
        <translation>既没有编号也没有号码</translation>
    </message>
    <message>
        <source>no such customer: import customers first</source>
        <translation>没有这位客户：请先导入客户</translation>
    </message>
    <message>
        <source>not a currency code: write it like CNY or USD</source>
        <translation>不是货币代码：请写成 CNY 或 USD 等</translation>
    </message>
    <message>
        <source>not a date: write it like 2025-03-01 or 2025-03-01 14:30</source>
        <translation>不是日期：请写成 2025-03-01 或 2025-03-01 14:30</translation>
    </message>
    <message>
        <source>not a known tier (normal, silver, gold, vip): left as it is, new customers are normal</source>
        <translation>无法识别的等级（可用普通、银卡、金卡、贵宾）：原等级不变，新客户为普通</translation>
    </message>
    <message>
        <source>not a phone number</source>
        <translation>不是电话号码</translation>
    </message>
    <message>
        <source>not an amount in this currency</source>
        <translation>不是该币种的有效金额</translation>
    </message>
    <message>
        <source>not an amount: write it like 1234.50</source>
        <translation>不是金额：请写成 1234.50 这样</translation>
    </message>
    <message>
        <source>put on hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>read as {tier}</source>
        <translation>按 {tier} 读取</translation>
    </message>
    <message>
        <source>ringer</source>
        <translation>振铃设备</translation>
    </message>
    <message>
        <source>several customers have this number: give an id</source>
        <translation>多位客户使用这个号码：请填写编号</translation>
    </message>
    <message>
        <source>speaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>the file is no Opus recording: {error}</source>
        <translation>文件不是 Opus 录音：{error}</translation>
    </message>
    <message>
        <source>the file is no recording of this program</source>
        <translation>该文件不是本程序的录音</translation>
    </message>
    <message>
        <source>the file is too short</source>
        <translation>文件太短</translation>
    </message>
    <message>
        <source>the keyring did not answer within {limit} s</source>
        <translation>钥匙串在 {limit} 秒内没有响应</translation>
    </message>
    <message>
        <source>the keyring refused: {error}</source>
        <translation>钥匙串拒绝访问：{error}</translation>
    </message>
    <message>
        <source>the library for Opus files is missing: {error}</source>
        <translation>缺少 Opus 文件所需的库：{error}</translation>
    </message>
    <message>
        <source>the name is missing</source>
        <translation>缺少姓名</translation>
    </message>
    <message>
        <source>the other side refused</source>
        <translation>对方没有照做</translation>
    </message>
    <message>
        <source>the recording is damaged or was changed</source>
        <translation>录音已损坏或被改动</translation>
    </message>
    <message>
        <source>the same as in line {line}</source>
        <translation>与第 {line} 行重复</translation>
    </message>
    <message>
        <source>the spoken notice is empty</source>
        <translation>语音提示为空</translation>
    </message>
    <message>
        <source>the spreadsheet has shortened this number: format the column as text, export again</source>
        <translation>表格软件截短了这个号码：请把该列设为文本格式后重新导出</translation>
    </message>
    <message>
        <source>this computer has no keyring</source>
        <translation>这台电脑没有钥匙串</translation>
    </message>
    <message>
        <source>this computer&apos;s keyring is not encrypted</source>
        <translation>这台电脑的钥匙串没有加密</translation>
    </message>
    <message>
        <source>you cannot hear callers</source>
        <translation>您听不到客户的声音</translation>
    </message>
    <message>
        <source>{count} more rows have problems</source>
        <translation>另有 {count} 行有问题</translation>
    </message>
    <message>
        <source>{count} more rows to check</source>
        <translation>另有 {count} 行需核对</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>{path} 无法读取：{error}。</translation>
    </message>
    <message>
        <source>{path} has no column number.</source>
        <translation>{path} 没有号码列。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8. Save it as UTF-8 text.</source>
        <translation>{path} 不是 UTF-8 编码。请另存为 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{path} is not valid CSV: {error}.</source>
        <translation>{path} 不是有效的 CSV 文件：{error}。</translation>
    </message>
    <message>
        <source>{path} is not valid CSV: {problem}.</source>
        <translation>{path} 不是有效的 CSV：{problem}。</translation>
    </message>
    <message>
        <source>{path} is not valid TOML: {error}. Correct that line.</source>
        <translation>{path} 不是有效的 TOML：{error}。请修正该行。</translation>
    </message>
    <message>
        <source>{path} is too large for a list of targets.</source>
        <translation>{path} 太大，不能作为转接目标列表。</translation>
    </message>
    <message>
        <source>{path} is too large for a settings file.</source>
        <translation>{path} 过大，不像设置文件。</translation>
    </message>
    <message>
        <source>{path}: the field {field} is not known and is ignored.</source>
        <translation>{path}：未知字段 {field}，已忽略。</translation>
    </message>
    <message>
        <source>{path}: {problem}. Correct that field.</source>
        <translation>{path}：{problem}。请修正该字段。</translation>
    </message>
    <message>
        <source>{reason}: not imported</source>
        <translation>{reason}，未导入</translation>
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
        <translation>挂断：{who}</translation>
    </message>
    <message>
        <source>Hold: {who}</source>
        <translation>保持：{who}</translation>
    </message>
    <message>
        <source>In the room</source>
        <translation>在会议室</translation>
    </message>
    <message>
        <source>Mute for all: {who}</source>
        <translation>对所有人静音：{who}</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Resume: {who}</source>
        <translation>恢复：{who}</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>正在说话</translation>
    </message>
    <message>
        <source>Unmute: {who}</source>
        <translation>取消静音：{who}</translation>
    </message>
    <message>
        <source>Volume: {who}</source>
        <translation>音量：{who}</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>PromiseRow</name>
    <message>
        <source>Date…</source>
        <translation>选日期…</translation>
    </message>
    <message>
        <source>In 1 h</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>No due time</source>
        <translation>不设期限</translation>
    </message>
    <message>
        <source>Promised follow-up</source>
        <translation>承诺事项</translation>
    </message>
    <message>
        <source>Promised until</source>
        <translation>承诺期限</translation>
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
        <translation>向客户承诺了什么（没有可不填）</translation>
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
        <translation>编码</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Jitter, 95 % below</source>
        <translation>抖动（95% 低于）</translation>
    </message>
    <message>
        <source>Longest round trip</source>
        <translation>最长往返时延</translation>
    </message>
    <message>
        <source>Loss, from you</source>
        <translation>丢包（您发送）</translation>
    </message>
    <message>
        <source>Loss, to you</source>
        <translation>丢包（您接收）</translation>
    </message>
    <message>
        <source>Quality over the call: not measured</source>
        <translation>通话过程：未测量</translation>
    </message>
    <message>
        <source>Quality over the call: score {lowest} to {highest}, loss up to {loss} %</source>
        <translation>通话过程：评分 {lowest} 至 {highest}，丢包最高 {loss}%</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时延</translation>
    </message>
    <message>
        <source>Score (1 to 4.5)</source>
        <translation>评分（1–4.5）</translation>
    </message>
    <message>
        <source>Score, average</source>
        <translation>平均评分</translation>
    </message>
    <message>
        <source>Score, lowest</source>
        <translation>最低评分</translation>
    </message>
    <message>
        <source>Sound quality: not measured yet</source>
        <translation>通话质量：尚未测量</translation>
    </message>
    <message>
        <source>Sound quality: {grade}</source>
        <translation>通话质量：{grade}</translation>
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
        <translation>丢包 {scale}%</translation>
    </message>
    <message>
        <source>no audio from the other side</source>
        <translation>收不到对方的声音</translation>
    </message>
    <message>
        <source>only silence from the other side</source>
        <translation>对方只传来静音</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>sound {grade} ({score})</source>
        <translation>通话质量{grade}（{score}）</translation>
    </message>
    <message>
        <source>the other side cannot hear you</source>
        <translation>对方听不到您</translation>
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
        <translation>关闭</translation>
    </message>
    <message>
        <source>Sound quality</source>
        <translation>通话质量</translation>
    </message>
    <message>
        <source>This call was not measured.</source>
        <translation>该通话没有测量。</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>No calls from the queue during wrap-up</source>
        <translation>话后整理时队列不派来电</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>Not ready: {reason}</source>
        <translation>示忙：{reason}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Sign in to the queue</source>
        <translation>签入队列</translation>
    </message>
    <message>
        <source>Sign out of the queue</source>
        <translation>签出队列</translation>
    </message>
    <message>
        <source>These codes are dialled to notify the queue. Leave a code empty to skip it.</source>
        <translation>通过拨打这些代码通知队列。留空则不通知。</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>no one waiting</source>
        <translation>无人排队</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 人排队</translation>
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
        <translation>通话没有录音：录音文件夹无法使用。请告知管理员。</translation>
    </message>
    <message>
        <source>Calls are not recorded: they must be encrypted, and this computer&apos;s keyring has no place for the key. Tell your administrator.</source>
        <translation>通话没有录音：录音必须加密，而本机钥匙串无法保存密钥。请告知管理员。</translation>
    </message>
    <message>
        <source>Complete.</source>
        <translation>完整。</translation>
    </message>
    <message>
        <source>Encrypted on this computer.</source>
        <translation>已在本机加密。</translation>
    </message>
    <message>
        <source>Paused: {length} are not recorded.</source>
        <translation>曾暂停：{length} 未录音。</translation>
    </message>
    <message>
        <source>Recording stopped: the disk is nearly full. The call continues. Tell your administrator.</source>
        <translation>录音已停止：磁盘将满。通话不受影响。请告知管理员。</translation>
    </message>
    <message>
        <source>Recording stopped: the file cannot be written. The call continues. Tell your administrator.</source>
        <translation>录音已停止：文件无法写入。通话不受影响。请告知管理员。</translation>
    </message>
    <message>
        <source>The call is not recorded. Tell your administrator.</source>
        <translation>通话没有录音。请告知管理员。</translation>
    </message>
    <message>
        <source>The disk was too slow. Parts are missing.</source>
        <translation>磁盘太慢，缺少部分内容。</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>The program stopped during the recording. The end is missing.</source>
        <translation>录音时程序中断，缺少结尾。</translation>
    </message>
    <message>
        <source>The recording ended before the call.</source>
        <translation>录音在通话结束前已停止。</translation>
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
        <translation>继续</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>未录音</translation>
    </message>
    <message>
        <source>Not recorded, resumes in</source>
        <translation>未录音，恢复倒计时</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause for card data</source>
        <translation>暂停（卡号等）</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Record this call</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Resume recording</source>
        <translation>继续录音</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录音</translation>
    </message>
    <message>
        <source>This call is recorded</source>
        <translation>正在录音</translation>
    </message>
</context>
<context>
    <name>RecordingDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not while there is a call</source>
        <translation>通话中不能播放</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Recordings of this contact</source>
        <translation>本次接待的录音</translation>
    </message>
    <message>
        <source>Recordings, newest first</source>
        <translation>录音，最新在前</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>This contact was not recorded.</source>
        <translation>本次接待没有录音。</translation>
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
        <translation>暂停会自动结束。</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自定义语句</translation>
    </message>
    <message>
        <source>A tone</source>
        <translation>提示音</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>随软件提供的</translation>
    </message>
    <message>
        <source>Check the law where you and your callers are: notice, consent, retention and deletion.</source>
        <translation>请先了解您和来电人所在地的法律要求：告知、同意、保存、删除。</translation>
    </message>
    <message>
        <source>Encrypt recordings</source>
        <translation>加密录音</translation>
    </message>
    <message>
        <source>Every answered call</source>
        <translation>每个已接通话</translation>
    </message>
    <message>
        <source>File format</source>
        <translation>保存格式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Free disk space to keep</source>
        <translation>磁盘预留空间</translation>
    </message>
    <message>
        <source>In the program&apos;s data</source>
        <translation>在程序数据中</translation>
    </message>
    <message>
        <source>Keep recordings</source>
        <translation>录音保留</translation>
    </message>
    <message>
        <source>Language of the sentence</source>
        <translation>语句语言</translation>
    </message>
    <message>
        <source>Longest pause, for card data</source>
        <translation>最长暂停（用于卡号等信息）</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>No pauses</source>
        <translation>不可暂停</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Older recordings are deleted, including existing ones.</source>
        <translation>更早的会被删除，包括现有的。</translation>
    </message>
    <message>
        <source>Only at the start</source>
        <translation>仅在开始时</translation>
    </message>
    <message>
        <source>Only calls you choose with the button</source>
        <translation>按按钮选择的通话</translation>
    </message>
    <message>
        <source>Opus: 28 MB an hour</source>
        <translation>Opus：每小时 28 MB</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音范围</translation>
    </message>
    <message>
        <source>Recording notice</source>
        <translation>告知来电人</translation>
    </message>
    <message>
        <source>Recording stops when less space is left. The call continues.</source>
        <translation>空间不足时录音结束，通话继续。</translation>
    </message>
    <message>
        <source>Recordings are converted to Opus after they end.</source>
        <translation>录音结束后转为 Opus。</translation>
    </message>
    <message>
        <source>Repeat the tone every</source>
        <translation>提示音间隔</translation>
    </message>
    <message>
        <source>Same as the window</source>
        <translation>与界面相同</translation>
    </message>
    <message>
        <source>Spoken sentence at the start</source>
        <translation>开始时的一句话</translation>
    </message>
    <message>
        <source>The caller and you</source>
        <translation>来电人和您</translation>
    </message>
    <message>
        <source>The caller hears</source>
        <translation>来电人听到</translation>
    </message>
    <message>
        <source>The caller only</source>
        <translation>仅来电人</translation>
    </message>
    <message>
        <source>The recordings folder must be an absolute path.</source>
        <translation>录音文件夹必须是绝对路径。</translation>
    </message>
    <message>
        <source>The sentence file does not exist.</source>
        <translation>语句文件不存在。</translation>
    </message>
    <message>
        <source>This is a file. Choose a folder for recordings.</source>
        <translation>这是文件，录音需要文件夹。</translation>
    </message>
    <message>
        <source>WAV, mono, 16 bits.</source>
        <translation>WAV，单声道，16 位。</translation>
    </message>
    <message>
        <source>WAV: 230 MB an hour</source>
        <translation>WAV：每小时 230 MB</translation>
    </message>
    <message>
        <source>Who hears it</source>
        <translation>谁能听到</translation>
    </message>
    <message>
        <source>With a key in the system&apos;s keyring. Without a keyring nothing is recorded.</source>
        <translation>密钥存于系统钥匙串；没有钥匙串则不录音。</translation>
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
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: {sentence}</source>
        <translation>复制：{sentence}</translation>
    </message>
</context>
<context>
    <name>RingBanner</name>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Decline: no one will answer here</source>
        <translation>拒绝：这里无人接听</translation>
    </message>
    <message>
        <source>Forward …</source>
        <translation>转到别处…</translation>
    </message>
    <message>
        <source>From {agent}</source>
        <translation>来自 {agent}</translation>
    </message>
    <message>
        <source>From {agent} · caller {caller}</source>
        <translation>来自 {agent} · 来电 {caller}</translation>
    </message>
    <message>
        <source>Hold and answer</source>
        <translation>保持并接听</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>号码未验证</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Reject with a reason, or forward</source>
        <translation>按原因拒接，或转走</translation>
    </message>
    <message>
        <source>Reject: busy</source>
        <translation>拒接：忙</translation>
    </message>
    <message>
        <source>Reject: try someone else</source>
        <translation>拒接：找别人接</translation>
    </message>
    <message>
        <source>Right-click to give a reason</source>
        <translation>右键：附带原因</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>VIP call</source>
        <translation>VIP 来电</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Withheld number</source>
        <translation>号码保密</translation>
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
        <translation>正在呼叫会议室……来电人和 {target} 听音乐。</translation>
    </message>
    <message>
        <source>Moving the caller into the conference room …</source>
        <translation>正在把来电人转入会议室……</translation>
    </message>
    <message>
        <source>Moving {target} into the conference room …</source>
        <translation>正在把 {target} 转入会议室……</translation>
    </message>
    <message>
        <source>Not in a conference room: the phone system mixes the audio, so single parties cannot be controlled here.</source>
        <translation>会议室中不可用：那里由电话系统混音，不接受针对单个参与方的操作。</translation>
    </message>
    <message>
        <source>Not while someone is being moved into the conference room.</source>
        <translation>有人正在转入会议室，暂不可用。</translation>
    </message>
    <message>
        <source>Not yet: someone would be left alone in the conference room.</source>
        <translation>暂不可用：留下的一方会独自在会议室里。</translation>
    </message>
    <message>
        <source>The caller’s line ended on the way into the conference room. Ask whether the caller is there.</source>
        <translation>来电人的线路在转入会议室途中断开。请问一声来电人是否在场。</translation>
    </message>
    <message>
        <source>The conference room can no longer be reached. Call the caller back. {reason}</source>
        <translation>会议室已无法接通。请给来电人回电。{reason}</translation>
    </message>
    <message>
        <source>The three-way call failed. The caller is back with you. {reason}</source>
        <translation>三方通话没有建立，来电人回到您这里。{reason}</translation>
    </message>
    <message>
        <source>You and the caller talk in the conference room.</source>
        <translation>您和来电人在会议室通话。</translation>
    </message>
    <message>
        <source>You were disconnected from the conference room. Calling it again …</source>
        <translation>您与会议室的连接已断开，正在重新呼入……</translation>
    </message>
    <message>
        <source>You were disconnected from the conference room. Waiting …</source>
        <translation>您与会议室的连接已断开，正在等待……</translation>
    </message>
    <message>
        <source>{target} could not be moved into the conference room and is on hold. Press Merge to try again, or Cancel to let {target} go. {reason}</source>
        <translation>{target} 未能进入会议室，正在保持中。按“合并”再试一次，或按“取消”让 {target} 离开。{reason}</translation>
    </message>
</context>
<context>
    <name>ScriptView</name>
    <message>
        <source>Click a sentence to copy it.</source>
        <translation>点击一句话即可复制。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>No script yet. Choose a file in Settings.</source>
        <translation>还没有话术。可在设置中指定话术文件。</translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Could not search: {problem}</source>
        <translation>搜索失败：{problem}</translation>
    </message>
    <message>
        <source>Ctrl+Enter: take as this contact&apos;s customer</source>
        <translation>Ctrl+Enter：设为本次接待的客户</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Enter: open the card</source>
        <translation>Enter：打开客户资料</translation>
    </message>
    <message>
        <source>Esc: close</source>
        <translation>Esc：关闭</translation>
    </message>
    <message>
        <source>Find customers by name, number or company, and tickets by their text.</source>
        <translation>按姓名、号码或公司查客户，按内容查工单。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Name, number, order or ticket text</source>
        <translation>姓名、号码、订单或工单内容</translation>
    </message>
    <message>
        <source>Nothing found. Try fewer letters.</source>
        <translation>没有找到。少输几个字试试。</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全局搜索</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Call headers</source>
        <translation>来电信息头</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>设置页</translation>
    </message>
    <message>
        <source>Queue codes</source>
        <translation>队列代码</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>转接目标</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>话后整理</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>{name}: only digits, letters, * # + . - and _ can be dialled.</source>
        <translation>{name}：只能拨打数字、字母、* # + . - 和 _。</translation>
    </message>
</context>
<context>
    <name>ShortcutsSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>You can change shortcuts in the settings file.</source>
        <translation>快捷键可在设置文件中修改。</translation>
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
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name or address, with or without a port.</source>
        <translation>请填写服务器名称或地址，可带端口号。</translation>
    </message>
    <message>
        <source>Keep the password in the system&apos;s keyring</source>
        <translation>把密码保存在系统钥匙串</translation>
    </message>
    <message>
        <source>Kept in the keyring</source>
        <translation>已保存在钥匙串</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>签入</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在签入…</translation>
    </message>
    <message>
        <source>The user name is the part of your SIP address before the @.</source>
        <translation>用户名是您的 SIP 地址中 @ 前面的名称或号码。</translation>
    </message>
    <message>
        <source>This computer has no keyring. The password is kept in memory only, and you enter it at each sign-in.</source>
        <translation>这台电脑没有钥匙串。密码只保留在内存中，每次签入都会询问。</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>User or extension</source>
        <translation>用户名或分机号</translation>
    </message>
    <message>
        <source>Your name, as shown to colleagues</source>
        <translation>显示名称（同事看到的名字）</translation>
    </message>
</context>
<context>
    <name>SipWords</name>
    <message>
        <source>A server on the way answered wrongly. Try again later.</source>
        <translation>中途的服务器应答有误。请稍后再试。</translation>
    </message>
    <message>
        <source>A server on the way gave no answer. Try again later.</source>
        <translation>中途的服务器没有应答。请稍后再试。</translation>
    </message>
    <message>
        <source>Busy everywhere. Try again later.</source>
        <translation>对方所有终端都在忙。请稍后再拨。</translation>
    </message>
    <message>
        <source>Busy. Try again later.</source>
        <translation>对方忙。请稍后再拨。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>已完成。</translation>
    </message>
    <message>
        <source>In progress.</source>
        <translation>进行中。</translation>
    </message>
    <message>
        <source>No answer from the phone system. Check the network. The program keeps trying.</source>
        <translation>电话系统没有应答。请检查网络，程序会继续重试。</translation>
    </message>
    <message>
        <source>No answer in time. Try again later.</source>
        <translation>无人应答。请稍后再试。</translation>
    </message>
    <message>
        <source>Not available just now. Try again later.</source>
        <translation>对方暂时无法接通。请稍后再试。</translation>
    </message>
    <message>
        <source>The call no longer exists at the far end. Call again.</source>
        <translation>对方那边的通话已不存在。请重新拨打。</translation>
    </message>
    <message>
        <source>The call wants a password this phone does not have. Tell your administrator.</source>
        <translation>此通话需要一个本话机没有的密码。请告知管理员。</translation>
    </message>
    <message>
        <source>The call was blocked on the way. Tell your administrator.</source>
        <translation>通话在途中被拦截。请告知管理员。</translation>
    </message>
    <message>
        <source>The call was declined.</source>
        <translation>对方拒接。</translation>
    </message>
    <message>
        <source>The call was forwarded too often. Tell your administrator.</source>
        <translation>呼叫转移次数过多。请告知管理员。</translation>
    </message>
    <message>
        <source>The call was given up before an answer.</source>
        <translation>接通前已放弃呼叫。</translation>
    </message>
    <message>
        <source>The call was refused everywhere. Try again later.</source>
        <translation>对方所有终端都拒绝了呼叫。请稍后再试。</translation>
    </message>
    <message>
        <source>The call was sent elsewhere and not followed. Dial the new number yourself.</source>
        <translation>呼叫被指向别的号码，程序没有跟随。请自行拨打新号码。</translation>
    </message>
    <message>
        <source>The call went round in a loop. Tell your administrator.</source>
        <translation>呼叫出现循环。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end cannot accept this call. Try again later.</source>
        <translation>对方无法接受这次呼叫。请稍后再试。</translation>
    </message>
    <message>
        <source>The far end cannot encrypt the call, and this line must. Tell your administrator.</source>
        <translation>对方无法加密通话，而本线路必须加密。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end cannot take this kind of call. Tell your administrator.</source>
        <translation>对方不支持这类呼叫。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end could not read the message. Tell your administrator.</source>
        <translation>对方无法读取信令消息。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end does not understand this kind of call. Tell your administrator.</source>
        <translation>对方无法识别这类呼叫。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end does not want this call. Do not call again.</source>
        <translation>对方不想接此来电。请勿再拨。</translation>
    </message>
    <message>
        <source>The far end has not agreed to be called.</source>
        <translation>对方未同意接听此类来电。</translation>
    </message>
    <message>
        <source>The far end lacks a needed extension. Tell your administrator.</source>
        <translation>对方缺少必需的协议扩展。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end needs an extension this phone lacks. Tell your administrator.</source>
        <translation>对方要求本机没有的协议扩展。请告知管理员。</translation>
    </message>
    <message>
        <source>The far end takes no anonymous calls. Call with your number shown.</source>
        <translation>对方不接受匿名来电。请显示号码后再拨。</translation>
    </message>
    <message>
        <source>The far end was changing the call at the same moment. Try again.</source>
        <translation>对方同时也在更改通话。请再试一次。</translation>
    </message>
    <message>
        <source>The message was too large for the phone system. Tell your administrator.</source>
        <translation>消息过大，电话系统无法处理。请告知管理员。</translation>
    </message>
    <message>
        <source>The number is ambiguous. Check the number.</source>
        <translation>号码不明确。请核对号码。</translation>
    </message>
    <message>
        <source>The number is incomplete. Check the number.</source>
        <translation>号码不完整。请核对号码。</translation>
    </message>
    <message>
        <source>The phone system and this phone do not agree on timers. Tell your administrator.</source>
        <translation>电话系统与本机的会话定时不一致。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system asks for encryption. Tell your administrator.</source>
        <translation>电话系统要求加密。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system asks for payment. Tell your administrator.</source>
        <translation>电话系统要求付费。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system asks for proof of who calls. Tell your administrator.</source>
        <translation>电话系统要求证明主叫身份。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system asks for the password in a way this phone does not know. Tell your administrator.</source>
        <translation>电话系统以本话机不支持的方式索要密码。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system cannot do this. Tell your administrator.</source>
        <translation>电话系统不支持此操作。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system cannot use this address. Check the number.</source>
        <translation>电话系统无法使用这个地址。请核对号码。</translation>
    </message>
    <message>
        <source>The phone system did not understand the request. Tell your administrator.</source>
        <translation>电话系统无法理解请求。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system does not allow this. Tell your administrator.</source>
        <translation>电话系统不允许此操作。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system does not know this service. Tell your administrator.</source>
        <translation>电话系统不认识这项服务。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system does not know this user name. Check it, or tell your administrator.</source>
        <translation>电话系统不认识此用户名。请检查，或告知管理员。</translation>
    </message>
    <message>
        <source>The phone system failed. Try again later.</source>
        <translation>电话系统故障。请稍后再试。</translation>
    </message>
    <message>
        <source>The phone system forbids this. Tell your administrator.</source>
        <translation>电话系统禁止此操作。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system has an internal error. Try again later.</source>
        <translation>电话系统内部错误。请稍后再试。</translation>
    </message>
    <message>
        <source>The phone system is out of service. The program keeps trying.</source>
        <translation>电话系统停止服务。程序会继续重试。</translation>
    </message>
    <message>
        <source>The phone system refused the request. Try again, or tell your administrator.</source>
        <translation>电话系统拒绝了请求。请重试，或告知管理员。</translation>
    </message>
    <message>
        <source>The phone system refuses this phone. Tell your administrator.</source>
        <translation>电话系统拒绝本话机。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system sends this phone to another one, and it does not follow. Tell your administrator.</source>
        <translation>电话系统让本话机改用另一台服务器，本话机不跟随。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system speaks another SIP version. Tell your administrator.</source>
        <translation>电话系统使用其他 SIP 版本。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system took the registration and gave it up at once. Tell your administrator.</source>
        <translation>电话系统接受注册后又立即撤销。请告知管理员。</translation>
    </message>
    <message>
        <source>The phone system wants a registration time this phone does not take. Tell your administrator.</source>
        <translation>电话系统要求的注册时长本话机不接受。请告知管理员。</translation>
    </message>
    <message>
        <source>The program waits between its tries to register.</source>
        <translation>程序在两次注册之间稍等片刻。</translation>
    </message>
    <message>
        <source>The registration time was too short. The program tries again with a longer one.</source>
        <translation>注册有效期过短。程序会用更长的有效期重试。</translation>
    </message>
    <message>
        <source>The request was too large. Tell your administrator.</source>
        <translation>请求过大。请告知管理员。</translation>
    </message>
    <message>
        <source>The two sides share no usable sound format. Tell your administrator.</source>
        <translation>双方没有共同的语音编码。请告知管理员。</translation>
    </message>
    <message>
        <source>This number does not exist anywhere. Check the number.</source>
        <translation>这个号码在任何地方都不存在。请核对号码。</translation>
    </message>
    <message>
        <source>This number does not exist. Check the number.</source>
        <translation>号码不存在。请核对号码。</translation>
    </message>
    <message>
        <source>This number is no longer in use. Check the number.</source>
        <translation>号码已停用。请核对号码。</translation>
    </message>
    <message>
        <source>User name or password is wrong. Enter the password again.</source>
        <translation>用户名或密码错误。请重新输入密码。</translation>
    </message>
</context>
<context>
    <name>SoundExtras</name>
    <message>
        <source>Auto-answer beep volume</source>
        <translation>自动接通提示音音量</translation>
    </message>
    <message>
        <source>Call-waiting tone volume</source>
        <translation>呼叫等待提示音音量</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回声</translation>
    </message>
    <message>
        <source>Echo test …</source>
        <translation>回声测试…</translation>
    </message>
    <message>
        <source>Noise and echo</source>
        <translation>清晰声音</translation>
    </message>
    <message>
        <source>Remove echo and noise from this microphone</source>
        <translation>为此麦克风消除回声和噪音</translation>
    </message>
    <message>
        <source>Takes 15 seconds and shows whether callers hear themselves.</source>
        <translation>只需十五秒，可知来电人是否会听到自己的声音。</translation>
    </message>
    <message>
        <source>Turn off only if the device does this itself.</source>
        <translation>仅当设备自带此功能时才关闭。</translation>
    </message>
</context>
<context>
    <name>SoundPage</name>
    <message>
        <source>Also ring on</source>
        <translation>同时在此响铃</translation>
    </message>
    <message>
        <source>An unplugged device is replaced by the next best one and used again once it is back. “Same as the system” follows the system&apos;s settings, during a call too.</source>
        <translation>设备拔出后会改用次选设备，重新插上后恢复使用。“跟随系统”会随系统设置变化，通话中也是如此。</translation>
    </message>
    <message>
        <source>Can be a loudspeaker in addition to the headset.</source>
        <translation>可选耳机以外的扬声器。</translation>
    </message>
    <message>
        <source>Codecs for calls. Applies from the next call.</source>
        <translation>决定通话的编码方式，从下一个通话起生效。</translation>
    </message>
    <message>
        <source>Home, over the internet</source>
        <translation>居家，经互联网</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量电平</translation>
    </message>
    <message>
        <source>Level of the microphone</source>
        <translation>麦克风电平</translation>
    </message>
    <message>
        <source>Level of the speaker</source>
        <translation>扬声器电平</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>No other device</source>
        <translation>不在其他设备响铃</translation>
    </message>
    <message>
        <source>Office network</source>
        <translation>办公室网络</translation>
    </message>
    <message>
        <source>Ring volume</source>
        <translation>铃声音量</translation>
    </message>
    <message>
        <source>Ringer</source>
        <translation>振铃设备</translation>
    </message>
    <message>
        <source>Same as the speaker</source>
        <translation>与通话使用同一设备</translation>
    </message>
    <message>
        <source>Slow network (mobile, shared)</source>
        <translation>窄带线路（手机热点、共享）</translation>
    </message>
    <message>
        <source>So that you hear calls when the headset is on the desk.</source>
        <translation>这样耳机放在桌上时也能听到来电。</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>扬声器</translation>
    </message>
</context>
<context>
    <name>SoundStrip</name>
    <message>
        <source>The other side</source>
        <translation>对方声音</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>您已静音</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>您的麦克风</translation>
    </message>
</context>
<context>
    <name>StartBox</name>
    <message>
        <source>Details: {path}</source>
        <translation>详细信息：{path}</translation>
    </message>
    <message>
        <source>It failed several times at startup. Restart the computer. If that does not help, tell your administrator.</source>
        <translation>程序启动时多次出错。请重新启动电脑；如仍无法解决，请告知管理员。</translation>
    </message>
    <message>
        <source>The data folder cannot be written to. Ask your administrator for access to it.</source>
        <translation>数据文件夹无法写入。请向管理员申请访问权限。</translation>
    </message>
    <message>
        <source>The database cannot be opened. Check the disk, or tell your administrator.</source>
        <translation>无法打开数据库。请检查磁盘，或告知管理员。</translation>
    </message>
    <message>
        <source>The database is locked by another program. Close that program, then start again.</source>
        <translation>数据库被其他程序锁定。请关闭该程序，然后重新启动。</translation>
    </message>
    <message>
        <source>The database was created by a newer version of this program. Install that version, or choose another data folder.</source>
        <translation>数据库由本程序的更新版本建立。请安装该版本，或改用另一个数据文件夹。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then start again.</source>
        <translation>磁盘已满。请清理出一些空间，然后重新启动。</translation>
    </message>
    <message>
        <source>The list of categories or dispositions cannot be read. Install the program again, or tell your administrator.</source>
        <translation>无法读取分类或小结列表。请重新安装程序，或告知管理员。</translation>
    </message>
    <message>
        <source>The softphone cannot start.</source>
        <translation>软电话无法启动。</translation>
    </message>
    <message>
        <source>There is no desktop to show the window on. Log in to a desktop and start the program there.</source>
        <translation>没有可以显示窗口的桌面。请登录桌面后再启动。</translation>
    </message>
</context>
<context>
    <name>StateBar</name>
    <message numerus="yes">
        <source>%n answered</source>
        <translation>
            <numerusform>接听 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>接待 %n</numerusform>
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
            <numerusform>工单 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Break</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>Calls are refused without ringing. Click to receive calls again</source>
        <translation>所有来电都会被拒接，不会振铃。点击恢复接听</translation>
    </message>
    <message>
        <source>Compact call bar</source>
        <translation>迷你通话条</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>请勿打扰</translation>
    </message>
    <message>
        <source>Go ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>Not ready after this contact</source>
        <translation>本次接待后示忙</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Ready after this call</source>
        <translation>本次通话后示闲</translation>
    </message>
    <message>
        <source>Search everywhere</source>
        <translation>全局搜索</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>签入</translation>
    </message>
    <message>
        <source>Sign in …</source>
        <translation>签入…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>签出</translation>
    </message>
    <message>
        <source>The phone system asks for your password. Sign in to receive calls.</source>
        <translation>电话系统需要密码。签入后才能接听来电。</translation>
    </message>
    <message>
        <source>Then break</source>
        <translation>之后小休</translation>
    </message>
    <message>
        <source>Then ready</source>
        <translation>之后示闲</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>{next}, cancel</source>
        <translation>{next}，取消</translation>
    </message>
    <message>
        <source>{share} % in {limit} s</source>
        <translation>{limit} 秒内接听 {share} %</translation>
    </message>
    <message>
        <source>{time} talking</source>
        <translation>通话 {time}</translation>
    </message>
    <message>
        <source>“Do not disturb” is on: turn it off</source>
        <translation>请勿打扰已开启，点击结束</translation>
    </message>
</context>
<context>
    <name>StateButton</name>
    <message>
        <source>Change your state</source>
        <translation>更改状态</translation>
    </message>
    <message>
        <source>Your state: {state}</source>
        <translation>您的状态：{state}</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add (Ins)</source>
        <translation>添加 (Ins)</translation>
    </message>
    <message>
        <source>Enter edits, Insert adds a row, Delete removes it.</source>
        <translation>回车编辑，Insert 添加一行，Delete 删除。</translation>
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
        <translation>删除 (Del)</translation>
    </message>
</context>
<context>
    <name>TargetEntry</name>
    <message>
        <source>Colleague or number</source>
        <translation>同事或号码</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Colleagues, queues and saved numbers</source>
        <translation>同事、队列和已存号码</translation>
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
        <translation>忙</translation>
    </message>
    <message>
        <source>callers waiting</source>
        <translation>有人排队</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>no one waiting</source>
        <translation>无人排队</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>振铃</translation>
    </message>
</context>
<context>
    <name>TargetsPage</name>
    <message>
        <source>A CSV file with a column “number”, and optionally name, kind and category.</source>
        <translation>CSV 文件，须有“号码”列；可选姓名、类型、分类列。</translation>
    </message>
    <message>
        <source>Asks the phone system about each of them.</source>
        <translation>逐个向电话系统查询。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Code for picking up a colleague&apos;s call</source>
        <translation>代接同事来电的代码</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Dialled before the number. Empty: pickup is not offered.</source>
        <translation>拨在号码之前。留空则不提供。</translation>
    </message>
    <message>
        <source>Dialled to listen. Empty: no voice mail.</source>
        <translation>拨打以收听。留空则无语音信箱。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Outside number</source>
        <translation>外线号码</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Saved targets</source>
        <translation>已保存的目标</translation>
    </message>
    <message>
        <source>Show who is free, ringing or busy</source>
        <translation>显示谁空闲、振铃或忙</translation>
    </message>
    <message>
        <source>Shown with Transfer, Ask first and below the dial box.</source>
        <translation>在“转接”“先咨询”时以及拨号框下显示。</translation>
    </message>
    <message>
        <source>Team list</source>
        <translation>团队名单</translation>
    </message>
    <message>
        <source>This target has no number.</source>
        <translation>该目标没有号码。</translation>
    </message>
    <message>
        <source>Voice mail number</source>
        <translation>语音信箱号码</translation>
    </message>
    <message>
        <source>{number} cannot be dialled.</source>
        <translation>{number} 无法拨打。</translation>
    </message>
    <message>
        <source>{number} is in the list twice.</source>
        <translation>{number} 在列表中重复。</translation>
    </message>
</context>
<context>
    <name>TicketForm</name>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Customer&apos;s request and what was done</source>
        <translation>客户诉求、处理经过</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>草稿已保存</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>TicketTab</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard this ticket</source>
        <translation>丢弃此工单</translation>
    </message>
    <message>
        <source>Lengthen the wrap-up</source>
        <translation>延长话后整理时间</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>延长</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>已填写完整。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and ready</source>
        <translation>保存并示闲</translation>
    </message>
    <message>
        <source>Save and stay not ready</source>
        <translation>保存并保持示忙</translation>
    </message>
    <message>
        <source>Save, next ticket</source>
        <translation>保存，下一张工单</translation>
    </message>
    <message>
        <source>Save, then {state}</source>
        <translation>保存，之后{state}</translation>
    </message>
    <message>
        <source>Saved as a draft while you type. Save the ticket after the call.</source>
        <translation>输入的内容随时保留，通话结束后即可保存工单。</translation>
    </message>
    <message>
        <source>Still needed: {fields}</source>
        <translation>还需填写：{fields}</translation>
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
        <translation>他人已接听</translation>
    </message>
    <message>
        <source>Called us</source>
        <translation>客户来电</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Complex</source>
        <translation>复杂</translation>
    </message>
    <message>
        <source>Cut off by a failure</source>
        <translation>故障中断</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Forwarded to {target}</source>
        <translation>已转到 {target}</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>金卡</translation>
    </message>
    <message>
        <source>Hung up while waiting</source>
        <translation>等候中放弃</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Now on the phone</source>
        <translation>正在通话</translation>
    </message>
    <message>
        <source>Packed</source>
        <translation>已打包</translation>
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
        <translation>已退货</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>已发货</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>银卡</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>VIP</source>
        <translation>VIP</translation>
    </message>
    <message>
        <source>We called</source>
        <translation>我方去电</translation>
    </message>
    <message>
        <source>category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>disposition</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>优先级</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Agent</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系记录</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Disposition</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>No contacts yet.</source>
        <translation>还没有联系记录。</translation>
    </message>
    <message>
        <source>No tickets yet.</source>
        <translation>还没有工单。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Ticket no.</source>
        <translation>工单号</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>填写时间</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Incoming call: {who}</source>
        <translation>来电：{who}</translation>
    </message>
    <message>
        <source>Number not verified</source>
        <translation>号码未验证</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>打开主窗口</translation>
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
        <translation>号码保密</translation>
    </message>
</context>
<context>
    <name>TraceDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Could not save: {problem}</source>
        <translation>无法保存：{problem}</translation>
    </message>
    <message>
        <source>Mask phone numbers</source>
        <translation>隐藏电话号码</translation>
    </message>
    <message>
        <source>Messages in order</source>
        <translation>按时间排列的消息</translation>
    </message>
    <message>
        <source>Passwords, keys and dialled digits are left out.</source>
        <translation>不含密码、密钥和所按数字。</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>SIP messages</source>
        <translation>SIP 消息</translation>
    </message>
    <message>
        <source>Save SIP messages</source>
        <translation>保存 SIP 消息</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>The call engine does not answer.</source>
        <translation>通话引擎没有响应。</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>消息内容</translation>
    </message>
    <message>
        <source>The messages of this call are no longer kept.</source>
        <translation>此通话的消息已不再保留。</translation>
    </message>
    <message>
        <source>received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
</context>
<context>
    <name>TransferBar</name>
    <message>
        <source>Ask first</source>
        <translation>先询问</translation>
    </message>
    <message>
        <source>Keep the caller</source>
        <translation>不转接</translation>
    </message>
    <message>
        <source>Transfer now</source>
        <translation>立即盲转</translation>
    </message>
    <message>
        <source>Transfer to</source>
        <translation>转接到</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Do not disturb</source>
        <translation>请勿打扰</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>打开主窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Recording, at {position} of {duration}</source>
        <translation>录音，{position} / {duration}</translation>
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
        <translation>使用自带话术</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Plain text. Takes effect at the next start.</source>
        <translation>纯文本文件，下次启动时生效。</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Script file</source>
        <translation>话术文件</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>下次启动时生效。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Answered</source>
        <translation>已接听</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>他人已接听</translation>
    </message>
    <message>
        <source>Being forwarded</source>
        <translation>正在呼叫转移</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>小休</translation>
    </message>
    <message>
        <source>Call engine failed</source>
        <translation>通话引擎故障</translation>
    </message>
    <message>
        <source>Caller hung up first</source>
        <translation>来电人先挂断</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Declined there</source>
        <translation>对方拒接</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>正在拨号</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Forwarded to {target}</source>
        <translation>已转到 {target}</translation>
    </message>
    <message>
        <source>Handed over to {target}. It is not known whether anyone answered.</source>
        <translation>已转给 {target}，对方是否接听未知。</translation>
    </message>
    <message>
        <source>Held by the other side</source>
        <translation>被对方保持</translation>
    </message>
    <message>
        <source>Line lost</source>
        <translation>线路中断</translation>
    </message>
    <message>
        <source>Line not in use</source>
        <translation>线路关闭</translation>
    </message>
    <message>
        <source>Line ready</source>
        <translation>线路正常</translation>
    </message>
    <message>
        <source>Line refused</source>
        <translation>注册被拒</translation>
    </message>
    <message>
        <source>Meal</source>
        <translation>用餐</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>Missed: do not disturb was on</source>
        <translation>未接：当时已开启请勿打扰</translation>
    </message>
    <message>
        <source>Next try in {seconds} s.</source>
        <translation>{seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>Phone restarting</source>
        <translation>电话正在重启</translation>
    </message>
    <message>
        <source>Practice line</source>
        <translation>练习线路</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>示闲</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒接</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>Ringing there</source>
        <translation>对方振铃</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已签出</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>The phone engine stopped and is restarting. What you typed is safe.</source>
        <translation>电话部分意外停止，正在重新启动。您输入的内容不会丢失。</translation>
    </message>
    <message>
        <source>The phone system cannot be reached. Check the network.</source>
        <translation>无法连接电话系统。请检查网络。</translation>
    </message>
    <message>
        <source>Then: {state}</source>
        <translation>之后：{state}</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Transferring to {target} …</source>
        <translation>正在转接到 {target}…</translation>
    </message>
    <message>
        <source>Trying again now.</source>
        <translation>正在重试。</translation>
    </message>
    <message>
        <source>Trying again soon.</source>
        <translation>稍后重试。</translation>
    </message>
    <message>
        <source>Waiting in a queue there</source>
        <translation>正在对方排队</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>话后整理</translation>
    </message>
    <message>
        <source>{reason}. Check the server&apos;s name and the network.</source>
        <translation>{reason}。请检查服务器名称和网络。</translation>
    </message>
    <message>
        <source>{target} could not be reached. The caller is still with you.</source>
        <translation>无法接通 {target}，来电仍在您这里。</translation>
    </message>
    <message>
        <source>{target} is being called …</source>
        <translation>正在呼叫 {target}…</translation>
    </message>
    <message>
        <source>{target} is ringing</source>
        <translation>{target} 正在振铃</translation>
    </message>
    <message>
        <source>{target} took the call</source>
        <translation>{target} 已接听</translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message>
        <source>My tickets</source>
        <translation>我的工单</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>工作区</translation>
    </message>
</context>
<context>
    <name>WrapUpBar</name>
    <message>
        <source>Wrap-up</source>
        <translation>话后整理</translation>
    </message>
    <message>
        <source>Wrap-up time left</source>
        <translation>话后整理剩余时间</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>WrapUpPage</name>
    <message>
        <source>Maximum extension length</source>
        <translation>分机号最大长度</translation>
    </message>
    <message>
        <source>Numbers up to this length count as colleagues, even if they are not targets. 0: only targets count.</source>
        <translation>不超过此长度的号码视为同事，即使不在转接目标中。0：仅转接目标视为同事。</translation>
    </message>
    <message>
        <source>Required fields of a ticket</source>
        <translation>工单必填项</translation>
    </message>
    <message>
        <source>Tickets for calls with colleagues</source>
        <translation>与同事通话也填写工单</translation>
    </message>
    <message>
        <source>Wrap-up time</source>
        <translation>话后整理时长</translation>
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
        <translation>“延长”增加</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
