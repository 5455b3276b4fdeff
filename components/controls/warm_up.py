"""What is done before the first visitor, so that nobody waits for it."""

from components.controls.current import current_dataset, served_files


def warm_up() -> None:
    """Open the dataset, read its coverage, and make the geometry files."""
    dataset = current_dataset()
    _ = dataset.coverage
    served_files()
