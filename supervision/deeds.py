"""The words of the log: every deed that is not a move of an assignment, and what such an entry is about."""

from models.words import Move, Subject

DEEDS: dict[str, Subject] = {
    # Who comes in, who does not
    "建立单位名录": Subject.UNIT,
    "建立账号": Subject.ACCOUNT,
    "换新口令": Subject.ACCOUNT,
    "停用账号": Subject.ACCOUNT,
    "启用账号": Subject.ACCOUNT,
    "登录": Subject.ACCOUNT,
    "登录失败": Subject.ACCOUNT,
    "停止登录": Subject.ACCOUNT,
    "退出登录": Subject.ACCOUNT,
    "拒绝越权": Subject.ACCOUNT,
    # From the document to the task
    "上传公文": Subject.DOCUMENT,
    "收文": Subject.DOCUMENT,
    "修改草案": Subject.DOCUMENT,
    "拆分草案": Subject.DOCUMENT,
    "合并草案": Subject.DOCUMENT,
    "增加草案": Subject.DOCUMENT,
    "不立项": Subject.DOCUMENT,
    "列入指标": Subject.DOCUMENT,
    "按标题建立规划": Subject.DOCUMENT,
    "立项": Subject.TASK,
    "立项审批": Subject.TASK,
    "设定任务要求": Subject.TASK,
    "增加规划": Subject.TASK,
    "增加举措": Subject.TASK,
    "增加措施": Subject.TASK,
    "删除规划": Subject.TASK,
    "删除举措": Subject.TASK,
    "删除措施": Subject.TASK,
    "移动规划": Subject.TASK,
    "移动举措": Subject.TASK,
    "移动措施": Subject.TASK,
    "调整规划位置": Subject.TASK,
    "加标签": Subject.TASK,
    "去标签": Subject.TASK,
    # In hand
    "填报指标": Subject.INDICATOR,
    "核验指标": Subject.INDICATOR,
    "申请合并销号": Subject.ASSIGNMENT,
    "不同意合并销号": Subject.TASK,
    Move.COORDINATE.label: Subject.ASSIGNMENT,
    # What goes out
    "签发": Subject.NOTICE,
    "核实送达": Subject.NOTICE,
    "重新发送": Subject.NOTICE,
    "生成填报链接": Subject.LINK,
    "锁定填报链接": Subject.LINK,
    "收回填报链接": Subject.LINK,
    # The office's own papers and the record itself
    "要求写出报告": Subject.LEDGER,
    "导出案卷": Subject.TASK,
    "导出日志": Subject.RECORD,
    "核验记录": Subject.RECORD,
    "台账印记": Subject.RECORD,
}
"""Each deed and the subject under which it is entered; a test looks through the code for a word that is missing."""
