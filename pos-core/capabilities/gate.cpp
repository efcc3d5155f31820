#include "capabilities/gate.h"

#include <algorithm>

namespace holdfast::capabilities {
void Gate::note(const Decision& decision) {
  if (decision.state != State::limited && decision.state != State::queued) return;
  const auto known = std::find_if(decisions_.begin(), decisions_.end(),
                                  [&](const Decision& each) { return each.operation == decision.operation; });
  if (known == decisions_.end()) {
    decisions_.push_back(decision);
  } else if (decision.amount) {
    known->amount = known->amount.value_or(0) + *decision.amount;
    known->covered += decision.covered;
    known->limit = decision.limit;
  }
  facts_.clear();
  JsonWriter json{facts_};
  json.begin_array();
  for (const Decision& each : decisions_) append_fact(json, each);
  json.end_array();
}
}  // namespace holdfast::capabilities
