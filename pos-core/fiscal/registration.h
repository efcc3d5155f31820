#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "fiscal/rksv_chain.h"

/// The seam between a sale and whatever a country wants told of it: a device, a card, a service. It decides; who signs,
/// prints and asks people is outside. The sale is committed with the intent to tell; a unit that fails loses no sale.
namespace holdfast::fiscal {
enum class State {
  undecided,  ///< the unit failed and a person has to say what now
  registered,
  postponed,  ///< sold as out of order; told later, in order
  skipped,    ///< never told: by permission, with a reason
  marked,     ///< told by other means, on paper: by permission, with a reason
};
enum class Event { unit_signed, unit_failed, retry, postpone, skip, mark_registered, collected };
enum class OnFailure { ask, postpone };
std::string_view name_of(State state);
std::optional<State> parse_state(std::string_view name);
/// `retry`, `postpone`, `skip`, `markRegistered`: what a person may choose.
std::optional<Event> parse_choice(std::string_view name);

struct Step {
  enum class Do {
    nothing,
    ask_unit,        ///< sign now
    chain_signed,    ///< the unit's signature goes into the chain
    chain_unsigned,  ///< into the chain, saying that the unit was out of order
  };
  State state = State::undecided;
  Do next = Do::nothing;
  friend bool operator==(const Step&, const Step&) = default;
};
/// What an event does to a receipt. Refuses conflict where it does not belong.
Result<Step> step(State state, OnFailure policy, Event event);

/// The store's choice; no profile: no receipt is told to anybody.
struct Settings {
  std::string profile;  ///< `rksv`
  OnFailure on_failure = OnFailure::postpone;
  std::string cash_box;  ///< what cash boxes are called, before the register's number; no `_` in it
  std::map<std::string, rksv::Rate> rates = {};  ///< by a tax's code, where its percentage does not say it
};
std::string to_document(const Settings& settings);
Result<Settings> parse_settings(std::string_view document);
std::optional<rksv::Rate> parse_rate(std::string_view name);  ///< `normal`, `reduced1`, `reduced2`, `zero`, `special`

/// What the unit is told of one receipt.
struct Facts {
  rksv::Kind kind = rksv::Kind::sale;
  std::string at;  ///< local time, YYYY-MM-DDThh:mm:ss
  rksv::Amounts amounts{};
  friend bool operator==(const Facts&, const Facts&) = default;
};
std::string to_document(const Facts& facts);
Result<Facts> parse_facts(std::string_view document);
}  // namespace holdfast::fiscal
