"""The Brief: what stands out here, the cards, and Core20PLUS5."""
