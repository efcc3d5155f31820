#include "postgres/pg_session.h"

#include <libpq-fe.h>

#include <charconv>
#include <deque>
#include <vector>

namespace holdfast::postgres {
namespace {
struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

constexpr int binary = 1;

[[noreturn]] void fail(PGconn* connection, const PGresult* result) {
  const char* state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* text = result != nullptr ? PQresultErrorMessage(result) : nullptr;
  std::string said = text != nullptr && *text != '\0' ? text : PQerrorMessage(connection);
  while (said.ends_with('\n')) said.pop_back();
  throw PgFailure{state != nullptr ? state : "", said};
}
Result checked(PGconn* connection, PGresult* raw) {
  Result result{raw};
  const ExecStatusType status = PQresultStatus(result.get());
  // A migration may be nothing but comments.
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
    fail(connection, result.get());
  return result;
}

std::string numbered(std::string_view text, std::string_view end) {
  std::string out;
  int number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i] == '?' ? '$' : text[i];
    // `?1` says its number itself.
    const bool says = i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    if (text[i] == '?' && !says) out += std::to_string(++number);
  }
  return out.append(end);
}
}  // namespace

class PgSession::Bound final : public sql::Statement {
 public:
  Bound(PGconn* connection, std::string name) : connection_{connection}, name_{std::move(name)} {}

  sql::Statement& reset() override {
    result_.reset();
    row_ = -1;
    used_ = 0;
    return *this;
  }
  bool step() override {
    if (!result_) run();
    if (row_ + 1 >= PQntuples(result_.get())) return reset(), false;
    ++row_;
    return true;
  }
  void run() override {
    std::vector<const char*> values(used_);
    std::vector<int> lengths(used_), formats(used_);
    for (std::size_t i = 0; i < used_; ++i) {
      const Value& value = values_[i];
      values[i] = value.kind == Kind::null ? nullptr : value.kind == Kind::number ? value.own.c_str() : value.data();
      lengths[i] = static_cast<int>(value.bytes.size());
      formats[i] = value.kind == Kind::bytes ? binary : 0;
    }
    result_ = checked(connection_, PQexecPrepared(connection_, name_.c_str(), static_cast<int>(used_), values.data(),
                                                  lengths.data(), formats.data(), binary));
    row_ = -1;
  }
  bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }
  std::int64_t integer(int column) const override {
    const std::string_view bytes = blob(column);
    if (bytes.empty()) return 0;
    // Two's complement, most significant byte first, of whatever width the column has.
    std::uint64_t value = (static_cast<std::uint8_t>(bytes[0]) & 0x80) != 0 && bytes.size() > 1 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
    return static_cast<std::int64_t>(value);
  }
  std::string_view text(int column) const override { return blob(column); }
  std::string_view blob(int column) const override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }

 private:
  enum class Kind { null, number, bytes };
  struct Value {
    Kind kind = Kind::null;
    std::string own;
    std::string_view bytes;
    /// libpq takes a null pointer for NULL: empty bytes need some other address.
    const char* data() const { return bytes.data() != nullptr ? bytes.data() : ""; }
  };
  Value& slot(int index, Kind kind) {
    used_ = static_cast<std::size_t>(index);
    if (values_.size() < used_) values_.resize(used_);
    Value& value = values_[used_ - 1];
    value.kind = kind;
    value.bytes = {};
    return value;
  }
  void bind(int index, std::int64_t number) override {
    char digits[24];
    const auto [end, failed] = std::to_chars(digits, digits + sizeof digits, number);
    slot(index, Kind::number).own.assign(digits, end);
  }
  void bind(int index, std::string_view text) override {
    Value& value = slot(index, Kind::bytes);
    value.bytes = text;
    if (text.find('\0') == std::string_view::npos) return;
    // PostgreSQL's text holds no NUL; what a store names so is not worth stopping its projection for.
    value.own.clear();
    for (const char c : text) c == '\0' ? value.own.append("\xEF\xBF\xBD") : value.own.append(1, c);
    value.bytes = value.own;
  }
  void bind(int index, std::span<const std::uint8_t> blob) override {
    slot(index, Kind::bytes).bytes = {reinterpret_cast<const char*>(blob.data()), blob.size()};
  }
  void bind_null(int index) override { slot(index, Kind::null); }

  PGconn* connection_;
  std::string name_;
  // A deque, as bytes may point into their own slot.
  std::deque<Value> values_;
  std::size_t used_ = 0;
  Result result_;
  int row_ = -1;
};

void PgSession::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

PgSession::PgSession(const std::string& url) : connection_{PQconnectdb(url.c_str())} {
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail(connection_.get(), nullptr);
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  // Every statement asks by key. A plan that was made while a table was empty would read it through for ever after.
  execute("SET client_encoding = 'UTF8'; SET enable_seqscan = off");
}
PgSession::~PgSession() = default;

void PgSession::execute(const std::string& text) {
  checked(connection_.get(), PQexec(connection_.get(), text.c_str()));
}

sql::Statement& PgSession::find(Statements& among, std::string_view text, std::string_view end) {
  if (const auto known = among.find(text); known != among.end()) return known->second->reset();
  const std::string name = "s" + std::to_string(++made_);
  checked(connection_.get(), PQprepare(connection_.get(), name.c_str(), numbered(text, end).c_str(), 0, nullptr));
  return *among.emplace(std::string{text}, std::make_unique<Bound>(connection_.get(), name)).first->second;
}
sql::Statement& PgSession::prepare(std::string_view text) { return find(statements_, text, ""); }
sql::Statement& PgSession::prepare_locking(std::string_view text) {
  return only_reads_ ? prepare(text) : find(locking_, text, " FOR UPDATE");
}
}  // namespace holdfast::postgres
