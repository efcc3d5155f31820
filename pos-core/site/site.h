#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"
#include "money/money.h"

namespace holdfast {
/// Limits that head office or a manager sets; defaults are what a small shop would choose. Money in minor units.
struct SitePolicy {
  std::int64_t max_line_quantity = 100'000;          ///< whole units of one line
  std::int64_t max_lines = 5'000;                    ///< of one cart
  std::int64_t max_unlisted_price = 100'000;         ///< of a not-on-file line, without approval
  std::int64_t variance_limit = 500;                 ///< cash over or short at close without a manager's reason
  std::int64_t cart_days = 30;                       ///< until an untouched open cart expires
  std::int64_t session_hours = 12;
  std::int64_t history_days = 730;                   ///< promotion and attribution use is kept so long
  std::int64_t gift_card_days = 0;                   ///< until a card that was sold expires, from its last top-up; 0: never
  std::int64_t layaway_days = 60;                    ///< that goods are kept for who pays in parts
  std::int64_t layaway_min_percent = 10;             ///< of the total, with the first payment
  std::int64_t layaway_fee = 0;                      ///< kept when they are not wanted: an amount
  std::int64_t layaway_fee_percent = 0;              ///< and a share of the total
  std::int64_t event_days = 0;                       ///< bodies of events that the hub holds are kept so long, 30 at least; 0: for ever
  bool carry_over_carts = true;                      ///< at shift close; false: void and list them
  bool reprice_returns = false;                      ///< what is kept of a promotion is priced again; false: by share of what was paid
  bool blind_close = false;                          ///< expected cash is not shown before the count
  std::vector<std::string> kitchen_categories = {};  ///< slugs: of these, orders that are paid at once are told to the kitchen's screen
  std::string tax_rounding = "half_up";              ///< of taxes; names of Rounding
  std::string included_target = "tax";               ///< tax | net: what is rounded where the price contains the tax
  std::string compound_base = "rounded";             ///< rounded | raw: which earlier tax a tax on tax is taken on
  std::string discount_tax = "merged";               ///< merged | separate: of what is left, or of the full price minus the discount's
};

/// The store this database belongs to. Loaded once at start and again when it changes.
struct Site {
  std::string site_id;
  std::string tenant_id;
  std::string sales_channel_id;
  std::string name;
  std::string country;                ///< ISO 3166-1 alpha-2
  Currency currency{"EUR", 2};
  std::string time_zone;              ///< IANA name
  std::string locale;                 ///< BCP 47
  bool prices_include_tax = true;
  std::string tax_level = "line";     ///< line | unit | document | document_residual_net
  std::string tax_number;
  std::vector<std::string> address;
  std::vector<std::string> receipt_footer;
  std::string receipt_link;           ///< the receipt's QR code; `{receipt}` and `{order}` stand for its number and id; empty: none
  std::string logo_sha;               ///< SHA-256 (hex) of the receipt's picture, see load_logo(); empty: none
  SitePolicy policy;
  std::int64_t epoch = 1;
  std::string card_key = {};               ///< what codes of gift cards are digested with; never stored, the daemon says so
  bool training = false;              ///< the practice store: nothing in it counts; never stored, the daemon says so
};

namespace site {
/// Refuses with not_configured when the file has no site yet (`holdfast init`).
Result<Site> load(db::Connection& connection);
/// Creates or replaces the site's row; the logo stays. Policy members that equal the defaults are stored too.
void save(db::Connection& connection, const Site& site, Instant now);

/// The picture above every receipt: a PNG of one bit a dot; empty: none.
std::string load_logo(db::Connection& connection);
/// Replaces it; empty removes it. Site::logo_sha follows at the next load().
void save_logo(db::Connection& connection, std::string_view png, Instant now);
}  // namespace site
}  // namespace holdfast
