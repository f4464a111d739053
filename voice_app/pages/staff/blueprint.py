"""The staff pages' blueprint; each module of this folder hangs its pages on it."""

from flask import Blueprint

blueprint = Blueprint("staff", __name__, template_folder="templates")
