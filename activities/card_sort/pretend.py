"""What children might say here, for the demo school, the tests and the benchmark. All of it is invented."""

from collections.abc import Mapping

WHAT_CHILDREN_SAY: Mapping[str, tuple[str, ...]] = {
    "own": ("", "", "", "my dog at home", "the fish tank", "wet play"),
    "about-person": ("we play trains", "She waits for me", "they make me laugh when I am sad", ""),
    "best-bit": ("the paint", "when we go first", "it is always quiet by the window", ""),
    "what-changes": ("if it is Friday", "who I sit with", "when it rains we stay in and I feel cross", ""),
    "better": ("less shouting", "I want to go in before the others", "a seat by the door", ""),
    "tell-more": ("the blue one", "you can see the trees", ""),
    "when-feels": ("after lunch", "when there are too many people", ""),
    "a-time": ("last week it was just me and Tom", ""),
    "anything-else": ("no", "I like Fridays", "can I go back now", ""),
}
