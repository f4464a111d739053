"""What set-up builds for pages: names that change with the content, and fonts that are fetched only where needed."""

from pathlib import Path

import pytest

from set_up import fonts, front_end
from voice_app.built import asset_text


def test_a_built_files_name_changes_with_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_end, "BUILT", tmp_path)
    first = front_end._keep("pupil.css", b"a{}")
    assert front_end._keep("pupil.css", b"a{}") == first
    assert front_end._keep("pupil.css", b"b{}") != first
    assert (tmp_path / first).read_bytes() == b"a{}"


def test_yesterdays_files_go_and_the_pictures_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_end, "BUILT", tmp_path)
    (tmp_path / "pictures").mkdir()
    for name in ("pupil.OLD.js", "pupil.NEW.js", "manifest.json"):
        (tmp_path / name).touch()
    front_end._sweep({"pupil.js": "pupil.NEW.js"})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["manifest.json", "pictures", "pupil.NEW.js"]


def test_a_rooms_own_script_joins_the_pupils_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_end, "ENTRIES", tmp_path / "entries")
    room = tmp_path / "activities" / "three_wishes" / "ask.ts"
    room.parent.mkdir(parents=True)
    room.touch()
    entry = front_end._write_entry("pupil.ts", [room], "import {};")
    assert entry.read_text() == 'import "../activities/three_wishes/ask.ts";\n'


def test_pages_of_activities_have_the_styles_of_all_pupils_pages_in_the_same_order() -> None:
    styles = front_end.FRONT_END / "styles"
    both, activities = (
        [line for line in (styles / name).read_text().splitlines() if line.startswith("@import")]
        for name in ("pupil.css", "activity.css")
    )
    apart = [f'@import "./pupil/{name}.css";' for name in ("things", "guide", "share", "calm")]
    assert activities == [line for line in both if line not in apart]
    assert set(apart) <= set(both)


def test_taking_photos_is_a_script_of_its_own() -> None:
    assert "toBlob" in asset_text("photo-in-hand.js")
    assert "toBlob" not in asset_text("pupil.js")


def test_pages_name_each_font_once_and_swap_it_in() -> None:
    faces = asset_text("fonts.css")
    assert faces.count("@font-face") == faces.count("font-display:swap") == len(fonts.font_files()) == 6
    assert "Andika" in faces
    assert "Atkinson Hyperlegible Next" in faces
    assert "italic" not in faces


def test_a_page_in_english_fetches_no_letters_of_other_languages() -> None:
    of_the_letter_a = [face for face in asset_text("fonts.css").splitlines() if "U+0000-00FF" in face]
    assert of_the_letter_a
    assert not [face for face in of_the_letter_a if "latin-ext" in face]


def test_the_first_page_of_a_young_reader_needs_at_most_40_kilobytes_of_fonts() -> None:
    """Both weights. A slow tablet gets 200 KB a second at best."""
    andika = [cut.file for cut in fonts.cuts() if cut.family == "Andika" and "latin-ext" not in cut.file.name]
    assert len(andika) == 2
    assert sum(file.stat().st_size for file in andika) <= 40_000


def test_papers_have_whole_fonts_for_latin_and_arabic_letters_and_for_emoji() -> None:
    names = {font.name for font in fonts.papers_fonts()}
    assert all(font.stat().st_size > 10_000 for font in fonts.papers_fonts())
    assert {"Vazirmatn_400Regular.ttf", "NotoSans_700Bold.ttf", "NotoEmoji_400Regular.ttf"} <= names
