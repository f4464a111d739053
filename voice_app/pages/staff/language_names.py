"""What the codes for languages mean that schools in England keep: POL is Polish."""

from __future__ import annotations

from babel import Locale
from flask_babel import get_locale, gettext

from .blueprint import blueprint
from .form_words import N_

#: Codes of the Department for Education's Common Basic Data Set, as Common Transfer Files have them, each with the
#: language tag by which Babel knows its name in every language we speak. Not all of the set: what is not here is shown
#: as the code that it is.
_TAGS = """
ACL ach ADA ada AFA aa AFK af AKA ak ALB sq AMR am ARA ar ARM hy ASM as AYM ay AZE az BAL bal BEJ bej BEL be
BEM bem BHO bho BIK bik BMA my BSQ eu BUL bg CAM km CAT ca CHE ce CHI zh CRN kw CWA ny CYM cy CZE cs DAN da
DIN din DUT nl DZO dz EFI efi ENG en EST et EWE ee EWO ewo FAN fan FIJ fj FIN fi FON fon FRN fr FUL ff GAA gaa
GAE ga GAL gd GEO ka GER de GKY ki GLG gl GRE el GRN gn GUJ gu HAU ha HEB he HER hz HGR hu HIN hi IBA iba IGB ig
ILO ilo ISL is ITA it JAV jv JIN kac JPN ja KAM kam KAN kn KAS ks KAU kr KAZ kk KGZ ky KHA kha KIN rw KIR rn
KLN kln KMB kmb KNK kok KON kg KOR ko KPE kpe KRI kri KUR ku LAO lo LIN ln LIT lt LOZ loz LTV lv LTZ lb LUN lun
LUO luo LUY luy MAG mag MAI mai MAN man MAO mi MAR mr MAS mas MDV dv MEN men MKD mk MLG mg MLM ml MLT mt MNG mn
MNX gv MOR mos NDB nd NEP ne NOR no NWA new NZM nzi ORI or ORM om PAG pag PAM pam PAT ps POL pl POR pt PRS fa
QUE qu RAJ raj RMI rom RMN ro RMS rm RUS ru SAM sm SCO sco SHO sn SID sid SLO sk SLV sl SND sd SNG sg SNH si
SOM so SPA es SRD sc SSO st SSW ss STS tn SUN su SWA sw SWE sv TAM ta TEL te TEM tem TES teo TGE tig TGR ti
THA th TIB bo TIV tiv TON to TPI tpi TSO ts TUK tk TUL tcy TUM tum TUR tr UKR uk UMB umb URD ur UYG ug UZB uz
VEN ve VIE vi WOL wo XHO xh YAO yao YDI yi YOR yo ZUL zu
"""
TAGS = dict(zip(_TAGS.split()[::2], _TAGS.split()[1::2], strict=True))
#: Where one code stands for several languages, or schools here say another name than Babel does.
NAMES = {
    "BNG": N_("Bengali"),
    "BSL": N_("British Sign Language"),
    "ENB": N_("Believed to be English"),
    "LGA": N_("Luganda"),
    "MLY": N_("Malay or Indonesian"),
    "OTB": N_("Believed to be other than English"),
    "OTH": N_("Other than English"),
    "PNJ": N_("Panjabi"),
    "SCB": N_("Bosnian, Croatian or Serbian"),
    "TGL": N_("Tagalog or Filipino"),
}
#: Codes of the same set with a fourth letter, which says which kind of the language it is (PNJM is Panjabi as spoken in
#: Mirpur). No other word of four capital letters is one: MANX is no kind of MAN.
_KINDS = """
AKAF AKAT ARAA ARAG ARAI ARAM ARAS ARAY BNGA BNGC BNGS CHIA CHIC CHIH CHIK CHIM GREA GREC ITAA ITAN ITAS KURA KURM
KURS MANA MANB MANJ MLYA MLYI PNJA PNJG PNJM PNJP PORA PORB PRSA PRSD PRST RMNM RMNR SCBB SCBC SCBS SWAA SWAC SWAK
SWAM SWAT TGLF TGLG
"""
KINDS = frozenset(_KINDS.split())


@blueprint.app_template_filter()
def language_name(kept: str | None) -> str:
    """A home language as it is kept, with what its codes mean: "POL" becomes "Polish (POL)". Words stay as they are."""
    return ", ".join(_with_name(one) for one in (kept or "").split(", "))


def _with_name(one: str) -> str:
    name = _name(one[:3] if one in KINDS else one)
    return f"{name} ({one})" if name else one


def _name(code: str) -> str:
    if code in NAMES:
        return str(gettext(NAMES[code]))
    locale = get_locale() or Locale("en")
    return locale.languages.get(TAGS.get(code, ""), "") or ""
