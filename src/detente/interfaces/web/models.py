"""What the browser sends: the state of the page, and the requests that carry one. Anything else is refused."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[\w][\w.@-]{0,79}$", max_length=80)]
Key = Annotated[str, Field(pattern=r"^[\w-]+\.[\w-]+$", max_length=120)]
Text = Annotated[str, Field(min_length=1, max_length=80)]
Latitude = Annotated[float, Field(ge=-90.0, le=90.0, allow_inf_nan=False, description="degrees north")]
Longitude = Annotated[float, Field(ge=-180.0, le=360.0, allow_inf_nan=False, description="degrees east")]
Side = Literal["A", "B"]
Lang = Literal["en", "ru"]
Panel = Literal["picture", "security", "balance", "crux", "treaties", "forces", "claims", "search"]
Layer = Literal["defended", "band", "denied", "paths", "sites", "sensors"]

MOST_VIEWS, MOST_CHANGES = 16, 400


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class State(_Sent):
    """What is assumed and what is looked at; the same that stands in the address of the page."""

    dossier: Id = Field(description="id of a built-in dossier, or of a folder in the chosen folder")
    a: Id = Field(description="view drawn left")
    b: Id = Field(description="view drawn right")
    phase: int = Field(ge=0, le=999)
    threat: Id | None = None
    deterrent: Id | None = None
    site: Id | None = Field(None, description='interceptor site that is looked at, "system@place"')
    values: dict[Id, dict[Key, Text]] = Field(
        default_factory=dict, max_length=MOST_VIEWS, description='own numbers by view and key, as typed: "5.5 km/s"'
    )
    copied: dict[Id, dict[Key, Id]] = Field(
        default_factory=dict, max_length=MOST_VIEWS, description="by view and key, the view whose statement is taken"
    )
    moved: dict[Id, tuple[Latitude, Longitude]] = Field(
        default_factory=dict, max_length=MOST_CHANGES, description="places moved, to a tenth of a degree"
    )


class LiveRequest(_Sent):
    """One picture for one state; on the socket the newest request wins."""

    seq: int = Field(0, ge=0, le=2**53, description="echoed in the reply")
    state: State
    step: Literal[0.25, 0.5, 1] = Field(1, description="degrees between cells of the fields")
    layers: tuple[Layer, ...] = Field(("defended",), max_length=8)
    lang: Lang = "en"


class JobRequest(_Sent):
    """A panel or a file that takes a while."""

    panel: Panel | None = None
    export: str | None = Field(None, max_length=20, description="a kind of file, such as report")
    state: State
    lang: Lang = "en"


class SaveRequest(_Sent):
    """A state to be kept as a dossier of its own, in the chosen folder."""

    state: State
    name: Annotated[str, Field(max_length=64)]


class DifferencesRequest(State):
    """A state whose two views are compared."""


class Problem(BaseModel):
    """One thing that is wrong: where, and what to do."""

    where: str
    message: str


class Refused(BaseModel):
    """Everything that is wrong with a request."""

    error: list[Problem]


class JobState(BaseModel):
    """Where a job stands."""

    id: str
    status: Literal["waiting", "running", "done", "failed", "cancelled"]
    step: str = ""
    share: float | None = None
    cached: bool = False
    href: str | None = None
    error: list[Problem] = Field(default_factory=list)
