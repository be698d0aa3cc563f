"""The arithmetic of the balance takes no input that is refused on purpose (decision record 0007)."""

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass

import detente.counting
from detente.counting import crisis, readiness
from detente.reading.scope import reason


def _names():
    for module in pkgutil.iter_modules(detente.counting.__path__):
        loaded = importlib.import_module(f"detente.counting.{module.name}")
        for name, thing in vars(loaded).items():
            if getattr(thing, "__module__", None) != loaded.__name__:
                continue
            yield module.name, name
            if callable(thing):
                for parameter in inspect.signature(thing).parameters:
                    yield f"{module.name}.{name}", parameter
            if is_dataclass(thing):
                for field in thing.__dataclass_fields__:
                    yield f"{module.name}.{name}", field


def test_no_function_or_field_has_a_refused_name():
    names = list(_names())
    assert len(names) > 200
    assert [(where, name) for where, name in names if reason(name)] == []


def test_survival_goes_in_and_is_never_an_answer():
    for module in (readiness, crisis):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            assert "survival" not in name
            for parameter in inspect.signature(function).parameters.values():
                if parameter.name in ("survival", "least_survival", "sufficient", "confidence"):
                    assert parameter.default is inspect.Parameter.empty
