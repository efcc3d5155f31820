#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "database/rows.h"
#include "engine/hub_database.h"
#include "postgres/pg_session.h"

namespace holdfast::postgres {
/// A hub's database in PostgreSQL, by one connection, brought to the newest schema on opening. Any number of hub
/// processes, each with as many of these as it has workers. READ COMMITTED is enough: whatever a transaction decides by
/// is of one site, channel or token, whose row it has locked. What loses all the same (40001 of a distributed database,
/// 40P01) runs again; so does what finds its line broken before the commit.
class PostgresHub final : public engine::HubDatabase {
 public:
  explicit PostgresHub(std::string url);
  ~PostgresHub() override;
  void write(const std::function<void(engine::HubTransaction&)>& work) override;
  void read(const std::function<void(engine::HubTransaction&)>& work) override;
  std::vector<std::string> drop_log_months(Instant before) override;
  void use_secret(std::string_view secret) override;
  sql::Session& session();

 private:
  struct Open;
  void run(const char* begin, const std::function<void(engine::HubTransaction&)>& work);
  void keep_months();
  std::string url_;
  std::string secret_;  // for the connection after one that broke
  std::unique_ptr<Open> open_;
  std::chrono::steady_clock::time_point months_kept_;
};

/// schema/hub as PostgreSQL takes it: names of types, and no STRICT or WITHOUT ROWID.
std::string translated(std::string_view sqlite_sql);
}  // namespace holdfast::postgres
