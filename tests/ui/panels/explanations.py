"""What the panels show in tests: an explanation, customers and the numbers of owners."""

from ui.panels.explain_numbers import By, Cause, Customer, ExplainNumbers, Life, Paid, Step
from ui.panels.owner_numbers import CauseNumbers, Party, Table, WorkNumbers, WorkRow

BILL = ExplainNumbers(
    id="bill",
    place="First bill",
    breakdowns=81.0,
    headline="“Welcome pack” filled 55 of the 81 glasses that run over at “First bill”.",
    remarks=("Influences brought on 89 failures.",),
    empty_glass=2.0,
    straws=(("bill", "First bill", 81.0),),
    causes={
        By.TOUCHPOINT: (Cause("pack", "Welcome pack", 55.0, 62.0), Cause("bill", "First bill", 8.0, 34.0)),
        By.PHASE: (Cause("delivery", "Delivery", 60.0, 70.0),),
        By.DEPARTMENT: (Cause("marketing", "Marketing", 56.0, 63.0), Cause(None, "Nobody", 3.0, -0.2)),
    },
    payers=(Paid("Finance", 81.0, 72.0, 10_785.0),),
)
WHOLE = ExplainNumbers(
    breakdowns=308.0,
    headline="“Welcome pack” filled 120 of the 308 glasses that run over.",
    straws=(("bill", "First bill", 81.0), ("speed", "Everyday speed", 35.0)),
    causes={By.TOUCHPOINT: (Cause("pack", "Welcome pack", 120.0, 146.0),)},
)

_PACK = Step("pack", "Welcome pack", "Delivery", "went wrong", 6.0, breakdown=False)
_BILL = Step("bill", "First bill", "Billing", "blew up", 8.0, breakdown=True)
TWO_CUSTOMERS = (
    Customer(
        number=1332,
        kind="Young family",
        at="First bill",
        threshold=6.0,
        as_is=Life("Customer 1,332 left for good.", (_PACK, _BILL), ("offer", "pack", "bill")),
        with_fix=Life("Customer 1,332 went through.", (_PACK,), ("offer", "pack", "bill", "use"), is_spared=True),
    ),
    Customer(
        number=7,
        kind="Young family",
        at="First bill",
        threshold=6.0,
        as_is=Life("Customer 7 left for good.", (_BILL,), ("bill",)),
        with_fix=Life("Customer 7 left for good.", (_BILL,), ("bill",)),
    ),
)

MARKETING, FINANCE = Party("m", "Marketing", 0), Party("f", "Finance", 5)
NOBODY = Party(None, "Nobody")
CAUSES = CauseNumbers(
    (MARKETING, FINANCE, NOBODY),
    Table(((18.0, 64.0, 3.2), (4.5, 12.0, 1.6), (2.5, 0.0, 1.8)), (4.1, 2.5, 5.6)),
    Table(((2401.0, 8623.0, 412.0), (586.0, 1602.0, 204.0), (272.0, 0.0, 175.0)), (282.0, 172.0, 384.0)),
)
WORK = WorkNumbers(
    rows=(
        WorkRow(
            party=FINANCE, contacts=2231, needless=276, elsewhere=293, hours=171, needless_hours=0.23, people=1.07,
            staff=2, busy=0.53, wait=0.5,
        ),
        WorkRow(party=NOBODY, contacts=3577, needless=378, elsewhere=156, hours=7.5, needless_hours=1.0, people=0.04),
    ),
    remark="15.6 % of all contacts exist only because something failed.",
    brought=("Of 1,169 contacts that Customer care handles, 960 come from failures of others.",),
    customers=1200.0,
    is_stated=True,
)  # fmt: skip
