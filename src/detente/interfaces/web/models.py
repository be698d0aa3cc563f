"""What the browser sends: the state of the page, and the requests that carry one. Anything else is refused."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, field_validator

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$", max_length=64)]
"""Of a dossier: the plain name of a folder."""
Name = Annotated[str, Field(min_length=1, max_length=160)]
"""Of anything in a dossier: whether there is such a thing, the dossier says."""
Text = Annotated[str, Field(min_length=1, max_length=80)]
Latitude = Annotated[float, Field(ge=-90.0, le=90.0, allow_inf_nan=False, description="degrees north")]
Longitude = Annotated[float, Field(ge=-180.0, le=360.0, allow_inf_nan=False, description="degrees east")]
Side = Literal["A", "B"]
Lang = Literal["en", "ru"]
Panel = Literal["picture", "security", "balance", "crux", "treaties", "forces", "claims", "search"]
Kind = Literal["geojson", "kml", "czml", "csv", "json", "netcdf", "dossier", "report", "python", "command"]
Layer = Literal["defended", "band", "denied", "paths", "sites", "sensors"]

MOST_VIEWS, MOST_CHANGES = 16, 400

Phase = Annotated[int, Field(ge=0, le=999)]
Texts = dict[Name, Annotated[dict[Name, Text], Field(max_length=MOST_CHANGES)]]
Copies = dict[Name, Annotated[dict[Name, Name], Field(max_length=MOST_CHANGES)]]
STEPS = (0.25, 0.5, 1.0)


def _one_of_steps(found: float) -> float:
    if found not in STEPS:
        raise ValueError("expected 0.25, 0.5 or 1")
    return found


Step = Annotated[float, AfterValidator(_one_of_steps), Field(json_schema_extra={"enum": list(STEPS)})]
At = tuple[Latitude, Longitude]
Moves = dict[Name, At]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class State(_Sent):
    """What is assumed and what is looked at; the same that stands in the address of the page."""

    dossier: Id = Field(description="id of a built-in dossier, or of a folder in the chosen folder")
    a: Name = Field(description="view drawn left")
    b: Name = Field(description="view drawn right")
    phase: Phase = Field(description="number of the phase")
    threat: Name | None = None
    deterrent: Name | None = None
    site: Name | None = Field(None, description='interceptor site that is looked at, "system@place"')
    values: Texts = Field(
        default_factory=dict, max_length=MOST_VIEWS, description='own numbers by view and key, as typed: "5.5 km/s"'
    )
    copied: Copies = Field(
        default_factory=dict, max_length=MOST_VIEWS, description="by view and key, the view whose statement is taken"
    )
    moved: Moves = Field(
        default_factory=dict, max_length=MOST_CHANGES, description="places moved, to a tenth of a degree"
    )

    @field_validator("moved")
    @classmethod
    def _tenths(cls, found: dict[str, At]) -> dict[str, At]:
        return {place: (round(at[0], 1) + 0.0, round(at[1], 1) + 0.0) for place, at in found.items()}


class StatePatch(_Sent):
    """Some parts of a state, each whole; what is left out stays."""

    dossier: Id | None = None
    a: Name | None = None
    b: Name | None = None
    phase: Phase | None = None
    threat: Name | None = None
    deterrent: Name | None = None
    site: Name | None = None
    values: Texts = Field(default_factory=dict, max_length=MOST_VIEWS)
    copied: Copies = Field(default_factory=dict, max_length=MOST_VIEWS)
    moved: Moves = Field(default_factory=dict, max_length=MOST_CHANGES)

    @property
    def said(self) -> dict[str, Any]:
        """Only what it says."""
        return self.model_dump(include=self.model_fields_set)


class JointSet(_Sent):
    """A change in a joint session, made on the version that was seen last."""

    type: Literal["set"]
    version: int = Field(0, ge=0, le=2**53)
    patch: StatePatch


class LiveRequest(_Sent):
    """One picture for one state; on the socket the newest request wins."""

    seq: int = Field(0, ge=0, le=2**53, description="echoed in the reply")
    state: State
    step: Step = Field(1.0, description="degrees between cells of the fields")
    layers: tuple[Layer, ...] = Field(("defended",), max_length=8)
    lang: Lang = "en"


class JobRequest(_Sent):
    """A panel or a file that takes a while."""

    panel: Panel | None = None
    export: Kind | None = Field(None, description="a kind of file, such as report")
    state: State
    lang: Lang = "en"


class SaveRequest(_Sent):
    """A state to be kept as a dossier of its own, in the chosen folder."""

    state: State
    name: Annotated[str, Field(max_length=64)]


class DifferencesRequest(State):
    """A state whose two views are compared."""


class DossierLine(BaseModel):
    """A dossier that can be opened."""

    id: str
    title: str
    year: int | None = Field(None, description="of its name, or of its day; null where neither says one")
    built_in: bool


class Welcome(BaseModel):
    """What this server can open."""

    dossiers: list[DossierLine]
    default: str = Field(description="the dossier a page opens on")
    joint: bool = Field(description="several people share one state")


class Saved(BaseModel):
    """A dossier that was written."""

    folder: str = Field(description="its name in the chosen folder, which is its id")


Words = Annotated[str, PlainValidator(lambda words: words), WithJsonSchema({"type": "string"})]
"""Text that can still be said in another language: reading it as a plain text would forget how."""


class Problem(BaseModel):
    """One thing that is wrong: where, and what to do."""

    where: str
    message: Words


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
