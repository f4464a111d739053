"""What browsers and papers get: scripts, styles, fonts and pictures, built into git-ignored folders.

Files in `voice_app/static/built/` carry a hash of their content in their name, so browsers may keep them for ever;
`manifest.json` there says which name is today's: {"pupil.js": "pupil.3F2A.js", ...}. `voice_app/built.py` reads it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from set_up import node
from set_up.fonts import font_faces, font_files, papers_fonts
from set_up.places import BUILT, BUILT_FONTS, CACHE, NODE_MODULES, PROJECT, PYTHON
from set_up.running import Failed, Telling, quietly, went_wrong
from set_up.stamps import Step, fingerprint

FRONT_END = PROJECT / "voice_app" / "frontend"
ROOMS = PROJECT / "activities"
CARDS = PROJECT / "media" / "cards"
ENTRIES = CACHE / "entries"
PICTURES = BUILT / "pictures"
# The oldest Safari that school iPads still run (iPadOS 15), and what every other browser had by then.
BROWSERS = "es2020,safari15"


def build() -> bool:
    """Build what is not built yet. Returns whether anything was."""
    steps = [
        Step(BUILT / ".stamp", _fingerprint_of_pages(), _build_pages),
        Step(BUILT_FONTS / ".stamp", fingerprint([node.LOCK, *_own_sources()]), _copy_papers_fonts),
    ]
    if (CARDS / "build.py").exists():
        steps.append(
            Step(PICTURES / ".stamp", fingerprint([node.LOCK, *_files(CARDS, ".py", ".svg")]), _build_pictures)
        )
    done = [step.do() for step in steps]
    return any(done)


def _files(folder: Path, *endings: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.suffix in endings and file.is_file()]


def _own_sources() -> list[Path]:
    return _files(Path(__file__).parent, ".py")


def _fingerprint_of_pages() -> str:
    sources = [*_files(FRONT_END, ".ts", ".css"), *_rooms_files("ask.ts"), *_rooms_files("ask.css")]
    return fingerprint([node.LOCK, PROJECT / "tsconfig.json", *_own_sources(), *sources])


def _rooms_files(name: str) -> list[Path]:
    return sorted(ROOMS.glob(f"*/{name}"))


def _build_pages() -> None:
    with Telling("Building scripts, styles and fonts"):
        BUILT.mkdir(parents=True, exist_ok=True)
        manifest = {**_copy_fonts(), **_bundle()}
        manifest["fonts.css"] = _keep("fonts.css", font_faces(manifest).encode())
        (BUILT / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True))
        _sweep(manifest)


def _copy_fonts() -> dict[str, str]:
    return {file.name: _keep(file.name, file.read_bytes()) for file in font_files()}


def _keep(name: str, content: bytes) -> str:
    """Write a file under a name that holds a hash of its content. Returns that name."""
    stem, ending = os.path.splitext(name)
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{ending}"
    (BUILT / hashed).write_bytes(content)
    return hashed


def _bundle() -> dict[str, str]:
    """Scripts and styles by esbuild, which names them by their content itself."""
    made = ENTRIES / "made.json"
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    try:
        quietly(
            [
                *(node.find().program, esbuild),
                *_entries(),
                *("--bundle", "--minify", "--format=iife", f"--target={BROWSERS}", "--charset=utf8"),
                *(f"--outdir={BUILT}", "--entry-names=[name].[hash]", f"--metafile={made}", "--log-level=warning"),
            ]
        )
    except Failed as failed:
        raise went_wrong("Building the scripts and styles", failed) from None
    outputs = json.loads(made.read_text())["outputs"]
    return dict(_names(outputs))


def _names(outputs: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for path in outputs:
        file = Path(path).name
        name, _, ending = file.split(".")
        yield f"{name}.{ending}", file


def _entries() -> list[str]:
    """What esbuild starts from. Pupils' pages also carry what single rooms bring along, so nobody has to list those."""
    pupil_script = _write_entry("pupil.ts", [FRONT_END / "pupil.ts", *_rooms_files("ask.ts")], "import {};")
    pupil_styles = [
        _write_entry(name, [FRONT_END / "styles" / name, *_rooms_files("ask.css")], "@import {};")
        for name in ("pupil.css", "activity.css")
    ]
    # Each on few pages alone: in the script of all pages they would weigh on a tablet's first (figure P1).
    apart = [FRONT_END / "pupil" / name for name in ("photo-in-hand.ts", "circle.ts", "pin.ts", "steady.ts")]
    scripts = [pupil_script, *apart, FRONT_END / "staff.ts"]
    entries = [*scripts, *pupil_styles, FRONT_END / "styles" / "staff.css"]
    return [str(entry) for entry in entries if entry.exists()]


def _write_entry(name: str, parts: list[Path], line: str) -> Path:
    entry = ENTRIES / name
    parts = [part for part in parts if part.exists()]
    entry.parent.mkdir(parents=True, exist_ok=True)
    addresses = (Path(os.path.relpath(part, ENTRIES)).as_posix() for part in parts)
    entry.write_text("".join(line.replace("{}", json.dumps(address)) + "\n" for address in addresses))
    return entry


def _sweep(manifest: Mapping[str, str]) -> None:
    """Yesterday's files go; the pictures have a folder and a step of their own."""
    wanted = {*manifest.values(), "manifest.json"}
    for file in BUILT.iterdir():
        if file.is_file() and file.name not in wanted:
            file.unlink()


def _copy_papers_fonts() -> None:
    with Telling("Copying the fonts for papers"):
        shutil.rmtree(BUILT_FONTS, ignore_errors=True)
        BUILT_FONTS.mkdir(parents=True)
        for font in papers_fonts():
            shutil.copy(font, BUILT_FONTS)


def _build_pictures() -> None:
    with Telling("Building the picture cards"):
        try:
            quietly([PYTHON, "-m", "media.cards.build", NODE_MODULES / "openmoji", PICTURES])
        except Failed as failed:
            raise went_wrong("Building the picture cards", failed) from None
