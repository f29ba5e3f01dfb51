"""Gameball's types of coupons, in all the spellings that its own pages show."""

from enum import Enum, auto
from functools import lru_cache


class CouponType(Enum):
    """OTHER stands for each type that its documentation does not name."""

    FREE_SHIPPING = auto()
    FIXED_RATE_DISCOUNT = auto()
    PERCENTAGE = auto()
    FREE_PRODUCT = auto()
    BUY_X_GET_Y = auto()
    CUSTOM = auto()
    PERCENTAGE_FEES_DISCOUNT = auto()
    PERCENTAGE_CASHBACK = auto()
    FIXED_CASHBACK = auto()
    OTHER = auto()


PERCENT_TYPES = frozenset(
    {CouponType.PERCENTAGE, CouponType.PERCENTAGE_FEES_DISCOUNT, CouponType.PERCENTAGE_CASHBACK}
)
MONEY_TYPES = frozenset({CouponType.FIXED_RATE_DISCOUNT, CouponType.FIXED_CASHBACK})

# Case and separators are ignored. The numbers are those of `couponType`.
_SPELLINGS = {
    "freeshipping": CouponType.FREE_SHIPPING,
    "freeshippingdiscount": CouponType.FREE_SHIPPING,
    "freeshippingsettings": CouponType.FREE_SHIPPING,
    "shipping": CouponType.FREE_SHIPPING,
    "freedelivery": CouponType.FREE_SHIPPING,
    "3": CouponType.FREE_SHIPPING,
    "fixed": CouponType.FIXED_RATE_DISCOUNT,
    "fixedamount": CouponType.FIXED_RATE_DISCOUNT,
    "fixedamountbaseddiscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixedamountdiscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixeddiscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixedrate": CouponType.FIXED_RATE_DISCOUNT,
    "fixedratediscount": CouponType.FIXED_RATE_DISCOUNT,
    "fixedratesettings": CouponType.FIXED_RATE_DISCOUNT,
    "2": CouponType.FIXED_RATE_DISCOUNT,
    "percent": CouponType.PERCENTAGE,
    "percentage": CouponType.PERCENTAGE,
    "percentageamountbaseddiscount": CouponType.PERCENTAGE,
    "percentagebaseddiscount": CouponType.PERCENTAGE,
    "percentagediscount": CouponType.PERCENTAGE,
    "percentagesettings": CouponType.PERCENTAGE,
    "1": CouponType.PERCENTAGE,
    "freeproduct": CouponType.FREE_PRODUCT,
    "freeproductsettings": CouponType.FREE_PRODUCT,
    "product": CouponType.FREE_PRODUCT,
    "4": CouponType.FREE_PRODUCT,
    "buyxgety": CouponType.BUY_X_GET_Y,
    "buyonegetone": CouponType.BUY_X_GET_Y,
    "custom": CouponType.CUSTOM,
    "percentagebasedfeesdiscount": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagefeesdiscount": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagefees": CouponType.PERCENTAGE_FEES_DISCOUNT,
    "percentagebasedcashback": CouponType.PERCENTAGE_CASHBACK,
    "percentagecashback": CouponType.PERCENTAGE_CASHBACK,
    "fixedcashback": CouponType.FIXED_CASHBACK,
    "fixedamountcashback": CouponType.FIXED_CASHBACK,
    "fixedbasedcashback": CouponType.FIXED_CASHBACK,
}


@lru_cache(maxsize=256)
def coupon_type(spelling: str) -> CouponType:
    """The type that a spelling of Gameball's means."""
    letters = "".join(character for character in spelling.casefold() if character.isalnum())
    if letters.isdigit() and letters != spelling:
        # A number is no name: -1 is not 1.
        return CouponType.OTHER
    return _SPELLINGS.get(letters, CouponType.OTHER)
