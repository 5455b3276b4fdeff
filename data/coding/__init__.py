"""Labels as people write them, and the contract's groups they stand for: tables of data and one way to use them."""
