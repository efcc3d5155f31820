#include "setup/make_store.h"

#include <algorithm>

#include "commands/first_start.h"
#include "commands/set_up_store.h"
#include "config/machine.h"
#include "db/migrate.h"
#include "staff/pin.h"
#include "staff/terminal_rows.h"

namespace holdfast::setup {
namespace {
constexpr std::int64_t console_uses = 3;  // the browser that was lost on the way, and its successor

Result<> fill(const std::filesystem::path& file, std::string_view pepper_bytes, const Json& document,
              const std::optional<FirstConsole>& console) {
  staff::Pepper pepper;
  std::copy_n(pepper_bytes.begin(), std::min(pepper_bytes.size(), pepper.bytes.size()), pepper.bytes.begin());
  config::KernelRandom random;
  IdSource ids{[&random] { return random(); }};
  const auto hash_pin = [&](std::string_view pin) {
    staff::Salt salt;
    for (std::uint8_t& byte : salt) byte = static_cast<std::uint8_t>(random());
    return staff::hash_pin(pin, pepper, salt);
  };
  db::Connection writer{file, db::Access::writer};
  db::migrate(writer);
  const Instant now = config::wall_clock();
  writer.set_history_source(&ids, now);
  TRY(commands::set_up_store(writer, document, hash_pin, ids, now));
  if (console) {
    db::Transaction tx{writer};
    staff::insert_pairing_code(tx, console->code, std::nullopt, console_uses, now, console->until);
    commands::open_first_start(tx, now);
    tx.commit();
  }
  writer.checkpoint(true);
  return {};
}
}  // namespace

Result<> make_store(const std::filesystem::path& file, std::string_view pepper, const Json& document,
                    const std::optional<FirstConsole>& console) {
  Result<> done = fill(file, pepper, document, console);
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  if (!done) std::filesystem::remove(file);
  return done;
}
}  // namespace holdfast::setup
