#include "panel/terminal_station.h"

#include <algorithm>
#include <array>

#include "panel/trouble_json.h"

namespace holdfast::panel {
namespace {
using eft::VirtualCustomer;
using emulator::MishapPlan;
using emulator::VirtualTerminal;
using Mode = VirtualTerminal::Mode;

// In the order of their enumerations.
constexpr std::array<std::string_view, 6> customers{"pays",      "pays_part", "declined",
                                                    "wrong_pin", "cancels",   "walks_away"};
constexpr std::array<std::string_view, 2> modes{"auto", "wait"};
constexpr std::array<std::string_view, 4> stages{"card", "authorising", "approved", "confirmed"};
constexpr std::array<std::string_view, 7> mishaps{"silence",   "cut",    "half",       "garbage",
                                                  "duplicate", "unplug", "power_cycle"};
constexpr std::array<std::string_view, 3> kinds{"sale", "refund", "reversal"};
constexpr std::array<std::string_view, 3> states{"pending", "valid", "undone"};
constexpr std::size_t most_customers = 10'000;
constexpr std::int64_t largest_tip = 1'000'000;  // minor units

template <class Enum, std::size_t Count>
Enum pick(const std::array<std::string_view, Count>& words, std::string_view word) {
  for (std::size_t i = 0; i < Count; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return Enum{};
}
template <class Enum, std::size_t Count>
std::string_view word_of(const std::array<std::string_view, Count>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

/// Null takes a plan back; without the member it stays.
std::optional<MishapPlan> read_plan(const Json* given, std::vector<FieldError>& errors) {
  if (given == nullptr) return std::nullopt;
  JsonFields fields{*given, errors, "/mishap"};
  const std::string at = fields.word("at", stages), what = fields.word("what", mishaps);
  fields.finish();
  return MishapPlan{pick<emulator::PaymentStage>(stages, at), pick<emulator::Mishap>(mishaps, what)};
}

VirtualTerminal::Times read_times(JsonFields& fields, std::vector<FieldError>& errors, VirtualTerminal::Times times) {
  const Json* given = fields.maybe_object("times");
  if (given == nullptr) return times;
  constexpr std::int64_t longest_ms = 600'000, us_per_ms = 1000;
  JsonFields each{*given, errors, "/times"};
  const auto take = [&](std::string_view name, std::int64_t& us) {
    if (const auto ms = each.maybe_integer(name, 0, longest_ms)) us = *ms * us_per_ms;
  };
  take("customerMs", times.customer_us);
  take("patienceMs", times.patience_us);
  take("hostMs", times.host_us);
  take("bootMs", times.boot_us);
  each.finish();
  return times;
}

std::vector<VirtualCustomer> read_customers(JsonFields& fields, std::vector<FieldError>& errors) {
  std::vector<VirtualCustomer> next;
  for (const Json& item : fields.array("next", true, most_customers)) {
    if (!item.is_string() || std::ranges::find(customers, item.text()) == customers.end())
      errors.push_back({"/next", "is a list of ways to pay"});
    else
      next.push_back(pick<VirtualCustomer>(customers, item.text()));
  }
  return next;
}
}  // namespace

void TerminalStation::write_journal(JsonWriter& json) const {
  json.key("journal").begin_array();
  for (const eft::VirtualEntry& entry : terminal_.journal().entries) {
    json.begin_object().member("kind", word_of(kinds, entry.kind)).member("state", word_of(states, entry.state));
    json.member("amount", entry.amount).member("tip", entry.tip).member("cashback", entry.cashback);
    json.member("key", entry.key).member("transaction", entry.transaction);
    json.member("trace", entry.trace).member("receipt", entry.receipt).member("originalTrace", entry.original_trace);
    json.key("at").time(entry.at, 0).end_object();
  }
  json.end_array();
}

void TerminalStation::write(JsonWriter& json) const {
  const VirtualTerminal::Times times = terminal_.times();
  const auto ms = [](std::int64_t us) { return us / 1000; };
  json.member("protocol", terminal_.protocol()).member("screen", terminal_.powered() ? terminal_.screen() : "");
  json.member("busy", terminal_.busy()).member("asked", terminal_.asked());
  const eft::VirtualSum sum = terminal_.sum();
  json.member("askedTip", sum.tip).member("askedCashback", sum.cashback).member("tip", terminal_.tip());
  json.member("awaitsCustomer", terminal_.awaits_customer()).member("mode", word_of(modes, terminal_.mode()));
  json.key("next").begin_array();
  for (const VirtualCustomer customer : terminal_.customers()) json.value(word_of(customers, customer));
  json.end_array().key("times").begin_object().member("customerMs", ms(times.customer_us));
  json.member("patienceMs", ms(times.patience_us)).member("hostMs", ms(times.host_us));
  json.member("bootMs", ms(times.boot_us)).end_object().key("mishap");
  if (const auto& plan = terminal_.planned())
    json.begin_object()
        .member("at", word_of(stages, plan->at))
        .member("what", word_of(mishaps, plan->what))
        .end_object();
  else
    json.null();
  json.member("powered", terminal_.powered()).member("charged", terminal_.journal().charged());
  json.member("sales", terminal_.journal().valid_sales()).member("tips", terminal_.journal().tips());
  if (!certificate_.empty()) json.member("certificate", certificate_);
  write_journal(json);
  write_trouble(json, terminal_.faults().trouble());
}

void TerminalStation::change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) {
  const auto mode = fields.maybe_word("mode", modes);
  const bool names_next = body.find("next") != nullptr, names_plan = body.find("mishap") != nullptr;
  const auto next = names_next ? read_customers(fields, errors) : std::vector<VirtualCustomer>{};
  const auto plan = read_plan(fields.maybe_object("mishap"), errors);
  const VirtualTerminal::Times times = read_times(fields, errors, terminal_.times());
  const emulator::LineTrouble trouble = read_trouble(fields, errors, terminal_.faults().trouble());
  fields.finish();
  if (!errors.empty()) return;
  if (mode) terminal_.set_mode(pick<Mode>(modes, *mode));
  if (names_next) {
    terminal_.send_customers_away();
    for (const VirtualCustomer customer : next) terminal_.next_customer(customer);
  }
  if (names_plan) terminal_.plan(plan);
  terminal_.set_times(times);
  terminal_.faults().trouble() = trouble;
}

bool TerminalStation::act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) {
  std::optional<VirtualCustomer> customer;
  if (action == "customer") customer = pick<VirtualCustomer>(customers, fields.word("how", customers));
  std::optional<std::int64_t> tip;
  if (action == "tip") tip = fields.integer("amount", 0, largest_tip);
  fields.finish();
  const bool known =
      customer || tip || action == "unplug" || action == "plug" || action == "power-cycle" || action == "drop";
  if (!known || !errors.empty()) return known;
  if (customer) terminal_.present(*customer);
  if (tip) terminal_.add_tip(*tip);
  if (action == "drop") terminal_.hang_up();
  if (action == "unplug" || action == "power-cycle") terminal_.unplug();
  if (action == "plug" || action == "power-cycle") terminal_.plug();
  return true;
}
}  // namespace holdfast::panel
