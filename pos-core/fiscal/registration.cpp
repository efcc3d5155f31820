#include "fiscal/registration.h"

#include <array>

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::fiscal {
namespace {
constexpr std::array<std::string_view, 5> states{"undecided", "registered", "postponed", "skipped", "marked"};
constexpr std::array<std::string_view, rksv::rates> rate_names{"normal", "reduced1", "reduced2", "zero", "special"};
constexpr std::array<std::string_view, 3> kinds{"sale", "reversal", "training"};

std::string text_of(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? found->text() : std::string{};
}
}  // namespace

std::string_view name_of(State state) { return states[static_cast<std::size_t>(state)]; }
std::optional<State> parse_state(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == name) return static_cast<State>(i);
  return std::nullopt;
}
std::optional<Event> parse_choice(std::string_view name) {
  if (name == "retry") return Event::retry;
  if (name == "postpone") return Event::postpone;
  if (name == "skip") return Event::skip;
  if (name == "markRegistered") return Event::mark_registered;
  return std::nullopt;
}
std::optional<rksv::Rate> parse_rate(std::string_view name) {
  for (std::size_t i = 0; i < rate_names.size(); ++i)
    if (rate_names[i] == name) return static_cast<rksv::Rate>(i);
  return std::nullopt;
}

Result<Step> step(State state, OnFailure policy, Event event) {
  using Do = Step::Do;
  const bool open = state == State::undecided;
  switch (event) {
    case Event::unit_signed:
      if (open) return Step{State::registered, Do::chain_signed};
      break;
    case Event::unit_failed:
      if (open && policy == OnFailure::postpone) return Step{State::postponed, Do::chain_unsigned};
      if (open) return Step{State::undecided, Do::nothing};
      break;
    case Event::retry:
      if (open) return Step{State::undecided, Do::ask_unit};
      break;
    case Event::postpone:
      if (open) return Step{State::postponed, Do::chain_unsigned};
      break;
    case Event::skip:
      if (open) return Step{State::skipped, Do::nothing};
      break;
    case Event::mark_registered:
      if (open) return Step{State::marked, Do::nothing};
      break;
    case Event::collected:
      if (state == State::postponed) return Step{State::registered, Do::nothing};
      break;
  }
  return refuse(ErrorCode::conflict, "the receipt is " + std::string{name_of(state)} + " already");
}

std::string to_document(const Settings& settings) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("profile", settings.profile)
      .member("onFailure", settings.on_failure == OnFailure::ask ? "ask" : "postpone");
  json.member("cashBox", settings.cash_box).key("rates").begin_object();
  for (const auto& [code, rate] : settings.rates) {
    std::string name;
    append_json_string(name, code);
    json.key(std::string_view{name}.substr(1, name.size() - 2)).value(rate_names[rate]);
  }
  json.end_object().end_object();
  return out;
}
Result<Settings> parse_settings(std::string_view document) {
  const Json json = TRY(parse_json(document));
  Settings out{text_of(json, "profile"),
               text_of(json, "onFailure") == "ask" ? OnFailure::ask : OnFailure::postpone,
               text_of(json, "cashBox"),
               {}};
  if (const Json* rates = json.find("rates"))
    for (const auto& [code, rate] : rates->members()) {
      const auto known = parse_rate(rate.text());
      if (!known)
        return refuse(ErrorCode::invalid_argument, "no such rate: " + rate.text(),
                      {{"/rates/" + code, "is no rate of the regulation"}});
      out.rates.emplace(code, *known);
    }
  return out;
}

std::string to_document(const Facts& facts) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("kind", kinds[static_cast<std::size_t>(facts.kind)])
      .member("at", facts.at)
      .key("amounts")
      .begin_array();
  for (const std::int64_t amount : facts.amounts) json.value(amount);
  json.end_array().end_object();
  return out;
}
Result<Facts> parse_facts(std::string_view document) {
  const Json json = TRY(parse_json(document));
  Facts out;
  const std::string kind = text_of(json, "kind");
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == kind) out.kind = static_cast<rksv::Kind>(i);
  out.at = text_of(json, "at");
  const Json* amounts = json.find("amounts");
  if (amounts == nullptr || amounts->items().size() != out.amounts.size())
    return refuse(ErrorCode::invalid_argument, "five amounts, one a rate");
  for (std::size_t i = 0; i < out.amounts.size(); ++i) out.amounts[i] = amounts->items()[i].integer().value_or(0);
  return out;
}
}  // namespace holdfast::fiscal
