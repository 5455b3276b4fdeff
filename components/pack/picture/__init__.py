"""A finding's figure drawn on the server without a browser, as SVG and as PNG."""
