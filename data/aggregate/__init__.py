"""From linked records of people to observations: counted on a database by one set of expressions, protected, then written.

Nothing else of the project knows this room but the command `python -m data aggregate`: only it needs Ibis.
"""
