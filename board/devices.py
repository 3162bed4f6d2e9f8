"""What a browser says of itself, in words that a person knows their own machine by."""

_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
# What others also call themselves stands last: every one claims to be Mozilla, most to be Safari.
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("wxwork", "企业微信"),
    ("DingTalk", "钉钉"),
    ("Lark", "飞书"),
    ("360SE", "360浏览器"),
    ("QQBrowser", "QQ浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def in_words(device: str) -> str:
    """The system and the browser, as far as they are known."""
    folded = device.casefold()
    said = [
        next((word for mark, word in known if mark.casefold() in folded), "")
        for known in (_SYSTEMS, _BROWSERS)
    ]
    return " · ".join(word for word in said if word) or "未知设备"
