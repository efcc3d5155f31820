#pragma once
#include <string>
#include <vector>

#include "doctor/observed.h"

namespace holdfast::doctor {
enum class Severity {
  good,     ///< looked at, nothing to do
  notice,   ///< worth knowing
  warning,  ///< will hurt
  trouble,  ///< hurts now
};
struct Finding {
  std::string code;  ///< stable: `certificate-ended`
  Severity severity = Severity::good;
  std::string what;
  std::string remedy;  ///< what to do, with the command where there is one
};
std::string_view name_of(Severity severity);

/// Judges what was observed; the worst first. What could not be seen because of something worse is not complained
/// about.
std::vector<Finding> examine(const Observed& seen);
}  // namespace holdfast::doctor
