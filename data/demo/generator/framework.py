"""The wording that indicators share: their source, the four principles and the Core20PLUS5 clinical areas."""

SOURCE = "Synthetic data"

BY_NEED = "Locally sensitive approach and funding proportionate to need"
TRUST = "Trust with marginalised communities"
CO_LOCATED = "Accessible co-located services"
SHARED_RECORDS = "Integrated IT and information sharing"

MATERNITY = "Maternity"
MENTAL_ILLNESS = "Severe mental illness"
RESPIRATORY = "Chronic respiratory disease"
EARLY_CANCER = "Early cancer diagnosis"
HYPERTENSION_LIPIDS = "Hypertension and lipids"
SMOKING = "Smoking cessation"

PERSON_YEARS = "counted as person-years (a quarter of a year each quarter)"

# How ages divide for everyone, for adults and for people who answer surveys.
ALL_AGES = {"0-17": 0.205, "18-39": 0.28, "40-64": 0.33, "65-79": 0.135, "80+": 0.05}
ADULTS = {"18-39": 0.35, "40-64": 0.415, "65-79": 0.17, "80+": 0.065}
RESPONDENTS = {"18-39": 0.28, "40-64": 0.42, "65-79": 0.23, "80+": 0.07}
