"""The dashboard: measures, charts, findings and the controls that put them on screen."""
