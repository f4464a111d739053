"""Each part of the staff kit, rendered alone: safe with anybody's words, complete for those who listen to it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.support import NullTranslations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

PAGES = Path(__file__).parents[2] / "voice_app" / "pages"


class PupilForm(Form):
    """A form as staff pages have them."""

    surname = StringField("Family name", [InputRequired("Enter the pupil’s family name")])
    born = DateField("Date of birth", format=["%d/%m/%Y", "%Y-%m-%d"])
    support = RadioField("What support?", choices={"K": "SEN Support", "E": "EHC plan"})

    def validate_surname(self, field: StringField) -> None:
        if "%" in (field.data or ""):
            raise ValidationError(f"“{field.data}” is not a name")


@pytest.fixture
def pages() -> Environment:
    """The parts as the app's templates see them, without the app."""
    found = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    found.install_gettext_translations(NullTranslations(), newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    found.globals["csrf_token"] = lambda: "token"
    found.globals["get_flashed_messages"] = lambda with_categories: [("message", "Saved <b>")]
    return found


def render(pages: Environment, file: str, wanted: str, **given: object) -> str:
    name = wanted.partition("(")[0]
    return pages.from_string(f'{{% from "parts/{file}.html" import {name} %}}{{{{ {wanted} }}}}').render(**given)


def kit(pages: Environment, wanted: str, **given: object) -> str:
    return render(pages, "kit", wanted, **given)


def filled(**typed: str) -> PupilForm:
    form = PupilForm(MultiDict(typed))
    form.validate()
    return form


def test_a_chip_says_its_status_in_words_beside_a_picture_that_is_not_read_out(pages: Environment) -> None:
    chip = kit(pages, "chip('missing', 'Missing')")
    assert "<span>Missing</span>" in chip
    assert 'aria-hidden="true"' in chip


def test_every_chip_has_a_picture_that_is_drawn_and_a_tint_that_is_styled(pages: Environment) -> None:
    looks: Mapping[str, tuple[str, str]] = pages.get_template("parts/kit.html").module.chip_looks  # type: ignore[attr-defined]  # set in the template
    drawings: Mapping[str, str] = pages.get_template("parts/icons.html").module.drawings  # type: ignore[attr-defined]  # set in the template
    styles = (PAGES.parent / "frontend" / "styles" / "staff-buttons.css").read_text()
    assert [kind for kind, (drawing, _) in looks.items() if drawing not in drawings] == []
    assert [k for k, (_, tint) in looks.items() if tint != "neutral" and f".chip-{tint} {{" not in styles] == []


def test_the_parts_draw_only_pictures_that_exist(pages: Environment) -> None:
    drawings: Mapping[str, str] = pages.get_template("parts/icons.html").module.drawings  # type: ignore[attr-defined]  # set in the template
    texts = [path.read_text() for path in [*PAGES.glob("parts/*.html"), *PAGES.glob("staff/templates/**/*.html")]]
    asked = {name for text in texts for name in re.findall(r'\bicon\("([\w-]+)"\)|icon_name="([\w-]+)"', text)}
    assert {name for pair in asked for name in pair if name} - drawings.keys() == set()


def test_a_quotation_keeps_the_words_exactly_and_sets_the_marks_itself(pages: Environment) -> None:
    quote = kit(pages, "quote(words, 'Zara typed this')", words="It hurts 100%\n<b>my</b> ears")
    assert "“It hurts 100%\n&lt;b&gt;my&lt;/b&gt; ears”" in quote
    assert 'dir="auto"' in quote


def test_a_pick_is_not_ticked_beforehand(pages: Environment) -> None:
    assert " checked" not in kit(pages, "pick_row('said', '7', 'Zara put Maths under Good.', 'Sorted by Zara')")


def test_an_adults_note_is_marked_before_its_first_word(pages: Environment) -> None:
    row = kit(pages, "pick_row('said', '7', 'She looked to Mum.', 'Written by Miss Begum', note=true)")
    assert row.index("Adult’s note:") < row.index("She looked")


def test_a_button_that_changes_something_is_a_posted_form_with_its_token(pages: Environment) -> None:
    form = kit(pages, "post_button('/pupils/1/undo', 'Undo', about='of the list')")
    assert '<form method="post" action="/pupils/1/undo">' in form
    assert 'value="token"' in form
    assert "Undo<span" in form
    assert "of the list" in form


def test_a_flashed_message_is_read_out_and_escaped(pages: Environment) -> None:
    said = kit(pages, "flash_messages()")
    assert 'role="status"' in said
    assert "Saved &lt;b&gt;" in said


def test_a_field_joins_label_hint_and_error_to_its_box(pages: Environment) -> None:
    field = render(pages, "forms", "field(form.surname, hint='As in the register')", form=filled(surname=""))
    assert '<label for="surname">Family name' in field
    assert 'aria-describedby="surname-hint surname-error"' in field
    assert 'id="surname-hint"' in field
    assert 'id="surname-error"' in field
    assert 'aria-invalid="true"' in field


def test_a_field_gives_back_what_was_typed_and_repeats_it_safely(pages: Environment) -> None:
    field = render(pages, "forms", "field(form.surname)", form=filled(surname="<i>100%d"))
    assert 'value="&lt;i&gt;100%d"' in field
    assert "“&lt;i&gt;100%d” is not a name" in field


def test_a_date_is_one_box_that_keeps_even_a_date_that_does_not_exist(pages: Environment) -> None:
    field = render(pages, "forms", "date_field(form.born)", form=filled(surname="Ali", born="31/02/2015"))
    assert 'type="text"' in field
    assert 'value="31/02/2015"' in field
    assert "For example, 12/03/2027" in field


def test_radio_cards_choose_nothing_and_have_their_question_as_legend(pages: Environment) -> None:
    cards = render(pages, "forms", "radio_cards(form.support)", form=PupilForm())
    assert "<legend>What support?</legend>" in cards
    assert " checked" not in cards


def test_the_list_of_problems_leads_to_each_box(pages: Environment) -> None:
    form = filled(surname="", born="31/02/2015")
    summary = render(pages, "forms", "error_summary(form)", form=form)
    targets = re.findall(r'href="#([\w-]+)"', summary)
    assert targets == ["surname", "born", "support-0"]
    boxes = render(pages, "forms", "field(form.surname)", form=form)
    boxes += render(pages, "forms", "date_field(form.born)", form=form)
    boxes += render(pages, "forms", "radio_cards(form.support)", form=form)
    assert [target for target in targets if f'id="{target}"' not in boxes] == []


def test_there_is_no_list_of_problems_when_there_are_none(pages: Environment) -> None:
    form = filled(surname="Ali", born="12/03/2015", support="K")
    assert render(pages, "forms", "error_summary(form)", form=form).strip() == ""
