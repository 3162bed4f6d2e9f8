"""``duban deliver``: send what is waiting."""

from commands.edge import AsJson
from commands.tables import say, show
from models import database
from schedules import clock
from supervision.letters.sending import send_all


def deliver(as_json: AsJson = False) -> None:
    """合并并送出通知：每人每天一封，新交办的和督办单另成一封。没有设置邮件服务器时，写成数据文件夹 mail/ 里的 .eml 文件。"""
    database.migrate()
    sent = send_all(clock.today(), clock.now())
    if as_json:
        show(
            "",
            [{"gathered": sent.gathered, "sent": sent.sent, "failed": sent.failed, "unknown": sent.unknown}],
            {},
            as_json=True,
        )
    else:
        say(
            f"并入{sent.gathered}件通知，送出{sent.sent}封，未送达{sent.failed}封，结果不明{sent.unknown}封。"
        )
        if sent.told:
            say(f"有{sent.told}个单位的通知长时间没有送到，已报告领导。名单见 duban not-reached。")
