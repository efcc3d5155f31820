#include <atomic>
#include <cstdlib>

#include "database/hub_fixture.h"
#include "postgres/postgres_hub.h"

// With HOLDFAST_TEST_DATABASE=postgresql://… the hub's tests run on that server, each in a schema of its own.
namespace holdfast::database {
namespace {
/// Drops the schema when the test is done with it.
struct InSchema final : engine::HubDatabase {
  InSchema(std::string server, std::string name) : base{std::move(server)}, schema{std::move(name)} {
    postgres::PgSession{base}.execute("CREATE SCHEMA " + schema);
    const char* const joint = base.find('?') == std::string::npos ? "?" : "&";
    hub.emplace(base + joint + "options=-csearch_path%3D" + schema + "%20-csynchronous_commit%3Doff");
  }
  ~InSchema() override {
    hub.reset();
    try {
      postgres::PgSession session{base};
      session.execute("SET client_min_messages = error");
      session.execute("DROP SCHEMA " + schema + " CASCADE");
    } catch (const std::exception&) {  // the server may be going: its folder goes with it
    }
  }
  void write(const std::function<void(engine::HubTransaction&)>& work) override { hub->write(work); }
  void read(const std::function<void(engine::HubTransaction&)>& work) override { hub->read(work); }
  std::string base, schema;
  std::optional<postgres::PostgresHub> hub;
};

const bool installed = [] {
  const char* const url = std::getenv("HOLDFAST_TEST_DATABASE");
  if (url == nullptr || *url == '\0') return false;
  open_test_hub() = [base = std::string{url}](const std::filesystem::path&) {
    static std::atomic<int> count{0};
    const auto hub = std::make_shared<InSchema>(base, "t" + std::to_string(getpid()) + "_" + std::to_string(++count));
    return TestHub{hub, &hub->hub->session()};
  };
  return true;
}();
}  // namespace
}  // namespace holdfast::database
