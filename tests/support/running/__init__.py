"""Running bots before the simulator, and people in their chats.

`RunningBot` is the whole program in this process. What runs only a part of it, or runs it in another way, is named
`Bot...` after what differs: `BotWithRoles` has no loops, `BotWithQueues` has no clock, `RunningBots` share a database.
"""
