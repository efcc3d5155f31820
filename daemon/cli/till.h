#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/backend.h"
#include "cli/replay_document.h"

namespace holdfast::cli {
/// What a closed shift's Z report said, for one day of the documents.
struct DayReport {
  std::string day;
  std::int64_t amount = 0;  ///< sales and returns together
  std::int64_t receipts = 0;
};

/// One register at work over one connection: per day of its documents it opens a shift, rings them up, closes the shift
/// with what should be in the drawer and reads the Z report. Runs on a thread of its own; the first refusal ends it.
class Till {
 public:
  Till(std::unique_ptr<Backend> backend, std::string register_id);
  void take(const ReplayDocument& document) { documents_.push_back(&document); }  ///< before run(), days rising
  void run(std::atomic<std::int64_t>& done, std::atomic<bool>& stop);

  const std::vector<DayReport>& reports() const { return reports_; }
  const std::string& failure() const { return failure_; }  ///< empty when all went through

 private:
  void ring(const ReplayDocument& document);
  void close(const std::string& shift_id, const std::string& day);
  std::unique_ptr<Backend> backend_;
  std::string register_id_;
  std::vector<const ReplayDocument*> documents_;
  std::vector<DayReport> reports_;
  std::string failure_;
};
}  // namespace holdfast::cli
