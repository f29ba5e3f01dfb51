"""Words by which support agents and customers name ids and codes, and words and marks that are neither."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CUSTOMER = _words(
    """
    customer customers customer's client client's user users user's member member's account accounts shopper buyer profile
    kunde kunden kundin kundenkonto konto cliente usuario compte utilisateur müşteri
    عميل العميل العميلة عميلة للعميل زبون الزبون حساب الحساب حسابي
    """
)
"""What stands before a customer's id."""

ID = _words(
    """
    id id's customerid customer_id customer-id clientid client_id userid user_id accountid account_id memberid member_id
    uid playeruniqueid customeruniqueid shopperid kundennummer kundennr kunden-nr kundennr. kunden-id معرف المعرف
    """
)
"""What only stands before an id; `customer` may stand before anything."""

LINKING = _words(
    """
    is no no. nr nr. num number # : - | the my called named = ist lautet nummer est numéro numero n° es était
    هو هي رقم رقمي
    """
)
"""What may stand between a word for an id or a code and the id or code."""

CODE = _words(
    """
    code codes coupon coupons voucher vouchers promo promos promocode promo-code couponcode coupon-code discountcode
    discount-code vouchercode coupon_code discount_code promo_code gutschein gutscheincode gutschein-code rabattcode
    rabatt-code aktionscode code-promo codepromo código codigo cupón cupon kupon kuponu kod kodu
    كود الكود بالكود كوبون الكوبون بالكوبون قسيمة القسيمة برومو
    """
)

ANY_CODE = _words("code codes kod kodu كود الكود بالكود")
"""Those of them that other codes are called too."""

OTHER = _words(
    """
    order orders ticket tickets case cases issue invoice receipt tracking shipment parcel awb package transaction payment
    ref ref. reference rma sku product item model serial imei ean barcode error status zip postal postcode post country
    dhl fedex ups usps aramex smsa naqel dpd gls hermes courier carrier 2fa cvv
    area dial verification security access qr otp pin sms source device session app version build flight booking
    plate plates vin box suite apt apt. unit ext ext. extension batch asin pnr locker meter routing licence license registration national employee staff driver apple google student orderid order_id ticketid reservation phone telephone tel tel. mobile cell fax whatsapp call bank iban card tax vat passport message tour
    bestellung bestellnummer rechnung auftrag sendung sendungsnummer plz telefon commande facture colis suivi téléphone
    pedido factura envío sipariş fatura
    طلب الطلب طلبي طلبية الطلبية فاتورة الفاتورة شحنة الشحنة تذكرة التذكرة هاتف الهاتف جوال الجوال التحقق تحقق
    القومي قومي الهوية هوية الإقامة الاقامة جواز الجواز التتبع تتبع بوليصة البوليصة المنتج منتج مرجع المرجع شكوى الشكوى بلاغ البلاغ
    civil emirates iqama color colour hex requestid traceid transactionid sessionid productid correlationid
    """
)
"""What other numbers and codes are called: after one of these, neither an id nor a coupon's code follows."""

AMOUNTS = _words(
    """
    egp sar aed kwd bhd omr qar jod lbp iqd syp irr try usd eur gbp inr le sr pounds riyals dirhams dinars liras lira
    dollars euros points point pts نقطة نقاط جنيه ريال درهم دينار ليرة
    """
)
"""What amounts are counted in: a number before or after one is none."""

WITH_IDS = _words(
    """
    variant collection token rule campaign promotion reward discount store branch merchant request location warehouse
    agent group segment tier webhook
    فرع الفرع متجر المتجر
    """
)
"""What other ids are of. Where no id is spoken of, a code may follow these."""

TRYING = _words(
    """
    use used using try tried trying enter entered entering type typed typing apply applied applying redeem redeemed
    redeeming submit submitted input eingegeben probiert utilisé utiliser essayé saisi
    استخدم استخدمت أستخدم جربت أدخلت ادخلت كتبت
    """
)
"""What people do with a code."""

FAILING = _words(
    """
    does doesn't doesnt did didn't didnt do is isn't isnt was wasn't won't wont not never says said gives shows fails failed
    failing expired invalid rejected declined stopped keeps has code coupon voucher geht funktioniert ist wird ne n'est
    لا لم ليس منتهي غير ما مرفوض
    """
)
"""What codes do that people ask about."""

SHOUTED = _words(
    """
    urgent asap important attention warning alert notice reminder update updated escalation escalated escalate priority
    critical please help hello thanks thank sorry customer customers client account order orders ticket email phone
    not working work works worked invalid expired expire error errors failed failing fail fails issue issues problem
    refund refunded refunds return returns discount coupon coupons code codes voucher vouchers promo checkout cart payment
    shipping delivery delivered still again never always today tomorrow yesterday now soon immediately waiting angry upset
    vip team support agent manager note info todo done fixed pending closed open resolved blocked question answer
    apply applied applying use used using redeem redeemed enter entered submit try tried type typed click
    true false null none undefined unknown unavailable available active inactive enabled disabled valid accepted rejected
    declined denied refused wrong correct incorrect missing empty limit reached required optional success successful
    what when where why which who how this that these those there here with without from have has had been will would
    could should cannot can't does did don't and but for the you your our are was were just only more less very really
    http https html json xml api sms otp pin url pdf faq crm erp usa uae ksa egp sar aed kwd bhd omr qar jod usd eur gbp
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december dringend wichtig bitte danke hilfe kunde nicht gültig ungültig abgelaufen urgente merci
    bonjour expiré invalide actif actifs marche
    continue pay confirm cancel remove next back save login logout register subscribe download upload delete edit search
    menu home buy broken dead gone lost useless fake scam found server network connection reset timeout exception fatal
    منتهي منتهية صالح صالحة خطأ مرفوض مرفوضة
    yes err ends ended starts says said shows add place send got gets
    """
)
"""Words that are written in capitals or between quotes, and are no codes."""

ABOUT_COUPONS = (CODE | TRYING) | _words(
    """
    discount discounts offer checkout gift invalid expired rejected declined refused rabatt ungültig abgelaufen remise
    expiré descuento خصم الخصم منتهي مرفوض
    """
)
"""What is spoken of in messages about coupons."""

OWN_MAILBOXES = _words(
    """
    support help helpdesk info hello hi contact service services care customercare customerservice sales team orders order
    billing noreply no-reply donotreply do-not-reply mailer-daemon postmaster notifications notification newsletter admin
    returns feedback kundenservice reply
    """
)
"""E-mail addresses that begin so are a shop's own."""

MODEL = re.compile(
    r"[A-Z]{2}[_-]?\d+ | [A-Z]{3,4}[_-]?(?!(?:100|150|200|250|300|400|500|1000|19\d\d|20\d\d)$)\d{3,}",
    re.VERBOSE,
)
"""As products, flights and tickets are called, and few coupons: RTX4090, MH370, BUG1234."""

NO_CODE = re.compile(
    r"""
    [A-Z]{1,5}-\d+                                          # a ticket: ZD-48213
    | .*\d{7,}.* | 1Z[0-9A-Z]{8,}                           # parcels, phones
    | [A-Z]\d+                                              # A4
    | (?=[0-9A-F]{6}$)(?![A-F]{4}\d\d$).*                   # a colour
    | \d+(?:AM|PM|H|HR|HRS|MIN|MINS|SEC|DAYS?|ST|ND|RD|TH|X|XL|XXL|XS|K|M|KG|MG|G|ML|L|CM|MM|KM|INCH|GB|MB|TB|HZ|P|W|V|D|PCS)
    | (?:EGP|SAR|AED|KWD|BHD|OMR|QAR|JOD|USD|EUR|GBP|TRY|INR|LE|SR|US)\d+K? | \d+(?:EGP|SAR|AED|KWD|BHD|OMR|QAR|JOD|USD|EUR|GBP|TRY|INR|LE|SR)
    | \d*[-_]?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)[-_]?\d* | (?:Q|H|FY|CW|KW|V|VER)\d+(?:[-_]?\d+)?
    | (?:IPHONE|IPAD|IOS|ANDROID|MACOS|WIN|WINDOWS|GALAXY|PIXEL|COVID|XBOX|USB|HTTP|HTTPS|ERR|ERROR|CODE|SHA|UTF|ISO|MP|STEP|PAGE
        |IMG|DSC|PXL|VID|SCREENSHOT|ORDER|ORD|INV|INVOICE|TICKET|CASE|REF|SKU|PO|RMA|AWB|VERSION)[-_]?[0-9][0-9A-Z_-]*
    | (?:UTC|GMT)[+-]?\d+ | \d+[-_]\d+(?:[-_]\d+)* | \d+X\d+ | [23]FA | 3DS | \d+-(?:IN|FOR|TO)-\d+ | [A-Z]{1,2}\d[A-Z]
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Letters and digits that are written as codes are, and are none."""
