"""The labelled tree as one NetCDF file, which explains itself without this program."""

from pathlib import Path

from detente.assessment.flyout import FlyOut
from detente.assessment.result import Assessment


def write_netcdf(assessment: Assessment, path: Path) -> Path:
    """Write the tree; `xarray.open_datatree(path, engine="h5netcdf")` reads it again."""
    assessment.tree.to_netcdf(path, engine="h5netcdf", mode="w")
    return path


def write_chart(found: FlyOut, path: Path) -> Path:
    """Write the fastest and latest times of a fly-out; `xarray.open_dataset(path, engine="h5netcdf")` reads them."""
    chart = found.chart.reset_coords()
    chart.attrs = {**found.chart.attrs, "interceptor": found.name}
    chart.to_netcdf(path, engine="h5netcdf", mode="w")
    return path
