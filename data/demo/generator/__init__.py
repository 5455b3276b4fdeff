"""The generator of the demo: an invented county, drawn from a fixed seed. The app never imports it."""
