"""Property tests here meet freshly compiled kernels: no deadline, and the same cases on every machine."""

from hypothesis import settings

settings.register_profile("kernels", deadline=None, derandomize=True)
settings.load_profile("kernels")
