#include "routes/all_routes.h"

namespace holdfast::routes {
void add_resource_routes(Api& api) {
  add_pairing_routes(api);
  add_session_routes(api);
  add_approval_routes(api);
  add_staff_routes(api);
  add_catalogue_routes(api);
  add_price_book_routes(api);
  add_layout_routes(api);
  add_cart_routes(api);
  add_order_routes(api);
  add_layaway_routes(api);
  add_shift_routes(api);
  add_report_routes(api);
  add_customer_routes(api);
  add_stock_routes(api);
  add_dead_letter_routes(api);
  add_count_routes(api);
  add_price_down_routes(api);
  add_subscription_routes(api);
  add_promotion_routes(api);
  add_price_routes(api);
  add_rule_routes(api);
  add_check_routes(api);
  add_kitchen_routes(api);
  add_table_routes(api);
  add_till_price_routes(api);
  add_stored_value_routes(api);
  add_loyalty_routes(api);
  add_settings_routes(api);
  add_token_routes(api);
  add_tax_routes(api);
  add_site_routes(api);
  add_audit_routes(api);
  add_day_routes(api);
  add_fiscal_routes(api);
  add_print_routes(api);
  add_claim_routes(api);
}
}  // namespace holdfast::routes
