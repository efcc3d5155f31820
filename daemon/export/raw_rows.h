#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/ends.h"
#include "db/connection.h"
#include "db/failure.h"

namespace holdfast::exports {
/// Rows whose columns are known by name only once the query is there.
class RawRows {
 public:
  RawRows(db::Connection& connection, const std::string& sql) {
    sqlite3_stmt* prepared = nullptr;
    const int code = sqlite3_prepare_v2(connection.handle(), sql.c_str(), -1, &prepared, nullptr);
    statement_.reset(prepared);
    if (code != SQLITE_OK) throw std::runtime_error{sql.substr(0, 100) + ": " + sqlite3_errmsg(connection.handle())};
  }
  void bind(std::int64_t value) { sqlite3_bind_int64(statement_.get(), 1, value); }
  bool step() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE)
      throw std::runtime_error{sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
    return code == SQLITE_ROW;
  }
  int columns() const { return sqlite3_column_count(statement_.get()); }
  std::string_view name(int column) const { return sqlite3_column_name(statement_.get(), column); }
  bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  bool is_text(int column) const {
    const int type = sqlite3_column_type(statement_.get(), column);
    return type == SQLITE_TEXT || type == SQLITE_BLOB;
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  /// Until the next step(); a number comes as text.
  std::string_view bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return data == nullptr
               ? std::string_view{}
               : std::string_view{data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
  }

 private:
  std::unique_ptr<sqlite3_stmt, Ends<sqlite3_finalize>> statement_;
};
}  // namespace holdfast::exports
