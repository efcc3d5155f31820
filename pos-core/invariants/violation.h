#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::invariants {
/// One thing that does not add up.
struct Violation {
  std::string rule;     ///< which check found it: `receipts`, `journal`, `events`, `orders`, …
  std::string subject;  ///< what it is about: `register 1 receipt 42`
  std::string detail;   ///< what was found and what should be there
  friend bool operator==(const Violation&, const Violation&) = default;
};

/// Collects violations; of one rule at most `kept` are kept and the rest counted, so that a wholly broken file still
/// gives an answer of readable size.
class Findings {
 public:
  static constexpr int kept = 100;
  void add(std::string_view rule, std::string subject, std::string detail);
  /// Adds one when the two differ.
  void expect_equal(std::string_view rule, const std::string& subject, std::string_view what, std::int64_t found,
                    std::int64_t expected);
  /// In the order they were found, with one line more for each rule of which some were left out.
  std::vector<Violation> take();

 private:
  std::vector<Violation> violations_;
  std::map<std::string, int, std::less<>> count_;
};
}  // namespace holdfast::invariants
