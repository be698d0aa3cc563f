"""Property tests draw the same examples every time; `make explore` draws new ones, and more of them."""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=400, print_blob=True)
settings.load_profile(os.environ.get("PROPERTIES", "steady"))
