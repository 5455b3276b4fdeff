"""Need indices, and the least movement of resources that meets them."""
