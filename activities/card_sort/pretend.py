"""What children might say here, for the demo school, the tests and the benchmark. All of it is invented."""

from collections.abc import Mapping

WHAT_CHILDREN_SAY: Mapping[str, tuple[str, ...]] = {
    "own": ("", "", "", "my dog at home", "the fish tank", "wet play"),
    "talk-about": (*[""] * 14, "the new building"),
    "most-liked": (*[""] * 4, "all of them on a Friday"),
    "least-liked": (*[""] * 4, "none of them"),
    "about-person": (
        "we play trains",
        "She waits for me until I am ready",
        "they make me laugh when I am sad",
        "he never laughs at my drawings",
        "we walk round the field",
        "",
    ),
    "about-named": ("it has big windows", "we went there once", ""),
    "best-bit": (
        "the paint",
        "when I am allowed to go first",
        "it is always quiet by the window",
        "I feel calm when I do it",
        "the corner of the library",
        "",
    ),
    "what-changes": (
        "who is there",
        "if it is Friday we do it outside",
        "when it rains we stay in and I feel cross",
        "I never know what comes next",
        "if we are in the big hall",
        "",
    ),
    "better": (
        "less shouting",
        "I want to go in before the others",
        "somewhere to go when I am worried",
        "I hate being last so let me go first",
        "a table in the corridor",
        "",
    ),
    "own-inside": ("the bell", "the stairs up to it", "", ""),
    "difference": ("one is loud", "I choose one", ""),
    "card": ("it depends", "only on Mondays", ""),
    "inside": ("not today", ""),
    "what-is-it-like": ("it echoes", "I can see everyone", ""),
    "tell-more": ("the blue one", "you can see the trees", ""),
    "when-feels": ("after lunch", "when there are too many people", ""),
    "a-time": ("last week it was just me and Tom", ""),
    "anything-else": ("I like Fridays", "can I go back now", ""),
}
