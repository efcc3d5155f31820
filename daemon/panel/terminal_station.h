#pragma once
#include <functional>

#include "emulator/virtual_terminal.h"
#include "panel/station.h"

namespace holdfast::panel {
/// GET {protocol, screen, busy, asked, askedTip, askedCashback, tip, awaitsCustomer, mode, next, times, mishap,
/// powered, charged, sales, tips, journal, faults, certificate}; PATCH {mode: "auto"|"wait", next: [how…], times:
/// {customerMs, patienceMs, hostMs, bootMs}, mishap: {at, what} or null, faults}; POST customer {how}, tip {amount},
/// unplug, plug, power-cycle, drop. Amounts are in minor units; `charged` is what is on the customers' cards; `tip` is
/// added by the customer to the sale that runs, else the next.
class TerminalStation : public Station {
 public:
  TerminalStation(std::string name, emulator::VirtualTerminal& terminal, std::string certificate = {})
      : Station{std::move(name)}, terminal_{terminal}, certificate_{std::move(certificate)} {}
  std::string_view kind() const override { return "card_terminal"; }
  std::string address() const override { return terminal_.address(); }
  bool connected() const override { return terminal_.connected(); }
  void write(JsonWriter& json) const override;
  void change(const Json& body, JsonFields& fields, std::vector<FieldError>& errors) override;
  bool act(std::string_view action, JsonFields& fields, std::vector<FieldError>& errors) override;

 private:
  void write_journal(JsonWriter& json) const;
  emulator::VirtualTerminal& terminal_;
  std::string certificate_;
};
}  // namespace holdfast::panel
