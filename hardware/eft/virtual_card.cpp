#include "eft/virtual_card.h"

namespace holdfast::eft {
using State = VirtualEntry::State;

std::int64_t VirtualJournal::charged() const {
  std::int64_t sum = 0;
  for (const VirtualEntry& entry : entries) {
    if (entry.state == State::undone || entry.kind == PaymentKind::reversal) continue;
    sum += entry.kind == PaymentKind::refund ? -entry.amount : entry.amount;
  }
  return sum;
}
std::int64_t VirtualJournal::valid_sales() const {
  std::int64_t count = 0;
  for (const VirtualEntry& entry : entries)
    if (entry.kind == PaymentKind::sale && entry.state != State::undone) ++count;
  return count;
}
std::int64_t VirtualJournal::tips() const {
  std::int64_t sum = 0;
  for (const VirtualEntry& entry : entries)
    if (entry.kind == PaymentKind::sale && entry.state != State::undone) sum += entry.tip;
  return sum;
}
VirtualEntry* VirtualJournal::last_stored() {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (entry->stored) return &*entry;
  return nullptr;
}
VirtualEntry* VirtualJournal::pending() {
  for (VirtualEntry& entry : entries)
    if (entry.state == State::pending) return &entry;
  return nullptr;
}
}  // namespace holdfast::eft
