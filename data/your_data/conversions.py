"""Conversions that are never made unless somebody confirms them: what each is called and what it does."""

REVERSED_ORDER = "reversed_order"
FRACTIONS = "fractions"
SMALL_AREAS_2011 = "small_areas_2011"
DAYS_ARE_MONTHS = "days_are_months"

# What a person confirms, in a sentence that can stand beside a tick box.
OFFERS = {
    REVERSED_ORDER: "Deprivation groups run the other way (the highest number is the most deprived): turn them round.",
    FRACTIONS: "Percentages are given as fractions (0.25 for 25%): multiply them by 100.",
    SMALL_AREAS_2011: "Codes are of 2011 small areas: carry unchanged and merged ones over to 2021, leave split ones out.",
    DAYS_ARE_MONTHS: "The period column holds the first day of each month: take it as that month.",
}
