#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"
#include "money/quantity.h"

namespace holdfast::carts {
/// How food is served, where taxes ask.
enum class Service : std::uint8_t { unsaid, eat_in, take_away };
std::string_view name_of(Service service);  ///< `eatIn`, `takeAway`; empty: unsaid
std::optional<Service> parse_service(std::string_view name);

/// A charge that somebody asked for: a bag, delivery; empties when the quantity is negative.
struct AskedCharge {
  int charge = 0;  ///< its id is the cart's with this part
  std::string code;
  Quantity quantity;
  friend bool operator==(const AskedCharge&, const AskedCharge&) = default;
};
/// A code that was entered and the promotion rule it speaks for.
struct EnteredCode {
  std::string code;
  std::string rule;    ///< its id
  std::string coupon;  ///< the code the rule's document names
  friend bool operator==(const EnteredCode&, const EnteredCode&) = default;
};

/// What few carts carry, beyond their lines. An order keeps what it was sold by.
struct Terms {
  Service service = Service::unsaid;
  std::string tender;  ///< chosen, for promotions that ask
  std::string table;
  int guests = 0;
  std::string purchase_order;
  std::string ship_to;  ///< ISO 3166 place the goods are sent to, which decides their taxes; empty: taken along
  bool exempt = false;      ///< by the customer's certificate
  int age_proven = 0;       ///< years that an identity provider vouched for; 0: not asked
  std::string age_proof;    ///< which of its checks that was
  std::string certificate;  ///< its number; of an order only
  bool reverse_charge = false;   ///< taxes that a business owes itself are not taken
  std::string buyer_tax_number;  ///< of that business; of an order only
  std::string due_on;       ///< YYYY-MM-DD of an invoice; of an order only
  std::vector<AskedCharge> charges;
  std::vector<EnteredCode> codes;
  bool empty() const { return *this == Terms{}; }
  friend bool operator==(const Terms&, const Terms&) = default;
};

/// Who else has a part in a line: royalty and commission, for the hub's accounts.
struct Split {
  std::string kind;  ///< royalty | commission
  std::string party;
  std::int64_t amount = 0;  ///< of the line's net, minor units
  friend bool operator==(const Split&, const Split&) = default;
};

/// Whether a line stands for what was chosen with it: those lines name it by `modifies` and their group by `choice`.
enum class Parts : std::uint8_t {
  none,
  extras,  ///< it has a price of its own, and what was chosen comes on top
  combo,   ///< its price lies on its parts, for their taxes and stations; itself it costs nothing
};
std::string_view name_of(Parts parts);  ///< `extras`, `combo`; empty: none

/// What few lines carry.
struct LineTerms {
  Service service = Service::unsaid;  ///< another than the cart's
  int seat = 0;
  int course = 0;
  int modifies = 0;         ///< the line that this one belongs to
  bool substitute = false;  ///< given for something that was not there
  std::string instead_sku;  ///< of what that was; empty: not said
  std::string instead_name;
  Quantity fired;           ///< so many of it the kitchen knows
  Parts parts = Parts::none;
  std::string choice;       ///< the group of choices of `modifies` that it answers; empty: it does not
  bool of_combo = false;    ///< `modifies` is a combo
  Quantity tare;            ///< of packaging, in the line's unit: `quantity` is without it
  std::vector<std::string> serials;
  bool age_checked = false;  ///< by a date of birth, which is not kept
  std::string charge;        ///< of an order's line: the charge it is; the goods it is for are `modifies`
  std::string charge_kind;
  std::vector<std::string> issued;  ///< tickets, memberships: the codes
  std::vector<Split> splits;
  bool empty() const { return *this == LineTerms{}; }
  friend bool operator==(const LineTerms&, const LineTerms&) = default;
};

/// As they are stored: JSON objects with what is not the default.
std::string encode(const Terms& terms);
std::string encode(const LineTerms& terms);
Terms decode_terms(std::string_view text);
LineTerms decode_line_terms(const Json& document);
LineTerms decode_line_terms(std::string_view text);
}  // namespace holdfast::carts
