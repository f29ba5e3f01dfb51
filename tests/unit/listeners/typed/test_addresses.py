import pytest

from bot.listeners.typed.addresses import code_in, customer_in


@pytest.mark.parametrize(
    ("address", "customer_id"),
    [
        ("https://admin.shopify.com/store/x/customers/6543210987654", "6543210987654"),
        ("https://x.myshopify.com/admin/customers/6543210987654?page=2#top", "6543210987654"),
        ("x.example/admin/customers/6543210987654/edit", "6543210987654"),
        ("https://x.example/CUSTOMERS/View/cust_1001", "cust_1001"),
        ("https://x.example/users/layla%40example.com", "layla@example.com"),
        ("https://x.example/admin/customer/index/edit/id/4711/", "4711"),
        ("https://x.example/wp-admin/user-edit.php?user_id=4711", "4711"),
        ("https://x.example/index.php?controller=AdminCustomers&id_customer=4711", "4711"),
        ("https://x.example/customer/edit?id=4711", "4711"),
        ("https://x.example/wp-admin/admin.php?page=wc-admin&path=%2Fcustomers%2F4711", "4711"),
        ("https://x.example/?playerUniqueId=cust_1001", "cust_1001"),
        ("https://x.example/app#/customers/4711?tab=1", "4711"),
        ("https://x.example/app#!/customers/4711", "4711"),
        ("https://x.example/customers/4711/orders/815", "4711"),
        ("https://x.example/orders/4711", ""),
        ("https://x.example/orders?id=4711", ""),
        ("https://x.example/account/orders/4711", ""),
        ("https://x.example/users/sign_in", ""),
        ("https://x.zendesk.com/agent/users/4711", ""),
        ("https://x.slack.com/team/users/U0AGENT0001", ""),
        ("https://storefrontapp.example/customers/4711", "4711"),
        ("https://[x/customers/4711", ""),
    ],
)
def test_the_customer_whose_page_it_is_is_in_the_address(address: str, customer_id: str) -> None:
    assert customer_in(address) == customer_id


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://x.example/discount/GONE10?redirect=/", "GONE10"),
        ("https://x.example/discount/save10", "save10"),
        ("https://x.example/discount/FREE-SHIP", "FREE-SHIP"),
        ("https://x.example/discount/black-friday-2026", ""),
        ("https://x.example/promo/summer", ""),
        ("https://x.example/coupons/2026", ""),
        ("https://x.example/cart?discount=GONE10", "GONE10"),
        ("https://x.example/cart?coupon_code=save10", "save10"),
        ("https://x.example/cart?discount=20&promo=banner", ""),
        ("https://x.example/callback?code=4A0X8Y7Z", ""),
    ],
)
def test_the_code_that_an_address_applies_is_in_it(address: str, code: str) -> None:
    assert code_in(address) == code
