#include "cli/own_store.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

#include "base/check.h"
#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/import_articles.h"
#include "cli/set_up.h"
#include "cli/stop.h"
#include "db/connection.h"
#include "http/client.h"
#include "staff/permission.h"

extern char** environ;

namespace holdfast::cli {
namespace {
bool answers(std::uint16_t port) {
  try {
    return http::Client{"127.0.0.1", port}.get("/readyz").ok();
  } catch (const http::Failure&) {
    return false;
  }
}

std::string set_up_document(const OwnStore::Plan& plan) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .key("site")
      .begin_object()
      .member("name", plan.name)
      .member("country", plan.country)
      .member("currency", plan.currency);
  json.member("timeZone", plan.time_zone).member("locale", "en").member("pricesIncludeTax", true).end_object();
  json.key("taxCategories")
      .begin_array()
      .begin_object()
      .member("code", "zero")
      .member("name", "Zero rate")
      .key("rates")
      .begin_array();
  json.begin_object()
      .member("code", "VAT0")
      .member("name", "VAT 0 %")
      .member("rate", "0")
      .end_object()
      .end_array()
      .end_object();
  json.begin_object().member("code", "standard").member("name", "Standard rate").key("rates").begin_array();
  json.begin_object()
      .member("code", "VAT20")
      .member("name", "VAT 20 %")
      .member("rate", "20")
      .end_object()
      .end_array()
      .end_object()
      .end_array();
  json.key("tenders").begin_array();
  json.begin_object()
      .member("code", "cash")
      .member("name", "Cash")
      .member("kind", "cash")
      .member("currency", plan.currency);
  json.member("givesChange", true).member("opensDrawer", true).end_object().end_array();
  json.key("roles")
      .begin_array()
      .begin_object()
      .member("code", "manager")
      .member("name", "Manager")
      .key("permissions")
      .begin_array();
  for (std::size_t i = 0; i < permission_count; ++i) json.value(name_of(static_cast<Permission>(i)));
  json.end_array().member("maxDiscountPercent", "100").end_object().end_array();
  json.key("staff").begin_array().begin_object().member("code", OwnStore::staff_code).member("name", "Manager");
  json.member("role", "manager").member("pin", OwnStore::pin).end_object().end_array();
  json.key("registers").begin_array();
  for (int i = 1; i <= plan.registers; ++i)
    json.begin_object().member("number", i).member("name", "Till " + std::to_string(i)).end_object();
  json.end_array().end_object();
  return out;
}
}  // namespace

std::filesystem::path own_folder() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return self.parent_path();
}

std::string sign_on(const std::string& url, const std::string& terminal_token, const std::string& staff_code,
                    const std::string& pin) {
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("staffCode", staff_code).member("pin", pin).end_object();
  return text_of(connect_url(url, terminal_token)->need(http::Method::post, "/v1/sessions", body), "token");
}

OwnStore::OwnStore(const Plan& plan) {
  std::string pattern =
      ((plan.parent.empty() ? std::filesystem::temp_directory_path() : plan.parent) / "holdfast-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Stop{"no temporary folder can be made in " + plan.parent.string(), "set TMPDIR to a folder you may write to"};
  data_ = pattern;
  set_up(data_, set_up_document(plan));
  pairing_code_ = text_of(open_local(data_)->need(http::Method::post, "/v1/pairing-codes", R"({"uses":100})"), "code");
}

OwnStore::~OwnStore() {
  stop();
  std::error_code ignored;
  std::filesystem::remove_all(data_, ignored);
}

void OwnStore::start() {
  const std::string program = (own_folder() / "holdfastd").string();
  if (!std::filesystem::exists(program))
    throw Stop{program + " is not there", "build it, or give a running daemon with --url and --token"};
  const std::string folder = data_.string(), log = (data_ / "daemon.log").string(),
                    port_file = (data_ / "port").string();
  std::filesystem::remove(port_file);
  const char* arguments[] = {program.c_str(), "--data",      folder.c_str(),    "--listen",
                             "127.0.0.1:0",   "--port-file", port_file.c_str(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  const int failed = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, const_cast<char**>(arguments), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw Stop{"cannot start " + program, "is it executable?"};
  for (int i = 0;; ++i) {
    // Written beside and renamed once the daemon listens: there is a whole number in it or no file.
    std::ifstream ports{port_file};
    if (ports >> port_ && answers(port_)) break;
    int status = 0;
    const bool gone = ::waitpid(pid_, &status, WNOHANG) == pid_;
    if (gone) pid_ = -1;
    if (gone || i > 300)
      throw Stop{"holdfastd does not come up: " + read_text(log).substr(0, 2000), "start it by hand to see why"};
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  if (!terminal_token_.empty()) return;
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("code", pairing_code_).member("name", "replay").end_object();
  terminal_token_ = text_of(connect_url(url(), "")->need(http::Method::post, "/v1/pairings", body), "token");
}

void OwnStore::stop() {
  if (pid_ < 0) return;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) == pid_) {  // not by us: what it said goes with its folder
    const std::string log = read_text(data_ / "daemon.log");
    std::cerr << "holdfastd ended by itself (" << (WIFSIGNALED(status) ? "signal " : "code ")
              << (WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)) << "):\n"
              << log.substr(log.size() - std::min<std::size_t>(log.size(), 3'000)) << "\n";
  } else {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  pid_ = -1;
}

void OwnStore::import_catalogue(const std::string& csv) { import_or_stop(*open_local(data_), csv); }

std::string OwnStore::session_token() { return sign_on(url(), terminal_token_, staff_code, pin); }

std::int64_t OwnStore::disk_bytes() const {
  // Pages in use, whichever file they lie in: the WAL is reused, so its length says nothing about a sale.
  db::Connection reader{database_of(data_), db::Access::reader};
  db::Statement& pages = reader.prepare(
      "SELECT (c.page_count - f.freelist_count) * s.page_size FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s");
  check(pages.step());
  return pages.integer(0);
}
}  // namespace holdfast::cli
