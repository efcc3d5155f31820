#include "database/sqlite_session.h"

namespace holdfast::database {
class SqliteSession::Bound final : public sql::Statement {
 public:
  explicit Bound(db::Statement& statement) : statement_{statement} {}
  sql::Statement& reset() override { return statement_.reset(), *this; }
  bool step() override { return statement_.step(); }
  void run() override { statement_.run(); }
  bool is_null(int column) const override { return statement_.is_null(column); }
  std::int64_t integer(int column) const override { return statement_.integer(column); }
  std::string_view text(int column) const override { return statement_.text(column); }
  std::string_view blob(int column) const override { return statement_.blob(column); }

 private:
  void bind(int index, std::int64_t value) override { statement_.bind(index, value); }
  void bind(int index, std::string_view text) override { statement_.bind(index, text); }
  void bind(int index, std::span<const std::uint8_t> blob) override { statement_.bind(index, blob); }
  void bind_null(int index) override { statement_.bind_null(index); }
  db::Statement& statement_;
};

sql::Statement& SqliteSession::prepare(std::string_view text) {
  if (const auto known = statements_.find(text); known != statements_.end()) return known->second->reset();
  auto made = std::make_unique<Bound>(db_.prepare_text(text));
  return *statements_.emplace(std::string{text}, std::move(made)).first->second;
}
}  // namespace holdfast::database
