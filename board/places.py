"""What an address of the board is called, for the record: a clerk who reads it knows pages and buttons, not paths."""

_PAGES = {
    "": "总览",
    "account": "本人账号",
    "administration": "管理",
    "assignments": "事项",
    "coordination": "协调",
    "deliveries": "投递",
    "directory": "单位与人员",
    "documents": "公文",
    "drafts": "公文",
    "evidence": "佐证材料",
    "extensions": "延期申请",
    "indicators": "指标",
    "joint-closures": "合并销号",
    "instructions": "批示",
    "ledger": "台账",
    "links": "填报链接",
    "log": "日志",
    "measures": "落实措施",
    "feeds": "日历订阅",
    "messages": "消息",
    "notices": "通知",
    "plan": "规划",
    "readings": "指标",
    "reports": "报告",
    "roll-over": "跨年结转",
    "scopes": "查看范围",
    "tasks": "任务",
    "units": "单位",
    "waiting": "待办",
}
_DEEDS = {
    "acceptance": "签收",
    "accounts": "账号",
    "amendment": "变更清单",
    "approval": "审批立项",
    "assignment": "交办",
    "case": "导出案卷",
    "calendar": "工作日历",
    "channels": "通知渠道",
    "checks": "核查",
    "clock-restart": "恢复计时",
    "clock-stop": "中止计时",
    "closure": "销号",
    "coordination": "提出需协调事项",
    "decision": "批复",
    "dismissal": "不立项",
    "evidence": "提交佐证材料",
    "extensions": "申请延期",
    "instructions": "批示",
    "answer": "答复批示",
    "passing": "传达批示",
    "correction": "更正批示",
    "issue": "发布清单",
    "joint-closure": "合并销号",
    "links": "生成填报链接",
    "measures": "上报落实措施",
    "outlines": "建立规划",
    "parts": "分解下达",
    "password": "口令",
    "progress": "反馈进展",
    "readings": "填报指标",
    "registration": "立项",
    "reopening": "重启",
    "replies": "答复意见",
    "requests": "征求意见",
    "return": "退回",
    "return-form": "回传表",
    "reuse": "沿用已填报的数",
    "revocation": "收回填报链接",
    "rules": "修改办理要求",
    "series": "文号",
    "sign-ins": "登录",
    "signature": "签发",
    "submission": "申请销号",
    "support": "增加协办",
    "transfer": "转办",
    "versions": "清单版本",
    "withdrawal": "撤回",
}


def in_words(path: str, *, is_post: bool) -> str:
    """What somebody wanted who asked for this path: which page, and which deed on it. The token of a link is not in it."""
    parts = path.strip("/").split("/")
    if parts[0] == "l":
        parts = parts[2:] or ["assignments"]
    page = _PAGES.get(parts[0])
    if page is None:
        return "提交一个没有的地址" if is_post else "打开一个没有的地址"
    words = [part for part in parts[1:] if not part.isdecimal()]
    deed = _DEEDS.get(words[0], "") if words else ""
    if is_post:
        return f"在“{page}”页提交“{deed}”" if deed else f"在“{page}”页提交"
    if words and words[0].startswith("export"):
        deed = "导出"
    return f"打开“{page}”页的“{deed}”" if deed else f"打开“{page}”页"
