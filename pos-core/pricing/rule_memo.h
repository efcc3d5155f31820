#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "pricing/deal_lines.h"
#include "pricing/evaluation.h"

namespace holdfast::pricing {
/// What rules did when the basket was priced last. A rule that finds the lines it is about just as they were then does
/// the same again, so after a scan only the rules that the scan could matter to are worked out anew. Rules about the
/// whole basket or about units that deals use up are never remembered.
class RuleMemo {
 public:
  explicit RuleMemo(const promotions::RuleSet& set) : set_{&set}, notes_(set.rules().size()) {}

  /// What a line of these names changed from or to: rules that mention them forget.
  void forget(const LineNames& names);
  void forget_all();

  struct Result {
    Rational amount;
    std::optional<Why> why;
  };
  /// Does what the rule did last time, if everything is as it was then.
  std::optional<Result> repeat(std::uint32_t rule, Evaluation& evaluation) const;
  /// Amounts as they stand before a rule runs; true when the rule can be remembered.
  bool prepare(std::uint32_t rule, const Evaluation& evaluation, const DealLines& lines);
  /// After it ran: what it took since `taken`.
  void note(std::uint32_t rule, const Evaluation& evaluation, std::size_t taken, const Result& result);

 private:
  struct Did {
    std::uint32_t line;
    Allocation allocation;
    Rational amount;
    Rational basis;
  };
  struct Note {
    std::vector<std::uint32_t> reads;  ///< every line the rule is about
    std::vector<Rational> amounts;     ///< of those, before it ran
    std::vector<Did> did;
    Result result;
    bool finished = false;
  };
  const promotions::RuleSet* set_;
  std::vector<std::unique_ptr<Note>> notes_;
};
}  // namespace holdfast::pricing
