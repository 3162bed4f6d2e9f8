"""The help of one command, in Chinese: the library's own is English in every language but the author's."""

from collections.abc import Callable
from typing import Any

from rich.cells import cell_len


def usage(name: str, function: Callable[..., Any], params: list[Any]) -> str:
    """How the command is typed, what it does, and each of its arguments and options."""
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    typed = "".join(f" {_called(param)}" for param in arguments)
    lines = [f"用法：duban {name}{typed} [选项]", "", (function.__doc__ or "").strip()]
    for title, group in (("参数", arguments), ("选项", options)):
        if group:
            width = max(cell_len(_called(param)) for param in group)
            lines += ["", f"{title}："]
            lines += [
                f"  {_padded(_called(param), width)}  {getattr(param, 'help', None) or ''}".rstrip()
                for param in group
            ]
    return "\n".join(lines)


def _called(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar or param.name)
    names = "/".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag or not param.metavar else f"{names} {param.metavar}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
