#include "setup/restore_beside.h"

#include "db/transaction.h"
#include "setup/box.h"
#include "staff/terminal_rows.h"

namespace holdfast::setup {
namespace {
constexpr std::int64_t console_uses = 3;

void let_in(const std::filesystem::path& file, const FirstConsole& console, Instant now) {
  db::Connection writer{file, db::Access::writer};
  db::Transaction tx{writer};
  staff::insert_pairing_code(tx, console.code, std::nullopt, console_uses, now, console.until);
  tx.commit();
  writer.checkpoint(true);
}
}  // namespace

Result<> restore_beside(const std::filesystem::path& folder, const std::filesystem::path& file,
                        const backup::Lock& lock, Instant now, const backup::Restorer& who,
                        const std::optional<FirstConsole>& console) {
  const std::filesystem::path scratch = folder / "restoring";
  std::filesystem::remove_all(scratch);
  std::filesystem::create_directories(scratch);
  std::filesystem::permissions(scratch, std::filesystem::perms::owner_all);
  const Result<backup::Restored> restored = backup::restore({file, scratch, lock, false, false, who}, now);
  if (!restored) {
    std::filesystem::remove_all(scratch);
    return tl::unexpected<Error>(restored.error());
  }
  if (console) let_in(scratch / "store.db", *console, now);
  // What a sealed backup brought along goes with its store, or PINs and customers could not be read.
  for (const char* secret : {"pepper", "field-keys"})
    if (std::filesystem::exists(scratch / secret))
      std::filesystem::rename(scratch / secret, folder / (std::string{secret} + ".next"));
  std::filesystem::rename(scratch / "store.db", next_store_of(folder));
  std::filesystem::remove_all(scratch);
  return {};
}
}  // namespace holdfast::setup
