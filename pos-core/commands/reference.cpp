#include "commands/reference.h"

#include <algorithm>

#include "commands/tax_policy.h"

namespace holdfast::commands {
namespace {
struct Cached {
  std::int64_t version = -1;
  Reference reference;
  std::shared_ptr<const std::uint64_t> changes;  ///< the writer's own watch, which spares it the look at the row
};

std::int64_t stored_version(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT version FROM reference_version");
  const std::int64_t version = row.step() ? row.integer(0) : 0;
  row.reset();
  return version;
}

std::int64_t version_of(db::Connection& connection, Cached& cached) {
  if (connection.access() == db::Access::reader) return stored_version(connection);
  if (!cached.changes) cached.changes = connection.watch({"reference_version"});
  return static_cast<std::int64_t>(*cached.changes);
}

std::vector<Register> load_registers(db::Connection& connection) {
  std::vector<Register> out;
  db::Statement& rows = connection.prepare("SELECT id, uuid, number, name, location_id, active FROM register ORDER BY number");
  while (rows.step())
    out.push_back({rows.integer(0), rows.uuid(1), rows.small(2), rows.string(3), rows.integer(4), rows.flag(5)});
  return out;
}

bool is_limited(const promotions::Rule& rule) {
  return rule.uses_left || rule.uses_left_customer ||
         std::any_of(rule.actions.begin(), rule.actions.end(), [](const promotions::Action& action) { return action.budget.has_value(); });
}

/// Whether an article's categories are worth asking for: seldom wrong, and then only that it asks in vain.
bool some_rule_names_categories(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM promotion_rule WHERE instr(document, 'categories\"') > 0) OR EXISTS (SELECT 1 FROM "
      "rule_document WHERE kind <> 'loyalty' AND (instr(document, 'categories\"') > 0 OR instr(document, '\"category\"') > 0))");
  const bool named = row.step() && row.flag(0);
  row.reset();
  return named;
}

/// `as_of`: the versions that stood then; none: the newest there are.
Reference load(db::Connection& connection, const Site& site, Instant now, std::optional<Instant> as_of) {
  Reference out;
  out.taxes = taxes::load_taxes(connection, now);
  out.rules.taxes = std::move(out.taxes.table);
  out.rules.regime = regime_of(site);
  out.promotions = promotions::load_rules(connection, site.currency, as_of);
  out.rules.promotions = out.promotions.set;
  out.charges = charges::load_charges(connection, site.currency, as_of);
  out.price_lists = pricing::load_price_lists(connection, site.currency, as_of);
  const bool any_rules = out.promotions.set || !out.charges.rules.empty() || !out.price_lists.index.empty();
  out.names_categories = any_rules && some_rule_names_categories(connection);
  if (out.promotions.set)
    for (const promotions::Rule& rule : out.promotions.set->rules())
      if (is_limited(rule)) out.limited_rules.push_back(rule.id);
  out.tenders = payments::load_tenders(connection);
  out.registers = load_registers(connection);
  out.programmes = loyalty::load_programmes(connection, as_of);
  db::Statement& cards = connection.prepare("SELECT variant_id FROM gift_card_article");
  while (cards.step()) out.gift_cards.insert(cards.integer(0));
  return out;
}
}  // namespace

const loyalty::Programme* Reference::programme(Instant at) const {
  for (const loyalty::Programme& each : programmes)
    if (each.in_force(at)) return &each;
  return nullptr;
}
std::uint32_t Reference::tax_index(std::int64_t category_row) const {
  const auto found = taxes.index_of.find(category_row);
  check(found != taxes.index_of.end());  // a foreign key holds it
  return found->second;
}
std::uint32_t Reference::tax_index(std::int64_t category_row, carts::Service service, std::string_view ship_to) const {
  if (!ship_to.empty() && !taxes.sent_as.empty()) {
    for (const std::string_view place : {ship_to, ship_to.substr(0, 2)}) {
      const auto sent = taxes.sent_as.find({category_row, std::string{place}});
      if (sent != taxes.sent_as.end()) return tax_index(sent->second);
    }
  }
  if (service != carts::Service::unsaid && !taxes.served_as.empty()) {
    const auto served = taxes.served_as.find({category_row, service == carts::Service::eat_in});
    if (served != taxes.served_as.end()) return tax_index(served->second);
  }
  return tax_index(category_row);
}
std::uint32_t Reference::tax_index(std::string_view code, std::string_view ship_to) const {
  const auto found = std::find(taxes.category_codes.begin(), taxes.category_codes.end(), code);
  if (!ship_to.empty() && !taxes.sent_as.empty()) {
    const auto at = static_cast<std::uint32_t>(found == taxes.category_codes.end() ? 0 : found - taxes.category_codes.begin());
    for (const auto& [row, index] : taxes.index_of)
      if (index == at) return tax_index(row, carts::Service::unsaid, ship_to);
  }
  return found == taxes.category_codes.end() ? tax_index(taxes.default_category)
                                             : static_cast<std::uint32_t>(found - taxes.category_codes.begin());
}
const payments::Tender* Reference::tender(std::string_view code) const {
  for (const payments::Tender& tender : tenders)
    if (tender.code == code) return &tender;
  return nullptr;
}
Result<const Register*> Reference::active_register(const Uuid& id) const {
  for (const Register& candidate : registers) {
    if (candidate.id != id) continue;
    if (!candidate.active) return refuse(ErrorCode::conflict, "register " + std::to_string(candidate.number) + " is switched off");
    return &candidate;
  }
  return refuse(ErrorCode::not_found, "no register " + to_string(id));
}
const Register* Reference::register_by_row(std::int64_t row) const {
  for (const Register& candidate : registers)
    if (candidate.row == row) return &candidate;
  return nullptr;
}

const Reference& reference(db::Connection& connection, const Site& site, Instant now) {
  Cached& cached = connection.attached<Cached>();
  const std::int64_t version = version_of(connection, cached);
  const Reference& known = cached.reference;
  const bool in_force = known.taxes.valid_from <= now && now < known.taxes.valid_until &&
                        known.promotions.valid_from <= now && now < known.promotions.valid_until &&
                        known.charges.valid_from <= now && now < known.charges.valid_until &&
                        known.price_lists.valid_from <= now && now < known.price_lists.valid_until;
  if (cached.version != version || !in_force) {
    cached.reference = load(connection, site, now, std::nullopt);
    cached.version = version;
  }
  return cached.reference;
}
Reference reference_as_of(db::Connection& connection, const Site& site, Instant then) {
  return load(connection, site, then, then);
}
}  // namespace holdfast::commands
