#include "repricing/repricer.h"

#include <algorithm>

#include "pricing/price_request.h"
#include "promotions/rule_document.h"
#include "taxes/rate_document.h"

namespace holdfast::repricing {
namespace {
constexpr std::size_t most_sets = 1000;
constexpr std::size_t most_versions = 200;  ///< a store is not further behind than so many changes of these rules

std::string words(std::int64_t minor, Currency currency) {
  return to_decimal(Money{minor, currency}) + " " + std::string{currency.code()};
}
std::string first_words(const Error& error) {
  return error.fields.empty() ? error.detail : error.fields[0].pointer + " " + error.fields[0].detail;
}
/// What of a rate decides figures. One that was not taken is known by the code it stands for.
std::string tax_key(taxes::TaxRate rate) {
  if (taxes::treatment_of_code(rate.code) != taxes::Treatment::taxed) return std::string{taxes::taxed_code(rate.code)};
  rate.reverse_charge = taxes::ReverseCharge::never;
  return rate.code + '|' + std::to_string(rate.rate.micro()) + (rate.included ? "|in|" : "|on|") + taxes::encode_terms(rate);
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && (member->is_string() || member->is_number()) ? member->text() : std::string{};
}

/// What the order charged against what the same basket costs; lines that take back sold ones are in no basket.
bool agrees(const pricing::PricedBasket& priced, const pricing::Derivation& said, const Json& payload) {
  if (pricing::digest_of(priced) != said.digest || priced.total.minor() != said.total) return false;
  if (text_of(payload, "kind") != "sale") return true;
  return integer_of(payload, "total") == priced.total.minor() && integer_of(payload, "net") == priced.net.minor() &&
         integer_of(payload, "tax") == priced.tax.minor();
}
}  // namespace

std::optional<Finding> Repricer::check(const Json& payload, Documents& documents) {
  const Json* document = payload.find("pricing");
  if (document == nullptr) return std::nullopt;
  if (const std::string engine = text_of(*document, "engine"); engine != pricing::engine_version)
    return Finding{"price_engine_unknown",
                   "priced by engine " + engine.substr(0, 20) + ", here is " + std::string{pricing::engine_version}};
  auto derivation = pricing::read_derivation(*document);
  if (!derivation) return Finding{"price_unread", first_words(derivation.error())};
  if (auto finding = check_taxes(*derivation, documents)) return finding;
  return compare(*derivation, payload, documents);
}

std::optional<Finding> Repricer::check_taxes(const pricing::Derivation& derivation, Documents& documents) {
  const auto unknown = [&]() -> const taxes::TaxRate* {
    for (const taxes::TaxRate& rate : derivation.rules.taxes.rates)
      if (rate.kind != taxes::TaxKind::fixed_per_unit && !taxes_.contains(tax_key(rate))) return &rate;
    return nullptr;
  };
  if (!taxes_read_) read_taxes(documents);
  if (!taxes_published_ || unknown() == nullptr) return std::nullopt;
  read_taxes(documents);  // there may be newer ones
  const taxes::TaxRate* rate = unknown();
  if (rate == nullptr) return std::nullopt;
  return Finding{"price_tax_unknown", "tax " + rate->code + " of " + to_string(rate->rate) + " % was never published"};
}

void Repricer::read_taxes(Documents& documents) {
  taxes_read_ = true;
  for (const Published& published : documents.tax_categories()) {
    taxes_published_ = true;
    const auto category = published.body ? parse_json(*published.body) : refuse(ErrorCode::malformed_json, "");
    const Json* rates = category ? category->find("rates") : nullptr;
    if (rates == nullptr || !rates->is_array()) continue;
    for (const Json& document : rates->items()) {
      std::vector<FieldError> errors;  // the store refused what cannot be read, so nothing was sold by it
      JsonFields fields{document, errors};
      taxes::TaxRate rate = taxes::read_rate(fields, errors, false).rate;
      taxes_.insert(rate.code);
      const Json* included = document.find("included");
      for (const bool in : {false, true}) {  // left out, it is as the store's prices are
        if (included != nullptr && included->truth() != in) continue;
        rate.included = in;
        taxes_.insert(tax_key(rate));
      }
    }
  }
}

const Repricer::History& Repricer::history(const std::string& id, Documents& documents) {
  const auto known = histories_.find(id);
  return known != histories_.end() ? known->second : histories_.emplace(id, documents.rule(id)).first->second;
}

std::shared_ptr<const promotions::RuleSet> Repricer::rules_at(const pricing::Derivation& derivation,
                                                              std::int64_t version) {
  // By the version that each rule has there, not by the one that was asked for: what was known of a rule may have been old.
  std::vector<const Published*> there;
  std::string key{derivation.basket.currency.code()};
  for (const pricing::RuleVersion& named : derivation.at_work) {
    const History& known = histories_.at(named.id);
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Published& each) { return each.version <= version; });
    there.push_back(found != known.end() && found->body ? &*found : nullptr);
    key.append("|").append(named.id).append("@");
    if (there.back() != nullptr) key.append(std::to_string(there.back()->version));
  }
  if (const auto known = sets_.find(key); known != sets_.end()) return known->second;
  std::vector<promotions::Rule> rules;
  std::vector<FieldError> errors;
  const Rational scale{derivation.basket.currency.minor_per_major()};
  for (const Published* published : there)
    if (const auto document = published != nullptr ? parse_json(*published->body) : refuse(ErrorCode::malformed_json, ""))
      rules.push_back(promotions::read_rule(*document, scale, errors));
  if (sets_.size() >= most_sets) sets_.clear();
  const bool whole = errors.empty() && rules.size() == derivation.at_work.size();
  return sets_[key] = whole ? std::make_shared<const promotions::RuleSet>(std::move(rules)) : nullptr;
}

std::optional<Finding> Repricer::compare(pricing::Derivation& derivation, const Json& payload, Documents& documents) {
  std::optional<std::int64_t> newest_total;
  std::string trouble;
  const auto fits = [&](std::int64_t version) {
    derivation.rules.promotions = derivation.at_work.empty() ? nullptr : rules_at(derivation, version);
    if (derivation.rules.promotions == nullptr && !derivation.at_work.empty()) return false;
    const auto priced = pricing::price(derivation.basket, derivation.rules);
    if (!priced) {
      trouble = first_words(priced.error());
      return false;
    }
    if (!newest_total) newest_total = priced->total.minor();
    return agrees(*priced, derivation, payload);
  };
  for (const bool anew : {false, true}) {
    std::set<std::int64_t, std::greater<>> versions;
    for (const pricing::RuleVersion& rule : derivation.at_work) {
      if (anew) histories_.erase(rule.id);
      const History& known = history(rule.id, documents);
      if (known.empty() && anew) {
        histories_.erase(rule.id);
        return Finding{"price_rule_unknown", "by rule " + rule.id.substr(0, 100) + ", which was never published"};
      }
      for (const Published& published : known) versions.insert(published.version);
    }
    if (derivation.at_work.empty()) versions.insert(0);
    std::size_t tried = 0;
    newest_total.reset();
    for (const std::int64_t version : versions)
      if (tried++ < most_versions && fits(version)) return std::nullopt;
    if (derivation.at_work.empty()) break;
  }
  if (!newest_total) return Finding{"price_rule_unknown", "no published version of its rules can be used: " + trouble};
  const std::int64_t charged = text_of(payload, "kind") == "sale" ? integer_of(payload, "total") : derivation.total;
  return Finding{"price_differs", "the store charged " + words(charged, derivation.basket.currency) +
                                      ", by the published rules it is " +
                                      words(*newest_total, derivation.basket.currency)};
}
}  // namespace holdfast::repricing
