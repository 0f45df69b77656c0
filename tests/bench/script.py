"""The report that each of the three bots gets: twelve questions, one photo, one alert; eighteen acts of one person."""

from dataclasses import dataclass
from typing import Literal

TOKEN = "4242:bench-token-of-no-bot"
USERNAME = "bench_bot"
GROUP = -1_000_000_001
"""The chat in which the one alert arrives."""
STORY = "Three boys take his lunch money behind the gym every week. He showed me the torn bag and would not go home."


@dataclass(frozen=True)
class Question:
    """One question as the two usual bots ask it; ours has its own words and the same labels."""

    key: str
    words: str
    options: tuple[str, ...] = ()
    kind: Literal["one", "many", "long"] = "one"


@dataclass(frozen=True)
class Act:
    """What the person does, and what is on screen once the bot has answered: a part of its words or of a label."""

    do: Literal["say", "press", "photo"]
    what: str
    then: str


QUESTIONS = (
    Question("start", "If someone is in danger now, call 110. Who is writing?", (
        "I am an adult", "I am under 14, it is about me", "I am 14 to 17, it is about me",
        "I am under 14, it is about someone else", "I am 14 to 17, it is about someone else",
    )),
    Question("danger", "Is the child in danger right now?", (
        "Yes, now", "Maybe today or tonight", "No", "Not sure",
    )),
    Question("harms", "What kind of harm do you know of or fear? Choose all that fit.", (
        "Sexual contact", "Sexual, online", "Beaten or attacked", "Bullying", "Violence at home", "Left alone",
        "Neglect", "Missing or taken", "Poisoned or drugged", "Made to beg", "Made to work", "Hurts itself",
        "By school staff", "Shouting, fear", "Not reported", "Something else", "I don't know",
    ), "many"),
    Question("who", "Who are you?", (
        "Parent", "Relative or neighbour", "School", "Training", "Health", "Committee", "Social work", "Hotel",
        "Organisation", "Another person", "I would rather not say",
    )),
    Question("next_steps", "What happens next: your report goes to the bodies that can act, in their own group.", (
        "Go on", "Read more", "Stop and delete",
    )),
    Question("story", "Please tell what you saw, in your own words. Send as many messages as you like.", kind="long"),
    Question("age", "How old is the child?", (
        "0-3 years", "4-6 years", "7-10 years", "11-13 years", "14-15 years", "16-17 years", "Age not known",
    )),
    Question("sex", "Is the child a girl or a boy?", ("Girl", "Boy", "Other, or I don't know")),
    Question("disability", "Does the child live with a disability?", ("Yes", "No", "I don't know")),
    Question("whereabouts", "Where is the child now, and is the person you worry about there too?", (
        "With that person", "In the same home", "Safe with someone", "At school", "In hospital", "Alone", "Missing",
        "I don't know",
    )),
    Question("last_time", "When did it last happen?", (
        "It is happening now", "Today", "2 or 3 days ago", "This week", "This month", "This year", "Before this year",
        "I don't know",
    )),
    Question("how_often", "Did it happen before?", ("Only once", "A few times", "Often", "I don't know")),
)  # fmt: skip
KEEP = "Your photo is kept."
SEND_NOW, SEND = "Send what I have", "Send"
CHECK, RECEIPT = "Please check, then send", "Your case number is"

ACTS = (
    Act("say", "/start", "I am an adult"),
    Act("press", "I am an adult", "Maybe today or tonight"),
    Act("press", "No", "Bullying"),
    Act("press", "Bullying", "✓"),
    Act("press", "Done", "Relative or neighbour"),
    Act("press", "Relative or neighbour", "Go on"),
    Act("press", "Go on", "in your own words"),
    Act("say", STORY, "Done"),
    Act("press", "Done", "7-10 years"),
    Act("press", "7-10 years", "Girl"),
    Act("press", "Boy", "disability"),
    Act("press", "No", "At school"),
    Act("press", "Safe with someone", "2 or 3 days ago"),
    Act("press", "2 or 3 days ago", "A few times"),
    Act("press", "A few times", SEND_NOW),
    Act("photo", "", SEND_NOW),
    Act("press", SEND_NOW, CHECK),
    Act("press", SEND, RECEIPT),
)
