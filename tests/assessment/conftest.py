import pytest

from detente.assessment.assess import assess
from detente.assessment.resolve import assumptions
from detente.reading.dossier import load


@pytest.fixture(scope="session")
def third_site():
    """The smaller built-in dossier."""
    return load("third-site-2007")


@pytest.fixture(scope="session")
def third_site_answer(third_site):
    """Its assessment under both views."""
    return assess(third_site)


@pytest.fixture(scope="session")
def views(third_site):
    """Its two views, resolved."""
    return {name: assumptions(third_site, name) for name in third_site.views}
