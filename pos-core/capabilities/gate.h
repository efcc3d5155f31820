#pragma once
#include <string>
#include <vector>

#include "capabilities/judge.h"

namespace holdfast::capabilities {
/// The matrix as one command sees it, and what it decided for that command. One for each run of a command.
class Gate {
 public:
  explicit Gate(const Evaluation& evaluation) : evaluation_{evaluation} {}
  const Evaluation& evaluation() const { return evaluation_; }
  /// Keeps what was limited or queued; the same operation again adds its amount.
  void note(const Decision& decision);
  const std::vector<Decision>& decisions() const { return decisions_; }
  /// A JSON array for the metadata of the command's events; empty when nothing was limited.
  const std::string& facts() const { return facts_; }

 private:
  const Evaluation& evaluation_;
  std::vector<Decision> decisions_;
  std::string facts_;
};
}  // namespace holdfast::capabilities
