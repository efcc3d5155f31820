#include "emulator/mishap.h"

#include <algorithm>

namespace holdfast::emulator {
namespace {
std::size_t confirmed(const eft::VirtualJournal& journal) {
  return static_cast<std::size_t>(
      std::ranges::count(journal.entries, eft::VirtualEntry::State::valid, &eft::VirtualEntry::state));
}
}  // namespace

void MishapWatch::plan(std::optional<MishapPlan> plan, const eft::VirtualJournal& journal) {
  plan_ = plan;
  entries_ = journal.entries.size();
  confirmed_ = confirmed(journal);
}

bool MishapWatch::is_time(const std::string& screen, const eft::VirtualJournal& journal, bool speaks) const {
  switch (plan_->at) {
    case PaymentStage::card:
      return screen == "present card";
    case PaymentStage::authorising:
      return screen == "authorising";
    case PaymentStage::approved:
      return speaks && journal.entries.size() > entries_;
    case PaymentStage::confirmed:
      return speaks && confirmed(journal) > confirmed_;
  }
  return false;
}

MishapWatch::Ask MishapWatch::look(const std::string& screen, const eft::VirtualJournal& journal, bool speaks,
                                   LineFaults& faults) {
  if (!plan_ || !is_time(screen, journal, speaks)) return Ask::nothing;
  const Mishap what = plan_->what;
  plan_.reset();
  LineTrouble& trouble = faults.trouble();
  switch (what) {
    case Mishap::silence:
      trouble.silent = true;
      return Ask::nothing;
    case Mishap::cut:
      if (!speaks) return Ask::hang_up;
      ++trouble.cut;
      return Ask::nothing;
    case Mishap::half:
      ++trouble.half;
      return Ask::nothing;
    case Mishap::garbage:
      ++trouble.garbage;
      return Ask::nothing;
    case Mishap::duplicate:
      ++trouble.duplicate;
      return Ask::nothing;
    case Mishap::unplug:
      return Ask::unplug;
    case Mishap::power_cycle:
      return Ask::power_cycle;
  }
  return Ask::nothing;
}
}  // namespace holdfast::emulator
