#pragma once
#include <string>
#include <string_view>

#include "frame/frame.h"

struct jq_state;

namespace holdfast::jq {
/// One jq program at a time over libjq; the same program again is not compiled again.
class Runner {
 public:
  Runner() = default;
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  /// The first value that comes out, as compact JSON. False: `out` says why there is none.
  bool run(std::string_view program, std::string_view input, std::string& out);

 private:
  bool compile(std::string_view program, std::string& out);
  jq_state* state_ = nullptr;
  std::string program_;
};
}  // namespace holdfast::jq
