"""The records. Every module here holds one subject; importing this package knows them all."""

from .base import Base, UtcDateTime
from .door import DeviceSession, SessionKind, SignInTry
from .intake import Intake, IntakeChange
from .photo import Photo
from .pupil import ON_NO_LIST, CommunicationProfile, FamilyMember, Pupil
from .response import Response, ResponseState, Statement, TouchSetAside, Turn
from .review import Attachment, PreparedDocument, PupilCheck, ReviewPoint, Views
from .school import Assignment, HelperPass, Role, School, SchoolHoliday, Staff
from .sharing import SharingDecision
from .sitting import AdultNote, Assent, Present, Sitting, TellSomeone
from .trail import TrailEntry

__all__ = [
    "ON_NO_LIST",
    "AdultNote",
    "Assent",
    "Assignment",
    "Attachment",
    "Base",
    "CommunicationProfile",
    "DeviceSession",
    "FamilyMember",
    "HelperPass",
    "Intake",
    "IntakeChange",
    "Photo",
    "PreparedDocument",
    "Present",
    "Pupil",
    "PupilCheck",
    "Response",
    "ResponseState",
    "ReviewPoint",
    "Role",
    "School",
    "SchoolHoliday",
    "SessionKind",
    "SharingDecision",
    "SignInTry",
    "Sitting",
    "Staff",
    "Statement",
    "TellSomeone",
    "TouchSetAside",
    "TrailEntry",
    "Turn",
    "UtcDateTime",
    "Views",
]
