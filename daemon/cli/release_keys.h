#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "release/signing_key.h"

namespace holdfast::cli {
/// The value, or an end with what is wrong in `file` and what to do next.
template <class T>
T value_of(Result<T> result, const std::string& file, const std::string& next) {
  if (result) return std::move(*result);
  std::string detail = result.error().detail;
  for (const FieldError& each : result.error().fields) detail += "\n  " + each.pointer + " " + each.detail;
  throw Stop{file + ": " + detail, next};
}

/// A key in a file, or in a device by its `pkcs11:` address.
std::unique_ptr<release::Signer> load_signer(const std::string& where);
/// Of private keys' files, of what make_key() wrote beside them, or of devices.
std::vector<rollout::PublicKey> load_public(const std::vector<std::string>& files);

/// With the folders that lead to it.
void write_release_file(const std::filesystem::path& file, std::string_view bytes,
                        config::Secrecy secrecy = config::Secrecy::open);
Instant in_days(int days);
}  // namespace holdfast::cli
