#pragma once
#include <filesystem>
#include <stdexcept>

#include "db/connection.h"
#include "vault/field_keys.h"

namespace holdfast::vault {
/// A value does not open: the key file is another one, or somebody altered the database.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Where the keys of a database are: `$CREDENTIALS_DIRECTORY/holdfast-field-keys` (systemd, which may have it sealed to
/// the TPM), else the file `field-keys` beside the database, or in the folder above for the practice store. Empty:
/// nowhere.
std::filesystem::path find_key_file(const std::filesystem::path& database);
/// Read once a connection; throws Unreadable when the file is damaged. No file: no key, and what is written stays
/// plain; programs that open a store make the file first (config::DataFolder).
const FieldKeys& keys_of(db::Connection& connection);
/// Opens or throws Unreadable.
std::string open(db::Connection& connection, std::string_view stored, std::string_view place);
std::optional<std::string> maybe_open(db::Connection& connection, const std::optional<std::string>& stored,
                                      std::string_view place);
}  // namespace holdfast::vault
