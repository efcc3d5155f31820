#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"

struct sqlite3;
struct sqlite3_stmt;

namespace holdfast::db {
/// A prepared statement. Bind with all(...) in order of the ?s, then step(); columns are read by index. Text and blobs
/// bound as views must live until the statement is stepped to its end or reset.
class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& reset();
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, bool value) { return bind(index, std::int64_t{value ? 1 : 0}); }
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const std::string& text) { return bind(index, std::string_view{text}); }
  Statement& bind(int index, const char* text) { return bind(index, std::string_view{text}); }
  Statement& bind(int index, std::span<const std::uint8_t> blob);
  Statement& bind(int index, const Uuid& id) { return bind(index, id.span()); }
  template <class Tag>
  Statement& bind(int index, const Id<Tag>& id) {
    return bind(index, id.uuid);
  }
  Statement& bind(int index, Instant at) { return bind(index, at.unix_us()); }
  Statement& bind(int index, std::nullopt_t) { return bind_null(index); }
  Statement& bind_null(int index);
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind_null(index);
  }
  template <class... Values>
  Statement& all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// True while there is a row.
  bool step();
  /// Runs to the end; for statements without rows.
  void run() {
    while (step()) {
    }
  }
  /// all(...) then run().
  template <class... Values>
  void exec(const Values&... values) {
    all(values...).run();
  }

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  int small(int column) const { return static_cast<int>(integer(column)); }
  bool flag(int column) const { return integer(column) != 0; }
  /// Valid until the next step() or reset().
  std::string_view text(int column) const;
  std::string string(int column) const { return std::string{text(column)}; }
  std::string_view blob(int column) const;
  Uuid uuid(int column) const;
  Instant instant(int column) const { return Instant{integer(column)}; }
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<std::string> maybe_string(int column) const;
  std::optional<Instant> maybe_instant(int column) const;

 private:
  [[noreturn]] void fail(int code) const;
  sqlite3* db_;
  sqlite3_stmt* stmt_ = nullptr;
};
}  // namespace holdfast::db
