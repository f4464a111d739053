"""Pupils who sort cards in a test."""

from __future__ import annotations

from activities.card_sort import ACTIVITY

from .sitting import Sitting


def sort(topic: str, *settings: str, left_out: tuple[str, ...] = ()) -> Sitting:
    return Sitting(ACTIVITY, *settings, left_out=left_out).pick(topic)


def talked_about(topic: str, item: str, place: str, *settings: str) -> Sitting:
    """One topic sorted, everything else good, and this card picked to talk about."""
    sitting = sort(topic, *settings).sort_all("good").move(item, place).skip_to("read-back").pick("yes")
    return sitting.pick(item)


def past_the_inside(sitting: Sitting) -> Sitting:
    return sitting.sort_all("between").pick("no-more")
