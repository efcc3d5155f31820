#pragma once
#include <stdexcept>
#include <string>

namespace holdfast::db {
/// What broke, as far as the caller's answer depends on it.
enum class Cause { full, read_only, io, corrupt, busy, constraint, other };

/// The machine broke (disk full, corrupt page) or a statement that cannot fail did. Caught by the HTTP session, the writer and run_* tasks.
class Failure : public std::runtime_error {
 public:
  Failure(Cause cause, int sqlite_code, const std::string& message)
      : std::runtime_error{message}, cause_{cause}, sqlite_code_{sqlite_code} {}
  Cause cause() const { return cause_; }
  int sqlite_code() const { return sqlite_code_; }

 private:
  Cause cause_;
  int sqlite_code_;
};
}  // namespace holdfast::db
