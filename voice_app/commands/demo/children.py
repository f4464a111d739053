"""The pupils of the demo school. Every one of them is invented; no name was taken from a list of real people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Child:
    """One invented pupil, and how far the views for the next review have come."""

    forename: str
    surname: str
    year: str
    sen: str
    needs: Sequence[str]
    language: str = "English"
    preferred: str | None = None
    #: Names of `services.profile.Profile`, where they differ from what suits most pupils of the age.
    profile: dict[str, Any] = field(default_factory=dict)
    modes: Sequence[str] = ("touch",)
    interpreted: bool = False
    #: An adult writes what the pupil says.
    scribed: bool = False
    #: Names of `FAMILIES`.
    family: str = "both"
    #: What has come of the views for the next review: a name of `sittings.FATES`.
    now: str = "missing"
    #: Days until the next review.
    in_days: int = 30


#: As pupils name them: (name, relation, picture).
FAMILIES: dict[str, Sequence[tuple[str, str, str]]] = {
    "both": (("Mum", "mother", "mum"), ("Dad", "father", "dad")),
    "mum": (("Mum", "mother", "mum"),),
    "dad": (("Dad", "father", "dad"),),
    "two-homes": (("Mum", "mother", "mum"), ("Dad", "father", "dad"), ("Leanne", "step-parent", "family")),
    "carer": (("Auntie Jo", "carer", "family"), ("Kerry", "social-worker", "social-worker")),
    "nan": (("Nan", "carer", "family"),),
    "baba": (("Mama", "mother", "mum"), ("Baba", "father", "dad")),
}

BIG = {"text_size": 200, "choices": 2}
CALM = {"choices": 3, "listen": "off"}
STRONG = {"theme": "contrast", "text_size": 150, "choices": 4}

CHILDREN: Sequence[Child] = (
    Child("Tobi", "Fadairo", "N2", "K", ["SLCN"], "Yoruba", family="both", scribed=True, now="in", in_days=9,
          profile={"choices": 2}),
    Child("Elin", "Prydderch", "N2", "K", ["HI"], "Welsh", family="mum", modes=["sign"], interpreted=True,
          now="missing", in_days=6, profile={"choices": 2, "listen": "off"}),
    Child("Noor", "Rahmatzai", "R", "E", ["SLCN", "ASD"], "Pashto", family="baba", scribed=True, now="ready",
          in_days=12, profile={"choices": 3}),
    Child("Kasper", "Wiśnicki", "R", "K", ["SEMH"], "Polish", family="two-homes", now="stopped", in_days=17),
    Child("Maisie", "Thorley", "R", "K", ["MLD"], family="nan", now="missing", in_days=5, scribed=True),
    Child("Zara", "Mahboob", "4", "E", ["SLCN", "ASD"], "Urdu", family="baba", now="added", in_days=11),
    Child("Ibrahim", "Dhoore", "1", "K", ["ASD"], "Somali", family="both", now="in-progress", in_days=15,
          profile=CALM),
    Child("Poppy-Mae", "Garside", "1", "E", ["PD"], family="both", modes=["touch", "pointing"], now="private",
          in_days=20, profile={"choices": 4, "text_size": 150}),
    Child("Davit", "Melikyan", "1", "K", ["SPLD"], "Armenian", family="dad", now="missing", in_days=33),
    Child("Ayaan", "Sodha", "2", "K", ["SEMH", "SPLD"], "Gujarati", family="both", now="refused", in_days=13),
    Child("Freya", "Ullswick", "2", "E", ["VI"], family="both", modes=["speech"], scribed=True, now="in", in_days=18,
          profile=STRONG | {"choices": 2}),
    Child("Lubna", "Al-Hashemi", "2", "K", ["SLCN"], "Arabic", family="baba", now="missing", in_days=4),
    Child("Jaxon", "Pickersgill", "2", "N", [], family="two-homes", now="waiting"),
    Child("Oluwaseun", "Adebanjo", "3", "K", ["ASD"], "Yoruba", preferred="Seun", family="both", now="ready",
          in_days=14, profile=CALM),
    Child("Bethan", "Cadwaladr", "3", "E", ["MLD", "SLCN"], "Welsh", family="carer", now="in", in_days=25,
          scribed=True),
    Child("Mateus", "Figueira", "3", "K", ["SPLD"], "Portuguese", family="mum", now="told", in_days=10),
    Child("Hana", "Kovačić", "3", "N", ["NSA"], "Croatian", family="both", now="waiting"),
    Child("Reuben", "Asplin", "4", "K", ["SEMH"], family="carer", now="fork", in_days=16),
    Child("Shirin", "Karimpour", "4", "E", ["HI"], "Farsi", family="baba", modes=["sign"], interpreted=True, now="in",
          in_days=38),
    Child("Callum", "Brackenridge", "5", "K", ["ASD", "SPLD"], family="both", now="missing", in_days=-3,
          profile=CALM),
    Child("Amrit", "Sandhar", "5", "E", ["PD", "OTH"], "Panjabi", family="both", modes=["device"], now="added",
          in_days=19, profile={"positive": "end", "choices": 4}),
    Child("Evie", "Marchbank", "5", "K", ["MLD"], family="mum", now="in-progress", in_days=22, scribed=True),
    Child("Yusuf", "Kaplanoğlu", "6", "K", ["SPLD"], "Turkish", family="both", now="missing", in_days=7),
    Child("Niamh", "Rafferty", "6", "E", ["SEMH", "ASD"], preferred="Neevie", family="two-homes", now="private",
          in_days=21),
    Child("Dung", "Lương", "6", "K", ["OTH"], "Vietnamese", family="dad", now="not-asked", in_days=45),
    Child("Isla", "Fenwick-Oyelaran", "7", "K", ["SPLD"], family="both", now="ready", in_days=15),
    Child("Sami", "Haddadin", "7", "E", ["MSI"], "Arabic", family="baba", modes=["touch", "sign"], interpreted=True,
          now="missing", in_days=26, profile=BIG),
    Child("Bartosz", "Zielnik", "7", "K", ["SEMH"], "Polish", family="mum", now="refused", in_days=12),
    Child("Grace", "Ampofo", "8", "E", ["SLD"], "Akan", family="nan", now="in", in_days=16, scribed=True,
          profile={"wording": "simple", "pictures": "colour", "theme": "paper", "choices": 3}),
    Child("Kieran", "Holdsworth", "8", "K", ["ASD"], family="both", now="stopped", in_days=29),
    Child("Lior", "Ben-Amotz", "9", "K", ["SLCN"], "Hebrew", family="both", now="missing", in_days=8),
    Child("Chidinma", "Eze-Okafor", "9", "E", ["VI", "SPLD"], "Igbo", family="mum", now="added", in_days=13,
          profile=STRONG),
    Child("Rhys", "Tregaskis", "9", "N", [], family="dad", now="waiting"),
    Child("Parisa", "Jahangiri", "10", "K", ["SEMH"], "Kurdish", family="carer", now="private", in_days=18),
    Child("Ollie", "Staniforth", "10", "E", ["PD"], family="two-homes", modes=["device"], now="in", in_days=55),
    Child("Mei", "Tsang-Whitlow", "11", "K", ["ASD"], "Cantonese", family="both", now="not-answered", in_days=20,
          profile={"listen": "off"}),
    Child("Declan", "Mulvihill", "11", "E", ["SEMH", "SPLD"], family="carer", now="missing", in_days=23),
    Child("Sunniva", "Hauge", "12", "E", ["ASD"], "Norwegian", family="both", now="ready", in_days=17),
    Child("Tariq", "Benyamina", "13", "E", ["SLD", "SLCN"], "Arabic", family="baba", now="in", in_days=62,
          scribed=True),
    Child("Alex", "Loxley", "14", "E", ["PMLD"], family="mum", modes=["pointing"], now="missing", in_days=40,
          scribed=True, profile={"wording": "simple", "pictures": "colour", "theme": "paper", **BIG}),
)  # fmt: skip

#: Classes of the school: the years in each.
CLASSES: dict[str, Sequence[str]] = {
    "Acorns": ["N1", "N2", "R"],
    "Willow": ["1", "2"],
    "Oak": ["3", "4"],
    "Rowan": ["5", "6"],
    "Harbour": ["7", "8", "9"],
    "Lighthouse": ["10", "11", "12", "13", "14"],
}


def class_of(year: str) -> str:
    """The class a pupil of this year is in."""
    return next(name for name, years in CLASSES.items() if year in years)
