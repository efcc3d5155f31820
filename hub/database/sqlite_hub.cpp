#include "database/sqlite_hub.h"

#include <algorithm>

#include "db/transaction.h"

namespace holdfast::database {
namespace {
constexpr int commits_a_checkpoint = 64;
}

Sha256 digest_of(std::string_view blob) {
  if (blob.size() != 32) throw db::Failure{db::Cause::corrupt, 0, "a digest is not of 32 bytes"};
  Sha256 digest{};
  std::copy(blob.begin(), blob.end(), reinterpret_cast<char*>(digest.data()));
  return digest;
}

SqliteHub::SqliteHub(const std::filesystem::path& file) : connection_{file, db::Access::writer} {
  db::migrate(connection_, hub_migrations());
}

void SqliteHub::use_secret(std::string_view secret) {
  rows_.use_secret(secret);
  for (int sealed = 1; sealed > 0;) write([&](engine::HubTransaction&) { sealed = rows_.seal_plain(); });
}

void SqliteHub::write(const std::function<void(engine::HubTransaction&)>& work) {
  db::Transaction tx{connection_};
  engine::HubTransaction rows = rows_.transaction();
  work(rows);
  tx.commit();
  // The connection never checkpoints by itself (db::Connection turns that off).
  if (++commits_ % commits_a_checkpoint == 0) connection_.checkpoint(false);
}
}  // namespace holdfast::database
