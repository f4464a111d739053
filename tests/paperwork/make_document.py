"""Builds documents: complete and believable unless a test says otherwise."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from typing import Any

from voice_app.paperwork.content import AdultNote, Document, HowItWasSaid, Line, PictureRef, Section, WordsAre

MISS_BEGUM = "Miss Begum, teaching assistant"
URDU_WORDS = "مجھے کتابیں پسند ہیں۔"


def png(colour: tuple[int, int, int] = (9, 84, 95), width: int = 24, height: int = 24) -> bytes:
    """A small picture of one colour."""
    rows = b"".join(b"\0" + bytes(colour) * width for _ in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def a_picture(alt: str = "Card: Reading", **wanted: Any) -> PictureRef:
    return PictureRef(image=png(**wanted), alt=alt)


def a_line(**wanted: Any) -> Line:
    fields: dict[str, Any] = {
        "claim": "Zara put Reading under Good.",
        "source": "Sorted by Zara in My cards, 6 March 2027. Miss Begum was there.",
    }
    return Line(**fields | wanted)


def a_document(**wanted: Any) -> Document:
    fields: dict[str, Any] = {
        "title": "Pupil's views",
        "school": "Northfield Primary School",
        "pupil_name": "Zara Ahmed",
        "year": "Year 4",
        "class_name": "4B",
        "review_title": "Annual review, 12 March 2027",
        "made_on": date(2027, 3, 8),
        "made_by": "Mrs R. Cole",
        "sections": [Section("What I like", [a_line()])],
        "checked_with_pupil": "Zara saw this on 6 March and said keep.",
    }
    return Document(**fields | wanted)


def saying(words: str, **wanted: Any) -> Document:
    """A document with one line, of these words."""
    return a_document(sections=[Section("What I like", [a_line(words=words, **wanted)])])


def a_full_document(pictures: dict[str, PictureRef] | None = None, **wanted: Any) -> Document:
    """Four sections of four lines, six pictures, every kind of words, two notes, Urdu, and a very long word."""
    picture = pictures or {
        name: a_picture(f"Card: {name}", colour=(40 * number, 84, 95))
        for number, name in enumerate(("Reading", "Football", "Dinner hall", "Timer", "Miss Begum", "Wish"))
    }
    sorted_by_zara = "Sorted by Zara in My cards, 6 March 2027. Miss Begum was there."
    wished = "Said by Zara in Three wishes, 6 March 2027. Miss Begum was there."
    scribed = "Written down word for word by Miss Begum"

    def card(claim: str, **more: Any) -> Line:
        return Line(claim=claim, source=sorted_by_zara, **more)

    likes = Section(
        "What I like",
        [
            card("Zara put Reading under Good.", pictures=[picture["Reading"]]),
            card(
                "Zara put Football under Good.",
                pictures=[picture["Football"]],
                words="I am the goalie!!!",
                words_by="Typed by Zara",
            ),
            card(
                "Zara wrote her own card, کتابیں, and put it under Good.",
                words=URDU_WORDS,
                words_by=scribed,
                words_language="ur",
            ),
            card(
                "Zara put Art under Good.",
                words="Its the only time nobody tells me to hurry up & <b>finish</b>",
                words_by=scribed,
            ),
        ],
    )
    hard = Section(
        "What is hard for me",
        [
            card(
                "Zara put Dinner hall under Not good.",
                pictures=[picture["Dinner hall"]],
                words="It hurts my ears.",
                words_by=scribed,
            ),
            card(
                "Zara put Group work under Sometimes.",
                words="Zara finds it easier with two than with five.",
                words_are=WordsAre.SUMMARY,
                words_by="Summed up by Miss Begum",
            ),
            card(
                "Zara put School bus under Not good.",
                words="The bus is too loud and the seat belt scratches.",
                words_are=WordsAre.INTERPRETED,
                words_by="Signed by Zara, put into English by Mr Ali, interpreter",
            ),
            card(
                "Zara turned over Toilets.",
                words="She pushed the card away twice. We read this as no.",
                words_are=WordsAre.ADULT_READING,
                words_by="Read by Miss Begum",
            ),
        ],
    )
    helps = Section(
        "What helps me, and who helps me",
        [
            card("Zara put Timer under Helps a lot.", pictures=[picture["Timer"]]),
            card(
                "Zara put Miss Begum under Helps a lot.",
                pictures=[picture["Miss Begum"]],
                words="She waits.\nShe doesnt say come on.",
                words_by="Typed by Zara",
            ),
            card("Zara put Movement break under Helps a bit.", words="=1+1", words_by="Typed by Zara"),
            card("Zara put Ear defenders under Helps a lot.", words="A" + "a" * 90 + "rgh", words_by="Typed by Zara"),
        ],
    )
    hopes = Section(
        "What I hope for",
        [
            Line(
                claim="Zara's first wish. Please try.",
                words="I wish we had a rabbit in class.",
                words_by=scribed,
                source=wished,
                pictures=[picture["Wish"]],
            ),
            Line(claim="Zara's second wish. Just saying.", words="No more wet play.", words_by=scribed, source=wished),
            Line(claim="", words="to sit with Ali", words_by="Typed by Zara", source=wished),
            Line(claim="Zara said the first wish matters most.", source=wished),
        ],
    )
    how = [
        HowItWasSaid(
            ["My cards"],
            date(2027, 3, 6),
            [MISS_BEGUM],
            ["Zara tapped the cards herself", "She did a practice go first.", "Miss Begum waited and did not ask why."],
        ),
        HowItWasSaid(
            ["Three wishes"],
            date(2027, 3, 6),
            [MISS_BEGUM, "Mr Ali, interpreter"],
            ["Zara spoke and signed.", "Miss Begum wrote her words down and read them back."],
        ),
    ]
    notes = [
        AdultNote("She looked to the door before each card about lunch.", "Miss Begum", date(2027, 3, 6)),
        AdultNote("زارا نے دو بار ہاں کہا۔", "Mr Ali", date(2027, 3, 7)),
    ]
    return a_document(
        **{
            "sections": [likes, hard, helps, hopes],
            "how": how,
            "notes": notes,
            "selection": "This is a selection: 9 of 12 things that the school may pass on to Mum.",
            "credit": "Pictures: OpenMoji, openmoji.org, licence CC BY-SA 4.0.",
        }
        | wanted
    )
