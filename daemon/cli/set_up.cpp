#include "cli/set_up.h"

#include "base/json.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "setup/make_store.h"

namespace holdfast::cli {
void set_up(const std::filesystem::path& data, std::string_view document) {
  const Result<Json> parsed = parse_json(document);
  if (!parsed)
    throw Stop{"the set-up document is no JSON: " + parsed.error().detail, "packaging/demo/store.json shows one"};
  const config::DataFolder folder{data};
  if (const Result<> done = setup::make_store(folder.store_file(), folder.pepper(), *parsed); !done) {
    std::string why = done.error().detail;
    for (const FieldError& field : done.error().fields) why += "; " + field.pointer + " " + field.detail;
    throw Stop{"the set-up document: " + why, "correct it and run init again"};
  }
}
}  // namespace holdfast::cli
