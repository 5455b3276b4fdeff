"""What the dashboard knows: the dataset contract, how one is opened, built and made."""
