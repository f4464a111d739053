"""What children might say here, for the demo school, the tests and the benchmark. All of it is invented."""

from collections.abc import Mapping

WHAT_CHILDREN_SAY: Mapping[str, tuple[str, ...]] = {
    "own": ("", "", "", "my dog at home", "the fish tank", "wet play"),
    "about-person": (
        "we play trains",
        "She waits for me until I am ready",
        "they make me laugh when I am sad",
        "he never laughs at my drawings",
        "",
    ),
    "best-bit": (
        "the paint",
        "when I am allowed to go first",
        "it is always quiet by the window",
        "I feel calm when I do it",
        "",
    ),
    "what-changes": (
        "who is there",
        "if it is Friday we do it outside",
        "when it rains we stay in and I feel cross",
        "I never know what comes next",
        "",
    ),
    "better": (
        "less shouting",
        "I want to go in before the others",
        "somewhere to go when I am worried",
        "I hate being last so let me go first",
        "",
    ),
    "tell-more": ("the blue one", "you can see the trees", ""),
    "when-feels": ("after lunch", "when there are too many people", ""),
    "a-time": ("last week it was just me and Tom", ""),
    "anything-else": ("no", "I like Fridays", "can I go back now", ""),
}
