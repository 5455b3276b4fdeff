"""How much areas or groups differ: dispersion, Theil, funnels, ranks and false discovery."""
