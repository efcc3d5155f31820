#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"

namespace holdfast::sql {
/// A prepared statement of whichever database. Bind with all(...) in order of the ?s, then step(); columns are read by
/// index. Views that are bound must live until the statement is stepped to its end or reset.
class Statement {
 public:
  virtual ~Statement() = default;
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <class... Values>
  Statement& all(const Values&... values) {
    int index = 0;
    (put(++index, values), ...);
    return *this;
  }
  /// For statements without rows.
  template <class... Values>
  void exec(const Values&... values) {
    all(values...);
    run();
  }
  void put(int index, std::int64_t value) { bind(index, value); }
  void put(int index, int value) { bind(index, std::int64_t{value}); }
  void put(int index, bool value) { bind(index, std::int64_t{value ? 1 : 0}); }
  void put(int index, std::string_view text) { bind(index, text); }
  void put(int index, const std::string& text) { bind(index, std::string_view{text}); }
  /// What is bound is not copied: it has to live until run() or the last step().
  void put(int index, std::string&& text) = delete;
  void put(int index, std::optional<std::string>&& text) = delete;
  void put(int index, const char* text) { bind(index, std::string_view{text}); }
  void put(int index, std::span<const std::uint8_t> blob) { bind(index, blob); }
  void put(int index, const Uuid& id) { bind(index, id.span()); }
  void put(int index, Instant at) { bind(index, at.unix_us()); }
  void put(int index, std::nullopt_t) { bind_null(index); }
  template <class T>
  void put(int index, const std::optional<T>& value) {
    if (value)
      put(index, *value);
    else
      bind_null(index);
  }

  virtual Statement& reset() = 0;
  /// True while there is a row.
  virtual bool step() = 0;
  virtual void run() = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  /// Valid until the next step() or reset(); so is blob().
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;
  int small(int column) const { return static_cast<int>(integer(column)); }
  bool flag(int column) const { return integer(column) != 0; }
  std::string string(int column) const { return std::string{text(column)}; }
  Instant instant(int column) const { return Instant{integer(column)}; }
  Uuid uuid(int column) const {
    Uuid id;
    const std::string_view bytes = blob(column);
    for (std::size_t i = 0; i < bytes.size() && i < id.bytes.size(); ++i)
      id.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
    return id;
  }
  std::optional<std::int64_t> maybe_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
  }
  std::optional<std::string> maybe_string(int column) const {
    return is_null(column) ? std::nullopt : std::optional{string(column)};
  }

 private:
  virtual void bind(int index, std::int64_t value) = 0;
  virtual void bind(int index, std::string_view text) = 0;
  virtual void bind(int index, std::span<const std::uint8_t> blob) = 0;
  virtual void bind_null(int index) = 0;
};

/// One connection of either database, used by one thread at a time. The hub's rows are written once against it; what
/// the databases differ in is said by the three answers below.
class Session {
 public:
  virtual ~Session() = default;
  /// The statement for this text, reset; kept. Two uses of one text must not overlap.
  virtual Statement& prepare(std::string_view text) = 0;
  /// A SELECT of one row that has to stay as it is until the transaction ends.
  virtual Statement& prepare_locking(std::string_view text) = 0;
  /// How many rows one INSERT should carry: each statement is a round trip where the database is another process.
  virtual int rows_an_insert() const = 0;
};
}  // namespace holdfast::sql
