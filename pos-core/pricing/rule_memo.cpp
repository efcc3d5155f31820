#include "pricing/rule_memo.h"

#include <algorithm>

namespace holdfast::pricing {
namespace {
void add_lines(std::vector<std::uint32_t>& reads, const promotions::Picked& picked, const DealLines& lines) {
  if (picked.everything()) return;
  for (const LineKind kind : {LineKind::item, LineKind::charge}) {
    const std::vector<std::uint32_t> found = lines.matching(picked, kind);
    reads.insert(reads.end(), found.begin(), found.end());
  }
}

std::vector<std::uint32_t> lines_read(const promotions::PickedRule& picked, const DealLines& lines) {
  std::vector<std::uint32_t> reads;
  add_lines(reads, picked.min_amount, lines);
  add_lines(reads, picked.min_quantity, lines);
  for (const promotions::Picked& contained : picked.contains) add_lines(reads, contained, lines);
  for (const promotions::PickedAction& action : picked.actions) {
    for (const promotions::Picked* part : {&action.select, &action.buy, &action.get, &action.deal})
      add_lines(reads, *part, lines);
    for (const promotions::Picked& component : action.components) add_lines(reads, component, lines);
  }
  std::sort(reads.begin(), reads.end());
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}
}  // namespace

void RuleMemo::forget(const LineNames& names) {
  for (const std::uint32_t rule : set_->mentioning_sku(names.sku)) notes_[rule].reset();
  for (const std::uint32_t category : names.categories)
    for (const std::uint32_t rule : set_->mentioning_category(category)) notes_[rule].reset();
}

void RuleMemo::forget_all() {
  for (std::unique_ptr<Note>& note : notes_) note.reset();
}

std::optional<RuleMemo::Result> RuleMemo::repeat(std::uint32_t rule, Evaluation& evaluation) const {
  const Note* note = notes_[rule].get();
  if (note == nullptr || !note->finished) return std::nullopt;
  for (std::size_t i = 0; i < note->reads.size(); ++i)
    if (evaluation.amounts[note->reads[i]] != note->amounts[i]) return std::nullopt;
  for (const Did& did : note->did)
    evaluation.take(did.line, Stage::promotion, rule, did.amount, did.basis, did.allocation);
  return note->result;
}

bool RuleMemo::prepare(std::uint32_t rule, const Evaluation& evaluation, const DealLines& lines) {
  if (set_->reads_everything(rule)) return false;
  std::unique_ptr<Note>& note = notes_[rule];
  if (!note) {
    note = std::make_unique<Note>();
    note->reads = lines_read(set_->picked(rule), lines);
  }
  note->finished = false;
  note->amounts.clear();
  for (const std::uint32_t line : note->reads) note->amounts.push_back(evaluation.amounts[line]);
  return true;
}

void RuleMemo::note(std::uint32_t rule, const Evaluation& evaluation, std::size_t taken, const Result& result) {
  Note& note = *notes_[rule];
  note.did.clear();
  // The trail grows by one entry with each thing taken, so their ends belong together.
  const std::size_t count = evaluation.taken.size() - taken;
  const std::size_t entries = evaluation.trail.size() - count;
  for (std::size_t i = 0; i < count; ++i) {
    const Taken& each = evaluation.taken[taken + i];
    const TrailEntry& entry = evaluation.trail[entries + i];
    note.did.push_back({each.line, entry.allocation, each.amount, Rational{entry.basis}});
  }
  note.result = result;
  note.finished = true;
}
}  // namespace holdfast::pricing
