"""What the waiting card shows in tests: one department as it is and with the fix, and the sum."""

from ui.panels.waiting_shown import WaitingRow, WaitingShown

WAITS = WaitingShown(
    headline="In Finance customers wait about 14 minutes; 1 in 9 breakdowns comes from waiting.",
    lines=("One more person in Finance would make that about 4.1 minutes.",),
    rows=(
        WaitingRow("Finance", ("2", "81\u202f%", "14 min (12 to 16)", "52 min", "99", "110 (104 to 116)")),
        WaitingRow("Finance", ("2", "70\u202f%", "8.1 min (7.0 to 9.2)", "30 min", "62", "66 (63 to 69)"), True),
        WaitingRow("All together", ("", "", "", "", "308", "346 (340 to 352)"), is_sum=True),
    ),
    rests_on="16,000 customers followed.",
)
