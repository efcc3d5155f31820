#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {
/// A bar on stderr while something runs; silent unless stderr is a terminal, and for programs (`--json`). One thread.
class Progress {
 public:
  enum class For { people, programs };
  /// `whole` 0: nobody knows how much there is, so what is done is counted.
  Progress(std::string label, std::int64_t whole, For whom = For::people);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(std::int64_t done);

 private:
  std::string label_;
  std::int64_t whole_;
  bool shown_;
  std::chrono::steady_clock::time_point last_{};
};

constexpr Progress::For readers(bool json) { return json ? Progress::For::programs : Progress::For::people; }

/// Columns of text, as wide as their widest cell. A heading that starts with `>` is set to the right, without the sign.
class Table {
 public:
  explicit Table(std::vector<std::string> headings);
  void add(std::vector<std::string> cells);
  std::string text() const;

 private:
  std::vector<std::string> headings_;
  std::vector<bool> right_;
  std::vector<std::vector<std::string>> rows_;
};

/// `12.30 EUR`; minor units of an unknown currency are shown as they are.
std::string money_text(std::int64_t minor, std::string_view currency);
/// With six digits at most and a point: `3.142`, for figures of time that are measured, never for money.
std::string decimal_text(std::int64_t thousandths);
}  // namespace holdfast::cli
