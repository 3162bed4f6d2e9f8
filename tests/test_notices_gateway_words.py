"""What a gateway answered, as a clerk reads it."""

import pytest
from pydantic import SecretStr

from config.channels import ChannelSettings
from notices.gateway import Gateway
from notices.gateway_words import Answer


@pytest.mark.parametrize(
    ("kind", "status", "answer", "said"),
    [
        ("wecom", 200, '{"errcode":93000,"errmsg":"invalid webhook url, hint: [x]"}',
         "企业微信没有接受：机器人的地址不对，或者机器人已经从群里移除（代码93000）。请处理后重新发送"),
        ("dingtalk", 200, '{"errcode":310000,"errmsg":"keywords not in content"}',
         "钉钉没有接受：不符合机器人的安全设置（关键词、加签或IP地址）（代码310000）。请处理后重新发送"),
        ("feishu", 200, '{"code":19999,"msg":"strange"}',
         "飞书没有接受：对方说“strange”（代码19999）。请处理后重新发送"),
        ("webhook", 500, '{"error":{"a":1}}', "接口没有接受：对方的答复不是约定的格式。请处理后重新发送"),
        ("webhook", 404, "", "接口没有接受：对方没有说明原因。请处理后重新发送"),
    ],
)  # fmt: skip
def test_a_refusal_is_a_sentence_with_the_code_in_brackets(
    kind: str, status: int, answer: str, said: str
) -> None:
    gateway = Gateway(ChannelSettings(kind=kind, url=SecretStr("http://127.0.0.1:9/x")))  # type: ignore[arg-type]
    refused = gateway.refused(Answer(status, answer), "没有接受", permanent=True)
    gateway.close()
    assert str(refused) == said
