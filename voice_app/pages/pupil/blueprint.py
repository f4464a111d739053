"""The pupil pages' blueprint; each module of this folder hangs its pages on it."""

from flask import Blueprint

blueprint = Blueprint("pupil", __name__, template_folder="templates", url_prefix="/me")
