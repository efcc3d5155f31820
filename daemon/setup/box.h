#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "backup/sealed_backup.h"
#include "base/json.h"
#include "base/result.h"

namespace holdfast::setup {
/// An appliance that has no store yet: the code that whoever sets it up has to know, what was answered so far, and the
/// store that takes its place. All of it lies in the data folder (`setup-code`, `setup.json`, `store.next.db`; mode
/// 0600), so that a reload, a restart or a power cut loses nothing. The draft never holds a PIN: the page asks for it
/// last.
class Box {
 public:
  explicit Box(std::filesystem::path folder) : folder_{std::move(folder)} {}

  /// The claim code (`K7P2-M9QX`), made when it is first asked for and the same until there is a store.
  std::string code() const;
  bool accepts(std::string_view typed) const;
  /// JSON; `{}` before the first.
  std::string draft() const;
  void keep_draft(std::string_view json) const;
  /// Makes the store beside (make_store.h): it takes its place when the daemon starts anew, see adopt_next_store().
  Result<> make(const Json& document, std::string_view pepper) const;
  /// The same from a backup, see restore_beside().
  Result<> restore(const std::filesystem::path& file, const backup::Lock& lock) const;
  /// There is a store: code and draft go.
  void forget() const;

 private:
  std::filesystem::path folder_;
};

std::filesystem::path next_store_of(const std::filesystem::path& folder);
/// Puts a store that was made or restored beside into its place; what was there becomes `store.previous.db`. False when
/// there is none. Nobody may have the folder's database open; broken off at any point, the next call finishes it.
bool adopt_next_store(const std::filesystem::path& folder);
}  // namespace holdfast::setup
