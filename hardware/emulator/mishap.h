#pragma once
#include <optional>
#include <string>

#include "eft/virtual_card.h"
#include "emulator/line_faults.h"

namespace holdfast::emulator {
/// When in a card payment something goes wrong.
enum class PaymentStage {
  card,         ///< the terminal asks for the card
  authorising,  ///< the bank is asked
  approved,     ///< the card is charged, the till does not know: its message is about to leave
  confirmed,    ///< the terminal counts the payment as good: its last word is about to leave
};
enum class Mishap { silence, cut, half, garbage, duplicate, unplug, power_cycle };
struct MishapPlan {
  PaymentStage at = PaymentStage::approved;
  Mishap what = Mishap::silence;
};

/// Waits for the moment of a plan. What concerns the line it does to the line; power is for its owner.
class MishapWatch {
 public:
  enum class Ask { nothing, hang_up, unplug, power_cycle };
  void plan(std::optional<MishapPlan> plan, const eft::VirtualJournal& journal);
  const std::optional<MishapPlan>& planned() const { return plan_; }
  /// Looks after everything that happened to the terminal, and before each of its messages (`speaks`). The plan is
  /// carried out once.
  Ask look(const std::string& screen, const eft::VirtualJournal& journal, bool speaks, LineFaults& faults);

 private:
  bool is_time(const std::string& screen, const eft::VirtualJournal& journal, bool speaks) const;
  std::optional<MishapPlan> plan_;
  std::size_t entries_ = 0, confirmed_ = 0;  ///< in the journal when it was planned
};
}  // namespace holdfast::emulator
