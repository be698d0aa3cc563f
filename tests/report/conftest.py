import pytest

from detente.assessment.assess import assess
from detente.reading.dossier import load
from tests.report.material import small


@pytest.fixture(scope="session")
def result():
    """A small result made by hand."""
    return small()


@pytest.fixture(scope="session")
def real():
    """A built-in dossier, assessed."""
    return assess(load("third-site-2007"))
