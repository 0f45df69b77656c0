"""How the bot hears of things: getUpdates and the webhook."""

import re

from bot.simulator.calls.methods import method
from bot.simulator.cloud import Call, Cloud
from bot.simulator.refusal import Json, bad

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getUpdates")
async def get_updates(cloud: Cloud, call: Call) -> list[Json]:
    """Long poll; a higher offset confirms."""
    cloud.updates.allow(call.get("allowed_updates"))
    return await cloud.polling.get(call.get("offset", 0), call.get("limit", 100), call.get("timeout", 0))


@method("setWebhook")
async def set_webhook(cloud: Cloud, call: Call) -> bool:
    """Delivery by POST; an empty address means none."""
    url, secret = call["url"], call.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if url and not url.startswith(("http://", "https://")):
        raise bad("bad webhook: Wrong HTTP URL")
    cloud.flood.charge_webhook()
    cloud.updates.allow(call.get("allowed_updates"))
    if call.get("drop_pending_updates"):
        cloud.updates.clear()
    if not url:
        await cloud.webhook.stop()
        return True
    cloud.polling.abort("terminated by setWebhook request")
    await cloud.webhook.set(url, secret, call.get("max_connections", 40))
    return True


@method("deleteWebhook")
async def delete_webhook(cloud: Cloud, call: Call) -> bool:
    """Removes the webhook, so that the bot polls again."""
    if call.get("drop_pending_updates"):
        cloud.updates.clear()
    await cloud.webhook.stop()
    return True


@method("getWebhookInfo")
async def get_webhook_info(cloud: Cloud, call: Call) -> Json:
    """Address, errors and how many updates wait."""
    return cloud.webhook.info()
