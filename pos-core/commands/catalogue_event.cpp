#include "commands/catalogue_event.h"

namespace holdfast::commands {
namespace {
constexpr std::size_t most_skus = 500;
}

void CatalogueEvent::note(std::string_view sku, std::int64_t& count) {
  ++count;
  if (skus_.size() < most_skus) skus_.emplace_back(sku);
}

void CatalogueEvent::emit() {
  if (added_ + changed_ == 0) return;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("added", added_).member("changed", changed_).key("skus").begin_array();
  for (const std::string& sku : skus_) json.value(sku);
  json.end_array().end_object();
  // One catalogue a site: the site's id is its own.
  const Uuid catalogue = parse_uuid(context_.site.site_id).value_or(Uuid{});
  context_.emit(tx_, "CatalogueChanged", "catalogue", catalogue, std::move(payload));
  added_ = changed_ = 0;
  skus_.clear();
}
}  // namespace holdfast::commands
