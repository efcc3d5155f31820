#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "sql/statement.h"

struct pg_conn;
struct pg_result;

namespace holdfast::postgres {
/// What PostgreSQL said no to, or a line to it that broke.
struct PgFailure : std::runtime_error {
  PgFailure(std::string state, const std::string& text) : std::runtime_error{text}, sqlstate{std::move(state)} {}
  std::string sqlstate;  ///< empty when the line broke
  /// The transaction lost against another: the same again may well succeed.
  bool retryable() const { return sqlstate == "40001" || sqlstate == "40P01"; }
  bool line_broke() const {
    return sqlstate.empty() || sqlstate.starts_with("08") || sqlstate == "57P01" || sqlstate == "57P02" ||
           sqlstate == "57P03";
  }
};

/// One connection. Text with ?s becomes $1, $2, … and is prepared once; parameters and results go in binary.
class PgSession final : public sql::Session {
 public:
  explicit PgSession(const std::string& url);
  ~PgSession() override;
  PgSession(const PgSession&) = delete;
  PgSession& operator=(const PgSession&) = delete;
  sql::Statement& prepare(std::string_view text) override;
  sql::Statement& prepare_locking(std::string_view text) override;
  int rows_an_insert() const override { return 200; }
  /// While a transaction only reads nothing is locked: the server would refuse it.
  void only_reads(bool reads) { only_reads_ = reads; }
  /// Statements without parameters, several separated by semicolons.
  void execute(const std::string& text);

 private:
  class Bound;
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Statements = std::unordered_map<std::string, std::unique_ptr<Bound>, Hash, std::equal_to<>>;
  sql::Statement& find(Statements& among, std::string_view text, std::string_view end);
  std::unique_ptr<pg_conn, Close> connection_;
  Statements statements_, locking_;
  int made_ = 0;
  bool only_reads_ = false;
};
}  // namespace holdfast::postgres
