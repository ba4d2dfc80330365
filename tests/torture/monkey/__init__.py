"""Whatever hands can do, sixty thousand times, to the real window: `python -m tests.torture.monkey 60000 --seed 3`."""
