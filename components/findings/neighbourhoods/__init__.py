"""Drawing neighbourhoods anew: the drawing, and the map it is drawn on."""
