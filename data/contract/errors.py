"""The one error a dataset raises when it does not keep to the contract."""


class ContractError(ValueError):
    """Says which file, table, column or row is at fault, what was found, what is expected and how to mend it."""
