"""What can go wrong while setting up, as a sentence for the person at the keyboard."""


class Problem(Exception):
    """Setting up cannot go on. The text is one clear sentence that says what to do next."""
