#include "vault/keys_of.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace holdfast::vault {
namespace {
struct Kept {
  bool read = false;
  FieldKeys keys;
};
}  // namespace

std::filesystem::path find_key_file(const std::filesystem::path& database) {
  std::error_code ignored;
  if (const char* folder = std::getenv("CREDENTIALS_DIRECTORY"); folder != nullptr) {
    const std::filesystem::path file = std::filesystem::path{folder} / "holdfast-field-keys";
    if (std::filesystem::exists(file, ignored)) return file;
  }
  const std::filesystem::path folder = database.parent_path();
  if (std::filesystem::exists(folder / "field-keys", ignored)) return folder / "field-keys";
  // The practice store lies in a folder of the real one's.
  if (folder.filename() == "training" && std::filesystem::exists(folder.parent_path() / "field-keys", ignored))
    return folder.parent_path() / "field-keys";
  return {};
}

const FieldKeys& keys_of(db::Connection& connection) {
  Kept& kept = connection.attached<Kept>();
  if (kept.read) return kept.keys;
  if (const std::filesystem::path file = find_key_file(connection.file()); !file.empty()) {
    std::ifstream in{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto keys = FieldKeys::parse(text);
    if (!in || !keys || keys->empty()) throw Unreadable{file.string() + " is damaged: it holds no field key"};
    kept.keys = *std::move(keys);
  }
  kept.read = true;
  return kept.keys;
}

std::string open(db::Connection& connection, std::string_view stored, std::string_view place) {
  if (!is_sealed(stored)) return std::string{stored};
  auto plain = keys_of(connection).open(stored, place);
  if (!plain)
    throw Unreadable{"the field keys here do not open " + std::string{place.substr(0, place.find('/'))} +
                     ": put back the file `field-keys` that belongs to this store"};
  return *std::move(plain);
}

std::optional<std::string> maybe_open(db::Connection& connection, const std::optional<std::string>& stored,
                                      std::string_view place) {
  if (!stored) return std::nullopt;
  return open(connection, *stored, place);
}
}  // namespace holdfast::vault
