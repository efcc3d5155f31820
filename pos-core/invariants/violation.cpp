#include "invariants/violation.h"

#include <utility>

namespace holdfast::invariants {
void Findings::add(std::string_view rule, std::string subject, std::string detail) {
  const auto [at, fresh] = count_.try_emplace(std::string{rule}, 0);
  if (++at->second <= kept) violations_.push_back({std::string{rule}, std::move(subject), std::move(detail)});
}

void Findings::expect_equal(std::string_view rule, const std::string& subject, std::string_view what,
                            std::int64_t found, std::int64_t expected) {
  if (found == expected) return;
  add(rule, subject, std::string{what} + " is " + std::to_string(found) + ", should be " + std::to_string(expected));
}

std::vector<Violation> Findings::take() {
  for (const auto& [rule, count] : count_)
    if (count > kept)
      violations_.push_back({rule, "and more", std::to_string(count - kept) + " further violations left out"});
  count_.clear();
  return std::move(violations_);
}
}  // namespace holdfast::invariants
