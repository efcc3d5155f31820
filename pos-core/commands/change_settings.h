#pragma once
#include "commands/context.h"
#include "commands/reference.h"
#include "commands/tax_policy.h"
#include "payments/tender.h"
#include "taxes/rate_document.h"

namespace holdfast::commands {
struct CreateRegister {
  int number = 0;
  std::string name;
};
/// At the store's one location. Refuses duplicate. Takes device_admin.
Result<Register> create_register(db::Transaction& tx, const CreateRegister& command, Context& context);

/// Creates or replaces a way to pay; `tender.id` is not read. Its kind and currency stay once it was used: refuses
/// conflict. Takes catalogue_edit.
Result<payments::Tender> put_tender(db::Transaction& tx, payments::Tender tender, Context& context);

struct PutTaxCategory {
  std::string code;
  std::string name;
  std::vector<taxes::DatedRate> rates;  ///< in the order they are applied
  std::optional<std::string> eaten_in_as, taken_away_as;  ///< code of the category its goods are taxed as then
  struct Destination {
    std::string place;  ///< ISO 3166: `FR`, `US-CA`
    std::string taxed_as;
  };
  std::vector<Destination> destinations = {};  ///< what goods that are sent there are taxed as
};
/// Creates it or replaces its rates, from now on: what was sold keeps its taxes. Takes catalogue_edit.
Result<> put_tax_category(db::Transaction& tx, const PutTaxCategory& command, Context& context);

/// What is not set stays. Currency, country and the price basis stay for good. Takes device_admin.
struct ChangeSite {
  std::optional<std::string> name, locale, tax_number, receipt_link;
  std::optional<std::vector<std::string>> address, receipt_footer;
  std::optional<std::int64_t> max_line_quantity, max_lines, max_unlisted_price, variance_limit, cart_days,
      session_hours, history_days, gift_card_days, event_days, layaway_days, layaway_min_percent, layaway_fee,
      layaway_fee_percent;
  std::optional<bool> carry_over_carts, blind_close, reprice_returns;
  TaxPolicy taxes = {};
  std::optional<std::vector<std::string>> kitchen_categories;
};
Result<Site> change_site(db::Transaction& tx, const ChangeSite& command, Context& context);

/// The picture above every receipt, as it prints (PNG, one bit a dot); empty removes it. Takes device_admin.
Result<> change_logo(db::Transaction& tx, std::string_view png, Context& context);
}  // namespace holdfast::commands
