#include "commands/cart_terms.h"

#include <algorithm>

#include "base/check.h"
#include "commands/article_terms.h"
#include "commands/exempt_rules.h"
#include "commands/reference.h"
#include "customers/buyer_rows.h"

namespace holdfast::commands {
namespace {
/// `2008-11-21` as 20081121: differences in whole years are those of the first digits.
std::optional<int> day_number(std::string_view text) {
  if (!parse_date(text)) return std::nullopt;
  int out = 0;
  for (const char c : text)
    if (c != '-') out = out * 10 + (c - '0');
  return out;
}

Result<> check_age(const carts::Item& item, const std::string& birth_date, const std::string& today) {
  const auto born = day_number(birth_date);
  const auto now = day_number(today);
  if (!born || !now || *born > *now)
    return refuse(ErrorCode::invalid_argument, "that is no date of birth",
                  {{"/birthDate", "must be a date in the past"}});
  const int min_age = item.on_file ? item.on_file->min_age.value_or(0) : 0;
  if ((*now - *born) / 10'000 < min_age)
    return refuse(ErrorCode::conflict,
                  "the customer is not " + std::to_string(min_age) + " yet: " + item.name + " may not be sold");
  return {};
}

Result<> set_serials(db::Connection& connection, carts::Item& item, std::vector<std::string> serials) {
  const Quantity sold = item.quantity.micro() < 0 ? -item.quantity : item.quantity;
  if (Quantity::pieces(static_cast<std::int64_t>(serials.size())) > sold)
    return refuse(ErrorCode::invalid_argument, "more serial numbers than goods",
                  {{"/serials", "at most one for each of the line"}});
  std::sort(serials.begin(), serials.end());
  if (std::adjacent_find(serials.begin(), serials.end()) != serials.end())
    return refuse(ErrorCode::invalid_argument, "a serial number is there twice", {{"/serials", "must all differ"}});
  if (item.variant_id && item.quantity.micro() > 0)
    for (const std::string& serial : serials)
      if (is_sold(connection, *item.variant_id, serial))
        return refuse(ErrorCode::conflict, "number " + serial + " of " + item.name + " was sold already");
  item.terms.serials = std::move(serials);
  return {};
}
}  // namespace

bool is_place(std::string_view text) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() < 2 || !upper(text[0]) || !upper(text[1])) return false;
  if (text.size() == 2) return true;
  return text.size() >= 4 && text.size() <= 6 && text[2] == '-' &&
         std::all_of(text.begin() + 3, text.end(), [&](char c) { return upper(c) || (c >= '0' && c <= '9'); });
}

Result<> change_terms(db::Connection& connection, carts::Cart& cart, const ChangeTerms& change,
                      const Context& context) {
  if (change.service) cart.terms.service = *change.service;
  if (change.tender && !change.tender->empty()) {
    const payments::Tender* tender = reference(connection, context.site, context.now).tender(*change.tender);
    if (tender == nullptr || !tender->active) return refuse(ErrorCode::not_found, "no tender `" + *change.tender + "`");
  }
  if (change.tender) cart.terms.tender = *change.tender;
  if (change.table) cart.terms.table = *change.table;
  if (change.guests) cart.terms.guests = *change.guests;
  if (change.ship_to && !change.ship_to->empty() && !is_place(*change.ship_to))
    return refuse(ErrorCode::invalid_argument, "no such place", {{"/shipTo", "must be as FR or US-CA (ISO 3166)"}});
  if (change.ship_to) cart.terms.ship_to = *change.ship_to;
  if (change.purchase_order) cart.terms.purchase_order = *change.purchase_order;
  if (change.exempt && *change.exempt) {
    const auto buyer = cart.person_row ? customers::load_buyer(connection, *cart.person_row) : customers::Buyer{};
    if (!buyer.exemption || !buyer.exemption->valid_at(context.now))
      return refuse(ErrorCode::conflict, "the customer has no certificate of exemption that is valid now");
  }
  if (change.exempt) cart.terms.exempt = *change.exempt;
  if (change.reverse_charge && *change.reverse_charge) {
    const auto buyer = cart.person_row ? customers::load_buyer(connection, *cart.person_row) : customers::Buyer{};
    TRY(may_reverse(reference(connection, context.site, context.now).rules, buyer, context.site));
  }
  if (change.reverse_charge) cart.terms.reverse_charge = *change.reverse_charge;
  return {};
}

Result<> change_line_terms(db::Connection& connection, const carts::Cart& cart, carts::Item& item,
                           const ChangeLineTerms& change, const Context& context) {
  if (change.service) item.terms.service = *change.service;
  if (change.seat) item.terms.seat = *change.seat;
  if (change.course) item.terms.course = *change.course;
  if (change.substitute) item.terms.substitute = *change.substitute;
  if (change.modifies) {
    const int line = whole_of(*change.modifies) == cart.id ? part_of(*change.modifies) : 0;
    const auto found =
        std::find_if(cart.items.begin(), cart.items.end(), [&](const carts::Item& each) { return each.item == line; });
    if (found == cart.items.end() || line == item.item)
      return refuse(ErrorCode::not_found, "no line " + to_string(*change.modifies) + " in this cart to belong to");
    if (found->terms.modifies != 0) return refuse(ErrorCode::conflict, "that line belongs to another itself");
    item.terms.modifies = line;
    if (item.terms.seat == 0) item.terms.seat = found->terms.seat;
  }
  if (change.serials) TRY(set_serials(connection, item, *change.serials));
  if (change.birth_date) {
    TRY(check_age(item, *change.birth_date, context.business_date));
    item.terms.age_checked = true;
  }
  return {};
}

Result<> ask_charge(db::Connection& connection, carts::Cart& cart, const AskCharge& command, const Context& context) {
  const auto& rules = reference(connection, context.site, context.now).charges.rules;
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [&](const charges::Rule& each) { return each.id == command.charge; });
  if (rule == rules.end()) return refuse(ErrorCode::not_found, "no charge `" + command.charge + "`");
  if (!command.quantity.is_whole() || command.quantity.is_zero())
    return refuse(ErrorCode::invalid_argument, "a charge is counted in whole ones",
                  {{"/quantity", "must be whole and not 0"}});
  const bool empties = command.quantity.micro() < 0;
  if (rule->automatic && !empties) return refuse(ErrorCode::conflict, rule->name + " comes by itself");
  if (empties && rule->kind != charges::Kind::deposit)
    return refuse(ErrorCode::conflict, "only deposits are paid back without the goods");
  if (rule->tax_category.empty())
    return refuse(ErrorCode::conflict, "the charge names no tax category, which it needs without goods");
  auto known = std::find_if(cart.terms.charges.begin(), cart.terms.charges.end(), [&](const carts::AskedCharge& each) {
    return each.code == command.charge && (each.quantity.micro() < 0) == empties;
  });
  const Quantity sum = known == cart.terms.charges.end() ? command.quantity : known->quantity + command.quantity;
  if (empties && -sum > Quantity::pieces(rule->max_empties))
    return refuse(ErrorCode::limit_exceeded, "at most " + std::to_string(rule->max_empties) + " empties in one sale");
  if (sum > Quantity::pieces(context.site.policy.max_line_quantity))
    return refuse(ErrorCode::limit_exceeded,
                  "at most " + std::to_string(context.site.policy.max_line_quantity) + " of one charge");
  if (known != cart.terms.charges.end())
    known->quantity = sum;
  else
    cart.terms.charges.push_back({cart.next_item++, command.charge, sum});
  return {};
}
}  // namespace holdfast::commands
