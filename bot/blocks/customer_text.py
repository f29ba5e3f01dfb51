"""A text that an agent can send to the customer, in the customer's language: plain words, no internal fields, no Slack
markup."""

from typing import assert_never

from bot.blocks.gift import amount, gift, has_currency, is_unread
from bot.blocks.mrkdwn import clean
from bot.blocks.recipient import Recipient, end, first_day, is_too_far, last_day
from bot.coupons.availability import Standing, uses_left
from bot.coupons.evidence import (
    Contradiction,
    Deactivated,
    Deleted,
    EndsBeforeStart,
    Expired,
    NotStarted,
    Reason,
    Unexplained,
    Used,
    UsedByCustomer,
    UsedUp,
)
from bot.coupons.period import expiry_of
from bot.coupons.selection import JudgedCoupon
from bot.gameball.models import Coupon
from bot.gameball.types import CouponType


def reply_text(item: JudgedCoupon, alternative: JudgedCoupon | None, to: Recipient) -> str:
    """A text about one coupon. Where it does not surely work, it offers `alternative`, one that does, if there is any."""
    say = to.language.say
    match item.availability.standing:
        case Standing.USABLE:
            paragraphs = _works(item, to)
        case Standing.UNCLEAR:
            # Promises nothing, and sends nobody to the checkout to try.
            paragraphs = [
                say(
                    "Thank you for asking about your coupon {code}. We are checking whether it can be used, and will "
                    "come back to you. Please give us a little time.",
                    code=_code(item.coupon, to),
                ),
                *_instead(alternative, say("Until then, there is another one for you."), to),
            ]
        case _:
            news = say("The good news: there is another one for you.")
            sorry = say("We are sorry for the trouble.")
            paragraphs = [*_does_not_work(item, to), *(_instead(alternative, news, to) or [sorry])]
    return "\n\n".join([say("Hi,"), *(part for part in paragraphs if part)])


def _works(item: JudgedCoupon, to: Recipient) -> list[str]:
    say, coupon = to.language.say, item.coupon
    offer = _offer(coupon, to)
    if item.availability.derived:
        # Gameball does not say so itself.
        offer = f"{say('As far as we can see, your coupon works.')} {offer}"
    closing = say(
        "If it does not work for you, please tell us what the checkout says, and we will look into it."
    )
    return [offer, _how(coupon, to), _conditions(coupon, to), _uses(coupon, to), closing]


_DENIED: dict[Contradiction, tuple[type[Reason], ...]] = {
    Contradiction.NOT_USED: (Used, UsedByCustomer),
    Contradiction.ACTIVE: (Deactivated,),
    Contradiction.NOT_EXPIRED: (Expired,),
    Contradiction.IMPOSSIBLE_EXPIRY: (Expired,),
}
"""Which reasons are not told to the customer, as another field denies them."""


def _does_not_work(item: JudgedCoupon, to: Recipient) -> list[str]:
    say, coupon, availability = to.language.say, item.coupon, item.availability
    # A day on which it starts is a promise, and only true where nothing else is in the way.
    others = [reason for reason in availability.reasons if not isinstance(reason, NotStarted)]
    starts = availability.standing is Standing.STARTS_LATER and not availability.doubts
    sentences = [say("Thank you for asking about your coupon {code}.", code=_code(coupon, to))]
    if others or starts:
        denied = tuple(kind for one in availability.contradictions for kind in _DENIED.get(one, ()))
        if any(isinstance(reason, EndsBeforeStart) for reason in others):
            # It was never valid.
            denied = (*denied, Expired)
        # Where it expired before the day that Gameball gives, that day says nothing.
        early = Contradiction.EXPIRED_BEFORE_EXPIRY in availability.contradictions
        for reason in others or availability.reasons:
            if isinstance(reason, denied):
                sentences.append(say("It cannot be used."))
            else:
                sentences.append(
                    _reason(Expired(None) if early and isinstance(reason, Expired) else reason, to)
                )
    else:
        sentences.append(say("It cannot be used yet."))
    given = gift(coupon, to)
    if starts and given:
        sentences.append(_gives(given, coupon, to))
    held = say(
        "If you have another checkout open, on your phone for example, please finish or close it and try again in a few "
        "minutes. It may also not count for everything in your cart."
    )
    # Where a field is in doubt, that is the likelier cause, and to try again would be in vain.
    may_be_held = Unexplained() in availability.reasons and not availability.doubts
    return [
        # Two reasons may be one to the customer.
        " ".join(dict.fromkeys(sentences)),
        _conditions(coupon, to) if starts else "",
        held if may_be_held else "",
    ]


def _instead(alternative: JudgedCoupon | None, news: str, to: Recipient) -> list[str]:
    if alternative is None:
        return []
    coupon = alternative.coupon
    return [f"{news} {_offer(coupon, to)}", _how(coupon, to), _conditions(coupon, to)]


def _offer(coupon: Coupon, to: Recipient) -> str:
    say, code, given, until = to.language.say, _code(coupon, to), gift(coupon, to), end(expiry_of(coupon), to)
    if not clean(coupon.code or ""):
        return _gives(given, coupon, to)
    # Where no end is given, there may be one all the same.
    forever = coupon.expiry_date is not None and is_too_far(coupon.expiry_date, to)
    match bool(given), until, forever:
        case True, "", True:
            return say("Your coupon {code} gives you {gift}. It has no end date.", code=code, gift=given)
        case True, "", False:
            return say("Your coupon {code} gives you {gift}, and you can use it now.", code=code, gift=given)
        case False, "", True:
            return say("You can use your coupon {code}. It has no end date.", code=code)
        case False, "", False:
            return say("You can use your coupon {code} now.", code=code)
        case False, _, _:
            return say("You can use your coupon {code} until {day}.", code=code, day=until)
        case _:
            return say(
                "Your coupon {code} gives you {gift}, and you can use it until {day}.",
                code=code,
                gift=given,
                day=until,
            )


def _gives(given: str, coupon: Coupon, to: Recipient) -> str:
    say, until = to.language.say, end(expiry_of(coupon), to)
    if until:
        return say("It gives you {gift}, until {day}.", gift=given, day=until)
    return say("It gives you {gift}.", gift=given)


def _how(coupon: Coupon, to: Recipient) -> str:
    say, code = to.language.say, clean(coupon.code or "")
    if coupon.is_promotion:
        return say("You do not need to enter a code: it applies by itself.")
    if not code:
        return ""
    # On a line of its own, and without the characters that isolate it: this is where it is copied from.
    if (coupon.target or "").casefold() == "pos":
        return say("To use it, please show this code at the till in one of our stores:\n{code}", code=code)
    return say("To use it, please enter this code at the checkout:\n{code}", code=code)


def _conditions(coupon: Coupon, to: Recipient) -> str:
    say, least = to.language.say, coupon.min_order_value
    if not least and not is_unread(coupon, "minOrderValue"):
        return ""
    # Of a free product, its own price must reach the minimum.
    if not least or least < 0 or coupon.kind is CouponType.FREE_PRODUCT:
        return say("Your order may have to reach a minimum amount.")
    if not has_currency(coupon):
        return say("Your order must reach a minimum amount.")
    return say("It works for orders of {amount} or more.", amount=amount(least, coupon, to))


def _uses(coupon: Coupon, to: Recipient) -> str:
    left = uses_left(coupon)
    if left is None or not 0 < left < 100:
        return ""
    return to.language.say_number("You can use it once.", "You can use it {number} times.", left)


def _reason(reason: Reason, to: Recipient) -> str:
    say = to.language.say
    match reason:
        case Expired(expiry=expiry):
            return (
                say("It was valid until {day}.", day=last_day(expiry, to))
                if expiry
                else say("It has expired.")
            )
        case NotStarted(starts=starts):
            return say("It can be used from {day}.", day=first_day(starts, to))
        case Deactivated() | Deleted():
            return say("It is not active any more.")
        case EndsBeforeStart():
            return say("It cannot be used.")
        case Used():
            return say("We see that it has already been used. If that was not you, please tell us.")
        case UsedByCustomer(used=used):
            return to.language.say_number(
                "We see one use of it on your account. If that was not you, please tell us.",
                "We see {number} uses of it on your account, and it allows no more. If that was not you, please tell us.",
                used,
            )
        case UsedUp():
            return say("All of its uses have been taken.")
        case Unexplained():
            return say("It cannot be used at the moment.")
        case _:
            assert_never(reason)


def _code(coupon: Coupon, to: Recipient) -> str:
    return to.language.coupon_code(clean(coupon.code or ""))
