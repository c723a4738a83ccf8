"""The product's figures, in one command.

You need this before and after a change that could make something slower:

    python tests/benchmarks/run.py            all of them
    python tests/benchmarks/run.py slots      those in bench_slots.py

Every `bench_*.py` beside this file has a `run()` that returns rows: what was measured, the figure, the aim,
with a `|` in between. Compare figures of one run with each other; another machine has others.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

HERE = Path(__file__).parent


def rows_of(path: Path) -> list[str]:
    """The rows of one benchmark."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Dataclasses and worker processes look a module up by its name.
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    rows: list[str] = module.run()
    return rows


def table(rows: list[str]) -> str:
    """Rows as text, with their columns below each other."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    widths = [
        max(len(row[column]) for row in cells if column < len(row)) for column in range(max(map(len, cells)))
    ]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip()
        for row in cells
    )


def main(names: list[str]) -> int:
    """Run the benchmarks that were named, or all; one that fails is named and does not stop the others."""
    sys.path[:0] = [str(HERE.parent), str(HERE)]
    paths = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in paths]
    if unknown:
        sys.stderr.write(f"No benchmark {', '.join(unknown)}. There are: {', '.join(paths)}.\n")
        return 2
    failed = 0
    for name in names or paths:
        sys.stdout.write(f"\n{name}\n")
        try:
            rows = rows_of(paths[name]) or ["nothing measured"]
        except Exception as error:  # noqa: BLE001 - whatever it is, the other figures still count
            failed, rows = 1, [f"failed: {type(error).__name__}: {error}"]
        sys.stdout.write(table(rows) + "\n")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
