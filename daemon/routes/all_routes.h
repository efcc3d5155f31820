#pragma once
#include "routes/api.h"

namespace holdfast::routes {
// One file a resource, `<resource>_routes.cpp`; main/holdfastd.cpp calls them all.
void add_session_routes(Api& api);       ///< sessions, approvals
void add_pairing_routes(Api& api);       ///< before it: how the store shows itself (api.h)
void add_approval_routes(Api& api);      ///< consent asked of somebody who is elsewhere
void add_staff_routes(Api& api);         ///< staff, roles
void add_catalogue_routes(Api& api);     ///< products, variants, categories, lookup, import and export
void add_price_book_routes(Api& api);
void add_layout_routes(Api& api);        ///< what the till shows to tap on
void add_cart_routes(Api& api);
void add_order_routes(Api& api);         ///< orders, sales, returns, receipts
void add_receipt_routes(Api& api);      ///< GET /orders/{id}/receipt
void add_layaway_routes(Api& api);       ///< goods kept for who pays in parts
void add_shift_routes(Api& api);
void add_report_routes(Api& api);        ///< sales by hour, shifts of the store, causes of variances, a customer's data
void add_customer_routes(Api& api);
void add_stock_routes(Api& api);
void add_dead_letter_routes(Api& api);   ///< one that a person looks at, with its document
void add_count_routes(Api& api);         ///< counts of the shelves
void add_price_down_routes(Api& api);    ///< what an article costs over time; prices taken down for a while
void add_subscription_routes(Api& api);
void add_rule_routes(Api& api);          ///< charges, price lists, codes of promotion rules
void add_check_routes(Api& api);         ///< charges on carts, splitting, sold units
void add_kitchen_routes(Api& api);       ///< courses of open checks, tickets
void add_table_routes(Api& api);         ///< the plan of the tables, substitutes of a line
void add_promotion_routes(Api& api);     ///< promotion codes, vouchers
void add_stored_value_routes(Api& api);  ///< gift cards, store credit
void add_loyalty_routes(Api& api);       ///< programmes, points
void add_price_routes(Api& api);         ///< promotion rules, the price of any basket
void add_till_price_routes(Api& api);    ///< why a cart costs what it does; what a till prices by itself with
void add_settings_routes(Api& api);      ///< registers, terminals, tenders
void add_token_routes(Api& api);         ///< a terminal's next token
void add_tax_routes(Api& api);
void add_site_routes(Api& api);
void add_audit_routes(Api& api);
void add_print_routes(Api& api);         ///< the print ledger
void add_day_routes(Api& api);           ///< seals of days, the journal's keys, the audit trail's chain
void add_fiscal_routes(Api& api);        ///< the fiscal unit: choice, receipts to decide about, what it signed
void add_claim_routes(Api& api);         ///< who works with a shared device
/// All of the above.
void add_resource_routes(Api& api);
}  // namespace holdfast::routes
