"""What a dataset is: its manifest, its indicators, its tables and the words they may use."""
