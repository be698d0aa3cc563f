"""A missile stage by stage: what burns, for how long, and how it tilts and drags on the way."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from detente.messages import mark, say
from detente.reading.files import Sheet, shown
from detente.reading.rows import Text, read, read_list
from detente.reading.values import Kind, Sourced, si


def _quantity(dimension: str, example: str, least: float = 0.0, most: float = float("inf")) -> Any:
    """A field type: text with a unit in the file, SI inside, more than `least` and at most `most`."""

    def converted(found: Any) -> float:
        number = si(found, dimension)
        if not least < number <= most:
            raise ValueError(
                say("found {found}, expected for example {example}.", found=shown(found), example=shown(example))
            )
        return number

    return BeforeValidator(converted)


CHEMISTRY_S = 500.0
"""No chemical rocket has a higher specific impulse."""

_Mass = Annotated[float, _quantity("mass", "4897 kg")]
_Force = Annotated[float, _quantity("force", "140 kN")]
_Time = Annotated[float, _quantity("time", "75 s", most=1000.0)]
_Length = Annotated[float, _quantity("length", "0.84 m")]
_Rate = Annotated[float, _quantity("turn rate", "1.3 deg/s")]
_Angle = Annotated[float, _quantity("angle", "47 deg", most=1.5708)]
_Numbers = Annotated[tuple[Annotated[float, Field(ge=0.0, allow_inf_nan=False)], ...], Field(strict=False)]


class Stage(Sourced):
    """One stage of a missile; the masses are the stage's own, what it carries comes on top."""

    fuelled_mass_kg: _Mass = Field(alias="fuelled_mass", description=mark('the mass when full, such as "4897 kg"'))
    empty_mass_kg: _Mass = Field(alias="empty_mass", description=mark('the mass when empty, such as "1198 kg"'))
    burn_time_s: _Time = Field(alias="burn_time", description=mark('how long it burns, such as "75 s"'))
    diameter_m: _Length = Field(alias="diameter", description=mark('how thick it is, such as "0.84 m"'))
    specific_impulse_s: _Time | None = Field(
        None, alias="specific_impulse", description=mark('the specific impulse, such as "230 s"')
    )
    sea_level_impulse_s: _Time | None = Field(
        None,
        alias="sea_level_impulse",
        description=mark(
            'the specific impulse at sea level, such as "220 s"; specific_impulse is then the one in vacuum'
        ),
    )
    coast_s: _Time | None = Field(
        None, alias="coast", description=mark('the pause between its burnout and the next ignition, such as "20 s"')
    )
    thrust_n: _Force | None = Field(None, alias="thrust", description=mark('the thrust, such as "140 kN"'))
    holder: Text = Field(description=mark("who holds this, in quotes"))
    kind: Kind = Field(description=mark("what sort of statement it is"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """An engine that cannot push or burns nothing, as well as what certainty demands."""
        yield from super().gaps()
        if self.empty_mass_kg >= self.fuelled_mass_kg:
            yield "empty_mass", mark("is not below fuelled_mass, so nothing could burn.")
        if self.specific_impulse_s is None and self.thrust_n is None:
            yield "specific_impulse", mark("missing; a stage has a specific_impulse or a thrust, or both.")
        if (self.specific_impulse_s or 0.0) > CHEMISTRY_S:
            yield (
                "specific_impulse",
                say("is above {most:g} s, more than any chemical rocket gives.", most=CHEMISTRY_S),
            )
        if self.sea_level_impulse_s is not None and self.sea_level_impulse_s > (self.specific_impulse_s or 0.0):
            yield "sea_level_impulse", mark("is above specific_impulse, which is the one in vacuum where both stand.")


class Drag(Sourced):
    """How the drag coefficient goes with Mach number: straight lines between the points given."""

    mach: _Numbers = Field(description=mark("a list of Mach numbers, rising from 0 or more"))
    coefficient: _Numbers = Field(description=mark("a list of drag coefficients, one for each Mach number"))

    def gaps(self) -> Iterator[tuple[str, str]]:
        """Lists that do not fit together, as well as what certainty demands."""
        yield from super().gaps()
        if len(self.mach) != len(self.coefficient) or not self.mach:
            counts = say("{mach} and {coefficient}", mach=len(self.mach), coefficient=len(self.coefficient))
            yield (
                "coefficient",
                say("found {counts} entries; mach and coefficient need the same number, 1 or more.", counts=counts),
            )
        if list(self.mach) != sorted(set(self.mach)):
            yield "mach", mark("is not rising from each entry to the next.")


class Pitch(Sourced):
    """A pitch programme at a constant rate, from upright until an angle above the horizon."""

    rate_rad_s: _Rate = Field(alias="rate", description=mark('how fast it tilts, such as "1.3 deg/s"'))
    until_rad: _Angle | None = Field(None, alias="until", description=mark('the angle it stops at, such as "47 deg"'))


class Turn(Sourced):
    """A gravity turn: upright for a while, then pitched over, then along its own velocity."""

    vertical_rise_s: _Time = Field(alias="vertical_rise", description=mark('how long it rises upright, such as "5 s"'))
    pitch_over_s: _Time = Field(alias="pitch_over", description=mark('how long it takes to tilt, such as "10 s"'))


_HERE = {
    "missile": mark("does not belong here: this missile is described by its [[stages]]."),
    "interceptor": mark("does not belong here: this interceptor is described by its [[stages]]."),
}
_AN = {"missile": mark("a missile"), "interceptor": mark("an interceptor")}


def read_stages(sheet: Sheet) -> dict[str, Any]:
    """Stages, drag and steering of a missile or an interceptor.

    What only makes sense with stages is a problem without them.
    """
    what = "interceptor" if sheet.table.get("kind") == "interceptor" else "missile"
    stages = tuple(stage for _, stage in read_list(Stage, sheet, "stages"))
    parts: dict[str, Any] = {"stages": stages}
    for name, model in (("drag", Drag), ("pitch", Pitch), ("turn", Turn)):
        if name in sheet.table:
            parts[name] = read(model, sheet.table[name], sheet, (name,))
    staged = "stages" in sheet.table
    if "pitch" in sheet.table and "turn" in sheet.table:
        sheet.complain(
            ("turn",), say("stands beside [pitch]; {kind} steers by one of the two. Keep one.", kind=_AN[what])
        )
    for name in ("payload", "pitch", "turn", *(("ballistic_coefficient",) if what == "interceptor" else ())):
        if name in sheet.table and not staged:
            sheet.complain((name,), say("belongs to {kind} described by its [[stages]].", kind=_AN[what]))
    for name in ("burnout_speed", "burn_time"):
        if name in sheet.table and staged:
            sheet.complain((name,), _HERE[what])
    return parts
